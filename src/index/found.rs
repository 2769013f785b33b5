//! What a query finds in each passage: put together from the tallies of its words where it is plain words, counted in full where it is not.
//!
//! Both ways give the same; the first is for every key, the second for what needs positions or texts. It must not know how a query is
//! written.

use std::sync::Arc;

use crate::index::Hit;
use crate::index::bits::Bits;
use crate::index::count::{Counted, count};
use crate::index::evaluate::{Evaluation, Matching};
use crate::index::member::Member;
use crate::index::places::asks_for_pages;
use crate::index::plan::{Atom, Plan, PlannedBranch};
use crate::index::postings::Reader;
use crate::index::query::Scope;
use crate::index::tally::{NONE, Tally, narrow};
use crate::index::vocabulary::{LexemeId, Meant};
use crate::words::pattern::Tier;

/// Every tier, strongest first, as they are numbered.
pub(crate) const TIERS: [Tier; 6] = [
    Tier::Exact,
    Tier::Folded,
    Tier::Prefix,
    Tier::Form,
    Tier::Part,
    Tier::Typo,
];

/// What was found, by passage.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// The strongest reason for each passage, or [`NONE`] where it is no hit.
    tiers: Vec<u8>,
    /// How many places in it are marked.
    counts: Vec<u16>,
    /// Which branches of the plan it matches, a bit each; `None`: there is one branch, and hits match it.
    branches: Option<Vec<u32>>,
}

impl Found {
    /// Keeps the hits that are among the passages `left` and that a branch does not want away.
    fn keep_wanted(
        &mut self,
        evaluation: &Evaluation<'_>,
        branch: &PlannedBranch,
        mut left: Bits,
    ) -> Option<()> {
        if !branch.unwanted.is_empty() || evaluation.has_dear(branch) {
            left.retain(|passage| self.tiers[passage as usize] != NONE);
            left = evaluation.without(branch, left)?;
        }
        left.each_missing(|passage| self.tiers[passage as usize] = NONE);
        Some(())
    }

    /// How many passages were looked at.
    pub(crate) fn len(&self) -> usize {
        self.tiers.len()
    }

    /// The reasons of some passages: [`NONE`] where one is no hit.
    pub(crate) fn tiers(&self, passages: std::ops::Range<u32>) -> &[u8] {
        let range = passages.start as usize..passages.end as usize;
        self.tiers.get(range).unwrap_or_default()
    }

    /// Reasons and counts of all passages, so many at a time.
    pub(crate) fn stretches(&self, length: usize) -> impl Iterator<Item = (&[u8], &[u16])> {
        self.tiers.chunks(length).zip(self.counts.chunks(length))
    }

    /// How many places are marked in a hit.
    pub(crate) fn occurrences(&self, passage: u32) -> u32 {
        self.counts
            .get(passage as usize)
            .copied()
            .map_or(0, u32::from)
    }

    /// Which branches of the plan a passage matches, a bit each; 0 for none.
    pub(crate) fn branches(&self, passage: u32) -> u32 {
        match &self.branches {
            Some(branches) => branches[passage as usize],
            None => u32::from(self.tiers[passage as usize] != NONE),
        }
    }

    /// What was found of a passage, as a hit in the paragraph that it is.
    pub(crate) fn hit(&self, passage: u32, paragraph: u32) -> Option<Hit> {
        let tier = *self.tiers.get(passage as usize)?;
        (tier != NONE).then(|| Hit {
            paragraph,
            occurrences: self.occurrences(passage),
            tier: TIERS[usize::from(tier).min(TIERS.len() - 1)],
        })
    }
}

