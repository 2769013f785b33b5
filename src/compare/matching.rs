//! Pairs of counterparts, and how the best of many possible pairs are chosen.
//!
//! It must not know what is paired.

use std::cmp::Reverse;

/// What belongs to what in two letters.
#[derive(Debug)]
pub(super) struct Matching {
    /// Sections, by their index in the outlines.
    pub(super) sections: Vec<Pair>,
    /// Paragraphs.
    pub(super) paragraphs: Vec<Pair>,
}

/// Two counterparts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pair {
    pub(super) old: u32,
    pub(super) new: u32,
    /// Whether it is out of the order of the others.
    pub(super) moved: bool,
}

/// A pair that may be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Candidate {
    pub(super) old: u32,
    pub(super) new: u32,
    /// What choosing it is worth; more than nothing.
    pub(super) worth: u64,
}

impl Candidate {
    pub(super) fn pair(self, moved: bool) -> Pair {
        Pair {
            old: self.old,
            new: self.new,
            moved,
        }
    }
}

impl Matching {
    /// The same with the letters exchanged.
    pub(super) fn turned(self) -> Self {
        Self {
            sections: self.sections.into_iter().map(Pair::turned).collect(),
            paragraphs: self.paragraphs.into_iter().map(Pair::turned).collect(),
        }
    }
}

impl Pair {
    fn turned(self) -> Self {
        Self {
            old: self.new,
            new: self.old,
            ..self
        }
    }
}

/// Of all ways to choose pairs that keep the order on both sides, the one worth most: the heaviest chain, found in one pass over the candidates.
pub(super) fn in_order(mut candidates: Vec<Candidate>) -> Vec<Candidate> {
    // Of one old text the later counterparts first: then none of them goes on from another.
    candidates.sort_unstable_by_key(|one| (one.old, Reverse(one.new)));
    let width = candidates.iter().map(|one| one.new as usize + 1).max();
    let mut best = Best::new(width.unwrap_or(0));
    let mut before: Vec<Option<usize>> = Vec::with_capacity(candidates.len());
    let mut end: Option<Chain> = None;
    for (at, one) in candidates.iter().enumerate() {
        let chain = best.before(one.new as usize);
        before.push(chain.map(|chain| chain.end));
        let longer = Chain {
            worth: one.worth + chain.map_or(0, |chain| chain.worth),
            end: at,
        };
        best.offer(one.new as usize, longer);
        if end.is_none_or(|end| end.worth < longer.worth) {
            end = Some(longer);
        }
    }
    let mut chosen = Vec::new();
    let mut next = end.map(|end| end.end);
    while let Some(at) = next {
        chosen.push(candidates[at]);
        next = before[at];
    }
    chosen.reverse();
    chosen
}

/// Pairs in any order, those worth most first, each text once.
pub(super) fn in_any_order(mut candidates: Vec<Candidate>) -> Vec<Candidate> {
    candidates.sort_unstable_by_key(|one| (Reverse(one.worth), one.old, one.new));
    let side = |of: fn(&Candidate) -> u32| {
        let length = candidates.iter().map(|one| of(one) as usize + 1).max();
        vec![false; length.unwrap_or(0)]
    };
    let (mut old, mut new) = (side(|one| one.old), side(|one| one.new));
    candidates.retain(|one| {
        let free = !old[one.old as usize] && !new[one.new as usize];
        if free {
            old[one.old as usize] = true;
            new[one.new as usize] = true;
        }
        free
    });
    candidates
}

/// Candidates that follow each other on both sides.
#[derive(Debug, Clone, Copy)]
struct Chain {
    worth: u64,
    /// Index of its last candidate.
    end: usize,
}

/// The best chain that ends before each new text: a Fenwick tree of maxima.
struct Best {
    tree: Vec<Option<Chain>>,
}

impl Best {
    fn new(width: usize) -> Self {
        Self {
            tree: vec![None; width + 1],
        }
    }

    fn before(&self, new: usize) -> Option<Chain> {
        let mut at = new;
        let mut best: Option<Chain> = None;
        while at > 0 {
            best = better(best, self.tree[at]);
            at &= at - 1;
        }
        best
    }

    fn offer(&mut self, new: usize, chain: Chain) {
        let mut at = new + 1;
        while at < self.tree.len() {
            self.tree[at] = better(self.tree[at], Some(chain));
            at += at & at.wrapping_neg();
        }
    }
}

/// The chain worth more; of equals the one found first.
fn better(one: Option<Chain>, other: Option<Chain>) -> Option<Chain> {
    match (one, other) {
        (Some(one), Some(other)) => {
            let wins = (other.worth, Reverse(other.end)) > (one.worth, Reverse(one.end));
            Some(if wins { other } else { one })
        }
        (one, other) => one.or(other),
    }
}
