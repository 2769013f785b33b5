//! Runs a plan over postings: first which passages match, then how often.
//!
//! What an occurrence is, [`marker`](crate::index::marker) defines; this module counts the same without reading the
//! texts again, where that can be told from positions, and asks the marker where it cannot.

use crate::document::Document;
use crate::index::bits::Bits;
use crate::index::marker;
use crate::index::outline::Outline;
use crate::index::plan::{Atom, Plan, PlannedBranch};
use crate::index::postings::{Postings, Reader};
use crate::index::query::Scope;
use crate::index::spans::{Span, Starts, covers, merge};
use crate::index::vocabulary::{LexemeId, Match, Vocabulary};
use crate::words::pattern::Tier;

/// How many passages or lexemes are looked at between two questions whether the answer is still wanted.
const PATIENCE: usize = 512;

/// What an evaluation needs to know of an index.
#[derive(Clone, Copy)]
pub(crate) struct Evaluation<'a> {
    pub(crate) document: &'a Document,
    pub(crate) outline: &'a Outline,
    pub(crate) vocabulary: &'a Vocabulary,
    pub(crate) postings: &'a Postings,
    pub(crate) stale: &'a dyn Fn() -> bool,
}

/// What was found, by passage.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// Which branches of the plan a passage matches, a bit each; 0 for none.
    pub(crate) branches: Vec<u32>,
    /// How many places in it are marked.
    pub(crate) occurrences: Vec<u32>,
    /// The strongest reason among them.
    pub(crate) tiers: Vec<Tier>,
}

/// The spans of a phrase or joined word that a branch asks for.
struct Spans {
    branch: u32,
    spans: Vec<Span>,
}

/// A lexeme that some branches ask for as a word, and how strongly they mean it.
struct Wanted {
    id: LexemeId,
    tier: Tier,
    branches: u32,
}

