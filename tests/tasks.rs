//! What readers want of the embedded letter, with the answers a person found by hand, where those are at hand.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test may fail at any line, and says what it measured"
)]

mod support;

use std::fs;
use std::path::Path;
use std::sync::Arc;

use serde_json::Value;
use support::stage::stage;
use voetnoot::document::Document;
use voetnoot::document::place::Place;
use voetnoot::index::query::{Query, Scope};
use voetnoot::index::{Answer, Index};
use voetnoot::ingest::{self, Options};
use voetnoot::words::pattern::Tier;

fn tasks() -> Option<Vec<Value>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/cases/reading.json");
    let Ok(text) = fs::read_to_string(path) else {
        println!("skipped: no reader tasks");
        return None;
    };
    let all: Value = serde_json::from_str(&text).unwrap();
    let tasks = all["cases"].as_array().unwrap().clone();
    assert!(tasks.len() > 10);
    Some(tasks)
}

fn letter() -> Arc<Document> {
    let bytes = include_bytes!("../data/halfjaarbericht-politie-2020-2.txt");
    Arc::new(ingest::read(bytes, "letter", &Options::default()).unwrap())
}

fn search(index: &Index, task: &Value, words: &str) -> Answer {
    let matching = task["match"].as_str().unwrap();
    let text = if matching == "phrase" && !words.contains(['\'', '-']) {
        format!("\"{words}\"")
    } else {
        words.to_owned()
    };
    let query = Query {
        text,
        typing: matching == "prefix",
        scope: match task["scope"].as_str() {
            Some("footnotes") => Scope::Notes,
            _ => Scope::All,
        },
    };
    index.search(&query, &|| false).unwrap()
}

/// Whether a passage's mark lies at the words a person pointed at.
fn finds(document: &Document, answer: &Answer, expected: &Value) -> bool {
    let quote = expected["quote"].as_str().unwrap();
    answer.hits.iter().any(|hit| {
        let paragraph = &document.paragraphs[hit.paragraph as usize];
        let place = Place::start(hit.paragraph);
        let note = document
            .note_of(place)
            .map(|note| document.notes[note as usize].label.clone());
        let wanted = expected["footnote"].as_u64().map(|note| note.to_string());
        let marks = answer.marker.marks(document, hit.paragraph);
        note == wanted
            && paragraph.text.match_indices(quote).any(|(start, _)| {
                marks
                    .iter()
                    .any(|mark| mark.range.start < start + quote.len() && start < mark.range.end)
            })
    })
}

#[test]
fn every_search_task_has_the_answer_a_person_found() {
    let Some(tasks) = tasks() else { return };
    let document = letter();
    let index = Index::new(document.clone(), &|| false).unwrap();
    let mut done = 0;
    for task in tasks.iter().filter(|task| task["expected_hits"].is_array()) {
        let words = task["query"].as_str().unwrap();
        let answer = search(&index, task, words);
        for expected in task["expected_hits"].as_array().unwrap() {
            assert!(finds(&document, &answer, expected), "{words}: {expected}");
        }
        let total = &task["expected_total"];
        let wanted = (
            total["body"].as_u64(),
            total["footnote"].as_u64(),
            total["heading"].as_u64(),
        );
        let totals = answer.totals;
        let found = (
            Some(totals.text as u64),
            Some(totals.notes as u64),
            Some(totals.headings as u64),
        );
        // Word forms, and words that only begin so, may come on top of what was counted by hand; nothing may be missing.
        let literal = answer.hits.iter().all(|hit| {
            let marks = answer.marker.marks(&document, hit.paragraph);
            marks.iter().all(|mark| mark.tier <= Tier::Folded)
        });
        if literal && !words.contains(' ') {
            assert_eq!(found, wanted, "{words}");
        }
        let enough = found.0 >= wanted.0 && found.1 >= wanted.1 && found.2 >= wanted.2;
        assert!(enough, "{words}: {found:?} instead of {wanted:?}");
        for other in task["also_must_hit_for"].as_array().into_iter().flatten() {
            let answer = search(&index, task, other.as_str().unwrap());
            for expected in task["expected_hits"].as_array().unwrap() {
                assert!(finds(&document, &answer, expected), "{other}: {expected}");
            }
        }
        done += 1;
    }
    println!("{done} searches, all as a person found");
}

#[test]
fn every_note_is_cited_by_the_sentence_a_person_found() {
    let Some(tasks) = tasks() else { return };
    let document = letter();
    let task = |kind: &str| tasks.iter().find(|task| task["kind"] == kind).unwrap();
    let all = task("footnotes-all")["expected"].as_array().unwrap();
    assert_eq!(document.notes.len(), all.len());
    for (note, expected) in document.notes.iter().zip(all) {
        assert_eq!(note.label, expected["n"].to_string());
        let place = note.refs[0];
        assert_eq!(
            document.page_of(place).map(|page| page + 1),
            expected["page"].as_u64().map(|page| page as usize)
        );
        let section = &document.sections[document.section_of(place)];
        assert_eq!(section.title.as_deref(), expected["section"].as_str());
        let before = &document.paragraphs[place.paragraph as usize].text[..place.byte as usize];
        let word = expected["anchor_word"].as_str().unwrap();
        assert!(before.trim_end_matches('.').ends_with(word), "{word}");
    }
    for (at, expected) in all.iter().enumerate() {
        assert_eq!(
            Some(document.note_text(at as u32).as_str()),
            expected["text"].as_str()
        );
    }
    let outline = task("outline")["expected"].as_array().unwrap();
    assert_eq!(document.sections.len(), outline.len());
}

#[test]
fn a_sentence_is_copied_with_where_it_stands() {
    let Some(tasks) = tasks() else { return };
    let task = tasks
        .iter()
        .find(|task| task["kind"] == "copy-cite")
        .unwrap();
    let expected = &task["expected"];
    let mut stage = stage((80, 24));
    stage.press("/zeven miljoen<Enter>Y").unwrap();
    let copied = stage.copied.last().unwrap();
    assert!(!copied.contains('\n'));
    assert!(
        copied.contains(expected["text"].as_str().unwrap()),
        "{copied}"
    );
    assert!(
        copied.contains(expected["section"].as_str().unwrap()),
        "{copied}"
    );
    assert!(
        copied.contains(&format!("p. {}", expected["page"])),
        "{copied}"
    );
}
