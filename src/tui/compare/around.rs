//! What stands around the rows of a comparison: what the letters are called, the counts, and the query in both.
//!
//! It must not change anything, nor know what stands on the rows.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::catalogue::fill;
use crate::layout::wrap::columns;
use crate::tui::compare::comparer::{Pair, Version};
use crate::tui::compare::{half, head, margin, sought, telling};
use crate::tui::ink::Ink;
use crate::tui::model::{Model, Pending};
use crate::tui::screen::clear;
use crate::tui::theme::Role;

/// What the letters are called, with their dates, and below them the counts.
pub(super) fn draw_head(model: &Model, pair: &Pair, area: Rect, buffer: &mut Buffer) {
    let ink = Ink::new(model);
    let rows = head(model);
    let row = |y: u16| Rect {
        y: area.y + y,
        height: 1,
        ..area
    };
    match rows {
        0 => return,
        1 => {
            ink.tint(buffer, row(0), Role::Title);
            let (told, place) = telling::both(model, pair, area.width.saturating_sub(3));
            let room = area.width.saturating_sub(2);
            let style = ink.style(Role::Title);
            ink.put_cut(buffer, (area.x + 1, area.y, room), &told, style);
            let start = area.right().saturating_sub(columns(&place) as u16 + 1);
            ink.put(buffer, (start, area.y), &place, Role::PageNumber);
            return;
        }
        2 => {
            let right = column_of_newer(area.width);
            let (left, width) = (right - 3, area.width - right);
            ink.tint(buffer, row(0), Role::Title);
            draw_title(
                model,
                (pair, Version::Old),
                Rect {
                    width: left,
                    ..row(0)
                },
                buffer,
            );
            let newer = Rect::new(area.x + right - 1, area.y, width + 1, 1);
            draw_title(model, (pair, Version::New), newer, buffer);
        }
        _ => {
            for (y, version) in [(0, Version::Old), (1, Version::New)] {
                ink.tint(buffer, row(y), Role::Title);
                draw_title(model, (pair, version), row(y), buffer);
            }
        }
    }
    draw_rule(model, pair, row(rows - 1), buffer);
}

/// The line below: how much changed, and where one is.
fn draw_rule(model: &Model, pair: &Pair, rule: Rect, buffer: &mut Buffer) {
    let ink = Ink::new(model);
    let (told, place) = telling::both(model, pair, rule.width.saturating_sub(7));
    let room = rule.width.saturating_sub(2);
    let told = format!(" {told} ");
    let style = ink.style(Role::PaneTitle);
    let end = ink.put_cut(buffer, (rule.x + 1, rule.y, room), &told, style);
    // What is told keeps its own colour: a theme that has none for it would leave it the line's.
    for x in (rule.left()..=rule.left()).chain(end..rule.right()) {
        ink.put(buffer, (x, rule.y), ink.sign("─", "-"), Role::Rule);
    }
    if !place.is_empty() {
        let place = format!(" {place} ");
        let start = rule.right().saturating_sub(columns(&place) as u16 + 1);
        ink.put(buffer, (start, rule.y), &place, Role::PageNumber);
    }
}

/// The column of the newer letter's words, where it stands beside the older.
pub(super) fn column_of_newer(width: u16) -> u16 {
    margin(width) + half(width) + 3
}

