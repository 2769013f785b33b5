//! A list that lies over the panes with one row chosen: where one is, what is in sight, and the head above it.
//!
//! It must not know what the rows are.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::layout::wrap::columns;
use crate::tui::action::Action;
use crate::tui::ink::Ink;
use crate::tui::model::Model;
use crate::tui::screen::clear;
use crate::tui::theme::Role;

/// The row chosen, and the first one shown; counted from the list's start.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Choice {
    /// The row chosen.
    pub at: usize,
    /// The first row shown.
    pub top: usize,
}

/// Rows above the list: a title and a line. The smallest screens have none to spare.
#[must_use]
pub fn head(model: &Model) -> u16 {
    if model.panes.status.y > 4 { 2 } else { 0 }
}

/// Rows that the list has.
#[must_use]
pub fn rows(model: &Model) -> usize {
    usize::from(model.panes.status.y.saturating_sub(head(model))).max(1)
}

/// Where an action goes from one of so many; `None`: it goes nowhere.
#[must_use]
pub fn moved(action: Action, (at, count, rows): (usize, Option<u32>, usize)) -> Option<usize> {
    let times = count.unwrap_or(1).max(1) as usize;
    Some(match action {
        Action::LineDown | Action::PromptHitDown => at.saturating_add(times),
        Action::LineUp | Action::PromptHitUp => at.saturating_sub(times),
        Action::HalfPageDown => at.saturating_add(rows / 2),
        Action::HalfPageUp => at.saturating_sub(rows / 2),
        Action::PageDown => at.saturating_add(rows),
        Action::PageUp => at.saturating_sub(rows),
        Action::Top => times - 1,
        Action::End => count.map_or(usize::MAX, |_| times - 1),
        _ => return None,
    })
}

impl Choice {
    /// A row of so many, shown in the middle where others fill the screen around it.
    #[must_use]
    pub fn amid(at: usize, (len, rows): (usize, usize)) -> Self {
        let top = at.saturating_sub(rows / 2);
        Self {
            at,
            top: top.min(len.saturating_sub(rows)),
        }
    }

    /// Goes to a row of so many, or the last, and keeps it in sight.
    pub fn go(&mut self, to: usize, (len, rows): (usize, usize)) {
        self.at = to.min(len.saturating_sub(1));
        self.top = self.top_on(rows);
    }

    /// The first row shown on a screen of so many: the chosen one is in sight.
    #[must_use]
    pub fn top_on(&self, rows: usize) -> usize {
        let lowest = (self.at + 1).saturating_sub(rows);
        self.top.min(self.at).max(lowest)
    }

    /// Marks a row of the screen that shows the chosen one. Returns the cursor's cell.
    pub fn mark(ink: &Ink, row: Rect, buffer: &mut Buffer) -> (u16, u16) {
        let place = (row.x, row.y);
        ink.put(buffer, place, ink.pointer(), Role::PaneTitleFocused);
        ink.choose(buffer, row);
        place
    }
}

/// Clears what the list lies over: everything but the rows of messages and keys. Draws the ground of its title, with a line below it where
/// there is room. Returns the rows of the title and of the list.
pub fn draw_ground(model: &Model, area: Rect, buffer: &mut Buffer) -> (Option<Rect>, Rect) {
    let ink = Ink::new(model);
    let height = model.panes.status.y.saturating_sub(area.y);
    let area = Rect { height, ..area };
    clear(&ink, buffer, area);
    let head = head(model).min(height);
    let list = Rect {
        y: area.y + head,
        height: height - head,
        ..area
    };
    let title = Rect { height: 1, ..area };
    if head == 0 {
        return (None, list);
    }
    ink.tint(buffer, title, Role::Title);
    for x in area.left()..area.right() {
        ink.put(buffer, (x, area.y + 1), ink.sign("─", "-"), Role::Rule);
    }
    (Some(title), list)
}

/// Writes a list's title.
pub fn draw_title(ink: &Ink, row: Rect, buffer: &mut Buffer, title: &str) -> u16 {
    let room = row.width.saturating_sub(2);
    ink.put_cut(
        buffer,
        (row.x + 1, row.y, room),
        title,
        ink.style(Role::Title),
    )
}

/// Writes the longest of some texts that there is room for at the right of a title that ends before a column.
pub fn draw_right(ink: &Ink, (row, end): (Rect, u16), buffer: &mut Buffer, texts: &[String]) {
    let mut texts = texts.iter().map(|text| ink.words(text));
    let fits = |text: &String| usize::from(end) + columns(text) + 3 <= usize::from(row.right());
    if let Some(text) = texts.find(fits) {
        let x = row.right() - columns(&text) as u16 - 1;
        ink.put(buffer, (x, row.y), &text, Role::Status);
    }
}

/// The rows of a list on the screen, from the top down, each one row high.
pub fn lines(list: Rect) -> impl Iterator<Item = Rect> {
    (list.top()..list.bottom()).map(move |y| Rect {
        y,
        height: 1,
        ..list
    })
}
