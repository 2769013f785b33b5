//! The full-text index of one letter and the search in it.
//!
//! Only this layer knows tantivy. It must not know files, formats or the screen.
//!
//! One passage (paragraph, heading, item, note) is one tantivy document, in order, so that a document's number is the
//! paragraph's. What a typed word means is decided on the vocabulary (see [`words::pattern`](crate::words::pattern));
//! postings then say where those words are. tantivy's query parser, its prefix queries and its snippets are not used:
//! they stop at the first fifty words of a prefix and mark none.

pub(crate) mod abreast;
mod alternatives;
pub(crate) mod bits;
mod corpus;
mod count;
mod evaluate;
pub mod excerpt;
mod expression;
pub mod filters;
pub mod findings;
pub(crate) mod foremost;
mod found;
mod lexicon;
mod listed;
mod marker;
mod member;
mod near;
mod openings;
mod outline;
mod packed;
mod paged;
mod parse;
mod phrases;
mod places;
mod plan;
mod postings;
pub mod query;
pub mod remark;
mod scan;
mod schema;
mod selection;
mod spans;
mod suggest;
pub(crate) mod syntax;
pub(crate) mod tally;
mod trigrams;
pub(crate) mod vocabulary;
pub mod volume;
pub(crate) mod wish;

use std::fmt;
use std::ops::{AddAssign, Range};
use std::sync::Arc;

use crate::document::Document;
use crate::index::corpus::Alone;
use crate::index::evaluate::Evaluation;
use crate::index::found::find;
pub use crate::index::marker::Marker;
use crate::index::outline::Outline;
use crate::index::plan::{Atom, Plan};
use crate::index::postings::Postings;
use crate::index::query::Query;
use crate::index::remark::Remark;
use crate::index::schema::Passages;
use crate::index::syntax::{Branch, Part, Reading};
use crate::index::tally::Kept;
use crate::index::vocabulary::Vocabulary;
use crate::words::pattern::{Pattern, Tier};

/// After how many passages [`Index::new`] asks whether it is still wanted.
const PATIENCE: usize = 1_000;

/// The finished index of one document: postings in tantivy, the vocabulary beside it. Cheap to share, never changes.
pub struct Index {
    document: Arc<Document>,
    outline: Outline,
    vocabulary: Arc<Vocabulary>,
    postings: Postings,
    kept: Kept,
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
    /// What of the query asks for what is not there, or cannot be read.
    pub remarks: Vec<Remark>,
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
    /// How many places in it are marked; none when only filters or `-word` chose it.
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

impl Totals {
    /// Whether only filters chose the passages: there is nothing in them to count.
    #[must_use]
    pub fn only_filtered(&self) -> bool {
        self.occurrences == 0 && self.passages > 0
    }

    /// Marked places; where only filters chose, passages.
    #[must_use]
    pub fn hits(&self) -> usize {
        if self.only_filtered() {
            self.passages
        } else {
            self.occurrences
        }
    }
}

impl AddAssign for Totals {
    fn add_assign(&mut self, more: Self) {
        self.passages += more.passages;
        self.occurrences += more.occurrences;
        self.text += more.text;
        self.notes += more.notes;
        self.headings += more.headings;
    }
}

/// A marked place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Bytes of the passage's text; of a phrase, the whole phrase.
    pub range: Range<usize>,
    /// Why.
    pub tier: Tier,
}

impl Index {
    /// Indexes a document. Asks `stale` now and then and gives up with `None` when it says yes.
    ///
    /// # Panics
    /// Never in practice: tantivy only fails where its directory does, and this one is memory.
    #[must_use]
    pub fn new(document: Arc<Document>, stale: &dyn Fn() -> bool) -> Option<Self> {
        let postings =
            read_passages(&document, stale).expect("an index in memory can be written and read");
        let (postings, vocabulary) = postings?;
        Some(Self {
            outline: Outline::new(&document),
            vocabulary,
            postings,
            kept: Kept::default(),
            document,
        })
    }

