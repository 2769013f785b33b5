//! Letters in formats that say what their parts are: official XML, Markdown, OpenDocument, Word.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use voetnoot::document::{Document, Kind};
use voetnoot::ingest::{self, Options, ReadError};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::dump;

pub(crate) fn read(bytes: &[u8], name: &str) -> Result<Document, ReadError> {
    ingest::read(bytes, name, &Options::default())
}

/// An archive of parts.
fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A Word file of a body, of notes, and of whatever else.
pub(crate) fn word(body: &str, notes: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let space = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
        xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
        xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"";
    let document = format!("<w:document {space}><w:body>{body}</w:body></w:document>");
    let notes = format!("<w:footnotes {space}>{notes}</w:footnotes>");
    let more: Vec<(&str, String)> = more
        .iter()
        .map(|(name, text)| (*name, text.replacen("SPACE", space, 1)))
        .collect();
    let kinds = [
        "styles",
        "numbering",
        "footnotes",
        "settings",
        "header1",
        "footer1",
    ];
    let mut relations = String::from("<Relationships>");
    for (at, part) in kinds.iter().enumerate() {
        let kind = part.trim_end_matches('1');
        write!(
            relations,
            "<Relationship Id=\"r{at}\" Type=\"http://x/{kind}\" Target=\"{part}.xml\"/>"
        )
        .unwrap();
    }
    relations.push_str(
        "<Relationship Id=\"link\" Type=\"http://x/hyperlink\" \
         Target=\"https://zoek.officielebekendmakingen.nl/kst-29628-984.html\"/></Relationships>",
    );
    let mut parts = vec![
        ("[Content_Types].xml", "<Types/>"),
        ("word/document.xml", document.as_str()),
        ("word/_rels/document.xml.rels", relations.as_str()),
        ("word/footnotes.xml", notes.as_str()),
    ];
    parts.extend(more.iter().map(|(name, text)| (*name, text.as_str())));
    archive(&parts)
}

#[test]
fn letters_of_every_format_are_understood() {
    insta::glob!("..", "formats/*", |path| {
        let bytes = std::fs::read(path).unwrap();
        let document = read(&bytes, "letter").unwrap();
        insta::assert_snapshot!(dump(&document));
    });
}

#[test]
fn a_word_file_is_read_with_its_changes_accepted_and_its_notes_numbered() {
    let body = r#"
        <w:p><w:r><w:t>&gt; Retouradres Postbus 20301 2500 EH Den Haag</w:t></w:r></w:p>
        <w:p><w:r><w:t>Datum</w:t><w:tab/><w:t>4 december 2023</w:t></w:r></w:p>
        <w:p><w:r><w:t>Betreft</w:t><w:tab/><w:t>Een brief</w:t></w:r></w:p>
        <w:p/>
        <w:p><w:r><w:t xml:space="preserve">Geachte voorzitter, de </w:t></w:r>
            <w:ins><w:r><w:t>nieuwe</w:t></w:r></w:ins><w:del><w:r><w:delText>oude</w:delText></w:r></w:del>
            <w:r><w:t xml:space="preserve"> politie</w:t></w:r><w:r><w:footnoteReference w:id="7"/></w:r>
            <w:r><w:t xml:space="preserve"> heeft 14 m</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t></w:r>
            <w:r><w:rPr><w:vanish/></w:rPr><w:t>verborgen</w:t></w:r><w:r><w:t>.</w:t></w:r></w:p>
        <w:p><w:pPr><w:pStyle w:val="Kop1"/></w:pPr><w:r><w:t>Inleiding</w:t></w:r></w:p>
        <w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Een kop door zijn uiterlijk</w:t></w:r></w:p>
        <w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr></w:pPr><w:r><w:t>ten eerste</w:t></w:r><w:r><w:footnoteReference w:id="5"/></w:r></w:p>
        <w:p><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="3"/></w:numPr></w:pPr><w:r><w:t>een onderdeel</w:t></w:r></w:p>
        <w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr></w:pPr><w:r><w:t>ten tweede</w:t></w:r></w:p>
        <w:p><w:hyperlink r:id="link"><w:r><w:t>De motie</w:t></w:r></w:hyperlink><w:r><w:t xml:space="preserve"> en </w:t></w:r>
            <w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "https://www.rijksoverheid.nl"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>de site</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>
            <w:r><w:t>.</w:t></w:r></w:p>
        <w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent><w:p><w:r><w:t>Naast de tekst</w:t></w:r></w:p></w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>Naast de tekst</w:t></w:r></w:p></w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent><w:t>Slot.</w:t></w:r></w:p>
        <w:tbl><w:tblPr><w:tblBorders><w:top w:val="single"/></w:tblBorders></w:tblPr><w:tr><w:tc><w:p><w:r><w:t>Eenheid</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>12</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"#;
    let notes = r#"
        <w:footnote w:id="0" w:type="separator"><w:p/></w:footnote>
        <w:footnote w:id="5"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> De tweede.</w:t></w:r></w:p></w:footnote>
        <w:footnote w:id="7"><w:p><w:r><w:t>Kamerstukken 2019-2020, 29.628 nr. 948.</w:t></w:r></w:p><w:p><w:r><w:t>Met een tweede alinea.</w:t></w:r></w:p></w:footnote>"#;
    let styles = r#"<w:styles SPACE><w:style w:type="paragraph" w:styleId="Basis"><w:name w:val="heading 1"/></w:style><w:style w:type="paragraph" w:styleId="Kop1"><w:name w:val="Hoofdstuk"/><w:basedOn w:val="Basis"/></w:style></w:styles>"#;
    let numbering = r#"<w:numbering SPACE><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="1"/></w:num></w:numbering>"#;
    let header = "<w:hdr SPACE><w:p><w:r><w:t>Ons kenmerk 5086975</w:t></w:r></w:p></w:hdr>";
    let bytes = word(
        body,
        notes,
        &[
            ("word/styles.xml", styles),
            ("word/numbering.xml", numbering),
            ("word/header1.xml", header),
        ],
    );
    insta::assert_snapshot!(dump(&read(&bytes, "brief.docx").unwrap()));
}

