//! Decides which numbers in the text are note marks: the best rising chain that fits the notes there are.
//!
//! Every candidate brings a weight (its place in the line, whether its note stands on its page); every note left without
//! a mark costs a fine. The chain with the highest sum beats a greedy 1, 2, 3, which one false `1` would derail.
//! It must not know paragraphs.

use std::collections::HashSet;

use crate::ingest::text::candidates::{Candidate, Family, SURE};
use crate::ingest::text::lines::Line;
use crate::ingest::text::notes::Block;

/// A number taken for a mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    /// Index of its line.
    pub(super) line: u32,
    /// Its bytes in the line.
    pub(super) start: u32,
    /// The first byte behind it.
    pub(super) end: u32,
    /// The label of the note it points to.
    pub(super) label: String,
    /// It may be a number.
    pub(super) doubtful: bool,
}

/// What was decided: the marks in order, and the numbers left in the text that may be marks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Decision {
    /// In order of their places.
    pub(super) marks: Vec<Mark>,
    /// In order of their places.
    pub(super) doubts: Vec<Candidate>,
}

/// Looks of a candidate that nothing tells from other numbers of the text.
const LIKE_ANY_NUMBER: i8 = -3;

/// What a note without a mark costs the chain.
const FINE: i32 = 3;
/// Marks in letters without any notes are counted from 1 up to at least this number before they are believed.
const LEAST_WITHOUT_NOTES: u16 = 2;

/// A note that marks may point to.
#[derive(Debug, Clone, Copy)]
struct Target {
    number: u16,
    family: Family,
    line: u32,
    page: u32,
    closing: bool,
}

