//! Lines with what stands beside them: a table's cells, or words behind a number or a label.
//!
//! It must not know columns of text, nor what becomes of a row.

use crate::ingest::pdf::cells;
use crate::ingest::pdf::lines::Line;
use crate::ingest::text;

/// The lines of a table's cell, from the top; there is one at least.
pub(super) type Cell = Vec<Line>;

/// The cells of a table's row, from the left; a line that is no table's is one cell of one line.
pub(super) type Row = Vec<Cell>;

/// What ends so near to a column's edge fills it: points.
const FULL: f32 = 3.0;
/// What begins, ends or is centred so near to something does so with it: points.
const FLUSH: f32 = 1.5;
/// The next row of a table stands at most so many lines away.
const NEAR: usize = 6;
/// Lines of a cell stand so close, in sizes of the type.
const LEADING: f32 = 1.45;
/// Lines of a cell stand closer than rows by this factor, where rows are set apart.
const CLOSER: f32 = 0.85;
/// What belongs to a label stands at most so far behind it, in sizes of the type.
const TAB: f32 = 5.0;
/// Cells beside each other are set so far apart, in sizes of the type.
const BESIDE: f32 = 1.2;

/// The lines of a column of text whose edges are known, from the top, as rows, with those among them that lines are drawn around.
pub(super) fn rows(lines: Vec<Line>, ruled: Vec<Row>, edges: (f32, f32)) -> Vec<Row> {
    let plain = fold(levels(cells::split(lines), edges), edges).into_iter();
    let mut rows: Vec<(Row, bool)> = plain.map(|row| (row, false)).collect();
    rows.extend(ruled.into_iter().map(|row| (row, true)));
    rows.sort_by(|(a, _), (b, _)| a[0][0].y.total_cmp(&b[0][0].y));
    join_alone(&mut rows);
    rows.into_iter().map(|(row, _)| row).collect()
}

/// Lines on one baseline are one row, unless they are a label and its words, or a sentence.
fn levels(lines: Vec<Line>, edges: (f32, f32)) -> Vec<Row> {
    let mut levels: Vec<Row> = Vec::new();
    for line in lines {
        let level = levels.last_mut().filter(|level| {
            let first = &level[0][0];
            first.page == line.page && (first.y - line.y).abs() < 0.3 * line.size
        });
        match level {
            Some(level) => level.push(vec![line]),
            None => levels.push(vec![vec![line]]),
        }
    }
    for level in &mut levels {
        level.sort_by(|a, b| a[0].x0.total_cmp(&b[0].x0));
        // Behind a number or a label one thing stands; where more do, the number is a cell too.
        let labelled = matches!(level.as_slice(), [label, words]
            if opens(&label[0].text()) && words[0].x0 - label[0].x1 < TAB * label[0].size);
        if labelled || is_justified(level, edges) {
            join(level);
        }
    }
    levels
}

/// Makes one line of a row's.
fn join(row: &mut Row) {
    let mut lines = std::mem::take(row).into_iter().flatten();
    if let Some(mut first) = lines.next() {
        lines.for_each(|line| first.join(line));
        row.push(vec![first]);
    }
}

/// Joins the words of a row that no other stands above or below: one line alone is no table, unless lines are drawn around it.
fn join_alone(rows: &mut [(Row, bool)]) {
    let several = |at: Option<usize>| {
        let row = at.and_then(|at| rows.get(at));
        row.is_some_and(|(row, _)| row.len() > 1)
    };
    let alone: Vec<bool> = (0..rows.len())
        .map(|at| !several(at.checked_sub(1)) && !several(Some(at + 1)))
        .collect();
    for ((row, ruled), alone) in rows.iter_mut().zip(alone) {
        if alone && !*ruled && row.iter().all(|cell| cell.len() == 1) {
            join(row);
        }
    }
}

/// Whether a text is a number, a bullet or a label, to which belongs what stands behind it.
fn opens(text: &str) -> bool {
    text.chars().count() <= 4 || text::is_label(text) || text::is_item(&format!("{text} x"))
}

/// Whether a row is a line of text whose words stand far apart, as it is filled up to the column's edge: its cells go on with the sentence.
fn is_justified(row: &Row, (left, right): (f32, f32)) -> bool {
    let cells: Vec<&Line> = row.iter().flatten().collect();
    let [first, .., last] = cells.as_slice() else {
        return false;
    };
    let fills = (first.x0 - left).abs() < FULL && (last.x1 - right).abs() < FULL;
    let texts: Vec<String> = cells.iter().map(|cell| cell.text()).collect();
    let small = |text: &str| text.starts_with(char::is_lowercase);
    let behind = &texts[1..];
    let goes_on = behind.iter().filter(|text| small(text)).count();
    let new_sentence = |pair: &[String]| pair[0].ends_with('.') || small(&pair[1]);
    fills && (goes_on * 2 > behind.len() || small(&texts[0]) && texts.windows(2).all(new_sentence))
}

