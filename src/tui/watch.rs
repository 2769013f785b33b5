//! What comes in from outside: keys, signals, and a terminal that goes away. Each is a thread that sleeps until then.
//!
//! It must not know what the program makes of it.

use std::io::stdout;
use std::sync::atomic::{AtomicI32, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::time::Duration;

use ratatui::crossterm::event::{self, Event, KeyEventKind};
use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP};
use signal_hook::iterator::Signals;

use crate::tui::session::leave;
use crate::tui::worker::spawn_once;

/// What came in.
#[derive(Debug)]
pub enum Incoming {
    /// A key, a click, a paste, a new size.
    Input(Event),
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

/// Starts listening; everything that comes in goes through `tell` into the program's one queue.
pub fn listen<M: Send + 'static>(
    queue: &Sender<M>,
    tell: fn(Incoming) -> M,
) -> std::io::Result<()> {
    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT])?;
    let keys = queue.clone();
    spawn_once("keys", move || read_keys(&keys, tell), |_| ());
    let sender = queue.clone();
    spawn_once(
        "signals",
        move || {
            for signal in &mut signals {
                let incoming = match signal {
                    SIGTSTP => Incoming::Stop,
                    SIGCONT => Incoming::GoOn,
                    signal => {
                        end_by(signal);
                        Incoming::End
                    }
                };
                if sender.send(tell(incoming)).is_err() {
                    break;
                }
            }
        },
        |_| (),
    );
    let sender = queue.clone();
    spawn_once(
        "terminal",
        move || {
            // Asking for nothing still reports a terminal that hangs up, even where the signal for it is ignored. A signal that this
            // thread happens to receive interrupts the wait without meaning anything.
            let out = stdout();
            while poll(&mut [PollFd::new(&out, PollFlags::empty())], None) == Err(Errno::INTR) {}
            end_by(SIGHUP);
            let _ = sender.send(tell(Incoming::End));
        },
        |_| (),
    );
    Ok(())
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

fn read_keys<M>(queue: &Sender<M>, tell: fn(Incoming) -> M) {
    loop {
        match event::read() {
            Ok(Event::Key(key)) if key.kind == KeyEventKind::Release => {}
            Ok(Event::FocusGained | Event::FocusLost) => {}
            Ok(event) => {
                if queue.send(tell(Incoming::Input(event))).is_err() {
                    return;
                }
            }
            // No more keys will come: the terminal is gone.
            Err(_) => {
                end_by(SIGHUP);
                let _ = queue.send(tell(Incoming::End));
                return;
            }
        }
    }
}
