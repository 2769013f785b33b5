//! From bytes to a [`Document`]: which format it is, and the one reader for it.
//!
//! It is given bytes; it opens no file and knows no index and no screen.

pub mod apart;
mod archive;
mod blocks;
pub mod encoding;
pub mod format;
mod gather;
pub mod html;
pub mod limits;
mod lines_within;
mod markdown;
mod metadata;
mod office;
pub mod pdf;
mod restarts;
mod tags;
pub mod text;
mod typed;
mod xml;

use crate::document::Document;
use crate::ingest::archive::Archive;
use crate::ingest::format::Format;
use crate::ingest::limits::Limits;
use crate::safe;

/// What the reader should know beside the bytes.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The character set to read plain text in; `None`: find out.
    pub encoding: Option<String>,
    /// What opens an encrypted PDF.
    pub password: Option<String>,
    /// This program, to parse PDF in a process of its own; `None`: parse it here.
    pub program: Option<std::path::PathBuf>,
    /// The metadata that a publisher keeps in a file beside the letter's: XML.
    pub beside: Option<String>,
    /// What a file may hold.
    pub limits: Limits,
}

/// Why a file could not be read at all. Doubtful content is no error but a warning in the document.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum ReadError {
    /// Not a text.
    #[error(
        "it is {0}, which is not read; save the letter as PDF, DOCX, ODT or plain text and open that"
    )]
    Binary(String),
    /// The character set asked for does not exist.
    #[error("there is no character set called \"{0}\"; try utf-8, windows-1252 or utf-16le")]
    UnknownEncoding(String),
    /// Nothing but white space.
    #[error("it holds no text")]
    Empty,
    /// It breaks its format's own rules.
    #[error("{part} is damaged ({why}); get it once more from where it came from")]
    Damaged {
        /// What of the file.
        part: String,
        /// What is wrong with it.
        why: String,
    },
    /// More than a limit allows.
    #[error(
        "it holds more than {limit} {what}, which no letter needs; if it is to be trusted, the setting `{setting}` allows more"
    )]
    TooMuch {
        /// What is counted.
        what: &'static str,
        /// The limit.
        limit: u64,
        /// The setting that raises it.
        setting: &'static str,
    },
    /// Encrypted, and no password or not the right one.
    #[error("it is encrypted; `--password` opens it{}", if *.given { ", but not with this password" } else { "" })]
    Locked {
        /// Whether a password was given.
        given: bool,
    },
    /// Its parser gave up before the first page.
    #[error("{0}")]
    Unreadable(String),
    /// Elements in elements beyond any use.
    #[error(
        "{part} is nested more than {limit} deep, as no letter is; if it is to be trusted, the setting `max_depth` allows more"
    )]
    TooDeep {
        /// What of the file.
        part: String,
        /// The limit.
        limit: usize,
    },
}

/// What is known of a long letter before all of it is read.
#[derive(Debug)]
pub enum SoFar {
    /// Its beginning, to be read in the meantime.
    Start(Box<Document>),
    /// So many of its pages are read, of so many.
    Pages(usize, usize),
}

/// Some lines in the form of a letter.
const REHEARSED: &str = "\
Den Haag, 1 januari 2020\n\
Onderwerp: Voortgang\n\n\
Geachte voorzitter,\n\n\
In deze brief1 ga ik in op de voortgang van de uit-\n\
voering van de motie van het lid Jansen (Kamerstuk 29 628, nr. 1), zoals\n\
toegezegd in het debat.\n\n\
1. Voortgang\n\n\
De uitvoering ligt op schema; zie ook de Kamerbrief van 1 december 2019.\n\n\
De minister van Justitie en Veiligheid,\n\n\
1 Kamerstukken II 2019/20, 29 628, nr. 2.\n";

/// Reads some lines that nobody asked for: what reading a letter needs of the program is at hand then, which takes longer at first than
/// reading a short letter does. For whoever does not know yet what is to be read.
pub fn rehearse() {
    let _ = read(REHEARSED.as_bytes(), "", &Options::default());
}

/// Reads a letter. `source` is its path or name.
pub fn read(bytes: &[u8], source: &str, options: &Options) -> Result<Document, ReadError> {
    read_telling(bytes, source, options, &mut |_| {})
}

/// Reads a letter, and tells what is known of it on the way where that takes long.
pub fn read_telling(
    bytes: &[u8],
    source: &str,
    options: &Options,
    tell: &mut dyn FnMut(SoFar),
) -> Result<Document, ReadError> {
    let (format, mut document) = if Archive::is_one(bytes) {
        let mut archive = Archive::open(bytes, options.limits)?;
        match Format::of_archive(&archive) {
            Some(Format::Word) => ("docx", office::word::read(&mut archive, source)?),
            Some(Format::OpenDocument) => {
                ("odt", office::opendocument::read(&mut archive, source)?)
            }
            _ => {
                return Err(ReadError::Binary(
                    "a zip archive without a letter in it".to_owned(),
                ));
            }
        }
    } else if pdf::is_one(bytes) {
        ("pdf", pdf::read(bytes, source, options, tell)?)
    } else {
        read_text(bytes, source, options)?
    };
    format.clone_into(&mut document.reading.format);
    if document.paragraphs.is_empty() {
        return Err(ReadError::Empty);
    }
    if let Some(beside) = &options.beside {
        let told = metadata::of_file(beside, &options.limits);
        document.facts = std::mem::take(&mut document.facts).or(told);
    }
    Ok(document)
}

/// Reads what is a text, in one of the formats that are.
fn read_text(
    bytes: &[u8],
    source: &str,
    options: &Options,
) -> Result<(&'static str, Document), ReadError> {
    let declared = format::declared_encoding(bytes).filter(|name| encoding::is_credible(name));
    let asked = options.encoding.as_deref().or(declared.as_deref());
    let decoded = encoding::decode(bytes, asked)?;
    let (text, encoding, limits) = (&decoded.text, decoded.encoding, &options.limits);
    Ok(match Format::of_text(text) {
        Format::Xml => ("xml", xml::official::read(text, encoding, source, limits)?),
        Format::OpenDocument => {
            let document = office::opendocument::read_flat(text, source, limits)?;
            ("fodt", document)
        }
        Format::Html => ("html", html::read(text, encoding, source, options)?),
        Format::Markdown => ("md", markdown::read(text, encoding, source)),
        _ => ("txt", read_plain(text, encoding, source)),
    })
}

/// Reads plain text.
fn read_plain(text: &str, encoding: String, source: &str) -> Document {
    let safe = safe::document(&text::as_printed(text));
    text::read(&safe, encoding, source)
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
    let head = &head[..end & !1];
    if pdf::is_one(head) {
        return None;
    }
    let decoded = encoding::decode(head, options.encoding.as_deref()).ok()?;
    // Only plain text can be understood without its end.
    if Format::of_text(&decoded.text) != Format::Text {
        return None;
    }
    let document = read_plain(&decoded.text, decoded.encoding, source);
    (!document.paragraphs.is_empty()).then_some(document)
}
