//! A letter as JSON, for programs: one value, `"format": 1` first, byte offsets in UTF-8, pages counted from 1.
//!
//! Fields may be added; what stands here keeps its meaning as long as the format's number does.

use serde::Serialize;

use crate::document::doubt::{Doubt, WarningKind};
use crate::document::place::Place;
use crate::document::sentence::sentence_at;
use crate::document::{Document, Facts, Kind, Reading};

/// The number of this format; raised when a field goes or changes its meaning.
pub const FORMAT: u32 = 1;

/// A whole letter.
#[derive(Debug, Serialize)]
pub struct Letter<'d> {
    format: u32,
    source: &'d str,
    title: &'d str,
    facts: &'d Facts,
    reading: &'d Reading,
    pages: Vec<PageJson<'d>>,
    sections: Vec<SectionJson<'d>>,
    paragraphs: Vec<ParagraphJson<'d>>,
    notes: Vec<NoteJson<'d>>,
    citations: Vec<CitationJson<'d>>,
    warnings: Vec<WarningJson<'d>>,
}

/// A list made from a letter, under its own name.
#[derive(Debug, Serialize)]
pub struct Listing<T> {
    format: u32,
    #[serde(flatten)]
    list: T,
}

#[derive(Debug, Serialize)]
struct PageJson<'d> {
    number: usize,
    label: &'d str,
}

/// A section.
#[derive(Debug, Serialize)]
pub struct SectionJson<'d> {
    title: Option<&'d str>,
    level: u8,
    page: Option<usize>,
    paragraphs: [u32; 2],
    notes: Vec<&'d str>,
}

#[derive(Debug, Serialize)]
struct ParagraphJson<'d> {
    kind: &'static str,
    text: &'d str,
    pages: Option<[usize; 2]>,
    section: usize,
    note: Option<&'d str>,
    refs: Vec<RefJson<'d>>,
}

#[derive(Debug, Serialize)]
struct RefJson<'d> {
    note: &'d str,
    at: usize,
}

/// A note.
#[derive(Debug, Serialize)]
pub struct NoteJson<'d> {
    label: &'d str,
    text: String,
    page: Option<usize>,
    section: Option<&'d str>,
    refs: Vec<NoteRefJson<'d>>,
}

#[derive(Debug, Serialize)]
struct NoteRefJson<'d> {
    paragraph: u32,
    at: u32,
    page: Option<usize>,
    sentence: &'d str,
}

/// A citation.
#[derive(Debug, Serialize)]
pub struct CitationJson<'d> {
    id: String,
    kind: &'static str,
    text: &'d str,
    #[serde(rename = "where")]
    place: &'static str,
    note: Option<&'d str>,
    section: Option<&'d str>,
    page: Option<usize>,
    url: Option<String>,
}

/// Sections under `sections`.
#[derive(Debug, Serialize)]
pub struct Sections<'d> {
    sections: Vec<SectionJson<'d>>,
}

/// Notes under `notes`.
#[derive(Debug, Serialize)]
pub struct Notes<'d> {
    notes: Vec<NoteJson<'d>>,
}

/// Citations under `citations`.
#[derive(Debug, Serialize)]
pub struct Citations<'d> {
    citations: Vec<CitationJson<'d>>,
}

/// Warnings under `warnings`.
#[derive(Debug, Serialize)]
pub struct Warnings<'d> {
    warnings: Vec<WarningJson<'d>>,
}

/// Says what is in doubt.
pub type Say<'s> = dyn Fn(&Doubt) -> String + 's;

/// The whole letter: `show --json`.
#[must_use]
pub fn letter<'d>(document: &'d Document, say: &Say<'_>) -> Letter<'d> {
    let pages = document.pages.iter().enumerate();
    Letter {
        format: FORMAT,
        source: &document.source,
        title: &document.title,
        facts: &document.facts,
        reading: &document.reading,
        pages: pages
            .map(|(at, page)| PageJson {
                number: at + 1,
                label: &page.label,
            })
            .collect(),
        sections: all_sections(document),
        paragraphs: (0..document.paragraphs.len() as u32)
            .map(|at| paragraph(document, at))
            .collect(),
        notes: all_notes(document),
        citations: all_citations(document),
        warnings: all_warnings(document, say),
    }
}

/// The sections: `outline --json`.
#[must_use]
pub fn sections(document: &Document) -> Listing<Sections<'_>> {
    Listing {
        format: FORMAT,
        list: Sections {
            sections: all_sections(document),
        },
    }
}

/// The notes: `notes --json`.
#[must_use]
pub fn notes(document: &Document) -> Listing<Notes<'_>> {
    Listing {
        format: FORMAT,
        list: Notes {
            notes: all_notes(document),
        },
    }
}

