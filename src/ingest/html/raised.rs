//! Marks without links: raised figures in the text, and paragraphs further down that begin with the same raised figures.
//!
//! Only figures that count on from one tell marks from powers, and only when each has its note. It must not know how a note is read.

use std::collections::HashMap;

use crate::ingest::gather::is_length;
use crate::ingest::html::elements::Tree;
use crate::ingest::html::notes::{INLINE, Notes};

/// A raised figure.
struct Raised {
    at: usize,
    number: usize,
    /// The block that begins with it.
    begins: Option<usize>,
}

/// Adds the marks and notes of a page that has no links between them.
pub(super) fn find(tree: &Tree, notes: &mut Notes) {
    let raised: Vec<Raised> = (0..tree.len())
        .filter(|&at| tree.name(at) == "sup")
        .filter_map(|at| raised(tree, at))
        .collect();
    // Notes count on from one, in the order they stand.
    let mut bodies: HashMap<usize, &Raised> = HashMap::new();
    for one in raised.iter().filter(|one| one.begins.is_some()) {
        if one.number == bodies.len() + 1 {
            bodies.insert(one.number, one);
        }
    }
    let mut marks = Vec::new();
    let mut next = 1;
    for one in raised.iter().filter(|one| one.begins.is_none()) {
        let above = bodies.get(&one.number).is_some_and(|body| one.at < body.at);
        if above && one.number <= next && !is_power(tree, one.at) {
            next = next.max(one.number + 1);
            marks.push(one);
        }
    }
    if next <= bodies.len() {
        return;
    }
    for one in marks {
        notes.marks.insert(one.at, one.number.to_string());
    }
    for (number, body) in bodies {
        if let Some(block) = body.begins {
            notes.bodies.insert(block, number.to_string());
            let texts = tree.within(body.at).filter(|&at| tree.get(at).is_text());
            let labels = texts.map(|at| (at, tree.get(at).text.len()));
            notes.labels.extend(labels);
        }
    }
}

fn raised(tree: &Tree, at: usize) -> Option<Raised> {
    let words = tree.words(at);
    let figures = words.trim_matches(|c: char| "[]().".contains(c));
    let number = figures.parse().ok().filter(|_| figures.len() <= 3)?;
    let block = tree
        .ancestors(at)
        .find(|&above| !INLINE.contains(&tree.name(above)))?;
    let mut texts = tree
        .within(block)
        .filter(|&inner| !tree.get(inner).text.trim().is_empty());
    let first = texts.next()?;
    let begins = tree.within(at).contains(&first) && tree.words(block).len() > words.len() + 1;
    Some(Raised {
        at,
        number,
        begins: begins.then_some(block),
    })
}

/// Whether a figure is a power of the unit before it.
fn is_power(tree: &Tree, at: usize) -> bool {
    let before = &tree.get(at.saturating_sub(1)).text;
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next();
    word.is_some_and(is_length)
}
