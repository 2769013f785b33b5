//! The words that differ between two texts.
//!
//! It must not know what the texts are.

use std::collections::HashMap;
use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};
use unicode_segmentation::UnicodeSegmentation as _;

/// A stretch of two texts: words that are the same, or words that stand in each other's place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// Bytes of the older text; empty where words were put in.
    pub old: Range<usize>,
    /// Bytes of the newer text; empty where words were taken out.
    pub new: Range<usize>,
    /// Whether both are the same, to the byte.
    pub same: bool,
}

/// So few words that are the same, between changes of [`REWRITTEN`] times as many, are taken for changed too: a stray "de" that both texts
/// happen to have makes what was rewritten harder to read.
const STRAY: usize = 2;

/// See [`STRAY`].
const REWRITTEN: usize = 3;

/// The stretches of two texts in order; they cover both. Words, signs and numbers differ as a whole. The other way round, the answer is its
/// mirror image.
#[must_use]
pub fn differences(old: &str, new: &str) -> Vec<Stretch> {
    if old <= new {
        return stretches(old, new);
    }
    let mut mirrored = stretches(new, old);
    for stretch in &mut mirrored {
        std::mem::swap(&mut stretch.old, &mut stretch.new);
    }
    mirrored
}

fn stretches(old: &str, new: &str) -> Vec<Stretch> {
    let (old_words, new_words) = (words(old), words(new));
    let mut covering = Covering {
        old,
        new,
        stretches: Vec::new(),
    };
    for (from, to) in same_words((old, &old_words), (new, &new_words)) {
        let (from, to) = (&old_words[from], &new_words[to]);
        covering.gap(from.start, to.start);
        covering.push(from.end, to.end, true);
    }
    covering.gap(old.len(), new.len());
    covering.stretches
}

/// The words, numbers and signs of a text, without the spaces between them.
fn words(text: &str) -> Vec<Range<usize>> {
    let pieces = text.split_word_bound_indices();
    let solid = pieces.filter(|(_, piece)| !piece.trim().is_empty());
    solid.map(|(at, piece)| at..at + piece.len()).collect()
}

/// Which words are the same, by their positions, in order.
fn same_words(
    (old, old_words): (&str, &[Range<usize>]),
    (new, new_words): (&str, &[Range<usize>]),
) -> Vec<(usize, usize)> {
    let mut numbers: HashMap<&str, u32> = HashMap::new();
    let mut number = |word| {
        let next = numbers.len() as u32;
        *numbers.entry(word).or_insert(next)
    };
    let old: Vec<u32> = old_words
        .iter()
        .map(|word| number(&old[word.clone()]))
        .collect();
    let new: Vec<u32> = new_words
        .iter()
        .map(|word| number(&new[word.clone()]))
        .collect();
    let operations = capture_diff_slices(Algorithm::Myers, &old, &new);
    let mut same = Vec::new();
    // Words changed since the last ones that are the same.
    let mut before = 0;
    for (at, operation) in operations.iter().enumerate() {
        let DiffOp::Equal {
            old_index,
            new_index,
            len,
        } = *operation
        else {
            before += changed(operation);
            continue;
        };
        let after = operations.get(at + 1).map_or(0, changed);
        if len <= STRAY && before.min(after) >= REWRITTEN * len {
            before += len;
        } else {
            same.extend((0..len).map(|step| (old_index + step, new_index + step)));
            before = 0;
        }
    }
    same
}

/// How many words of the text with more of them.
fn changed(operation: &DiffOp) -> usize {
    operation.old_range().len().max(operation.new_range().len())
}

/// Stretches from the start of both texts on.
struct Covering<'t> {
    old: &'t str,
    new: &'t str,
    stretches: Vec<Stretch>,
}

impl Covering<'_> {
    /// What stands between two words that are the same: spaces, or what differs. Spaces at its ends that both have do not differ.
    fn gap(&mut self, old_end: usize, new_end: usize) {
        let (old_start, new_start) = self.end();
        let (old, new) = (&self.old[old_start..old_end], &self.new[new_start..new_end]);
        if old == new {
            self.push(old_end, new_end, true);
            return;
        }
        let spaces = |one: Option<char>, other: Option<char>| {
            one.filter(|&letter| letter.is_whitespace() && one == other)
                .map_or(0, char::len_utf8)
        };
        let first = spaces(old.chars().next(), new.chars().next());
        let (old, new) = (&old[first..], &new[first..]);
        let last = spaces(old.chars().next_back(), new.chars().next_back());
        self.push(old_start + first, new_start + first, true);
        self.push(old_end - last, new_end - last, false);
        self.push(old_end, new_end, true);
    }

    /// How far both texts are covered.
    fn end(&self) -> (usize, usize) {
        let last = self.stretches.last();
        last.map_or((0, 0), |last| (last.old.end, last.new.end))
    }

    /// Covers both texts up to here.
    fn push(&mut self, old_end: usize, new_end: usize, same: bool) {
        let (old_start, new_start) = self.end();
        if (old_start, new_start) == (old_end, new_end) {
            return;
        }
        match self.stretches.last_mut() {
            Some(last) if last.same == same => {
                last.old.end = old_end;
                last.new.end = new_end;
            }
            _ => self.stretches.push(Stretch {
                old: old_start..old_end,
                new: new_start..new_end,
                same,
            }),
        }
    }
}
