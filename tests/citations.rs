//! References to other papers: every form that letters use, what only looks like one, and what holds for any text.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test may fail at any line, and says what it measured"
)]

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use voetnoot::citation::{self, Citation};
use voetnoot::ingest::{self, Options};

#[path = "citations/cases.rs"]
mod cases;

fn ids(text: &str) -> Vec<String> {
    citation::find(text)
        .iter()
        .map(|citation| citation.target.id())
        .collect()
}

/// The ids as a table has them: parted by spaces, `-` for none.
fn listed(text: &str) -> String {
    let ids = ids(text);
    if ids.is_empty() {
        "-".to_owned()
    } else {
        ids.join(" ")
    }
}

fn check(cases: &[(&str, &str)]) {
    let wrong: Vec<String> = cases
        .iter()
        .filter(|(text, expected)| listed(text) != *expected)
        .map(|(text, expected)| format!("{text:?}: {} instead of {expected}", listed(text)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn parliamentary_papers_are_found_in_every_spelling() {
    check(cases::PAPERS);
}

#[test]
fn lists_of_papers_name_each_of_them() {
    check(cases::LISTS);
}

#[test]
fn proceedings_and_written_questions_are_found_by_year_and_number() {
    check(cases::PROCEEDINGS);
}

#[test]
fn journals_judgments_laws_and_papers_of_the_union_are_found() {
    check(cases::LAW);
}

#[test]
fn addresses_mean_the_paper_they_lead_to() {
    check(cases::ADDRESSES);
}

#[test]
fn what_only_looks_like_a_citation_is_left_alone() {
    let wrong: Vec<String> = cases::FALSE_FRIENDS
        .iter()
        .filter(|text| !ids(text).is_empty())
        .map(|text| format!("{text:?}: {}", listed(text)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_kind_of_paper_has_its_address() {
    for (text, kind, url) in cases::WHERE {
        let found = citation::find(text);
        assert_eq!(found.len(), 1, "{text}");
        assert_eq!(found[0].target.kind(), *kind, "{text}");
        assert_eq!(found[0].target.url().as_deref(), *url, "{text}");
    }
}

#[test]
fn a_range_covers_the_words_that_name_the_paper_and_no_more() {
    let words = |text: &'static str| -> Vec<&'static str> {
        citation::find(text)
            .into_iter()
            .map(|citation| &text[citation.range])
            .collect()
    };
    assert_eq!(
        words("Zie (Kamerstuk 29 628, nr. 931, p. 7) en verder."),
        ["Kamerstuk 29 628, nr. 931"]
    );
    assert_eq!(
        words("Kamerstukken 31 293, nrs. 653, 654 en 655."),
        ["Kamerstukken 31 293, nrs. 653", "654", "655"]
    );
    assert_eq!(
        words("De «motie-Bisschop» (2019-2020 35.164 nr. 11)."),
        ["2019-2020 35.164 nr. 11"]
    );
    assert_eq!(
        words("Lees https://example.org/a_(b)."),
        ["https://example.org/a_(b)"]
    );
}

#[test]
fn only_parliamentary_papers_have_a_dossier() {
    let dossiers: Vec<Option<String>> =
        citation::find("Kamerstuk 36 410 XVI, nr. 160; Stb. 2020, 118")
            .iter()
            .map(|citation| citation.target.dossier().map(str::to_owned))
            .collect();
    assert_eq!(dossiers, [Some("36410".to_owned()), None]);
}

#[test]
fn the_notes_of_the_embedded_letter_cite_six_papers() {
    let bytes = include_bytes!("../data/halfjaarbericht-politie-2020-2.txt");
    let document = ingest::read(bytes, "letter", &Options::default()).unwrap();
    let found: Vec<(String, Option<String>)> = document
        .notes
        .iter()
        .flat_map(|note| note.paragraphs.clone())
        .flat_map(|at| &document.paragraphs[at as usize].citations)
        .map(|citation| (citation.target.id(), citation.target.url()))
        .collect();
    let expected = [
        "kst-29628-948",
        "kst-29628-984",
        "kst-35164-9",
        "kst-35164-11",
        "kst-29628-957",
        "kst-29628-975",
    ]
    .map(|id| {
        (
            id.to_owned(),
            Some(format!("https://zoek.officielebekendmakingen.nl/{id}.html")),
        )
    });
    assert_eq!(found, expected);
    let all: usize = document
        .paragraphs
        .iter()
        .map(|paragraph| paragraph.citations.len())
        .sum();
    assert_eq!(all, expected.len(), "the running text cites nothing");
}

/// Citations collected from real letters, where they are at hand.
#[test]
fn collected_citations_are_all_understood() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/cases/citations.tsv");
    let Ok(table) = fs::read_to_string(path) else {
        println!("skipped: no collected citations");
        return;
    };
    let cases: Vec<(&str, &str)> = table
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let mut columns = line.split('\t');
            Some((columns.next()?, columns.next()?))
        })
        .collect();
    assert!(!cases.is_empty());
    check(&cases);
    println!("{} collected citations, all understood", cases.len());
}

fn assert_sound(text: &str, found: &[Citation]) -> Result<(), TestCaseError> {
    let mut end = 0;
    for citation in found {
        let range = citation.range.clone();
        prop_assert!(
            range.start >= end,
            "{text:?}: {range:?} begins before {end}"
        );
        prop_assert!(range.start < range.end, "{text:?}: {range:?} is empty");
        prop_assert!(
            text.get(range.clone()).is_some(),
            "{text:?}: {range:?} cuts a character"
        );
        prop_assert!(!citation.target.id().is_empty());
        prop_assert!(!citation.target.kind().is_empty());
        end = range.end;
    }
    Ok(())
}

/// Texts made of the pieces that citations are made of, in any order.
fn pieces() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(cases::PIECES), 0..24)
        .prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn any_text_gives_ranges_in_order(text in any::<String>()) {
        assert_sound(&text, &citation::find(&text))?;
    }

    #[test]
    fn any_pieces_of_citations_give_ranges_in_order(text in pieces()) {
        assert_sound(&text, &citation::find(&text))?;
    }

    #[test]
    fn a_paper_is_found_in_any_spelling_of_its_parts(
        label in prop::sample::select(&["Kamerstuk ", "Kamerstukken II ", "kamerstukken, ", "TK 2023/24, ", "Kamerstukken ll 2019-2020 ", ""][..]),
        gap in prop::sample::select(&["", " ", ".", "\u{a0}", "\u{202f}"][..]),
        chapter in prop::sample::select(&["", "VI", "XVI", "XXII"][..]),
        joint in prop::sample::select(&[" ", "-", "–", "\u{a0}"][..]),
        before in prop::sample::select(&[", nr. ", " nr. ", ", nr ", ", nr.\u{a0}", "\nnr. ", ", Nr."][..]),
        thousands in 10..40_u32, rest in 0..1000_u32, number in 1..4000_u32,
    ) {
        prop_assume!(thousands != 21);
        let joint = if chapter.is_empty() { "" } else { joint };
        let text = format!("zie {label}{thousands}{gap}{rest:03}{joint}{chapter}{before}{number}.");
        let suffix = if chapter.is_empty() { String::new() } else { format!("-{chapter}") };
        prop_assert_eq!(ids(&text), [format!("kst-{thousands}{rest:03}{suffix}-{number}")], "{}", text);
    }

    #[test]
    fn an_id_is_found_again_where_it_is_printed(text in pieces()) {
        for citation in citation::find(&text) {
            let id = citation.target.id();
            let again = ids(&format!("zie {id}."));
            prop_assert_eq!(again, [id], "{}", text);
        }
    }
}
