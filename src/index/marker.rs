//! Marks in a passage what an answer's words matched there: the one definition of an occurrence.
//!
//! Counting from postings must give the same numbers, only faster. It must not know postings.

use std::ops::Range;
use std::sync::Arc;

use crate::document::{Document, Paragraph};
use crate::index::Mark;
use crate::index::member::Member;
use crate::index::places::stretch;
use crate::index::plan::{Atom, Plan};
use crate::index::vocabulary::{LexemeId, Vocabulary};
use crate::words::pattern::Tier;
use crate::words::tokens;

/// Knows what an answer's words matched, and marks it in a passage.
#[derive(Debug, Default)]
pub struct Marker {
    pub(crate) vocabulary: Arc<Vocabulary>,
    pub(crate) plan: Arc<Plan>,
    /// The passages that are hits, ascending, and for each which branches of the plan it matches.
    pub(crate) hits: Vec<(u32, u32)>,
}

impl Marker {
    /// The marks in a paragraph, in order, not overlapping. Empty for a passage that is no hit.
    #[must_use]
    pub fn marks(&self, document: &Document, paragraph: u32) -> Vec<Mark> {
        let hit = self
            .hits
            .binary_search_by_key(&paragraph, |&(passage, _)| passage);
        match hit {
            Ok(hit) if (paragraph as usize) < document.paragraphs.len() => {
                let branches = self.hits[hit].1;
                marks(
                    &self.plan,
                    &self.vocabulary,
                    (document, paragraph),
                    branches,
                )
            }
            _ => Vec::new(),
        }
    }
}

/// The marks in a passage of a document that matches these branches of a plan: of a branch that asks for pages, those on them.
pub(crate) fn marks(
    plan: &Plan,
    vocabulary: &Vocabulary,
    (document, passage): (&Document, u32),
    branches: u32,
) -> Vec<Mark> {
    let paragraph = &document.paragraphs[passage as usize];
    let mut marks = Vec::new();
    let mut words: Option<Words> = None;
    for branch in plan.chosen(branches) {
        let before = marks.len();
        for atom in branch.wanted.iter().flatten() {
            if atom.is_of_words() {
                let words = words.get_or_insert_with(|| Words::of(&paragraph.text, vocabulary));
                words.mark(atom, vocabulary, &mut marks);
            } else {
                mark_bytes(atom, paragraph, &mut marks);
            }
        }
        if let Some(stretch) = stretch(&branch.filters, passage, document) {
            let mut of_branch = marks.split_off(before);
            of_branch.retain(|mark: &Mark| stretch.contains(&mark.range.start));
            marks.append(&mut of_branch);
        }
    }
    merge(&mut marks);
    marks
}

/// Marks what is looked for in a passage's bytes rather than in its words.
fn mark_bytes(atom: &Atom, paragraph: &Paragraph, marks: &mut Vec<Mark>) {
    let exact = |range| Mark {
        range,
        tier: Tier::Exact,
    };
    match atom {
        Atom::Expression(expression) => {
            let found = expression.find_iter(&paragraph.text);
            marks.extend(found.map(|found| exact(found.range())));
        }
        Atom::Paper(paper) => {
            let cited = paragraph.citations.iter();
            let cited = cited.filter(|citation| paper.means(&citation.target.id()));
            marks.extend(cited.map(|citation| exact(citation.range.clone())));
        }
        Atom::Word(_) | Atom::Phrase(_) => {}
    }
}

/// Puts marks in order and unites those that overlap; the strongest reason stays.
fn merge(marks: &mut Vec<Mark>) {
    marks.sort_unstable_by_key(|mark| (mark.range.start, mark.range.end));
    marks.dedup_by(|next, mark| {
        let overlaps = next.range.start < mark.range.end;
        if overlaps {
            mark.range.end = mark.range.end.max(next.range.end);
            mark.tier = mark.tier.min(next.tier);
        }
        overlaps
    });
}

/// The words of a passage that the vocabulary knows, with the bytes they stand on.
#[derive(Default)]
struct Words {
    /// By position.
    plain: Vec<(Range<usize>, Option<LexemeId>)>,
    joined: Vec<(Range<usize>, LexemeId)>,
}

impl Words {
    fn of(text: &str, vocabulary: &Vocabulary) -> Self {
        let mut words = Self::default();
        tokens::for_each(text, |token| {
            let id = vocabulary.id(&token.term, token.joined);
            if !token.joined {
                words.plain.push((token.range.clone(), id));
            } else if let Some(id) = id {
                words.joined.push((token.range.clone(), id));
            }
        });
        words
    }

    fn mark(&self, atom: &Atom, vocabulary: &Vocabulary, marks: &mut Vec<Mark>) {
        match atom {
            Atom::Word(meant) => self.mark_word(|id| vocabulary.tier(meant, id), marks),
            Atom::Phrase(members) => self.mark_phrase(members, vocabulary, marks),
            Atom::Expression(_) | Atom::Paper(_) => {}
        }
    }

    fn mark_word(&self, meant: impl Fn(LexemeId) -> Option<Tier>, marks: &mut Vec<Mark>) {
        let plain = self
            .plain
            .iter()
            .filter_map(|(range, id)| Some((range, (*id)?)));
        let joined = self.joined.iter().map(|(range, id)| (range, *id));
        for (range, id) in plain.chain(joined) {
            if let Some(tier) = meant(id) {
                let range = range.clone();
                marks.push(Mark { range, tier });
            }
        }
    }

    fn mark_phrase(&self, members: &[Member], vocabulary: &Vocabulary, marks: &mut Vec<Mark>) {
        if members.is_empty() {
            return;
        }
        for window in self.plain.windows(members.len()) {
            let fits = window
                .iter()
                .zip(members)
                .map(|((_, id), member)| vocabulary.tier_in_phrase(member, (*id)?));
            let weakest: Option<Vec<Tier>> = fits.collect();
            if let Some(tier) = weakest.and_then(|tiers| tiers.into_iter().max())
                && let [(first, _), .., (last, _)] | [(first @ last, _)] = window
            {
                let range = first.start..last.end;
                marks.push(Mark { range, tier });
            }
        }
    }
}
