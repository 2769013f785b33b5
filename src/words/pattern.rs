//! One typed word, and how strongly it means a term.
//!
//! It must not know where terms occur nor how many words a query has.

use serde::Serialize;

use crate::words::lexeme::Lexeme;

/// Why a term matched, strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Tier {
    /// As written.
    Exact,
    /// The same but for case, accents, quotes, ligatures or separators.
    Folded,
    /// It begins so.
    Prefix,
    /// Another form of the word.
    Form,
    /// A part of a compound or hyphenated word.
    Part,
    /// One typing error away (two in long words).
    Typo,
}

/// How much of a word was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Extent {
    /// The word is finished.
    Whole,
    /// More may follow: it is a prefix (`word*`, or the last word while typing).
    Open,
    /// Exactly as written (`=Word`): no other tier, case and accents count.
    Verbatim,
}

/// One word of a query, ready to be held against terms. It never spans several tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    /// As typed, in a token's spelling.
    pub written: String,
    /// Folded.
    pub folded: String,
    /// How much of it was typed.
    pub extent: Extent,
}

impl Pattern {
    /// A pattern from one token's term.
    #[must_use]
    pub fn new(term: &str, extent: Extent) -> Self {
        Self {
            written: term.to_owned(),
            folded: term.to_lowercase(),
            extent,
        }
    }

    /// How strongly the pattern means a term, without typing errors. This one function decides what every search finds;
    /// an index may only be faster, never different.
    #[must_use]
    pub fn judge(&self, _lexeme: &Lexeme) -> Option<Tier> {
        None
    }

    /// How many typing errors (insertion, deletion, change, swap of neighbours) separate pattern and term, if they are few
    /// enough to be one: 1 from 5 letters, 2 from 9, the first letter right, never in words with digits.
    /// An open pattern is held against the beginning of the term.
    #[must_use]
    pub fn typing_errors(&self, _lexeme: &Lexeme) -> Option<u32> {
        None
    }
}
