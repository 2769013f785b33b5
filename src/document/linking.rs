//! Links note marks and notes, within the part of the letter in which their labels are counted.
//!
//! It must not know how marks and notes were recognised.

use std::collections::HashMap;

use crate::document::builder::{Mark, PendingNote};
use crate::document::doubt::Doubt;
use crate::document::passage::Passage;
use crate::document::place::Place;
use crate::document::restoring;
use crate::document::{Document, Note, Warning};

/// Marks with the index of their note; notes with their references, in the order printed.
pub(super) struct Link {
    pub(super) marks: Vec<(Mark, u32)>,
    pub(super) notes: Vec<(Note, Vec<Passage>)>,
}

/// Notes by the part of the letter that counts them and their label, in the order printed.
type Labels<'n> = HashMap<(u32, &'n str), Vec<u32>>;

/// Finds each mark's note. What has no counterpart is warned of and nothing is dropped: a mark without note goes back into the text.
/// `marks` stand in reading order.
pub(super) fn link(document: &mut Document, marks: Vec<Mark>, pending: &[PendingNote]) -> Link {
    let mut labels = Labels::new();
    for (at, note) in pending.iter().enumerate() {
        let same = labels.entry((note.part, &note.label)).or_default();
        same.push(at as u32);
    }
    let marks: Vec<(Mark, Option<u32>)> = marks
        .into_iter()
        .map(|mark| {
            let candidates = labels.get(&(mark.part, mark.label.as_str()));
            let page = document.page_of(mark.place).map(|page| page as u32);
            let note = candidates.and_then(|notes| nearest(notes, pending, page));
            (mark, note)
        })
        .collect();
    let marks = restoring::put_back(document, marks);
    let mut refs: Vec<Vec<Place>> = vec![Vec::new(); pending.len()];
    for (mark, note) in &marks {
        refs[*note as usize].push(mark.place);
    }
    let mut notes = Vec::with_capacity(pending.len());
    for (at, (note, refs)) in pending.iter().zip(refs).enumerate() {
        let first = labels.get(&(note.part, note.label.as_str()));
        let is_repeated = first.and_then(|notes| notes.first()) != Some(&(at as u32));
        warn(document, note, is_repeated, refs.is_empty());
        let made = Note {
            label: note.label.clone(),
            paragraphs: 0..0,
            section: section_of(document, &refs, note.page),
            refs,
            page: note.page,
        };
        notes.push((made, note.passages.clone()));
    }
    Link { marks, notes }
}

/// Warns of a note whose label another has had, and of one that no mark calls.
fn warn(document: &mut Document, note: &PendingNote, is_repeated: bool, is_uncalled: bool) {
    let label = &note.label;
    let letters = note
        .passages
        .iter()
        .flat_map(|passage| passage.text.chars());
    let first: String = letters.take(40).collect();
    let page = note
        .page
        .map(|page| document.pages[page as usize].label.clone());
    let mut warn = |doubt| {
        document.warnings.push(Warning {
            doubt,
            page: page.clone(),
            place: None,
        });
    };
    if is_repeated {
        warn(Doubt::RepeatedNote(label.clone(), first.clone()));
    }
    if is_uncalled {
        warn(Doubt::NoteWithoutMark(label.clone(), first));
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
