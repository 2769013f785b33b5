//! The whole state of the reader, and the one function that changes it.
//!
//! It holds data only: no thread, no file, no clock, no terminal. What the world is asked for leaves as an [`Effect`].

use std::collections::BTreeMap;
use std::sync::Arc;

use ratatui::crossterm::event::{Event, KeyEvent};

use crate::catalogue::{Texts, fill};
use crate::config::Settings;
use crate::document::Document;
use crate::document::place::{Anchor, Place};
use crate::index::Answer;
use crate::tui::action::Action;
use crate::tui::command::Command;
use crate::tui::effect::Effect;
use crate::tui::hits::{self, Hits};
use crate::tui::jumps::Jumps;
use crate::tui::key::Key;
use crate::tui::keymap::{Context, Keymap, Lookup};
use crate::tui::notes::{self, Notes};
use crate::tui::outline::{self, Outline};
use crate::tui::peek::Peek;
use crate::tui::reader::{self, Reader};
use crate::tui::screen::Panes;
use crate::tui::search::{self, Search};
use crate::tui::theme::Theme;
use crate::tui::{command, copy, help, mouse, peek};

/// Everything the screen is drawn from.
#[derive(Debug, Clone)]
pub struct Model {
    /// The settings in force.
    pub settings: Settings,
    /// The interface's words.
    pub texts: Arc<Texts>,
    /// The keys.
    pub keymap: Arc<Keymap>,
    /// The colours and forms.
    pub theme: Theme,
    /// Only characters of ASCII for signs and lines.
    pub ascii: bool,
    /// Columns and rows of the screen.
    pub area: (u16, u16),
    /// Where the panes stand; follows from `area`, settings and letter.
    pub panes: Panes,
    /// The letter.
    pub letter: Letter,
    /// The pane that has the keys.
    pub focus: Focus,
    /// The text pane.
    pub reader: Reader,
    /// The sections pane.
    pub outline: Outline,
    /// The notes pane.
    pub notes: Notes,
    /// The hits pane.
    pub hits: Hits,
    /// The search that stands.
    pub search: Search,
    /// What lies over the panes.
    pub over: Option<Over>,
    /// Places one came from.
    pub jumps: Jumps,
    /// Places marked with a letter.
    pub marks: BTreeMap<char, Anchor>,
    /// Keys that are not an action yet.
    pub pending: Pending,
    /// What was last said on the status row.
    pub status: Option<Status>,
    /// A place that was just jumped to.
    pub flash: Option<Place>,
    /// What is to be said once the letter is there: mistakes in the settings.
    pub notice: Option<String>,
}

/// The letter that is open, or about to be.
#[derive(Debug, Clone, Default)]
pub struct Letter {
    /// Its text; empty until it has been read.
    pub document: Arc<Document>,
    /// Counts how often a document was put here: answers and indexes of an earlier one are too late.
    pub edition: u64,
    /// Whether all of it is here, or only its beginning.
    pub whole: bool,
    /// Whether it can be searched.
    pub indexed: bool,
}

/// The panes that can have the keys.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Focus {
    /// The text.
    #[default]
    Text,
    /// The outline.
    Sections,
    /// The notes.
    Notes,
    /// The hits.
    Hits,
}

/// What can lie over the panes; at most one does.
#[derive(Debug, Clone)]
pub enum Over {
    /// All keys, from this row on.
    Help(usize),
    /// A note, citation or abbreviation, without moving.
    Peek(Peek),
    /// What was not understood in the letter, from this row on.
    Warnings(usize),
    /// The command line.
    Command(Command),
}

/// Keys typed so far that are no action yet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pending {
    /// The beginning of a sequence.
    pub keys: Vec<Key>,
    /// The count typed before it.
    pub count: Option<u32>,
    /// An action that waits for a letter.
    pub letter_for: Option<Action>,
}

/// A message on the status row; it stays until the next key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    /// What it says.
    pub text: String,
    /// Whether something went wrong.
    pub wrong: bool,
}

