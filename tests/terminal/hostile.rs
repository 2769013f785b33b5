//! Nothing in a letter, a name or a query commands the terminal.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt as _;
use std::process::{Command, Stdio};

use crate::folder::Folder;
use crate::pty::{PROGRAM, Setup, Terminal};

/// What terminals obey, one after the other: titles, clipboards, links, eight-bit controls, directions, tags, resets.
const HOSTILE: &str = "\x1b]0;owned\x07\x1b]52;c;b3duZWQ=\x07\x1b]8;;http://x.nl\x1b\\klik\x1b]8;;\x1b\\\x1b[2J\x1b[31m\x1bP$q\x1b\\\x1bc\
    \u{9b}6n\u{9d}0;x\u{9c}\u{202e}om\u{202c}\u{2066}in\u{2069}\u{e0041}\u{200b}\u{200d}\u{feff}\u{ad}\u{85}\u{7f}\x08\x0e\x07\r\x00\u{fff9}";

fn letter() -> String {
    let letter = format!(
        "Geachte voorzitter {HOSTILE},\n\n1. Een kop {HOSTILE} hier\n\nDit is een zin {HOSTILE} met een noot.1 Het woord \
         boosaardig{HOSTILE} staat hier.\n\nNog een zin met een noot.2\n\n\n1 Kamerstukken II 2019/20, 29628, nr. 975 {HOSTILE}.\n2 Een \
         andere boosaardige {HOSTILE} noot.\n"
    );
    // A file with such a character is no text.
    letter.replace('\0', "")
}

/// Sees every pane, list and message, then quits.
fn tour(terminal: &mut Terminal) {
    terminal.until_open().until_idle();
    for keys in [
        "/boosaardig",
        "\r",
        "s",
        "gt",
        "1F",
        "K",
        "\x1b",
        "h",
        "\x1b",
        "!",
        "\x1b",
        "t",
        "gt",
        "yp",
        "Y",
        "&",
        ":theme \u{202e}\u{9b}x\r",
        "\x1b",
    ] {
        terminal.send(keys).until_idle();
    }
    terminal
        .send("/\x1b[200~")
        .send(HOSTILE)
        .send("\x1b[201~")
        .until_idle();
    terminal.send("\r").until_idle();
    terminal.send("q");
}

#[test]
fn nothing_in_a_letter_or_its_name_reaches_the_terminal_as_a_command() {
    // Of what is hostile, all that a file's name can hold.
    let name: String = HOSTILE.replace(['\0', '/'], "") + ".txt";
    let mut terminal = Setup::new().letter(name, letter()).open();
    tour(&mut terminal);
    // The audit of all output is part of this.
    terminal.ended_clean(0);
}

#[test]
fn a_letter_of_eight_bit_controls_does_not_reach_the_terminal_either() {
    let mut bytes =
        b"Een brief met \x9b31m\x9d0;x\x9c \x96 \x93citaat\x94.\n\nEn boosaardig \xff\xfe einde.\n"
            .to_vec();
    bytes.extend_from_slice(b"\n\x80\x81\x8d\x8f\x90\x9d\n");
    let mut terminal = Setup::new().letter("latin.txt", bytes).open();
    tour(&mut terminal);
    terminal.ended_clean(0);
}

#[test]
fn errors_name_hostile_things_without_obeying_them() {
    let folder = Folder::new();
    let hostile = HOSTILE.replace(['\0', '/'], "");
    for arguments in [
        vec!["show", &hostile],
        vec!["show", "--encoding", &hostile],
        vec!["--theme", &hostile],
        vec!["--lang", &hostile],
        vec!["--frame", &hostile],
        vec!["--frame", "80x24", "--keys", &hostile],
        vec!["show", "een.txt", &hostile],
        vec!["search", "x", &hostile],
        vec!["search", &hostile],
        vec![&hostile, &hostile],
        vec!["completions", &hostile],
    ] {
        let output = Command::new(PROGRAM)
            .args(&arguments)
            .env_clear()
            .envs(folder.environment())
            .current_dir(folder.path())
            .stdin(Stdio::null())
            .output()
            .unwrap();
        for bytes in [&output.stdout, &output.stderr] {
            let audit = crate::audit::Audit::of(bytes);
            assert_eq!(
                audit.not_allowed(),
                Vec::<String>::new(),
                "{arguments:?}: {}",
                audit.text
            );
        }
    }
}

#[test]
fn an_error_after_the_screen_is_left_names_a_hostile_file_harmlessly() {
    let name = HOSTILE.replace(['\0', '/'], "");
    let mut terminal = Setup::new().arguments(&[&name]).open();
    let told = terminal.ended_clean(2);
    assert!(told.contains("cannot open"), "{told}");
}

#[test]
fn a_name_that_is_no_text_is_shown() {
    let name = OsStr::from_bytes(b"brief\xff\xfe.txt");
    let mut terminal = Setup::new().letter(name, "Een brief.\n").open();
    terminal.until_open().until_text("Een brief.");
    terminal.send("q");
    terminal.ended_clean(0);
}

#[test]
fn wide_and_combined_letters_do_not_move_the_lines_between_panes() {
    let line = "漢字かな交じり文 e\u{301}e\u{301}n 日本語テキスト a\u{308}\u{304} ｶﾞｷﾞ 中文字符 ";
    let letter = format!("{}\n\nboosaardig {}\n", line.repeat(12), line.repeat(9));
    let mut terminal = Setup::new().letter("wide.txt", letter).open();
    terminal.until_open().until_idle();
    for keys in ["", "vjj", "\x1b", "/boosaardig", "\r", "j", "j"] {
        terminal.send(keys).until_idle();
        terminal.look(|screen| {
            let column = |row: u16| {
                (0..80).find(|&column| {
                    screen
                        .cell(row, column)
                        .is_some_and(|cell| "│├┤┼".contains(cell.contents()) && cell.has_contents())
                })
            };
            let line = column(2);
            assert!(line.is_some());
            for row in 2..19 {
                assert_eq!(
                    column(row),
                    line,
                    "row {row} after {keys:?}\n{}",
                    crate::pty::text(screen)
                );
            }
        });
    }
    terminal.send("q");
    terminal.ended_clean(0);
}

#[test]
fn the_cursor_is_seen_on_the_row_one_is_at_in_every_pane() {
    let mut terminal = Setup::new().open();
    terminal.until_open().until_idle();
    terminal
        .send("/corruptie")
        .until_text("5 hits")
        .until_idle();
    for (keys, row) in [
        ("", "/corruptie"),
        ("\rn", "▸"),
        ("s", "▸"),
        ("t", "▸"),
        ("gt6F", "▸"),
        (":", ":"),
        ("\x03/", "/"),
    ] {
        terminal.send(keys).until_idle();
        terminal.look(|screen| {
            assert!(!screen.hide_cursor(), "after {keys:?}");
            let (at, _) = screen.cursor_position();
            let text = crate::pty::text(screen);
            let line = text.lines().nth(usize::from(at)).unwrap();
            assert!(
                line.contains(row),
                "after {keys:?} the cursor is on {line:?}\n{text}"
            );
        });
    }
    terminal.send("\x03q");
    terminal.ended_clean(0);
}
