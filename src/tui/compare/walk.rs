//! Going through the rows of blocks: only those on the screen, and those on the way there, are ever laid out.
//!
//! It must not know which key asked, nor what is drawn.

use crate::tui::compare::blocks::Block;
use crate::tui::compare::rows::{Laid, Line, Measure};

/// A row: a block by its place, and the row of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct At {
    /// The block.
    pub block: usize,
    /// Its row, from 0.
    pub line: usize,
}

/// Blocks as they are laid out.
#[derive(Debug, Clone, Copy)]
pub struct Walk<'m> {
    /// All blocks.
    pub blocks: &'m [Block],
    /// How they are laid out.
    pub measure: Measure<'m>,
    /// Rows of the screen for them.
    pub height: usize,
}

impl Walk<'_> {
    /// A block with its rows.
    #[must_use]
    pub fn laid(&self, block: usize) -> Laid {
        let before = block.checked_sub(1).map(|before| self.blocks[before]);
        self.measure.lay(self.blocks[block], before)
    }

    fn lines(&self, block: usize) -> usize {
        self.laid(block).lines.len()
    }

    /// The row some rows further down, or up where there are fewer than none; no further than there are rows.
    #[must_use]
    pub fn walk(&self, from: At, rows: i64) -> At {
        let (mut at, mut left) = (self.within(from), rows.unsigned_abs() as usize);
        if rows >= 0 {
            loop {
                let lines = self.lines(at.block);
                if at.line + left < lines {
                    at.line += left;
                    return at;
                }
                if at.block + 1 >= self.blocks.len() {
                    at.line = lines.saturating_sub(1);
                    return at;
                }
                left -= lines - at.line;
                at = At {
                    block: at.block + 1,
                    line: 0,
                };
            }
        }
        while left > at.line {
            let Some(block) = at.block.checked_sub(1) else {
                return At::default();
            };
            left -= at.line + 1;
            let line = self.lines(block) - 1;
            at = At { block, line };
        }
        at.line -= left;
        at
    }

    /// A row that there is, of the same block: at another width it may have fewer.
    fn within(&self, at: At) -> At {
        let block = at.block.min(self.blocks.len().saturating_sub(1));
        let line = at.line.min(self.lines(block).saturating_sub(1));
        At { block, line }
    }

    /// A first row that leaves no more rows of the screen empty than it must.
    #[must_use]
    pub fn clamp(&self, top: At) -> At {
        self.within(top).min(self.last())
    }

    /// The first row of the last screen.
    fn last(&self) -> At {
        let block = self.blocks.len().saturating_sub(1);
        let line = self.lines(block).saturating_sub(1);
        let back = self.height.saturating_sub(1) as i64;
        self.walk(At { block, line }, -back)
    }

    /// The blocks on the screen below a first row, each with its rows and the first of them that is seen.
    #[must_use]
    pub fn seen(&self, top: At) -> Vec<(usize, Laid, usize)> {
        let mut seen = Vec::new();
        let (mut left, mut from) = (self.height, top.line);
        for block in top.block..self.blocks.len() {
            if left == 0 {
                break;
            }
            let laid = self.laid(block);
            left = left.saturating_sub(laid.lines.len().saturating_sub(from));
            seen.push((block, laid, from));
            from = 0;
        }
        seen
    }

    /// The first row of a block that is not empty.
    #[must_use]
    pub fn start(&self, block: usize) -> At {
        let laid = self.laid(block);
        let blank = |line: &&Line| matches!(line, Line::Blank);
        let line = laid.lines.iter().take_while(blank).count();
        At { block, line }
    }

    /// The first row that shows a block well: the one there is, if it does, else so that the block comes to a third of the height.
    #[must_use]
    pub fn reveal(&self, top: At, block: usize) -> At {
        let start = self.start(block);
        let row = self.row_of(top, start);
        let well = |row| row < (self.height - self.height / 4).max(1) || top >= self.last();
        if row.is_some_and(well) {
            return top;
        }
        self.clamp(self.walk(start, -((self.height / 3) as i64)))
    }

    /// The row of the screen that a row is on.
    fn row_of(&self, top: At, wanted: At) -> Option<usize> {
        let mut row = 0;
        for (block, laid, from) in self.seen(top) {
            if block == wanted.block {
                let row = row + wanted.line.checked_sub(from)?;
                return (row < self.height).then_some(row);
            }
            row += laid.lines.len().saturating_sub(from);
        }
        None
    }

    /// The nearest block to a wished one that has words on the screen.
    #[must_use]
    pub fn in_sight(&self, top: At, wished: usize) -> usize {
        let mut blocks = Vec::new();
        let mut left = self.height;
        for (block, laid, from) in self.seen(top) {
            let lines = laid.lines[from.min(laid.lines.len())..].iter().take(left);
            left -= lines.len();
            if lines.clone().any(|line| !matches!(line, Line::Blank)) {
                blocks.push(block);
            }
        }
        match (blocks.first(), blocks.last()) {
            (Some(&first), Some(&last)) => wished.clamp(first, last),
            _ => top.block,
        }
    }
}
