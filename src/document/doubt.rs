//! What of a letter was not understood beyond doubt, with the words in doubt: enough to say it in any language.
//!
//! It must not know the words of any.

use serde::{Deserialize, Serialize};

/// Something that was not understood beyond doubt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Doubt {
    /// A mark whose note is not there: its label, the words before it.
    MarkWithoutNote(String, String),
    /// A note that nothing refers to: its label, its first words.
    NoteWithoutMark(String, String),
    /// There is more than one note of a label: the label, this one's first words.
    RepeatedNote(String, String),
    /// Words that are read as ending in the mark of a note: they, its label.
    ReadAsMark(String, String),
    /// Words that may end in a mark, but no note fits: they, its number.
    KeptAsText(String, u32),
    /// Two lines that may or may not be one paragraph: the end of one, the beginning of the other.
    OneParagraph(String, String),
    /// A word that was broken over two lines, whose hyphen may not be its own.
    OwnHyphen(String),
    /// A note that may hold cells of a table above it: its label.
    HoldsCells(String),
    /// Where a note ends among the lines below it: its label.
    NoteEnd(String),
    /// So many characters were no text.
    Replaced(usize),
    /// A paragraph too long to be shown as one: its first words.
    CutParagraph(String),
    /// A page that is a picture without text.
    Picture(usize),
    /// A page of which the end is missing.
    TooFull(usize),
    /// Pages that could not be read, the first and the last, and why.
    Unread(usize, usize, String),
    /// Pages that were left out, the first and the last, as there are more than are read.
    LeftOut(usize, usize),
}

/// The kinds of doubt that `check` reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WarningKind {
    /// A note mark whose note is not there.
    MarkWithoutNote,
    /// A note that nothing refers to.
    NoteWithoutMark,
    /// A number that may be a mark, or a mark that may be a number.
    DoubtfulMark,
    /// Two lines that may or may not be one paragraph or one word.
    DoubtfulJoin,
    /// Two notes in one part of the letter with the same label.
    DuplicateNote,
    /// Characters that were replaced because a terminal would have acted on them, or bytes that are no text.
    ReplacedCharacters,
    /// A paragraph so long that it was cut into several.
    CutParagraph,
    /// A page that holds no text.
    UnreadablePage,
}

impl Doubt {
    /// What kind of doubt it is.
    #[must_use]
    pub fn kind(&self) -> WarningKind {
        match self {
            Self::MarkWithoutNote(..) => WarningKind::MarkWithoutNote,
            Self::NoteWithoutMark(..) => WarningKind::NoteWithoutMark,
            Self::RepeatedNote(..) => WarningKind::DuplicateNote,
            Self::ReadAsMark(..) | Self::KeptAsText(..) => WarningKind::DoubtfulMark,
            Self::OneParagraph(..)
            | Self::OwnHyphen(_)
            | Self::HoldsCells(_)
            | Self::NoteEnd(_) => WarningKind::DoubtfulJoin,
            Self::Replaced(_) => WarningKind::ReplacedCharacters,
            Self::CutParagraph(_) => WarningKind::CutParagraph,
            Self::Picture(_) | Self::TooFull(_) | Self::Unread(..) | Self::LeftOut(..) => {
                WarningKind::UnreadablePage
            }
        }
    }
}
