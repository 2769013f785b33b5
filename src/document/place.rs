//! Addresses in a letter: exact ones for the program's memory, durable ones for what outlives it.
//!
//! It must not know how a letter is shown.

use serde::{Deserialize, Serialize};

use crate::document::Document;

/// An exact position: a byte of a paragraph's text. Notes are paragraphs too, so one address reaches everything.
/// Ordered as read: the text first, then the notes.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Place {
    /// Index into [`Document::paragraphs`].
    pub paragraph: u32,
    /// Byte of that paragraph's text; at most its length.
    pub byte: u32,
}

impl Place {
    /// The first byte of a paragraph.
    #[must_use]
    pub fn start(paragraph: u32) -> Self {
        Self { paragraph, byte: 0 }
    }

    /// The last letter or sign before it, of the paragraph before where it is a start; itself where nothing is before it.
    #[must_use]
    pub fn before(self, document: &Document) -> Self {
        let own = document.paragraph(self);
        let own = own.and_then(|paragraph| paragraph.text.get(..self.byte as usize));
        let above = self.paragraph.checked_sub(1).map(Self::start);
        let above = above.and_then(|above| document.paragraph(above));
        let (paragraph, text) = match own.map_or("", str::trim_end) {
            "" => match above {
                Some(above) => (self.paragraph - 1, above.text.trim_end()),
                None => return self,
            },
            text => (self.paragraph, text),
        };
        let last = text.char_indices().next_back();
        let byte = last.map_or(0, |(at, _)| at as u32);
        Self { paragraph, byte }
    }

    /// The first letter or sign behind the one it is at, of the next paragraph where that is the last.
    #[must_use]
    pub fn behind(self, document: &Document) -> Self {
        let own = document.paragraph(self);
        let rest = own.and_then(|paragraph| paragraph.text.get(self.byte as usize..));
        let mut signs = rest.unwrap_or_default().char_indices().skip(1);
        match signs.find(|(_, sign)| !sign.is_whitespace()) {
            Some((ahead, _)) => Self {
                byte: self.byte + ahead as u32,
                ..self
            },
            None => Self::start(self.paragraph + 1),
        }
    }
}

/// A position that survives a letter being read anew or changed: the exact place and the words found there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anchor {
    /// Where it was.
    pub place: Place,
    /// Up to [`QUOTE_LEN`] bytes of the text from there on.
    pub quote: String,
}

/// How many bytes an [`Anchor`] remembers: enough to be unique in a letter, little enough to survive small changes.
pub const QUOTE_LEN: usize = 48;

impl Anchor {
    /// Remembers a place in a document.
    #[must_use]
    pub fn new(document: &Document, place: Place) -> Self {
        let text = document
            .paragraph(place)
            .map_or("", |paragraph| paragraph.text.as_str());
        let start = text.floor_char_boundary((place.byte as usize).min(text.len()));
        let end = text.floor_char_boundary((start + QUOTE_LEN).min(text.len()));
        Self {
            place,
            quote: text[start..end].to_owned(),
        }
    }

    /// Finds the place again: where it was if the words are still there, else the nearest place with these words.
    #[must_use]
    pub fn resolve(&self, document: &Document) -> Option<Place> {
        let at = self.place.byte as usize;
        if let Some(paragraph) = document.paragraph(self.place)
            && paragraph
                .text
                .get(at..)
                .is_some_and(|rest| rest.starts_with(&self.quote))
        {
            return Some(self.place);
        }
        if self.quote.is_empty() {
            return None;
        }
        let found = document
            .paragraphs
            .iter()
            .enumerate()
            .filter_map(|(index, paragraph)| {
                let byte = paragraph.text.find(&self.quote)?;
                Some(Place {
                    paragraph: index as u32,
                    byte: byte as u32,
                })
            });
        found.min_by_key(|place| place.paragraph.abs_diff(self.place.paragraph))
    }
}
