//! Every setting: its default, where its value comes from, and what it may be.
//!
//! It must not know what a setting changes.

use std::env;
use std::path::PathBuf;

use crate::catalogue::Language;
use crate::config::{Entry, Mistake, Origin, State, Table, unknown, user_names, user_table};
use crate::ingest::{self, limits::Limits};

/// The settings that come with the program.
const BUILT_IN: &str = include_str!("../../data/config.toml");

/// The settings in force.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a setting of its own"
)]
pub struct Settings {
    /// The theme's name.
    pub theme: String,
    /// The names of the user's own themes, in order.
    pub own_themes: Vec<String>,
    /// The interface's language.
    pub lang: Language,
    /// Only ASCII for signs and lines.
    pub ascii: bool,
    /// Whether the mouse is the program's.
    pub mouse: bool,
    /// Columns of text at most.
    pub measure: u16,
    /// Whether the outline is shown where there is room.
    pub show_sections: bool,
    /// Whether the hits are.
    pub show_hits: bool,
    /// Whether the notes are.
    pub show_notes: bool,
    /// Columns of the side column; 0: by the size of the screen.
    pub side_width: u16,
    /// Rows of the sections above the hits; 0: as many as there are sections.
    pub sections_height: u16,
    /// Rows of the notes below the text; 0: as many as they need, at most a third.
    pub notes_height: u16,
    /// Columns of the notes beside the text; 0: what the text leaves.
    pub notes_width: u16,
    /// Whether a letter whose file changes is read again.
    pub reload: bool,
    /// Whether panes, queries and places are kept for the next time.
    pub remember: bool,
    /// Largest letter: MiB.
    pub max_size: u64,
    /// Character set of plain text; `None`: find out.
    pub encoding: Option<String>,
    /// What a file may hold, and what reading it may take.
    pub limits: Limits,
    /// What only the command line knows of reading letters: `--password`, and this program's own path.
    pub given: Given,
    /// Every setting as written, with where it comes from, in the order of the built-in file.
    pub all: Vec<Setting>,
}

/// A setting as it would be written, and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// Its name.
    pub name: String,
    /// Its value as TOML.
    pub value: String,
    /// Where it comes from.
    pub origin: Origin,
}

/// What is given for one run and kept nowhere.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Given {
    /// `--password`.
    pub password: Option<String>,
    /// This program, to parse what is not trusted in a process of its own; `None`: parse it in this one.
    pub program: Option<PathBuf>,
}

/// What the command line sets; it wins over everything.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Overrides {
    /// `--theme`.
    pub theme: Option<String>,
    /// `--lang`.
    pub lang: Option<String>,
    /// `--ascii`.
    pub ascii: Option<bool>,
    /// `--no-mouse`.
    pub mouse: Option<bool>,
    /// `--encoding`.
    pub encoding: Option<String>,
    /// `--max-size`, in MiB.
    pub max_size: Option<u64>,
    /// What no setting can say.
    pub given: Given,
}

impl Overrides {
    fn entries(&self) -> Vec<Entry> {
        use toml::Value;
        let rows = [
            ("theme", self.theme.clone().map(Value::String)),
            ("lang", self.lang.clone().map(Value::String)),
            (
                "ascii",
                self.ascii.map(|flag| Value::String(flag.to_string())),
            ),
            ("mouse", self.mouse.map(Value::Boolean)),
            ("encoding", self.encoding.clone().map(Value::String)),
            (
                "max_size",
                self.max_size
                    .map(|size| Value::Integer(size.try_into().unwrap_or(i64::MAX))),
            ),
        ];
        rows.into_iter()
            .filter_map(|(key, value)| {
                Some(Entry {
                    key: key.to_owned(),
                    origin: Origin::CommandLine,
                    value: value?,
                })
            })
            .collect()
    }
}

impl Settings {
    /// The settings for this user, environment and command line, and every mistake in the user's files.
    #[must_use]
    pub fn load(overrides: &Overrides) -> (Self, Vec<Mistake>) {
        let user = user_table("config.toml");
        let (mut settings, mut mistakes) = Self::from(user.as_ref(), overrides);
        settings.own_themes = user_names("themes");
        mistakes.extend(user.into_iter().flat_map(|table| table.mistakes));
        (settings, mistakes)
    }

