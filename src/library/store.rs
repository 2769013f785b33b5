//! The files of a library in the user's cache: which volumes there are, what was read from where, and whose turn it is to write.
//!
//! All of it is a cache of the letters. A list is written beside the old one and put in its place, so that whoever comes at any moment
//! finds a whole one. It must not know what is in a letter.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use serde::{Deserialize, Serialize};

use crate::library::card::Fingerprint;

/// The list of what there is.
const MANIFEST: &str = "library.json";

/// Locked by whoever writes.
const LOCK: &str = "lock";

/// Which volumes there are.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Manifest {
    /// By which rules words were cut and volumes laid out; those of others are written anew.
    pub(crate) rules: String,
    /// The folders it is a library of, for whoever looks at it.
    pub(crate) folders: Vec<String>,
    /// Counts how often it was written.
    pub(crate) edition: u64,
    /// Whether the folders were ever read to their end: letters that come after that are new.
    pub(crate) complete: bool,
    pub(crate) volumes: Vec<Held>,
    /// What was read from where.
    pub(crate) files: Option<Stamped>,
}

/// A volume of the library.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Held {
    /// Its folder's name.
    pub(crate) name: String,
    /// Its files as they were written.
    pub(crate) files: Vec<Stamped>,
    /// Letters that are no longer there, by their place.
    pub(crate) gone: Vec<u32>,
}

/// A file as it was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Stamped {
    pub(crate) name: String,
    pub(crate) bytes: u64,
    /// When it was written: nanoseconds.
    pub(crate) written: u64,
    /// Checksum of its bytes.
    pub(crate) sum: u32,
}

/// A file that was looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// Where it is. Its bytes need not be text.
    #[serde(with = "path_bytes")]
    pub path: PathBuf,
    /// Its size: bytes.
    pub bytes: u64,
    /// When it was last changed: nanoseconds.
    pub changed: u64,
    /// What it turned out to be.
    pub found: Outcome,
}

/// What a file turned out to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    /// A letter.
    Letter(Fingerprint),
    /// Something that could not be read as one, and why.
    Refused(String),
}

/// A path as its bytes.
mod path_bytes {
    use std::ffi::OsString;
    use std::os::unix::ffi::{OsStrExt as _, OsStringExt as _};
    use std::path::{Path, PathBuf};

    use serde::{Deserialize as _, Deserializer, Serialize as _, Serializer};

    pub(super) fn serialize<S: Serializer>(path: &Path, serializer: S) -> Result<S::Ok, S::Error> {
        path.as_os_str().as_bytes().serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<PathBuf, D::Error> {
        Vec::<u8>::deserialize(deserializer).map(|bytes| OsString::from_vec(bytes).into())
    }
}

/// What is wrong with a library on disk. It is only a cache: whatever is wrong, it is made anew from the letters.
#[derive(Debug, thiserror::Error)]
pub(crate) enum StoreError {
    /// There is none yet.
    #[error("there is no index yet")]
    Absent,
    /// Made by other rules.
    #[error("the index was made by another version of the program")]
    Rules,
    /// Its bytes are not those that were written.
    #[error("the index is damaged ({0})")]
    Damaged(String),
    /// The system says no: that is no reason to throw it away.
    #[error("the index cannot be read: {0}")]
    System(#[from] io::Error),
}

/// The folder of a library.
#[derive(Debug, Clone)]
pub(crate) struct Store {
    folder: PathBuf,
}

/// Held by who may write.
#[derive(Debug)]
pub(crate) struct Turn {
    _file: File,
}

impl Store {
    pub(crate) fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// Where it is.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// The folder of a volume.
    pub(crate) fn volume(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Makes the folder, for its owner alone.
    pub(crate) fn make(&self) -> io::Result<()> {
        use std::os::unix::fs::DirBuilderExt as _;
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true).mode(0o700).create(&self.folder)
    }

    /// Waits until nobody else writes.
    pub(crate) fn await_turn(&self) -> io::Result<()> {
        self.make()?;
        self.lock()?.lock()
    }

    /// The file that whoever writes has locked. Opened without being changed: who watches the folder need not look.
    fn lock(&self) -> io::Result<File> {
        let mut options = File::options();
        options.write(true).create(true).truncate(false);
        options.open(self.folder.join(LOCK))
    }

    /// Takes the turn to write; `None`: somebody else writes.
    pub(crate) fn take_turn(&self) -> io::Result<Option<Turn>> {
        self.make()?;
        let file = self.lock()?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Turn { _file: file })),
            Err(fs::TryLockError::WouldBlock) => Ok(None),
            // Some file systems have no locks: then each writer trusts to being alone.
            Err(fs::TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {
                Ok(Some(Turn { _file: file }))
            }
            Err(fs::TryLockError::Error(error)) => Err(error),
        }
    }

    /// Where the list of what there is lies.
    pub(crate) fn list(&self) -> PathBuf {
        self.folder.join(MANIFEST)
    }

