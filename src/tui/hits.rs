//! The hits pane: every marked place of the search, grouped by section, two rows each.
//!
//! It must not know how hits are found; what it shows of a passage it takes from the answer's own marks.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use crate::document::place::Place;
use crate::document::{Document, Kind};
use crate::index::Mark;
use crate::index::excerpt::Excerpt;
use crate::layout::wrap::{Widths, clusters, columns, wrap};
use crate::tui::action::Action;
use crate::tui::effect::Effect;
use crate::tui::hit_rows::{ROWS, breaks_word, fit, shown_excerpt};
use crate::tui::importing::Import;
use crate::tui::ink::{self, Ink};
use crate::tui::model::{Focus, Model};
use crate::tui::paint::hit_role;
use crate::tui::theme::Role;
use crate::tui::{library, library_hits, search};

/// Columns of a pane that has none to spare for where a hit is.
const NARROW: u16 = 20;

/// What the hits pane remembers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hits {
    /// The first row shown, counted from the list's start.
    pub top: usize,
    /// Whether the current stop is to be brought into view.
    pub follow: bool,
    /// Sections with hits, in order.
    groups: Vec<Group>,
    /// Columns that pages and notes take before a hit's words.
    label: u16,
}

/// A section with hits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Group {
    /// Index of the section.
    section: usize,
    /// Its first stop.
    first: usize,
    /// The row its name stands on, counted from the list's start.
    row: usize,
}

/// What stands on a row of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HitRow {
    /// The heading of a section's hits.
    Section(usize),
    /// A stop, and which of its rows.
    Stop(usize, usize),
}

impl Hits {
    fn row_of(&self, stop: usize) -> usize {
        stop * ROWS + self.groups.partition_point(|group| group.first <= stop)
    }

    /// What stands on a row, counted from the list's start.
    #[must_use]
    pub fn row(&self, row: usize, stops: usize) -> Option<HitRow> {
        let at = self
            .groups
            .partition_point(|group| group.row <= row)
            .checked_sub(1)?;
        let group = &self.groups[at];
        let Some(within) = row.checked_sub(group.row + 1) else {
            return Some(HitRow::Section(group.section));
        };
        let stop = group.first + within / ROWS;
        (stop < stops).then_some(HitRow::Stop(stop, within % ROWS))
    }
}

/// Groups the answer's hits anew and brings the current stop into view. Part of settling.
pub fn settle(model: &mut Model, height: usize) {
    if library::found(model).is_some() {
        return library_hits::settle(model, height);
    }
    let stops = model.search.stops();
    let total = stops * ROWS + model.hits.groups.len();
    if model.hits.follow {
        let current = model.search.current.unwrap_or(0);
        let row = model.hits.row_of(current);
        // The section's name stays in sight above its first hit.
        let first = if matches!(
            model.hits.row(row.saturating_sub(1), stops),
            Some(HitRow::Section(_))
        ) {
            row.saturating_sub(1)
        } else {
            row
        };
        if first < model.hits.top {
            model.hits.top = first;
        } else if row + ROWS > model.hits.top + height {
            model.hits.top = (row + ROWS - height.min(row + ROWS)).min(row);
        }
        model.hits.follow = false;
    }
    model.hits.top = model.hits.top.min(total.saturating_sub(height));
}

/// Forms the groups for a new answer.
pub fn regroup(model: &mut Model) {
    let document = &model.letter.document;
    let mut groups: Vec<Group> = Vec::new();
    if let Some(answer) = &model.search.answer {
        for (at, hit) in answer.hits.iter().enumerate() {
            let section = document.section_of(Place::start(hit.paragraph));
            if groups.last().is_none_or(|last| last.section != section) {
                let first = model.search.stops_before(at);
                let row = first * ROWS + groups.len();
                groups.push(Group {
                    section,
                    first,
                    row,
                });
            }
        }
    }
    let texts = &model.texts.panes;
    let widest = |labels: &mut dyn Iterator<Item = &String>| {
        labels.map(|label| columns(label)).max().unwrap_or(0)
    };
    let page =
        columns(&texts.page_short) + widest(&mut document.pages.iter().map(|page| &page.label));
    let note =
        columns(&texts.note_short) + widest(&mut document.notes.iter().map(|note| &note.label));
    model.hits.label = (page.max(note) as u16).clamp(3, 8);
    model.hits.groups = groups;
    model.hits.follow = true;
}

/// What the pane does for an action while it has the focus; `None`: not its business.
pub fn act(model: &mut Model, action: Action, count: Option<u32>) -> Option<Vec<Effect>> {
    if library::found(model).is_some() {
        return library_hits::act(model, action, count);
    }
    let stops = model.search.stops();
    if stops == 0 {
        return None;
    }
    let times = count.unwrap_or(1) as usize;
    let current = model.search.current.unwrap_or(0);
    let page = (usize::from(model.panes.hits.map_or(2, |area| area.height)) / ROWS).max(1);
    let to = match action {
        Action::LineDown => current.saturating_add(times),
        Action::LineUp => current.saturating_sub(times),
        Action::HalfPageDown | Action::PageDown => {
            current.saturating_add(page.saturating_mul(times))
        }
        Action::HalfPageUp | Action::PageUp => current.saturating_sub(page.saturating_mul(times)),
        Action::Top if count.is_none() => 0,
        Action::End if count.is_none() => stops - 1,
        Action::Follow => {
            search::go(model, current);
            model.focus = Focus::Text;
            return Some(Vec::new());
        }
        _ => return None,
    };
    search::go(model, to.min(stops - 1));
    Some(Vec::new())
}

