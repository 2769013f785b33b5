//! The two letters of a comparison exchanged, with one's place in it.
//!
//! It must not know how letters are compared.

use std::collections::BTreeSet;

use crate::tui::compare::blocks;
use crate::tui::compare::comparer::{Pair, Wanted};
use crate::tui::compare::{self, asking};
use crate::tui::effect::Effect;
use crate::tui::model::Model;

/// `r`: asks for the comparison the other way round.
pub(super) fn ask(model: &mut Model) -> Vec<Effect> {
    let Some(shown) = model.compare.shown.clone() else {
        return Vec::new();
    };
    let turned = !shown.turned;
    asking::ask_for(model, Wanted { turned, ..shown })
}

/// Whether one comparison is another the other way round.
pub(super) fn is_turned(pair: &Pair, before: &Pair) -> bool {
    pair.letters().eq(before.letters().rev())
}

/// Puts a comparison in the place of the same one the other way round: one stays at the passage one is at, and what is unfolded stays so.
pub(super) fn take(model: &mut Model, before: &Pair) {
    let compare = &mut model.compare;
    let Some(pair) = compare.pair.clone() else {
        return;
    };
    let point = compare.blocks.get(compare.point).copied();
    let runs = std::mem::take(&mut compare.unfolded.runs);
    let runs = runs
        .into_iter()
        .filter_map(|row| row_in(&pair, before, row));
    compare.unfolded.runs = runs.collect::<BTreeSet<u32>>();
    compare.blocks = blocks::blocks(&pair, &compare.unfolded);
    let here = point.and_then(|point| {
        let row = row_in(&pair, before, point.first(&before.comparison))?;
        Some(blocks::block_of(
            &compare.blocks,
            &pair.comparison,
            (row, point.is_heading()),
        ))
    });
    compare::go(model, here.unwrap_or(0));
}

/// The row of what stood on a row before.
fn row_in(pair: &Pair, before: &Pair, row: u32) -> Option<u32> {
    let row = before.comparison.rows.get(row as usize)?;
    let (version, paragraph) = blocks::paragraph(row);
    pair.row_of(version.other(), paragraph)
}
