//! The terminal while the reader has it: taken once, given back whole on every way out.
//!
//! It must not know what is drawn.

use std::fs;
use std::io::{self, BufWriter, IsTerminal, Stdout, Write as _, stderr, stdout};
use std::mem::ManuallyDrop;
use std::os::fd::AsFd as _;
use std::panic::{self, PanicHookInfo};
use std::sync::{Mutex, PoisonError};
use std::thread;

use ratatui::crossterm::event::{
    DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture,
};
use ratatui::crossterm::style::ResetColor;
use ratatui::crossterm::terminal::{
    EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use ratatui::crossterm::{Command, cursor, execute};
use ratatui::layout::Rect;
use ratatui::{Frame, Terminal, TerminalOptions, Viewport};

use crate::tui::canvas::{self, Canvas, size};

/// What of the terminal is the program's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Taken {
    /// Nothing: it is the shell's.
    Nothing,
    /// Its keys; what stands on it is still the shell's.
    Keys,
    /// All of it, with a screen of its own.
    Screen,
}

/// What is the program's now. One for the whole process, as there is one terminal; locked until it is given back whole, so that no thread
/// ends the process while another is half done.
static TAKEN: Mutex<Taken> = Mutex::new(Taken::Nothing);

/// More than a usual frame: bytes.
const FRAME: usize = 64 * 1024;

/// The terminal, until it is dropped.
#[derive(Debug)]
pub struct Session {
    /// Buffered, so that a frame goes out in one piece.
    /// Never dropped: ratatui's own farewell would show the cursor and complain, with a panic, to a terminal that is gone; see [`leave`].
    terminal: ManuallyDrop<Terminal<Canvas<BufWriter<Stdout>>>>,
    /// Columns and rows that the last frame was drawn for.
    fitted: (u16, u16),
    /// Which rows of that frame hold what terminals do not agree on.
    contested: Vec<bool>,
    mouse: bool,
    paste: bool,
}

impl Session {
    /// Takes the terminal's keys; its screen is taken with the first frame. `mouse`: that is taken too; `few_colours`: it has sixteen.
    pub fn enter(mouse: bool, few_colours: bool) -> io::Result<Self> {
        if !stdout().is_terminal() {
            return Err(io::Error::other(
                "the output is not a terminal; `voetnoot --plain` prints the letter",
            ));
        }
        give_back_on_panic();
        take_keys()?;
        // A size of the program's own measuring: ratatui's would be nothing on a terminal that does not know it.
        let options = TerminalOptions {
            viewport: Viewport::Fixed(Rect::ZERO),
        };
        let terminal = Terminal::with_options(
            Canvas::new(BufWriter::with_capacity(FRAME, stdout()), few_colours),
            options,
        );
        let mut session = Self {
            terminal: ManuallyDrop::new(terminal.inspect_err(|_| leave())?),
            fitted: (0, 0),
            contested: Vec::new(),
            mouse,
            paste: false,
        };
        let area = session.area();
        session.fit(area)?;
        Ok(session)
    }

    /// Columns and rows; some terminals do not know and say 0.
    #[must_use]
    pub fn area(&self) -> (u16, u16) {
        match size() {
            (width @ 1.., height @ 1..) => (width, height),
            _ => (80, 24),
        }
    }

    /// Draws a frame: what changed goes out in one piece.
    ///
    /// It is drawn for the size that the panes were arranged for, even where the window has just got another: that news comes as a
    /// message of its own, and a frame half of either would fit neither.
    pub fn draw(&mut self, area: (u16, u16), render: impl FnOnce(&mut Frame)) -> io::Result<()> {
        if area != self.fitted {
            self.fit(area)?;
        }
        self.take_screen()?;
        let contested = &mut self.contested;
        let drawn = self.terminal.draw(|frame| {
            render(frame);
            canvas::settle(frame.buffer_mut(), contested);
        });
        drawn.map(|_| ())
    }

    /// Draws a frame that nobody sees: what drawing needs is at hand then.
    pub fn rehearse(&mut self, render: impl FnOnce(&mut Frame)) {
        render(&mut self.terminal.get_frame());
        self.terminal.current_buffer_mut().reset();
    }

    /// Takes a screen of its own, in one piece with the frame that is drawn next: each write wakes the terminal, and a screen without a frame
    /// would only flicker.
    fn take_screen(&mut self) -> io::Result<()> {
        let mut taken = TAKEN.lock().unwrap_or_else(PoisonError::into_inner);
        if *taken != Taken::Keys {
            return Ok(());
        }
        *taken = Taken::Screen;
        let canvas = self.terminal.backend_mut();
        canvas.queue(EnterAlternateScreen)?;
        canvas.queue(cursor::Hide)?;
        if self.mouse {
            canvas.queue(EnableMouseCapture)?;
        }
        Ok(())
    }

