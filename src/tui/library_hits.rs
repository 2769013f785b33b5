//! The hits of a library in the hits pane: under the name of their letter, two rows each; and going from one to another.
//!
//! It must not know how hits are found.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::tui::action::Action;
use crate::tui::effect::Effect;
use crate::tui::hit_rows::{ROWS, fit, shown_excerpt};
use crate::tui::hits::{draw_excerpt, draw_nothing};
use crate::tui::importing::Import;
use crate::tui::ink::Ink;
use crate::tui::librarian::Job;
use crate::tui::model::{Focus, Model};
use crate::tui::shown::{Found, ShownHit};
use crate::tui::theme::Role;
use crate::tui::{library, search};

/// How near the end of the hits at hand more are asked for.
const NEAR: usize = 20;

/// What stands on a row of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Row {
    /// The name of the letter of a hit.
    Letter(usize),
    /// A hit, and which of its rows.
    Hit(usize, usize),
}

/// All rows of the list.
fn rows(found: &Found) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut before = None;
    for (at, hit) in found.hits.iter().enumerate() {
        if before != Some(hit.key) {
            rows.push(Row::Letter(at));
            before = Some(hit.key);
        }
        rows.extend((0..ROWS).map(|row| Row::Hit(at, row)));
    }
    rows
}

/// Keeps the chosen hit in sight, with its letter's name. Part of settling.
pub fn settle(model: &mut Model, height: usize) {
    let Some(found) = library::found(model) else {
        return;
    };
    let rows = rows(found);
    let Some(library) = &mut model.library else {
        return;
    };
    let is_first = |row: &Row| matches!(row, Row::Hit(at, 0) if *at == library.chosen);
    let row = rows.iter().position(is_first).unwrap_or(0);
    let named = row
        .checked_sub(1)
        .filter(|&before| matches!(rows[before], Row::Letter(_)));
    let first = named.unwrap_or(row);
    if first < library.top {
        library.top = first;
    } else if row + ROWS > library.top + height {
        library.top = (row + ROWS).saturating_sub(height).min(row);
    }
}

/// Goes to a hit: shows it at once where its letter is open, and asks for its letter otherwise.
pub fn choose(model: &mut Model, hit: usize) -> Vec<Effect> {
    let Some(library) = &mut model.library else {
        return Vec::new();
    };
    let Some(found) = library.found.as_ref() else {
        return Vec::new();
    };
    let Some(shown) = found.hits.get(hit) else {
        return Vec::new();
    };
    let (key, paragraph) = (shown.key, shown.hit.hit.paragraph);
    library.chosen = hit;
    let mut effects = Vec::new();
    if hit + NEAR >= found.hits.len()
        && found.passages().is_some_and(|all| found.hits.len() < all)
        && !library.waiting
    {
        library.waiting = true;
        let more = Job::More(found.query.clone(), library.order, found.hits.len());
        effects.push(Effect::Library(more));
    }
    let at_hand = (model.letter.key == Some(key) && model.search.answer.is_some())
        .then(|| model.search.hit_in(&model.letter.document, paragraph))
        .flatten();
    match at_hand {
        Some(at) => {
            let stop = model.search.stops_before(at);
            search::go(model, stop);
        }
        None => effects.push(Effect::Library(Job::Show(key, Some(paragraph)))),
    }
    effects
}

/// Goes some hits on or back, round the ends.
pub fn step(model: &mut Model, times: usize, forward: bool) -> Vec<Effect> {
    let Some(found) = library::found(model).filter(|found| !found.hits.is_empty()) else {
        return Vec::new();
    };
    let (here, hits) = (
        model.library.as_ref().map_or(0, |library| library.chosen),
        found.hits.len(),
    );
    let all = found.passages().unwrap_or(usize::MAX);
    let to = if forward {
        here + times
    } else {
        hits + here - times.min(hits)
    };
    let wrapped = if forward {
        here + times >= all
    } else {
        times > here
    };
    if wrapped {
        model.say_wrapped(forward);
    }
    // Before more have come in, there is no going on beyond those at hand.
    let to = if forward && to >= hits && hits < all {
        hits - 1
    } else {
        to % hits
    };
    choose(model, to)
}

/// What the pane does for an action while it has the focus; `None`: not its business.
pub fn act(model: &mut Model, action: Action, count: Option<u32>) -> Option<Vec<Effect>> {
    let hits = library::found(model)?.hits.len();
    let chosen = model.library.as_ref()?.chosen;
    let times = count.unwrap_or(1) as usize;
    let page = (usize::from(model.panes.hits.map_or(2, |area| area.height)) / ROWS).max(1);
    let to = match action {
        Action::LineDown => chosen.saturating_add(times),
        Action::LineUp => chosen.saturating_sub(times),
        Action::HalfPageDown | Action::PageDown => chosen.saturating_add(page * times),
        Action::HalfPageUp | Action::PageUp => chosen.saturating_sub(page * times),
        Action::Top if count.is_none() => 0,
        Action::End if count.is_none() => hits.saturating_sub(1),
        Action::Follow => {
            model.focus = Focus::Text;
            return Some(choose(model, chosen));
        }
        _ => return None,
    };
    Some(choose(model, to.min(hits.saturating_sub(1))))
}

/// What a click on a row of the pane means.
pub fn click(model: &mut Model, row: usize) -> Vec<Effect> {
    let Some(found) = library::found(model) else {
        return Vec::new();
    };
    let top = model.library.as_ref().map_or(0, |library| library.top);
    match rows(found).get(top + row) {
        Some(&(Row::Hit(at, _) | Row::Letter(at))) => choose(model, at),
        None => Vec::new(),
    }
}

