//! PDFs as they are understood: by place, size and weight.

use proptest::prelude::*;
use voetnoot::document::Document;
use voetnoot::document::doubt::Doubt;
use voetnoot::ingest::{self, Options, ReadError, SoFar};

use crate::dump;
use crate::made::{Sheet, pdf};

pub(crate) fn read(bytes: &[u8]) -> Result<Document, ReadError> {
    ingest::read(bytes, "brief.pdf", &Options::default())
}

/// The column beside the text that ministries print, and the foot of a page.
fn beside(sheet: &mut Sheet, page: u32) {
    sheet
        .words((460.0, 120.0), 7.0, "B", "Directoraat-Generaal Politie")
        .words((460.0, 132.0), 7.0, "B", "Ons kenmerk")
        .words((460.0, 142.0), 7.0, "R", "3129846")
        .words((420.0, 800.0), 8.0, "R", &format!("Pagina {page} van 2"));
}

/// Two pages: a letterhead, a paragraph over both pages, headings, a list, notes that run on.
fn letter() -> Vec<u8> {
    let mut first = Sheet::default();
    head(&mut first);
    body(&mut first);
    beside(&mut first, 1);
    let mut second = Sheet::default();
    end(&mut second);
    beside(&mut second, 2);
    pdf(&[first, second])
}

fn head(first: &mut Sheet) {
    // A figure at the page's head that is not its number.
    first.words((500.0, 60.0), 10.0, "R", "2");
    first
        .lines(
            (80.0, 120.0),
            10.0,
            &[
                "> Retouradres Postbus 20301 2500 EH Den Haag",
                "Aan de Voorzitter van de Tweede Kamer",
                "der Staten-Generaal",
            ],
        )
        .words((80.0, 180.0), 10.0, "R", "Datum")
        .words((130.0, 180.0), 10.0, "R", "15 december 2020")
        .words((80.0, 192.0), 10.0, "R", "Betreft")
        .words((130.0, 192.0), 10.0, "R", "Halfjaarbericht politie");
}

fn body(first: &mut Sheet) {
    first
        .lines(
            (80.0, 240.0),
            10.0,
            &["In deze brief informeer ik uw Kamer over de ontwikkelingen bij de hulpdien-"],
        )
        .raised(
            (80.0, 252.0),
            "R",
            [
                "sten en over de politie-externen. Een cel heeft 14 m",
                "2",
                ".",
            ],
        )
        .raised(
            (80.0, 264.0),
            "R",
            [
                "Dat is bekend.",
                "1",
                " Daarbij blijft het in deze tekst over de cellen van de politie",
            ],
        )
        .words((80.0, 288.0), 10.0, "B", "1 Een diverse en inclusieve")
        .raised((80.0, 300.0), "B", ["politie", "2", ""])
        .lines(
            (80.0, 324.0),
            10.0,
            &[
                "• ten eerste de werving van nieuwe medewerkers in alle eenheden van het",
                "land;",
                "• ten tweede de politie-externen.",
                "De laatste alinea van deze bladzijde loopt door op de volgende, zonder dat de",
            ],
        )
        .rule((80.0, 720.0), 100.0)
        .words((80.0, 729.0), 5.0, "R", "1")
        .words(
            (84.0, 732.0),
            8.0,
            "R",
            "Kamerstukken 2019-2020, 29.628 nr. 948.",
        )
        .words((80.0, 739.0), 5.0, "R", "2")
        .words(
            (84.0, 742.0),
            8.0,
            "R",
            "Deze noot is lang en loopt door op de volgende bladzijde,",
        );
}

