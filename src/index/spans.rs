//! Stretches of words: where phrases and joined words stand, counted as a reader sees them, overlapping ones as one.
//!
//! It must not know postings.

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
