//! How the hits of a library spread over time, senders, dossiers and kinds: bars, of which each can become a filter.
//!
//! It must not know how they are counted.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::index::query::Query;
use crate::layout::wrap::columns;
use crate::library::facets::{Bar, Facets as Counted};
use crate::tui::action::Action;
use crate::tui::choice::{self, Choice};
use crate::tui::effect::Effect;
use crate::tui::ink::Ink;
use crate::tui::librarian::Job;
use crate::tui::library;
use crate::tui::model::{Model, Over};
use crate::tui::theme::Role;

/// Columns of a name, of which most are longer than a year and shorter than a minister.
const NAME: u16 = 34;

/// Eighths of a cell, for bars that end within one.
const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/// What the list remembers.
#[derive(Debug, Clone)]
pub struct Facets {
    /// What was asked.
    query: Query,
    rows: Vec<Row>,
    /// The bar chosen, by its row.
    choice: Choice,
}

/// A row of the list.
#[derive(Debug, Clone)]
enum Row {
    /// The name of a group.
    Group(Group),
    /// A bar, of a group whose longest has so many hits.
    Bar(Group, Bar, usize),
    /// Nothing.
    Blank,
}

/// What bars are grouped by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Group {
    Times,
    Senders,
    Dossiers,
    Kinds,
}

impl Facets {
    /// The list of what was counted for a query.
    #[must_use]
    pub fn new(query: Query, counted: Counted) -> Self {
        let groups = [
            (Group::Times, counted.times),
            (Group::Kinds, counted.kinds),
            (Group::Senders, counted.senders),
            (Group::Dossiers, counted.dossiers),
        ];
        let mut rows = Vec::new();
        for (group, bars) in groups.into_iter().filter(|(_, bars)| !bars.is_empty()) {
            if !rows.is_empty() {
                rows.push(Row::Blank);
            }
            rows.push(Row::Group(group));
            let longest = bars.iter().map(|bar| bar.hits).max().unwrap_or(0);
            rows.extend(bars.into_iter().map(|bar| Row::Bar(group, bar, longest)));
        }
        let chosen = rows.iter().position(|row| matches!(row, Row::Bar(..)));
        Self {
            query,
            choice: Choice {
                at: chosen.unwrap_or(0),
                top: 0,
            },
            rows,
        }
    }

    /// The bars, by their rows.
    fn bars(&self) -> Vec<usize> {
        let rows = self.rows.iter().enumerate();
        let bars = rows.filter(|(_, row)| matches!(row, Row::Bar(..)));
        bars.map(|(at, _)| at).collect()
    }
}

/// Asks for the facets of the query that stands.
pub fn ask(model: &mut Model) -> Vec<Effect> {
    match library::found(model) {
        Some(found) if found.passages() > Some(0) => {
            vec![Effect::Library(Job::Facets(found.query.clone()))]
        }
        _ => {
            model.warn(model.texts.library.nothing_to_count.clone());
            Vec::new()
        }
    }
}

/// What the list does for an action while it lies over the panes; `None`: not its business.
pub fn act(model: &mut Model, action: Action, count: Option<u32>) -> Option<Vec<Effect>> {
    let rows = choice::rows(model);
    let Some(Over::Facets(list)) = &mut model.over else {
        return None;
    };
    // One goes from bar to bar, whatever rows lie between.
    let bars = list.bars();
    let here = bars.partition_point(|&row| row < list.choice.at);
    if let Some(to) = choice::moved(action, (here, count, rows)) {
        let to = to.min(bars.len().saturating_sub(1));
        list.choice
            .go(bars.get(to).copied().unwrap_or(0), (list.rows.len(), rows));
        // The name of the first bar's group stays in sight with it.
        if to == 0 {
            list.choice.top = 0;
        }
        return Some(Vec::new());
    }
    match action {
        Action::Follow => Some(choose(model)),
        Action::Cancel | Action::Facets => {
            model.over = None;
            Some(Vec::new())
        }
        _ => None,
    }
}

/// Narrows the query to the chosen bar.
fn choose(model: &mut Model) -> Vec<Effect> {
    let Some(Over::Facets(list)) = &model.over else {
        return Vec::new();
    };
    let Some(Row::Bar(group, bar, _)) = list.rows.get(list.choice.at) else {
        return Vec::new();
    };
    let name = match group {
        Group::Times => "date",
        Group::Senders => "from",
        Group::Dossiers => "dossier",
        Group::Kinds => "kind",
    };
    let value = if bar.name.contains(' ') {
        format!("\"{}\"", bar.name)
    } else {
        bar.name.clone()
    };
    let text = format!("{} {name}:{value}", list.query.text.trim_end());
    model.over = None;
    library::search_for(model, text)
}

/// Draws the list over everything but the rows of messages and keys. Returns the cursor's cell.
pub fn draw(model: &Model, list: &Facets, area: Rect, buffer: &mut Buffer) -> Option<(u16, u16)> {
    let ink = Ink::new(model);
    let (title, area) = choice::draw_ground(model, area, buffer);
    if let Some(title) = title {
        choice::draw_title(&ink, title, buffer, &format!("/{}", list.query.text));
    }
    let mut cursor = None;
    let rows = list.rows.iter().enumerate().skip(list.choice.top);
    for ((at, row), line) in rows.zip(choice::lines(area)) {
        match row {
            Row::Blank => {}
            Row::Group(group) => {
                let texts = &model.texts.library;
                let name = match group {
                    Group::Times => &texts.by_time,
                    Group::Senders => &texts.by_sender,
                    Group::Dossiers => &texts.by_dossier,
                    Group::Kinds => &texts.by_kind,
                };
                let place = (line.x + 1, line.y, line.width.saturating_sub(2));
                ink.put_cut(buffer, place, name, ink.style(Role::Heading));
            }
            Row::Bar(_, bar, longest) => {
                draw_bar(model, line, buffer, (bar, *longest));
                if at == list.choice.at {
                    cursor = Some(Choice::mark(&ink, line, buffer));
                }
            }
        }
    }
    cursor
}

/// A bar on a row: its name, how many hits in how many letters, and how long it is.
fn draw_bar(model: &Model, row: Rect, buffer: &mut Buffer, (bar, longest): (&Bar, usize)) {
    let ink = Ink::new(model);
    let name = NAME.min(row.width / 3).max(9);
    ink.put_cut(
        buffer,
        (row.x + 2, row.y, name - 1),
        &bar.name,
        ink.style(Role::Text),
    );
    let hits = model.texts.status.hits.count(bar.hits);
    let letters = model.texts.library.in_letters.count(bar.letters);
    let told = format!("{hits} {letters}");
    // Bars begin at one column, and leave room for the longest text behind them.
    let x = row.x + 2 + name;
    let behind = 26.min(row.right().saturating_sub(x));
    let room = row.right().saturating_sub(x + behind + 1);
    let eighths = bar.hits * usize::from(room) * 8 / longest.max(1);
    let full = eighths / 8;
    let mut drawn = ink.sign("█", "#").repeat(full);
    if !ink.ascii {
        drawn.push_str(EIGHTHS[eighths % 8]);
    }
    if bar.hits > 0 && drawn.is_empty() {
        drawn.push_str(ink.sign("▏", "|"));
    }
    ink.put_cut(buffer, (x, row.y, room), &drawn, ink.style(Role::Count));
    let x = x + columns(&drawn) as u16 + u16::from(room > 0);
    let left = row.right().saturating_sub(x);
    ink.put_cut(buffer, (x, row.y, left), &told, ink.style(Role::Dim));
}
