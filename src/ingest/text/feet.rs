//! What surrounds the notes: headings above them, and ends of pages below them.
//!
//! It must not know how notes are found.

use crate::ingest::text::habits::Habits;
use crate::ingest::text::labels;
use crate::ingest::text::lines::{Line, Role};
use crate::ingest::text::notes::Block;

/// Takes the headings of note sections off the text: `Noten`, and `X Noot` above each note on the web.
pub(super) fn set_headings_apart(lines: &mut [Line<'_>]) {
    for at in 0..lines.len() {
        if !lines[at].is_text() || lines[at].text.len() > 16 {
            continue;
        }
        let heading = match lines[at].text.trim_end_matches(':') {
            "X Noot" => true,
            "Noten" | "NOTEN" | "Noot" | "Voetnoten" | "Voetnoot" | "Eindnoten" => lines[at + 1..]
                .iter()
                .find(|line| line.is_text())
                .is_some_and(|line| {
                    labels::label(line.text).is_some_and(|label| label.number == 1)
                }),
            _ => false,
        };
        if heading {
            lines[at].role = Role::Separator;
        }
    }
}

/// Ends pages below the notes at their feet, in a letter whose pages nothing else tells. Whether there are any.
pub(super) fn end_pages(lines: &mut [Line<'_>], blocks: &[Block], habits: &Habits) -> bool {
    let mut feet = blocks
        .iter()
        .filter(|block| !block.closing)
        .map(|block| block.end)
        .peekable();
    if feet.peek().is_none() || !habits.wrapped {
        return false;
    }
    let mut page = 0;
    let mut foot = false;
    for (at, line) in lines.iter_mut().enumerate() {
        while feet.next_if(|&end| end <= at).is_some() {
            foot = true;
        }
        let begins = habits.page_space && line.indent == 1 && at > 0;
        if line.is_text() && (foot || begins) {
            page += 1;
            foot = false;
        }
        line.page = page;
    }
    page > 0
}
