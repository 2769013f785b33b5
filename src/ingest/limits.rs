//! How much of anything a file may hold before it is refused: more than any letter needs, less than would harm the machine.
//!
//! Each limit has a setting of its name, which the error names too. It must not know formats.

use crate::ingest::apart::Allowance;

/// The limits in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of all parts that are read of an archive, unpacked. One part may take a quarter of it.
    pub unpacked: u64,
    /// Elements within elements.
    pub depth: usize,
    /// Elements, texts and attributes of one file.
    pub nodes: u32,
    /// Pages of a PDF.
    pub pages: usize,
    /// What the process may take that parses a PDF or HTML.
    pub parser: Allowance,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            unpacked: 256 << 20,
            // As deep as any office suite nests, and shallow enough to walk by recursion.
            depth: 256,
            nodes: 20_000_000,
            pages: 10_000,
            parser: Allowance::default(),
        }
    }
}
