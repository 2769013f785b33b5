//! Keys as terminals send them: in bursts, in pieces, broken, as a paste.

use crate::pty::{Setup, Terminal};

fn opened() -> Terminal {
    let mut terminal = Setup::new().open();
    terminal.until_open();
    terminal
}

#[test]
fn three_thousand_keys_in_one_write_are_all_taken_in() {
    // Never past the letter's end, where keys would be lost without anyone seeing.
    let keys = format!("{}{}", "j".repeat(60), "k".repeat(58)).repeat(25) + &"j".repeat(50);
    assert_eq!(keys.len(), 3_000);
    let mut terminal = opened();
    terminal.send(&keys).until_frame(&keys, (80, 24));
    terminal.send("q");
    terminal.ended_clean(0);
}

#[test]
fn a_paste_of_a_megabyte_is_cut_and_runs_no_command() {
    let mut terminal = opened();
    terminal
        .send("/")
        .until("pastes in one piece", vt100::Screen::bracketed_paste);
    let paste = "qZZ\n:q\r\x1b[A\x03 ".repeat(80_000);
    terminal.send(format!("\x1b[200~{paste}\x1b[201~"));
    terminal.until("the paste", |screen| {
        crate::pty::text(screen).contains("qZZ :q")
    });
    terminal
        .send("\x15encrochat")
        .until_text("/encrochat")
        .until_text("1/1");
    terminal.send("\rq");
    terminal.ended_clean(0);
}

#[test]
fn a_paste_that_comes_as_keys_is_taken_in_without_a_frame_for_each() {
    let mut terminal = opened();
    terminal
        .send("/")
        .until("a prompt", vt100::Screen::bracketed_paste);
    let before = terminal.written();
    terminal.send("woord ".repeat(2_000));
    terminal
        .send("\x15encrochat")
        .until_text("/encrochat")
        .until_text("1/1");
    // Twelve thousand keys; a frame for each would be far more than this.
    let written = terminal.written() - before;
    assert!(written < 1_000_000, "{written} bytes");
    terminal.send("\rq");
    terminal.ended_clean(0);
}

#[test]
fn a_megabyte_that_comes_as_keys_is_cut_like_a_paste() {
    let mut terminal = opened();
    terminal
        .send("/")
        .until("a prompt", vt100::Screen::bracketed_paste);
    let before = terminal.written();
    terminal
        .send("woord ".repeat(170_000))
        .send("\x15encrochat")
        .until_text("/encrochat")
        .until_text("1/1");
    let written = terminal.written() - before;
    assert!(written < 3_000_000, "{written} bytes");
    terminal.send("\rq");
    terminal.ended_clean(0);
}

#[test]
fn pastes_come_in_one_piece_only_while_something_is_typed() {
    let mut terminal = opened();
    assert!(!terminal.look(vt100::Screen::bracketed_paste));
    for (opening, closing) in [("/", "\x03"), (":", "\x03"), ("/politie", "\r")] {
        terminal
            .send(opening)
            .until("a prompt", vt100::Screen::bracketed_paste);
        terminal
            .send(closing)
            .until("no prompt", |screen| !screen.bracketed_paste());
    }
    terminal.send("q");
    terminal.ended_clean(0);
}

#[test]
fn escape_alone_or_before_the_rest_of_an_arrow_neither_quits_nor_loses_anything() {
    let mut terminal = opened();
    terminal.send("/encrochat\r").until_text("1/1");
    for piece in ["\x1b", "[A", "\x1b", "\x1b", "[", "B"] {
        terminal.send(piece).until_idle();
    }
    terminal.until_open().until_text("EncroChat");
    terminal.send("q");
    terminal.ended_clean(0);
}

#[test]
fn an_arrow_that_comes_in_pieces_is_one_key() {
    let mut terminal = opened();
    terminal.send("/corruptie").until_text("1/5");
    terminal.send("\x1b");
    // A slow line: what is tested is that this is not too slow, so it cannot be waited for otherwise.
    std::thread::sleep(std::time::Duration::from_millis(5));
    terminal.send("[B").until_text("2/5");
    terminal.send("\rq");
    terminal.ended_clean(0);
}

#[test]
fn what_is_no_key_types_nothing() {
    let mut terminal = opened();
    terminal.send("/encro");
    for nothing in [
        "\x1bj".as_bytes(),
        b"\x1b[99~",
        b"\x1b[I",
        b"\x1b[O",
        b"\x1b[<35;70;3M",
        b"\x1b[24;80R",
        b"\x1b[?62;22c",
        b"\x1b[?2026;2$y",
        b"\x1b[?997;1n",
        b"\x1b[1;2;3;4z",
        b"\x1b]11;rgb:2e2e/3434/3636\x07",
        b"\x1bP1+r524742=38\x1b\\",
        b"\xff",
        b"\xc0",
        b"\xf8",
        b"\x00",
        b"\x1b[57399u",
        b"\x1b[?1;2$y",
    ] {
        terminal.send(nothing);
    }
    terminal.send("chat");
    terminal.until("the query", |screen| {
        crate::pty::text(screen).contains(" /encrochat  ")
    });
    terminal.until_text("1/1").send("\rq");
    terminal.ended_clean(0);
}

#[test]
fn two_thousand_random_keys_and_sizes_leave_a_reader_that_quits() {
    for seed in [7_u32, 1_998] {
        let mut terminal = opened();
        let mut number = seed;
        for _ in 0..2_000 {
            number = number.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            if number >> 26 == 0 {
                terminal.resize(
                    (number >> 8 & 127) as u16 + 1,
                    (number >> 16 & 63) as u16 + 1,
                );
            } else {
                terminal.send(KEYS[number as usize % 1_000_003 % KEYS.len()]);
            }
        }
        terminal.resize(80, 24);
        // A prompt and what waits for a letter each take one away.
        for _ in 0..4 {
            terminal.until_idle().send("\x1b");
        }
        terminal.until_idle().send("q");
        terminal.ended_clean(0);
    }
}

/// Every key that does not end the program or stop it.
const KEYS: &[&str] = &[
    "j",
    "k",
    "d",
    "u",
    " ",
    "b",
    "g",
    "G",
    "<",
    ">",
    "]",
    "[",
    "{",
    "}",
    ")",
    "(",
    "H",
    "L",
    "/",
    "?",
    "n",
    "N",
    "&",
    "\t",
    "\x1b[Z",
    "\r",
    "F",
    "K",
    "t",
    "s",
    "\x17",
    "+",
    "-",
    ".",
    ",",
    "m",
    "'",
    "a",
    "y",
    "p",
    "S",
    "Y",
    "v",
    "h",
    "!",
    "c",
    "R",
    "\x0c",
    "\x1b",
    "1",
    "2",
    "3",
    "0",
    "\x1b[A",
    "\x1b[B",
    "\x1b[C",
    "\x1b[D",
    "\x1b[5~",
    "\x1b[6~",
    "\x1bOP",
    "\x7f",
    "\x10",
    "\x0e",
    "e",
    "o",
    "é",
    "漢",
    "*",
    "\"",
    "=",
    "|",
    "\x1b[<0;30;5M",
    "\x1b[<0;30;5m",
    "\x1b[<64;40;8M",
    "\x1b[<65;40;8M",
    "\x1b[<0;5;3M",
    "\x1b[<32;50;9M",
    "\x1b[<0;25;10M",
];
