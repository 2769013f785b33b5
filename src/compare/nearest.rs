//! Which texts are worth holding against each other: a few for each, found by what they share, so that nothing is held against everything.
//!
//! It must not know what makes two texts belong together.

use std::cmp::Reverse;
use std::collections::HashMap;

use crate::compare::sketch::{Sketch, Sketches};

/// A feature that more of the newer texts have than this leads to none of them: it would lead everywhere.
const MOST_TEXTS: usize = 32;

/// How many texts are tried for each one, those with most in common first.
const MOST_TRIED: usize = 8;

/// Of texts that are equal (an empty row, "Ja."), how far from its own rank one looks for its counterpart.
const RANKS: usize = 4;

/// Pairs worth a look, in ascending order: at most [`MOST_TRIED`] for each of the older texts by what they share, and some more of equal key.
pub(super) fn nearest(old: &[&Sketch], new: &[&Sketch], sketches: &Sketches) -> Vec<(u32, u32)> {
    let mut pairs = by_features(old, new, sketches);
    pairs.extend(by_key(old, new));
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

fn by_features(old: &[&Sketch], new: &[&Sketch], sketches: &Sketches) -> Vec<(u32, u32)> {
    // A sorted list is made and searched faster here than a table of lists: most features are in one text only.
    let mut texts: Vec<(u32, u32)> = Vec::new();
    for (text, at) in new.iter().zip(0..) {
        texts.extend(distinct(&text.features).map(|feature| (feature, at)));
    }
    texts.sort_unstable();
    let mut pairs = Vec::new();
    let mut shared = vec![0_u64; new.len()];
    for (at, text) in old.iter().enumerate() {
        let mut found = Vec::new();
        let mut rest = &texts[..];
        for feature in distinct(&text.features) {
            rest = &rest[rest.partition_point(|&(other, _)| other < feature)..];
            let length = rest.iter().take(MOST_TEXTS + 1);
            let length = length.take_while(|(other, _)| *other == feature).count();
            if length > MOST_TEXTS {
                continue;
            }
            for &(_, other) in &rest[..length] {
                let sum = &mut shared[other as usize];
                if *sum == 0 {
                    found.push(other);
                }
                *sum += sketches.weight(feature);
            }
        }
        // Of equals, the one at the same point of the way through.
        let distance = |other: u32| (at * new.len()).abs_diff(other as usize * old.len());
        found.sort_unstable_by_key(|&other| {
            (Reverse(shared[other as usize]), distance(other), other)
        });
        for &other in &found {
            shared[other as usize] = 0;
        }
        let tried = found.iter().take(MOST_TRIED);
        pairs.extend(tried.map(|&other| (at as u32, other)));
    }
    pairs
}

/// Texts of equal key, each with those near its own rank among them, counted from the front and from the back.
fn by_key(old: &[&Sketch], new: &[&Sketch]) -> Vec<(u32, u32)> {
    let mut others: HashMap<u32, Vec<u32>> = HashMap::new();
    for (at, text) in new.iter().enumerate() {
        others.entry(text.key).or_default().push(at as u32);
    }
    let mut counts: HashMap<u32, usize> = HashMap::new();
    for text in old {
        *counts.entry(text.key).or_default() += 1;
    }
    let mut ranks: HashMap<u32, usize> = HashMap::new();
    let mut pairs = Vec::new();
    for (at, text) in old.iter().enumerate() {
        let Some(others) = others.get(&text.key) else {
            continue;
        };
        let rank = ranks.entry(text.key).or_default();
        let from_back = (*rank + others.len()).saturating_sub(counts[&text.key]);
        for middle in [*rank, from_back] {
            let end = (middle + RANKS + 1).min(others.len());
            let start = middle.saturating_sub(RANKS).min(end);
            pairs.extend(others[start..end].iter().map(|&other| (at as u32, other)));
        }
        *rank += 1;
    }
    pairs
}

/// Features in ascending order, each once.
fn distinct(features: &[u32]) -> impl Iterator<Item = u32> + '_ {
    let repeats = |at: usize| at > 0 && features[at - 1] == features[at];
    let positions = (0..features.len()).filter(move |&at| !repeats(at));
    positions.map(|at| features[at])
}