/// What a click on a row of the pane means.
pub fn click(model: &mut Model, row: usize) -> Vec<Effect> {
    if library::found(model).is_some() {
        return library_hits::click(model, row);
    }
    if let Some(HitRow::Stop(stop, _)) = model.hits.row(model.hits.top + row, model.search.stops())
    {
        search::go(model, stop);
    }
    Vec::new()
}

/// The pane's heading: its name, where one is, and how many rows of it are out of sight.
#[must_use]
pub fn title(model: &Model, area: Rect) -> String {
    if let Some(found) = library::found(model) {
        return library_hits::title(model, found);
    }
    let name = &model.texts.panes.hits;
    let stops = model.search.stops();
    let name = match (model.search.current, stops) {
        (_, 0) if model.search.answer.is_some() => format!("{name} 0"),
        (Some(current), stops) => format!("{name} {}/{stops}", current + 1),
        (None, 0) => name.clone(),
        (None, stops) => format!("{name} {stops}"),
    };
    let rows = stops * ROWS + model.hits.groups.len();
    let top = model.hits.top.min(rows);
    let below = rows.saturating_sub(top + usize::from(area.height));
    name + &Ink::new(model).unseen([top, below])
}

/// Draws the pane. Returns the cell of the current stop.
pub fn draw(model: &Model, area: Rect, buffer: &mut Buffer) -> Option<(u16, u16)> {
    if let Some(found) = library::found(model) {
        return library_hits::draw(model, found, area, buffer);
    }
    if model.search.stops() == 0 {
        let answer = model.search.answer.as_ref();
        let near = answer.map(|answer| answer.suggestions.as_slice());
        draw_nothing(model, near, area, buffer);
        return None;
    }
    draw_stops(model, area, buffer)
}

/// Draws the stops of a letter. Returns the cell of the current one.
fn draw_stops(model: &Model, area: Rect, buffer: &mut Buffer) -> Option<(u16, u16)> {
    let ink = Ink::new(model);
    let stops = model.search.stops();
    let mut cursor = None;
    // Of a passage with many stops the marks are found once.
    let mut marked: Option<(u32, Vec<Mark>)> = None;
    for y in area.top()..area.bottom() {
        let row = model.hits.top + usize::from(y - area.top());
        match model.hits.row(row, stops) {
            None => break,
            Some(HitRow::Section(section)) => {
                let title = model.section_title(section);
                ink.put_cut(
                    buffer,
                    (area.x + 1, y, area.width.saturating_sub(2)),
                    &title,
                    ink.style(Role::Dim),
                );
            }
            Some(HitRow::Stop(stop, part)) => {
                let current = model.search.current == Some(stop);
                if current && part == 0 {
                    cursor = Some((area.x + 1, y));
                }
                let row = Rect {
                    y,
                    height: 1,
                    ..area
                };
                let ground = match (current, model.focus) {
                    (false, _) => Style::default(),
                    (true, Focus::Hits) => ink.style(Role::Selected),
                    (true, _) => ink.style(Role::SelectedUnfocused),
                };
                buffer.set_style(row.intersection(buffer.area), ground);
                let Some((hit, nth)) = model.search.stop(stop) else {
                    break;
                };
                let marked = match marked.take() {
                    Some(same) if same.0 == hit.paragraph => marked.insert(same),
                    _ => {
                        let marks = model.search.marks(&model.letter.document, hit.paragraph);
                        marked.insert((hit.paragraph, marks))
                    }
                };
                let shown = Stop {
                    paragraph: hit.paragraph,
                    marks: &marked.1,
                    nth,
                    part,
                    current,
                };
                draw_stop(model, row, buffer, &shown, ground);
            }
        }
    }
    cursor
}

/// Where a hit stands, in few columns: its page or note.
fn label(model: &Model, document: &Document, place: Place) -> String {
    let texts = &model.texts.panes;
    match document.paragraphs[place.paragraph as usize].kind {
        Kind::Note(note) => format!(
            "{}{}",
            texts.note_short, document.notes[note as usize].label
        ),
        _ => match document.page_label(place) {
            Some(page) => format!("{}{page}", texts.page_short),
            None => format!("¶{}", document.number_of(place)),
        },
    }
}

/// A row of a stop, about to be drawn.
struct Stop<'m> {
    /// Index of the paragraph.
    paragraph: u32,
    /// All its marks.
    marks: &'m [Mark],
    /// Which of them the stop is.
    nth: usize,
    /// Which of the stop's rows.
    part: usize,
    /// Whether it is the stop one is at.
    current: bool,
}