fn end(second: &mut Sheet) {
    second
        .lines(
            (80.0, 120.0),
            10.0,
            &[
                "zin eindigt.",
                "Een nieuwe alinea volgt daarop in de tekst.",
            ],
        )
        .words((80.0, 160.0), 10.0, "I", "Tot slot")
        .raised((80.0, 176.0), "R", ["Een bedrag van 12", "3", " miljoen."])
        .rule((80.0, 720.0), 100.0)
        .words((80.0, 732.0), 8.0, "R", "waar hij eindigt.")
        .words((80.0, 739.0), 5.0, "R", "3")
        .words(
            (84.0, 742.0),
            8.0,
            "R",
            "Zie https://www.rijksoverheid.nl/documenten/",
        );
    second.words((84.0, 752.0), 8.0, "R", "kamerstukken/2020.");
}

#[test]
fn a_letter_of_two_pages_is_understood_by_place_size_and_weight() {
    insta::assert_snapshot!(dump(&read(&letter()).unwrap()));
}

#[test]
fn two_columns_are_read_one_after_the_other_with_the_notes_of_each() {
    let mut sheet = Sheet::default();
    sheet.words((150.0, 100.0), 16.0, "R", "Rapportage over het toezicht");
    let left = [
        "De politieorganisatie werkt met de",
        "gemeenten aan een agenda die voor",
    ];
    let right = [
        "wordt vastgesteld door de partners.",
        "De bezetting ligt gemiddeld iets",
    ];
    sheet
        .lines((70.0, 140.0), 10.0, &left)
        .lines((305.0, 140.0), 10.0, &right);
    sheet
        .raised(
            (70.0, 164.0),
            "R",
            ["alle eenheden geldt", "1", " en die dit jaar"],
        )
        .raised((305.0, 164.0), "R", ["onder de formatie.", "2", ""]);
    for (x, label, note) in [
        (70.0, "1", "De eerste noot."),
        (305.0, "2", "De tweede noot."),
    ] {
        sheet
            .rule((x, 700.0), 80.0)
            .words((x, 709.0), 5.0, "R", label)
            .words((x + 4.0, 712.0), 8.0, "R", note);
    }
    insta::assert_snapshot!(dump(&read(&pdf(&[sheet])).unwrap()));
}

#[test]
fn a_table_is_read_as_rows_and_a_question_as_a_heading() {
    let mut sheet = Sheet::default();
    sheet
        .lines(
            (70.0, 120.0),
            10.0,
            &[
                "Vraag 1",
                "Hoeveel meldingen waren er in de afgelopen jaren bij de politie?",
            ],
        )
        .lines(
            (70.0, 160.0),
            10.0,
            &[
                "Antwoord 1",
                "De aantallen staan in de onderstaande tabel, per eenheid.",
            ],
        );
    for (row, cells) in [
        ["Eenheid", "2021", "2022"],
        ["Den Haag", "66", "73"],
        ["Limburg", "12", "17"],
    ]
    .iter()
    .enumerate()
    {
        for (column, cell) in cells.iter().enumerate() {
            let place = (70.0 + 120.0 * column as f32, 200.0 + 14.0 * row as f32);
            sheet.words(place, 10.0, "R", cell);
        }
    }
    insta::assert_snapshot!(dump(&read(&pdf(&[sheet])).unwrap()));
}

#[test]
fn pages_without_text_are_told_one_by_one() {
    let mut first = Sheet::default();
    first.lines((70.0, 120.0), 10.0, &["Een pagina met tekst."]);
    let mut second = Sheet::default();
    second.picture();
    let document = read(&pdf(&[first, second])).unwrap();
    assert_eq!(document.pages.len(), 2);
    let [warning] = document.warnings.as_slice() else {
        panic!("{:?}", document.warnings);
    };
    assert_eq!(warning.doubt, Doubt::Picture(2));
    let mut scan = Sheet::default();
    scan.picture();
    let error = read(&pdf(&[scan])).unwrap_err();
    assert!(error.to_string().contains("scans"), "{error}");
}

