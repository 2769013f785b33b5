//! How a term opens, in one byte: its first letter exactly, its second as far as the byte goes.
//!
//! Who keeps the byte of every word of a text can tell which word after another begins so, without knowing the words. It must not know
//! texts.

/// Classes of second letters.
const CLASSES: u8 = 9;

/// First letters that are told apart: those from a to z, and all others as one.
const FIRSTS: u8 = 27;

/// Behind a vowel and behind a consonant, what second letters are told apart, a class each. Class 0 is no second letter at all, the last one
/// any other: these are those that Dutch words have most often there.
const SECONDS: [&str; 2] = ["aelmnrs", "aeiouhr"];

/// The byte of a term, from its folded spelling.
#[must_use]
pub fn opening(folded: &str) -> u8 {
    let mut letters = folded.chars();
    let (first, _) = first(letters.next());
    first * CLASSES + second(first, letters.next()).0
}

/// Bytes of which one belongs to every term that begins in some way, and whether to no other term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Openings {
    /// The bytes.
    pub bytes: std::ops::Range<u8>,
    /// Whether each term with one of these bytes begins so.
    pub all: bool,
}

/// How terms open whose folded spelling begins so; `None`: as all do.
#[must_use]
pub fn beginning(folded: &str) -> Option<Openings> {
    let mut letters = folded.chars();
    let (first, exact) = first(Some(letters.next()?));
    let base = first * CLASSES;
    let Some(next) = letters.next() else {
        return Some(Openings {
            bytes: base..base + CLASSES,
            all: exact,
        });
    };
    let (class, alone) = second(first, Some(next));
    Some(Openings {
        bytes: base + class..base + class + 1,
        all: exact && alone && letters.next().is_none(),
    })
}

/// The number of a first letter, and whether it is that letter's alone.
fn first(letter: Option<char>) -> (u8, bool) {
    match letter {
        Some(letter @ 'a'..='z') => (letter as u8 - b'a', true),
        _ => (FIRSTS - 1, false),
    }
}

/// The class of a second letter behind a first one, and whether it is that letter's alone.
fn second(first: u8, letter: Option<char>) -> (u8, bool) {
    let Some(letter) = letter else {
        return (0, true);
    };
    let vowel = matches!(first + b'a', b'a' | b'e' | b'i' | b'o' | b'u');
    let known = SECONDS[usize::from(!vowel)].find(letter);
    match known {
        Some(at) => (at as u8 + 1, true),
        None => (CLASSES - 1, false),
    }
}
