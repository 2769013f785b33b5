//! Tables with lines drawn between their rows: these tell which words are one row, however many lines a cell takes.
//!
//! It must not know columns of text, nor what the cells say but for how they begin.

use crate::ingest::pdf::cells;
use crate::ingest::pdf::lines::Line;
use crate::ingest::pdf::page::{Page, Rule, Run};
use crate::ingest::pdf::rows::{Cell, Row, goes_on_below, left};

/// Rules so near to each other are one: points.
const ONE: f32 = 2.5;
/// Rules whose ends differ by at most so much are of one table: points.
const FLUSH: f32 = 4.0;

/// The rules of a table, from the top.
#[derive(Debug)]
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
        let bands = grid.levels.windows(2).map(|between| {
            let band = inside.iter().filter(|line| grid.holds(line, between));
            band.cloned().collect::<Vec<Line>>()
        });
        let found: Vec<Row> = bands
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

/// Rules below each other with the same ends, three or more. One between them that only has one of these ends is drawn beside a cell that is of
/// several rows.
pub(super) fn grids(page: &Page) -> Vec<Grid> {
    let flush = |of: f32, other: f32| (of - other).abs() < FLUSH;
    let rules = levels(&page.rules);
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
