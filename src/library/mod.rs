//! A library: every letter below some folders, in one index on disk that is kept up to date.
//!
//! The index is a cache of the letters: whatever is wrong with it, it is made anew from them. A library is read as *editions*, each of which
//! never changes; whoever imports puts a new one in the place of the last. It must not know the screen.

mod alike;
pub mod arranged;
pub mod card;
pub mod cited;
mod copy;
pub mod date;
pub mod dossier;
mod edition;
pub mod facets;
mod foremost;
mod import;
mod merging;
mod store;
mod walk;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use crate::config::Settings;
use crate::document::Document;
use crate::ingest::{self, ReadError};
use crate::open::{self, Source};
use crate::words::lexeme::Lexeme;
use crate::words::tokens;

pub use crate::library::edition::{Edition, LetterCard};
pub use crate::library::import::{Progress, Report};
use crate::library::store::{Manifest, Store, StoreError};
pub use crate::library::store::{Outcome, Seen};

/// How letters are read.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// Largest file read: bytes.
    pub max_bytes: u64,
    /// What the readers should know.
    pub ingest: ingest::Options,
}

impl Reading {
    /// As the user's settings say.
    #[must_use]
    pub fn of(settings: &Settings) -> Self {
        Self {
            max_bytes: settings.max_bytes(),
            ingest: settings.reading(),
        }
    }

    /// What the bytes of a letter mean, with what a publisher says of it in a file beside it.
    pub fn understand(&self, source: &Source, bytes: &[u8]) -> Result<Document, ReadError> {
        ingest::read(bytes, &source.name(), &self.beside(source))
    }

    /// What the readers should know of a letter.
    #[must_use]
    pub fn beside(&self, source: &Source) -> ingest::Options {
        ingest::Options {
            beside: open::metadata_beside(source),
            ..self.ingest.clone()
        }
    }
}

/// Letters looked at between two questions whether an answer is still wanted.
const PATIENCE: usize = 1_000;

/// Nothing, when an answer is no longer wanted. Asked once in a while by the count of the letters looked at.
fn still_wanted(done: usize, stale: &dyn Fn() -> bool) -> Option<()> {
    (!done.is_multiple_of(PATIENCE) || !stale()).then_some(())
}

/// A library of the letters below some folders. Shared between threads.
#[derive(Debug)]
pub struct Library {
    folders: Vec<PathBuf>,
    store: Store,
    reading: Reading,
    /// What is read from now.
    edition: Mutex<Arc<Edition>>,
}

/// How a library was found when it was opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// Ready to be searched.
    Ready,
    /// There is no index yet.
    New,
    /// What was there cannot be used, and why: it is made anew.
    Unusable(String),
}

impl Library {
    /// Opens the library of some folders, whose index lies below `cache`. It can be searched at once as far as it goes;
    /// [`Library::sync`] brings it up to date.
    pub fn open(
        folders: &[PathBuf],
        cache: &Path,
        reading: Reading,
    ) -> anyhow::Result<(Self, Found)> {
        let mut whole = Vec::new();
        for folder in folders {
            let told = crate::safe::line(&folder.to_string_lossy());
            let real = fs::canonicalize(folder)
                .map_err(|error| anyhow::anyhow!("cannot open {told}: {error}"))?;
            anyhow::ensure!(
                real.is_dir(),
                "{told} is a file; a library is made of folders"
            );
            whole.push(real);
        }
        whole.sort();
        whole.dedup();
        let mut hasher = blake3::Hasher::new();
        for folder in &whole {
            hasher.update(folder.as_os_str().as_encoded_bytes());
            hasher.update(&[0]);
        }
        let name: String = hasher.finalize().to_hex().chars().take(16).collect();
        let library = Self {
            folders: whole,
            store: Store::new(cache.join("libraries").join(name)),
            edition: Mutex::new(Arc::new(Edition::empty(reading.clone()))),
            reading,
        };
        // Made at once, so that it can be watched; where it cannot be made, importing says so.
        let _ = library.store.make();
        let found = library.refresh();
        Ok((library, found))
    }

    /// Waits until no other program imports.
    pub fn await_turn(&self) -> io::Result<()> {
        self.store.await_turn()
    }

    /// The folders, whole.
    #[must_use]
    pub fn folders(&self) -> &[PathBuf] {
        &self.folders
    }

