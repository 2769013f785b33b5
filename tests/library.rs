//! A library holds what its folders hold: after any sequence of changes it finds what a search of all letters at once finds.

#![allow(
    clippy::unwrap_used,
    reason = "a test may fail at any line, and says what it measured"
)]

#[path = "library/damage.rs"]
mod damage;
#[path = "library/oracle.rs"]
mod oracle;
#[path = "library/shelved.rs"]
mod shelved;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;

use oracle::Oracle;
use proptest::prelude::*;
use shelved::Shelved;
use voetnoot::index::Index;
use voetnoot::index::findings::Order;
use voetnoot::index::query::Query;
use voetnoot::library::{Library, Reading};
use voetnoot::open::Source;

/// Something that happens to the files of a library.
#[derive(Debug, Clone)]
enum Change {
    /// A letter is written, or written over.
    Write(u8, Vec<u8>),
    /// A letter is moved to another name.
    Move(u8, u8),
    /// A letter is copied: the same letter under two names.
    Copy(u8, u8),
    /// A letter is deleted.
    Delete(u8),
    /// The index is brought up to date.
    Sync,
    /// The program ends and starts again.
    Reopen,
    /// A file of the index is cut short, or goes, while no program runs.
    Damage(u8),
}

/// Words that letters are made of: forms, compounds, joined and suspended words, numbers, accents, capitals.
const WORDS: [&str; 24] = [
    "motie",
    "moties",
    "politie",
    "politie-externen",
    "korpsleiding",
    "leiding",
    "Özütok",
    "ozutok",
    "29 628",
    "29.628",
    "EncroChat",
    "integriteits- en screeningsbeleid",
    "beleid",
    "OM",
    "om",
    "maatregelen",
    "maatregel",
    "de",
    "dekens",
    "brief",
    "brieven",
    "tv",
    "in",
    "integer",
];

/// What is searched for, as it is typed.
const QUERIES: [&str; 19] = [
    "motie",
    "le*",
    "leid* po*",
    "politie leiding",
    "\"de motie\"",
    "kor",
    "29628",
    "Ozutok",
    "integriteitsbeleid",
    "OM",
    "de -motie",
    "brief | tv",
    "politieext",
    "maatregle",
    "in:notes de",
    "encro politie",
    "\"in deze alinea\"",
    "\"hierbij om d",
    "\"de de",
];

/// What is asked of letters beside their words, as it is typed.
const PLACED: [&str; 4] = [
    "-p:9 motie",
    "-§3 \"de motie",
    "in:notes -§2 brief",
    "p:1 de | in:text le*",
];

fn change() -> impl Strategy<Value = Change> {
    let name = 0..6_u8;
    prop_oneof![
        4 => (name.clone(), prop::collection::vec(0..WORDS.len() as u8, 1..12))
            .prop_map(|(name, words)| Change::Write(name, words)),
        1 => (name.clone(), name.clone()).prop_map(|(from, to)| Change::Move(from, to)),
        1 => (name.clone(), name.clone()).prop_map(|(from, to)| Change::Copy(from, to)),
        1 => name.prop_map(Change::Delete),
        2 => Just(Change::Sync),
        1 => Just(Change::Reopen),
        1 => any::<u8>().prop_map(Change::Damage),
    ]
}

/// A letter of some words: paragraphs of three, the last one a note.
fn letter(words: &[u8]) -> String {
    let mut text = String::from("Geachte voorzitter,\n\n");
    for some in words.chunks(3) {
        let some: Vec<&str> = some.iter().map(|&word| WORDS[usize::from(word)]).collect();
        text.push_str("Hierbij ");
        text.push_str(&some.join(" "));
        text.push_str(" in deze alinea.\n\n");
    }
    text
}

fn carry_out(shelved: &mut Shelved, change: &Change) {
    let file = |name: u8| PathBuf::from(format!("map{}/brief-{name}.txt", name % 2));
    match change {
        Change::Write(name, words) => shelved.write(&file(*name), &letter(words)),
        Change::Move(from, to) => shelved.rename(&file(*from), &file(*to)),
        Change::Copy(from, to) => shelved.copy(&file(*from), &file(*to)),
        Change::Delete(name) => shelved.delete(&file(*name)),
        Change::Sync => shelved.sync(),
        Change::Reopen => shelved.reopen(),
        Change::Damage(which) => shelved.damage(*which),
    }
}

