//! Short notes that stand where they stood, under the label that they had, with mostly the same words: the same notes, though they cite other
//! papers now.
//!
//! By what they say, notes of one form that cite different papers have nothing in common; so this comes last, and only for what is left
//! between notes that have their counterparts. It must not know how those were found.

use std::collections::HashMap;

use crate::compare::matching::{Candidate, in_order};
use crate::compare::outline::Part;
use crate::compare::sketch::{ALIKE, Sketch, common};

/// From here on a note in its place is the same, in thousandths of its words, all of equal weight. `Kamerstukken II 2019/20, 29 628, nr. 975`
/// has 800 and more in common with another number of its dossier, and little more than 600 with one of another dossier in the same year.
const MOSTLY: u64 = 650;

/// The notes of two sections that may be the same, by their positions among the notes of each: in order, none crossing another nor one that
/// has its counterpart. `counterpart` tells where in the newer section the note at a position has it; `taken` what has one anywhere.
pub(super) fn in_their_places(
    (old, new): (&Part, &Part),
    (old_sketches, new_sketches): (&[&Sketch], &[&Sketch]),
    counterpart: impl Fn(usize) -> Option<usize>,
    taken: &(impl Fn(usize) -> bool, impl Fn(usize) -> bool),
) -> Vec<Candidate> {
    let mut chosen = Vec::new();
    let (mut old_from, mut new_from) = (0, 0);
    let ends = (0..old.notes.len()).filter_map(|at| Some((at, counterpart(at)?)));
    let last = (old.notes.len(), new.notes.len());
    for (old_end, new_end) in ends.chain([last]) {
        // Each label leads from a note to one other at most, so that the work grows with the notes.
        let mut others: HashMap<&(String, u32), usize> = HashMap::new();
        for at in (new_from..new_end).rev().filter(|&at| !taken.1(at)) {
            others.insert(&new.labels[at], at);
        }
        let mut candidates = Vec::new();
        for at in (old_from..old_end).filter(|&at| !taken.0(at)) {
            let Some(other) = others.remove(&old.labels[at]) else {
                continue;
            };
            let (share, worth) = plain_likeness(old_sketches[at], new_sketches[other]);
            if share >= MOSTLY {
                candidates.push(Candidate {
                    old: at as u32,
                    new: other as u32,
                    worth,
                });
            }
        }
        chosen.extend(in_order(candidates));
        (old_from, new_from) = (old_end + 1, new_end + 1);
    }
    chosen
}

/// What part of their words two short notes share, in thousandths, and how many that are.
fn plain_likeness(old: &Sketch, new: &Sketch) -> (u64, u64) {
    let all = (old.plain.len() + new.plain.len()) as u64;
    let shared = common(&old.plain, &new.plain).count() as u64;
    ((2 * ALIKE * shared).checked_div(all).unwrap_or(0), shared)
}
