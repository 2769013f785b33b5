//! Notes that were typed as text in letters that tell no notes.

use voetnoot::document::Document;
use voetnoot::ingest::{Options, read};

/// A page of paragraphs.
fn page(paragraphs: &[&str]) -> Document {
    let body = paragraphs.join("</p><p>");
    let page = format!("<html><body><p>{body}</p></body></html>");
    read(page.as_bytes(), "page.html", &Options::default()).unwrap()
}

/// The text with its marks, then the notes.
fn told(document: &Document) -> Vec<String> {
    let text = document.paragraphs[..document.text_len() as usize]
        .iter()
        .map(|paragraph| {
            let mut text = paragraph.text.clone();
            for mark in paragraph.note_refs.iter().rev() {
                let label = &document.notes[mark.note as usize].label;
                text.insert_str(mark.byte, &format!("[{label}]"));
            }
            text
        });
    let notes = (0..document.notes.len() as u32)
        .map(|note| format!("[{}] {}", note + 1, document.note_text(note)));
    text.chain(notes).collect()
}

#[test]
fn numbers_with_a_bracket_are_marks_of_the_list_below_them() {
    let document = page(&[
        "Kent u het bericht ‘Natte voeten’? 1)",
        "Deelt u de mening dat dit (zie ook artikel 2) anders kan?2) 3)",
        "Er spelen drie punten: 1) tijd, 2) geld en 3) mensen.",
        "1) De Turfkrant, 2 mei 2021",
        "2) Brief van <a href=\"https://veen.nl/x\">het waterschap</a>, 3 mei",
        "3) Idem",
        "Toelichting: deze vragen vullen eerdere aan.",
    ]);
    assert_eq!(
        told(&document),
        [
            "Kent u het bericht ‘Natte voeten’?[1]",
            "Deelt u de mening dat dit (zie ook artikel 2) anders kan?[2][3]",
            "Er spelen drie punten: 1) tijd, 2) geld en 3) mensen.",
            "Toelichting: deze vragen vullen eerdere aan.",
            "[1] De Turfkrant, 2 mei 2021",
            "[2] Brief van het waterschap, 3 mei",
            "[3] Idem",
        ]
    );
    let note = document
        .paragraphs
        .iter()
        .find(|note| note.text.starts_with("Brief"))
        .unwrap();
    let linked = &note.spans[0].range;
    assert_eq!(&note.text[linked.clone()], "het waterschap");
}

#[test]
fn points_and_references_to_articles_are_no_marks_beside_those_that_are() {
    let document = page(&[
        "Wat vindt u van de motie-Turf 1) en van artikel 3) van de wet (zie 2)? En van de cijfers 2) en 3)?",
        "Bent u bereid om:",
        "1) de Kamer te informeren;",
        "2) de regels aan te passen;",
        "3) dit te doen?",
        "Klopt het? 1), 4)",
        "1) Motie",
        "2) Telling",
        "3) Hertelling",
        "4) De Turfkrant",
    ]);
    assert_eq!(
        told(&document)[..6],
        [
            "Wat vindt u van de motie-Turf[1] en van artikel 3) van de wet (zie 2)? En van de cijfers[2] en[3]?",
            "Bent u bereid om:",
            "1) de Kamer te informeren;",
            "2) de regels aan te passen;",
            "3) dit te doen?",
            "Klopt het?[1][4]",
        ]
    );
}

#[test]
fn of_two_lists_with_a_claim_to_the_marks_the_last_is_the_notes() {
    let document = page(&[
        "Kent u het bericht 1) en de cijfers 2)?",
        "Twee zaken vragen aandacht.",
        "1) de tijd",
        "2) het geld",
        "Dat is alles.",
        "1) De Turfkrant",
        "2) Telling",
    ]);
    assert_eq!(document.notes.len(), 2);
    assert_eq!(document.note_text(0), "De Turfkrant");
    assert_eq!(told(&document)[2], "1) de tijd");
}

#[test]
fn figures_that_are_raised_by_hand_find_plain_numbers_below() {
    let document = page(&[
        "Er zijn er meer<sup>1,2</sup> op 12 m<sup>2</sup> dan in 2019<sup>3</sup>.",
        "1 De Turfkrant",
        "2 Telling",
        "3 Hertelling",
    ]);
    assert_eq!(
        told(&document)[0],
        "Er zijn er meer[1][2] op 12 m² dan in 2019[3]."
    );
    // Without notes they stay raised, and two numbers.
    let document = page(&["Er zijn er meer<sup>1,2</sup> dan 10<sup>3-5</sup>."]);
    assert_eq!(told(&document)[0], "Er zijn er meer¹,² dan 10³-⁵.");
}

