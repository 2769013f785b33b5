//! How much of anything a file may hold before it is refused: more than any letter needs, less than would harm the machine.
//!
//! Each limit has a setting of its name, which the error names too. It must not know formats.

use crate::ingest::apart::Allowance;

/// The limits in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of all parts that are read of an archive, unpacked. One part may take a quarter of it.
    pub unpacked: u64,
    /// How many times larger than packed a part of an archive may be: text packs to a tenth, a bomb to a thousandth.
    pub ratio: u64,
    /// Parts of an archive. Files of office suites have tens, with a picture a page a few hundred.
    pub parts: usize,
    /// Elements within elements.
    pub depth: usize,
    /// Tags of a web page that are open at once: its parser takes time by their square.
    pub open: usize,
    /// Attributes of one element: parsers take time by their square.
    pub attributes: usize,
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
            ratio: 200,
            parts: 2_000,
            // As deep as any office suite nests, and shallow enough to walk by recursion.
            depth: 256,
            open: 5_000,
            attributes: 1_000,
            nodes: 20_000_000,
            pages: 10_000,
            parser: Allowance::default(),
        }
    }
}
