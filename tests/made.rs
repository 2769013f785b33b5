//! Letters of the project's own making, in the formats that office suites, browsers and typesetters made of them.
//!
//! Beside each stands what is known of it (`made/*.json`: blocks with `[^n]` where the marks are, and the notes). They have what letters seldom
//! have: a dozen notes on a page, a note over two pages, marks in headings, tables and behind years, raised figures that are no marks, two
//! columns, annexes whose notes begin again, roman notes at the end, a page on its side.

#![allow(clippy::unwrap_used, reason = "a test may fail at any line")]

#[path = "support/known.rs"]
mod known;

use std::path::Path;

#[test]
fn every_letter_is_understood_as_it_was_meant() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let letters = known::letters(&folder).unwrap();
    assert!(
        letters.len() >= 33,
        "only {} letters are there",
        letters.len()
    );
    let mut wrong = Vec::new();
    for (path, truth) in letters {
        let (score, mistakes) = known::measure(&path, &truth).unwrap();
        wrong.extend(mistakes);
        let name = path.display();
        if score.warnings + score.extra_notes > 0 {
            wrong.push(format!(
                "{name}: {} doubts, {} notes too many",
                score.warnings, score.extra_notes
            ));
        }
        if score.notes[0] < score.notes[1] || score.marks[0] < score.marks[1] {
            wrong.push(format!(
                "{name}: notes {:?}, marks {:?}",
                score.notes, score.marks
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
