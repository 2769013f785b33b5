//! Where the notes of a letter are numbered from one again, as in annexes and bundled letters: the parts of it.
//!
//! It must not know what a block is but for the marks in it.

use crate::ingest::blocks::Piece;

/// The label that numbering begins with.
const FIRST: &str = "1";

/// Sets the parts of a letter apart, unless its format has done so.
pub(super) fn find(pieces: &mut Vec<Piece>) {
    if pieces.iter().any(|piece| matches!(piece, Piece::Part)) {
        return;
    }
    spread(pieces);
    let mut starts = starts(pieces).into_iter().peekable();
    if starts.peek().is_none() {
        return;
    }
    let mut parted = Vec::with_capacity(pieces.len());
    for (at, piece) in pieces.drain(..).enumerate() {
        if starts.next_if_eq(&at).is_some() {
            parted.push(Piece::Part);
        }
        parted.push(piece);
    }
    *pieces = parted;
}

/// The pieces with the first mark of each such part. A mark 1 whose note came before is a second mark of that note, unless there is another
/// note 1 to come.
fn starts(pieces: &[Piece]) -> Vec<usize> {
    let mut to_come = pieces.iter().filter(|piece| is_first_note(piece)).count();
    let mut begun = false;
    let mut starts = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        match piece {
            Piece::Note(..) if is_first_note(piece) => {
                begun = true;
                to_come -= 1;
            }
            _ if begun && to_come > 0 && labels(piece).any(|label| label == FIRST) => {
                starts.push(at);
                begun = false;
            }
            _ => {}
        }
    }
    starts
}

/// Puts the notes of each part behind it, where those of all stand at the end.
fn spread(pieces: &mut Vec<Piece>) {
    let notes = pieces
        .iter()
        .position(|piece| matches!(piece, Piece::Note(..)));
    let marked = pieces
        .iter()
        .rposition(|piece| labels(piece).next().is_some());
    let (Some(notes), Some(marked)) = (notes, marked) else {
        return;
    };
    let firsts = pieces.iter().filter(|piece| is_first_note(piece)).count();
    if notes < marked || firsts < 2 {
        return;
    }
    // A mark 1 behind others begins a part.
    let mut begun = Vec::new();
    let mut others = false;
    for (at, piece) in pieces[..notes].iter().enumerate() {
        for label in labels(piece) {
            if others && label == FIRST {
                begun.push(at);
            }
            others = label != FIRST;
        }
    }
    if begun.len() + 1 != firsts || !is_first_note(&pieces[notes]) {
        return;
    }
    let mut ends = begun;
    ends.push(notes);
    let mut groups: Vec<Vec<Piece>> = Vec::new();
    let mut rest = Vec::new();
    for piece in pieces.split_off(notes) {
        if is_first_note(&piece) {
            groups.push(Vec::new());
        }
        match (&piece, groups.last_mut()) {
            (Piece::Note(..), Some(group)) => group.push(piece),
            _ => rest.push(piece),
        }
    }
    let mut groups = ends.into_iter().zip(groups).peekable();
    let mut spread = Vec::with_capacity(pieces.len());
    for (at, piece) in pieces.drain(..).enumerate() {
        if let Some((_, group)) = groups.next_if(|(end, _)| *end == at) {
            spread.extend(group);
        }
        spread.push(piece);
    }
    spread.extend(groups.flat_map(|(_, group)| group));
    spread.extend(rest);
    *pieces = spread;
}

fn is_first_note(piece: &Piece) -> bool {
    matches!(piece, Piece::Note(label, _) if label == FIRST)
}

/// The labels of the marks in a piece.
fn labels(piece: &Piece) -> impl Iterator<Item = &str> {
    let marks = piece
        .block()
        .into_iter()
        .flat_map(|block| &block.passage.marks);
    marks.map(|(_, label)| label.as_str())
}
