//! Opens a letter's file: only what can be read to its end, in bounds, without waiting for ever.
//!
//! It must not know what a file means.

use std::fs::File;
use std::io::{self, IsTerminal, Read};
use std::os::unix::fs::{FileTypeExt, MetadataExt};
use std::path::{Path, PathBuf};

use rustix::fs::{Mode, OFlags};

use crate::safe;

/// The letter that is built in: the Dutch half-year police report of autumn 2020.
const EMBEDDED: &str = include_str!("../data/halfjaarbericht-politie-2020-2.txt");

/// Its name.
const EMBEDDED_NAME: &str = "halfjaarbericht-politie-2020-2.txt";

/// Where a letter comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// The letter that is built in.
    Embedded,
    /// A file.
    File(PathBuf),
    /// Standard input.
    Input,
    /// A text at hand, with the name it goes by.
    Text {
        /// Its name.
        name: String,
        /// Its text.
        text: String,
    },
}

impl Source {
    /// What an argument means: nothing is the built-in letter, `-` standard input.
    #[must_use]
    pub fn from_argument(file: Option<PathBuf>) -> Self {
        match file {
            None => Self::Embedded,
            Some(path) if path == Path::new("-") => Self::Input,
            Some(path) => Self::File(path),
        }
    }

    /// The file it is, if it is one.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::File(path) => Some(path),
            _ => None,
        }
    }

    /// What it is called on the screen; safe to show.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::Embedded => EMBEDDED_NAME.to_owned(),
            Self::File(path) => shown(path),
            Self::Input => "-".to_owned(),
            Self::Text { name, .. } => safe::line(name),
        }
    }
}

/// Why a letter could not be opened: which, what is wrong, what to do.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The system says no.
    #[error("cannot open {name}: {}", in_words(error))]
    System {
        /// The file.
        name: String,
        /// What the system says.
        error: io::Error,
    },
    /// No file that ends: a folder, a pipe, a device.
    #[error("{name} is {what}, not a file; {remedy}")]
    NoFile {
        /// The file.
        name: String,
        /// What it is.
        what: &'static str,
        /// What to do.
        remedy: &'static str,
    },
    /// Larger than allowed.
    #[error(
        "{name} is larger than {mib} MiB; `--max-size` (or `max_size` in config.toml) raises the limit"
    )]
    TooLarge {
        /// The file.
        name: String,
        /// The limit.
        mib: u64,
    },
    /// Standard input is the keyboard.
    #[error(
        "`-` reads a letter from standard input, but that is the terminal; pipe a letter in or name a file"
    )]
    Keyboard,
}

/// What is heard of a letter while it is being read.
#[derive(Debug, Clone, Copy)]
pub enum Heard<'b> {
    /// The beginning of a long file, so that something can be shown before the rest is read.
    Start(&'b [u8]),
    /// So many bytes have come in from a pipe, of which nobody knows how many will.
    SoFar(u64),
}

/// How much comes in between two reports on a pipe: bytes.
const REPORTED: u64 = 4 << 20;

/// A file is long when it holds so many times what is wanted of its beginning: of a shorter one, all of it is there as soon.
const LONG: u64 = 4;

/// Reads a letter's bytes, at most `limit` of them.
pub fn read(source: &Source, limit: u64) -> Result<Vec<u8>, OpenError> {
    read_from_start(source, limit, usize::MAX, &mut |_| {})
}

