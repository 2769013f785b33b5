//! The invented archive that benches measure with: the same on every run, and of letters that are understood.

#![allow(clippy::unwrap_used, reason = "a test may fail at any line")]

#[path = "../benches/archive/mod.rs"]
mod archive;
#[allow(dead_code, reason = "other tests need more of it")]
#[path = "support/folder.rs"]
mod folder;

use std::collections::{HashMap, HashSet};
use std::fs;

use archive::{Archive, SEED};
use folder::Folder;
use voetnoot::document::{Document, Kind};
use voetnoot::ingest::{self, Options};

/// Letters that are read; in a debug build reading is the slow part.
const READ: u64 = 120;

fn read(archive: &Archive, number: u64) -> Document {
    let letter = archive.letter(number);
    ingest::read(letter.text.as_bytes(), &letter.name, &Options::default()).unwrap()
}

#[test]
fn a_seed_always_makes_the_same_letters() {
    let (one, other) = (Archive::new(SEED), Archive::new(SEED));
    for number in [0, 17, 999, 123_456, 999_999] {
        assert_eq!(one.letter(number), other.letter(number));
        assert_ne!(
            one.letter(number).text,
            Archive::new(SEED + 1).letter(number).text
        );
    }
}

#[test]
fn a_small_archive_is_the_beginning_of_a_large_one() {
    let (small, large) = (Folder::new(), Folder::new());
    let archive = Archive::new(SEED);
    archive.write(large.path(), 40).unwrap();
    let written = archive.write(small.path(), 20).unwrap();
    let mut bytes = 0;
    for number in 0..20 {
        let letter = archive.letter(number);
        let path = |folder: &Folder| folder.path().join(&letter.folder).join(&letter.name);
        let text = fs::read_to_string(path(&small)).unwrap();
        assert_eq!(text, letter.text);
        assert_eq!(text, fs::read_to_string(path(&large)).unwrap());
        bytes += text.len() as u64;
    }
    assert_eq!(written.bytes, bytes);
}

#[test]
fn no_two_letters_are_the_same_paper_and_no_folder_is_large() {
    let archive = Archive::new(SEED);
    let mut ids = HashSet::new();
    let mut folders = HashMap::new();
    for number in 0..50_000 {
        let paper = archive.paper(number);
        assert!(ids.insert(paper.id()), "{} comes twice", paper.id());
        *folders.entry(paper.folder(number)).or_insert(0) += 1;
    }
    assert!(folders.values().all(|&letters| letters < 1_000));
}

#[test]
fn letters_are_understood() {
    let archive = Archive::new(SEED);
    let (mut notes, mut linked, mut headings, mut clean) = ([0, 0], 0, [0, 0], 0);
    for number in 0..READ {
        let (letter, document) = (archive.letter(number), read(&archive, number));
        let facts = &document.facts;
        assert_eq!(facts.date, Some(letter.paper.date.printed()));
        let told = format!(
            "kst-{}-{}",
            facts.dossier.as_deref().unwrap_or(""),
            facts.number.as_deref().unwrap_or("")
        );
        assert_eq!(told, letter.paper.id());
        assert!(facts.subject.is_some() && facts.sender.is_some());
        let found = document.paragraphs.iter();
        let found = found.filter(|paragraph| matches!(paragraph.kind, Kind::Heading(_)));
        headings[0] += found.count().min(letter.headings);
        headings[1] += letter.headings;
        notes[0] += document.notes.len();
        notes[1] += letter.notes;
        let cited = document.notes.iter().filter(|note| !note.refs.is_empty());
        linked += cited.count();
        clean += u64::from(document.warnings.is_empty());
    }
    assert_eq!(notes[0], notes[1], "notes");
    assert!(notes[1] > 300 && linked * 200 >= notes[1] * 199, "{linked}");
    // One that begins a page, below a paragraph whose last line is full, is not always told from its end.
    assert!(headings[0] * 100 >= headings[1] * 94, "{headings:?}");
    assert!(
        clean * 100 >= READ * 97,
        "{clean} letters without a warning"
    );
}

#[test]
fn most_papers_that_are_cited_are_in_the_archive_and_some_are_not() {
    let archive = Archive::new(SEED);
    let ids: HashSet<String> = (0..READ).map(|number| archive.paper(number).id()).collect();
    let (mut there, mut missing) = (0, 0);
    for number in 0..READ {
        let document = read(&archive, number);
        for citation in document.paragraphs.iter().flat_map(|text| &text.citations) {
            let id = citation.target.id();
            if id.starts_with("kst-") {
                *(if ids.contains(&id) {
                    &mut there
                } else {
                    &mut missing
                }) += 1;
            }
        }
    }
    assert!(missing > 20 && there > missing * 3, "{there}, {missing}");
}
