//! Puts what belongs together into the order in which it is read.
//!
//! It must not know how counterparts are found.

use crate::compare::matching::{Matching, Pair};
use crate::compare::outline::{Outline, Part};
use crate::compare::{Change, Comparison, Row, SectionPair, Totals, words};
use crate::document::Document;

/// The counterparts of one letter's sections or paragraphs in the other.
struct Counterparts {
    /// By the index of the newer one.
    old: Vec<Option<u32>>,
    /// By the index of the older one.
    new: Vec<Option<u32>>,
    /// By the index of the newer one.
    moved: Vec<bool>,
}

/// Two letters with their outlines and what belongs together in them.
struct Letters<'d> {
    old: &'d Document,
    new: &'d Document,
    paragraphs: Counterparts,
}

/// The whole comparison.
pub(super) fn comparison(
    (old, old_outline): (&Document, &Outline),
    (new, new_outline): (&Document, &Outline),
    matching: &Matching,
) -> Comparison {
    let (old_parts, new_parts) = (&old_outline.parts, &new_outline.parts);
    let sections = Counterparts::new(&matching.sections, (old_parts.len(), new_parts.len()));
    let sizes = (old.paragraphs.len(), new.paragraphs.len());
    let letters = Letters {
        old,
        new,
        paragraphs: Counterparts::new(&matching.paragraphs, sizes),
    };
    let all = |parts: &[Part]| (0..parts.len() as u32).collect::<Vec<u32>>();
    let mut comparison = Comparison::default();
    for (from, to) in sections.merge(&all(old_parts), &all(new_parts)) {
        let start = comparison.rows.len();
        let none = Part::default();
        let old_part = from.map_or(&none, |at| &old_parts[at as usize]);
        let new_part = to.map_or(&none, |at| &new_parts[at as usize]);
        comparison.rows.extend(letters.rows(old_part, new_part));
        let mut totals = Totals::default();
        for row in &comparison.rows[start..] {
            totals.count(row);
            comparison.totals.count(row);
        }
        comparison.sections.push(SectionPair {
            old: old_part.section,
            new: new_part.section,
            moved: sections.moved(to),
            rows: start as u32..comparison.rows.len() as u32,
            totals,
        });
    }
    comparison
}

impl Letters<'_> {
    /// The rows of one section: its heading, its text, its notes.
    fn rows(&self, old: &Part, new: &Part) -> Vec<Row> {
        let headings = |part: &Part| part.heading.into_iter().collect::<Vec<u32>>();
        let mut pairs = self.paragraphs.merge(&headings(old), &headings(new));
        pairs.extend(self.paragraphs.merge(&old.text, &new.text));
        pairs.extend(self.paragraphs.merge(&old.notes, &new.notes));
        let rows = pairs.into_iter().map(|(old, new)| self.row(old, new));
        rows.collect()
    }

    fn row(&self, old: Option<u32>, new: Option<u32>) -> Row {
        let before = old.map(|at| self.old.paragraphs[at as usize].text.as_str());
        let after = new.map(|at| self.new.paragraphs[at as usize].text.as_str());
        let mut differences = Vec::new();
        let change = match (before, after) {
            (Some(before), Some(after)) if before == after => Change::Same,
            (Some(before), Some(after)) => {
                differences = words::differences(before, after);
                Change::Changed
            }
            (None, _) => Change::New,
            (_, None) => Change::Gone,
        };
        Row {
            old,
            new,
            change,
            moved: self.paragraphs.moved(new),
            words: differences,
        }
    }
}

impl Counterparts {
    fn new(pairs: &[Pair], (old, new): (usize, usize)) -> Self {
        let mut all = Self {
            old: vec![None; new],
            new: vec![None; old],
            moved: vec![false; new],
        };
        for pair in pairs {
            all.old[pair.new as usize] = Some(pair.old);
            all.new[pair.old as usize] = Some(pair.new);
            all.moved[pair.new as usize] = pair.moved;
        }
        all
    }

    fn moved(&self, new: Option<u32>) -> bool {
        new.is_some_and(|new| self.moved[new as usize])
    }

    /// Two ascending lists as one: all of the newer list in its order, each with its counterpart, and of the older list what has none, behind
    /// what it followed. What has its counterpart outside the newer list is left out: it stands there.
    fn merge(&self, old: &[u32], new: &[u32]) -> Vec<(Option<u32>, Option<u32>)> {
        let mut rows = Vec::with_capacity(old.len().max(new.len()));
        self.push_gone(old, new, &mut rows);
        for &at in new {
            let counterpart = self.old[at as usize];
            rows.push((counterpart, Some(at)));
            if let Some(Ok(found)) = counterpart.map(|from| old.binary_search(&from)) {
                self.push_gone(&old[found + 1..], new, &mut rows);
            }
        }
        rows
    }

    /// What is gone at the start of a list, up to the first that has its counterpart here.
    fn push_gone(&self, old: &[u32], new: &[u32], rows: &mut Vec<(Option<u32>, Option<u32>)>) {
        for &from in old {
            match self.new[from as usize] {
                None => rows.push((Some(from), None)),
                Some(at) if new.binary_search(&at).is_ok() => break,
                Some(_) => {}
            }
        }
    }
}