/// Puts levels that only go on with cells of a table's row above into that row.
fn fold(levels: Vec<Row>, edges: (f32, f32)) -> Vec<Row> {
    let tabled: Vec<bool> = (0..levels.len()).map(|at| is_tabled(&levels, at)).collect();
    let between = between_rows(&levels, &tabled);
    let mut rows: Vec<Row> = Vec::new();
    // Whether the last row is a table's.
    let mut within = false;
    for (level, tabled) in levels.into_iter().zip(tabled) {
        let row = rows.last_mut().filter(|_| within);
        let below = row.and_then(|row| Some((goes_on(row, &level, between, edges)?, row)));
        if let Some((below, row)) = below {
            for (line, at) in level.into_iter().flatten().zip(below) {
                row[at].push(line);
            }
        } else {
            within = tabled;
            rows.push(level);
        }
    }
    rows
}

/// Whether a level is a row of a table: near it another has two cells that begin or end where two of its do.
fn is_tabled(levels: &[Row], at: usize) -> bool {
    let row = &levels[at];
    let flush = |a: &Line, b: &Line| (a.x0 - b.x0).abs() < FLUSH || (a.x1 - b.x1).abs() < FLUSH;
    let shares = |other: &Row| {
        let shared = row
            .iter()
            .flatten()
            .filter(|cell| other.iter().flatten().any(|other| flush(cell, other)));
        other.len() > 1 && shared.count() > 1
    };
    let mut near = at.saturating_sub(NEAR)..(at + NEAR + 1).min(levels.len());
    row.len() > 1 && near.any(|other| other != at && shares(&levels[other]))
}

/// How far the rows of a column's tables stand from the level above them at least.
fn between_rows(levels: &[Row], tabled: &[bool]) -> f32 {
    let pairs = levels.windows(2).zip(&tabled[1.min(tabled.len())..]);
    let gaps = pairs
        .filter(|(_, tabled)| **tabled)
        .map(|(pair, _)| pair[1][0][0].y - pair[0][0][0].y);
    gaps.fold(f32::MAX, f32::min)
}

/// Below which cells of a row the words of the next level stand, if they go on with them.
fn goes_on(row: &Row, level: &Row, between: f32, (_, right): (f32, f32)) -> Option<Vec<usize>> {
    let lowest = row.iter().flatten().map(|line| line.y).fold(0.0, f32::max);
    let first = &level[0][0];
    let gap = first.y - lowest;
    if first.page != row[0][0].page || gap > LEADING * first.size || level.len() >= row.len() {
        return None;
    }
    let closer = gap < CLOSER * between;
    let mut below = Vec::new();
    for line in level.iter().flatten() {
        let over = |at: &usize| {
            let mut lines = row[*at].iter();
            lines.any(|above| above.x0 < line.x1 && above.x1 > line.x0)
        };
        let mut columns = (0..row.len()).filter(over);
        let (Some(at), None) = (columns.next(), columns.next()) else {
            return None;
        };
        let above = row[at].last()?;
        let behind = row.get(at + 1).map_or(right, left);
        let goes_on = closer && at > 0 || goes_on_below(above, line, behind);
        if below.contains(&at) || !is_below(above, line) || !goes_on {
            return None;
        }
        below.push(at);
    }
    Some(below)
}

/// Whether a line begins, ends or is centred where another does.
fn is_below(above: &Line, line: &Line) -> bool {
    let flush = |a: f32, b: f32| (a - b).abs() < FLUSH;
    flush(above.x0, line.x0)
        || flush(above.x1, line.x1)
        || flush(
            f32::midpoint(above.x0, above.x1),
            f32::midpoint(line.x0, line.x1),
        )
}

/// Where a cell begins.
pub(super) fn left(cell: &Cell) -> f32 {
    cell.iter().map(|line| line.x0).fold(f32::MAX, f32::min)
}

/// Whether a line of a cell goes on with the line above: by how it begins, or as its first word did not fit there, before what stands behind.
/// Figures begin anew.
pub(super) fn goes_on_below(above: &Line, line: &Line, behind: f32) -> bool {
    let (text, before) = (line.text(), above.text());
    let word = line.first_word_width();
    text.starts_with(char::is_lowercase)
        || before.ends_with(['-', '/', ','])
        || above.x1 + word > behind - BESIDE * line.size && text.contains(char::is_alphabetic)
}