#[test]
fn signs_that_authors_choose_and_numbers_that_sections_begin_anew_are_labels() {
    let mark = |id: u32, more: &str| {
        let custom = if more.is_empty() {
            ""
        } else {
            " w:customMarkFollows=\"1\""
        };
        format!("<w:r><w:footnoteReference w:id=\"{id}\"{custom}/>{more}</w:r>")
    };
    let text = |words: &str| format!("<w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r>");
    let section = "<w:pPr><w:sectPr><w:footnotePr><w:numRestart w:val=\"eachSect\"/></w:footnotePr></w:sectPr></w:pPr>";
    let body = format!(
        "<w:p>{}{}{}{}</w:p><w:p>{section}{}</w:p><w:p>{}{}</w:p><w:p><w:pPr><w:pStyle w:val=\"Q\"/></w:pPr>{}</w:p>",
        text("De provisies"),
        mark(2, "<w:t>*</w:t>"),
        text(" en de bijdrage"),
        mark(3, ""),
        text("Einde van de brief."),
        text("De bijlage"),
        mark(4, ""),
        text("Woorden van een ander.")
    );
    let note = |id: u32, words: &str| {
        format!(
            "<w:footnote w:id=\"{id}\"><w:p>{}</w:p></w:footnote>",
            text(words)
        )
    };
    let notes = note(2, "* Verordening.") + &note(3, "Bij de brief.") + &note(4, "Bij de bijlage.");
    let styles = "<w:styles SPACE><w:style w:type=\"paragraph\" w:styleId=\"Q\"><w:name w:val=\"Intense Quote\"/></w:style></w:styles>";
    let bytes = word(&body, &notes, &[("word/styles.xml", styles)]);
    let document = read(&bytes, "brief.docx").unwrap();
    assert!(document.warnings.is_empty(), "{:?}", document.warnings);
    let told: Vec<(&str, String, u32)> = (0_u32..)
        .zip(&document.notes)
        .map(|(at, note)| {
            (
                note.label.as_str(),
                document.note_text(at),
                note.refs[0].paragraph,
            )
        })
        .collect();
    let expected = [
        ("*", "Verordening.".to_owned(), 0),
        ("1", "Bij de brief.".to_owned(), 0),
        ("1", "Bij de bijlage.".to_owned(), 2),
    ];
    assert_eq!(told, expected);
    assert_eq!(document.paragraphs[0].text, "De provisies en de bijdrage");
    assert_eq!(document.paragraphs[3].kind, Kind::Quote);
}

