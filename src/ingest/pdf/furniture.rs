//! What pages repeat at their edges: running heads and feet, page numbers. They are taken off before the text is read.
//!
//! It must not know columns, nor what the text says but for the words that heads and numbers are made of.

use std::collections::{HashMap, HashSet};

use crate::document::FurnitureKind;
use crate::ingest::pdf::frame::most;
use crate::ingest::pdf::lines::{Height, Line};
use crate::ingest::pdf::page::Page;
use crate::ingest::text;

/// The part of the page's height in which running heads stand, and the part in which feet do.
pub(super) const HEAD: f32 = 0.16;
pub(super) const FOOT: f32 = 0.86;

/// What pages repeat at their edges: page, kind and words, in the order of pages.
pub(super) type Furniture = Vec<(usize, FurnitureKind, String)>;

/// Takes running heads and feet and page numbers off the pages. Returns them, and the number printed on each page.
pub(super) fn take_furniture(
    pages: &[Page],
    lines: &mut [Vec<Line>],
    text_size: f32,
) -> (Furniture, Vec<Option<u32>>) {
    let repeated = repetitions(pages, lines);
    let everywhere = on_every_page(pages, lines);
    let mut taken = Vec::new();
    let mut numbers = vec![None; pages.len()];
    for (at, page_lines) in lines.iter_mut().enumerate() {
        let page = &pages[at];
        let often = |line: &Line| {
            let row = (line.y / 4.0).round() as i32;
            let shape = shape(&line.text());
            let rows = (row.saturating_sub(1)..=row.saturating_add(1))
                .filter_map(|row| repeated.get(&(shape.clone(), row)));
            let often: usize = rows.map(Vec::len).sum();
            often >= 2 && often * 2 >= pages.len() || everywhere.contains(&line.text())
        };
        let labels = labels(page_lines, &often);
        let number = |line: &Line| {
            let edge = line.y > FOOT * page.height || line.y < 0.1 * page.height;
            text::page_number(&line.text()).filter(|_| edge)
        };
        let outermost = |line: &Line| is_outermost(line, page, text_size);
        let plain = page_lines
            .iter()
            .filter(|line| line.size > SMALL * text_size);
        let top = plain.map(|line| line.y).fold(f32::MAX, f32::min);
        // Small type above the text is a running head, though it is printed once: of a letter of two pages, on the second. A table is none.
        let is_head = at > 0 && top < f32::MAX && ends_as_head(page_lines, HEAD * page.height);
        let heads = |line: &Line| {
            is_head
                && line.size < SMALL * text_size
                && line.y < top.min(HEAD * page.height)
                && !text::opens_part(&line.text())
        };
        // The page's own number below everything on it is no text, however high the foot and however close a note.
        let lowest = page_lines.iter().map(|line| line.y).fold(0.0, f32::max);
        let own = Some(at as u32 + 1);
        let counts = |line: &Line| line.y >= lowest && text::page_number(&line.text()) == own;
        let is_repeated = |line: &Line| {
            in_margin(line, page)
                && !is_note(line)
                && !labels.contains(&(line.x0, line.y))
                && (often(line) && line.size < LARGE * text_size
                    || heads(line)
                    || number(line).is_some()
                    || text::is_imprint(&line.text())
                    || line.y > FOOT * page.height && text::is_paper_foot(&line.text()))
        };
        let mut apart = apart(page_lines, &is_repeated).into_iter();
        page_lines.retain(|line| {
            if !apart.next().unwrap_or_default() && !outermost(line) && !counts(line) {
                return true;
            }
            let number = number(line).or(own.filter(|_| counts(line)));
            numbers[at] = numbers[at].or(number);
            let kind = match number {
                Some(_) => FurnitureKind::PageNumber,
                None => FurnitureKind::RunningHead,
            };
            taken.push((at, kind, line.text()));
            false
        });
    }
    (taken, counted(&numbers))
}

/// The pages on which a text with its figures alike stands in a margin, by it and its row of four points.
fn repetitions(pages: &[Page], lines: &[Vec<Line>]) -> HashMap<(String, i32), Vec<usize>> {
    let mut repeated: HashMap<(String, i32), Vec<usize>> = HashMap::new();
    for (line, page) in lines.iter().flatten().map(|line| (line, &pages[line.page])) {
        if in_margin(line, page) {
            let on = repeated
                .entry((shape(&line.text()), (line.y / 4.0).round() as i32))
                .or_default();
            if on.last() != Some(&line.page) {
                on.push(line.page);
            }
        }
    }
    repeated
}

/// Texts in the margins of every page, wherever there: heads stand lower where a page has a letterhead.
fn on_every_page(pages: &[Page], lines: &[Vec<Line>]) -> HashSet<String> {
    let mut common: Option<HashSet<String>> = None;
    for (page, lines) in pages.iter().zip(lines) {
        let margin = lines.iter().filter(|line| in_margin(line, page));
        let texts: HashSet<String> = margin.map(Line::text).collect();
        common = Some(match common {
            Some(common) => common.intersection(&texts).cloned().collect(),
            None => texts,
        });
    }
    common.filter(|_| pages.len() > 1).unwrap_or_default()
}

/// What begins with a raised number is a note, however often it is printed.
fn is_note(line: &Line) -> bool {
    let first = line.pieces.first();
    first.is_some_and(|first| first.height == Height::Mark)
}

/// Whether a line is what browsers print at a page's edge.
fn is_outermost(line: &Line, page: &Page, text_size: f32) -> bool {
    !is_note(line)
        && line.size < SMALL * text_size
        && (line.y < OUTERMOST * page.height || line.y > (1.0 - OUTERMOST) * page.height)
}

