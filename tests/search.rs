//! Search from outside: what is found is what holding every word against every word finds, and is what is marked.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test may fail at any line, and says what it measured"
)]

#[path = "search/brute.rs"]
mod brute;
#[path = "search/letters.rs"]
mod letters;

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::{Duration, Instant};

use proptest::prelude::*;
use voetnoot::document::{Document, Kind};
use voetnoot::index::query::{Query, Scope};
use voetnoot::index::{Answer, Index, Totals};
use voetnoot::words::pattern::{Extent, Tier};
use voetnoot::words::tokens::tokens;

use crate::brute::{Ask, Brute, Marks};

fn index(document: &Arc<Document>) -> Index {
    Index::new(Arc::clone(document), &|| false).unwrap()
}

fn ask(index: &Index, text: &str, typing: bool) -> Answer {
    index.search(&Query::new(text, typing), &|| false).unwrap()
}

/// The marks of every hit, and that they are exactly those counted.
fn checked(answer: &Answer, document: &Document) -> Vec<Option<Marks>> {
    let mut found: Vec<Option<Marks>> = vec![None; document.paragraphs.len()];
    let mut totals = Totals::default();
    let mut before = None;
    for hit in &answer.hits {
        let paragraph = &document.paragraphs[hit.paragraph as usize];
        let marks = answer.marker.marks(document, hit.paragraph);
        assert_eq!(
            marks.len(),
            hit.occurrences as usize,
            "{:?} in {:?}",
            answer.query,
            paragraph.text
        );
        let strongest = marks.iter().map(|mark| mark.tier).min();
        assert_eq!(
            hit.tier,
            strongest.unwrap_or(Tier::Exact),
            "{:?} in {:?}",
            answer.query,
            paragraph.text
        );
        assert!(
            marks
                .windows(2)
                .all(|pair| pair[0].range.end <= pair[1].range.start)
        );
        assert!(
            marks
                .iter()
                .all(|mark| !mark.range.is_empty()
                    && paragraph.text.get(mark.range.clone()).is_some())
        );
        let section = document.section_of(voetnoot::document::place::Place::start(hit.paragraph));
        let is_note = matches!(paragraph.kind, Kind::Note(_));
        let place = (section, is_note, hit.paragraph);
        assert!(
            before.replace(place) < Some(place),
            "{:?} is not in reading order",
            answer.query
        );
        totals.passages += 1;
        totals.occurrences += marks.len();
        match paragraph.kind {
            Kind::Note(_) => totals.notes += marks.len(),
            Kind::Heading(_) => totals.headings += marks.len(),
            _ => totals.text += marks.len(),
        }
        let marks = marks.into_iter().map(|mark| (mark.range, mark.tier));
        found[hit.paragraph as usize] = Some(marks.collect());
    }
    assert_eq!(answer.totals, totals, "{:?}", answer.query);
    for (paragraph, found) in found.iter().enumerate() {
        let is_marked = !answer.marker.marks(document, paragraph as u32).is_empty();
        assert!(
            found.is_some() || !is_marked,
            "{:?} marks what is no hit",
            answer.query
        );
    }
    found
}

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

