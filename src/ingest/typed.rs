//! Notes that were typed as text, as in questions of members of parliament: `1)` in a line, and `1)` before its words further down.
//!
//! Only where each number of such a list has its mark in the text before it; a list of points has none. It must not know which format the
//! blocks come from.

use std::ops::Range;

use crate::document::Kind;
use crate::document::builder::Passage;
use crate::ingest::blocks::{Block, Piece};
use crate::ingest::gather::is_length;
use crate::ingest::text::candidates::is_counted;

/// The most notes that are typed by hand.
const MOST: usize = 200;

/// Words that a number follows as their own, beside those that are counted.
const REFERRING: [&str; 11] = [
    "lid", "leden", "zie", "punt", "punten", "nr.", "nummer", "onder", "noot", "sub", "jaren",
];

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Manner {
    /// `1)`
    Bracket,
    /// `[1]`
    Square,
    /// `¹`
    Raised,
    /// `1.` or `1`, at the beginning only.
    Point,
}

/// A number in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Number {
    manner: Manner,
    value: usize,
    bytes: Range<usize>,
}

/// Makes notes of the lists that are notes, and marks of what refers to them. Where the format tells notes itself, nothing is typed.
pub(super) fn link(pieces: &mut [Piece]) {
    if pieces.iter().any(|piece| matches!(piece, Piece::Note(..))) {
        return;
    }
    let told: Vec<(usize, &str)> = blocks(pieces)
        .flat_map(|(at, block)| block.passage.marks.iter().map(move |mark| (at, mark)))
        .filter(|(_, (byte, _))| *byte > 0)
        .map(|(at, (_, label))| (at, label.as_str()))
        .collect();
    if told.is_empty() {
        link_typed(pieces);
    } else if let Some(list) = list_of(pieces, &told) {
        for at in list {
            make_note(&mut pieces[at], leading_any);
        }
    }
}

/// Where marks are typed as well.
fn link_typed(pieces: &mut [Piece]) {
    // Up to where everything is linked, and from where on lists are looked for.
    let (mut linked, mut from) = (0, 0);
    while let Some(list) = next_list(pieces, from, leading_any) {
        let (first, _) = list[0];
        from = first + 1;
        let Some(marks) = marks_of(pieces, linked, &list) else {
            continue;
        };
        for (at, number) in marks.into_iter().rev() {
            if let Piece::Block(block) = &mut pieces[linked + at] {
                mark(&mut block.passage, &number);
            }
        }
        for &(at, _) in &list {
            make_note(&mut pieces[at], leading_any);
        }
        linked = list.last().map_or(first, |(last, _)| last + 1);
        from = linked;
    }
}

/// The marks of a list of notes; `None`: it is none, or the list after it has the better claim to the same marks.
fn marks_of(
    pieces: &[Piece],
    from: usize,
    list: &[(usize, Manner)],
) -> Option<Vec<(usize, Number)>> {
    let (first, manner) = list[0];
    let after = list.last().map_or(first, |(last, _)| last + 1);
    let before = blocks(&pieces[..first]).last();
    if before.is_some_and(|(_, block)| block.passage.text.ends_with(':')) {
        return None;
    }
    let found = marks(&pieces[from..first], manner, list.len())?;
    let rival = next_list(pieces, after, leading_any).is_some_and(|next| {
        let (begin, its_manner) = next[0];
        let (own, all) = (&pieces[after..begin], &pieces[from..begin]);
        its_manner == manner
            && next.len() >= list.len()
            && marks(own, manner, next.len()).is_none()
            && marks(all, manner, next.len()).is_some()
    });
    (!rival).then_some(found)
}

/// The list below all marks whose numbers are theirs, as where a browser printed a page whose notes are a list at its end: the last such.
fn list_of(pieces: &[Piece], told: &[(usize, &str)]) -> Option<Vec<usize>> {
    let marks: Vec<&str> = told.iter().map(|(_, label)| *label).collect();
    let mut found = None;
    let mut from = told.last()?.0 + 1;
    while let Some(list) = next_list(pieces, from, leading_any) {
        let is_marked = |value: usize| marks.contains(&value.to_string().as_str());
        let fits = (1..=list.len()).all(is_marked);
        let places: Vec<usize> = list.into_iter().map(|(at, _)| at).collect();
        from = places[0] + 1;
        if fits {
            found = Some(places);
        }
    }
    let found = found?;
    let has_note = |label: &&str| label.parse().is_ok_and(|value: usize| value <= found.len());
    marks.iter().all(has_note).then_some(found)
}

