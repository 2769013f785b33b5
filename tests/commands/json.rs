//! The JSON that other programs rely on: its fields, and that they fit together.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::program::*;

#[test]
fn the_letter_as_json_has_every_promised_field() {
    let letter = json(&["show", "--json"]);
    assert_eq!(letter["format"], 1);
    assert_has(
        &letter,
        &[
            "source",
            "title",
            "facts",
            "pages",
            "sections",
            "paragraphs",
            "notes",
            "citations",
            "warnings",
        ],
    );
    assert_has(
        &letter["facts"],
        &["date", "sender", "subject", "dossier", "number"],
    );
    assert_has(&letter["pages"][0], &["number", "label"]);
    assert_has(
        &letter["sections"][0],
        &["title", "level", "page", "paragraphs"],
    );
    assert_has(
        &letter["paragraphs"][0],
        &["kind", "text", "pages", "section", "note", "refs"],
    );
    assert_has(&letter["notes"][0], &["label", "text", "page", "refs"]);
    assert_has(
        &letter["notes"][0]["refs"][0],
        &["paragraph", "at", "page", "sentence"],
    );
    assert_eq!(letter["pages"].as_array().unwrap().len(), 3);
    assert_eq!(letter["sections"][0]["title"], Value::Null);
    assert_eq!(letter["sections"].as_array().unwrap().len(), 3);
    assert_eq!(letter["notes"].as_array().unwrap().len(), 6);
    let bodies = letter["paragraphs"].as_array().unwrap().iter();
    assert_eq!(
        bodies
            .filter(|paragraph| paragraph["kind"] == "body")
            .count(),
        10
    );
}

#[test]
fn sections_and_pages_of_the_json_cover_all_paragraphs() {
    let letter = json(&["show", "--json"]);
    let mut next = 0;
    for section in letter["sections"].as_array().unwrap() {
        assert_eq!(section["paragraphs"][0], next);
        next = section["paragraphs"][1].as_u64().unwrap();
    }
    let paragraphs = letter["paragraphs"].as_array().unwrap();
    let texts = paragraphs
        .iter()
        .filter(|paragraph| paragraph["kind"] != "note")
        .count();
    assert_eq!(next, texts as u64);
    for paragraph in paragraphs {
        let (first, last) = (
            paragraph["pages"][0].as_u64(),
            paragraph["pages"][1].as_u64(),
        );
        assert!(
            first >= Some(1) && first <= last && last <= Some(3),
            "{paragraph}"
        );
    }
}

#[test]
fn marks_in_the_json_stand_behind_the_words_they_belong_to() {
    let letter = json(&["show", "--json"]);
    let mut behind = Vec::new();
    for note in letter["notes"].as_array().unwrap() {
        let place = &note["refs"][0];
        let at = place["at"].as_u64().unwrap() as usize;
        let paragraph = &letter["paragraphs"][place["paragraph"].as_u64().unwrap() as usize];
        let text = paragraph["text"].as_str().unwrap();
        let sentence = place["sentence"].as_str().unwrap();
        assert!(text.contains(sentence), "{sentence}");
        let back = paragraph["refs"].as_array().unwrap();
        assert!(
            back.iter()
                .any(|mark| mark["note"] == note["label"] && mark["at"] == at)
        );
        let word = text[..at].trim_end_matches('.').rsplit(' ').next().unwrap();
        behind.push(word.to_owned());
    }
    assert_eq!(
        behind,
        [
            "samenleving",
            "Vakmanschap",
            "betrokken",
            "onderzoeken",
            "profileren",
            "bracht"
        ]
    );
}

#[test]
fn search_as_json_counts_every_marked_place() {
    let found = json(&["search", "corruptie", "--json"]);
    assert_eq!(found["format"], 1);
    assert_eq!(found["query"], "corruptie");
    let totals = &found["totals"];
    assert_eq!(totals["passages"], 4);
    assert_eq!(totals["occurrences"], 5);
    assert_eq!(totals["text"], 5);
    assert_eq!(totals["notes"], 0);
    assert_eq!(totals["headings"], 0);
    let mut marks = 0;
    for hit in found["hits"].as_array().unwrap() {
        assert_has(
            hit,
            &[
                "letter",
                "where",
                "note",
                "section",
                "page",
                "paragraph",
                "text",
                "tier",
                "marks",
                "refs",
            ],
        );
        let text = hit["text"].as_str().unwrap();
        for mark in hit["marks"].as_array().unwrap() {
            let range = mark[0].as_u64().unwrap() as usize..mark[1].as_u64().unwrap() as usize;
            assert_eq!(text[range].to_lowercase(), "corruptie");
            marks += 1;
        }
    }
    assert_eq!(marks, 5);
}

#[test]
fn search_says_why_a_passage_matches() {
    for (query, tier) in [
        ("korpsleiding", "exact"),
        ("ozutok", "folded"),
        ("brieven", "form"),
        ("leiding", "part"),
        ("korpslijding", "typo"),
    ] {
        let found = json(&["search", query, "--json"]);
        assert_eq!(found["hits"][0]["tier"], tier, "{query}");
    }
    assert_eq!(
        json(&["search", "integrit", "--typing", "--json"])["hits"][0]["tier"],
        "prefix"
    );
}

#[test]
fn places_are_searched_in_reading_order_whatever_order_they_are_named_in() {
    let one = json(&["search", "motie", "--in", "notes,text", "--json"]);
    let other = json(&["search", "motie", "--in", "text,notes", "--json"]);
    let all = json(&["search", "motie", "--json"]);
    assert_eq!(one["hits"], other["hits"]);
    assert_eq!(one["hits"], all["hits"], "no heading has the word");
    let wheres: BTreeSet<&str> = one["hits"]
        .as_array()
        .unwrap()
        .iter()
        .map(|hit| hit["where"].as_str().unwrap())
        .collect();
    assert_eq!(wheres, BTreeSet::from(["note", "text"]));
    let headings = json(&["search", "politie", "--in", "headings", "--json"]);
    assert_eq!(headings["totals"]["text"], 0);
    assert_eq!(
        headings["totals"]["headings"],
        headings["totals"]["occurrences"]
    );
}

#[test]
fn a_limit_cuts_hits_but_not_counts() {
    let found = json(&["search", "politie", "--limit", "2", "--json"]);
    let all = json(&["search", "politie", "--json"]);
    assert_eq!(found["hits"].as_array().unwrap().len(), 2);
    assert_eq!(found["totals"], all["totals"]);
    assert_eq!(found["hits"][0], all["hits"][0]);
}

#[test]
fn lists_name_page_note_and_address() {
    let notes = run(&["notes"]);
    assert_eq!(text(&notes).lines().count(), 6);
    assert!(
        text(&notes)
            .lines()
            .all(|line| line.contains("cited on p. "))
    );
    let citations = run(&["citations"]);
    assert_eq!(text(&citations).lines().count(), 6);
    assert!(text(&citations).contains("kst-35164-11"));
    let outline = run(&["outline"]);
    assert_eq!(text(&outline).lines().count(), 3);
    let json = json(&["citations", "--json"]);
    assert_has(
        &json["citations"][0],
        &["id", "kind", "text", "where", "note", "page", "url"],
    );
}
