//! Random letters and random queries: what is found, counted and marked is what brute force says.

use proptest::prelude::*;
use voetnoot::document::Kind;
use voetnoot::words::pattern::Extent;

use crate::asking::{ask, checked, index};
use crate::brute::{Ask, Brute};
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
    fn no_text_is_an_error(texts in prop::collection::vec("\\PC{0,40}", 12), typing in any::<bool>()) {
        let paragraphs = texts.iter().map(|text| (Kind::Body, text.clone()));
        let document = letters::of(paragraphs.collect());
        let index = index(&document);
        for text in texts {
            checked(&ask(&index, &text, typing), &document);
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
