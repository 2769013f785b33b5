//! How the hits of a library spread over time, senders, dossiers and kinds: bars, of which each can become a filter. On a wide screen they stand
//! beside the hits and follow every key; elsewhere they lie over the panes.
//!
//! It must not know how they are counted, nor how a bar is drawn (see [`facet_rows`]).

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::index::query::Query;
use crate::tui::action::Action;
use crate::tui::against::{self, Typed};
use crate::tui::choice::{self, Choice};
use crate::tui::effect::Effect;
use crate::tui::facet_rows::{self, Group, Row};
use crate::tui::ink::Ink;
use crate::tui::librarian::Job;
use crate::tui::model::{Focus, Model, Over};
use crate::tui::screen::{Shape, clear};
use crate::tui::shown::Spread;
use crate::tui::theme::Role;
use crate::tui::{library, narrowing, printed, prompt};

/// Columns that the list wants before it takes the place of the text beside the hits: names, two numbers and bars.
const INSTEAD: u16 = 66;

/// Columns that are enough where it takes nothing away but the notes.
const BESIDE: u16 = 50;

/// Rows from which on two of them may tell what is compared.
const LEGEND: u16 = 8;

/// What the list remembers.
#[derive(Debug, Clone, Default)]
pub struct Facets {
    /// The second query, where two are compared.
    pub(super) against: Option<Query>,
    /// The line on which it is typed, while it is.
    pub(super) typed: Option<Typed>,
    /// What was asked for last: one query, or two.
    asked: Option<(Query, Option<Query>)>,
    /// Whether that has been answered.
    answered: bool,
    /// What the rows tell, of one query or of two; nothing before the first answer.
    pub(super) told: Vec<Spread>,
    /// The rows, from the top of the list to its end.
    pub(super) rows: Vec<Row>,
    /// The bar chosen, by its row.
    pub(super) choice: Choice,
    /// Whether another pane has the keys, which only a list beside the hits leaves to it.
    away: bool,
}

impl Facets {
    /// The hits were found anew: what was counted before is out of date.
    pub fn outdate(&mut self) {
        (self.asked, self.answered) = (None, false);
    }

    /// Takes what was counted, if it is what was asked for last. The bar chosen stays chosen where it is still there.
    fn take(&mut self, told: Vec<Spread>, height: usize) {
        let mut queries = told.iter().map(|spread| &spread.query);
        let same = self.asked.as_ref().is_some_and(|(query, against)| {
            queries.next() == Some(query) && queries.next() == against.as_ref()
        });
        if !same {
            return;
        }
        let before = match self.rows.get(self.choice.at) {
            Some(Row::Bar(group, bar, _)) => Some((*group, bar.name.clone())),
            _ => None,
        };
        (self.told, self.answered) = (told, true);
        self.rows = facet_rows::rows(&self.told);
        let of = |wanted: &dyn Fn(Group, &str) -> bool| {
            let mut rows = self.rows.iter();
            rows.position(|row| matches!(row, Row::Bar(group, bar, _) if wanted(*group, &bar.name)))
        };
        let to = before.and_then(|(group, name)| {
            let same = of(&|other, bar| other == group && bar == name);
            same.or_else(|| of(&|other, _| other == group))
        });
        self.choice = Choice::default();
        self.go(to.or_else(|| of(&|_, _| true)).unwrap_or(0), height);
    }

    /// Chooses a bar by its row, and keeps all of it in sight.
    fn go(&mut self, row: usize, height: usize) {
        self.choice.go(row, (self.rows.len(), height));
        let last = match self.rows.get(row + 1) {
            Some(Row::Second(..)) if height > 1 => row + 1,
            _ => row,
        };
        self.choice.top = self.choice.top.max((last + 1).saturating_sub(height));
        // Nor does a second bar come without its name above it.
        let below = self.rows.get(self.choice.top);
        if self.choice.top < row && matches!(below, Some(Row::Second(..))) {
            self.choice.top += 1;
        }
        // The name of the first group stays in sight with its first bar.
        if row < 2 && height > 1 {
            self.choice.top = 0;
        }
    }

