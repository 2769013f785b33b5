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
    /// Behind the box's name: which note it shows.
    of: String,
    /// The paragraphs of the box, each in its role.
    rows: Vec<(Role, String)>,
    /// The first row of the box that is shown.
    top: usize,
}

/// Opens the box for what is at the place being read: the note of its mark, or of the passage its citations and abbreviations; in the
/// notes pane, the sentence that cites the note.
pub fn open(model: &mut Model) {
    let (of, mut rows) = if model.focus == Focus::Notes {
        (None, citing_sentence(model))
    } else {
        let note = marked_here(model);
        (
            note,
            note.map(|note| words_of(model, note)).unwrap_or_default(),
        )
    };
    let of = of.map_or(String::new(), |note: u32| {
        let label = &model.letter.document.notes[note as usize].label;
        format!(" {}{label}", model.texts.panes.note_short)
    });
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
        model.over = Some(Over::Peek(Peek { of, rows, top: 0 }));
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

/// The note of the mark one is on, or of the next one in the passage being read.
fn marked_here(model: &Model) -> Option<u32> {
    let point = model.reader.point;
    let marks = reader::marks_on_screen(model);
    let mark = marks
        .iter()
        .find(|(place, _)| place.paragraph == point.paragraph && *place >= point);
    mark.map(|&(_, note)| note)
}

/// A note's words, and what it cites.
fn words_of(model: &Model, note: u32) -> Vec<(Role, String)> {
    let document = &model.letter.document;
    let mut rows = vec![(Role::Text, document.note_text(note))];
    for paragraph in document.notes[note as usize].paragraphs.clone() {
        for citation in &document.paragraphs[paragraph as usize].citations {
            rows.push((Role::Citation, citation.target.id()));
            rows.extend(citation.target.url().map(|url| (Role::Link, url)));
        }
    }
    rows
}

/// Rows scroll a box that shows less than it holds. Any other action closes it; Esc, Enter and peeking again do nothing else.
pub fn act(model: &mut Model, action: Action, count: Option<u32>) -> Option<Vec<Effect>> {
    let Some(Over::Peek(mut peek)) = model.over.take() else {
        return None;
    };
    let page = usize::from(room(model)).max(1);
    let rows = peek.wrapped(model).len();
    let times = count.unwrap_or(1) as usize;
    let to = match action {
        Action::LineDown => peek.top.saturating_add(times),
        Action::LineUp => peek.top.saturating_sub(times),
        Action::HalfPageDown | Action::PageDown => peek.top + page,
        Action::HalfPageUp | Action::PageUp => peek.top.saturating_sub(page),
        Action::Cancel | Action::Follow | Action::Peek | Action::Quit => return Some(Vec::new()),
        _ => return None,
    };
    if rows <= page {
        return None;
    }
    peek.top = to.min(rows - page);
    model.over = Some(Over::Peek(peek));
    Some(Vec::new())
}

/// Rows of words that a box can show: of a text that has some, no more than half, so that what it is about stays in sight.
fn room(model: &Model) -> u16 {
    match model.panes.text.height {
        few @ 0..5 => few,
        height => (height / 2).max(4) - 1,
    }
}

impl Peek {
    /// The box's words, broken to its width.
    fn wrapped(&self, model: &Model) -> Vec<(Role, &str)> {
        let room = usize::from(model.panes.text.width.saturating_sub(4)).max(4);
        let rows = self.rows.iter().flat_map(|(role, words)| {
            let wrapped = wrap(words, &[], &[], Widths::even(room));
            wrapped
                .into_iter()
                .map(|bytes| (*role, words[bytes].trim_end()))
        });
        rows.collect()
    }
}

/// Draws the box at the end of the text that is further from the place being read. Returns the cell of its first word.
pub fn draw(model: &Model, peek: &Peek, buffer: &mut Buffer) -> Option<(u16, u16)> {
    let ink = Ink::new(model);
    let text = model.panes.text;
    let rows = peek.wrapped(model);
    let shown = room(model).min(rows.len() as u16);
    let lines = reader::visible(model);
    let row = reader::row_of(&lines, copy::here(model))
        .or_else(|| reader::row_of(&lines, model.reader.point));
    let below = row.is_none_or(|row| row < usize::from(text.height / 2));
    // Above the line that ends the text, the box needs none of its own; a text of few rows has no room for any.
    let lines = match (text.height, below) {
        (0..5, _) => 0,
        (_, true) => 1,
        (_, false) => 2,
    };
    let height = (shown + lines).min(text.height);
    let y = if below {
        text.bottom() - height
    } else {
        text.y
    };
    let area = Rect { y, height, ..text };
    clear(&ink, buffer, area);
    let ruled = [area.y, area.bottom().saturating_sub(1)];
    for &y in ruled.iter().take(lines.into()) {
        for x in area.left()..area.right() {
            ink.put(buffer, (x, y), ink.sign("─", "-"), Role::RuleFocused);
        }
    }
    let more = rows.len().saturating_sub(peek.top + usize::from(shown));
    let title = format!("{}{}", model.texts.panes.peek, peek.of);
    let title = title + &ink.unseen([0, more]);
    if lines > 0 {
        ink.put_cut(
            buffer,
            (area.x + 1, area.y, area.width.saturating_sub(2)),
            &format!(" {title} "),
            ink.style(Role::PaneTitleFocused),
        );
    }
    let first = area.y + lines.min(1);
    for ((role, words), y) in rows
        .into_iter()
        .skip(peek.top)
        .take(shown.into())
        .zip(first..)
    {
        let room = area.width.saturating_sub(4);
        ink.put_cut(buffer, (area.x + 2, y, room), words, ink.style(role));
    }
    Some((area.x + 2, first.min(area.bottom().saturating_sub(1))))
}
