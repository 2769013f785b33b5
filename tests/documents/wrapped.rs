//! Parts of letters that are wrapped in other parts: labels in raised links, rows in fields to be filled in, facts in a table.

use crate::formats::{read, told, word};

fn page(body: &str) -> voetnoot::document::Document {
    read(
        format!("<html><body>{body}</body></html>").as_bytes(),
        "page.html",
    )
    .unwrap()
}

#[test]
fn a_note_of_a_page_holds_neither_its_number_nor_its_way_back() {
    let mark = "<p>De brief loopt hier<sup><a href=\"#fn1\" id=\"r1\">1</a></sup> verder.</p>";
    for (mark, note) in [
        (
            mark,
            "<p id=\"fn1\"><sup><a href=\"#r1\">1</a></sup> Brief van 3 mei.</p>",
        ),
        (
            mark,
            "<ol><li id=\"fn1\">Brief van 3 mei. <a href=\"#r1\">Terug naar de tekst</a></li></ol>",
        ),
        (
            mark,
            "<dl><dt id=\"fn1\">[1]</dt><dd>Brief van 3 mei. <a href=\"#r1\">terug</a></dd></dl>",
        ),
        (
            "<p>De brief loopt hier<sup><a href=\"#fn1\" id=\"r1\"><span class=\"visually-hidden\">Voetnoot \
             </span>1</a></sup> verder.</p>",
            "<p id=\"fn1\"><a href=\"#r1\">1</a> Brief van 3 mei.</p>",
        ),
    ] {
        let document = page(&format!("{mark}{note}"));
        assert_eq!(document.notes.len(), 1, "{note}");
        assert_eq!(document.note_text(0), "Brief van 3 mei.", "{note}");
        assert_eq!(told(&document), ["De brief loopt hier verder."], "{note}");
        assert_eq!(document.notes[0].refs.len(), 1, "{note}");
    }
}

/// A bordered table of rows of cells.
fn table(rows: &str) -> String {
    format!(
        "<w:tbl><w:tblPr><w:tblBorders><w:top w:val=\"single\"/></w:tblBorders></w:tblPr>{rows}</w:tbl>"
    )
}

fn row(cells: &[&str]) -> String {
    let cells: Vec<String> = cells
        .iter()
        .map(|cell| format!("<w:tc><w:p><w:r><w:t>{cell}</w:t></w:r></w:p></w:tc>"))
        .collect();
    format!("<w:tr>{}</w:tr>", cells.concat())
}

#[test]
fn rows_and_cells_are_found_in_whatever_they_are_wrapped() {
    let wrapped = format!(
        "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
        row(&["Wijkagenten", "2025"])
    );
    let rows = [row(&["Maatregel", "Jaar"]), wrapped].concat();
    let boxed = table(&row(&["Een kader met tekst."]));
    let body = format!(
        "{}{boxed}<w:p><w:r><w:t>Het loopt.</w:t></w:r></w:p>",
        table(&rows)
    );
    let document = read(&word(&body, "", &[]), "brief.docx").unwrap();
    assert_eq!(
        told(&document),
        [
            "Maatregel | Jaar",
            "Wijkagenten | 2025",
            "Een kader met tekst.",
            "Het loopt."
        ]
    );
    let kinds = document.paragraphs.iter().map(|paragraph| paragraph.kind);
    let rows = kinds.filter(|kind| *kind == voetnoot::document::Kind::Row);
    assert_eq!(rows.count(), 2, "a box is no row");
}

#[test]
fn a_letterhead_may_be_a_table_with_labels_and_dates_of_every_kind() {
    for (date, expected) in [
        ("12 maart 2023", "12 maart 2023"),
        ("4-12-2023", "4-12-2023"),
        ("4 dec. 2023", "4 dec. 2023"),
    ] {
        let rows = [
            row(&["DATUM", date]),
            row(&["Betreft", "Voorjaarsnota 2023"]),
            row(&["Onze referentie", "2023-0000123"]),
        ];
        let body = format!(
            "{}<w:p><w:r><w:t>Geachte voorzitter,</w:t></w:r></w:p>",
            table(&rows.concat())
        );
        let document = read(&word(&body, "", &[]), "brief.docx").unwrap();
        assert_eq!(document.facts.date.as_deref(), Some(expected));
        assert_eq!(
            document.facts.subject.as_deref(),
            Some("Voorjaarsnota 2023")
        );
        assert_eq!(document.facts.number.as_deref(), Some("2023-0000123"));
    }
}

#[test]
fn a_list_of_word_begins_anew_where_it_is_told_to() {
    let numbering = "<w:numbering SPACE><w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/>\
        <w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%1.\"/></w:lvl></w:abstractNum>\
        <w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>\
        <w:num w:numId=\"2\"><w:abstractNumId w:val=\"0\"/><w:lvlOverride w:ilvl=\"0\">\
        <w:startOverride w:val=\"1\"/></w:lvlOverride></w:num></w:numbering>";
    let item = |list: u32, words: &str| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr>\
             <w:r><w:t>{words}</w:t></w:r></w:p>"
        )
    };
    let body = [
        item(1, "een;"),
        item(1, "twee."),
        item(2, "weer een;"),
        item(2, "weer twee."),
    ];
    let file = word(&body.concat(), "", &[("word/numbering.xml", numbering)]);
    let document = read(&file, "brief.docx").unwrap();
    assert_eq!(
        told(&document),
        [
            "- 1. een;",
            "- 2. twee.",
            "- 1. weer een;",
            "- 2. weer twee."
        ]
    );
}

