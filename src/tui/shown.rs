//! What a library sends to the screen: hits with what is shown of them, and letters with what was found in them.
//!
//! It must not know how either is found or drawn.

use std::sync::Arc;

use crate::document::place::Place;
use crate::document::{Document, Kind};
use crate::index::findings::{Findings, LetterHit};
use crate::index::query::Query;
use crate::index::remark::Remark;
use crate::index::{Answer, Mark, Totals};
use crate::library::LetterCard;
use crate::library::card::Fingerprint;
use crate::library::facets::Facets;

/// What was found in all letters.
#[derive(Debug, Clone)]
pub struct Found {
    /// What was asked.
    pub query: Query,
    /// Whether it has been counted how often: the first hits of very many passages come before that.
    pub counted: bool,
    /// How often; nothing until it has been counted.
    pub totals: Totals,
    /// In how many letters.
    pub letters: usize,
    /// What of the query cannot be.
    pub remarks: Vec<Remark>,
    /// Words that are near, when nothing was found.
    pub suggestions: Vec<String>,
    /// The first hits.
    pub hits: Vec<ShownHit>,
    /// The letter of the first.
    pub first: Option<Arrived>,
}

impl Found {
    /// Nothing so far of what takes long to find.
    #[must_use]
    pub fn not_yet(query: Query) -> Self {
        Self {
            query,
            counted: false,
            totals: Totals::default(),
            letters: 0,
            remarks: Vec::new(),
            suggestions: Vec::new(),
            hits: Vec::new(),
            first: None,
        }
    }

    /// Whether nothing is known yet of what there is.
    #[must_use]
    pub fn is_awaited(&self) -> bool {
        !self.counted && self.hits.is_empty()
    }

    /// How many passages match, once that is counted.
    #[must_use]
    pub fn passages(&self) -> Option<usize> {
        self.counted.then_some(self.totals.passages)
    }
}

/// A hit with what is shown of it.
#[derive(Debug, Clone)]
pub struct ShownHit {
    /// The hit.
    pub hit: LetterHit,
    /// Its letter.
    pub key: Fingerprint,
    /// What the letter is called.
    pub title: String,
    /// The letter's date as printed.
    pub date: Option<String>,
    /// Where in the letter, to cite by.
    pub locator: String,
    /// The note it is in.
    pub note: Option<String>,
    /// Whether it is a heading.
    pub heading: bool,
    /// The passage; none where the letter cannot be read any more.
    pub text: String,
    /// What matched in it.
    pub marks: Vec<Mark>,
}

impl ShownHit {
    /// A hit in a letter of which no more is known than its card.
    #[must_use]
    pub fn new(hit: LetterHit, known: &LetterCard) -> Self {
        Self {
            hit,
            key: known.key,
            title: known.card.title.clone(),
            date: known.card.date.clone(),
            locator: String::new(),
            note: None,
            heading: false,
            text: String::new(),
            marks: Vec::new(),
        }
    }

    /// Fills in what the letter tells.
    pub fn fill(&mut self, document: &Document, marks: Vec<Mark>) {
        let paragraph = self.hit.hit.paragraph;
        let Some(passage) = document.paragraphs.get(paragraph as usize) else {
            return;
        };
        self.marks = marks;
        let byte = self.marks.first().map_or(0, |mark| mark.range.start as u32);
        self.locator = document.locator(Place { paragraph, byte });
        self.heading = matches!(passage.kind, Kind::Heading(_));
        if let Kind::Note(note) = passage.kind {
            self.note = Some(document.notes[note as usize].label.clone());
        }
        self.text.clone_from(&passage.text);
    }
}

/// How what was found for a query spreads.
#[derive(Debug, Clone)]
pub struct Spread {
    /// What was asked.
    pub query: Query,
    /// How often it was found.
    pub totals: Totals,
    /// In how many letters.
    pub letters: usize,
    /// What of the query cannot be.
    pub remarks: Vec<Remark>,
    /// By time, sender, dossier and kind.
    pub facets: Facets,
}

impl Spread {
    /// What was found, and how it spreads.
    #[must_use]
    pub fn new(findings: &Findings, facets: Facets) -> Self {
        Self {
            query: findings.query.clone(),
            totals: findings.totals,
            letters: findings.letters,
            remarks: findings.remarks.clone(),
            facets,
        }
    }
}

/// A letter that has come in.
#[derive(Debug, Clone)]
pub struct Arrived {
    /// What is known of it.
    pub card: LetterCard,
    /// Its text.
    pub document: Arc<Document>,
    /// What the query that stands found in it.
    pub answer: Option<Answer>,
    /// The passage that is wanted.
    pub paragraph: Option<u32>,
}
