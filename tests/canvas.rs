//! Frames on the wire: what a terminal shows after the bytes of a frame is the frame.

#![allow(clippy::unwrap_used, reason = "a test may fail at any line")]

use std::io::Write;
use std::num::NonZeroU16;
use std::sync::{Arc, Mutex};

use proptest::prelude::*;
use ratatui::buffer::CellDiffOption;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};
use ratatui::{Terminal, TerminalOptions, Viewport};
use voetnoot::tui::canvas::{self, Canvas};

/// Bytes that were written, for the test and the canvas both.
#[derive(Debug, Clone, Default)]
struct Wire(Arc<Mutex<Vec<u8>>>);

impl Write for Wire {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// A terminal of 12 columns and 3 rows, and what goes to it.
struct Screen {
    terminal: Terminal<Canvas<Wire>>,
    wire: Wire,
    contested: Vec<bool>,
}

impl Screen {
    fn new() -> Self {
        Self::with(true)
    }

    fn with(few: bool) -> Self {
        let wire = Wire::default();
        let options = TerminalOptions {
            viewport: Viewport::Fixed(Rect::new(0, 0, 12, 3)),
        };
        let terminal = Terminal::with_options(Canvas::new(wire.clone(), few), options).unwrap();
        Self {
            terminal,
            wire,
            contested: Vec::new(),
        }
    }

    /// Draws rows of text in a style; the bytes of the frame.
    fn draw(&mut self, rows: &[&str], style: Style) -> Vec<u8> {
        let contested = &mut self.contested;
        self.terminal
            .draw(|frame| {
                for (y, row) in rows.iter().enumerate() {
                    frame.buffer_mut().set_stringn(0, y as u16, row, 12, style);
                }
                canvas::settle(frame.buffer_mut(), contested);
            })
            .unwrap();
        std::mem::take(&mut self.wire.0.lock().unwrap())
    }
}

fn shown(bytes: &[u8]) -> String {
    let bytes = String::from_utf8_lossy(bytes);
    bytes.replace('\u{1b}', "^")
}

#[test]
fn the_sixteen_colours_have_their_own_codes_and_forms_add_up() {
    for (style, codes) in [
        (Style::new().fg(Color::Red), "0;31"),
        (
            Style::new().fg(Color::LightGreen).bg(Color::Black),
            "0;92;40",
        ),
        (
            Style::new().fg(Color::Indexed(7)).bg(Color::Indexed(15)),
            "0;37;107",
        ),
        (Style::new().fg(Color::Indexed(16)), "0;38;5;16"),
        (Style::new().bg(Color::Rgb(1, 2, 3)), "0;48;2;1;2;3"),
        (
            Style::new().add_modifier(Modifier::BOLD | Modifier::UNDERLINED | Modifier::REVERSED),
            "0;1;4;7",
        ),
    ] {
        let bytes = Screen::new().draw(&["ab"], style);
        let text = shown(&bytes);
        assert!(
            text.contains(&format!("^[{codes}mab^[0m")),
            "{codes}: {text}"
        );
    }
}

#[test]
fn where_there_are_more_the_sixteen_are_places_in_the_palette() {
    let style = Style::new().fg(Color::Black).bg(Color::LightGreen);
    let style = style.add_modifier(Modifier::BOLD);
    let text = shown(&Screen::with(false).draw(&["ab"], style));
    assert!(text.contains("^[0;1;38;5;0;48;5;10mab"), "{text}");
}

#[test]
fn plain_text_that_stays_is_not_sent_again() {
    let mut screen = Screen::new();
    screen.draw(&["motie", "één ¹ ─ 漢字"], Style::new());
    let text = shown(&screen.draw(&["moties", "één ¹ ─ 漢字"], Style::new()));
    assert!(
        text.contains('s') && !text.contains("motie") && !text.contains('漢'),
        "{text}"
    );
}

#[test]
fn behind_what_terminals_do_not_agree_on_the_cursor_is_put_where_it_belongs() {
    for contested in ["ｶﾞ", "ไทยำ", "क्षि", "🇳🇱", "e\u{301}\u{323}"] {
        let row = format!("a{contested}bcd");
        let mut screen = Screen::new();
        let first = shown(&screen.draw(&[&row, "xyz"], Style::new()));
        let again = shown(&screen.draw(&[&row, "xyz"], Style::new()));
        // Its row is drawn whole each time, the others are left alone.
        assert!(
            again.contains("bcd") && !again.contains("xyz"),
            "{contested}: {again}"
        );
        for text in [first, again] {
            let (before, _) = text.split_once("bcd").unwrap();
            assert!(before.ends_with('H'), "{contested}: {text}");
        }
        // Gone, it leaves nothing behind.
        let gone = shown(&screen.draw(&["abcd", "xyz"], Style::new()));
        assert!(gone.contains("abcd        "), "{contested}: {gone:?}");
        screen.draw(&["abcd", "xyz"], Style::new());
        let after = shown(&screen.draw(&["abcd", "xyz"], Style::new()));
        assert!(!after.contains("abcd"), "{contested}: {after}");
    }
}

proptest! {
    #[test]
    fn a_terminal_shows_the_frame(
        frames in prop::collection::vec(
            prop::collection::vec("[a-zé─¹漢 ]{0,12}", 3..=3),
            1..5,
        ),
    ) {
        let mut screen = Screen::new();
        let mut parser = vt100::Parser::new(3.try_into().unwrap(), 12.try_into().unwrap(), 0);
        for rows in &frames {
            let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
            parser.process(&screen.draw(&rows, Style::new()));
            let mut wanted = Screen::new();
            let mut fresh = vt100::Parser::new(3.try_into().unwrap(), 12.try_into().unwrap(), 0);
            fresh.process(&wanted.draw(&rows, Style::new()));
            let rows_of = |parser: &vt100::Parser| -> Vec<String> {
                let text = parser.screen().rows(0, 12);
                text.map(|row| row.trim_end().to_owned()).collect()
            };
            prop_assert_eq!(rows_of(&parser), rows_of(&fresh));
            for (row, shown) in rows.iter().zip(rows_of(&parser)) {
                // A wide character that the edge cuts is not shown.
                prop_assert!(row.trim_end().starts_with(&shown), "{row:?} {shown:?}");
            }
        }
    }
}

#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "a picture is what the filter for control characters is not for"
)]
fn a_picture_goes_out_as_it_is_and_leaves_its_row_alone() {
    let wide = CellDiffOption::ForcedWidth(NonZeroU16::new(1).unwrap());
    let mut screen = Screen::new();
    let mut draw = |with_picture: bool| {
        let contested = &mut screen.contested;
        screen
            .terminal
            .draw(|frame| {
                let buffer = frame.buffer_mut();
                buffer.set_string(0, 0, "ab", Style::new());
                if with_picture {
                    let first = buffer[(2, 0)].set_symbol("\u{1b}_Gq=2;AAAA\u{1b}\\\u{10eeee}");
                    first.set_diff_option(wide);
                    buffer[(3, 0)].set_diff_option(CellDiffOption::Skip);
                }
                buffer.set_string(4, 0, "cd", Style::new());
                canvas::settle(buffer, contested);
            })
            .unwrap();
        let bytes = std::mem::take(&mut *screen.wire.0.lock().unwrap());
        shown(&bytes)
    };
    let first = draw(true);
    assert!(first.contains("ab^_Gq=2;AAAA^\\\u{10eeee}^["), "{first}");
    let again = draw(true);
    assert!(!again.contains("ab") && !again.contains("cd"), "{again}");
    let gone = draw(false);
    assert!(
        !gone.contains("ab") && !gone.contains('\u{10eeee}'),
        "{gone}"
    );
}

