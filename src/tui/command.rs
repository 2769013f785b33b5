//! The command line: every action by its name, and what needs a word: a page, a note, a theme, a query.
//!
//! It completes as one types and tells each action's keys. It must not know how actions are carried out.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::catalogue::fill;
use crate::layout::wrap::columns;
use crate::tui::action::Action;
use crate::tui::effect::Effect;
use crate::tui::ink::Ink;
use crate::tui::key;
use crate::tui::keymap::Context;
use crate::tui::line::LineEdit;
use crate::tui::model::{self, Model};
use crate::tui::notes;
use crate::tui::screen::clear;
use crate::tui::search;
use crate::tui::theme::{Role, Theme};
use crate::tui::{prompt, update};

/// A command being typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Command {
    line: LineEdit,
    /// Which completion is chosen.
    chosen: usize,
}

impl Command {
    /// Puts typed or pasted text in.
    pub fn insert(&mut self, text: &str) {
        self.line.insert(text);
        self.chosen = 0;
    }
}

/// Commands that are no action: their name and whether they take a word.
const WITH_WORD: &[(&str, bool)] = &[
    ("page", true),
    ("note", true),
    ("theme", true),
    ("search", true),
    ("check", false),
    ("q", false),
    ("help", false),
];

/// Every command that begins with what was typed, actions by name included.
fn completions(typed: &str) -> Vec<String> {
    let (name, rest) = typed.split_once(' ').unwrap_or((typed, ""));
    if name == "theme" && typed.contains(' ') {
        return Theme::NAMES
            .iter()
            .filter(|theme| theme.starts_with(rest))
            .map(|theme| format!("theme {theme}"))
            .collect();
    }
    if typed.contains(' ') {
        return Vec::new();
    }
    let words = WITH_WORD.iter().map(|(word, _)| (*word).to_owned());
    let actions = Action::ALL
        .iter()
        .filter(|action| !action.in_prompt())
        .map(|action| action.name().to_owned());
    let mut all: Vec<String> = words
        .chain(actions)
        .filter(|word| word.starts_with(name))
        .collect();
    all.dedup();
    all
}

/// What an action does while the command line is open; `None`: not its business.
pub fn act(model: &mut Model, action: Action) -> Option<Vec<Effect>> {
    let Some(model::Over::Command(command)) = &mut model.over else {
        return None;
    };
    let count = completions(command.line.text()).len().max(1);
    match action {
        Action::PromptDeleteBack => {
            if !command.line.delete_back() && command.line.text().is_empty() {
                model.over = None;
            }
        }
        Action::PromptDeleteWord => command.line.delete_word(),
        Action::PromptClear => command.line.clear(),
        Action::PromptLeft => command.line.left(),
        Action::PromptRight => command.line.right(),
        Action::PromptStart => command.line.start(),
        Action::PromptEnd => command.line.end(),
        Action::PromptHitDown => command.chosen = (command.chosen + 1) % count,
        Action::PromptHitUp => command.chosen = (command.chosen + count - 1) % count,
        Action::PromptScopeNext => {
            if let Some(word) = completions(command.line.text()).get(command.chosen) {
                command.line = LineEdit::new(word);
                command.chosen = 0;
            }
        }
        Action::PromptAccept => return Some(accept(model)),
        Action::PromptCancel | Action::Cancel => model.over = None,
        _ => return None,
    }
    Some(Vec::new())
}

/// Enter: what was typed if it is a command, else the completion chosen.
fn accept(model: &mut Model) -> Vec<Effect> {
    let Some(model::Over::Command(command)) = model.over.take() else {
        return Vec::new();
    };
    let typed = command.line.text().trim().to_owned();
    let known = |text: &str| {
        Action::from_name(text).is_some() || WITH_WORD.iter().any(|(word, _)| *word == text)
    };
    let (name, _) = typed.split_once(' ').unwrap_or((&typed, ""));
    let whole = if typed.is_empty() || known(name) && command.chosen == 0 {
        typed.clone()
    } else {
        completions(&typed)
            .get(command.chosen)
            .cloned()
            .unwrap_or_else(|| typed.clone())
    };
    run(model, &whole)
}

