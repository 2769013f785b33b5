//! Search from outside: what is found is what holding every word against every word finds, and is what is marked.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test may fail at any line, and says what it measured"
)]

#[path = "search/asking.rs"]
mod asking;
#[path = "search/brackets.rs"]
mod brackets;
#[path = "search/brute.rs"]
mod brute;
#[path = "search/expressions.rs"]
mod expressions;
#[path = "search/letters.rs"]
mod letters;
#[path = "search/random.rs"]
mod random;
#[path = "search/speed.rs"]
mod speed;

use std::collections::BTreeSet;
use std::sync::Arc;

use voetnoot::document::Kind;
use voetnoot::index::Index;
use voetnoot::index::query::{Query, Scope};
use voetnoot::index::remark::Remark;
use voetnoot::ingest::Options;
use voetnoot::words::pattern::{Extent, Tier};
use voetnoot::words::tokens::tokens;

use crate::asking::{ask, checked, index};
use crate::brute::{Ask, Brute};

#[test]
fn every_prefix_of_every_word_finds_what_brute_force_finds() {
    let letter = letters::letter();
    let (index, brute) = (index(&letter), Brute::new(&letter));
    let mut typed: BTreeSet<&str> = BTreeSet::new();
    for paragraph in &letter.paragraphs {
        for token in tokens(&paragraph.text) {
            let word = &paragraph.text[token.range];
            typed.extend(
                word.char_indices()
                    .map(|(end, _)| &word[..end])
                    .filter(|start| !start.is_empty()),
            );
            typed.insert(word);
        }
    }
    let typed: Vec<&str> = typed
        .into_iter()
        .filter(|text| !text.contains(' ') && !tokens(text).is_empty())
        .collect();
    assert!(typed.len() > 1_000);
    for text in typed {
        for (typing, extent) in [(true, Extent::Open), (false, Extent::Whole)] {
            let answer = ask(&index, text, typing);
            let expected = brute.search(&[Ask::Word(text.to_owned(), extent)]);
            assert_eq!(
                checked(&answer, &letter),
                expected,
                "{text:?}, typing: {typing}"
            );
        }
    }
}

#[test]
fn every_indexed_word_finds_and_marks_itself() {
    let letter = letters::letter();
    let index = index(&letter);
    for (at, paragraph) in letter.paragraphs.iter().enumerate() {
        for token in tokens(&paragraph.text)
            .into_iter()
            .filter(|token| !token.term.contains('~'))
        {
            let word = &paragraph.text[token.range.clone()];
            for text in [word.to_owned(), format!("={word}"), format!("\"{word}\"")] {
                let answer = ask(&index, &text, false);
                let marks = answer.marker.marks(&letter, at as u32);
                let itself = marks.iter().find(|mark| mark.range == token.range);
                assert!(
                    itself.is_some_and(|mark| mark.tier == Tier::Exact),
                    "{text:?} in {:?}",
                    paragraph.text
                );
            }
        }
    }
}

/// What a reader of the letter asks, and how many places in text, notes and headings that must mark.
const TASKS: [(&str, bool, [usize; 3]); 30] = [
    ("encro", true, [1, 0, 0]),
    ("\"Roze in Blauw\"", false, [1, 1, 0]),
    ("corruptie", false, [5, 0, 0]),
    ("\"Inspectie van Justitie en Veiligheid\"", false, [1, 0, 0]),
    ("codis", true, [1, 0, 0]),
    ("OM", false, [1, 0, 0]),
    ("ozutok", false, [1, 1, 0]),
    ("geinformeerd", false, [1, 0, 0]),
    ("\"integriteit en corruptie\"", false, [1, 0, 0]),
    ("politie-externen", false, [1, 0, 0]),
    ("\"politie externen\"", false, [1, 0, 0]),
    ("externen", false, [1, 0, 0]),
    ("samenleving", false, [3, 1, 0]),
    ("4", false, [1, 0, 0]),
    ("29628", false, [0, 4, 0]),
    ("29.628", false, [0, 4, 0]),
    ("29 628", false, [0, 4, 0]),
    ("29 6", true, [0, 4, 0]),
    ("29.6", true, [0, 4, 0]),
    ("984", false, [0, 1, 0]),
    ("\"13 oktober\"", false, [2, 0, 0]),
    ("motie", true, [2, 4, 0]),
    ("motie in:notes", false, [0, 4, 0]),
    ("capaciteit", false, [5, 0, 0]),
    ("\"onderzoek\"", false, [3, 0, 0]),
    ("korpsleding", false, [2, 0, 0]),
    ("stikstof", false, [0, 0, 0]),
    ("binnenkort", false, [1, 0, 0]),
    ("'Politie voor Iedereen'", false, [4, 0, 0]),
    ("=Corruptie", false, [1, 0, 0]),
];

