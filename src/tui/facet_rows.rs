//! The rows of the list that shows how hits spread: groups, and in each a bar a name with its numbers; two, where two queries are compared.
//!
//! It must not know what keys do, nor where the list stands.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::catalogue::fill;
use crate::index::filters;
use crate::layout::wrap::columns;
use crate::library::facets::{Bar, Facets as Counted};
use crate::tui::choice::{self, Choice};
use crate::tui::facets::{self, Facets};
use crate::tui::ink::Ink;
use crate::tui::library;
use crate::tui::model::Model;
use crate::tui::shown::Spread;
use crate::tui::theme::Role;

/// Columns of a name: as many as the longest ministers have, where there is room.
const NAME: u16 = 50;

/// Columns that a bar has at least; where there are fewer, it is not told in how many letters.
const BAR: u16 = 10;

/// Eighths of a cell, for bars that end within one.
const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/// A row of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    /// The name of a group; whether its bars are months.
    Group(Group, bool),
    /// A bar, of a group whose longest has so many hits.
    Bar(Group, Bar, usize),
    /// What the second query has under the same name.
    Second(Bar, usize),
    /// What each query has in letters that are in no bar of the group.
    Rest(Group, Vec<usize>),
    /// Nothing.
    Blank,
}

/// What bars are grouped by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// Years or months.
    Times,
    /// Kinds of papers.
    Kinds,
    /// Senders.
    Senders,
    /// Dossiers.
    Dossiers,
}

impl Group {
    /// The groups in the order of the list.
    const ALL: [Self; 4] = [Self::Times, Self::Kinds, Self::Senders, Self::Dossiers];

    /// The name of the filter that one of its bars can be.
    #[must_use]
    pub fn filter(self) -> &'static str {
        match self {
            Self::Times => "date",
            Self::Kinds => "kind",
            Self::Senders => "from",
            Self::Dossiers => "dossier",
        }
    }

    fn bars(self, counted: &Counted) -> &[Bar] {
        match self {
            Self::Times => &counted.times,
            Self::Kinds => &counted.kinds,
            Self::Senders => &counted.senders,
            Self::Dossiers => &counted.dossiers,
        }
    }
}

/// The rows that tell how one query spreads, or two, which have the same names.
#[must_use]
pub fn rows(told: &[Spread]) -> Vec<Row> {
    let mut rows = Vec::new();
    let Some(first) = told.first() else {
        return rows;
    };
    for group in Group::ALL {
        let bars = group.bars(&first.facets);
        let seconds = told
            .get(1)
            .map_or(&[][..], |second| group.bars(&second.facets));
        if bars.is_empty() {
            continue;
        }
        if !rows.is_empty() {
            rows.push(Row::Blank);
        }
        let by_month = group == Group::Times && first.facets.by_month();
        rows.push(Row::Group(group, by_month));
        let longest = bars.iter().chain(seconds).map(|bar| bar.hits).max();
        let longest = longest.unwrap_or(0);
        for (at, bar) in bars.iter().enumerate() {
            rows.push(Row::Bar(group, bar.clone(), longest));
            let second = seconds.get(at).cloned();
            rows.extend(second.map(|bar| Row::Second(bar, longest)));
        }
        let rest = told.iter().map(|spread| {
            let bars = group.bars(&spread.facets).iter();
            let hits: usize = bars.map(|bar| bar.hits).sum();
            spread.totals.hits().saturating_sub(hits)
        });
        let rest: Vec<usize> = rest.collect();
        if rest.iter().any(|&hits| hits > 0) {
            rows.push(Row::Rest(group, rest));
        }
    }
    rows
}