    /// What tells it from other libraries, between runs too: made from where its folders are.
    #[must_use]
    pub fn name(&self) -> String {
        let name = self.store.folder().file_name().unwrap_or_default();
        name.to_string_lossy().into_owned()
    }

    /// The file that is replaced whenever the index is another: also by other programs.
    #[must_use]
    pub fn list(&self) -> PathBuf {
        self.store.list()
    }

    /// Where the index lies.
    #[must_use]
    pub fn place(&self) -> &Path {
        self.store.folder()
    }

    /// How much the index takes on disk: bytes.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.edition().bytes()
    }

    /// What can be read and searched now.
    #[must_use]
    pub fn edition(&self) -> Arc<Edition> {
        self.edition
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Takes up what was written by another program, if it is newer.
    pub fn refresh(&self) -> Found {
        let opened = self.store.manifest(&rules()).and_then(|manifest| {
            if manifest.edition == self.edition().number() {
                return Ok(None);
            }
            self.opened(&manifest).map(Some)
        });
        match opened {
            Ok(None) => Found::Ready,
            Ok(Some(edition)) => {
                self.put(edition);
                Found::Ready
            }
            Err(StoreError::Absent) => Found::New,
            Err(error) => Found::Unusable(error.to_string()),
        }
    }

    fn put(&self, edition: Edition) {
        *self.edition.lock().unwrap_or_else(PoisonError::into_inner) = Arc::new(edition);
    }

    /// The edition that a list describes. Damage that only tantivy notices may be a panic of its own.
    fn opened(&self, manifest: &Manifest) -> Result<Edition, StoreError> {
        let before = self.edition();
        let open = || Edition::open(&self.store, manifest, &before);
        let opened = std::panic::catch_unwind(std::panic::AssertUnwindSafe(open));
        opened.unwrap_or_else(|_| Err(StoreError::Damaged("it cannot be opened".to_owned())))
    }
}

/// How cards are made; made otherwise, they have another number.
const CARDS: u32 = 5;

/// Now, as letters are stamped with it when they come: seconds since 1970; 0 on a machine whose clock stands before that.
#[must_use]
pub fn now() -> u32 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    since.map_or(0, |since| since.as_secs().try_into().unwrap_or(u32::MAX))
}

/// By which rules words are cut, folded and shortened, and how volumes lie: an index made by others is made anew.
fn rules() -> String {
    // Words that show most of what the rules do.
    const PROBE: &str = "Özütok’s coöperatie: 29.628 nr. 984, EncroChat-onderzoeken, integriteits- en screeningsbeleid; motie moties brief \
        brieven maatregelen gemeenten geïnformeerd schreef leden ĳs";
    let mut hasher = crc32fast::Hasher::new();
    tokens::for_each(PROBE, |token| {
        let lexeme = Lexeme::new(&token.term, token.joined);
        hasher.update(format!("{token:?}{lexeme:?}").as_bytes());
    });
    hasher.update(crate::words::forms::TABLE.as_bytes());
    // What is told of letters is kept with them.
    format!(
        "voetnoot {} cards {CARDS} volume {} words {:08x}",
        env!("CARGO_PKG_VERSION"),
        crate::index::volume::ARRANGEMENT,
        hasher.finalize()
    )
}

/// A cache for the time being, among the system's temporary files: the user's own, and nobody else's.
pub fn cache_for_now() -> io::Result<PathBuf> {
    use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _};
    let own = rustix::process::getuid().as_raw();
    let folder = std::env::temp_dir().join(format!("voetnoot-{own}"));
    match fs::DirBuilder::new().mode(0o700).create(&folder) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
        _ => {}
    }
    // Anybody may put something there under that name.
    let there = fs::symlink_metadata(&folder)?;
    if !there.is_dir() || there.uid() != own || there.mode() & 0o077 != 0 {
        let told = format!("{} is not one's own folder", folder.display());
        return Err(io::Error::other(told));
    }
    Ok(folder)
}

/// The user's cache, made and marked as one, so that backups leave it out; an error where there is no home to have one in.
pub fn cache_marked(folder: &Path) -> io::Result<()> {
    const TAG: &str = "Signature: 8a477f597d28d172789f06886806bc55\n";
    fs::create_dir_all(folder)?;
    let tag = folder.join("CACHEDIR.TAG");
    if !tag.exists() {
        fs::write(tag, TAG)?;
    }
    Ok(())
}
