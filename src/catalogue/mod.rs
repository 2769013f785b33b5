//! The interface's words in English and Dutch.
//!
//! One typed catalogue a language: a text that is missing or too many fails the tests by its name. It must not know where a text is shown.

mod tables;

use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use serde::Deserialize;
use serde::de::DeserializeOwned;

pub use crate::catalogue::tables::{
    Commands, Comparisons, Doubts, Helps, Libraries, Panes, Prompts, Remarks, Statuses,
};
use crate::document::doubt::Doubt;
use crate::index::Totals;
use crate::index::remark::Remark;

/// The languages the interface speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// English.
    English,
    /// Dutch.
    Dutch,
}

impl Language {
    /// Both.
    pub const ALL: [Self; 2] = [Self::English, Self::Dutch];

    /// The language of a locale such as `nl_NL.UTF-8`: Dutch where it says so, else English.
    #[must_use]
    pub fn of_locale(locale: &str) -> Self {
        let language = locale.split(['_', '.', '@', '-']).next().unwrap_or("");
        if language.eq_ignore_ascii_case("nl") {
            Self::Dutch
        } else {
            Self::English
        }
    }

    /// The language of a name: `en`, `nl`.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|language| language.name().eq_ignore_ascii_case(name))
    }

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Dutch => "nl",
        }
    }

    /// Its catalogue as TOML.
    #[must_use]
    pub fn source(self) -> &'static str {
        match self {
            Self::English => include_str!("../../data/words/en.toml"),
            Self::Dutch => include_str!("../../data/words/nl.toml"),
        }
    }
}

/// A text for one and for many: `{n} hit`, `{n} hits`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counted {
    one: String,
    many: String,
}

impl Counted {
    /// The text for a number.
    #[must_use]
    pub fn count(&self, n: usize) -> String {
        let text = if n == 1 { &self.one } else { &self.many };
        fill(text, &[("n", &n.to_string())])
    }
}

/// Puts values into a text's `{places}`.
#[must_use]
pub fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        let (before, after) = rest.split_at(open);
        filled.push_str(before);
        let value = after.find('}').and_then(|close| {
            let (_, value) = values.iter().find(|(name, _)| *name == &after[1..close])?;
            Some((close, value))
        });
        if let Some((close, value)) = value {
            filled.push_str(value);
            rest = &after[close + 1..];
        } else {
            filled.push('{');
            rest = &after[1..];
        }
    }
    filled + rest
}

/// Every text of the interface.
#[derive(Debug)]
pub struct Texts {
    /// Names of panes and what they say.
    pub panes: Table<Panes>,
    /// What the status row says.
    pub status: Table<Statuses>,
    /// The prompt's own words.
    pub prompt: Table<Prompts>,
    /// What is said of queries that ask for what cannot be.
    pub remarks: Table<Remarks>,
    /// What is said of what was not understood beyond doubt.
    pub doubts: Table<Doubts>,
    /// What is said of a library.
    pub library: Table<Libraries>,
    /// What is said of two letters that are compared.
    pub compare: Table<Comparisons>,
    /// The help's own words.
    pub help: Table<Helps>,
    /// What those commands do that are no actions.
    pub commands: Table<Commands>,
    /// Groups of actions by name.
    groups: Table<BTreeMap<String, String>>,
    /// One line of help for each action, by its name.
    actions: Table<BTreeMap<String, String>>,
    /// Actions in few letters, by name: in the row of keys. What is not here goes by the first word of its help.
    short: Table<BTreeMap<String, String>>,
}

/// One table of a catalogue, read when a text of it is first asked for: the first frame of a letter shows few of them, and reading all would
/// take a tenth of the time until it stands.
#[derive(Debug)]
pub struct Table<T> {
    /// Its rows as TOML.
    source: &'static str,
    texts: OnceLock<T>,
}

impl<T> Table<T> {
    /// The table of a name among those of a catalogue.
    fn of(catalogue: &[(&str, &'static str)], name: &str) -> Self {
        let table = catalogue.iter().find(|(other, _)| *other == name);
        Self {
            source: table.map_or("", |(_, rows)| rows),
            texts: OnceLock::new(),
        }
    }
}

impl<T: DeserializeOwned> Deref for Table<T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.texts.get_or_init(|| {
            toml::from_str(self.source)
                .expect("the embedded catalogues are complete, as a test shows")
        })
    }
}

impl Texts {
    /// The catalogue of a language.
    #[must_use]
    pub fn of(language: Language) -> Arc<Self> {
        // In a catalogue only the head of a table begins a line with a bracket.
        let tables = language.source().split("\n[");
        let tables: Vec<_> = tables.filter_map(|table| table.split_once("]\n")).collect();
        Arc::new(Self {
            panes: Table::of(&tables, "panes"),
            status: Table::of(&tables, "status"),
            prompt: Table::of(&tables, "prompt"),
            remarks: Table::of(&tables, "remarks"),
            doubts: Table::of(&tables, "doubts"),
            library: Table::of(&tables, "library"),
            compare: Table::of(&tables, "compare"),
            help: Table::of(&tables, "help"),
            commands: Table::of(&tables, "commands"),
            groups: Table::of(&tables, "groups"),
            actions: Table::of(&tables, "actions"),
            short: Table::of(&tables, "short"),
        })
    }

