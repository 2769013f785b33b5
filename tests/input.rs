//! Bytes from a terminal as keys, clicks and pastes: the forms terminals send, broken ones, and reports that are none of them.

use proptest::prelude::*;
use ratatui::crossterm::event::{
    Event, KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};
use voetnoot::tui::input::Decoder;
use voetnoot::tui::key::{Key, show};

/// The keys, in the notation of help; clicks and pastes as they are.
fn read(bytes: &[u8]) -> String {
    let mut decoder = Decoder::default();
    let mut events = decoder.feed(bytes);
    while decoder.patience().is_some() {
        events.extend(decoder.give_up());
    }
    told(&events)
}

fn told(events: &[Event]) -> String {
    let parts: Vec<String> = events
        .iter()
        .map(|event| match event {
            Event::Key(event) => {
                Key::from_event(*event).map_or_else(String::new, |key| show(&[key], true))
            }
            Event::Paste(text) => format!("paste {text:?}"),
            Event::Mouse(MouseEvent {
                kind, column, row, ..
            }) => format!("{kind:?} {column} {row}"),
            other => format!("{other:?}"),
        })
        .collect();
    parts.join(" ")
}

#[test]
fn every_form_of_a_key_is_that_key() {
    for (bytes, keys) in [
        (
            &b"aZ9\xc3\xa9\xe6\xbc\xa2\xf0\x9f\x98\x80"[..],
            "a Z 9 é 漢 😀",
        ),
        (
            b"\r\t\x7f\x00\x01\x17\x1d",
            "Enter Tab Backspace Ctrl-Space Ctrl-A Ctrl-W Ctrl-]",
        ),
        (
            b"\x1b[A\x1b[B\x1b[C\x1b[D\x1b[H\x1b[F",
            "Up Down Right Left Home End",
        ),
        (
            b"\x1bOA\x1bOB\x1bOH\x1bOF\x1bOP\x1bOS",
            "Up Down Home End F1 F4",
        ),
        (
            b"\x1b[1~\x1b[2~\x1b[3~\x1b[4~\x1b[5~\x1b[6~",
            "Home Ins Del End PgUp PgDn",
        ),
        (
            b"\x1b[11~\x1b[15~\x1b[17~\x1b[21~\x1b[24~",
            "F1 F5 F6 F10 F12",
        ),
        (b"\x1b[[A\x1b[[E", "F1 F5"),
        (
            b"\x1b[Z\x1b[1;2A\x1b[1;5C\x1b[3;3~",
            "Shift-Tab Shift-Up Ctrl-Right Alt-Del",
        ),
        (
            b"\x1b[27;5;119~\x1b[119;5u\x1b[97u\x1b[97;2u",
            "Ctrl-W Ctrl-W a A",
        ),
        (
            b"\x1b[13u\x1b[27u\x1b[9;2u\x1b[127u",
            "Enter Esc Shift-Tab Backspace",
        ),
        (b"\x1b[1;1:1A\x1b[1;129B", "Up Down"),
        (b"\x1bj\x1b\xc3\xa9\x1b\r", "Alt-j Alt-é Alt-Enter"),
    ] {
        assert_eq!(read(bytes), keys, "{}", bytes.escape_ascii());
    }
}

#[test]
fn escape_alone_is_a_key_and_so_is_what_only_begins_like_a_sequence() {
    assert_eq!(read(b"\x1b"), "Esc");
    assert_eq!(read(b"\x1b\x1b"), "Esc Esc");
    assert_eq!(read(b"\x1b\x1b[A"), "Esc Up");
    assert_eq!(read(b"\x1b["), "Alt-[");
    assert_eq!(read(b"\x1bO"), "Alt-O");
    assert_eq!(read(b"\x1b]"), "Alt-]");
}

#[test]
fn a_sequence_that_is_broken_off_takes_nothing_else_with_it() {
    assert_eq!(read(b"\x1b[1;2\x1b[A"), "Up");
    assert_eq!(read(b"\x1b[1;2\rj"), "Enter j");
    assert_eq!(read(b"\x1b[1\x18j"), "j");
    assert_eq!(read(b"\x1b[20\xc3\xa9"), "é");
    assert_eq!(read(b"\xc3j\xffk\xe6\xbcl\xe6\xc3\xa9"), "j k l é");
    assert_eq!(
        read(&[b"\x1b[".as_slice(), &b"1;".repeat(5_000), b"Aj"].concat()),
        "j"
    );
}

#[test]
fn what_a_terminal_says_of_itself_types_nothing_and_swallows_nothing() {
    for report in [
        "\x1b[?2026;2$y",
        "\x1b[?997;1n",
        "\x1b[?62;22c",
        "\x1b[>0;276;0c",
        "\x1b[?1u",
        "\x1b[24;80R",
        "\x1b[0n",
        "\x1b[4;600;800t",
        "\x1b[I",
        "\x1b[O",
        "\x1b[1;2;3;4z",
        "\x1b[99~",
        "\x1b[57399u",
        "\x1b[97;9u",
        "\x1b[97;1:3u",
        "\x1b]11;rgb:2e2e/3434/3636\x07",
        "\x1b]11;rgb:2e2e/3434/3636\x1b\\",
        "\x1b]52;c;cXF1aXQ=\x07",
        "\x1bP1+r524742=38\x1b\\",
        "\x1bP>|XTerm(388)\x1b\\",
        "\x1b_Gi=31;OK\x1b\\",
        "\x1b[<64;1",
    ] {
        let mut decoder = Decoder::default();
        let mut events = decoder.feed(b"a");
        events.extend(decoder.feed(report.as_bytes()));
        events.extend(decoder.give_up());
        events.extend(decoder.feed(b"b"));
        assert_eq!(told(&events), "a b", "{}", report.escape_debug());
    }
}

