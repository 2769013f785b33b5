//! Pipes, files, terminals of few abilities, no terminal at all.

use std::collections::BTreeSet;
use std::process::{Command, Output, Stdio};

use crate::audit::Audit;
use crate::folder::Folder;
use crate::pty::{PROGRAM, Setup};

/// A program's output away from any terminal.
fn output(program: &str, arguments: &[&str]) -> Output {
    let folder = Folder::new();
    let mut command = Command::new(program);
    command
        .args(arguments)
        .env_clear()
        .envs(folder.environment());
    command.current_dir(folder.path()).stdin(Stdio::null());
    command.output().unwrap()
}

fn escapes(bytes: &[u8]) -> usize {
    String::from_utf8_lossy(bytes).matches('\x1b').count()
}

#[test]
fn a_pipe_gets_plain_text() {
    let output = output(PROGRAM, &[]);
    assert!(output.status.success());
    assert!(output.stdout.len() > 1_000);
    assert_eq!(escapes(&output.stdout), 0);
    assert_eq!(output.stderr, b"");
}

#[test]
fn a_pipe_that_is_closed_early_is_no_error() {
    let long = "Een regel in een lange brief.\n\n".repeat(20_000);
    let folder = Folder::new();
    let letter = folder.write("long.txt", long);
    let letter = letter.to_str().unwrap();
    for arguments in [
        &["show", "--plain", letter][..],
        &["show", "--json", letter],
        &["show", "--markdown", letter],
        &["show", "--html", letter],
        &["search", "lange", letter],
        &["notes"],
        &["man"],
    ] {
        let mut command = Command::new(PROGRAM);
        command.args(arguments);
        command.env_clear().envs(folder.environment());
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        assert_eq!(output.stderr, b"", "{arguments:?}");
    }
}

#[test]
fn without_any_terminal_the_letter_is_printed() {
    let output = output("setsid", &["-w", PROGRAM]);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(escapes(&output.stdout), 0);
}

#[test]
fn a_screen_without_a_keyboard_is_an_error_and_is_left_alone() {
    let mut terminal = Setup::new()
        .shell("setsid -w \"$0\" </dev/null; exit $?")
        .open();
    let told = terminal.ended_clean(2);
    assert!(
        told.contains("voetnoot: cannot use this terminal"),
        "{told}"
    );
}

#[test]
fn a_letter_comes_through_a_pipe_while_keys_come_from_the_terminal() {
    let mut terminal = Setup::new()
        .shell("printf 'Een brief.\\n\\nMet twee alineas.\\n' | \"$0\" -")
        .open();
    terminal.until_open().until_text("Met twee alineas.");
    terminal.send("/alineas").until_text("1/1");
    terminal.send("\rq");
    terminal.ended_clean(0);
}

#[test]
fn a_pipe_that_never_ends_can_be_left() {
    for (keys, code) in [("q", 0), ("\x03", 0)] {
        let mut terminal = Setup::new()
            .shell("mkfifo pipe; exec \"$0\" - <>pipe")
            .open();
        terminal.until("a screen of its own", vt100::Screen::alternate_screen);
        terminal.until_text("reading standard input…");
        // Whatever is pressed before there is a letter finds nothing to do.
        terminal.send("jGdYypysySynyl]]K\t\rnN&vY\x1b").until_idle();
        terminal
            .send("tsFgtmm'm!h")
            .until_idle()
            .send("\x1b")
            .until_idle();
        terminal.send("\x1b").until_idle().send(keys);
        terminal.ended_clean(code);
    }
}

#[test]
fn a_pipe_without_measure_is_refused_with_the_limit() {
    let mut terminal = Setup::new().shell("yes | \"$0\" --max-size 1 -").open();
    let told = terminal.ended_clean(2).replace('\n', " ");
    assert!(
        told.contains("standard input is larger than 1 MiB"),
        "{told}"
    );
}