/// What is said where there are no bars to show; `None`: there are.
#[must_use]
pub fn said<'t>(model: &'t Model, list: &Facets) -> Option<&'t str> {
    let texts = &model.texts.library;
    if !library::is_wide(model) || model.search.query.is_none() {
        return Some(&texts.nothing_to_count);
    }
    match (list.rows.is_empty(), facets::is_current(model, list)) {
        (true, true) => Some(&texts.nothing_to_count),
        (true, false) => Some(&texts.counting),
        (false, _) => None,
    }
}

/// The columns of a row, counted from its start.
struct Columns {
    name: u16,
    /// Where the number of hits ends.
    hits: u16,
    /// Where the number of letters ends; it is not told where there is no room.
    letters: Option<u16>,
    /// Where the bar begins, and its room.
    bar: (u16, u16),
}

impl Columns {
    fn of(model: &Model, list: &Facets, width: u16) -> Self {
        let texts = &model.texts.library;
        let longest = list.rows.iter().map(|row| match row {
            Row::Bar(_, _, longest) => *longest,
            _ => 0,
        });
        let most = longest.max().unwrap_or(0).to_string().len();
        let room = |word: &str| most.max(columns(word)) as u16;
        let words = width >= 30;
        let wide = if words {
            room(hits(model, list))
        } else {
            most as u16
        };
        // The smallest screens have no column to spare.
        let gap = u16::from(width >= 16);
        let name = NAME
            .min(width * 2 / 5)
            .max(8)
            .min(width.saturating_sub(wide + 2 + gap));
        let hits = 2 + name + gap + wide;
        let with_letters = hits + 2 + room(&texts.column_letters);
        let fits = words && with_letters + 2 + BAR < width;
        let end = if fits { with_letters } else { hits };
        Self {
            name,
            hits,
            letters: fits.then_some(with_letters),
            bar: (end + 2, width.saturating_sub(end + 3)),
        }
    }
}

/// What is counted: hits, or passages where only filters chose.
fn hits<'t>(model: &'t Model, list: &Facets) -> &'t str {
    let texts = &model.texts.library;
    let first = list.told.first().map(|spread| spread.totals);
    match first {
        Some(totals) if totals.only_filtered() => &texts.column_passages,
        _ => &texts.column_hits,
    }
}

/// Draws the rows in sight. Returns the chosen one's cell.
pub(super) fn draw(
    model: &Model,
    list: &Facets,
    area: Rect,
    buffer: &mut Buffer,
) -> Option<(u16, u16)> {
    let ink = Ink::new(model);
    let places = Columns::of(model, list, area.width);
    let current = facets::is_current(model, list);
    let style = |role: Role| ink.style(if current { role } else { Role::Dim });
    let mut cursor = None;
    let rows = list.rows.iter().enumerate().skip(list.choice.top);
    for ((at, row), line) in rows.zip(choice::lines(area)) {
        match row {
            Row::Blank => {}
            Row::Group(group, by_month) => {
                draw_head(model, (list, &places, line), (*group, *by_month), buffer);
            }
            Row::Bar(group, bar, longest) => {
                draw_name(model, (&places, line), (*group, bar), &style, buffer);
                draw_bar(&ink, (&places, line), (bar, *longest, 0), &style, buffer);
            }
            Row::Second(bar, longest) => {
                draw_bar(&ink, (&places, line), (bar, *longest, 1), &style, buffer);
            }
            Row::Rest(group, hits) => {
                let room = (line.x + 2, line.y, line.width.saturating_sub(3));
                ink.put_cut(
                    buffer,
                    room,
                    &rest(model, *group, hits),
                    ink.style(Role::Dim),
                );
            }
        }
        let second = matches!(row, Row::Second(..)) && at == list.choice.at + 1;
        if current && (at == list.choice.at || second) {
            let cell = draw_choice(model, &places, line, second, buffer);
            cursor = cursor.or(Some(cell));
        }
    }
    cursor
}

