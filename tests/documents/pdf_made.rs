//! PDFs whose looks mislead: wide spaces, more notes than text, heads that come once, hyphens of every kind.

use voetnoot::document::{Document, Kind};

use crate::made::{Sheet, pdf};
use crate::pdf::read;

/// Kinds and words of a letter's text.
pub(crate) fn texts(sheets: &[Sheet]) -> Vec<(Kind, String)> {
    let document = read(&pdf(sheets)).unwrap();
    let text = document.paragraphs[..document.text_len() as usize].iter();
    text.map(|paragraph| (paragraph.kind, paragraph.text.clone()))
        .collect()
}

/// The headings of a letter's text.
fn headings(sheets: &[Sheet]) -> Vec<String> {
    let headings = texts(sheets).into_iter();
    let headings = headings.filter(|(kind, _)| matches!(kind, Kind::Heading(_)));
    headings.map(|(_, text)| text).collect()
}

/// The words of its only paragraph.
pub(crate) fn sole(lines: &[&str]) -> String {
    let mut sheet = Sheet::default();
    sheet.lines((70.0, 120.0), 10.0, lines);
    let [(_, text)] = &texts(&[sheet])[..] else {
        panic!("not one paragraph: {lines:?}");
    };
    text.clone()
}

#[test]
fn a_hyphen_at_a_lines_end_goes_unless_it_is_the_words_own() {
    let cases = [
        (
            "Daarover heeft de minister-",
            "president eerder deze week met de Kamer gesproken.",
            "minister-president",
        ),
        (
            "In het onderwijs werken sinds dit jaar meer zij-",
            "instromers dan ooit in de jaren daarvoor.",
            "zij-instromers",
        ),
        (
            "Dat vraagt van de diensten een grotere effici-",
            "ëntie dan zij in de afgelopen jaren hadden.",
            "efficiëntie",
        ),
        (
            "De gevolgen voor de begroting zijn van financi-",
            "eel belang, zo schrijft de Algemene Rekenkamer.",
            "financieel",
        ),
        (
            "Het besluit is in overleg met het museum en het lyce-",
            "um van de gemeente door het college genomen.",
            "lyceum",
        ),
        (
            "De eerste resultaten van het onderzoek naar poli-",
            "tiewerk worden in het najaar bij u verwacht.",
            "politiewerk",
        ),
    ];
    for (above, below, word) in cases {
        let text = sole(&[above, below]);
        assert!(text.contains(word), "{word}: {text}");
    }
}

/// Browsers break words with a hyphen of their own; the key's is the word's.
#[test]
fn a_printers_own_hyphen_tells_it_from_the_words() {
    // The standard codes of Helvetica have no such sign, so the soft one stands for it here: it too is the printer's at a line's end.
    let text = sole(&[
        "Dat is voor de uitvoering van de motie\u{ad}Van Dijk een belem\u{ad}",
        "mering, die in 2020\u{ad}2021 al is benoemd door de Kamer.",
    ]);
    assert!(text.contains("motie-Van Dijk"), "{text}");
    assert!(text.contains("belemmering"), "{text}");
    assert!(text.contains("2020-2021"), "{text}");
}

/// Words of a line at places that fill it.
fn spread(sheet: &mut Sheet, y: f32, words: &[(f32, &str)]) {
    for &(x, word) in words {
        sheet.words((x, y), 10.0, "R", word);
    }
}

#[test]
fn wide_spaces_of_a_filled_line_make_no_table_of_it() {
    let mut sheet = Sheet::default();
    sheet.lines(
        (70.0, 120.0),
        10.0,
        &[
            "De Kamer heeft mij gevraagd hoe de afspraken met corporaties worden gevolgd.",
            "Daarover zijn in het voorjaar met alle betrokken partijen gesprekken gevoerd:",
        ],
    );
    let edge = |sheet: &mut Sheet, y: f32, last: &str, x: f32| {
        sheet.words((x, y), 10.0, "R", last);
    };
    spread(
        &mut sheet,
        144.0,
        &[
            (70.0, "volgens"),
            (135.0, "de"),
            (180.0, "partijen"),
            (250.0, "worden"),
            (318.0, "de"),
        ],
    );
    edge(&mut sheet, 144.0, "prestaties", 378.0);
    spread(
        &mut sheet,
        156.0,
        &[
            (70.0, "geactualiseerd."),
            (170.0, "Gemeenten"),
            (262.0, "doen"),
        ],
    );
    edge(&mut sheet, 156.0, "daarvan elk jaar", 354.5);
    sheet.lines((70.0, 168.0), 10.0, &["verslag aan de raad."]);
    let texts = texts(&[sheet]);
    let joined = "volgens de partijen worden de prestaties geactualiseerd. Gemeenten doen daarvan elk jaar verslag aan de raad.";
    assert!(
        texts
            .iter()
            .any(|(kind, text)| *kind == Kind::Body && text.contains(joined)),
        "{texts:?}"
    );
}

