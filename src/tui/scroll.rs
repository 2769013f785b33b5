//! Which row of the letter stands on top: by rows, by pages, or so that a place is seen.
//!
//! It must not know what is drawn on the rows, nor which key asked.

use crate::document::place::Place;
use crate::layout::{Layout, Top};
use crate::tui::foot;
use crate::tui::model::{Focus, Model};
use crate::tui::reader::{layout, row_of, shown, visible};
use crate::tui::screen::Panes;
use crate::tui::view::View;

/// Rows further down (or up, when negative).
pub fn rows(model: &mut Model, rows: i64) {
    let before = model.reader.top;
    if model.reader.selection.is_some() {
        return move_point(model, rows);
    }
    let walked = layout(model).walk(before, rows);
    let top = clamp(model, walked);
    if top == before && rows > 0 {
        model.say(model.texts.status.end_of_letter.clone());
    }
    model.reader.top = top;
    keep_point_visible(model);
}

/// Pages further down (or up, when negative). One row stays, so that the eye finds its place.
pub fn pages(model: &mut Model, pages: i64) {
    if pages == -1 && model.reader.selection.is_none() {
        model.reader.top = page_above(model);
        return keep_point_visible(model);
    }
    let height = i64::from(model.panes.text.height);
    rows(model, pages * (height - 1).max(1));
}

/// The top from which the page runs down to the row that is on top now. Its notes take rows of their own from the text,
/// so the furthest is tried first.
fn page_above(model: &Model) -> Top {
    let top = model.reader.top;
    let (least, most) = foot::bounds(model);
    let layout = layout(model);
    let page = |rows: u16| layout.walk(top, -i64::from(rows.saturating_sub(1).max(1)));
    (least + 1..=most)
        .rev()
        .map(|rows| (rows, page(rows)))
        .find(|&(rows, above)| foot::text_rows(model, above) >= rows)
        .map_or_else(|| page(least), |(_, above)| above)
}

/// With a selection, lines move its end rather than the page.
fn move_point(model: &mut Model, rows: i64) {
    let moved = {
        let layout = layout(model);
        let mut at = Top {
            place: model.reader.point,
            lead: 0,
        };
        for _ in 0..rows.unsigned_abs() {
            at = layout.step_text(at, rows > 0);
        }
        at.place
    };
    model.reader.point = moved;
    if row_of(&visible(model), moved).is_none() {
        let (least, _) = foot::bounds(model);
        let above = if rows > 0 { least.saturating_sub(1) } else { 0 };
        put(model, moved, above);
    }
}

/// Shows a place: nothing moves while it stands well on the screen, else it comes to a third of the height.
pub fn reveal(model: &mut Model, place: Place) {
    // Whatever notes come up with the place, these rows remain.
    let height = usize::from(foot::bounds(model).0);
    let lines = visible(model);
    let whole = lines.len() < usize::from(model.panes.text.height);
    // Where it is hidden, as only passages with hits are shown, one comes to the passage nearest to it.
    let place = layout(model).nearest(place);
    let well = row_of(&lines, place)
        .is_some_and(|row| whole || row >= height / 8 && row < height - height / 4);
    if !well {
        put(model, place, height as u16 / 3);
    }
    model.reader.point = place;
    model.reader.on_mark = false;
}

/// Goes to a place that was asked for: remembers where we were, shows it and flashes it.
pub fn jump(model: &mut Model, place: Place) {
    // Back is to the text, also from a note that was left for its mark.
    model.jumps.push(View {
        note: None,
        ..View::of(model)
    });
    // Who asks for a place wants to read there: the note that was read has been left.
    model.notes.pinned = false;
    if model.focus == Focus::Notes {
        model.focus = Focus::Text;
    }
    show(model, place);
}

/// Shows a place that was asked for and flashes it: a hit that is in sight as well is not what is read.
pub fn show(model: &mut Model, place: Place) {
    reveal(model, place);
    model.flash = Some(place);
    model.search.mark = None;
}

/// Goes to a place and puts it on the pane's first row, as starts of pages and sections belong there.
pub fn jump_to_top(model: &mut Model, place: Place) {
    jump(model, place);
    put(model, place, 0);
}

/// Puts other panes on the screen: what was seen is seen in them too, and again when they are as before.
pub fn fit(model: &mut Model, panes: Panes) {
    let kept = in_sight(model);
    let now = View::of(model);
    let before = model.reader.before_panes.filter(|(_, left)| *left == now);
    let seen = before.map_or(now, |(seen, _)| seen);
    model.panes = panes;
    seen.put(model);
    model.reader.top = clamp(model, seen.top);
    if let Some(place) = kept {
        keep_in_sight(model, place);
    }
    model.panes = Panes::new(model);
    keep_point_visible(model);
    model.reader.before_panes = Some((seen, View::of(model)));
}

/// What must stay in sight when the panes change: the current hit or chosen note mark, if it is in sight now.
#[must_use]
fn in_sight(model: &Model) -> Option<Place> {
    let hit = model.search.current_mark();
    let hit = hit.map(|(place, _)| place);
    let mark = model.reader.on_mark.then_some(model.reader.point);
    let lines = visible(model);
    hit.into_iter()
        .chain(mark)
        .find(|&place| row_of(&lines, place).is_some())
}

/// Shows a place again that has got out of sight.
fn keep_in_sight(model: &mut Model, place: Place) {
    if row_of(&visible(model), place).is_none() {
        put(model, place, foot::bounds(model).0 / 3);
    }
}

/// Puts a place on a row of the pane (from 0), as far as the letter's ends allow.
fn put(model: &mut Model, place: Place, row: u16) {
    let layout = layout(model);
    let place = layout.nearest(place);
    let top = layout.walk(Top { place, lead: 0 }, -i64::from(row));
    model.reader.top = clamp(model, top);
}

/// Keeps the place being read on the screen after scrolling.
pub fn keep_point_visible(model: &mut Model) {
    let lines = visible(model);
    let Some((first, last)) = shown(&lines) else {
        return;
    };
    let reader = &mut model.reader;
    if reader.point < first {
        reader.point = first;
        reader.on_mark = false;
    } else if reader.point > last {
        let last_row = lines.iter().rev().find_map(Layout::place_of);
        reader.point = last_row.unwrap_or(first);
        reader.on_mark = false;
    }
}

/// A top that leaves no more of the pane's rows empty than it must.
#[must_use]
pub fn clamp(model: &Model, top: Top) -> Top {
    let layout = layout(model);
    let height = foot::text_rows(model, top);
    if layout.rows_from(top).take(height.into()).count() == usize::from(height) {
        return top;
    }
    // The more rows of the letter's end are shown, the more of its notes, and the fewer rows they leave.
    let (least, most) = foot::bounds(model);
    (least + 1..=most)
        .map(|height| (height, layout.last_top(height.into())))
        .take_while(|&(height, last)| foot::text_rows(model, last) >= height)
        .last()
        .map_or_else(|| layout.last_top(least.into()), |(_, last)| last)
}
