//! Reads where lexemes occur, straight from tantivy's postings: documents, frequencies, positions.
//!
//! tantivy's own queries stop at the first fifty terms of a prefix and score what needs no score. This module must not
//! know what a query is.

use std::io;
use std::sync::Arc;

use tantivy::directory::OwnedBytes;
use tantivy::postings::{BlockSegmentPostings, Postings as _, TermInfo};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, InvertedIndexReader, SegmentReader, TERMINATED, Term};

use crate::index::bits::Bits;
use crate::index::lexicon::Entry;
use crate::index::openings::{self, Openings};
use crate::index::schema::{JOINED, PLAIN};
use crate::index::selection::Selection;
use crate::index::vocabulary::{LexemeId, Vocabulary};
use crate::index::volume::Fields;

/// A list of no more passages lies in one block of tantivy's and is gone through without skipping.
const SHORT: usize = 128;

/// The postings of every lexeme, by its index. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Postings {
    plain: Arc<InvertedIndexReader>,
    joined: Arc<InvertedIndexReader>,
    /// Says where each lexeme's postings lie.
    vocabulary: Arc<Vocabulary>,
    /// What short beginnings mean, where that is kept.
    begun: Option<(Arc<InvertedIndexReader>, Field)>,
    /// How each word opens.
    openings: Openings,
    /// The passages that are looked at; `None`: all.
    selection: Option<Arc<Selection>>,
    /// How the words of these open, by their numbers, where that is known apart from the others.
    own_openings: Option<Openings>,
    /// How many passages there are.
    passages: u32,
}

impl Postings {
    /// The postings of a segment, and the vocabulary whose indices they go by. No segment: a letter without a passage.
    pub(crate) fn open(
        segment: Option<&SegmentReader>,
        openings: Openings,
    ) -> tantivy::Result<(Self, Arc<Vocabulary>)> {
        let field = |name: &str| {
            let Some(segment) = segment else {
                let option = IndexRecordOption::WithFreqsAndPositions;
                return Ok(Arc::new(InvertedIndexReader::empty(option)));
            };
            segment.inverted_index(segment.schema().get_field(name)?)
        };
        let (plain, joined) = (field(PLAIN)?, field(JOINED)?);
        let vocabulary = Arc::new(Vocabulary::new(&terms(&plain)?, &terms(&joined)?));
        let postings = Self {
            plain,
            joined,
            vocabulary: vocabulary.clone(),
            begun: None,
            openings,
            selection: None,
            own_openings: None,
            passages: segment.map_or(0, SegmentReader::max_doc),
        };
        Ok((postings, vocabulary))
    }

    /// The postings of a volume's segment, with the lists that were packed for it.
    pub(crate) fn of_volume(
        segment: Option<&SegmentReader>,
        fields: &Fields,
        (vocabulary, openings): (Arc<Vocabulary>, Openings),
    ) -> tantivy::Result<Self> {
        let field = |field| match segment {
            Some(segment) => segment.inverted_index(field),
            None => Ok(Arc::new(InvertedIndexReader::empty(
                IndexRecordOption::WithFreqsAndPositions,
            ))),
        };
        Ok(Self {
            plain: field(fields.plain)?,
            joined: field(fields.joined)?,
            vocabulary,
            begun: Some((field(fields.begun)?, fields.begun)),
            openings,
            selection: None,
            own_openings: None,
            passages: segment.map_or(0, SegmentReader::max_doc),
        })
    }

    /// The same of some passages only, which go by their numbers in the selection.
    pub(crate) fn of_some(&self, selection: Selection) -> Self {
        Self {
            passages: selection.len(),
            selection: Some(Arc::new(selection)),
            ..self.clone()
        }
    }

    /// Those lexemes that one of the passages that are looked at has; and perhaps some that are frequent elsewhere.
    pub(crate) fn lexemes(&self) -> Bits {
        let bound = self.vocabulary.len() as u32;
        let mut reader = Reader::default();
        Bits::filled(bound, |id| {
            // To find out what is in many passages takes longer than what is in few, and says less.
            let mut occurs = self.passages_with(id) > SHORT;
            if !occurs {
                self.frequencies(id, &mut reader, |_, _| occurs = true);
            }
            occurs
        })
    }

    /// The same postings by another vocabulary, which knows where those of its lexemes lie; and with the openings of the passages that are
    /// looked at by themselves.
    pub(crate) fn with_own(self, vocabulary: Arc<Vocabulary>) -> Self {
        let mut packed = Vec::new();
        let words = (0..self.passages).map(|number| self.openings_of(number));
        openings::write(words, &mut packed).expect("memory can be written");
        let own = Openings::open(OwnedBytes::new(packed));
        Self {
            own_openings: Some(own.expect("what was packed a moment ago can be read")),
            vocabulary,
            ..self
        }
    }

    /// How many passages there are.
    pub(crate) fn passages(&self) -> u32 {
        self.passages
    }

    /// How the words of a passage open, by position.
    pub(crate) fn openings_of(&self, passage: u32) -> &[u8] {
        match &self.own_openings {
            Some(own) => own.of(passage),
            None => self.openings.of(self.passage(passage)),
        }
    }

    /// How all words open; `None`: only some passages are looked at, whose openings lie among the others.
    pub(crate) fn openings(&self) -> Option<&Openings> {
        let all = self.selection.is_none().then_some(&self.openings);
        self.own_openings.as_ref().or(all)
    }