#[test]
fn a_reader_finds_what_the_letter_says() {
    let letter = letters::letter();
    let index = index(&letter);
    for (text, typing, [in_text, in_notes, in_headings]) in TASKS {
        let answer = ask(&index, text, typing);
        checked(&answer, &letter);
        let totals = answer.totals;
        assert_eq!(
            [totals.text, totals.notes, totals.headings],
            [in_text, in_notes, in_headings],
            "{text}"
        );
    }
    let both = ask(&index, "\"corruptie\" \"screening\"", false);
    assert_eq!((both.totals.passages, both.totals.occurrences), (1, 3));
}

#[test]
fn filters_choose_passages() {
    let letter = letters::letter();
    let index = index(&letter);
    let passages = |text: &str| {
        let answer = ask(&index, text, false);
        checked(&answer, &letter);
        (answer.totals.passages, answer.totals.occurrences)
    };
    assert_eq!(passages("in:notes"), (6, 0));
    assert_eq!(passages("in:noten"), (6, 0));
    assert_eq!(passages("in:kop"), (2, 0));
    assert_eq!(passages("in:notes,headings"), (8, 0));
    assert_eq!(passages("-in:notes,text"), (2, 0));
    assert_eq!(passages("in:xyz corruptie"), passages("corruptie"));
    assert_eq!(
        passages("date:2019 from:\"justitie\" doc:a corruptie"),
        passages("corruptie")
    );
    let whole = letter.paragraphs.len();
    let integer = letter.sections[2].paragraphs.len();
    let notes = letter.notes.iter().filter(|note| note.section == 2).count();
    assert_eq!(passages("§2"), (integer + notes, 0));
    assert_eq!(passages("in:\"integere politie\""), (integer + notes, 0));
    assert_eq!(passages("§99").0, 0);
    assert_eq!(passages("p:1").0 + passages("-p:1").0, whole);
    assert_eq!(passages("p:1-99").0, whole);
    assert_eq!(
        passages("politie -corruptie").0 + passages("politie corruptie").0,
        passages("politie").0
    );
    assert_eq!(
        passages("motie | corruptie").0,
        passages("motie").0 + passages("corruptie -motie").0
    );
    assert_eq!(passages("corruptie | "), passages("corruptie"));
    assert_eq!(
        passages("/kamer(brief|stuk)/"),
        passages("kamerbrief* | kamerstuk*")
    );
    assert_eq!(passages("/OM/ p:1-99"), (1, 1));
    assert_eq!(passages("/[/").0, 0);
}

#[test]
fn a_scope_is_joined_to_the_query() {
    let letter = letters::letter();
    let index = index(&letter);
    let found = |scope| {
        index
            .search(&Query::new("politie", false).within(scope), &|| false)
            .unwrap()
            .totals
    };
    let all = found(Scope::All);
    assert_eq!(found(Scope::Text).occurrences, all.text);
    assert_eq!(found(Scope::Notes).occurrences, all.notes);
    assert_eq!(found(Scope::Headings).occurrences, all.headings);
    let sections = 0..letter.sections.len() as u32;
    let by_section: usize = sections
        .map(|section| found(Scope::Section(section)).occurrences)
        .sum();
    assert_eq!(by_section, all.occurrences);
    assert!(all.headings > 0 && all.notes > 0);
}

