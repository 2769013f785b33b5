//! The command line: every action by its name, and what needs a word: a page, a note, a theme, a query.
//!
//! It completes as one types and tells each action's keys. It must not know how actions are carried out.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::catalogue::{Commands, fill};
use crate::layout::wrap::columns;
use crate::tui::action::Action;
use crate::tui::against;
use crate::tui::compare::asking;
use crate::tui::effect::Effect;
use crate::tui::ink::Ink;
use crate::tui::keymap::Context;
use crate::tui::line::LineEdit;
use crate::tui::model::{self, Model};
use crate::tui::notes;
use crate::tui::screen::clear;
use crate::tui::status;
use crate::tui::theme::{Role, Theme};
use crate::tui::update;

/// A command being typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Command {
    line: LineEdit,
    /// The names of the themes there are.
    themes: Vec<String>,
    /// Which completion was chosen with the arrows.
    chosen: Option<usize>,
}

impl Command {
    /// An empty line.
    #[must_use]
    pub fn new(model: &Model) -> Self {
        let themes = Theme::names(&model.settings.own_themes);
        Self {
            line: LineEdit::default(),
            themes: themes.into_iter().map(str::to_owned).collect(),
            chosen: None,
        }
    }

    /// Puts typed or pasted text in.
    pub fn insert(&mut self, text: &str) {
        self.line.insert(text);
        self.chosen = None;
    }

    /// Whether anything can be chosen that begins with what was typed.
    #[must_use]
    pub fn can_choose(&self) -> bool {
        !self.completions().is_empty()
    }

    /// Every command that begins with what was typed, actions by name included; behind one that wants a theme, the themes.
    fn completions(&self) -> Vec<String> {
        let typed = self.line.text().trim_start();
        let Some((name, rest)) = typed.split_once(' ') else {
            return beginning_with(typed);
        };
        let wants_theme = command(name).is_some_and(|row| row.wants == Wants::Theme);
        let themes = self.themes.iter().filter(|theme| theme.starts_with(rest));
        themes
            .filter(|_| wants_theme)
            .map(|theme| format!("{name} {theme}"))
            .collect()
    }
}

/// What a command wants behind its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wants {
    Nothing,
    Number,
    Theme,
    Words,
}

/// A command beside the actions.
struct Row {
    name: &'static str,
    wants: Wants,
    /// The action whose keys do the same.
    action: Action,
    /// What it does, where that is more than the action says.
    words: Option<fn(&Commands) -> &String>,
}

/// The commands beside the actions.
const COMMANDS: &[Row] = &[
    Row::new(
        "page",
        Wants::Number,
        Action::Top,
        Some(|texts| &texts.page),
    ),
    Row::new(
        "note",
        Wants::Number,
        Action::FocusNotes,
        Some(|texts| &texts.note),
    ),
    Row::new(
        "theme",
        Wants::Theme,
        Action::NextTheme,
        Some(|texts| &texts.theme),
    ),
    Row::new(
        "compare",
        Wants::Words,
        Action::Compare,
        Some(|texts| &texts.compare),
    ),
    Row::new("search", Wants::Words, Action::SearchForward, None),
    Row::new("against", Wants::Words, Action::Against, None),
    Row::new("check", Wants::Nothing, Action::ShowWarnings, None),
    Row::new("help", Wants::Nothing, Action::Help, None),
    Row::new("q", Wants::Nothing, Action::Quit, None),
];

impl Row {
    const fn new(
        name: &'static str,
        wants: Wants,
        action: Action,
        words: Option<fn(&Commands) -> &String>,
    ) -> Self {
        Self {
            name,
            wants,
            action,
            words,
        }
    }
}

fn command(name: &str) -> Option<&'static Row> {
    COMMANDS.iter().find(|row| row.name == name)
}

/// The action a command carries out, or is described by.
fn action_of(name: &str) -> Option<Action> {
    command(name)
        .map(|row| row.action)
        .or_else(|| Action::from_name(name))
}

/// Every command that begins so, actions by name included.
fn beginning_with(typed: &str) -> Vec<String> {
    let commands = COMMANDS.iter().map(|row| row.name);
    let actions = Action::ALL
        .iter()
        .filter(|action| !action.in_prompt())
        .map(|action| action.name())
        .filter(|name| command(name).is_none());
    commands
        .chain(actions)
        .filter(|name| name.starts_with(typed))
        .map(str::to_owned)
        .collect()
}