    /// Goes from bar to bar, whatever rows lie between, or to the first of another group; `false`: the action goes nowhere.
    fn step(&mut self, action: Action, (count, height): (Option<u32>, usize)) -> bool {
        let bars = self.bars();
        let here = self.choice.at;
        let at = bars.partition_point(|&row| row < here);
        let starts_group =
            |row: &&usize| matches!(self.rows.get(row.wrapping_sub(1)), Some(Row::Group(..)));
        let mut starts = bars.iter().filter(starts_group).copied();
        let to = match action {
            Action::NextSection => starts.find(|&row| row > here),
            Action::PreviousSection => starts.rfind(|&row| row < here),
            _ => match choice::moved(action, (at, count, height)) {
                Some(to) => bars.get(to.min(bars.len().saturating_sub(1))).copied(),
                None => return false,
            },
        };
        if let Some(to) = to {
            self.go(to, height);
        }
        true
    }

    /// Its rows with a bar, ascending.
    fn bars(&self) -> Vec<usize> {
        let rows = self.rows.iter().enumerate();
        let bars = rows.filter(|(_, row)| matches!(row, Row::Bar(..)));
        bars.map(|(at, _)| at).collect()
    }
}

/// The list, while it is shown.
pub(super) fn shown(model: &Model) -> Option<&Facets> {
    match &model.over {
        Some(Over::Facets(list)) => Some(list),
        _ => None,
    }
}

/// Whether what the list tells is of the queries that stand now.
#[must_use]
pub fn is_current(model: &Model, list: &Facets) -> bool {
    let asked = list.asked.as_ref();
    let same = asked.is_some_and(|(query, against)| {
        model.search.query.as_ref() == Some(query) && list.against == *against
    });
    same && list.answered
}

/// Whether keys move from bar to bar.
#[must_use]
pub fn has_keys(model: &Model) -> bool {
    shown(model).is_some_and(|list| list.typed.is_none()) && !yields(model)
}

/// Whether the list leaves the keys to what lies beside it: a query being typed, or another pane.
#[must_use]
pub fn yields(model: &Model) -> bool {
    shown(model)
        .is_some_and(|list| list.typed.is_none() && (list.away || model.search.prompt.is_some()))
}

/// Where the list stands beside the hits; `None`: where there is no room for that, it lies over everything.
#[must_use]
pub fn beside(model: &Model) -> Option<Rect> {
    shown(model)?;
    let panes = &model.panes;
    let has_column = matches!(panes.shape, Shape::Middle | Shape::Wide);
    let hits = panes.hits.filter(|_| has_column)?;
    if hits.right() >= panes.text.x {
        return None;
    }
    if panes.shape == Shape::Wide {
        let notes = panes.notes.unwrap_or_else(|| printed::beside_text(model));
        if notes.width >= BESIDE {
            return Some(notes);
        }
    }
    let all = panes
        .notes
        .map_or(panes.text, |notes| panes.text.union(notes));
    (all.width >= INSTEAD).then_some(all)
}

/// Where the list is drawn, without its title: what is compared, if there is room to say so, and the rows below.
fn areas(model: &Model, list: &Facets) -> (Rect, Rect) {
    let all = beside(model).unwrap_or_else(|| {
        let head = choice::head(model).min(model.panes.status.y);
        Rect::new(0, head, model.area.0, model.panes.status.y - head)
    });
    divided(list, all)
}

fn divided(list: &Facets, all: Rect) -> (Rect, Rect) {
    let legend = if list.against.is_some() && all.height >= LEGEND {
        3
    } else {
        0
    };
    let rows = Rect {
        y: all.y + legend,
        height: all.height - legend,
        ..all
    };
    let legend = Rect {
        height: legend,
        ..all
    };
    (legend, rows)
}

/// Rows of the screen that the list has.
fn height(model: &Model) -> usize {
    shown(model).map_or(1, |list| usize::from(areas(model, list).1.height).max(1))
}