/// Carries out a command line.
pub fn run(model: &mut Model, line: &str) -> Vec<Effect> {
    let line = line.trim();
    let (name, word) = line.split_once(' ').unwrap_or((line, ""));
    let word = word.trim();
    let number = word.parse::<u32>().ok();
    match (name, number) {
        ("", _) => Vec::new(),
        ("q", _) => vec![Effect::Quit],
        ("check", _) => update::act(model, Action::ShowWarnings, None),
        ("page", Some(page)) => update::act(model, Action::Top, Some(page)),
        ("note", Some(note)) => {
            notes::focus(model, Some(note));
            Vec::new()
        }
        ("theme", _) if !word.is_empty() => set_theme(model, word),
        ("search", _) if !word.is_empty() => {
            let _ = search::act(model, Action::SearchForward, None);
            let mut effects = prompt::insert(model, word);
            effects.extend(prompt::act_in_prompt(model, Action::PromptAccept).unwrap_or_default());
            effects
        }
        _ => match (Action::from_name(name), name.parse::<u32>()) {
            (Some(action), _) => update::act(model, action, number),
            (None, Ok(page)) => update::act(model, Action::Top, Some(page)),
            (None, Err(_)) => {
                model.warn(fill(
                    &model.texts.status.no_such_command,
                    &[("command", line)],
                ));
                Vec::new()
            }
        },
    }
}

/// Puts a theme on.
pub fn set_theme(model: &mut Model, name: &str) -> Vec<Effect> {
    if Theme::NAMES.contains(&name) {
        name.clone_into(&mut model.settings.theme);
        model.say(fill(&model.texts.status.theme, &[("name", name)]));
        vec![Effect::Theme(name.to_owned()), Effect::Remember]
    } else {
        model.warn(fill(
            &model.texts.status.no_such_theme,
            &[("name", name), ("names", &Theme::NAMES.join(", "))],
        ));
        Vec::new()
    }
}

/// Draws the line on the status row and its completions above it. Returns the caret's cell.
pub fn draw(model: &Model, command: &Command, buffer: &mut Buffer) -> Option<(u16, u16)> {
    let ink = Ink::new(model);
    let status = model.panes.status;
    clear(&ink, buffer, status);
    let x = status.x + 1;
    ink.put(buffer, (x, status.y), ":", Role::Prompt);
    ink.put_cut(
        buffer,
        (x + 1, status.y, status.width.saturating_sub(2)),
        command.line.text(),
        ink.style(Role::PromptText),
    );
    let all = completions(command.line.text());
    let most = usize::from((model.area.1 / 2).min(10)).min(usize::from(status.y));
    let first = command.chosen.saturating_sub(most.saturating_sub(1));
    let shown: Vec<(usize, &String)> = all.iter().enumerate().skip(first).take(most).collect();
    let top = status.y - shown.len() as u16;
    for ((at, name), y) in shown.into_iter().zip(top..status.y) {
        let row = Rect {
            y,
            height: 1,
            ..status
        };
        clear(&ink, buffer, row);
        ink.put_cut(buffer, (x + 1, y, 26), name, ink.style(Role::Text));
        if let Some(action) = Action::from_name(name) {
            let keys: Vec<String> = model
                .keymap
                .keys_for(Context::Read, action)
                .iter()
                .map(|keys| key::show(keys, model.ascii))
                .collect();
            ink.put_cut(
                buffer,
                (x + 28, y, 14),
                &keys.join(" "),
                ink.style(Role::KeyHint),
            );
            ink.put_cut(
                buffer,
                (x + 43, y, status.width.saturating_sub(45)),
                model.texts.action(action.name()),
                ink.style(Role::Dim),
            );
        }
        if at == command.chosen {
            ink.put(buffer, (x - 1, y), ink.pointer(), Role::PaneTitleFocused);
            ink.tint(buffer, row, Role::Selected);
        }
    }
    let caret = x + 1 + columns(&command.line.text()[..command.line.caret()]) as u16;
    Some((caret.min(status.right().saturating_sub(1)), status.y))
}