/// What an action does while the command line is open; `None`: not its business.
pub fn act(model: &mut Model, action: Action) -> Option<Vec<Effect>> {
    let Some(model::Over::Command(command)) = &mut model.over else {
        return None;
    };
    let count = command.completions().len().max(1);
    match action {
        Action::PromptDeleteBack => {
            if !command.line.delete_back() && command.line.text().is_empty() {
                model.over = None;
                return Some(Vec::new());
            }
            command.chosen = None;
        }
        _ if command.line.edit(action) => {}
        Action::PromptHitDown => {
            command.chosen = Some(command.chosen.map_or(0, |at| (at + 1) % count));
        }
        Action::PromptHitUp => {
            command.chosen = Some((command.chosen.unwrap_or(0) + count - 1) % count);
        }
        Action::PromptScopeNext => complete(command),
        Action::PromptAccept => return Some(accept(model)),
        Action::PromptCancel | Action::Cancel => model.over = None,
        _ => return None,
    }
    Some(Vec::new())
}

/// Tab: the chosen completion, else the first, with room for the word it wants.
fn complete(line: &mut Command) {
    let all = line.completions();
    let Some(name) = all.get(line.chosen.unwrap_or(0)) else {
        return;
    };
    let wants = command(name).is_some_and(|row| row.wants != Wants::Nothing);
    let space = if wants { " " } else { "" };
    line.line = LineEdit::new(&format!("{name}{space}"));
    line.chosen = None;
}

/// Enter: the completion that was chosen, else what was typed; a beginning is enough when only one command begins so.
fn accept(model: &mut Model) -> Vec<Effect> {
    let Some(model::Over::Command(line)) = model.over.take() else {
        return Vec::new();
    };
    // What is asked from a comparison is asked of it.
    asking::settle(model);
    let typed = line.line.text().trim().to_owned();
    let mut all = line.completions();
    if let Some(chosen) = line.chosen.filter(|&at| at < all.len()) {
        return run(model, &all.swap_remove(chosen));
    }
    let (name, rest) = typed.split_once(' ').unwrap_or((&typed, ""));
    // A beginning of what it wants is enough too, when only one thing begins so.
    if let ([only], false) = (all.as_slice(), rest.is_empty()) {
        return run(model, only);
    }
    if name.is_empty() || action_of(name).is_some() || name.parse::<u32>().is_ok() {
        return run(model, &typed);
    }
    match beginning_with(name).as_slice() {
        [only] => run(model, format!("{only} {rest}").trim()),
        [] => run(model, &typed),
        many => {
            let names = status::join_within(many, usize::from(model.area.0).saturating_sub(30));
            let text = &model.texts.status.many_commands;
            model.warn(fill(text, &[("command", name), ("names", &names)]));
            Vec::new()
        }
    }
}

/// Carries out a command line.
pub fn run(model: &mut Model, line: &str) -> Vec<Effect> {
    let line = line.trim();
    let (name, word) = line.split_once(' ').unwrap_or((line, ""));
    let (name, word) = (name.trim_end_matches('!'), word.trim());
    let number = word.parse::<u32>().ok();
    let wants = command(name).map(|row| row.wants);
    match (name, number) {
        ("", _) => Vec::new(),
        ("page", Some(page)) => update::act(model, Action::Top, Some(page)),
        ("note", Some(note)) => {
            notes::focus(model, Some(note));
            Vec::new()
        }
        ("theme", _) if !word.is_empty() => set_theme(model, word),
        ("compare", _) if word.is_empty() => update::act(model, Action::Compare, None),
        ("compare", _) => asking::with_file(model, word),
        ("against", _) if word.is_empty() => update::act(model, Action::Against, None),
        ("against", _) => {
            against::set(model, word);
            Vec::new()
        }
        ("search", _) if !word.is_empty() => {
            let mut effects = update::act(model, Action::SearchForward, None);
            effects.extend(update::insert(model, word));
            effects.extend(update::act(model, Action::PromptAccept, None));
            effects
        }
        _ if wants.is_some_and(|wants| wants != Wants::Nothing) => {
            let texts = &model.texts.status;
            let text = match wants {
                Some(Wants::Number) => &texts.wants_number,
                _ => &texts.wants_word,
            };
            model.warn(fill(text, &[("command", name)]));
            Vec::new()
        }
        _ if wants == Some(Wants::Nothing) && !word.is_empty() => {
            let text = &model.texts.status.no_such_command;
            model.warn(fill(text, &[("command", line)]));
            Vec::new()
        }
        _ => match (action_of(name), name.parse::<u32>()) {
            (Some(action), _) => update::act(model, action, number),
            (None, Ok(page)) => update::act(model, Action::Top, Some(page)),
            (None, Err(_)) => {
                let text = &model.texts.status.no_such_command;
                model.warn(fill(text, &[("command", line)]));
                Vec::new()
            }
        },
    }
}