#[test]
fn nothing_typed_finds_nothing_and_fails_never() {
    let letter = letters::letter();
    let index = index(&letter);
    for text in [
        "",
        " ",
        "-",
        "|",
        "/",
        "//",
        "\"",
        "\"\"",
        "'",
        "*",
        "=",
        "§",
        "in:",
        "p:",
        "kst:",
        ", ; . …",
        "| | -",
        "- -",
    ] {
        for typing in [true, false] {
            let answer = ask(&index, text, typing);
            assert!(
                answer.hits.is_empty() && answer.suggestions.is_empty(),
                "{text:?}"
            );
        }
    }
}

#[test]
fn half_typed_queries_find_what_is_there_so_far() {
    let letter = letters::letter();
    let index = index(&letter);
    for text in [
        "\"politie voor iedereen\" -corruptie in:text",
        "EncroChat-onderzoek",
        "motie-Özütok | kst:29628-984",
        "29.628 nr. 984",
        "29628-984",
        "§2 /corrup[a-z]*/ =Corruptie",
        "'Politie voor Iedereen' p:1-2",
    ] {
        for (end, _) in text.char_indices() {
            checked(&ask(&index, &text[..end], true), &letter);
        }
        let answer = ask(&index, text, true);
        checked(&answer, &letter);
    }
    let starts = [
        "EncroChat-",
        "EncroChat-o",
        "EncroChat-onderz",
        "politie-ext",
        "\"Lokale handh",
        "\"in nauw overleg met het O",
    ];
    for text in starts {
        assert_eq!(ask(&index, text, true).totals.occurrences, 1, "{text}");
    }
}

#[test]
fn a_stale_search_gives_up() {
    let letter = letters::letter();
    assert!(Index::new(Arc::clone(&letter), &|| true).is_none());
    let index = index(&letter);
    assert!(
        index
            .search(&Query::new("politie", true), &|| true)
            .is_none()
    );
}

#[test]
fn near_words_are_offered_when_nothing_is_found() {
    let letter = letters::letter();
    let index = index(&letter);
    let answer = ask(&index, "diverxxxteit", false);
    assert!(answer.hits.is_empty());
    assert_eq!(
        answer.suggestions.first().map(String::as_str),
        Some("diversiteit")
    );
    assert!(answer.suggestions.len() <= 5);
    // A word in capitals asks for capitals; it is told that it stands there in others.
    let answer = ask(&index, "POLITIE", false);
    assert!(answer.hits.is_empty());
    assert_eq!(
        answer.suggestions.first().map(String::as_str),
        Some("politie")
    );
    assert!(
        ask(&index, "coronavirus netwerk", false)
            .suggestions
            .is_empty()
    );
}

#[test]
fn a_query_of_ten_thousand_words_is_cut() {
    let letter = letters::letter();
    let index = index(&letter);
    let text = "politie ".repeat(10_000);
    let answer = ask(&index, &text, true);
    assert_eq!(answer.query.text.chars().count(), 1_000);
    assert_eq!(answer.totals, ask(&index, "politie", false).totals);
}

#[test]
fn a_paper_is_found_by_its_number_however_it_is_written() {
    let index = index(&letters::letter());
    for text in [
        "29628-984",
        "29.628-984",
        "29 628-984",
        "kst-29628-984",
        "kst:29628-984",
        "kst:29 628-984",
        "29.628 nr. 984",
    ] {
        let totals = ask(&index, text, false).totals;
        assert_eq!((totals.passages, totals.notes), (1, 1), "{text}");
    }
    assert_eq!(ask(&index, "kst:29 628", false).totals.notes, 4);
    assert_eq!(ask(&index, "29628-98", true).totals.passages, 1);
    assert_eq!(ask(&index, "29628-98", false).totals.passages, 0);
}

