//! Breaks paragraphs up in which several notes stand, each on a line of its own: `<p><a id="fn1">1</a> Zie …<br><a id="fn2">2</a> Brief …</p>`.
//!
//! It must not know what leads to the notes, nor how they are read.

use crate::ingest::html::elements::Element;
use crate::ingest::html::notes::{INLINE, label};

/// Elements that are looked at to find a label: an anchor, what raises it, its text, and blanks before it.
const LOOKED_AT: usize = 8;

/// Makes a paragraph of each line of one that begins with a note's label, as long as the first line does.
pub(super) fn part(elements: &mut [Element]) {
    // What is open, by depth.
    let mut open: Vec<usize> = Vec::new();
    for at in 0..elements.len() {
        let depth = elements[at].depth as usize;
        open.truncate(depth);
        if elements[at].name == "br" && open.len() == depth {
            let around = open.last().copied();
            let around = around.filter(|&around| {
                matches!(elements[around].name.as_str(), "p" | "div")
                    && opens_note(elements, around + 1, depth)
                    && opens_note(elements, at + 1, depth)
            });
            if let Some(around) = around {
                let (before, rest) = elements.split_at_mut(at);
                rest[0].name.clone_from(&before[around].name);
                rest[0].depth = before[around].depth;
                open.truncate(depth - 1);
            }
        }
        // What stands deeper than is told has no element around it here.
        open.resize(elements[at].depth as usize, at);
        open.push(at);
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
    let (mut named, mut words) = (is_named(first), String::new());
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
        named |= is_named(element);
        words.push_str(&element.text);
    }
    named && label(words.trim()).is_some()
}

fn is_named(element: &Element) -> bool {
    element.attribute("id").is_some() || element.attribute("name").is_some()
}
