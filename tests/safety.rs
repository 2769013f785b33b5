//! Nothing harms: hostile text, foreign encodings, damaged bytes, and any keys, clicks and sizes in any order.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test may fail at any line, and says what it measured"
)]

mod support;

use proptest::prelude::*;
use ratatui::crossterm::event::{Event, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use support::stage::{stage, stage_of};
use unicode_segmentation::UnicodeSegmentation as _;
use voetnoot::ingest::{self, Options};
use voetnoot::safe;
use voetnoot::tui::action::Action;
use voetnoot::tui::model::Msg;
use voetnoot::tui::stage::Stage;

#[test]
fn characters_become_what_the_policy_says() {
    for (text, shown, replaced) in [
        ("a\r\nb\rc\nd", "a\nb\nc\nd", 0),
        ("a\u{b}b\u{85}c\u{2028}d\u{2029}e", "a\nb\nc\nd\ne", 0),
        ("a\u{c}b", "a\u{c}b", 0),
        ("\ta\tb", "        a       b", 0),
        ("é\tb", "é       b", 0),
        ("\u{0}\u{7}\u{1b}\u{7f}", "␀␇␛␡", 4),
        ("a\u{9b}31mb", "a\u{fffd}31mb", 1),
        (
            "\u{202e}om\u{202c}\u{2066}x\u{2069}",
            "\u{fffd}om\u{fffd}\u{fffd}x\u{fffd}",
            4,
        ),
        ("\u{e0041}\u{fff9}\u{ffff}", "\u{fffd}\u{fffd}\u{fffd}", 3),
        (
            "po\u{ad}li\u{200b}tie\u{200d}\u{feff}\u{2060}\u{fe0f}",
            "politie",
            0,
        ),
        ("po\u{ad}\nlitie", "po\u{ad}\nlitie", 0),
        ("29\u{a0}628\u{202f}nr", "29\u{a0}628\u{202f}nr", 0),
        (
            "e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}x",
            "e\u{301}\u{301}\u{301}\u{301}x",
            2,
        ),
        ("‘citaat’ – één €", "‘citaat’ – één €", 0),
    ] {
        let safe = safe::document(text);
        assert_eq!(safe.text, shown, "{text:?}");
        assert_eq!(safe.replaced, replaced, "{text:?}");
    }
}

#[test]
fn a_line_has_no_breaks_left() {
    assert_eq!(safe::line("a\nb\u{c}c\u{ad}\r\nd\u{1b}[0m"), "a b c d␛[0m");
}

/// Whether a terminal could act on a character, or show the ones around it elsewhere.
fn is_hostile(letter: char) -> bool {
    letter.is_control() && letter != '\n' && letter != '\u{c}'
        || matches!(letter,
            '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{feff}' | '\u{fe00}'..='\u{fe0f}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn safe_text_holds_nothing_hostile_and_stays_as_it_is(text in any::<String>()) {
        let once = safe::document(&text).text;
        prop_assert!(!once.chars().any(is_hostile), "{:?}", once);
        let twice = safe::document(&once);
        prop_assert_eq!(&twice.text, &once);
    }

    #[test]
    fn any_bytes_are_a_letter_or_a_message(bytes in prop::collection::vec(any::<u8>(), 0..600), preview in 0_usize..600) {
        match ingest::read(&bytes, "letter", &Options::default()) {
            Ok(document) => {
                let texts = document.paragraphs.iter().map(|paragraph| &paragraph.text);
                prop_assert!(!texts.into_iter().any(|text| text.chars().any(is_hostile)));
            }
            Err(error) => prop_assert!(!error.to_string().is_empty()),
        }
        let _ = ingest::read_start(&bytes[..preview.min(bytes.len())], "letter", &Options::default());
    }

    #[test]
    fn damage_to_a_letter_is_never_a_panic(cut in 0_usize..16_000, flips in prop::collection::vec((0_usize..16_000, 0_u8..8), 0..40)) {
        let mut bytes = include_bytes!("../data/halfjaarbericht-politie-2020-2.txt").to_vec();
        bytes.truncate(cut);
        for (at, bit) in flips {
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= 1 << bit;
            }
        }
        let _ = ingest::read(&bytes, "letter", &Options::default());
    }
}

