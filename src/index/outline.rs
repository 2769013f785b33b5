//! What an index keeps of a letter's order: the kind and place of every passage, and the order in which hits are read.
//!
//! It must not know words.

use std::ops::Range;

use crate::document::{Document, Kind};
use crate::index::bits::Bits;
use crate::index::places::Places;
use crate::index::query::Scope;
use crate::index::remark::Remark;
use crate::index::syntax::{Filter, Filtered, Part};

/// Kinds, places and reading order of a letter's passages.
#[derive(Debug)]
pub(crate) struct Outline {
    parts: Vec<Part>,
    places: Places<String>,
    order: Vec<u32>,
}

impl Outline {
    /// The outline of a letter.
    pub(crate) fn new(document: &Document) -> Self {
        let paragraphs = document.paragraphs.iter();
        let parts: Vec<Part> = paragraphs
            .map(|paragraph| part_of(paragraph.kind))
            .collect();
        let places: Places<String> = Places::new(document);
        let mut order: Vec<u32> = (0..places.len()).collect();
        order.sort_by_key(|&passage| {
            let is_note = parts[passage as usize] == Part::Notes;
            (places.section(passage), is_note, passage)
        });
        Self {
            parts,
            places,
            order,
        }
    }

    /// Every passage in reading order: by section, in each its text, then the notes that belong to it.
    pub(crate) fn order(&self) -> &[u32] {
        &self.order
    }

    /// What a passage is.
    pub(crate) fn part(&self, passage: u32) -> Part {
        self.parts[passage as usize]
    }

    /// Of a passage that runs over several pages, which of its words stand on those that the filters ask for; `None` where all of it counts.
    pub(crate) fn words_on_pages(&self, filters: &[Filter], passage: u32) -> Option<Range<u32>> {
        self.places.words_on_pages(filters, passage)
    }

    /// The passages in a reader's scope.
    pub(crate) fn within(&self, scope: Scope) -> Bits {
        let part = match scope {
            Scope::All => return Bits::all(self.parts.len() as u32),
            Scope::Section(section) => {
                return self.places.in_sections(|at| at == section as usize);
            }
            Scope::Text => Part::Text,
            Scope::Notes => Part::Notes,
            Scope::Headings => Part::Headings,
        };
        self.of_parts(&[part])
    }

    /// The passages that a filter leaves.
    pub(crate) fn left_by(&self, filter: &Filter) -> Bits {
        let kept = match &filter.place {
            Filtered::Kinds(kinds) => self.of_parts(kinds),
            // Within a letter, nothing tells it from others.
            Filtered::Letters(_) => return Bits::all(self.parts.len() as u32),
            place => self.places.chosen(place),
        };
        if !filter.negated {
            return kept;
        }
        let mut others = Bits::all(kept.bound());
        others.remove(&kept);
        others
    }

    /// What a filter asks for, when the letter has nothing of the kind.
    pub(crate) fn missing(&self, filter: &Filter) -> Option<Remark> {
        self.places.missing(filter)
    }

    fn of_parts(&self, parts: &[Part]) -> Bits {
        let kind = |passage| parts.contains(&self.parts[passage as usize]);
        Bits::filled(self.parts.len() as u32, kind)
    }
}

pub(crate) fn part_of(kind: Kind) -> Part {
    match kind {
        Kind::Heading(_) => Part::Headings,
        Kind::Note(_) => Part::Notes,
        Kind::Body | Kind::Item(_) | Kind::Quote | Kind::Row => Part::Text,
    }
}
