//! Which paragraph of the older letter is which of the newer: in order within each pair of sections, then whatever moved elsewhere, then notes by their labels.
//!
//! It must not know how sections are paired.

use crate::compare::labels;
use crate::compare::matching::{Candidate, Pair, in_any_order, in_order};
use crate::compare::nearest::nearest;
use crate::compare::outline::Outline;
use crate::compare::sketch::{ALIKE, Likeness, Sketch, Sketches};

/// From here on two paragraphs at the same point of two sections are one that was changed, in thousandths of their weighted words. Measured
/// on letters to parliament: of a paragraph and the nearest one in an unrelated letter nineteen of twenty stay below 150, and what lies
/// between 250 and 500 are the same sentences with other names, dates and reasons ("Voor u ligt het eerste / tweede halfjaarbericht").
const CHANGED: u64 = 250;

/// From here on one that stands elsewhere is the same: without its place as a witness, its words must say it. Formulas with other
/// names and dates stay below.
const MOVED: u64 = 600;

/// Shorter paragraphs ("Met vriendelijke groet,") are not followed to other places: words.
const SHORTEST_MOVED: usize = 6;

/// The paragraphs of two letters in work.
struct Work<'s> {
    sketches: &'s Sketches,
    /// Which of them have their counterpart.
    old: Vec<bool>,
    new: Vec<bool>,
    pairs: Vec<Pair>,
}

/// Pairs the paragraphs of two letters, given the pairs of their sections.
pub(super) fn align(
    old: &Outline,
    new: &Outline,
    sections: &[Pair],
    sketches: &Sketches,
) -> Vec<Pair> {
    let mut work = Work {
        sketches,
        old: vec![false; sketches.old.len()],
        new: vec![false; sketches.new.len()],
        pairs: Vec::new(),
    };
    for pair in sections {
        let (old, new) = (&old.parts[pair.old as usize], &new.parts[pair.new as usize]);
        // Two sections that are one have one heading, whatever it says.
        if let (Some(old), Some(new)) = (old.heading, new.heading) {
            work.take(Pair {
                old,
                new,
                moved: false,
            });
        }
        work.align_in_order(&old.text, &new.text);
        work.align_in_order(&old.notes, &new.notes);
    }
    let texts = |outline: &Outline| -> Vec<u32> {
        let parts = outline.parts.iter();
        parts.flat_map(|part| part.text.clone()).collect()
    };
    let notes = |outline: &Outline| -> Vec<u32> {
        let parts = outline.parts.iter();
        parts.flat_map(|part| part.notes.clone()).collect()
    };
    work.align_moved(&texts(old), &texts(new));
    work.align_moved(&notes(old), &notes(new));
    work.align_labelled((old, new), sections);
    work.pairs
}

impl<'s> Work<'s> {
    fn take(&mut self, pair: Pair) {
        self.old[pair.old as usize] = true;
        self.new[pair.new as usize] = true;
        self.pairs.push(pair);
    }

    /// Pairs the paragraphs of two sections so that as much text as possible is paired without crossing.
    fn align_in_order(&mut self, old: &[u32], new: &[u32]) {
        let candidates = self.candidates((old, new), |likeness| {
            // Beside each other, what is paired is the text: one long paragraph rather than two short ones.
            (likeness.share >= CHANGED).then_some(likeness.shared + 1)
        });
        for one in in_order(candidates) {
            self.take(Pair {
                old: old[one.old as usize],
                new: new[one.new as usize],
                moved: false,
            });
        }
    }

    /// Pairs what is left, wherever it stands.
    fn align_moved(&mut self, old: &[u32], new: &[u32]) {
        let left = |all: &[u32], taken: &[bool], sketches: &[Sketch]| -> Vec<u32> {
            let free = all.iter().copied().filter(|&at| !taken[at as usize]);
            free.filter(|&at| sketches[at as usize].words >= SHORTEST_MOVED)
                .collect()
        };
        let old = left(old, &self.old, &self.sketches.old);
        let new = left(new, &self.new, &self.sketches.new);
        let candidates = self.candidates((&old, &new), |likeness| {
            (likeness.share >= MOVED).then_some(likeness.share)
        });
        for one in in_any_order(candidates) {
            self.take(Pair {
                old: old[one.old as usize],
                new: new[one.new as usize],
                moved: true,
            });
        }
    }

    /// Pairs short notes of the same label that are left in the same place.
    fn align_labelled(&mut self, (old, new): (&Outline, &Outline), sections: &[Pair]) {
        let mut counterparts = vec![None; self.old.len()];
        for pair in &self.pairs {
            counterparts[pair.old as usize] = Some(pair.new).filter(|_| !pair.moved);
        }
        for pair in sections {
            let (old, new) = (&old.parts[pair.old as usize], &new.parts[pair.new as usize]);
            let sketches = |notes: &[u32], all: &'s [Sketch]| -> Vec<&'s Sketch> {
                notes.iter().map(|&at| &all[at as usize]).collect()
            };
            let old_sketches = sketches(&old.notes, &self.sketches.old);
            let new_sketches = sketches(&new.notes, &self.sketches.new);
            let counterpart = |at: usize| {
                let counterpart = counterparts[old.notes[at] as usize]?;
                new.notes.binary_search(&counterpart).ok()
            };
            let old_taken = |at: usize| self.old[old.notes[at] as usize];
            let new_taken = |at: usize| self.new[new.notes[at] as usize];
            let chosen = labels::in_their_places(
                (old, new),
                (&old_sketches, &new_sketches),
                counterpart,
                &(old_taken, new_taken),
            );
            for one in chosen {
                self.take(Pair {
                    old: old.notes[one.old as usize],
                    new: new.notes[one.new as usize],
                    moved: false,
                });
            }
        }
    }

    /// Pairs that may be taken, by their positions in two lists of paragraphs.
    fn candidates(
        &self,
        (old, new): (&[u32], &[u32]),
        worth: impl Fn(Likeness) -> Option<u64>,
    ) -> Vec<Candidate> {
        let sketches = self.sketches;
        let chosen = |paragraphs: &[u32], all: &'s [Sketch]| -> Vec<&'s Sketch> {
            paragraphs.iter().map(|&at| &all[at as usize]).collect()
        };
        let (old, new) = (chosen(old, &sketches.old), chosen(new, &sketches.new));
        let pairs = nearest(&old, &new, sketches).into_iter();
        pairs
            .filter_map(|(one, other)| {
                let (left, right) = (old[one as usize], new[other as usize]);
                let mut likeness = sketches.likeness(left, right);
                if left.key == right.key {
                    likeness.share = ALIKE;
                }
                Some(Candidate {
                    old: one,
                    new: other,
                    worth: worth(likeness)?,
                })
            })
            .collect()
    }
}
