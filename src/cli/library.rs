//! `import` and `status`: the index of a folder of letters, made, kept up to date, and looked at. And libraries for other sub-commands.
//!
//! It must not know how letters are indexed.

use std::io::{self, IsTerminal as _, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use anyhow::Context as _;
use clap::Args;
use serde::Serialize;

use crate::cli::show::print_json;
use crate::cli::{Outcome, report};
use crate::config::{Overrides, Settings};
use crate::library::{self, Found, Library, Progress, Report, Seen};

/// How often progress is told on a terminal.
const TOLD_EVERY: Duration = Duration::from_millis(200);

/// The folders of a library.
#[derive(Debug, Args)]
pub(super) struct Folders {
    /// The folders; every letter below them belongs to the library
    #[arg(required = true)]
    folders: Vec<PathBuf>,
    /// As JSON
    #[arg(long)]
    json: bool,
}

/// What `import` and `status` tell, as JSON.
#[derive(Serialize)]
struct Told<'a> {
    format: u32,
    folders: Vec<String>,
    index: String,
    index_bytes: u64,
    letters: usize,
    passages: usize,
    /// Whether all letters that there were have been read.
    complete: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    added: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    gone: Option<usize>,
    unreadable: Vec<Unreadable<'a>>,
}

/// A file that is no letter, or could not be read as one.
#[derive(Serialize)]
struct Unreadable<'a> {
    file: String,
    reason: &'a str,
}

/// Opens the library of some folders; says when its index has to be made anew.
pub(super) fn open(folders: &[PathBuf], overrides: &Overrides) -> anyhow::Result<Library> {
    let (settings, mistakes) = Settings::load(overrides);
    super::about::report(&mistakes);
    let cache = crate::config::cache_folder()
        .context("there is no folder for an index; set HOME or XDG_CACHE_HOME")?;
    let cache = match library::cache_marked(&cache) {
        Ok(()) => cache,
        Err(error) => elsewhere(&cache, &error)?,
    };
    let (library, found) = Library::open(folders, &cache, library::Reading::of(&settings))?;
    if let Found::Unusable(why) = found {
        report(&format!("{why}; importing makes it anew from the letters"));
    }
    Ok(library)
}

/// Where the index goes when the user's cache cannot be written.
fn elsewhere(cache: &Path, error: &io::Error) -> anyhow::Result<PathBuf> {
    let shown = |path: &Path| crate::safe::line(&path.to_string_lossy());
    let there = shown(cache);
    let folder = library::cache_for_now().with_context(|| {
        format!("cannot write {there} ({error}), nor a folder for the time being")
    })?;
    let here = shown(&folder);
    report(&format!(
        "cannot write {there} ({error}); the index is kept in {here} for now"
    ));
    Ok(folder)
}

/// Brings a library up to date where it can be; where not, what is there is used, and that is said. Whether it holds all letters now.
pub(super) fn freshen(library: &Library) -> anyhow::Result<bool> {
    match sync(library) {
        Err(error) if !library.edition().newest().is_empty() => {
            super::report_error(&error.context("the index as it is is used"));
            Ok(library.edition().is_complete())
        }
        Ok(done) => Ok(holds_all(library, Some(&done))),
        Err(error) => Err(error),
    }
}

/// Whether a library holds all letters there are, as far as its last import could tell.
fn holds_all(library: &Library, done: Option<&Report>) -> bool {
    let reached = done.is_none_or(|done| done.unreached.is_empty());
    reached && library.edition().is_complete()
}

/// Brings a library up to date; on a terminal, with a line that says how far it is.
pub(super) fn sync(library: &Library) -> anyhow::Result<Report> {
    let shown = io::stderr().is_terminal();
    let begun = Instant::now();
    let last = Mutex::new((begun, false));
    let tell = |progress: Progress| {
        let Ok(mut last) = last.try_lock() else {
            return;
        };
        if shown && last.0.elapsed() >= TOLD_EVERY {
            *last = (Instant::now(), true);
            let _ = write!(io::stderr(), "\r\x1b[K{}", line(progress, begun.elapsed()));
        }
    };
    let report = library.sync(&tell, &AtomicBool::new(false))?;
    if last.into_inner().is_ok_and(|(_, told)| told) {
        let _ = write!(io::stderr(), "\r\x1b[K");
    }
    for folder in &report.unreached {
        let told = crate::safe::line(&folder.to_string_lossy());
        super::report(&format!(
            "{told} cannot be reached; its letters are as they were"
        ));
    }
    if report.busy {
        super::report("another voetnoot is importing; what it has so far is used");
    }
    Ok(report)
}