/// A letter's sign, title and date.
fn draw_title(model: &Model, (pair, version): (&Pair, Version), area: Rect, buffer: &mut Buffer) {
    let ink = Ink::new(model);
    let document = pair.document(version);
    let (sign, role) = match version {
        Version::Old => ("-", Role::Gone),
        Version::New => ("+", Role::New),
    };
    ink.put(buffer, (area.x + 1, area.y), sign, role);
    let date = document.facts.date.as_deref().unwrap_or_default();
    // Letters that would look the same are told apart.
    let other = pair.document(version.other());
    let room = usize::from(area.width).saturating_sub(columns(date) + 6);
    let unnamed = &model.texts.panes.standard_input;
    let titles = [document, other].map(|one| ink.cut(one.called(unnamed), room));
    let apart = if titles[0] == titles[1] && date == other.facts.date.as_deref().unwrap_or_default()
    {
        telling::what_differs(document, other)
    } else {
        ""
    };
    let told: Vec<&str> = [apart, date]
        .into_iter()
        .filter(|told| !told.is_empty())
        .collect();
    let told = ink.cut(&ink.words(&told.join(" · ")), usize::from(area.width / 2));
    let start = area.right().saturating_sub(columns(&told) as u16 + 1);
    let room = start.saturating_sub(area.x + 5);
    ink.put_cut(
        buffer,
        (area.x + 3, area.y, room),
        document.called(unnamed),
        ink.style(Role::Title),
    );
    ink.put(buffer, (start, area.y), &told, Role::Status);
}

/// Draws what is sought in both letters, and how often it is found, over the row of messages. Returns the caret's cell while it is typed.
pub(super) fn draw_sought(model: &Model, buffer: &mut Buffer) -> Option<(u16, u16)> {
    let (sought, row) = (&model.compare.sought, model.panes.status);
    let ink = Ink::new(model);
    let text = match (&sought.query, &model.status) {
        _ if row.height == 0 => return None,
        _ if sought.typing => sought.line.text(),
        _ if model.pending != Pending::default() => return None,
        (Some(_), Some(said)) => {
            let said = columns(&ink.words(&said.text)) as u16 + 2;
            let behind = Rect {
                x: row.x + said.min(row.width),
                width: row.width.saturating_sub(said),
                ..row
            };
            draw_counts(model, (behind, 1), buffer);
            return None;
        }
        (Some(query), None) => query.text.as_str(),
        (None, _) => return None,
    };
    let start = draw_counts(model, (row, columns(text) + 4), buffer);
    ink.put(buffer, (row.x + 1, row.y), "/", Role::Prompt);
    let room = start.saturating_sub(row.x + 2);
    let place = (row.x + 2, row.y, room);
    if sought.typing {
        return Some(ink.put_typed(buffer, place, (text, sought.line.caret())));
    }
    ink.put_cut(buffer, place, text, ink.style(Role::PromptText));
    None
}

/// Draws at which hit one is and how many there are, at the right of an area whose first columns are taken. Returns the column they begin at.
fn draw_counts(model: &Model, (area, taken): (Rect, usize), buffer: &mut Buffer) -> u16 {
    let ink = Ink::new(model);
    clear(&ink, buffer, area);
    ink.tint(buffer, area, Role::Status);
    let room = usize::from(area.width).saturating_sub(taken);
    let counts = sought_counts(model);
    let told = counts.into_iter().find(|told| columns(told) < room);
    let told = told.unwrap_or_default();
    let start = area.right().saturating_sub(columns(&told) as u16 + 1);
    ink.put(buffer, (start, area.y), &told, Role::Count);
    start
}

/// At which passage with hits one is, and how often what is sought is found in each letter, the fullest words first.
fn sought_counts(model: &Model) -> Vec<String> {
    let Some(counted) = &model.compare.sought.counted else {
        return Vec::new();
    };
    let of = |version| {
        let totals = counted.answer(version).totals;
        totals.hits().to_string()
    };
    let (old, new) = (of(Version::Old), of(Version::New));
    let texts = &model.texts.compare;
    let pair = model.compare.pair.as_deref();
    let text = if pair.is_some_and(telling::is_by_age) {
        &texts.counted
    } else {
        &texts.counted_apart
    };
    let long = fill(text, &[("old", &old), ("new", &new)]);
    let ink = Ink::new(model);
    let short = format!("{old}{}{new}", ink.sign(" → ", " -> "));
    match sought::current(model) {
        (Some(at), all) => {
            let at = format!("{at}/{all}");
            let with = |counts| ink.words(&format!("{at} · {counts}"));
            vec![with(long), with(short), at]
        }
        (None, _) => vec![long, short],
    }
}
