//! How each word of a letter or a volume opens, a byte a word, in the order of the text: which words stand behind each other is looked up here.
//!
//! Packed in bytes and read in place. It must not know what is looked for.

use std::io::{self, Write};
use std::ops::{Range, RangeInclusive};

use tantivy::directory::OwnedBytes;

use crate::index::packed::{Damaged, number};
use crate::words::openings;

/// Says what the bytes are, and how they lie.
const MAGIC: u32 = 0x766e_2002;

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

    /// Calls `each` with every place of some passages where words stand in a row that open in the given ways, each in one of its own: the
    /// passage, the openings of its words, and the position of the first one. Rows may run on beyond their passage.
    pub(crate) fn each_row(
        &self,
        passages: Range<u32>,
        ways: &[Vec<RangeInclusive<u8>>],
        mut each: impl FnMut(u32, &[u8], usize),
    ) {
        let [from, to] = [passages.start, passages.end].map(|at| self.end_of(at as usize));
        let words = self.words_from() + from..self.words_from() + to;
        let words = self.bytes.get(words).unwrap_or_default();
        let (mut passage, mut start) = (passages.start, 0);
        let mut end = self.end_of(passage as usize + 1) - from;
        for block in (0..words.len()).step_by(BLOCK) {
            let mut fits = [u8::MAX; BLOCK];
            for (way, offset) in ways.iter().zip(block..) {
                keep_fitting(&mut fits, words.get(offset..).unwrap_or_default(), way);
            }
            each_fitting(&fits, |at| {
                while block + at >= end {
                    passage += 1;
                    (start, end) = (end, self.end_of(passage as usize + 1) - from);
                }
                each(passage, &words[start..end], block + at - start);
            });
        }
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

/// Words looked at together, many of them in one step of the machine.
const BLOCK: usize = 1024;

/// Of words that fit so far (all ones; else 0), keeps those that open in one of some ways.
fn keep_fitting(fits: &mut [u8], words: &[u8], ways: &[RangeInclusive<u8>]) {
    let (fits, beyond) = fits.split_at_mut(fits.len().min(words.len()));
    beyond.fill(0);
    let within = |word: u8, way: &RangeInclusive<u8>| {
        let fits = word.wrapping_sub(*way.start()) <= way.end() - way.start();
        u8::from(fits).wrapping_neg()
    };
    // Without branches and over few ways, so that it is done for many words at once.
    match ways {
        [one] => {
            for (fit, &word) in fits.iter_mut().zip(words) {
                *fit &= within(word, one);
            }
        }
        [one, other] => {
            for (fit, &word) in fits.iter_mut().zip(words) {
                *fit &= within(word, one) | within(word, other);
            }
        }
        ways => {
            let mut table = [0; 256];
            for way in ways {
                table[usize::from(*way.start())..=usize::from(*way.end())].fill(u8::MAX);
            }
            for (fit, &word) in fits.iter_mut().zip(words) {
                *fit &= table[usize::from(word)];
            }
        }
    }
}

/// Calls `each` with the places that fit, ascending.
fn each_fitting(fits: &[u8; BLOCK], mut each: impl FnMut(usize)) {
    /// Places of which it is seen in one step that none fits, and those gone through together where some do.
    const STEPS: (usize, usize) = (64, 8);
    for (at, many) in (0..)
        .step_by(STEPS.0)
        .zip(fits.as_chunks::<{ STEPS.0 }>().0)
    {
        if many.iter().fold(0, |any, fit| any | fit) == 0 {
            continue;
        }
        for (at, &some) in (at..)
            .step_by(STEPS.1)
            .zip(many.as_chunks::<{ STEPS.1 }>().0)
        {
            let mut left = u64::from_le_bytes(some);
            while left != 0 {
                let first = left.trailing_zeros() as usize / 8;
                each(at + first);
                left &= !(0xff << (first * 8));
            }
        }
    }
}

/// Openings on their way to be packed. A volume has less than four gigabytes of words, as its lists could not name more.
#[derive(Debug, Default)]
pub(crate) struct OpeningsWriter {
    ends: Vec<u32>,
    words: Vec<u8>,
}

impl OpeningsWriter {
    /// Adds a word, as it is written and by its folded spelling, to the passage that is ended next.
    pub(crate) fn word(&mut self, written: &str, folded: &str) {
        self.words.push(openings::opening(written, folded));
    }

    /// Ends a passage.
    pub(crate) fn end(&mut self) {
        self.ends.push(self.words.len() as u32);
    }

    /// Bytes taken so far.
    pub(crate) fn len(&self) -> usize {
        self.ends.len() * 4 + self.words.len()
    }

    /// Packs them.
    pub(crate) fn write(&self, file: &mut impl Write) -> io::Result<()> {
        let starts = [0].into_iter().chain(self.ends.iter().copied());
        let passages = starts.zip(&self.ends);
        let words = passages.map(|(start, &end)| &self.words[start as usize..end as usize]);
        write(words, file)
    }
}

/// Packs the openings of the words of each passage, without ever holding all of them.
pub(crate) fn write<'w>(
    passages: impl Iterator<Item = &'w [u8]> + Clone,
    file: &mut impl Write,
) -> io::Result<()> {
    let count = passages.clone().count() as u32;
    let ends = passages.clone().scan(0, |end, words| {
        *end += words.len() as u32;
        Some(*end)
    });
    for number in [MAGIC, count].into_iter().chain(ends) {
        file.write_all(&number.to_le_bytes())?;
    }
    for words in passages {
        file.write_all(words)?;
    }
    Ok(())
}
