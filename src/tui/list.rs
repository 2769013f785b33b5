//! Full-screen lists: scrolled by row, narrowed to what one types behind `/`.
//!
//! What stands in them is told by [`help`](mod@crate::tui::help); here it is only laid out, searched and drawn.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::layout::wrap::{Widths, columns, wrap};
use crate::tui::action::Action;
use crate::tui::effect::Effect;
use crate::tui::help;
use crate::tui::ink::Ink;
use crate::tui::keymap::Context;
use crate::tui::line::LineEdit;
use crate::tui::model::{Model, Over};
use crate::tui::screen::clear;
use crate::tui::theme::Role;

/// What a list tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// All keys as they are now, and what can be searched for.
    Keys,
    /// What the letter says of itself, and what is printed beside its text.
    Letter,
    /// Mistakes in the settings, and what was not understood in the letter.
    Doubts,
}

/// A list that lies over the panes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// What it tells.
    pub subject: Subject,
    /// The first row shown.
    top: usize,
    /// Only entries that hold these words are shown.
    sought: LineEdit,
    /// Whether letters go into `sought`.
    typing: bool,
    /// Whether it lies on the shelf, which is seen again behind it.
    on_shelf: bool,
}

/// An entry: a name in a column of its own, its role, what is said of it. A heading says nothing of itself.
pub(super) type Entry = (String, Role, String);

/// A row of the screen: bytes of an entry's name and of what is said of it.
struct Row<'e> {
    name: &'e str,
    role: Role,
    words: &'e str,
}

impl List {
    /// The list of a subject from its start.
    #[must_use]
    pub fn new(subject: Subject) -> Self {
        Self {
            subject,
            top: 0,
            sought: LineEdit::default(),
            typing: false,
            on_shelf: false,
        }
    }

    /// Whether typed letters are text.
    #[must_use]
    pub fn typing(&self) -> bool {
        self.typing
    }

    /// Puts typed or pasted text in.
    pub fn insert(&mut self, text: &str) {
        self.sought.insert(text);
        self.top = 0;
    }

    /// The entries shown: those that hold all words sought, under their headings.
    fn entries(&self, model: &Model) -> Vec<Entry> {
        let sought = self.sought.text().to_lowercase();
        let mut shown: Vec<Entry> = Vec::new();
        for entry in help::entries(model, (self.subject, self.on_shelf)) {
            let (name, role, words) = &entry;
            let text = format!("{name} {words}").to_lowercase();
            let opens = *role == Role::Heading;
            if sought.is_empty() || opens || sought.split(' ').all(|word| text.contains(word)) {
                // A heading without entries gives way to the next.
                if opens
                    && shown
                        .last()
                        .is_some_and(|(_, role, _)| *role == Role::Heading)
                {
                    shown.pop();
                }
                shown.push(entry);
            }
        }
        if !sought.is_empty() && matches!(shown.last(), Some((_, Role::Heading, _))) {
            shown.pop();
        }
        shown
    }
}

/// Opens a list of a subject. Where no letter is open, there is nothing to tell of one.
pub fn open(model: &mut Model, subject: Subject) {
    if subject == Subject::Letter && model.letter.document.text_len() == 0 {
        model.warn(model.texts.status.no_letter.clone());
        return;
    }
    let on_shelf = matches!(model.over, Some(Over::Shelf));
    model.over = Some(Over::List(List {
        on_shelf,
        ..List::new(subject)
    }));
}

/// What an action does while a list is open; `None`: not its business, and the list closes.
pub fn act(model: &mut Model, action: Action, count: Option<u32>) -> Option<Vec<Effect>> {
    let Some(Over::List(mut list)) = model.over.take() else {
        return None;
    };
    if list.typing {
        edit(&mut list, action);
        model.over = Some(Over::List(list));
        return Some(Vec::new());
    }
    let inside = inside(model.area);
    let page = usize::from(inside.height).max(1);
    let times = count.unwrap_or(1) as usize;
    let top = list.top;
    list.top = match action {
        Action::LineDown => top.saturating_add(times),
        Action::LineUp => top.saturating_sub(times),
        Action::HalfPageDown => top + page / 2,
        Action::HalfPageUp => top.saturating_sub(page / 2),
        Action::PageDown => top + page,
        Action::PageUp => top.saturating_sub(page),
        Action::Top => 0,
        Action::End => usize::MAX,
        Action::SearchForward => {
            list.typing = true;
            top
        }
        Action::Cancel if !list.sought.text().is_empty() => {
            list.sought.clear();
            0
        }
        // Each entry sought is shown already.
        Action::NextHit | Action::PreviousHit => top,
        Action::Cancel
        | Action::Help
        | Action::Quit
        | Action::Follow
        | Action::ShowLetter
        | Action::ShowWarnings => {
            model.over = list.on_shelf.then_some(Over::Shelf);
            return Some(Vec::new());
        }
        _ => return None,
    };
    let entries = list.entries(model);
    let length = rows(&entries, inside.width).len();
    list.top = list.top.min(length.saturating_sub(page));
    model.over = Some(Over::List(list));
    Some(Vec::new())
}

/// Changes what is sought.
fn edit(list: &mut List, action: Action) {
    match action {
        Action::PromptDeleteBack => {
            list.typing = list.sought.delete_back() || !list.sought.text().is_empty();
        }
        _ if list.sought.edit(action) => {}
        Action::PromptHitDown => list.top += 1,
        Action::PromptHitUp => list.top = list.top.saturating_sub(1),
        Action::PromptAccept => list.typing = false,
        Action::PromptCancel | Action::Cancel => {
            list.sought.clear();
            list.typing = false;
        }
        _ => {}
    }
}