/// Every beginning of every query finds in the library what it finds in all letters at once.
fn check(shelved: &Shelved) {
    let oracle = Oracle::of(&shelved.folder());
    assert_eq!(shelved.letters(), oracle.letters(), "letters");
    for query in QUERIES {
        let ends = query
            .char_indices()
            .map(|(at, letter)| at + letter.len_utf8());
        for end in ends {
            let typed = &query[..end];
            let wanted = oracle.search(typed);
            let found = shelved.search(typed);
            assert_eq!(found.passages, wanted.passages, "{typed:?}");
            assert_eq!(found.totals, wanted.totals, "{typed:?}");
            assert_eq!(found.letters, wanted.letters, "{typed:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn after_any_changes_a_library_finds_what_its_letters_hold(changes in prop::collection::vec(change(), 1..14)) {
        let mut shelved = Shelved::new();
        for change in &changes {
            carry_out(&mut shelved, change);
        }
        shelved.sync();
        check(&shelved);
        // Another program sees the same.
        shelved.reopen();
        check(&shelved);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, ..ProptestConfig::default() })]

    /// Enough letters for a search to look at few of them only.
    #[test]
    fn in_many_letters_what_is_looked_at_first_is_what_comes_first(
        letters in prop::collection::vec((1..29_u8, prop::collection::vec(0..WORDS.len() as u8, 1..8)), 60..90),
    ) {
        let mut shelved = Shelved::new();
        for (nth, (day, words)) in letters.iter().enumerate() {
            let text = format!("Den Haag, {day} maart 2020\n\n{}", letter(words));
            shelved.write(&PathBuf::from(format!("{nth}.txt")), &text);
            // In several volumes.
            if nth % 40 == 0 {
                shelved.sync();
            }
        }
        shelved.sync();
        check(&shelved);
        // Before and after the words of the newest letters are listed by themselves.
        for listed in [false, true] {
            if listed {
                shelved.list_newest();
            }
            let typed = QUERIES
                .iter()
                .chain(&PLACED)
                .flat_map(|query| (1..=query.len()).filter_map(|end| query.get(..end)));
            let looks: usize = typed.map(|typed| shelved.check_foremost(typed)).sum();
            prop_assert!(looks > 100, "{} first looks", looks);
        }
    }
}

/// The library of the letters made for these tests, in every format, with the folder its index is in and how its letters are read.
fn made(name: &str) -> (Library, PathBuf, Reading) {
    let cache = std::env::temp_dir().join(format!("voetnoot-{name}-{}", std::process::id()));
    let reading = Reading {
        max_bytes: 1 << 24,
        ..Reading::default()
    };
    let made = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/made"));
    let (library, _) = Library::open(&[made], &cache, reading.clone()).unwrap();
    library.sync(&|_| {}, &AtomicBool::new(false)).unwrap();
    (library, cache, reading)
}

/// Letters whose files take long to read are kept as they were understood.
#[test]
fn what_is_kept_of_a_letter_in_any_format_is_the_letter_itself() {
    let (library, cache, reading) = made("copies");
    let edition = library.edition();
    let mut formats = BTreeSet::new();
    for &letter in edition.newest() {
        let path = edition.card(letter).path;
        let bytes = std::fs::read(&path).unwrap();
        let source = Source::File(path);
        let anew = reading.understand(&source, &bytes).unwrap();
        assert_eq!(*edition.document(letter).unwrap(), anew);
        formats.insert(anew.reading.format);
    }
    for format in ["pdf", "docx", "odt", "html"] {
        assert!(formats.contains(format), "{formats:?}");
    }
    std::fs::remove_dir_all(&cache).unwrap();
}

