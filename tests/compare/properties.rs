//! Random letters: nothing is lost, a letter is its own equal, and the other way round is the mirror image.

use std::time::{Duration, Instant};

use proptest::prelude::*;
use voetnoot::compare::words::{Stretch, differences};
use voetnoot::compare::{Change, Comparison, Row, Totals, compare};
use voetnoot::document::{Document, Kind};

use crate::made::letter;

/// Words of which paragraphs are made, so few that paragraphs have much in common.
const WORDS: [&str; 14] = [
    "de",
    "het",
    "van",
    "en",
    "politie",
    "korpschef",
    "werving",
    "2031",
    "29.628",
    "motie-Aalders",
    "é",
    ",",
    ".",
    "eenheden",
];

/// Lines that repeat within a letter.
const LINES: [&str; 6] = [
    "",
    "Ja.",
    "***",
    "# Inleiding",
    "# 2. Stand van zaken 2031",
    "# Conclusie",
];

fn line() -> impl Strategy<Value = String> {
    let words = || {
        prop::collection::vec(prop::sample::select(&WORDS), 1..14).prop_map(|words| words.join(" "))
    };
    prop_oneof![
        6 => words(),
        2 => prop::sample::select(&LINES).prop_map(str::to_owned),
        1 => words().prop_map(|words| format!("# {words}")),
        2 => (1..9, words()).prop_map(|(label, words)| format!("^{label} {words}")),
    ]
}

fn lines() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(line(), 0..16)
}

fn made(lines: &[String]) -> Document {
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    letter(&lines)
}

/// Two letters: a newer one that has much of the older, in another order here and there.
fn letters() -> impl Strategy<Value = (Document, Document)> {
    let edits = prop::collection::vec((0..4_u8, any::<prop::sample::Index>(), line()), 0..8);
    (lines(), edits).prop_map(|(old, edits)| {
        let mut new = old.clone();
        for (kind, at, line) in edits {
            let at = at.index(new.len() + 1);
            match kind {
                0 => new.insert(at, line),
                1 if at < new.len() => drop(new.remove(at)),
                2 if at < new.len() => new[at].push_str(" nader"),
                3 if at < new.len() => {
                    let moved = new.remove(at);
                    new.insert(at / 2, moved);
                }
                _ => {}
            }
        }
        (made(&old), made(&new))
    })
}

/// Every paragraph and section once, in order, with true counts.
fn assert_whole(old: &Document, new: &Document, comparison: &Comparison) {
    let mut old_seen: Vec<u32> = comparison.rows.iter().filter_map(|row| row.old).collect();
    let mut new_seen: Vec<u32> = comparison.rows.iter().filter_map(|row| row.new).collect();
    old_seen.sort_unstable();
    new_seen.sort_unstable();
    assert!(old_seen.into_iter().eq(0..old.paragraphs.len() as u32));
    assert!(new_seen.into_iter().eq(0..new.paragraphs.len() as u32));
    let mut old_sections: Vec<u32> = comparison
        .sections
        .iter()
        .filter_map(|one| one.old)
        .collect();
    let new_sections: Vec<u32> = comparison
        .sections
        .iter()
        .filter_map(|one| one.new)
        .collect();
    old_sections.sort_unstable();
    assert!(old_sections.into_iter().eq(0..old.sections.len() as u32));
    assert!(new_sections.into_iter().eq(0..new.sections.len() as u32));
    let mut next = 0;
    let mut totals = Totals::default();
    for section in &comparison.sections {
        assert_eq!(section.rows.start, next);
        next = section.rows.end;
        let rows = comparison.rows_of(section);
        let count = |change| rows.iter().filter(|row| row.change == change).count();
        assert_eq!(section.totals.same, count(Change::Same));
        assert_eq!(section.totals.changed, count(Change::Changed));
        assert_eq!(section.totals.new, count(Change::New));
        assert_eq!(section.totals.gone, count(Change::Gone));
        assert_eq!(
            section.totals.moved,
            rows.iter().filter(|row| row.moved).count()
        );
        totals.same += section.totals.same;
        totals.changed += section.totals.changed;
        totals.new += section.totals.new;
        totals.gone += section.totals.gone;
        totals.moved += section.totals.moved;
        let ascending: Vec<u32> = rows.iter().filter_map(|row| row.new).collect();
        assert!(ascending.is_sorted(), "{rows:?}");
    }
    assert_eq!(next as usize, comparison.rows.len());
    assert_eq!(comparison.totals, totals);
    assert_honest(old, new, comparison);
}

/// Each row says of its paragraphs what is so.
fn assert_honest(old: &Document, new: &Document, comparison: &Comparison) {
    for row in &comparison.rows {
        let before = row.old.map(|at| &old.paragraphs[at as usize]);
        let after = row.new.map(|at| &new.paragraphs[at as usize]);
        let expected = match (before, after) {
            (Some(before), Some(after)) if before.text == after.text => Change::Same,
            (Some(_), Some(_)) => Change::Changed,
            (None, Some(_)) => Change::New,
            (Some(_), None) => Change::Gone,
            (None, None) => panic!("an empty row"),
        };
        assert_eq!(row.change, expected);
        assert_eq!(row.change == Change::Changed, !row.words.is_empty());
        if let (Some(before), Some(after)) = (before, after) {
            let part = |kind| match kind {
                Kind::Heading(_) => 0,
                Kind::Note(_) => 2,
                _ => 1,
            };
            assert_eq!(part(before.kind), part(after.kind));
            if row.change == Change::Changed {
                assert_covered(&before.text, &after.text, &row.words);
            }
        }
    }
}