#[test]
fn a_sign_is_one_of_a_symbol_font_or_the_first_word_behind_its_reference() {
    let reference =
        |id: u32| format!("<w:footnoteReference w:id=\"{id}\" w:customMarkFollows=\"1\"/>");
    let body = format!(
        "<w:p><w:r><w:t>Zie de motie</w:t>{}<w:sym w:font=\"Symbol\" w:char=\"F02A\"/></w:r><w:r><w:t xml:space=\"preserve\"> en de brief</w:t>{}<w:t xml:space=\"preserve\">† van mei.</w:t></w:r></w:p>",
        reference(2),
        reference(3)
    );
    let note = |id: u32, words: &str| {
        format!("<w:footnote w:id=\"{id}\"><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:footnote>")
    };
    let notes = note(2, "* De eerste.") + &note(3, "† De tweede.");
    let document = read(&word(&body, &notes, &[]), "brief.docx").unwrap();
    let told: Vec<(&str, String)> = (0_u32..)
        .zip(&document.notes)
        .map(|(at, note)| (note.label.as_str(), document.note_text(at)))
        .collect();
    assert_eq!(
        told,
        [
            ("*", "De eerste.".to_owned()),
            ("†", "De tweede.".to_owned())
        ]
    );
    assert_eq!(
        document.paragraphs[0].text,
        "Zie de motie en de brief van mei."
    );
}

#[test]
fn a_comma_in_bold_between_two_marks_goes_with_its_emphasis() {
    let mark =
        |id: u32| format!("<w:r><w:rPr><w:b/></w:rPr><w:footnoteReference w:id=\"{id}\"/></w:r>");
    let bold = |words: &str| format!("<w:r><w:rPr><w:b/></w:rPr><w:t>{words}</w:t></w:r>");
    let body = format!(
        "<w:p>{}{}{}{}{}</w:p>",
        bold("Zie de motie"),
        mark(2),
        bold(","),
        mark(3),
        bold(".")
    );
    let notes = "<w:footnote w:id=\"2\"><w:p><w:r><w:t>Een.</w:t></w:r></w:p></w:footnote><w:footnote w:id=\"3\"><w:p><w:r><w:t>Twee.</w:t></w:r></w:p></w:footnote>";
    let document = read(&word(&body, notes, &[]), "brief.docx").unwrap();
    let [paragraph, ..] = &document.paragraphs[..] else {
        panic!("nothing was read");
    };
    assert_eq!(paragraph.text, "Zie de motie.");
    assert!(
        paragraph
            .spans
            .iter()
            .all(|span| span.range.end <= paragraph.text.len())
    );
    assert_eq!(paragraph.note_refs.len(), 2);
}

#[test]
fn notes_begin_at_the_number_that_word_is_told_and_a_reference_in_words_is_none() {
    let text = |words: &str| format!("<w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r>");
    let field = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let named = field("begin")
        + "<w:r><w:instrText>NOTEREF _Ref1 \\h</w:instrText></w:r>"
        + &field("separate")
        + &text("101")
        + &field("end");
    let mark = "<w:r><w:footnoteReference w:id=\"2\"/></w:r>";
    let section = "<w:sectPr><w:footnotePr><w:numStart w:val=\"101\"/></w:footnotePr></w:sectPr>";
    let body = format!(
        "<w:p>{}{mark}{}{named}{}</w:p>{section}",
        text("Zie de brief"),
        text(" (zie noot "),
        text(").")
    );
    let notes = format!(
        "<w:footnote w:id=\"2\"><w:p>{}</w:p></w:footnote>",
        text("Bij de brief.")
    );
    let document = read(&word(&body, &notes, &[]), "brief.docx").unwrap();
    let labels: Vec<(&str, usize)> = document
        .notes
        .iter()
        .map(|note| (note.label.as_str(), note.refs.len()))
        .collect();
    assert_eq!(labels, [("101", 1)]);
    assert_eq!(document.paragraphs[0].text, "Zie de brief (zie noot 101).");
}

#[test]
fn who_signs_is_the_sender_though_an_empty_row_stands_before_the_name() {
    let paragraph = |words: &str| format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>");
    let cell = "<w:tc><w:p/></w:tc>";
    let table = format!(
        "<w:tbl><w:tblPr><w:tblBorders><w:top w:val=\"single\"/></w:tblBorders></w:tblPr><w:tr>{cell}{cell}</w:tr></w:tbl>"
    );
    let body = paragraph("Ik hoop u hiermee te hebben geïnformeerd.")
        + &paragraph("De minister van Justitie en Veiligheid,")
        + &table
        + &paragraph("D. Yeşilgöz-Zegerius");
    let document = read(&word(&body, "", &[]), "brief.docx").unwrap();
    let sender = document.facts.sender.as_deref();
    assert_eq!(
        sender,
        Some("De minister van Justitie en Veiligheid, D. Yeşilgöz-Zegerius")
    );
    assert!(
        document
            .paragraphs
            .iter()
            .all(|paragraph| !paragraph.text.contains('|'))
    );
}

