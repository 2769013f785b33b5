//! PDF: from glyphs on pages to blocks.
//!
//! ```text
//! glyphs      the library: every glyph with its place and font   (in a process of its own)
//! told        what the process tells
//! runs        glyphs to runs, pages
//! lines       runs to lines, with what is raised in them
//! labels      which raised type is a note's label
//! frame       columns; what is beside the text
//! furniture   what pages repeat above and below it
//! notes       at the feet of pages
//! cells       rows of tables whose columns stand close
//! ruled       rows of tables with lines between them
//! rows        lines with what stands beside them
//! paragraphs  lines to paragraphs, by gaps, ends and indents
//! words       lines to words: hyphens, addresses, marks
//! writing     paragraphs, notes and what is beside them, page by page, to blocks
//! drawing     a page as a picture                                (in a process of its own)
//! ```
//!
//! It must not know how a document is linked, nor what is done with it.

mod cells;
#[cfg(feature = "pictures")]
pub mod drawing;
mod frame;
mod furniture;
pub mod glyphs;
mod labels;
mod lines;
mod notes;
pub mod page;
mod paragraphs;
mod rows;
mod ruled;
mod runs;
pub mod told;
mod words;
mod writing;

use crate::document::Document;
use crate::document::doubt::Doubt;
use crate::ingest::pdf::frame::{Frame, Place};
use crate::ingest::pdf::furniture::take_furniture;
use crate::ingest::pdf::glyphs::Refusal;
use crate::ingest::pdf::lines::Line;
use crate::ingest::pdf::notes::Notes;
use crate::ingest::pdf::page::Page;
use crate::ingest::pdf::paragraphs::{Placed, paragraphs};
use crate::ingest::pdf::rows::{Row, rows};
use crate::ingest::pdf::told::Pages;
use crate::ingest::pdf::words::Vocabulary;
use crate::ingest::pdf::writing::Beside;
use crate::ingest::{Options, ReadError, SoFar};

/// How far the mark of a PDF may stand from the beginning of its file: bytes, as in other readers.
const MARKED_WITHIN: usize = 1024;

/// Pages from which a PDF is long: its first are shown before the rest is read.
const LONG: usize = 40;
/// How many pages are shown first: enough to tell running heads and columns by.
const FIRST_PAGES: usize = 6;
/// Pages after which it is told again how far reading has come.
const TOLD_EVERY: usize = 20;

/// Whether a file is a PDF.
#[must_use]
pub fn is_one(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(MARKED_WITHIN)];
    head.windows(5).any(|mark| mark == b"%PDF-")
}

/// Reads a letter. Pages that could not be read are doubts of the document.
pub(super) fn read(
    bytes: &[u8],
    source: &str,
    options: &Options,
    tell: &mut dyn FnMut(SoFar),
) -> Result<Document, ReadError> {
    let mut told_until = 0;
    let told = told::pages(bytes, options, &mut |pages, count| {
        let read = pages.len();
        if read == FIRST_PAGES && count >= LONG {
            let start = understand(pages, Vec::new(), source);
            if !start.paragraphs.is_empty() {
                tell(SoFar::Start(Box::new(start)));
                told_until = read;
            }
        } else if told_until > 0 && read - told_until >= TOLD_EVERY {
            tell(SoFar::Pages(read, count));
            told_until = read;
        }
    });
    if let Some(error) = refusal(&told, options) {
        return Err(error);
    }
    let doubts = doubts(&told);
    Ok(understand(&told.read, doubts, source))
}

/// Why a PDF cannot be read at all.
fn refusal(told: &Pages, options: &Options) -> Option<ReadError> {
    let unreadable = |why: &str| Some(ReadError::Unreadable(why.to_owned()));
    match (&told.refused, &told.broke) {
        (Some(Refusal::Locked), _) => Some(ReadError::Locked {
            given: options.password.is_some(),
        }),
        (Some(Refusal::Encrypted), _) => unreadable("it is encrypted in a way that is not known"),
        (Some(Refusal::Empty), _) => unreadable("it has no pages"),
        (Some(Refusal::Damaged), _) => {
            unreadable("it is damaged; get it once more from where it came from")
        }
        (None, Some(why)) if told.read.is_empty() => unreadable(why),
        _ if told.read.iter().any(|page| !page.runs.is_empty()) => None,
        _ if told.read.iter().any(|page| page.pictures) => {
            unreadable("its pages are pictures without text, as scans are")
        }
        _ => unreadable("no text was found on its pages"),
    }
}

/// What of a PDF could not be read.
fn doubts(told: &Pages) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    for (at, page) in told.read.iter().enumerate() {
        let number = at + 1;
        if page.runs.is_empty() && page.pictures {
            doubts.push(Doubt::Picture(number));
        } else if page.runs.len() > lines::MOST_RUNS {
            doubts.push(Doubt::TooFull(number));
        }
    }
    let (from, count) = (told.read.len() + 1, told.count);
    match &told.broke {
        Some(why) => doubts.push(Doubt::Unread(from, count.max(from), why.clone())),
        None if from <= count => doubts.push(Doubt::LeftOut(from, count)),
        None => {}
    }
    doubts
}

