//! A letter's sections, each with its paragraphs and notes, and the words of its heading that stay from one half-year to the next.
//!
//! It must not know the other letter.

use std::ops::Range;

use crate::document::place::Place;
use crate::document::{Document, Kind};
use crate::words::lexeme::fold;
use crate::words::tokens::{self, Token};

/// A letter's sections. Every paragraph is in exactly one.
#[derive(Debug)]
pub(super) struct Outline {
    pub(super) parts: Vec<Part>,
}

/// A section.
#[derive(Debug, Default)]
pub(super) struct Part {
    /// Its index in the letter; `None` of what stands in no section.
    pub(super) section: Option<u32>,
    /// The words of its heading, folded, without numbering and years; `None` of the opening.
    pub(super) title: Option<Vec<String>>,
    /// Its heading.
    pub(super) heading: Option<u32>,
    /// Its other paragraphs in order.
    pub(super) text: Vec<u32>,
    /// The paragraphs of its notes in order.
    pub(super) notes: Vec<u32>,
    /// For each of these, the label of its note, and which paragraph of the note it is.
    pub(super) labels: Vec<(String, u32)>,
}

/// Years that a letter may be about.
const YEARS: Range<u32> = 1_900..2_100;

impl Outline {
    pub(super) fn new(document: &Document) -> Self {
        let sections = document.sections.iter().zip(0..);
        let mut parts: Vec<Part> = sections
            .map(|(section, at)| Part {
                section: Some(at),
                title: section.title.as_deref().map(lasting_words),
                ..Part::default()
            })
            .collect();
        if parts.is_empty() && !document.paragraphs.is_empty() {
            parts.push(Part::default());
        }
        for (paragraph, at) in document.paragraphs.iter().zip(0..) {
            let section = document.section_of(Place::start(at));
            let last = parts.len() - 1;
            let part = &mut parts[section.min(last)];
            match paragraph.kind {
                Kind::Note(note) => {
                    let note = &document.notes[note as usize];
                    let nth = at.saturating_sub(note.paragraphs.start);
                    part.notes.push(at);
                    part.labels.push((note.label.clone(), nth));
                }
                Kind::Heading(_) if part.heading.is_none() && part.text.is_empty() => {
                    part.heading = Some(at);
                }
                _ => part.text.push(at),
            }
        }
        Self { parts }
    }
}

/// The words of a heading, folded, without what numbers it and without years; all of them where nothing else is left.
fn lasting_words(title: &str) -> Vec<String> {
    let bare = without_number(title);
    let mut all = Vec::new();
    tokens::for_each(bare, |token| {
        if !token.joined {
            all.push(token.clone());
        }
    });
    let mut words: Vec<String> = Vec::new();
    let mut year_end = None;
    for token in &all {
        if is_year(token) || goes_on(bare, year_end, token) {
            year_end = Some(token.range.end);
        } else {
            words.push(fold(&token.term));
        }
    }
    if words.is_empty() {
        words = all.iter().map(|token| fold(&token.term)).collect();
    }
    if words.is_empty() {
        words.push(fold(title.trim()));
    }
    words
}

fn is_year(token: &Token) -> bool {
    token.term.parse().is_ok_and(|year| YEARS.contains(&year))
}

/// Whether a number goes on from a year: `2020-2`, `2019/20`.
fn goes_on(title: &str, year_end: Option<usize>, token: &Token) -> bool {
    let digits = token.term.bytes().all(|letter| letter.is_ascii_digit());
    let between = year_end.and_then(|end| title.get(end..token.range.start));
    digits && between.is_some_and(|between| matches!(between, "-" | "/" | "–"))
}

/// A heading without its number (`2.`, `§2`, `3.1`, `B.`, `IV)`), if something follows that.
fn without_number(title: &str) -> &str {
    let title = title.trim_start_matches(|letter: char| letter == '§' || letter.is_whitespace());
    let Some((number, rest)) = title.split_once(char::is_whitespace) else {
        return title;
    };
    let bare = number.trim_end_matches(['.', ')', ':']);
    let figure = |letter: char| letter.is_ascii_digit() || letter == '.';
    let year = bare.parse().is_ok_and(|year| YEARS.contains(&year));
    let figures = bare.chars().all(figure) && !year;
    // A letter or a Roman number only numbers with its point; else it is a word.
    let roman = bare.chars().all(|letter| "IVXivx".contains(letter));
    let lettered = bare.len() < number.len() && (bare.chars().count() == 1 || roman);
    if figures || lettered { rest } else { title }
}
