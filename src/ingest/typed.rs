//! Notes that were typed as text, as in questions of members of parliament: `1)` in a line, and `1)` before its words further down.
//!
//! Only where each number of such a list has its mark in the text before it; a list of points has none. It must not know which format the
//! blocks come from.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::document::Kind;
use crate::document::passage::Passage;
use crate::ingest::blocks::{Block, Piece};
use crate::ingest::gather::is_length;
use crate::ingest::text::lines::superscript;
use crate::ingest::text::numbers::is_counted;

/// The most notes that are typed by hand.
const MOST: usize = 200;
/// The most marks; more are no letter's, and would take for ever.
const MOST_MARKS: usize = 5_000;
/// Bytes before a number that tell what it is.
const NEAR: usize = 200;

/// Words that a number follows as their own, beside those that are counted.
const REFERRING: [&str; 11] = [
    "lid", "leden", "zie", "punt", "punten", "nr.", "nummer", "onder", "noot", "sub", "jaren",
];

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
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

/// Makes notes of the lists that are notes, and marks of what refers to them. Where the format tells notes itself, only those in brackets are
/// typed beside them, as in questions that have sources of their own: they keep their brackets, as there may be another note 1.
pub(super) fn link(pieces: &mut [Piece]) {
    if pieces.iter().any(|piece| matches!(piece, Piece::Note(..))) {
        return link_typed(pieces, Labels::Bracketed);
    }
    let told: Vec<(usize, &str)> = blocks(pieces, 0)
        .flat_map(|(at, block)| block.passage.marks.iter().map(move |mark| (at, mark)))
        .filter(|(_, (byte, _))| *byte > 0)
        .map(|(at, (_, label))| (at, label.as_str()))
        .collect();
    if told.is_empty() {
        link_typed(pieces, Labels::Plain);
    } else if let Some(list) = list_of(pieces, &told) {
        for at in list {
            make_note(&mut pieces[at], Labels::Plain);
        }
    }
}

/// How typed notes are called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Labels {
    /// By their numbers.
    Plain,
    /// By their numbers in brackets; others are no notes.
    Bracketed,
}

impl Labels {
    /// Whether numbers of a manner may be those of notes.
    fn allow(self, manner: Manner) -> bool {
        self == Self::Plain || matches!(manner, Manner::Bracket | Manner::Square)
    }

    fn of(self, number: &Number) -> String {
        match (self, number.manner) {
            (Self::Bracketed, Manner::Bracket) => format!("{})", number.value),
            (Self::Bracketed, Manner::Square) => format!("[{}]", number.value),
            _ => number.value.to_string(),
        }
    }
}

/// Where marks are typed as well.
fn link_typed(pieces: &mut [Piece], labels: Labels) {
    let Some(marks) = Marks::of(pieces) else {
        return;
    };
    // Up to where everything is linked, and from where on lists are looked for.
    let (mut linked, mut from) = (0, 0);
    while let Some(list) = next_list(pieces, from) {
        let (first, manner) = list[0];
        from = first + 1;
        if !labels.allow(manner) || !has_marks(pieces, &marks, linked, &list) {
            continue;
        }
        for piece in &mut pieces[linked..first] {
            if let Piece::Block(block) = piece {
                let wanted = |number: &Number| is_of(number, manner) && number.value <= list.len();
                let found = marks_in(&block.passage.text).filter(wanted);
                let found: Vec<Number> = found.collect();
                for number in found.iter().rev() {
                    mark(&mut block.passage, number, labels.of(number));
                }
            }
        }
        for &(at, _) in &list {
            make_note(&mut pieces[at], labels);
        }
        linked = list.last().map_or(first, |(last, _)| last + 1);
        from = linked;
    }
}

/// Where marks may stand: the pieces of each number in each manner, in order.
struct Marks(HashMap<(Manner, usize), Vec<usize>>);

impl Marks {
    /// Those of a letter; `None`: there are more than any letter has.
    fn of(pieces: &[Piece]) -> Option<Self> {
        let mut places: HashMap<_, Vec<usize>> = HashMap::new();
        let mut count = 0;
        for (at, block) in blocks(pieces, 0) {
            for number in marks_in(&block.passage.text) {
                places
                    .entry((number.manner, number.value))
                    .or_default()
                    .push(at);
                count += 1;
                if count > MOST_MARKS {
                    return None;
                }
            }
        }
        Some(Self(places))
    }

    /// Whether each number up to `count` has a mark in these pieces.
    fn are_in(&self, pieces: Range<usize>, manner: Manner, count: usize) -> bool {
        // Behind raised marks the notes have plain numbers, too.
        let manner = raised_for(manner);
        (1..=count).all(|value| {
            self.0.get(&(manner, value)).is_some_and(|places| {
                let next = places.partition_point(|&at| at < pieces.start);
                places.get(next).is_some_and(|&at| at < pieces.end)
            })
        })
    }
}

/// The manner in which the marks of a list are written.
fn raised_for(manner: Manner) -> Manner {
    if manner == Manner::Point {
        Manner::Raised
    } else {
        manner
    }
}

fn is_of(number: &Number, manner: Manner) -> bool {
    number.manner == raised_for(manner)
}