    /// Where the value of a setting comes from.
    #[must_use]
    pub fn origin(&self, name: &str) -> Origin {
        let row = self.all.iter().find(|row| row.name == name);
        row.map_or(Origin::BuiltIn, |row| row.origin.clone())
    }

    /// What was left last time, if the user wants it kept, with the panes put as they stood then; but for what the user has set in so many
    /// words.
    pub fn go_on(&mut self) -> State {
        let state = self.remember.then(State::load).flatten();
        let state = state.unwrap_or_default();
        for entry in state.entries() {
            let own = |row: &Setting| row.name == entry.key && row.origin != Origin::BuiltIn;
            // What cannot be set is not the user's to mend: the program left it there itself.
            if !self.all.iter().any(own) && self.set(&entry).is_ok() {
                self.note(&entry);
            }
        }
        state
    }

    /// The built-in settings under a user's table and the command line.
    #[must_use]
    pub fn from(user: Option<&Table>, overrides: &Overrides) -> (Self, Vec<Mistake>) {
        let built_in = Table::parse("data/config.toml", BUILT_IN);
        let mut settings = Self::empty();
        settings.given = overrides.given.clone();
        let mut mistakes = built_in.mistakes;
        let own = user.map(|table| table.entries.clone()).unwrap_or_default();
        let rows = built_in.entries.into_iter().map(|entry| Entry {
            origin: Origin::BuiltIn,
            ..entry
        });
        for entry in rows.chain(own).chain(overrides.entries()) {
            match settings.set(&entry) {
                Ok(()) => settings.note(&entry),
                Err(message) => mistakes.push(entry.mistake(message)),
            }
        }
        (settings, mistakes)
    }

    fn empty() -> Self {
        Self {
            theme: String::new(),
            own_themes: Vec::new(),
            lang: Language::English,
            ascii: false,
            mouse: false,
            measure: 80,
            show_sections: true,
            show_hits: true,
            show_notes: true,
            side_width: 0,
            sections_height: 0,
            notes_height: 0,
            notes_width: 0,
            reload: true,
            remember: true,
            max_size: 256,
            encoding: None,
            limits: Limits::default(),
            given: Given::default(),
            all: Vec::new(),
        }
    }

    /// What readers of letters should know.
    #[must_use]
    pub fn reading(&self) -> ingest::Options {
        ingest::Options {
            encoding: self.encoding.clone(),
            password: self.given.password.clone(),
            program: self.given.program.clone(),
            beside: None,
            limits: self.limits,
        }
    }

    /// Largest letter: bytes.
    #[must_use]
    pub fn max_bytes(&self) -> u64 {
        self.max_size.saturating_mul(1 << 20)
    }

