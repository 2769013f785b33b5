//! Any size, any change of size, long letters, and nothing to do.

use std::fmt::Write as _;
use std::thread;
use std::time::Duration;

use crate::processes::ticks;
use crate::pty::Setup;

#[test]
fn every_size_opens_takes_keys_and_closes() {
    for size in [
        (1, 1),
        (2, 1),
        (5, 2),
        (20, 1),
        (0, 0),
        (1_000, 300),
        (65_535, 1),
    ] {
        let mut terminal = Setup::new().size(size.0, size.1).open();
        terminal.until("a screen of its own", vt100::Screen::alternate_screen);
        for keys in ["j/encrochat", "\rs", "t", "F", "gth", "q"] {
            terminal.send(keys).until_idle();
        }
        terminal.resize(80, 24).until_text("1/1");
        terminal.send("q");
        terminal.ended_clean(0);
    }
}

#[test]
fn a_terminal_that_does_not_know_its_size_is_taken_for_80_by_24() {
    let mut terminal = Setup::new().size(0, 0).open();
    terminal.until_open().send("gg").until_frame("gg", (80, 24));
    terminal.send("q");
    terminal.ended_clean(0);
}

#[test]
fn after_two_thousand_changes_of_size_the_frame_is_that_of_a_fresh_start() {
    let mut terminal = Setup::new().open();
    terminal.until_open();
    let mut number = 1_u32;
    for _ in 0..2_000 {
        number = number.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let (columns, rows) = (number >> 25, (number >> 10) & 63);
        terminal.resize(columns as u16 + 1, rows as u16 + 1);
        terminal.send(if number & 512 == 0 { "j" } else { "k" });
    }
    terminal.send("gg").resize(100, 30);
    terminal.until_frame("gg", (100, 30));
    terminal.send("q");
    terminal.ended_clean(0);
}

#[test]
fn an_idle_reader_writes_nothing_and_uses_no_time() {
    let mut terminal = Setup::new().open();
    terminal.until_open().until_idle();
    let opened = String::from_utf8_lossy(&terminal.raw(0)).into_owned();
    let frames = opened.matches("\x1b[?25h").count();
    assert_eq!(frames, 1, "that it can be searched changes nothing to see");
    for keys in ["", "/corruptie", "\r"] {
        // A place just jumped to is shown for a moment, then the screen is as it stays.
        terminal.send(keys).until_idle();
        thread::sleep(Duration::from_secs(1));
        let before = (terminal.written(), ticks(terminal.process()));
        thread::sleep(Duration::from_secs(1));
        let after = (terminal.written(), ticks(terminal.process()));
        assert_eq!(after, before, "after {keys:?}");
    }
    terminal.send("\x03");
    terminal.ended_clean(0);
}

#[test]
fn the_end_of_a_letter_of_more_lines_than_sixteen_bits_count_is_reached() {
    let mut letter = String::new();
    for line in 1..=70_000 {
        let _ = writeln!(letter, "Regel {line}.\n");
    }
    let mut terminal = Setup::new().letter("long.txt", letter).open();
    terminal.until_text("Regel 1.");
    terminal.until_idle();
    terminal.send("G").until_text("Regel 70000.");
    terminal.send("gg").until_text("Regel 1.");
    terminal
        .send("/69999\r")
        .until_text("1/1")
        .until_text("Regel 69999.");
    terminal.send("q");
    terminal.ended_clean(0);
}

#[test]
fn the_end_of_a_letter_that_is_one_long_line_is_reached() {
    let mut letter = "woord op woord ".repeat(700_000);
    letter.push_str("slotwoord.\n");
    let mut terminal = Setup::new().letter("line.txt", letter).open();
    terminal.until_text("woord op woord").until_idle();
    terminal.send("G").until_text("slotwoord.");
    terminal.send("gg/slotwoord").until_text("1/1");
    terminal.send("\rq");
    terminal.ended_clean(0);
}

#[test]
fn a_window_that_shrinks_between_a_key_and_its_frame_is_no_fault() {
    let mut terminal = Setup::new().size(150, 60).open();
    terminal.until_open().send("/corr");
    for _ in 0..40 {
        for (columns, rows) in [(80, 23), (150, 60), (100, 30), (20, 5), (150, 59)] {
            terminal.send("u");
            terminal.resize(columns, rows);
        }
    }
    terminal.resize(80, 24);
    terminal.send("\x1b").until_idle().send("\x1b").until_idle();
    terminal.send("q");
    terminal.ended_clean(0);
}
