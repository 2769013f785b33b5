//! How well real letters are understood, where they are at hand: figures to watch, with floors that must hold.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test may fail at any line, and says what it measured"
)]

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use voetnoot::document::{Document, Kind};
use voetnoot::ingest::text;
use voetnoot::safe;

/// What was found of what there is.
#[derive(Debug, Default, Clone, Copy)]
struct Share {
    found: usize,
    all: usize,
}

impl Share {
    fn add(&mut self, found: bool) {
        self.found += usize::from(found);
        self.all += 1;
    }
}

impl std::fmt::Display for Share {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:>3}/{:<3}", self.found, self.all)
    }
}

/// The figures of one letter.
#[derive(Debug, Default)]
struct Figures {
    headings: Share,
    extra_headings: usize,
    notes: Share,
    texts: Share,
    marks: Share,
    extra_notes: usize,
    warnings: usize,
}

/// Letters, digits and nothing else, in small letters: converters differ in hyphens and spaces.
fn bare(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

fn strings(value: &Value) -> Vec<String> {
    let texts = value.as_array().into_iter().flatten();
    texts
        .filter_map(|heading| heading.as_str().or_else(|| heading["text"].as_str()))
        .map(str::to_owned)
        .collect()
}

fn measure(document: &Document, truth: &Value) -> Figures {
    let mut figures = Figures {
        warnings: document.warnings.len(),
        ..Figures::default()
    };
    let mut headings: HashMap<String, usize> = HashMap::new();
    let found = document
        .paragraphs
        .iter()
        .filter(|paragraph| matches!(paragraph.kind, Kind::Heading(_)));
    found.for_each(|heading| *headings.entry(bare(&heading.text)).or_default() += 1);
    let mut expected = strings(&truth["headings"]);
    expected.extend(strings(&truth["question_headings"]));
    expected.extend(strings(&truth["answer_headings"]));
    for heading in expected {
        let found = headings
            .get_mut(&bare(&heading))
            .filter(|count| **count > 0);
        figures.headings.add(found.is_some());
        if let Some(count) = found {
            *count -= 1;
        } else {
            println!("    no heading {heading:?}");
        }
    }
    for (heading, count) in headings.iter().filter(|(_, count)| **count > 0) {
        println!("    extra heading {heading:?}");
        figures.extra_headings += count;
    }
    let notes = truth["footnotes"].as_array().cloned().unwrap_or_default();
    for note in &notes {
        measure_note(document, note, &mut figures);
    }
    figures.extra_notes = document.notes.len().saturating_sub(notes.len());
    figures
}

fn measure_note(document: &Document, truth: &Value, figures: &mut Figures) {
    let label = truth["n"].to_string();
    let index = document.notes.iter().position(|note| note.label == label);
    figures.notes.add(index.is_some());
    let Some(index) = index else {
        println!("    no note {label}");
        return;
    };
    let text = document.note_text(index as u32);
    let expected = truth["text"].as_str().unwrap_or("");
    let equal = bare(&text) == bare(expected);
    figures.texts.add(equal);
    if !equal {
        println!("    note {label} is {text:?}\n        and not {expected:?}");
    }
    let before = bare(truth["anchor_before"].as_str().unwrap_or(""));
    let tail: String = before
        .chars()
        .skip(before.chars().count().saturating_sub(14))
        .collect();
    let anchored = document.notes[index].refs.iter().any(|place| {
        let paragraph = &document.paragraphs[place.paragraph as usize];
        let found = bare(&paragraph.text[..place.byte as usize]);
        // The truth runs on over the paragraph's beginning.
        found.ends_with(&tail) || (found.len() >= 4 && tail.ends_with(&found))
    });
    figures.marks.add(anchored);
    if !anchored {
        println!(
            "    note {label} is not marked behind {tail:?}: {:?}",
            document.notes[index].refs
        );
    }
}

fn letters() -> Option<Vec<(PathBuf, PathBuf)>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/letters");
    let mut pairs: Vec<(PathBuf, PathBuf)> = fs::read_dir(root.join("txt"))
        .ok()?
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter_map(|path| {
            let name = path.file_name()?.to_str()?.split('.').next()?.to_owned();
            let truth = root.join("truth").join(name + ".json");
            truth.exists().then_some((path, truth))
        })
        .collect();
    pairs.sort();
    Some(pairs)
}

impl Figures {
    fn add(&mut self, one: &Self) {
        for (sum, one) in [
            (&mut self.headings, one.headings),
            (&mut self.notes, one.notes),
            (&mut self.texts, one.texts),
            (&mut self.marks, one.marks),
        ] {
            sum.found += one.found;
            sum.all += one.all;
        }
        self.extra_headings += one.extra_headings;
        self.extra_notes += one.extra_notes;
        self.warnings += one.warnings;
    }
}

impl std::fmt::Display for Figures {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{} {:>5} {} {} {} {:>5} {:>8}",
            self.headings,
            self.extra_headings,
            self.notes,
            self.texts,
            self.marks,
            self.extra_notes,
            self.warnings
        )
    }
}

#[test]
fn real_letters_are_understood_as_far_as_measured() {
    let Some(pairs) = letters() else {
        println!("skipped: the real letters are not here");
        return;
    };
    let mut sum = Figures::default();
    println!(
        "{:<24} headings extra   notes   texts   marks extra warnings",
        "letter"
    );
    for (path, truth) in pairs {
        let source = fs::read_to_string(&path).unwrap();
        let truth: Value = serde_json::from_str(&fs::read_to_string(truth).unwrap()).unwrap();
        let document = text::read(&safe::document(&source), "UTF-8".to_owned(), "letter.txt");
        let one = measure(&document, &truth);
        let name = path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        println!("{name:<24} {one}");
        sum.add(&one);
    }
    println!("{:<24} {sum}", "all");
    assert!(
        sum.headings.found * 100 >= sum.headings.all * 95,
        "headings: {}",
        sum.headings
    );
    assert!(
        sum.notes.found * 100 >= sum.notes.all * 95,
        "notes: {}",
        sum.notes
    );
    assert!(
        sum.marks.found * 100 >= sum.marks.all * 95,
        "marks: {}",
        sum.marks
    );
}
