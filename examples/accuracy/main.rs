//! Measures how well letters are understood, against what is known of them.
//!
//! `cargo run --release --example accuracy -- DIR` reads every `DIR/truth/*.json`, opens the letter each names, and prints for each format and
//! over all: notes found with equal texts, marks linked at the right word, headings found (precision and recall), letters lost or doubled
//! against the file's own text, and warnings. White space is not compared. Letters of `DIR/made` are measured too, with each format they come in. `--each` prints a line a letter, `--wrong` what is wrong.

#![allow(clippy::print_stdout, reason = "it is a program that prints")]

mod own;

use std::collections::BTreeMap;
use std::ops::AddAssign;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::Value;
use voetnoot::document::{Document, Kind};
use voetnoot::ingest;

/// What is known of a letter.
#[derive(Debug, Default)]
struct Truth {
    /// Texts of the notes in order.
    notes: Vec<String>,
    /// The words before each note's mark, and the note's index; not every truth has them.
    marks: Vec<(usize, String)>,
    headings: Vec<String>,
}

/// Counts of what was asked for and what was right.
#[derive(Debug, Default, Clone, Copy)]
struct Score {
    letters: usize,
    unread: usize,
    notes: [usize; 2],
    extra_notes: usize,
    marks: [usize; 2],
    headings: [usize; 2],
    extra_headings: usize,
    /// Letters lost, letters doubled, and all there are.
    own: [usize; 3],
    warnings: usize,
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

fn main() -> Result<()> {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let mut flag = |name: &str| {
        let before = arguments.len();
        arguments.retain(|argument| argument != name);
        arguments.len() < before
    };
    let (each, wrong) = (flag("--each"), flag("--wrong"));
    let folder = arguments.first().context("which folder? accuracy -- DIR")?;
    let folder = Path::new(folder);
    let mut scores: BTreeMap<String, Score> = BTreeMap::new();
    for (path, truth) in letters(folder)? {
        let score = measure(&path, &truth, wrong)?;
        if each {
            print(&path.display().to_string(), score);
        }
        let format = path.extension().unwrap_or_default().to_string_lossy();
        *scores.entry(format.into_owned()).or_default() += score;
    }
    let mut all = Score::default();
    for (format, score) in &scores {
        print(format, *score);
        all += *score;
    }
    print("all", all);
    anyhow::ensure!(all.unread == 0, "{} letters were not read", all.unread);
    let [lost, doubled, _] = all.own;
    anyhow::ensure!(
        lost + doubled == 0,
        "{lost} letters of the alphabet were lost and {doubled} doubled"
    );
    Ok(())
}

/// Every letter of which something is known.
fn letters(folder: &Path) -> Result<Vec<(PathBuf, Truth)>> {
    let mut letters = Vec::new();
    for (path, value) in values(&folder.join("truth"))? {
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

fn measure(path: &Path, truth: &Truth, wrong: bool) -> Result<Score> {
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
            println!("{name}: {error}");
            score.unread = 1;
            return Ok(score);
        }
    };
    let say = |what: &str, text: &str| {
        if wrong {
            println!("{name}: {what}: {text}");
        }
    };
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
    measure_headings(&document, truth, &mut score, &say);
    Ok(score)
}

fn measure_headings(
    document: &Document,
    truth: &Truth,
    score: &mut Score,
    say: &dyn Fn(&str, &str),
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

fn print(name: &str, score: Score) {
    let share = |[right, all]: [usize; 2]| {
        let percent = if all == 0 {
            100.0
        } else {
            100.0 * right as f64 / all as f64
        };
        format!("{right}/{all} {percent:.1}%")
    };
    let right = score.headings[0];
    println!(
        "{name}: {} letters, {} not read · notes {} (+{}) · marks {} · headings: recall {}, precision {} · letters: {} lost, {} doubled of {} · {} warnings",
        score.letters,
        score.unread,
        share(score.notes),
        score.extra_notes,
        share(score.marks),
        share(score.headings),
        share([right, right + score.extra_headings]),
        score.own[0],
        score.own[1],
        score.own[2],
        score.warnings,
    );
}
