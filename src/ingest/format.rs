//! Which format a file is in, told by what it holds and never by its name.
//!
//! It must not know how a format is read.

use std::borrow::Cow;

use crate::ingest::archive::Archive;

/// The formats that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Word's archive of XML.
    Word,
    /// OpenDocument's archive of XML.
    OpenDocument,
    /// Any XML: the official publications' is understood by its elements, another by what they hold.
    Xml,
    /// Text with Markdown's headings or notes.
    Markdown,
    /// Plain text, as a PDF's extraction or a web page leaves it.
    Text,
}

/// How much of a file is looked at: bytes.
const LOOKED_AT: usize = 64 * 1024;

impl Format {
    /// The format of an archive, from what it holds; `None`: no letter.
    #[must_use]
    pub(super) fn of_archive(archive: &Archive<'_>) -> Option<Self> {
        match () {
            () if archive.has("[Content_Types].xml") && archive.has_below("word/") => {
                Some(Self::Word)
            }
            () if archive.has("content.xml") => Some(Self::OpenDocument),
            () => None,
        }
    }

    /// The format of a file that is a text, from its decoded beginning.
    #[must_use]
    pub fn of_text(text: &str) -> Self {
        let text = text.trim_start_matches('\u{feff}').trim_start();
        let head = &text[..text.floor_char_boundary(LOOKED_AT)];
        match () {
            () if is_xml(head) && head.contains("<office:document") => Self::OpenDocument,
            () if is_xml(head) => Self::Xml,
            () if is_markdown(head) => Self::Markdown,
            () => Self::Text,
        }
    }
}

/// The character set an XML file says it is in, when its first bytes can be read as ASCII.
#[must_use]
pub fn declared_encoding(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let head = &bytes[..bytes.len().min(200)];
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let head = head.strip_prefix(b"<?xml")?;
    let end = head.windows(2).position(|end| end == b"?>")?;
    let declaration = String::from_utf8_lossy(&head[..end]).into_owned();
    let value = declaration.split_once("encoding")?.1;
    let value = value.trim_start().strip_prefix('=')?.trim_start();
    let quote = value
        .chars()
        .next()
        .filter(|quote| "\"'".contains(*quote))?;
    let name = value[1..].split(quote).next()?;
    Some(Cow::Owned(name.to_owned()))
}

/// An XML declaration, or an element that only papers have.
fn is_xml(head: &str) -> bool {
    let roots = [
        "<officiele-publicatie",
        "<kamerstuk",
        "<kamervragen",
        "<kamerwrk",
    ];
    let html = head
        .get(..1024.min(head.len()))
        .is_some_and(|start| start.to_ascii_lowercase().contains("<html"));
    !html && (head.starts_with("<?xml") || roots.iter().any(|root| head.starts_with(root)))
}

/// A definition of a note, or a heading with a sign before it: nothing that a letter's plain text has.
fn is_markdown(head: &str) -> bool {
    head.lines().any(|line| {
        let note = line
            .strip_prefix("[^")
            .and_then(|rest| rest.split_once("]:"))
            .is_some_and(|(label, _)| !label.is_empty() && !label.contains(char::is_whitespace));
        let signs = line.len() - line.trim_start_matches('#').len();
        let heading = (1..=6).contains(&signs)
            && line[signs..].starts_with(' ')
            && line[signs..].contains(char::is_alphabetic);
        note || heading
    })
}
