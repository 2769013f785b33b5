//! The letters of a volume: where each one's passages begin, what each passage is, and what is kept of each letter: by a library, and of its
//! passages' places.
//!
//! Packed in bytes and read in place. It must not know what is kept (see [`library`](crate::library)).

use tantivy::directory::OwnedBytes;

use crate::document::Document;
use crate::index::packed::{Damaged, number, partition};
use crate::index::syntax::Part;

/// Says what the bytes are, and how they lie.
const MAGIC: u32 = 0x766e_1002;

/// Bytes before the first list: what it is, how many letters, how many passages.
const HEAD: usize = 12;

/// Stands for the row of the letter itself, before its passages.
pub(crate) const LETTER: u8 = 3;

/// The letters of a volume, in the order of their passages.
#[derive(Clone)]
pub(crate) struct Rows {
    bytes: OwnedBytes,
    letters: usize,
    passages: usize,
}

impl Rows {
    /// Reads packed bytes.
    pub(crate) fn open(bytes: OwnedBytes) -> Result<Self, Damaged> {
        let rows = Self {
            letters: number(&bytes, 4) as usize,
            passages: number(&bytes, 8) as usize,
            bytes,
        };
        let sound = rows.bytes.len() >= HEAD
            && number(&rows.bytes, 0) == MAGIC
            && rows.bytes.len() >= rows.kept_from()
            && rows.bytes.len() == rows.kept_from() + rows.ends(rows.letters).1;
        sound.then_some(rows).ok_or(Damaged)
    }

    /// How many letters there are.
    pub(crate) fn len(&self) -> usize {
        self.letters
    }

    /// How many passages there are, the rows of the letters themselves among them.
    pub(crate) fn passages(&self) -> u32 {
        self.passages as u32
    }

    /// The letter's own row: the passage before its first.
    pub(crate) fn first(&self, letter: u32) -> u32 {
        if letter as usize >= self.letters {
            return self.passages as u32;
        }
        number(&self.bytes, HEAD + letter as usize * 4)
    }

    /// The letter that a passage is in, and which of its passages that is; `None` for the letter's own row.
    pub(crate) fn place(&self, passage: u32) -> Option<(u32, u32)> {
        let after = partition(self.letters, |letter| self.first(letter as u32) <= passage);
        let letter = after.checked_sub(1)? as u32;
        let at = passage.checked_sub(self.first(letter) + 1)?;
        Some((letter, at))
    }

    /// Whether a letter read now has the passages that it had.
    pub(crate) fn is_of(&self, letter: u32, document: &Document) -> bool {
        let passages = self.first(letter + 1) - self.first(letter);
        passages as usize == document.paragraphs.len() + 1
    }

    /// What a passage is; `None`: a letter's own row.
    pub(crate) fn part(&self, passage: u32) -> Option<Part> {
        let at = self.parts_from() + passage as usize;
        let number = *self.bytes.get(at)?;
        let mut parts = [Part::Text, Part::Notes, Part::Headings].into_iter();
        parts.find(|part| part.number() == number)
    }

    /// What the passages are, as numbers: text, note, heading, a letter's own row.
    pub(crate) fn parts(&self) -> &[u8] {
        let from = self.parts_from();
        self.bytes
            .get(from..from + self.passages)
            .unwrap_or_default()
    }

    /// What a library keeps of a letter.
    pub(crate) fn kept(&self, letter: u32) -> &[u8] {
        let ((_, start), (end, _)) = (self.ends(letter as usize), self.ends(letter as usize + 1));
        self.of_letters(start, end)
    }

    /// The places of a letter's passages, packed.
    pub(crate) fn places(&self, letter: u32) -> &[u8] {
        let (start, end) = self.ends(letter as usize + 1);
        self.of_letters(start, end)
    }

    fn of_letters(&self, start: usize, end: usize) -> &[u8] {
        let from = self.kept_from();
        self.bytes.get(from + start..from + end).unwrap_or_default()
    }

    /// Where what is kept of so many letters ends: what a library keeps of the last of them, and its places behind that.
    fn ends(&self, letters: usize) -> (usize, usize) {
        let Some(last) = letters.checked_sub(1) else {
            return (0, 0);
        };
        let at =
            |list: usize| number(&self.bytes, HEAD + (self.letters * list + last) * 4) as usize;
        (at(1), at(2))
    }

    fn parts_from(&self) -> usize {
        HEAD + self.letters * 12
    }

    fn kept_from(&self) -> usize {
        self.parts_from() + self.passages
    }
}

/// Letters on their way to be packed.
#[derive(Debug, Default)]
pub(crate) struct RowsWriter {
    firsts: Vec<u32>,
    /// Where what a library keeps of each letter ends, and where its places do.
    ends: [Vec<u32>; 2],
    parts: Vec<u8>,
    kept: Vec<u8>,
}

impl RowsWriter {
    /// Adds a letter with what a library keeps of it and its places, packed; its passages follow.
    pub(crate) fn letter(&mut self, kept: &[u8], places: &[u8]) {
        self.firsts.push(self.parts.len() as u32);
        self.parts.push(LETTER);
        for (bytes, ends) in [kept, places].into_iter().zip(&mut self.ends) {
            self.kept.extend_from_slice(bytes);
            ends.push(self.kept.len() as u32);
        }
    }

    /// Adds a passage of the letter added last.
    pub(crate) fn passage(&mut self, part: Part) {
        self.parts.push(part.number());
    }

    /// Bytes taken so far, which stay below four gigabytes.
    pub(crate) fn len(&self) -> usize {
        self.kept.len() + self.parts.len()
    }

    /// The packed bytes.
    pub(crate) fn pack(&self) -> Vec<u8> {
        let head = [MAGIC, self.firsts.len() as u32, self.parts.len() as u32];
        let lists = head.iter().chain(&self.firsts);
        let numbers = lists.chain(self.ends.iter().flatten());
        let mut bytes: Vec<u8> = numbers.flat_map(|number| number.to_le_bytes()).collect();
        bytes.extend_from_slice(&self.parts);
        bytes.extend_from_slice(&self.kept);
        bytes
    }
}