#[test]
fn square_brackets_are_marks_too_and_lists_may_begin_again() {
    let document = page(&[
        "Het plan [1] is af.",
        "[1] Plan van mei.",
        "Bijlage",
        "De kosten [1] vallen mee [2].",
        "[1] Begroting.",
        "[2] Slotwet.",
    ]);
    assert_eq!(
        told(&document),
        [
            "Het plan[1] is af.",
            "Bijlage",
            "De kosten[1] vallen mee[2].",
            "[1] Plan van mei.",
            "[2] Begroting.",
            "[3] Slotwet.",
        ]
    );
}

#[test]
fn a_list_of_points_stays_a_list() {
    for paragraphs in [
        &[
            "Wij doen drie dingen:",
            "1) meten;",
            "2) rekenen;",
            "3) bouwen.",
        ][..],
        &["Wij doen (zie onder 1) dit:", "1) meten;", "2) rekenen."],
        &["De uitkomst? 1)", "1) meten;", "2) rekenen."],
        &["1) Vooraf staat een punt.", "En dan de tekst. 1)"],
        &["In de jaren (2019-2020) was het 5) droog.", "1) meten."],
    ] {
        let document = page(paragraphs);
        assert!(document.notes.is_empty(), "{:?}", told(&document));
        assert_eq!(told(&document), paragraphs);
    }
}

#[test]
fn marks_that_are_raised_find_a_list_of_notes_at_the_end() {
    let made = |name: &str| {
        let path = format!("{}/tests/made/{name}", env!("CARGO_MANIFEST_DIR"));
        read(&std::fs::read(path).unwrap(), name, &Options::default()).unwrap()
    };
    let document = made("browser.pdf");
    assert_eq!(document.notes.len(), 5);
    assert_eq!(document.note_text(1), "Brief van 20 december 2019.");
    assert!(document.notes.iter().all(|note| note.refs.len() == 1));
    let heads: Vec<&str> = document
        .furniture
        .iter()
        .map(|piece| piece.text.as_str())
        .collect();
    assert!(
        heads.iter().any(|head| head.starts_with("file:")),
        "{heads:?}"
    );
}

#[test]
fn numbers_by_themselves_that_count_on_are_headings() {
    let titles = |document: &Document| -> Vec<String> {
        let titles = document.sections.iter();
        titles.filter_map(|section| section.title.clone()).collect()
    };
    let document = page(&[
        "Vragen over natte voeten.",
        "1",
        "Kent u het bericht? 1)",
        "2",
        "Deelt u die mening?",
        "1) De Turfkrant",
    ]);
    assert_eq!(titles(&document), ["1", "2"]);
    assert_eq!(document.notes.len(), 1);
    // One alone may be anything, and so may one that does not count.
    assert!(titles(&page(&["1", "Een bladzijde."])).is_empty());
    assert!(titles(&page(&["12", "Een getal.", "2020", "Een jaar."])).is_empty());
}

/// Questions have sources of their own, in brackets, beside the notes of the answers: each keeps its own.
#[test]
fn typed_notes_in_brackets_stand_beside_those_that_the_format_tells() {
    let page = "<html><body><p>Kent u het bericht? 1)</p><p>Ja, zie mijn brief.<sup><a href=\"#n1\">1</a></sup></p>\
        <p>Punten: 1) de tijd en 2) het geld.</p><p>1) De Turfkrant, 2 mei 2021</p><div id=\"n1\">1 Kamerstuk 29 628, nr. 1099.</div></body></html>";
    let document = read(page.as_bytes(), "page.html", &Options::default()).unwrap();
    let notes: Vec<(&str, usize)> = document
        .notes
        .iter()
        .map(|note| (note.label.as_str(), note.refs.len()))
        .collect();
    assert_eq!(notes, [("1)", 1), ("1", 1)]);
    assert!(document.warnings.is_empty(), "{:?}", document.warnings);
}

