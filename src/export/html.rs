//! A letter as a web page of its own: headings, paragraphs, notes linked both ways.
//!
//! It must not let anything of the letter act: every character is escaped.

use std::fmt::Write as _;

use crate::document::{Document, Kind};
use crate::export::{anchors, cells, with_marks};

/// How the page looks: a column of text, notes below.
const STYLE: &str = "body{max-width:38em;margin:2em auto;padding:0 1em;font:1.05em/1.5 serif}\
    sup a{text-decoration:none}td{padding-right:1.5em;vertical-align:top}section.notes{border-top:1px solid;margin-top:3em;font-size:.9em}";

/// The letter.
#[must_use]
pub fn html(document: &Document) -> String {
    let title = escape(&document.title);
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"nl\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n<style>{STYLE}</style>\n\
         </head>\n<body>\n<h1>{title}</h1>\n"
    );
    let anchors = anchors(document);
    write_text(document, &anchors, &mut out);
    write_notes(document, &anchors, &mut out);
    out + "</body>\n</html>\n"
}

/// The paragraphs of the text; rows that follow each other are a table.
fn write_text(document: &Document, anchors: &[String], out: &mut String) {
    let (mut in_table, mut columns) = (false, 0);
    for at in 0..document.text_len() {
        let paragraph = &document.paragraphs[at as usize];
        let text = with_marks(
            paragraph,
            |note| {
                let label = escape(&document.notes[note as usize].label);
                let anchor = &anchors[note as usize];
                format!("<sup><a href=\"#note-{anchor}\">{label}</a></sup>")
            },
            escape,
        );
        let is_row = paragraph.kind == Kind::Row;
        let begins = is_row && !in_table;
        if is_row != in_table {
            out.push_str(if is_row { "<table>\n" } else { "</table>\n" });
            in_table = is_row;
        }
        let (open, close) = match paragraph.kind {
            Kind::Row => {
                let row = cells(&text, "|", (!begins).then_some(columns));
                if begins {
                    columns = row.len();
                }
                let cells = row.join("</td><td>");
                let _ = writeln!(out, "<tr id=\"p{at}\"><td>{cells}</td></tr>");
                continue;
            }
            // Its bullet or number stands in its text.
            Kind::Item(depth) => (
                format!(
                    "<p id=\"p{at}\" style=\"margin-left:{}em\">",
                    2 * (depth + 1)
                ),
                "</p>".to_owned(),
            ),
            Kind::Heading(level) => {
                let level = (level + 1).min(6);
                (format!("<h{level} id=\"p{at}\">"), format!("</h{level}>"))
            }
            Kind::Quote => (
                format!("<blockquote id=\"p{at}\">"),
                "</blockquote>".to_owned(),
            ),
            _ => (format!("<p id=\"p{at}\">"), "</p>".to_owned()),
        };
        let _ = writeln!(out, "{open}{text}{close}");
    }
    if in_table {
        out.push_str("</table>\n");
    }
}

/// The notes, each with links back to where it is cited.
fn write_notes(document: &Document, anchors: &[String], out: &mut String) {
    if document.notes.is_empty() {
        return;
    }
    out.push_str("<section class=\"notes\">\n");
    for (at, note) in document.notes.iter().enumerate() {
        let label = escape(&note.label);
        let mut back = String::new();
        for place in &note.refs {
            let _ = write!(back, " <a href=\"#p{}\">↖</a>", place.paragraph);
        }
        let _ = writeln!(
            out,
            "<p id=\"note-{}\"><b>{label}</b> {}{back}</p>",
            anchors[at],
            escape(&document.note_text(at as u32))
        );
    }
    out.push_str("</section>\n");
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            letter => escaped.push(letter),
        }
    }
    escaped
}