/// The numbers in a text that stand where marks stand.
fn marks_in(text: &str) -> impl Iterator<Item = Number> {
    numbers(text).filter(|number| is_mark(text, number))
}

/// Whether a list is one of notes: each number has its mark, and the list after it has no better claim to the same marks.
fn has_marks(pieces: &[Piece], marks: &Marks, from: usize, list: &[(usize, Manner)]) -> bool {
    let (first, manner) = list[0];
    let after = list.last().map_or(first, |(last, _)| last + 1);
    let before = pieces[..first].iter().rev().find_map(Piece::block);
    if before.is_some_and(|block| block.passage.text.ends_with(':'))
        || !marks.are_in(from..first, manner, list.len())
    {
        return false;
    }
    let rival = next_list(pieces, after).is_some_and(|next| {
        let (begin, its_manner) = next[0];
        its_manner == manner
            && next.len() >= list.len()
            && !marks.are_in(after..begin, manner, next.len())
            && marks.are_in(from..begin, manner, next.len())
    });
    !rival
}

/// The list below all marks whose numbers are theirs, as where a browser printed a page whose notes are a list at its end: the last such.
fn list_of(pieces: &[Piece], told: &[(usize, &str)]) -> Option<Vec<usize>> {
    let marks: Option<HashSet<usize>> = told.iter().map(|(_, label)| label.parse().ok()).collect();
    let marks = marks?;
    let mut found = None;
    let mut from = told.last()?.0 + 1;
    while let Some(list) = next_list(pieces, from) {
        let fits = (1..=list.len()).all(|value| marks.contains(&value));
        let places: Vec<usize> = list.into_iter().map(|(at, _)| at).collect();
        from = places[0] + 1;
        if fits {
            found = Some(places);
        }
    }
    let found: Vec<usize> = found?;
    let has_note = |value: &usize| *value <= found.len();
    marks.iter().all(has_note).then_some(found)
}

/// The blocks from a piece on.
fn blocks(pieces: &[Piece], from: usize) -> impl Iterator<Item = (usize, &Block)> {
    (from..pieces.len()).filter_map(|at| Some((at, pieces[at].block()?)))
}

/// The next blocks that are numbered from one on in one manner and follow each other: their places.
fn next_list(pieces: &[Piece], from: usize) -> Option<Vec<(usize, Manner)>> {
    let mut list: Vec<(usize, Manner)> = Vec::new();
    for (at, block) in blocks(pieces, from) {
        let next = leading_any(block).filter(|number| number.value == list.len() + 1);
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

/// Whether a number in a text stands where a mark stands: behind a word, at the end of something said.
fn is_mark(text: &str, number: &Number) -> bool {
    let (before, after) = (&text[..number.bytes.start], &text[number.bytes.end..]);
    let word = end_of(before.trim_end());
    if word.is_empty() {
        return false;
    }
    match number.manner {
        Manner::Square => true,
        Manner::Point => false,
        Manner::Raised => {
            let last = word.rsplit(' ').next().unwrap_or_default();
            before.ends_with(word) && !is_length(last)
        }
        Manner::Bracket => {
            // `(see 1)` is in brackets itself.
            let is_open = word.rfind('(') > word.rfind(')');
            let last = word.rsplit(' ').next().unwrap_or_default();
            !is_open && (before.ends_with(word) || is_marked(word, last, after.trim_start()))
        }
    }
}

/// As much of what stands before a number as tells what it is.
fn end_of(text: &str) -> &str {
    &text[text.floor_char_boundary(text.len().saturating_sub(NEAR))..]
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
fn mark(passage: &mut Passage, number: &Number, label: String) {
    let before = passage.text[..number.bytes.start].trim_end();
    let apart = before.trim_end_matches([',', ';']);
    let near = end_of(apart);
    let beside = numbers(near).last().is_some_and(|last| {
        last.manner == number.manner && last.bytes.end == near.len() && is_mark(near, &last)
    });
    let start = if beside { apart } else { before }.len();
    passage.cut(start..number.bytes.end);
    let at = passage.marks.partition_point(|&(byte, _)| byte < start);
    passage.marks.insert(at, (start, label));
}

/// Makes a note of a block that is one, without its number and the arrow that leads back.
fn make_note(piece: &mut Piece, labels: Labels) {
    let Piece::Block(block) = piece else { return };
    let Some(number) = leading_any(block) else {
        return;
    };
    let mut passage = std::mem::take(&mut block.passage);
    passage.marks.retain(|(byte, _)| *byte > 0);
    let words = passage.text.trim_end_matches(is_arrow).len();
    passage.cut(words..passage.text.len());
    let rest = &passage.text[number.bytes.end..];
    let end = passage.text.len() - rest.trim_start().len();
    passage.cut(0..end);
    *piece = Piece::Note(labels.of(&number), vec![passage]);
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
    letter.is_ascii_digit() || superscript(letter).is_some()
}

/// What figures, raised or not, say.
fn value(figures: &str) -> Option<usize> {
    figures.chars().try_fold(0_usize, |value, figure| {
        let digit = figure.to_digit(10).or_else(|| superscript(figure))?;
        value.checked_mul(10)?.checked_add(digit as usize)
    })
}
