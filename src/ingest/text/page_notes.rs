//! The notes of a letter whose pages are known: at the foot of each page, and run on over pages.
//!
//! It must not know how a letter without pages is searched.

use std::ops::Range;

use crate::ingest::text::candidates::Family;
use crate::ingest::text::labels::{self, Label};
use crate::ingest::text::lines::{Ending, Line, Role};
use crate::ingest::text::notes::{Block, ENOUGH, MISSING, Search};

/// How many places on one page are tried as the beginning of its notes.
const TRIES: usize = 40;
/// Lines that a note usually stays within.
const USUAL_LINES: usize = 6;

/// What the length of a note can cost at most, where all else speaks for it.
const LONG: f32 = 2.0;

/// A way to read the end of a page as notes.
struct Reading {
    score: f32,
    labels: Vec<(usize, Label)>,
}

impl<'a> Search<'_, 'a> {
    /// Finds the notes of a letter whose pages are known: at the foot of each page.
    pub(super) fn by_page(mut self) -> Vec<Block> {
        let mut start = 0;
        while start < self.lines.len() {
            let page = self.lines[start].page;
            let end = start + self.lines[start..].partition_point(|line| line.page == page);
            self.page(start..end);
            start = end;
        }
        self.blocks
    }

    /// Notes at the foot of one page, family by family from the foot upwards.
    fn page(&mut self, page: Range<usize>) {
        let labelled: Vec<(usize, Label)> = page
            .clone()
            .filter(|&at| self.lines[at].is_text())
            .filter_map(|at| labels::label(self.lines[at].text).map(|label| (at, label)))
            .collect();
        let mut families: Vec<(Option<usize>, Family)> = Family::ALL
            .into_iter()
            .map(|family| {
                (
                    labelled
                        .iter()
                        .rposition(|(_, label)| label.family == family),
                    family,
                )
            })
            .filter(|(last, _)| last.is_some())
            .collect();
        families.sort_unstable_by(|one, other| other.cmp(one));
        let mut end = page.end;
        let mut found = Vec::new();
        for (_, family) in families {
            let of_family: Vec<(usize, Label)> = labelled
                .iter()
                .filter(|(at, label)| label.family == family && *at < end)
                .copied()
                .collect();
            if let Some(reading) = self.best(&of_family, page.start, end) {
                let start = reading.labels.first().map_or(end, |&(at, _)| at);
                found.push((reading, start..end));
                end = start;
            }
        }
        if let Some(carried) = self.carried_over(page.start..end) {
            self.carry(&carried);
        }
        for (reading, range) in found.into_iter().rev() {
            let closing = range.end == self.lines.len() && page.start > 0;
            self.add(&reading.labels, range, closing);
        }
    }

    /// The best way to read the end of a page as notes of one family, if any is good enough.
    fn best(&self, labels: &[(usize, Label)], top: usize, end: usize) -> Option<Reading> {
        let due = (0..labels.len())
            .rev()
            .filter(|&first| self.is_due_or_plain(&labels[first..], top));
        due.take(TRIES)
            .map(|first| self.read_from(&labels[first..], top, end))
            .filter(|reading| reading.score >= ENOUGH)
            .max_by(|one, other| one.score.total_cmp(&other.score))
    }

    /// Reads a page's end as notes from a label on: which further labels belong, and how well it all fits.
    fn read_from(&self, labels: &[(usize, Label)], top: usize, end: usize) -> Reading {
        let (start, first) = labels[0];
        let mut chosen = vec![labels[0]];
        let (mut highest, mut missing) = (first.number, Vec::new());
        for (at, &(line, label)) in labels.iter().enumerate().skip(1) {
            if label.dotted != first.dotted {
                continue;
            }
            if label.number == highest + 1 {
                highest += 1;
            } else if label.number > highest && label.number <= highest + 1 + MISSING {
                let skipped = highest + 1..label.number;
                let later = &labels[at + 1..labels.len().min(at + 12)];
                let comes = |number| {
                    later
                        .iter()
                        .any(|(_, label)| label.number == number && label.alone)
                };
                let is_lost = self.marks.stands_in(label.family, label.number, top..start);
                if !is_lost && !skipped.clone().all(comes) {
                    continue;
                }
                missing.extend(skipped);
                highest = label.number;
            } else if let Some(late) = missing.iter().position(|&number| number == label.number) {
                missing.swap_remove(late);
            } else {
                continue;
            }
            chosen.push((line, label));
        }
        let marks: f32 = chosen
            .iter()
            .map(|(_, label)| self.mark_evidence(*label, top, start))
            .sum();
        let over = (end - start).saturating_sub(USUAL_LINES * chosen.len());
        let plain = first.number == self.due(first.family)
            && self.marks.stands_in(first.family, first.number, top..start);
        // A long note is unusual, but not where the number that is due has its mark on the page.
        let long = (over as f32 * 0.3).min(if plain { LONG } else { f32::MAX });
        let score = self.evidence(start, first) + marks - long;
        Reading {
            score,
            labels: chosen,
        }
    }

    /// What a mark in the text says for a note: on its page much, further up somewhat, none at all against it; a number that may be
    /// one or not says little either way.
    fn mark_evidence(&self, label: Label, top: usize, start: usize) -> f32 {
        let since = self.since(label.family).min(top);
        if self.marks.stands_in(label.family, label.number, top..start) {
            3.0
        } else if self.marks.stands_in(label.family, label.number, since..top) {
            2.0
        } else if self
            .marks
            .may_stand_in(label.family, label.number, top..start)
        {
            -0.3
        } else {
            -2.0
        }
    }

    /// Lines at a page's foot that go on with a note of the page before: below a rule, or set off where that note was
    /// left in the middle of a sentence.
    fn carried_over(&self, text: Range<usize>) -> Option<Vec<u32>> {
        let last = self.blocks.last().filter(|block| {
            !block.closing
                && text.start > 0
                && self.lines[block.start].page + 1 == self.lines[text.start].page
        })?;
        let unfinished = self
            .last_line(last)
            .is_some_and(|line| line.ending() != Ending::Sentence);
        let above: Vec<usize> = text
            .clone()
            .filter(|&at| self.lines[at].is_text())
            .collect();
        let ruled = above.iter().rposition(|&at| self.is_ruled(at));
        let set_off = || {
            let at = above
                .iter()
                .rposition(|&at| self.lines[at].gap.blanks > 0)?;
            let line = &self.lines[above[at]];
            let apart = self.habits.trust(line.gap.kind()) > 0.5;
            (unfinished && apart && line.starts_small()).then_some(at)
        };
        let from = ruled.or_else(set_off)?;
        (from > 0 && above.len() - from <= 30)
            .then(|| above[from..].iter().map(|&at| at as u32).collect())
    }

    /// The last line of a block's last note.
    fn last_line(&self, block: &Block) -> Option<&Line<'a>> {
        let note = block.notes.last()?;
        let at = note.text.last().map_or(note.line, |&at| at as usize);
        self.lines.get(at)
    }

    /// Adds lines to the last note found.
    fn carry(&mut self, carried: &[u32]) {
        let last = self
            .blocks
            .last_mut()
            .and_then(|block| block.notes.last_mut());
        if let Some(note) = last {
            note.text.extend_from_slice(carried);
            for &at in carried {
                self.lines[at as usize].role = Role::Note;
            }
        }
    }
}
