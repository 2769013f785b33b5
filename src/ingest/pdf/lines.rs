//! Puts the runs of a page together to lines, with what stands raised or lowered in them.
//!
//! What is far apart on one baseline is several lines: columns and tables are told later. It must not know other pages.

use std::collections::HashMap;

use crate::ingest::pdf::page::{Page, Run};

/// Where a piece of a line stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Height {
    /// On the baseline.
    Base,
    /// Above it, and smaller: a power, an ordinal, or a mark that is not told yet.
    Raised,
    /// The same, and a note's label.
    Mark,
    /// Below it, and smaller.
    Lowered,
}

/// A piece of a line in one font.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub(super) text: String,
    pub(super) x0: f32,
    pub(super) x1: f32,
    pub(super) height: Height,
    pub(super) bold: bool,
    pub(super) italic: bool,
}

/// A line, or a stretch of one that stands apart.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// Index of its page.
    pub(super) page: usize,
    pub(super) pieces: Vec<Piece>,
    pub(super) x0: f32,
    pub(super) x1: f32,
    /// The baseline, from the top.
    pub(super) y: f32,
    /// Of most of its type.
    pub(super) size: f32,
}

/// Runs are one line when the gap between them is smaller, in sizes of the type.
const APART: f32 = 1.3;
/// Baselines differ at most so much within a line, in sizes.
const LEVEL: f32 = 0.3;
/// Raised and lowered type is at most so large, in sizes of the line.
const SMALLER: f32 = 0.92;
/// Raised and lowered type is so near to the line's, in sizes of the line.
const TOUCHING: f32 = 0.6;
/// A raised number before a line is so near, in sizes of the line: a tab may stand between.
const HANGING: f32 = 5.0;
/// How far raised type stands above the baseline, in sizes of the line.
const RAISED: std::ops::Range<f32> = 0.12..0.72;
/// How far lowered type stands below the baseline, in sizes of the line.
const LOWERED: std::ops::Range<f32> = 0.05..0.45;
/// The most runs of a page that are put together; more are no letter's, and would take for ever.
pub(super) const MOST_RUNS: usize = 20_000;

/// The lines of a page, from the top, on one baseline from the left. No line runs across a gutter that its runs do not.
pub(super) fn lines(index: usize, page: &Page, gutter: Option<f32>) -> Vec<Line> {
    let mut runs: Vec<&Run> = page.runs.iter().take(MOST_RUNS).collect();
    // The largest first, so that what is smaller finds the line it belongs to; on a line from the left.
    let key = |run: &Run| (-(run.size * 2.0).round(), run.y.round(), run.x0);
    runs.sort_by(|a, b| {
        let (a, b) = (key(a), key(b));
        a.0.total_cmp(&b.0)
            .then(a.1.total_cmp(&b.1))
            .then(a.2.total_cmp(&b.2))
    });
    let mut lines: Vec<Line> = Vec::new();
    let mut by_row: HashMap<i32, Vec<usize>> = HashMap::new();
    for run in runs {
        let reach = run.size.clamp(4.0, 30.0) as i32 + 1;
        let row = run.y as i32;
        let near = (row.saturating_sub(reach)..=row.saturating_add(reach))
            .flat_map(|row| by_row.get(&row).into_iter().flatten());
        let found = near
            .filter(|&&at| !divides(gutter, &lines[at], run))
            .filter_map(|&at| Some((at, place(&lines[at], run)?)))
            .min_by(|a, b| distance(&lines[a.0], run).total_cmp(&distance(&lines[b.0], run)));
        let piece = |height| Piece {
            text: run.text.clone(),
            x0: run.x0,
            x1: run.x1,
            height,
            bold: run.bold,
            italic: run.italic,
        };
        if let Some((at, height)) = found {
            let line = &mut lines[at];
            line.x0 = line.x0.min(run.x0);
            line.x1 = line.x1.max(run.x1);
            line.pieces.push(piece(height));
        } else {
            by_row.entry(row).or_default().push(lines.len());
            lines.push(Line {
                page: index,
                pieces: vec![piece(Height::Base)],
                x0: run.x0,
                x1: run.x1,
                y: run.y,
                size: run.size,
            });
        }
    }
    for line in &mut lines {
        line.pieces.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    }
    lines.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.x0.total_cmp(&b.x0)));
    let mut lines = join_over_raised(lines, gutter);
    lines.iter_mut().for_each(Line::show_hyphens);
    lines
}

