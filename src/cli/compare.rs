//! `voetnoot compare`: what of an older letter changed in a newer one, as lines or as JSON.
//!
//! It must not know how letters are aligned.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::bail;
use clap::Args;
use serde::Serialize;

use crate::catalogue::Texts;
use crate::cli::{Outcome, letter, search, show};
use crate::compare::words::Stretch;
use crate::compare::{self, Change, Comparison, Row, SectionPair, Totals};
use crate::config::Overrides;
use crate::document::place::Place;
use crate::document::{Document, Kind};
use crate::export::json;
use crate::index::query::{Query, Scope};
use crate::index::{self, Index};
use crate::safe;

/// Two letters, and what to count in both.
#[derive(Debug, Args)]
pub(super) struct Compare {
    /// The older letter: a file, or - for standard input
    old: PathBuf,
    /// The newer letter: a file, or - for standard input
    new: PathBuf,
    /// Count this query in both
    #[arg(long, value_name = "QUERY", allow_hyphen_values = true)]
    query: Option<String>,
    /// As JSON
    #[arg(long)]
    json: bool,
}

/// The two letters.
struct Letters {
    old: Arc<Document>,
    new: Arc<Document>,
    words: Arc<Texts>,
}

/// The whole comparison as JSON.
#[derive(Serialize)]
struct Compared<'d> {
    format: u32,
    old: LetterJson<'d>,
    new: LetterJson<'d>,
    totals: Totals,
    sections: Vec<SectionJson<'d>>,
    passages: Vec<PassageJson<'d>>,
    query: Option<Counted<'d>>,
}

/// A letter as JSON.
#[derive(Serialize)]
struct LetterJson<'d> {
    source: &'d str,
    title: &'d str,
}

/// A section of both letters, or of one, as JSON.
#[derive(Serialize)]
struct SectionJson<'d> {
    /// Its heading; null of an opening, and where the letter does not have the section.
    old: Option<&'d str>,
    new: Option<&'d str>,
    change: Change,
    /// Whether it stands in another order among the sections than it did.
    reordered: bool,
    #[serde(flatten)]
    totals: Totals,
}

/// A paragraph of both letters, or of one, as JSON.
#[derive(Serialize)]
struct PassageJson<'d> {
    change: Change,
    moved: bool,
    /// Index into `sections`.
    section: usize,
    old: Option<TextJson<'d>>,
    new: Option<TextJson<'d>>,
    words: Vec<(Change, &'d str)>,
}

/// A paragraph of one letter as JSON.
#[derive(Serialize)]
struct TextJson<'d> {
    paragraph: u32,
    page: Option<usize>,
    note: Option<&'d str>,
    text: &'d str,
}

/// How often a query is found in each letter.
#[derive(Serialize)]
struct Counted<'q> {
    text: &'q str,
    old: index::Totals,
    new: index::Totals,
}

/// Compares two letters. That they differ is what is expected of them, so the exit code does not tell it.
pub(super) fn run(
    asked: &Compare,
    overrides: &Overrides,
    out: &mut impl Write,
) -> anyhow::Result<Outcome> {
    let input = Path::new("-");
    if asked.old == input && asked.new == input {
        bail!("only one of two letters can come from standard input");
    }
    let letters = Letters {
        old: Arc::new(letter::read(Some(asked.old.clone()), overrides)?),
        new: Arc::new(letter::read(Some(asked.new.clone()), overrides)?),
        words: super::words(overrides),
    };
    let (counted, failed) = match &asked.query {
        Some(query) => letters.count(query),
        None => (None, false),
    };
    let comparison = compare::compare(&letters.old, &letters.new);
    if asked.json {
        show::print_json(&letters.as_json(&comparison, counted), out)?;
    } else {
        letters.print(&comparison, counted.as_ref(), out)?;
    }
    Ok(if failed {
        Outcome::Failed
    } else {
        Outcome::Done
    })
}