/// Draws one row of a stop over the row's ground.
fn draw_stop(model: &Model, area: Rect, buffer: &mut Buffer, stop: &Stop<'_>, ground: Style) {
    let ink = Ink::new(model);
    let document = &*model.letter.document;
    // The narrowest screens have no columns for more than the words.
    let narrow = area.width < NARROW;
    let at = (
        area.x + 2,
        area.y,
        if narrow { 0 } else { model.hits.label },
    );
    let x = at.0 + at.2 + u16::from(!narrow);
    let room = usize::from(area.right().saturating_sub(x + 1)).max(4);
    let paragraph = &document.paragraphs[stop.paragraph as usize];
    let mark = stop.marks.get(stop.nth);
    // Faint on a row that is reversed would be a faint ground.
    let faint = if ground.add_modifier.contains(Modifier::REVERSED) {
        ground
    } else {
        ink.style(Role::PageNumber).patch(ground)
    };
    if stop.part == 0 {
        if stop.current {
            let place = (area.x + 1, area.y);
            ink.put(buffer, place, ink.pointer(), Role::HitCurrent);
        }
        let place = Place {
            paragraph: stop.paragraph,
            byte: mark.map_or(0, |mark| mark.range.start as u32),
        };
        let label = label(model, document, place);
        ink.put_cut(buffer, at, &ink.words(&label), faint);
    } else {
        if matches!(paragraph.kind, Kind::Heading(_)) {
            ink.put_cut(buffer, at, &ink.words("§"), faint);
        }
        let sign = mark.and_then(|mark| mark.tier.sign(model.ascii));
        if let Some(sign) = sign.filter(|_| !narrow) {
            ink.put_cut(buffer, (x - 2, area.y, 1), sign, faint);
        }
    }
    let words = ink.style(Role::Text).patch(ground);
    // Of a list of a single row, that row holds what was found.
    let length = match model.panes.hits {
        Some(pane) if usize::from(pane.height) < ROWS => room - 1,
        _ => room * ROWS - 3,
    };
    let excerpt = shown_excerpt(&paragraph.text, stop.marks, stop.nth, length, &ink);
    let (excerpt, rows) = fit(excerpt, room, &ink);
    if let Some(bytes) = rows.get(stop.part) {
        draw_excerpt(
            &ink,
            buffer,
            (x, area),
            (&excerpt, bytes),
            (stop.current, words, faint),
        );
    }
}

/// Draws one row of an excerpt from column `x` on, with a faint hyphen in the last column where it ends within a word.
pub(super) fn draw_excerpt(
    ink: &Ink,
    buffer: &mut Buffer,
    (mut x, area): (u16, Rect),
    (excerpt, bytes): (&Excerpt, &Range<usize>),
    (current, words, faint): (bool, Style, Style),
) {
    if breaks_word(&excerpt.text, bytes.end) {
        let place = (area.right().saturating_sub(1), area.y, 1);
        ink.put_cut(buffer, place, "-", faint);
    }
    for (offset, cluster) in clusters(&excerpt.text[bytes.clone()]) {
        let byte = bytes.start + offset;
        let mark = excerpt
            .marks
            .iter()
            .position(|mark| mark.range.contains(&byte));
        let mut style = words;
        if let Some(at) = mark {
            let role = hit_role(
                excerpt.marks[at].tier,
                current && Some(at) == excerpt.around,
            );
            style = style.patch(ink.style(role));
        }
        let wide = columns(cluster) as u16;
        if x + wide > area.right() {
            break;
        }
        ink::put_cluster(buffer, (x, area.y), cluster, style);
        x += wide;
    }
}

/// An empty list says why it is empty, and what could be typed instead.
pub(super) fn draw_nothing(
    model: &Model,
    near: Option<&[String]>,
    area: Rect,
    buffer: &mut Buffer,
) {
    let ink = Ink::new(model);
    let texts = &model.texts.panes;
    let mut rows: Vec<(String, Role)> = Vec::new();
    match near {
        Some(near) => {
            rows.push((texts.no_hits.clone(), Role::Text));
            if model
                .library
                .as_ref()
                .is_some_and(|library| library.import == Import::Runs)
            {
                rows.push((model.texts.library.still_importing.clone(), Role::Dim));
            } else if near.is_empty() {
                rows.push((texts.no_nearest.clone(), Role::Dim));
            } else {
                rows.push((texts.nearest_words.clone(), Role::Dim));
                rows.extend(near.iter().map(|word| (format!("  {word}"), Role::Link)));
            }
        }
        None if model.search.query.is_some() && !model.letter.indexed => {
            rows.push((ink.words(&texts.indexing), Role::Dim));
        }
        None => rows.push((texts.type_to_search.clone(), Role::Dim)),
    }
    let room = usize::from(area.width.saturating_sub(2)).max(1);
    let mut y = area.y;
    for (text, role) in rows {
        for bytes in wrap(&text, &[], &[], Widths::even(room)) {
            if y < area.bottom() {
                ink.put_cut(
                    buffer,
                    (area.x + 1, y, area.width.saturating_sub(1)),
                    text[bytes].trim_end(),
                    ink.style(role),
                );
                y += 1;
            }
        }
    }
}
