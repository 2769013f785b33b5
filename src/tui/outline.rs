//! The sections pane: the outline, where in it one is, and how often each section matches.
//!
//! It must not know how the text is shown.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::document::place::Place;
use crate::layout::wrap::columns;
use crate::tui::action::Action;
use crate::tui::effect::Effect;
use crate::tui::ink::Ink;
use crate::tui::model::{Focus, Model};
use crate::tui::scroll;
use crate::tui::theme::Role;

/// What the sections pane remembers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outline {
    /// The first section shown.
    pub top: usize,
}

/// The section being read.
#[must_use]
pub fn current(model: &Model) -> usize {
    model.letter.document.section_of(model.reader.point)
}

/// Keeps the section being read in sight. Part of settling.
pub fn settle(model: &mut Model, area: Option<Rect>) {
    let Some(area) = area else { return };
    let height = usize::from(area.height).max(1);
    let current = current(model);
    let last_top = model.letter.document.sections.len().saturating_sub(height);
    let top = model
        .outline
        .top
        .min(current)
        .max((current + 1).saturating_sub(height));
    model.outline.top = top.min(last_top);
}

/// What the pane does for an action while it has the focus: the text follows the chosen section. `None`: not its business.
pub fn act(model: &mut Model, action: Action, count: Option<u32>) -> Option<Vec<Effect>> {
    let last = model.letter.document.sections.len().checked_sub(1)?;
    let times = count.unwrap_or(1) as usize;
    let current = current(model);
    let page = model
        .panes
        .sections
        .map_or(1, |area| usize::from(area.height).max(1));
    let to = match action {
        Action::LineDown => current.saturating_add(times),
        Action::LineUp => current.saturating_sub(times),
        Action::HalfPageDown | Action::PageDown => current.saturating_add(page),
        Action::HalfPageUp | Action::PageUp => current.saturating_sub(page),
        Action::Top if count.is_none() => 0,
        Action::End if count.is_none() => last,
        Action::Follow => {
            model.focus = Focus::Text;
            return Some(Vec::new());
        }
        _ => return None,
    };
    go(model, to.min(last));
    Some(Vec::new())
}

fn go(model: &mut Model, section: usize) {
    let start = Place::start(model.letter.document.sections[section].paragraphs.start);
    scroll::jump_to_top(model, start);
    model.reader.point = start;
    model.flash = None;
}

/// What a click on a row of the pane means.
pub fn click(model: &mut Model, row: usize) {
    let section = model.outline.top + row;
    if section < model.letter.document.sections.len() {
        go(model, section);
    }
}

/// The pane's heading.
#[must_use]
pub fn title(model: &Model, area: Rect) -> String {
    let top = model.outline.top;
    let sections = model.letter.document.sections.len();
    let below = sections.saturating_sub(top + usize::from(area.height));
    let unseen = Ink::new(model).unseen([top, below]);
    format!("{}{unseen}", model.texts.panes.sections)
}

/// Draws the pane. Returns the cell of the section being read.
pub fn draw(model: &Model, area: Rect, buffer: &mut Buffer) -> Option<(u16, u16)> {
    let ink = Ink::new(model);
    let document = &model.letter.document;
    let current = current(model);
    let mut cursor = None;
    for (section, y) in (model.outline.top..document.sections.len()).zip(area.top()..area.bottom())
    {
        let count = model.search.count_in(document, section);
        let figure = match count {
            None => String::new(),
            Some(0) => ink.sign("·", "-").to_owned(),
            Some(count) => count.to_string(),
        };
        let role = if count == Some(0) {
            Role::Muted
        } else {
            Role::Text
        };
        let style = ink.style(role);
        let indent = 2 * u16::from(document.sections[section].level.saturating_sub(1)).min(4);
        let x = area.x + 3 + indent;
        let end = area.right().saturating_sub(1 + columns(&figure) as u16);
        let room = end.saturating_sub(x + u16::from(!figure.is_empty()));
        ink.put_cut(buffer, (x, y, room), &model.section_title(section), style);
        ink.put(
            buffer,
            (end, y),
            &figure,
            if count == Some(0) {
                Role::Muted
            } else {
                Role::Count
            },
        );
        if section == current {
            ink.put(
                buffer,
                (area.x + 1, y),
                ink.pointer(),
                Role::PaneTitleFocused,
            );
            let role = if model.focus == Focus::Sections {
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
            cursor = Some((area.x + 1, y));
        }
    }
    cursor
}
