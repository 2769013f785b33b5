//! Counts how often a plan matches in the passages found.
//!
//! What an occurrence is, [`marker`] defines. This module counts the same without reading the
//! texts again where postings can tell, and asks the marker where they cannot.

use crate::document::Document;
use crate::index::bits::Bits;
use crate::index::evaluate::{Evaluation, Matching};
use crate::index::marker;
use crate::index::paged::{Paged, Told, matching};
use crate::index::places::stretch;
use crate::index::plan::{Atom, Plan, sole_expression};
use crate::index::postings::Reader;
use crate::index::spans::{Span, covers, merge};
use crate::index::vocabulary::LexemeId;
use crate::words::beginnings;
use crate::words::pattern::{Pattern, Tier};

/// What was counted, by passage.
#[derive(Debug, Default)]
pub(crate) struct Counted {
    /// Which branches of the plan a passage matches, a bit each; 0 for none.
    pub(crate) branches: Vec<u32>,
    /// How many places in it are marked.
    pub(crate) occurrences: Vec<u32>,
    /// The strongest reason among them.
    pub(crate) tiers: Vec<Tier>,
}

impl Counted {
    /// Adds marked places to a passage.
    fn add(&mut self, passage: u32, occurrences: u32, tier: Tier) {
        let at = passage as usize;
        self.occurrences[at] += occurrences;
        self.tiers[at] = self.tiers[at].min(tier);
    }
}

/// A lexeme that branches ask for as a word, and how strongly they mean it.
struct Wanted {
    id: LexemeId,
    tier: Tier,
    /// A bit for each branch.
    branches: u32,
}

/// Counts the marked places in the passages that match; `None` when the answer is no longer wanted.
pub(crate) fn count(
    evaluation: &Evaluation<'_>,
    plan: &Plan,
    matching: Matching,
) -> Option<Counted> {
    let passages = matching.branches.len();
    let mut count = Count {
        evaluation,
        plan,
        found: Counted {
            branches: matching.branches,
            occurrences: vec![0; passages],
            tiers: vec![Tier::Typo; passages],
        },
    };
    let (single, joined) = count.wanted();
    let by_marks = count.told_by_marks(&joined);
    let mut paged = Paged::new(evaluation, plan, &count.found.branches)?;
    paged.leave(&by_marks);
    let on_pages = if paged.passages().is_empty() {
        Vec::new()
    } else {
        let words = single.iter().chain(&joined);
        let marked = count.marked(&matching.phrases, words, paged.passages())?;
        paged.tally(plan, &count.found.branches, marked)
    };
    let mut elsewhere = by_marks.clone();
    elsewhere.add(paged.passages());
    let begun = count.begun();
    let (in_begun, single): (Vec<Wanted>, Vec<Wanted>) = single
        .into_iter()
        .partition(|wanted| count.is_begun(begun.as_ref(), wanted.id));
    count.add_words(&single, &elsewhere)?;
    if let Some(begun) = &begun {
        count.add_begun(begun, &in_begun, &elsewhere)?;
    }
    let everywhere = Bits::all(evaluation.postings.passages());
    let marked = count.marked(&matching.phrases, joined.iter(), &everywhere)?;
    let spans = marked.into_iter().map(|(span, _)| span);
    let mut spans: Vec<Span> = spans
        .filter(|span| !elsewhere.contains(span.passage))
        .collect();
    merge(&mut spans);
    count.subtract_covered(&single, begun.as_ref(), &spans)?;
    for span in spans {
        count.found.add(span.passage, 1, span.tier);
    }
    count.add_told(&by_marks, count.marks(&by_marks)?);
    count.add_told(paged.passages(), on_pages);
    Some(count.found)
}

struct Count<'a> {
    evaluation: &'a Evaluation<'a>,
    plan: &'a Plan,
    found: Counted,
}