/// What happened.
#[derive(Debug)]
pub enum Msg {
    /// A key, a click, a paste, a new size.
    Input(Event),
    /// The time that [`Model::wait`] named went by without anything happening.
    Waited,
    /// A letter was read (or its beginning).
    Opened {
        /// The letter.
        document: Arc<Document>,
        /// Whether this is all of it.
        whole: bool,
        /// Which reading of a letter this is.
        edition: u64,
    },
    /// The letter of this edition can be searched now.
    Indexed(u64),
    /// An answer to a query over the letter of an edition.
    Found(u64, Box<Answer>),
    /// Something the user asked for went wrong.
    Failed(String),
    /// Something is under way.
    Progress(String),
    /// The program was stopped and goes on; or the screen must be drawn anew.
    Resumed,
    /// The program is asked to stop, as Ctrl-Z asks.
    Stop,
    /// The program is asked to end.
    Terminate,
}

impl Model {
    /// A model before its letter is read.
    #[must_use]
    pub fn new(
        settings: Settings,
        texts: Arc<Texts>,
        keymap: Arc<Keymap>,
        theme: Theme,
        area: (u16, u16),
    ) -> Self {
        let mut model = Self {
            ascii: settings.ascii,
            settings,
            texts,
            keymap,
            theme,
            area,
            panes: Panes::default(),
            letter: Letter::default(),
            focus: Focus::default(),
            reader: Reader::default(),
            outline: Outline::default(),
            notes: Notes::default(),
            hits: Hits::default(),
            search: Search::default(),
            over: None,
            jumps: Jumps::default(),
            marks: BTreeMap::new(),
            pending: Pending::default(),
            status: None,
            flash: None,
            notice: None,
        };
        settle(&mut model);
        model
    }

    /// How long the loop may sleep before it says [`Msg::Waited`]; `None`: for ever.
    #[must_use]
    pub fn wait(&self) -> Option<std::time::Duration> {
        let pending = !self.pending.keys.is_empty();
        // 600 ms for the rest of a sequence, as in vi's `timeoutlen` for practised hands; a flash is seen in 400.
        (pending || self.flash.is_some())
            .then(|| std::time::Duration::from_millis(if pending { 600 } else { 400 }))
    }

    /// Whether typed letters are text: the terminal may then send pastes as one piece.
    #[must_use]
    pub fn typing(&self) -> bool {
        self.search.prompt.is_some() || matches!(self.over, Some(Over::Command(_)))
    }

    /// Says something on the status row.
    pub fn say(&mut self, text: String) {
        self.status = Some(Status { text, wrong: false });
    }

    /// Says on the status row that something cannot be.
    pub fn warn(&mut self, text: String) {
        self.status = Some(Status { text, wrong: true });
    }

    /// A section's title; the text before the first heading has one too.
    #[must_use]
    pub fn section_title(&self, section: usize) -> String {
        let title = self
            .letter
            .document
            .sections
            .get(section)
            .and_then(|section| section.title.clone());
        title.unwrap_or_else(|| self.texts.panes.opening.clone())
    }

    /// Where keys are looked up.
    #[must_use]
    pub fn context(&self) -> Context {
        match (&self.over, &self.search.prompt, self.focus) {
            (Some(Over::Command(_)), ..) | (None, Some(_), _) => Context::Prompt,
            (Some(_), ..) => Context::Help,
            _ if self.reader.selection.is_some() => Context::Select,
            (_, _, Focus::Text) => Context::Read,
            _ => Context::List,
        }
    }
}

/// Takes in what happened; says what the world is asked for.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    let effects = match msg {
        Msg::Input(event) => input(model, event),
        Msg::Waited => {
            model.pending = Pending::default();
            model.flash = None;
            Vec::new()
        }
        Msg::Opened {
            document,
            whole,
            edition,
        } => opened(model, document, whole, edition),
        Msg::Indexed(edition) => {
            if edition == model.letter.edition {
                model.letter.indexed = true;
                search::ask(model)
            } else {
                Vec::new()
            }
        }
        Msg::Found(edition, answer) => {
            if edition == model.letter.edition {
                search::found(model, *answer);
                hits::regroup(model);
            }
            Vec::new()
        }
        Msg::Failed(text) => {
            model.warn(text);
            Vec::new()
        }
        Msg::Progress(text) => {
            model.say(text);
            Vec::new()
        }
        Msg::Resumed => vec![Effect::Repaint],
        Msg::Stop => vec![Effect::Suspend],
        Msg::Terminate => vec![Effect::Quit],
    };
    settle(model);
    effects
}

