//! Breaks paragraphs up in which several notes stand, each on a line of its own: `<p><a id="fn1">1</a> Zie …<br><a id="fn2">2</a> Brief …</p>`.
//!
//! It must not know what leads to the notes, nor how they are read.

use std::collections::HashMap;

use crate::ingest::html::elements::Element;
use crate::ingest::html::notes::{INLINE, label};

/// Elements that are looked at to find a label: an anchor, what raises it, its text, and blanks before it.
const LOOKED_AT: usize = 8;

/// Makes a paragraph of each line that begins with a note's label, where a paragraph has several: one alone may be a mark behind a line's end.
pub(super) fn part(elements: &mut [Element]) {
    let mut openings: HashMap<usize, Vec<usize>> = HashMap::new();
    // What is open, by depth.
    let mut open: Vec<usize> = Vec::new();
    for (at, element) in elements.iter().enumerate() {
        let depth = element.depth as usize;
        open.truncate(depth);
        if element.name == "br" && opens_note(elements, at + 1, depth) {
            // The paragraph around it, maybe with its type between them.
            let mut above = open.iter().rev();
            let around = above.find(|&&above| !INLINE.contains(&elements[above].name.as_str()));
            if let Some(&around) = around {
                openings.entry(around).or_default().push(at);
            }
        }
        // What stands deeper than is told has no element around it here.
        open.resize(depth, at);
        open.push(at);
    }
    for (around, lines) in openings {
        let (name, depth) = (elements[around].name.clone(), elements[around].depth);
        let mut first = opens_note(elements, around + 1, depth as usize + 1);
        first |= opens_note(elements, around + 2, depth as usize + 2);
        if !matches!(name.as_str(), "p" | "div") || lines.len() + usize::from(first) < 2 {
            continue;
        }
        for line in lines {
            elements[line].name.clone_from(&name);
            elements[line].depth = depth;
        }
    }
}

/// Whether at a place a note's label begins that can be led to: an element within the line with a name, whose words are the label, or that
/// stands empty before one.
fn opens_note(elements: &[Element], from: usize, depth: usize) -> bool {
    let near = elements.iter().skip(from).take(LOOKED_AT);
    let mut near = near.skip_while(|element| element.is_text() && element.text.trim().is_empty());
    let Some(first) = near.next() else {
        return false;
    };
    if first.depth as usize != depth || !INLINE.contains(&first.name.as_str()) {
        return false;
    }
    let (mut named, mut words) = (has_name(first), String::new());
    for element in near {
        let inner = element.depth as usize > depth;
        if !inner && !words.trim().is_empty() {
            break;
        }
        if !inner && element.is_text() {
            // What an empty anchor stands before: `1. Zie …`.
            let first = element.text.split_whitespace().next().unwrap_or_default();
            return named
                && first.starts_with(|sign: char| "([".contains(sign) || sign.is_ascii_digit())
                && label(first).is_some();
        }
        named |= has_name(element);
        words.push_str(&element.text);
    }
    named && label(words.trim()).is_some()
}

/// Whether links may lead to it.
fn has_name(element: &Element) -> bool {
    element.attribute("id").is_some() || element.attribute("name").is_some()
}