#[test]
fn a_page_larger_than_any_paper_is_read_or_refused() {
    let mut sheet = Sheet::default();
    sheet.lines((70.0, 120.0), 10.0, &["Een pagina met tekst."]);
    let made = String::from_utf8(pdf(&[sheet])).unwrap();
    for huge in ["9999999999", "1000000000000000000000"] {
        let huge = made.replace("842]", &format!("{huge}]"));
        match read(huge.as_bytes()) {
            Ok(document) => assert_eq!(document.paragraphs[0].text, "Een pagina met tekst."),
            Err(error) => assert!(error.to_string().contains("no text was found"), "{error}"),
        }
    }
}

#[test]
fn a_long_pdf_is_told_from_its_first_pages_on() {
    let sheets: Vec<Sheet> = (1..=60)
        .map(|page| {
            let mut sheet = Sheet::default();
            let words = ["een brug", "de politie", "het spoor", "een motie"][page % 4];
            let words = format!("Over {words} gaat het {page} keer.");
            sheet.lines((70.0, 120.0 + (page % 7) as f32 * 40.0), 10.0, &[&words]);
            sheet
        })
        .collect();
    let (mut starts, mut pages) = (Vec::new(), Vec::new());
    let whole = ingest::read_telling(
        &pdf(&sheets),
        "brief.pdf",
        &Options::default(),
        &mut |so_far| match so_far {
            SoFar::Start(document) => starts.push(document),
            SoFar::Pages(read, count) => pages.push((read, count)),
        },
    );
    assert_eq!(starts.len(), 1);
    assert_eq!(starts[0].pages.len(), 6);
    let first = &starts[0].paragraphs[0].text;
    assert!(
        first
            .as_str()
            .starts_with("Over de politie gaat het 1 keer."),
        "{first:?}"
    );
    assert_eq!(pages, [(26, 60), (46, 60)]);
    assert_eq!(whole.unwrap().pages.len(), 60);
    let mut limited = Options::default();
    limited.limits.pages = 10;
    let document = ingest::read(&pdf(&sheets), "brief.pdf", &limited).unwrap();
    assert_eq!(document.pages.len(), 10);
    assert_eq!(document.warnings[0].doubt, Doubt::LeftOut(11, 60));
}

#[test]
fn an_address_over_three_lines_keeps_its_hyphens() {
    let mut sheet = Sheet::default();
    sheet.lines(
        (70.0, 120.0),
        10.0,
        &[
            "De krant schreef daarover in het voorjaar (krant.nl/nieuws/hoe-een-koe-een-",
            "haas-ving-en-wat-daar-in-het-dorp-van-werd-gezegd-door-wie-het-had-",
            "gezien-en-gehoord). Zij ontkent het.",
        ],
    );
    let document = read(&pdf(&[sheet])).unwrap();
    let text = document.paragraphs[0].text.as_str();
    let address = "(krant.nl/nieuws/hoe-een-koe-een-haas-ving-en-wat-daar-in-het-dorp-van-werd-gezegd-door-wie-het-had-gezien-en-gehoord). Zij";
    assert!(text.contains(address), "{text}");
}

