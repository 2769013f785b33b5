//! How each word of a volume opens, a byte a word, in the order of the text: which word stands behind another is looked up here.
//!
//! Packed in bytes and read in place. It must not know what is looked for.

use tantivy::directory::OwnedBytes;

use crate::index::lexicon::Damaged;
use crate::index::volume::rows::number;
use crate::words::openings;

/// Says what the bytes are, and how they lie.
const MAGIC: u32 = 0x766e_2001;

/// Bytes before the first list: what it is, and how many passages.
const HEAD: usize = 8;

/// The openings of the words of all passages.
#[derive(Clone)]
pub(crate) struct Openings {
    bytes: OwnedBytes,
    passages: usize,
}

impl Openings {
    /// Reads packed bytes.
    pub(crate) fn open(bytes: OwnedBytes) -> Result<Self, Damaged> {
        let openings = Self {
            passages: number(&bytes, 4) as usize,
            bytes,
        };
        let words = openings.end_of(openings.passages);
        let sound = openings.bytes.len() >= HEAD
            && number(&openings.bytes, 0) == MAGIC
            && openings.bytes.len() == openings.words_from() + words;
        sound.then_some(openings).ok_or(Damaged)
    }

    /// How many passages there are.
    pub(crate) fn passages(&self) -> u32 {
        self.passages as u32
    }

    /// The openings of a passage's words, by position.
    pub(crate) fn of(&self, passage: u32) -> &[u8] {
        let (from, passage) = (self.words_from(), passage as usize);
        let range = from + self.end_of(passage)..from + self.end_of(passage + 1);
        self.bytes.get(range).unwrap_or_default()
    }

    /// The words of so many passages.
    fn end_of(&self, passages: usize) -> usize {
        match passages.checked_sub(1) {
            None => 0,
            Some(last) => number(&self.bytes, HEAD + last * 4) as usize,
        }
    }

    fn words_from(&self) -> usize {
        HEAD + self.passages * 4
    }
}

/// Openings on their way to be packed. A volume has less than four gigabytes of words, as its lists could not name more.
#[derive(Debug, Default)]
pub(crate) struct OpeningsWriter {
    ends: Vec<u32>,
    words: Vec<u8>,
}

impl OpeningsWriter {
    /// Adds a word, by its folded spelling, to the passage that is ended next.
    pub(crate) fn word(&mut self, folded: &str) {
        self.words.push(openings::opening(folded));
    }

    /// Adds words that were packed before.
    pub(crate) fn words(&mut self, words: &[u8]) {
        self.words.extend_from_slice(words);
    }

    /// Ends a passage.
    pub(crate) fn end(&mut self) {
        self.ends.push(self.words.len() as u32);
    }

    /// Bytes taken so far.
    pub(crate) fn len(&self) -> usize {
        self.ends.len() * 4 + self.words.len()
    }

    /// The packed bytes.
    pub(crate) fn pack(&self) -> Vec<u8> {
        let numbers = [MAGIC, self.ends.len() as u32];
        let numbers = numbers.iter().chain(&self.ends);
        let mut bytes: Vec<u8> = numbers.flat_map(|number| number.to_le_bytes()).collect();
        bytes.extend_from_slice(&self.words);
        bytes
    }
}
