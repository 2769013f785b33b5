//! Tables with lines drawn between their rows: these tell which words are one row, however many lines a cell takes.
//!
//! It must not know columns of text, nor what the cells say but for how they begin.

use std::collections::HashMap;

use crate::ingest::pdf::cells;
use crate::ingest::pdf::furniture::{FOOT, HEAD};
use crate::ingest::pdf::lines::Line;
use crate::ingest::pdf::page::{Page, Rule, Run};
use crate::ingest::pdf::rows::{Cell, Row, goes_on_below, left};

/// Rules so near to each other are one: points.
const ONE: f32 = 2.5;
/// Rules whose ends differ by at most so much are of one table: points.
const FLUSH: f32 = 4.0;

/// A page of more rules holds no letter's table, and comparing them would take for ever.
const MOST_RULES: usize = 500;
/// Nor one that are drawn in more pieces, cell by cell.
const MOST_PIECES: usize = 10_000;
/// Cells hold at most so many lines on average, where most lines of both halves are full by this part.
const MOST_LINES: usize = 8;
const FULL: f32 = 0.6;
/// Words are nearer to each other than columns: points.
const ACROSS: f32 = 8.0;
/// So many lines across both columns are no title any more.
const MOST_TITLES: usize = 3;
/// A row is at most so tall, of the page.
const TALLEST: f32 = 0.6;

/// The rules of a table, from the top.
#[derive(Debug, Clone)]
pub(super) struct Grid {
    x0: f32,
    x1: f32,
    levels: Vec<f32>,
}

/// Takes the lines out that stand between the rules of tables, and returns them as rows of cells.
pub(super) fn take(lines: &mut Vec<Line>, grids: &[Grid]) -> Vec<Row> {
    let mut rows = Vec::new();
    for grid in grids {
        let inside = lines.iter().filter(|line| grid.holds(line, &grid.ends()));
        let inside = cells::split(inside.cloned().collect());
        let mut bands: Vec<Vec<Line>> = vec![Vec::new(); grid.levels.len()];
        for line in inside {
            bands[grid.band_of(&line)].push(line);
        }
        let found: Vec<Row> = bands
            .into_iter()
            .filter(|band| !band.is_empty())
            .map(in_cells)
            .collect();
        let several = found.iter().filter(|row| row.len() > 1).count();
        if several >= 2 && several * 2 >= found.len() && !found.iter().any(|row| holds_rows(row)) {
            // What one cell alone holds are lines.
            rows.extend(
                found
                    .into_iter()
                    .flat_map(|mut row| match row.as_mut_slice() {
                        [lines] => lines.drain(..).map(|line| vec![vec![line]]).collect(),
                        _ => vec![row],
                    }),
            );
            lines.retain(|line| !grid.holds(line, &grid.ends()));
        }
    }
    rows
}

impl Grid {
    /// Its first and its last rule.
    fn ends(&self) -> [f32; 2] {
        [self.levels[0], self.levels[self.levels.len() - 1]]
    }

    /// Whether what stands between its rules are two columns of text: many lines, most of them full on both sides of the middle.
    fn holds_columns(&self, page: &Page) -> bool {
        let middle = self.x0.midpoint(self.x1);
        let mut lines: HashMap<i32, [f32; 2]> = HashMap::new();
        for run in page.runs.iter().filter(|run| self.covers(run)) {
            let sides = lines.entry(run.y.round() as i32).or_default();
            sides[usize::from(run.x0.midpoint(run.x1) > middle)] += run.x1 - run.x0;
        }
        let full = FULL * (middle - self.x0);
        let filled = lines
            .values()
            .filter(|sides| sides.iter().all(|side| *side > full));
        let filled = filled.count();
        filled >= MOST_LINES * (self.levels.len() - 1) && filled * 3 >= lines.len() * 2
    }

    /// Whether the other is drawn at the same place of its page.
    fn is_like(&self, other: &Self) -> bool {
        let mut levels = self.levels.iter().zip(&other.levels);
        self.levels.len() == other.levels.len()
            && flush(self.x0, other.x0)
            && flush(self.x1, other.x1)
            && levels.all(|(level, other)| flush(*level, *other))
    }

    /// Below which of its rules a line stands.
    fn band_of(&self, line: &Line) -> usize {
        let above = |level: &f32| *level <= line.y - 0.2 * line.size;
        self.levels.partition_point(above).saturating_sub(1)
    }

    /// Whether a line stands between two of its rules.
    fn holds(&self, line: &Line, between: &[f32]) -> bool {
        (between[0]..between[1]).contains(&(line.y - 0.2 * line.size))
            && line.x0 > self.x0 - FLUSH
            && line.x1 < self.x1 + FLUSH
    }

    /// Whether what is printed stands within it.
    pub(super) fn covers(&self, run: &Run) -> bool {
        let [top, bottom] = self.ends();
        (top..bottom).contains(&run.y) && run.x0 > self.x0 - FLUSH && run.x1 < self.x1 + FLUSH
    }
}

/// Whether two ends or rules stand at one place.
fn flush(one: f32, other: f32) -> bool {
    (one - other).abs() < FLUSH
}