#[test]
fn a_mark_behind_a_line_end_stands_behind_the_word_before_it() {
    let note = "<p id=\"fn1\"><a href=\"#r1\">1</a> Brief van 3 mei.</p>";
    for mark in [
        "<sup><a href=\"#fn1\" id=\"r1\">1</a></sup>",
        "”<sup><a href=\"#fn1\" id=\"r1\">1</a></sup>",
    ] {
        let body = format!("<p>Hij zei “het kan<br>{mark} verder.</p>{note}");
        let document = page(&body);
        let text = &document.paragraphs[0];
        assert_eq!(document.notes[0].refs.len(), 1, "{body}");
        let mark = text.note_refs[0].byte;
        assert!(text.text.is_char_boundary(mark), "{text:?}");
        assert!(!text.text[..mark].ends_with(' '), "{text:?}");
    }
}

#[test]
fn notes_on_lines_of_one_paragraph_are_notes_each() {
    let text = "<p>De brief<sup><a href=\"#fn1\" id=\"r1\">1</a></sup> loopt hier<sup><a href=\"#fn2\" id=\"r2\">2</a></sup> verder.</p>";
    for notes in [
        "<p><a id=\"fn1\" href=\"#r1\"><sup>1</sup></a> Brief van 3 mei.<br><a id=\"fn2\" href=\"#r2\"><sup>2</sup></a> Idem.</p>",
        "<div><a name=\"fn1\"></a>1. Brief van 3 mei.<br>\n<a name=\"fn2\"></a>2. Idem.</div>",
        "<p><small><a id=\"fn1\">1</a> Brief van 3 mei.<br><a id=\"fn2\">2</a> Idem.</small></p>",
        "<p>\n<sup id=\"fn1\">[1]</sup> Brief <i>van</i> 3 mei.<br/><br/><sup id=\"fn2\">[2]</sup> Idem.</p>",
    ] {
        let document = page(&format!("{text}<hr>{notes}<p>Einde.</p>"));
        let read: Vec<String> = (0..document.notes.len() as u32)
            .map(|note| document.note_text(note))
            .collect();
        assert_eq!(read, ["Brief van 3 mei.", "Idem."], "{notes}");
        assert_eq!(
            told(&document),
            ["De brief loopt hier verder.", "Einde."],
            "{notes}"
        );
    }
    // Lines of an address are no notes.
    let document =
        page("<p><a id=\"a1\">1</a> Plein 2<br><a id=\"a2\" href=\"/x\">Den Haag</a></p>");
    assert_eq!(document.paragraphs.len(), 1);
}

#[test]
fn underlined_lines_are_headings_and_links_and_sentences_are_none() {
    use voetnoot::document::Kind;
    let headings = |document: &voetnoot::document::Document| -> Vec<String> {
        let headings = document
            .paragraphs
            .iter()
            .filter(|paragraph| matches!(paragraph.kind, Kind::Heading(_)));
        headings.map(|heading| heading.text.clone()).collect()
    };
    let text = "<p>De brief loopt verder, met <u>nadruk</u> hier.</p>";
    let document = page(&format!(
        "<p><u>Aanleiding</u></p>{text}<p><span style=\"text-decoration: underline\">Hoe verder?</span></p>{text}\
         <p><u>Dit is een zin.</u></p><p><u><a href=\"https://x.nl/a\">Lees alles</a></u></p><p><u>www.politie.nl</u></p>"
    ));
    assert_eq!(headings(&document), ["Aanleiding", "Hoe verder?"]);
    let run = |words: &str, line: &str| {
        format!("<w:p><w:r><w:rPr><w:u w:val=\"{line}\"/></w:rPr><w:t>{words}</w:t></w:r></w:p>")
    };
    let plain = "<w:p><w:r><w:t>De brief loopt verder.</w:t></w:r></w:p>";
    let body = run("Aanleiding", "single") + plain + &run("Zo niet", "none") + plain;
    let document = read(&word(&body, "", &[]), "brief.docx").unwrap();
    assert_eq!(headings(&document), ["Aanleiding"]);
}

#[test]
fn comments_in_markdown_are_not_shown_and_one_that_does_not_end_is() {
    let read = |text: &str| read(text.as_bytes(), "brief.md").unwrap();
    let document =
        read("# Brief\n\nEen.\n\n<!-- van de\nredactie -->\n\nTwee <!-- drie --> vier.\n");
    assert_eq!(told(&document), ["# Brief", "Een.", "Twee vier."]);
    let document = read("# Brief\n\nEen.\n\n<!-- van de\nredactie\n\nTwee.\n");
    assert!(told(&document).join(" ").contains("Twee."));
}

#[test]
fn a_number_in_words_is_printed_though_nothing_stands_behind_it() {
    let numbering = "<w:numbering SPACE><w:abstractNum w:abstractNumId=\"1\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/>\
        <w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"Vraag %1\"/></w:lvl></w:abstractNum>\
        <w:num w:numId=\"3\"><w:abstractNumId w:val=\"1\"/></w:num></w:numbering>";
    let number = "<w:p><w:pPr><w:numPr><w:numId w:val=\"3\"/></w:numPr></w:pPr></w:p>";
    let text = |words: &str| format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>");
    let body = [
        number,
        &text("Kent u het bericht?"),
        number,
        &text("Klopt het?"),
    ]
    .concat();
    let file = word(&body, "", &[("word/numbering.xml", numbering)]);
    let document = read(&file, "brief.docx").unwrap();
    assert_eq!(
        told(&document),
        [
            "# Vraag 1",
            "Kent u het bericht?",
            "# Vraag 2",
            "Klopt het?"
        ]
    );
}
