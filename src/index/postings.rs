//! Reads where lexemes occur, straight from tantivy's postings: documents, frequencies, positions.
//!
//! tantivy's own queries stop at the first fifty terms of a prefix and score what needs no score. This module must not
//! know what a query is.

use std::io;
use std::sync::Arc;

use tantivy::postings::{BlockSegmentPostings, Postings as _, TermInfo};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, InvertedIndexReader, SegmentReader, TERMINATED};

use crate::index::bits::Bits;
use crate::index::schema::{JOINED, PLAIN};
use crate::index::vocabulary::{LexemeId, Vocabulary};

/// The postings of every lexeme, by its index.
pub(crate) struct Postings {
    plain: Arc<InvertedIndexReader>,
    joined: Arc<InvertedIndexReader>,
    /// Where each lexeme's postings lie.
    infos: Vec<TermInfo>,
    /// How many of the lexemes are plain.
    plain_len: usize,
    /// How many passages there are.
    passages: u32,
}

impl Postings {
    /// The postings of a segment, and the vocabulary whose indices they go by. No segment: a letter without a passage.
    pub(crate) fn open(segment: Option<&SegmentReader>) -> tantivy::Result<(Self, Vocabulary)> {
        let field = |name: &str| {
            let Some(segment) = segment else {
                let option = IndexRecordOption::WithFreqsAndPositions;
                return Ok(Arc::new(InvertedIndexReader::empty(option)));
            };
            segment.inverted_index(segment.schema().get_field(name)?)
        };
        let (plain, joined) = (field(PLAIN)?, field(JOINED)?);
        let mut infos = Vec::new();
        let plain_terms = terms(&plain, &mut infos)?;
        let joined_terms = terms(&joined, &mut infos)?;
        let postings = Self {
            plain,
            joined,
            infos,
            plain_len: plain_terms.len(),
            passages: segment.map_or(0, SegmentReader::max_doc),
        };
        Ok((postings, Vocabulary::new(&plain_terms, &joined_terms)))
    }

    /// How many passages there are.
    pub(crate) fn passages(&self) -> u32 {
        self.passages
    }

    /// In how many passages a lexeme occurs.
    pub(crate) fn passages_with(&self, id: LexemeId) -> usize {
        self.infos[id as usize].doc_freq as usize
    }

    /// Adds the passages in which any of the lexemes occurs.
    pub(crate) fn add_passages(&self, ids: impl IntoIterator<Item = LexemeId>, found: &mut Bits) {
        let mut blocks = None;
        for id in ids {
            let blocks = self.blocks(id, IndexRecordOption::Basic, &mut blocks);
            while !blocks.docs().is_empty() {
                for &passage in blocks.docs() {
                    found.insert(passage);
                }
                blocks.advance();
            }
        }
    }

    /// Calls `each` with every passage in which a lexeme occurs and how often.
    pub(crate) fn frequencies(
        &self,
        id: LexemeId,
        reader: &mut Reader,
        mut each: impl FnMut(u32, u32),
    ) {
        let blocks = self.blocks(id, IndexRecordOption::WithFreqs, &mut reader.blocks);
        while !blocks.docs().is_empty() {
            for (&passage, &count) in blocks.docs().iter().zip(blocks.freqs()) {
                each(passage, count);
            }
            blocks.advance();
        }
    }

    /// Calls `each` with the positions of a lexeme in those of the passages in which it occurs.
    pub(crate) fn positions(&self, id: LexemeId, within: &Bits, mut each: impl FnMut(u32, &[u32])) {
        let option = IndexRecordOption::WithFreqsAndPositions;
        let info = &self.infos[id as usize];
        let mut postings = in_memory(self.field(id).read_postings_from_terminfo(info, option));
        let mut positions = Vec::new();
        let mut passage = postings.doc();
        while passage != TERMINATED {
            match within.next_from(passage) {
                None => return,
                Some(wanted) if wanted > passage => passage = postings.seek(wanted),
                Some(_) => {
                    postings.positions(&mut positions);
                    each(passage, &positions);
                    passage = postings.advance();
                }
            }
        }
    }

    fn field(&self, id: LexemeId) -> &InvertedIndexReader {
        if (id as usize) < self.plain_len {
            &self.plain
        } else {
            &self.joined
        }
    }

    /// A lexeme's blocks of postings, in a reader that is kept between lexemes: opening one costs more than most lists.
    fn blocks<'r>(
        &self,
        id: LexemeId,
        option: IndexRecordOption,
        kept: &'r mut Option<BlockSegmentPostings>,
    ) -> &'r mut BlockSegmentPostings {
        let (field, info) = (self.field(id), &self.infos[id as usize]);
        match kept {
            Some(blocks) => {
                in_memory(field.reset_block_postings_from_terminfo(info, blocks));
                blocks
            }
            None => kept.insert(in_memory(
                field.read_block_postings_from_terminfo(info, option),
            )),
        }
    }
}

/// A reader of frequencies, kept between lexemes.
#[derive(Default)]
pub(crate) struct Reader {
    blocks: Option<BlockSegmentPostings>,
}

/// The terms of a field in byte order; adds where their postings lie.
fn terms(field: &InvertedIndexReader, infos: &mut Vec<TermInfo>) -> io::Result<Vec<Box<str>>> {
    let mut terms = Vec::with_capacity(field.terms().num_terms());
    let mut stream = field.terms().stream()?;
    while let Some((term, info)) = stream.next() {
        terms.push(String::from_utf8_lossy(term).into());
        infos.push(info.clone());
    }
    Ok(terms)
}

/// The answer of a reader whose bytes lie in memory, written by this process a moment ago.
fn in_memory<T>(read: io::Result<T>) -> T {
    read.expect("postings in memory, written by this process, can be read")
}