/// The pane's heading: where one is among the hits.
#[must_use]
pub fn title(model: &Model, found: &Found) -> String {
    let name = &model.texts.library.passages;
    let chosen = model.library.as_ref().map_or(0, |library| library.chosen);
    match found.passages() {
        Some(0) => format!("{name} 0"),
        Some(all) => format!("{name} {}/{all}", chosen + 1),
        None if found.hits.is_empty() => name.clone(),
        None => format!("{name} {}", chosen + 1),
    }
}

/// The counts of what was found, the fullest first.
#[must_use]
pub fn counts(model: &Model, found: &Found) -> Vec<String> {
    if !found.counted {
        return vec![model.texts.library.counting.clone()];
    }
    let texts = &model.texts.status;
    let mut letters = model.texts.library.in_letters.count(found.letters);
    // Who publishes a number must know that there may be more.
    let library = model.library.as_ref();
    if library.is_some_and(|library| library.import != Import::Done) {
        letters = format!("{letters} {}", model.texts.library.so_far);
    }
    let totals = found.totals;
    let hits = model.texts.found(&totals);
    let parts = [
        texts.of_text.count(totals.text),
        texts.of_notes.count(totals.notes),
        texts.of_headings.count(totals.headings),
    ];
    let long = format!("{hits} {letters}");
    vec![format!("{long} · {}", parts.join(" · ")), long, hits]
}

/// Draws the pane. Returns the cell of the chosen hit.
pub fn draw(model: &Model, found: &Found, area: Rect, buffer: &mut Buffer) -> Option<(u16, u16)> {
    if found.is_awaited() {
        let ink = Ink::new(model);
        let counting = ink.words(&model.texts.library.counting);
        let place = (area.x + 1, area.y, area.width.saturating_sub(1));
        ink.put_cut(buffer, place, &counting, ink.style(Role::Dim));
        return None;
    }
    if found.hits.is_empty() {
        draw_nothing(model, Some(&found.suggestions), area, buffer);
        return None;
    }
    let ink = Ink::new(model);
    let library = model.library.as_ref()?;
    let mut cursor = None;
    let rows = rows(found);
    for (row, y) in rows.iter().skip(library.top).zip(area.top()..area.bottom()) {
        let line = Rect {
            y,
            height: 1,
            ..area
        };
        match *row {
            Row::Letter(at) => draw_name(&ink, line, buffer, &found.hits[at]),
            Row::Hit(at, part) => {
                let chosen = at == library.chosen;
                if chosen && part == 0 {
                    cursor = Some((area.x + 1, y));
                }
                let ground = match (chosen, model.focus) {
                    (false, _) => Style::default(),
                    (true, Focus::Hits) => ink.style(Role::Selected),
                    (true, _) => ink.style(Role::SelectedUnfocused),
                };
                buffer.set_style(line.intersection(buffer.area), ground);
                draw_hit(model, line, buffer, (&found.hits[at], part, chosen), ground);
            }
        }
    }
    cursor
}

/// What a letter is called, and its year at the right.
fn draw_name(ink: &Ink, row: Rect, buffer: &mut Buffer, hit: &ShownHit) {
    let day = hit.date.as_deref().map_or(0, crate::library::date::number);
    let year = if day > 0 {
        (day / 10_000).to_string()
    } else {
        String::new()
    };
    let right = row.right().saturating_sub(year.len() as u16 + 1);
    let room = right.saturating_sub(row.x + 2);
    ink.put_cut(
        buffer,
        (row.x + 1, row.y, room),
        &hit.title,
        ink.style(Role::Heading),
    );
    ink.put(buffer, (right, row.y), &year, Role::Dim);
}

/// Draws one row of a hit over the row's ground.
fn draw_hit(
    model: &Model,
    row: Rect,
    buffer: &mut Buffer,
    (hit, part, chosen): (&ShownHit, usize, bool),
    ground: Style,
) {
    const LABEL: u16 = 6;
    let ink = Ink::new(model);
    let x = row.x + 2 + LABEL;
    let room = usize::from(row.right().saturating_sub(x + 1)).max(4);
    let faint = ink.style(Role::PageNumber).patch(ground);
    if part == 0 {
        if chosen {
            ink.put(buffer, (row.x + 1, row.y), ink.pointer(), Role::HitCurrent);
        }
        let label = match &hit.note {
            Some(note) => format!("{}{note}", model.texts.panes.note_short),
            None => hit.locator.replace(". ", "."),
        };
        ink.put_cut(
            buffer,
            (row.x + 2, row.y, LABEL - 1),
            &ink.words(&label),
            faint,
        );
    } else {
        let sign = hit
            .marks
            .first()
            .and_then(|mark| mark.tier.sign(model.ascii));
        let sign = sign.or(hit.heading.then_some("§"));
        if let Some(sign) = sign {
            ink.put_cut(buffer, (x - 2, row.y, 1), &ink.words(sign), faint);
        }
    }
    let words = ink.style(Role::Text).patch(ground);
    let length = room * ROWS - 3;
    let (excerpt, rows) = fit(
        shown_excerpt(&hit.text, &hit.marks, 0, length, &ink),
        room,
        &ink,
    );
    if let Some(bytes) = rows.get(part) {
        draw_excerpt(
            &ink,
            buffer,
            (x, row),
            (&excerpt, bytes),
            (chosen, words, faint),
        );
    }
}