/// The citations: `citations --json`.
#[must_use]
pub fn citations(document: &Document) -> Listing<Citations<'_>> {
    Listing {
        format: FORMAT,
        list: Citations {
            citations: all_citations(document),
        },
    }
}

/// A warning: where it is, its page says.
#[derive(Debug, Serialize)]
struct WarningJson<'d> {
    kind: WarningKind,
    message: String,
    page: Option<&'d str>,
}

fn all_warnings<'d>(document: &'d Document, say: &Say<'_>) -> Vec<WarningJson<'d>> {
    let warnings = document.warnings.iter();
    let warnings = warnings.map(|warning| WarningJson {
        kind: warning.doubt.kind(),
        message: say(&warning.doubt),
        page: warning.page.as_deref(),
    });
    warnings.collect()
}

/// The warnings: `check --json`.
#[must_use]
pub fn warnings<'d>(document: &'d Document, say: &Say<'_>) -> Listing<Warnings<'d>> {
    Listing {
        format: FORMAT,
        list: Warnings {
            warnings: all_warnings(document, say),
        },
    }
}

/// The page of a place, counted from 1.
fn page(document: &Document, place: Place) -> Option<usize> {
    document.page_of(place).map(|page| page + 1)
}

fn section_title(document: &Document, section: usize) -> Option<&str> {
    document.sections.get(section)?.title.as_deref()
}

fn note_label(document: &Document, place: Place) -> Option<&str> {
    document
        .note_of(place)
        .map(|note| document.notes[note as usize].label.as_str())
}

fn all_sections(document: &Document) -> Vec<SectionJson<'_>> {
    let mut sections: Vec<SectionJson<'_>> = document
        .sections
        .iter()
        .map(|section| SectionJson {
            title: section.title.as_deref(),
            level: section.level,
            page: page(document, Place::start(section.paragraphs.start)),
            paragraphs: [section.paragraphs.start, section.paragraphs.end],
            notes: Vec::new(),
        })
        .collect();
    for note in &document.notes {
        if let Some(section) = sections.get_mut(note.section as usize) {
            section.notes.push(&note.label);
        }
    }
    sections
}

fn paragraph(document: &Document, at: u32) -> ParagraphJson<'_> {
    let content = &document.paragraphs[at as usize];
    let (start, end) = (
        Place::start(at),
        Place {
            paragraph: at,
            byte: content.text.len().saturating_sub(1) as u32,
        },
    );
    ParagraphJson {
        kind: match content.kind {
            Kind::Heading(_) => "heading",
            Kind::Body => "body",
            Kind::Item(_) => "item",
            Kind::Quote => "quote",
            Kind::Row => "row",
            Kind::Note(_) => "note",
        },
        text: &content.text,
        pages: page(document, start)
            .zip(page(document, end))
            .map(|(first, last)| [first, last]),
        section: document.section_of(start),
        note: note_label(document, start),
        refs: content
            .note_refs
            .iter()
            .map(|mark| RefJson {
                note: &document.notes[mark.note as usize].label,
                at: mark.byte,
            })
            .collect(),
    }
}

fn all_notes(document: &Document) -> Vec<NoteJson<'_>> {
    let notes = document.notes.iter().enumerate();
    notes
        .map(|(at, note)| NoteJson {
            label: &note.label,
            text: document.note_text(at as u32),
            page: note.page.map(|page| page as usize + 1),
            section: section_title(document, note.section as usize),
            refs: note
                .refs
                .iter()
                .map(|&place| note_ref(document, place))
                .collect(),
        })
        .collect()
}

fn note_ref(document: &Document, place: Place) -> NoteRefJson<'_> {
    let text = document
        .paragraph(place)
        .map_or("", |paragraph| paragraph.text.as_str());
    // The mark stands behind the text it is about: its page is that of the character before it.
    let before = Place {
        byte: place.byte.saturating_sub(1),
        ..place
    };
    NoteRefJson {
        paragraph: place.paragraph,
        at: place.byte,
        page: page(document, before),
        sentence: &text[sentence_at(text, place.byte as usize)],
    }
}

fn all_citations(document: &Document) -> Vec<CitationJson<'_>> {
    let mut all = Vec::new();
    for (at, content) in document.paragraphs.iter().enumerate() {
        for citation in &content.citations {
            let place = Place {
                paragraph: at as u32,
                byte: citation.range.start as u32,
            };
            all.push(CitationJson {
                id: citation.target.id(),
                kind: citation.target.kind(),
                text: &content.text[citation.range.clone()],
                place: match content.kind {
                    Kind::Note(_) => "note",
                    Kind::Heading(_) => "heading",
                    _ => "text",
                },
                note: note_label(document, place),
                section: section_title(document, document.section_of(place)),
                page: page(document, place),
                url: citation.target.url(),
            });
        }
    }
    all
}