#[test]
fn notes_may_be_longer_than_the_text() {
    let sheets = ["1", "2"].map(|label| {
        let mut sheet = Sheet::default();
        sheet
            .raised((70.0, 220.0), "R", ["Het kabinet heeft het advies van de raad overgenomen.", label, ""])
            .lines((70.0, 232.0), 10.0, &["De uitwerking daarvan volgt in het najaar, zo is met de gemeenten afgesproken."]);
        sheet.words((70.0, 597.0), 5.0, "R", label);
        for line in 0..3 {
            let words = "Zie het advies over de verdeling van middelen over gemeenten, dat op 3 april aan de Kamers is gezonden,";
            sheet.words((74.0, 600.0 + 10.0 * line as f32), 7.5, "R", words);
        }
        sheet
    });
    let document = read(&pdf(&sheets)).unwrap();
    assert_eq!(marks(&document), [("1", 1), ("2", 1)]);
    let in_text = document.paragraphs[..document.text_len() as usize].iter();
    assert!(
        in_text
            .clone()
            .all(|paragraph| !paragraph.text.contains("Zie"))
    );
}

/// Every note's label, and how often it is cited.
fn marks(document: &Document) -> Vec<(&str, usize)> {
    let notes = document.notes.iter();
    notes
        .map(|note| (note.label.as_str(), note.refs.len()))
        .collect()
}

#[test]
fn a_head_of_small_type_on_the_second_of_two_pages_cuts_no_sentence() {
    let mut first = Sheet::default();
    first.lines(
        (70.0, 700.0),
        10.0,
        &["De middelen zijn bestemd voor de bouw van dertigduizend sociale"],
    );
    let mut second = Sheet::default();
    second
        .lines(
            (70.0, 40.0),
            7.0,
            &["Ministerie van Financiën", "Ons kenmerk 2024-0000118234"],
        )
        .lines(
            (70.0, 110.0),
            10.0,
            &["huurwoningen per jaar, zo is met de corporaties afgesproken."],
        );
    let texts = texts(&[first, second]);
    let [(_, text)] = &texts[..] else {
        panic!("{texts:?}");
    };
    assert!(text.contains("sociale huurwoningen"), "{text}");
}

#[test]
fn an_item_ends_where_the_text_returns_and_a_bullet_begins_one() {
    let mut sheet = Sheet::default();
    let mut y = 120.0;
    for lines in [
        &["Inzicht hebben in wat belangrijk is om te beschermen: de kroonjuwelen van de zaak"][..],
        &[
            "De dreiging meenemen in het proces van risicomanagement, dat de leiding jaarlijks",
            "met de toezichthouder bespreekt.",
        ],
    ] {
        sheet.words((70.0, y), 10.0, "R", "•");
        sheet.lines((84.0, y), 10.0, lines);
        y += 12.0 * lines.len() as f32;
    }
    sheet.lines(
        (70.0, y),
        10.0,
        &["Het verschilt erg per bedrijf welke maatregelen verder nog worden genomen."],
    );
    let kinds: Vec<Kind> = texts(&[sheet]).into_iter().map(|(kind, _)| kind).collect();
    assert_eq!(kinds, [Kind::Item(0), Kind::Item(0), Kind::Body]);
}

#[test]
fn a_numbered_line_in_italics_is_a_heading_where_no_item_stands_beside_it() {
    let mut sheet = Sheet::default();
    for (at, title) in ["1. Inleiding", "2. Uitvoering"].iter().enumerate() {
        let y = 120.0 + 60.0 * at as f32;
        sheet.words((70.0, y), 10.0, "I", title);
        sheet.lines(
            (70.0, y + 14.0),
            10.0,
            &["De Kamer heeft mij gevraagd hoe de afspraken met corporaties worden gevolgd."],
        );
    }
    assert_eq!(headings(&[sheet]), ["1. Inleiding", "2. Uitvoering"]);
}