/// Chooses the marks part by part. `parts` are the first lines of the second and all further parts.
pub(super) fn choose(
    lines: &[Line<'_>],
    candidates: &[Candidate],
    blocks: &[Block],
    parts: &[usize],
) -> Decision {
    let mut decision = Decision::default();
    let (mut rest, mut blocks) = (candidates, blocks);
    for part in 0..=parts.len() {
        let end = parts.get(part).copied().unwrap_or(usize::MAX);
        let split = rest.partition_point(|candidate| (candidate.line as usize) < end);
        let cut = blocks.partition_point(|block| block.start < end);
        let targets = targets(lines, &blocks[..cut]);
        choose_in_part(lines, &rest[..split], &targets, &mut decision);
        rest = &rest[split..];
        blocks = &blocks[cut..];
    }
    decision
}

/// The notes of a part, by family and number.
fn targets(lines: &[Line<'_>], blocks: &[Block]) -> Vec<Target> {
    let mut targets: Vec<Target> = blocks
        .iter()
        .flat_map(|block| {
            block.notes.iter().map(|note| Target {
                number: note.label.number,
                family: note.label.family,
                line: note.line as u32,
                page: lines[note.line].page,
                closing: block.closing,
            })
        })
        .collect();
    targets.sort_unstable_by_key(|target| (target.family, target.number));
    targets
}

/// How labels read in this part: with their brackets only where `1` and `1)` are different notes.
pub(super) fn label(family: Family, number: u16, mixed: bool) -> String {
    match family {
        Family::Star => "*".repeat(usize::from(number)),
        Family::Paren if mixed => format!("{number})"),
        Family::Round if mixed => format!("({number})"),
        Family::Square if mixed => format!("[{number}]"),
        _ => number.to_string(),
    }
}

/// Whether notes of several numbered families stand together.
pub(super) fn is_mixed(families: impl Iterator<Item = Family>) -> bool {
    let mut first = None;
    families
        .filter(|family| *family != Family::Star)
        .any(|family| *first.get_or_insert(family) != family)
}

fn choose_in_part(
    lines: &[Line<'_>],
    candidates: &[Candidate],
    targets: &[Target],
    decision: &mut Decision,
) {
    let mixed = is_mixed(targets.iter().map(|target| target.family));
    let only = (!mixed)
        .then(|| targets.iter().find(|target| target.family != Family::Star))
        .flatten();
    let mut found = Vec::new();
    // Marks in round brackets are no other's than notes' that are so labelled; where they stand, others are none.
    let round = only.is_some_and(|target| target.family == Family::Round)
        && candidates
            .iter()
            .any(|mark| mark.family == Family::Round && mark.looks >= SURE);
    for family in Family::ALL {
        if round && !matches!(family, Family::Round | Family::Star) {
            continue;
        }
        let written: Vec<&Candidate> = candidates
            .iter()
            .filter(|candidate| {
                candidate.family == family && lines[candidate.line as usize].is_text()
            })
            .collect();
        if written.is_empty() {
            continue;
        }
        let meant = only
            .filter(|_| family != Family::Star)
            .map_or(family, |target| target.family);
        let from = targets.partition_point(|target| target.family < meant);
        let to = targets.partition_point(|target| target.family <= meant);
        let mut chain = Chain {
            lines,
            targets: &targets[from..to],
            chosen: vec![false; written.len()],
        };
        chain.best(&written);
        chain.repeated(&written);
        chain.without_note(&written);
        for (candidate, chosen) in written.iter().zip(&chain.chosen) {
            if *chosen {
                let mark = Mark {
                    line: candidate.line,
                    start: candidate.start,
                    end: candidate.end,
                    label: label(meant, candidate.number, mixed),
                    doubtful: candidate.looks < 0,
                };
                found.push((candidate.looks <= LIKE_ANY_NUMBER, mark));
            } else if chain.is_odd(candidate) {
                decision.doubts.push(**candidate);
            }
        }
    }
    // What looks like any number is a mark only of a note that has no other.
    let plain: HashSet<String> = found
        .iter()
        .filter(|(weak, _)| !weak)
        .map(|(_, mark)| mark.label.clone())
        .collect();
    found.retain(|(weak, mark)| !weak || !plain.contains(&mark.label));
    let mut found: Vec<Mark> = found.into_iter().map(|(_, mark)| mark).collect();
    found.sort_unstable_by_key(|mark| (mark.line, mark.start));
    // A number may be read in two families ("1)" and "1"); the first reading stands.
    found.dedup_by(|later, earlier| later.line == earlier.line && later.start < earlier.end);
    decision.marks.append(&mut found);
}

/// The choice among the candidates of one family in one part.
struct Chain<'c, 'a> {
    lines: &'c [Line<'a>],
    targets: &'c [Target],
    chosen: Vec<bool>,
}

impl Chain<'_, '_> {
    /// The note a candidate would point to, and its rank among the notes.
    fn target(&self, candidate: &Candidate) -> Option<(usize, Target)> {
        let rank = self
            .targets
            .partition_point(|target| target.number < candidate.number);
        self.targets
            .get(rank)
            .filter(|target| target.number == candidate.number)
            .map(|target| (rank, *target))
    }

    /// How much a candidate is worth as a mark of a note.
    fn weight(&self, candidate: &Candidate, target: &Target) -> i32 {
        let page = self.lines[candidate.line as usize].page;
        let place = if target.line < candidate.line {
            -6
        } else if target.page == page || target.closing {
            4
        } else if target.page == page + 1 {
            2
        } else {
            -1
        };
        i32::from(candidate.looks) + place
    }

    /// Marks the best rising chain as chosen.
    fn best(&mut self, candidates: &[&Candidate]) {
        let mut prefix = PrefixBest::new(self.targets.len());
        let mut before: Vec<Option<usize>> = vec![None; candidates.len()];
        let mut best: Option<(i32, usize)> = None;
        let count = self.targets.len() as i32;
        for (at, candidate) in candidates.iter().enumerate() {
            let Some((rank, target)) = self.target(candidate) else {
                continue;
            };
            let weight = self.weight(candidate, &target);
            let led = prefix.below(rank).filter(|&(score, _)| score > 0);
            before[at] = led.map(|(_, from)| from);
            let score = weight + led.map_or(0, |(score, _)| score) - FINE * rank as i32;
            prefix.add(rank, score + FINE * (rank as i32 + 1), at);
            let whole = score - FINE * (count - rank as i32 - 1);
            if best.is_none_or(|(best, _)| whole > best) {
                best = Some((whole, at));
            }
        }
        let mut at = best
            .filter(|&(whole, _)| whole > -FINE * count)
            .map(|(_, at)| at);
        while let Some(index) = at {
            self.chosen[index] = true;
            at = before[index];
        }
    }

    /// Further marks of notes that are cited already, or stand on the same page.
    fn repeated(&mut self, candidates: &[&Candidate]) {
        let mut highest = 0;
        for (at, candidate) in candidates.iter().enumerate() {
            if self.chosen[at] {
                highest = candidate.number.max(highest);
            } else if candidate.looks >= SURE
                && let Some((_, target)) = self.target(candidate)
            {
                let page = self.lines[candidate.line as usize].page;
                self.chosen[at] = candidate.number <= highest || target.page == page;
            }
        }
    }

    /// Marks whose notes are lost: between their neighbours in number as in place, or counting up from 1 in a letter
    /// that has no notes at all.
    fn without_note(&mut self, candidates: &[&Candidate]) {
        let sure = |candidate: &Candidate| candidate.looks >= SURE;
        if self.targets.is_empty() {
            let mut next = 1;
            let counted: Vec<usize> = (0..candidates.len())
                .filter(|&at| {
                    let due = sure(candidates[at]) && candidates[at].number == next;
                    next += u16::from(due);
                    due
                })
                .collect();
            if next > LEAST_WITHOUT_NOTES {
                for at in counted {
                    self.chosen[at] = true;
                }
            }
            return;
        }
        let mut above = vec![u16::MAX; candidates.len() + 1];
        for at in (0..candidates.len()).rev() {
            above[at] = if self.chosen[at] {
                candidates[at].number.min(above[at + 1])
            } else {
                above[at + 1]
            };
        }
        let mut highest = 0;
        for (at, candidate) in candidates.iter().enumerate() {
            let fits =
                candidate.number > highest && candidate.number < above[at] && above[at] < u16::MAX;
            if !self.chosen[at] && sure(candidate) && fits && self.target(candidate).is_none() {
                self.chosen[at] = true;
            }
            if self.chosen[at] {
                highest = candidate.number.max(highest);
            }
        }
    }

    /// Whether a number left in the text looks too much like a mark to say nothing.
    fn is_odd(&self, candidate: &Candidate) -> bool {
        let highest = self.targets.last().map_or(0, |target| target.number);
        candidate.family != Family::Star
            && candidate.looks >= SURE
            && candidate.number <= highest.saturating_add(10)
    }
}

/// The best score among all notes of lower rank (a Fenwick tree over ranks).
struct PrefixBest(Vec<Option<(i32, usize)>>);

impl PrefixBest {
    fn new(ranks: usize) -> Self {
        Self(vec![None; ranks + 1])
    }

    fn add(&mut self, rank: usize, score: i32, at: usize) {
        let mut slot = rank + 1;
        while slot < self.0.len() {
            if self.0[slot].is_none_or(|(best, _)| score > best) {
                self.0[slot] = Some((score, at));
            }
            slot += slot & slot.wrapping_neg();
        }
    }

    fn below(&self, rank: usize) -> Option<(i32, usize)> {
        let mut best: Option<(i32, usize)> = None;
        let mut slot = rank;
        while slot > 0 {
            best = match (best, self.0[slot]) {
                (Some(best), Some(other)) => Some(if other.0 > best.0 { other } else { best }),
                (best, other) => best.or(other),
            };
            slot &= slot - 1;
        }
        best
    }
}
