//! The hits pane: every marked place of the search, grouped by section, two rows each.
//!
//! It must not know how hits are found; what it shows of a passage it takes from the answer's own marks.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_segmentation::UnicodeSegmentation;

use crate::document::place::Place;
use crate::document::{Document, Kind};
use crate::index::excerpt::{Excerpt, excerpt};
use crate::layout::wrap::{Widths, columns, wrap};
use crate::tui::action::Action;
use crate::tui::effect::Effect;
use crate::tui::ink::Ink;
use crate::tui::model::{Focus, Model};
use crate::tui::paint::hit_role;
use crate::tui::search;
use crate::tui::theme::Role;
use crate::words::pattern::Tier;

/// Rows a stop takes.
const ROWS: usize = 2;

/// What the hits pane remembers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hits {
    /// The first row shown, counted from the list's start.
    pub top: usize,
    /// Whether the current stop is to be brought into view.
    pub follow: bool,
    /// Sections with hits, in order: index of the section and its first stop.
    groups: Vec<(usize, usize)>,
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
        stop * ROWS + self.groups.partition_point(|&(_, first)| first <= stop)
    }

    /// What stands on a row, counted from the list's start.
    #[must_use]
    pub fn row(&self, row: usize, stops: usize) -> Option<HitRow> {
        let heading = |group: usize| self.groups[group].1 * ROWS + group;
        let group = (0..self.groups.len())
            .collect::<Vec<_>>()
            .partition_point(|&group| heading(group) <= row)
            .checked_sub(1)?;
        let Some(within) = row.checked_sub(heading(group) + 1) else {
            return Some(HitRow::Section(self.groups[group].0));
        };
        let stop = self.groups[group].1 + within / ROWS;
        (stop < stops).then_some(HitRow::Stop(stop, within % ROWS))
    }
}

/// Groups the answer's hits anew and brings the current stop into view. Part of settling.
pub fn settle(model: &mut Model, height: usize) {
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
            model.hits.top = row + ROWS - height.min(row + ROWS);
        }
        model.hits.follow = false;
    }
    model.hits.top = model.hits.top.min(total.saturating_sub(height));
}

/// Forms the groups for a new answer.
pub fn regroup(model: &mut Model) {
    let document = &model.letter.document;
    let mut groups: Vec<(usize, usize)> = Vec::new();
    if let Some(answer) = &model.search.answer {
        for (at, hit) in answer.hits.iter().enumerate() {
            let section = document.section_of(Place::start(hit.paragraph));
            if groups.last().is_none_or(|&(last, _)| last != section) {
                groups.push((section, model.search.stops_before(at)));
            }
        }
    }
    model.hits.groups = groups;
    model.hits.follow = true;
}

/// What the pane does for an action while it has the focus; `None`: not its business.
pub fn act(model: &mut Model, action: Action, count: Option<u32>) -> Option<Vec<Effect>> {
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
        Action::Top => 0,
        Action::End => stops - 1,
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
pub fn click(model: &mut Model, row: usize) {
    if let Some(HitRow::Stop(stop, _)) = model.hits.row(model.hits.top + row, model.search.stops())
    {
        search::go(model, stop);
    }
}

/// The pane's heading: its name and where one is.
#[must_use]
pub fn title(model: &Model) -> String {
    let name = &model.texts.panes.hits;
    match (model.search.current, model.search.stops()) {
        (_, 0) if model.search.answer.is_some() => format!("{name} 0"),
        (Some(current), stops) => format!("{name} {}/{stops}", current + 1),
        (None, 0) => name.clone(),
        (None, stops) => format!("{name} {stops}"),
    }
}

/// Draws the pane. Returns the cell of the current stop.
pub fn draw(model: &Model, area: Rect, buffer: &mut Buffer) -> Option<(u16, u16)> {
    let ink = Ink::new(model);
    let stops = model.search.stops();
    if stops == 0 {
        draw_nothing(model, area, buffer);
        return None;
    }
    let mut cursor = None;
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
                draw_stop(
                    model,
                    Rect {
                        y,
                        height: 1,
                        ..area
                    },
                    buffer,
                    (stop, part),
                );
                if current {
                    let role = if model.focus == Focus::Hits {
                        Role::Selected
                    } else {
                        Role::SelectedUnfocused
                    };
                    ink.tint(
                        buffer,
                        Rect {
                            y,
                            height: 1,
                            ..area
                        },
                        role,
                    );
                }
            }
        }
    }
    cursor
}