fn blocks(pieces: &[Piece]) -> impl Iterator<Item = (usize, &Block)> {
    pieces
        .iter()
        .enumerate()
        .filter_map(|(at, piece)| match piece {
            Piece::Block(block) => Some((at, block)),
            _ => None,
        })
}

/// Reads the number that a block begins with.
type Leading = fn(&Block) -> Option<Number>;

/// The next blocks that are numbered from one on in one manner and follow each other: their places.
fn next_list(pieces: &[Piece], from: usize, leading: Leading) -> Option<Vec<(usize, Manner)>> {
    let mut list: Vec<(usize, Manner)> = Vec::new();
    for (at, block) in blocks(pieces).filter(|(at, _)| *at >= from) {
        let next = leading(block).filter(|number| number.value == list.len() + 1);
        match (next, list.first()) {
            (Some(number), None) => list.push((at, number.manner)),
            (Some(number), Some((_, manner))) if number.manner == *manner => {
                list.push((at, number.manner));
            }
            (_, Some(_)) if !block.aside => break,
            _ => {}
        }
    }
    (!list.is_empty() && list.len() <= MOST).then_some(list)
}

/// The number that a block begins with, if words follow.
fn leading(block: &Block) -> Option<Number> {
    if block.aside || !matches!(block.kind, Kind::Body | Kind::Item(_)) {
        return None;
    }
    let text = &block.passage.text;
    let number = numbers(text)
        .next()
        .filter(|number| number.bytes.start == 0)?;
    text[number.bytes.end..]
        .contains(char::is_alphanumeric)
        .then_some(number)
}

/// The same, or a number with a point or with nothing behind it, or one that its format raises.
fn leading_any(block: &Block) -> Option<Number> {
    if block.aside {
        return None;
    }
    let text = &block.passage.text;
    if let Some((0, label)) = block.passage.marks.first() {
        let value = label.parse().ok().filter(|_| !text.is_empty());
        return value.map(|value| Number {
            manner: Manner::Raised,
            value,
            bytes: 0..0,
        });
    }
    let end = text.find(|c: char| !c.is_ascii_digit())?;
    let rest = text[end..].strip_prefix('.').unwrap_or(&text[end..]);
    let value = text[..end].parse().ok().filter(|_| rest.starts_with(' '));
    let point = value.map(|value| Number {
        manner: Manner::Point,
        value,
        bytes: 0..text.len() - rest.len(),
    });
    point.or_else(|| leading(block))
}

/// The marks of a list's numbers, each with its piece, in order; `None`: some number has none, so that it is no list of notes.
fn marks(pieces: &[Piece], manner: Manner, count: usize) -> Option<Vec<(usize, Number)>> {
    // Behind raised marks the notes have plain numbers, too.
    let manner = if manner == Manner::Point {
        Manner::Raised
    } else {
        manner
    };
    let mut found = Vec::new();
    let mut known = vec![false; count];
    for (at, piece) in pieces.iter().enumerate() {
        let Piece::Block(block) = piece else { continue };
        let text = &block.passage.text;
        for number in numbers(text) {
            let right = number.manner == manner && (1..=count).contains(&number.value);
            if right && is_mark(text, &number) {
                known[number.value - 1] = true;
                found.push((at, number));
            }
        }
    }
    known.iter().all(|&known| known).then_some(found)
}

/// Whether a number in a text stands where a mark stands: behind a word, at the end of something said.
fn is_mark(text: &str, number: &Number) -> bool {
    let (before, after) = (&text[..number.bytes.start], &text[number.bytes.end..]);
    let word = before.trim_end();
    if word.is_empty() {
        return false;
    }
    match number.manner {
        Manner::Square => true,
        Manner::Point => false,
        Manner::Raised => {
            let last = word.rsplit(' ').next().unwrap_or_default();
            before == word && !is_length(last)
        }
        Manner::Bracket => {
            // `(see 1)` is in brackets itself.
            let is_open = word.rfind('(') > word.rfind(')');
            let last = word.rsplit(' ').next().unwrap_or_default();
            !is_open && (before == word || is_marked(word, last, after.trim_start()))
        }
    }
}

