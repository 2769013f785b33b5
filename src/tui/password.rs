//! Asking for what opens an encrypted letter, on the status row. What is typed is never shown, kept or told.
//!
//! It must not know how a letter is opened.

use std::fmt;

use ratatui::buffer::Buffer;

use crate::catalogue::fill;
use crate::layout::wrap::columns;
use crate::tui::action::Action;
use crate::tui::effect::Effect;
use crate::tui::ink::Ink;
use crate::tui::line::LineEdit;
use crate::tui::model::{Model, Over};
use crate::tui::screen::clear;
use crate::tui::theme::Role;

/// A password being typed.
#[derive(Clone, PartialEq, Eq)]
pub struct Password {
    line: LineEdit,
    /// The letter's name.
    name: String,
    /// One was given before, and did not open it.
    again: bool,
    /// What is told where nobody can be asked.
    pub error: String,
}

/// Without what was typed.
impl fmt::Debug for Password {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Password")
            .field("name", &self.name)
            .field("again", &self.again)
            .finish_non_exhaustive()
    }
}

impl Password {
    /// Asks for the password of a letter.
    #[must_use]
    pub fn new(name: String, again: bool, error: String) -> Self {
        Self {
            line: LineEdit::default(),
            name,
            again,
            error,
        }
    }

    /// Puts typed or pasted text in.
    pub fn insert(&mut self, text: &str) {
        self.line.insert(text);
    }
}

/// What an action does while a password is asked for; `None`: not its business.
pub fn act(model: &mut Model, action: Action) -> Option<Vec<Effect>> {
    let Some(Over::Password(password)) = &mut model.over else {
        return None;
    };
    let line = &mut password.line;
    match action {
        Action::PromptDeleteBack => {
            line.delete_back();
        }
        // Words and places within it would tell of it.
        Action::PromptDeleteWord | Action::PromptClear => line.clear(),
        Action::PromptAccept => {
            let typed = line.text().to_owned();
            model.over = None;
            return Some(vec![Effect::Unlock(typed)]);
        }
        // Without it there is nothing to read.
        Action::PromptCancel | Action::Cancel if model.letter.document.text_len() == 0 => {
            return Some(vec![Effect::Quit]);
        }
        Action::PromptCancel | Action::Cancel => model.over = None,
        Action::Quit | Action::Suspend => return None,
        _ => {}
    }
    Some(Vec::new())
}

/// Draws the question on the status row. Returns the caret's cell.
pub fn draw(model: &Model, password: &Password, buffer: &mut Buffer) -> Option<(u16, u16)> {
    let ink = Ink::new(model);
    let status = model.panes.status;
    clear(&ink, buffer, status);
    let texts = &model.texts.prompt;
    let (asked, short) = if password.again {
        (&texts.password_again, &texts.password_again_short)
    } else {
        (&texts.password, &texts.password_short)
    };
    let dots = if model.ascii { "*" } else { "•" };
    let dots = dots.repeat(password.line.text().chars().count());
    // On a narrow screen the name goes before the question does, and the question before what is typed.
    let room = usize::from(status.width).saturating_sub(4 + columns(&dots).min(8));
    let asked = [fill(asked, &[("name", &password.name)]), short.clone()]
        .into_iter()
        .find(|asked| columns(asked) <= room)
        .unwrap_or_default();
    let asked = ink.words(&asked);
    let x = status.x + 1;
    ink.put(buffer, (x, status.y), &asked, Role::Prompt);
    let at = x + columns(&asked) as u16 + 1;
    let width = status.right().saturating_sub(at + 1);
    ink.put_cut(
        buffer,
        (at, status.y, width),
        &dots,
        ink.style(Role::PromptText),
    );
    Some((at + (columns(&dots) as u16).min(width), status.y))
}
