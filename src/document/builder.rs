//! The only way to make a [`Document`]: every reader hands its passages to this builder.
//!
//! It links marks and notes, forms sections and pages, finds citations, and warns of what does not fit.
//! It must not know any file format.

use crate::document::{Document, Facts, FurnitureKind, Kind, Reading, Span, WarningKind};

/// A piece of text on its way into a document.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Passage {
    /// Words with single spaces, without the digits of note marks.
    pub text: String,
    /// Where a note mark stood (byte of `text`) and its label.
    pub marks: Vec<(usize, String)>,
    /// Where a new printed page begins inside the text (byte of `text`), in order. Byte 0 means: before it.
    pub page_breaks: Vec<usize>,
    /// Emphasis and links.
    pub spans: Vec<Span>,
}

/// Collects a letter in reading order.
#[derive(Debug, Default)]
pub struct Builder {
    _private: (),
}

impl Builder {
    /// A builder for a letter from `source` (a path, `-`, a name), which is also where its title comes from if nothing better is known.
    #[must_use]
    pub fn new(_source: &str) -> Self {
        Self::default()
    }

    /// What is known of the letter's own facts.
    pub fn facts(&mut self, _facts: Facts) {}

    /// How the bytes became text.
    pub fn reading(&mut self, _reading: Reading) {}

    /// A printed page begins before what is pushed next; `label` as printed, or `None` to count from 1.
    pub fn page(&mut self, _label: Option<String>) {}

    /// Text of a kind other than `Kind::Note`.
    pub fn push(&mut self, _kind: Kind, _passage: Passage) {}

    /// A note printed on the current page; its further paragraphs follow in `passages`.
    pub fn note(&mut self, _label: &str, _passages: Vec<Passage>) {}

    /// A new part begins (an annex, a bundled letter): its note labels may start again.
    pub fn part(&mut self) {}

    /// Something printed that is no text.
    pub fn furniture(&mut self, _kind: FurnitureKind, _text: &str) {}

    /// A doubt about what is pushed next.
    pub fn warn(&mut self, _kind: WarningKind, _message: String) {}

    /// The finished document.
    #[must_use]
    pub fn finish(self) -> Document {
        Document::default()
    }
}
