//! What is known of letters, and how what was understood of them compares.

use std::ops::AddAssign;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::Value;
use voetnoot::document::{Document, Kind};
use voetnoot::ingest;

#[path = "own.rs"]
mod own;

/// What is known of a letter.
#[derive(Debug, Default)]
pub(crate) struct Truth {
    /// Texts of the notes in order.
    pub(crate) notes: Vec<String>,
    /// The words before each note's mark, and the note's index; not every truth has them.
    pub(crate) marks: Vec<(usize, String)>,
    pub(crate) headings: Vec<String>,
    /// Rows of tables, with their cells between ` | `.
    rows: Vec<String>,
}

/// Counts of what was asked for and what was right.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Score {
    pub(crate) letters: usize,
    pub(crate) unread: usize,
    pub(crate) notes: [usize; 2],
    pub(crate) extra_notes: usize,
    pub(crate) marks: [usize; 2],
    pub(crate) headings: [usize; 2],
    pub(crate) extra_headings: usize,
    /// Letters lost, letters doubled, and all there are.
    pub(crate) own: [usize; 3],
    pub(crate) warnings: usize,
}

impl AddAssign for Score {
    fn add_assign(&mut self, other: Self) {
        let add = |to: &mut [usize; 2], from: [usize; 2]| {
            to[0] += from[0];
            to[1] += from[1];
        };
        self.letters += other.letters;
        self.unread += other.unread;
        add(&mut self.notes, other.notes);
        self.extra_notes += other.extra_notes;
        add(&mut self.marks, other.marks);
        add(&mut self.headings, other.headings);
        self.extra_headings += other.extra_headings;
        for (to, from) in self.own.iter_mut().zip(other.own) {
            *to += from;
        }
        self.warnings += other.warnings;
    }
}

/// Every letter of which something is known.
pub(crate) fn letters(folder: &Path) -> Result<Vec<(PathBuf, Truth)>> {
    let mut letters = Vec::new();
    let published = folder.join("truth");
    let published = if published.is_dir() {
        values(&published)?
    } else {
        Vec::new()
    };
    for (path, value) in published {
        let file = value["file"]
            .as_str()
            .with_context(|| format!("{}: no file", path.display()))?;
        letters.push((folder.join(file), told(&value)));
    }
    let made = folder.join("made");
    if made.is_dir() {
        for (path, value) in values(&made)? {
            for format in ["pdf", "docx", "odt", "html", "xml", "md", "txt"] {
                let letter = path.with_extension(format);
                if letter.is_file() {
                    letters.push((letter, made_of(&value)));
                }
            }
        }
    }
    Ok(letters)
}

fn values(folder: &Path) -> Result<Vec<(PathBuf, Value)>> {
    let mut paths = Vec::new();
    let entries = std::fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    for entry in entries {
        let path = entry?.path();
        if path
            .extension()
            .is_some_and(|extension| extension == "json")
        {
            paths.push(path);
        }
    }
    paths.sort();
    let read = |path: PathBuf| {
        let text = std::fs::read_to_string(&path)?;
        let value = serde_json::from_str(&text).with_context(|| path.display().to_string())?;
        Ok((path, value))
    };
    paths.into_iter().map(read).collect()
}

/// The truth of a letter that somebody else published.
fn told(value: &Value) -> Truth {
    let mut truth = Truth::default();
    for note in value["footnotes"].as_array().into_iter().flatten() {
        if let Some(before) = note["anchor_before"].as_str() {
            truth.marks.push((truth.notes.len(), before.to_owned()));
        }
        truth.notes.push(string(&note["text"]));
    }
    let headings = ["headings_bold_or_qa", "headings"];
    let headings = headings.iter().find_map(|name| value[*name].as_array());
    truth.headings = headings.into_iter().flatten().map(string).collect();
    truth
}

/// The truth of a letter that was made for trials: blocks with `[^n]` where the marks are.
fn made_of(value: &Value) -> Truth {
    let mut truth = Truth::default();
    let notes = value["notes"]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default();
    truth.notes = notes.iter().map(string).collect();
    for block in value["blocks"].as_array().into_iter().flatten() {
        let text = block["text"].as_str().unwrap_or_default();
        let mut plain = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("[^") {
            plain.push_str(before);
            let (number, behind) = after.split_once(']').unwrap_or((after, ""));
            if let Some(note) = number
                .parse::<usize>()
                .ok()
                .and_then(|number| number.checked_sub(1))
            {
                truth.marks.push((note, plain.clone()));
            }
            rest = behind;
        }
        plain.push_str(rest);
        if plain.contains(" | ") {
            truth.rows.push(plain.clone());
        }
        if block["type"] == "h" {
            let number = block["num"].as_str().map(|number| format!("{number} "));
            truth.headings.push(number.unwrap_or_default() + &plain);
        }
    }
    truth
}

