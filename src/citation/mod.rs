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

use serde::{Deserialize, Serialize};

use cursor::Cursor;
pub use target::{Chamber, Journal, Session, Target};

/// The months as letters write them out, for whoever reads dates.
pub(crate) const MONTHS: [&str; 12] = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
];

/// A reference to another paper, as written somewhere in a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
        let next = text.as_bytes().get(at + 1).copied().unwrap_or_default();
        let families = beginning_with(byte, next);
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

/// The families whose forms may begin with these two letters, in either case, or with this digit.
fn beginning_with(first: u8, second: u8) -> &'static [Read] {
    match (first.to_ascii_lowercase(), second.to_ascii_lowercase()) {
        (b'0'..=b'9', _) => &[filed::read, kamerstuk::unlabelled],
        (b'a', b'a') => &[proceedings::annex],
        (b'a', b'h') => &[printed::read, proceedings::annex],
        (b'b', b'e') | (b'r', b'i') => &[union::act],
        (b'b', b'l') | (b'h', b'-') | (b'k', b'v') => &[printed::read],
        (b'b', b'w') | (b'j', b'c') => &[law::read],
        (b'c', b'e') => &[union::celex],
        (b'c', b'o' | b'(' | b' ') | (b'j', b'o') | (b's', b'w' | b'e') => &[union::commission],
        (b'e', b'c') => &[judgment::read],
        (b'e', b'e' | b'k') => &[kamerstuk::labelled],
        (b'h', b't') | (b'w', b'w') => &[address::read],
        (b'h', b'a') => &[proceedings::sitting],
        (b'k', b'a') => &[kamerstuk::labelled, union::act],
        (b'k', b's') => &[kamerstuk::labelled, printed::read],
        (b'l', b'e') | (b'n', b'r' | b'u' | b'o') => &[kamerstuk::reversed],
        (b't', b'k' | b'w' | b'.') => &[kamerstuk::labelled, proceedings::annex],
        (b's', b't') | (b't', b'r') => &[journal::read, printed::read],
        (b'v', b'e') => &[union::act, kamerstuk::labelled, proceedings::annex],
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
