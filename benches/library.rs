//! An archive of letters searched on every keystroke: what a library is measured against, at the size that is asked for.
//!
//! `cargo bench --bench library -- 10000` makes so many letters (1,000 when nothing is said) and types some fifty queries key by
//! key. Everyone answers each key with exact counts of passages and letters, and the newest ten.

#![allow(
    clippy::print_stdout,
    reason = "a table of figures is what a comparison is for"
)]

mod archive;
mod peers;
mod side_by_side;

use std::path::Path;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use archive::queries::keystrokes;
use archive::{Archive, SEED};
use peers::ripgrep;
use peers::sqlite::{Cut, Passages};
use side_by_side::{median, p99};
use voetnoot::index::findings::Order;
use voetnoot::index::query::Query;
use voetnoot::ingest;
use voetnoot::library::{Edition, Library, Reading};

/// Letters where nothing is said.
const COUNT: u64 = 1_000;
/// Of so many keys one is given to ripgrep: it reads all letters at each.
const RIPGREP_EVERY: usize = 25;

fn main() {
    let count = std::env::args()
        .find_map(|argument| argument.parse().ok())
        .unwrap_or(COUNT);
    let folder =
        std::env::temp_dir().join(format!("voetnoot-bench-{}-archive", std::process::id()));
    let archive = Archive::new(SEED);
    let written = archive
        .write(&folder.join("letters"), count)
        .expect("the temporary folder can be written");
    println!(
        "{count} letters of {:.1} MB in all; {} keys",
        written.bytes as f64 / 1e6,
        keystrokes().len()
    );
    let order = by_date(&archive, count);
    library(&folder.join("letters"), &folder.join("cache"));
    for (name, cut) in [
        ("SQLite FTS5, words", Cut::Words),
        ("SQLite FTS5, trigrams", Cut::Trigrams),
    ] {
        sqlite(name, cut, &folder, passages(&archive, &order));
    }
    ripgrep(&folder.join("letters"));
    let _ = std::fs::remove_dir_all(folder);
}

/// Hits that are fetched and marked with each key: what a screen shows.
const SHOWN: usize = 10;

/// The library itself: import, opening, and each key's counts with the first hits, their passages and marks.
fn library(letters: &Path, cache: &Path) {
    let reading = Reading {
        max_bytes: 1 << 28,
        ..Reading::default()
    };
    let folders = [letters.to_owned()];
    let open = || {
        Library::open(&folders, cache, reading.clone())
            .expect("the letters' folder is there")
            .0
    };
    let start = Instant::now();
    let report = open()
        .sync(&|_| {}, &AtomicBool::new(false))
        .expect("the temporary folder can be written");
    let took = start.elapsed();
    let start = Instant::now();
    let opened = open();
    let opening = start.elapsed();
    println!(
        "voetnoot: {} letters imported in {took:.1?}, {:.0}/s; index {:.1} MB; opened in {opening:.1?}",
        report.added,
        report.added as f64 / took.as_secs_f64(),
        opened.bytes() as f64 / 1e6
    );
    let edition = opened.edition();
    let mut first = None;
    let mut times = Vec::new();
    let mut slowest: Vec<(Duration, String)> = Vec::new();
    // Twice, so that the second time all is warm.
    for _ in 0..2 {
        times.clear();
        slowest.clear();
        for typed in keystrokes() {
            let start = Instant::now();
            let marks = keystroke(&edition, &typed);
            let took = start.elapsed();
            first.get_or_insert(took);
            assert!(marks < usize::MAX);
            times.push(took);
            slowest.push((took, typed));
        }
    }
    print_times("voetnoot", &mut times);
    first_looks(&edition);
    slowest.sort_unstable_by(|a, b| b.cmp(a));
    let slowest: Vec<String> = slowest
        .iter()
        .take(8)
        .map(|(took, typed)| format!("{typed:?} {took:.1?}"))
        .collect();
    println!(
        "voetnoot: first key {:.1?}; slowest {}",
        first.unwrap_or_default(),
        slowest.join(", ")
    );
}

