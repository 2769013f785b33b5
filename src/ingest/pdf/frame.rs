//! Where the text of a letter stands on its pages: its columns, and what is beside them.
//!
//! It must not know what the text says, nor what pages repeat (see [`furniture`](crate::ingest::pdf::furniture)).

use std::collections::HashMap;

use crate::ingest::pdf::lines::Line;
use crate::ingest::pdf::notes;
use crate::ingest::pdf::page::{Page, Run};
use crate::ingest::pdf::ruled::Grid;

/// The measures of a letter.
#[derive(Debug, Clone)]
pub(super) struct Frame {
    /// The size of most of its type: points.
    pub(super) size: f32,
    /// The distance of most baselines: points.
    pub(super) leading: f32,
    /// Left and right edges of its columns, from the left.
    pub(super) columns: Vec<(f32, f32)>,
}

/// What a line is by its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// In a column of the text.
    Column(usize),
    /// Across columns.
    Across,
    /// Beside the text.
    Aside,
}

/// Pages are measured up to so many points.
const WIDEST: f32 = 5_000.0;
/// White space between columns is at least so wide: points.
const NARROWEST_GUTTER: usize = 8;
/// A column of text is at least so wide, of what even margins leave.
const NARROWEST: f32 = 0.5;
/// Of a letter with more type in its notes than in its text, that of the text is at least so much of that of the notes.
const LEAST_TEXT: f32 = 0.25;
/// Of a short letter with more type in the column beside it than in its text, that of the text is at least so much of that of the column.
const LEAST_BESIDE: f32 = 0.1;
/// So much of the column's type stands beside the text of its page.
const MOST_BESIDE: f32 = 0.7;
/// So much of the notes' type stands below the text of its page.
const MOST_BELOW: f32 = 0.8;
/// Lines that end together where a column ends, at least.
const FEWEST_FULL: usize = 3;
/// Lines that begin below each other where a column begins, at least.
const FEWEST_ROWS: usize = 4;
/// Lines are set so far apart at most, in sizes of their type, where nothing says otherwise.
const WIDEST_LEADING: f32 = 1.5;
/// A line outside the columns by so many points is beside the text.
const BESIDE: f32 = 8.0;
impl Frame {
    /// Measures a letter's lines on pages of a width.
    pub(super) fn measure(lines: &[Vec<Line>], gutter: Option<f32>, width: f32) -> Self {
        let all = || lines.iter().flatten();
        let letters = |line: &Line| line.text().len() as u32;
        let size = text_size(lines);
        let body = || all().filter(|line| (line.size - size).abs() < 0.35);
        let leading = leading(lines, size);
        let lefts: Vec<(i32, u32)> = body()
            .map(|line| (line.x0.round() as i32, letters(line)))
            .collect();
        let first = most(lefts.iter().copied()).unwrap_or(0) as f32;
        let right = |left: f32, until: f32| {
            let mut ends: Vec<f32> = body()
                .filter(|line| line.x0 >= left - 2.0 && line.x0 < left + 60.0 && line.x1 < until)
                .map(|line| line.x1)
                .collect();
            ends.sort_by(f32::total_cmp);
            ends.get(ends.len() * 98 / 100)
                .copied()
                .unwrap_or(left + 300.0)
        };
        let columns = if let Some(gutter) = gutter {
            let beyond = lefts
                .iter()
                .copied()
                .filter(|(left, _)| *left as f32 > gutter - 1.0);
            let before = lefts
                .iter()
                .copied()
                .filter(|(left, _)| (*left as f32) < gutter);
            let (left, second) = (most(before), most(beyond));
            let (left, second) = (
                left.unwrap_or(0) as f32,
                second.map_or(gutter, |left| left as f32),
            );
            vec![
                (left, right(left, gutter)),
                (second, right(second, f32::MAX)),
            ]
        } else {
            let ends: Vec<f32> = body().map(|line| line.x1).collect();
            let measured = (first, right(first, f32::MAX));
            vec![(first, only_right(&ends, measured, size, width))]
        };
        Self {
            size,
            leading,
            columns,
        }
    }