/// Whether a number in brackets marks the word before it: `1) this, 2) that` are points, and an article has a number of its own.
fn is_marked(before: &str, word: &str, after: &str) -> bool {
    let said = word.ends_with(['.', '?', '!', '"', '”', '’', '»', '\'', ')']);
    if said {
        return !after.starts_with(char::is_lowercase)
            || word.ends_with(['"', '”', '’', '»', '\'']);
    }
    let small = word.to_lowercase();
    if matches!(small.as_str(), "en" | "of") {
        // Behind another mark it is one more.
        let rest = before[..before.len() - word.len()].trim_end();
        return numbers(rest)
            .last()
            .is_some_and(|last| last.bytes.end == rest.len() && is_mark(rest, &last));
    }
    let goes_on = after.starts_with(char::is_alphanumeric);
    let is_point = goes_on && word.ends_with([':', ',', ';']);
    !is_point && !is_counted(&small) && !REFERRING.contains(&small.as_str())
}

/// Takes a mark's figures out of a text, with the white space before them and what divides them from another mark.
fn mark(passage: &mut Passage, number: &Number) {
    let before = passage.text[..number.bytes.start].trim_end();
    let apart = before.trim_end_matches([',', ';']);
    let beside = numbers(apart).last().is_some_and(|last| {
        last.manner == number.manner && last.bytes.end == apart.len() && is_mark(apart, &last)
    });
    let start = if beside { apart } else { before }.len();
    passage.cut(start..number.bytes.end);
    passage.marks.insert(0, (start, number.value.to_string()));
}

/// Makes a note of a block that is one, without its number and the arrow that leads back.
fn make_note(piece: &mut Piece, leading: Leading) {
    let Piece::Block(block) = piece else { return };
    let Some(number) = leading(block) else { return };
    let mut passage = std::mem::take(&mut block.passage);
    passage.marks.retain(|(byte, _)| *byte > 0);
    let words = passage.text.trim_end_matches(is_arrow).len();
    passage.cut(words..passage.text.len());
    let rest = &passage.text[number.bytes.end..];
    let end = passage.text.len() - rest.trim_start().len();
    passage.cut(0..end);
    *piece = Piece::Note(number.value.to_string(), vec![passage]);
}

fn is_arrow(letter: char) -> bool {
    matches!(letter, '↩' | '↑' | '\u{fe0e}' | '\u{fe0f}' | ' ')
}

/// The numbers in a text that are written as marks are.
fn numbers(text: &str) -> impl Iterator<Item = Number> {
    let mut from = 0;
    std::iter::from_fn(move || {
        while let Some(offset) = text[from..].find(is_figure) {
            let start = from + offset;
            let raised = !text[start..].starts_with(|c: char| c.is_ascii_digit());
            let same = |c: char| is_figure(c) && c.is_ascii_digit() != raised;
            let length = text[start..]
                .find(|c| !same(c))
                .unwrap_or(text.len() - start);
            let end = start + length;
            from = end;
            let before = text[..start].chars().next_back();
            let manner = match (raised, before, text[end..].chars().next()) {
                (true, ..) => Some((Manner::Raised, start..end)),
                (false, Some('['), Some(']')) => Some((Manner::Square, start - 1..end + 1)),
                // `(1)` is a point, and `2020)` ends a year in brackets.
                (false, Some('('), Some(')')) => None,
                (false, _, Some(')')) => Some((Manner::Bracket, start..end + 1)),
                _ => None,
            };
            let value = value(&text[start..end]).filter(|value| (1..=MOST).contains(value));
            if let Some(((manner, bytes), value)) = manner.zip(value) {
                return Some(Number {
                    manner,
                    value,
                    bytes,
                });
            }
        }
        None
    })
}

fn is_figure(letter: char) -> bool {
    letter.is_ascii_digit() || matches!(letter, '⁰' | '¹' | '²' | '³' | '⁴'..='⁹')
}

/// What figures, raised or not, say.
fn value(figures: &str) -> Option<usize> {
    let plain: Option<String> = figures
        .chars()
        .map(|figure| match figure {
            '⁰' => Some('0'),
            '¹' => Some('1'),
            '²' => Some('2'),
            '³' => Some('3'),
            '⁴'..='⁹' => char::from_digit(figure as u32 - '⁴' as u32 + 4, 10),
            figure => figure.is_ascii_digit().then_some(figure),
        })
        .collect();
    plain?.parse().ok()
}
