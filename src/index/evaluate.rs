//! Runs a plan over postings: finds the passages that match, and where its phrases stand in them.
//!
//! How often a passage matches is counted afterwards (see [`count`](mod@crate::index::count)). It must not know how a
//! query is written.

use std::sync::Arc;

use crate::index::bits::Bits;
use crate::index::corpus::Corpus;
use crate::index::found::TIERS;
use crate::index::plan::{Atom, Plan, PlannedBranch};
use crate::index::postings::{Postings, Reader};
use crate::index::query::Scope;
use crate::index::spans::{Span, Starts};
use crate::index::tally::{Kept, narrow};
use crate::index::vocabulary::{Match, Meant, Member, Vocabulary};
use crate::words::pattern::Tier;
use crate::words::{beginnings, openings};

/// How many passages or lexemes are looked at between two questions whether the answer is still wanted.
const PATIENCE: usize = 512;

/// What an evaluation needs to know of an index.
#[derive(Clone, Copy)]
pub(crate) struct Evaluation<'a> {
    pub(crate) corpus: &'a dyn Corpus,
    pub(crate) vocabulary: &'a Vocabulary,
    pub(crate) postings: &'a Postings,
    /// What is known of words and phrases looked up before.
    pub(crate) kept: &'a Kept,
    pub(crate) stale: &'a dyn Fn() -> bool,
}

/// The passages that match a plan, and where its phrases stand.
#[derive(Debug, Default)]
pub(crate) struct Matching {
    /// Which branches of the plan each passage matches, a bit each; 0 for none.
    pub(crate) branches: Vec<u32>,
    /// The spans of every branch's phrases, by the branch's bit; also in some passages that do not match.
    pub(crate) phrases: Vec<(u32, Vec<Span>)>,
}