/// Shows how what was found spreads, gives the list the keys, or puts it away. `false`: there is nothing to show.
pub fn toggle(model: &mut Model) -> bool {
    match &mut model.over {
        Some(Over::Facets(list)) if list.away => list.away = false,
        Some(Over::Facets(_)) => model.over = None,
        _ => return open(model),
    }
    true
}

/// Shows how what was found spreads. `false`: nothing was found, which is said.
pub fn open(model: &mut Model) -> bool {
    if shown(model).is_some() {
        return true;
    }
    let nothing = library::found(model).is_some_and(|found| found.passages() == Some(0));
    if nothing || !library::is_wide(model) || model.search.query.is_none() {
        model.warn(model.texts.library.nothing_to_count.clone());
        return false;
    }
    model.over = Some(Over::Facets(Facets::default()));
    // Where it hides what is typed, that is finished.
    if model.search.prompt.is_some() && beside(model).is_none() {
        let _ = prompt::act_in_prompt(model, Action::PromptAccept);
    }
    true
}

/// Asks for the numbers of what was found, if they are not those of the queries that stand.
pub fn follow(model: &mut Model) -> Option<Effect> {
    shown(model)?;
    let found = library::found(model).filter(|found| found.counted)?;
    let query = Some(&found.query).filter(|query| model.search.query.as_ref() == Some(query));
    let query = query?.clone();
    let Some(Over::Facets(list)) = &mut model.over else {
        return None;
    };
    let wanted = (query, list.against.clone());
    if list.asked.as_ref() == Some(&wanted) {
        return None;
    }
    (list.asked, list.answered) = (Some(wanted.clone()), false);
    Some(Effect::Library(Job::Facets(wanted.0, wanted.1)))
}

/// Takes in what was counted.
pub fn hear(model: &mut Model, told: Vec<Spread>) {
    let height = height(model);
    if let Some(Over::Facets(list)) = &mut model.over {
        list.take(told, height);
    }
}

/// Brings the list up to what the panes are now: what it covers has no keys. Part of settling.
pub fn settle(model: &mut Model) {
    let Some(list) = shown(model) else {
        return;
    };
    let (place, rows) = (beside(model), areas(model, list).1);
    let panes = &model.panes;
    let focused = match model.focus {
        Focus::Text => Some(panes.text),
        Focus::Notes => panes.notes,
        Focus::Sections => panes.sections,
        Focus::Hits => panes.hits,
    };
    let covered = match (place, focused) {
        (Some(place), Some(pane)) => place.contains(pane.as_position()),
        _ => true,
    };
    if list.away && covered || model.search.prompt.is_some() && place.is_none() {
        model.over = None;
    } else if let Some(Over::Facets(list)) = &mut model.over {
        list.go(list.choice.at, usize::from(rows.height).max(1));
    }
}

/// What the list does for an action while it has the keys; `None`: not its business.
pub fn act(model: &mut Model, action: Action, count: Option<u32>) -> Option<Vec<Effect>> {
    let (height, place) = (height(model), beside(model));
    let Some(Over::Facets(list)) = &mut model.over else {
        return None;
    };
    if list.typed.is_some() {
        return against::act(model, action);
    }
    if list.step(action, (count, height)) {
        return Some(Vec::new());
    }
    match action {
        Action::Follow => return Some(narrowing::choose(model)),
        Action::Back => return Some(narrowing::step_back(model)),
        Action::Cancel | Action::Facets => model.over = None,
        Action::CyclePanes | Action::CyclePanesBack | Action::FocusHits if place.is_some() => {
            list.away = true;
            model.focus = Focus::Hits;
        }
        Action::SearchForward | Action::SearchBackward if place.is_some() => return None,
        Action::FocusText | Action::FocusNotes | Action::FocusSections if place.is_some() => {
            list.away = true;
            return None;
        }
        // Where it lies over everything, it gives way to what is to be seen.
        Action::SearchForward
        | Action::SearchBackward
        | Action::FocusText
        | Action::FocusNotes
        | Action::FocusSections
        | Action::FocusHits => {
            model.over = None;
            return None;
        }
        _ => return None,
    }
    Some(Vec::new())
}

