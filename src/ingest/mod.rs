//! From bytes to a [`Document`]: which format it is, and the one reader for it.
//!
//! It is given bytes; it opens no file and knows no index and no screen.

pub mod encoding;
pub mod text;

use crate::document::Document;
use crate::safe;

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
    #[error("it is {0}, not plain text; save the letter as plain text (UTF-8) and open that")]
    Binary(String),
    /// The character set asked for does not exist.
    #[error("there is no character set called \"{0}\"; try utf-8, windows-1252 or utf-16le")]
    UnknownEncoding(String),
    /// Nothing but white space.
    #[error("it holds no text")]
    Empty,
}

/// Reads a letter. `source` is its path or name.
pub fn read(bytes: &[u8], source: &str, options: &Options) -> Result<Document, ReadError> {
    let decoded = encoding::decode(bytes, options.encoding.as_deref())?;
    let safe = safe::document(&decoded.text);
    if safe.text.trim().is_empty() {
        return Err(ReadError::Empty);
    }
    Ok(text::read(&safe, decoded.encoding, source))
}

/// Reads the beginning of a letter, cut at its last page or line end, so that the first screen of a long one comes at once.
/// `None`: it cannot be read so (reading the whole says why).
#[must_use]
pub fn read_start(head: &[u8], source: &str, options: &Options) -> Option<Document> {
    // Cut where the whole has a line end; in UTF-16 a line feed's other byte may stand on either side of it.
    let end = head
        .iter()
        .rposition(|&byte| byte == b'\x0c')
        .or_else(|| head.iter().rposition(|&byte| byte == b'\n'))?;
    read(&head[..end & !1], source, options).ok()
}
