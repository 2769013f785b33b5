//! Ctrl-Z stops the program where a shell can bring it back, and nowhere else.

use std::thread;
use std::time::{Duration, Instant};

use rustix::process::Signal;

use crate::processes::state;
use crate::pty::{PATIENCE, PROGRAM, Setup, Terminal};

/// A shell with job control, at its prompt; `None` where there is no bash.
fn shell() -> Option<Terminal> {
    let there = std::process::Command::new("bash").arg("--version").output();
    if there.is_err() {
        return None;
    }
    let setup = Setup::new()
        .command(&["bash", "--norc", "--noprofile", "--noediting", "-i"])
        .variable("PS1", "ready> ")
        .variable("HISTFILE", "/dev/null");
    let mut shell = setup.open();
    shell.until_text("ready>");
    Some(shell)
}

/// The line's modes as the shell's own `stty` tells them.
fn modes(shell: &mut Terminal) -> String {
    shell.send("clear; echo \"modes=$(stty -g)=modes\"\n");
    let told = |text: &str| {
        let start = text.find("modes=")? + 6;
        let end = text[start..].find("=modes")? + start;
        // A row's end may stand in the middle.
        let modes = text[start..end].replace('\n', "");
        (!modes.contains('$')).then_some(modes)
    };
    // What is on the screen may change between two looks.
    let modes = std::cell::RefCell::new(None);
    shell.until("the line's modes", |screen| {
        *modes.borrow_mut() = told(&crate::pty::text(screen));
        modes.borrow().is_some()
    });
    modes.into_inner().unwrap()
}

/// Stops the reader with `stop` in the middle of a search, uses the shell, brings the reader back on a screen of another size.
fn stops_and_comes_back(program: &str, stop: impl Fn(&mut Terminal)) {
    let Some(mut shell) = shell() else { return };
    let before = modes(&mut shell);
    shell.send(format!("clear; {program}\n")).until_open();
    shell.send("/encrochat").until_text("1/1");
    stop(&mut shell);
    shell.until("the shell's own screen", |screen| {
        let text = crate::pty::text(screen);
        !screen.alternate_screen()
            && text.contains("Stopped")
            && text.trim_end().ends_with("ready>")
    });
    shell.look(|screen| {
        assert!(!screen.hide_cursor());
        assert!(!screen.bracketed_paste());
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
    });
    assert_eq!(modes(&mut shell), before);
    shell.resize(100, 30);
    shell
        .send("fg\n")
        .until("the reader on all of the screen", |screen| {
            let text = crate::pty::text(screen);
            screen.alternate_screen()
                && screen.bracketed_paste()
                && text.contains("/encrochat")
                && text
                    .lines()
                    .nth(29)
                    .is_some_and(|row| row.contains("Esc back"))
                && text.contains("1/1")
                && !text.contains("ready>")
        });
    shell.send("\rq").until("the shell again", |screen| {
        !screen.alternate_screen() && crate::pty::text(screen).trim_end().ends_with("ready>")
    });
    assert_eq!(modes(&mut shell), before);
    shell.send("exit\n");
    assert_eq!(shell.ended(), Ok(0));
}

#[test]
fn control_z_stops_the_reader_and_fg_brings_it_back_at_the_new_size() {
    stops_and_comes_back(PROGRAM, |shell| {
        shell.send("\x1a");
    });
}

#[test]
fn a_script_that_runs_the_reader_is_stopped_with_it() {
    stops_and_comes_back(&format!("sh -c '{PROGRAM}; true'"), |shell| {
        shell.send("\x1a");
    });
}

#[test]
fn a_signal_to_stop_does_what_control_z_does() {
    stops_and_comes_back(PROGRAM, |shell| {
        let job = shell.foreground();
        rustix::process::kill_process_group(job, Signal::TSTP).unwrap();
    });
}

#[test]
fn after_a_stop_that_cannot_be_refused_the_reader_takes_the_terminal_again() {
    let Some(mut shell) = shell() else { return };
    shell.send(format!("clear; {PROGRAM}\n")).until_open();
    shell.send("/encrochat").until_text("1/1");
    let job = shell.foreground();
    rustix::process::kill_process_group(job, Signal::STOP).unwrap();
    shell.until_text("Stopped");
    shell.send("\nfg\n").until("the reader", |screen| {
        let text = crate::pty::text(screen);
        screen.alternate_screen()
            && screen.bracketed_paste()
            && text.contains("Esc back")
            && text.contains("1/1")
            && !text.contains("ready>")
            && !text.contains("Stopped")
    });
    // Keys arrive one by one and are not shown by the line itself.
    shell.send("\rq").until("the shell again", |screen| {
        !screen.alternate_screen() && crate::pty::text(screen).trim_end().ends_with("ready>")
    });
}

#[test]
fn what_was_written_over_a_stopped_reader_is_painted_over_when_it_goes_on() {
    let mut terminal = Setup::new().open();
    terminal.until_open().until_idle();
    let before = terminal.text();
    terminal.signal(Signal::STOP);
    let deadline = Instant::now() + PATIENCE;
    while state(terminal.process()).is_some_and(|state| state != 'T') {
        assert!(Instant::now() < deadline, "it does not stop");
        thread::sleep(Duration::from_millis(5));
    }
    terminal.scribble(b"\x1b[5;5HWRITTEN OVER");
    terminal.until_text("WRITTEN OVER").signal(Signal::CONT);
    terminal.until("the frame from before", |screen| {
        crate::pty::text(screen) == before
    });
    terminal.send("q");
    terminal.ended_clean(0);
}

#[test]
fn where_no_shell_would_bring_it_back_the_reader_does_not_stop_and_says_so() {
    // The leader of a session; and a job of a shell that knows no jobs.
    for setup in [Setup::new(), Setup::new().shell("\"$0\"; exit $?")] {
        let mut terminal = setup.open();
        terminal.until_open().send("\x1a");
        terminal.until_text("cannot be stopped here");
        rustix::process::kill_process_group(terminal.foreground(), Signal::TSTP).unwrap();
        terminal.send("/encrochat\r").until_text("1/1").send("q");
        terminal.ended_clean(0);
    }
}