    /// Runs a query. Asks `stale` now and then and gives up with `None` when it says yes.
    #[must_use]
    pub fn search(&self, query: &Query, stale: &(dyn Fn() -> bool + Sync)) -> Option<Answer> {
        let (branches, mut remarks) = parse::parse_alone(query);
        let filters = branches.iter().flat_map(|branch| &branch.filters);
        remarks.extend(filters.filter_map(|filter| self.outline.missing(filter)));
        let plan = Plan::new(&branches, &self.vocabulary);
        let evaluation = Evaluation {
            corpus: &Alone {
                document: &self.document,
                outline: &self.outline,
            },
            vocabulary: &self.vocabulary,
            postings: &self.postings,
            kept: &self.kept,
            stale,
        };
        let found = find(&evaluation, &plan, query.scope)?;
        let (hits, totals) = hits_of(&self.outline, |passage| found.hit(passage, passage));
        let suggestions = if hits.is_empty() {
            self.suggestions(&branches, &plan)
        } else {
            Vec::new()
        };
        let marker = Marker {
            vocabulary: Arc::clone(&self.vocabulary),
            hits: marked(&hits, |paragraph| found.branches(paragraph)),
            plan: Arc::new(plan),
        };
        Some(Answer {
            query: query.clone(),
            hits,
            totals,
            remarks,
            suggestions,
            marker: Arc::new(marker),
        })
    }

    /// The nearest words to those that the letter does not have at all.
    fn suggestions(&self, branches: &[Branch], plan: &Plan) -> Vec<String> {
        suggest::nearest(&absent_words(branches, plan), &self.vocabulary)
    }
}

/// The passages found of a letter, in reading order, and their sums.
fn hits_of(outline: &Outline, found: impl Fn(u32) -> Option<Hit>) -> (Vec<Hit>, Totals) {
    let mut hits = Vec::new();
    let mut totals = Totals::default();
    for hit in outline.order().iter().filter_map(|&passage| found(passage)) {
        let sum = match outline.part(hit.paragraph) {
            Part::Text => &mut totals.text,
            Part::Notes => &mut totals.notes,
            Part::Headings => &mut totals.headings,
        };
        *sum += hit.occurrences as usize;
        hits.push(hit);
    }
    totals.passages = hits.len();
    totals.occurrences = totals.text + totals.notes + totals.headings;
    (hits, totals)
}

/// The passages found with the branches of the plan that each matches, in the order of the passages.
fn marked(hits: &[Hit], branches: impl Fn(u32) -> u32) -> Vec<(u32, u32)> {
    let hits = hits
        .iter()
        .map(|hit| (hit.paragraph, branches(hit.paragraph)));
    let mut marked: Vec<(u32, u32)> = hits.collect();
    marked.sort_unstable();
    marked
}

/// The words of a query that mean nothing in a vocabulary.
fn absent_words<'b>(branches: &'b [Branch], plan: &Plan) -> Vec<&'b Pattern> {
    let mut missing: Vec<&Pattern> = Vec::new();
    for (branch, planned) in branches.iter().zip(&plan.branches) {
        for (clause, atoms) in branch.wanted.iter().zip(&planned.wanted) {
            for (reading, atom) in clause.readings.iter().zip(atoms) {
                missing.extend(absent(reading, atom));
            }
        }
    }
    missing
}

/// The words of a reading that mean nothing in the letter.
fn absent<'r>(reading: &'r Reading, atom: &Atom) -> Vec<&'r Pattern> {
    match (reading, atom) {
        (Reading::Word(pattern), Atom::Word(meant)) if meant.is_nothing() => vec![pattern],
        (Reading::Phrase(patterns), Atom::Word(meant)) if meant.is_nothing() => {
            patterns.iter().collect()
        }
        (Reading::Phrase(patterns), Atom::Phrase(members)) => {
            let words = patterns.iter().zip(members);
            let absent = words.filter(|(_, member)| member.is_nothing());
            absent.map(|(pattern, _)| pattern).collect()
        }
        _ => Vec::new(),
    }
}

impl fmt::Debug for Index {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Index")
            .field("passages", &self.postings.passages())
            .field("lexemes", &self.vocabulary.len())
            .finish_non_exhaustive()
    }
}

/// The postings and vocabulary of a document's paragraphs; `None` when they are no longer wanted.
fn read_passages(
    document: &Document,
    stale: &dyn Fn() -> bool,
) -> tantivy::Result<Option<(Postings, Arc<Vocabulary>)>> {
    let bytes = document
        .paragraphs
        .iter()
        .map(|paragraph| paragraph.text.len())
        .sum();
    let mut passages = Passages::new(bytes)?;
    for (count, paragraph) in document.paragraphs.iter().enumerate() {
        if count % PATIENCE == 0 && stale() {
            return Ok(None);
        }
        passages.push(&paragraph.text)?;
    }
    if stale() {
        return Ok(None);
    }
    let (segment, openings) = passages.finish()?;
    Postings::open(segment.as_ref(), openings).map(Some)
}