#[test]
fn clicks_come_in_three_manners() {
    let click = "Down(Left) 9 4 Up(Left) 9 4";
    assert_eq!(read(b"\x1b[<0;10;5M\x1b[<0;10;5m"), click);
    assert_eq!(read(b"\x1b[M \x2a\x25\x1b[M#\x2a\x25"), click);
    assert_eq!(read(b"\x1b[32;10;5M\x1b[35;10;5M"), click);
    assert_eq!(
        read(b"\x1b[<65;1;1M\x1b[<64;1;1M\x1b[<32;3;4M\x1b[<2;1;1M"),
        "ScrollDown 0 0 ScrollUp 0 0 Drag(Left) 2 3 Down(Right) 0 0"
    );
    let mut decoder = Decoder::default();
    assert_eq!(
        decoder.feed(b"\x1b[<16;1;1M"),
        [Event::Mouse(MouseEvent {
            kind: MouseEventKind::Down(MouseButton::Left),
            column: 0,
            row: 0,
            modifiers: KeyModifiers::CONTROL,
        })]
    );
}

#[test]
fn a_paste_is_one_piece_of_text_however_it_is_cut() {
    let bytes = "\x1b[200~één \x1b[A\x1b[20\x1b[201x\r\n\x1b\x1b[201~j".as_bytes();
    let whole = "paste \"één \\u{1b}[A\\u{1b}[20\\u{1b}[201x\\r\\n\\u{1b}\" j";
    assert_eq!(read(bytes), whole);
    for cut in 0..bytes.len() {
        let mut decoder = Decoder::default();
        let mut events = decoder.feed(&bytes[..cut]);
        events.extend(decoder.feed(&bytes[cut..]));
        assert_eq!(told(&events), whole, "cut at {cut}");
    }
}

#[test]
fn a_paste_has_an_end_and_a_limit() {
    let mut decoder = Decoder::default();
    assert_eq!(decoder.feed(b"\x1b[200~"), []);
    assert_eq!(decoder.patience(), None, "it may take its time");
    let piece = vec![b'x'; 1 << 16];
    for _ in 0..100 {
        assert_eq!(decoder.feed(&piece), []);
    }
    let events = decoder.feed(b"\x1b[201~q");
    let [Event::Paste(text), Event::Key(key)] = &events[..] else {
        panic!("{} events", events.len());
    };
    assert_eq!(text.len(), 1 << 20);
    assert_eq!(*key, KeyEvent::new(KeyCode::Char('q'), KeyModifiers::NONE));
}

proptest! {
    #[test]
    fn any_bytes_in_any_pieces_mean_the_same(
        pieces in proptest::collection::vec(
            prop_oneof![
                proptest::collection::vec(any::<u8>(), 0..12),
                "(\x1b|\x1b\\[|\x1b\\]|[0-9;?<M~Aa])*".prop_map(String::into_bytes),
            ],
            0..12,
        ),
    ) {
        let mut decoder = Decoder::default();
        let pieced: Vec<Event> = pieces.iter().flat_map(|piece| decoder.feed(piece)).collect();
        let whole = Decoder::default().feed(&pieces.concat());
        prop_assert_eq!(pieced, whole);
    }

    #[test]
    fn after_a_pause_every_key_counts_again(bytes in proptest::collection::vec(any::<u8>(), 0..40)) {
        let mut decoder = Decoder::default();
        decoder.feed(&bytes);
        // An open paste takes everything until it ends.
        decoder.feed(b"\x1b[201~");
        decoder.give_up();
        prop_assert_eq!(decoder.patience(), None);
        prop_assert_eq!(told(&decoder.feed(b"q")), "q");
    }
}

#[test]
fn what_the_terminal_says_of_itself_is_kept_for_whoever_asked() {
    let said = "a\x1b_Gi=31;OK\x1b\\b\x1b[6;20;10t\x1b[?62;4;22cc\x1b]11;rgb:0/0/0\x1b\\\x1b[A";
    for cut in 0..said.len() {
        let (before, after) = said.as_bytes().split_at(cut);
        let mut decoder = Decoder::default();
        let mut events = decoder.feed(before);
        let mut reports = decoder.reports();
        events.extend(decoder.feed(after));
        reports.extend(decoder.reports());
        assert_eq!(told(&events), "a b c Up");
        let expected = ["_Gi=31;OK", "[6;20;10t", "[?62;4;22c", "]11;rgb:0/0/0"];
        assert_eq!(reports, expected, "cut at {cut}");
    }
    // Nobody asked for what has no end.
    let mut decoder = Decoder::default();
    decoder.feed(format!("\x1b]52;c;{}\x1b\\", "A".repeat(100_000)).as_bytes());
    decoder.feed(format!("\x1b[?{}c", "1;".repeat(1_000)).as_bytes());
    assert_eq!(decoder.reports(), Vec::<String>::new());
}