#[test]
fn a_power_is_no_mark_though_one_follows_it() {
    let mut sheet = Sheet::default();
    sheet
        .raised(
            (70.0, 120.0),
            "R",
            ["De bijdrage is 25 euro per m", "21", " dak en gevel samen."],
        )
        .words((70.0, 697.0), 5.0, "R", "1")
        .lines((74.0, 700.0), 7.5, &["Gemeten aan de buitenzijde."]);
    let document = read(&pdf(&[sheet])).unwrap();
    assert_eq!(marks(&document), [("1", 1)]);
    assert!(
        document.paragraphs[0].text.contains("per m² dak"),
        "{:?}",
        document.paragraphs[0].text
    );
}

#[test]
fn the_foot_of_a_papers_only_page_is_no_text() {
    let mut sheet = Sheet::default();
    sheet
        .lines(
            (70.0, 120.0),
            10.0,
            &["De Kamer, gehoord de beraadslaging, gaat over tot de orde van de dag."],
        )
        .words(
            (70.0, 800.0),
            7.0,
            "R",
            "Tweede Kamer, vergaderjaar 2020–2021, 32 545, nr. 143",
        );
    let texts = texts(&[sheet]);
    assert_eq!(texts.len(), 1, "{texts:?}");
}

/// What notes begin with, none like another.
const PAPERS: [&str; 10] = [
    "Advies van",
    "Brief aan",
    "Rapport over",
    "Besluit van",
    "Motie over",
    "Verslag van",
    "Nota aan",
    "Wet van",
    "Monitor van",
    "Reactie op",
];

/// A page with lines that cite notes, and the notes at its foot: each by its label, a gap and its words.
fn noted(labels: &[u32], gap: f32) -> Sheet {
    let mut sheet = Sheet::default();
    for (at, label) in labels.iter().enumerate() {
        let paper = PAPERS[*label as usize % PAPERS.len()];
        let y = 200.0 + 40.0 * at as f32;
        let before =
            format!("Het kabinet heeft het {paper} de raad overgenomen, en wel in het voorjaar");
        sheet.raised((70.0, y), "R", [&before, &label.to_string(), "."]);
        let foot = 790.0 - 11.0 * (labels.len() - at) as f32;
        let words = format!("{paper} de Raad voor het openbaar bestuur.");
        sheet.words((70.0, foot), 8.5, "R", &label.to_string());
        sheet.words((70.0 + gap, foot), 8.5, "R", &words);
    }
    sheet
}

#[test]
fn labels_stand_before_a_tab_begin_anywhere_and_one_may_be_missing() {
    let counted = |sheets: &[Sheet]| {
        let document = read(&pdf(sheets)).unwrap();
        let text = &document.paragraphs[..document.text_len() as usize];
        assert!(
            text.iter()
                .all(|paragraph| !paragraph.text.contains("openbaar bestuur"))
        );
        let notes = (0_u32..)
            .zip(&document.notes)
            .filter(|(_, note)| note.refs.len() == 1);
        let labels = notes.map(|(at, note)| {
            let paper = PAPERS[note.label.parse::<usize>().unwrap() % PAPERS.len()];
            assert!(
                document.note_text(at).starts_with(paper),
                "{}",
                document.note_text(at)
            );
            note.label.clone()
        });
        labels.collect::<Vec<_>>()
    };
    let pages = [
        noted(&[1, 2, 3], 24.0),
        noted(&[4, 5, 6], 24.0),
        noted(&[7, 8, 9], 24.0),
    ];
    assert_eq!(
        counted(&pages),
        ["1", "2", "3", "4", "5", "6", "7", "8", "9"]
    );
    assert_eq!(counted(&[noted(&[98, 99, 100], 22.0)]), ["98", "99", "100"]);
    assert_eq!(counted(&[noted(&[1, 2, 4, 5], 12.0)]), ["1", "2", "4", "5"]);
}

#[test]
fn a_column_beside_the_first_page_stays_beside_it_though_later_pages_are_wider() {
    let mut first = Sheet::default();
    let words = "acht de provincie de aanleg van een weg noodzakelijk,";
    first.lines(
        (70.0, 220.0),
        10.0,
        &[words, words, words, words, "zo is besloten."],
    );
    let column = [
        "Datum",
        "12 maart 2024",
        "Zaaknummer",
        "Z-24-104455",
        "Behandeld door",
    ];
    first.spaced((400.0, 222.0), (7.0, 9.0), &column);
    let mut second = Sheet::default();
    let wide = "De Omgevingsdienst houdt toezicht op de uitvoering van het werk en meldt daarover aan de staten van de provincie.";
    second.lines((70.0, 220.0), 10.0, &[wide, wide, wide, wide]);
    let texts = texts(&[first, second]);
    assert!(
        !texts.iter().any(|(_, text)| text.contains("Zaaknummer")),
        "{texts:?}"
    );
    assert!(texts[0].1.ends_with("zo is besloten."), "{texts:?}");
}