impl Evaluation<'_> {
    /// Runs a plan; `None` when the answer is no longer wanted.
    pub(crate) fn run(&self, plan: &Plan, scope: Scope) -> Option<Found> {
        let passages = self.postings.passages() as usize;
        let mut found = Found {
            branches: vec![0; passages],
            occurrences: vec![0; passages],
            tiers: vec![Tier::Typo; passages],
        };
        let scope = self.outline.within(scope);
        let mut spans = Vec::new();
        for (number, branch) in plan.branches.iter().enumerate() {
            let bit = 1 << number;
            let matching = self.passages(branch, bit, &scope, &mut spans)?;
            for passage in matching.iter() {
                found.branches[passage as usize] |= bit;
            }
        }
        self.count(plan, spans, &mut found)?;
        Some(found)
    }

    /// The passages of which a branch holds. Adds the spans of its phrases there, and perhaps elsewhere.
    fn passages(
        &self,
        branch: &PlannedBranch,
        bit: u32,
        scope: &Bits,
        spans: &mut Vec<Spans>,
    ) -> Option<Bits> {
        let mut left = scope.clone();
        for filter in &branch.filters {
            left.keep(&self.outline.left_by(filter, self.document));
        }
        let mut clauses: Vec<&Vec<Atom>> = branch.wanted.iter().collect();
        clauses.sort_by_key(|atoms| atoms.iter().map(cost).max());
        for atoms in clauses {
            if left.is_empty() {
                return Some(left);
            }
            let mut any = Bits::none(left.bound());
            for atom in atoms {
                let found = self.atom(atom, &left, &mut any)?;
                spans.extend(found.map(|spans| Spans { branch: bit, spans }));
            }
            left.keep(&any);
        }
        for atoms in &branch.unwanted {
            let mut any = Bits::none(left.bound());
            for atom in atoms {
                self.atom(atom, &left, &mut any)?;
            }
            left.remove(&any);
        }
        Some(left)
    }

    /// Adds the passages with an atom, at least those within `left`. Gives a phrase's spans there.
    fn atom(&self, atom: &Atom, left: &Bits, any: &mut Bits) -> Option<Option<Vec<Span>>> {
        if (self.stale)() {
            return None;
        }
        match atom {
            Atom::Word(matches) => {
                for some in matches.chunks(PATIENCE) {
                    if (self.stale)() {
                        return None;
                    }
                    self.postings
                        .add_passages(some.iter().map(|&(id, _)| id), any);
                }
            }
            Atom::Phrase(members) => {
                let spans = self.phrase(members, left)?;
                for span in &spans {
                    any.insert(span.passage);
                }
                return Some(Some(spans));
            }
            Atom::Regex(regex) => self.read(left, any, |text, _| {
                regex.find_iter(text).any(|found| !found.is_empty())
            })?,
            Atom::Paper(paper) => self.read(left, any, |_, passage| {
                let mut citations = self.document.paragraphs[passage as usize].citations.iter();
                citations.any(|citation| paper.means(&citation.target.id()))
            })?,
        }
        Some(None)
    }

    /// Adds the passages within `left` for whose text `holds`.
    fn read(&self, left: &Bits, any: &mut Bits, holds: impl Fn(&str, u32) -> bool) -> Option<()> {
        for (count, passage) in left.iter().enumerate() {
            if count % PATIENCE == 0 && (self.stale)() {
                return None;
            }
            if holds(&self.document.paragraphs[passage as usize].text, passage) {
                any.insert(passage);
            }
        }
        Some(())
    }

    /// Where a phrase stands in the passages within `left`: the rarest member first, then the others where it stands.
    fn phrase(&self, members: &[Vec<Match>], left: &Bits) -> Option<Vec<Span>> {
        let mut passages = left.clone();
        for member in members {
            let mut any = Bits::none(left.bound());
            self.postings
                .add_passages(member.iter().map(|&(id, _)| id), &mut any);
            passages.keep(&any);
            if (self.stale)() {
                return None;
            }
        }
        let mut order: Vec<usize> = (0..members.len()).collect();
        let weight = |&at: &usize| {
            members[at]
                .iter()
                .map(|&(id, _)| self.postings.passages_with(id))
                .sum::<usize>()
        };
        order.sort_by_cached_key(weight);
        let Some((&rarest, others)) = order.split_first() else {
            return Some(Vec::new());
        };
        let mut places = Vec::new();
        self.each_place(&members[rarest], rarest, &passages, |key, tier, _| {
            places.push((key, tier))
        })?;
        let mut starts = Starts::new(places);
        for &member in others {
            let mut still = Bits::none(left.bound());
            for passage in starts.passages() {
                still.insert(passage);
            }
            starts.begin_member();
            self.each_place(&members[member], member, &still, |key, tier, cursor| {
                starts.fit(key, tier, cursor)
            })?;
            starts.end_member();
        }
        Some(starts.spans(members.len() as u32))
    }

    /// Calls `each` with every place where a phrase would begin by one of its members, and a cursor of its own for
    /// every lexeme.
    fn each_place(
        &self,
        member: &[Match],
        offset: usize,
        within: &Bits,
        mut each: impl FnMut(u64, Tier, &mut usize),
    ) -> Option<()> {
        for (count, &(id, tier)) in member.iter().enumerate() {
            if count % PATIENCE == 0 && (self.stale)() {
                return None;
            }
            let mut cursor = 0;
            self.postings.positions(id, within, |passage, positions| {
                for &position in positions {
                    if let Some(key) = Starts::key(passage, position, offset as u32) {
                        each(key, tier, &mut cursor);
                    }
                }
            });
        }
        Some(())
    }

    /// Counts the marked places in every passage that was found.
    fn count(&self, plan: &Plan, phrases: Vec<Spans>, found: &mut Found) -> Option<()> {
        let (plain, joined) = self.wanted(plan);
        let by_marks = self.counted_by_marks(plan, &joined, found);
        let reads = |passage: u32| by_marks.contains(passage);
        self.count_words(&plain, &reads, found)?;
        let mut spans: Vec<Span> = Vec::new();
        for phrase in phrases {
            let is_wanted =
                |span: &Span| found.branches[span.passage as usize] & phrase.branch != 0;
            spans.extend(phrase.spans.into_iter().filter(is_wanted));
        }
        self.add_joined(&joined, found, &mut spans);
        spans.retain(|span| !reads(span.passage));
        merge(&mut spans);
        if !spans.is_empty() {
            self.subtract_covered(plan, &plain, &spans, found)?;
        }
        for span in &spans {
            let at = span.passage as usize;
            found.occurrences[at] += 1;
            found.tiers[at] = found.tiers[at].min(span.tier);
        }
        self.count_marks(plan, &by_marks, found)
    }

    /// The lexemes that branches ask for as words, plain and joined, by index, the strongest meaning first.
    fn wanted(&self, plan: &Plan) -> (Vec<Wanted>, Vec<Wanted>) {
        let mut wanted: Vec<Wanted> = Vec::new();
        for (number, branch) in plan.branches.iter().enumerate() {
            for atom in branch.wanted.iter().flatten() {
                if let Atom::Word(matches) = atom {
                    wanted.extend(matches.iter().map(|&(id, tier)| Wanted {
                        id,
                        tier,
                        branches: 1 << number,
                    }));
                }
            }
        }
        wanted.sort_by_key(|wanted| (wanted.id, wanted.tier));
        let joined = wanted.partition_point(|wanted| self.vocabulary.is_plain(wanted.id));
        let joined = wanted.split_off(joined);
        (wanted, joined)
    }

    /// The passages where positions do not tell what is marked: where bytes count (citations, expressions), and where a
    /// suspended word matched, whose stretch only the text knows.
    fn counted_by_marks(&self, plan: &Plan, joined: &[Wanted], found: &Found) -> Bits {
        let mut of_bytes = 0;
        for (number, branch) in plan.branches.iter().enumerate() {
            if branch
                .wanted
                .iter()
                .flatten()
                .any(|atom| !atom.is_of_words())
            {
                of_bytes |= 1 << number;
            }
        }
        let mut by_marks = Bits::none(found.branches.len() as u32);
        if of_bytes != 0 {
            let branches = found.branches.iter().enumerate();
            for (passage, _) in branches.filter(|(_, branches)| *branches & of_bytes != 0) {
                by_marks.insert(passage as u32);
            }
        }
        let suspended = joined
            .iter()
            .filter(|wanted| self.vocabulary.is_suspended(wanted.id));
        self.postings
            .add_passages(suspended.map(|wanted| wanted.id), &mut by_marks);
        by_marks
    }

    /// Adds up the frequencies of plain lexemes.
    fn count_words(
        &self,
        plain: &[Wanted],
        skip: &dyn Fn(u32) -> bool,
        found: &mut Found,
    ) -> Option<()> {
        let mut reader = Reader::default();
        for (count, meanings) in plain.chunk_by(|a, b| a.id == b.id).enumerate() {
            if count % PATIENCE == 0 && (self.stale)() {
                return None;
            }
            let [strongest, ..] = meanings else { continue };
            self.postings
                .frequencies(strongest.id, &mut reader, |passage, count| {
                    let at = passage as usize;
                    let branches = found.branches[at];
                    let meaning = meanings
                        .iter()
                        .find(|wanted| wanted.branches & branches != 0);
                    if let Some(meaning) = meaning
                        && !skip(passage)
                    {
                        found.occurrences[at] += count;
                        found.tiers[at] = found.tiers[at].min(meaning.tier);
                    }
                });
        }
        Some(())
    }

    /// Adds the spans of hyphen-joined words in the passages whose branches ask for them.
    fn add_joined(&self, joined: &[Wanted], found: &Found, spans: &mut Vec<Span>) {
        let everywhere = Bits::all(found.branches.len() as u32);
        for wanted in joined
            .iter()
            .filter(|wanted| !self.vocabulary.is_suspended(wanted.id))
        {
            let words = self.vocabulary.words_in(wanted.id);
            self.postings
                .positions(wanted.id, &everywhere, |passage, positions| {
                    if found.branches[passage as usize] & wanted.branches != 0 {
                        spans.extend(positions.iter().map(|&start| Span {
                            passage,
                            start,
                            end: start + words,
                            tier: wanted.tier,
                        }));
                    }
                });
        }
    }

    /// Takes back the words that were counted alone but stand inside a span: both are one marked place.
    fn subtract_covered(
        &self,
        plan: &Plan,
        plain: &[Wanted],
        spans: &[Span],
        found: &mut Found,
    ) -> Option<()> {
        let in_spans = self.lexemes_of_spans(plan);
        let mut within = Bits::none(found.branches.len() as u32);
        for span in spans {
            within.insert(span.passage);
        }
        for meanings in plain.chunk_by(|a, b| a.id == b.id) {
            let [first, ..] = meanings else { continue };
            if !in_spans[first.id as usize] {
                continue;
            }
            if (self.stale)() {
                return None;
            }
            let asked = meanings.iter().fold(0, |all, wanted| all | wanted.branches);
            self.postings
                .positions(first.id, &within, |passage, positions| {
                    if found.branches[passage as usize] & asked != 0 {
                        let covered = positions
                            .iter()
                            .filter(|&&at| covers(spans, passage, at))
                            .count();
                        found.occurrences[passage as usize] -= covered as u32;
                    }
                });
        }
        Some(())
    }

    /// Which lexemes may stand inside a span.
    fn lexemes_of_spans(&self, plan: &Plan) -> Vec<bool> {
        let mut inside = vec![false; self.vocabulary.len()];
        for atom in plan
            .branches
            .iter()
            .flat_map(|branch| branch.wanted.iter().flatten())
        {
            match atom {
                Atom::Phrase(members) => {
                    for &(id, _) in members.iter().flatten() {
                        inside[id as usize] = true;
                    }
                }
                Atom::Word(matches) => {
                    for part in matches
                        .iter()
                        .flat_map(|&(id, _)| self.vocabulary.parts(id))
                    {
                        inside[part as usize] = true;
                    }
                }
                Atom::Regex(_) | Atom::Paper(_) => {}
            }
        }
        inside
    }

    /// Counts by marking.
    fn count_marks(&self, plan: &Plan, by_marks: &Bits, found: &mut Found) -> Option<()> {
        for (count, passage) in by_marks.iter().enumerate() {
            if count % PATIENCE == 0 && (self.stale)() {
                return None;
            }
            let at = passage as usize;
            let paragraph = &self.document.paragraphs[at];
            let marks = marker::marks(plan, self.vocabulary, paragraph, found.branches[at]);
            found.occurrences[at] = marks.len() as u32;
            let tiers = marks.iter().map(|mark| mark.tier);
            found.tiers[at] = tiers.min().unwrap_or(Tier::Exact);
        }
        Some(())
    }
}

/// What is looked for first: what costs least.
fn cost(atom: &Atom) -> u8 {
    match atom {
        Atom::Word(_) => 0,
        Atom::Phrase(_) => 1,
        Atom::Paper(_) => 2,
        Atom::Regex(_) => 3,
    }
}
