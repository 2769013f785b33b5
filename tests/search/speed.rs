//! How long a keystroke takes in a long letter: a measurement, not a test.

use std::time::{Duration, Instant};

use voetnoot::index::Index;

use crate::asking::{ask, index};
use crate::letters;

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