    /// One line of help for an action, by its name.
    #[must_use]
    pub fn action(&self, name: &str) -> &str {
        self.actions.get(name).map_or("", String::as_str)
    }

    /// The name of an action in few letters, by its name.
    #[must_use]
    pub fn short(&self, name: &str) -> &str {
        let short = self.short.get(name).map(String::as_str);
        short.unwrap_or_else(|| self.action(name).split(' ').next().unwrap_or(""))
    }

    /// How much was found: hits, or passages where only filters chose them.
    #[must_use]
    pub fn found(&self, totals: &Totals) -> String {
        if totals.only_filtered() {
            self.status.passages.count(totals.passages)
        } else {
            self.status.hits.count(totals.occurrences)
        }
    }

    /// What is said of a part of a query that cannot be answered as asked.
    #[must_use]
    pub fn remark(&self, remark: &Remark) -> String {
        let (text, value) = match remark {
            Remark::NoPlace(value) => (&self.remarks.no_place, value),
            Remark::NoExpression(value) => (&self.remarks.no_expression, value),
            Remark::NoPage(value) => (&self.remarks.no_page, value),
            Remark::NoSection(value) => (&self.remarks.no_section, value),
            Remark::NoDate(value) => (&self.remarks.no_date, value),
            Remark::LibraryOnly(value) => (&self.remarks.library_only, value),
            Remark::TooLong => return self.remarks.too_long.clone(),
        };
        fill(text, &[("value", &crate::safe::line(value))])
    }

    /// What is said of something that was not understood beyond doubt.
    #[must_use]
    pub fn doubt(&self, doubt: &Doubt) -> String {
        let texts = &*self.doubts;
        let two = |text: &str, names: [&str; 2], values: [&str; 2]| {
            fill(text, &[(names[0], values[0]), (names[1], values[1])])
        };
        let pages = |one: &str, many: &str, (first, last): (usize, usize), why: &str| {
            let text = if first == last { one } else { many };
            let [first, last] = [first, last].map(|page| page.to_string());
            fill(text, &[("first", &first), ("last", &last), ("why", why)])
        };
        match doubt {
            Doubt::MarkWithoutNote(label, words) => {
                two(&texts.mark_without_note, ["label", "words"], [label, words])
            }
            Doubt::NoteWithoutMark(label, words) => {
                two(&texts.note_without_mark, ["label", "words"], [label, words])
            }
            Doubt::RepeatedNote(label, words) => {
                two(&texts.repeated_note, ["label", "words"], [label, words])
            }
            Doubt::ReadAsMark(words, label) => {
                two(&texts.read_as_mark, ["words", "label"], [words, label])
            }
            Doubt::KeptAsText(words, number) => two(
                &texts.kept_as_text,
                ["words", "label"],
                [words, &number.to_string()],
            ),
            Doubt::OneParagraph(above, below) => {
                two(&texts.one_paragraph, ["above", "below"], [above, below])
            }
            Doubt::OwnHyphen(word) => fill(&texts.own_hyphen, &[("words", word)]),
            Doubt::HoldsCells(label) => fill(&texts.holds_cells, &[("label", label)]),
            Doubt::NoteEnd(label) => fill(&texts.note_end, &[("label", label)]),
            Doubt::Replaced(count) => texts.replaced.count(*count),
            Doubt::CutParagraph(words) => fill(&texts.cut_paragraph, &[("words", words)]),
            Doubt::Picture(page) => fill(&texts.picture, &[("page", &page.to_string())]),
            Doubt::TooFull(page) => fill(&texts.too_full, &[("page", &page.to_string())]),
            Doubt::Unread(first, last, why) => pages(
                &texts.unread_page,
                &texts.unread_pages,
                (*first, *last),
                why,
            ),
            Doubt::LeftOut(first, last) => pages(
                &texts.left_out_page,
                &texts.left_out_pages,
                (*first, *last),
                "",
            ),
        }
    }

    /// The name of a group of actions.
    #[must_use]
    pub fn group(&self, name: &str) -> &str {
        self.groups.get(name).map_or("", String::as_str)
    }

    /// The names of all actions and groups that have a text, for the test that none is missing or too many.
    pub fn named(&self) -> impl Iterator<Item = &str> {
        let tables = [&self.actions, &self.short, &self.groups];
        tables
            .into_iter()
            .flat_map(|table| table.keys())
            .map(String::as_str)
    }
}
