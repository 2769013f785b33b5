//! A letter as it was understood: text, sections, notes, pages, and the links between them.
//!
//! Everything the program does after reading is a pure function of this value.
//! It knows no file format, no page width and no terminal.
//! Ids are indices into the vectors below; ranges are byte ranges local to one paragraph's text.

pub mod abbreviation;
pub mod builder;
pub mod doubt;
mod linking;
pub mod passage;
pub mod place;
mod questions;
mod restoring;
pub mod sentence;

use std::hash::{Hash as _, Hasher as _};
use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::citation::Citation;
use crate::document::doubt::Doubt;
use crate::document::place::Place;

/// A whole letter, immutable once built (see [`builder`]), shared as `Arc<Document>`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// What the letter is called on the screen: its subject, its title, or else its file's name.
    pub title: String,
    /// Where it came from, as given by the user: a path, `-`, or the embedded letter's name. Made safe to show.
    pub source: String,
    /// What the letter says of itself.
    pub facts: Facts,
    /// The text in reading order, then the notes' paragraphs in the order of [`Document::notes`].
    pub paragraphs: Vec<Paragraph>,
    /// The outline. They follow each other without gaps and together hold every paragraph that is no note.
    pub sections: Vec<Section>,
    /// The notes in the order in which they are printed.
    pub notes: Vec<Note>,
    /// The printed pages in order; empty where the format has none.
    pub pages: Vec<Page>,
    /// Running heads, page numbers, separators: what is printed but belongs to no paragraph.
    pub furniture: Vec<Furniture>,
    /// What could not be understood beyond doubt, in reading order.
    pub warnings: Vec<Warning>,
    /// Facts about the reading itself.
    pub reading: Reading,
}

/// What the letter says of itself; absent facts are `None`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// The letter's date as printed.
    pub date: Option<String>,
    /// Who signed it, or from whom its heading says it is.
    pub sender: Option<String>,
    /// What it is about.
    pub subject: Option<String>,
    /// The parliamentary dossier, digits only with its suffix: `29628`, `36410-XVI`.
    pub dossier: Option<String>,
    /// The number within the dossier, or the sender's own mark (`Ons kenmerk`).
    pub number: Option<String>,
}

impl Facts {
    /// These facts, and others where these say nothing.
    #[must_use]
    pub fn or(self, others: Self) -> Self {
        Self {
            date: self.date.or(others.date),
            sender: self.sender.or(others.sender),
            subject: self.subject.or(others.subject),
            dossier: self.dossier.or(others.dossier),
            number: self.number.or(others.number),
        }
    }
}

/// How the bytes became text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// The format it was read from, by the ending that files of it have: `pdf`, `docx`, `txt`.
    pub format: String,
    /// The character set it was read in, by its WHATWG name ("UTF-8", "windows-1252").
    pub encoding: String,
    /// How many characters had to be replaced or made visible because a terminal would have acted on them.
    pub replaced: usize,
    /// How many hyphens at line ends were taken out because the word is meant whole.
    pub joined_hyphens: usize,
}

/// One paragraph, heading, list item, table row or note paragraph: the unit of search and of address.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Paragraph {
    /// What it is.
    pub kind: Kind,
    /// Its words, white space normalised, without the digits of note marks, harmless to a terminal.
    pub text: String,
    /// Emphasis and links, in order of their start.
    pub spans: Vec<Span>,
    /// Note marks, in order.
    pub note_refs: Vec<NoteRef>,
    /// References to other papers, in order, not overlapping.
    pub citations: Vec<Citation>,
    /// Its number within its section, from 1, to cite by where there are no pages. Headings count as 0; a note's paragraphs have the number
    /// of the one that cites it first.
    pub number: u32,
}

/// What a paragraph is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// A heading of a level from 1.
    Heading(u8),
    /// Running text.
    #[default]
    Body,
    /// A list item; depth counts from 0. Its bullet or number stands at the start of its text.
    Item(u8),
    /// Quoted text set apart.
    Quote,
    /// A table row, cells separated by ` | `.
    Row,
    /// A paragraph of the note with this index.
    Note(u32),
}

