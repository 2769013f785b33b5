//! Random letters and random queries: what is found, counted and marked is what brute force says.

use std::ops::{Range, RangeInclusive};

use proptest::prelude::*;
use voetnoot::document::place::Place;
use voetnoot::document::{Document, Kind};
use voetnoot::words::pattern::Extent;

use crate::asking::{ask, checked, index};
use crate::brute::{Ask, Brute, Marks};
use crate::letters;

/// Words that have much in common, so that random documents hold what random queries ask.
const WORDS: [&str; 20] = [
    "de",
    "De",
    "DE",
    "d",
    "dekamer",
    "politie",
    "politie-externen",
    "externen",
    "Corruptie",
    "corruptie",
    "OM",
    "om",
    "29.628",
    "29",
    "628",
    "motie-Özütok",
    "screening",
    "screeningsbeleid",
    "brieven",
    "EncroChat-onderzoek",
];

pub(crate) fn paragraphs() -> impl Strategy<Value = Vec<(Kind, String)>> {
    let text = prop::collection::vec(prop::sample::select(&WORDS), 0..12)
        .prop_map(|words| words.join(" "));
    let kind = prop_oneof![Just(Kind::Body), Just(Kind::Heading(1))];
    let body = prop::collection::vec((kind, text.clone()), 1..6);
    let notes = prop::collection::vec(text, 0..3);
    (body, notes).prop_map(|(body, notes)| {
        let notes = notes.into_iter().enumerate();
        let notes = notes.map(|(number, text)| (Kind::Note(number as u32), text));
        body.into_iter().chain(notes).collect()
    })
}

fn asks() -> impl Strategy<Value = Vec<Ask>> {
    prop::collection::vec(one_ask(), 1..4)
}

pub(crate) fn one_ask() -> impl Strategy<Value = Ask> {
    let word = || prop::sample::select(&WORDS).prop_map(str::to_owned);
    let start = (word(), 0..9_usize).prop_map(|(word, len)| {
        let start: String = word.chars().take(len + 1).collect();
        start.trim_end_matches(['-', '.']).to_owned()
    });
    prop_oneof![
        3 => word().prop_map(|word| Ask::Word(word, Extent::Whole)),
        3 => start.prop_map(|start| Ask::Word(start + "*", Extent::Begun)),
        1 => word().prop_map(|word| Ask::Word(word, Extent::Verbatim)),
        2 => prop::collection::vec(word(), 1..4).prop_map(|words| Ask::Phrase(words.join(" "))),
        1 => word().prop_map(Ask::Without),
    ]
}

/// A word that is no number: half-typed these may mean several.
fn without_figures() -> impl Strategy<Value = &'static str> {
    let words = WORDS.iter().copied();
    let words = words.filter(|word| !word.contains(|letter: char| letter.is_ascii_digit()));
    prop::sample::select(words.collect::<Vec<_>>())
}