/// Finds what a plan means; `None` when the answer is no longer wanted.
pub(crate) fn find(evaluation: &Evaluation<'_>, plan: &Plan, scope: Scope) -> Option<Found> {
    if let [branch] = plan.branches.as_slice()
        && let Some(words) = plain_words(branch)
    {
        let mut tallies = Vec::with_capacity(words.len());
        for meant in &words {
            tallies.push(evaluation.kept.tally(meant, evaluation)?);
        }
        return Together {
            evaluation,
            plan,
            words,
            tallies,
        }
        .find(branch, scope);
    }
    if let [branch] = plan.branches.as_slice()
        && let Some(members) = sole_phrase(branch)
    {
        return find_phrase(evaluation, branch, members, scope);
    }
    let matching = evaluation.run(plan, scope)?;
    count(evaluation, plan, matching).map(Found::from)
}

/// The phrase of a branch that asks for nothing else.
fn sole_phrase(branch: &PlannedBranch) -> Option<&[Member]> {
    match branch.wanted.as_slice() {
        [atoms] if !asks_for_pages(&branch.filters) => match atoms.as_slice() {
            [Atom::Phrase(members)] => Some(members),
            _ => None,
        },
        _ => None,
    }
}

/// Finds a phrase of which a branch asks that nothing unwanted be beside it.
fn find_phrase(
    evaluation: &Evaluation<'_>,
    branch: &PlannedBranch,
    members: &[Member],
    scope: Scope,
) -> Option<Found> {
    let left = evaluation.left(branch, scope)?;
    let tally = evaluation.tally_of_phrase(members, &left)?;
    let mut found = Found {
        tiers: tally.tiers,
        counts: tally.counts,
        branches: None,
    };
    found.keep_wanted(evaluation, branch, left)?;
    Some(found)
}

/// The words of a branch that asks for nothing but words.
fn plain_words(branch: &PlannedBranch) -> Option<Vec<&Meant>> {
    let words = branch.wanted.iter().map(|atoms| match atoms.as_slice() {
        [Atom::Word(meant)] => Some(&**meant),
        _ => None,
    });
    words
        .collect::<Option<Vec<&Meant>>>()
        .filter(|words| !words.is_empty() && !asks_for_pages(&branch.filters))
}

impl From<Counted> for Found {
    fn from(counted: Counted) -> Self {
        let passages = counted.branches.iter().zip(&counted.occurrences);
        let tiers = passages.zip(&counted.tiers);
        // A passage that only filters chose is there as it was asked for.
        let tiers = tiers.map(
            |((&branches, &occurrences), &tier)| match (branches, occurrences) {
                (0, _) => NONE,
                (_, 0) => Tier::Exact as u8,
                _ => tier as u8,
            },
        );
        Self {
            tiers: tiers.collect(),
            counts: counted
                .occurrences
                .iter()
                .map(|&count| narrow(count))
                .collect(),
            branches: Some(counted.branches),
        }
    }
}

/// Words that must stand together in a passage.
struct Together<'a> {
    evaluation: &'a Evaluation<'a>,
    plan: &'a Plan,
    words: Vec<&'a Meant>,
    tallies: Vec<Arc<Tally>>,
}

