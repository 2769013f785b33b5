//! Files that are not what they are called, or mean harm.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use std::time::{Duration, Instant};

use voetnoot::document::Document;
use voetnoot::ingest::{self, Options, ReadError};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::made::{Sheet, pdf};

fn read(bytes: &[u8], name: &str) -> Result<Document, ReadError> {
    ingest::read(bytes, name, &Options::default())
}

fn text(document: &Document) -> String {
    let texts = document
        .paragraphs
        .iter()
        .map(|paragraph| paragraph.text.as_str());
    texts.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_file_is_what_it_holds_and_not_what_it_is_called() {
    let mut sheet = Sheet::default();
    sheet.lines((70.0, 120.0), 10.0, &["Een pagina met tekst."]);
    let page = b"<!doctype html><body><p>Een pagina met tekst.</p></body>";
    for (bytes, name) in [
        (&page[..], "brief.pdf"),
        (&pdf(&[sheet])[..], "brief.docx"),
        (b"Een pagina met tekst.\n", "brief.html"),
        (
            b"<kamerstuk><al>Een pagina met tekst.</al></kamerstuk>",
            "brief",
        ),
    ] {
        assert_eq!(
            text(&read(bytes, name).unwrap()),
            "Een pagina met tekst.",
            "{name}"
        );
    }
}

#[test]
fn a_declaration_of_a_character_set_is_believed_only_where_it_can_be_true() {
    for (declared, bytes) in [
        ("windows-1252", &b"caf\xe9"[..]),
        ("utf-8", "café".as_bytes()),
        ("utf-16", "café".as_bytes()),
        ("klinkklare-onzin", "café".as_bytes()),
    ] {
        let page = [
            format!("<html><head><meta charset={declared}></head><body><p>").as_bytes(),
            bytes,
        ]
        .concat();
        let paper = [
            format!("<?xml version=\"1.0\" encoding=\"{declared}\"?><kamerstuk><al>").as_bytes(),
            bytes,
            b"</al></kamerstuk>",
        ]
        .concat();
        for file in [page, paper] {
            assert_eq!(text(&read(&file, "brief").unwrap()), "café", "{declared}");
        }
    }
}

#[test]
fn nothing_outside_a_file_is_ever_read_for_it() {
    let secret = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("secret.txt");
    std::fs::write(&secret, "geheim").unwrap();
    let address = format!("file://{}", secret.display());
    let entity = format!(
        "<?xml version=\"1.0\"?><!DOCTYPE kamerstuk [<!ENTITY x SYSTEM \"{address}\">]><kamerstuk><al>Hier &x; staat niets.</al></kamerstuk>"
    );
    let page = format!(
        "<html><body><p>Hier <iframe src=\"{address}\"></iframe><img src=\"{address}\"><object data=\"{address}\"></object> staat niets.</p></body></html>"
    );
    for file in [entity, page] {
        match read(file.as_bytes(), "brief") {
            Ok(document) => assert!(!text(&document).contains("geheim"), "{file}"),
            Err(error) => assert!(error.to_string().contains("damaged"), "{error}"),
        }
    }
}

#[test]
fn an_archive_of_strange_parts_harms_nobody() {
    let body = "<w:document xmlns:w=\"w\"><w:body><w:p><w:r><w:t>Een pagina met tekst.</w:t></w:r></w:p></w:body></w:document>";
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, words) in [
        ("[Content_Types].xml", "<Types/>"),
        ("../../outside.txt", "buiten"),
        ("/etc/outside.txt", "buiten"),
        ("word/document.xml", body),
    ] {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(words.as_bytes()).unwrap();
    }
    let archive = zip.finish().unwrap().into_inner();
    assert_eq!(
        text(&read(&archive, "brief.docx").unwrap()),
        "Een pagina met tekst."
    );
    // The flag of encryption, set on every entry and in the directory.
    let mut locked = archive;
    let marks: [(&[u8], usize); 2] = [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)];
    for (mark, flags) in marks {
        let places: Vec<usize> = (0..locked.len() - 4)
            .filter(|&at| locked[at..].starts_with(mark))
            .collect();
        for at in places {
            locked[at + flags] |= 1;
        }
    }
    let error = read(&locked, "brief.docx").unwrap_err();
    assert!(!error.to_string().is_empty());
}

/// A PDF with one object made by hand.
fn with_object(number: usize, object: &str) -> Vec<u8> {
    let mut sheet = Sheet::default();
    sheet.lines((70.0, 120.0), 10.0, &["Een pagina met tekst."]);
    let whole = String::from_utf8(pdf(&[sheet])).unwrap();
    let begin = whole.find(&format!("{number} 0 obj\n")).unwrap();
    let end = begin + whole[begin..].find("endobj").unwrap();
    format!(
        "{}{number} 0 obj\n{object}\n{}",
        &whole[..begin],
        &whole[end..]
    )
    .into_bytes()
}

