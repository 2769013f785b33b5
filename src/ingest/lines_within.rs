//! Lines that were begun by hand within a paragraph, without beginning another: where they are paragraphs of their own all the same.
//!
//! Who writes `Vraag 1` and the question below it, or a letterhead, often ends lines rather than paragraphs. Elsewhere such lines are one
//! paragraph, as in a poem or an address. It must not know which format the lines come from.

use std::ops::Range;

use crate::document::{Kind, SpanStyle};
use crate::ingest::blocks::{Block, LONGEST_HEADING, Look};
use crate::ingest::text;

/// A paragraph of more lines is no letter's, and looking at each of them would take for ever.
const MOST: usize = 1_000;

/// A block, or the blocks that its lines are.
pub(super) fn split(block: Block) -> Vec<Block> {
    if block.kind != Kind::Body || !(1..=MOST).contains(&block.passage.lines.len()) {
        return vec![block];
    }
    let lines = &block.passage.lines;
    let mut cuts: Vec<usize> = Vec::new();
    for (at, &line) in lines.iter().enumerate() {
        // An empty line, which stands as two that begin at one place.
        let gap = lines.get(at + 1) == Some(&line);
        let begun = cuts.last().copied().unwrap_or(0);
        let next = lines[at + 1..].iter().find(|&&next| next > line);
        let end = next.copied().unwrap_or(block.passage.text.len());
        if gap || parts(&block, begun, line..end) {
            cuts.push(line);
        }
    }
    cuts.dedup();
    if cuts.is_empty() {
        return vec![block];
    }
    let Block {
        passage,
        look,
        aside,
        ..
    } = block;
    let parts = passage.split(&cuts).into_iter();
    parts
        .map(|passage| {
            let styled = |style: &SpanStyle| {
                let span = passage.spans.iter().find(|span| span.style == *style);
                span.is_some_and(|span| span.range == (0..passage.text.len()))
            };
            let look = Look {
                bold: look.bold || styled(&SpanStyle::Bold),
                set_off: look.set_off || styled(&SpanStyle::Italic),
                ..look
            };
            let kind = if text::is_item(&passage.text) {
                Kind::Item(0)
            } else {
                Kind::Body
            };
            Block {
                kind,
                passage,
                look,
                aside,
            }
        })
        .collect()
}

/// Whether a line of a block is no part of what began before it.
fn parts(block: &Block, begun: usize, line: Range<usize>) -> bool {
    let text = &block.passage.text;
    let (above, below) = (text[begun..line.start].trim_end(), text[line].trim_end());
    let leads = |style: &SpanStyle| {
        let above = begun..begun + above.len();
        let mut spans = block.passage.spans.iter();
        let whole = spans.any(|span| span.style == *style && span.range == above);
        whole && above.len() < LONGEST_HEADING
    };
    text::is_question(above)
        || text::is_question(below)
        || text::is_label(below)
        || text::is_label(above)
        || text::is_item(below)
        || !block.look.bold && leads(&SpanStyle::Bold)
        || !block.look.set_off && leads(&SpanStyle::Italic)
}
