//! The user's settings: what comes with the program, the user's files over it, the environment, the command line.
//!
//! Every mistake is kept with its line and its remedy, and the program still starts. It must not know the screen.

mod settings;
mod state;
mod table;
mod visits;

pub use settings::{Given, Overrides, Setting, Settings};
pub use state::{Bookmark, State};
pub use table::{Entry, Mistake, Origin, Table, unknown};
pub use visits::{Opened, Visits};

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use etcetera::base_strategy::{BaseStrategy, Xdg};

/// Longest settings file read: bytes. Nobody writes more by hand.
const LONGEST: u64 = 1 << 20;

/// The folder of the user's settings, when there is a home to have one in.
#[must_use]
pub fn folder() -> Option<PathBuf> {
    Xdg::new()
        .ok()
        .map(|places| places.config_dir().join("voetnoot"))
}

/// The folder of what the program remembers.
#[must_use]
pub fn state_folder() -> Option<PathBuf> {
    Xdg::new()
        .ok()
        .and_then(|places| places.state_dir())
        .map(|folder| folder.join("voetnoot"))
}

/// The folder of what can be made anew at any time.
#[must_use]
pub fn cache_folder() -> Option<PathBuf> {
    Xdg::new()
        .ok()
        .map(|places| places.cache_dir().join("voetnoot"))
}

/// The names of the user's files in a folder of their settings, in order, without what they end in.
#[must_use]
pub fn user_names(below: &str) -> Vec<String> {
    let entries = folder().and_then(|folder| fs::read_dir(folder.join(below)).ok());
    let names = entries.into_iter().flatten().flatten().filter_map(|entry| {
        let name = entry.file_name().into_string().ok()?;
        Some(name.strip_suffix(".toml")?.to_owned())
    });
    let mut names: Vec<String> = names.collect();
    names.sort_unstable();
    names
}

/// Reads a file of the user's settings, by its name below [`folder`]; `None` when there is none.
#[must_use]
pub fn user_table(name: &str) -> Option<Table> {
    let path = folder()?.join(name);
    let shown = || crate::safe::line(&path.display().to_string());
    match read(&path) {
        Ok(text) => Some(Table::parse(&shown(), &text)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        Err(error) => {
            let shown = shown();
            let mut table = Table::parse(&shown, "");
            table.mistakes.push(Mistake {
                file: shown,
                line: 0,
                message: format!("cannot be read: {error}"),
            });
            Some(table)
        }
    }
}

fn read(path: &Path) -> std::io::Result<String> {
    let mut text = String::new();
    // Opening a pipe would wait for whoever writes to it.
    if !fs::metadata(path)?.is_file() {
        return Err(std::io::Error::other("it is no file"));
    }
    fs::File::open(path)?
        .take(LONGEST)
        .read_to_string(&mut text)?;
    Ok(text)
}