/// The one place where what follows from the rest is brought up to date.
pub fn settle(model: &mut Model) {
    let panes = Panes::new(model);
    let resized = panes.text != model.panes.text;
    model.panes = panes;
    if model.letter.document.text_len() == 0 {
        return;
    }
    if resized {
        let height = usize::from(model.panes.text.height);
        let top = reader::layout(model).clamp(model.reader.top, height);
        // Clamping would forget the words on top; a taller screen that shows the end does not need them.
        if top != model.reader.top {
            model.reader.top = top;
        }
    }
    reader::keep_point_visible(model);
    outline::settle(model, model.panes.sections);
    notes::settle(model, model.panes.notes);
    hits::settle(
        model,
        model.panes.hits.map_or(0, |area| usize::from(area.height)),
    );
}

fn opened(model: &mut Model, document: Arc<Document>, whole: bool, edition: u64) -> Vec<Effect> {
    if edition < model.letter.edition {
        return Vec::new();
    }
    let old = model.letter.document.clone();
    let again = |place: Place| {
        Anchor::new(&old, place)
            .resolve(&document)
            .unwrap_or_default()
    };
    let first = old.text_len() == 0;
    if !first {
        model.reader.point = again(model.reader.point);
        model.reader.top.place = again(model.reader.top.place);
        model.jumps = Jumps::default();
    }
    model.reader.selection = None;
    model.search.answer = None;
    model.search.current = None;
    model.search.only = None;
    model.notes = Notes::default();
    model.letter = Letter {
        document,
        edition,
        whole,
        indexed: false,
    };
    hits::regroup(model);
    if let Some(notice) = model.notice.take() {
        model.warn(notice);
    } else if whole {
        let warnings = model.letter.document.warnings.len();
        if warnings > 0 {
            let text = model.texts.status.doubts.count(warnings);
            model.say(text);
        } else {
            model.status = None;
        }
    }
    Vec::new()
}

fn input(model: &mut Model, event: Event) -> Vec<Effect> {
    match event {
        Event::Key(key) => key_press(model, key),
        Event::Paste(text) => paste(model, &text),
        Event::Mouse(event) => mouse::act(model, event),
        Event::Resize(width, height) => {
            model.area = if width == 0 || height == 0 {
                (80, 24)
            } else {
                (width, height)
            };
            Vec::new()
        }
        Event::FocusGained | Event::FocusLost => Vec::new(),
    }
}

/// Pasted text is text: it reaches the open field and nothing else.
fn paste(model: &mut Model, text: &str) -> Vec<Effect> {
    if let Some(Over::Command(line)) = &mut model.over {
        line.insert(text);
        return Vec::new();
    }
    search::insert(model, text)
}

fn key_press(model: &mut Model, event: KeyEvent) -> Vec<Effect> {
    let Some(key) = Key::from_event(event) else {
        return Vec::new();
    };
    model.status = None;
    model.flash = None;
    if let Some(action) = model.pending.letter_for.take() {
        return with_letter(model, action, key);
    }
    let context = model.context();
    if context == Context::Prompt {
        if let Some(letter) = key.text() {
            return match &mut model.over {
                Some(Over::Command(line)) => {
                    line.insert(&letter.to_string());
                    Vec::new()
                }
                _ => search::insert(model, &letter.to_string()),
            };
        }
    } else if let Some(figure) = key.text().and_then(|letter| letter.to_digit(10))
        && model.pending.keys.is_empty()
        && (figure > 0 || model.pending.count.is_some())
    {
        let count = model
            .pending
            .count
            .unwrap_or(0)
            .saturating_mul(10)
            .saturating_add(figure);
        model.pending.count = Some(count.min(1_000_000));
        return Vec::new();
    }
    model.pending.keys.push(key);
    match model.keymap.lookup(context, &model.pending.keys) {
        Lookup::Prefix => Vec::new(),
        Lookup::Unbound => {
            let started = model.pending.keys.len() > 1;
            model.pending = Pending::default();
            if !started && context != Context::Prompt {
                let help = model.keymap.keys_for(Context::Read, Action::Help);
                let help = help
                    .last()
                    .map(|keys| crate::tui::key::show(keys, model.ascii))
                    .unwrap_or_default();
                model.warn(fill(
                    &model.texts.status.unbound,
                    &[("key", &key.show(model.ascii)), ("help", &help)],
                ));
            }
            Vec::new()
        }
        Lookup::Action(action) => {
            let count = model.pending.count.take();
            model.pending = Pending::default();
            act(model, action, count)
        }
    }
}

