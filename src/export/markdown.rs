//! A letter as Markdown with footnotes.
//!
//! It must not change words: what Markdown would read as a sign is escaped.

use std::fmt::Write as _;

use crate::document::{Document, Kind};
use crate::export::with_marks;

/// The letter.
#[must_use]
pub fn markdown(document: &Document) -> String {
    let mut out = format!("# {}\n", escape(&document.title));
    for at in 0..document.text_len() {
        let paragraph = &document.paragraphs[at as usize];
        let text = with_marks(
            document,
            paragraph,
            |label| format!("[^{}]", name(label)),
            escape,
        );
        let _ = match paragraph.kind {
            Kind::Heading(level) => {
                write!(out, "\n{} {text}\n", "#".repeat(usize::from(level) + 1))
            }
            Kind::Quote => write!(out, "\n> {text}\n"),
            Kind::Item(depth) => write!(out, "\n{}- {text}\n", "  ".repeat(usize::from(depth))),
            _ => write!(out, "\n{text}\n"),
        };
    }
    for (at, note) in document.notes.iter().enumerate() {
        let _ = write!(
            out,
            "\n[^{}]: {}\n",
            name(&note.label),
            escape(&document.note_text(at as u32))
        );
    }
    out
}

/// A label as a footnote's name: Markdown wants letters and figures.
fn name(label: &str) -> String {
    label
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { '-' })
        .collect()
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
