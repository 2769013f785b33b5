//! Cells of tables whose columns stand close to each other: where lines below each other are interrupted at one place, something begins there.
//!
//! It must not know columns of text, nor what a row is made into.

use crate::ingest::pdf::lines::{Height, Line};

/// White space within a line that is wide for a space: sizes of the type.
const WIDE: f32 = 0.95;
/// What begins so near to each other begins at one place: points.
const ALIGNED: f32 = 1.5;
/// Rows of a table stand within so many sizes of the type.
const NEAR: f32 = 8.0;
/// So many rows begin something at one place; in justified text two lines may by chance.
const ROWS: usize = 3;
/// A page of more lines, or of more that begins within them, holds no letter's table, and comparing them would take for ever.
const MOST: usize = 1_000;

/// The lines of a page with those cut that hold more than one cell; the order is that of baselines, from the left.
pub(super) fn split(lines: Vec<Line>) -> Vec<Line> {
    if lines.len() > MOST {
        return lines;
    }
    let begun: Vec<Vec<f32>> = lines.iter().map(begins).collect();
    if begun.iter().map(Vec::len).sum::<usize>() > MOST {
        return lines;
    }
    let is_cell = |at: usize, x: f32| {
        let line = &lines[at];
        let mut rows: Vec<f32> = Vec::new();
        for (other, begun) in lines.iter().zip(&begun) {
            let new = rows.iter().all(|y| (y - other.y).abs() > 0.3 * line.size);
            let near = (other.y - line.y).abs() < NEAR * line.size;
            let here = |start: &f32| (start - x).abs() < ALIGNED;
            if new && near && (here(&other.x0) || begun.iter().any(here)) {
                rows.push(other.y);
            }
        }
        rows.len() >= ROWS
    };
    let cuts: Vec<Vec<f32>> = begun
        .iter()
        .enumerate()
        .map(|(at, begun)| begun.iter().copied().filter(|&x| is_cell(at, x)).collect())
        .collect();
    lines
        .into_iter()
        .zip(cuts)
        .flat_map(|(line, cuts)| cut(line, &cuts))
        .collect()
}

/// Where something begins in a line behind wide white space.
fn begins(line: &Line) -> Vec<f32> {
    let mut end = f32::MAX;
    let mut begun = Vec::new();
    for piece in &line.pieces {
        if piece.height == Height::Base && piece.x0 - end > WIDE * line.size {
            begun.push(piece.x0);
        }
        end = piece.x1;
    }
    begun
}

/// A line in pieces, cut before what begins at some places.
fn cut(mut line: Line, places: &[f32]) -> Vec<Line> {
    let mut parts = Vec::new();
    for &place in places {
        let at = line.pieces.partition_point(|piece| piece.x0 < place);
        let behind = line.pieces.split_off(at);
        let (Some(last), Some(first)) = (line.pieces.last(), behind.first()) else {
            line.pieces.extend(behind);
            continue;
        };
        let (end, x0, x1) = (last.x1, first.x0, line.x1);
        let mut cell = line.clone();
        cell.x1 = end;
        parts.push(cell);
        (line.pieces, line.x0, line.x1) = (behind, x0, x1);
    }
    parts.push(line);
    parts
}