/// Stretches cover both texts, and those that are the same are.
fn assert_covered(old: &str, new: &str, stretches: &[Stretch]) {
    let mut end = (0, 0);
    for (at, stretch) in stretches.iter().enumerate() {
        assert_eq!((stretch.old.start, stretch.new.start), end);
        end = (stretch.old.end, stretch.new.end);
        let (before, after) = (&old[stretch.old.clone()], &new[stretch.new.clone()]);
        assert!(!stretch.same || before == after, "{before:?} {after:?}");
        assert!(stretch.same || before != after, "{before:?}");
        assert!(at == 0 || stretches[at - 1].same != stretch.same);
    }
    assert_eq!(end, (old.len(), new.len()));
}

/// Rows by the older paragraph and the newer, whatever their order was.
fn sorted(rows: impl Iterator<Item = Row>) -> Vec<Row> {
    let mut rows: Vec<Row> = rows.collect();
    rows.sort_unstable_by_key(|row| (row.old, row.new));
    rows
}

/// What a row is with the letters exchanged.
fn mirrored(row: Row) -> Row {
    let words = row.words.into_iter().map(|stretch| Stretch {
        old: stretch.new,
        new: stretch.old,
        same: stretch.same,
    });
    Row {
        old: row.new,
        new: row.old,
        change: match row.change {
            Change::New => Change::Gone,
            Change::Gone => Change::New,
            both => both,
        },
        moved: row.moved,
        words: words.collect(),
    }
}

proptest! {
    #[test]
    fn every_paragraph_stands_in_exactly_one_row((old, new) in letters()) {
        assert_whole(&old, &new, &compare(&old, &new));
    }

    #[test]
    fn letters_that_have_nothing_to_do_with_each_other_are_whole_too(old in lines(), new in lines()) {
        let (old, new) = (made(&old), made(&new));
        assert_whole(&old, &new, &compare(&old, &new));
    }

    #[test]
    fn a_letter_is_the_same_as_itself(lines in lines()) {
        let letter = made(&lines);
        let comparison = compare(&letter, &letter);
        assert_eq!(comparison.totals.same, letter.paragraphs.len());
        assert_eq!(comparison.totals.moved, 0);
        for row in &comparison.rows {
            assert_eq!(row.old, row.new);
        }
        for section in &comparison.sections {
            assert_eq!((section.old, section.moved), (section.new, false));
        }
    }

    #[test]
    fn the_other_way_round_is_the_mirror_image((old, new) in letters()) {
        let there = compare(&old, &new).rows.into_iter();
        let back = compare(&new, &old).rows.into_iter();
        assert_eq!(sorted(there), sorted(back.map(mirrored)));
    }

    #[test]
    fn the_words_of_any_two_texts_cover_both(old in "\\PC{0,40}", new in "\\PC{0,40}") {
        assert_covered(&old, &new, &differences(&old, &new));
    }
}

/// Paragraphs of a letter of 1,000 pages.
const LONG: usize = 8_000;

/// What a comparison may take in a test's slow build. Each against each would take hours.
const PATIENCE: Duration = Duration::from_mins(2);

/// A paragraph that is like no other.
fn paragraph(nth: usize) -> String {
    let words = (0..60_usize).map(|word| {
        if word % 3 == 0 {
            return WORDS[(nth + word) % WORDS.len()].to_owned();
        }
        let mixed = ((nth * 60 + word) as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        format!("woord{}", (mixed >> 33) % 20_011)
    });
    words.collect::<Vec<String>>().join(" ")
}

#[test]
fn letters_of_a_thousand_pages_are_compared_in_bounded_time() {
    let sectioned = |nth: usize| {
        let heading = nth.is_multiple_of(40).then(|| format!("# Hoofdstuk {nth}"));
        heading.into_iter().chain([paragraph(nth)])
    };
    let old: Vec<String> = (0..LONG).flat_map(sectioned).collect();
    let rewritten = |nth: usize| sectioned(nth).map(|line| line.replace("woord1", "term1"));
    let new: Vec<String> = (LONG / 10..LONG * 11 / 10).flat_map(rewritten).collect();
    let alike: Vec<String> = (0..LONG)
        .map(|_| "De politie is er voor iedereen.".to_owned())
        .collect();
    let headings: Vec<String> = (0..LONG).map(|_| "# Inleiding".to_owned()).collect();
    let apart: Vec<String> = (0..LONG).map(|nth| paragraph(nth + LONG * 3)).collect();
    for (old, new) in [
        (&old, &new),
        (&old, &apart),
        (&alike, &alike),
        (&headings, &headings),
    ] {
        let (old, new) = (made(old), made(new));
        let start = Instant::now();
        let comparison = compare(&old, &new);
        let taken = start.elapsed();
        println!(
            "{} rows in {taken:?}: {:?}",
            comparison.rows.len(),
            comparison.totals
        );
        assert_whole(&old, &new, &comparison);
        assert!(taken < PATIENCE, "{taken:?}");
    }
}