#[test]
fn a_letter_is_the_same_in_every_encoding() {
    let text = "Zie de “brief” van Özütok – één € over ’s lands politie.\n\nNog een alinea.\n";
    let wide = |little: bool| -> Vec<u8> {
        let unit = |unit: u16| {
            if little {
                unit.to_le_bytes()
            } else {
                unit.to_be_bytes()
            }
        };
        std::iter::once(0xfeff)
            .chain(text.encode_utf16())
            .flat_map(unit)
            .collect()
    };
    let (windows, _, _) = encoding_rs::WINDOWS_1252.encode(text);
    let marked = [b"\xef\xbb\xbf", text.as_bytes()].concat();
    let expected = ingest::read(text.as_bytes(), "letter", &Options::default()).unwrap();
    assert!(expected.paragraphs[0].text.contains("Özütok – één €"));
    for (name, bytes) in [
        ("UTF-16LE", wide(true)),
        ("UTF-16BE", wide(false)),
        ("windows-1252", windows.into_owned()),
        ("UTF-8", marked),
    ] {
        let document = ingest::read(&bytes, "letter", &Options::default()).unwrap();
        assert_eq!(document.paragraphs, expected.paragraphs, "{name}");
        assert!(
            document.reading.encoding.eq_ignore_ascii_case(name),
            "{name}: {}",
            document.reading.encoding
        );
    }
    let broken = ingest::read(
        b"De Kamer \xc3\x28 en \xf0\x9f. Zie \xe2\x82\xac.",
        "letter",
        &Options {
            encoding: Some("utf-8".into()),
            ..Options::default()
        },
    );
    assert!(broken.unwrap().paragraphs[0].text.contains('\u{fffd}'));
}

/// Everything a letter may try, in its text, headings and notes.
const HOSTILE: &str = "\u{1b}]0;title\u{7} \u{1b}[2J \u{9b}31m \u{1b}]52;c;aGk=\u{7} \u{202e}om\u{202c} \u{e0041}x \u{200b}\u{200d}y \
    a\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}b 漢字 👍🏽 \u{1b}Pq\u{1b}\\ \u{0}";

fn hostile_letter() -> String {
    format!(
        "{HOSTILE} brief\n\nKop {HOSTILE}\n\nDe minister schrijft.1 {HOSTILE} en meer.\n\n1 Noot {HOSTILE}, Kamerstuk 29 628, nr. 9.\n"
    )
}

/// The frame's cells hold nothing that acts, and no flood.
fn assert_harmless(stage: &Stage) {
    let (buffer, _) = stage.frame();
    for cell in buffer.content() {
        let symbol = cell.symbol();
        assert!(
            !symbol
                .chars()
                .any(|c| is_hostile(c) || c == '\n' || c == '\u{c}'),
            "{symbol:?}"
        );
        assert!(symbol.chars().count() <= 5, "{symbol:?}");
    }
}

#[test]
fn hostile_text_is_harmless_in_every_pane() {
    for size in [(80, 24), (200, 50), (40, 12), (10, 3)] {
        let mut stage = stage_of(&hostile_letter(), size);
        for keys in [
            "",
            "/noot",
            "<Enter>",
            "s",
            "<Esc>1F",
            "K",
            "<Esc>t",
            "<Esc>v}",
            "<Esc>:check<Enter>",
            "<Esc>yp",
            "Y",
            "yl",
        ] {
            stage.press(keys).unwrap();
            assert_harmless(&stage);
        }
        for copied in &stage.copied {
            assert!(!copied.chars().any(is_hostile), "{copied:?}");
        }
    }
}

#[test]
fn a_flood_of_marks_on_every_letter_stays_a_small_frame() {
    let flood: String = "politie "
        .chars()
        .flat_map(|c| {
            [c].into_iter()
                .chain(std::iter::repeat_n('\u{301}', 10_000))
        })
        .collect();
    let stage = stage_of(&flood, (80, 24));
    assert_harmless(&stage);
    let (buffer, _) = stage.frame();
    let bytes: usize = buffer
        .content()
        .iter()
        .map(|cell| cell.symbol().len())
        .sum();
    assert!(bytes < 64_000, "{bytes} bytes");
}

#[test]
fn hostile_queries_are_answered() {
    let mut stage = stage((80, 24));
    let long = "woord ".repeat(10_000);
    for query in [
        "\"",
        "field:",
        "*",
        "/.*/",
        "/(/",
        "/(a*)*b/",
        "((((",
        "-",
        "|",
        "in:",
        "p:",
        "§",
        "kst:",
        "=",
        "\u{1b}[2J",
        "\u{202e}",
        &long,
    ] {
        stage.press("/").unwrap();
        stage.happen(Msg::Input(Event::Paste(query.to_owned())));
        assert_harmless(&stage);
        stage.press("<Esc>").unwrap();
    }
}

