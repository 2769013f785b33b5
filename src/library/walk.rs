//! Which files lie below the folders of a library: those that could be letters, each once, in order.
//!
//! It opens none of them. It must not know what is in a file.

use std::fs::Metadata;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use walkdir::{DirEntry, WalkDir};

/// A file that could be a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Candidate {
    pub(crate) path: PathBuf,
    /// Its size: bytes.
    pub(crate) bytes: u64,
    /// When it was last changed: nanoseconds.
    pub(crate) changed: u64,
}

/// What was met on the way.
#[derive(Debug, Default)]
pub(crate) struct Walk {
    /// Files that could be letters.
    pub(crate) candidates: Vec<Candidate>,
    /// What was left out, and why.
    pub(crate) skipped: Vec<(PathBuf, String)>,
    /// Folders that could not be looked into: what lies in them may be there still.
    pub(crate) unreached: Vec<PathBuf>,
}

/// Walks the folders. Links are followed, but never round in a circle.
pub(crate) fn walk(folders: &[PathBuf]) -> Walk {
    let mut walk = Walk::default();
    for folder in folders {
        let entries = WalkDir::new(folder).follow_links(true).sort_by_file_name();
        let entries = entries.into_iter().filter_entry(|entry| !is_hidden(entry));
        for entry in entries {
            match entry {
                Ok(entry) => walk.add(&entry),
                Err(error) => {
                    let path = error.path().unwrap_or(folder).to_owned();
                    if is_unreached(&error) {
                        walk.unreached.push(path.clone());
                    }
                    walk.skipped.push((path, reason(&error)));
                }
            }
        }
    }
    // Folders within folders are walked twice.
    walk.candidates.sort_by(|a, b| a.path.cmp(&b.path));
    walk.candidates.dedup_by(|a, b| a.path == b.path);
    walk
}

impl Walk {
    fn add(&mut self, entry: &DirEntry) {
        let kind = entry.file_type();
        if kind.is_dir() || says_of_another(entry.path()) {
            return;
        }
        if !kind.is_file() {
            let reason = "it is a pipe, a socket or a device".to_owned();
            return self.skipped.push((entry.path().to_owned(), reason));
        }
        match entry.metadata() {
            Ok(file) => self.candidates.push(Candidate {
                path: entry.path().to_owned(),
                bytes: file.len(),
                changed: changed(&file),
            }),
            Err(error) => self.skipped.push((entry.path().to_owned(), reason(&error))),
        }
    }
}

/// When a file was last changed: nanoseconds.
pub(crate) fn changed(file: &Metadata) -> u64 {
    let changed = file.modified().ok();
    let since = changed.and_then(|changed| changed.duration_since(UNIX_EPOCH).ok());
    since.map_or(0, |since| since.as_nanos() as u64)
}

/// Hidden files and folders are nobody's letters. The folder asked for is taken whatever it is called.
fn is_hidden(entry: &DirEntry) -> bool {
    entry.depth() > 0 && entry.file_name().as_encoded_bytes().starts_with(b".")
}

/// Whether a file holds what a publisher says of another one, rather than a letter.
fn says_of_another(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str());
    name.is_some_and(|name| name == "metadata.xml" || name.ends_with(".metadata.xml"))
}

/// Whether a folder is out of reach rather than gone: it may come back, as a disk or a share does. One that is asked for is, whatever the error.
fn is_unreached(error: &walkdir::Error) -> bool {
    let gone = error
        .io_error()
        .is_some_and(|error| error.kind() == ErrorKind::NotFound);
    error.loop_ancestor().is_none() && (error.depth() == 0 || !gone)
}

fn reason(error: &walkdir::Error) -> String {
    if error.loop_ancestor().is_some() {
        return "a link leads back into a folder that it lies in".to_owned();
    }
    let told = error.io_error().map(ToString::to_string);
    let told = told.unwrap_or_else(|| error.to_string());
    let end = told.find(" (os error").unwrap_or(told.len());
    told[..end].to_owned()
}
