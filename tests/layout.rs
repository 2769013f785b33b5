//! Rows of a letter: every byte once, none too wide, the same place on top at every width.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test may fail at any line, and says what it measured"
)]

use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation as _;
use voetnoot::document::place::Place;
use voetnoot::document::{Document, Kind, Note, NoteRef, Page, Paragraph, Section};
use voetnoot::layout::wrap::{clusters, columns};
use voetnoot::layout::{Layout, Row, Setting, Top, insets};

fn paragraph(kind: Kind, text: &str) -> Paragraph {
    Paragraph {
        kind,
        text: text.to_owned(),
        spans: Vec::new(),
        note_refs: Vec::new(),
        citations: Vec::new(),
        number: 0,
    }
}

/// A letter with a mark after every fourth word, a heading, items, and pages that begin inside paragraphs.
fn letter(texts: &[String]) -> Document {
    let mut document = Document::default();
    for (at, text) in texts.iter().enumerate() {
        let kind = match at % 5 {
            0 => Kind::Heading(1),
            3 => Kind::Item(1),
            4 => Kind::Quote,
            _ => Kind::Body,
        };
        let mut made = paragraph(kind, text);
        let ends = text
            .match_indices(' ')
            .map(|(end, _)| end)
            .skip(3)
            .step_by(4);
        made.note_refs = ends.map(|byte| NoteRef { byte, note: 0 }).collect();
        document.paragraphs.push(made);
        if at % 2 == 1 {
            let byte = text
                .char_indices()
                .nth(text.chars().count() / 2)
                .map_or(0, |(byte, _)| byte as u32);
            let label = (document.pages.len() + 1).to_string();
            document.pages.push(Page {
                label,
                start: Place {
                    paragraph: at as u32,
                    byte,
                },
            });
        }
    }
    let count = texts.len() as u32;
    document.sections = vec![Section {
        title: None,
        level: 0,
        paragraphs: 0..count,
    }];
    document.notes = vec![Note {
        label: "12".into(),
        paragraphs: count..count + 1,
        refs: Vec::new(),
        section: 0,
        page: None,
    }];
    document
        .paragraphs
        .push(paragraph(Kind::Note(0), "een noot"));
    document
}

fn texts() -> impl Strategy<Value = Vec<String>> {
    let word = prop_oneof![
        8 => "[a-z]{1,12}",
        2 => "[a-z]{1,6}-[a-z]{1,6}",
        1 => Just("geïnformeerd".to_owned()),
        1 => Just("https://www.voorbeeld.nl/een/heel/lang/adres-met-streepjes".to_owned()),
        1 => Just("東京都".to_owned()),
        1 => Just("e\u{301}e\u{301}n".to_owned()),
    ];
    prop::collection::vec(
        prop::collection::vec(word, 1..60).prop_map(|words| words.join(" ")),
        1..9,
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn clusters_are_those_of_unicode(text in "[a-c1 \\-\u{301}\u{308}\u{200d}ëñ👩🏽🇳🇱กำ한\u{1100}]{0,24}") {
        let by_rule: Vec<_> = text.grapheme_indices(true).collect();
        prop_assert_eq!(clusters(&text).collect::<Vec<_>>(), by_rule);
    }

    #[test]
    fn rows_cover_every_byte_once_and_none_is_too_wide(texts in texts(), width in 4u16..100, ascii: bool) {
        let document = letter(&texts);
        let layout = Layout::new(&document, Setting { width, ascii });
        for at in 0..document.text_len() {
            let content = &document.paragraphs[at as usize];
            let marks = insets(content, &document, ascii);
            let mut next = 0;
            for row in layout.block(at) {
                let Row::Text { bytes, indent } = row else { continue };
                prop_assert_eq!(bytes.start, next);
                next = bytes.end;
                let shown = content.text[bytes.clone()].trim_end();
                let mut wide = columns(shown) + usize::from(indent);
                for mark in marks.iter().filter(|mark| mark.byte > bytes.start && mark.byte <= bytes.end) {
                    wide += columns(&mark.text);
                }
                let single = shown.split_whitespace().count() <= 1 && shown.chars().count() <= 2;
                prop_assert!(wide <= usize::from(width) || single, "{:?} is {} wide, not {}", shown, wide, width);
            }
            prop_assert_eq!(next, content.text.len());
        }
    }

    #[test]
    fn walking_down_and_up_again_returns_to_the_same_row(texts in texts(), width in 8u16..90, down in 0i64..60) {
        let document = letter(&texts);
        let layout = Layout::new(&document, Setting { width, ascii: false });
        let start = Top::default();
        let there = layout.walk(start, down);
        let back = layout.walk(there, -down);
        let again = layout.walk(back, down);
        prop_assert_eq!(again, there);
        let first = layout.rows_from(there).next();
        let same = layout.rows_from(start).nth(down as usize).or_else(|| layout.rows_from(start).last());
        prop_assert_eq!(first, same);
    }

    #[test]
    fn a_new_width_keeps_the_place_on_top(texts in texts(), from in 8u16..90, to in 8u16..90, down in 0i64..40) {
        let document = letter(&texts);
        let before = Layout::new(&document, Setting { width: from, ascii: false });
        let after = Layout::new(&document, Setting { width: to, ascii: false });
        let top = before.walk(Top::default(), down);
        let line = after.rows_from(Top { lead: 0, ..top }).next().unwrap();
        let Row::Text { bytes, .. } = line.row else { panic!("no text on top") };
        let byte = top.place.byte as usize;
        prop_assert_eq!(line.paragraph, top.place.paragraph);
        prop_assert!(bytes.start <= byte && (byte < bytes.end || bytes.is_empty()));
    }

    #[test]
    fn the_last_screen_ends_with_the_last_row(texts in texts(), width in 8u16..90, height in 1usize..30) {
        let document = letter(&texts);
        let layout = Layout::new(&document, Setting { width, ascii: false });
        let rows: Vec<_> = layout.rows_from(layout.last_top(height)).collect();
        let all = layout.rows_from(Top::default()).count();
        prop_assert_eq!(rows.len(), height.min(all));
    }

    #[test]
    fn any_text_is_wrapped_without_panic(text in any::<String>(), width in 1u16..20) {
        let document = letter(&[text]);
        let layout = Layout::new(&document, Setting { width, ascii: false });
        prop_assert!(layout.rows_from(Top::default()).count() > 0);
    }
}

#[test]
fn a_page_that_begins_inside_a_paragraph_breaks_its_row_with_a_rule() {
    let mut document = letter(&["een twee drie vier vijf zes".to_owned()]);
    document.pages = vec![
        Page {
            label: "1".into(),
            start: Place::start(0),
        },
        Page {
            label: "2".into(),
            start: Place {
                paragraph: 0,
                byte: 14,
            },
        },
    ];
    document.paragraphs[0].kind = Kind::Body;
    let rows = Layout::new(
        &document,
        Setting {
            width: 60,
            ascii: false,
        },
    )
    .block(0);
    assert_eq!(
        rows,
        [
            Row::Text {
                bytes: 0..14,
                indent: 0
            },
            Row::PageRule(1),
            Row::Text {
                bytes: 14..27,
                indent: 0
            },
        ]
    );
}
