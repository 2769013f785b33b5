//! Tables of PDFs: whose cells take several lines, with lines drawn between the rows and without.

use crate::made::Sheet;
use crate::pdf_made::texts;

/// A table's lines in 10 points: the row's baseline and, for each cell that has words there, the place it begins and the words.
type Drawn<'w> = &'w [(f32, &'w [(f32, &'w str)])];

fn table(drawn: Drawn<'_>, rules: &[f32]) -> Vec<String> {
    let mut sheet = Sheet::default();
    sheet.lines(
        (70.0, 100.0),
        10.0,
        &["De stand van de afspraken staat in de tabel hieronder, per onderdeel en per jaar."],
    );
    for (y, cells) in drawn {
        for (x, words) in *cells {
            sheet.words((*x, *y), 10.0, "R", words);
        }
    }
    for y in rules {
        sheet.rule((66.0, *y), 440.0);
    }
    sheet.lines(
        (70.0, 300.0),
        10.0,
        &["Over een jaar stuur ik uw Kamer de volgende stand van de afspraken in een brief toe."],
    );
    let texts = texts(&[sheet]);
    let ends = 1..texts.len() - 1;
    texts[ends].iter().map(|(_, text)| text.clone()).collect()
}

const HEAD: &[(f32, &str)] = &[(70.0, "Onderdeel"), (240.0, "Wanneer"), (320.0, "Stand")];

#[test]
fn a_cell_that_goes_on_below_stays_in_its_row() {
    let rows = table(
        &[
            (130.0, HEAD),
            (
                142.0,
                &[
                    (70.0, "De nota over grond en"),
                    (240.0, "2024"),
                    (320.0, "Gereed"),
                ],
            ),
            (154.0, &[(70.0, "de brief over prijzen")]),
            (
                166.0,
                &[
                    (70.0, "De nota parkeren"),
                    (240.0, "2025"),
                    (320.0, "In voorbereiding; het besluit"),
                ],
            ),
            (178.0, &[(320.0, "volgt na het reces")]),
            (
                190.0,
                &[(70.0, "Woonvisie"), (240.0, "2026"), (320.0, "Begonnen")],
            ),
        ],
        &[],
    );
    assert_eq!(
        rows,
        [
            "Onderdeel | Wanneer | Stand",
            "De nota over grond en de brief over prijzen | 2024 | Gereed",
            "De nota parkeren | 2025 | In voorbereiding; het besluit volgt na het reces",
            "Woonvisie | 2026 | Begonnen",
        ]
    );
}

#[test]
fn what_begins_anew_below_a_table_is_none_of_its_cells() {
    let rows = table(
        &[
            (130.0, HEAD),
            (142.0, &[(70.0, "Nota"), (240.0, "2024"), (320.0, "Gereed")]),
            (154.0, &[(240.0, "2025"), (320.0, "Begonnen")]),
            (166.0, &[(70.0, "Bron: de gemeenten.")]),
        ],
        &[],
    );
    assert_eq!(
        rows,
        [
            "Onderdeel | Wanneer | Stand",
            "Nota | 2024 | Gereed",
            "2025 | Begonnen",
            "Bron: de gemeenten.",
        ]
    );
}

#[test]
fn lines_between_rows_tell_what_is_one_row() {
    // The cells of the last row stand in its middle, as browsers set them, and all of the second go on.
    let rows = table(
        &[
            (130.0, HEAD),
            (
                145.0,
                &[
                    (70.0, "De nota over"),
                    (240.0, "Voorjaar"),
                    (320.0, "Gereed;"),
                ],
            ),
            (
                157.0,
                &[
                    (70.0, "Grondprijzen"),
                    (240.0, "2024"),
                    (320.0, "Kamer ingelicht"),
                ],
            ),
            (172.0, &[(320.0, "In voorbereiding;")]),
            (178.0, &[(70.0, "Parkeren"), (240.0, "2025")]),
            (184.0, &[(320.0, "Besluit na het reces")]),
        ],
        &[120.0, 134.0, 161.0, 189.0],
    );
    // Where all begin anew, no one can tell from a drawn line alone: these are rows below a head.
    assert_eq!(rows.len(), 5, "{rows:?}");
    let rows = table(
        &[
            (130.0, HEAD),
            (
                145.0,
                &[
                    (70.0, "De nota over"),
                    (240.0, "Voorjaar"),
                    (320.0, "Gereed;"),
                ],
            ),
            (
                157.0,
                &[
                    (70.0, "grondprijzen"),
                    (240.0, "2024"),
                    (320.0, "Kamer ingelicht"),
                ],
            ),
            (172.0, &[(320.0, "In voorbereiding;")]),
            (178.0, &[(70.0, "Parkeren"), (240.0, "2025")]),
            (184.0, &[(320.0, "Besluit na het reces")]),
        ],
        &[120.0, 134.0, 161.0, 189.0],
    );
    assert_eq!(
        rows,
        [
            "Onderdeel | Wanneer | Stand",
            "De nota over grondprijzen | Voorjaar 2024 | Gereed; Kamer ingelicht",
            "Parkeren | 2025 | In voorbereiding; Besluit na het reces",
        ]
    );
}

#[test]
fn rows_below_the_line_under_a_head_stay_rows() {
    let rows = table(
        &[
            (130.0, HEAD),
            (145.0, &[(70.0, "Nota"), (240.0, "2024"), (320.0, "Gereed")]),
            (
                157.0,
                &[(70.0, "Visie"), (240.0, "2025"), (320.0, "Begonnen")],
            ),
            (
                169.0,
                &[(70.0, "Wet"), (240.0, "2026"), (320.0, "Begonnen")],
            ),
        ],
        &[120.0, 134.0, 173.0],
    );
    assert_eq!(
        rows,
        [
            "Onderdeel | Wanneer | Stand",
            "Nota | 2024 | Gereed",
            "Visie | 2025 | Begonnen",
            "Wet | 2026 | Begonnen",
        ]
    );
}
