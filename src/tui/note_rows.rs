//! The rows of the notes pane: words, what is cited, where it is cited.
//!
//! It must not know which rows are in sight, nor which note is the current one.

use std::ops::Range;

use crate::citation::Target;
use crate::document::Document;
use crate::layout::wrap::{Widths, columns, wrap};
use crate::tui::cited;
use crate::tui::ink::Ink;
use crate::tui::model::Model;
use crate::tui::notes;
use crate::tui::status::join_within;

/// A row of the pane.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum NoteRow {
    /// Bytes of a paragraph of the note; on the note's first row stands its label.
    Text {
        note: u32,
        paragraph: u32,
        bytes: Range<usize>,
    },
    /// Where the note is cited and what it cites.
    Links {
        note: u32,
        text: String,
        /// The words it stands behind: bytes of a paragraph.
        behind: Option<(u32, Range<usize>)>,
    },
}

impl NoteRow {
    /// The note it belongs to.
    pub(super) fn note(&self) -> u32 {
        match self {
            Self::Text { note, .. } | Self::Links { note, .. } => *note,
        }
    }

    /// The words on it: a paragraph and its bytes.
    pub(super) fn words(&self) -> Option<(u32, Range<usize>)> {
        match self {
            Self::Text {
                paragraph, bytes, ..
            } => Some((*paragraph, bytes.clone())),
            Self::Links { behind, .. } => behind.clone(),
        }
    }
}

/// Places where a note is cited that are told one by one; more would not be read.
const MOST_CITED: usize = 24;

/// Where a note is cited: every page once, up to [`MOST_CITED`].
fn cited_at(model: &Model, document: &Document, note: u32) -> String {
    let note = &document.notes[note as usize];
    let mut pages: Vec<String> = Vec::new();
    let mut rest = note.refs.len();
    for place in &note.refs {
        let page = document.locator(*place);
        if pages.last() != Some(&page) {
            if pages.len() == MOST_CITED {
                pages.push(format!("+{rest}"));
                break;
            }
            pages.push(page);
        }
        rest -= 1;
    }
    let sign = if model.ascii { "<- " } else { "↖ " };
    let text = match pages.len() {
        0 => model.texts.panes.not_cited.clone(),
        1 if note.refs.len() > 1 => format!("{sign}{} ×{}", pages[0], note.refs.len()),
        _ => format!("{sign}{}", pages.join(", ")),
    };
    Ink::new(model).words(&text)
}

/// The rows of one note at a width.
pub(super) fn rows_of(model: &Model, note: u32, width: u16) -> Vec<NoteRow> {
    let document = &*model.letter.document;
    let room = usize::from(width.saturating_sub(model.notes.indent(width) + 1)).max(1);
    let mut rows = Vec::new();
    let mut cites: Vec<String> = Vec::new();
    let mut targets: Vec<Target> = Vec::new();
    for paragraph in document.notes[note as usize].paragraphs.clone() {
        let content = &document.paragraphs[paragraph as usize];
        targets.extend(content.citations.iter().map(|cited| cited.target.clone()));
        let ids = content.citations.iter().map(|cited| cited.target.id());
        // An address that the note itself spells out need not stand there again.
        cites.extend(ids.filter(|id| !(id.contains("://") && content.text.contains(id))));
        let wrapped = wrap(&content.text, &[], &[], Widths::even(room));
        rows.extend(wrapped.into_iter().map(|bytes| NoteRow::Text {
            note,
            paragraph,
            bytes,
        }));
    }
    let back = cited_at(model, document, note);
    if !cites.is_empty() {
        let arrow = if model.ascii { "-> " } else { "→ " };
        let ink = Ink::new(model);
        let left = room.saturating_sub(columns(&back) + columns(arrow) + 3);
        let list = match cited::told(model, &targets) {
            Some(told) => format!("{} · {told}", join_within(&cites, left)),
            None => join_within(&cites, left),
        };
        let list = ink.cut(&list, left.max(8));
        rows.push(NoteRow::Links {
            note,
            text: ink.words(&format!("{arrow}{list}   {back}")),
            behind: None,
        });
        return rows;
    }
    // Where it is cited goes behind the last words when there is room.
    let behind = rows
        .last()
        .and_then(NoteRow::words)
        .filter(|(paragraph, bytes)| {
            let text = &document.paragraphs[*paragraph as usize].text;
            columns(text[bytes.clone()].trim_end()) + columns(&back) + 3 <= room
        });
    if behind.is_some() {
        rows.pop();
    }
    rows.push(NoteRow::Links {
        note,
        text: back,
        behind,
    });
    rows
}

/// The rows of all notes shown at a width.
pub(super) fn rows(model: &Model, width: u16) -> Vec<NoteRow> {
    notes::shown(model)
        .into_iter()
        .flat_map(|note| rows_of(model, note, width))
        .collect()
}

/// The rows a note takes.
pub(super) fn extent(rows: &[NoteRow], note: u32) -> Range<usize> {
    let of_note = |row: &NoteRow| row.note() == note;
    let start = rows.iter().position(of_note).unwrap_or(0);
    let end = rows.iter().rposition(of_note).map_or(0, |at| at + 1);
    start..end
}