/// The tables that are drawn on each of the pages. What pages near each other have at the same place within their margin is their head or foot.
pub(super) fn grids(pages: &[Page]) -> Vec<Vec<Grid>> {
    let grids: Vec<Vec<Grid>> = pages.iter().map(of_page).collect();
    let repeated = |at: usize, grid: &Grid| {
        let near = at.saturating_sub(2)..(at + 3).min(pages.len());
        near.filter(|&other| other != at)
            .any(|other| grids[other].iter().any(|other| grid.is_like(other)))
    };
    let kept = pages.iter().enumerate().map(|(at, page)| {
        let kept = grids[at].iter().filter(|grid| {
            let [top, bottom] = grid.ends();
            let within = bottom < HEAD * page.height || top > FOOT * page.height;
            !(within && repeated(at, grid)
                || grid.holds_columns(page) && !text_crosses(page, &grids[at], grid))
        });
        kept.cloned().collect()
    });
    kept.collect()
}

/// Rules below each other with the same ends, three or more. One between them that only has one of these ends is drawn beside a cell that is of
/// several rows.
fn of_page(page: &Page) -> Vec<Grid> {
    if page.rules.len() > MOST_PIECES {
        return Vec::new();
    }
    let rules = levels(&page.rules);
    if rules.len() > MOST_RULES {
        return Vec::new();
    }
    let mut grids: Vec<Grid> = Vec::new();
    for rule in &rules {
        let of = grids
            .iter_mut()
            .find(|grid| flush(rule.x0, grid.x0) && flush(rule.x1, grid.x1));
        match of {
            Some(grid) => grid.levels.push(rule.y),
            None => grids.push(Grid {
                x0: rule.x0,
                x1: rule.x1,
                levels: vec![rule.y],
            }),
        }
    }
    // Rules far from each other are no table's.
    let near = |grid: Grid| {
        let Grid { x0, x1, levels } = grid;
        let parts = levels.chunk_by(|above, below| below - above < TALLEST * page.height);
        let parts = parts.map(|levels| Grid {
            x0,
            x1,
            levels: levels.to_vec(),
        });
        parts.collect::<Vec<_>>()
    };
    let mut grids: Vec<Grid> = grids.into_iter().flat_map(near).collect();
    grids.retain(|grid| grid.levels.len() >= 3);
    for grid in &mut grids {
        let [top, bottom] = grid.ends();
        let beside = rules.iter().filter(|rule| {
            let one_end = flush(rule.x0, grid.x0) != flush(rule.x1, grid.x1);
            let within = rule.x0 > grid.x0 - FLUSH && rule.x1 < grid.x1 + FLUSH;
            one_end && within && (top..bottom).contains(&rule.y)
        });
        grid.levels.extend(beside.map(|rule| rule.y));
        grid.levels.sort_by(f32::total_cmp);
    }
    grids
}

/// Whether a page's other text runs across the middle of a grid: then it is not set in two columns, and what the grid holds are cells.
fn text_crosses(page: &Page, grids: &[Grid], of: &Grid) -> bool {
    let middle = of.x0.midpoint(of.x1);
    // Of each line, where its type ends before the middle and where it begins behind it.
    let mut lines: HashMap<i32, (f32, f32)> = HashMap::new();
    let outside = |run: &&Run| !grids.iter().any(|grid| grid.covers(run));
    for run in page.runs.iter().filter(outside) {
        let ends = lines
            .entry(run.y.round() as i32)
            .or_insert((f32::MIN, f32::MAX));
        if run.x0 < middle {
            ends.0 = ends.0.max(run.x1);
        }
        if run.x1 > middle {
            ends.1 = ends.1.min(run.x0);
        }
    }
    let crossing = lines.values().filter(|ends| ends.1 - ends.0 < ACROSS);
    crossing.count() >= MOST_TITLES
}

/// The rules of a page from the top, those joined that touch: each cell may have its own.
fn levels(rules: &[Rule]) -> Vec<Rule> {
    let mut sorted = rules.to_vec();
    sorted.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.x0.total_cmp(&b.x0)));
    let mut levels: Vec<Rule> = Vec::new();
    for rule in sorted {
        let touched = levels
            .iter_mut()
            .rev()
            .take_while(|level| rule.y - level.y < ONE)
            .find(|level| rule.x0 < level.x1 + FLUSH && rule.x1 > level.x0 - FLUSH);
        match touched {
            Some(level) => {
                level.x0 = level.x0.min(rule.x0);
                level.x1 = level.x1.max(rule.x1);
            }
            None => levels.push(rule),
        }
    }
    levels
}

/// The lines between two rules as cells from the left: those are of one cell that stand over each other.
fn in_cells(mut lines: Vec<Line>) -> Row {
    lines.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    let mut cells: Vec<(f32, Cell)> = Vec::new();
    for line in lines {
        match cells.last_mut() {
            Some((end, cell)) if line.x0 < *end => {
                *end = end.max(line.x1);
                cell.push(line);
            }
            _ => cells.push((line.x1, vec![line])),
        }
    }
    cells
        .into_iter()
        .map(|(_, mut cell)| {
            cell.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.x0.total_cmp(&b.x0)));
            cell
        })
        .collect()
}

/// Whether what stands between two rules is several rows: beside each other, cells begin anew below what has ended.
fn holds_rows(row: &[Cell]) -> bool {
    let [first, others @ ..] = row else {
        return false;
    };
    let behind = others.first().map_or(f32::MAX, left);
    first.windows(2).any(|pair| {
        let level = |line: &Line| (line.y - pair[1].y).abs() < 0.3 * line.size;
        let begin = others.iter().all(|cell| cell.iter().any(level));
        !others.is_empty() && begin && !goes_on_below(&pair[0], &pair[1], behind)
    })
}
