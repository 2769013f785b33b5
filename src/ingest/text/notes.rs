//! Finds the notes: blocks of lines at the foot of pages or at the end, each opening with the number that is due.
//!
//! A list looks the same. What tells them apart is evidence, added up: the number that is due, a mark in the text
//! above, a rule above, how the number is written, what the words are. It must not know headings or paragraphs.

use std::collections::HashMap;
use std::ops::Range;

use crate::ingest::text::candidates::{Candidate, Family};
use crate::ingest::text::habits::Habits;
use crate::ingest::text::labels::{self, Label, Printed};
use crate::ingest::text::lines::{Ending, Line, Role};

/// Notes that stand together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Block {
    /// The line it begins with.
    pub(super) start: usize,
    /// The line behind its last one.
    pub(super) end: usize,
    /// Its notes in the order of their numbers.
    pub(super) notes: Vec<Printed>,
    /// It stands at the end of the letter, far from its marks, not at the foot of their page.
    pub(super) closing: bool,
}

/// What a block must at least score; see [`Search::evidence`] for what counts.
const ENOUGH: f32 = 2.0;
/// How many places on one page are tried as the beginning of its notes.
const TRIES: usize = 40;
/// Lines that a note usually stays within.
const USUAL_LINES: usize = 6;
/// How many numbers may be missing between two notes (their digits lost or misread).
const MISSING: u16 = 2;

/// Where numbers stand that may be marks: lines by family and number.
pub(super) struct Marks(HashMap<(Family, u16), Vec<u32>>);

impl Marks {
    /// Files the candidates, which are in reading order.
    pub(super) fn new(candidates: &[Candidate]) -> Self {
        let mut lines: HashMap<(Family, u16), Vec<u32>> = HashMap::new();
        for candidate in candidates.iter().filter(|candidate| candidate.looks > -3) {
            lines
                .entry((candidate.family, candidate.number))
                .or_default()
                .push(candidate.line);
        }
        Self(lines)
    }

    /// Whether a number stands somewhere in these lines as a mark might.
    fn stands_in(&self, family: Family, number: u16, lines: Range<usize>) -> bool {
        self.0.get(&(family, number)).is_some_and(|found| {
            let from = found.partition_point(|&line| (line as usize) < lines.start);
            found
                .get(from)
                .is_some_and(|&line| (line as usize) < lines.end)
        })
    }
}

/// The search through one letter.
pub(super) struct Search<'s, 'a> {
    pub(super) lines: &'s mut [Line<'a>],
    pub(super) marks: &'s Marks,
    pub(super) habits: &'s Habits,
    /// By family: the number that is due, and the line behind its last block.
    due: HashMap<Family, (u16, usize)>,
    blocks: Vec<Block>,
}

/// A way to read the end of a page as notes.
struct Reading {
    score: f32,
    labels: Vec<(usize, Label)>,
}

impl<'s, 'a> Search<'s, 'a> {
    /// A search that has found nothing yet.
    pub(super) fn new(lines: &'s mut [Line<'a>], marks: &'s Marks, habits: &'s Habits) -> Self {
        Self {
            lines,
            marks,
            habits,
            due: HashMap::new(),
            blocks: Vec::new(),
        }
    }

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

    fn is_due(&self, label: Label) -> bool {
        let due = self.due(label.family);
        label.number == 1 || (label.number >= due && label.number <= due + MISSING)
    }

    fn due(&self, family: Family) -> u16 {
        if family == Family::Star {
            1
        } else {
            self.due.get(&family).map_or(1, |due| due.0)
        }
    }

    /// The line behind the last block of a family: marks further up belong to its notes.
    fn since(&self, family: Family) -> usize {
        self.due.get(&family).map_or(0, |due| due.1)
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
        let due = labels
            .iter()
            .enumerate()
            .rev()
            .filter(|(_, (_, label))| self.is_due(*label));
        due.take(TRIES)
            .map(|(first, _)| self.read_from(&labels[first..], top, end))
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
        let score = self.evidence(start, first) + marks - over as f32 * 0.3;
        Reading {
            score,
            labels: chosen,
        }
    }

    /// What a mark in the text says for a note: on its page much, further up somewhat, none at all against it.
    fn mark_evidence(&self, label: Label, top: usize, start: usize) -> f32 {
        let since = self.since(label.family).min(top);
        if self.marks.stands_in(label.family, label.number, top..start) {
            3.0
        } else if self.marks.stands_in(label.family, label.number, since..top) {
            2.0
        } else {
            -2.0
        }
    }

    /// What else says that a line opens a block of notes.
    fn evidence(&self, at: usize, label: Label) -> f32 {
        let line = &self.lines[at];
        let due = self.due(label.family);
        let mut score = if label.number == due { 2.0 } else { -1.0 };
        if self.is_ruled(at) {
            score += 4.0;
        }
        if label.alone || label.family == Family::Square {
            score += 0.5;
        }
        if label.dotted {
            score -= 3.0;
        }
        if label.small && !label.alone {
            score -= 1.0;
        }
        if refers(line.text) {
            score += 1.0;
        }
        score
    }

    /// Whether a rule stands right above a line.
    fn is_ruled(&self, at: usize) -> bool {
        self.lines[at].gap.ruled
            || (at > 0
                && self.lines[at - 1].role == Role::Separator
                && self.lines[at - 1].page == self.lines[at].page)
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

    /// Files a block and takes its lines off the text.
    fn add(&mut self, labels: &[(usize, Label)], range: Range<usize>, closing: bool) {
        let mut rest = Vec::new();
        let mut next = 0;
        for at in range.clone() {
            if labels.get(next).is_some_and(|&(line, _)| line == at) {
                next += 1;
            } else if self.lines[at].is_text() {
                rest.push(at as u32);
            } else {
                continue;
            }
            self.lines[at].role = Role::Note;
        }
        let notes = labels::give(self.lines, labels, &rest, self.habits);
        if let (Some(family), Some(highest)) = (
            labels.first().map(|(_, label)| label.family),
            labels.iter().map(|(_, label)| label.number).max(),
        ) {
            self.due.insert(family, (highest + 1, range.end));
        }
        self.blocks.push(Block {
            start: range.start,
            end: range.end,
            notes,
            closing,
        });
    }
}

/// Whether words refer to a paper, a law or an address, as notes do.
fn refers(text: &str) -> bool {
    [
        "Kamerstuk",
        "http",
        "www.",
        "Stb.",
        "Stcrt.",
        "Handelingen",
        "Zie ",
        "zie ",
        "ECLI:",
        " nr. ",
        "blz. ",
    ]
    .iter()
    .any(|words| text.contains(words))
}
