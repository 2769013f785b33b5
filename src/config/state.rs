//! What the program remembers between runs: how the panes stood, what was searched for, and where one was in a letter.
//!
//! Losing it loses comfort, never work: whatever is wrong with the file, the program starts without it.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write as _};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize};

use crate::config::{Entry, Origin, Settings, Visits, state_folder};
use crate::document::place::Anchor;

/// How the panes stood, and earlier queries.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct State {
    /// Columns of the side column; 0: by the size of the screen.
    #[serde(deserialize_with = "lenient")]
    pub side_width: u16,
    /// Rows of the sections above the hits; 0: as many as there are sections.
    #[serde(deserialize_with = "lenient")]
    pub sections_height: u16,
    /// Rows of the notes below the text; 0: as many as they need, at most a third.
    #[serde(deserialize_with = "lenient")]
    pub notes_height: u16,
    /// Columns of the notes beside the text; 0: what the text leaves.
    #[serde(deserialize_with = "lenient")]
    pub notes_width: u16,
    /// Panes that were hidden: `sections`, `hits`, `notes`.
    #[serde(deserialize_with = "lenient")]
    pub hidden: Vec<String>,
    /// Queries, oldest first.
    #[serde(deserialize_with = "lenient")]
    pub queries: Vec<String>,
    /// Letters that were read, the one left last at the end.
    #[serde(deserialize_with = "lenient")]
    pub bookmarks: Vec<Bookmark>,
    /// Which letters of libraries were opened, and when each library was left.
    #[serde(deserialize_with = "lenient")]
    pub visits: Visits,
}

/// Where one was in a letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bookmark {
    /// The letter, by its [fingerprint](crate::document::Document::fingerprint).
    pub letter: String,
    /// The place one was at.
    pub place: Anchor,
    /// The places that were marked.
    #[serde(default)]
    pub marks: BTreeMap<char, Anchor>,
}

impl Bookmark {
    /// Keeps it among others, in place of what was kept for its letter before; the oldest of too many go.
    pub fn keep_among(self, kept: &mut Vec<Self>) {
        kept.retain(|other| other.letter != self.letter);
        kept.push(self);
        let surplus = kept.len().saturating_sub(BOOKMARKS);
        kept.drain(..surplus);
    }
}

/// Letters a bookmark is kept for.
const BOOKMARKS: usize = 500;

/// What cannot be understood is as if it were not there; the rest holds.
fn lenient<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: DeserializeOwned + Default,
{
    let value = serde_json::Value::deserialize(deserializer)?;
    Ok(serde_json::from_value(value).unwrap_or_default())
}

const FILE: &str = "state.json";

/// A larger file is not the program's own: bytes.
const LARGEST: u64 = 1 << 20;

impl State {
    /// What was remembered; `None` when there is nothing to be read.
    #[must_use]
    pub fn load() -> Option<Self> {
        let path = state_folder()?.join(FILE);
        // Opening a pipe would wait for whoever writes to it.
        let sane = fs::metadata(&path).ok()?;
        if !sane.is_file() || sane.len() > LARGEST {
            return None;
        }
        serde_json::from_slice(&fs::read(path).ok()?).ok()
    }

    /// What is to be remembered of some settings.
    #[must_use]
    pub fn of(settings: &Settings, queries: &[String]) -> Self {
        let panes = [
            ("sections", settings.show_sections),
            ("hits", settings.show_hits),
            ("notes", settings.show_notes),
        ];
        Self {
            side_width: settings.side_width,
            sections_height: settings.sections_height,
            notes_height: settings.notes_height,
            notes_width: settings.notes_width,
            hidden: panes
                .iter()
                .filter(|(_, shown)| !shown)
                .map(|(name, _)| (*name).to_owned())
                .collect(),
            queries: queries.to_vec(),
            bookmarks: Vec::new(),
            visits: Visits::default(),
        }
    }

    /// The panes as they were, as settings: over what is built in, under what the user has set in so many words.
    pub(super) fn entries(&self) -> Vec<Entry> {
        use toml::Value;
        let sizes = [
            ("side_width", self.side_width),
            ("sections_height", self.sections_height),
            ("notes_height", self.notes_height),
            ("notes_width", self.notes_width),
        ];
        let sizes = sizes.into_iter().filter(|&(_, size)| size > 0);
        let sizes = sizes.map(|(name, size)| (name.to_owned(), Value::Integer(size.into())));
        let hidden = ["sections", "hits", "notes"].into_iter();
        let hidden = hidden.filter(|&pane| self.hidden.iter().any(|hidden| hidden == pane));
        let hidden = hidden.map(|pane| (format!("show_{pane}"), Value::Boolean(false)));
        sizes
            .chain(hidden)
            .map(|(key, value)| Entry {
                key,
                origin: Origin::State,
                value,
            })
            .collect()
    }

    /// Keeps it for next time: the file is replaced as a whole or not at all.
    pub fn save(&self) -> io::Result<()> {
        use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
        let Some(folder) = state_folder() else {
            return Ok(());
        };
        fs::DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(&folder)?;
        let beside = folder.join(format!("{FILE}.{}", std::process::id()));
        let mut file = fs::OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(true)
            .mode(0o600)
            .open(&beside)?;
        file.write_all(&serde_json::to_vec(self)?)?;
        fs::rename(beside, folder.join(FILE))
    }
}
