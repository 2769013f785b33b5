//! A letter as Markdown with footnotes.
//!
//! It must not change words: what Markdown would read as a sign is escaped.

use std::fmt::Write as _;

use crate::document::{Document, Kind};
use crate::export::{anchors, cells, with_marks};

/// The letter.
#[must_use]
pub fn markdown(document: &Document) -> String {
    let mut out = format!("# {}\n", escape(&document.title));
    let anchors = anchors(document);
    let (mut before, mut columns) = (Kind::Body, 0);
    for at in 0..document.text_len() {
        let paragraph = &document.paragraphs[at as usize];
        let kind = paragraph.kind;
        let text = with_marks(
            paragraph,
            |note| format!("[^{}]", anchors[note as usize]),
            escape,
        );
        // The rows of a table and the points of a list stand together.
        let goes_on = matches!(
            (before, kind),
            (Kind::Row, Kind::Row) | (Kind::Item(_), Kind::Item(_))
        );
        if !goes_on {
            out.push('\n');
        }
        let _ = match kind {
            Kind::Heading(level) => {
                let signs = "#".repeat(usize::from(level) + 1);
                writeln!(out, "{signs} {}", line(&text))
            }
            Kind::Quote => writeln!(out, "> {}", line(&text)),
            Kind::Item(depth) => writeln!(out, "{}{}", INDENT.repeat(depth.into()), point(&text)),
            Kind::Row => {
                // Surplus cells stand in the last: a stroke was in one of them.
                let cells = cells(&text, "\\|", goes_on.then_some(columns));
                if !goes_on {
                    columns = cells.len();
                }
                writeln!(out, "{}", row(&cells, !goes_on))
            }
            _ => writeln!(out, "{}", line(&text)),
        };
        before = kind;
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

/// A point within a point stands so much further in.
const INDENT: &str = "    ";

/// A point of a list. Its own number begins it; any other sign becomes a dash.
fn point(text: &str) -> String {
    let (sign, rest) = text.split_once(' ').unwrap_or(("", text));
    let number = sign.strip_suffix(['.', ')']);
    let is_number = |number: &str| number.len() < 10 && number.parse::<u32>().is_ok();
    if number.is_some_and(is_number) {
        text.to_owned()
    } else if sign.chars().count() == 1 && !sign.contains(char::is_alphanumeric) {
        format!("- {}", line(rest))
    } else {
        format!("- {}", line(text))
    }
}

/// A row of a table; below the first stands what makes it one.
fn row(cells: &[String], first: bool) -> String {
    let rule = if first {
        format!("\n|{}", " --- |".repeat(cells.len()))
    } else {
        String::new()
    };
    format!("| {} |{rule}", cells.join(" | "))
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
