//! `show`, `outline`, `notes`, `citations`, `check`: a letter and what is in it, printed.
//!
//! It must not know how a letter is read.

use std::io::Write;

use serde::Serialize;

use crate::catalogue::{Language, Texts, fill};
use crate::cli::{Form, Outcome};
use crate::document::Document;
use crate::document::doubt::Doubt;
use crate::document::place::Place;
use crate::export::{html, json, markdown, plain};

/// Prints a letter in the form asked for.
pub(super) fn show(
    document: &Document,
    form: Form,
    out: &mut impl Write,
) -> anyhow::Result<Outcome> {
    if form.json {
        print_json(&json::letter(document, &in_english), out)?;
    } else if form.markdown {
        out.write_all(markdown::markdown(document).as_bytes())?;
    } else if form.html {
        out.write_all(html::html(document).as_bytes())?;
    } else {
        out.write_all(plain::plain(document).as_bytes())?;
    }
    out.flush()?;
    Ok(Outcome::Done)
}

pub(super) fn print_json(value: &impl Serialize, out: &mut impl Write) -> anyhow::Result<()> {
    serde_json::to_writer_pretty(&mut *out, value)?;
    writeln!(out)?;
    Ok(())
}

/// Prints the sections: page and title, indented by level.
pub(super) fn outline(
    document: &Document,
    texts: &Texts,
    as_json: bool,
    out: &mut impl Write,
) -> anyhow::Result<Outcome> {
    if as_json {
        print_json(&json::sections(document), out)?;
        return Ok(Outcome::Done);
    }
    for section in &document.sections {
        let indent = "  ".repeat(usize::from(section.level.saturating_sub(1)));
        let place = document.locator(Place::start(section.paragraphs.start));
        let opening = || format!("({})", texts.panes.opening);
        let title = section.title.clone().unwrap_or_else(opening);
        writeln!(out, "{place:<7}{indent}{title}")?;
    }
    Ok(Outcome::Done)
}

/// Prints the notes, each with its label, page, text and where it is cited.
pub(super) fn notes(
    document: &Document,
    texts: &Texts,
    as_json: bool,
    out: &mut impl Write,
) -> anyhow::Result<Outcome> {
    if as_json {
        print_json(&json::notes(document), out)?;
    } else {
        for (nth, note) in document.notes.iter().enumerate() {
            let cited: Vec<String> = note
                .refs
                .iter()
                .map(|place| document.locator(*place))
                .collect();
            let cited = if cited.is_empty() {
                texts.panes.not_cited.clone()
            } else {
                fill(&texts.panes.cited_on, &[("places", &cited.join(", "))])
            };
            writeln!(
                out,
                "[{}] {} ({cited})",
                note.label,
                document.note_text(nth as u32)
            )?;
        }
    }
    Ok(if document.notes.is_empty() {
        Outcome::Nothing
    } else {
        Outcome::Done
    })
}

/// Prints the citations: id, where, the words that cite, the address.
pub(super) fn citations(
    document: &Document,
    as_json: bool,
    out: &mut impl Write,
) -> anyhow::Result<Outcome> {
    let mut found = false;
    for (paragraph, content) in document.paragraphs.iter().enumerate() {
        for citation in &content.citations {
            found = true;
            if as_json {
                continue;
            }
            let place = Place {
                paragraph: paragraph as u32,
                byte: citation.range.start as u32,
            };
            let note = document
                .note_of(place)
                .map(|note| format!(", note {}", document.notes[note as usize].label));
            let url = citation.target.url().unwrap_or_default();
            let words = &content.text[citation.range.clone()];
            writeln!(
                out,
                "{}\t{}{}\t{words}\t{url}",
                citation.target.id(),
                document.locator(place),
                note.unwrap_or_default()
            )?;
        }
    }
    if as_json {
        print_json(&json::citations(document), out)?;
    }
    Ok(if found {
        Outcome::Done
    } else {
        Outcome::Nothing
    })
}

/// What is in doubt, for programs: in one language.
fn in_english(doubt: &Doubt) -> String {
    Texts::of(Language::English).doubt(doubt)
}

/// Prints what could not be understood; that there is nothing to print is the good outcome.
pub(super) fn check(
    document: &Document,
    texts: &Texts,
    as_json: bool,
    out: &mut impl Write,
) -> anyhow::Result<Outcome> {
    if as_json {
        print_json(&json::warnings(document, &in_english), out)?;
    } else {
        for warning in &document.warnings {
            let page = warning
                .page
                .as_ref()
                .map(|page| format!("p. {page}: "))
                .unwrap_or_default();
            writeln!(
                out,
                "{}: {page}{}",
                document.source,
                texts.doubt(&warning.doubt)
            )?;
        }
    }
    Ok(if document.warnings.is_empty() {
        Outcome::Done
    } else {
        Outcome::Nothing
    })
}
