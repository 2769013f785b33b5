//! Links note marks and notes, within the part of the letter in which their labels are counted.
//!
//! It must not know how marks and notes were recognised.

use std::collections::HashMap;

use crate::document::builder::{Mark, Passage, PendingNote};
use crate::document::place::Place;
use crate::document::{Document, Note, Warning, WarningKind};

/// Marks with the index of their note; notes with their references, in the order printed.
pub(super) struct Link {
    pub(super) marks: Vec<(Mark, u32)>,
    pub(super) notes: Vec<(Note, Vec<Passage>)>,
}

/// Finds each mark's note. What has no counterpart is warned of; nothing is dropped: a mark without note keeps its place as a warning.
pub(super) fn link(document: &mut Document, marks: Vec<Mark>, pending: &[PendingNote]) -> Link {
    let mut by_label: HashMap<(u32, &str), Vec<u32>> = HashMap::new();
    for (at, note) in pending.iter().enumerate() {
        by_label
            .entry((note.part, note.label.as_str()))
            .or_default()
            .push(at as u32);
    }
    let mut warnings = Vec::new();
    let mut refs: Vec<Vec<Place>> = vec![Vec::new(); pending.len()];
    let mut linked = Vec::with_capacity(marks.len());
    for mark in marks {
        let candidates = by_label.get(&(mark.part, mark.label.as_str()));
        let page = document.page_of(mark.place).map(|page| page as u32);
        match candidates.and_then(|notes| nearest(notes, pending, page)) {
            Some(note) => {
                refs[note as usize].push(mark.place);
                linked.push((mark, note));
            }
            None => {
                let quote = words_before(document, mark.place);
                let message = format!("mark {} after \"{quote}\" has no note", mark.label);
                warnings.push(Warning {
                    kind: WarningKind::MarkWithoutNote,
                    message,
                    page: None,
                    place: Some(mark.place),
                });
            }
        }
    }
    let mut notes = Vec::with_capacity(pending.len());
    for (at, note) in pending.iter().enumerate() {
        let label = &note.label;
        let page = note
            .page
            .map(|page| document.pages[page as usize].label.clone());
        let first: String = note
            .passages
            .iter()
            .flat_map(|passage| passage.text.chars())
            .take(40)
            .collect();
        let same = by_label
            .get(&(note.part, label.as_str()))
            .map_or(0, Vec::len);
        if same > 1
            && by_label
                .get(&(note.part, label.as_str()))
                .and_then(|notes| notes.first())
                != Some(&(at as u32))
        {
            let message =
                format!("there is more than one note {label}; this one begins \"{first}\"");
            warnings.push(Warning {
                kind: WarningKind::DuplicateNote,
                message,
                page: page.clone(),
                place: None,
            });
        }
        let refs = std::mem::take(&mut refs[at]);
        if refs.is_empty() {
            let message = format!("note {label} \"{first}\" is not referred to");
            warnings.push(Warning {
                kind: WarningKind::NoteWithoutMark,
                message,
                page,
                place: None,
            });
        }
        let section = section_of(document, &refs, note.page);
        let made = Note {
            label: label.clone(),
            paragraphs: 0..0,
            refs,
            section,
            page: note.page,
        };
        notes.push((made, note.passages.clone()));
    }
    document.warnings.extend(warnings);
    Link {
        marks: linked,
        notes,
    }
}

/// Of several notes with a label, the first that is printed on the mark's page or later; else the last.
fn nearest(notes: &[u32], pending: &[PendingNote], page: Option<u32>) -> Option<u32> {
    let at = notes.partition_point(|&note| pending[note as usize].page < page);
    notes.get(at).or(notes.last()).copied()
}

/// A note belongs to the section that cites it first, else to the one its page begins in.
fn section_of(document: &Document, refs: &[Place], page: Option<u32>) -> u32 {
    let start = page.map(|page| document.pages[page as usize].start);
    let place = refs.first().copied().or(start).unwrap_or_default();
    let section = document
        .sections
        .partition_point(|section| section.paragraphs.start <= place.paragraph);
    section.saturating_sub(1) as u32
}

/// The last words before a place, to recognise it by.
fn words_before(document: &Document, place: Place) -> String {
    let text = document
        .paragraph(place)
        .map_or("", |paragraph| paragraph.text.as_str());
    let before = &text[..text.floor_char_boundary((place.byte as usize).min(text.len()))];
    let words: Vec<&str> = before.split_whitespace().rev().take(3).collect();
    words.into_iter().rev().collect::<Vec<_>>().join(" ")
}
