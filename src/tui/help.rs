//! The full-screen lists: all keys as they are now, and what was not understood in the letter.
//!
//! Help is made from the live key map, so that it cannot be wrong. It must not know what the actions do.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::layout::wrap::{Widths, columns, wrap};
use crate::tui::action::{Action, Group};
use crate::tui::effect::Effect;
use crate::tui::ink::Ink;
use crate::tui::key;
use crate::tui::keymap::Context;
use crate::tui::model::{Model, Over};
use crate::tui::screen::clear;
use crate::tui::theme::Role;

/// A row of a list: at the left in one role, behind it in another.
type Entry = (String, Role, String);

/// What an action does while a list is open; `None`: not its business, and the list closes.
pub fn act(model: &mut Model, action: Action, count: Option<u32>) -> Option<Vec<Effect>> {
    let Some(Over::Help(top) | Over::Warnings(top)) = model.over else {
        return None;
    };
    let page = usize::from(model.area.1.saturating_sub(4)).max(1);
    let times = count.unwrap_or(1) as usize;
    let length = match model.over {
        Some(Over::Help(_)) => help_rows(model).len(),
        _ => warning_rows(model).len(),
    };
    let to = match action {
        Action::LineDown => top.saturating_add(times),
        Action::LineUp => top.saturating_sub(times),
        Action::HalfPageDown => top + page / 2,
        Action::HalfPageUp => top.saturating_sub(page / 2),
        Action::PageDown => top + page,
        Action::PageUp => top.saturating_sub(page),
        Action::Top => 0,
        Action::End => length,
        Action::Cancel | Action::Help | Action::Quit | Action::Follow | Action::ShowWarnings => {
            model.over = None;
            return Some(Vec::new());
        }
        _ => {
            model.over = None;
            return None;
        }
    };
    let to = to.min(length.saturating_sub(page));
    model.over = match model.over {
        Some(Over::Help(_)) => Some(Over::Help(to)),
        _ => Some(Over::Warnings(to)),
    };
    Some(Vec::new())
}

/// Every bound action by group, with all its keys and one line of help.
fn help_rows(model: &Model) -> Vec<Entry> {
    let mut rows = Vec::new();
    for &group in Group::ALL {
        let context = group.context();
        let mut entries = Vec::new();
        for &action in Action::ALL.iter().filter(|action| action.group() == group) {
            let keys: Vec<String> = model
                .keymap
                .keys_for(context, action)
                .iter()
                .map(|keys| key::show(keys, model.ascii))
                .collect();
            if !keys.is_empty() {
                entries.push((
                    keys.join(" "),
                    Role::KeyHint,
                    model.texts.action(action.name()).to_owned(),
                ));
            }
        }
        if entries.is_empty() {
            continue;
        }
        if !rows.is_empty() {
            rows.push((String::new(), Role::Text, String::new()));
        }
        rows.push((
            model.texts.group(group.name()).to_owned(),
            Role::Heading,
            String::new(),
        ));
        rows.extend(entries);
    }
    rows.push((String::new(), Role::Text, String::new()));
    rows.push((
        model.texts.help.query_language.clone(),
        Role::Heading,
        String::new(),
    ));
    rows.extend(model.texts.help.query.iter().map(|line| {
        let (form, meaning) = line.split_once("  ").unwrap_or((line, ""));
        (form.to_owned(), Role::KeyHint, meaning.trim().to_owned())
    }));
    rows
}

fn warning_rows(model: &Model) -> Vec<Entry> {
    let warnings = &model.letter.document.warnings;
    if warnings.is_empty() {
        return vec![(
            String::new(),
            Role::Text,
            model.texts.help.no_warnings.clone(),
        )];
    }
    warnings
        .iter()
        .map(|warning| {
            let page = warning
                .page
                .as_ref()
                .map_or(String::new(), |page| format!("p. {page}"));
            (page, Role::PageNumber, warning.message.clone())
        })
        .collect()
}

/// Draws the help. The cursor stands on its first row.
pub fn draw(model: &Model, top: usize, area: Rect, buffer: &mut Buffer) -> (u16, u16) {
    let title = model.texts.help.title.clone();
    draw_list(model, (&title, &help_rows(model), top), area, buffer)
}

/// Draws the list of warnings.
pub fn draw_warnings(model: &Model, top: usize, area: Rect, buffer: &mut Buffer) -> (u16, u16) {
    let title = model.texts.help.warnings_title.clone();
    draw_list(model, (&title, &warning_rows(model), top), area, buffer)
}

/// Draws a list over the whole screen. The cursor stands on its first row.
fn draw_list(
    model: &Model,
    (title, rows, top): (&str, &[Entry], usize),
    area: Rect,
    buffer: &mut Buffer,
) -> (u16, u16) {
    let ink = Ink::new(model);
    clear(&ink, buffer, area);
    ink.tint(
        buffer,
        Rect {
            height: area.height.min(1),
            ..area
        },
        Role::Title,
    );
    ink.put_cut(
        buffer,
        (area.x + 1, area.y, area.width.saturating_sub(2)),
        title,
        ink.style(Role::Title),
    );
    let inside = Rect {
        y: area.y + 2,
        height: area.height.saturating_sub(3),
        ..area
    };
    draw_entries(&ink, inside, buffer, rows, top);
    let close = model.keymap.keys_for(Context::Help, Action::Cancel);
    let close = close
        .first()
        .map(|keys| key::show(keys, model.ascii))
        .unwrap_or_default();
    let foot = format!("{close} {}", model.texts.short(Action::Cancel.name()));
    ink.put_cut(
        buffer,
        (area.x + 1, area.bottom().saturating_sub(1), area.width),
        &foot,
        ink.style(Role::Dim),
    );
    let last = area.bottom().saturating_sub(1);
    (inside.x + 2, inside.y.min(last))
}

/// Draws keys or pages in a column of their own, and what they do or say beside it.
fn draw_entries(ink: &Ink, area: Rect, buffer: &mut Buffer, rows: &[Entry], top: usize) {
    let left = rows
        .iter()
        .map(|(keys, ..)| columns(keys))
        .filter(|&wide| wide <= 26)
        .max()
        .unwrap_or(0) as u16;
    let left = left.min(area.width / 2);
    let most = area.width.saturating_sub(3);
    let x = area.x + 2;
    let mut y = area.y;
    for (keys, role, text) in rows.iter().skip(top) {
        if y >= area.bottom() {
            break;
        }
        let room = if text.is_empty() {
            most
        } else {
            left.max(columns(keys) as u16).min(most)
        };
        let end = ink.put_cut(buffer, (x, y, room), keys, ink.style(*role));
        let start = (x + left + 2).max(end + 2);
        let room = area.right().saturating_sub(start + 1).max(4);
        for bytes in wrap(text, &[], &[], Widths::even(usize::from(room))) {
            if y < area.bottom() {
                let words = text[bytes].trim_end();
                ink.put_cut(buffer, (start, y, room), words, ink.style(Role::Text));
            }
            y += 1;
        }
    }
}