/// Emphasis or a link over a part of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// Bytes of the paragraph's text.
    pub range: Range<usize>,
    /// What it means.
    pub style: SpanStyle,
}

/// The meaning of a [`Span`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum SpanStyle {
    /// Bold in the source.
    Bold,
    /// Italic in the source.
    Italic,
    /// A link, with its address.
    Link(String),
}

/// A note mark in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteRef {
    /// The byte of the paragraph's text before which the mark stood (it may be the text's length).
    pub byte: usize,
    /// Index of the note it points to.
    pub note: u32,
}

/// A foot- or endnote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Its number or sign as printed, without brackets.
    pub label: String,
    /// Its paragraphs: indices into [`Document::paragraphs`].
    pub paragraphs: Range<u32>,
    /// Every place that cites it, in reading order; may be empty (then there is a warning).
    pub refs: Vec<Place>,
    /// Index of the section it belongs to: that of its first reference, else that of its page.
    pub section: u32,
    /// Index of the page it is printed on.
    pub page: Option<u32>,
}

/// A stretch of the letter under one heading, or the text before the first one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// `None`: the text before the first heading.
    pub title: Option<String>,
    /// 0 for the text before the first heading, else the heading's level from 1.
    pub level: u8,
    /// Its paragraphs, its own heading first; sub-sections are sections of their own.
    pub paragraphs: Range<u32>,
}

/// A printed page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// The number or label to cite it by: as printed, else counted from 1.
    pub label: String,
    /// Where its text begins. Where a page has no text of its own: the start of the next text.
    pub start: Place,
}

/// Something printed that is no part of the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Furniture {
    /// What is printed.
    pub text: String,
    /// Index of its page.
    pub page: Option<u32>,
    /// What it was taken for.
    pub kind: FurnitureKind,
}

/// Why something was taken for furniture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FurnitureKind {
    /// A line repeated at the top or foot of pages.
    RunningHead,
    /// A page number.
    PageNumber,
    /// A line between text and notes.
    Separator,
    /// Address, reference column, letterhead: kept as facts, not read as text.
    Letterhead,
    /// A note's own number or a note mark, which the text does not keep as words.
    Mark,
}

/// Something that was not understood beyond doubt; nothing is lost by it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warning {
    /// What is in doubt.
    pub doubt: Doubt,
    /// The page's label.
    pub page: Option<String>,
    /// Where, if it is in the text.
    pub place: Option<Place>,
}

/// How much of a letter's text tells it from others: bytes.
const FINGERPRINT: usize = 1 << 20;

impl Document {
    /// The paragraph a place lies in.
    #[must_use]
    pub fn paragraph(&self, place: Place) -> Option<&Paragraph> {
        self.paragraphs.get(place.paragraph as usize)
    }

    /// How many paragraphs are text rather than notes; the notes' follow them.
    #[must_use]
    pub fn text_len(&self) -> u32 {
        self.sections
            .last()
            .map_or(0, |section| section.paragraphs.end)
    }

    /// Index of the section a place belongs to; a note belongs to the section that cites it first.
    #[must_use]
    pub fn section_of(&self, place: Place) -> usize {
        if let Some(note) = self.note_of(place) {
            return self.notes[note as usize].section as usize;
        }
        self.sections
            .partition_point(|section| section.paragraphs.start <= place.paragraph)
            .saturating_sub(1)
    }

    /// The order in which a letter is read with its notes: by section, in each its text before its notes.
    #[must_use]
    pub fn reading_order(&self, place: Place) -> (usize, bool, Place) {
        (
            self.section_of(place),
            place.paragraph >= self.text_len(),
            place,
        )
    }

    /// Index of the note whose text a place lies in.
    #[must_use]
    pub fn note_of(&self, place: Place) -> Option<u32> {
        match self.paragraph(place)?.kind {
            Kind::Note(note) => Some(note),
            _ => None,
        }
    }