/// Marks a row of the bar that is chosen, but for the bar itself: its colour says which query it is of. Returns the cursor's cell.
fn draw_choice(
    model: &Model,
    places: &Columns,
    line: Rect,
    second: bool,
    buffer: &mut Buffer,
) -> (u16, u16) {
    let ink = Ink::new(model);
    let width = line.width.min(places.bar.0.saturating_sub(1));
    let named = Rect { width, ..line };
    if facets::has_keys(model) && !second {
        return Choice::mark(&ink, named, buffer);
    }
    let role = if facets::has_keys(model) {
        Role::Selected
    } else {
        Role::SelectedUnfocused
    };
    ink.tint(buffer, named, role);
    (line.x, line.y)
}

/// What is said of hits in letters that are in no bar.
fn rest(model: &Model, group: Group, hits: &[usize]) -> String {
    let texts = &model.texts.library;
    let text = match group {
        Group::Times => &texts.in_no_time,
        Group::Kinds | Group::Senders | Group::Dossiers => &texts.in_no_bar,
    };
    let hits: Vec<String> = hits.iter().map(usize::to_string).collect();
    Ink::new(model).words(&fill(text, &[("n", &hits.join(" · "))]))
}

fn group_name(model: &Model, group: Group, by_month: bool) -> &str {
    let texts = &model.texts.library;
    match group {
        Group::Times if by_month => &texts.by_month,
        Group::Times => &texts.by_year,
        Group::Kinds => &texts.by_kind,
        Group::Senders => &texts.by_sender,
        Group::Dossiers => &texts.by_dossier,
    }
}

/// The name of the group that the first row in sight belongs to, where its head is out of sight.
#[must_use]
pub fn group_above<'t>(model: &'t Model, list: &Facets) -> Option<&'t str> {
    let (first, before) = list.rows.get(..=list.choice.top)?.split_last()?;
    if matches!(first, Row::Group(..) | Row::Blank) {
        return None;
    }
    before.iter().rev().find_map(|row| match row {
        Row::Group(group, by_month) => Some(group_name(model, *group, *by_month)),
        _ => None,
    })
}

/// Draws the head of a group: what its bars are, in which order, and what the numbers are.
fn draw_head(
    model: &Model,
    (list, places, line): (&Facets, &Columns, Rect),
    (group, by_month): (Group, bool),
    buffer: &mut Buffer,
) {
    let ink = Ink::new(model);
    let texts = &model.texts.library;
    let (name, ordered) = (group_name(model, group, by_month), group != Group::Times);
    let at = |x: u16, width: u16| (line.x + x, line.y, width.min(line.width.saturating_sub(x)));
    let end = ink.put_cut(
        buffer,
        at(1, places.name + 1),
        name,
        ink.style(Role::Heading),
    );
    let dim = ink.style(Role::Dim);
    let order = format!(" · {}", texts.most_first);
    let used = end - line.x;
    if ordered && usize::from(used) + columns(&order) < usize::from(places.name + 2) {
        ink.put_cut(buffer, at(used, line.width), &ink.words(&order), dim);
    }
    let right = |end: u16, word: &str| {
        (
            end.saturating_sub(columns(word) as u16),
            columns(word) as u16,
        )
    };
    let counted = hits(model, list);
    if line.width >= 30 {
        let (x, width) = right(places.hits, counted);
        ink.put_cut(buffer, at(x, width), counted, dim);
    }
    if let Some(end) = places.letters {
        let (x, width) = right(end, &texts.column_letters);
        ink.put_cut(buffer, at(x, width), &texts.column_letters, dim);
    }
}

/// Draws a bar's name, with a sign where it is a filter now.
fn draw_name(
    model: &Model,
    (places, line): (&Columns, Rect),
    (group, bar): (Group, &Bar),
    style: &dyn Fn(Role) -> Style,
    buffer: &mut Buffer,
) {
    let ink = Ink::new(model);
    let query = model.search.query.as_ref();
    let filters = query.is_some_and(|query| filters::has(&query.text, group.filter(), &bar.name));
    if filters {
        ink.put(
            buffer,
            (line.x + 1, line.y),
            ink.sign("✓", "*"),
            Role::Changed,
        );
    }
    let role = if filters { Role::Heading } else { Role::Text };
    let place = (line.x + 2, line.y, places.name);
    ink.put_cut(buffer, place, &bar.name, style(role));
}

