//! A comparison as blocks, from the top down: headings, paragraphs that differ, and runs of those that do not, each folded into one row.
//!
//! It must not know how a block looks, nor which one is chosen.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::compare::{Change, Comparison, Row, SectionPair};
use crate::document::Kind;
use crate::tui::compare::comparer::{Pair, Version};

/// A piece of a comparison. Sections and rows by their indices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Block {
    /// A section's heading, with its counts.
    Heading(u32),
    /// The heading of a section in which nothing differs, and all that is below it.
    Quiet(u32),
    /// Rows that are the same, from one up to another.
    Fold(u32, u32),
    /// One row.
    Row(u32),
}

/// Which runs of what is the same are unfolded.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unfolded {
    /// All of them.
    pub all: bool,
    /// Those that begin with these rows.
    pub runs: BTreeSet<u32>,
}

impl Unfolded {
    fn has(&self, run: u32) -> bool {
        self.all || self.runs.contains(&run)
    }
}

impl Block {
    /// Its first row.
    #[must_use]
    pub fn first(self, comparison: &Comparison) -> u32 {
        match self {
            Self::Heading(section) | Self::Quiet(section) => {
                comparison.sections[section as usize].rows.start
            }
            Self::Fold(from, _) => from,
            Self::Row(row) => row,
        }
    }

    /// Whether a section begins with it.
    #[must_use]
    pub fn is_heading(self) -> bool {
        matches!(self, Self::Heading(_) | Self::Quiet(_))
    }

    /// The row at which what it folds begins; `None`: it folds nothing.
    #[must_use]
    pub fn run(self, pair: &Pair) -> Option<u32> {
        match self {
            Self::Quiet(section) => {
                Some(headings(pair, &pair.comparison.sections[section as usize]).end)
            }
            Self::Fold(from, _) => Some(from),
            Self::Heading(_) | Self::Row(_) => None,
        }
    }

    /// Whether something changed here.
    #[must_use]
    pub fn is_change(self, pair: &Pair) -> bool {
        match self {
            Self::Heading(section) => {
                let section = &pair.comparison.sections[section as usize];
                let headings = headings(pair, section);
                let mut headings = headings.map(|at| &pair.comparison.rows[at as usize]);
                section.moved || headings.any(differs)
            }
            Self::Row(row) => differs(&pair.comparison.rows[row as usize]),
            Self::Quiet(_) | Self::Fold(..) => false,
        }
    }
}

/// Whether a row tells of a change.
#[must_use]
pub fn differs(row: &Row) -> bool {
    row.change != Change::Same || row.moved
}

/// The rows of a section that are its heading: one, or none, or an old one and a new one.
#[must_use]
pub fn headings(pair: &Pair, section: &SectionPair) -> Range<u32> {
    let rows = pair.comparison.rows_of(section).iter();
    let headings = rows.take_while(|row| matches!(kind(pair, row), Kind::Heading(_)));
    section.rows.start..section.rows.start + headings.count() as u32
}

/// What a row's paragraph is.
#[must_use]
pub fn kind(pair: &Pair, row: &Row) -> Kind {
    let (version, paragraph) = paragraph(row);
    pair.document(version).paragraphs[paragraph as usize].kind
}

/// The paragraph of a row, of the newer letter where that has it.
#[must_use]
pub fn paragraph(row: &Row) -> (Version, u32) {
    match (row.new, row.old) {
        (Some(new), _) => (Version::New, new),
        (None, old) => (Version::Old, old.expect("a row is of one letter at least")),
    }
}

/// All blocks of a comparison.
#[must_use]
pub fn blocks(pair: &Pair, unfolded: &Unfolded) -> Vec<Block> {
    let comparison = &pair.comparison;
    let mut blocks = Vec::new();
    for (section, at) in comparison.sections.iter().zip(0..) {
        let below = headings(pair, section).end..section.rows.end;
        let differing = section.totals.differing();
        if differing == 0 && !section.moved && !below.is_empty() && !unfolded.has(below.start) {
            blocks.push(Block::Quiet(at));
            continue;
        }
        blocks.push(Block::Heading(at));
        let mut rows = below.clone();
        while let Some(row) = rows.next() {
            let same = |row: u32| !differs(&comparison.rows[row as usize]);
            if !same(row) {
                blocks.push(Block::Row(row));
                continue;
            }
            let end = (row..below.end).find(|&row| !same(row));
            let end = end.unwrap_or(below.end);
            // A section in which nothing differs is unfolded as a whole.
            if unfolded.has(row) {
                blocks.extend((row..end).map(Block::Row));
            } else {
                blocks.push(Block::Fold(row, end));
            }
            rows.start = end;
        }
    }
    blocks
}

/// The block that holds a row, by its place; with `heading`, the heading above it where that has no words of its own and shares its row.
#[must_use]
pub fn block_of(blocks: &[Block], comparison: &Comparison, (row, heading): (u32, bool)) -> usize {
    let behind = blocks.partition_point(|block| block.first(comparison) <= row);
    let at = behind.saturating_sub(1);
    let above = at.checked_sub(1).filter(|&above| {
        heading
            && !blocks[at].is_heading()
            && blocks[above].is_heading()
            && blocks[above].first(comparison) == row
    });
    above.unwrap_or(at)
}
