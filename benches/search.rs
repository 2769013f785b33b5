//! Searching a text of 10 MB on every keystroke, beside ripgrep started for each key and `SQLite` FTS5 with a prefix index.
//!
//! All three answer the same question: how many passages have a word that begins with what was typed.

#![allow(
    clippy::print_stdout,
    reason = "a table of ratios is what a comparison is for"
)]

mod side_by_side;

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use criterion::{Criterion, criterion_group, criterion_main};
use rusqlite::Connection;
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

/// The same passages in an FTS5 table with the prefix index its documentation recommends.
fn sqlite(document: &Document) -> Connection {
    let database = Connection::open_in_memory().expect("SQLite opens in memory");
    database
        .execute_batch("CREATE VIRTUAL TABLE passages USING fts5(text, tokenize='unicode61', prefix='1 2 3 4', content='')")
        .expect("this SQLite has FTS5");
    let mut insert = database
        .prepare("INSERT INTO passages(rowid, text) VALUES (?1, ?2)")
        .expect("the statement is valid");
    for (at, paragraph) in document.paragraphs.iter().enumerate() {
        insert
            .execute((at as i64, &paragraph.text))
            .expect("a row can be added");
    }
    drop(insert);
    database
        .execute_batch("INSERT INTO passages(passages) VALUES('optimize')")
        .expect("FTS5 can merge its index");
    database
}

fn sqlite_count(database: &Connection, typed: &str) -> i64 {
    let mut select = database
        .prepare_cached("SELECT count(*) FROM passages WHERE passages MATCH ?1")
        .expect("the statement is valid");
    select
        .query_row([format!("\"{typed}\"*")], |row| row.get(0))
        .expect("a count is one row")
}

/// ripgrep started for a key; `None` where it is not installed.
fn ripgrep(path: &Path, typed: &str) -> Option<Duration> {
    let start = Instant::now();
    let status = Command::new("rg")
        .args([
            "--count-matches",
            "--ignore-case",
            "--no-config",
            &format!("\\b{typed}"),
        ])
        .arg(path)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    status.ok().map(|_| start.elapsed())
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
        bencher.iter(|| {
            typed
                .iter()
                .map(|word| sqlite_count(&database, word))
                .sum::<i64>()
        });
    });
    group.finish();
    let _ = std::fs::remove_file(path);
}

/// The table for the README: one keystroke of each after the other.
fn compare(index: &Index, database: &Connection, path: &Path, typed: &[String]) {
    let (mut ours, mut sqlite, mut ripgreps) = (Vec::new(), Vec::new(), Vec::new());
    let mut more = 0;
    for word in typed {
        let start = Instant::now();
        let answer = index
            .search(&query(word), &|| false)
            .expect("nothing is newer");
        ours.push(start.elapsed());
        let start = Instant::now();
        let count = sqlite_count(database, word);
        sqlite.push(start.elapsed());
        ripgreps.extend(ripgrep(path, word));
        // Whatever FTS5 finds as a prefix is found here too; forms and parts of compounds come on top.
        more += i64::from(answer.totals.passages as i64 > count);
        assert!(
            answer.totals.passages as i64 >= count || word.contains(|c: char| c.is_ascii_digit()),
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
