//! Words on some pages: of a passage that runs over several, only what stands on those asked for counts.
//!
//! Told by positions, so that no letter is read for it. It must not know how a query is written, nor where pages begin.

use crate::index::bits::Bits;
use crate::index::corpus::Parts;
use crate::index::evaluate::Evaluation;
use crate::index::places::asks_for_pages;
use crate::index::plan::Plan;
use crate::index::spans::{Span, merge};
use crate::words::pattern::Tier;

/// The passages that run over several pages of which a branch asks for some.
#[derive(Debug)]
pub(crate) struct Paged {
    /// These passages.
    passages: Bits,
    /// For each branch that asks for pages, its bit, and which words of such a passage stand on them; ascending by passage.
    parts: Vec<(u32, Parts)>,
}

/// What counts of a passage.
pub(crate) struct Told {
    /// The passage.
    pub(crate) passage: u32,
    /// The branches that hold of it after all, a bit each.
    pub(crate) branches: u32,
    /// How many places in it are marked.
    pub(crate) occurrences: u32,
    /// The strongest reason among them.
    pub(crate) tier: Option<Tier>,
}

impl Paged {
    /// The passages that match branches (a bit each, by passage) which ask for words on some pages, while they may have others elsewhere.
    pub(crate) fn new(evaluation: &Evaluation<'_>, plan: &Plan, branches: &[u32]) -> Option<Self> {
        let mut paged = Self {
            passages: Bits::none(branches.len() as u32),
            parts: Vec::new(),
        };
        for (number, branch) in plan.branches.iter().enumerate() {
            if branch.wanted.is_empty() || !asks_for_pages(&branch.filters) {
                continue;
            }
            let bit = 1 << number;
            let matching = matching(branches, bit);
            let Evaluation { corpus, stale, .. } = *evaluation;
            let parts = corpus.words_on_pages(&branch.filters, &matching, stale)?;
            for &(passage, _) in &parts {
                paged.passages.insert(passage);
            }
            paged.parts.push((bit, parts));
        }
        Some(paged)
    }

    /// These passages.
    pub(crate) fn passages(&self) -> &Bits {
        &self.passages
    }

    /// Leaves these passages to another way of counting.
    pub(crate) fn leave(&mut self, others: &Bits) {
        self.passages.remove(others);
    }

    /// Those of some branches for which what begins at a word of a passage counts.
    fn counts(&self, mut branches: u32, passage: u32, word: u32) -> u32 {
        for (bit, parts) in &self.parts {
            let at = parts.binary_search_by_key(&passage, |&(passage, _)| passage);
            if at.is_ok_and(|at| !parts[at].1.contains(&word)) {
                branches &= !bit;
            }
        }
        branches
    }

    /// What counts of each passage, from the branches that it matches (a bit each, by passage) and what these mark, in any order.
    pub(crate) fn tally(
        &self,
        plan: &Plan,
        branches: &[u32],
        mut marked: Vec<(Span, u32)>,
    ) -> Vec<Told> {
        marked.retain_mut(|(span, branches)| {
            *branches = self.counts(*branches, span.passage, span.start);
            *branches != 0
        });
        marked.sort_unstable_by_key(|&(span, _)| span);
        let mut marked = marked.chunk_by(|(one, _), (other, _)| one.passage == other.passage);
        let mut next = marked.next();
        let each = self.passages.iter().map(|passage| {
            let mut of_passage: &[(Span, u32)] = &[];
            if let Some(found) = next.filter(|found| found[0].0.passage == passage) {
                (of_passage, next) = (found, marked.next());
            }
            tally(plan, passage, branches[passage as usize], of_passage)
        });
        each.collect()
    }
}

/// What counts of a passage that matched some branches, from what they marked on their pages.
fn tally(plan: &Plan, passage: u32, matched: u32, marked: &[(Span, u32)]) -> Told {
    let mut branches = marked.iter().fold(0, |all, &(_, of)| all | of);
    for (number, branch) in plan.branches.iter().enumerate() {
        branches |= u32::from(branch.wanted.is_empty()) << number;
    }
    let mut spans: Vec<Span> = marked.iter().map(|&(span, _)| span).collect();
    merge(&mut spans);
    Told {
        passage,
        branches: branches & matched,
        occurrences: spans.len() as u32,
        tier: spans.iter().map(|span| span.tier).min(),
    }
}

/// The passages that match one of some branches, from those that each matches: a bit each.
pub(crate) fn matching(branches: &[u32], any_of: u32) -> Bits {
    let passages = branches.len() as u32;
    match any_of {
        0 => Bits::none(passages),
        _ => Bits::filled(passages, |passage| branches[passage as usize] & any_of != 0),
    }
}
