//! Whole letters as they are understood, compared with readings a person has checked.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test may fail at any line, and says what it measured"
)]

#[path = "support/pdf.rs"]
mod made;

#[path = "documents/formats.rs"]
mod formats;
#[path = "documents/hostile.rs"]
mod hostile;
#[path = "documents/official.rs"]
mod official;
#[path = "documents/pdf.rs"]
mod pdf;
#[path = "documents/pdf_made.rs"]
mod pdf_made;
#[path = "documents/pdf_notes.rs"]
mod pdf_notes;
#[path = "documents/pdf_short.rs"]
mod pdf_short;
#[path = "documents/pdf_tables.rs"]
mod pdf_tables;
#[path = "documents/pdf_words.rs"]
mod pdf_words;
#[path = "documents/signed.rs"]
mod signed;
#[path = "documents/typed.rs"]
mod typed;
#[path = "documents/wrapped.rs"]
mod wrapped;

use std::collections::HashMap;
use std::fmt::Write as _;

use proptest::prelude::*;
use voetnoot::catalogue::{Language, Texts};
use voetnoot::document::{Document, Kind};
use voetnoot::ingest::{Options, text};
use voetnoot::safe;

/// A letter read from plain text.
fn read(source: &str) -> Document {
    text::read(&safe::document(source), "UTF-8".to_owned(), "letter.txt")
}

/// A letter in a form to read: a line per paragraph, `|` where a page begins, `[1]` where a mark stood.
fn dump(document: &Document) -> String {
    let mut out = String::new();
    let facts = &document.facts;
    for (name, fact) in [
        ("date", &facts.date),
        ("sender", &facts.sender),
        ("subject", &facts.subject),
        ("dossier", &facts.dossier),
        ("number", &facts.number),
    ] {
        if let Some(fact) = fact {
            writeln!(out, "{name}: {fact}").unwrap();
        }
    }
    for (index, paragraph) in document.paragraphs.iter().enumerate() {
        let sign = match paragraph.kind {
            Kind::Heading(level) => format!("\n{} ", "#".repeat(usize::from(level))),
            Kind::Body => "\u{b6} ".to_owned(),
            Kind::Item(depth) => format!("{}* ", "  ".repeat(usize::from(depth))),
            Kind::Quote => "> ".to_owned(),
            Kind::Row => "| ".to_owned(),
            Kind::Note(note) => {
                let note = &document.notes[note as usize];
                let page = note.page.map_or(String::new(), |page| {
                    format!(" on page {}", document.pages[page as usize].label)
                });
                format!("note {}{page}: ", note.label)
            }
        };
        out.push_str(&sign);
        let mut inserts: Vec<(usize, u8, String)> = document
            .pages
            .iter()
            .filter(|page| page.start.paragraph as usize == index)
            .map(|page| (page.start.byte as usize, 0, format!("<p{}>", page.label)))
            .collect();
        inserts.extend(paragraph.note_refs.iter().map(|mark| {
            let note = &document.notes[mark.note as usize];
            (mark.byte, 1, format!("[^{}]", note.label))
        }));
        inserts.sort();
        let mut at = 0;
        for (byte, _, insert) in inserts {
            out.push_str(&paragraph.text[at..byte]);
            out.push_str(&insert);
            at = byte;
        }
        out.push_str(&paragraph.text[at..]);
        out.push('\n');
    }
    for furniture in &document.furniture {
        writeln!(out, "({:?}: {})", furniture.kind, furniture.text).unwrap();
    }
    let texts = Texts::of(Language::English);
    for warning in &document.warnings {
        let told = texts.doubt(&warning.doubt);
        writeln!(out, "! {:?}: {told}", warning.doubt.kind()).unwrap();
    }
    out
}

/// Characters that are no white space, counted; raised figures as the figures they are, all hyphens as one.
fn count<'t>(texts: impl Iterator<Item = &'t str>) -> HashMap<char, i64> {
    let mut counts = HashMap::new();
    for c in texts.flat_map(str::chars).filter(|c| !c.is_whitespace()) {
        let raised = "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|figure| figure == c);
        let c = match c {
            '\u{2010}' | '\u{ad}' => '-',
            c => raised.map_or(c, |digit| char::from(b'0' + digit as u8)),
        };
        *counts.entry(c).or_default() += 1;
    }
    counts
}

/// What the source prints and the document does not hold.
fn lost(source: &str, document: &Document) -> Vec<char> {
    let paragraphs = document
        .paragraphs
        .iter()
        .map(|paragraph| paragraph.text.as_str());
    let furniture = document
        .furniture
        .iter()
        .map(|furniture| furniture.text.as_str());
    let labels = document.notes.iter().map(|note| note.label.as_str());
    let marks = document
        .marks()
        .map(|(_, note)| document.notes[note as usize].label.as_str());
    let hyphens = std::iter::repeat_n("-", document.reading.joined_hyphens);
    let held = count(
        paragraphs
            .chain(furniture)
            .chain(labels)
            .chain(marks)
            .chain(hyphens),
    );
    let text = safe::document(source).text;
    let mut lost: Vec<char> = count(std::iter::once(text.as_str()))
        .into_iter()
        .filter(|(c, times)| held.get(c).copied().unwrap_or(0) < *times)
        .map(|(c, _)| c)
        .collect();
    lost.sort_unstable();
    lost
}

