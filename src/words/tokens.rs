//! Cuts a text into tokens: words, numbers with their groups, and the words that hyphens join.
//!
//! It must not know queries: the same cut serves index and query.

use std::ops::Range;

/// A word or number of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Bytes of the text it stands on.
    pub range: Range<usize>,
    /// Counts words from 0; neighbours differ by one. A joined token has the position of its first part.
    pub position: u32,
    /// As written, in the one spelling that matters to matching: composed letters, straight signs, digit groups
    /// joined by `.` (`29 628` is `29.628`), no apostrophe inside (`collega’s` is `collegas`).
    /// The parts of a joined token are separated by `-` (`politie-externen`); a suspended one ends in `~` and the word
    /// that completes it (`integriteits~screeningsbeleid`).
    pub term: String,
    /// Whether it repeats words that are tokens of their own: hyphen-joined or suspended.
    pub joined: bool,
}

/// Calls `each` for every token of a text, in order of position, plain tokens before joined ones.
pub fn for_each(_text: &str, _each: impl FnMut(&Token)) {}

/// Every token of a text.
#[must_use]
pub fn tokens(text: &str) -> Vec<Token> {
    let mut all = Vec::new();
    for_each(text, |token| all.push(token.clone()));
    all
}
