//! Which section of the older letter is which of the newer: by heading, and by what it says where it was renamed or moved.
//!
//! It must not know how paragraphs are paired.

use std::collections::HashMap;

use crate::compare::matching::{Candidate, Pair, in_any_order, in_order};
use crate::compare::nearest::nearest;
use crate::compare::outline::{Outline, Part};
use crate::compare::sketch::{ALIKE, Sketch, Sketches};

/// So much in common says that two sections are one, whatever their headings, in thousandths. Sections of unrelated letters to parliament,
/// five paragraphs each, have 40 in common, and 120 at most.
const SAME_MATTER: u64 = 200;

/// So much suffices where the headings are half alike, or where the same heading stands elsewhere.
const LIKE_MATTER: u64 = 100;

/// Headings of which half is the same.
const HALF: u64 = 500;

/// Shorter words of a heading ("van", "en") do not make it like another, unless it has no others: letters.
const SHORT: usize = 4;

/// A section as it is looked for.
struct Sought<'p> {
    part: &'p Part,
    /// What it says, heading and text; its key is the same for headings of the same lasting words.
    sketch: Sketch,
    /// Whether no other section of its letter has its heading.
    only: bool,
}

/// A pair of sections that may be one.
struct Judged {
    candidate: Candidate,
    /// Whether it may be taken out of order.
    anywhere: bool,
}

/// Pairs the sections of two letters: first those that keep the order, then those that moved.
pub(super) fn align(old: &Outline, new: &Outline, sketches: &Sketches) -> Vec<Pair> {
    let mut keys = HashMap::new();
    let old = sought((old, &sketches.old), &mut keys, sketches);
    let new = sought((new, &sketches.new), &mut keys, sketches);
    let judged: Vec<Judged> = nearest(&all(&old), &all(&new), sketches)
        .into_iter()
        .filter_map(|pair| judge(pair, (&old, &new), sketches))
        .collect();
    let kept = in_order(judged.iter().map(|one| one.candidate).collect());
    let mut taken = (vec![false; old.len()], vec![false; new.len()]);
    for one in &kept {
        taken.0[one.old as usize] = true;
        taken.1[one.new as usize] = true;
    }
    let left = judged.into_iter().filter(|one| {
        let Candidate { old, new, .. } = one.candidate;
        one.anywhere && !taken.0[old as usize] && !taken.1[new as usize]
    });
    let moved = in_any_order(left.map(|one| one.candidate).collect());
    let kept = kept.into_iter().map(|one| one.pair(false));
    kept.chain(moved.into_iter().map(|one| one.pair(true)))
        .collect()
}

fn sought<'p>(
    (outline, texts): (&'p Outline, &[Sketch]),
    keys: &mut HashMap<Option<&'p [String]>, u32>,
    sketches: &Sketches,
) -> Vec<Sought<'p>> {
    let mut named: HashMap<Option<&[String]>, usize> = HashMap::new();
    for part in &outline.parts {
        *named.entry(part.title.as_deref()).or_default() += 1;
    }
    let parts = outline.parts.iter();
    parts
        .map(|part| {
            let next = keys.len() as u32;
            let key = *keys.entry(part.title.as_deref()).or_insert(next);
            let paragraphs = part.heading.iter().chain(&part.text);
            let texts = paragraphs.map(|&at| &texts[at as usize]);
            Sought {
                part,
                sketch: sketches.together(key, texts),
                only: named[&part.title.as_deref()] == 1,
            }
        })
        .collect()
}

fn all<'s>(sought: &'s [Sought]) -> Vec<&'s Sketch> {
    sought.iter().map(|one| &one.sketch).collect()
}

/// What it is worth to take two sections for one; `None` when they are not.
fn judge(
    (at, other): (u32, u32),
    (old, new): (&[Sought], &[Sought]),
    sketches: &Sketches,
) -> Option<Judged> {
    let (from, to) = (&old[at as usize], &new[other as usize]);
    let matter = sketches.likeness(&from.sketch, &to.sketch).share;
    let named = from.sketch.key == to.sketch.key;
    let title = if named {
        ALIKE
    } else {
        alike(from.part, to.part)
    };
    let told = matter >= SAME_MATTER || (title >= HALF && matter >= LIKE_MATTER);
    (told || named).then_some(Judged {
        candidate: Candidate {
            old: at,
            new: other,
            // What a section says tells more than what it is called.
            worth: title + 2 * matter + 1,
        },
        // The only section of its name is known by it, wherever it went.
        anywhere: told || (from.only && to.only),
    })
}

/// How alike two headings are: the part of their longer words that both have. Questions 12 and 13 are not alike.
fn alike(old: &Part, new: &Part) -> u64 {
    let (Some(old), Some(new)) = (&old.title, &new.title) else {
        return 0;
    };
    if !numbers(old).eq(numbers(new)) {
        return 0;
    }
    let (old, new) = (telling(old), telling(new));
    let both = old.iter().filter(|word| new.contains(word)).count();
    2 * ALIKE * both as u64 / (old.len() + new.len()) as u64
}

fn numbers(title: &[String]) -> impl Iterator<Item = &String> {
    let numeric = |word: &&String| word.starts_with(|letter: char| letter.is_ascii_digit());
    title.iter().filter(numeric)
}

fn telling(title: &[String]) -> Vec<&String> {
    let long = title.iter().filter(|word| word.chars().count() >= SHORT);
    let mut words: Vec<&String> = long.collect();
    if words.is_empty() {
        words = title.iter().collect();
    }
    words.sort_unstable();
    words.dedup();
    words
}
