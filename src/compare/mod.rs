//! Two letters beside each other: which sections, paragraphs and notes of the older answer to which of the newer, and which words differ.
//!
//! It must not know where letters come from, nor how a comparison is shown.
//!
//! A sketch says how alike two texts are. By it sections find their counterparts, then the paragraphs of each pair of sections, then what
//! is left over anywhere, last the short notes that keep place, label and most words; what was found is put into reading order, and [`words`] finds the words that differ. The letters may be as long as
//! the program reads: every text is held against a bounded number of others, never each against each, so that the work grows with the
//! letters and not with their product.

mod labels;
mod matching;
mod nearest;
mod outline;
mod paragraphs;
mod rows;
mod sections;
mod sketch;
pub mod words;

use std::ops::Range;

use serde::Serialize;

use crate::compare::matching::Matching;
use crate::compare::outline::Outline;
use crate::compare::sketch::Sketches;
use crate::compare::words::Stretch;
use crate::document::{Document, Kind, Paragraph};

/// Two letters, aligned. Every paragraph of both stands in exactly one row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Comparison {
    /// The sections in the order of the newer letter; one that is gone follows the section that it followed in the older.
    pub sections: Vec<SectionPair>,
    /// The paragraphs in reading order: section by section, in each the text before the notes. What is gone stands where it stood, before what
    /// is new there.
    pub rows: Vec<Row>,
    /// Counts over all rows.
    pub totals: Totals,
}

impl Comparison {
    /// The rows of one of its sections.
    #[must_use]
    pub fn rows_of(&self, section: &SectionPair) -> &[Row] {
        &self.rows[section.rows.start as usize..section.rows.end as usize]
    }
}

/// A section of both letters, or of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionPair {
    /// Index into the older letter's sections.
    pub old: Option<u32>,
    /// Index into the newer letter's sections.
    pub new: Option<u32>,
    /// Whether it stands in another order among the sections than it did.
    pub moved: bool,
    /// Its rows: indices into [`Comparison::rows`]. They follow each other without gaps.
    pub rows: Range<u32>,
    /// Counts over its rows.
    pub totals: Totals,
}

/// A paragraph, heading or note paragraph of both letters, or of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Index into the older letter's paragraphs.
    pub old: Option<u32>,
    /// Index into the newer letter's paragraphs.
    pub new: Option<u32>,
    /// What happened to it.
    pub change: Change,
    /// Whether it stands in another section, or in another order, than it did. It is a row of the section that it stands in now.
    pub moved: bool,
    /// Of a changed paragraph, its words; they cover both texts in order. Otherwise empty.
    pub words: Vec<Stretch>,
}

/// What happened to a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Change {
    /// Its text is the same, to the byte.
    Same,
    /// It is alike enough to be the same paragraph, with other words.
    Changed,
    /// Only the newer letter has it.
    New,
    /// Only the older letter has it.
    Gone,
}

/// How many rows of each kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Totals {
    /// Rows with the same text.
    pub same: usize,
    /// Rows with other words.
    pub changed: usize,
    /// Rows that only the newer letter has.
    pub new: usize,
    /// Rows that only the older letter has.
    pub gone: usize,
    /// How many of the same and the changed ones stand elsewhere than they did.
    pub moved: usize,
}

impl Totals {
    /// How much there is to tell of: changes and what stands elsewhere.
    #[must_use]
    pub fn differing(&self) -> usize {
        self.changed + self.new + self.gone + self.moved
    }

    fn count(&mut self, row: &Row) {
        let sum = match row.change {
            Change::Same => &mut self.same,
            Change::Changed => &mut self.changed,
            Change::New => &mut self.new,
            Change::Gone => &mut self.gone,
        };
        *sum += 1;
        self.moved += usize::from(row.moved);
    }
}

/// Aligns two letters: the older one first. The same two letters always give the same answer, and the other way round its mirror image.
#[must_use]
pub fn compare(old: &Document, new: &Document) -> Comparison {
    let (old_outline, new_outline) = (Outline::new(old), Outline::new(new));
    // Where several alignments are equally good, one is taken by order. So that it does not depend on which letter is called the older,
    // they are always aligned the same way round.
    let matching = if in_order(old, new) {
        matching((old, &old_outline), (new, &new_outline))
    } else {
        matching((new, &new_outline), (old, &old_outline)).turned()
    };
    rows::comparison((old, &old_outline), (new, &new_outline), &matching)
}

fn matching(old: (&Document, &Outline), new: (&Document, &Outline)) -> Matching {
    let sketches = Sketches::new(old.0, new.0);
    let sections = sections::align(old.1, new.1, &sketches);
    let paragraphs = paragraphs::align(old.1, new.1, &sections, &sketches);
    Matching {
        sections,
        paragraphs,
    }
}

/// Whether a letter comes before another in an order that only their texts decide.
fn in_order(first: &Document, second: &Document) -> bool {
    texts(first).le(texts(second))
}

fn texts(document: &Document) -> impl Iterator<Item = (&str, bool)> {
    let paragraphs = document.paragraphs.iter();
    paragraphs.map(|Paragraph { text, kind, .. }| (text.as_str(), matches!(kind, Kind::Heading(_))))
}
