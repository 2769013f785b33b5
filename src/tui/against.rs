//! The line on which the second of two queries is typed, whose hits are then counted beside those of the first.
//!
//! It must not know how either is counted.

use ratatui::buffer::Buffer;

use crate::index::filters;
use crate::index::query::Query;
use crate::tui::action::Action;
use crate::tui::effect::Effect;
use crate::tui::facets::{self, Facets};
use crate::tui::ink::Ink;
use crate::tui::line::LineEdit;
use crate::tui::model::{Model, Over};
use crate::tui::screen::clear;
use crate::tui::theme::Role;

/// A second query being typed.
#[derive(Debug, Clone, Default)]
pub struct Typed {
    line: LineEdit,
    /// The one that stood before, for Esc.
    before: Option<Query>,
}

/// Asks for a second query; the one that stands can be changed.
pub fn ask(model: &mut Model) {
    if !facets::open(model) {
        return;
    }
    if let Some(Over::Facets(list)) = &mut model.over {
        let stands = list.against.as_ref();
        let line = LineEdit::new(stands.map_or("", |query| &query.text));
        let before = list.against.clone();
        list.typed = Some(Typed { line, before });
    }
}

/// Compares what was found with what another query finds.
pub fn set(model: &mut Model, text: &str) {
    if facets::open(model) {
        compare(model, text);
    }
}

/// What an action does while the line is open; `None`: not its business.
pub fn act(model: &mut Model, action: Action) -> Option<Vec<Effect>> {
    let Some(Over::Facets(list)) = &mut model.over else {
        return None;
    };
    let line = &mut list.typed.as_mut()?.line;
    match action {
        Action::PromptDeleteBack => {
            if !line.delete_back() && line.text().is_empty() {
                list.typed = None;
                return Some(Vec::new());
            }
        }
        _ if line.edit(action) => {}
        Action::PromptAccept => {
            list.typed = None;
            return Some(Vec::new());
        }
        Action::PromptCancel | Action::Cancel => {
            list.against = list.typed.take().and_then(|typed| typed.before);
            return Some(Vec::new());
        }
        Action::Help | Action::Repaint | Action::Suspend => return None,
        _ => return Some(Vec::new()),
    }
    let text = line.text().to_owned();
    compare(model, &text);
    Some(Vec::new())
}

/// Puts typed or pasted text in.
pub fn insert(model: &mut Model, text: &str) {
    if let Some(Over::Facets(list)) = &mut model.over
        && let Some(typed) = &mut list.typed
    {
        typed.line.insert(text);
        let text = typed.line.text().to_owned();
        compare(model, &text);
    }
}

/// Compares with a query, looked for in the same letters unless it says otherwise; with nothing, where it says nothing.
fn compare(model: &mut Model, text: &str) {
    let first = model.search.query.as_ref();
    let asks = !text.trim().is_empty();
    let text = filters::shared(text, first.map_or("", |query| &query.text));
    if let Some(Over::Facets(list)) = &mut model.over {
        list.against = asks.then(|| Query::new(&text, true));
    }
}

/// Draws the line on the status row, while it is open. Returns the caret's cell.
pub fn draw(model: &Model, list: &Facets, buffer: &mut Buffer) -> Option<(u16, u16)> {
    let line = &list.typed.as_ref()?.line;
    let ink = Ink::new(model);
    let status = model.panes.status;
    clear(&ink, buffer, status);
    ink.tint(buffer, status, Role::Status);
    let mut x = status.x + 1;
    // A narrow row is all for what is typed.
    if status.width >= 40 {
        let asked = format!("{} ", ink.words(&model.texts.library.against));
        let room = (x, status.y, status.width / 2);
        x = ink.put_cut(buffer, room, &asked, ink.style(Role::Prompt));
    }
    let place = (x, status.y, status.right().saturating_sub(x + 1));
    let typed = (line.text(), line.caret());
    Some(ink.put_typed(buffer, place, typed))
}
