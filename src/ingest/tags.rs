//! The tags of a file of XML or HTML, counted before it is parsed.
//!
//! Parsers take time by the square of an element's attributes, and of elements within elements. Counting takes time by the file's length. It
//! must not know what a tag means.

use memchr::memmem;

use crate::ingest::ReadError;
use crate::ingest::limits::Limits;

/// An error where an element has more attributes than any letter's.
pub(super) fn check_attributes(text: &str, limits: &Limits) -> Result<(), ReadError> {
    let most = limits.attributes;
    if tags(text).any(|tag| attributes(tag, most) > most) {
        return Err(ReadError::TooMuch {
            what: "attributes of one element",
            limit: most as u64,
            setting: "max_attributes",
        });
    }
    Ok(())
}

/// The tags of a text, each behind its `<`: where ends stand, they begin with `/`. Comments and scripts have none.
pub(super) fn tags(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        loop {
            let at = memchr::memchr(b'<', rest.as_bytes())?;
            let tag = &rest[at + 1..];
            let skipped = SKIPPED.iter().find(|(begin, _)| {
                tag.get(..begin.len())
                    .is_some_and(|start| start.eq_ignore_ascii_case(begin))
            });
            if let Some((begin, end)) = skipped {
                let inside = &tag[begin.len()..];
                let ends = memmem::find(inside.as_bytes(), end.as_bytes());
                rest = &inside[ends.unwrap_or(inside.len())..];
                if !begin.starts_with('!') {
                    return Some(tag);
                }
                continue;
            }
            rest = tag;
            if tag.starts_with(|c: char| c.is_alphabetic() || c == '/') {
                return Some(tag);
            }
        }
    })
}

/// What holds no tags, and what ends it.
const SKIPPED: [(&str, &str); 4] = [
    ("!--", "-->"),
    ("![CDATA[", "]]>"),
    ("script", "</"),
    ("style", "</"),
];

/// The attributes of one tag, counted until they are more than `most`.
fn attributes(tag: &str, most: usize) -> usize {
    let bytes = tag.as_bytes();
    let (mut count, mut at) = (0, 0);
    while let Some(&byte) = bytes.get(at) {
        let quoted = matches!(byte, b'"' | b'\'') && tag[..at].trim_end().ends_with('=');
        match byte {
            b'>' | b'<' => break,
            _ if quoted => {
                let length = memchr::memchr(byte, &bytes[at + 1..]);
                at += 1 + length.unwrap_or(bytes.len());
            }
            _ => {
                let next = bytes.get(at + 1).copied().unwrap_or(b'>');
                let begins = !next.is_ascii_whitespace() && !matches!(next, b'>' | b'/' | b'=');
                count += usize::from(byte.is_ascii_whitespace() && begins);
                at += 1;
            }
        }
        if count > most {
            break;
        }
    }
    count
}
