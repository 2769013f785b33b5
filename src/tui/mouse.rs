//! What clicks, drags and the wheel do: always what a key could do too.
//!
//! It must not draw, and it asks each pane what stands under a cell.

use ratatui::crossterm::event::{MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::Position;

use crate::tui::action::Action;
use crate::tui::effect::Effect;
use crate::tui::model::{Focus, Model, Over};
use crate::tui::update::act as carry_out;
use crate::tui::view::View;
use crate::tui::{compare, edges, facets, hits, notes, outline, printed, reader, shelf};

/// Rows the wheel turns at a time, as most terminals do.
const WHEEL: u32 = 3;

/// What a mouse event does.
pub fn act(model: &mut Model, event: MouseEvent) -> Vec<Effect> {
    let (column, row) = (event.column, event.row);
    // Under the printed page nothing is seen that could be clicked.
    let page = printed::area(model).filter(|page| page.contains(Position::new(column, row)));
    if page.is_some() && model.held.is_none() {
        match event.kind {
            MouseEventKind::ScrollDown => scroll_page(model, Action::LineDown),
            MouseEventKind::ScrollUp => scroll_page(model, Action::LineUp),
            _ => {}
        }
        return Vec::new();
    }
    match event.kind {
        MouseEventKind::ScrollDown => wheel(model, (column, row), Action::LineDown),
        MouseEventKind::ScrollUp => wheel(model, (column, row), Action::LineUp),
        MouseEventKind::Down(MouseButton::Left) => press(model, column, row),
        MouseEventKind::Drag(MouseButton::Left) => {
            match model.held {
                Some(edge) => edges::put(model, edge, column, row),
                None => drag(model, column, row),
            }
            Vec::new()
        }
        // Where an edge was put is remembered.
        MouseEventKind::Up(MouseButton::Left) => {
            let held = model.held.take();
            held.map(|_| Effect::Remember).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// The wheel over the printed page does what the key does there.
fn scroll_page(model: &mut Model, action: Action) {
    if printed::act(model, action, Some(WHEEL)).is_none() {
        let _ = reader::act(model, action, Some(WHEEL));
    }
}

/// The wheel scrolls the pane under it; the keys stay where they are.
fn wheel(model: &mut Model, (column, row): (u16, u16), action: Action) -> Vec<Effect> {
    let over_list = facets::beside(model).is_none_or(|list| list.contains((column, row).into()));
    if matches!(model.over, Some(Over::Facets(_))) && over_list {
        return facets::act(model, action, Some(WHEEL)).unwrap_or_default();
    }
    if matches!(
        model.over,
        Some(Over::List(_) | Over::Shelf | Over::Dossier(_) | Over::Compare)
    ) {
        return carry_out(model, action, Some(WHEEL));
    }
    let times = if action == Action::LineDown {
        WHEEL as usize
    } else {
        0
    };
    let back = if action == Action::LineUp {
        WHEEL as usize
    } else {
        0
    };
    match model.panes.at(column, row) {
        Some(Focus::Hits) => model.hits.top = (model.hits.top + times).saturating_sub(back),
        Some(Focus::Sections) => {
            model.outline.top = (model.outline.top + times).saturating_sub(back);
        }
        Some(Focus::Notes) => {
            let _ = notes::act(model, action, Some(1));
        }
        Some(Focus::Text) => {
            let _ = reader::act(model, action, Some(WHEEL));
        }
        None => {}
    }
    Vec::new()
}

fn press(model: &mut Model, column: u16, row: u16) -> Vec<Effect> {
    model.status = None;
    model.flash = None;
    if matches!(model.over, Some(Over::Shelf)) {
        return shelf::click(model, row);
    }
    if matches!(model.over, Some(Over::Compare)) {
        return compare::click(model, row);
    }
    if matches!(model.over, Some(Over::Facets(_))) {
        if let Some(effects) = facets::click(model, column, row) {
            return effects;
        }
        if facets::beside(model).is_none() {
            model.over = None;
            return Vec::new();
        }
    } else if model.over.take().is_some() {
        return Vec::new();
    }
    let Some(pane) = model.panes.at(column, row) else {
        model.held = model.panes.edge_at(column, row);
        return Vec::new();
    };
    match pane {
        Focus::Sections => {
            if let Some(area) = model.panes.sections {
                outline::click(model, usize::from(row - area.y));
            }
        }
        Focus::Hits => {
            if let Some(area) = model.panes.hits {
                return hits::click(model, usize::from(row - area.y));
            }
        }
        Focus::Notes => {
            if let Some(area) = model.panes.notes {
                notes::click(model, usize::from(row - area.y), area.width);
            }
        }
        Focus::Text => press_text(model, column, row),
    }
    Vec::new()
}

/// A click on a note mark follows it; elsewhere it sets the place being read.
fn press_text(model: &mut Model, column: u16, row: u16) {
    model.reader.selection = None;
    model.focus = Focus::Text;
    let Some(place) = reader::place_at(model, column, row) else {
        return;
    };
    let mark = reader::marks_on_screen(model)
        .into_iter()
        .find(|(mark, _)| *mark == place);
    model.reader.point = place;
    model.reader.on_mark = mark.is_some();
    if let Some((_, note)) = mark {
        model.jumps.push(View::of(model));
        model.focus = Focus::Notes;
        model.notes.pin(note);
    } else {
        model.notes.pinned = false;
    }
}

/// Dragging selects from where the button went down.
fn drag(model: &mut Model, column: u16, row: u16) {
    if model.panes.at(column, row) != Some(Focus::Text) {
        return;
    }
    let Some(place) = reader::place_at(model, column, row) else {
        return;
    };
    let start = model.reader.selection.unwrap_or(model.reader.point);
    if place != start {
        model.reader.selection = Some(start);
        model.reader.point = place;
        model.reader.on_mark = false;
    }
}