/// Understands the pages of a PDF.
fn understand(pages: &[Page], doubts: Vec<Doubt>, source: &str) -> Document {
    let grids = ruled::grids(pages);
    let gutter = frame::gutter(pages, &grids);
    let mut lines: Vec<Vec<Line>> = pages
        .iter()
        .enumerate()
        .map(|(at, page)| lines::lines(at, page, gutter))
        .collect();
    labels::tell(&mut lines);
    let tables = lines.iter_mut().zip(&grids);
    let tables: Vec<Vec<Row>> = tables
        .map(|(lines, grids)| ruled::take(lines, grids))
        .collect();
    let frame = Frame::measure(&lines, gutter, pages.first().map_or(0.0, |page| page.width));
    let (furniture, numbers) = take_furniture(pages, &mut lines, frame.size);
    let cells = tables.iter().flatten().flatten();
    let words = Vocabulary::of(lines.iter().chain(cells).flatten());
    let mut notes = Notes::default();
    let mut asides = Vec::new();
    let mut placed = Vec::new();
    for ((at, page_lines), tables) in lines.into_iter().enumerate().zip(tables) {
        let frame = frame.of_page(&page_lines);
        let (mut bands, beside) = bands(page_lines, &pages[at], &frame);
        put_tables(tables, &mut bands, &frame);
        asides.extend(beside);
        // Notes stand at the foot of each column.
        let foot = bands.len().saturating_sub(frame.columns.len());
        for band in &mut bands[foot..] {
            let edges = frame.edges(band.place);
            notes.take(&mut band.lines, (&pages[at], at), &frame, edges);
        }
        for band in bands {
            let edges = frame.edges(band.place);
            let rows = rows(band.lines, band.tables, edges).into_iter();
            placed.extend(rows.map(|row| Placed { row, edges }));
        }
    }
    let beside = Beside {
        asides: asides.into_iter().peekable(),
        furniture: furniture.into_iter().peekable(),
        numbers,
        notes: notes.finish().into_iter().peekable(),
    };
    writing::write(pages, &words, paragraphs(placed, &frame), beside).finish(doubts, source)
}

/// Lines of one column, or of what stands across them, from the top, and rows of tables among them.
struct Band {
    place: Place,
    lines: Vec<Line>,
    tables: Vec<Row>,
}

impl Band {
    fn of(place: Place, lines: Vec<Line>) -> Self {
        Self {
            place,
            lines,
            tables: Vec::new(),
        }
    }
}

/// Puts rows of tables into the columns in which they stand; those of a page without other text are its only column.
fn put_tables(tables: Vec<Row>, bands: &mut Vec<Band>, frame: &Frame) {
    if !tables.is_empty() && bands.is_empty() {
        bands.push(Band::of(Place::Column(0), Vec::new()));
    }
    for row in tables {
        let first = &row[0][0];
        let place = frame.place(first);
        // Of several pieces of a column, the last that begins above.
        let begins_above = |band: &Band| band.lines.first().is_some_and(|line| line.y < first.y);
        let above = bands
            .iter()
            .rposition(|band| band.place == place && begins_above(band));
        let own = above.or_else(|| bands.iter().position(|band| band.place == place));
        bands[own.unwrap_or(0)].tables.push(row);
    }
}

/// A page's lines in reading order, and those beside the text.
fn bands(lines: Vec<Line>, page: &Page, frame: &Frame) -> (Vec<Band>, Vec<Line>) {
    let (mut bands, mut asides) = (Vec::new(), Vec::new());
    let mut columns: Vec<Vec<Line>> = vec![Vec::new(); frame.columns.len()];
    let close = |columns: &mut Vec<Vec<Line>>, bands: &mut Vec<Band>| {
        for (at, column) in columns.iter_mut().enumerate() {
            if !column.is_empty() {
                bands.push(Band::of(Place::Column(at), std::mem::take(column)));
            }
        }
    };
    let places: Vec<Place> = lines.iter().map(|line| frame.place(line)).collect();
    let levels: Vec<(f32, Place)> = lines
        .iter()
        .map(|line| line.y)
        .zip(places.iter().copied())
        .collect();
    for (line, mut place) in lines.into_iter().zip(places) {
        // A line that only runs over its column's edge has the other column's text beside it.
        let beside = |&(y, other): &(f32, Place)| {
            matches!(other, Place::Column(1..)) && (y - line.y).abs() < 0.5 * line.size
        };
        if place == Place::Across && levels.iter().any(beside) {
            place = Place::Column(0);
        }
        // On a page that lies on its side, what stands level with the text is a table's.
        let level = |&(y, other): &(f32, Place)| {
            matches!(other, Place::Column(_)) && (y - line.y).abs() < 0.3 * line.size
        };
        if place == Place::Aside && page.width > page.height && levels.iter().any(level) {
            place = Place::Column(0);
        }
        match place {
            Place::Aside => asides.push(line),
            Place::Column(at) => columns[at].push(line),
            Place::Across => {
                close(&mut columns, &mut bands);
                match bands.last_mut() {
                    Some(Band {
                        place: Place::Across,
                        lines,
                        ..
                    }) => lines.push(line),
                    _ => bands.push(Band::of(Place::Across, vec![line])),
                }
            }
        }
    }
    close(&mut columns, &mut bands);
    (bands, asides)
}
