//! The only way to make a [`Document`]: every reader hands its passages to this builder.
//!
//! It links marks and notes, forms sections and pages, finds citations, and warns of what does not fit.
//! It must not know any file format.

use crate::citation;
use crate::document::doubt::Doubt;
use crate::document::linking::{Link, link};
use crate::document::passage::Passage;
use crate::document::place::Place;
use crate::document::questions;
use crate::document::{
    Document, Facts, Furniture, FurnitureKind, Kind, Page, Paragraph, Reading, Section, SpanStyle,
    Warning,
};

/// The longest paragraph kept whole: bytes. A longer one is cut at white space, so that no row of the screen costs more than wrapping
/// this much.
pub const LONGEST_PARAGRAPH: usize = 64 * 1024;

/// A note mark before it is linked.
#[derive(Debug)]
pub(super) struct Mark {
    pub(super) place: Place,
    pub(super) label: String,
    pub(super) part: u32,
}

/// A note before it has its place behind the text.
#[derive(Debug)]
pub(super) struct PendingNote {
    pub(super) label: String,
    pub(super) passages: Vec<Passage>,
    pub(super) page: Option<u32>,
    pub(super) part: u32,
}

/// Collects a letter in reading order.
#[derive(Debug, Default)]
pub struct Builder {
    document: Document,
    marks: Vec<Mark>,
    notes: Vec<PendingNote>,
    part: u32,
    /// Doubts about what is pushed next.
    doubts: Vec<Doubt>,
}

impl Builder {
    /// A builder for a letter from `source` (a path, `-`, a name), which is also where its title comes from if nothing better is known.
    #[must_use]
    pub fn new(source: &str) -> Self {
        let source = crate::safe::line(source);
        Self {
            document: Document {
                source,
                ..Document::default()
            },
            ..Self::default()
        }
    }

    /// What is known of the letter's own facts.
    pub fn facts(&mut self, facts: Facts) {
        self.document.facts = facts;
    }

    /// How the bytes became text.
    pub fn reading(&mut self, reading: Reading) {
        if reading.replaced > 0 {
            let warning = Warning {
                doubt: Doubt::Replaced(reading.replaced),
                page: None,
                place: None,
            };
            self.document.warnings.push(warning);
        }
        self.document.reading = reading;
    }

    /// A printed page begins before what is pushed next; `label` as printed, or `None` to count on from the page before.
    pub fn page(&mut self, label: Option<String>) {
        let start = Place::start(self.document.paragraphs.len() as u32);
        self.begin_page(label, start);
    }

    fn begin_page(&mut self, label: Option<String>, start: Place) {
        let pages = &mut self.document.pages;
        let label = label.unwrap_or_else(|| {
            let before = pages
                .last()
                .map_or(Some(0), |page| page.label.parse::<u32>().ok());
            before.map_or_else(
                || (pages.len() + 1).to_string(),
                |before| before.saturating_add(1).to_string(),
            )
        });
        pages.push(Page { label, start });
    }

    /// Index of the page that what is pushed next is printed on.
    fn current_page(&self) -> Option<u32> {
        (self.document.pages.len() as u32).checked_sub(1)
    }

    /// Text of a kind other than [`Kind::Note`], which is taken for [`Kind::Body`].
    pub fn push(&mut self, kind: Kind, passage: Passage) {
        let kind = if matches!(kind, Kind::Note(_)) {
            Kind::Body
        } else {
            kind
        };
        let cut = passage.text.len() > LONGEST_PARAGRAPH;
        if cut {
            let first: String = passage.text.chars().take(40).collect();
            self.warn(Doubt::CutParagraph(first));
        }
        for piece in pieces(passage) {
            self.push_piece(kind, piece);
        }
    }