    /// Makes the next frame draw every cell of a screen of so many columns and rows.
    pub fn fit(&mut self, area: (u16, u16)) -> io::Result<()> {
        self.fitted = area;
        self.terminal.backend_mut().forget();
        let (width, height) = area;
        // `Terminal::clear` would ask the terminal where its cursor is, and the key thread would eat the answer.
        self.terminal.resize(Rect::new(0, 0, width, height))
    }

    /// Lets a paste come as one piece, or not. Only while something is typed: a paste that never ends swallows every key.
    pub fn allow_paste(&mut self, paste: bool) {
        if paste != self.paste {
            self.paste = paste;
            let _ = if paste {
                execute!(stdout(), EnableBracketedPaste)
            } else {
                execute!(stdout(), DisableBracketedPaste)
            };
        }
    }

    /// Puts a text on the terminal's clipboard (OSC 52). What the terminal does with it is the terminal's.
    pub fn copy(&mut self, text: &str) -> io::Result<()> {
        use base64::Engine as _;
        let coded = base64::engine::general_purpose::STANDARD.encode(text);
        self.ask(&format!("\x1b]52;c;{coded}\x07"))
    }

    /// Asks something of the terminal; an answer, if there is one, comes in among the keys.
    pub fn ask(&mut self, sequence: &str) -> io::Result<()> {
        let mut out = stdout();
        out.write_all(sequence.as_bytes())?;
        out.flush()
    }

    /// Whether the terminal is the program's now; after [`Session::suspend`] it is not until [`Session::resume`].
    #[must_use]
    pub fn has_terminal(&self) -> bool {
        *TAKEN.lock().unwrap_or_else(PoisonError::into_inner) != Taken::Nothing
    }

    /// Gives the terminal back and stops the program as Ctrl-Z does, with everything that runs in its group: a script that started it
    /// stops too. `false`: nothing would bring it back, so it goes on.
    pub fn suspend(&mut self) -> io::Result<bool> {
        // A shell with job control gives every job a group of its own; in the group of the session's leader nobody looks after jobs.
        if rustix::process::getsid(None).ok() == Some(rustix::process::getpgrp()) {
            return Ok(false);
        }
        leave();
        rustix::process::kill_current_process_group(rustix::process::Signal::STOP)?;
        Ok(true)
    }

    /// Takes the terminal again when the program goes on, however it was stopped: what was changed in the meantime is not known.
    pub fn resume(&mut self) -> io::Result<()> {
        leave();
        take_keys()?;
        self.paste = false;
        self.fit(self.area())
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        leave();
    }
}

fn take_keys() -> io::Result<()> {
    enable_raw_mode()?;
    *TAKEN.lock().unwrap_or_else(PoisonError::into_inner) = Taken::Keys;
    Ok(())
}

/// Gives the terminal back: each step by itself, so that one that fails does not keep the others from being done. Once is enough; who comes
/// second waits until it is done.
pub fn leave() {
    let mut taken = TAKEN.lock().unwrap_or_else(PoisonError::into_inner);
    let was = std::mem::replace(&mut *taken, Taken::Nothing);
    if was == Taken::Nothing {
        return;
    }
    if was == Taken::Screen {
        give_back(DisableBracketedPaste);
        give_back(DisableMouseCapture);
        give_back(ResetColor);
        give_back(cursor::Show);
        give_back(LeaveAlternateScreen);
    }
    let _ = disable_raw_mode();
}

/// Writes a sequence past Rust's own lock on the output: the thread that holds it may be the one that hangs.
fn give_back(command: impl Command) {
    let mut sequence = String::new();
    let _ = command.write_ansi(&mut sequence);
    if let Ok(output) = stdout().as_fd().try_clone_to_owned() {
        let _ = fs::File::from(output).write_all(sequence.as_bytes());
    }
}

/// A panic of the screen's own thread gives the terminal back before it is told; one on a worker is the worker's to report.
fn give_back_on_panic() {
    let screen = thread::current().id();
    panic::set_hook(Box::new(move |info| {
        if thread::current().id() == screen {
            leave();
            let told = crate::safe::line(&info.to_string());
            // After a hang-up there is nobody to tell; failing to tell must not panic again.
            let _ = writeln!(stderr(), "voetnoot: {told}");
            if let Some(file) = write_crash_file(info) {
                let _ = writeln!(
                    stderr(),
                    "voetnoot: what happened is written in {file}; please send it in"
                );
            }
        }
    }));
}

/// Writes what is known of a panic into the state folder; says where.
fn write_crash_file(info: &PanicHookInfo<'_>) -> Option<String> {
    let folder = crate::config::state_folder()?;
    fs::create_dir_all(&folder).ok()?;
    let file = folder.join(format!("crash-{}.txt", std::process::id()));
    let trace = std::backtrace::Backtrace::force_capture();
    let version = env!("CARGO_PKG_VERSION");
    let text = crate::safe::document(&format!("voetnoot {version}\n{info}\n\n{trace}\n")).text;
    fs::write(&file, text).ok()?;
    Some(crate::safe::line(&file.display().to_string()))
}