impl Letters {
    /// How often a query is found in each letter, and whether it could not be asked.
    fn count<'q>(&self, text: &'q str) -> (Option<Counted<'q>>, bool) {
        let query = Query {
            text: text.to_owned(),
            typing: false,
            scope: Scope::All,
        };
        let letters = [&self.old, &self.new].into_iter();
        let answers: Vec<index::Answer> = letters
            .filter_map(|letter| Index::new(letter.clone(), &|| false)?.search(&query, &|| false))
            .collect();
        let mut failed = false;
        for (at, answer) in answers.iter().enumerate() {
            // What cannot be asked of both is told once.
            if at == 0 || answer.remarks != answers[0].remarks {
                failed |= search::remark(std::slice::from_ref(answer), &self.words);
            }
        }
        let counted = match &answers[..] {
            [old, new] => Some(Counted {
                text,
                old: old.totals,
                new: new.totals,
            }),
            _ => None,
        };
        (counted, failed)
    }

    fn old_title(&self, section: &SectionPair) -> Option<&str> {
        title(&self.old, section.old?)
    }

    fn new_title(&self, section: &SectionPair) -> Option<&str> {
        title(&self.new, section.new?)
    }

    fn old_text(&self, at: u32) -> &str {
        &self.old.paragraphs[at as usize].text
    }

    fn new_text(&self, at: u32) -> &str {
        &self.new.paragraphs[at as usize].text
    }

    fn as_json<'d>(
        &'d self,
        comparison: &'d Comparison,
        query: Option<Counted<'d>>,
    ) -> Compared<'d> {
        let sections = comparison.sections.iter();
        let passages = sections.clone().enumerate().flat_map(|(at, section)| {
            let rows = comparison.rows_of(section);
            rows.iter().map(move |row| self.passage(at, row))
        });
        Compared {
            format: json::FORMAT,
            old: letter_json(&self.old),
            new: letter_json(&self.new),
            totals: comparison.totals,
            passages: passages.collect(),
            sections: sections
                .map(|section| SectionJson {
                    old: self.old_title(section),
                    new: self.new_title(section),
                    change: section_change(section),
                    reordered: section.moved,
                    totals: section.totals,
                })
                .collect(),
            query,
        }
    }

    fn passage<'d>(&'d self, section: usize, row: &'d Row) -> PassageJson<'d> {
        let (before, after) = self.texts(row);
        let words = row.words.iter().flat_map(|stretch| {
            let (gone, new) = (&before[stretch.old.clone()], &after[stretch.new.clone()]);
            let kinds = if stretch.same {
                [(Change::Same, new), (Change::New, "")]
            } else {
                [(Change::Gone, gone), (Change::New, new)]
            };
            kinds.into_iter().filter(|(_, words)| !words.is_empty())
        });
        PassageJson {
            change: row.change,
            moved: row.moved,
            section,
            old: row.old.map(|at| text_json(&self.old, at)),
            new: row.new.map(|at| text_json(&self.new, at)),
            words: words.collect(),
        }
    }

    /// The texts of a row; empty where a letter does not have it.
    fn texts(&self, row: &Row) -> (&str, &str) {
        (
            row.old.map_or("", |at| self.old_text(at)),
            row.new.map_or("", |at| self.new_text(at)),
        )
    }

    /// Prints what differs, section by section, with words marked as `git diff --word-diff` marks them.
    fn print(
        &self,
        comparison: &Comparison,
        counted: Option<&Counted>,
        out: &mut impl Write,
    ) -> anyhow::Result<()> {
        writeln!(out, "--- {}: {}", self.old.source, self.old.title)?;
        writeln!(out, "+++ {}: {}", self.new.source, self.new.title)?;
        writeln!(out, "{}", in_words(&comparison.totals))?;
        if let Some(Counted { text, old, new }) = counted {
            let count = |totals: &index::Totals| {
                format!("{} in {} passages", totals.occurrences, totals.passages)
            };
            let text = safe::line(text);
            writeln!(out, "{text}: {} -> {}", count(old), count(new))?;
        }
        for section in &comparison.sections {
            let moved = if section.moved { " (moved)" } else { "" };
            let totals = in_words(&section.totals);
            writeln!(
                out,
                "\n== {}{moved}: {totals}",
                self.heading(comparison, section)
            )?;
            for row in comparison.rows_of(section) {
                if row.change != Change::Same && !self.is_heading(row) {
                    self.print_row(row, out)?;
                }
            }
        }
        Ok(())
    }

    /// A section's heading, its own words marked.
    fn heading(&self, comparison: &Comparison, section: &SectionPair) -> String {
        let rows = comparison.rows_of(section);
        let headings = rows.iter().filter(|row| self.is_heading(row));
        let marked: Vec<String> = headings.map(|row| self.marked(row)).collect();
        if marked.is_empty() {
            format!("({})", self.words.panes.opening)
        } else {
            marked.join(" ")
        }
    }

    fn is_heading(&self, row: &Row) -> bool {
        let old = row.old.map(|at| self.old.paragraphs[at as usize].kind);
        let new = row.new.map(|at| self.new.paragraphs[at as usize].kind);
        old.or(new)
            .is_some_and(|kind| matches!(kind, Kind::Heading(_)))
    }

    fn print_row(&self, row: &Row, out: &mut impl Write) -> anyhow::Result<()> {
        let sign = match row.change {
            Change::Same => '=',
            Change::Changed => '~',
            Change::New => '+',
            Change::Gone => '-',
        };
        let places = [
            row.old.map(|at| locator(&self.old, at)),
            row.new.map(|at| locator(&self.new, at)),
        ];
        let places: Vec<String> = places.into_iter().flatten().collect();
        let moved = if row.moved { " (moved)" } else { "" };
        let words = match row.change {
            Change::New | Change::Gone => {
                let (before, after) = self.texts(row);
                format!("{before}{after}")
            }
            Change::Same | Change::Changed => self.marked(row),
        };
        writeln!(out, "{sign} {}{moved}: {words}", places.join(" -> "))?;
        Ok(())
    }

    /// A row's text with what is gone and new between brackets.
    fn marked(&self, row: &Row) -> String {
        let (before, after) = self.texts(row);
        match row.change {
            Change::Same => return after.to_owned(),
            Change::New => return brackets("", after),
            Change::Gone => return brackets(before, ""),
            Change::Changed => {}
        }
        let marked = row.words.iter().map(|Stretch { old, new, same }| {
            if *same {
                after[new.clone()].to_owned()
            } else {
                brackets(&before[old.clone()], &after[new.clone()])
            }
        });
        marked.collect()
    }
}