/// A query as typed. Words are kept apart, so that numbers stay what they are.
pub(crate) fn typed(asked: &[Ask]) -> String {
    let asked = asked.iter().map(|ask| match ask {
        Ask::Word(word, Extent::Verbatim) => format!("={word}"),
        Ask::Word(word, _) => format!("{word} -"),
        Ask::Phrase(words) => format!("\"{words}\""),
        Ask::Begun(words) => format!("\"{words}"),
        Ask::Without(word) => format!("-{word}"),
    });
    asked.collect::<Vec<_>>().join(" ")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn random_queries_find_what_brute_force_finds(
        paragraphs in paragraphs(),
        queries in prop::collection::vec(asks(), 8),
    ) {
        let document = letters::of(paragraphs);
        let (index, brute) = (index(&document), Brute::new(&document));
        for asked in queries {
            let text = typed(&asked);
            let found = checked(&ask(&index, &text, false), &document);
            prop_assert_eq!(found, brute.search(&asked), "{}", text);
        }
    }

    #[test]
    fn a_phrase_that_is_being_typed_finds_what_brute_force_finds(
        paragraphs in paragraphs(),
        phrases in prop::collection::vec(prop::collection::vec(without_figures(), 1..5), 4),
    ) {
        let document = letters::of(paragraphs);
        let (index, brute) = (index(&document), Brute::new(&document));
        for words in phrases {
            let phrase = words.join(" ");
            let starts = phrase.char_indices().map(|(at, letter)| &phrase[..at + letter.len_utf8()]);
            for start in starts.filter(|start| start.ends_with(char::is_alphanumeric)) {
                let asked = [Ask::Begun(start.to_owned())];
                let text = typed(&asked);
                let found = checked(&ask(&index, &text, true), &document);
                prop_assert_eq!(found, brute.search(&asked), "{}", text);
            }
        }
    }

    #[test]
    fn what_is_counted_is_what_is_marked(
        paragraphs in paragraphs(),
        queries in prop::collection::vec(prop::collection::vec(prop::sample::select(&PIECES), 0..8), 12),
        typing in any::<bool>(),
    ) {
        let document = letters::of(paragraphs);
        let index = index(&document);
        for pieces in queries {
            checked(&ask(&index, &pieces.concat(), typing), &document);
        }
    }

    #[test]
    fn of_what_runs_over_pages_only_what_stands_on_those_asked_for_is_found(
        paragraphs in paragraphs(),
        begun in prop::collection::vec((0..6_usize, 0..100_usize), 0..6),
        queries in prop::collection::vec((asks(), 1..5_usize, 0..3_usize), 8),
        pieces in prop::collection::vec(prop::sample::select(&PIECES), 0..8),
        typing in any::<bool>(),
    ) {
        let document = letters::on_pages(&letters::of(paragraphs), &begun);
        let (index, brute) = (index(&document), Brute::new(&document));
        for (asked, first, more) in queries {
            let text = format!("{} p:{first}-{}", typed(&asked), first + more);
            let found = checked(&ask(&index, &text, false), &document);
            let mut expected = brute.search(&asked);
            for (paragraph, marks) in expected.iter_mut().enumerate() {
                keep_on_pages(&document, paragraph as u32, first..=first + more, marks);
            }
            let without = |ask: &Ask| matches!(ask, Ask::Without(_));
            if !asked.iter().all(without) {
                prop_assert_eq!(found, expected, "{}", text);
            }
        }
        checked(&ask(&index, &format!("p:2 {}", pieces.concat()), typing), &document);
    }

    #[test]
    fn no_text_is_an_error(texts in prop::collection::vec("\\PC{0,40}", 12), typing in any::<bool>()) {
        let paragraphs = texts.iter().map(|text| (Kind::Body, text.clone()));
        let document = letters::of(paragraphs.collect());
        let index = index(&document);
        for text in texts {
            checked(&ask(&index, &text, typing), &document);
        }
    }
}

/// Leaves those of a passage's marks that begin on some pages, and nothing of it where none does.
fn keep_on_pages(
    document: &Document,
    paragraph: u32,
    pages: RangeInclusive<usize>,
    marks: &mut Option<Marks>,
) {
    let is_on = |range: &Range<usize>| {
        let byte = range.start as u32;
        let page = document.page_of(Place { paragraph, byte });
        page.is_some_and(|page| pages.contains(&(page + 1)))
    };
    if let Some(all) = marks {
        all.retain(|(range, _)| is_on(range));
        if all.is_empty() {
            *marks = None;
        }
    }
}

/// Pieces of queries, as they may follow each other.
const PIECES: [&str; 40] = [
    " ",
    " ",
    " ",
    "|",
    " | ",
    "(",
    "(",
    ")",
    "-(",
    "-",
    "=",
    "\"",
    "'",
    "“",
    "*",
    "/",
    "§",
    "§1",
    "in:",
    "in:n",
    "in:\"de",
    "p:",
    "p:1",
    "p:1-2",
    "kst:",
    "29628",
    "29 6",
    "-984",
    "politie",
    "poli",
    "externen",
    "corruptie",
    "OM",
    "om",
    "de",
    "screening",
    "brief",
    "[",
    "o+",
    "Özü",
];