impl Together<'_> {
    fn find(&self, branch: &PlannedBranch, scope: Scope) -> Option<Found> {
        let mut found = self.all();
        self.evaluation.still_wanted(0)?;
        let left = self.evaluation.left(branch, scope)?;
        found.keep_wanted(self.evaluation, branch, left)?;
        self.subtract_repeated(&mut found)?;
        self.subtract_covered(&mut found)?;
        self.count_suspended(&mut found)?;
        Some(found)
    }

    /// The passages with all words.
    fn all(&self) -> Found {
        let Some((first, others)) = self.tallies.split_first() else {
            return Found::default();
        };
        let (mut tiers, mut counts) = (first.tiers.clone(), first.counts.clone());
        for other in others {
            for (tier, &of) in tiers.iter_mut().zip(&other.tiers) {
                let both = (*tier).max(of);
                *tier = if both == NONE { NONE } else { (*tier).min(of) };
            }
            for (count, &more) in counts.iter_mut().zip(&other.counts) {
                *count = count.saturating_add(more);
            }
        }
        Found {
            tiers,
            counts,
            branches: None,
        }
    }

    /// Takes back what was counted more than once because several words mean it.
    fn subtract_repeated(&self, found: &mut Found) -> Option<()> {
        if self.words.len() < 2 {
            return Some(());
        }
        let vocabulary = self.evaluation.vocabulary;
        let mut ids: Vec<LexemeId> = Vec::new();
        for meant in &self.words {
            ids.extend(meant.matches.iter().map(|&(id, _)| id));
        }
        ids.sort_unstable();
        let begun = self.words.iter().find_map(|meant| meant.begun.as_ref());
        let mut reader = Reader::default();
        for (done, same) in ids.chunk_by(|a, b| a == b).enumerate() {
            self.evaluation.still_wanted(done)?;
            let [id, ..] = *same else { continue };
            let begins = begun.is_some_and(|begun| vocabulary.begins(begun, id).is_some());
            let times = same.len() - 1 + usize::from(begins);
            self.take_back(id, times as u32, found, &mut reader);
        }
        Some(())
    }

    /// Takes back the words that stand inside a joined one: both are one marked place. Of the word that means the joined one, no part is
    /// meant, but other words may mean some.
    fn subtract_covered(&self, found: &mut Found) -> Option<()> {
        if self.words.len() < 2 {
            return Some(());
        }
        let vocabulary = self.evaluation.vocabulary;
        let joined = self.words.iter().flat_map(|meant| &meant.matches);
        let joined = joined
            .map(|&(id, _)| id)
            .filter(|&id| !vocabulary.is_plain(id));
        let mut joined: Vec<LexemeId> = joined.filter(|&id| !vocabulary.is_suspended(id)).collect();
        joined.sort_unstable();
        joined.dedup();
        let mut reader = Reader::default();
        for (done, id) in joined.into_iter().enumerate() {
            self.evaluation.still_wanted(done)?;
            let is_meant = |part: &LexemeId| {
                let mut words = self.words.iter();
                words.any(|meant| vocabulary.tier(meant, *part).is_some())
            };
            let covered = vocabulary.parts(id).filter(is_meant).count();
            self.take_back(id, covered as u32, found, &mut reader);
        }
        Some(())
    }

    /// Takes back so many places for every occurrence of a lexeme in a hit.
    fn take_back(&self, id: LexemeId, times: u32, found: &mut Found, reader: &mut Reader) {
        if times == 0 {
            return;
        }
        let Found { tiers, counts, .. } = found;
        let postings = self.evaluation.postings;
        postings.frequencies(id, reader, |passage, occurrences| {
            let at = passage as usize;
            if tiers[at] != NONE {
                counts[at] = counts[at].saturating_sub(narrow(occurrences * times));
            }
        });
    }

    /// Counts anew where a suspended word matched: only the text knows its stretch.
    fn count_suspended(&self, found: &mut Found) -> Option<()> {
        let mut stretches: Option<Bits> = None;
        for bits in self
            .tallies
            .iter()
            .filter_map(|tally| tally.suspended.as_ref())
        {
            match &mut stretches {
                Some(all) => all.add(bits),
                None => stretches = Some(bits.clone()),
            }
        }
        let Some(mut stretches) = stretches else {
            return Some(());
        };
        stretches.retain(|passage| found.tiers[passage as usize] != NONE);
        if stretches.is_empty() {
            return Some(());
        }
        let mut matching = Matching {
            branches: vec![0; found.len()],
            phrases: Vec::new(),
        };
        for passage in stretches.iter() {
            matching.branches[passage as usize] = 1;
        }
        let counted = Found::from(count(self.evaluation, self.plan, matching)?);
        for passage in stretches.iter() {
            let at = passage as usize;
            (found.tiers[at], found.counts[at]) = (counted.tiers[at], counted.counts[at]);
        }
        Some(())
    }
}
