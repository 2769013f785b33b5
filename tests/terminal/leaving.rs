//! Every way out gives the terminal back whole, and says with its exit code which it was.

use std::fs;
use std::process::Command;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal};

use crate::folder::Folder;
use crate::processes::{state, ticks};
use crate::pty::{PATIENCE, PROGRAM, Setup, Terminal};

fn opened() -> Terminal {
    let mut terminal = Setup::new().open();
    terminal.until_open();
    terminal
}

fn opened_with_fault(fault: &str) -> Terminal {
    let mut terminal = Setup::new().arguments(&["--fault", fault]).open();
    terminal.until_open();
    terminal
}

#[test]
fn every_key_that_quits_leaves_the_terminal_as_it_was() {
    for keys in ["q", "ZZ", ":q\r", "\x03"] {
        let mut terminal = opened();
        terminal.send(keys);
        assert_eq!(terminal.ended_clean(0).trim(), "", "after {keys:?}");
    }
}

#[test]
fn quitting_with_the_prompt_and_the_mouse_in_use_switches_both_off() {
    let mut terminal = opened();
    terminal
        .send("/politie")
        .until("pastes in one piece", vt100::Screen::bracketed_paste);
    terminal.signal(Signal::TERM);
    terminal.ended_clean(143);
}

#[test]
fn an_error_out_of_the_loop_is_told_on_the_main_screen() {
    let mut terminal = opened_with_fault("error");
    terminal.send("!");
    let told = terminal.ended_clean(2);
    assert!(told.contains("voetnoot: a fault on purpose"), "{told}");
}

#[test]
fn a_panic_gives_the_terminal_back_and_says_where_it_is_written_down() {
    let mut terminal = opened_with_fault("panic");
    terminal.send("!");
    let told = terminal.ended_clean(101);
    assert!(told.contains("a fault on purpose"), "{told}");
    assert!(told.contains("what happened is written in"), "{told}");
    let folder = terminal.folder().path().join("state/voetnoot");
    let files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path())
        .filter(|file| file.to_string_lossy().contains("crash"))
        .collect();
    assert_eq!(files.len(), 1, "{files:?}");
    let written = fs::read_to_string(&files[0]).unwrap();
    assert!(written.contains("a fault on purpose"), "{written}");
    assert!(written.contains(env!("CARGO_PKG_VERSION")), "{written}");
    // What went wrong may have to do with what stands in a letter.
    let shown = told + &written;
    assert!(
        !shown.contains(['\u{1b}', '\u{9b}', '\u{202e}']),
        "{shown:?}"
    );
}

#[test]
fn a_panic_on_a_worker_is_said_while_the_reader_goes_on() {
    // The key of the fault does nothing else.
    let mut terminal = Setup::new()
        .arguments(&["--fault", "worker-panic"])
        .keys("[read]\nwarnings = []\n")
        .open();
    terminal.until_open().until_idle();
    terminal.send("!").until_text("a fault on purpose");
    terminal.send("/encrochat\r").until_text("1/1");
    terminal.send("q");
    assert_eq!(terminal.ended_clean(0).trim(), "");
}

#[test]
fn each_signal_to_end_is_followed_at_once_and_what_was_searched_for_is_kept() {
    for (signal, code) in [
        (Signal::TERM, 143),
        (Signal::INT, 130),
        (Signal::HUP, 129),
        (Signal::QUIT, 131),
    ] {
        let mut terminal = opened();
        terminal.send("/encrochat\r").until_text("1/1");
        terminal.signal(signal);
        assert_eq!(terminal.ended_clean(code).trim(), "");
        let kept = terminal.folder().state().unwrap_or_default();
        assert!(kept.contains("encrochat"), "{signal:?}: {kept}");
        assert!(kept.contains("EncroChat-onderzoek"), "{signal:?}: {kept}");
    }
}

#[test]
fn where_one_left_off_is_one_key_away_the_next_time() {
    let folder = Arc::new(Folder::new());
    let mut terminal = Setup::in_folder(&folder).open();
    terminal.until_open().send("3G}}mxq");
    terminal.ended_clean(0);
    let mut terminal = Setup::in_folder(&folder).open();
    terminal
        .until_text("Halfjaarbericht politie 2020-2 › Opening")
        .until_text("Backspace goes on where you left off: p. 3");
    terminal.send("\x7f").until_text("p. 3/3");
    // Only looked at: what was kept stays.
    terminal.send("ggq");
    terminal.ended_clean(0);
    let mut terminal = Setup::in_folder(&folder).open();
    terminal.until_text("where you left off: p. 3");
    terminal.send("'x").until_text("p. 3/3");
    terminal.send("q");
    terminal.ended_clean(0);
    // Another letter has another place.
    let mut terminal = Setup::in_folder(&folder)
        .letter("other.txt", "Geachte voorzitter,\n\nEen andere brief.\n")
        .open();
    terminal.until_text("Een andere brief.").until_idle();
    assert!(!terminal.text().contains("left off"), "{}", terminal.text());
    terminal.send("q");
    terminal.ended_clean(0);
}

#[test]
fn who_wants_nothing_kept_has_nothing_kept() {
    let folder = Arc::new(Folder::new());
    folder.write("config/voetnoot/config.toml", "remember = false\n");
    let mut terminal = Setup::in_folder(&folder).open();
    terminal
        .until_open()
        .send("/encrochat\r++")
        .until_text("1/1");
    terminal.send("q");
    terminal.ended_clean(0);
    assert_eq!(folder.state(), None);
}