/// What gives a list that another pane took the keys from its keys again; `None`: nothing of the kind.
pub fn act_beside(model: &mut Model, action: Action) -> Option<Vec<Effect>> {
    let Some(Over::Facets(list)) = &mut model.over else {
        return None;
    };
    let back = matches!(action, Action::CyclePanes | Action::CyclePanesBack);
    if !list.away || !back || model.focus != Focus::Hits {
        return None;
    }
    list.away = false;
    Some(Vec::new())
}

/// A click on a bar chooses it, on the chosen one does what Enter does. `None`: it was beside the list.
pub fn click(model: &mut Model, column: u16, row: u16) -> Option<Vec<Effect>> {
    let (place, height) = (beside(model), height(model));
    let rows = areas(model, shown(model)?).1;
    let inside = place.is_none_or(|place| place.contains(Position::new(column, row)));
    let reads = matches!(
        model.panes.at(column, row),
        Some(Focus::Text | Focus::Notes)
    );
    let Some(Over::Facets(list)) = &mut model.over else {
        return None;
    };
    if !inside {
        list.away |= reads;
        return None;
    }
    let at = list.choice.top + usize::from(row.saturating_sub(rows.y));
    let clicked = list
        .rows
        .get(at)
        .filter(|_| (rows.y..rows.bottom()).contains(&row));
    let at = match clicked {
        Some(Row::Bar(..)) => at,
        Some(Row::Second(..)) => at - 1,
        Some(Row::Group(..) | Row::Rest(..) | Row::Blank) => return Some(Vec::new()),
        // Beyond what lies over everything is what puts it away.
        None => return place.map(|_| Vec::new()),
    };
    // Who chooses has finished typing.
    (list.away, list.typed) = (false, None);
    let again = list.choice.at == at;
    list.go(at, height);
    let mut effects = Vec::new();
    if model.search.prompt.is_some() {
        effects.extend(prompt::act_in_prompt(model, Action::PromptAccept).unwrap_or_default());
    } else if again {
        effects.extend(narrowing::choose(model));
    }
    Some(effects)
}

/// The pane's name: what is shown, and of it what stands in the first row, where that does not say so.
#[must_use]
pub fn title(model: &Model) -> String {
    let texts = &model.texts.library;
    let Some(list) = shown(model) else {
        return String::new();
    };
    let separator = Ink::new(model).sign("›", ">");
    let group = facet_rows::group_above(model, list).map(|group| format!(" {separator} {group}"));
    let title = format!("{}{}", texts.spread, group.unwrap_or_default());
    if is_current(model, list) || model.search.query.is_none() {
        return title;
    }
    format!("{title} · {}", texts.counting)
}

/// Draws the list beside the hits, or over everything but the rows of messages and keys. Returns the cursor's cell, if it has the keys.
pub fn draw(model: &Model, list: &Facets, area: Rect, buffer: &mut Buffer) -> Option<(u16, u16)> {
    let ink = Ink::new(model);
    let all = if let Some(place) = beside(model) {
        clear(&ink, buffer, place);
        place
    } else {
        let (title, all) = choice::draw_ground(model, area, buffer);
        if let Some(row) = title {
            choice::draw_title(&ink, row, buffer, &ink.words(&self::title(model)));
        }
        all
    };
    let (legend, rows) = divided(list, all.intersection(area));
    let cursor = if let Some(said) = facet_rows::said(model, list) {
        let text = ink.words(said);
        let room = (all.x + 1, all.y, all.width.saturating_sub(2));
        ink.put_cut(buffer, room, &text, ink.style(Role::Dim));
        None
    } else {
        facet_rows::draw_legend(model, list, legend, buffer);
        facet_rows::draw(model, list, rows, buffer)
    };
    let caret = against::draw(model, list, buffer);
    caret.or(cursor.filter(|_| has_keys(model)))
}
