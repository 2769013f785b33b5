//! The zip archive that a Word or OpenDocument file is: its parts, never more of them than a letter can need.
//!
//! Nothing is written anywhere, and what an archive says of its own sizes is not believed. It must not know what the parts mean.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::ingest::ReadError;
use crate::ingest::limits::Limits;

/// How many of the largest parts make up all that may be unpacked.
const PARTS: u64 = 4;
/// The size from which it counts how many times larger than packed a part is: bytes.
const RATIO_FROM: u64 = 4 << 20;

/// An open archive.
pub(super) struct Archive<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    /// Bytes unpacked so far.
    unpacked: u64,
    pub(super) limits: Limits,
}

impl<'b> Archive<'b> {
    /// Whether a file is an archive, by its first bytes.
    pub(super) fn is_one(bytes: &[u8]) -> bool {
        bytes.starts_with(b"PK\x03\x04")
    }

    /// Opens an archive in memory.
    pub(super) fn open(bytes: &'b [u8], limits: Limits) -> Result<Self, ReadError> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| ReadError::Damaged {
            part: "the archive".to_owned(),
            why: error.to_string(),
        })?;
        if zip.len() > limits.parts {
            return Err(ReadError::TooMuch {
                what: "parts",
                limit: limits.parts as u64,
                setting: "max_parts",
            });
        }
        Ok(Self {
            zip,
            unpacked: 0,
            limits,
        })
    }

    /// Whether it has a part.
    pub(super) fn has(&self, name: &str) -> bool {
        self.zip.index_for_name(name).is_some()
    }

    /// Whether it has parts below a folder.
    pub(super) fn has_below(&self, folder: &str) -> bool {
        let mut names = self.zip.file_names().filter_map(Result::ok);
        names.any(|name| name.starts_with(folder))
    }

    /// A part as text; `None` where the archive has no such part.
    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>, ReadError> {
        let damaged = |why: String| ReadError::Damaged {
            part: crate::safe::line(name),
            why,
        };
        let part = match self.zip.by_name(name) {
            Ok(part) => part,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(damaged(error.to_string())),
        };
        let packed = part.compressed_size().max(1);
        let whole = self.limits.unpacked;
        let by_size = (whole / PARTS).min(whole.saturating_sub(self.unpacked));
        let by_ratio = packed.saturating_mul(self.limits.ratio).max(RATIO_FROM);
        let limit = by_size.min(by_ratio);
        let mut bytes = Vec::new();
        let read = part.take(limit + 1).read_to_end(&mut bytes);
        read.map_err(|error| damaged(error.to_string()))?;
        if bytes.len() as u64 > limit {
            return Err(ReadError::TooMuch {
                what: "bytes in one part",
                limit,
                setting: if by_size <= by_ratio {
                    "max_unpacked"
                } else {
                    "max_ratio"
                },
            });
        }
        self.unpacked += bytes.len() as u64;
        match String::from_utf8(bytes) {
            Ok(text) => Ok(Some(text)),
            // Office suites write UTF-8; some old ones UTF-16.
            Err(error) => {
                let bytes = error.into_bytes();
                let decoded = crate::ingest::encoding::decode(&bytes, None)?;
                Ok(Some(decoded.text.into_owned()))
            }
        }
    }
}