/// One key: exact counts, and the first hits read and marked. How many marks those have.
fn keystroke(edition: &Edition, typed: &str) -> usize {
    let findings = edition
        .search(&Query::new(typed, true), &|| false)
        .expect("nobody asks for anything newer");
    let hits = findings.hits(Order::Relevance, edition.newest(), (0, SHOWN));
    edition.read_ahead(hits.iter().map(|hit| hit.letter));
    let marks = hits.iter().map(|hit| {
        let document = edition.document(hit.letter).expect("its file is there");
        findings.marks(*hit, &document).len()
    });
    marks.sum()
}

/// Each key's first hits, once the words of the newest letters are listed.
fn first_looks(edition: &Edition) {
    let start = Instant::now();
    edition.list_newest();
    println!(
        "voetnoot: words of the newest letters listed in {:.1?}",
        start.elapsed()
    );
    let mut looks: Vec<Duration> = keystrokes()
        .iter()
        .map(|typed| {
            let start = Instant::now();
            first_hits(edition, typed);
            start.elapsed()
        })
        .collect();
    print_times("voetnoot, first hits before the counts", &mut looks);
}

/// One key where there is very much to count: the first hits read and marked, from a first look where that is enough.
fn first_hits(edition: &Edition, typed: &str) {
    let query = Query::new(typed, true);
    match edition.foremost(&query, Order::Relevance, SHOWN, &|| false) {
        Some(first) => {
            edition.read_ahead(first.hits.iter().map(|hit| hit.letter));
            for hit in first.hits {
                let document = edition.document(hit.letter).expect("its file is there");
                assert!(first.findings.marks(hit, &document).len() < usize::MAX);
            }
        }
        None => {
            keystroke(edition, typed);
        }
    }
}

/// The letters' numbers in the archive, the oldest letter first.
fn by_date(archive: &Archive, count: u64) -> Vec<u64> {
    let mut order: Vec<u64> = (0..count).collect();
    order.sort_by_cached_key(|&number| archive.paper(number).date);
    order
}

/// The passages of all letters as they are understood, in this order; each with its letter's place in it.
fn passages(archive: &Archive, order: &[u64]) -> impl Iterator<Item = (u64, String)> {
    (0..).zip(order).flat_map(|(place, &number)| {
        let letter = archive.letter(number);
        let options = ingest::Options::default();
        let document = ingest::read(letter.text.as_bytes(), &letter.name, &options)
            .expect("a letter is a text");
        let texts = document.paragraphs.into_iter();
        texts.map(move |paragraph| (place, paragraph.text))
    })
}

fn sqlite(name: &str, cut: Cut, folder: &Path, passages: impl Iterator<Item = (u64, String)>) {
    let path = folder.join(format!("{cut:?}.sqlite"));
    let start = Instant::now();
    Passages::build(&path, cut, passages);
    let built = start.elapsed();
    let size = std::fs::metadata(&path).map_or(0, |file| file.len());
    let table = Passages::open(&path, cut);
    let mut times = Vec::new();
    // Twice, so that the second time all is warm.
    for _ in 0..2 {
        times.clear();
        for typed in keystrokes() {
            let start = Instant::now();
            let answer = table.keystroke(&typed);
            times.extend(answer.map(|_| start.elapsed()));
        }
    }
    println!(
        "{name}: built in {built:.1?} with reading the letters, {:.1} MB",
        size as f64 / 1e6
    );
    print_times(name, &mut times);
}

fn ripgrep(folder: &Path) {
    let mut times: Vec<Duration> = keystrokes()
        .iter()
        .step_by(RIPGREP_EVERY)
        .filter_map(|typed| ripgrep::keystroke(folder, typed))
        .collect();
    if times.is_empty() {
        println!("skipped: ripgrep is not installed");
        return;
    }
    print_times("ripgrep", &mut times);
}

fn print_times(name: &str, times: &mut [Duration]) {
    println!(
        "{name}: {} keys answered, median {:.2?}, p99 {:.2?}, longest {:.2?}",
        times.len(),
        median(times),
        p99(times),
        times.last().copied().unwrap_or_default()
    );
}
