//! Brings a library up to date: what is new is read and indexed, what is gone is left out.
//!
//! Two threads read letters, each into a volume of its own; a volume that is full is written and listed, so that a run that is cut short
//! loses little. It must not know how progress is shown.

use std::collections::{HashMap, HashSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Instant;

use anyhow::Context as _;

use crate::index::volume::{KeptOfLetter, Volume, VolumeWriter, merge};
use crate::library::card::{Card, Fingerprint, key, key_kept};
use crate::library::merging::worth_merging;
use crate::library::store::{Held, Manifest, Outcome, Seen, StoreError, Turn};
use crate::library::walk::{Candidate, walk};
use crate::library::{Library, copy, now, rules};
use crate::open::{self, Source};

/// How many letters are read at a time: what two cores have hands for.
const READERS: usize = 2;

/// What the volumes of a reader may take before they are written, one after the other: bytes of memory, and seconds. The first are small, so
/// that there is something to search soon, and little is lost when a run is cut short.
const FULL: [(usize, u64); 3] = [(10_000_000, 1), (30_000_000, 4), (90_000_000, u64::MAX)];

/// How far an import is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    /// Files looked at, of those that are new or changed.
    pub done: usize,
    /// How many those are.
    pub of: usize,
}

/// What an import came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// Letters that are new.
    pub added: usize,
    /// Letters that are no longer there.
    pub gone: usize,
    /// Files left out that could not be looked into, and why: loops of links, sockets.
    pub skipped: Vec<(PathBuf, String)>,
    /// Folders that could not be looked into: their letters are kept as they were.
    pub unreached: Vec<PathBuf>,
    /// Whether it was broken off before the end.
    pub cancelled: bool,
    /// Whether somebody else was importing: then nothing was done.
    pub busy: bool,
}

impl Library {
    /// Brings the index up to date with the folders. `tell` hears how far it is; `cancel` ends it early, with what is done by then.
    pub fn sync(
        &self,
        tell: &(dyn Fn(Progress) + Sync),
        cancel: &AtomicBool,
    ) -> anyhow::Result<Report> {
        let place = crate::safe::line(&self.store.folder().to_string_lossy());
        let cannot = || format!("cannot write the index in {place}");
        let Some(turn) = self.store.take_turn().with_context(cannot)? else {
            return Ok(Report {
                busy: true,
                ..Report::default()
            });
        };
        let manifest = match self.store.manifest(&rules()) {
            Ok(manifest) => manifest,
            Err(StoreError::System(error)) => return Err(error).with_context(cannot),
            Err(_) => Manifest::default(),
        };
        let mut import = Import::new(self, &turn, manifest).with_context(cannot)?;
        let report = import.run(tell, cancel).with_context(cannot)?;
        self.store
            .sweep(&turn, &import.manifest)
            .with_context(cannot)?;
        Ok(report)
    }
}

/// An import under way.
struct Import<'a> {
    library: &'a Library,
    turn: &'a Turn,
    manifest: Manifest,
    /// Letters that are in a volume that is listed.
    listed: HashSet<Fingerprint>,
    /// What is known of each file.
    seen: Vec<Seen>,
}

/// What readers share.
struct Shared<'a> {
    todo: &'a [Candidate],
    next: AtomicUsize,
    done: AtomicUsize,
    /// Letters that are in a volume, or on their way into one.
    taken: Mutex<HashSet<Fingerprint>>,
    /// Whether letters that are read now are new (see [`came_kept`](crate::library::card::came_kept)).
    are_new: bool,
    cancel: &'a AtomicBool,
    tell: &'a (dyn Fn(Progress) + Sync),
}

impl<'a> Import<'a> {
    fn new(library: &'a Library, turn: &'a Turn, mut manifest: Manifest) -> anyhow::Result<Self> {
        manifest.rules = rules();
        manifest.folders = library
            .folders
            .iter()
            .map(|folder| folder.to_string_lossy().into_owned())
            .collect();
        let mut import = Self {
            library,
            turn,
            manifest,
            listed: HashSet::new(),
            seen: Vec::new(),
        };
        if library.edition().number() != import.manifest.edition || import.manifest.edition == 0 {
            if let Ok(edition) = library.opened(&import.manifest) {
                library.put(edition);
            } else {
                // What cannot be opened is made anew.
                import.manifest.volumes.clear();
                import.manifest.files = None;
                import.manifest.complete = false;
                library.put(library.opened(&import.manifest)?);
            }
        }
        let edition = library.edition();
        import.listed = edition.by_key.keys().copied().collect();
        for one in &edition.volumes {
            // A letter that comes back is taken up again from where it lies.
            for letter in &one.held.gone {
                import.listed.insert(key_kept(one.volume.kept(*letter)));
            }
        }
        Ok(import)
    }