    /// The same for a page whose text is narrower than that of others, as a column of its own stands beside it: a letter's first page.
    pub(super) fn of_page(&self, lines: &[Line]) -> Self {
        let &[(left, right)] = self.columns.as_slice() else {
            return self.clone();
        };
        let in_text = |line: &&Line| {
            (line.size - self.size).abs() < 0.35 && (left - 2.0..left + 60.0).contains(&line.x0)
        };
        let edge = lines
            .iter()
            .filter(in_text)
            .map(|line| line.x1)
            .fold(0.0, f32::max);
        let full = lines
            .iter()
            .filter(in_text)
            .filter(|line| line.x1 > edge - 3.0 * self.size);
        let beside: Vec<&Line> = lines
            .iter()
            .filter(|line| line.x0 > edge + BESIDE && line.x0 < right)
            .collect();
        // Cells of a table stand level with other cells.
        let small = beside.iter().filter(|line| line.size < self.size - 0.35);
        let is_column = small.count() * 2 > beside.len() && beside.len() >= FEWEST_FULL;
        // Where too few lines of the text are full, the column tells by beginning at one place.
        let start = beside.iter().map(|line| line.x0).fold(f32::MAX, f32::min);
        let flush = beside.iter().filter(|line| line.x0 < start + 2.0);
        let flush = flush.count() >= FEWEST_ROWS.max(beside.len().saturating_sub(1));
        let edge = match full.count() {
            FEWEST_FULL.. => edge,
            _ if flush && edge > left => edge.max(start - 2.0 * BESIDE),
            _ => return self.clone(),
        };
        if !is_column {
            return self.clone();
        }
        Self {
            columns: vec![(left, edge)],
            ..self.clone()
        }
    }

    /// What a line is by its place.
    pub(super) fn place(&self, line: &Line) -> Place {
        let inside = |(left, right): &(f32, f32)| line.x0 < *right && line.x1 > *left;
        let within: Vec<usize> = (0..self.columns.len())
            .filter(|&at| inside(&self.columns[at]))
            .collect();
        let (left, right) = (self.columns[0].0, self.columns[self.columns.len() - 1].1);
        match within.as_slice() {
            _ if line.x1 < left - BESIDE || line.x0 > right + BESIDE => Place::Aside,
            [one] => Place::Column(*one),
            [] => Place::Aside,
            // Smaller type that runs over its column's edge is a note's address, no title.
            [first, ..] if line.size < self.size - 0.35 => Place::Column(*first),
            _ => Place::Across,
        }
    }

    /// The edges of a place.
    pub(super) fn edges(&self, place: Place) -> (f32, f32) {
        match place {
            Place::Column(at) => self.columns[at],
            _ => (self.columns[0].0, self.columns[self.columns.len() - 1].1),
        }
    }
}

/// The distance of lines that follow each other in a paragraph: of those between which a sentence goes on. Where there are hardly any, no more
/// than lines ever have between them.
fn leading(lines: &[Vec<Line>], size: f32) -> f32 {
    let goes_on = |pair: &[Line]| {
        let (above, below) = (pair[0].text(), pair[1].text());
        above.ends_with(char::is_alphabetic) && below.starts_with(char::is_lowercase)
    };
    let gaps = |wanted: &dyn Fn(&[Line]) -> bool| -> Vec<(i32, u32)> {
        let pairs = lines.iter().flat_map(|page| page.windows(2));
        let gaps = pairs.filter_map(|pair| {
            let gap = pair[1].y - pair[0].y;
            let both = pair.iter().all(|line| (line.size - size).abs() < 0.35);
            (both && gap > 0.8 * size && gap < 3.0 * size && wanted(pair))
                .then(|| ((gap * 4.0).round() as i32, 1))
        });
        gaps.collect()
    };
    let inside = gaps(&goes_on);
    if inside.len() >= FEWEST_FULL {
        return most(inside.into_iter()).map_or(1.2 * size, |gap| gap as f32 / 4.0);
    }
    let all = most(gaps(&|_| true).into_iter()).map_or(1.2 * size, |gap| gap as f32 / 4.0);
    all.min(WIDEST_LEADING * size)
}

/// The size of most of a letter's type, but for that of its notes or of a column beside it, which may be more: then what most of it stands
/// below or beside is larger.
fn text_size(lines: &[Vec<Line>]) -> f32 {
    let tenths = |line: &Line| (line.size * 10.0).round() as i32;
    let letters = |line: &Line| line.text().len() as u32;
    let mut weights: HashMap<i32, u32> = HashMap::new();
    for line in lines.iter().flatten() {
        *weights.entry(tenths(line)).or_default() += letters(line);
    }
    let weighed = || weights.iter().map(|(&size, &weight)| (size, weight));
    let Some(most_used) = most(weighed()) else {
        return 10.0;
    };
    let share = |size: i32| weights.get(&size).copied().unwrap_or(0) as f32;
    let larger = weighed().filter(|&(size, _)| {
        (size - most_used) as f32 / 10.0 >= notes::SMALLER
            && share(size) >= LEAST_BESIDE * share(most_used)
    });
    // How much of the notes' type stands below other type, and beside it.
    let apart = |size: i32| {
        let of_page = lines.iter().map(|page| {
            let sized = |wanted: i32| page.iter().filter(move |line| tenths(line) == wanted);
            let lowest = sized(size).map(|line| line.y).fold(0.0, f32::max);
            let right = sized(size).map(|line| line.x1).fold(0.0, f32::max);
            let below = sized(most_used).filter(|line| lowest > 0.0 && line.y > lowest);
            let beside = sized(most_used).filter(|line| right > 0.0 && line.x0 > right);
            [below.map(letters).sum::<u32>(), beside.map(letters).sum()]
        });
        of_page.fold([0, 0], |[below, beside], page| {
            [below + page[0], beside + page[1]]
        })
    };
    let text = most(larger).filter(|&size| {
        let [below, beside] = apart(size).map(|letters| letters as f32 / share(most_used));
        below >= MOST_BELOW && share(size) >= LEAST_TEXT * share(most_used) || beside >= MOST_BESIDE
    });
    text.unwrap_or(most_used) as f32 / 10.0
}