#[test]
fn a_letter_that_cannot_be_opened_is_an_error_on_the_main_screen() {
    for (script, wanted) in [
        ("exec \"$0\" missing.txt", "cannot open missing.txt"),
        ("exec \"$0\" show .", ". is a folder"),
        ("mkfifo pipe; exec \"$0\" pipe", "pipe is a pipe"),
        ("exec \"$0\" /dev/zero", "/dev/zero is a device"),
        ("exec \"$0\" /dev/tty", "/dev/tty is a device"),
        ("exec \"$0\" -", "that is the terminal"),
        (": >empty.txt; exec \"$0\" empty.txt", "it holds no text"),
        ("exec \"$0\" \"$0\"", "which is not read"),
    ] {
        let mut terminal = Setup::new().shell(script).size(200, 24).open();
        let told = terminal.ended_clean(2);
        assert!(told.contains(wanted), "{script}: {told}");
    }
}

#[test]
fn a_terminal_that_can_do_nothing_gets_plain_text() {
    for term in ["dumb", ""] {
        let mut terminal = Setup::new().variable("TERM", term).open();
        terminal.ended_clean(0);
        let audit = Audit::of(&terminal.raw(0));
        assert!(audit.text.contains("Kamerstukken"), "{}", audit.text);
        assert!(audit.forms.is_empty(), "{:?}", audit.types);
    }
}

/// The forms that a terminal with these variables gets: the parameters of every `CSI m`, one by one.
fn forms(variables: &[(&str, &str)], theme: &str) -> Vec<String> {
    let mut setup = Setup::new().arguments(&["--theme", theme]);
    for (name, value) in variables {
        setup = setup.variable(name, value);
    }
    let mut terminal = setup.open();
    terminal.until_open();
    terminal
        .send("/corruptie\r")
        .until_text("/5")
        .send("t")
        .until_idle();
    terminal.send("q");
    terminal.ended_clean(0);
    Audit::of(&terminal.raw(0)).forms.into_iter().collect()
}

/// The most colours a form asks for: 0, 16, 256, or 24 bits.
fn colours(form: &str) -> u16 {
    let mut numbers = form
        .split([';', ':'])
        .map(|number| number.parse().unwrap_or(0));
    let mut most = 0;
    while let Some(number) = numbers.next() {
        most = most.max(match number {
            // Places in a palette, even those of its first sixteen.
            38 | 48 | 58 if numbers.next() == Some(5) => {
                numbers.next();
                256
            }
            38 | 48 | 58 => {
                numbers.nth(2);
                24
            }
            30..=37 | 40..=47 | 90..=107 => 16,
            _ => 0,
        });
    }
    most
}

#[test]
fn without_colours_bold_and_reverse_remain() {
    let forms = forms(&[("NO_COLOR", "1"), ("COLORTERM", "truecolor")], "dark");
    assert!(forms.iter().all(|form| colours(form) == 0), "{forms:?}");
    for wanted in ["1", "7"] {
        assert!(
            forms
                .iter()
                .any(|form| form.split(';').any(|part| part == wanted)),
            "{wanted} in {forms:?}"
        );
    }
    assert!(
        !forms.iter().any(String::is_empty),
        "no form is undone by an empty one: {forms:?}"
    );
}

#[test]
fn a_terminal_gets_only_colours_it_has() {
    let most = |variables: &[(&str, &str)]| {
        let forms = forms(variables, "dark");
        let kinds: Vec<u16> = forms.iter().map(|form| colours(form)).collect();
        (
            kinds.contains(&16),
            kinds.contains(&256),
            kinds.contains(&24),
        )
    };
    for term in ["linux", "xterm"] {
        assert_eq!(most(&[("TERM", term)]), (true, false, false), "{term}");
    }
    let (_, _, true_colour) = most(&[("TERM", "xterm-256color")]);
    assert!(!true_colour);
    let (_, _, true_colour) = most(&[("TERM", "xterm-256color"), ("COLORTERM", "truecolor")]);
    assert!(true_colour);
}

#[test]
fn the_mouse_is_left_to_the_terminal_when_asked() {
    for (arguments, wanted) in [(&[][..], true), (&["--no-mouse"][..], false)] {
        let mut terminal = Setup::new().arguments(arguments).open();
        terminal.until_open();
        let mouse =
            terminal.look(|screen| screen.mouse_protocol_mode() != vt100::MouseProtocolMode::None);
        assert_eq!(mouse, wanted, "{arguments:?}");
        terminal.send("q");
        terminal.ended_clean(0);
    }
}

