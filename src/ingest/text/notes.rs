//! Finds the notes: blocks of lines at the foot of pages or at the end, each opening with the number that is due.
//!
//! A list looks the same. What tells them apart is evidence, added up: the number that is due, a mark in the text
//! above, a rule above, how the number is written, what the words are. Where to look is said in `page_notes` and
//! `flow_notes`. It must not know headings or paragraphs.

use std::collections::HashMap;
use std::ops::Range;

use crate::ingest::text::candidates::{Candidate, Family};
use crate::ingest::text::habits::Habits;
use crate::ingest::text::labels::{self, Label, Printed};
use crate::ingest::text::lines::{Line, Role};

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
pub(super) const ENOUGH: f32 = 2.0;
/// How many numbers may be missing between two notes (their digits lost or misread).
pub(super) const MISSING: u16 = 2;

/// Where numbers stand that may be marks: lines by family and number; apart those that nothing tells from other numbers.
pub(super) struct Marks {
    likely: Places,
    possible: Places,
}

/// Lines by family and number, in reading order.
type Places = HashMap<(Family, u16), Vec<u32>>;

impl Marks {
    /// Files the candidates, which are in reading order.
    pub(super) fn new(candidates: &[Candidate]) -> Self {
        let mut marks = Self {
            likely: Places::new(),
            possible: Places::new(),
        };
        for candidate in candidates {
            let places = if candidate.looks > -3 {
                &mut marks.likely
            } else {
                &mut marks.possible
            };
            places
                .entry((candidate.family, candidate.number))
                .or_default()
                .push(candidate.line);
        }
        marks
    }

    /// The last of these lines on which a number stands as a mark might.
    fn last_in(&self, family: Family, number: u16, lines: Range<usize>) -> Option<usize> {
        let found = self.likely.get(&(family, number))?;
        let behind = found.partition_point(|&line| (line as usize) < lines.end);
        let last = found[..behind].last().map(|&line| line as usize)?;
        (last >= lines.start).then_some(last)
    }

    /// Whether a number stands somewhere in these lines as a mark might.
    pub(super) fn stands_in(&self, family: Family, number: u16, lines: Range<usize>) -> bool {
        stands(&self.likely, (family, number), lines)
    }

    /// Whether a number stands somewhere in these lines at all, in a place where a mark could.
    pub(super) fn may_stand_in(&self, family: Family, number: u16, lines: Range<usize>) -> bool {
        stands(&self.possible, (family, number), lines)
    }
}

fn stands(places: &Places, mark: (Family, u16), lines: Range<usize>) -> bool {
    places.get(&mark).is_some_and(|found| {
        let from = found.partition_point(|&line| (line as usize) < lines.start);
        found
            .get(from)
            .is_some_and(|&line| (line as usize) < lines.end)
    })
}

/// The search through one letter.
pub(super) struct Search<'s, 'a> {
    pub(super) lines: &'s mut [Line<'a>],
    pub(super) marks: &'s Marks,
    pub(super) habits: &'s Habits,
    /// By family: the number that is due, and the line of the last mark used.
    due: HashMap<Family, (u16, usize)>,
    pub(super) blocks: Vec<Block>,
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

    pub(super) fn is_due(&self, label: Label) -> bool {
        let due = self.due(label.family);
        label.number == 1 || (label.number >= due && label.number <= due + MISSING)
    }

    /// Whether the number is due, or further on than the notes found so far and yet plain: of it and of the number that follows it
    /// right below, or of it alone where its words refer to a paper, a mark stands in the text above. A page that could not be read,
    /// or a letter that begins in its midst, must not cost all that come later.
    pub(super) fn is_due_or_plain(&self, labels: &[(usize, Label)], top: usize) -> bool {
        let Some(&(at, label)) = labels.first() else {
            return false;
        };
        let follows = |next: Label| {
            next.family == label.family
                && next.number == label.number + 1
                && self.is_marked(at, next, top)
        };
        self.is_due(label)
            || self.is_ahead(at, label, top)
                && (labels.get(1).is_some_and(|&(_, next)| follows(next))
                    || refers(self.lines[at].text))
    }

    /// Whether a number is further on than the one that is due, and has a mark above.
    pub(super) fn is_ahead(&self, at: usize, label: Label, top: usize) -> bool {
        label.number > self.due(label.family) && !label.dotted && self.is_marked(at, label, top)
    }

    /// Whether a mark of this number stands in the text above a line, from `top` on.
    fn is_marked(&self, at: usize, label: Label, top: usize) -> bool {
        let since = self.since(label.family).max(top);
        self.marks
            .stands_in(label.family, label.number, since..at.max(since))
    }

    pub(super) fn due(&self, family: Family) -> u16 {
        if family == Family::Star {
            1
        } else {
            self.due.get(&family).map_or(1, |due| due.0)
        }
    }

    /// The line of the last mark used by a family: marks further up belong to earlier notes.
    pub(super) fn since(&self, family: Family) -> usize {
        self.due.get(&family).map_or(0, |due| due.1)
    }

    /// What else says that a line opens a block of notes.
    pub(super) fn evidence(&self, at: usize, label: Label) -> f32 {
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
        // Points are numbered so more often than notes.
        if label.family == Family::Round {
            score -= 1.0;
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
    pub(super) fn is_ruled(&self, at: usize) -> bool {
        self.lines[at].gap.ruled
            || (at > 0
                && self.lines[at - 1].role == Role::Separator
                && self.lines[at - 1].page == self.lines[at].page)
    }

    /// Files a block and takes its lines off the text.
    pub(super) fn add(&mut self, labels: &[(usize, Label)], range: Range<usize>, closing: bool) {
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
            let above = self.since(family)..range.start;
            let mark = self.marks.last_in(family, highest, above);
            // Without a mark, those in the text above the block are still to be used up.
            let since = mark.unwrap_or_else(|| self.since(family));
            self.due.insert(family, (highest + 1, since));
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
pub(super) fn refers(text: &str) -> bool {
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
