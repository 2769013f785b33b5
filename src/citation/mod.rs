//! Finds references to other papers in a text and gives each its id and address.
//!
//! It must not know letters, pages or notes: text in, ranges and targets out. Each family of papers reads its own forms; here the text
//! is searched for places where one may begin. Where forms leave a doubt, nothing is found: a wrong link costs a reader more than a
//! missing one.

mod address;
mod cursor;
mod filed;
mod journal;
mod judgment;
mod kamerstuk;
mod law;

mod parts;
mod printed;
mod proceedings;
mod target;
mod union;

use std::ops::Range;

use cursor::Cursor;
pub use target::{Chamber, Journal, Session, Target};

/// A reference to another paper, as written somewhere in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// Bytes of the text that name the paper. Of several papers under one label, the first takes the label with it.
    pub range: Range<usize>,
    /// The paper.
    pub target: Target,
}

/// How a family of papers reads at a place: all papers named there, or `None` and nothing found.
type Read = fn(&mut Cursor, &mut Vec<Citation>) -> Option<()>;

/// Every citation in a text, in order, not overlapping. Takes time proportional to the text.
#[must_use]
pub fn find(text: &str) -> Vec<Citation> {
    let mut found = Vec::new();
    let mut inside_word = false;
    let mut free_from = 0;
    for (at, &byte) in text.as_bytes().iter().enumerate() {
        let begins_word = !inside_word;
        inside_word = byte.is_ascii_alphanumeric();
        if !inside_word || !begins_word || at < free_from {
            continue;
        }
        let families = beginning_with(byte);
        if families.is_empty() || follows_letter(text, at) {
            continue;
        }
        for read in families {
            let known = found.len();
            let mut cursor = Cursor::new(text, at);
            if read(&mut cursor, &mut found).is_some() {
                free_from = cursor.at();
                break;
            }
            found.truncate(known);
        }
    }
    found
}

/// Whether a letter outside ASCII stands before, so that no word begins here.
fn follows_letter(text: &str, at: usize) -> bool {
    let before = text.get(..at).and_then(|before| before.chars().next_back());
    before.is_some_and(char::is_alphanumeric)
}

/// The families whose forms may begin with a letter or digit.
fn beginning_with(byte: u8) -> &'static [Read] {
    match byte {
        b'0'..=b'9' => &[filed::read, kamerstuk::unlabelled],
        b'A' | b'a' => &[printed::read, proceedings::annex],
        b'B' | b'b' => &[printed::read, law::read, union::act],
        b'C' | b'c' => &[union::celex, union::commission, law::read],
        b'D' | b'd' => &[union::act],
        b'E' | b'e' => &[judgment::read, kamerstuk::labelled],
        b'H' | b'h' => &[address::read, printed::read, proceedings::sitting],
        b'J' | b'j' => &[union::commission, law::read],
        b'K' | b'k' => &[kamerstuk::labelled, printed::read],
        b'L' | b'l' | b'N' | b'n' => &[kamerstuk::reversed],
        b'R' | b'r' => &[union::act],
        b'S' | b's' => &[journal::read, printed::read, union::commission],
        b'T' | b't' => &[
            kamerstuk::labelled,
            journal::read,
            printed::read,
            proceedings::annex,
        ],
        b'V' | b'v' => &[union::act, kamerstuk::labelled, proceedings::annex],
        b'W' | b'w' => &[address::read],
        _ => &[],
    }
}

/// Adds a citation that reaches from `start` to where the cursor is.
fn add(found: &mut Vec<Citation>, start: usize, cursor: &Cursor, target: Target) {
    found.push(Citation {
        range: start..cursor.at(),
        target,
    });
}