    fn set(&mut self, entry: &Entry) -> Result<(), String> {
        match entry.key.as_str() {
            "theme" => self.theme = text(entry)?,
            "lang" => {
                self.lang = match text(entry)?.as_str() {
                    "auto" => Language::of_locale(&locale()),
                    name => {
                        Language::from_name(name).ok_or("`lang` is \"en\", \"nl\" or \"auto\"")?
                    }
                }
            }
            "ascii" => {
                self.ascii = match entry.value.as_bool() {
                    Some(flag) => flag,
                    None => match text(entry)?.as_str() {
                        "true" => true,
                        "false" => false,
                        "auto" => !is_utf8(&locale()),
                        _ => return Err("`ascii` is true, false or \"auto\"".to_owned()),
                    },
                }
            }
            "mouse" => self.mouse = flag(entry)?,
            "measure" => self.measure = number(entry, 20, 200)? as u16,
            "show_sections" => self.show_sections = flag(entry)?,
            "show_hits" => self.show_hits = flag(entry)?,
            "show_notes" => self.show_notes = flag(entry)?,
            "side_width" => self.side_width = number(entry, 0, 200)? as u16,
            "sections_height" => self.sections_height = number(entry, 0, 200)? as u16,
            "notes_height" => self.notes_height = number(entry, 0, 200)? as u16,
            "notes_width" => self.notes_width = number(entry, 0, 200)? as u16,
            "reload" => self.reload = flag(entry)?,
            "remember" => self.remember = flag(entry)?,
            "max_size" => self.max_size = number(entry, 1, 4_000)?,
            "encoding" => self.encoding = Some(text(entry)?).filter(|name| name != "auto"),
            "max_unpacked" => self.limits.unpacked = number(entry, 1, 4_000)? << 20,
            "max_ratio" => self.limits.ratio = number(entry, 10, 100_000)?,
            "max_parts" => self.limits.parts = number(entry, 10, 1_000_000)? as usize,
            "max_open" => self.limits.open = number(entry, 16, 1_000_000)? as usize,
            "max_attributes" => {
                self.limits.attributes = number(entry, 16, 1_000_000)? as usize;
            }
            "max_depth" => self.limits.depth = number(entry, 16, 384)? as usize,
            "max_nodes" => self.limits.nodes = number(entry, 1_000, 1_000_000_000)? as u32,
            "max_pages" => self.limits.pages = number(entry, 1, 1_000_000)? as usize,
            "parse_memory" => self.limits.parser.memory = number(entry, 64, 64_000)? << 20,
            "parse_seconds" => self.limits.parser.seconds = number(entry, 1, 3_600)?,
            other => return Err(unknown("setting", other, NAMES.iter().copied())),
        }
        Ok(())
    }

    /// Remembers a setting as written.
    fn note(&mut self, entry: &Entry) {
        let value = entry.value.to_string();
        match self.all.iter_mut().find(|row| row.name == entry.key) {
            Some(row) => {
                row.value = value;
                row.origin = entry.origin.clone();
            }
            None => self.all.push(Setting {
                name: entry.key.clone(),
                value,
                origin: entry.origin.clone(),
            }),
        }
    }
}

const NAMES: &[&str] = &[
    "theme",
    "lang",
    "ascii",
    "mouse",
    "measure",
    "show_sections",
    "show_hits",
    "show_notes",
    "side_width",
    "sections_height",
    "notes_height",
    "notes_width",
    "reload",
    "remember",
    "max_size",
    "encoding",
    "max_unpacked",
    "max_ratio",
    "max_parts",
    "max_open",
    "max_attributes",
    "max_depth",
    "max_nodes",
    "max_pages",
    "parse_memory",
    "parse_seconds",
];

fn text(entry: &Entry) -> Result<String, String> {
    entry
        .value
        .as_str()
        .map(str::to_owned)
        .ok_or_else(|| format!("`{}` wants a text in quotes", entry.key))
}

fn flag(entry: &Entry) -> Result<bool, String> {
    entry
        .value
        .as_bool()
        .ok_or_else(|| format!("`{}` is true or false, without quotes", entry.key))
}

fn number(entry: &Entry, least: u64, most: u64) -> Result<u64, String> {
    let number = entry
        .value
        .as_integer()
        .and_then(|number| u64::try_from(number).ok());
    number
        .filter(|number| (least..=most).contains(number))
        .ok_or_else(|| {
            format!(
                "`{}` wants a whole number from {least} to {most}",
                entry.key
            )
        })
}

/// The locale for messages, by the order POSIX gives.
fn locale() -> String {
    let set = |name: &str| env::var(name).ok().filter(|value| !value.is_empty());
    set("LC_ALL")
        .or_else(|| set("LC_MESSAGES"))
        .or_else(|| set("LANG"))
        .unwrap_or_default()
}

/// Whether the terminal can be taken to show UTF-8. Without any locale it can, as in most containers.
fn is_utf8(locale: &str) -> bool {
    let charset = env::var("LC_ALL")
        .ok()
        .filter(|value| !value.is_empty())
        .or_else(|| env::var("LC_CTYPE").ok());
    let named = charset
        .filter(|value| !value.is_empty())
        .unwrap_or_else(|| locale.to_owned())
        .to_lowercase();
    named.is_empty()
        || !named.contains('.') && named != "c" && named != "posix"
        || named.contains("utf-8")
        || named.contains("utf8")
}