    /// In how many passages a lexeme occurs, of all there are.
    pub(crate) fn passages_with(&self, id: LexemeId) -> usize {
        self.vocabulary.lexicon().passages_with(id) as usize
    }

    /// Adds the passages in which any of the lexemes occurs.
    pub(crate) fn add_passages(&self, ids: impl IntoIterator<Item = LexemeId>, found: &mut Bits) {
        let mut blocks = None;
        for id in ids {
            let blocks = self.blocks(id, IndexRecordOption::Basic, &mut blocks);
            self.each(blocks, &mut |passage, _| found.insert(passage));
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
        self.each(blocks, &mut each);
    }

    /// Adds the passages with a short beginning, where its postings are kept united.
    pub(crate) fn add_begun(&self, key: &str, found: &mut Bits) {
        self.begun_frequencies(key, |passage, _| found.insert(passage));
    }

    /// Calls `each` with every passage with a short beginning, and how many words there have it.
    pub(crate) fn begun_frequencies(&self, key: &str, mut each: impl FnMut(u32, u32)) {
        let Some((begun, field)) = &self.begun else {
            return;
        };
        let term = Term::from_field_text(*field, key);
        let Some(info) = readable(begun.get_term_info(&term)) else {
            return;
        };
        readable(self.counts(begun, &info, &mut each));
    }

    /// Calls `each` with every passage of a posting list, and how often its term occurs there.
    pub(crate) fn counts(
        &self,
        field: &InvertedIndexReader,
        info: &TermInfo,
        each: &mut (impl FnMut(u32, u32) + ?Sized),
    ) -> io::Result<()> {
        let option = IndexRecordOption::WithFreqs;
        let mut blocks = field.read_block_postings_from_terminfo(info, option)?;
        self.each(&mut blocks, each);
        Ok(())
    }

    /// Calls `each` with every passage of some postings that is looked at, and how often the term occurs there; 1 where that is not kept.
    fn each(&self, blocks: &mut BlockSegmentPostings, each: &mut (impl FnMut(u32, u32) + ?Sized)) {
        if let Some(selection) = &self.selection {
            return selection.each(blocks, each);
        }
        while !blocks.docs().is_empty() {
            if blocks.freqs().is_empty() {
                blocks.docs().iter().for_each(|&passage| each(passage, 1));
            } else {
                for (&passage, &count) in blocks.docs().iter().zip(blocks.freqs()) {
                    each(passage, count);
                }
            }
            blocks.advance();
        }
    }

    /// Calls `each` with the positions of a lexeme in those of the passages in which it occurs.
    pub(crate) fn positions(
        &self,
        id: LexemeId,
        within: &Bits,
        reader: &mut Reader,
        mut each: impl FnMut(u32, &[u32]),
    ) {
        let short = self.passages_with(id) <= SHORT;
        if short {
            // Of the many words that begin alike most are in none of the passages.
            let mut meets = false;
            self.frequencies(id, reader, |passage, _| meets |= within.contains(passage));
            if !meets {
                return;
            }
        }
        let option = IndexRecordOption::WithFreqsAndPositions;
        let info = self.vocabulary.lexicon().info(id);
        let mut postings = readable(self.field(id).read_postings_from_terminfo(&info, option));
        let mut positions = Vec::new();
        let mut passage = postings.doc();
        while passage != TERMINATED {
            // The next passage that is looked at, and its number.
            let Some((next, number)) = self.next_from(passage) else {
                return;
            };
            passage = if next > passage {
                postings.seek(next)
            } else if within.contains(number) {
                postings.positions(&mut positions);
                each(number, &positions);
                postings.advance()
            } else if short {
                postings.advance()
            } else {
                match within.next_from(number) {
                    Some(wanted) => postings.seek(self.passage(wanted)),
                    None => return,
                }
            };
        }
    }

    /// The first passage that is looked at from one on, and its number.
    fn next_from(&self, passage: u32) -> Option<(u32, u32)> {
        match &self.selection {
            Some(selection) => selection.next_from(passage),
            None => Some((passage, passage)),
        }
    }

    /// The passage of a number.
    fn passage(&self, number: u32) -> u32 {
        let selection = self.selection.as_ref();
        selection.map_or(number, |selection| selection.passage(number))
    }

    fn field(&self, id: LexemeId) -> &InvertedIndexReader {
        if self.vocabulary.is_plain(id) {
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
        let (field, info) = (self.field(id), self.vocabulary.lexicon().info(id));
        match kept {
            Some(blocks) => {
                readable(field.reset_block_postings_from_terminfo(&info, blocks));
                blocks
            }
            None => kept.insert(readable(
                field.read_block_postings_from_terminfo(&info, option),
            )),
        }
    }
}

/// A reader of frequencies, kept between lexemes.
#[derive(Default)]
pub(crate) struct Reader {
    blocks: Option<BlockSegmentPostings>,
}

/// The terms of a field in byte order, and where their postings lie.
pub(crate) fn terms(field: &InvertedIndexReader) -> io::Result<Vec<Entry>> {
    let mut terms = Vec::with_capacity(field.terms().num_terms());
    let mut stream = field.terms().stream()?;
    while let Some((term, info)) = stream.next() {
        terms.push((String::from_utf8_lossy(term).into(), info.clone()));
    }
    Ok(terms)
}

/// The answer of a reader whose bytes lie in memory, or in files whose checksums were right when they were opened. Should they be wrong
/// after all, the search ends in a panic, which its worker reports.
fn readable<T>(read: io::Result<T>) -> T {
    read.expect("postings with the right checksum can be read")
}