impl Evaluation<'_> {
    /// Runs a plan; `None` when the answer is no longer wanted.
    pub(crate) fn run(&self, plan: &Plan, scope: Scope) -> Option<Matching> {
        let mut matching = Matching {
            branches: vec![0; self.postings.passages() as usize],
            phrases: Vec::new(),
        };
        for (number, branch) in plan.branches.iter().enumerate() {
            let bit = 1 << number;
            let mut spans = Vec::new();
            let passages = self.passages(branch, scope, &mut spans)?;
            for passage in passages.iter() {
                matching.branches[passage as usize] |= bit;
            }
            matching.phrases.push((bit, spans));
        }
        Some(matching)
    }

    /// Nothing, when the answer is no longer wanted. Asked once in a while by the count of what was done.
    pub(crate) fn still_wanted(&self, done: usize) -> Option<()> {
        (!done.is_multiple_of(PATIENCE) || !(self.stale)()).then_some(())
    }

    /// Those of the passages `left` of which a branch holds. Adds the spans of its phrases.
    fn passages(
        &self,
        branch: &PlannedBranch,
        scope: Scope,
        spans: &mut Vec<Span>,
    ) -> Option<Bits> {
        let mut left = self.left(branch, scope)?;
        let mut clauses: Vec<&Vec<Atom>> = branch.wanted.iter().collect();
        clauses.sort_by_key(|atoms| atoms.iter().map(cost).max());
        for atoms in clauses {
            if left.is_empty() {
                return Some(left);
            }
            left.keep(&self.any(atoms, &left, spans)?);
        }
        self.without(branch, left)
    }

    /// The passages in a scope that the filters of a branch leave, as far as these are answered without reading letters.
    pub(crate) fn left(&self, branch: &PlannedBranch, scope: Scope) -> Option<Bits> {
        let mut left = self.corpus.within(scope);
        let filters = branch.filters.iter();
        for filter in filters.filter(|filter| self.corpus.knows(filter)) {
            left.keep(&self.corpus.left_by(filter, &left, self.stale)?);
        }
        Some(left)
    }

    /// Whether a branch has filters for which letters must be read.
    pub(crate) fn has_dear(&self, branch: &PlannedBranch) -> bool {
        let mut filters = branch.filters.iter();
        filters.any(|filter| !self.corpus.knows(filter))
    }

    /// Those of some passages that have nothing unwanted, and that the filters leave for which letters must be read.
    pub(crate) fn without(&self, branch: &PlannedBranch, mut left: Bits) -> Option<Bits> {
        for atoms in &branch.unwanted {
            left.remove(&self.any(atoms, &left, &mut Vec::new())?);
        }
        let filters = branch.filters.iter();
        for filter in filters.filter(|filter| !self.corpus.knows(filter)) {
            left.keep(&self.corpus.left_by(filter, &left, self.stale)?);
        }
        Some(left)
    }

    /// The passages with any of these atoms, at least those within `left`. Adds the spans of phrases there.
    fn any(&self, atoms: &[Atom], left: &Bits, spans: &mut Vec<Span>) -> Option<Bits> {
        let mut any = Bits::none(left.bound());
        for atom in atoms {
            self.still_wanted(0)?;
            match atom {
                Atom::Word(meant) => self.add_meant(meant, &mut any)?,
                Atom::Phrase(members) => {
                    let found = self.phrase(members, left)?;
                    for span in &found {
                        any.insert(span.passage);
                    }
                    spans.extend(found);
                }
                Atom::Regex(regex) => {
                    let matching = self.corpus.reading(left, self.stale, &|document, at| {
                        let text = &document.paragraphs[at as usize].text;
                        regex.find_iter(text).any(|found| !found.is_empty())
                    })?;
                    any.add(&matching);
                }
                Atom::Paper(paper) => any.add(&self.corpus.citing(paper, left, self.stale)?),
            }
        }
        Some(any)
    }

    /// Adds the passages in which a word occurs.
    fn add_meant(&self, meant: &Meant, any: &mut Bits) -> Option<()> {
        if let Some(begun) = &meant.begun {
            for key in beginnings::keys(begun).iter().flatten() {
                self.still_wanted(0)?;
                self.postings.add_begun(key, any);
            }
        }
        self.add_passages(&meant.matches, any)
    }

    /// Adds the passages in which one of the lexemes occurs.
    fn add_passages(&self, matches: &[Match], any: &mut Bits) -> Option<()> {
        for some in matches.chunks(PATIENCE) {
            self.still_wanted(0)?;
            self.postings
                .add_passages(some.iter().map(|&(id, _)| id), any);
        }
        Some(())
    }

    /// Where a phrase stands in the passages within `left`. While its last word is typed the others stay, so where these stand is kept.
    fn phrase(&self, members: &[Member], left: &Bits) -> Option<Vec<Span>> {
        let words = members.len() as u32;
        let [others @ .., last] = members else {
            return Some(Vec::new());
        };
        let at = others.len();
        let finished = last.opening.is_some() && last.begun.is_none();
        if let Some(starts) = self.kept.starts(members).filter(|_| finished) {
            return Some(starts.within(left).spans(words));
        }
        let known = match self.kept.starts(others) {
            Some(starts) => starts,
            // Of two words the rarer says where to look for the other one.
            None if others.len() < 2 && last.begun.is_none() => {
                return Some(self.starts(members, left)?.spans(words));
            }
            None => self.keep(others, self.starts(others, &Bits::all(left.bound()))?),
        };
        if let Some(mut starts) = self.opening_as(last, at, &known).filter(|_| finished) {
            self.fit(last, at, &mut starts)?;
            let starts = self.keep(members, starts);
            return Some(starts.within(left).spans(words));
        }
        let begun = last.begun.as_ref();
        if let Some(openings) = begun.and_then(|begun| openings::beginning(&begun.folded)) {
            let mut begins = self.opens(at, |word| openings.bytes.contains(&word));
            let holds = |passage, start| left.contains(passage) && begins(passage, start);
            let mut starts = known.filtered(holds);
            self.fit_begun(last, at, &mut starts)?;
            return Some(starts.spans(words));
        }
        let mut starts = known.within(left);
        self.fit(last, at, &mut starts)?;
        Some(starts.spans(words))
    }

    /// Keeps where words stand in a row, for the keys that follow.
    fn keep(&self, members: &[Member], starts: Starts) -> Arc<Starts> {
        let starts = Arc::new(starts);
        self.kept.keep_starts(members, starts.clone());
        starts
    }

    /// Leaves places where the word at an offset begins as a member does. Some words are meant more strongly than by that.
    fn fit_begun(&self, member: &Member, at: usize, starts: &mut Starts) -> Option<()> {
        let bound = self.postings.passages();
        let mut whole = Bits::none(bound);
        self.add_passages(&member.matches, &mut whole)?;
        whole.keep(&starts.passages(bound));
        starts.begin_member(Some(Tier::Prefix));
        self.each_start(member, at, &whole, |start, tier, cursor| {
            starts.fit(start, tier, cursor);
        })?;
        starts.end_member();
        Some(())
    }

    /// Tells of places, by passage and position, whether the word at an offset opens in some way.
    fn opens(&self, at: usize, opens: impl Fn(u8) -> bool) -> impl FnMut(u32, u32) -> bool {
        let mut known = (u32::MAX, &[][..]);
        move |passage, start| {
            if known.0 != passage {
                known = (passage, self.postings.openings_of(passage));
            }
            let word = known.1.get(start as usize + at);
            word.is_some_and(|&word| opens(word))
        }
    }

    /// Where words in a row begin in the passages within `left`: the rarest word first, the others where it stands.
    fn starts(&self, members: &[Member], left: &Bits) -> Option<Starts> {
        let mut passages = left.clone();
        for member in members {
            let mut any = Bits::none(left.bound());
            self.add_passages(&member.matches, &mut any)?;
            passages.keep(&any);
        }
        let frequency = |&member: &usize| -> usize {
            let lexemes = members[member].matches.iter();
            lexemes
                .map(|&(id, _)| self.postings.passages_with(id))
                .sum()
        };
        let mut order: Vec<usize> = (0..members.len()).collect();
        order.sort_by_cached_key(frequency);
        let Some((&rarest, others)) = order.split_first() else {
            return Some(Starts::default());
        };
        let mut places = Vec::new();
        self.each_start(&members[rarest], rarest, &passages, |start, tier, _| {
            places.push((start, tier));
        })?;
        let mut starts = Starts::new(places);
        for &member in others {
            if let Some(opening) = self.opening_as(&members[member], member, &starts) {
                starts = opening;
            }
            self.fit(&members[member], member, &mut starts)?;
        }
        Some(starts)
    }

    /// Those of some places where the word at an offset opens as a member does; `None`: its lexemes do not all open the same.
    fn opening_as(&self, member: &Member, at: usize, starts: &Starts) -> Option<Starts> {
        let opening = member.opening?;
        Some(starts.filtered(self.opens(at, |word| word == opening)))
    }

    /// Leaves the places that a word at an offset fits.
    fn fit(&self, member: &Member, at: usize, starts: &mut Starts) -> Option<()> {
        let still = starts.passages(self.postings.passages());
        starts.begin_member(None);
        self.each_start(member, at, &still, |start, tier, cursor| {
            starts.fit(start, tier, cursor);
        })?;
        starts.end_member();
        Some(())
    }

    /// Calls `each` with every place where a phrase would begin by its member at `offset`, and with a cursor that is
    /// new for every lexeme, whose places ascend.
    fn each_start(
        &self,
        member: &Member,
        offset: usize,
        within: &Bits,
        mut each: impl FnMut(u64, Tier, &mut usize),
    ) -> Option<()> {
        let unsure;
        let within = match member.opening {
            Some(opening) => {
                unsure = self.each_told((member, opening), offset, within, &mut each)?;
                &unsure
            }
            None => within,
        };
        for (done, &(id, tier)) in member.matches.iter().enumerate() {
            self.still_wanted(done)?;
            let mut cursor = 0;
            self.postings.positions(id, within, |passage, positions| {
                let starts = positions
                    .iter()
                    .filter_map(|&position| Starts::key(passage, position, offset as u32));
                for start in starts {
                    each(start, tier, &mut cursor);
                }
            });
        }
        Some(())
    }

    /// The same for the passages of which no positions need be read: if a passage has no more words that open as a member does than it has
    /// words that are meant, these are they. The passages where this does not tell.
    fn each_told(
        &self,
        (member, opening): (&Member, u8),
        offset: usize,
        within: &Bits,
        each: &mut impl FnMut(u64, Tier, &mut usize),
    ) -> Option<Bits> {
        /// Words of two tiers.
        const MIXED: u8 = u8::MAX;
        let bound = self.postings.passages();
        let mut counts = vec![(0_u16, MIXED); bound as usize];
        let mut reader = Reader::default();
        for &(id, tier) in &member.matches {
            self.still_wanted(0)?;
            self.postings.frequencies(id, &mut reader, |passage, more| {
                if let Some((count, known)) = counts.get_mut(passage as usize) {
                    *known = match *count {
                        0 => tier as u8,
                        _ if *known == tier as u8 => *known,
                        _ => MIXED,
                    };
                    *count = count.saturating_add(narrow(more));
                }
            });
        }
        let mut unsure = Bits::none(bound);
        let mut cursor = 0;
        for (done, passage) in within.iter().enumerate() {
            self.still_wanted(done)?;
            let (count, tier) = counts[passage as usize];
            if count == 0 {
                continue;
            }
            let words = self.postings.openings_of(passage);
            let there = words.iter().map(|&word| u16::from(word == opening));
            match TIERS.get(usize::from(tier)) {
                Some(&tier) if there.fold(0, u16::wrapping_add) == count => {
                    let words = words.iter().zip(0..).filter(|(word, _)| **word == opening);
                    let starts =
                        words.filter_map(|(_, at)| Starts::key(passage, at, offset as u32));
                    starts.for_each(|start| each(start, tier, &mut cursor));
                }
                _ => unsure.insert(passage),
            }
        }
        Some(unsure)
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
