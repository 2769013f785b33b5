//! Notes of PDFs whose labels stand so close to their words that only order and marks tell them.

use crate::made::{Sheet, pdf};
use crate::pdf::read;

/// The labels and words of the notes of a page with marks in its text, each of which refers to one.
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
    assert!(document.notes.iter().all(|note| note.refs.len() == 1));
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

const SENDERS: [&str; 7] = [
    "",
    "korpschef",
    "wethouder",
    "voorzitter",
    "burgemeester",
    "griffier",
    "directeur",
];

/// What stands on the same rows of all pages may be a running foot, and the labels of notes are none.
#[test]
fn labels_on_the_same_rows_of_all_pages_are_no_foot() {
    for label in [|n: usize| format!("{n}."), |n: usize| format!("[{n}]")] {
        let sheets = [0, 1, 2].map(|page| {
            let mut sheet = Sheet::default();
            for nth in 1..=2 {
                let mark = label(2 * page + nth);
                let raised = mark.trim_end_matches('.');
                let parts = [
                    "De brief is aan de Kamer gezonden.",
                    raised,
                    " Er kwam antwoord.",
                ];
                sheet.raised((70.0, 120.0 + 30.0 * nth as f32), "R", parts);
                let y = 740.0 + 12.0 * nth as f32;
                sheet.words((70.0, y), 7.0, "R", &mark);
                let words = format!("Brief van de {} aan de minister.", SENDERS[2 * page + nth]);
                sheet.words((88.0, y), 7.0, "R", &words);
            }
            sheet.rule((70.0, 740.0), 110.0);
            sheet
        });
        let document = read(&pdf(&sheets)).unwrap();
        let labels: Vec<&str> = document
            .notes
            .iter()
            .map(|note| note.label.as_str())
            .collect();
        assert_eq!(labels, ["1", "2", "3", "4", "5", "6"]);
        assert!(document.notes.iter().all(|note| note.refs.len() == 1));
    }
}

#[test]
fn two_marks_at_one_word_are_the_two_that_are_next() {
    let marked: [(&[&str], usize); 3] = [
        (&["1", "23", "4"], 1),
        (&["8", "9", "1011"], 8),
        (&["9", "1011", "12"], 9),
    ];
    for (marks, first) in marked {
        let labels: Vec<String> = (first..first + 4).map(|label| label.to_string()).collect();
        let foot: Vec<String> = labels
            .iter()
            .map(|label| format!("{label} Brief van {label} mei."))
            .collect();
        let foot: Vec<&str> = foot.iter().map(String::as_str).collect();
        let found = notes(marks, &foot);
        let found: Vec<String> = found.into_iter().map(|(label, _)| label).collect();
        assert_eq!(found, labels, "{marks:?}");
    }
}
