//! Notices that the letter's file has changed, by the system's own watching of its folder: nothing polls.
//!
//! Editors and downloads replace a file rather than write into it, so the folder is watched and not the file. It must not know what is done
//! about a change.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use notify::{Config, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::open::{Stamp, stamp};
use crate::tui::worker::spawn_once;

/// How long a file must be left alone before it is looked at: who writes it may not be done.
const QUIET: Duration = Duration::from_millis(250);

/// Watches folders with all that is in them, and a file that is replaced when their index is; `changed` is called on a thread of its own,
/// once for all that happened in a row.
pub fn watch_library(
    folders: &[PathBuf],
    list: &Path,
    changed: impl Fn() + Send + 'static,
) -> notify::Result<Changes> {
    let (sender, events) = channel();
    let own = list.to_owned();
    let folder = list.parent().unwrap_or(list).to_owned();
    let index = folder.clone();
    let tell = move |event: notify::Result<notify::Event>| {
        // What else is written beside the list is nobody's business until the list is: looking at it would write more.
        let concerns = |path: &PathBuf| *path == own || !path.starts_with(&index);
        let is_change = |event: notify::Event| {
            !matches!(event.kind, EventKind::Access(_))
                && (event.paths.is_empty() || event.paths.iter().any(concerns))
        };
        if event.is_ok_and(is_change) {
            let _ = sender.send(());
        }
    };
    let mut watcher = RecommendedWatcher::new(tell, Config::default())?;
    for folder in folders.iter().filter(|folder| folder.is_dir()) {
        watcher.watch(folder, RecursiveMode::Recursive)?;
    }
    if folder.is_dir() {
        watcher.watch(&folder, RecursiveMode::NonRecursive)?;
    }
    let attend = move || {
        while events.recv().is_ok() {
            if !settled(&events) {
                return;
            }
            changed();
        }
    };
    spawn_once("changes", attend, |_| ());
    Ok(Changes { _watcher: watcher })
}

/// Waits until nothing more happens; `false`: nobody watches any more.
fn settled(events: &Receiver<()>) -> bool {
    loop {
        match events.recv_timeout(QUIET) {
            Ok(()) => {}
            Err(RecvTimeoutError::Timeout) => return true,
            Err(RecvTimeoutError::Disconnected) => return false,
        }
    }
}

/// A file that is watched until this is dropped.
#[derive(Debug)]
pub struct Changes {
    _watcher: RecommendedWatcher,
}

impl Changes {
    /// Watches a file that was read when it was as `known` says; `changed` is called on a thread of its own, once for all that happened in a
    /// row, and not for a file that is gone.
    pub fn watch(
        path: &Path,
        mut known: Option<Stamp>,
        changed: impl Fn() + Send + 'static,
    ) -> notify::Result<Self> {
        let path = path.canonicalize()?;
        let (sender, events) = channel();
        let own = path.clone();
        let tell = move |event: notify::Result<notify::Event>| {
            let concerns = event.is_ok_and(|event| {
                let read = matches!(event.kind, EventKind::Access(_));
                !read
                    && event
                        .paths
                        .iter()
                        .any(|of| of.file_name() == own.file_name())
            });
            if concerns {
                let _ = sender.send(());
            }
        };
        let mut watcher = RecommendedWatcher::new(tell, Config::default())?;
        let folder = path.parent().unwrap_or(&path);
        watcher.watch(folder, RecursiveMode::NonRecursive)?;
        let attend = move || {
            loop {
                let now = stamp(&path);
                if now.is_some() && now != known {
                    known = now;
                    changed();
                }
                if events.recv().is_err() || !settled(&events) {
                    return;
                }
            }
        };
        spawn_once("changes", attend, |_| ());
        Ok(Self { _watcher: watcher })
    }
}