    fn run(
        &mut self,
        tell: &(dyn Fn(Progress) + Sync),
        cancel: &AtomicBool,
    ) -> anyhow::Result<Report> {
        let before = self.library.edition();
        let walked = walk(&self.library.folders);
        let known: HashMap<&Path, &Seen> = before
            .files()
            .iter()
            .map(|seen| (seen.path.as_path(), seen))
            .collect();
        let mut todo = Vec::new();
        for candidate in walked.candidates {
            match known.get(candidate.path.as_path()) {
                Some(&seen) if self.is_same(seen, &candidate) => self.seen.push(seen.clone()),
                _ => todo.push(candidate),
            }
        }
        self.keep_unreached(before.files(), &walked.unreached, &todo);
        let unchanged = todo.is_empty() && self.seen.len() == before.files().len();
        let mut report = Report {
            skipped: walked.skipped,
            unreached: walked.unreached,
            ..Report::default()
        };
        if unchanged && before.number() > 0 && self.manifest.complete {
            return Ok(report);
        }
        let letters = self.listed.len();
        self.read_all(&todo, tell, cancel)?;
        report.cancelled = cancel.load(Ordering::Relaxed);
        report.added = self.listed.len() - letters;
        if report.cancelled {
            // What was not looked at yet stays as it was.
            self.keep_the_rest(&before.files, &todo);
        }
        self.leave_out_what_is_gone();
        if report.cancelled {
            // Who stops it does not want to wait for what only makes later searches faster.
            self.write()?;
        } else {
            self.merge_small()?;
            self.manifest.complete = true;
            self.write()?;
        }
        let after = self.library.edition();
        report.gone = before
            .by_key
            .keys()
            .filter(|key| !after.by_key.contains_key(*key))
            .count();
        Ok(report)
    }

    /// Whether a file is as it was, and what it was is still known.
    fn is_same(&self, seen: &Seen, candidate: &Candidate) -> bool {
        let known = match &seen.found {
            Outcome::Letter(key) => self.listed.contains(key),
            Outcome::Refused(_) => true,
        };
        known && (seen.bytes, seen.changed) == (candidate.bytes, candidate.changed)
    }

    fn read_all(
        &mut self,
        todo: &[Candidate],
        tell: &(dyn Fn(Progress) + Sync),
        cancel: &AtomicBool,
    ) -> anyhow::Result<()> {
        let shared = Shared {
            todo,
            next: AtomicUsize::new(0),
            done: AtomicUsize::new(0),
            taken: Mutex::new(self.listed.clone()),
            // What is read when the library is made, or made anew, was there already: only what comes later is new.
            are_new: self.manifest.complete,
            cancel,
            tell,
        };
        let library = self.library;
        let import = Mutex::new(self);
        let readers = READERS.min(todo.len());
        thread::scope(|scope| {
            let readers: Vec<_> = (0..readers)
                .map(|_| scope.spawn(|| read_some(library, &shared, &import)))
                .collect();
            for reader in readers {
                match reader.join() {
                    Ok(read) => read?,
                    Err(_) => anyhow::bail!("something went wrong inside the program"),
                }
            }
            Ok(())
        })
    }

    /// Lists a volume that has been written, with what its reader saw.
    fn list(
        &mut self,
        held: Option<Held>,
        keys: Vec<Fingerprint>,
        seen: Vec<Seen>,
    ) -> anyhow::Result<()> {
        self.listed.extend(keys);
        self.seen.extend(seen);
        if let Some(held) = held {
            self.manifest.volumes.push(held);
            self.write()?;
        }
        Ok(())
    }

