//! What a shelf remembers between runs: which letters were opened, and when each library was last left.
//!
//! Kept small: six bytes a letter, and no more letters than somebody opens in years. It must not know what a letter is; it is given what tells
//! one from all others.

use std::collections::HashSet;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};

/// Bytes kept of what tells a letter from all others: among a hundred thousand letters, one in a million is taken for another.
const SHORT: usize = 6;

/// Letters that are remembered: at most some 160 KB of the state file. Those opened first are forgotten first.
const OPENED: usize = 20_000;

/// Letters of a library that were seen while others of its new ones were not: those seen first are forgotten first, and are new again.
const SEEN: usize = 500;

/// Libraries that are remembered.
const LIBRARIES: usize = 100;

/// What was visited, as it is kept.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Visits {
    /// Letters that were opened, the one opened first at the start: six bytes each, in base64. Read by [`Visits::opened`] where a library
    /// is opened, as most starts have no use for it.
    opened: String,
    /// When each library was left, the one left last at the end.
    libraries: Vec<Visit>,
    /// In which order letters stood on the shelf, by its name.
    pub order: String,
    /// What they stood under, by its name.
    pub grouping: String,
}

/// A visit to a library.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Visit {
    /// Tells it from other libraries.
    library: String,
    /// When it was left: seconds since 1970. While new letters of it were on no screen yet, when it was left before they came.
    left: u32,
    /// Letters that came since then and were on the screen: six bytes each, in base64.
    #[serde(default)]
    seen: String,
}

/// Letters that were opened, or seen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Opened {
    order: Vec<[u8; SHORT]>,
    all: HashSet<[u8; SHORT]>,
}

impl Visits {
    /// The letters that were opened.
    #[must_use]
    pub fn opened(&self) -> Opened {
        Opened::read(&self.opened)
    }

    /// Letters that came since a library was left last, and were on the screen.
    #[must_use]
    pub fn seen(&self, library: &str) -> Opened {
        let visit = self.visit(library);
        visit.map_or_else(Opened::default, |visit| Opened::read(&visit.seen))
    }

    /// When a library was left last: seconds since 1970; `None`: never.
    #[must_use]
    pub fn left(&self, library: &str) -> Option<u32> {
        self.visit(library).map(|visit| visit.left)
    }

    fn visit(&self, library: &str) -> Option<&Visit> {
        let mut visits = self.libraries.iter();
        visits.find(|visit| visit.library == library)
    }

    /// Keeps that a library was left then, in seconds since 1970, with the letters opened so far, and those that were seen of what came
    /// since; those that another reader opened in the meantime stay.
    pub fn leave(&mut self, library: &str, left: u32, (opened, seen): (&Opened, &Opened)) {
        self.libraries.retain(|visit| visit.library != library);
        self.libraries.push(Visit {
            library: library.to_owned(),
            left,
            seen: seen.write(SEEN),
        });
        let surplus = self.libraries.len().saturating_sub(LIBRARIES);
        self.libraries.drain(..surplus);
        let mut all = self.opened();
        for short in &opened.order {
            all.put(*short);
        }
        self.opened = all.write(OPENED);
    }
}

impl Opened {
    fn read(kept: &str) -> Self {
        let bytes = STANDARD.decode(kept).unwrap_or_default();
        let (order, _) = bytes.as_chunks();
        Self {
            all: order.iter().copied().collect(),
            order: order.to_vec(),
        }
    }

    /// As it is kept: at most so many, those that were put in last.
    fn write(&self, most: usize) -> String {
        let surplus = self.order.len().saturating_sub(most);
        STANDARD.encode(self.order[surplus..].as_flattened())
    }

    /// How many letters there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.order.len()
    }

    /// Whether a letter was opened.
    #[must_use]
    pub fn holds(&self, letter: &[u8; 16]) -> bool {
        self.all.contains(&short(letter))
    }

    /// A letter is opened.
    pub fn add(&mut self, letter: &[u8; 16]) {
        self.put(short(letter));
    }

    fn put(&mut self, short: [u8; SHORT]) {
        if self.all.insert(short) {
            self.order.push(short);
        }
    }
}

fn short(letter: &[u8; 16]) -> [u8; SHORT] {
    std::array::from_fn(|at| letter[at])
}

#[cfg(test)]
mod tests {
    use super::{OPENED, Opened, Visits};

    fn letter(number: u32) -> [u8; 16] {
        let mut letter = [7; 16];
        letter[..4].copy_from_slice(&number.to_le_bytes());
        letter
    }

    #[test]
    fn what_was_opened_is_kept_and_the_first_of_too_many_are_forgotten() {
        let mut visits = Visits::default();
        let mut opened = Opened::default();
        opened.add(&letter(1));
        visits.leave("one", 10, (&opened, &opened));
        let mut others = Opened::default();
        (2..OPENED as u32 + 2).for_each(|number| others.add(&letter(number)));
        visits.leave("two", 20, (&others, &Opened::default()));
        let kept = serde_json::to_string(&visits).expect("it can be written");
        assert!(kept.len() < 200_000, "{}", kept.len());
        let kept: Visits = serde_json::from_str(&kept).expect("it can be read");
        assert_eq!((kept.left("one"), kept.left("two")), (Some(10), Some(20)));
        assert_eq!(kept.left("three"), None);
        assert!(kept.seen("one").holds(&letter(1)));
        assert_eq!(kept.seen("two"), Opened::default());
        let all = kept.opened();
        assert!(!all.holds(&letter(1)));
        assert!(all.holds(&letter(2)) && all.holds(&letter(OPENED as u32 + 1)));
    }

    #[test]
    fn what_cannot_be_understood_is_as_nothing() {
        let kept: Visits = serde_json::from_str(r#"{"opened": "no base64!"}"#).expect("it is JSON");
        assert_eq!(kept.opened(), Opened::default());
    }
}