#[test]
fn what_pages_begin_with_is_no_running_head_where_its_number_names_a_part() {
    let sheets = ["Bijlage 1", "Bijlage 2", "Bijlage 3"].map(|title| {
        let mut sheet = Sheet::default();
        sheet.words((70.0, 100.0), 10.0, "B", title);
        sheet.lines(
            (70.0, 130.0),
            10.0,
            &[&format!(
                "De berekening van {title} staat hieronder, met een toelichting per gemeente."
            )],
        );
        sheet
    });
    assert_eq!(headings(&sheets), ["Bijlage 1", "Bijlage 2", "Bijlage 3"]);
}

#[test]
fn a_dash_behind_an_amount_ends_its_line_and_stays() {
    let text = sole(&[
        "De gemeente heeft daarvoor een bijdrage van € 625.000,-",
        "uitbetaald, zo meldt het college aan de raad in zijn brief.",
    ]);
    assert!(text.contains("625.000,- uitbetaald"), "{text}");
}

#[test]
fn a_line_in_capitals_is_a_heading() {
    let mut sheet = Sheet::default();
    sheet
        .lines((70.0, 120.0), 10.0, &["AANLEIDING VAN HET BESLUIT"])
        .lines(
            (70.0, 140.0),
            10.0,
            &["De Kamer heeft mij gevraagd hoe de afspraken met corporaties worden gevolgd."],
        );
    // A name below is none.
    sheet.lines((70.0, 170.0), 10.0, &["JANSEN EN DE VRIES"]);
    let kinds: Vec<Kind> = texts(&[sheet]).into_iter().map(|(kind, _)| kind).collect();
    assert_eq!(kinds, [Kind::Heading(1), Kind::Body, Kind::Body]);
}

#[test]
fn rows_of_small_type_at_a_foot_are_no_notes_and_a_page_of_it_has_its_head() {
    let mut first = Sheet::default();
    first.lines(
        (70.0, 220.0),
        10.0,
        &["De Kamer heeft mij gevraagd hoe de afspraken met corporaties worden gevolgd."],
    );
    for (at, name) in ["Ameland", "Texel", "Vlieland", "Terschelling"]
        .iter()
        .enumerate()
    {
        first.words(
            (70.0, 720.0 + 11.0 * at as f32),
            7.5,
            "R",
            &format!("{} Gemeente {name} in het noorden", at + 3),
        );
    }
    let mut second = Sheet::default();
    second.words((70.0, 80.0), 7.5, "B", "Overzicht van de gemeenten");
    second.lines((70.0, 110.0), 7.5, &["De cijfers hieronder zijn die van het laatste jaar, zoals de gemeenten ze hebben gemeld.", "Zij zijn afgerond."]);
    let document = read(&pdf(&[first, second])).unwrap();
    assert!(document.notes.is_empty(), "{:?}", document.notes);
    let has = |words: &str| {
        document
            .paragraphs
            .iter()
            .any(|paragraph| paragraph.text.contains(words))
    };
    assert!(
        has("Overzicht van de gemeenten") && has("De cijfers hieronder") && has("Gemeente Texel")
    );
}

#[test]
fn a_half_of_a_word_before_another_stands_apart() {
    for word in ["en", "noch", "naar"] {
        let text = sole(&[
            "In dat wetsvoorstel zijn wijzigingen voorzien van het bestuurs-",
            &format!("{word} het strafrecht, zo schrijft de Afdeling in haar advies."),
        ]);
        assert!(text.contains(&format!("bestuurs- {word}")), "{text}");
    }
}

#[test]
fn a_running_head_that_only_begins_like_a_part_is_none() {
    let sheets = [1, 2, 3, 4].map(|page| {
        let mut sheet = Sheet::default();
        sheet.words(
            (70.0, 60.0),
            10.0,
            "R",
            &format!("Bijlage bij Kamerbrief over de woningbouw pagina {page}"),
        );
        let paper = PAPERS[page];
        sheet.lines(
            (70.0, 130.0),
            10.0,
            &[&format!(
                "Het {paper} de gemeente staat hieronder, met een toelichting op de cijfers."
            )],
        );
        sheet
    });
    assert!(
        texts(&sheets)
            .iter()
            .all(|(_, text)| !text.contains("Bijlage bij"))
    );
}
