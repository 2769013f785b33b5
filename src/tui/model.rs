//! The whole state of the reader.
//!
//! It holds data only: no thread, no file, no clock, no terminal. What changes it stands in [`update`](mod@crate::tui::update).

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use ratatui::crossterm::event::Event;

use crate::catalogue::Texts;
use crate::config::{Bookmark, Settings, Visits};
use crate::document::Document;
use crate::document::place::{Anchor, Place};
use crate::index::Answer;
use crate::layout::Wrapped;
use crate::library::card::Fingerprint;
use crate::tui::action::Action;
use crate::tui::command::Command;
use crate::tui::compare::Compare;
use crate::tui::compare::comparer;
use crate::tui::dossier::Dossier;
use crate::tui::edges::Edge;
use crate::tui::facets::{self, Facets};
use crate::tui::hits::Hits;
use crate::tui::jumps::Jumps;
use crate::tui::key::Key;
use crate::tui::keymap::{Context, Keymap};
use crate::tui::library::{self, Library};
use crate::tui::list::List;
use crate::tui::notes::Notes;
use crate::tui::outline::Outline;
use crate::tui::password::Password;
use crate::tui::peek::Peek;
use crate::tui::printed::{self, Printed};
use crate::tui::reader::Reader;
use crate::tui::screen::Panes;
use crate::tui::search::Search;
use crate::tui::shelf;
use crate::tui::theme::Theme;

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
    /// The printed page.
    pub printed: Printed,
    /// The search that stands.
    pub search: Search,
    /// The library, where one is open.
    pub library: Option<Library>,
    /// Two letters that are compared.
    pub compare: Compare,
    /// The line between panes that the mouse holds.
    pub held: Option<Edge>,
    /// What lies over the panes.
    pub over: Option<Over>,
    /// Places one came from.
    pub jumps: Jumps,
    /// Places marked with a letter.
    pub marks: BTreeMap<char, Anchor>,
    /// Where one was in letters that were read before.
    pub bookmarks: Vec<Bookmark>,
    /// Of those, the ones of letters that were left in this run.
    pub left: Vec<Bookmark>,
    /// Which letters of libraries were opened, and when libraries were left, before this run.
    pub visits: Visits,
    /// Keys that are not an action yet.
    pub pending: Pending,
    /// What was last said on the status row.
    pub status: Option<Status>,
    /// A place that was just jumped to.
    pub flash: Option<Place>,
    /// What is to be said once the letter is there: that there are mistakes in the settings.
    pub notice: Option<String>,
    /// The mistakes in the settings, each with its line and remedy.
    pub mistakes: Vec<String>,
    /// The newest edition that a letter was given.
    last_edition: u64,
}

/// The letter that is open, or about to be.
#[derive(Debug, Clone, Default)]
pub struct Letter {
    /// Its text; empty until it has been read.
    pub document: Arc<Document>,
    /// What of it has been made into rows.
    pub wrapped: Wrapped,
    /// Counts how often a document was put here: answers and indexes of an earlier one are too late.
    pub edition: u64,
    /// Whether all of it is here, or only its beginning.
    pub whole: bool,
    /// Tells it from others, once all of it is here: what is kept for it between runs is kept by this.
    pub fingerprint: String,
    /// Whether it can be searched.
    pub indexed: bool,
    /// Columns of the longest page number.
    pub page_label: u16,
    /// Tells it from the others of its library.
    pub key: Option<Fingerprint>,
    /// Its file in the library.
    pub path: Option<PathBuf>,
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
    /// A list: all keys, or what is doubtful.
    List(List),
    /// A note, citation or abbreviation, without moving.
    Peek(Peek),
    /// The command line.
    Command(Command),
    /// The question for what opens the letter.
    Password(Password),
    /// All letters of the library.
    Shelf,
    /// How the hits of the library spread.
    Facets(Facets),
    /// The dossier of the letter.
    Dossier(Dossier),
    /// Two letters that are compared.
    Compare,
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
    /// The letter of this name is encrypted.
    Locked {
        /// Its name.
        name: String,
        /// Whether a password was given, which did not open it.
        given: bool,
        /// What is told where nobody can be asked.
        error: String,
    },
    /// Something is under way.
    Progress(String),
    /// So many bytes of a letter have come in through a pipe.
    Received(u64),
    /// Something about the printed page.
    Printed(printed::News),
    /// So many pages of the letter are read, of so many.
    PagesRead(usize, usize),
    /// The letter's file has changed.
    Changed,
    /// Something about the library.
    Library(library::News),
    /// Something about two letters that are compared.
    Compare(comparer::News),
    /// The program was stopped and goes on; or the screen must be drawn anew.
    Resumed,
    /// The program is asked to stop, as Ctrl-Z asks.
    Stop,
    /// The program is asked to end.
    Terminate,
}

impl Letter {
    /// A letter that has come in, or its beginning.
    #[must_use]
    pub fn new(document: Arc<Document>, edition: u64, whole: bool) -> Self {
        let labels = document.pages.iter().map(|page| page.label.chars().count());
        let fingerprint = if whole {
            document.fingerprint()
        } else {
            String::new()
        };
        Self {
            fingerprint,
            page_label: labels.max().unwrap_or(0) as u16,
            edition,
            whole,
            document,
            ..Self::default()
        }
    }
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
            printed: Printed::default(),
            search: Search::default(),
            library: None,
            compare: Compare::default(),
            last_edition: 0,
            held: None,
            over: None,
            jumps: Jumps::default(),
            marks: BTreeMap::new(),
            bookmarks: Vec::new(),
            left: Vec::new(),
            visits: Visits::default(),
            pending: Pending::default(),
            status: None,
            flash: None,
            notice: None,
            mistakes: Vec::new(),
        };
        crate::tui::update::settle(&mut model);
        model
    }

    /// An edition that no letter has had yet.
    pub fn editions(&mut self) -> u64 {
        self.last_edition = self.last_edition.max(self.letter.edition) + 1;
        self.last_edition
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
        self.context() == Context::Prompt
    }

    /// The first key of an action, as a person reads it.
    #[must_use]
    pub fn key_for(&self, context: Context, action: Action) -> Option<String> {
        self.keymap.first_for(context, action, self.ascii)
    }

    /// Says that one went round the end, or back round the start.
    pub fn say_wrapped(&mut self, forward: bool) {
        let texts = &self.texts.status;
        let said = if forward {
            &texts.wrapped_to_start
        } else {
            &texts.wrapped_to_end
        };
        self.say(said.clone());
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

    /// What lies over the panes and has the keys.
    #[must_use]
    pub fn on_top(&self) -> Option<&Over> {
        self.over.as_ref().filter(|_| !facets::yields(self))
    }

    /// Where keys are looked up.
    #[must_use]
    pub fn context(&self) -> Context {
        match (self.on_top(), &self.search.prompt, self.focus) {
            (Some(Over::Command(_) | Over::Password(_)), ..) | (None, Some(_), _) => {
                Context::Prompt
            }
            (Some(Over::Facets(list)), ..) if list.typed.is_some() => Context::Prompt,
            (Some(Over::List(list)), ..) if list.typing() => Context::Prompt,
            (Some(Over::Shelf), ..) => shelf::context(self),
            (Some(Over::Compare), ..) if self.compare.typing() => Context::Prompt,
            (Some(Over::Compare), ..) => Context::Read,
            (Some(_), ..) => Context::Help,
            _ if self.reader.selection.is_some() => Context::Select,
            (_, _, Focus::Text) => Context::Read,
            _ => Context::List,
        }
    }
}
