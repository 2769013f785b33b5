//! Measures how well letters are understood, against what is known of them.
//!
//! `cargo run --release --example accuracy -- DIR` reads every `DIR/truth/*.json`, opens the letter each names, and prints for each format and
//! over all: notes found with equal texts, marks linked at the right word, headings found (precision and recall), letters lost or doubled
//! against the file's own text, and warnings. White space is not compared. Letters of `DIR/made` are measured too, in
//! each format they come in. `--each` prints a line a letter, `--wrong` what is wrong.

#![allow(clippy::print_stdout, reason = "it is a program that prints")]

#[path = "../tests/support/known.rs"]
mod known;

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result};
use known::{Score, letters, measure};

fn main() -> Result<()> {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let mut flag = |name: &str| {
        let before = arguments.len();
        arguments.retain(|argument| argument != name);
        arguments.len() < before
    };
    let (each, wrong) = (flag("--each"), flag("--wrong"));
    let folder = arguments.first().context("which folder? accuracy -- DIR")?;
    let folder = Path::new(folder);
    let mut scores: BTreeMap<String, Score> = BTreeMap::new();
    for (path, truth) in letters(folder)? {
        let (score, mistakes) = measure(&path, &truth)?;
        for mistake in mistakes.iter().filter(|_| wrong || score.unread > 0) {
            println!("{mistake}");
        }
        if each {
            print(&path.display().to_string(), score);
        }
        let format = path.extension().unwrap_or_default().to_string_lossy();
        *scores.entry(format.into_owned()).or_default() += score;
    }
    let mut all = Score::default();
    for (format, score) in &scores {
        print(format, *score);
        all += *score;
    }
    print("all", all);
    anyhow::ensure!(all.unread == 0, "{} letters were not read", all.unread);
    let [lost, doubled, _] = all.own;
    anyhow::ensure!(
        lost + doubled == 0,
        "{lost} letters of the alphabet were lost and {doubled} doubled"
    );
    Ok(())
}

fn print(name: &str, score: Score) {
    let share = |[right, all]: [usize; 2]| {
        let percent = if all == 0 {
            100.0
        } else {
            100.0 * right as f64 / all as f64
        };
        format!("{right}/{all} {percent:.1}%")
    };
    let right = score.headings[0];
    println!(
        "{name}: {} letters, {} not read · notes {} (+{}) · marks {} · headings: recall {}, precision {} · letters: {} lost, {} doubled of {} · {} warnings",
        score.letters,
        score.unread,
        share(score.notes),
        score.extra_notes,
        share(score.marks),
        share(score.headings),
        share([right, right + score.extra_headings]),
        score.own[0],
        score.own[1],
        score.own[2],
        score.warnings,
    );
}
