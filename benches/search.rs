//! Searching a text of 10 MB on every keystroke, beside ripgrep started for each key and `SQLite` FTS5 with a prefix index.
//!
//! All three answer the same question: how many passages have a word that begins with what was typed.

#![allow(
    clippy::print_stdout,
    reason = "a table of ratios is what a comparison is for"
)]

mod peers;
mod side_by_side;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use criterion::{Criterion, criterion_group, criterion_main};
use peers::ripgrep;
use peers::sqlite::{Cut, Passages};
use side_by_side::{median, p99, repeated, row, write_temporary};
use voetnoot::document::Document;
use voetnoot::index::Index;
use voetnoot::index::query::{Query, Scope};
use voetnoot::ingest;

/// Words that readers type, letter by letter.
const TYPED: &[&str] = &[
    "encrochat",
    "corruptie",
    "politie",
    "capaciteit",
    "samenleving",
    "onderzoek",
    "motie",
    "ozutok",
    "29628",
    "integriteit",
    "de",
    "van",
    "een",
    "discriminatie",
    "screening",
    "kamer",
    "netwerk",
    "organisatie",
    "informeer",
    "zzz",
];

fn prefixes() -> Vec<String> {
    let mut all = BTreeSet::new();
    for word in TYPED {
        for end in 1..=word.len() {
            all.insert(word[..end].to_owned());
        }
    }
    all.into_iter().collect()
}

fn query(text: &str) -> Query {
    Query {
        text: text.to_owned(),
        typing: true,
        scope: Scope::All,
    }
}

/// The letter's passages in FTS5.
fn sqlite(document: &Document) -> Passages {
    let texts = document.paragraphs.iter().map(|paragraph| &paragraph.text);
    Passages::in_memory(Cut::Words, texts.map(|text| (0, text)))
}

fn keystrokes(criterion: &mut Criterion) {
    let text = repeated(10_000_000);
    let path = write_temporary("letter.txt", &text);
    let document = Arc::new(
        ingest::read(text.as_bytes(), "letter.txt", &ingest::Options::default())
            .expect("it is text"),
    );
    let start = Instant::now();
    let index = Index::new(document.clone(), &|| false).expect("nothing is newer");
    println!(
        "index of {} passages made in {:.2?}",
        document.paragraphs.len(),
        start.elapsed()
    );
    let database = sqlite(&document);
    let typed = prefixes();
    compare(&index, &database, &path, &typed);

    let mut group = criterion.benchmark_group("all prefixes of 20 words in 10 MB");
    group.sample_size(10);
    group.bench_function("voetnoot", |bencher| {
        bencher.iter(|| {
            typed
                .iter()
                .map(|word| {
                    index
                        .search(&query(word), &|| false)
                        .map_or(0, |a| a.hits.len())
                })
                .sum::<usize>()
        });
    });
    group.bench_function("sqlite fts5", |bencher| {
        bencher.iter(|| typed.iter().map(|word| database.count(word)).sum::<u64>());
    });
    group.finish();
    let _ = std::fs::remove_file(path);
}

/// The table for the README: one keystroke of each after the other.
fn compare(index: &Index, database: &Passages, path: &Path, typed: &[String]) {
    let (mut ours, mut sqlite, mut ripgreps) = (Vec::new(), Vec::new(), Vec::new());
    let mut more = 0;
    for word in typed {
        let start = Instant::now();
        let answer = index
            .search(&query(word), &|| false)
            .expect("nothing is newer");
        ours.push(start.elapsed());
        let start = Instant::now();
        let count = database.count(word);
        sqlite.push(start.elapsed());
        ripgreps.extend(ripgrep::keystroke(path, word));
        // Whatever FTS5 finds as a prefix is found here too; forms and parts of compounds come on top.
        more += u64::from(answer.totals.passages as u64 > count);
        assert!(
            answer.totals.passages as u64 >= count || word.contains(|c: char| c.is_ascii_digit()),
            "{word}: fewer than FTS5"
        );
    }
    println!(
        "{} keystrokes; {more} find more than FTS5's plain prefix",
        typed.len()
    );
    let (our_median, our_p99) = (median(&mut ours), p99(&mut ours));
    if ripgreps.is_empty() {
        println!("skipped: ripgrep is not installed");
    }
    for (name, times, promise) in [
        ("SQLite FTS5", &mut sqlite, "faster"),
        ("ripgrep per key", &mut ripgreps, "at most 0.2"),
    ] {
        if times.is_empty() {
            continue;
        }
        let (their_median, their_p99) = ((name, median(times)), (name, p99(times)));
        println!(
            "{}",
            row("key to counts, median", our_median, their_median, promise)
        );
        println!("{}", row("key to counts, p99", our_p99, their_p99, promise));
    }
}

criterion_group!(benches, keystrokes);
criterion_main!(benches);
