//! A word of a phrase: the lexemes that it means, and what the opening of a word tells of whether it is one of them.
//!
//! It must not know where words stand.

use std::ops::RangeInclusive;

use crate::index::tally::NONE;
use crate::index::vocabulary::{Match, Vocabulary};
use crate::words::openings;
use crate::words::pattern::{Pattern, Tier};

/// What a word of a phrase means: plain lexemes that are spelt so, but for folding.
#[derive(Debug, Clone)]
pub(crate) struct Member {
    /// These lexemes, by index.
    pub(crate) matches: Vec<Match>,
    /// And every one that begins so, which the opening of a word tells for certain.
    pub(crate) begun: Option<Pattern>,
    /// Those of the lexemes that the opening of a word does not tell from others.
    pub(crate) untold: Vec<Match>,
    /// What each opening tells: a tier as it is numbered, [`NONE`] or [`PERHAPS`].
    told: [u8; 256],
}

/// Some words that open so are meant, or are meant more strongly than others.
const PERHAPS: u8 = NONE - 1;

impl Member {
    /// A word that means some lexemes, and with `begun` all that begin so.
    pub(crate) fn new(
        vocabulary: &Vocabulary,
        matches: Vec<Match>,
        begun: Option<Pattern>,
    ) -> Self {
        let mut told = [NONE; 256];
        if let Some(begun) = &begun {
            for opening in openings::beginning(&begun.folded).bytes {
                told[usize::from(opening)] = Tier::Prefix as u8;
            }
        }
        let mut untold = Vec::new();
        for &(id, tier) in &matches {
            let (written, folded) = (
                vocabulary.lexicon().written(id),
                vocabulary.lexicon().folded(id),
            );
            let opening = openings::opening(written, folded);
            let alone = openings::is_of_one_term(opening);
            told[usize::from(opening)] = if alone { tier as u8 } else { PERHAPS };
            if !alone {
                untold.push((id, tier));
            }
        }
        Self {
            matches,
            begun,
            untold,
            told,
        }
    }

    /// Whether nothing in the vocabulary is meant.
    pub(crate) fn is_nothing(&self) -> bool {
        self.matches.is_empty() && self.begun.is_none()
    }

    /// Whether a word that opens so may be meant.
    pub(crate) fn may_be(&self, opening: u8) -> bool {
        self.told[usize::from(opening)] != NONE
    }

    /// The reason, as it is numbered, for which a word that may be meant is so; `None`: its lexeme must be known to tell.
    pub(crate) fn told(&self, opening: u8) -> Option<u8> {
        let told = self.told[usize::from(opening)];
        (told != PERHAPS).then_some(told)
    }

    /// The openings of words that may be meant.
    pub(crate) fn openings(&self) -> Vec<RangeInclusive<u8>> {
        let mut ways: Vec<RangeInclusive<u8>> = Vec::new();
        for opening in (0..=u8::MAX).filter(|&opening| self.may_be(opening)) {
            match ways.last_mut() {
                Some(way) if way.end() + 1 == opening => *way = *way.start()..=opening,
                _ => ways.push(opening..=opening),
            }
        }
        ways
    }
}
