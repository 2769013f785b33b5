//! Stretches of words: where phrases and joined words stand, counted as a reader sees them, overlapping ones as one.
//!
//! It must not know postings.

use crate::index::bits::Bits;
use crate::words::pattern::Tier;

/// A stretch of consecutive words in a passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Span {
    /// The passage.
    pub(crate) passage: u32,
    /// The position of its first word.
    pub(crate) start: u32,
    /// The position behind its last word.
    pub(crate) end: u32,
    /// Why it matched.
    pub(crate) tier: Tier,
}

/// Puts spans in order and unites those that overlap; the strongest reason stays.
pub(crate) fn merge(spans: &mut Vec<Span>) {
    spans.sort_unstable();
    spans.dedup_by(|next, span| {
        let overlaps = next.passage == span.passage && next.start < span.end;
        if overlaps {
            span.end = span.end.max(next.end);
            span.tier = span.tier.min(next.tier);
        }
        overlaps
    });
}

/// Whether a position lies in one of the merged spans.
pub(crate) fn covers(merged: &[Span], passage: u32, position: u32) -> bool {
    let after = merged.partition_point(|span| (span.passage, span.start) <= (passage, position));
    let before = after.checked_sub(1).and_then(|at| merged.get(at));
    before.is_some_and(|span| span.passage == passage && position < span.end)
}

/// Where a phrase may begin: places that still fit all members looked at so far, each with its weakest member's tier.
#[derive(Debug, Clone, Default)]
pub(crate) struct Starts {
    /// Passage and position in one number, ascending.
    keys: Vec<u64>,
    tiers: Vec<Tier>,
    /// Which of them the member being looked at fits, and how.
    fitting: Vec<Option<Tier>>,
}

impl Starts {
    /// From the places of a first member, in any order.
    pub(crate) fn new(mut places: Vec<(u64, Tier)>) -> Self {
        // Runs of ascending places, one for each lexeme: the stable sort merges them.
        places.sort();
        let (keys, tiers) = places.into_iter().unzip();
        Self {
            keys,
            tiers,
            fitting: Vec::new(),
        }
    }

    /// Those of the places that lie in some passages.
    pub(crate) fn within(&self, passages: &Bits) -> Self {
        self.filtered(|passage, _| passages.contains(passage))
    }

    /// Those of the places, by passage and position, of which something holds.
    pub(crate) fn filtered(&self, mut holds: impl FnMut(u32, u32) -> bool) -> Self {
        let places = self.keys.iter().zip(&self.tiers);
        let places = places.filter(|(key, _)| holds((**key >> 32) as u32, **key as u32));
        let (keys, tiers) = places.map(|(&key, &tier)| (key, tier)).unzip();
        Self {
            keys,
            tiers,
            fitting: Vec::new(),
        }
    }

    /// The number for a place where a phrase would begin whose member at `offset` stands at `position`.
    pub(crate) fn key(passage: u32, position: u32, offset: u32) -> Option<u64> {
        let start = position.checked_sub(offset)?;
        Some(u64::from(passage) << 32 | u64::from(start))
    }

    /// Begins to look at another member, which fits everywhere for this reason, or nowhere yet.
    pub(crate) fn begin_member(&mut self, everywhere: Option<Tier>) {
        self.fitting.clear();
        self.fitting.resize(self.keys.len(), everywhere);
    }

    /// The member fits a place. `cursor` is kept by the caller for ascending keys, from 0.
    pub(crate) fn fit(&mut self, key: u64, tier: Tier, cursor: &mut usize) {
        let mut step = 1;
        let mut end = *cursor;
        while self.keys.get(end).is_some_and(|&at| at < key) {
            *cursor = end;
            end += step;
            step *= 2;
        }
        let end = self.keys.len().min(end + 1);
        *cursor += self.keys[*cursor..end].partition_point(|&at| at < key);
        if self.keys.get(*cursor) == Some(&key)
            && let Some(fitting) = self.fitting.get_mut(*cursor)
        {
            *fitting = Some(tier);
        }
    }

    /// Drops the places that the member did not fit.
    pub(crate) fn end_member(&mut self) {
        let mut kept = 0;
        for at in 0..self.keys.len() {
            if let Some(tier) = self.fitting[at] {
                self.keys[kept] = self.keys[at];
                self.tiers[kept] = self.tiers[at].max(tier);
                kept += 1;
            }
        }
        self.keys.truncate(kept);
        self.tiers.truncate(kept);
    }

    /// The passages below a bound in which places are left.
    pub(crate) fn passages(&self, bound: u32) -> Bits {
        let mut passages = Bits::none(bound);
        for key in &self.keys {
            passages.insert((key >> 32) as u32);
        }
        passages
    }

    /// The places as spans of so many words.
    pub(crate) fn spans(&self, words: u32) -> Vec<Span> {
        let places = self.keys.iter().zip(&self.tiers);
        let span = |(&key, &tier): (&u64, &Tier)| Span {
            passage: (key >> 32) as u32,
            start: key as u32,
            end: key as u32 + words,
            tier,
        };
        places.map(span).collect()
    }
}
