//! Puts note marks that have no note back into the text, so that nothing printed is missing from the letter.
//!
//! It must not know how marks and notes were recognised, nor how a mark's note is found.

use crate::document::builder::Mark;
use crate::document::doubt::Doubt;
use crate::document::place::Place;
use crate::document::{Document, Warning};

/// What is put into one paragraph's text.
struct Inserts {
    paragraph: u32,
    /// Where (byte of the text as it was), in order, and what.
    labels: Vec<(usize, String)>,
    /// Bytes put in so far.
    longer: usize,
}

/// Puts back the labels of marks without note and warns of each; the others are returned, their places moved along with the text.
/// `marks` stand in reading order.
pub(super) fn put_back(
    document: &mut Document,
    marks: Vec<(Mark, Option<u32>)>,
) -> Vec<(Mark, u32)> {
    let mut kept: Vec<(Mark, u32)> = Vec::with_capacity(marks.len());
    let mut all: Vec<Inserts> = Vec::new();
    for (mut mark, note) in marks {
        let Place { paragraph, byte } = mark.place;
        let here = all.last().filter(|inserts| inserts.paragraph == paragraph);
        mark.place.byte += here.map_or(0, |inserts| inserts.longer) as u32;
        if let Some(note) = note {
            kept.push((mark, note));
            continue;
        }
        let quote = words_before(document, Place { paragraph, byte });
        document.warnings.push(Warning {
            doubt: Doubt::MarkWithoutNote(mark.label.clone(), quote),
            page: None,
            place: Some(mark.place),
        });
        if here.is_none() {
            all.push(Inserts {
                paragraph,
                labels: Vec::new(),
                longer: 0,
            });
        }
        if let Some(inserts) = all.last_mut() {
            // Two marks side by side are two numbers.
            let beside = inserts
                .labels
                .last()
                .is_some_and(|(at, _)| *at == byte as usize);
            let comma = if beside { "," } else { "" };
            let label = format!("{comma}{}", raised(&mark.label));
            inserts.longer += label.len();
            inserts.labels.push((byte as usize, label));
        }
    }
    for inserts in &all {
        widen(document, inserts);
    }
    kept
}

/// Puts the labels into their paragraph's text and moves what points behind them.
fn widen(document: &mut Document, inserts: &Inserts) {
    let Inserts {
        paragraph: at,
        labels,
        ..
    } = inserts;
    let moved = |byte: usize, with_it: bool| {
        let before = labels
            .iter()
            .take_while(|(insert, _)| *insert < byte || (with_it && *insert == byte));
        byte + before.map(|(_, label)| label.len()).sum::<usize>()
    };
    if let Some(paragraph) = document.paragraphs.get_mut(*at as usize) {
        let mut text = String::with_capacity(paragraph.text.len() + inserts.longer);
        let mut written = 0;
        for (byte, label) in labels {
            text.push_str(&paragraph.text[written..*byte]);
            text.push_str(label);
            written = *byte;
        }
        text.push_str(&paragraph.text[written..]);
        paragraph.text = text;
        for span in &mut paragraph.spans {
            span.range = moved(span.range.start, true)..moved(span.range.end, false);
        }
    }
    let pages = &mut document.pages;
    let first = pages.partition_point(|page| page.start.paragraph < *at);
    for page in pages[first..]
        .iter_mut()
        .take_while(|page| page.start.paragraph == *at)
    {
        if page.start.byte > 0 {
            page.start.byte = moved(page.start.byte as usize, true) as u32;
        }
    }
}

/// A label as small raised figures where it is a number, so that it does not become part of the word it is glued to.
fn raised(label: &str) -> String {
    const FIGURES: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let figure = |letter: char| {
        let digit = letter.to_digit(10).map(|digit| FIGURES[digit as usize]);
        digit.unwrap_or(letter)
    };
    label.chars().map(figure).collect()
}

/// The last words before a place, to recognise it by.
fn words_before(document: &Document, place: Place) -> String {
    let text = document
        .paragraph(place)
        .map_or("", |paragraph| paragraph.text.as_str());
    let before = &text[..text.floor_char_boundary((place.byte as usize).min(text.len()))];
    let words: Vec<&str> = before.split_whitespace().rev().take(3).collect();
    words.into_iter().rev().collect::<Vec<_>>().join(" ")
}
