//! All letters of a folder as one document, searched as one: what a library must find.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use voetnoot::document::{Document, Kind, Section};
use voetnoot::index::query::Query;
use voetnoot::index::{Index, Mark, Totals};
use voetnoot::ingest;

/// Where something matched, and why.
pub(crate) type Marks = Vec<(usize, usize, String)>;

/// What was found.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) passages: BTreeSet<(String, Marks)>,
    pub(crate) totals: Totals,
    pub(crate) letters: usize,
}

/// Every letter of a folder in one index.
pub(crate) struct Oracle {
    index: Index,
    document: Arc<Document>,
    /// For each paragraph, which letter it is of.
    letter_of: Vec<usize>,
    letters: usize,
}

impl Oracle {
    pub(crate) fn of(folder: &Path) -> Self {
        let mut texts: BTreeSet<Vec<u8>> = BTreeSet::new();
        for path in files(folder) {
            texts.insert(fs::read(path).unwrap());
        }
        let mut all = Document::default();
        let mut letter_of = Vec::new();
        for (letter, bytes) in texts.iter().enumerate() {
            let document = ingest::read(bytes, "brief", &ingest::Options::default()).unwrap();
            let notes = all.notes.len() as u32;
            for mut paragraph in document.paragraphs {
                if let Kind::Note(note) = &mut paragraph.kind {
                    *note += notes;
                }
                paragraph.note_refs.clear();
                all.paragraphs.push(paragraph);
                letter_of.push(letter);
            }
            all.notes.extend(document.notes.into_iter().map(|mut note| {
                note.section = 0;
                note
            }));
        }
        all.sections.push(Section {
            title: None,
            level: 0,
            paragraphs: 0..all.paragraphs.len() as u32,
        });
        let document = Arc::new(all);
        Self {
            index: Index::new(document.clone(), &|| false).unwrap(),
            document,
            letter_of,
            letters: texts.len(),
        }
    }

    pub(crate) fn letters(&self) -> usize {
        self.letters
    }

    pub(crate) fn search(&self, typed: &str) -> Found {
        let answer = self
            .index
            .search(&Query::new(typed, true), &|| false)
            .unwrap();
        let mut letters = BTreeSet::new();
        let mut passages = BTreeSet::new();
        for hit in &answer.hits {
            letters.insert(self.letter_of[hit.paragraph as usize]);
            let marks = answer.marker.marks(&self.document, hit.paragraph);
            let text = self.document.paragraphs[hit.paragraph as usize]
                .text
                .clone();
            passages.insert((text, told(&marks)));
        }
        Found {
            passages,
            totals: answer.totals,
            letters: letters.len(),
        }
    }
}

/// Marks as they can be compared.
pub(crate) fn told(marks: &[Mark]) -> Marks {
    let marks = marks.iter();
    marks
        .map(|mark| (mark.range.start, mark.range.end, format!("{:?}", mark.tier)))
        .collect()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found
}
