//! What comes in from outside: keys, signals, and a terminal that goes away. Each is a thread that sleeps until then.
//!
//! It must not know what the program makes of it.

use std::fs::File;
use std::io::{self, IsTerminal as _, Read as _, stdin, stdout};
use std::os::fd::AsFd as _;
use std::sync::atomic::{AtomicI32, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use ratatui::crossterm::event::Event;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::Signals;

use crate::tui::canvas::size;
use crate::tui::input::Decoder;
use crate::tui::session::leave;
use crate::tui::worker::spawn_once;

/// What came in.
#[derive(Debug)]
pub enum Incoming {
    /// A key, a click, a paste, a new size.
    Input(Event),
    /// What the terminal says of itself, without the escape before it.
    Report(String),
    /// The program is asked to stop, as Ctrl-Z asks.
    Stop,
    /// The program goes on after having been stopped.
    GoOn,
    /// The program is asked to end.
    End,
}

/// The signal the program was asked to end by; 0: none.
static ENDED_BY: AtomicI32 = AtomicI32::new(0);

/// How long the screen has to end by itself when asked to.
const GRACE: Duration = Duration::from_millis(700);

/// The exit code for a program that was ended by a signal, as shells count; `None` when it ends by itself.
#[must_use]
pub fn exit_code() -> Option<u8> {
    match ENDED_BY.load(Ordering::SeqCst) {
        0 => None,
        signal => Some(128 + signal as u8),
    }
}

/// The terminal's side of what comes in: keys, and its end. They wait until somebody listens.
pub struct Keyboard<M> {
    terminal: File,
    /// Tells once that signals are heeded, or why they cannot be.
    heeding: Receiver<io::Result<()>>,
    queue: Sender<M>,
    tell: fn(Incoming) -> M,
}

/// Starts heeding signals, on a thread that sees to it while others get ready; [`Keyboard::until_heeding`] tells when it does. Everything that
/// comes in goes through `tell` into the program's one queue.
pub fn heed<M: Send + 'static>(
    queue: &Sender<M>,
    tell: fn(Incoming) -> M,
) -> io::Result<Keyboard<M>> {
    let terminal = terminal()?;
    let sender = queue.clone();
    let (ready, heeding) = channel();
    let heed = move || {
        let all = [SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH];
        let mut signals = match Signals::new(all) {
            Ok(signals) => signals,
            Err(error) => {
                let _ = ready.send(Err(error));
                return;
            }
        };
        let _ = ready.send(Ok(()));
        for signal in &mut signals {
            if sender.send(tell(meant_by(signal))).is_err() {
                break;
            }
        }
    };
    spawn_once("signals", heed, |_| ());
    Ok(Keyboard {
        terminal,
        heeding,
        queue: queue.clone(),
        tell,
    })
}

impl<M: Send + 'static> Keyboard<M> {
    /// Waits until signals are heeded, as they are from before the terminal is taken: none ends the program half way, and each ends one that
    /// hangs on a terminal that takes nothing.
    pub fn until_heeding(&self) -> io::Result<()> {
        let told = self.heeding.recv();
        told.unwrap_or_else(|_| Err(io::Error::other("nobody heeds its signals")))
    }

    /// Starts listening.
    pub fn listen(self) {
        let Self {
            terminal,
            queue,
            tell,
            ..
        } = self;
        let keys = queue.clone();
        spawn_once("keys", move || read_keys(terminal, &keys, tell), |_| ());
        spawn_once(
            "terminal",
            move || {
                await_end();
                let _ = queue.send(tell(Incoming::End));
            },
            |_| (),
        );
    }
}

/// What a signal asks for.
fn meant_by(signal: i32) -> Incoming {
    match signal {
        SIGTSTP => Incoming::Stop,
        SIGCONT => Incoming::GoOn,
        SIGWINCH => {
            let (width, height) = size();
            Incoming::Input(Event::Resize(width, height))
        }
        signal => {
            end_by(signal);
            Incoming::End
        }
    }
}

/// Waits until the terminal is gone.
fn await_end() {
    // Asking for nothing still reports a terminal that hangs up, even where the signal for it is ignored. A signal that this thread
    // happens to receive interrupts the wait without meaning anything.
    let out = stdout();
    while poll(&mut [PollFd::new(&out, PollFlags::empty())], None) == Err(Errno::INTR) {}
    end_by(SIGHUP);
}

/// Remembers why the program ends, and sees to it that it does even if the screen's thread is busy.
fn end_by(signal: i32) {
    ENDED_BY.store(signal, Ordering::SeqCst);
    spawn_once("end", move || end_after_grace(signal), |_| ());
}

#[expect(
    clippy::exit,
    reason = "the screen's thread did not end the program in time, and nobody else can"
)]
fn end_after_grace(signal: i32) {
    std::thread::sleep(GRACE);
    // A terminal that takes nothing more keeps whoever writes to it waiting; the process ends nevertheless.
    let (done, left) = channel();
    spawn_once(
        "leave",
        move || {
            leave();
            let _ = done.send(());
        },
        |_| (),
    );
    let _ = left.recv_timeout(GRACE);
    std::process::exit(128 + signal);
}

/// Where keys come from: standard input, unless the letter comes in there.
fn terminal() -> io::Result<File> {
    if stdin().is_terminal() {
        Ok(stdin().as_fd().try_clone_to_owned()?.into())
    } else {
        File::open("/dev/tty").map_err(|error| {
            let told = "it has no keyboard; `voetnoot --plain` prints the letter";
            io::Error::new(error.kind(), told)
        })
    }
}

fn read_keys<M>(mut terminal: File, queue: &Sender<M>, tell: fn(Incoming) -> M) {
    let mut decoder = Decoder::default();
    let mut bytes = [0; 16 * 1024];
    loop {
        let came = match wait(&terminal, decoder.patience()) {
            Ok(0) => decoder.give_up(),
            Err(Errno::INTR) => continue,
            _ => match terminal.read(&mut bytes) {
                Ok(length @ 1..) => decoder.feed(&bytes[..length]),
                Err(error)
                    if matches!(
                        error.kind(),
                        io::ErrorKind::Interrupted | io::ErrorKind::WouldBlock
                    ) =>
                {
                    continue;
                }
                // No more keys will come: the terminal is gone.
                Ok(_) | Err(_) => {
                    end_by(SIGHUP);
                    let _ = queue.send(tell(Incoming::End));
                    return;
                }
            },
        };
        let reports = decoder.reports().into_iter().map(Incoming::Report);
        for incoming in came.into_iter().map(Incoming::Input).chain(reports) {
            if queue.send(tell(incoming)).is_err() {
                return;
            }
        }
    }
}

/// Waits until there is something to read, or the terminal is gone; 0: not in this time.
///
/// Reading waits too, but whoever waits in a read when the program is stopped would take the shell's next line.
fn wait(terminal: &File, patience: Option<Duration>) -> Result<usize, Errno> {
    let time = patience.map(|patience| Timespec {
        tv_sec: patience.as_secs() as i64,
        tv_nsec: i64::from(patience.subsec_nanos()),
    });
    poll(&mut [PollFd::new(terminal, PollFlags::IN)], time.as_ref())
}