/// Carries out an action: what lies on top first, then the pane with the keys, then the text, then the program.
pub fn act(model: &mut Model, action: Action, count: Option<u32>) -> Vec<Effect> {
    let over = match &model.over {
        Some(Over::Command(_)) => command::act(model, action),
        Some(Over::Help(_) | Over::Warnings(_)) => help::act(model, action, count),
        Some(Over::Peek(_)) => peek::act(model, action),
        None if model.search.prompt.is_some() => search::act_in_prompt(model, action),
        None => None,
    };
    if let Some(effects) = over {
        return effects;
    }
    let focused = match model.focus {
        Focus::Text => None,
        Focus::Sections => outline::act(model, action, count),
        Focus::Notes => notes::act(model, action, count),
        Focus::Hits => hits::act(model, action, count),
    };
    focused
        .or_else(|| follow(model, action))
        .or_else(|| reader::act(model, action, count))
        .or_else(|| search::act(model, action, count))
        .or_else(|| copy::act(model, action))
        .unwrap_or_else(|| program(model, action, count))
}

/// Enter in the text: the note of the mark one is on, else of the next mark on the screen.
fn follow(model: &mut Model, action: Action) -> Option<Vec<Effect>> {
    if action != Action::Follow {
        return None;
    }
    let marks = reader::marks_on_screen(model);
    let point = model.reader.point;
    let mark = marks
        .iter()
        .find(|(place, _)| *place >= point)
        .or(marks.last());
    match mark {
        Some(&(_, note)) => {
            model.jumps.push(model.reader.point, model.reader.top);
            model.focus = Focus::Notes;
            notes::go(model, note);
        }
        None => model.warn(model.texts.status.nothing_to_follow.clone()),
    }
    Some(Vec::new())
}

/// What concerns the program as a whole.
fn program(model: &mut Model, action: Action, count: Option<u32>) -> Vec<Effect> {
    match action {
        Action::FocusSections => toggle_focus(model, Focus::Sections),
        Action::FocusHits => toggle_focus(model, Focus::Hits),
        Action::FocusText => model.focus = Focus::Text,
        Action::FocusNotes => notes::focus(model, count),
        Action::CyclePanes => cycle(model, true),
        Action::CyclePanesBack => cycle(model, false),
        Action::Back | Action::Forward => history(model, action == Action::Back),
        Action::SetMark | Action::GoToMark => model.pending.letter_for = Some(action),
        Action::Peek => peek::open(model),
        Action::Help => model.over = Some(Over::Help(0)),
        Action::ShowWarnings => model.over = Some(Over::Warnings(0)),
        Action::CommandLine => model.over = Some(Over::Command(Command::default())),
        Action::Cancel => cancel(model),
        Action::Reload => return vec![Effect::Reload],
        Action::Repaint => return vec![Effect::Repaint],
        Action::Suspend => return vec![Effect::Suspend],
        Action::Quit => return vec![Effect::Quit],
        _ => return settings(model, action, count),
    }
    Vec::new()
}

