//! Which lines are one paragraph, heading, list item or table row.
//!
//! It must not know notes, nor how words are joined.

use crate::document::Kind;
use crate::ingest::pdf::frame::Frame;
use crate::ingest::pdf::lines::Line;
use crate::ingest::pdf::rows::Row;
use crate::ingest::text;

/// Lines that belong together.
#[derive(Debug, Clone)]
pub(super) struct Paragraph {
    pub(super) kind: Kind,
    /// Its lines; of a table's row, those of each cell.
    pub(super) parts: Row,
    /// Space above it, more than between lines.
    pub(super) apart: bool,
    pub(super) bold: bool,
    pub(super) italic: bool,
    /// Points that its type is larger than the text's.
    pub(super) larger: f32,
}

/// A row with the edges of the column it is in.
#[derive(Debug, Clone)]
pub(super) struct Placed {
    pub(super) row: Row,
    pub(super) edges: (f32, f32),
}

impl Placed {
    /// The line it is, or of a table's row the first.
    fn line(&self) -> &Line {
        &self.row[0][0]
    }

    /// Its lowest line, above which nothing of it stands.
    fn lowest(&self) -> &Line {
        let lines = self.row.iter().flatten();
        lines.fold(
            self.line(),
            |lowest, line| {
                if line.y > lowest.y { line } else { lowest }
            },
        )
    }
}

/// Baselines are further apart than lines of a paragraph by this factor.
const WIDE: f32 = 1.3;

/// An item may begin so much further right than the one above, in sizes of the type: it stands within that.
const NESTED: f32 = 4.0;

/// Type larger than the text's by so much is a heading's: points.
pub(super) const LARGER: f32 = 0.7;

/// Puts rows in reading order together.
pub(super) fn paragraphs(rows: Vec<Placed>, frame: &Frame) -> Vec<Paragraph> {
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let mut last: Option<Placed> = None;
    for placed in rows {
        let line = placed.line();
        let (bold, italic) = (line.all(|piece| piece.bold), line.all(|piece| piece.italic));
        let apart = last
            .as_ref()
            .is_none_or(|last| is_apart(last.lowest(), line, frame));
        let is_row = placed.row.len() > 1;
        let above = last.as_ref().zip(paragraphs.last_mut());
        let above = above.filter(|(last, paragraph)| {
            !is_row && paragraph.kind != Kind::Row && goes_on(paragraph, last, &placed, frame)
        });
        if let Some((_, paragraph)) = above {
            paragraph.bold &= bold;
            paragraph.italic &= italic;
            paragraph.parts[0].push(line.clone());
        } else {
            paragraphs.push(Paragraph {
                kind: if is_row {
                    Kind::Row
                } else {
                    kind(&line.text())
                },
                apart,
                bold,
                italic,
                larger: line.size - frame.size,
                parts: placed.row.clone(),
            });
        }
        last = Some(placed);
    }
    paragraphs
}

fn is_apart(last: &Line, line: &Line, frame: &Frame) -> bool {
    last.page != line.page || line.y - last.y > WIDE * frame.leading || line.y < last.y
}

fn kind(text: &str) -> Kind {
    if text::is_item(text) {
        Kind::Item(0)
    } else {
        Kind::Body
    }
}

/// Whether a line goes on with the paragraph that the last one is in.
fn goes_on(paragraph: &Paragraph, last: &Placed, next: &Placed, frame: &Frame) -> bool {
    let (before, line) = (last.line(), next.line());
    let lines = &paragraph.parts[0];
    let (above, below) = (before.text(), line.text());
    let bold = line.all(|piece| piece.bold);
    let looks_alike = (before.size - line.size).abs() < 0.6 && paragraph.bold == bold;
    // A bold beginning in running text is not a heading of its own.
    let inline = !paragraph.bold && bold && !is_apart(before, line, frame) && !ends(&above);
    if !looks_alike && !inline || text::is_question(&above) || text::is_question(&below) {
        return false;
    }
    if text::is_salutation(&above) || text::closes(&below) && ends(&above) {
        return false;
    }
    let moved = before.page != line.page || line.y < before.y || line.x0 > before.x1 + frame.size;
    if !moved && line.y - before.y > WIDE * frame.leading.max(before.size * 1.1) {
        return false;
    }
    if text::is_item(&below)
        && line.x0 <= lines[0].x0 + 2.0 + frame.size * NESTED
        && ends_item(&above)
    {
        return false;
    }
    if leaves_item(paragraph, &above, line) || begins_beside(paragraph, &below, line) {
        return false;
    }
    let (left, right) = last.edges;
    let width = right - left;
    if paragraph.bold || paragraph.larger > LARGER {
        // Lines of one heading.
        return !moved && line.y - before.y < 1.15 * frame.leading.max(before.size * 1.2);
    }
    let word = line.first_word_width();
    let fits = before.x1 + word < right - 0.02 * width;
    // A number that would have stood behind the words before it stands by itself.
    if fits && below.len() <= 3 && below.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    if ends(&above) && fits
        || before.x1 < left + 0.7 * width && (fits && (ends(&above) || !starts_small(&below)))
    {
        return false;
    }
    // An indent after the end of a sentence.
    let indented = line.x0 > next.edges.0 + 5.0 && before.x0 < left + 3.0;
    !(indented && ends(&above) && !matches!(paragraph.kind, Kind::Item(_)))
}

/// Whether a line stands left of where the lines of an item that has ended go on.
fn leaves_item(item: &Paragraph, above: &str, line: &Line) -> bool {
    let lines = &item.parts[0];
    let hanging = lines
        .get(1)
        .filter(|second| matches!(item.kind, Kind::Item(_)) && second.x0 > lines[0].x0 + HANGING);
    hanging.is_some_and(|second| line.x0 < second.x0 - HANGING) && ends(above)
}

/// Whether a line has a bullet where that of the item above stands, however that ends.
fn begins_beside(item: &Paragraph, below: &str, line: &Line) -> bool {
    matches!(item.kind, Kind::Item(_))
        && below.starts_with(text::BULLETS)
        && (line.x0 - item.parts[0][0].x0).abs() < HANGING
}

/// Lines of an item go on further right than it begins by at least so much: points.
const HANGING: f32 = 3.0;

fn ends(text: &str) -> bool {
    text.trim_end_matches(['’', '”', '"', '\'', ')', '»'])
        .ends_with(['.', '?', '!', ':', ';'])
}

fn ends_item(text: &str) -> bool {
    ends(text) || text.ends_with(',') || text.chars().count() < 60
}

fn starts_small(text: &str) -> bool {
    text.chars()
        .find(|c| c.is_alphabetic())
        .is_some_and(char::is_lowercase)
}
