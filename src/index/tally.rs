//! How often a word occurs in each passage, and how strongly it is meant there: what plain queries are put together from.
//!
//! A tally holds for as long as the index does, so that a word that is finished is looked up once and not with every key that follows. It
//! must not know queries of more than one word.

use std::num::NonZeroUsize;
use std::sync::{Arc, Mutex, PoisonError};

use lru::LruCache;

use crate::index::bits::Bits;
use crate::index::evaluate::Evaluation;
use crate::index::postings::Reader;
use crate::index::vocabulary::{LexemeId, Meant};
use crate::words::beginnings;
use crate::words::pattern::{Extent, Tier};

/// Stands for no tier: the passage does not match.
pub(crate) const NONE: u8 = u8::MAX;

/// Tallies that an index keeps: the words of a long query.
const KEPT: NonZeroUsize = NonZeroUsize::new(8).expect("eight is not nothing");

/// A word's occurrences.
#[derive(Debug)]
pub(crate) struct Tally {
    /// The strongest reason in each passage, or [`NONE`].
    pub(crate) tiers: Vec<u8>,
    /// How often in each passage. A passage is cut long before it holds more words than can be counted.
    pub(crate) counts: Vec<u16>,
    /// The passages where a suspended word matched, whose stretch only the text knows.
    pub(crate) suspended: Option<Bits>,
}

/// A word as it was typed.
pub(crate) type Typed = (String, Extent);

/// What is kept of the words looked up last.
#[derive(Debug)]
pub(crate) struct Kept {
    /// Their tallies.
    tallies: Mutex<LruCache<Typed, Arc<Tally>>>,
}

impl Default for Kept {
    fn default() -> Self {
        Self {
            tallies: Mutex::new(LruCache::new(KEPT)),
        }
    }
}

impl Kept {
    /// The tally of a word; `None`: no longer wanted.
    pub(crate) fn tally(&self, meant: &Meant, evaluation: &Evaluation<'_>) -> Option<Arc<Tally>> {
        let Some(typed) = &meant.typed else {
            return Tally::of(meant, evaluation).map(Arc::new);
        };
        let kept = || self.tallies.lock().unwrap_or_else(PoisonError::into_inner);
        let known = kept().get(typed).cloned();
        if known.is_some() {
            return known;
        }
        let tally = Arc::new(Tally::of(meant, evaluation)?);
        kept().put(typed.clone(), tally.clone());
        Some(tally)
    }
}

impl Tally {
    /// Nothing in so many passages.
    pub(crate) fn none(passages: u32) -> Self {
        Self {
            tiers: vec![NONE; passages as usize],
            counts: vec![0; passages as usize],
            suspended: None,
        }
    }

    /// Adds occurrences to a passage, and the reason for them as it is numbered.
    pub(crate) fn put(&mut self, passage: u32, (tier, occurrences): (u8, u32)) {
        let at = passage as usize;
        if let (Some(known), Some(count)) = (self.tiers.get_mut(at), self.counts.get_mut(at)) {
            *known = (*known).min(tier);
            *count = count.saturating_add(narrow(occurrences));
        }
    }

    /// Counts a word; `None`: no longer wanted.
    pub(crate) fn of(meant: &Meant, evaluation: &Evaluation<'_>) -> Option<Self> {
        let mut tally = Self::none(evaluation.postings.passages());
        let mut reader = Reader::default();
        for (done, &(id, tier)) in meant.matches.iter().enumerate() {
            evaluation.still_wanted(done)?;
            tally.add(id, tier, evaluation, &mut reader);
        }
        if let Some(begun) = &meant.begun {
            let [begins, part] = beginnings::keys(begun)?;
            for (key, tier) in [(begins, Tier::Prefix), (part, Tier::Part)] {
                evaluation.still_wanted(0)?;
                evaluation
                    .postings
                    .begun_frequencies(&key, |passage, occurrences| {
                        tally.put(passage, (tier as u8, occurrences));
                    });
            }
            for (id, tier) in evaluation.vocabulary.whole(begun) {
                evaluation
                    .postings
                    .frequencies(id, &mut reader, |passage, _| {
                        tally.put(passage, (tier as u8, 0));
                    });
            }
        }
        Some(tally)
    }

    fn add(&mut self, id: LexemeId, tier: Tier, evaluation: &Evaluation<'_>, reader: &mut Reader) {
        if evaluation.vocabulary.is_suspended(id) {
            let bound = evaluation.postings.passages();
            let bits = self.suspended.get_or_insert_with(|| Bits::none(bound));
            evaluation.postings.add_passages([id], bits);
        }
        evaluation
            .postings
            .frequencies(id, reader, |passage, occurrences| {
                self.put(passage, (tier as u8, occurrences));
            });
    }
}

/// Occurrences in a passage, which is cut long before it holds more words than can be counted.
pub(crate) fn narrow(count: u32) -> u16 {
    count.min(u32::from(u16::MAX)) as u16
}
