//! Plain text, as extraction from a PDF leaves it or as web pages give it, to a [`Document`].
//!
//! ```text
//! lines       words, indents, gaps, pages by form feed
//! side_column what stands beside the text, where converters keep a page's layout
//! furniture   what is no text: page_numbers, running heads and feet, paper_foot (a publisher's lines)
//! letterhead  address, date, subject: facts; paper_head of a parliamentary paper; opening: where the letter begins below
//! habits      what this letter's layout means; room: whether a word would have fitted on the line above it
//! candidates  numbers that may be marks (beside: what stands around them; numbers: years, thousands, measures)
//! notes       what speaks for them, by their labels: page_notes at the feet of known pages, flow_notes elsewhere
//! parts       where numbering starts again
//! marks       the best chain of marks
//! tables      rows of cells, told by gaps below each other
//! paragraphs  evidence for every line end
//! kinds       headings (numbering), items, quotations
//! assembly    with hyphens, writer and signature (who signs), to the builder
//! ```
//!
//! Each step takes lines off the page or gives them a meaning; none looks at the file again. All are linear in its
//! length. It must not know encodings, terminals or how a document is linked.

mod assembly;
mod beside;
pub(in crate::ingest) mod candidates;
mod feet;
mod flow_notes;
mod furniture;
mod habits;
mod hyphens;
mod kinds;
mod labels;
mod letterhead;
pub(in crate::ingest) mod lines;
mod marks;
mod notes;
mod numbering;
pub(in crate::ingest) mod numbers;
mod opening;
mod page_notes;
mod page_numbers;
mod paper_foot;
pub(in crate::ingest) mod paper_head;
mod paragraphs;
mod parts;
mod room;
mod running;
mod shapes;
mod side_column;
mod signature;
mod tables;
mod writer;

use std::borrow::Cow;

use crate::document::{Document, Facts, Reading};
use crate::ingest::text::candidates::Candidate;
use crate::ingest::text::furniture::Pages;
use crate::ingest::text::habits::Habits;
pub(in crate::ingest) use crate::ingest::text::hyphens::{has_own_hyphen, is_coordinating};
use crate::ingest::text::lines::Line;
use crate::ingest::text::notes::{Block, Marks, Search};
pub(in crate::ingest) use crate::ingest::text::shapes::BULLETS;
use crate::ingest::text::shapes::Marker;
pub(in crate::ingest) use crate::ingest::text::signature::Signature;
use crate::safe::Safe;

/// Reads a letter from its text. `encoding` is the name of the character set it was in, `source` its path or name.
#[must_use]
pub fn read(safe: &Safe, encoding: String, source: &str) -> Document {
    let mut split = lines::split(&safe.text);
    let mut pages = furniture::set_apart(&mut split.lines, split.feeds);
    let mut lines = split.with_beside();
    let facts = letterhead::set_apart(&mut lines);
    let habits = Habits::measure(&lines);
    let candidates = candidates_of(&lines);
    let blocks = notes_of(&mut lines, &mut pages, &habits, &candidates);
    let parts = parts::begin(&lines, &blocks);
    let decision = marks::choose(&lines, &candidates, &blocks, &parts);
    let reading = Reading {
        format: String::new(),
        encoding,
        replaced: safe.replaced,
        joined_hyphens: 0,
    };
    let letter = assembly::Letter {
        lines: &lines,
        blocks: &blocks,
        parts: &parts,
        pages: &pages,
        habits: &habits,
        decision: &decision,
    };
    letter.assemble(source, facts, reading)
}

/// Whether a line numbers a question or an answer: `Vraag 1`, `Antwoord op vraag 3 en 8`.
pub(super) fn is_question(text: &str) -> bool {
    shapes::is_question(text)
}

/// Whether a line takes leave: what stands above is another paragraph.
pub(super) fn closes(text: &str) -> bool {
    paragraphs::closes(text)
}

/// Whether a line greets or takes leave: what follows is another paragraph.
pub(super) fn is_salutation(text: &str) -> bool {
    paragraphs::is_salutation(text)
}

/// Whether a bullet or number opens a text, as it does a list's item.
pub(super) fn is_item(text: &str) -> bool {
    shapes::marker(text).is_some()
}

/// Whether a line opens with the label of a fact: `Datum`, `Ons kenmerk`.
pub(super) fn is_label(text: &str) -> bool {
    letterhead::opens_label(text)
}

