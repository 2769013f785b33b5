//! A letter in other forms: plain text, Markdown, HTML, JSON, and a passage with its citation.
//!
//! Pure functions of a document; they must not know where the result goes.

pub mod html;
pub mod json;
pub mod markdown;
pub mod plain;

use std::collections::HashMap;

use crate::document::place::Place;
use crate::document::{Document, Paragraph};

/// A passage's words in quotes, and where they stand, from the first to the last of them: for pasting into a text of one's own.
#[must_use]
pub fn citation_line(document: &Document, (from, to): (Place, Place), words: &str) -> String {
    let mut source = vec![document.title.clone()];
    let facts = &document.facts;
    source.extend(facts.date.clone());
    match (&facts.dossier, &facts.number) {
        (Some(dossier), Some(number)) => source.push(format!("{dossier}, nr. {number}")),
        (None, Some(number)) => source.push(number.clone()),
        (Some(dossier), None) => source.push(dossier.clone()),
        (None, None) => {}
    }
    let section = document
        .sections
        .get(document.section_of(from))
        .and_then(|section| section.title.clone());
    source.extend(section.map(|title| format!("‘{title}’")));
    source.push(document.locator_between(from, to));
    source.extend(
        document
            .note_of(from)
            .map(|note| format!("note {}", document.notes[note as usize].label)),
    );
    format!("“{words}” ({})", source.join(", "))
}

/// A paragraph's text with something put in at every note mark, by the note's index.
fn with_marks(
    paragraph: &Paragraph,
    mark: impl Fn(u32) -> String,
    escape: impl Fn(&str) -> String,
) -> String {
    let marks = paragraph.note_refs.iter();
    let put = marks.map(|note_ref| (note_ref.byte, mark(note_ref.note)));
    with(&paragraph.text, put, escape)
}

/// The cells of a row, which strokes divide; at most so many, the last with what is left.
fn cells(row: &str, stroke: &str, most: Option<usize>) -> Vec<String> {
    let mut cells: Vec<String> = row
        .split(stroke)
        .map(|cell| cell.trim().to_owned())
        .collect();
    if let Some(most) = most.filter(|most| (1..cells.len()).contains(most)) {
        let surplus = cells.split_off(most - 1);
        cells.push(surplus.join(&format!(" {stroke} ")));
    }
    cells
}

/// A text with pieces put in at bytes of it, in order.
fn with(
    text: &str,
    put: impl IntoIterator<Item = (usize, String)>,
    escape: impl Fn(&str) -> String,
) -> String {
    let mut whole = String::with_capacity(text.len() + 16);
    let mut from = 0;
    for (byte, piece) in put {
        whole.push_str(&escape(&text[from..byte]));
        whole.push_str(&piece);
        from = byte;
    }
    whole + &escape(&text[from..])
}

/// A name for every note that no other has: its label in letters, figures and hyphens, with a count where parts of a letter number
/// their notes anew.
fn anchors(document: &Document) -> Vec<String> {
    let mut uses: HashMap<String, u32> = HashMap::new();
    let mut anchors = Vec::with_capacity(document.notes.len());
    for note in &document.notes {
        let letters = note.label.chars();
        let label: String = letters
            .map(|c| if c.is_alphanumeric() { c } else { '-' })
            .collect();
        let count = uses.entry(label.clone()).or_default();
        *count += 1;
        anchors.push(match *count {
            1 => label,
            count => format!("{label}--{count}"),
        });
    }
    anchors
}

/// The notes that a paragraph is the first to cite, in order, each once.
fn notes_first_cited(document: &Document, paragraph: u32) -> Vec<u32> {
    let mut notes: Vec<u32> = Vec::new();
    for mark in document
        .paragraphs
        .get(paragraph as usize)
        .into_iter()
        .flat_map(|paragraph| &paragraph.note_refs)
    {
        let first = document.notes[mark.note as usize]
            .refs
            .first()
            .map(|place| place.paragraph);
        if first == Some(paragraph) && !notes.contains(&mark.note) {
            notes.push(mark.note);
        }
    }
    notes
}

/// Notes that nothing refers to.
fn uncited(document: &Document) -> impl Iterator<Item = u32> + '_ {
    (0..document.notes.len() as u32).filter(|&note| document.notes[note as usize].refs.is_empty())
}
