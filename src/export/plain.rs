//! A letter as linear text, for screen readers, pipes and files: each note right after the paragraph that cites it first.
//!
//! It must not know widths: a paragraph is a line.

use std::fmt::Write as _;

use crate::document::place::Place;
use crate::document::{Document, Kind};
use crate::export::{notes_first_cited, uncited, with};

/// The letter.
#[must_use]
pub fn plain(document: &Document) -> String {
    let mut out = String::new();
    let mut page = None;
    for at in 0..document.text_len() {
        let paragraph = &document.paragraphs[at as usize];
        let here = document.page_of(Place::start(at));
        if at > 0 {
            out.push('\n');
        }
        if here != page {
            let label = document.page_label(Place::start(at)).unwrap_or_default();
            let _ = writeln!(out, "— p. {label} —\n");
        }
        let text = linear(document, at);
        let _ = match paragraph.kind {
            Kind::Heading(level) => writeln!(out, "{} {text}", "#".repeat(usize::from(level))),
            Kind::Quote => writeln!(out, "    {text}"),
            _ => writeln!(out, "{text}"),
        };
        // A paragraph may run on over a page's end; what follows stands on the page where it ended.
        let end = Place {
            paragraph: at,
            byte: paragraph.text.len() as u32,
        };
        page = document.page_of(end);
        for note in notes_first_cited(document, at) {
            write_note(document, note, &mut out);
        }
        // Pages without text of their own, which hold notes only.
        let first = document.pages.partition_point(|page| page.start < end);
        let empty = document.pages[first..].iter();
        for page in empty.take_while(|page| page.start == end) {
            let _ = writeln!(out, "\n— p. {} —", page.label);
        }
    }
    for note in uncited(document) {
        write_note(document, note, &mut out);
    }
    out
}

/// A paragraph's words with its note marks, and the pages that begin within it.
fn linear(document: &Document, at: u32) -> String {
    let paragraph = &document.paragraphs[at as usize];
    let marks = paragraph.note_refs.iter().map(|mark| {
        let label = &document.notes[mark.note as usize].label;
        (mark.byte, format!("[{label}]"))
    });
    let first = document
        .pages
        .partition_point(|page| page.start <= Place::start(at));
    let pages = document.pages[first..]
        .iter()
        .take_while(|page| page.start.paragraph == at)
        .filter(|page| (page.start.byte as usize) < paragraph.text.len())
        .map(|page| (page.start.byte as usize, format!("[p. {}] ", page.label)));
    let mut put: Vec<(usize, String)> = marks.chain(pages).collect();
    put.sort_by_key(|&(byte, _)| byte);
    with(&paragraph.text, put, str::to_owned)
}

fn write_note(document: &Document, note: u32, out: &mut String) {
    let label = &document.notes[note as usize].label;
    let _ = writeln!(out, "\n    [{label}] {}", document.note_text(note));
}