/// Sections and pages are known of every letter without its being read, and as the letter itself tells them.
#[test]
fn filters_by_place_find_in_a_library_what_each_of_its_letters_finds() {
    let (library, cache, _) = made("places");
    let edition = library.edition();
    let all = |typed: &str| {
        let query = Query::new(typed, false);
        let findings = edition.search(&query, &|| false).unwrap();
        let hits = findings.hits(Order::Newest, edition.newest(), (0, usize::MAX));
        let hits = hits.into_iter();
        hits.map(|hit| (hit.letter, hit.hit.paragraph, hit.hit.occurrences))
            .collect::<BTreeSet<_>>()
    };
    let each = |typed: &str| {
        let mut found = BTreeSet::new();
        for &letter in edition.newest() {
            let index = Index::new(edition.document(letter).unwrap(), &|| false).unwrap();
            let answer = index.search(&Query::new(typed, false), &|| false).unwrap();
            let hits = answer.hits.iter();
            found.extend(hits.map(|hit| (letter, hit.paragraph, hit.occurrences)));
        }
        found
    };
    let mut sizes = Vec::new();
    for filter in [
        "p:1",
        "p:2",
        "p:2-3",
        "-p:1",
        "p:99",
        "§1",
        "§2",
        "-§1",
        "§2.1",
        "in:\"dijk\"",
        "-in:\"dijk\"",
        "in:\"ver\" p:2",
        "§1 in:notes",
    ] {
        for words in ["", "de", "gemeenten", "\"van de\"", "-de", "de | p:2 het"] {
            let typed = format!("{filter} {words}");
            let found = all(&typed);
            assert_eq!(found, each(&typed), "{typed}");
            sizes.push(found.len());
        }
    }
    let some = sizes.iter().filter(|&&size| size > 0).count();
    assert!(some > sizes.len() / 2, "{sizes:?}");
    std::fs::remove_dir_all(&cache).unwrap();
}

#[test]
fn the_same_letter_under_two_names_is_one_letter_and_a_moved_one_is_not_read_again() {
    let mut shelved = Shelved::new();
    shelved.write(&PathBuf::from("a.txt"), &letter(&[0, 1, 2]));
    shelved.sync();
    shelved.copy(&PathBuf::from("a.txt"), &PathBuf::from("b.txt"));
    let report = shelved.report();
    assert_eq!((shelved.letters(), report.added, report.gone), (1, 0, 0));
    shelved.rename(&PathBuf::from("a.txt"), &PathBuf::from("c.txt"));
    shelved.delete(&PathBuf::from("b.txt"));
    let report = shelved.report();
    assert_eq!((shelved.letters(), report.added, report.gone), (1, 0, 0));
    assert!(shelved.paths().iter().all(|path| path.ends_with("c.txt")));
    shelved.delete(&PathBuf::from("c.txt"));
    let report = shelved.report();
    assert_eq!((shelved.letters(), report.added, report.gone), (0, 0, 1));
}

#[test]
fn a_word_of_a_letter_that_is_gone_is_as_if_it_had_never_been() {
    let mut shelved = Shelved::new();
    shelved.write(&PathBuf::from("a.txt"), &letter(&[2, 6]));
    shelved.write(&PathBuf::from("b.txt"), &letter(&[3, 4]));
    shelved.sync();
    // While another letter has `politie-externen`, `politiee` is the beginning of that, and not a mistyped `politie`.
    check(&shelved);
    shelved.delete(&PathBuf::from("b.txt"));
    shelved.sync();
    check(&shelved);
}

#[test]
fn a_file_may_be_called_what_is_no_text() {
    use std::os::unix::ffi::OsStrExt as _;
    let mut shelved = Shelved::new();
    let name = std::ffi::OsStr::from_bytes(b"latijn\xe9.txt");
    shelved.write(&PathBuf::from(name), &letter(&[0, 1]));
    shelved.sync();
    check(&shelved);
    shelved.reopen();
    check(&shelved);
}

#[test]
fn what_cannot_be_read_is_told_and_does_not_stop_the_rest() {
    let mut shelved = Shelved::new();
    shelved.write(&PathBuf::from("goed.txt"), &letter(&[0]));
    shelved.write_bytes(&PathBuf::from("gegevens.json"), b"{ \"brief\": [1, 2] }");
    shelved.write_bytes(&PathBuf::from("leeg.txt"), b"");
    shelved.write_bytes(
        &PathBuf::from("plaatje.png"),
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    );
    shelved.link(&PathBuf::from("."), &PathBuf::from("kring"));
    shelved.socket(&PathBuf::from("bus"));
    let report = shelved.report();
    assert_eq!(shelved.letters(), 1);
    let refused: BTreeMap<String, String> = shelved.refused();
    assert!(refused["leeg.txt"].contains("no text"), "{refused:?}");
    assert!(refused.contains_key("plaatje.png"), "{refused:?}");
    assert!(refused["gegevens.json"].contains("JSON"), "{refused:?}");
    let skipped: Vec<String> = report.skipped.iter().map(|(_, why)| why.clone()).collect();
    assert!(
        skipped.iter().any(|why| why.contains("link")),
        "{skipped:?}"
    );
    assert!(
        skipped.iter().any(|why| why.contains("socket")),
        "{skipped:?}"
    );
}
