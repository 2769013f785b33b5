//! Where a letter's parts begin: an annex or a bundled letter in which the notes are numbered anew.
//!
//! It must not know marks or paragraphs.

use std::collections::HashMap;

use crate::ingest::text::candidates::Family;
use crate::ingest::text::lines::Line;
use crate::ingest::text::notes::Block;

/// The first lines of the second part and all further ones, in order.
pub(super) fn begin(lines: &[Line<'_>], blocks: &[Block]) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut highest: HashMap<Family, u16> = HashMap::new();
    let mut above = 0;
    for block in blocks {
        let restarts = block.notes.iter().any(|note| {
            highest
                .get(&note.label.family)
                .is_some_and(|&highest| note.label.number <= highest)
        });
        if restarts {
            highest.clear();
            starts.push(between(lines, above, block.start));
        }
        for note in &block.notes {
            let seen = highest.entry(note.label.family).or_default();
            *seen = note.label.number.max(*seen);
        }
        above = block.end;
    }
    starts
}

/// Where between two blocks of notes the new part begins: at the heading of an annex, else with the page of its first
/// note, else right behind the block above.
fn between(lines: &[Line<'_>], above: usize, below: usize) -> usize {
    let annex = (above..below).find(|&at| lines[at].is_text() && opens_annex(lines[at].text));
    annex.unwrap_or_else(|| {
        let page = lines.get(below).map_or(0, |line| line.page);
        above + lines[above..below].partition_point(|line| line.page < page)
    })
}

/// The heading of an annex.
fn opens_annex(text: &str) -> bool {
    text.len() <= 80
        && !text.ends_with(['.', ',', ';'])
        && text
            .split(|c: char| !c.is_alphabetic())
            .next()
            .is_some_and(|word| {
                matches!(
                    word,
                    "Bijlage" | "BIJLAGE" | "Annex" | "ANNEX" | "Appendix" | "Aanhangsel"
                )
            })
}
