//! Which format a file is in, told by what it holds and never by its name.
//!
//! It must not know how a format is read.

use crate::ingest::archive::Archive;

/// The formats that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Word's archive of XML.
    Word,
    /// OpenDocument's archive of XML.
    OpenDocument,
    /// A web page.
    Html,
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
            () if is_html(head) => Self::Html,
            () if is_xml(head) => Self::Xml,
            () if is_markdown(head) => Self::Markdown,
            () => Self::Text,
        }
    }
}

/// How far into a page its character set may be declared: bytes, as HTML has it.
const DECLARED_WITHIN: usize = 1024;

/// The character set an XML file or a web page says it is in, when its first bytes can be read as ASCII.
#[must_use]
pub fn declared_encoding(bytes: &[u8]) -> Option<String> {
    let head = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if !head.starts_with(b"<") {
        return None;
    }
    let head = String::from_utf8_lossy(&head[..head.len().min(DECLARED_WITHIN)]);
    if let Some(declaration) = head.strip_prefix("<?xml") {
        let declared = declaration.split("?>").next()?.split_once("encoding");
        if let Some((_, value)) = declared {
            return quoted(value);
        }
    }
    let small = head.to_ascii_lowercase();
    let meta = &small[small.find("<meta")?..];
    quoted(&meta[meta.find("charset")? + "charset".len()..])
}

/// A name behind an equals sign, with or without quotation marks.
fn quoted(value: &str) -> Option<String> {
    let value = value.trim_start().strip_prefix('=')?.trim_start();
    let value = value.trim_start_matches(['"', '\'']);
    let end = value.find(|c: char| !c.is_ascii_alphanumeric() && !"-_:.".contains(c));
    let name = &value[..end.unwrap_or(value.len())];
    (!name.is_empty()).then(|| name.to_owned())
}

/// An XML declaration, or an element that only papers have.
fn is_xml(head: &str) -> bool {
    let roots = [
        "<officiele-publicatie",
        "<kamerstuk",
        "<kamervragen",
        "<kamerwrk",
    ];
    head.starts_with("<?xml") || roots.iter().any(|root| head.starts_with(root))
}

/// A tag that only web pages begin with, behind what may stand before it: declarations and comments.
fn is_html(head: &str) -> bool {
    let mut rest = head;
    loop {
        rest = rest.trim_start();
        let end = match () {
            () if rest.starts_with("<!--") => "-->",
            () if rest.starts_with("<?") => "?>",
            () if begins(rest, "<!doctype html") => return true,
            () if begins(rest, "<!doctype") => ">",
            () => break,
        };
        let Some((_, behind)) = rest.split_once(end) else {
            return false;
        };
        rest = behind;
    }
    HTML_TAGS.iter().any(|tag| {
        begins(rest, tag) && !rest[tag.len()..].starts_with(|c: char| c.is_alphanumeric())
    })
}

/// Tags that a web page, or what was copied out of one, begins with.
const HTML_TAGS: [&str; 14] = [
    "<html", "<head", "<body", "<div", "<p", "<h1", "<h2", "<h3", "<article", "<main", "<section",
    "<table", "<meta", "<title",
];

/// Whether a text begins so, in either case.
fn begins(text: &str, with: &str) -> bool {
    text.get(..with.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(with))
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