/// Where a hit stands, in few columns: its page, note or heading.
fn label(model: &Model, document: &Document, paragraph: u32) -> String {
    match document.paragraphs[paragraph as usize].kind {
        Kind::Note(note) => format!(
            "{} {}",
            model.texts.panes.note_short, document.notes[note as usize].label
        ),
        kind => {
            let place = Place::start(paragraph);
            let page = match document.page_label(place) {
                Some(page) => format!("{}{page}", model.texts.panes.page_short),
                None => format!("¶{}", document.number_in_section(paragraph)),
            };
            if matches!(kind, Kind::Heading(_)) {
                format!("{page} §")
            } else {
                page
            }
        }
    }
}

/// Columns before a hit's words: its page.
const LABEL: u16 = 6;

fn draw_stop(model: &Model, area: Rect, buffer: &mut Buffer, (stop, part): (usize, usize)) {
    let ink = Ink::new(model);
    let document = &*model.letter.document;
    let Some((hit, nth)) = model.search.stop(stop) else {
        return;
    };
    let current = model.search.current == Some(stop);
    let x = area.x + 2 + LABEL;
    let room = usize::from(area.right().saturating_sub(x + 1)).max(4);
    let text = &document.paragraphs[hit.paragraph as usize].text;
    let marks = model.search.marks(document, hit.paragraph);
    if part == 0 {
        if current {
            let place = (area.x + 1, area.y);
            ink.put(buffer, place, ink.pointer(), Role::HitCurrent);
        }
        let place = label(model, document, hit.paragraph);
        let style = ink.style(Role::PageNumber);
        ink.put_cut(buffer, (area.x + 2, area.y, LABEL - 1), &place, style);
    } else if let Some(sign) = marks
        .get(nth)
        .and_then(|mark| tier_sign(mark.tier, model.ascii))
    {
        ink.put(buffer, (x - 2, area.y), sign, Role::PageNumber);
    }
    let excerpt = excerpt(text, &marks, nth, room * ROWS - 2);
    let rows = wrap(&excerpt.text, &[], &[], Widths::even(room));
    if let Some(bytes) = rows.get(part) {
        draw_excerpt(&ink, buffer, (x, area), (&excerpt, bytes), current);
    }
}

/// Draws one row of an excerpt from column `x` on.
fn draw_excerpt(
    ink: &Ink,
    buffer: &mut Buffer,
    (mut x, area): (u16, Rect),
    (excerpt, bytes): (&Excerpt, &Range<usize>),
    current: bool,
) {
    for (offset, cluster) in excerpt.text[bytes.clone()].grapheme_indices(true) {
        let byte = bytes.start + offset;
        let mark = excerpt
            .marks
            .iter()
            .position(|mark| mark.range.contains(&byte));
        let mut style = ink.style(Role::Text);
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
        buffer.set_string(x, area.y, cluster, style);
        x += wide;
    }
}

/// The sign of a match that is not literal.
#[must_use]
pub fn tier_sign(tier: Tier, ascii: bool) -> Option<&'static str> {
    match tier {
        Tier::Exact | Tier::Folded | Tier::Prefix => None,
        Tier::Form => Some("~"),
        Tier::Part => Some("+"),
        Tier::Typo => Some(if ascii { "?" } else { "≈" }),
    }
}

/// An empty list says why it is empty, and what could be typed instead.
fn draw_nothing(model: &Model, area: Rect, buffer: &mut Buffer) {
    let ink = Ink::new(model);
    let texts = &model.texts.panes;
    let mut rows: Vec<(String, Role)> = Vec::new();
    match &model.search.answer {
        Some(answer) => {
            rows.push((texts.no_hits.clone(), Role::Text));
            if !answer.suggestions.is_empty() {
                rows.push((texts.nearest_words.clone(), Role::Dim));
                rows.extend(
                    answer
                        .suggestions
                        .iter()
                        .map(|word| (format!("  {word}"), Role::Link)),
                );
            }
        }
        None if model.search.query.is_some() && !model.letter.indexed => {
            rows.push((texts.indexing.clone(), Role::Dim));
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