/// What happened to a section.
fn section_change(section: &SectionPair) -> Change {
    let totals = section.totals;
    match (section.old, section.new) {
        (Some(_), None) => Change::Gone,
        (None, Some(_)) => Change::New,
        _ if totals.changed + totals.new + totals.gone > 0 => Change::Changed,
        _ => Change::Same,
    }
}

/// Words that are gone and new, between brackets; spaces around them stand outside.
fn brackets(gone: &str, new: &str) -> String {
    let one = |open: &str, words: &str, close: &str| {
        let bare = words.trim();
        if bare.is_empty() && !words.is_empty() {
            return format!("{open}{words}{close}");
        }
        if bare.is_empty() {
            return String::new();
        }
        let (before, after) = words.split_once(bare).unwrap_or_default();
        format!("{before}{open}{bare}{close}{after}")
    };
    one("[-", gone, "-]") + &one("{+", new, "+}")
}

fn in_words(totals: &Totals) -> String {
    let counts = [
        (totals.same, "same"),
        (totals.changed, "changed"),
        (totals.new, "new"),
        (totals.gone, "gone"),
        (totals.moved, "moved"),
    ];
    let counts = counts.into_iter().filter(|(count, _)| *count > 0);
    let named: Vec<String> = counts
        .map(|(count, name)| format!("{count} {name}"))
        .collect();
    if named.is_empty() {
        "nothing".to_owned()
    } else {
        named.join(", ")
    }
}

fn title(document: &Document, section: u32) -> Option<&str> {
    document.sections.get(section as usize)?.title.as_deref()
}

/// Where a paragraph stands: its page, and of a note its label.
fn locator(document: &Document, paragraph: u32) -> String {
    let place = document.locator(Place::start(paragraph));
    match note_label(document, paragraph) {
        Some(label) => format!("{place}, note {label}"),
        None => place,
    }
}

fn note_label(document: &Document, paragraph: u32) -> Option<&str> {
    let note = document.note_of(Place::start(paragraph))?;
    Some(&document.notes[note as usize].label)
}

fn letter_json(document: &Document) -> LetterJson<'_> {
    LetterJson {
        source: &document.source,
        title: &document.title,
    }
}

fn text_json(document: &Document, paragraph: u32) -> TextJson<'_> {
    TextJson {
        paragraph,
        page: document
            .page_of(Place::start(paragraph))
            .map(|page| page + 1),
        note: note_label(document, paragraph),
        text: &document.paragraphs[paragraph as usize].text,
    }
}