/// `12,345 of 100,000 files · 480/s · 3 min left`.
fn line(progress: Progress, took: Duration) -> String {
    let speed = progress.done as f64 / took.as_secs_f64().max(0.001);
    let left = (progress.of - progress.done) as f64 / speed.max(0.001);
    let left = if left < 90.0 {
        format!("{left:.0} s")
    } else {
        format!("{:.0} min", left / 60.0)
    };
    format!(
        "{} of {} files · {speed:.0}/s · {left} left",
        progress.done, progress.of
    )
}

/// Lists the letters of a library, the newest first: date, title, file.
pub(super) fn list(library: &Library, out: &mut impl Write) -> anyhow::Result<Outcome> {
    freshen(library)?;
    let edition = library.edition();
    for &letter in edition.newest() {
        let known = edition.card(letter);
        let date = known.card.date.as_deref().unwrap_or("-");
        let path = crate::safe::line(&known.path.to_string_lossy());
        writeln!(out, "{date}\t{}\t{path}", known.card.title)?;
    }
    Ok(if edition.newest().is_empty() {
        Outcome::Nothing
    } else {
        Outcome::Done
    })
}

/// Makes the index of some folders, or brings it up to date.
pub(super) fn import(
    folders: &Folders,
    overrides: &Overrides,
    out: &mut impl Write,
) -> anyhow::Result<Outcome> {
    let library = open(&folders.folders, overrides)?;
    let mut done = sync(&library)?;
    while done.busy {
        // What it is asked for is an index of all letters.
        library.await_turn()?;
        done = sync(&library)?;
    }
    tell(&library, Some(&done), folders.json, out)
}

/// Tells how the index of some folders stands, without changing it.
pub(super) fn status(
    folders: &Folders,
    overrides: &Overrides,
    out: &mut impl Write,
) -> anyhow::Result<Outcome> {
    let library = open(&folders.folders, overrides)?;
    if library.edition().number() == 0 {
        report("there is no index yet; `voetnoot import` makes it");
    }
    tell(&library, None, folders.json, out)
}

fn tell(
    library: &Library,
    done: Option<&Report>,
    as_json: bool,
    out: &mut impl Write,
) -> anyhow::Result<Outcome> {
    let edition = library.edition();
    let refused = edition.files().iter().filter_map(refused);
    let skipped = done.iter().flat_map(|report| &report.skipped);
    let skipped = skipped.map(|(path, reason)| (path.as_path(), reason.as_str()));
    let unreadable: Vec<(&Path, &str)> = refused.chain(skipped).collect();
    let shown = |path: &Path| crate::safe::line(&path.to_string_lossy());
    let letters = edition.newest().len();
    if as_json {
        let told = Told {
            format: 1,
            folders: library.folders().iter().map(|path| shown(path)).collect(),
            index: shown(library.place()),
            index_bytes: library.bytes(),
            letters,
            passages: edition.passages(),
            complete: holds_all(library, done),
            added: done.map(|report| report.added),
            gone: done.map(|report| report.gone),
            unreadable: unreadable
                .iter()
                .map(|&(path, reason)| Unreadable {
                    file: shown(path),
                    reason,
                })
                .collect(),
        };
        print_json(&told, out)?;
    } else {
        let mib = library.bytes() as f64 / f64::from(1 << 20);
        writeln!(out, "{letters} letters, {} passages", edition.passages())?;
        if edition.number() > 0 && !holds_all(library, done) {
            writeln!(
                out,
                "not all letters have been read; `voetnoot import` goes on"
            )?;
        }
        if let Some(report) = done {
            writeln!(out, "{} new, {} gone", report.added, report.gone)?;
        }
        writeln!(out, "index: {} ({mib:.1} MiB)", shown(library.place()))?;
        for (path, reason) in unreadable {
            writeln!(out, "not read: {}: {reason}", shown(path))?;
        }
    }
    Ok(if letters == 0 {
        Outcome::Nothing
    } else {
        Outcome::Done
    })
}

fn refused(seen: &Seen) -> Option<(&Path, &str)> {
    match &seen.found {
        library::Outcome::Refused(reason) => Some((&seen.path, reason)),
        library::Outcome::Letter(_) => None,
    }
}
