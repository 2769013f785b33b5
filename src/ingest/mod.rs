//! From bytes to a [`Document`]: which format it is, and the one reader for it.
//!
//! It is given bytes; it opens no file and knows no index and no screen.

pub mod text;

use crate::document::Document;

/// What the reader should know beside the bytes.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The character set to read plain text in; `None`: find out.
    pub encoding: Option<String>,
}

/// Why a file could not be read at all. Doubtful content is no error but a warning in the document.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum ReadError {
    /// Not a text.
    #[error("it is not text but looks like {0}; voetnoot reads plain text letters so far")]
    Binary(String),
    /// The character set asked for does not exist.
    #[error("there is no character set called \"{0}\"; try utf-8, windows-1252 or utf-16le")]
    UnknownEncoding(String),
    /// Nothing but white space.
    #[error("it holds no text")]
    Empty,
}

/// Reads a letter. `source` is its path or name, made safe.
pub fn read(_bytes: &[u8], _source: &str, _options: &Options) -> Result<Document, ReadError> {
    Err(ReadError::Empty)
}