/// The sign and the colour of the bars of the first query, or of the second.
fn look(ink: &Ink, nth: usize) -> (&'static str, Role) {
    if nth == 0 {
        (ink.sign("█", "#"), Role::Count)
    } else {
        (ink.sign("▒", "="), Role::Against)
    }
}

/// Draws the numbers of a bar, and how long it is; of the first query or of the second.
fn draw_bar(
    ink: &Ink,
    (places, line): (&Columns, Rect),
    (bar, longest, nth): (&Bar, usize, usize),
    style: &dyn Fn(Role) -> Style,
    buffer: &mut Buffer,
) {
    let (sign, role) = look(ink, nth);
    let mut number = |end: u16, number: usize, role: Role| {
        let text = number.to_string();
        let x = line.x + end.saturating_sub(text.len() as u16);
        let room = line.right().saturating_sub(x);
        ink.put_cut(buffer, (x, line.y, room), &text, style(role));
    };
    let told = if bar.hits > 0 { Role::Text } else { Role::Dim };
    number(places.hits, bar.hits, told);
    if let Some(end) = places.letters {
        number(end, bar.letters, Role::Dim);
    }
    let (x, room) = places.bar;
    let eighths = bar.hits * usize::from(room) * 8 / longest.max(1);
    let mut drawn = sign.repeat(eighths / 8);
    if nth == 0 && !ink.ascii {
        drawn.push_str(EIGHTHS[eighths % 8]);
    }
    // What there is, is seen.
    if bar.hits > 0 && drawn.is_empty() {
        drawn.push_str(if nth == 0 { ink.sign("▏", "#") } else { sign });
    }
    ink.put_cut(buffer, (line.x + x, line.y, room), &drawn, style(role));
}

/// Draws what is compared: for each query the sign of its bars, and how much it found.
pub(super) fn draw_legend(model: &Model, list: &Facets, area: Rect, buffer: &mut Buffer) {
    let ink = Ink::new(model);
    let current = facets::is_current(model, list);
    let texts = [model.search.query.as_ref(), list.against.as_ref()];
    for (nth, (query, line)) in texts
        .into_iter()
        .zip(choice::lines(area))
        .take(2)
        .enumerate()
    {
        let (sign, role) = look(&ink, nth);
        let Some(query) = query else {
            continue;
        };
        ink.put(buffer, (line.x + 2, line.y), &sign.repeat(2), role);
        let told = list
            .told
            .get(nth)
            .filter(|spread| current && spread.query == *query);
        let counts = told.map_or_else(
            || model.texts.library.counting.clone(),
            |spread| counts(model, spread),
        );
        let counts = ink.words(&counts);
        let x = line.x + 5;
        let most = line.right().saturating_sub(x + 1);
        let room = most
            .saturating_sub(columns(&counts) as u16 + 2)
            .max(most / 3);
        let x = ink.put_cut(
            buffer,
            (x, line.y, room),
            &query.text,
            ink.style(Role::Text),
        ) + 2;
        let room = line.right().saturating_sub(x + 1);
        ink.put_cut(buffer, (x, line.y, room), &counts, ink.style(Role::Dim));
    }
}

/// How much a query found, in words.
fn counts(model: &Model, spread: &Spread) -> String {
    let texts = &model.texts;
    let hits = texts.found(&spread.totals);
    let letters = texts.library.in_letters.count(spread.letters);
    match spread.remarks.first() {
        None => format!("{hits} {letters}"),
        Some(remark) => format!("{hits} {letters} · {}", texts.remark(remark)),
    }
}