    /// The list of what there is, if it was made by these rules and its files are what was written.
    pub(crate) fn manifest(&self, rules: &str) -> Result<Manifest, StoreError> {
        let text = match fs::read(self.list()) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(StoreError::Absent);
            }
            Err(error) => return Err(error.into()),
        };
        let damaged = |error: serde_json::Error| StoreError::Damaged(error.to_string());
        let manifest: Manifest = serde_json::from_slice(&text).map_err(damaged)?;
        if manifest.rules != rules {
            return Err(StoreError::Rules);
        }
        for volume in &manifest.volumes {
            let folder = self.volume(&volume.name);
            for file in &volume.files {
                Self::check(&folder.join(&file.name), file)?;
            }
        }
        Ok(manifest)
    }

    /// Checks that a file is what was written. One that nobody touched since is taken for it; of another, every byte is read.
    fn check(path: &Path, written: &Stamped) -> Result<(), StoreError> {
        let damaged = |what: &str| StoreError::Damaged(format!("{} {what}", written.name));
        let stamp = match stamp(path) {
            Ok(stamp) => stamp,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(damaged("is missing"));
            }
            Err(error) => return Err(error.into()),
        };
        if stamp.0 != written.bytes {
            return Err(damaged("has another length"));
        }
        if stamp.1 != written.written && sum(path)? != written.sum {
            return Err(damaged("has other bytes"));
        }
        Ok(())
    }

    /// What was read from where, as a list names it.
    pub(crate) fn files(&self, listed: &Stamped) -> Result<Vec<Seen>, StoreError> {
        let path = self.folder.join(&listed.name);
        Self::check(&path, listed)?;
        let damaged = |_| StoreError::Damaged(listed.name.clone());
        postcard::from_bytes(&fs::read(path)?).map_err(damaged)
    }

    /// Writes what was read from where, under a name of its own.
    pub(crate) fn write_files(&self, edition: u64, files: &[Seen]) -> io::Result<Stamped> {
        let bytes = postcard::to_stdvec(files).map_err(io::Error::other)?;
        let name = format!("files-{edition}");
        let path = self.folder.join(&name);
        let mut file = File::create(&path)?;
        file.write_all(&bytes)?;
        file.sync_data()?;
        stamped(&path, name)
    }

    /// The files of a volume that has just been written.
    pub(crate) fn stamp_volume(&self, name: &str) -> io::Result<Held> {
        let folder = self.volume(name);
        let mut files = Vec::new();
        for entry in fs::read_dir(&folder)? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            // Tantivy's locks hold nothing.
            if Path::new(&name).extension() != Some("lock".as_ref()) {
                files.push(stamped(&entry.path(), name)?);
            }
        }
        files.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(Held {
            name: name.to_owned(),
            files,
            gone: Vec::new(),
        })
    }

    /// Puts a new list in the place of the old one: from then on it holds.
    pub(crate) fn write(&self, _: &Turn, manifest: &Manifest) -> io::Result<()> {
        let beside = self.folder.join(format!("{MANIFEST}.new"));
        let mut file = File::create(&beside)?;
        serde_json::to_writer_pretty(&mut file, manifest)?;
        file.sync_data()?;
        fs::rename(&beside, self.list())?;
        File::open(&self.folder)?.sync_data()
    }

    /// Takes away what no list names any more: left by a run that was cut short, or replaced.
    pub(crate) fn sweep(&self, _: &Turn, manifest: &Manifest) -> io::Result<()> {
        let volumes = manifest.volumes.iter().map(|volume| &*volume.name);
        let files = manifest.files.iter().map(|files| &*files.name);
        let named: Vec<&str> = volumes.chain(files).chain([MANIFEST, LOCK]).collect();
        for entry in fs::read_dir(&self.folder)? {
            let entry = entry?;
            let name = entry.file_name();
            if named.iter().any(|named| **named == *name) {
                continue;
            }
            let path = entry.path();
            // Who reads what is taken away here goes on reading it: it is gone when they end.
            let _ = if entry.file_type()?.is_dir() {
                fs::remove_dir_all(path)
            } else {
                fs::remove_file(path)
            };
        }
        Ok(())
    }
}

/// Size and time of change of a file: bytes and nanoseconds.
pub(crate) fn stamp(path: &Path) -> io::Result<(u64, u64)> {
    let file = fs::metadata(path)?;
    let changed = file.modified()?.duration_since(UNIX_EPOCH);
    Ok((
        file.len(),
        changed.map_or(0, |since| since.as_nanos() as u64),
    ))
}

fn stamped(path: &Path, name: String) -> io::Result<Stamped> {
    let (bytes, written) = stamp(path)?;
    Ok(Stamped {
        name,
        bytes,
        written,
        sum: sum(path)?,
    })
}

fn sum(path: &Path) -> io::Result<u32> {
    let mut hasher = crc32fast::Hasher::new();
    let mut file = File::open(path)?;
    let mut buffer = vec![0; 1 << 18];
    loop {
        match io::Read::read(&mut file, &mut buffer)? {
            0 => return Ok(hasher.finalize()),
            read => hasher.update(&buffer[..read]),
        }
    }
}