/// The date of a line that says where and when a letter was written: `Den Haag, 29 mei 2020`.
pub(super) fn place_and_date(text: &str) -> Option<&str> {
    letterhead::is_place_and_date(text)
        .then(|| text.split_once(", "))
        .flatten()
        .map(|(_, date)| date)
}

/// The page number that a line at a page's edge consists of.
pub(super) fn page_number(text: &str) -> Option<u32> {
    shapes::page_number(text).map(|(number, _)| number)
}

/// A text as it was printed: where a converter wrote every hyphen as a soft one, they are hyphens. Those beside a figure or before a capital
/// (`2019\u{ad}2023`) are no hints of where a word may be broken.
pub(super) fn as_printed(text: &str) -> Cow<'_, str> {
    const SOFT: char = '\u{ad}';
    if !text.contains(SOFT) {
        return Cow::Borrowed(text);
    }
    let (mut printed, mut others) = (false, false);
    let signs = text
        .chars()
        .zip(text.chars().skip(1))
        .zip(text.chars().skip(2));
    for ((before, sign), after) in signs {
        let within = before.is_alphanumeric() && after.is_alphanumeric();
        let no_hint = before.is_ascii_digit() || after.is_ascii_digit() || after.is_uppercase();
        printed |= sign == SOFT && within && no_hint;
        others |= sign == '-' && within;
    }
    if printed && !others {
        Cow::Owned(text.replace(SOFT, "-"))
    } else {
        Cow::Borrowed(text)
    }
}

/// Whether a line is the publisher's own at a paper's foot.
pub(super) fn is_imprint(text: &str) -> bool {
    paper_foot::is_imprint(text)
}

/// Whether a line names a part of a letter by its number: what pages begin with, and no running head.
pub(super) fn opens_part(text: &str) -> bool {
    shapes::is_question(text) || shapes::opens_part(text)
}

/// Whether a line in a page's foot is that of a parliamentary paper.
pub(super) fn is_paper_foot(text: &str) -> bool {
    paper_foot::is_foot(&text.split_whitespace().collect::<Vec<_>>(), true)
}

/// Whether a line stands above a printed paper and is none of its headings.
pub(super) fn is_paper_head(text: &str) -> bool {
    letterhead::is_head_line(text)
}

/// The words behind the number or letter that a title may have: `1. Inleiding`, `1.1 Doel`, `a. Inleiding`.
pub(super) fn numbered_title(text: &str) -> Option<&str> {
    match shapes::marker(text)? {
        (Marker::Number(_) | Marker::Levels(_), words) => Some(&text[words..]),
        (Marker::Bullet, _) => None,
    }
}

/// Whether a line is the caption of a table or figure.
pub(super) fn is_caption(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let first = words.next().unwrap_or("");
    let named = ["Tabel", "Figuur", "Grafiek", "Kaart", "Table", "Figure"];
    let numbered = words
        .next()
        .is_some_and(|number| number.starts_with(|c: char| c.is_ascii_digit()));
    let name = first.trim_end_matches([':', '.']);
    named.contains(&name) && (numbered || first.ends_with(':')) || text.starts_with("Bron:")
}

/// Whether a line names a part of an answer to questions that is neither: as such it is a heading, whatever it looks like.
pub(super) fn is_part_of_answer(text: &str) -> bool {
    matches!(text.trim_end_matches(':'), "Mededeling" | "Toelichting")
}

/// Which lines of a letter's beginning are its letterhead, one answer for each line that has words; and what it says of the letter.
pub(super) fn head_of(text: &str) -> (Vec<bool>, Facts) {
    let mut lines = lines::split(text).lines;
    let facts = letterhead::set_apart(&mut lines);
    let apart = lines
        .iter()
        .map(|line| line.role == lines::Role::Letterhead);
    (apart.collect(), facts)
}

fn candidates_of(lines: &[Line<'_>]) -> Vec<Candidate> {
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| line.is_text()) {
        candidates::scan(line.text, at as u32, &mut found);
    }
    found
}

/// Finds the notes, and the pages by them where nothing else tells the pages.
fn notes_of(
    lines: &mut [Line<'_>],
    pages: &mut Pages,
    habits: &Habits,
    candidates: &[Candidate],
) -> Vec<Block> {
    feet::set_headings_apart(lines);
    let marks = Marks::new(candidates);
    if pages.known {
        return Search::new(lines, &marks, habits).by_page();
    }
    let blocks = Search::new(lines, &marks, habits).throughout();
    pages.known = feet::end_pages(lines, &blocks, habits);
    blocks
}