    fn push_piece(&mut self, kind: Kind, passage: Passage) {
        let at = self.document.paragraphs.len() as u32;
        for &byte in &passage.page_breaks {
            self.begin_page(
                None,
                Place {
                    paragraph: at,
                    byte: byte as u32,
                },
            );
        }
        let place = Place::start(at);
        for doubt in std::mem::take(&mut self.doubts) {
            self.document.warnings.push(Warning {
                doubt,
                page: None,
                place: Some(place),
            });
        }
        let sections = &mut self.document.sections;
        match (kind, sections.last_mut()) {
            (Kind::Heading(level), _) => {
                let title = Some(passage.text.clone());
                sections.push(Section {
                    title,
                    level: level.max(1),
                    paragraphs: at..at + 1,
                });
            }
            (_, Some(section)) => section.paragraphs.end = at + 1,
            (_, None) => sections.push(Section {
                title: None,
                level: 0,
                paragraphs: at..at + 1,
            }),
        }
        let part = self.part;
        let marks = passage.marks.iter().map(|(byte, label)| Mark {
            place: Place {
                paragraph: at,
                byte: *byte as u32,
            },
            label: label.clone(),
            part,
        });
        self.marks.extend(marks);
        self.document.paragraphs.push(paragraph(kind, passage));
    }

    /// A note printed on the current page; its further paragraphs follow in `passages`.
    pub fn note(&mut self, label: &str, passages: Vec<Passage>) {
        let page = self.current_page();
        let pieces = passages.into_iter().flat_map(pieces).collect();
        self.notes.push(PendingNote {
            label: label.to_owned(),
            passages: pieces,
            page,
            part: self.part,
        });
    }

    /// A new part begins (an annex, a bundled letter): its note labels may start again.
    pub fn part(&mut self) {
        self.part += 1;
    }

    /// Something printed that is no text.
    pub fn furniture(&mut self, kind: FurnitureKind, text: &str) {
        let page = self.current_page();
        self.document.furniture.push(Furniture {
            text: text.to_owned(),
            page,
            kind,
        });
    }

    /// A doubt about what is pushed next.
    pub fn warn(&mut self, doubt: Doubt) {
        self.doubts.push(doubt);
    }

    /// The finished document.
    #[must_use]
    pub fn finish(mut self) -> Document {
        for doubt in std::mem::take(&mut self.doubts) {
            self.document.warnings.push(Warning {
                doubt,
                page: None,
                place: None,
            });
        }
        let text_len = self.document.paragraphs.len() as u32;
        // A page without text of its own begins where the next text does, which may be behind the last paragraph.
        let last = text_len.saturating_sub(1);
        for page in &mut self.document.pages {
            if page.start.paragraph > last {
                let end = self
                    .document
                    .paragraphs
                    .last()
                    .map_or(0, |paragraph| paragraph.text.len());
                page.start = Place {
                    paragraph: last,
                    byte: end as u32,
                };
            }
        }
        let Link { marks, notes } = link(&mut self.document, self.marks, &self.notes);
        for (mark, note) in marks {
            let refs = &mut self.document.paragraphs[mark.place.paragraph as usize].note_refs;
            refs.push(crate::document::NoteRef {
                byte: mark.place.byte as usize,
                note,
            });
        }
        for (at, (mut note, passages)) in notes.into_iter().enumerate() {
            let start = self.document.paragraphs.len() as u32;
            let kind = Kind::Note(at as u32);
            self.document
                .paragraphs
                .extend(passages.into_iter().map(|passage| paragraph(kind, passage)));
            note.paragraphs = start..self.document.paragraphs.len() as u32;
            self.document.notes.push(note);
        }
        number_paragraphs(&mut self.document);
        for paragraph in &mut self.document.paragraphs {
            paragraph.citations = citation::find(&paragraph.text);
            cite_links(paragraph);
        }
        questions::read(&self.document.paragraphs, &mut self.document.facts);
        self.document.title = title(&self.document);
        name_pages(&mut self.document);
        self.document
    }
}

fn paragraph(kind: Kind, passage: Passage) -> Paragraph {
    let mut spans = passage.spans;
    let text = &passage.text;
    spans
        .retain(|span| span.range.start < span.range.end && text.get(span.range.clone()).is_some());
    spans.sort_by_key(|span| span.range.start);
    Paragraph {
        kind,
        text: passage.text,
        spans,
        note_refs: Vec::new(),
        citations: Vec::new(),
        number: 0,
    }
}