/// Words that have much in common, so that random documents hold what random queries ask.
const WORDS: [&str; 16] = [
    "de",
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

fn paragraphs() -> impl Strategy<Value = Vec<(Kind, String)>> {
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
    let word = || prop::sample::select(&WORDS).prop_map(str::to_owned);
    let start = (word(), 0..9_usize).prop_map(|(word, len)| {
        let start: String = word.chars().take(len + 1).collect();
        start.trim_end_matches(['-', '.']).to_owned()
    });
    let ask = prop_oneof![
        3 => word().prop_map(|word| Ask::Word(word, Extent::Whole)),
        3 => start.prop_map(|start| Ask::Word(start + "*", Extent::Open)),
        1 => word().prop_map(|word| Ask::Word(word, Extent::Verbatim)),
        2 => prop::collection::vec(word(), 1..4).prop_map(|words| Ask::Phrase(words.join(" "))),
        1 => word().prop_map(Ask::Without),
    ];
    prop::collection::vec(ask, 1..4)
}

/// A query as typed. Words are kept apart, so that numbers stay what they are.
fn typed(asked: &[Ask]) -> String {
    let asked = asked.iter().map(|ask| match ask {
        Ask::Word(word, Extent::Verbatim) => format!("={word}"),
        Ask::Word(word, _) => format!("{word} -"),
        Ask::Phrase(words) => format!("\"{words}\""),
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
const PIECES: [&str; 36] = [
    " ",
    " ",
    " ",
    "|",
    " | ",
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

/// Prints how long a keystroke takes in ten megabytes, and what the index weighs. Run with
/// `cargo test --release --test search -- --ignored --nocapture`.
#[test]
#[ignore = "a measurement"]
fn a_keystroke_in_ten_megabytes() {
    let document = letters::repeated(1_200);
    let bytes: usize = document
        .paragraphs
        .iter()
        .map(|paragraph| paragraph.text.len())
        .sum();
    let before = resident();
    let start = Instant::now();
    let index = index(&document);
    let built = start.elapsed();
    println!(
        "{} passages, {bytes} bytes: indexed in {built:?}, {} kB resident",
        document.paragraphs.len(),
        resident() - before
    );
    let letter = letters::letter();
    for _ in 0..3 {
        let start = Instant::now();
        let index = self::index(&letter);
        let built = start.elapsed();
        let start = Instant::now();
        let answer = ask(&index, "politie", true);
        let searched = start.elapsed();
        let start = Instant::now();
        let passages = 0..letter.paragraphs.len() as u32;
        let marks: usize = passages
            .map(|at| answer.marker.marks(&letter, at).len())
            .sum();
        println!(
            "the letter: indexed in {built:?}, searched in {searched:?}, {marks} marks in {:?}",
            start.elapsed()
        );
    }
    measure(&index, "the letter repeated");
    measure(
        &self::index(&letters::with_vocabulary(60_000)),
        "60,000 words",
    );
}

/// Prints how long every keystroke of the queries takes.
fn measure(index: &Index, name: &str) {
    let mut times: Vec<(Duration, usize, &str)> = Vec::new();
    for query in KEYSTROKES {
        for (end, sign) in query.char_indices() {
            let text = &query[..end + sign.len_utf8()];
            let start = Instant::now();
            let answer = ask(index, text, true);
            times.push((start.elapsed(), answer.totals.occurrences, text));
        }
    }
    times.sort_unstable();
    let at = |share: usize| times[(times.len() - 1) * share / 100].0;
    println!(
        "{name}, {} keystrokes: p50 {:?}, p90 {:?}, p99 {:?}",
        times.len(),
        at(50),
        at(90),
        at(99)
    );
    for (time, occurrences, text) in times.iter().rev().take(12) {
        println!("{time:?} {occurrences} {text:?}");
    }
}

/// Kilobytes of memory that this process holds; 0 where the system does not say.
fn resident() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok())
        .unwrap_or(0)
}

/// Queries as they are typed, from one letter on.
const KEYSTROKES: [&str; 50] = [
    "encrochat",
    "integriteit en corruptie",
    "\"in de samenleving",
    "politie-externen",
    "EncroChat-onderzoek",
    "29 628",
    "29.628 nr. 984",
    "motie Özütok",
    "corruptie screening",
    "korpsleding",
    "diversiteit -politie",
    "motie | brief",
    "\"Politie voor Iedereen\"",
    "in:notes motie",
    "§2 corruptie",
    "p:2 politie",
    "kst:29628-984",
    "/kamer(brief|stuk)/",
    "OM",
    "de",
    "en van de",
    "ondermijning",
    "verklaring omtrent",
    "stikstof",
    "integriteitsschendingen",
    "samenleving",
    "in de",
    "\"van de politie\"",
    "agenten",
    "Kamerbrief van 13 oktober",
    "halfjaarbericht",
    "geinformeerd",
    "maatregelen",
    "onderzoek",
    "capaciteit",
    "leidinggevenden",
    "werkdruk basisteams",
    "Inspectie van Justitie",
    "roosterdruk",
    "beleid",
    "coronamaatregelen",
    "gemeenten",
    "toezeggingen",
    "wetsvoorstel",
    "de politie e",
    "\"in de e",
    "uitgangspunt",
    "=Politie",
    "vaardigheid*",
    "netwerk divers vakmanschap",
];
