//! Notes at the feet of pages: which lines they are, and which note each line belongs to.
//!
//! It must not know how notes are linked, nor what they say.

use std::collections::HashSet;

use crate::ingest::pdf::frame::Frame;
use crate::ingest::pdf::labels::labels;
use crate::ingest::pdf::lines::{Height, Line};
use crate::ingest::pdf::page::Page;
use crate::ingest::text::numbers::is_year;

/// A note as it is printed.
#[derive(Debug, Clone)]
pub(super) struct Note {
    pub(super) label: String,
    /// The page it begins on.
    pub(super) page: usize,
    /// Its lines, without the label.
    pub(super) lines: Vec<Line>,
}

/// Type of notes is smaller than that of the text by so much: points.
pub(super) const SMALLER: f32 = 0.4;
/// The line above notes is at most so long, of the column's width.
const LONGEST_RULE: f32 = 0.75;

/// Looks for notes page by page.
#[derive(Debug, Default)]
pub(super) struct Notes {
    found: Vec<Note>,
    /// The number the next note is to have.
    next: u32,
    /// Marks above the notes that are looked at.
    marked: HashSet<u32>,
}

impl Notes {
    /// Takes the notes off the foot of a column.
    pub(super) fn take(
        &mut self,
        lines: &mut Vec<Line>,
        (page, index): (&Page, usize),
        frame: &Frame,
        edges: (f32, f32),
    ) {
        let small = |line: &Line| line.size <= frame.size - SMALLER;
        let suffix = lines
            .iter()
            .rposition(|line| !small(line))
            .map_or(0, |at| at + 1);
        let ruled = rule_above(lines, page, edges);
        self.marked = numbers_of_marks(&lines[..ruled.unwrap_or(suffix)]);
        if self.found.is_empty() {
            self.next = self.first_number(&lines[ruled.unwrap_or(suffix)..]);
        }
        let runs_on = self.found.last().is_some_and(|last| last.page + 1 == index);
        let start = match ruled {
            // Below a rule of notes' length stand notes, in whatever type.
            Some(at) if at >= suffix || self.begins(&lines[at]) => Some(at),
            // Also what goes on there from the page before.
            Some(at) if runs_on && self.is_unfinished() => Some(at),
            _ => match (suffix..lines.len()).find(|&at| self.begins(&lines[at])) {
                // What goes on from the page before stands above the first label.
                Some(_) if runs_on && ruled.is_none() => Some(suffix),
                first => first,
            },
        };
        let Some(start) = start else { return };
        for mut line in lines.split_off(start) {
            if let Some(label) = self.label(&line) {
                strip_label(&mut line, &label);
                self.next = label.parse().map_or(self.next, |number: u32| number + 1);
                self.found.push(Note {
                    label,
                    page: index,
                    lines: vec![line],
                });
            } else if let Some(last) = self.found.last_mut() {
                last.lines.push(line);
            } else {
                lines.push(line);
            }
        }
    }

    /// Whether the last note breaks off in mid-sentence.
    fn is_unfinished(&self) -> bool {
        let last = self.found.last().and_then(|note| note.lines.last());
        last.is_some_and(|line| {
            let text = line.text();
            !text
                .trim_end_matches(['”', '’', '"', ')', '»'])
                .ends_with(['.', '?', '!', ';'])
        })
    }

    /// Whether a line begins a note.
    fn begins(&self, line: &Line) -> bool {
        self.label(line).is_some()
    }

    /// The label that a line begins with: a raised one, or the number that is next.
    fn label(&self, line: &Line) -> Option<String> {
        let first = line.pieces.first()?;
        let text = first.text.trim();
        match first.height {
            Height::Mark => return labels(text).next().map(str::to_owned),
            Height::Raised => return None,
            _ => {}
        }
        let next = self.next.max(1);
        let is_next = || Some(next.to_string());
        if let Some(rest) = text.strip_prefix(&next.to_string()) {
            // With nothing between the number and the words the order tells, or that the text has its mark.
            let marked = self.marked.contains(&next);
            let capital = rest.starts_with(char::is_uppercase) && next >= GLUED;
            if capital || marked && rest.starts_with(char::is_alphabetic) {
                return is_next();
            }
            if marked && begins_with_year(rest) && !self.is_unfinished() {
                return is_next();
            }
        }
        let (number, rest) = number_before(text)?;
        // One may be missing; more than the number must tell that a note begins then.
        let skips = (next + 1..=next + MOST_MISSING).contains(&number)
            && !self.is_unfinished()
            && words_behind(line, rest).starts_with(char::is_uppercase);
        let expected = number == next || number == 1 || skips;
        expected.then(|| number.to_string())
    }