/// A link to a paper cites it, whatever its words are; where the words themselves cite one, they stand.
fn cite_links(paragraph: &mut Paragraph) {
    for span in &paragraph.spans {
        let SpanStyle::Link(address) = &span.style else {
            continue;
        };
        let citations = &mut paragraph.citations;
        let at = citations.partition_point(|known| known.range.end <= span.range.start);
        let free = citations
            .get(at)
            .is_none_or(|next| span.range.end <= next.range.start);
        let Some(target) = citation::find(address).into_iter().next() else {
            continue;
        };
        if free {
            let range = span.range.clone();
            let target = target.target;
            citations.insert(at, citation::Citation { range, target });
        }
    }
}

/// Numbers the paragraphs of every section, and gives the notes the number of the paragraph that cites them first.
fn number_paragraphs(document: &mut Document) {
    for section in &document.sections {
        let mut number = 0;
        for at in section.paragraphs.clone() {
            let paragraph = &mut document.paragraphs[at as usize];
            if !matches!(paragraph.kind, Kind::Heading(_)) {
                number += 1;
                paragraph.number = number;
            }
        }
    }
    for note in &document.notes {
        let Some(first) = note.refs.first() else {
            continue;
        };
        let number = document.paragraphs[first.paragraph as usize].number;
        for at in note.paragraphs.clone() {
            document.paragraphs[at as usize].number = number;
        }
    }
}

/// A passage in pieces that are not too long, with its marks, breaks and spans brought into order and onto characters.
fn pieces(mut passage: Passage) -> Vec<Passage> {
    let boundary = |text: &str, byte: usize| text.floor_char_boundary(byte.min(text.len()));
    for (byte, _) in &mut passage.marks {
        *byte = boundary(&passage.text, *byte);
    }
    passage.marks.sort_by_key(|&(byte, _)| byte);
    for byte in &mut passage.page_breaks {
        *byte = boundary(&passage.text, *byte);
    }
    passage.page_breaks.sort_unstable();
    if passage.text.len() <= LONGEST_PARAGRAPH {
        return vec![passage];
    }
    let mut ends = Vec::new();
    let mut start = 0;
    while start + LONGEST_PARAGRAPH < passage.text.len() {
        let limit = boundary(&passage.text, start + LONGEST_PARAGRAPH);
        let space = passage.text[start..limit].rfind(' ');
        start = space.map_or(limit, |space| start + space + 1);
        ends.push(start);
    }
    passage.split(&ends)
}

/// What the letter is called: its subject, or else its file's name made readable.
fn title(document: &Document) -> String {
    if let Some(subject) = &document.facts.subject {
        return subject.clone();
    }
    let name = document.source.rsplit('/').next().unwrap_or_default();
    let stem = name
        .rsplit_once('.')
        .map_or(name, |(stem, _)| if stem.is_empty() { name } else { stem });
    let letters: Vec<char> = stem.chars().collect();
    let digit = |at: Option<&char>| at.is_some_and(char::is_ascii_digit);
    let mut title = String::new();
    for (at, &letter) in letters.iter().enumerate() {
        let between_digits = at > 0 && digit(letters.get(at - 1)) && digit(letters.get(at + 1));
        let separates = letter == '_' || letter == '-' && !between_digits && letters.len() > 1;
        let shown = if separates { ' ' } else { letter };
        if title.is_empty() {
            title.extend(shown.to_uppercase());
        } else {
            title.push(shown);
        }
    }
    title
}

/// Gives every warning with a place the label of its page.
fn name_pages(document: &mut Document) {
    let mut warnings = std::mem::take(&mut document.warnings);
    for warning in &mut warnings {
        if let (None, Some(place)) = (&warning.page, warning.place) {
            warning.page = document.page_label(place).map(str::to_owned);
        }
    }
    warnings.sort_by_key(|warning| warning.place);
    document.warnings = warnings;
}