/// Where the entries stand on a screen: below the title, above the keys.
fn inside((width, height): (u16, u16)) -> Rect {
    let title = if height > 4 { 2 } else { 1 };
    Rect::new(0, title, width, height.saturating_sub(title + 1))
}

/// The entries as rows of the screen.
fn rows(entries: &[Entry], width: u16) -> Vec<Row<'_>> {
    let left = name_column(entries, width);
    let mut rows = Vec::new();
    for (at, (name, role, words)) in entries.iter().enumerate() {
        if *role == Role::Heading && at > 0 {
            rows.push(Row {
                name: "",
                role: *role,
                words: "",
            });
        }
        let start = left.max(columns(name) as u16) + 5;
        let room = usize::from(width.saturating_sub(start)).max(4);
        let wrapped = wrap(words, &[], &[], Widths::even(room));
        for (row, bytes) in wrapped.into_iter().enumerate() {
            rows.push(Row {
                name: if row == 0 { name } else { "" },
                role: *role,
                words: words[bytes].trim_end(),
            });
        }
    }
    rows
}

/// Columns of the names; a few long ones stand out of it.
fn name_column(entries: &[Entry], width: u16) -> u16 {
    let names = entries.iter().filter(|(.., words)| !words.is_empty());
    let widths = names
        .map(|(name, ..)| columns(name))
        .filter(|&wide| wide <= 26);
    (widths.max().unwrap_or(0) as u16).min(width / 2)
}

/// Draws a list over the whole screen. The cursor stands on its first row, or in what is typed.
pub fn draw(model: &Model, list: &List, area: Rect, buffer: &mut Buffer) -> (u16, u16) {
    let ink = Ink::new(model);
    clear(&ink, buffer, area);
    let entries = list.entries(model);
    let inside = inside((area.width, area.height)).intersection(area);
    let all = rows(&entries, inside.width);
    let left = name_column(&entries, inside.width);
    let most = inside.width.saturating_sub(3);
    for (row, y) in all.iter().skip(list.top).zip(inside.top()..inside.bottom()) {
        let x = inside.x + 2;
        let room = if row.words.is_empty() {
            most
        } else {
            left.max(columns(row.name) as u16).min(most)
        };
        let end = ink.put_cut(buffer, (x, y, room), row.name, ink.style(row.role));
        let start = (x + left + 2).max(if row.name.is_empty() { 0 } else { end + 2 });
        let room = inside.right().saturating_sub(start + 1);
        ink.put_cut(buffer, (start, y, room), row.words, ink.style(Role::Text));
    }
    draw_title(model, &ink, (list, all.len()), area, buffer);
    draw_foot(model, &ink, list, area, buffer)
        .unwrap_or((inside.x + 2, inside.y.min(area.bottom().saturating_sub(1))))
}

/// The list's name at the left, the rows shown of all at the right.
fn draw_title(
    model: &Model,
    ink: &Ink,
    (list, all): (&List, usize),
    area: Rect,
    buffer: &mut Buffer,
) {
    let row = Rect {
        height: area.height.min(1),
        ..area
    };
    ink.tint(buffer, row, Role::Title);
    let end = (list.top + usize::from(inside((area.width, area.height)).height)).min(all);
    let place = format!("{}–{end}/{all}", (list.top + 1).min(end));
    let place = ink.words(&place);
    let title = help::title(model, list.subject);
    let whole = columns(title) + columns(&place) + 3 <= usize::from(area.width);
    let start = area
        .right()
        .saturating_sub(if whole { columns(&place) as u16 + 1 } else { 0 });
    let room = start.saturating_sub(area.x + 2);
    ink.put_cut(
        buffer,
        (area.x + 1, area.y, room),
        title,
        ink.style(Role::Title),
    );
    if whole {
        ink.put(buffer, (start, area.y), &place, Role::Status);
    }
}

/// What is sought, or the keys that matter. Returns the caret's cell while something is typed.
fn draw_foot(
    model: &Model,
    ink: &Ink,
    list: &List,
    area: Rect,
    buffer: &mut Buffer,
) -> Option<(u16, u16)> {
    let y = area.bottom().saturating_sub(1);
    let mut x = area.x + 1;
    // What goes wrong meanwhile is said here, as the list hides the row of messages.
    if let Some(status) = model.status.as_ref().filter(|_| !list.typing) {
        let role = if status.wrong {
            Role::Warning
        } else {
            Role::Status
        };
        let room = area.right().saturating_sub(x);
        ink.put_cut(buffer, (x, y, room), &status.text, ink.style(role));
        return None;
    }
    if list.typing || !list.sought.text().is_empty() {
        ink.put(buffer, (x, y), "/", Role::Prompt);
        let room = area.right().saturating_sub(x + 2);
        let text = list.sought.text();
        ink.put_cut(buffer, (x + 1, y, room), text, ink.style(Role::PromptText));
        let caret = x + 1 + columns(&text[..list.sought.caret()]) as u16;
        return list
            .typing
            .then_some((caret.min(area.right().saturating_sub(1)), y));
    }
    for action in [Action::Cancel, Action::LineDown, Action::SearchForward] {
        let keys = model.keymap.shown_for(Context::Help, action, model.ascii);
        let Some(keys) = keys.first() else { continue };
        let name = help::short(model, action);
        if x + (columns(keys) + columns(name) + 1) as u16 > area.right() {
            break;
        }
        ink.put(buffer, (x, y), keys, Role::KeyHint);
        x += columns(keys) as u16 + 1;
        ink.put(buffer, (x, y), name, Role::Dim);
        x += columns(name) as u16 + 2;
    }
    None
}
