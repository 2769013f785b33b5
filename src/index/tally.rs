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
use crate::index::spans::Starts;
use crate::index::vocabulary::{LexemeId, Meant, Member};
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
    /// Where the words of a phrase stand, but for the one that was last.
    phrase: Mutex<Option<Phrase>>,
}

/// The words of a phrase, and where they stand.
type Phrase = (Vec<Member>, Arc<Starts>);

impl Default for Kept {
    fn default() -> Self {
        Self {
            tallies: Mutex::new(LruCache::new(KEPT)),
            phrase: Mutex::default(),
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

    /// Where these words stand in a row, if they were looked up last.
    pub(crate) fn starts(&self, members: &[Member]) -> Option<Arc<Starts>> {
        let phrase = self.phrase.lock().unwrap_or_else(PoisonError::into_inner);
        let (of, starts) = phrase.as_ref()?;
        (of == members).then(|| starts.clone())
    }

    /// Keeps where words stand in a row.
    pub(crate) fn keep_starts(&self, members: &[Member], starts: Arc<Starts>) {
        *self.phrase.lock().unwrap_or_else(PoisonError::into_inner) =
            Some((members.to_vec(), starts));
    }
}

impl Tally {
    /// Counts a word; `None`: no longer wanted.
    pub(crate) fn of(meant: &Meant, evaluation: &Evaluation<'_>) -> Option<Self> {
        let passages = evaluation.postings.passages() as usize;
        let mut tally = Self {
            tiers: vec![NONE; passages],
            counts: vec![0; passages],
            suspended: None,
        };
        let mut reader = Reader::default();
        for (done, &(id, tier)) in meant.matches.iter().enumerate() {
            evaluation.still_wanted(done)?;
            tally.add(id, tier, evaluation, &mut reader);
        }
        if let Some(begun) = &meant.begun {
            let [begins, part] = beginnings::keys(begun)?;
            for (key, tier) in [(begins, Tier::Prefix), (part, Tier::Part)] {
                evaluation.still_wanted(0)?;
                let Self { tiers, counts, .. } = &mut tally;
                evaluation
                    .postings
                    .begun_frequencies(&key, |passage, occurrences| {
                        put(tiers, counts, passage, (tier, occurrences));
                    });
            }
            for (id, tier) in evaluation.vocabulary.whole(begun) {
                let Self { tiers, counts, .. } = &mut tally;
                evaluation
                    .postings
                    .frequencies(id, &mut reader, |passage, _| {
                        put(tiers, counts, passage, (tier, 0));
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
        let Self { tiers, counts, .. } = self;
        evaluation
            .postings
            .frequencies(id, reader, |passage, occurrences| {
                put(tiers, counts, passage, (tier, occurrences));
            });
    }
}

/// Occurrences in a passage, which is cut long before it holds more words than can be counted.
pub(crate) fn narrow(count: u32) -> u16 {
    count.min(u32::from(u16::MAX)) as u16
}

/// Adds occurrences to a passage.
fn put(tiers: &mut [u8], counts: &mut [u16], passage: u32, (tier, occurrences): (Tier, u32)) {
    let at = passage as usize;
    if let (Some(known), Some(count)) = (tiers.get_mut(at), counts.get_mut(at)) {
        *known = (*known).min(tier as u8);
        *count = count.saturating_add(narrow(occurrences));
    }
}