#[test]
fn an_archive_that_unpacks_without_end_is_refused_with_its_limit() {
    let bomb = "a".repeat(80 << 20);
    let bytes = archive(&[
        ("[Content_Types].xml", "<Types/>"),
        ("word/document.xml", bomb.as_str()),
    ]);
    assert!(bytes.len() < 1 << 20);
    let error = read(&bytes, "bom.docx").unwrap_err();
    assert!(matches!(error, ReadError::TooMuch { .. }), "{error}");
    let many: Vec<(String, &str)> = (0..2100).map(|at| (format!("word/{at}.xml"), "")).collect();
    let many: Vec<(&str, &str)> = many
        .iter()
        .map(|(name, text)| (name.as_str(), *text))
        .collect();
    let error = read(&archive(&many), "veel.docx").unwrap_err();
    assert!(matches!(error, ReadError::TooMuch { .. }), "{error}");
}

#[test]
fn entities_and_elements_without_end_are_refused_with_a_reason() {
    let mut laughs =
        String::from("<?xml version=\"1.0\"?><!DOCTYPE kamerstuk [<!ENTITY a0 \"ha\">");
    for at in 1..30 {
        let before = format!("&a{};", at - 1).repeat(10);
        write!(laughs, "<!ENTITY a{at} \"{before}\">").unwrap();
    }
    laughs.push_str("]><kamerstuk><al>&a29;</al></kamerstuk>");
    let error = read(laughs.as_bytes(), "lach.xml").unwrap_err();
    assert!(matches!(error, ReadError::Damaged { .. }), "{error}");
    let deep = format!("<kamerstuk>{}", "<al>".repeat(100_000));
    let deep = deep + &"</al>".repeat(100_000) + "</kamerstuk>";
    let error = read(deep.as_bytes(), "diep.xml").unwrap_err();
    assert!(matches!(error, ReadError::TooDeep { .. }), "{error}");
    let error = read(b"<kamerstuk><al>half", "half.xml").unwrap_err();
    assert!(error.to_string().contains("damaged"), "{error}");
}

#[test]
fn a_page_of_elements_without_end_is_refused_or_read_but_never_hangs() {
    for depth in [100_000, 1_000_000] {
        let error = read("<div>".repeat(depth).as_bytes(), "diep.html").unwrap_err();
        assert!(error.to_string().contains("`max_open`"), "{error}");
    }
    let below = format!(
        "<!doctype html>{}woorden{}",
        "<div>".repeat(4_000),
        "</div>".repeat(4_000)
    );
    assert_eq!(
        read(below.as_bytes(), "diep.html").unwrap().paragraphs[0].text,
        "woorden"
    );
    for begin in ["<html><body><p", "<kamerstuk><al"] {
        let mut many = String::from(begin);
        for at in 0..200_000 {
            write!(many, " a{at}=\"x>\"").unwrap();
        }
        many.push_str(">woorden</al></kamerstuk>");
        let error = read(many.as_bytes(), "veel.html").unwrap_err();
        assert!(error.to_string().contains("attributes"), "{error}");
    }
    let paragraphs = format!("<html><body>{}", "<p>woorden".repeat(100_000));
    assert_eq!(
        read(paragraphs.as_bytes(), "lang.html")
            .unwrap()
            .paragraphs
            .len(),
        100_000
    );
}

#[test]
fn a_limit_can_be_raised_and_its_error_names_the_setting() {
    let page = format!("<html><body>{}", "<p>woorden".repeat(1_000));
    let mut options = Options::default();
    options.limits.nodes = 100;
    let error = ingest::read(page.as_bytes(), "lang.html", &options).unwrap_err();
    assert!(error.to_string().contains("`max_nodes`"), "{error}");
    options.limits.nodes = 10_000;
    let read = ingest::read(page.as_bytes(), "lang.html", &options).unwrap();
    assert_eq!(read.paragraphs.len(), 1_000);
    let letter = word("<w:p><w:r><w:t>woorden</w:t></w:r></w:p>", "", &[]);
    options.limits.unpacked = 100;
    let error = ingest::read(&letter, "brief.docx", &options).unwrap_err();
    assert!(error.to_string().contains("`max_unpacked`"), "{error}");
    options.limits.depth = 4;
    let deep = b"<kamerstuk><a><b><c><al>woorden</al></c></b></a></kamerstuk>";
    let error = ingest::read(deep, "diep.xml", &options).unwrap_err();
    assert!(error.to_string().contains("`max_depth`"), "{error}");
}

#[test]
fn an_archive_without_a_letter_says_so() {
    let error = read(&archive(&[("foto.txt", "x")]), "a.zip").unwrap_err();
    assert!(error.to_string().contains("archive"), "{error}");
    let error = read(b"PK\x03\x04 and no more", "a.docx").unwrap_err();
    assert!(error.to_string().contains("damaged"), "{error}");
}

