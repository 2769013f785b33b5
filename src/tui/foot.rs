//! The notes at the foot of the text: as many rows as those on the screen need, as at the foot of a printed page.
//!
//! How high the foot is follows from the row on top alone, so that going there and back shows the same. It draws nothing and moves nothing.

use ratatui::layout::Rect;

use crate::layout::Top;
use crate::tui::model::Model;
use crate::tui::{note_rows, reader};

/// Rows that the line above the notes takes.
const LINE: u16 = 1;
/// The most rows that notes take of a screen however high.
const HIGHEST: u16 = 14;

/// The fewest and the most rows the text can have where the panes stand now.
#[must_use]
pub fn bounds(model: &Model) -> (u16, u16) {
    match model.panes.shared {
        Some(area) => bounds_in(area),
        None => (model.panes.text.height, model.panes.text.height),
    }
}

/// Rows of the text when a row is on top, where the panes stand now.
#[must_use]
pub fn text_rows(model: &Model, top: Top) -> u16 {
    match model.panes.shared {
        Some(area) => text_rows_in(model, area, top),
        None => model.panes.text.height,
    }
}

/// Of an area that text and notes share, notes take a third at most and a row at least.
fn bounds_in(area: Rect) -> (u16, u16) {
    let notes = most_in(area);
    let text = |notes: u16| area.height.saturating_sub(notes + LINE);
    (text(notes), text(1))
}

/// The most rows that notes take of an area by themselves.
#[must_use]
pub fn most_in(area: Rect) -> u16 {
    (area.height / 3).clamp(1, HIGHEST)
}

/// Rows of the text in an area that it shares with the notes whose marks it shows: as many as leave room for those notes.
#[must_use]
pub fn text_rows_in(model: &Model, area: Rect, top: Top) -> u16 {
    let document = &model.letter.document;
    let (least, most) = bounds_in(area);
    let rows_of = |note: u32| note_rows::rows_of(model, note, area.width).len();
    let mut notes: Vec<u32> = model.notes.pinned().into_iter().collect();
    let mut needed: usize = notes.iter().map(|&note| rows_of(note)).sum();
    let lines = reader::layout_in(model, area).rows_from(top);
    let mut text = 0;
    for line in lines.take(most.into()) {
        for (_, note) in reader::marks_on(document, &line) {
            if !notes.contains(&note) {
                notes.push(note);
                needed += rows_of(note);
            }
        }
        let room = usize::from(area.height - LINE - text - 1);
        if text >= least && needed.max(1) > room {
            return text;
        }
        text += 1;
    }
    // Where the letter ends, nothing competes for the rows that are left.
    let left =
        area.height - LINE - (needed.clamp(1, usize::from(area.height - LINE - least)) as u16);
    text.max(left).clamp(least, most)
}