#[test]
fn a_comma_between_two_marks_is_none_of_the_texts() {
    let ends = "<ol><li id=\"n1\">Een.</li><li id=\"n2\">Twee.</li></ol>";
    let page = format!(
        "<html><body><p>Zie de motie<sup><a href=\"#n1\">1</a>, <a href=\"#n2\">2</a></sup>, en dus.</p>{ends}</body></html>"
    );
    let document = read(page.as_bytes(), "page.html", &Options::default()).unwrap();
    assert_eq!(told(&document)[0], "Zie de motie[1][2], en dus.");
    // Emphasis and links that end in the comma, or begin there, end with what is left.
    let page = page
        .replace("</a>, <a", "</a><b>,<i> <a")
        .replace("</a></sup>, en", "</a></i></b></sup>, en");
    let document = read(page.as_bytes(), "page.html", &Options::default()).unwrap();
    assert_eq!(told(&document)[0], "Zie de motie[1][2], en dus.");
    let text = "Zie de motie.¹,² En ook[3],[4] dit.\n\n1 Een.\n2 Twee.\n3 Drie.\n4 Vier.\n";
    let document = read(text.as_bytes(), "letter.txt", &Options::default()).unwrap();
    assert_eq!(told(&document)[0], "Zie de motie.[1][2] En ook[3][4] dit.");
    // A sentence's own comma stays.
    let text = "Van de 12,¹ die er waren, zijn er 3,² weg.\n\n1 Een.\n2 Twee.\n";
    let document = read(text.as_bytes(), "letter.txt", &Options::default()).unwrap();
    assert_eq!(
        told(&document)[0],
        "Van de 12,[1] die er waren, zijn er 3,[2] weg."
    );
}

/// Where all notes stand at the end, those of an annex that are numbered from one again are its own.
#[test]
fn notes_at_the_end_that_begin_again_are_those_of_the_part_that_does() {
    let page = "<html><body><p>In de brief<sup><a href=\"#n1\">1</a></sup> en daarna<sup><a href=\"#n2\">2</a></sup>.</p>\
        <h2>Bijlage</h2><p>In de bijlage<sup><a href=\"#n3\">1</a></sup>.</p>\
        <div id=\"n1\">1 Bij de brief.</div><div id=\"n2\">2 Daarna.</div><div id=\"n3\">1 Bij de bijlage.</div></body></html>";
    let document = read(page.as_bytes(), "page.html", &Options::default()).unwrap();
    assert!(document.warnings.is_empty(), "{:?}", document.warnings);
    let cited = (0_u32..).zip(&document.notes).map(|(at, note)| {
        let place = note.refs[0];
        let text = &document.paragraphs[place.paragraph as usize].text;
        let word = text[..place.byte as usize].split(' ').next_back().unwrap();
        (word, document.note_text(at))
    });
    let expected = [
        ("brief", "Bij de brief.".to_owned()),
        ("daarna", "Daarna.".to_owned()),
        ("bijlage", "Bij de bijlage.".to_owned()),
    ];
    assert_eq!(cited.collect::<Vec<_>>(), expected);
}

#[test]
fn figures_raised_in_markdown_are_marks() {
    for mark in ["<sup>1</sup>", "¹"] {
        let text = format!(
            "# Advies\n\nDe **raad** adviseert anders.{mark} Per m<sup>2</sup> scheelt dat.\n\n{mark} Advies 22/07.\n"
        );
        let document = read(text.as_bytes(), "letter.md", &Options::default()).unwrap();
        assert_eq!(
            told(&document)[1..],
            [
                "De raad adviseert anders.[1] Per m² scheelt dat.",
                "[1] Advies 22/07."
            ]
        );
    }
}

/// Programs that set type write every hyphen as a soft one.
#[test]
fn soft_hyphens_within_lines_are_hyphens_where_there_are_no_others() {
    let told = |text: &str| {
        let document = read(text.as_bytes(), "letter.txt", &Options::default()).unwrap();
        document.paragraphs[0].text.clone()
    };
    assert_eq!(
        told(
            "In 2019\u{ad}2023 zag de commissie\u{ad}Bekker de gevolgen daarvan in de uit\u{ad}\nvoering, zie p. 12\u{ad}14.\n"
        ),
        "In 2019-2023 zag de commissie-Bekker de gevolgen daarvan in de uitvoering, zie p. 12-14."
    );
    assert_eq!(
        told("De commissie-Bekker zag de uit\u{ad}voering.\n"),
        "De commissie-Bekker zag de uitvoering."
    );
    // Those of a web page are hints of where a word may be broken.
    assert_eq!(
        told("De regerings\u{ad}verklaring van het ka\u{ad}binet.\n"),
        "De regeringsverklaring van het kabinet."
    );
}
