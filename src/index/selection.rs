//! Some of the passages of an index, numbered anew without gaps: a search over them costs what they are, not what the index is.
//!
//! It must not know why they were chosen.

use std::ops::Range;

use tantivy::postings::BlockSegmentPostings;

/// Runs of passages, ascending and apart from each other.
#[derive(Debug, Clone, Default)]
pub(crate) struct Selection {
    runs: Vec<Run>,
    len: u32,
}

/// Passages that follow each other.
#[derive(Debug, Clone)]
struct Run {
    passages: Range<u32>,
    /// The number that the first of them has in the selection.
    first: u32,
}

impl Selection {
    /// Adds passages that all come after those that were added before.
    pub(crate) fn push(&mut self, passages: Range<u32>) {
        let more = passages.len() as u32;
        match self.runs.last_mut() {
            Some(last) if last.passages.end == passages.start => last.passages.end = passages.end,
            _ => self.runs.push(Run {
                first: self.len,
                passages,
            }),
        }
        self.len += more;
    }

    /// How many passages there are.
    pub(crate) fn len(&self) -> u32 {
        self.len
    }

    /// The first selected passage that is not before this one, and its number.
    pub(crate) fn next_from(&self, passage: u32) -> Option<(u32, u32)> {
        let at = self.runs.partition_point(|run| run.passages.end <= passage);
        let run = self.runs.get(at)?;
        let next = passage.max(run.passages.start);
        Some((next, run.first + (next - run.passages.start)))
    }

    /// The passage of a number; the number itself where there is none such.
    pub(crate) fn passage(&self, number: u32) -> u32 {
        let after = self.runs.partition_point(|run| run.first <= number);
        let run = after.checked_sub(1).and_then(|at| self.runs.get(at));
        run.map_or(number, |run| run.passages.start + (number - run.first))
    }

    /// Calls `each` with every selected passage of a posting list, by its number, and how often the term occurs there.
    pub(crate) fn each(
        &self,
        blocks: &mut BlockSegmentPostings,
        each: &mut (impl FnMut(u32, u32) + ?Sized),
    ) {
        if (blocks.doc_freq() as usize) < self.runs.len() {
            return self.each_of_few(blocks, each);
        }
        for run in &self.runs {
            let mut from = blocks.seek(run.passages.start);
            loop {
                let docs = blocks.docs().get(from..).unwrap_or_default();
                let within = docs.partition_point(|&passage| passage < run.passages.end);
                let counts = blocks.freqs().get(from..).unwrap_or_default();
                let counts = counts.iter().copied().chain(std::iter::repeat(1));
                for (&passage, count) in docs[..within].iter().zip(counts) {
                    each(run.first + (passage - run.passages.start), count);
                }
                if within < docs.len() {
                    break;
                }
                blocks.advance();
                from = 0;
                if blocks.docs().is_empty() {
                    return;
                }
            }
        }
    }
    /// The same of a list with fewer passages than there are runs.
    fn each_of_few(
        &self,
        blocks: &mut BlockSegmentPostings,
        each: &mut (impl FnMut(u32, u32) + ?Sized),
    ) {
        while !blocks.docs().is_empty() {
            let counts = blocks.freqs().iter().copied().chain(std::iter::repeat(1));
            for (&passage, count) in blocks.docs().iter().zip(counts) {
                if let Some((next, number)) = self.next_from(passage)
                    && next == passage
                {
                    each(number, count);
                }
            }
            blocks.advance();
        }
    }
}