/// Reads a letter's bytes, at most `limit` of them. Of a file much longer than `first` bytes, so many are handed over as soon as they are
/// there.
pub fn read_from_start(
    source: &Source,
    limit: u64,
    first: usize,
    hear: &mut dyn FnMut(Heard<'_>),
) -> Result<Vec<u8>, OpenError> {
    match source {
        Source::Embedded => Ok(EMBEDDED.as_bytes().to_vec()),
        Source::Text { text, .. } => Ok(text.as_bytes().to_vec()),
        Source::Input if io::stdin().is_terminal() => Err(OpenError::Keyboard),
        Source::Input => read_pipe(io::stdin().lock(), limit, hear),
        Source::File(path) => {
            let (bytes, stamp, file) = read_file(path, limit, first, hear)?;
            // A file that was being written while it was read is read once more.
            let changed = file.metadata().is_ok_and(|after| stamp_of(&after) != stamp);
            if changed {
                read_file(path, limit, first, hear).map(|(bytes, ..)| bytes)
            } else {
                Ok(bytes)
            }
        }
    }
}

/// Longest file of metadata that is read: bytes. Papers' have some thousands.
const LONGEST_METADATA: u64 = 1 << 20;

/// What a publisher says of a paper in a file beside it: `NAME.metadata.xml`, or a `metadata.xml` that names the paper.
#[must_use]
pub fn metadata_beside(source: &Source) -> Option<String> {
    let path = source.path()?;
    let stem = path.file_stem()?.to_str()?;
    let read = |name: &str| {
        let path = path.with_file_name(name);
        // Opening a pipe would wait for whoever writes to it.
        let known = std::fs::metadata(&path).ok()?;
        if !known.is_file() || known.len() > LONGEST_METADATA {
            return None;
        }
        let mut text = String::new();
        let file = File::open(&path).ok()?;
        file.take(LONGEST_METADATA).read_to_string(&mut text).ok()?;
        Some(text)
    };
    read(&format!("{stem}.metadata.xml"))
        .or_else(|| read("metadata.xml").filter(|text| text.contains(&format!("\"{stem}\""))))
}

/// Size, time of change and identity of a file.
pub type Stamp = (u64, i64, i64, u64);

/// What tells a file from what it was before; `None`: there is no such file.
#[must_use]
pub fn stamp(path: &Path) -> Option<Stamp> {
    let file = std::fs::metadata(path).ok()?;
    file.is_file().then(|| stamp_of(&file))
}

fn stamp_of(file: &std::fs::Metadata) -> Stamp {
    (file.size(), file.mtime(), file.mtime_nsec(), file.ino())
}

fn read_file(
    path: &Path,
    limit: u64,
    first: usize,
    hear: &mut dyn FnMut(Heard<'_>),
) -> Result<(Vec<u8>, Stamp, File), OpenError> {
    let name = shown(path);
    let system = |error: io::Error| OpenError::System {
        name: name.clone(),
        error,
    };
    // Without waiting: opening a pipe would otherwise hang until somebody writes to it.
    let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::CLOEXEC | OFlags::NOCTTY;
    let file = File::from(
        rustix::fs::open(path, flags, Mode::empty()).map_err(|error| system(error.into()))?,
    );
    let meta = file.metadata().map_err(system)?;
    let kind = meta.file_type();
    let what = match () {
        () if kind.is_dir() => Some(("a folder", "name a letter in it")),
        () if kind.is_fifo() => Some(("a pipe", "read it with `voetnoot - <PIPE`")),
        () if kind.is_socket() => Some(("a socket", "name a letter")),
        () if kind.is_char_device() || kind.is_block_device() => {
            Some(("a device", "name a letter"))
        }
        () => None,
    };
    if let Some((what, remedy)) = what {
        return Err(OpenError::NoFile { name, what, remedy });
    }
    if meta.len() > limit {
        return Err(OpenError::TooLarge {
            name,
            mib: limit >> 20,
        });
    }
    let mut bytes = Vec::with_capacity(meta.len() as usize + 1);
    if meta.len() / LONG > first as u64 {
        let read = (&file).take(first as u64).read_to_end(&mut bytes);
        read.map_err(system)?;
        hear(Heard::Start(&bytes));
    }
    let bytes = read_all(&file, &name, limit, bytes)?;
    Ok((bytes, stamp_of(&meta), file))
}

/// Reads a pipe to its end, and reports now and then how much has come in.
fn read_pipe(
    mut input: impl Read,
    limit: u64,
    hear: &mut dyn FnMut(Heard<'_>),
) -> Result<Vec<u8>, OpenError> {
    let mut bytes = Vec::new();
    loop {
        let before = bytes.len();
        let until = limit.min(before as u64 + REPORTED);
        let some = input.by_ref().take(until - before as u64);
        bytes = read_all(some, INPUT, limit, bytes)?;
        if bytes.len() == before {
            // Nothing more came, or nothing more may: one byte beyond the limit tells which.
            return read_all(input, INPUT, limit, bytes);
        }
        if bytes.len() as u64 == until {
            hear(Heard::SoFar(until));
        }
    }
}

/// What standard input is called in messages.
const INPUT: &str = "standard input";

/// Reads to the end, but never more than the limit, whatever a file says of its own size.
fn read_all(
    input: impl Read,
    name: &str,
    limit: u64,
    mut bytes: Vec<u8>,
) -> Result<Vec<u8>, OpenError> {
    let rest = limit.saturating_add(1).saturating_sub(bytes.len() as u64);
    let read = input.take(rest).read_to_end(&mut bytes);
    read.map_err(|error| OpenError::System {
        name: name.to_owned(),
        error,
    })?;
    if bytes.len() as u64 > limit {
        return Err(OpenError::TooLarge {
            name: name.to_owned(),
            mib: limit >> 20,
        });
    }
    Ok(bytes)
}

/// What the system says, without the number it counts its errors by.
fn in_words(error: &io::Error) -> String {
    let told = error.to_string();
    let end = told.find(" (os error").unwrap_or(told.len());
    told[..end].to_owned()
}

fn shown(path: &Path) -> String {
    safe::line(&path.to_string_lossy())
}