#[test]
fn every_word_that_is_printed_is_seen_on_the_screen_too() {
    let printed = String::from_utf8(output(PROGRAM, &["--plain"]).stdout).unwrap();
    let mut terminal = Setup::new().size(200, 30).open();
    terminal.until_open().until_idle();
    let mut seen = terminal.text();
    for page in 0.. {
        assert!(page < 100, "the end never comes");
        let before = terminal.text();
        terminal.send("f").until_idle();
        if terminal.text() == before {
            break;
        }
        seen.push_str(&terminal.text());
    }
    let words = |text: &str| -> BTreeSet<String> {
        let words = text.split(|letter: char| !letter.is_alphabetic());
        words.map(str::to_owned).collect()
    };
    let seen = words(&seen);
    let missing: Vec<String> = words(&printed)
        .into_iter()
        .filter(|word| !seen.contains(word))
        .collect();
    assert_eq!(missing, Vec::<String>::new());
    terminal.send("q");
    terminal.ended_clean(0);
}

#[test]
fn a_long_input_tells_how_much_has_come_and_can_be_left() {
    let feeder = "(yes 'Een regel van een brief.' | head -c 9000000; sleep 6)";
    let mut terminal = Setup::new().shell(&format!("{feeder} | \"$0\" -")).open();
    terminal.until_text("8 MiB");
    terminal.send(b"\x03");
    terminal.ended_clean(0);
}

#[test]
fn a_letter_whose_file_is_replaced_is_read_again_at_the_same_place() {
    let letter = |head: &str| {
        let paragraphs: Vec<String> = (1..60)
            .map(|number| format!("Alinea {number} gaat over zaak {number}."))
            .collect();
        format!("{head}{}\n", paragraphs.join("\n\n"))
    };
    let mut terminal = Setup::new().letter("brief.txt", letter("")).open();
    terminal.until_text("Alinea 1 gaat");
    terminal.send("/\"zaak 40\"\r").until_text("1/1");
    let folder = terminal.folder().clone();
    let beside = folder.write("brief.new", letter("Vooraf staat iets nieuws.\n\n"));
    std::fs::rename(beside, folder.path().join("brief.txt")).unwrap();
    terminal
        .until_text("read again")
        .until_text("Alinea 40 gaat");
    // A file that is gone is no change: what was read stays.
    std::fs::remove_file(folder.path().join("brief.txt")).unwrap();
    terminal.send("gg").until_text("Vooraf staat iets nieuws");
    terminal.until_idle();
    terminal.send("q");
    terminal.ended_clean(0);
}

#[cfg(feature = "pictures")]
#[test]
fn a_terminal_that_shows_pictures_is_asked_and_gets_the_page_as_one() {
    let letter = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/made/bruggen.pdf");
    let mut terminal = Setup::new().arguments(&[letter]).open();
    terminal.until_text("Met deze brief").until_idle();
    let before = terminal.text();
    terminal.send("P").until_text("Printed page 1");
    let asked = "\x1b_Gi=31";
    terminal.until_idle();
    let out =
        |terminal: &crate::pty::Terminal| String::from_utf8_lossy(&terminal.raw(0)).into_owned();
    assert!(out(&terminal).contains(asked), "it is asked");
    assert!(!out(&terminal).contains("\x1b_Gq=2"), "it has not answered");
    // The answers come among keys, which keep their meaning.
    terminal.send(")\x1b_Gi=31;OK\x1b\\\x1b[6;20;10t\x1b[?62;4c");
    terminal.until_text("Printed page 2").until_idle();
    let pictured = out(&terminal);
    assert!(
        pictured.contains("\x1b_Gq=2,i="),
        "the picture as kitty takes it"
    );
    assert!(
        pictured.contains('\u{10eeee}'),
        "the characters that hold it"
    );
    terminal.send("(P").until_idle();
    assert_eq!(terminal.text(), before, "the text is whole again");
    terminal.send("P").until_text("Printed page 1").until_idle();
    let once = out(&terminal).matches(asked).count();
    assert_eq!(once, 1, "it is asked once");
    assert_eq!(terminal.send("q").ended(), Ok(0));
}
