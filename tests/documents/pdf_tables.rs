//! Tables of PDFs: whose cells take several lines, with lines drawn between the rows and without.

use voetnoot::document::Kind;

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
    let rows = |second: &str| {
        table(
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
                    &[(70.0, second), (240.0, "2024"), (320.0, "Kamer ingelicht")],
                ),
                (172.0, &[(320.0, "In voorbereiding;")]),
                (178.0, &[(70.0, "Parkeren"), (240.0, "2025")]),
                (184.0, &[(320.0, "Besluit na het reces")]),
            ],
            &[120.0, 134.0, 161.0, 189.0],
        )
    };
    // Where all begin anew, no one can tell from a drawn line alone: these are rows below a head.
    let anew = rows("Grondprijzen");
    assert_eq!(anew.len(), 5, "{anew:?}");
    assert_eq!(
        rows("grondprijzen"),
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

/// Sentences of a page, one below the other.
fn sentences(sheet: &mut Sheet, place: (f32, f32), count: usize, words: &[&str]) {
    let lines: Vec<&str> = words.iter().copied().cycle().take(count).collect();
    sheet.spaced(place, (10.0, 14.0), &lines);
}

#[test]
fn lines_drawn_across_two_columns_make_no_rows_of_them() {
    let mut sheet = Sheet::default();
    let left = [
        "De eerste kolom gaat over het water en",
        "het land dat daar ligt, en over wat de",
        "mensen daar bouwen op den duur. Het is",
    ];
    let right = [
        "De tweede kolom gaat over de wegen die",
        "er lopen, en over wie ze onderhoudt en",
        "wie er rijdt bij nacht en ontij. Dat is",
    ];
    sentences(&mut sheet, (70.0, 160.0), 34, &left);
    sentences(&mut sheet, (305.0, 160.0), 34, &right);
    for y in [140.0, 400.0, 660.0] {
        sheet.rule((66.0, y), 450.0);
    }
    let texts = texts(&[sheet]);
    assert!(
        texts.iter().all(|(kind, _)| *kind != Kind::Row),
        "{texts:?}"
    );
    let all: String = texts.into_iter().map(|(_, text)| text + " ").collect();
    let columns = ["De eerste kolom", "De tweede kolom"];
    let [first, second] = columns.map(|words| (all.find(words), all.rfind(words)));
    assert!(first.1.is_some() && first.1 < second.0, "{all}");
}

#[test]
fn a_head_with_lines_around_it_is_no_table_and_a_table_at_the_top_is_no_head() {
    let words = [
        "De brief is aan de Kamer gezonden en daarna is er over gesproken met",
        "de minister, die heeft toegezegd dat er nader onderzoek komt naar wat",
        "er met het geld is gebeurd. Dat onderzoek is intussen ook begonnen.",
    ];
    let sheets = [0, 1, 2].map(|page| {
        let mut sheet = Sheet::default();
        let cells = [
            ("Handboek kwaliteit", "Versie 3"),
            ("Gemeente Zeist", "Mei"),
        ];
        for (at, (left, right)) in cells.iter().enumerate() {
            let y = 45.0 + 20.0 * at as f32;
            sheet
                .words((70.0, y), 9.0, "R", left)
                .words((300.0, y), 9.0, "R", right);
        }
        for y in [32.0, 52.0, 72.0] {
            sheet.rule((66.0, y), 450.0);
        }
        // On the last page a table goes on below the head.
        if page == 2 {
            for (at, name) in ["Noord-Holland", "Zuid-Holland", "Zeeland"]
                .iter()
                .enumerate()
            {
                let y = 90.0 + 14.0 * at as f32;
                sheet
                    .words((70.0, y), 10.0, "R", name)
                    .words((240.0, y), 10.0, "R", &format!("{}", 706 + at))
                    .words((320.0, y), 10.0, "R", &format!("3.2{}", 81 + at));
                sheet.rule((66.0, y + 4.0), 300.0);
            }
        }
        sentences(&mut sheet, (70.0, 150.0 + 3.0 * page as f32), 24, &words);
        sheet
    });
    let texts = texts(&sheets);
    let rows: Vec<&str> = texts
        .iter()
        .filter(|(kind, _)| *kind == Kind::Row)
        .map(|(_, text)| text.as_str())
        .collect();
    assert_eq!(
        rows,
        [
            "Noord-Holland | 706 | 3.281",
            "Zuid-Holland | 707 | 3.282",
            "Zeeland | 708 | 3.283"
        ]
    );
    assert!(!texts.iter().any(|(_, text)| text.contains("Handboek")));
}

#[test]
fn tall_cells_beside_each_other_are_cells_where_the_text_runs_across() {
    let mut sheet = Sheet::default();
    let across = "Hierbij stuur ik u de brief over de verzekering van zelfstandigen in ons land en daarbuiten.";
    sentences(&mut sheet, (70.0, 100.0), 4, &[across]);
    for (row, y) in [(1, 180.0), (2, 330.0)] {
        for line in 0..10 {
            let y = y + 14.0 * line as f32;
            let cell =
                |side: &str| format!("{side} {row}.{line} is een volle regel van de wet, die");
            sheet.words((72.0, y), 10.0, "R", &cell("oud"));
            sheet.words((300.0, y), 10.0, "R", &cell("nieuw"));
        }
    }
    for y in [166.0, 316.0, 466.0] {
        sheet.rule((66.0, y), 450.0);
    }
    let texts = texts(&[sheet]);
    let rows: Vec<&String> = texts
        .iter()
        .filter(|(kind, _)| *kind == Kind::Row)
        .map(|(_, text)| text)
        .collect();
    assert_eq!(rows.len(), 2, "{rows:?}");
    assert!(rows[1].contains("| nieuw 2.0"), "{rows:?}");
}