#[test]
fn a_pdf_of_every_kind_of_fault_is_read_or_told() {
    let nested = format!(
        "<< /Type /Catalog /Pages 2 0 R /X {}{} >>",
        "[".repeat(20_000),
        "]".repeat(20_000)
    );
    let start = Instant::now();
    for (fault, object) in [
        ("nested", (1, nested.as_str())),
        (
            "a tree that is its own branch",
            (2, "<< /Type /Pages /Count 1 /Kids [2 0 R] >>"),
        ),
        ("no pages", (2, "<< /Type /Pages /Count 0 /Kids [] >>")),
        ("no tree", (1, "<< /Type /Catalog >>")),
        ("no font", (3, "<< /Type /Font >>")),
        ("a font that is no font", (3, "[1 2 3]")),
        ("a page that is a number", (6, "7")),
        ("content that is its own", (7, "7 0 R")),
    ] {
        match read(&with_object(object.0, object.1), "brief.pdf") {
            Ok(document) => assert!(!document.paragraphs.is_empty(), "{fault}"),
            Err(error) => assert!(!error.to_string().is_empty(), "{fault}"),
        }
    }
    assert!(
        start.elapsed() < Duration::from_secs(10),
        "{:?}",
        start.elapsed()
    );
}

#[test]
fn two_pages_may_call_two_fonts_by_one_name() {
    let sheets: Vec<Sheet> = ["Een eerste pagina.", "Een tweede pagina."]
        .map(|words| {
            let mut sheet = Sheet::default();
            sheet.lines((70.0, 120.0), 10.0, &[words, "Zij heeft een tweede regel."]);
            sheet
        })
        .into_iter()
        .collect();
    let whole = String::from_utf8(pdf(&sheets)).unwrap();
    // The second page's R shows another letter for each code.
    let second = whole.rfind("/R 3 0 R").unwrap();
    let font = "/R << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding << /Differences [69 /Q] >> >>";
    let other = format!("{}{font}{}", &whole[..second], &whole[second + 8..]);
    let read = text(&read(other.as_bytes(), "brief.pdf").unwrap());
    assert!(read.contains("Een eerste pagina."), "{read}");
    assert!(read.contains("Qen tweede pagina."), "{read}");
}

#[test]
fn notes_that_are_doubled_missing_or_cite_themselves_end() {
    let mut markdown = String::from(
        "Zie[^1], [^weg], en nog eens[^1].\n\n[^1]: zie [^1] en [^2]\n\n[^2]: zie [^1]\n\n[^1]: nog een\n\n",
    );
    let mut page = String::from("<body><p>Zie <a href=\"#a\">1</a> en <a href=\"#b\">2</a>.</p>");
    page.push_str("<p id=\"a\">1 zie <a href=\"#b\">2</a></p><p id=\"b\">2 zie <a href=\"#a\">1</a> en <a href=\"#b\">2</a></p></body>");
    let start = Instant::now();
    assert!(read(markdown.as_bytes(), "brief.md").unwrap().notes.len() >= 2);
    assert_eq!(read(page.as_bytes(), "brief.html").unwrap().notes.len(), 2);
    let mut many = String::from("<html><body>");
    for note in 1..=20_000 {
        write!(markdown, "Woord[^n{note}]\n\n[^n{note}]: noot\n\n").unwrap();
        write!(
            many,
            "<p>Woord<a href=\"#n{note}\">{}</a></p><p id=\"n{note}\">{} noot</p>",
            note % 10_000,
            note % 10_000
        )
        .unwrap();
    }
    assert!(read(markdown.as_bytes(), "brief.md").unwrap().notes.len() > 20_000);
    assert!(
        !read(many.as_bytes(), "brief.html")
            .unwrap()
            .notes
            .is_empty()
    );
    assert!(
        start.elapsed() < Duration::from_secs(30),
        "{:?}",
        start.elapsed()
    );
}

/// Each number of a line is looked at, and none of them looks back at all the others.
#[test]
fn a_line_of_very_many_numbers_is_read() {
    for number in ["111.", "11.", "1111.", "2019.", "m2.", "1,¹"] {
        let line = number.repeat(100_000);
        let document = read(format!("De reeks is {line}\n").as_bytes(), "letter.txt").unwrap();
        let figures = text(&document)
            .matches(|c: char| c.is_ascii_digit())
            .count();
        assert!(figures >= 100_000, "{number}: {figures}");
    }
    let part = |at: usize| {
        format!(
            "<p>Zie<sup><a href=\"#a{at}\">1</a></sup> en<sup><a href=\"#b{at}\">2</a></sup>.</p>"
        )
    };
    let notes =
        |at: usize| format!("<div id=\"a{at}\">1 Een.</div><div id=\"b{at}\">2 Twee.</div>");
    let (parts, all): (String, String) = (0..2_000).map(|at| (part(at), notes(at))).unzip();
    let page = format!("<html><body>{parts}{all}</body></html>");
    let document = read(page.as_bytes(), "page.html").unwrap();
    assert_eq!(document.notes.len(), 4_000);
}