/// Actions that change how the screen looks; what is chosen is remembered.
fn settings(model: &mut Model, action: Action, count: Option<u32>) -> Vec<Effect> {
    let by = count.unwrap_or(2).min(100) as u16;
    let settings = &mut model.settings;
    match action {
        Action::ToggleSections => settings.show_sections = !settings.show_sections,
        Action::ToggleNotes => settings.show_notes = !settings.show_notes,
        Action::ToggleHits => settings.show_hits = !settings.show_hits,
        Action::WidenPane => settings.side_width = model.panes.side_width().saturating_add(by),
        Action::NarrowPane => {
            settings.side_width = model.panes.side_width().saturating_sub(by).max(12)
        }
        Action::TallerNotes => settings.notes_height = model.panes.notes_height().saturating_add(1),
        Action::ShorterNotes => {
            settings.notes_height = model.panes.notes_height().saturating_sub(1).max(1)
        }
        Action::ToggleAscii => model.ascii = !model.ascii,
        Action::NextTheme => {
            let names = Theme::NAMES;
            let at = names
                .iter()
                .position(|name| *name == model.settings.theme)
                .unwrap_or(0);
            return command::set_theme(model, names[(at + 1) % names.len()]);
        }
        _ => return Vec::new(),
    }
    vec![Effect::Remember]
}

fn toggle_focus(model: &mut Model, focus: Focus) {
    model.focus = if model.focus == focus {
        Focus::Text
    } else {
        focus
    };
}

fn cycle(model: &mut Model, forward: bool) {
    let mut order = vec![Focus::Text];
    if !model.letter.document.notes.is_empty() {
        order.push(Focus::Notes);
    }
    order.push(Focus::Sections);
    if model.search.query.is_some() {
        order.push(Focus::Hits);
    }
    let at = order
        .iter()
        .position(|&focus| focus == model.focus)
        .unwrap_or(0);
    let step = if forward { 1 } else { order.len() - 1 };
    model.focus = order[(at + step) % order.len()];
}

fn history(model: &mut Model, back: bool) {
    let here = (model.reader.point, model.reader.top);
    let view = if back {
        model.jumps.back(here)
    } else {
        model.jumps.forward(here)
    };
    match view {
        Some((point, top)) => {
            (model.reader.point, model.reader.top) = (point, top);
            model.reader.on_mark = false;
            model.notes.pinned = false;
            model.focus = Focus::Text;
            model.flash = Some(point);
            let height = usize::from(model.panes.text.height);
            model.reader.top = reader::layout(model).clamp(top, height);
        }
        None => {
            let texts = &model.texts.status;
            model.say(if back {
                texts.no_place_before.clone()
            } else {
                texts.no_place_after.clone()
            });
        }
    }
}

/// Esc takes away one layer and never quits.
fn cancel(model: &mut Model) {
    if model.pending != Pending::default() {
        model.pending = Pending::default();
    } else if model.reader.selection.take().is_some() {
    } else if model.focus != Focus::Text {
        model.focus = Focus::Text;
    } else if model.search.only.take().is_some() {
        let point = model.reader.point;
        reader::reveal(model, point);
    } else if model.search.query.is_some() {
        model.search.clear();
        hits::regroup(model);
        model.notes.pinned = false;
    } else if model.notes.pinned || model.reader.on_mark {
        model.notes.pinned = false;
        model.reader.on_mark = false;
    }
}

/// `m x` and `' x`; `''` is the place before the last jump.
fn with_letter(model: &mut Model, action: Action, key: Key) -> Vec<Effect> {
    let Some(letter) = key.text() else {
        return Vec::new();
    };
    let text = letter.to_string();
    let here = (model.reader.point, model.reader.top);
    if action == Action::SetMark {
        let anchor = Anchor::new(&model.letter.document, here.0);
        model.marks.insert(letter, anchor);
        model.say(fill(&model.texts.status.mark_set, &[("mark", &text)]));
    } else if letter == '\'' || letter == '`' {
        if let Some((point, _)) = model.jumps.last() {
            reader::jump(model, point);
        }
    } else {
        match model
            .marks
            .get(&letter)
            .and_then(|anchor| anchor.resolve(&model.letter.document))
        {
            Some(place) => reader::jump(model, place),
            None => model.warn(fill(&model.texts.status.no_such_mark, &[("mark", &text)])),
        }
    }
    Vec::new()
}