#[test]
fn of_a_passage_over_two_pages_only_what_stands_on_the_page_counts() {
    let bytes = include_bytes!("../data/halfjaarbericht-politie-2020-2.txt");
    let letter = voetnoot::ingest::read(bytes, "letter.txt", &Options::default());
    let letter = Arc::new(letter.unwrap());
    let index = index(&letter);
    for word in [
        "politie",
        "samenwerking",
        "\"politie voor iedereen\"",
        "corruptie",
    ] {
        let everywhere = ask(&index, word, false).totals.occurrences;
        let mut on_pages = 0;
        for page in 1..=3 {
            let answer = ask(&index, &format!("p:{page} {word}"), false);
            checked(&answer, &letter);
            on_pages += answer.totals.occurrences;
            for hit in &answer.hits {
                for mark in answer.marker.marks(&letter, hit.paragraph) {
                    let place = voetnoot::document::place::Place {
                        paragraph: hit.paragraph,
                        byte: mark.range.start as u32,
                    };
                    assert_eq!(letter.page_of(place), Some(page - 1), "{word} on {page}");
                }
            }
        }
        assert_eq!(on_pages, everywhere, "{word}");
        assert_eq!(
            ask(&index, &format!("p:1-3 {word}"), false)
                .totals
                .occurrences,
            everywhere
        );
    }
    assert_eq!(ask(&index, "p:1 samenwerking", false).totals.passages, 0);
}

#[test]
fn an_exclusion_in_the_making_takes_nothing_away() {
    let index = index(&letters::letter());
    let all = ask(&index, "politie*", true).totals;
    for text in [
        "politie* -",
        "politie* -\"",
        "politie* -\"P",
        "politie* -\"Politie voor",
    ] {
        assert_eq!(ask(&index, text, true).totals, all, "{text}");
    }
    let without = ask(&index, "politie* -\"Politie voor Iedereen\"", true).totals;
    assert!(without.passages < all.passages);
}

#[test]
fn what_cannot_be_asked_is_remarked_and_the_rest_is_answered() {
    let index = index(&letters::letter());
    for (text, remark) in [
        ("in:xyz motie", Remark::NoPlace("xyz".into())),
        ("/[/", Remark::NoExpression("[".into())),
        ("p:9 motie", Remark::NoPage("9".into())),
        ("p:abc", Remark::NoPage("abc".into())),
        ("§9", Remark::NoSection("9".into())),
        ("date:2020 motie", Remark::LibraryOnly("date".into())),
    ] {
        assert_eq!(ask(&index, text, false).remarks, [remark], "{text}");
    }
    assert!(ask(&index, "in:xyz motie", false).totals.passages > 0);
    for text in [
        "in:",
        "in:n",
        "in:no",
        "in:notes,",
        "p:",
        "p:2-",
        "§",
        "/co",
        "/",
        "date:",
        "§2 p:1-2 motie",
    ] {
        assert_eq!(ask(&index, text, true).remarks, [], "{text}");
    }
}

#[test]
fn an_abbreviation_has_forms_too() {
    let text = "Het OM’s besluit, de AIVD'er en de oms in het OMgebied.";
    let letter = letters::of(vec![(Kind::Body, text.to_owned())]);
    let index = index(&letter);
    let marked = |query: &str| {
        let answer = ask(&index, query, false);
        let marks = answer.marker.marks(&letter, 0);
        let words = marks.iter().map(|mark| text[mark.range.clone()].to_owned());
        words.collect::<Vec<_>>()
    };
    assert_eq!(marked("OM"), ["OM’s"]);
    assert_eq!(marked("AIVD"), ["AIVD'er"]);
    assert_eq!(marked("=OM"), [""; 0]);
}

#[test]
fn hyphenated_words_have_forms_too() {
    let pairs = [
        ("oud-minister", "oud-ministers"),
        ("vice-voorzitter", "vice-voorzitters"),
        ("oud-Kamerlid", "oud-Kamerleden"),
        ("EU-lidstaat", "EU-lidstaten"),
        ("e-mail", "e-mails"),
        ("sociaal-economisch", "sociaal-economische"),
    ];
    for (one, other) in pairs
        .into_iter()
        .chain(pairs.map(|(one, other)| (other, one)))
    {
        let letter = letters::of(vec![(Kind::Body, format!("Daar staat {other} in."))]);
        let answer = ask(&index(&letter), one, false);
        let marks = answer.marker.marks(&letter, 0);
        let marked: Vec<&str> = marks
            .iter()
            .map(|mark| &letter.paragraphs[0].text[mark.range.clone()])
            .collect();
        assert_eq!(marked, [other], "{one}");
        assert_eq!(answer.hits[0].tier, Tier::Form, "{one}");
        checked(&answer, &letter);
    }
}