/// Joins what goes on behind raised type: words on both sides of it are further apart than a space is wide.
fn join_over_raised(lines: Vec<Line>, gutter: Option<f32>) -> Vec<Line> {
    let mut joined: Vec<Line> = Vec::new();
    for line in lines {
        let before = joined.last_mut().filter(|before| {
            let last = before.pieces.last();
            let gap = line.x0 - before.x1;
            last.is_some_and(|last| last.height != Height::Base)
                && (line.y - before.y).abs() < LEVEL * line.size
                && (line.size - before.size).abs() < LEVEL * line.size
                && (-LEVEL * line.size..TOUCHING * line.size).contains(&gap)
                && gutter.is_none_or(|gutter| !(before.x1 <= gutter && line.x0 >= gutter - 1.0))
        });
        match before {
            Some(before) => before.join(line),
            None => joined.push(line),
        }
    }
    joined
}

/// Whether a line and a run stand on either side of a gutter.
fn divides(gutter: Option<f32>, line: &Line, run: &Run) -> bool {
    gutter.is_some_and(|gutter| {
        // A line that runs over its column's edge does not take the other column's marks.
        let small = run.size < SMALLER * line.size;
        if small && run.x0 >= gutter && line.x0 < gutter {
            return true;
        }
        line.x1 <= gutter && run.x0 >= gutter - 1.0
            || run.x1 <= gutter + 1.0 && line.x0 >= gutter - 1.0
    })
}

/// How far a run is from a line, across.
fn distance(line: &Line, run: &Run) -> f32 {
    (run.x0 - line.x1).max(line.x0 - run.x1).max(0.0)
}

/// Whether a run belongs to a line, and where in it.
fn place(line: &Line, run: &Run) -> Option<Height> {
    let gap = distance(line, run);
    let up = line.y - run.y;
    // A note's number may hang before its words.
    let hangs = run.x1 <= line.x0 && run.text.len() <= 4;
    let reach = if hangs { HANGING } else { TOUCHING };
    if run.size < SMALLER * line.size && gap < reach * line.size {
        if RAISED.contains(&(up / line.size)) {
            return Some(Height::Raised);
        }
        if LOWERED.contains(&(-up / line.size)) {
            return Some(Height::Lowered);
        }
    }
    let alike = run.size > SMALLER * line.size;
    let overlaps = run.x0 < line.x1 - 0.3 * line.size && run.x1 > line.x0 + 0.3 * line.size;
    let level = up.abs() < LEVEL * run.size;
    (level && !overlaps && gap < APART * if alike { line.size } else { run.size })
        .then_some(Height::Base)
}

impl Line {
    /// Its words without what is raised or lowered.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        let mut end = None;
        for piece in &self.pieces {
            if piece.height == Height::Base {
                if end.is_some_and(|end| self.is_apart(end, piece)) && !text.is_empty() {
                    text.push(' ');
                }
                text.push_str(&piece.text);
            }
            end = Some(piece.x1);
        }
        text
    }

    /// How wide its first word is with the space before it, going by how wide its letters are.
    pub(super) fn first_word_width(&self) -> f32 {
        let text = self.text();
        let first = text.split(' ').next().unwrap_or_default();
        let letters = text.chars().count().max(1) as f32;
        (self.x1 - self.x0) / letters * (first.chars().count() + 1) as f32
    }

    /// A soft hyphen that is printed is a hyphen; at a line's end it may be the printer's.
    fn show_hyphens(&mut self) {
        let last = self.pieces.len().saturating_sub(1);
        for (at, piece) in self.pieces.iter_mut().enumerate() {
            if piece.text.contains(SOFT) {
                let ends = at == last && piece.text.ends_with(SOFT);
                piece.text = piece.text.replace(SOFT, "-");
                if ends {
                    piece.text.pop();
                    piece.text.push(SOFT);
                }
            }
        }
    }

    /// Whether a space stands between what ends at a place and a piece; also where one is printed over the other.
    pub(super) fn is_apart(&self, end: f32, piece: &Piece) -> bool {
        let gap = piece.x0 - end;
        gap > SPACE * self.size || gap < -OVER * self.size
    }

    /// Whether all its words are in a font that `is` says; a sign that stands by itself in another one says nothing.
    pub(super) fn all(&self, is: impl Fn(&Piece) -> bool) -> bool {
        let has_letters = |piece: &Piece| piece.text.contains(char::is_alphanumeric);
        let base = || {
            self.pieces
                .iter()
                .filter(|piece| piece.height == Height::Base)
        };
        let worded = base().any(has_letters);
        base().filter(|piece| !worded || has_letters(piece)).all(is)
    }

    /// Takes another line in that stands on the same baseline.
    pub(super) fn join(&mut self, other: Self) {
        self.x0 = self.x0.min(other.x0);
        self.x1 = self.x1.max(other.x1);
        self.pieces.extend(other.pieces);
    }
}

/// The soft hyphen.
const SOFT: char = '\u{ad}';
/// A gap that is a space, in sizes of the type.
const SPACE: f32 = 0.17;
/// What goes back so far is printed over what stands there, in sizes of the type.
const OVER: f32 = 1.0;
