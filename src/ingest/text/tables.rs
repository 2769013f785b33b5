//! Tables of text: lines below each other whose words stand in columns, with wide white space between them.
//!
//! It must not know notes, paragraphs or pages.

use std::ops::Range;

use crate::ingest::text::lines::Line;
use crate::ingest::text::shapes;

/// The widest row, without white space at its ends: characters. No page is wider.
const WIDEST: u32 = 300;
/// So much white space stands between cells: characters.
const APART: usize = 3;
/// Rows of two cells, which words beside each other may be by chance: so many at least.
const ROWS_OF_TWO: usize = 3;
/// In such, the longest cell: characters. Text in two columns is wider.
const LONGEST_OF_TWO: usize = 30;
/// Cells below each other begin or end at most so far from each other: characters.
const ALIGNED: usize = 1;

/// Which of these lines are rows of tables, in order.
pub(super) fn rows(lines: &[&Line<'_>]) -> Vec<usize> {
    // Hardly a line has wide white space in it.
    let wide =
        |line: &Line<'_>| line.width <= WIDEST && line.text.contains("   ") && !is_other(line);
    let mut rows = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let cells = |at: usize| lines.get(at).copied().filter(|line| wide(line)).map(cells);
        let mut table: Vec<Vec<Range<usize>>> = cells(at).into_iter().collect();
        while let Some(next) = cells(at + table.len()) {
            let (above, below) = (lines[at + table.len() - 1], lines[at + table.len()]);
            let follows = above.page == below.page && below.gap.blanks <= 1;
            match table.last() {
                Some(last) if follows && in_columns(last, &next) => table.push(next),
                _ => break,
            }
        }
        if is_table(&table) {
            rows.extend(at..at + table.len());
        }
        at += table.len().max(1);
    }
    rows
}

/// A piece of a table's row with a sign where wide white space parts its cells.
pub(super) fn parted(piece: &str) -> String {
    let mut parted = String::new();
    let mut spaces = 0;
    for sign in piece.chars() {
        if sign.is_whitespace() {
            spaces += 1;
            continue;
        }
        match spaces {
            0 => {}
            1..APART => parted.push(' '),
            _ => parted.push_str(" | "),
        }
        spaces = 0;
        parted.push(sign);
    }
    if spaces >= APART {
        parted.push_str(" | ");
    }
    parted
}

/// Whether wide white space in a line has another meaning.
fn is_other(line: &Line<'_>) -> bool {
    shapes::marker(line.text).is_some()
        || shapes::is_question(line.text)
        // A title and a page's number: a row of a table of counts has more cells.
        || shapes::is_contents_line(line.text) && cells(line).len() <= 2
}

/// Where the cells of a line stand on the page: characters.
fn cells(line: &Line<'_>) -> Vec<Range<usize>> {
    let mut cells: Vec<Range<usize>> = Vec::new();
    for (at, sign) in line.text.chars().enumerate() {
        let at = usize::from(line.indent) + at;
        if sign.is_whitespace() {
            continue;
        }
        match cells.last_mut() {
            Some(cell) if at - cell.end < APART => cell.end = at + 1,
            _ => cells.push(at..at + 1),
        }
    }
    cells
}

/// Whether cells of two rows stand below each other, beside what both begin with.
fn in_columns(above: &[Range<usize>], below: &[Range<usize>]) -> bool {
    let aligned = |a: &Range<usize>, b: &Range<usize>| {
        a.start.abs_diff(b.start) <= ALIGNED || a.end.abs_diff(b.end) <= ALIGNED
    };
    let shared = below.iter().skip(1).filter(|cell| {
        let mut others = above.iter().skip(1);
        others.any(|other| aligned(cell, other))
    });
    shared.count() + 1 >= above.len().min(below.len()).max(2)
}

fn is_table(rows: &[Vec<Range<usize>>]) -> bool {
    let of_two = || rows.iter().all(|cells| cells.len() == 2);
    let short = |cell: &Range<usize>| cell.len() <= LONGEST_OF_TWO;
    match rows.len() {
        0 | 1 => false,
        count if of_two() => count >= ROWS_OF_TWO && rows.iter().flatten().all(short),
        _ => rows.iter().all(|cells| cells.len() > 1),
    }
}