#[test]
fn a_frame_in_which_nothing_changes_writes_nothing() {
    fn draw(screen: &mut Screen, text: &str, cursor: Option<(u16, u16)>) -> String {
        let drawn = screen.terminal.draw(|frame| {
            frame.buffer_mut().set_string(0, 0, text, Style::new());
            if let Some(cursor) = cursor {
                frame.set_cursor_position(cursor);
            }
        });
        drawn.unwrap();
        shown(&std::mem::take(&mut *screen.wire.0.lock().unwrap()))
    }
    let screen = &mut Screen::new();
    assert!(draw(screen, "motie", Some((3, 1))).ends_with("^[?25h^[2;4H"));
    assert_eq!(draw(screen, "motie", Some((3, 1))), "");
    assert_eq!(draw(screen, "motie", Some((4, 1))), "^[2;5H");
    assert_eq!(draw(screen, "motie", None), "^[?25l");
    assert_eq!(draw(screen, "motie", None), "");
    // What is written moves the cursor, which is put back.
    assert!(draw(screen, "moties", Some((4, 1))).ends_with("^[?25h^[2;5H"));
    assert!(draw(screen, "motief", Some((4, 1))).ends_with("^[2;5H"));
    screen.terminal.backend_mut().forget();
    assert_eq!(draw(screen, "motief", Some((4, 1))), "^[?25h^[2;5H");
}