    /// The number of the first note at a foot, where the text above has its mark; else 1. A chapter's notes may go on from those of another.
    fn first_number(&self, foot: &[Line]) -> u32 {
        let first = foot.iter().find_map(|line| Some(leading(&line.text())?.0));
        let is_marked = |number: &u32| self.marked.contains(number);
        first.filter(is_marked).unwrap_or(1)
    }

    /// All notes in the order printed.
    pub(super) fn finish(self) -> Vec<Note> {
        self.found
    }
}

/// From this number on labels are wide enough to leave no space before their words.
const GLUED: u32 = 10;
/// Numbers that may be missing between two notes.
const MOST_MISSING: u32 = 2;

/// The number that a text begins with, perhaps behind a bracket, and what stands behind it.
fn leading(text: &str) -> Option<(u32, &str)> {
    let text = text.strip_prefix(OPENING).unwrap_or(text);
    let rest = text.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let digits = &text[..text.len() - rest.len()];
    let number = digits.parse().ok().filter(|_| digits.len() <= 3)?;
    Some((number, rest))
}

/// The number that a text begins with as notes do, and what stands behind it.
fn number_before(text: &str) -> Option<(u32, &str)> {
    leading(text).filter(|(_, rest)| rest.is_empty() || rest.starts_with(BEHIND))
}

fn begins_with_year(text: &str) -> bool {
    text.split_once(' ').is_some_and(|(word, _)| is_year(word))
}

/// The words behind a label: what is left of its piece, or else the next one.
fn words_behind<'l>(line: &'l Line, rest: &'l str) -> &'l str {
    let rest = rest.trim_start_matches(BEHIND);
    let next = line
        .pieces
        .get(1)
        .map_or("", |piece| piece.text.trim_start());
    if rest.is_empty() { next } else { rest }
}

/// The numbers of the marks in a text.
fn numbers_of_marks(text: &[Line]) -> HashSet<u32> {
    let pieces = text.iter().flat_map(|line| &line.pieces);
    let marks = pieces.filter(|piece| piece.height == Height::Mark);
    marks
        .flat_map(|mark| labels(&mark.text).filter_map(|label| label.parse().ok()))
        .collect()
}

/// Brackets before a label.
const OPENING: [char; 2] = ['[', '('];
/// Signs behind a label.
const BEHIND: [char; 4] = [' ', ')', ']', '.'];

/// Takes a label off the line it begins.
fn strip_label(line: &mut Line, label: &str) {
    if let Some(first) = line.pieces.first_mut() {
        let rest = first.text.trim_start().trim_start_matches(OPENING);
        // A number may be printed with a nought before it.
        let bare = rest.trim_start_matches('0');
        let rest = rest
            .strip_prefix(label)
            .or(bare.strip_prefix(label))
            .unwrap_or(rest);
        let rest = rest
            .trim_start_matches(|sign| BEHIND.contains(&sign) || sign == '\u{a0}')
            .to_owned();
        if rest.is_empty() {
            line.pieces.remove(0);
        } else {
            first.text = rest;
            first.height = Height::Base;
        }
    }
    if let Some(first) = line.pieces.first() {
        line.x0 = first.x0;
    }
}

/// The first line below a rule that is drawn above notes.
fn rule_above(lines: &[Line], page: &Page, (left, right): (f32, f32)) -> Option<usize> {
    let width = right - left;
    let mut rules = page.rules.iter().filter(|rule| {
        let length = rule.x1 - rule.x0;
        rule.y > 0.25 * page.height
            && (rule.x0 - left).abs() < 6.0
            && length > 0.08 * width
            && length < LONGEST_RULE * width
    });
    let rule = rules.next_back()?;
    let at = lines
        .iter()
        .position(|line| line.y - 0.5 * line.size > rule.y)?;
    // Nothing of the text stands below the notes.
    let foot = &lines[at..];
    let largest = foot.iter().map(|line| line.size).fold(0.0, f32::max);
    let above = lines[..at].iter().map(|line| line.size).fold(0.0, f32::max);
    (at == 0 || largest <= above).then_some(at)
}