/// A text that stands by itself or in a field called `text`.
fn string(value: &Value) -> String {
    let text = value.as_str().or_else(|| value["text"].as_str());
    text.unwrap_or_default().to_owned()
}

/// A text without its white space.
fn bare(text: &str) -> String {
    text.split_whitespace().collect()
}

/// Opens a letter and compares; beside the score comes what is wrong, a line each.
pub(crate) fn measure(path: &Path, truth: &Truth) -> Result<(Score, Vec<String>)> {
    let bytes = std::fs::read(path).with_context(|| path.display().to_string())?;
    let name = path.display().to_string();
    let mut score = Score {
        letters: 1,
        notes: [0, truth.notes.len()],
        marks: [0, truth.marks.len()],
        headings: [0, truth.headings.len()],
        ..Score::default()
    };
    let document = match ingest::read(&bytes, &name, &ingest::Options::default()) {
        Ok(document) => document,
        Err(error) => {
            score.unread = 1;
            return Ok((score, vec![format!("{name}: {error}")]));
        }
    };
    let mut wrong = Vec::new();
    let mut say = |what: &str, text: &str| wrong.push(format!("{name}: {what}: {text}"));
    let format = path.extension().unwrap_or_default().to_string_lossy();
    if let Some(own) = own::letters(&bytes, &format).with_context(|| name.clone())? {
        let [lost, doubled] = own.lost_and_doubled(&document);
        score.own = [lost, doubled, own.count()];
        if lost + doubled > 0 {
            say("letters", &format!("{lost} lost, {doubled} doubled"));
        }
    }
    score.warnings = document.warnings.len();
    score.extra_notes = document.notes.len().saturating_sub(truth.notes.len());
    for (at, text) in truth.notes.iter().enumerate() {
        let found = (at < document.notes.len()).then(|| document.note_text(at as u32));
        if found
            .as_deref()
            .is_some_and(|found| bare(found) == bare(text))
        {
            score.notes[0] += 1;
        } else {
            say("note", &format!("{text:?} is {found:?}"));
        }
    }
    for (note, before) in &truth.marks {
        if is_linked(&document, *note, before) {
            score.marks[0] += 1;
        } else {
            say("mark", &format!("of note {} behind {before:?}", note + 1));
        }
    }
    for row in &truth.rows {
        let same = |found: &str| bare(found) == bare(row);
        if !document.paragraphs.iter().any(|found| same(&found.text)) {
            say("row missing", row);
        }
    }
    measure_headings(&document, truth, &mut score, &mut say);
    Ok((score, wrong))
}

fn measure_headings(
    document: &Document,
    truth: &Truth,
    score: &mut Score,
    say: &mut dyn FnMut(&str, &str),
) {
    let mut found: Vec<String> = headings(document);
    for heading in &truth.headings {
        let same = found.iter().position(|found| bare(found) == bare(heading));
        if let Some(at) = same {
            found.remove(at);
            score.headings[0] += 1;
        } else {
            say("heading missing", heading);
        }
    }
    score.extra_headings = found.len();
    for heading in found {
        say("no heading", &heading);
    }
}

/// Whether a mark of a note stands behind these words.
fn is_linked(document: &Document, note: usize, before: &str) -> bool {
    let Some(note) = document.notes.get(note) else {
        return false;
    };
    // What is told of the words before may have kept hyphens of line ends.
    let whole = |text: &str| bare(text).replace('-', "");
    let before = whole(before);
    note.refs.iter().any(|place| {
        let paragraph = &document.paragraphs[place.paragraph as usize];
        let shown = whole(&paragraph.text[..place.byte as usize]);
        let (short, long) = if shown.len() < before.len() {
            (&shown, &before)
        } else {
            (&before, &shown)
        };
        !short.is_empty() && long.ends_with(short.as_str())
    })
}

fn headings(document: &Document) -> Vec<String> {
    let headings = document
        .paragraphs
        .iter()
        .filter(|paragraph| matches!(paragraph.kind, Kind::Heading(_)));
    headings.map(|heading| heading.text.clone()).collect()
}
