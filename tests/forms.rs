//! Which words are one and the same to a reader who searches, measured on lists of pairs.

use frostem::Algorithm;
use proptest::prelude::*;
use voetnoot::words::forms::{self, Forms};

/// Forms of one word.
const PAIRS: &str = include_str!("words/pairs.txt");
/// Words that only look alike.
const LOOKALIKES: &str = include_str!("words/lookalikes.txt");

fn pairs(list: &str) -> Vec<(&str, &str)> {
    list.lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(' '))
        .collect()
}

/// How many of the pairs have one stem.
fn united(pairs: &[(&str, &str)], stem: impl Fn(&str) -> String) -> usize {
    pairs.iter().filter(|(one, other)| stem(one) == stem(other)).count()
}

/// The lines with an even or an odd number. Rules and table were tuned on one half; the other was only measured.
fn half<'a>(pairs: &[(&'a str, &'a str)], odd: bool) -> Vec<(&'a str, &'a str)> {
    pairs.iter().copied().enumerate().filter(|(line, _)| (line % 2 == 1) == odd).map(|(_, pair)| pair).collect()
}

#[test]
fn dev() {
    for (list, want) in [(PAIRS, true), (LOOKALIKES, false)] {
        let all = pairs(list);
        for odd in [true, false] {
            let part = half(&all, odd);
            println!("{want} odd={odd}: {} of {}", united(&part, forms::stem), part.len());
        }
        for (one, other) in half(&all, true) {
            let (a, b) = (forms::stem(one), forms::stem(other));
            if (a == b) != want {
                println!("  {one} {other}: {a} {b}");
            }
        }
    }
}

#[test]
fn corpus() {
    let Ok(list) = std::env::var("FORMS_WORDS") else { return };
    for line in std::fs::read_to_string(list).unwrap().lines() {
        let (word, count) = line.split_once(' ').unwrap();
        println!("@{}\t{word}\t{count}", forms::stem(word));
    }
}
