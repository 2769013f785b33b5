//! The notes of a letter without pages: wherever a run of them opens, up to where the text resumes.
//!
//! It must not know pages.

use crate::ingest::text::labels::{self, Label};
use crate::ingest::text::lines::{Ending, Line, Role};
use crate::ingest::text::notes::{Block, ENOUGH, MISSING, Search, refers};
use crate::ingest::text::paper_foot::is_running_foot;
use crate::ingest::text::shapes;

/// How far below a label the labels weighed with it may stand, and how far above the line it follows.
const WEIGHED_LINES: usize = 60;

impl Search<'_, '_> {
    /// Finds the notes of a letter without pages: wherever the number that is due opens a line as a note's would.
    pub(super) fn throughout(mut self) -> Vec<Block> {
        let mut at = 0;
        while at < self.lines.len() {
            let found = self.lines[at]
                .is_text()
                .then(|| labels::label(self.lines[at].text))
                .flatten();
            match found.filter(|label| self.may_open(at, *label) && self.opens_block(at, *label)) {
                Some(label) => at = self.read_block(at, label),
                None => at += 1,
            }
        }
        self.blocks
    }

    /// Whether the number of a line is due, or plain enough without that.
    fn may_open(&self, at: usize, label: Label) -> bool {
        if self.is_due(label) || !self.is_ahead(at, label, 0) {
            return self.is_due(label);
        }
        let (run, _) = self.run(at, label, self.lines.len().min(at + WEIGHED_LINES));
        self.is_due_or_plain(&run, 0)
    }

    /// Whether a line opens a block in a letter without pages: more is asked of it than at the foot of a page. The
    /// labels below it are weighed with it, since the mark of the first may be lost (in an amount, on a line of its own)
    /// where those of the others are plain.
    fn opens_block(&self, at: usize, label: Label) -> bool {
        let (run, _) = self.run(at, label, self.lines.len().min(at + WEIGHED_LINES));
        let mut score = self.evidence(at, label);
        let mut best = f32::MIN;
        for (line, below) in run {
            let since = self.since(below.family);
            let marked = self.marks.stands_in(below.family, below.number, since..at);
            let further = line > at;
            score += if !marked {
                -2.0
            } else if further && below.small && !below.alone {
                // A list's items begin small, and the marks may be those of notes further down.
                0.0
            } else if further && refers(self.lines[line].text) {
                3.5
            } else {
                3.0
            };
            best = best.max(score);
        }
        best >= ENOUGH + 2.5
    }

    /// Reads a block in a letter without pages, up to where the text resumes. The line behind it.
    fn read_block(&mut self, start: usize, first: Label) -> usize {
        let (labels, end) = self.run(start, first, self.lines.len());
        let closing = !self.lines[end..].iter().any(Line::is_text);
        self.add(&labels, start..end, closing);
        if let Some(below) = self.lines.get_mut(end)
            && below.is_text()
            && is_running_foot(below.text)
        {
            below.role = Role::RunningHead;
        }
        end
    }

    /// The labels that stand together from a line on, up to where the text resumes or `limit`, and the line behind the
    /// last one of theirs.
    fn run(&self, start: usize, first: Label, limit: usize) -> (Vec<(usize, Label)>, usize) {
        let mut labels = vec![(start, first)];
        // Numbers that stand alone still wait for a line of text.
        let mut waiting = usize::from(first.alone);
        let mut last = start;
        let before = (start.saturating_sub(WEIGHED_LINES)..start)
            .rev()
            .find(|&at| self.lines[at].is_text());
        let broken = before.is_some_and(|at| self.lines[at].ending() != Ending::Sentence);
        for at in start + 1..limit {
            match self.lines[at].role {
                Role::Text => {}
                // The foot of a page ends its notes, even where no other page could be told.
                Role::RunningHead | Role::PageNumber if waiting == 0 => break,
                _ => continue,
            }
            if shapes::is_question(self.lines[at].text) || is_running_foot(self.lines[at].text) {
                break;
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
        }
        (labels, last + 1)
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