impl Count<'_> {
    /// The lexemes that branches ask for as words, plain ones and joined ones, by index, the strongest meaning first.
    fn wanted(&self) -> (Vec<Wanted>, Vec<Wanted>) {
        let mut plain: Vec<Wanted> = Vec::new();
        for (number, branch) in self.plan.branches.iter().enumerate() {
            for atom in branch.wanted.iter().flatten() {
                if let Atom::Word(meant) = atom {
                    plain.extend(meant.matches.iter().map(|&(id, tier)| Wanted {
                        id,
                        tier,
                        branches: 1 << number,
                    }));
                }
            }
        }
        plain.sort_by_key(|wanted| (wanted.id, wanted.tier));
        let vocabulary = self.evaluation.vocabulary;
        let joined = plain.partition_point(|wanted| vocabulary.is_plain(wanted.id));
        let joined = plain.split_off(joined);
        (plain, joined)
    }

    /// The passages where positions do not tell what is marked: where bytes count (citations, expressions), and where a suspended word
    /// matched, whose stretch only the text knows.
    fn told_by_marks(&self, joined: &[Wanted]) -> Bits {
        let of_bytes = |atom: &Atom| !atom.is_of_words();
        let mut branches = 0;
        for (number, branch) in self.plan.branches.iter().enumerate() {
            branches |= u32::from(branch.wanted.iter().flatten().any(of_bytes)) << number;
        }
        let mut told = matching(&self.found.branches, branches);
        let vocabulary = self.evaluation.vocabulary;
        let suspended = joined.iter().map(|wanted| wanted.id);
        let suspended = suspended.filter(|&id| vocabulary.is_suspended(id));
        self.evaluation.postings.add_passages(suspended, &mut told);
        told
    }

    /// Where phrases and words stand in some passages whose branches ask for them, each with those branches.
    fn marked<'w>(
        &self,
        phrases: &[(u32, Vec<Span>)],
        words: impl Iterator<Item = &'w Wanted>,
        within: &Bits,
    ) -> Option<Vec<(Span, u32)>> {
        let asking = |passage: u32, asked: u32| self.found.branches[passage as usize] & asked;
        let mut marked: Vec<(Span, u32)> = Vec::new();
        for &(bit, ref spans) in phrases {
            let asked = |span: &&Span| asking(span.passage, bit) != 0;
            let spans = spans.iter().filter(asked);
            let spans = spans.filter(|span| within.contains(span.passage));
            marked.extend(spans.map(|&span| (span, bit)));
        }
        let Evaluation {
            vocabulary,
            postings,
            ..
        } = self.evaluation;
        let mut reader = Reader::default();
        // Only the text knows the stretch of a suspended word.
        let words = words.filter(|wanted| !vocabulary.is_suspended(wanted.id));
        for (done, wanted) in words.enumerate() {
            self.evaluation.still_wanted(done)?;
            let words = vocabulary.words_in(wanted.id);
            postings.positions(wanted.id, within, &mut reader, |passage, positions| {
                let asking = asking(passage, wanted.branches);
                marked.extend(positions.iter().filter(|_| asking != 0).map(|&start| {
                    let span = Span {
                        passage,
                        start,
                        end: start + words,
                        tier: wanted.tier,
                    };
                    (span, asking)
                }));
            });
        }
        Some(marked)
    }

    /// The branches whose expressions match a passage, and of which something is marked in it or that ask for no words: what stands on other
    /// pages is no hit.
    fn holding(&self, (document, at): (&Document, u32), branches: u32) -> u32 {
        let vocabulary = self.evaluation.vocabulary;
        let text = &document.paragraphs[at as usize].text;
        let numbers = 0..self.plan.branches.len();
        let kept = numbers.filter(|&number| {
            let bit = 1 << number;
            let branch = &self.plan.branches[number];
            let mut expressions = branch
                .wanted
                .iter()
                .filter_map(|atoms| sole_expression(atoms));
            branches & bit != 0
                && expressions.all(|expression| expression.matches(text))
                && (branch.wanted.is_empty()
                    || stretch(&branch.filters, at, document).is_none()
                    || !marker::marks(self.plan, vocabulary, (document, at), bit).is_empty())
        });
        kept.fold(0, |kept, number| kept | 1 << number)
    }

    /// Adds up how often plain lexemes occur.
    fn add_words(&mut self, plain: &[Wanted], elsewhere: &Bits) -> Option<()> {
        let mut reader = Reader::default();
        let postings = self.evaluation.postings;
        for (done, meanings) in plain.chunk_by(|a, b| a.id == b.id).enumerate() {
            self.evaluation.still_wanted(done)?;
            let [strongest, ..] = meanings else { continue };
            postings.frequencies(strongest.id, &mut reader, |passage, occurrences| {
                let branches = self.found.branches[passage as usize];
                let meaning = meanings
                    .iter()
                    .find(|wanted| wanted.branches & branches != 0);
                if let Some(meaning) = meaning
                    && !elsewhere.contains(passage)
                {
                    self.found.add(passage, occurrences, meaning.tier);
                }
            });
        }
        Some(())
    }

    /// The short beginning that the plan asks for, if any: there is one at most, and then one branch.
    fn begun(&self) -> Option<Pattern> {
        let branches = self.plan.branches.iter();
        let atoms = branches.flat_map(|branch| branch.wanted.iter().flatten());
        let mut begun = atoms.filter_map(|atom| match atom {
            Atom::Word(meant) => meant.begun.clone(),
            _ => None,
        });
        begun.next()
    }

    /// Whether a lexeme is counted with those of a short beginning.
    fn is_begun(&self, begun: Option<&Pattern>, id: LexemeId) -> bool {
        let vocabulary = self.evaluation.vocabulary;
        begun.is_some_and(|begun| vocabulary.begins(begun, id).is_some())
    }

    /// Adds up how often the lexemes of a short beginning occur. Some of them are meant more strongly than by it.
    fn add_begun(&mut self, begun: &Pattern, stronger: &[Wanted], elsewhere: &Bits) -> Option<()> {
        let Evaluation {
            postings,
            vocabulary,
            ..
        } = *self.evaluation;
        let [begins, part] = beginnings::keys(begun)?;
        for (key, tier) in [(begins, Tier::Prefix), (part, Tier::Part)] {
            self.evaluation.still_wanted(0)?;
            postings.begun_frequencies(&key, |passage, occurrences| {
                if self.found.branches[passage as usize] != 0 && !elsewhere.contains(passage) {
                    self.found.add(passage, occurrences, tier);
                }
            });
        }
        let stronger = stronger.iter().map(|wanted| (wanted.id, wanted.tier));
        let mut reader = Reader::default();
        for (id, tier) in stronger.chain(vocabulary.whole(begun)) {
            postings.frequencies(id, &mut reader, |passage, _| {
                if self.found.branches[passage as usize] != 0 && !elsewhere.contains(passage) {
                    self.found.add(passage, 0, tier);
                }
            });
        }
        Some(())
    }

    /// Takes back the words that were counted alone but stand inside a span: both are one marked place.
    fn subtract_covered(
        &mut self,
        plain: &[Wanted],
        begun: Option<&Pattern>,
        spans: &[Span],
    ) -> Option<()> {
        if spans.is_empty() || plain.is_empty() && begun.is_none() {
            return Some(());
        }
        let inside = self.lexemes_of_spans();
        let begun = inside
            .iter()
            .enumerate()
            .filter(|(id, inside)| **inside && self.is_begun(begun, *id as LexemeId));
        let begun: Vec<(LexemeId, u32)> = begun.map(|(id, _)| (id as LexemeId, 1)).collect();
        let mut within = Bits::none(self.found.branches.len() as u32);
        for span in spans {
            within.insert(span.passage);
        }
        let postings = self.evaluation.postings;
        let counted = plain.chunk_by(|a, b| a.id == b.id).filter_map(|meanings| {
            let asked = meanings
                .iter()
                .fold(0, |asked, wanted| asked | wanted.branches);
            let [first, ..] = meanings else { return None };
            inside[first.id as usize].then_some((first.id, asked))
        });
        let counted: Vec<(LexemeId, u32)> = counted.chain(begun).collect();
        let mut reader = Reader::default();
        for (done, (id, asked)) in counted.into_iter().enumerate() {
            self.evaluation.still_wanted(done)?;
            postings.positions(id, &within, &mut reader, |passage, positions| {
                let at = passage as usize;
                if self.found.branches[at] & asked != 0 {
                    let covered = positions
                        .iter()
                        .filter(|&&position| covers(spans, passage, position));
                    self.found.occurrences[at] -= covered.count() as u32;
                }
            });
        }
        Some(())
    }

    /// Which lexemes may stand inside a span.
    fn lexemes_of_spans(&self) -> Vec<bool> {
        let vocabulary = self.evaluation.vocabulary;
        let mut inside = vec![false; vocabulary.len()];
        let branches = self.plan.branches.iter();
        for atom in branches.flat_map(|branch| branch.wanted.iter().flatten()) {
            match atom {
                Atom::Phrase(members) => {
                    for &(id, _) in members.iter().flat_map(|member| &member.matches) {
                        inside[id as usize] = true;
                    }
                    let begun = members.iter().filter_map(|member| member.begun.as_ref());
                    let begun =
                        begun.flat_map(|begun| vocabulary.lexicon().beginning_with(&begun.folded));
                    for id in begun.filter(|&id| vocabulary.is_plain(id)) {
                        inside[id as usize] = true;
                    }
                }
                Atom::Word(meant) => {
                    for part in meant
                        .matches
                        .iter()
                        .flat_map(|&(id, _)| vocabulary.parts(id))
                    {
                        inside[part as usize] = true;
                    }
                }
                Atom::Expression(_) | Atom::Paper(_) => {}
            }
        }
        inside
    }

    /// What counts of some passages, by marking.
    fn marks(&self, passages: &Bits) -> Option<Vec<Told>> {
        let Evaluation {
            corpus,
            vocabulary,
            stale,
            ..
        } = *self.evaluation;
        corpus.told(passages, stale, &|passage, document, at| {
            let branches = self.found.branches[passage as usize];
            let branches = self.holding((document, at), branches);
            let marks = marker::marks(self.plan, vocabulary, (document, at), branches);
            Some(Told {
                passage,
                branches,
                occurrences: marks.len() as u32,
                tier: marks.iter().map(|mark| mark.tier).min(),
            })
        })
    }

    /// Counts some passages as it was told of them. What nothing was told of has no hits: its letter cannot be read.
    fn add_told(&mut self, passages: &Bits, told: Vec<Told>) {
        for passage in passages.iter() {
            self.found.branches[passage as usize] = 0;
        }
        for told in told {
            self.found.branches[told.passage as usize] = told.branches;
            if let Some(tier) = told.tier {
                self.found.add(told.passage, told.occurrences, tier);
            }
        }
    }
}