    /// Keeps what is known of files that were not looked at again.
    fn keep_the_rest(&mut self, before: &[Seen], todo: &[Candidate]) {
        let done: HashSet<&Path> = self.seen.iter().map(|seen| seen.path.as_path()).collect();
        let there: HashSet<&Path> = todo.iter().map(|one| one.path.as_path()).collect();
        let rest = before.iter().filter(|seen| {
            there.contains(seen.path.as_path()) && !done.contains(seen.path.as_path())
        });
        let rest: Vec<Seen> = rest.cloned().collect();
        self.seen.extend(rest);
    }

    /// Keeps what is known of files in folders that cannot be looked into now, but for those that were found there all the same.
    fn keep_unreached(&mut self, before: &[Seen], unreached: &[PathBuf], todo: &[Candidate]) {
        if unreached.is_empty() {
            return;
        }
        let seen = self.seen.iter().map(|seen| &seen.path);
        let found: HashSet<&PathBuf> = seen.chain(todo.iter().map(|one| &one.path)).collect();
        let below = |path: &PathBuf| unreached.iter().any(|folder| path.starts_with(folder));
        let kept = before
            .iter()
            .filter(|seen| !found.contains(&seen.path) && below(&seen.path));
        let kept: Vec<Seen> = kept.cloned().collect();
        self.seen.extend(kept);
    }

    /// Marks the letters of which no file is left.
    fn leave_out_what_is_gone(&mut self) {
        let there: HashSet<Fingerprint> = self
            .seen
            .iter()
            .filter_map(|seen| match seen.found {
                Outcome::Letter(key) => Some(key),
                Outcome::Refused(_) => None,
            })
            .collect();
        let edition = self.library.edition();
        for (held, one) in self.manifest.volumes.iter_mut().zip(&edition.volumes) {
            let letters = 0..one.volume.letters();
            let gone =
                letters.filter(|&letter| !there.contains(&key_kept(one.volume.kept(letter))));
            held.gone = gone.collect();
        }
    }

    /// Merges volumes as long as it is worth it.
    fn merge_small(&mut self) -> anyhow::Result<()> {
        loop {
            let edition = self.library.edition();
            let volumes = edition.volumes.iter();
            let passages: Vec<u32> = volumes.map(|one| one.volume.passages()).collect();
            let chosen = worth_merging(&passages);
            if chosen.is_empty() {
                return Ok(());
            }
            self.merge(&chosen)?;
        }
    }

    /// Merges some volumes, by their places.
    fn merge(&mut self, chosen: &[usize]) -> anyhow::Result<()> {
        let edition = self.library.edition();
        let volumes: Vec<&Volume> = chosen
            .iter()
            .map(|&at| &*edition.volumes[at].volume)
            .collect();
        let gone: Vec<&[u32]> = chosen
            .iter()
            .map(|&at| &*self.manifest.volumes[at].gone)
            .collect();
        let alive = |at: usize, letter: u32| gone[at].binary_search(&letter).is_err();
        let (name, folder) = new_volume(self.library)?;
        merge(&volumes, &alive, &folder)?;
        let held = self.library.store.stamp_volume(&name)?;
        let mut at = 0;
        self.manifest.volumes.retain(|_| {
            at += 1;
            !chosen.contains(&(at - 1))
        });
        self.manifest.volumes.push(held);
        self.write()
    }

    /// Writes the list, and puts what it describes in place.
    fn write(&mut self) -> anyhow::Result<()> {
        self.seen.sort_by(|a, b| a.path.cmp(&b.path));
        self.manifest.edition += 1;
        let files = self
            .library
            .store
            .write_files(self.manifest.edition, &self.seen)?;
        self.manifest.files = Some(files);
        self.library.store.write(self.turn, &self.manifest)?;
        self.library.put(self.library.opened(&self.manifest)?);
        Ok(())
    }
}

