//! Documents to search: the embedded letter, and small ones made of given paragraphs.

use std::sync::Arc;

use voetnoot::document::place::Place;
use voetnoot::document::{Document, Kind, Note, Page, Paragraph, Section};

/// The letter that comes with the program.
const LETTER: &str = include_str!("../../data/halfjaarbericht-politie-2020-2.txt");

/// A document of these paragraphs; notes must come last. Every heading begins a section, every third paragraph a page,
/// and every note is cited by the paragraph with its number.
pub(crate) fn of(paragraphs: Vec<(Kind, String)>) -> Arc<Document> {
    let mut document = Document::default();
    let text_len = paragraphs
        .iter()
        .filter(|(kind, _)| !matches!(kind, Kind::Note(_)))
        .count() as u32;
    for (kind, text) in paragraphs {
        let at = document.paragraphs.len() as u32;
        match kind {
            Kind::Note(_) => document.notes.push(Note {
                label: (document.notes.len() + 1).to_string(),
                paragraphs: at..at + 1,
                refs: Vec::new(),
                section: 0,
                page: None,
            }),
            Kind::Heading(level) => section(&mut document, Some(text.clone()), level, at),
            _ if document.sections.is_empty() => section(&mut document, None, 0, at),
            _ => {}
        }
        if let Some(last) = document.sections.last_mut() {
            last.paragraphs.end = (at + 1).min(text_len);
        }
        if at.is_multiple_of(3) && at < text_len {
            document.pages.push(Page {
                label: (document.pages.len() + 1).to_string(),
                start: Place::start(at),
            });
        }
        document.paragraphs.push(Paragraph {
            citations: voetnoot::citation::find(&text),
            number: 0,
            kind,
            text,
            spans: Vec::new(),
            note_refs: Vec::new(),
        });
    }
    for at in 0..document.notes.len() {
        let cited = Place::start((at as u32).min(text_len.saturating_sub(1)));
        document.notes[at].section = document.section_of(cited) as u32;
        document.notes[at].page = document.page_of(cited).map(|page| page as u32);
    }
    Arc::new(document)
}

/// The same document on other pages: each begins in one of the paragraphs of the text, so many hundredths of its length from its start.
pub(crate) fn on_pages(document: &Document, begun: &[(usize, usize)]) -> Arc<Document> {
    let mut document = document.clone();
    let texts = &document.paragraphs[..document.text_len() as usize];
    let mut starts = vec![Place::default()];
    for &(paragraph, hundredths) in begun.iter().filter(|_| !texts.is_empty()) {
        let paragraph = paragraph % texts.len();
        let text = &texts[paragraph].text;
        let byte = text.floor_char_boundary(text.len() * hundredths / 100);
        starts.push(Place {
            paragraph: paragraph as u32,
            byte: byte as u32,
        });
    }
    starts.sort_unstable();
    let pages = starts.into_iter().enumerate().map(|(at, start)| Page {
        label: (at + 1).to_string(),
        start,
    });
    document.pages = pages.collect();
    Arc::new(document)
}

fn section(document: &mut Document, title: Option<String>, level: u8, at: u32) {
    document.sections.push(Section {
        title,
        level,
        paragraphs: at..at + 1,
    });
}

/// The embedded letter.
pub(crate) fn letter() -> Arc<Document> {
    of(passages())
}

/// The passages of the letter as often as asked.
pub(crate) fn repeated(times: usize) -> Arc<Document> {
    let (notes, text): (Vec<_>, Vec<_>) = passages()
        .into_iter()
        .partition(|(kind, _)| matches!(kind, Kind::Note(_)));
    let texts = std::iter::repeat_n(text, times).flatten();
    let notes = std::iter::repeat_n(notes, times).flatten().enumerate();
    let notes = notes.map(|(number, (_, text))| (Kind::Note(number as u32), text));
    of(texts.chain(notes).collect())
}

/// About ten megabytes with so many different words: compounds of the letter's own.
pub(crate) fn with_vocabulary(size: usize) -> Arc<Document> {
    let words: Vec<&str> = LETTER
        .split(|sign: char| !sign.is_alphabetic())
        .filter(|word| word.len() > 4)
        .collect();
    // Steps that have no divisor in common with each other wander over all pairs.
    let compound = |at: usize| {
        let (first, last) = (words[at % words.len()], words[at * 7 / 11 % words.len()]);
        let rank = at * at % size;
        format!(
            "{first}{}{}",
            last.to_lowercase(),
            words[rank / 300 % words.len()]
        )
    };
    let passage = |number: usize| {
        let words: Vec<String> = (number * 30..number * 30 + 30)
            .map(|at| {
                if at % 3 == 0 {
                    compound(at % (2 * size))
                } else {
                    words[at * 13 % words.len()].to_owned()
                }
            })
            .collect();
        (Kind::Body, words.join(" "))
    };
    of((0..35_000).map(passage).collect())
}

/// The letter cut at its blank lines, a line that ends no sentence going on behind them.
fn passages() -> Vec<(Kind, String)> {
    let mut texts: Vec<String> = Vec::new();
    let mut notes: Vec<String> = Vec::new();
    let mut blank = true;
    let mut in_notes = false;
    for line in LETTER.lines() {
        let is_separator = line.len() > 40 && line.trim().is_empty();
        let words = line.trim();
        let begins_note = line
            .split_once(' ')
            .is_some_and(|(label, _)| label.len() == 1 && label.parse::<u8>().is_ok());
        in_notes = is_separator || in_notes && (words.is_empty() || !line.starts_with(' '));
        if words.is_empty() {
            blank = true;
            continue;
        }
        let kept = if in_notes { &mut notes } else { &mut texts };
        let goes_on = kept
            .last()
            .is_some_and(|before| !is_title(before) && (!blank || !ends(before)));
        match kept.last_mut() {
            Some(before) if !begins_note && goes_on => {
                if !before.ends_with('-') {
                    before.push(' ');
                }
                before.push_str(words);
            }
            _ => kept.push(
                words
                    .trim_start_matches(|sign: char| in_notes && sign.is_ascii_digit())
                    .trim()
                    .to_owned(),
            ),
        }
        blank = false;
    }
    let texts = texts.into_iter().map(|text| {
        (
            if is_title(&text) {
                Kind::Heading(1)
            } else {
                Kind::Body
            },
            without_marks(&text),
        )
    });
    let notes = notes
        .into_iter()
        .enumerate()
        .map(|(number, text)| (Kind::Note(number as u32), text));
    texts.chain(notes).collect()
}

fn is_title(text: &str) -> bool {
    text.len() < 40 && !text.contains(['.', ','])
}

/// Whether a text ends a sentence, perhaps with a note mark behind it.
fn ends(text: &str) -> bool {
    text.trim_end_matches(|sign: char| sign.is_ascii_digit())
        .ends_with('.')
}

/// Without the digits that are glued to a word as note marks.
fn without_marks(text: &str) -> String {
    let mut kept = String::new();
    let mut letters = 0;
    for sign in text.chars() {
        if sign.is_ascii_digit() && letters > 2 {
            continue;
        }
        letters = if sign.is_alphabetic() { letters + 1 } else { 0 };
        kept.push(sign);
    }
    kept
}
