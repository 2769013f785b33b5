//! An archive of invented Dutch official letters, as large as a bench asks for: the same seed makes the same bytes, and a
//! letter is the same in an archive of a hundred and of a million.
//!
//! ```text
//! papers    which paper a letter is: dossier, number, date
//! lexicon   the words; prose makes sentences of them
//! letter    head, sections, notes, end; notes says what is cited
//! pages     lines, page feet and form feeds, as extraction from a PDF leaves them
//! queries   what readers type into a search of such an archive
//! random    chance that is the same on every run
//! ```
//!
//! It must not know the program, which is measured with what it writes.

#![allow(
    dead_code,
    reason = "benches, tests and the example each use their part"
)]

mod letter;
mod lexicon;
mod notes;
mod pages;
pub(crate) mod papers;
mod prose;
pub(crate) mod queries;
mod random;

use std::collections::HashSet;
use std::path::Path;
use std::{fs, io};

use crate::archive::lexicon::Lexicon;
use crate::archive::pages::Block;
use crate::archive::papers::Paper;
use crate::archive::random::Random;

/// The seed where nobody asks for another.
pub(crate) const SEED: u64 = 29_628;

/// Letters to be had by their number.
#[derive(Debug)]
pub(crate) struct Archive {
    seed: u64,
    lexicon: Lexicon,
}

/// One letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Letter {
    /// Which paper it is.
    pub(crate) paper: Paper,
    /// Its folder below the archive's.
    pub(crate) folder: String,
    /// Its file's name: `kst-29628-948.txt`.
    pub(crate) name: String,
    /// All of it.
    pub(crate) text: String,
    /// How many headings it was composed with.
    pub(crate) headings: usize,
    /// How many notes it was composed with.
    pub(crate) notes: usize,
}

/// What an archive on disk comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Written {
    /// The letters' text.
    pub(crate) bytes: u64,
    /// The folders they are in.
    pub(crate) folders: usize,
}

impl Archive {
    /// The archive of a seed.
    pub(crate) fn new(seed: u64) -> Self {
        Self {
            seed,
            lexicon: Lexicon::new(),
        }
    }

    /// Which paper the letter of a number is, from 0.
    pub(crate) fn paper(&self, number: u64) -> Paper {
        papers::paper(self.seed, number)
    }

    /// The letter of a number, from 0.
    pub(crate) fn letter(&self, number: u64) -> Letter {
        let paper = self.paper(number);
        let composed = letter::compose(&self.lexicon, self.seed, number, &paper);
        let mut random = Random::new(self.seed, 4, number);
        let is_heading = |block: &&Block| matches!(block, Block::Heading(_));
        Letter {
            headings: composed.blocks.iter().filter(is_heading).count(),
            notes: composed.notes.len(),
            folder: paper.folder(number),
            name: format!("{}.txt", paper.id()),
            text: pages::set(
                &composed.blocks,
                &composed.notes,
                &composed.style,
                &mut random,
            ),
            paper,
        }
    }

    /// Writes letters below a folder, from the first on.
    pub(crate) fn write(&self, folder: &Path, count: u64) -> io::Result<Written> {
        let (mut made, mut bytes) = (HashSet::new(), 0);
        for number in 0..count {
            let letter = self.letter(number);
            let below = folder.join(&letter.folder);
            if made.insert(letter.folder) {
                fs::create_dir_all(&below)?;
            }
            fs::write(below.join(&letter.name), &letter.text)?;
            bytes += letter.text.len() as u64;
        }
        Ok(Written {
            bytes,
            folders: made.len(),
        })
    }
}
