//! The full-text index of one letter and the search in it.
//!
//! Only this layer knows tantivy. It must not know files, formats or the screen.

pub mod query;

use std::ops::Range;
use std::sync::Arc;

use crate::document::Document;
use crate::index::query::Query;
use crate::words::pattern::Tier;

/// The finished index of one document: postings in tantivy, the vocabulary beside it. Cheap to share, never changes.
#[derive(Debug)]
pub struct Index {
    _document: Arc<Document>,
}

/// What was found. Carries its query, so that a late answer can be told from the newest.
#[derive(Debug, Clone)]
pub struct Answer {
    /// What was asked.
    pub query: Query,
    /// Passages with a match in reading order: by section, in each its text, then its notes.
    pub hits: Vec<Hit>,
    /// How often.
    pub totals: Totals,
    /// Words of the letter near the ones typed, when nothing was found; best first.
    pub suggestions: Vec<String>,
    /// Marks matches in any passage; exactly those that were counted.
    pub marker: Arc<Marker>,
}

/// A passage with a match.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// Index of the paragraph.
    pub paragraph: u32,
    /// How many places in it are marked.
    pub occurrences: u32,
    /// The strongest reason among them.
    pub tier: Tier,
}

/// Counts of an answer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct Totals {
    /// Passages with a match.
    pub passages: usize,
    /// Marked places.
    pub occurrences: usize,
    /// Marked places in running text (also items, quotes, rows).
    pub text: usize,
    /// Marked places in notes.
    pub notes: usize,
    /// Marked places in headings.
    pub headings: usize,
}

/// A marked place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Bytes of the passage's text; of a phrase, the whole phrase.
    pub range: Range<usize>,
    /// Why.
    pub tier: Tier,
}

/// Knows what an answer's words matched, and marks it in a passage.
#[derive(Debug, Default)]
pub struct Marker {
    _private: (),
}

impl Marker {
    /// The marks in a paragraph, in order, not overlapping. Empty for a passage that is no hit.
    #[must_use]
    pub fn marks(&self, _document: &Document, _paragraph: u32) -> Vec<Mark> {
        Vec::new()
    }
}

impl Index {
    /// Indexes a document. Asks `stale` now and then and gives up with `None` when it says yes.
    pub fn new(document: Arc<Document>, _stale: &dyn Fn() -> bool) -> Option<Self> {
        Some(Self {
            _document: document,
        })
    }

    /// Runs a query. Asks `stale` now and then and gives up with `None` when it says yes.
    #[must_use]
    pub fn search(&self, query: &Query, _stale: &dyn Fn() -> bool) -> Option<Answer> {
        Some(Answer {
            query: query.clone(),
            hits: Vec::new(),
            totals: Totals::default(),
            suggestions: Vec::new(),
            marker: Arc::default(),
        })
    }
}