/// Puts a theme on.
pub fn set_theme(model: &mut Model, name: &str) -> Vec<Effect> {
    let names = Theme::names(&model.settings.own_themes);
    if names.contains(&name) {
        name.clone_into(&mut model.settings.theme);
        model.say(fill(&model.texts.status.theme, &[("name", name)]));
        vec![Effect::Theme(name.to_owned()), Effect::Remember]
    } else {
        model.warn(fill(
            &model.texts.status.no_such_theme,
            &[("name", name), ("names", &names.join(", "))],
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
    let all = command.completions();
    let most = usize::from((model.area.1 / 2).min(10)).min(usize::from(status.y));
    let first = (command.chosen.unwrap_or(0) + 1).saturating_sub(most);
    let shown: Vec<(usize, &String)> = all.iter().enumerate().skip(first).take(most).collect();
    let top = status.y - shown.len() as u16;
    let columns_of = Columns::of(model, &all);
    for ((at, name), y) in shown.into_iter().zip(top..status.y) {
        let row = Rect {
            y,
            height: 1,
            ..status
        };
        clear(&ink, buffer, row);
        draw_completion(model, &ink, (x, row, &columns_of), name, buffer);
        if command.chosen == Some(at) {
            ink.put(buffer, (x - 1, y), ink.pointer(), Role::PaneTitleFocused);
            ink.tint(buffer, row, Role::Selected);
        }
    }
    let unseen = ink.unseen([first, all.len().saturating_sub(first + most)]);
    let room = usize::from(status.width.max(1)) - 1;
    if columns(command.line.text()) + columns(&unseen) + 4 < room {
        let at = status.x + (room - columns(&unseen)) as u16;
        ink.put(buffer, (at, status.y), &unseen, Role::Dim);
    }
    let caret = x + 1 + columns(&command.line.text()[..command.line.caret()]) as u16;
    Some((caret.min(status.right().saturating_sub(1)), status.y))
}

/// A completion: its name, the keys that do the same, and what it does.
fn draw_completion(
    model: &Model,
    ink: &Ink,
    (x, row, all): (u16, Rect, &Columns),
    name: &str,
    buffer: &mut Buffer,
) {
    let y = row.y;
    let room = |from: u16| row.right().saturating_sub(from + 1);
    ink.put_cut(buffer, (x + 1, y, all.names), name, ink.style(Role::Text));
    let Some(action) = action_of(name) else {
        return;
    };
    let from = x + all.names + 3;
    let keys = keys_of(model, action);
    let width = all.keys.min(room(from));
    ink.put_cut(buffer, (from, y, width), &keys, ink.style(Role::KeyHint));
    let from = from + all.keys + 2;
    let words = match command(name.trim()).and_then(|row| row.words) {
        Some(words) => words(&model.texts.commands),
        None => model.texts.action(action.name()),
    };
    if room(from) > 8 {
        ink.put_cut(buffer, (from, y, room(from)), words, ink.style(Role::Dim));
    }
}

/// Columns of all completions' names and keys, so that none moves while one steps through them.
struct Columns {
    names: u16,
    keys: u16,
}

impl Columns {
    fn of(model: &Model, all: &[String]) -> Self {
        let names = all.iter().map(|name| columns(name));
        let keys = all.iter().filter_map(|name| action_of(name));
        let keys = keys.map(|action| columns(&keys_of(model, action)));
        Self {
            names: names.max().unwrap_or(0).min(26) as u16,
            keys: keys.max().unwrap_or(0).min(14) as u16,
        }
    }
}

/// The keys that do the same as an action's name.
fn keys_of(model: &Model, action: Action) -> String {
    let shown = model.keymap.shown_for(Context::Read, action, model.ascii);
    shown.join(" ")
}
