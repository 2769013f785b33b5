//! The shelf: every letter of the library, the newest first, narrowed to what one types.
//!
//! It must not know how letters are read; it knows what stands on their cards.

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::index::findings::LetterAt;
use crate::layout::wrap::columns;
use crate::library::card::Fingerprint;
use crate::library::{Edition, LetterCard};
use crate::tui::action::Action;
use crate::tui::choice::{self, Choice};
use crate::tui::effect::Effect;
use crate::tui::ink::Ink;
use crate::tui::keymap::Context;
use crate::tui::librarian::Job;
use crate::tui::line::LineEdit;
use crate::tui::model::Model;
use crate::tui::theme::Role;
use crate::tui::{library, prompt, update};

/// Columns of a date, and of what follows a title.
const DATE: u16 = 11;

/// What the shelf remembers.
#[derive(Debug, Clone, Default)]
pub struct Shelf {
    /// The letters shown, in their order.
    order: Arc<Vec<LetterAt>>,
    /// The one chosen, by its place in the order.
    choice: Choice,
    /// Only letters whose cards hold these words are shown.
    sought: LineEdit,
    /// Whether letters typed go into `sought`.
    typing: bool,
}

impl Shelf {
    /// All letters of a library.
    #[must_use]
    pub fn new(edition: &Edition) -> Self {
        Self {
            order: Arc::new(edition.newest().to_vec()),
            ..Self::default()
        }
    }

    /// Shows only these letters, if they are those that were asked for last.
    pub fn narrow(&mut self, words: &str, letters: Vec<LetterAt>) {
        if words == self.sought.text() {
            self.order = Arc::new(letters);
            self.keep();
        }
    }

    /// Keeps to the letters there are.
    fn keep(&mut self) {
        self.choice.at = self.choice.at.min(self.order.len().saturating_sub(1));
        self.choice.top = self.choice.top.min(self.choice.at);
    }

    /// Whether typed letters are text.
    #[must_use]
    pub fn typing(&self) -> bool {
        self.typing
    }
}

/// Takes up the letters as they are now; the chosen one stays chosen where it is still there.
pub fn renew(model: &mut Model) -> Vec<Effect> {
    let Some(library) = &mut model.library else {
        return Vec::new();
    };
    let shelf = &mut library.shelf;
    if shelf.sought.text().trim().is_empty() {
        shelf.order = Arc::new(library.edition.newest().to_vec());
        shelf.keep();
        return Vec::new();
    }
    vec![Effect::Library(Job::Sought(shelf.sought.text().to_owned()))]
}

/// Chooses the letter that is open.
pub fn find_own(model: &mut Model) {
    if let Some(own) = model.letter.key {
        find(model, &own);
    }
}

/// Chooses a letter, if it is shown.
pub fn find(model: &mut Model, key: &Fingerprint) {
    let rows = choice::rows(model);
    let Some(library) = &mut model.library else {
        return;
    };
    let own = library.edition.place(key);
    let shelf = &mut library.shelf;
    let own = own.and_then(|own| shelf.order.iter().position(|letter| *letter == own));
    if let Some(own) = own {
        shelf.choice = Choice::amid(own, rows);
    }
}

/// The letter chosen, when one has done so: what is typed is finished.
pub fn take(model: &mut Model) -> Option<Fingerprint> {
    let library = model.library.as_mut()?;
    library.shelf.typing = false;
    let letter = *library.shelf.order.get(library.shelf.choice.at)?;
    Some(library.edition.card(letter).key)
}

/// Puts typed or pasted text into what is sought.
pub fn insert(model: &mut Model, text: &str) -> Vec<Effect> {
    if let Some(library) = &mut model.library {
        library.shelf.sought.insert(text);
    }
    narrow(model)
}

/// What is sought has changed: its first letter is chosen.
fn narrow(model: &mut Model) -> Vec<Effect> {
    if let Some(library) = &mut model.library {
        library.shelf.choice = Choice::default();
    }
    renew(model)
}

/// What the shelf does for an action while it lies over the panes; `None`: not its business.
pub fn act(model: &mut Model, action: Action, count: Option<u32>) -> Option<Vec<Effect>> {
    let rows = choice::rows(model);
    let shelf = &mut model.library.as_mut()?.shelf;
    if let Some(to) = choice::moved(action, (shelf.choice.at, count, rows)) {
        shelf.choice.go(to, (shelf.order.len(), rows));
        return Some(Vec::new());
    }
    other(model, action)
}

/// What does not move in the list.
fn other(model: &mut Model, action: Action) -> Option<Vec<Effect>> {
    let has_letter = model.letter.document.text_len() > 0;
    let library = model.library.as_mut()?;
    let shelf = &mut library.shelf;
    match action {
        Action::Follow | Action::PromptAccept => {
            shelf.typing = false;
            let letter = *shelf.order.get(shelf.choice.at)?;
            let key: Fingerprint = library.edition.card(letter).key;
            return Some(library::read(model, key));
        }
        Action::SearchForward | Action::SearchBackward => {
            model.over = None;
            prompt::open(model, action == Action::SearchBackward);
        }
        Action::Find => shelf.typing = true,
        Action::PromptDeleteBack => {
            shelf.sought.delete_back();
            return Some(narrow(model));
        }
        Action::PromptClear | Action::PromptDeleteWord => {
            shelf.sought.clear();
            return Some(narrow(model));
        }
        Action::Cancel | Action::PromptCancel
            if shelf.typing || !shelf.sought.text().is_empty() =>
        {
            shelf.typing = false;
            shelf.sought.clear();
            return Some(narrow(model));
        }
        // Behind the shelf of a library that was just opened there is nothing yet.
        Action::Cancel if has_letter => model.over = None,
        Action::Cancel => {}
        _ => return None,
    }
    Some(Vec::new())
}