/// Type so many times as large as the text's is a heading's.
const LARGE: f32 = 1.15;
/// Type so many times as large as the text's is plainly smaller.
const SMALL: f32 = 0.85;
/// Within this part of the page's height from its edge no text is set, only what browsers print there by themselves, on a single page too: date,
/// title, address.
const OUTERMOST: f32 = 0.04;

/// The numbers of pages by those printed: where most count on one by one, all pages do so. A figure at one page's edge alone may be any
/// number, such as that of the chamber a paper is for.
fn counted(printed: &[Option<u32>]) -> Vec<Option<u32>> {
    let before_first = |(at, number): (usize, &Option<u32>)| {
        let number = i64::from((*number)?);
        Some((i32::try_from(number - at as i64).ok()?, 1))
    };
    let first = most(printed.iter().enumerate().filter_map(before_first));
    let agree = |first: i32| {
        let counted = printed.iter().enumerate();
        counted
            .filter_map(before_first)
            .filter(|&(other, _)| other == first)
            .count()
    };
    match first {
        Some(first) if first >= 1 && agree(first) >= 2 => (0..printed.len())
            .map(|at| Some(first as u32 + at as u32))
            .collect(),
        _ => vec![None; printed.len()],
    }
}

fn in_margin(line: &Line, page: &Page) -> bool {
    line.y < HEAD * page.height || line.y > FOOT * page.height
}

/// A text with its figures alike; those of a part's name tell it from other parts.
fn shape(text: &str) -> String {
    if text::opens_part(text) {
        return text.to_owned();
    }
    text.chars()
        .map(|letter| if letter.is_ascii_digit() { '#' } else { letter })
        .collect()
}

/// Whether a line is repeated from page to page at the edge of pages.
type Repeated<'r> = dyn Fn(&Line) -> bool + 'r;

/// Which lines of a page stand apart from its text, of those that pages repeat.
fn apart(lines: &[Line], repeated: &Repeated<'_>) -> Vec<bool> {
    let mut taken: Vec<bool> = lines.iter().map(repeated).collect();
    let numbers: Vec<bool> = lines.iter().map(is_number).collect();
    // They follow each other from the top: what is further away is not looked at.
    let largest = lines.iter().map(|line| line.size).fold(0.0, f32::max);
    let reach = COLUMN * largest;
    loop {
        let next_to_text = |at: usize, taken: &[bool]| {
            let line = &lines[at];
            let first = lines.partition_point(|other| other.y < line.y - reach);
            let last = lines.partition_point(|other| other.y <= line.y + reach);
            (first..last)
                .filter(|&other| !taken[other])
                .any(|at_other| {
                    let other = &lines[at_other];
                    let over = other.x0 < line.x1 && other.x1 > line.x0;
                    let gap = (other.y - line.y).abs();
                    // Numbers below each other are a table's, however far its rows are apart.
                    let numbers = numbers[at] && numbers[at_other];
                    let near = if numbers { COLUMN } else { TEXT };
                    over && gap > 0.1 && gap < near * line.size.max(other.size)
                })
        };
        let wrong: Vec<usize> = (0..lines.len())
            .filter(|&at| taken[at] && next_to_text(at, &taken))
            .collect();
        if wrong.is_empty() {
            return taken;
        }
        for at in wrong {
            taken[at] = false;
        }
    }
}

/// What stands so near to text belongs to it; so near to each other numbers are a column: sizes of the type.
const TEXT: f32 = 1.7;
const COLUMN: f32 = 3.2;

fn is_number(line: &Line) -> bool {
    let text = line.text();
    text.contains(|sign: char| sign.is_ascii_digit()) && !text.contains(char::is_alphabetic)
}

/// Whether the lines at the top of a page that follow each other end above a place, as a running head's do, and are no rows of a table.
fn ends_as_head(lines: &[Line], end: f32) -> bool {
    let Some(first) = lines.first() else {
        return false;
    };
    let mut rows = vec![(first.y, 0)];
    for line in lines {
        let (y, cells) = rows[rows.len() - 1];
        if line.y - y > 2.0 * TEXT * line.size {
            break;
        }
        if line.y - y < 0.3 * line.size {
            let last = rows.len() - 1;
            rows[last].1 = cells + 1;
        } else {
            rows.push((line.y, 1));
        }
    }
    let wide = rows.iter().filter(|(_, cells)| *cells >= 3).count();
    rows[rows.len() - 1].0 < end && wide < 3
}

/// Where the numbers stand that words follow on their line, behind a tab: they are a note's or an item's, and no page's. Words that pages
/// repeat follow a page's.
fn labels(lines: &[Line], often: &Repeated<'_>) -> Vec<(f32, f32)> {
    let follows = |line: &&Line| {
        lines.iter().any(|other| {
            let gap = other.x0 - line.x1;
            (other.y - line.y).abs() < 0.3 * line.size
                && (0.0..TAB * line.size).contains(&gap)
                && !often(other)
        })
    };
    let numbers = lines.iter().filter(|line| {
        let text = line.text();
        text.len() <= LABEL && is_number(line) || text::page_number(&text).is_some()
    });
    numbers
        .filter(follows)
        .map(|line| (line.x0, line.y))
        .collect()
}

/// The longest label of a note with the signs around its number: bytes.
const LABEL: usize = 5;
/// A tab is at most so wide: sizes of the type.
const TAB: f32 = 6.0;