#[test]
fn an_encrypted_pdf_wants_its_password() {
    let bytes = include_bytes!("../hostile/locked.pdf");
    assert_eq!(read(bytes), Err(ReadError::Locked { given: false }));
    let with = |password: &str| {
        let options = Options {
            password: Some(password.to_owned()),
            ..Options::default()
        };
        ingest::read(bytes, "brief.pdf", &options)
    };
    assert_eq!(with("fout"), Err(ReadError::Locked { given: true }));
    assert_eq!(
        with("geheim").unwrap().paragraphs[0].text,
        "De eerste pagina is een brief."
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_damaged_pdf_never_panics_and_loses_no_more_than_it_must(at in 0.0..1.0_f64, bytes in prop::collection::vec(any::<u8>(), 1..40)) {
        let mut whole = letter();
        let start = (at * (whole.len() - bytes.len()) as f64) as usize;
        whole[start..start + bytes.len()].copy_from_slice(&bytes);
        let _ = read(&whole);
        whole.truncate(start);
        let _ = read(&whole);
    }
}

#[test]
fn short_lines_at_equal_gaps_are_paragraphs_and_raised_numbers_end_no_line() {
    let mut sheet = Sheet::default();
    for (at, words) in [
        "Geachte voorzitter,",
        "Hier is een korte zin.",
        "En een derde alinea.",
    ]
    .iter()
    .enumerate()
    {
        sheet.words((72.0, 100.0 + 23.0 * at as f32), 11.0, "R", words);
    }
    let up = 180.0;
    sheet
        .words((72.0, up), 11.0, "R", "Kent u het bericht")
        .words((164.0, up - 4.0), 7.0, "R", "1, 2")
        .words((179.0, up), 11.0, "R", "en de cijfers?");
    let document = read(&pdf(&[sheet])).unwrap();
    let texts: Vec<&str> = document
        .paragraphs
        .iter()
        .map(|paragraph| paragraph.text.as_str())
        .collect();
    assert_eq!(
        texts,
        [
            "Geachte voorzitter,",
            "Hier is een korte zin.",
            "En een derde alinea.",
            "Kent u het bericht¹,² en de cijfers?",
        ]
    );
    assert_eq!(document.warnings.len(), 2, "{:?}", document.warnings);
}

#[test]
fn columns_of_a_table_may_stand_close_and_words_behind_a_gap_may_not_be_cells() {
    let mut sheet = Sheet::default();
    let rows = [
        ["Vak", "Lengte", "Gereed"],
        ["Noord", "12", "2022"],
        ["Zuid", "7", "2023"],
    ];
    sheet.words(
        (72.0, 100.0),
        10.0,
        "R",
        "De planning van de dijken is als volgt, zo is afgesproken met de waterschappen:",
    );
    for (at, row) in rows.iter().enumerate() {
        for (x, cell) in [72.0, 111.0, 154.0].iter().zip(row) {
            sheet.words((*x, 130.0 + 14.0 * at as f32), 10.0, "R", cell);
        }
    }
    let document = read(&pdf(&[sheet])).unwrap();
    let texts: Vec<&str> = document.paragraphs[1..]
        .iter()
        .map(|paragraph| paragraph.text.as_str())
        .collect();
    assert_eq!(
        texts,
        [
            "Vak | Lengte | Gereed",
            "Noord | 12 | 2022",
            "Zuid | 7 | 2023"
        ]
    );
}

/// Who makes a question bold may leave its question mark behind.
#[test]
fn a_sign_that_is_not_bold_leaves_its_line_bold() {
    let mut sheet = Sheet::default();
    sheet
        .lines(
            (70.0, 100.0),
            10.0,
            &["De Tweede Kamer heeft deze vragen gesteld over de kosten van het nummer."],
        )
        .words((70.0, 130.0), 10.0, "B", "Vraag 4")
        .words(
            (70.0, 142.0),
            10.0,
            "B",
            "Vindt u het logisch dat er momenteel drie cent per minuut wordt gevraagd",
        )
        .raised(
            (70.0, 154.0),
            "B",
            [
                "met een starttarief van negen cent plus de gewone kosten",
                "",
                "?",
            ],
        )
        .words((70.0, 180.0), 10.0, "B", "Antwoord op vraag 4")
        .lines(
            (70.0, 192.0),
            10.0,
            &["Daarover gaat de politie zelf, en zij heeft daarover in het vorige jaar beslist."],
        );
    let document = read(&pdf(&[sheet])).unwrap();
    let titles: Vec<&str> = document
        .sections
        .iter()
        .filter_map(|section| section.title.as_deref())
        .collect();
    assert_eq!(titles, ["Vraag 4", "Antwoord op vraag 4"]);
    let question = document
        .paragraphs
        .iter()
        .find(|paragraph| paragraph.text.starts_with("Vindt u"));
    assert!(question.unwrap().text.ends_with("gewone kosten?"));
}
