//! Notes of PDFs whose labels stand so close to their words that only order and marks tell them.

use crate::made::{Sheet, pdf};
use crate::pdf::read;

/// The labels and words of the notes of a page with marks in its text.
fn notes(marks: &[&str], foot: &[&str]) -> Vec<(String, String)> {
    let mut sheet = Sheet::default();
    for (at, mark) in marks.iter().enumerate() {
        let parts = [
            "De brief is aan de Kamer gezonden.",
            mark,
            " Daarna kwam er antwoord op.",
        ];
        sheet.raised((70.0, 120.0 + 30.0 * at as f32), "R", parts);
    }
    sheet.rule((70.0, 700.0), 110.0);
    sheet.lines((70.0, 720.0), 8.0, foot);
    let document = read(&pdf(&[sheet])).unwrap();
    let notes = document.notes.iter();
    notes
        .map(|note| {
            let own = note
                .paragraphs
                .clone()
                .map(|at| &document.paragraphs[at as usize]);
            let words: Vec<&str> = own.map(|own| own.text.as_str()).collect();
            (note.label.clone(), words.join(" "))
        })
        .collect()
}

#[test]
fn labels_may_touch_small_letters_and_years() {
    let found = notes(
        &["7", "8", "9"],
        &[
            "7www.politie.nl/cijfers, geraadpleegd op 4 april.",
            "82022 was het eerste jaar waarin alle eenheden cijfers gaven.",
            "9Zie de brief van 4 april.",
        ],
    );
    let expected = [
        ("7", "www.politie.nl/cijfers, geraadpleegd op 4 april."),
        (
            "8",
            "2022 was het eerste jaar waarin alle eenheden cijfers gaven.",
        ),
        ("9", "Zie de brief van 4 april."),
    ];
    let expected = expected.map(|(label, words)| (label.to_owned(), words.to_owned()));
    assert_eq!(found, expected);
}
