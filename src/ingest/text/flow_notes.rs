//! The notes of a letter without pages: wherever a run of them opens, up to where the text resumes.
//!
//! It must not know pages.

use crate::ingest::text::labels::{self, Label};
use crate::ingest::text::lines::{Ending, Line};
use crate::ingest::text::notes::{Block, ENOUGH, MISSING, Search};

impl Search<'_, '_> {
    /// Finds the notes of a letter without pages: wherever the number that is due opens a line as a note's would.
    pub(super) fn throughout(mut self) -> Vec<Block> {
        let mut at = 0;
        while at < self.lines.len() {
            let found = self.lines[at]
                .is_text()
                .then(|| labels::label(self.lines[at].text))
                .flatten();
            match found.filter(|label| self.is_due(*label) && self.opens_block(at, *label)) {
                Some(label) => at = self.read_block(at, label),
                None => at += 1,
            }
        }
        self.blocks
    }

    /// Whether a line opens a block in a letter without pages: more is asked of it than at the foot of a page.
    fn opens_block(&self, at: usize, label: Label) -> bool {
        let since = self.since(label.family);
        let mark = if self.marks.stands_in(label.family, label.number, since..at) {
            3.0
        } else {
            -2.0
        };
        self.evidence(at, label) + mark >= ENOUGH + 2.5
    }

    /// Reads a block in a letter without pages, up to where the text resumes. The line behind it.
    fn read_block(&mut self, start: usize, first: Label) -> usize {
        let mut labels = vec![(start, first)];
        // Numbers that stand alone still wait for a line of text.
        let mut waiting = usize::from(first.alone);
        let mut last = start;
        let before = (0..start).rev().find(|&at| self.lines[at].is_text());
        let broken = before.is_some_and(|at| self.lines[at].ending() != Ending::Sentence);
        let mut at = start + 1;
        while at < self.lines.len() {
            if !self.lines[at].is_text() {
                at += 1;
                continue;
            }
            let highest = labels.last().map_or(0, |(_, label)| label.number);
            if let Some(label) = self.next_label(at, first, highest) {
                waiting += usize::from(label.alone);
                labels.push((at, label));
            } else if waiting > 0 {
                waiting -= 1;
            } else if self.resumes(last, at, broken) {
                break;
            }
            last = at;
            at += 1;
        }
        let closing = !self.lines[at..].iter().any(Line::is_text);
        self.add(&labels, start..last + 1, closing);
        last + 1
    }

    /// The label of a further note of a block, if a line bears it: the next number, or a later one that a mark calls for.
    fn next_label(&self, at: usize, first: Label, highest: u16) -> Option<Label> {
        let label = labels::label(self.lines[at].text)?;
        let same = label.family == first.family && label.dotted == first.dotted;
        let skips = label.number > highest + 1
            && label.number <= highest + 1 + MISSING
            && self
                .marks
                .stands_in(label.family, label.number, self.since(label.family)..at);
        (same && (label.number == highest + 1 || skips)).then_some(label)
    }

    /// Whether the text resumes between two lines behind a note's beginning, added up from the evidence.
    fn resumes(&self, above: usize, below: usize, broken: bool) -> bool {
        let (above, below) = (&self.lines[above], &self.lines[below]);
        if self.habits.page_space && below.indent == 1 {
            return true;
        }
        let complete = above.ending() == Ending::Sentence;
        let mut score = self.habits.trust(below.gap.kind()) * 3.0;
        score += match (above.ending(), below.starts_small()) {
            (Ending::Sentence, true) if broken => 5.0,
            (Ending::Open | Ending::Clause, _) | (Ending::Word, true) => -6.0,
            (Ending::Word, false) => -1.0,
            (Ending::Sentence, _) => 0.0,
        };
        if complete && above.width + 1 + below.first_word_width() <= self.habits.measure {
            score += 1.5;
        }
        if !self.habits.wrapped {
            score += 1.0;
        }
        score > 1.2
    }
}