/// The right edge of a letter's only column: as measured, or, where hardly a line is full, as far from the page's edge as the left is.
fn only_right(ends: &[f32], (left, right): (f32, f32), size: f32, width: f32) -> f32 {
    let full = ends.iter().filter(|&&end| (right - end).abs() < 2.0 * size);
    let even = width - left;
    let narrow = right - left < NARROWEST * (even - left);
    if narrow || full.count() < FEWEST_FULL {
        right.max(even)
    } else {
        right
    }
}

/// The middle of the white space between two columns, where a letter is set in two.
pub(super) fn gutter(pages: &[Page], grids: &[Vec<Grid>]) -> Option<f32> {
    let width = pages.first()?.width.clamp(1.0, WIDEST) as usize;
    let mut covered = vec![0_i64; width + 2];
    // Cells of a table are no columns of text.
    let kept = pages
        .iter()
        .zip(grids)
        .enumerate()
        .flat_map(|(at, (page, grids))| {
            let tabled = |run: &&Run| grids.iter().any(|grid| grid.covers(run));
            let runs = page.runs.iter().filter(move |run| !tabled(run));
            runs.map(move |run| (at, run))
        });
    let kept: Vec<(usize, &Run)> = kept.collect();
    let runs = || kept.iter().map(|(_, run)| *run);
    for run in runs() {
        let edge = |x: f32| (x.max(0.0) as usize).min(width + 1);
        covered[edge(run.x0)] += 1;
        covered[edge(run.x1)] -= 1;
    }
    for at in 1..covered.len() {
        covered[at] += covered[at - 1];
    }
    let most = (runs().count() / 25).max(1) as i64;
    let middle = width / 4..width * 3 / 4;
    let (mut best, mut from) = (0..0, None);
    for at in middle {
        let free = covered[at] <= most;
        match (free, from) {
            (true, None) => from = Some(at),
            (false, Some(start)) => {
                if at - start > best.len() {
                    best = start..at;
                }
                from = None;
            }
            _ => {}
        }
    }
    if best.len() < NARROWEST_GUTTER {
        return None;
    }
    let gutter = (best.start + best.end) as f32 / 2.0;
    let letters = |side: &dyn Fn(&&Run) -> bool| -> usize {
        runs()
            .filter(|run| side(run))
            .map(|run| run.text.len())
            .sum()
    };
    let (left, right) = (
        letters(&|run| run.x1 <= gutter),
        letters(&|run| run.x0 >= gutter),
    );
    // A narrow column beside the text is none of its own.
    let alike = left * 3 > right && right * 3 > left;
    (alike && begins_a_column(&kept, gutter)).then_some(gutter)
}

/// Whether lines right of a place begin below each other, as those of a column do; words behind a chance gap do not.
fn begins_a_column(runs: &[(usize, &Run)], gutter: f32) -> bool {
    let mut rows: HashMap<(usize, i32), f32> = HashMap::new();
    for (page, run) in runs.iter().filter(|(_, run)| run.x0 >= gutter) {
        let start = rows.entry((*page, run.y.round() as i32)).or_insert(run.x0);
        *start = start.min(run.x0);
    }
    let starts = || rows.values().map(|start| (start.round() as i32, 1));
    let Some(edge) = most(starts()) else {
        return false;
    };
    let aligned = starts()
        .filter(|(start, _)| (start - edge).abs() <= 2)
        .count();
    aligned >= FEWEST_ROWS && aligned * 3 >= rows.len()
}

/// The value with the greatest weight.
pub(super) fn most(weighted: impl Iterator<Item = (i32, u32)>) -> Option<i32> {
    let mut weights: HashMap<i32, u32> = HashMap::new();
    for (value, weight) in weighted {
        *weights.entry(value).or_default() += weight;
    }
    let heaviest = weights
        .into_iter()
        .max_by_key(|&(value, weight)| (weight, -value));
    heaviest.map(|(value, _)| value)
}