#[test]
fn levels_beyond_any_use_are_no_more_than_deep() {
    let deep = format!(
        "<kamerstuk>{}<tussenkop>Diep</tussenkop><al>Een alinea.</al>{}</kamerstuk>",
        "<divisie>".repeat(250),
        "</divisie>".repeat(250)
    );
    assert_eq!(read(deep.as_bytes(), "diep.xml").unwrap().sections.len(), 1);
    let flat = "<office:document xmlns:office=\"o\" xmlns:text=\"t\"><office:body><office:text>\
        <text:h text:outline-level=\"255\">Diep</text:h><text:p>Vraag 1</text:p></office:text></office:body></office:document>";
    let flat = format!("<?xml version=\"1.0\"?>{flat}");
    assert_eq!(
        read(flat.as_bytes(), "diep.fodt").unwrap().sections.len(),
        2
    );
}

/// What stands in a text: kinds by a sign before the words.
pub(crate) fn told(document: &Document) -> Vec<String> {
    let text = &document.paragraphs[..document.text_len() as usize];
    let told = text.iter().map(|paragraph| {
        let sign = match paragraph.kind {
            Kind::Heading(_) => "# ",
            Kind::Item(_) => "- ",
            _ => "",
        };
        format!("{sign}{}", paragraph.text)
    });
    told.collect()
}

#[test]
fn lines_begun_by_hand_are_paragraphs_where_they_begin_something() {
    let lines = |lines: &[&str]| {
        let runs: Vec<String> = lines
            .iter()
            .map(|line| format!("<w:r><w:t>{line}</w:t></w:r>"))
            .collect();
        format!("<w:p>{}</w:p>", runs.join("<w:r><w:br/></w:r>"))
    };
    let body = [
        lines(&["Datum: 12 maart 2023", "Betreft: Voorjaarsnota"]),
        lines(&["Geachte voorzitter,"]),
        lines(&["Vraag 1", "Klopt het bericht over de norm?"]),
        lines(&[
            "Ja, en wel hierom:",
            "1. de norm is hoog;",
            "2. de tijd kort.",
        ]),
        lines(&["De eerste alinea.", "", "De tweede alinea."]),
        lines(&["Zoals de dichter zegt", "en wij herhalen."]),
    ];
    let document = read(&word(&body.concat(), "", &[]), "brief.docx").unwrap();
    assert_eq!(document.facts.date.as_deref(), Some("12 maart 2023"));
    assert_eq!(document.facts.subject.as_deref(), Some("Voorjaarsnota"));
    assert_eq!(
        told(&document),
        [
            "Geachte voorzitter,",
            "# Vraag 1",
            "Klopt het bericht over de norm?",
            "Ja, en wel hierom:",
            "- 1. de norm is hoog;",
            "- 2. de tijd kort.",
            "De eerste alinea.",
            "De tweede alinea.",
            "Zoals de dichter zegt en wij herhalen.",
        ]
    );
}

#[test]
fn a_files_settings_say_what_its_notes_numbers_look_like_and_damaged_ones_cost_nothing() {
    let reference = "<w:r><w:footnoteReference w:id=\"2\"/></w:r>";
    let body = format!("<w:p><w:r><w:t>De brief.</w:t></w:r>{reference}</w:p>");
    let note = "<w:footnote w:id=\"2\"><w:p><w:r><w:t>Noot.</w:t></w:r></w:p></w:footnote>\
        <w:footnote w:id=\"3\"><w:p><w:r><w:t>Idem.</w:t></w:r></w:p></w:footnote>";
    let roman = "<w:footnotePr><w:numFmt w:val=\"lowerRoman\"/></w:footnotePr>";
    let arabic = "<w:sectPr><w:footnotePr><w:numFmt w:val=\"decimal\"/></w:footnotePr></w:sectPr>";
    let settings = format!("<w:settings SPACE>{roman}</w:settings>");
    for (body, settings, label) in [
        (body.clone(), settings.as_str(), "i"),
        (format!("{body}{arabic}"), &settings, "1"),
        (
            body.clone() + &body.replace("w:id=\"2\"", "w:id=\"3\""),
            "<w:settings SPACE><w:footnotePr><w:numStart w:val=\"4294967295\"/></w:footnotePr></w:settings>",
            "4294967295",
        ),
        (body, "<w:settings SPACE>", "1"),
    ] {
        let file = word(&body, note, &[("word/settings.xml", settings)]);
        let document = read(&file, "brief.docx").unwrap();
        assert_eq!(document.notes[0].label, label);
        assert_eq!(document.note_text(0), "Noot.");
    }
}