/// Something a user may do.
#[derive(Debug, Clone)]
enum Doing {
    Key(&'static str),
    Act(Action, Option<u32>),
    Click(u16, u16, MouseEventKind),
    Paste(String),
    Resize(u16, u16),
    Wait,
}

const KEYS: &[&str] = &[
    "j", "k", "d", "u", "f", "b", "g", "G", "]", "[", "}", "{", ")", "(", "/", "?", "n", "N", "&",
    "<Tab>", "<S-Tab>", "<Enter>", "F", "K", "t", "s", "<C-w>", "m", "'", "a", "y", "p", "v", "Y",
    "<BS>", "L", "H", ":", "h", "<Esc>", "<Up>", "<Down>", "<Left>", "<Right>", "1", "2", "9", "0",
    "o", "l", "i", "t", "e", "-", "\"", "|", "<C-p>", "<C-n>", "<C-u>", "<Home>", "<End>", "+",
    "=",
];

fn doing() -> impl Strategy<Value = Doing> {
    let size = || prop_oneof![1_u16..12, 12_u16..90, 90_u16..220];
    prop_oneof![
        12 => prop::sample::select(KEYS).prop_map(Doing::Key),
        4 => (prop::sample::select(Action::ALL), prop::option::of(0_u32..40))
            .prop_filter("ends the reader", |(action, _)| !matches!(action, Action::Quit | Action::Suspend))
            .prop_map(|(action, count)| Doing::Act(action, count)),
        3 => (0_u16..220, 0_u16..60, prop::sample::select(&[
            MouseEventKind::Down(MouseButton::Left), MouseEventKind::Up(MouseButton::Left), MouseEventKind::Drag(MouseButton::Left),
            MouseEventKind::ScrollDown, MouseEventKind::ScrollUp,
        ][..])).prop_map(|(x, y, kind)| Doing::Click(x, y, kind)),
        1 => "\\PC{0,12}".prop_map(Doing::Paste),
        2 => (size(), size()).prop_map(|(width, height)| Doing::Resize(width, height / 3 + 1)),
        1 => Just(Doing::Wait),
    ]
}

fn carry_out(stage: &mut Stage, doing: &Doing) {
    match doing {
        Doing::Key(keys) => stage.press(keys).unwrap(),
        Doing::Act(action, count) => {
            voetnoot::tui::update::act(&mut stage.model, *action, *count);
            stage.happen(Msg::Waited);
        }
        Doing::Click(column, row, kind) => stage.happen(Msg::Input(Event::Mouse(MouseEvent {
            kind: *kind,
            column: *column,
            row: *row,
            modifiers: KeyModifiers::NONE,
        }))),
        Doing::Paste(text) => stage.happen(Msg::Input(Event::Paste(text.clone()))),
        Doing::Resize(width, height) => stage.happen(Msg::Input(Event::Resize(*width, *height))),
        Doing::Wait => stage.happen(Msg::Waited),
    }
}

/// What holds in every state.
fn assert_sound(stage: &Stage) {
    let model = &stage.model;
    let document = &model.letter.document;
    let (buffer, cursor) = stage.frame();
    assert_eq!((buffer.area.width, buffer.area.height), model.area);
    for place in [model.reader.point, model.reader.top.place] {
        let paragraph = document
            .paragraph(place)
            .expect("a place lies in the letter");
        assert!(
            paragraph.text.is_char_boundary(place.byte as usize),
            "{place:?}"
        );
        assert!(
            place.paragraph < document.text_len(),
            "{place:?} is in the text, not in a note"
        );
    }
    if let Some(current) = model.search.current {
        assert!(
            current < model.search.stops(),
            "stop {current} of {}",
            model.search.stops()
        );
    }
    if let Some(note) = model.notes.current {
        assert!((note as usize) < document.notes.len());
    }
    if let Some((x, y)) = cursor {
        assert!(x < buffer.area.width && y < buffer.area.height);
    }
    for cell in buffer.content() {
        assert!(
            cell.symbol().graphemes(true).count() <= 1,
            "{:?}",
            cell.symbol()
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, max_shrink_iters: 400, ..ProptestConfig::default() })]

    #[test]
    fn any_keys_clicks_pastes_and_sizes_leave_a_sound_reader(doings in prop::collection::vec(doing(), 1..160)) {
        let mut stage = stage((80, 24));
        for doing in &doings {
            carry_out(&mut stage, doing);
            assert_sound(&stage);
            if stage.ended {
                return Ok(());
            }
        }
        for _ in 0..8 {
            stage.press("<Esc>").unwrap();
        }
        stage.press("q").unwrap();
        prop_assert!(stage.ended, "q ends it");
    }

    #[test]
    fn a_letter_of_any_text_can_be_read_and_searched(text in "(\\PC{0,30}[1-3]?[.\\n]){0,12}", keys in prop::collection::vec(prop::sample::select(KEYS), 0..40)) {
        let mut stage = stage_of(&text, (60, 20));
        for key in keys {
            stage.press(key).unwrap();
            let _ = stage.frame();
        }
    }
}