#[test]
fn what_is_wrong_with_a_part_of_what_was_kept_leaves_the_rest() {
    let folder = Arc::new(Folder::new());
    folder.write(
        "state/voetnoot/state.json",
        r#"{"side_width": "wide", "hidden": 3, "queries": ["encrochat"], "bookmarks": [{"letter": 7}], "later": {}}"#,
    );
    let mut terminal = Setup::in_folder(&folder).open();
    terminal.until_open().send("/\x10").until_text("/encrochat");
    terminal.send("\rq");
    terminal.ended_clean(0);
}

#[test]
fn a_signal_ends_a_program_whose_screen_hangs() {
    let mut terminal = opened_with_fault("hang");
    terminal.send("!").until_idle();
    let since = Instant::now();
    terminal.signal(Signal::TERM);
    terminal.ended_clean(143);
    // The hang itself would be thirty seconds.
    assert!(since.elapsed() < Duration::from_secs(20));
}

#[test]
fn a_signal_ends_a_program_that_waits_for_the_rest_of_a_key() {
    for unfinished in ["\x1b[2", "\x1b[200~never ended", "\x1b[<0;1", "\x1bO"] {
        let mut terminal = opened();
        terminal
            .send("/")
            .until("a prompt", vt100::Screen::bracketed_paste);
        terminal.send(unfinished).signal(Signal::TERM);
        terminal.ended_clean(143);
    }
}

#[test]
fn a_terminal_that_goes_away_ends_the_program_without_a_spin() {
    for script in ["exec \"$0\"", "trap '' HUP; exec \"$0\""] {
        let mut terminal = Setup::new().shell(script).open();
        terminal.until_open();
        terminal.send("/encrochat\r").until_text("1/1").until_idle();
        let process = terminal.process();
        let before = ticks(process);
        terminal.hang_up();
        // An ended process that nobody has waited for yet still tells its time.
        let mut used = None;
        let deadline = Instant::now() + PATIENCE;
        while state(process).is_some_and(|state| state != 'Z') {
            assert!(Instant::now() < deadline, "{script}: it goes on");
            thread::sleep(Duration::from_millis(10));
        }
        if let (Some(before), Some(after)) = (before, ticks(process)) {
            used = Some(after - before);
        }
        assert_eq!(terminal.ended(), Ok(129), "{script}");
        assert!(
            used.is_none_or(|used| used < 30),
            "{script}: {used:?} ticks"
        );
        let kept = terminal.folder().state().unwrap_or_default();
        assert!(kept.contains("encrochat"), "{script}: {kept}");
    }
}

#[test]
fn a_terminal_multiplexer_that_is_killed_ends_the_program() {
    let folder = Folder::new();
    let server = format!("voetnoot-{}", std::process::id());
    let tmux = |words: &[&str]| {
        let mut command = Command::new("tmux");
        command.args(["-L", &server, "-f", "/dev/null"]).args(words);
        command.env_remove("TMUX").envs(folder.environment());
        command
            .output()
            .ok()
            .map(|told| String::from_utf8_lossy(&told.stdout).into_owned())
    };
    if tmux(&["new-session", "-d", "-x", "80", "-y", "24", PROGRAM]).is_none() {
        return;
    }
    let deadline = Instant::now() + PATIENCE;
    while !tmux(&["capture-pane", "-p"])
        .unwrap()
        .contains("Halfjaarbericht")
    {
        assert!(Instant::now() < deadline, "the reader does not open");
        thread::sleep(Duration::from_millis(20));
    }
    let process = tmux(&["display-message", "-p", "#{pane_pid}"]).unwrap();
    let process = Pid::from_raw(process.trim().parse().unwrap()).unwrap();
    tmux(&["send-keys", "/encrochat"]);
    tmux(&["kill-server"]);
    while state(process).is_some_and(|state| state != 'Z') {
        assert!(Instant::now() < deadline, "it goes on");
        thread::sleep(Duration::from_millis(10));
    }
}

#[test]
fn a_terminal_that_goes_away_ends_a_program_whose_screen_hangs() {
    let mut terminal = opened_with_fault("hang");
    terminal.send("!").until_idle();
    let since = Instant::now();
    terminal.hang_up();
    assert_eq!(terminal.ended(), Ok(129));
    assert!(since.elapsed() < Duration::from_secs(20));
}

#[test]
fn a_signal_ends_a_program_whose_terminal_takes_nothing_more() {
    let mut terminal = Setup::new().size(300, 100).open();
    terminal.until_open().until_idle().stall(true);
    // Whole frames, until no more of them fit between the program and its terminal.
    for _ in 0..40 {
        terminal.send("\x0c");
    }
    terminal.until_idle();
    terminal.signal(Signal::TERM);
    assert_eq!(terminal.ended(), Ok(143));
}

#[test]
fn a_signal_ends_a_program_whose_terminal_takes_nothing_from_the_start() {
    // Something else has filled what lies between the program and its terminal.
    let mut terminal = Setup::new()
        .size(500, 200)
        .shell("timeout 1 yes; exec \"$0\" letter.txt")
        .letter("letter.txt", "Een brief.\n")
        .open();
    terminal.stall(true);
    std::thread::sleep(Duration::from_secs(2));
    terminal.signal(Signal::TERM);
    assert_eq!(terminal.ended(), Ok(143));
}

#[test]
fn after_being_killed_the_program_starts_again_in_the_same_home() {
    let mut terminal = opened();
    terminal.send("/encrochat\r").until_text("1/1");
    terminal.signal(Signal::KILL);
    assert!(terminal.ended().is_err());
    let mut again = Setup::in_folder(terminal.folder()).open();
    again.until_open().send("q");
    again.ended_clean(0);
}