/// Where its keys are looked up.
#[must_use]
pub fn context(model: &Model) -> Context {
    let typing = model
        .library
        .as_ref()
        .is_some_and(|library| library.shelf.typing);
    if typing {
        Context::Prompt
    } else {
        Context::Help
    }
}

/// A click on a row chooses the letter there; on the chosen one, opens it.
pub fn click(model: &mut Model, row: u16) -> Vec<Effect> {
    let head = choice::head(model);
    let Some(library) = &mut model.library else {
        return Vec::new();
    };
    let at = library.shelf.choice.top + usize::from(row.saturating_sub(head));
    if row < head || at >= library.shelf.order.len() {
        return Vec::new();
    }
    if library.shelf.choice.at == at {
        return update::act(model, Action::Follow, None);
    }
    library.shelf.choice.at = at;
    Vec::new()
}

/// Draws the shelf over everything but the rows of messages and keys. Returns the cursor's cell.
pub fn draw(model: &Model, area: Rect, buffer: &mut Buffer) -> Option<(u16, u16)> {
    let library = model.library.as_ref()?;
    let ink = Ink::new(model);
    let shelf = &library.shelf;
    let (title, area) = choice::draw_ground(model, area, buffer);
    let caret = title.and_then(|title| draw_head(model, title, buffer));
    let mut cursor = None;
    let letters = shelf.order.iter().enumerate().skip(shelf.choice.top);
    for ((at, &letter), row) in letters.zip(choice::lines(area)) {
        draw_letter(&ink, row, buffer, &library.edition.card(letter));
        if at == shelf.choice.at {
            cursor = Some(Choice::mark(&ink, row, buffer));
        }
    }
    if shelf.order.is_empty() {
        let texts = &model.texts.library;
        let text = if library.importing {
            &texts.still_importing
        } else {
            &texts.none
        };
        let room = area.width.saturating_sub(2);
        ink.put_cut(
            buffer,
            (area.x + 1, area.y, room),
            text,
            ink.style(Role::Dim),
        );
    }
    caret.or(cursor)
}

/// Draws how many letters there are, and what is sought among them. Returns the caret's cell while that is typed.
fn draw_head(model: &Model, area: Rect, buffer: &mut Buffer) -> Option<(u16, u16)> {
    let library = model.library.as_ref()?;
    let ink = Ink::new(model);
    let shelf = &library.shelf;
    let title = model
        .texts
        .library
        .letters
        .count(library.edition.newest().len());
    let end = choice::draw_title(&ink, area, buffer, &title);
    let mut caret = None;
    if shelf.typing || !shelf.sought.text().is_empty() {
        let shown = model.texts.library.shown.count(shelf.order.len());
        let text = format!("  {} ", model.texts.library.find);
        let room = area.right().saturating_sub(end);
        let x = ink.put_cut(buffer, (end, area.y, room), &text, ink.style(Role::Dim));
        let typed = shelf.sought.text();
        let room = area.right().saturating_sub(x);
        let after = ink.put_cut(
            buffer,
            (x, area.y, room),
            typed,
            ink.style(Role::PromptText),
        );
        let room = area.right().saturating_sub(after + 2);
        ink.put_cut(
            buffer,
            (after + 2, area.y, room),
            &shown,
            ink.style(Role::Count),
        );
        let before = columns(&typed[..shelf.sought.caret()]) as u16;
        caret = shelf.typing.then_some((x + before, area.y));
    }
    caret
}

/// A letter on one row: date, title, and as far as there is room its sender, its number and its length.
fn draw_letter(ink: &Ink, row: Rect, buffer: &mut Buffer, known: &LetterCard) {
    let card = &known.card;
    let date = match card.day() {
        0 => String::new(),
        day => format!(
            "{:04}-{:02}-{:02}",
            day / 10_000,
            day / 100 % 100,
            day % 100
        ),
    };
    let dim = ink.style(Role::Dim);
    ink.put_cut(buffer, (row.x + 2, row.y, DATE), &date, dim);
    let id = card.id.clone().unwrap_or_default();
    let length = match card.pages {
        0 => String::new(),
        pages => format!("{pages} p."),
    };
    // From the right: what there is room for beside a title of forty columns.
    let mut right = row.right().saturating_sub(1);
    let left = row.x + 2 + DATE;
    for (text, wide) in [(length, 7), (id, 18)] {
        if right.saturating_sub(left) < wide + 42 {
            break;
        }
        right -= wide;
        ink.put_cut(buffer, (right + 1, row.y, wide - 1), &text, dim);
    }
    let room = right.saturating_sub(left);
    let style = ink.style(Role::Text);
    let end = ink.put_cut(buffer, (left, row.y, room), &card.title, style);
    // Many papers of a dossier are called the same; who sent them tells them apart.
    let left = (left + room).saturating_sub(end);
    if let Some(sender) = card.sender.as_ref().filter(|_| left > 8) {
        ink.put_cut(buffer, (end, row.y, left), &format!(" · {sender}"), dim);
    }
}
