//! Peeking: a note, a citation's address or an abbreviation's meaning in a box, without moving.
//!
//! It must not move anything; closing it leaves the screen as it was.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::document::abbreviation;
use crate::document::sentence::sentence_at;
use crate::layout::wrap::{Widths, wrap};
use crate::tui::action::Action;
use crate::tui::copy;
use crate::tui::effect::Effect;
use crate::tui::ink::Ink;
use crate::tui::model::{Focus, Model, Over};
use crate::tui::reader;
use crate::tui::screen::clear;
use crate::tui::theme::Role;

/// What is peeked at.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Peek {
    /// The paragraphs of the box, each in its role.
    rows: Vec<(Role, String)>,
}

/// Opens the box for what is at the place being read: the note of its mark, or of the passage its citations and abbreviations; in the
/// notes pane, the sentence that cites the note.
pub fn open(model: &mut Model) {
    let mut rows = if model.focus == Focus::Notes {
        citing_sentence(model)
    } else {
        note_here(model)
    };
    let here = copy::here(model);
    let document = &model.letter.document;
    if let Some(paragraph) = document.paragraph(here) {
        if rows.is_empty() || model.focus == Focus::Notes {
            for citation in &paragraph.citations {
                rows.push((Role::Citation, citation.target.id()));
                rows.extend(citation.target.url().map(|url| (Role::Link, url)));
            }
        }
        if model.focus != Focus::Notes {
            for (short, long) in abbreviation::explained_in(document, &paragraph.text) {
                rows.push((Role::Text, format!("{short}: {long}")));
            }
        }
    }
    if rows.is_empty() {
        model.warn(model.texts.status.nothing_to_peek.clone());
    } else {
        model.over = Some(Over::Peek(Peek { rows }));
    }
}

/// The sentence from which the current note is cited.
fn citing_sentence(model: &Model) -> Vec<(Role, String)> {
    let document = &model.letter.document;
    let Some(note) = model.notes.current else {
        return Vec::new();
    };
    let refs = &document.notes[note as usize].refs;
    refs.iter()
        .filter_map(|place| {
            let text = &document.paragraph(*place)?.text;
            Some((
                Role::Text,
                text.get(sentence_at(text, place.byte as usize))?.to_owned(),
            ))
        })
        .collect()
}

/// The note of the mark one is on, or of the next one in the passage being read, with what it cites.
fn note_here(model: &Model) -> Vec<(Role, String)> {
    let document = &model.letter.document;
    let point = model.reader.point;
    let marks = reader::marks_on_screen(model);
    let mark = marks
        .iter()
        .find(|(place, _)| place.paragraph == point.paragraph && *place >= point);
    let Some(&(_, note)) = mark else {
        return Vec::new();
    };
    let label = &document.notes[note as usize].label;
    let mut rows = vec![(Role::Text, format!("{label}  {}", document.note_text(note)))];
    for paragraph in document.notes[note as usize].paragraphs.clone() {
        for citation in &document.paragraphs[paragraph as usize].citations {
            rows.push((Role::Citation, citation.target.id()));
            rows.extend(citation.target.url().map(|url| (Role::Link, url)));
        }
    }
    rows
}

/// Any action closes the box; Esc, Enter and peeking again do nothing else.
pub fn act(model: &mut Model, action: Action) -> Option<Vec<Effect>> {
    model.over = None;
    matches!(
        action,
        Action::Cancel | Action::Follow | Action::Peek | Action::Quit
    )
    .then(Vec::new)
}

/// Draws the box over the lower part of the text, as low as its words allow.
pub fn draw(model: &Model, peek: &Peek, buffer: &mut Buffer) -> Option<(u16, u16)> {
    let ink = Ink::new(model);
    let text = model.panes.text;
    let room = usize::from(text.width.saturating_sub(4)).max(4);
    let mut rows: Vec<(Role, &str)> = Vec::new();
    for (role, words) in &peek.rows {
        rows.extend(
            wrap(words, &[], &[], Widths::even(room))
                .into_iter()
                .map(|bytes| (*role, words[bytes].trim_end())),
        );
    }
    let height = (rows.len() as u16 + 2).min(text.height);
    let area = Rect {
        y: text.bottom() - height,
        height,
        ..text
    };
    clear(&ink, buffer, area);
    for x in area.left()..area.right() {
        ink.put(buffer, (x, area.y), ink.sign("─", "-"), Role::RuleFocused);
    }
    ink.put_cut(
        buffer,
        (area.x + 1, area.y, area.width.saturating_sub(2)),
        &format!(" {} ", model.texts.panes.peek),
        ink.style(Role::PaneTitleFocused),
    );
    for ((role, words), y) in rows.into_iter().zip(area.y + 1..area.bottom()) {
        ink.put_cut(buffer, (area.x + 2, y, room as u16), words, ink.style(role));
    }
    Some((
        area.x + 2,
        (area.y + 1).min(area.bottom().saturating_sub(1)),
    ))
}
