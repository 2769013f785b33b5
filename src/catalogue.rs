//! The interface's words in English and Dutch.
//!
//! One typed catalogue a language: a text that is missing or too many fails the tests by its name. It must not know where a text is shown.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Deserialize;

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
            Self::English => include_str!("../data/words/en.toml"),
            Self::Dutch => include_str!("../data/words/nl.toml"),
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

/// What an action is called: in the help, and in the row of keys.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
enum Named {
    /// One line of help, its first word serving as the short name.
    Help(String),
    /// A short name, then one line of help.
    Both([String; 2]),
}

/// Every text of the interface.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Texts {
    /// Names of panes and what they say.
    pub panes: Panes,
    /// What the status row says.
    pub status: Statuses,
    /// The prompt's own words.
    pub prompt: Prompts,
    /// What is said of queries that ask for what cannot be.
    pub remarks: Remarks,
    /// What is said of a library.
    pub library: Libraries,
    /// What is said of two letters that are compared.
    pub compare: Comparisons,
    /// The help's own words.
    pub help: Helps,
    /// What those commands do that are no actions.
    pub commands: Commands,
    /// Groups of actions by name.
    groups: BTreeMap<String, String>,
    /// Actions by name.
    actions: BTreeMap<String, Named>,
}

/// A catalogue's table of texts: its fields are the texts' names.
macro_rules! texts {
    ($(#[$doc:meta])* $table:ident { $($field:ident: $kind:ty,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
        #[serde(deny_unknown_fields)]
        #[expect(missing_docs, reason = "a text's name says where it is shown; data/words has the texts")]
        pub struct $table { $(pub $field: $kind,)* }
    };
}

texts! {
    /// Names of panes and what they say.
    Panes {
        sections: String,
        hits: String,
        text: String,
        printed: String,
        printed_coarsely: String,
        only_hits: String,
        opening: String,
        standard_input: String,
        notes_on_screen: String,
        next_note_mark: String,
        last_note_mark: String,
        none: String,
        not_cited: String,
        note_short: String,
        page_short: String,
        no_hits: String,
        nearest_words: String,
        no_nearest: String,
        indexing: String,
        type_to_search: String,
        peek: String,
    }
}

texts! {
    /// What the status row says.
    Statuses {
        end_of_letter: String,
        wrapped_to_start: String,
        wrapped_to_end: String,
        no_pages: String,
        no_letter: String,
        no_such_page: String,
        page_to_come: String,
        no_notes: String,
        no_such_note: String,
        no_search: String,
        nothing_to_follow: String,
        nothing_to_peek: String,
        nothing_to_copy: String,
        copied: Counted,
        mark_set: String,
        no_such_mark: String,
        type_a_letter: String,
        only_hit: String,
        last_note: String,
        no_place_before: String,
        no_place_after: String,
        unbound: String,
        theme: String,
        no_such_theme: String,
        no_such_command: String,
        many_commands: String,
        wants_number: String,
        wants_word: String,
        doubts: Counted,
        resume: String,
        mistakes: Counted,
        hits: Counted,
        in_passages: Counted,
        passages: Counted,
        of_text: Counted,
        of_notes: Counted,
        of_headings: Counted,
        reading: String,
        reading_input: String,
        received: String,
        pages_read: String,
        no_printed_pages: String,
        no_pictures: String,
        no_ascii_pictures: String,
        drawing: String,
        read_again: String,
        no_suspend: String,
        no_reload: String,
    }
}

texts! {
    /// What is said of a library.
    Libraries {
        letters: Counted,
        shown: Counted,
        find: String,
        none: String,
        none_found: String,
        empty: String,
        importing: String,
        busy: String,
        added: Counted,
        left: Counted,
        gone: String,
        scope: String,
        in_letters: Counted,
        this_letter: String,
        nothing_cited: String,
        not_here: String,
        not_in: String,
        some_in: Counted,
        no_id: String,
        nothing_to_count: String,
        spread: String,
        by_year: String,
        by_month: String,
        by_sender: String,
        by_dossier: String,
        by_kind: String,
        most_first: String,
        column_hits: String,
        column_passages: String,
        in_no_time: String,
        in_no_bar: String,
        column_letters: String,
        filter: String,
        unfilter: String,
        unfilter_last: String,
        no_filter: String,
        empty_bar: String,
        only_filter: String,
        against: String,
        passages: String,
        this_scope: String,
        still_importing: String,
        so_far: String,
        counting: String,
        unreadable: Counted,
        strongest_first: String,
        newest_first: String,
        this_gone: String,
        no_dossier: String,
        dossier: String,
        cited_only: Counted,
        no_shelf: String,
        words: Counted,
        files: Counted,
        sorted_newest: String,
        sorted_oldest: String,
        sorted_title: String,
        sorted_sender: String,
        sorted_longest: String,
        sorted_new: String,
        new: Counted,
        grouped_year: String,
        grouped_dossier: String,
        in_dossier: String,
        in_none: String,
        undated: String,
        no_groups: String,
        to_list: String,
        stops: String,
        stopping: String,
        stopped: String,
        nothing_to_stop: String,
        gone_from_here: String,
        gone_short: String,
        open: String,
    }
}

texts! {
    /// What is said of two letters that are compared.
    Comparisons {
        comparing: String,
        which: String,
        none_open: String,
        none: String,
        not_here: String,
        elsewhere: String,
        nothing_differs: String,
        last_change: String,
        first_change: String,
        changed: String,
        new: String,
        gone: String,
        moved: String,
        same: String,
        same_passages: Counted,
        with_hits: Counted,
        moved_from: String,
        moved_here: String,
        section_moved: String,
        counted: String,
        counted_apart: String,
        read: String,
        to_comparison: String,
        order_unknown: String,
        order_guessed: String,
        order_turned: String,
        swaps: String,
        change_of: String,
        same_letter: String,
    }
}

texts! {
    /// What is said of queries that ask for what cannot be.
    Remarks {
        no_place: String,
        no_expression: String,
        no_page: String,
        no_section: String,
        no_date: String,
        library_only: String,
    }
}

texts! {
    /// The prompt's own words.
    Prompts {
        scope_text: String,
        scope_notes: String,
        scope_headings: String,
        carry_out: String,
        unlock: String,
        password: String,
        password_again: String,
        password_short: String,
        password_again_short: String,
        complete: String,
    }
}

texts! {
    /// What those commands do that are no actions.
    Commands {
        page: String,
        note: String,
        theme: String,
        compare: String,
    }
}

texts! {
    /// The help's own words.
    Helps {
        title: String,
        warnings_title: String,
        no_warnings: String,
        mistakes: String,
        doubts: String,
        read_as: String,
        letter_title: String,
        letter_subject: String,
        letter_sender: String,
        letter_date: String,
        letter_dossier: String,
        letter_number: String,
        letter_pages: String,
        letter_sections: String,
        letter_notes: String,
        letter_source: String,
        letter_encoding: String,
        letter_facts: String,
        letter_beside: String,
        further: String,
        narrow: String,
        query_language: String,
        on_shelf: String,
        query: Vec<String>,
    }
}

impl Texts {
    /// The catalogue of a language. The error names the text that is missing or unknown; the embedded catalogues have none.
    pub fn parse(source: &str) -> Result<Self, String> {
        toml::from_str(source).map_err(|error| error.to_string())
    }

    /// The catalogue of a language.
    #[must_use]
    pub fn of(language: Language) -> Arc<Self> {
        Arc::new(
            Self::parse(language.source())
                .expect("the embedded catalogues are complete, as a test shows"),
        )
    }

    /// One line of help for an action, by its name.
    #[must_use]
    pub fn action(&self, name: &str) -> &str {
        match self.actions.get(name) {
            Some(Named::Help(help) | Named::Both([_, help])) => help,
            None => "",
        }
    }

    /// The name of an action in few letters, by its name.
    #[must_use]
    pub fn short(&self, name: &str) -> &str {
        match self.actions.get(name) {
            Some(Named::Both([short, _])) => short,
            Some(Named::Help(help)) => help.split(' ').next().unwrap_or(""),
            None => "",
        }
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
        };
        fill(text, &[("value", &crate::safe::line(value))])
    }

    /// The name of a group of actions.
    #[must_use]
    pub fn group(&self, name: &str) -> &str {
        self.groups.get(name).map_or("", String::as_str)
    }

    /// The names of all actions and groups that have a text, for the test that none is missing or too many.
    pub fn named(&self) -> impl Iterator<Item = &str> {
        self.actions
            .keys()
            .chain(self.groups.keys())
            .map(String::as_str)
    }
}
