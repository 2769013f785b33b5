//! Short letters and papers of PDFs: more type beside the text than in it, hardly a full line, tables at the edges of pages.

use crate::made::Sheet;
use crate::pdf_made::texts;

/// The words of a letter's text.
fn words(sheets: &[Sheet]) -> Vec<String> {
    texts(sheets).into_iter().map(|(_, text)| text).collect()
}

#[test]
fn a_letter_of_two_sentences_is_not_the_column_beside_it() {
    let mut sheet = Sheet::default();
    let column = [
        "Directoraat-Generaal",
        "Langdurige Zorg",
        "Parnassusplein 5",
        "2511 VX Den Haag",
        "www.rijksoverheid.nl",
        "Ons kenmerk",
        "3712345-1058-CZ",
        "Correspondentie uitsluitend",
        "richten aan het retouradres",
        "met vermelding van de datum",
        "en het kenmerk van deze brief.",
    ];
    sheet
        .spaced((468.0, 160.0), (6.5, 9.0), &column)
        .words((80.0, 215.0), 9.0, "R", "Datum 4 december 2023")
        .words((80.0, 227.0), 9.0, "R", "Betreft Rapport over nabijheid")
        .words((80.0, 300.0), 9.0, "R", "Geachte voorzitter,")
        .words(
            (80.0, 324.0),
            9.0,
            "R",
            "Hierbij stuur ik u het rapport van de inspectie.",
        )
        .words((80.0, 348.0), 9.0, "R", "Ik reageer in het voorjaar.");
    assert_eq!(
        words(&[sheet]),
        [
            "Geachte voorzitter,",
            "Hierbij stuur ik u het rapport van de inspectie.",
            "Ik reageer in het voorjaar.",
        ]
    );
}

#[test]
fn paragraphs_of_one_line_stay_apart() {
    let lines = [
        "De Kamer,",
        "gehoord de beraadslaging,",
        "constaterende dat de wachttijden zijn opgelopen;",
        "verzoekt de regering de Kamer daarover te informeren,",
        "en gaat over tot de orde van de dag.",
    ];
    let mut sheet = Sheet::default();
    sheet.spaced((70.0, 280.0), (9.0, 21.0), &lines);
    assert_eq!(words(&[sheet]), lines);
}

#[test]
fn a_table_at_the_edges_of_pages_is_no_head_and_its_numbers_are_no_pages() {
    let row = |sheet: &mut Sheet, y: f32, cells: [&str; 3]| {
        for (x, cell) in [70.0, 240.0, 320.0].iter().zip(cells) {
            sheet.words((*x, y), 8.0, "R", cell);
        }
    };
    let names = [
        "Almere", "Breda", "Delft", "Ede", "Emmen", "Goes", "Gouda", "Heerlen",
    ];
    let mut first = Sheet::default();
    first.lines(
        (70.0, 120.0),
        10.0,
        &[
            "De aantallen per gemeente zijn in de afgelopen twee jaar op dezelfde wijze bepaald en",
            "staan hieronder, in de volgorde van de lijst die uw Kamer eerder heeft gekregen, op de",
            "peildatum die daarin is genoemd.",
        ],
    );
    for (at, name) in names.iter().enumerate() {
        row(&mut first, 625.0 + 18.0 * at as f32, [name, "436", "545"]);
    }
    let mut second = Sheet::default();
    for (at, name) in names.iter().enumerate() {
        let own = format!("West-{name}");
        row(&mut second, 60.0 + 18.0 * at as f32, [&own, "136", "145"]);
    }
    second.lines(
        (70.0, 260.0),
        10.0,
        &["Over een jaar stuur ik uw Kamer de volgende aantallen toe, per gemeente geordend."],
    );
    let rows = words(&[first, second]);
    let expected = names
        .iter()
        .map(|name| format!("{name} | 436 | 545"))
        .chain(names.iter().map(|name| format!("West-{name} | 136 | 145")));
    assert_eq!(rows[1..rows.len() - 1], expected.collect::<Vec<_>>());
}