/// Makes the folder of a new volume.
fn new_volume(library: &Library) -> io::Result<(String, PathBuf)> {
    for number in 0_u32.. {
        let name = format!("volume-{}-{number}", std::process::id());
        let folder = library.store.volume(&name);
        match std::fs::create_dir(&folder) {
            Ok(()) => return Ok((name, folder)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// A volume that a reader fills.
struct Filling {
    name: String,
    writer: VolumeWriter,
    keys: Vec<Fingerprint>,
}

/// Reads files until none is left, and lists each volume that is full.
fn read_some(
    library: &Library,
    shared: &Shared<'_>,
    import: &Mutex<&mut Import<'_>>,
) -> anyhow::Result<()> {
    let mut filling: Option<Filling> = None;
    let mut seen = Vec::new();
    let mut written = 0;
    let mut begun = Instant::now();
    let list = |filling: Option<Filling>, seen: Vec<Seen>| -> anyhow::Result<()> {
        let (mut held, mut keys) = (None, Vec::new());
        if let Some(full) = filling {
            full.writer.finish()?;
            held = Some(library.store.stamp_volume(&full.name)?);
            keys = full.keys;
        }
        let mut import = import.lock().unwrap_or_else(PoisonError::into_inner);
        import.list(held, keys, seen)
    };
    while !shared.cancel.load(Ordering::Relaxed) {
        let next = shared.next.fetch_add(1, Ordering::Relaxed);
        let Some(candidate) = shared.todo.get(next) else {
            break;
        };
        seen.push(take(library, shared, candidate, &mut filling)?);
        let done = shared.done.fetch_add(1, Ordering::Relaxed) + 1;
        (shared.tell)(Progress {
            done,
            of: shared.todo.len(),
        });
        let (memory, seconds) = FULL[written];
        let late = begun.elapsed().as_secs() >= seconds;
        let is_full = |filling: &Filling| late || filling.writer.memory() > memory;
        if filling.as_ref().is_some_and(is_full) {
            list(filling.take(), std::mem::take(&mut seen))?;
            begun = Instant::now();
            written = (written + 1).min(FULL.len() - 1);
        }
    }
    list(filling, seen)
}

/// Whether a file holds data for programs: folders of letters hold such files too, and any text could be read as a letter.
fn is_data(bytes: &[u8]) -> bool {
    let first = bytes.iter().find(|byte| !byte.is_ascii_whitespace());
    let begins = first.is_some_and(|byte| matches!(byte, b'{' | b'['));
    begins && serde_json::from_slice::<serde::de::IgnoredAny>(bytes).is_ok()
}

/// Looks at a file; if it is a letter that is new, puts it into the volume.
fn take(
    library: &Library,
    shared: &Shared<'_>,
    candidate: &Candidate,
    filling: &mut Option<Filling>,
) -> anyhow::Result<Seen> {
    let seen = |found| Seen {
        path: candidate.path.clone(),
        bytes: candidate.bytes,
        changed: candidate.changed,
        found,
    };
    let source = Source::File(candidate.path.clone());
    let bytes = match open::read(&source, library.reading.max_bytes) {
        Ok(bytes) => bytes,
        Err(error) => return Ok(seen(Outcome::Refused(error.to_string()))),
    };
    let key = key(&bytes);
    let new = |taken: &Mutex<HashSet<Fingerprint>>| {
        !taken
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .contains(&key)
    };
    if !new(&shared.taken) {
        return Ok(seen(Outcome::Letter(key)));
    }
    if is_data(&bytes) {
        return Ok(seen(Outcome::Refused(
            "it is data (JSON), no letter".to_owned(),
        )));
    }
    let document = match library.reading.understand(&source, &bytes) {
        Ok(document) => document,
        Err(error) => return Ok(seen(Outcome::Refused(error.to_string()))),
    };
    let mut taken = shared.taken.lock().unwrap_or_else(PoisonError::into_inner);
    if !taken.insert(key) {
        return Ok(seen(Outcome::Letter(key)));
    }
    drop(taken);
    let stem = candidate.path.file_stem().unwrap_or_default();
    let card = Card::of(&document, &stem.to_string_lossy());
    let filling = if let Some(filling) = filling {
        filling
    } else {
        let (name, folder) = new_volume(library)?;
        let writer = VolumeWriter::create(&folder)?;
        filling.insert(Filling {
            name,
            writer,
            keys: Vec::new(),
        })
    };
    let came = if shared.are_new { now() } else { 0 };
    let (kept, copy) = (card.keep(&key, came), copy::kept(&document));
    let kept = KeptOfLetter {
        card: &kept,
        copy: copy.as_deref(),
    };
    filling.writer.add(&document, &card.facts(), kept)?;
    filling.keys.push(key);
    Ok(seen(Outcome::Letter(key)))
}
