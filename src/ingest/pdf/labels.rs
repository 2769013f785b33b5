//! Which raised type is the label of a note: figures, asterisks, or roman numerals where a letter has notes of such.
//!
//! It must not know where notes stand.

use crate::ingest::pdf::lines::{Height, Line};

/// The first roman numeral, without which no notes are numbered so.
const FIRST: &str = "i";
/// The longest roman numeral below a hundred: lxxxviii.
const LONGEST: usize = 8;

/// Tells marks from what else is raised, such as powers and ordinals.
pub(super) fn tell(lines: &mut [Vec<Line>]) {
    // Word numbers endnotes so: one of them begins a line.
    let is_roman = lines
        .iter()
        .flatten()
        .filter_map(|line| line.pieces.first())
        .any(|first| first.height == Height::Raised && first.text.trim() == FIRST);
    for piece in lines.iter_mut().flatten().flat_map(|line| &mut line.pieces) {
        if piece.height == Height::Raised && is_label(&piece.text, is_roman) {
            piece.height = Height::Mark;
        }
    }
    part_neighbours(lines);
}

/// Parts the marks of two notes that stand at one word without anything between them, as Word sets them: the two numbers that are next.
fn part_neighbours(lines: &mut [Vec<Line>]) {
    let mut last = 0_u32;
    for line in lines.iter_mut().flatten() {
        // What begins a line is a note's label.
        for piece in line.pieces.iter_mut().skip(1) {
            if !matches!(piece.height, Height::Mark | Height::Raised) {
                continue;
            }
            // Together they may be longer than a label is.
            let next = format!("{}{}", last + 1, last + 2);
            if last > 0 && piece.text.trim() == next {
                piece.text = format!("{},{}", last + 1, last + 2);
                piece.height = Height::Mark;
            }
            if piece.height == Height::Raised {
                continue;
            }
            let numbers = labels(&piece.text).filter_map(|label| label.parse().ok());
            last = numbers.last().unwrap_or(last);
        }
    }
}

/// The labels in a mark, which may be several: `1, 2`.
pub(super) fn labels(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', ' ', ';'])
        .map(|label| label.trim_matches(['(', ')', '[', ']']))
        .filter(|label| !label.is_empty())
}

fn is_label(text: &str, is_roman: bool) -> bool {
    let one = |label: &str| {
        let few = (1..=3).contains(&label.len());
        let figures = few && label.bytes().all(|byte| byte.is_ascii_digit());
        let stars = few && label.bytes().all(|byte| byte == b'*');
        let numeral = label.bytes().all(|byte| b"ivxl".contains(&byte));
        figures || stars || is_roman && numeral && label.len() <= LONGEST
    };
    labels(text).next().is_some() && labels(text).all(one)
}
