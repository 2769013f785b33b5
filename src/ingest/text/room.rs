//! Whether the next word would have fitted on the line above it: counted in characters or in print, whichever the letter's own lines obey.
//!
//! Programs that write text fill lines by characters; those that take it out of print leave lines as wide as the type was. It must not know
//! paragraphs, notes or headings.

use crate::ingest::text::lines::Line;

/// How wide full lines are, and what they leave empty.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Room {
    counted: Counted,
    /// The width of a full line.
    full: f32,
    /// What lines that go on leave empty at most.
    slack: f32,
}

/// What widths are counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Counted {
    Characters,
    /// Thousandths of the type's size, in a face as official letters have.
    Print,
}

/// Fewer lines that go on tell nothing.
const FEWEST: usize = 10;
/// One line in so many may be wider, or leave more empty.
const FEW: usize = 20;
/// Lines that leave more than this empty, of a full one, are broken for reasons of their own.
const RAGGED: f32 = 0.2;
/// What a line leaves beyond what those that go on do, of a full one, to be sure of its end.
const SURE: f32 = 0.02;

impl Room {
    /// Measures lines that go on, each with the one below it. `None`: they tell nothing.
    pub(super) fn measure(on: &[(&Line<'_>, &Line<'_>)]) -> Option<Self> {
        if on.len() < FEWEST {
            return None;
        }
        let room = |counted: Counted| {
            let widths = on.iter().map(|(above, _)| counted.width(above.text));
            let full = last_but_few(widths);
            let lefts = on
                .iter()
                .map(|(above, below)| full - counted.both(above, below));
            let slack = last_but_few(lefts).max(0.0);
            Self {
                counted,
                full,
                slack,
            }
        };
        let [characters, print] = [Counted::Characters, Counted::Print].map(room);
        let ragged = |room: &Self| room.slack / room.full.max(1.0);
        let room = if ragged(&print) < ragged(&characters) {
            print
        } else {
            characters
        };
        (ragged(&room) < RAGGED).then_some(room)
    }

    /// Whether a line ended by itself, as the next one's first word would have fitted.
    pub(super) fn is_left(&self, above: &Line<'_>, below: &Line<'_>) -> bool {
        let left = self.full - self.counted.both(above, below);
        left > self.slack + SURE * self.full
    }
}

impl Counted {
    fn width(self, text: &str) -> f32 {
        match self {
            Self::Characters => text.chars().count() as f32,
            Self::Print => printed(text),
        }
    }

    /// The width of a line with the next one's first word behind it.
    fn both(self, above: &Line<'_>, below: &Line<'_>) -> f32 {
        self.width(above.text) + self.width(" ") + self.width(below.first_word())
    }
}

/// The greatest of some numbers when a few are left out.
fn last_but_few(numbers: impl Iterator<Item = f32>) -> f32 {
    let mut numbers: Vec<f32> = numbers.collect();
    numbers.sort_by(f32::total_cmp);
    let last = numbers.len().saturating_sub(1 + numbers.len() / FEW);
    numbers.get(last).copied().unwrap_or(0.0)
}

/// The width of a text in print.
fn printed(text: &str) -> f32 {
    let width = |letter: char| match u32::from(letter).checked_sub(32) {
        Some(at) => ADVANCES.get(at as usize).copied().unwrap_or(COMMON),
        None => COMMON,
    };
    text.chars().map(|letter| f32::from(width(letter))).sum()
}

/// The width of most letters, and of those with accents.
const COMMON: u16 = 556;

/// The widths of the signs from space to tilde in the sans-serif face that PostScript made common, from its published metrics.
const ADVANCES: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];