    /// Index of the printed page a place is on; of a note, the page it is printed on.
    #[must_use]
    pub fn page_of(&self, place: Place) -> Option<usize> {
        if let Some(note) = self.note_of(place) {
            return self.notes[note as usize].page.map(|page| page as usize);
        }
        self.pages
            .partition_point(|page| page.start <= place)
            .checked_sub(1)
    }

    /// The page with a printed number; where none has it, the one that many pages from the start.
    #[must_use]
    pub fn page_numbered(&self, number: u32) -> Option<&Page> {
        let label = number.to_string();
        let labelled = self.pages.iter().find(|page| page.label == label);
        labelled.or_else(|| self.pages.get((number as usize).checked_sub(1)?))
    }

    /// What the letter is called on the screen; `unnamed` is what a letter without a title or a file is.
    #[must_use]
    pub fn called<'d>(&'d self, unnamed: &'d str) -> &'d str {
        match self.title.as_str() {
            "-" => unnamed,
            title => title,
        }
    }

    /// Tells this letter from others, by its words: for what is kept about a letter between runs. A newer version of the program may
    /// know it by another.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        let mut hasher = std::hash::DefaultHasher::new();
        self.paragraphs.len().hash(&mut hasher);
        let mut left = FINGERPRINT;
        for paragraph in &self.paragraphs {
            paragraph.text.hash(&mut hasher);
            left = left.saturating_sub(paragraph.text.len());
            if left == 0 {
                break;
            }
        }
        format!("{:016x}", hasher.finish())
    }

    /// The label of the page a place is on.
    #[must_use]
    pub fn page_label(&self, place: Place) -> Option<&str> {
        self.page_of(place)
            .map(|page| self.pages[page].label.as_str())
    }

    /// Where a place is, to cite by: its page; where there are no pages, its section (`§2`, but for the opening) and its paragraph's number
    /// within that.
    #[must_use]
    pub fn locator(&self, place: Place) -> String {
        if let Some(page) = self.page_label(place) {
            return format!("p. {page}");
        }
        match (self.section_of(place), self.number_of(place)) {
            (0, number) => format!("¶{number}"),
            (section, 0) => format!("§{section}"),
            (section, number) => format!("§{section} ¶{number}"),
        }
    }

    /// The [number](Paragraph::number) of the paragraph that a place is in; 0 in an empty letter.
    #[must_use]
    pub fn number_of(&self, place: Place) -> u32 {
        self.paragraph(place)
            .map_or(0, |paragraph| paragraph.number)
    }

    /// How a passage is cited: by the pages it runs over, or by its paragraphs where there are none.
    #[must_use]
    pub fn locator_between(&self, from: Place, to: Place) -> String {
        let (first, last) = (self.locator(from), self.locator(to));
        if first == last {
            return first;
        }
        match self.page_label(to) {
            Some(page) => format!("{first}–{page}"),
            None if self.section_of(from) == self.section_of(to) => {
                format!("{first}–{}", self.number_of(to))
            }
            None => format!("{first} – {last}"),
        }
    }

    /// Every note mark of the letter in reading order of the text, then those inside notes.
    pub fn marks(&self) -> impl Iterator<Item = (Place, u32)> + '_ {
        self.paragraphs
            .iter()
            .enumerate()
            .flat_map(|(at, paragraph)| {
                paragraph.note_refs.iter().map(move |mark| {
                    (
                        Place {
                            paragraph: at as u32,
                            byte: mark.byte as u32,
                        },
                        mark.note,
                    )
                })
            })
    }

    /// The whole text of a note, its paragraphs joined by spaces.
    #[must_use]
    pub fn note_text(&self, note: u32) -> String {
        let range = self.notes[note as usize].paragraphs.clone();
        let texts: Vec<&str> = range
            .map(|paragraph| self.paragraphs[paragraph as usize].text.as_str())
            .collect();
        texts.join(" ")
    }
}
