//! A letter as Markdown with footnotes.
//!
//! It must not change words: what Markdown would read as a sign is escaped.

use std::fmt::Write as _;

use crate::document::{Document, Kind};
use crate::export::{anchors, with_marks};

/// The letter.
#[must_use]
pub fn markdown(document: &Document) -> String {
    let mut out = format!("# {}\n", escape(&document.title));
    let anchors = anchors(document);
    for at in 0..document.text_len() {
        let paragraph = &document.paragraphs[at as usize];
        let text = line(&with_marks(
            paragraph,
            |note| format!("[^{}]", anchors[note as usize]),
            escape,
        ));
        let _ = match paragraph.kind {
            Kind::Heading(level) => {
                write!(out, "\n{} {text}\n", "#".repeat(usize::from(level) + 1))
            }
            Kind::Quote => write!(out, "\n> {text}\n"),
            Kind::Item(depth) => write!(out, "\n{}- {text}\n", "  ".repeat(usize::from(depth))),
            _ => write!(out, "\n{text}\n"),
        };
    }
    for (at, anchor) in anchors.iter().enumerate() {
        let _ = write!(
            out,
            "\n[^{anchor}]: {}\n",
            line(&escape(&document.note_text(at as u32)))
        );
    }
    out
}

/// Text at the beginning of a line, where a dash or a number would begin a list.
fn line(text: &str) -> String {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let sign = text[digits..].chars().next();
    let begins_list = match digits {
        0 => matches!(sign, Some('-' | '+' | '=' | '~')),
        _ => matches!(sign, Some('.' | ')')),
    };
    if begins_list {
        format!("{}\\{}", &text[..digits], &text[digits..])
    } else {
        text.to_owned()
    }
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        if matches!(
            letter,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|'
        ) {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped
}
