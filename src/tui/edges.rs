//! The lines between panes that can be moved, by key or by mouse; where they stand is remembered.
//!
//! It changes settings only: where the panes then are follows from them. It must not draw.

use crate::config::Settings;
use crate::tui::action::Action;
use crate::tui::effect::Effect;
use crate::tui::foot;
use crate::tui::model::{Focus, Model};
use crate::tui::screen::{Panes, Shape};

/// A line between panes that can be moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edge {
    /// Right of the side column.
    Side,
    /// Between sections and hits.
    Hits,
    /// Between the text and the notes: a row below the text, or on a wide screen a column beside it.
    Notes,
}

/// The actions that move edges; `None`: not its business.
pub fn act(model: &mut Model, action: Action, count: Option<u32>) -> Option<Vec<Effect>> {
    if action == Action::ResetPanes {
        let settings = &mut model.settings;
        (settings.side_width, settings.sections_height) = (0, 0);
        (settings.notes_height, settings.notes_width) = (0, 0);
        (settings.show_sections, settings.show_hits) = (true, true);
        settings.show_notes = true;
        return Some(vec![Effect::Remember]);
    }
    let by = i32::try_from(count.unwrap_or(1).min(200)).unwrap_or(1);
    let panes = &model.panes;
    let (edge, cells) = match action {
        Action::WidenSide => (Edge::Side, 2 * by),
        Action::NarrowSide => (Edge::Side, -2 * by),
        Action::MoreRoom | Action::LessRoom => {
            let more = if action == Action::MoreRoom { by } else { -by };
            match model.focus {
                Focus::Sections => (Edge::Hits, more),
                Focus::Hits => (Edge::Hits, -more),
                Focus::Text | Focus::Notes if panes.shape == Shape::Wide => (Edge::Notes, 2 * more),
                Focus::Text | Focus::Notes => (Edge::Notes, more),
            }
        }
        _ => return None,
    };
    let Some(size) = size(panes, edge) else {
        return Some(Vec::new());
    };
    // Notes that take what they need may need more on another screen: more room is more than that, too.
    let needed = match (panes.shared, edge) {
        (Some(area), Edge::Notes) if cells > 0 => foot::most_in(area),
        _ => 0,
    };
    let wish = i32::from(size.max(needed))
        .saturating_add(cells)
        .clamp(1, 1_000);
    set(model, edge, wish as u16);
    Some(vec![Effect::Remember])
}

/// Puts an edge under a cell, as far as its panes allow.
pub fn put(model: &mut Model, edge: Edge, column: u16, row: u16) {
    let panes = &model.panes;
    let wish = match edge {
        Edge::Side => column,
        Edge::Hits => row.saturating_sub(panes.sections.map_or(0, |area| area.y)),
        Edge::Notes => match panes.notes {
            Some(notes) if panes.shape == Shape::Wide => {
                notes.right().saturating_sub(column.saturating_add(1))
            }
            Some(notes) => notes.bottom().saturating_sub(row.saturating_add(1)),
            None => return,
        },
    };
    set(model, edge, wish.max(1));
}

/// Columns or rows of the pane that an edge makes larger or smaller, when both its panes are there.
fn size(panes: &Panes, edge: Edge) -> Option<u16> {
    match edge {
        Edge::Side => Some(panes.sections.or(panes.hits)?.width),
        Edge::Hits => panes.hits.and(panes.sections).map(|area| area.height),
        Edge::Notes if panes.shape == Shape::Wide => Some(panes.notes?.width),
        Edge::Notes => Some(panes.notes?.height),
    }
}

/// Wishes a size, and keeps of the wish what the screen could follow: so that the next step back is seen at once.
fn set(model: &mut Model, edge: Edge, wish: u16) {
    let wide = model.panes.shape == Shape::Wide;
    *setting(&mut model.settings, edge, wide) = wish;
    let held = size(&Panes::new(model), edge).unwrap_or(wish);
    *setting(&mut model.settings, edge, wide) = held;
}

fn setting(settings: &mut Settings, edge: Edge, wide: bool) -> &mut u16 {
    match edge {
        Edge::Side => &mut settings.side_width,
        Edge::Hits => &mut settings.sections_height,
        Edge::Notes if wide => &mut settings.notes_width,
        Edge::Notes => &mut settings.notes_height,
    }
}