/// Pieces that letters are made of, the treacherous ones above all.
const PIECES: [&str; 81] = [
    "\n",
    "\n",
    "\n",
    "\n\n",
    "\n \n",
    "\x0c",
    " ",
    "\u{a0}",
    "\u{2003}",
    "  ",
    ". ",
    ", ",
    ": ",
    "?",
    "- ",
    "-\n",
    "‐\n",
    "– ",
    "• ",
    "o ",
    "* ",
    "*",
    "**",
    "1",
    "2",
    "3",
    "4",
    "12",
    "1 ",
    "2 ",
    "\n1 ",
    "\n2 ",
    "\n3 ",
    "\n1\n",
    "\n2\n",
    "\n1) ",
    "\n2) ",
    "1)",
    "2)",
    "[1]",
    "\n[1] ",
    "¹",
    "²",
    "\u{2071}",
    "\n¹ ",
    "\n1. ",
    "\n2. ",
    "\n2.1 ",
    "2020",
    "20201",
    "29.628",
    "Politie",
    "politie",
    "de brug",
    "samenleving",
    "CO2",
    "NIS24",
    "‘",
    "’",
    "«",
    "»",
    "ën",
    "Pagina 1 van 2",
    "Pagina 2 van 2",
    "\n1/2\n",
    "____",
    "Vraag 1",
    "X Noot\n",
    "Noten\n",
    "Bijlage",
    "Datum",
    "Ons kenmerk",
    "2500 EA DEN HAAG",
    "Nr. 9 MOTIE VAN HET LID X\n",
    "29 628 Politie\n",
    "Inhoudsopgave",
    ".... 3",
    "https://www.nl/a-\n",
    "De Minister van Sport,\n",
    "                                               \n",
    "Kamerstukken II 2019-2020, 29.628 nr. 9.",
];

fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => prop::sample::select(PIECES.to_vec()).prop_map(str::to_owned),
        1 => "[a-z]{1,9} ",
        1 => any::<char>().prop_map(String::from),
    ]
}

proptest! {
    #[test]
    fn no_character_of_any_text_is_lost(pieces in prop::collection::vec(piece(), 0..120)) {
        let source = pieces.concat();
        let document = read(&source);
        prop_assert_eq!(lost(&source, &document), Vec::<char>::new(), "{}", dump(&document));
    }

    #[test]
    fn any_characters_make_a_document(source in any::<String>()) {
        let document = read(&source);
        prop_assert!(lost(&source, &document).is_empty());
    }
}

#[test]
fn a_raised_letter_is_no_mark() {
    let document = read("De macht is n\u{2071} en niet meer.\n");
    assert_eq!(
        document.paragraphs[0].text,
        "De macht is n\u{2071} en niet meer."
    );
    assert!(document.warnings.is_empty());
}

#[test]
fn a_mark_is_seen_behind_a_plural_with_an_apostrophe() {
    let document = read(
        "Geachte voorzitter,\n\nDe politie rijdt in nieuwe auto’s1 en deelt foto's2 met haar collega’s.\n\nVan de G4 is niets bekend.\n\n1 Kamerstuk 29 628, nr. 948.\n2 Kamerstuk 29 628, nr. 957.\n",
    );
    let cited: Vec<usize> = document.notes.iter().map(|note| note.refs.len()).collect();
    assert_eq!(cited, [1, 1], "{}", dump(&document));
    assert!(
        document.paragraphs[1]
            .text
            .contains("auto’s en deelt foto's met")
    );
}

#[test]
fn a_paper_of_questions_is_called_by_what_they_are_about() {
    let document = read(
        "Vragen van het lid Turf (PvA) aan de Minister van Veen over natte voeten\n(ingezonden 3 mei 2021).\n\n\
         Antwoord van Minister De Plas (Veen) (ontvangen 20 mei 2021).\n\nVraag 1\n\nHoe nat is het veen?\n\nAntwoord 1\n\nNat.\n",
    );
    let subject = "Vragen van het lid Turf (PvA) aan de Minister van Veen over natte voeten";
    assert_eq!(document.title, subject);
    assert_eq!(document.facts.subject.as_deref(), Some(subject));
    assert_eq!(
        document.facts.sender.as_deref(),
        Some("Minister De Plas (Veen)")
    );
    assert_eq!(document.facts.date.as_deref(), Some("20 mei 2021"));
    // What a letter says of others is no fact of its own.
    let document =
        read("Geachte voorzitter,\n\nVragen van burgers over natte voeten krijg ik vaak.\n");
    assert_eq!(document.facts.subject, None);
}

/// Every letter in `tests/letters` beside the reading of it that a person has checked.
#[test]
fn letters_of_every_habit_are_understood() {
    insta::glob!("letters/*.txt", |path| {
        let source = std::fs::read(path).unwrap();
        let name = path.file_name().unwrap().to_string_lossy();
        let document = voetnoot::ingest::read(&source, &name, &Options::default()).unwrap();
        insta::assert_snapshot!(dump(&document));
    });
}

#[test]
fn the_letter_that_is_built_in_is_understood() {
    let source = include_bytes!("../data/halfjaarbericht-politie-2020-2.txt");
    let document = voetnoot::ingest::read(
        source,
        "halfjaarbericht-politie-2020-2.txt",
        &Options::default(),
    )
    .unwrap();
    insta::assert_snapshot!(dump(&document));
    assert!(document.warnings.is_empty());
    assert_eq!(
        lost(&String::from_utf8_lossy(source), &document),
        Vec::<char>::new()
    );
}

/// Prints any file as it is understood: `LETTER=file cargo test --test documents show -- --nocapture --ignored`.
#[test]
#[ignore = "a tool for looking"]
fn show() {
    if let Ok(path) = std::env::var("LETTER") {
        println!("{}", dump(&read(&std::fs::read_to_string(path).unwrap())));
    }
}
