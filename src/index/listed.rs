//! Lexemes of a lexicon, read one after the other, and each only as far as it is asked about: a list of words is too long to be near at
//! hand.
//!
//! It must not know what is asked.

use std::borrow::Cow;
use std::cell::Cell;

use crate::index::lexicon::{LexemeId, Lexicon};
use crate::words::lexeme::Matched;

/// Reads lexemes; quickest in the order of their indices, or of their spellings.
pub(crate) struct Reading<'l> {
    lexicon: &'l Lexicon,
    /// Where the joints of the last lexeme were: those of the next are likely near.
    joint: Cell<usize>,
}

/// A lexeme, as a typed word is held against it.
pub(crate) struct Listed<'r> {
    of: &'r Reading<'r>,
    id: LexemeId,
    folded: &'r str,
    /// Whether it has several parts, where that is known already.
    jointed: Option<bool>,
}

impl<'l> Reading<'l> {
    pub(crate) fn new(lexicon: &'l Lexicon) -> Self {
        Self {
            lexicon,
            joint: Cell::new(0),
        }
    }

    /// A lexeme, by its index.
    pub(crate) fn lexeme(&self, id: LexemeId) -> Listed<'_> {
        Listed {
            of: self,
            id,
            folded: self.lexicon.folded(id),
            jointed: None,
        }
    }

    /// The lexeme on a line of the spellings, and its index.
    pub(crate) fn on_line(&self, line: usize) -> (LexemeId, Listed<'_>) {
        let (id, jointed) = self.lexicon.jointed_on_line(line);
        let lexeme = Listed {
            of: self,
            id,
            folded: self.lexicon.spelling(line),
            jointed: Some(jointed),
        };
        (id, lexeme)
    }
}

impl Matched for Listed<'_> {
    fn written(&self) -> &str {
        self.of.lexicon.written(self.id)
    }

    fn folded(&self) -> &str {
        self.folded
    }

    fn stem(&self) -> &str {
        self.of.lexicon.stem(self.id, self.folded)
    }

    fn joints(&self) -> Cow<'_, [u16]> {
        let jointed = self
            .jointed
            .unwrap_or_else(|| self.of.lexicon.is_jointed(self.id));
        if !jointed {
            return Cow::Borrowed(&[]);
        }
        let (joints, at) = self.of.lexicon.joints(self.id, self.of.joint.get());
        self.of.joint.set(at);
        Cow::Owned(joints)
    }

    fn is_joined(&self) -> bool {
        self.id as usize >= self.of.lexicon.plain()
    }
}
