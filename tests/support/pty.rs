//! The real program in a real pseudo-terminal: keys and signals in, a screen and every byte out.
//!
//! It answers no query, as many a terminal does not. Nothing here waits for a fixed time where it can wait for something to happen.

use std::ffi::OsString;
use std::fs;
use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::Path;
use std::process::Command;
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, SlavePty, native_pty_system};
use rustix::fs::{Mode, OFlags};
use rustix::process::{Pid, Signal, kill_process};
use vt100::{Parser, Screen};

use crate::folder::Folder;
use crate::processes::{processes_of, runs};

/// How long anything may take before it counts as never happening: far beyond what a busy machine needs.
pub(crate) const PATIENCE: Duration = Duration::from_secs(40);

/// Between two looks at whether anything goes on: longer than an Esc waits for the rest of a sequence.
const QUIET: Duration = if cfg!(target_os = "linux") {
    Duration::from_millis(40)
} else {
    Duration::from_millis(500)
};

/// The program's own path.
pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_voetnoot");

/// How a terminal is to be opened.
#[derive(Debug)]
pub(crate) struct Setup {
    folder: Arc<Folder>,
    command: Vec<OsString>,
    variables: Vec<(String, OsString)>,
    size: (u16, u16),
}

impl Setup {
    /// The program on the letter that is built in, 80 columns by 24 rows.
    pub(crate) fn new() -> Self {
        Self::in_folder(&Arc::new(Folder::new()))
    }

    /// The same in a folder that has been lived in.
    pub(crate) fn in_folder(folder: &Arc<Folder>) -> Self {
        Self {
            variables: folder.environment(),
            folder: Arc::clone(folder),
            command: vec![PROGRAM.into()],
            size: (80, 24),
        }
    }

    /// With arguments.
    pub(crate) fn arguments(mut self, arguments: &[&str]) -> Self {
        self.command.extend(arguments.iter().map(Into::into));
        self
    }

    /// On a letter in a file of this name.
    pub(crate) fn letter(mut self, name: impl AsRef<Path>, bytes: impl AsRef<[u8]>) -> Self {
        self.command.push(self.folder.write(name, bytes).into());
        self
    }

    /// In place of the program, a shell that is told to run it: `"$0"` in `script` is the program.
    pub(crate) fn shell(mut self, script: &str) -> Self {
        let program = self.command.remove(0);
        let mut command: Vec<OsString> = ["sh", "-c", script].iter().map(Into::into).collect();
        command.push(program);
        command.append(&mut self.command);
        self.command = command;
        self
    }

    /// In place of the program, any command.
    pub(crate) fn command(mut self, words: &[&str]) -> Self {
        self.command = words.iter().map(Into::into).collect();
        self
    }

    /// With a variable in the environment; the empty value takes it away.
    pub(crate) fn variable(mut self, name: &str, value: &str) -> Self {
        self.variables.retain(|(known, _)| known != name);
        if !value.is_empty() {
            self.variables.push((name.into(), value.into()));
        }
        self
    }

    /// With keys of the user's own: rows of `keys.toml`.
    pub(crate) fn keys(self, rows: &str) -> Self {
        self.folder.write("config/voetnoot/keys.toml", rows);
        self
    }

    /// On a screen of so many columns and rows.
    pub(crate) fn size(mut self, columns: u16, rows: u16) -> Self {
        self.size = (columns, rows);
        self
    }

    /// Starts it.
    pub(crate) fn open(self) -> Terminal {
        let pair = native_pty_system().openpty(pty_size(self.size)).unwrap();
        let mut command = CommandBuilder::new(&self.command[0]);
        command.args(&self.command[1..]);
        command.cwd(self.folder.path());
        command.env_clear();
        for (name, value) in &self.variables {
            command.env(name, value);
        }
        let modes = modes(&*pair.master);
        let child = pair.slave.spawn_command(command).unwrap();
        let seen = Arc::new(Seen::new(self.size));
        let mut reader = pair.master.try_clone_reader().unwrap();
        let writer = pair.master.take_writer().unwrap();
        let shared = seen.clone();
        let thread = thread::spawn(move || shared.follow(&mut *reader));
        Terminal {
            folder: self.folder,
            child,
            lines: Some((pair.master, pair.slave)),
            writer: Some(writer),
            seen,
            thread: Some(thread),
            modes,
        }
    }
}

/// What came out of the program so far.
struct Seen {
    inner: Mutex<Output>,
    bell: Condvar,
}

struct Output {
    parser: Parser,
    raw: Vec<u8>,
    /// Whoever reads is to stop reading.
    deaf: bool,
    /// Whoever reads is to wait.
    paused: bool,
}

impl Seen {
    fn new(size: (u16, u16)) -> Self {
        let (rows, columns) = shown_size(size);
        Self {
            inner: Mutex::new(Output {
                parser: Parser::new(rows, columns, 0),
                raw: Vec::new(),
                deaf: false,
                paused: false,
            }),
            bell: Condvar::new(),
        }
    }

    fn lock(&self) -> MutexGuard<'_, Output> {
        // A test that fails while it looks at the screen must not hide why behind a second panic.
        self.inner
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    fn follow(&self, reader: &mut dyn Read) {
        let mut bytes = vec![0; 65_536];
        while let Ok(count @ 1..) = reader.read(&mut bytes) {
            let mut output = self.lock();
            while output.paused {
                let waited = self.bell.wait(output);
                output = waited.unwrap_or_else(std::sync::PoisonError::into_inner);
            }
            if output.deaf {
                return;
            }
            output.raw.extend_from_slice(&bytes[..count]);
            output.parser.process(&bytes[..count]);
            self.bell.notify_all();
        }
    }
}

/// A program in its terminal. Dropped, it is killed.
pub(crate) struct Terminal {
    folder: Arc<Folder>,
    child: Box<dyn Child + Send + Sync>,
    lines: Option<(Box<dyn MasterPty + Send>, Box<dyn SlavePty + Send>)>,
    writer: Option<Box<dyn Write + Send>>,
    seen: Arc<Seen>,
    thread: Option<JoinHandle<()>>,
    modes: String,
}

impl Terminal {
    /// The folder the program lives in.
    pub(crate) fn folder(&self) -> &Arc<Folder> {
        &self.folder
    }

    /// The process that was started.
    pub(crate) fn process(&self) -> Pid {
        Pid::from_raw(self.child.process_id().unwrap().cast_signed()).unwrap()
    }

    /// Types, pastes, or sends whatever a terminal may send.
    pub(crate) fn send(&mut self, bytes: impl AsRef<[u8]>) -> &mut Self {
        self.writer
            .as_mut()
            .unwrap()
            .write_all(bytes.as_ref())
            .unwrap();
        self
    }

    /// Waits until the screen is as wanted; `what` says what is waited for.
    pub(crate) fn until(&mut self, what: &str, wanted: impl Fn(&Screen) -> bool) -> &mut Self {
        let deadline = Instant::now() + PATIENCE;
        let mut output = self.seen.lock();
        while !wanted(output.parser.screen()) {
            let left = deadline.saturating_duration_since(Instant::now());
            assert!(
                !left.is_zero(),
                "waited in vain for: {what}\n{}\nlast bytes: {:?}",
                text(output.parser.screen()),
                String::from_utf8_lossy(&output.raw[output.raw.len().saturating_sub(400)..]),
            );
            let rung = self.seen.bell.wait_timeout(output, left);
            output = rung.unwrap_or_else(std::sync::PoisonError::into_inner).0;
        }
        drop(output);
        self
    }

    /// Waits until a text is on the screen.
    pub(crate) fn until_text(&mut self, wanted: &str) -> &mut Self {
        self.until(&format!("\"{wanted}\""), |screen| {
            text(screen).contains(wanted)
        })
    }

    /// Waits until the reader is on the screen: its hints are, which the last row always shows on a screen of usual size.
    pub(crate) fn until_open(&mut self) -> &mut Self {
        self.until("the reader", |screen| {
            screen.alternate_screen() && text(screen).contains("/ search")
        })
    }

    /// Waits until the screen is the frame that the program prints without a terminal after these keys.
    pub(crate) fn until_frame(&mut self, keys: &str, (columns, rows): (u16, u16)) -> &mut Self {
        let mut command = Command::new(PROGRAM);
        command.args(["--frame", &format!("{columns}x{rows}")]);
        if !keys.is_empty() {
            command.args(["--keys", keys]);
        }
        command.env_clear().envs(self.folder.environment());
        let frame = String::from_utf8(command.output().unwrap().stdout).unwrap();
        self.until(&frame, |screen| text(screen) == frame)
    }

    /// Waits until the program waits too: every key is read, every thread sleeps, nothing more comes out.
    pub(crate) fn until_idle(&mut self) -> &mut Self {
        let deadline = Instant::now() + PATIENCE;
        let mut before = None;
        loop {
            let now = self.rests().then(|| self.written());
            if now.is_some() && now == before {
                return self;
            }
            assert!(
                Instant::now() < deadline,
                "the program never rests\n{}",
                self.text()
            );
            before = now;
            thread::sleep(QUIET);
        }
    }

    /// Whether at this moment no key is unread and no thread of the terminal's processes runs.
    fn rests(&self) -> bool {
        let unread = self
            .line(OFlags::RDONLY)
            .and_then(|line| Ok(rustix::io::ioctl_fionread(line)?));
        unread.unwrap_or(0) == 0 && !processes_of(self.process()).any(|process| runs(&process))
    }

    /// The program's own end of the line.
    fn line(&self, mode: OFlags) -> std::io::Result<fs::File> {
        let (master, _) = self.lines.as_ref().unwrap();
        let name = master.tty_name().unwrap();
        let line = rustix::fs::open(
            name,
            mode | OFlags::NOCTTY | OFlags::NONBLOCK,
            Mode::empty(),
        )?;
        Ok(line.into())
    }

    /// Looks at the screen.
    pub(crate) fn look<T>(&self, look: impl FnOnce(&Screen) -> T) -> T {
        look(self.seen.lock().parser.screen())
    }

    /// The screen's text, a line a row.
    pub(crate) fn text(&self) -> String {
        self.look(text)
    }

    /// How many bytes came out so far.
    pub(crate) fn written(&self) -> usize {
        self.seen.lock().raw.len()
    }

    /// Every byte that came out from byte `from` on.
    pub(crate) fn raw(&self, from: usize) -> Vec<u8> {
        self.seen.lock().raw[from..].to_vec()
    }

    /// Gives the terminal another size, as dragging its corner does.
    pub(crate) fn resize(&mut self, columns: u16, rows: u16) -> &mut Self {
        let (shown_rows, shown_columns) = shown_size((columns, rows));
        // The screen first: the program must not draw in the new size on the old one.
        let mut output = self.seen.lock();
        output
            .parser
            .screen_mut()
            .set_size(shown_rows, shown_columns);
        drop(output);
        let (master, _) = self.lines.as_ref().unwrap();
        master.resize(pty_size((columns, rows))).unwrap();
        self
    }

    /// Stops reading what the program writes, as a connection that stalls does; or reads on.
    pub(crate) fn stall(&mut self, stalled: bool) -> &mut Self {
        self.seen.lock().paused = stalled;
        self.seen.bell.notify_all();
        self
    }

    /// Sends the program a signal.
    pub(crate) fn signal(&mut self, signal: Signal) -> &mut Self {
        kill_process(self.process(), signal).unwrap();
        self
    }

    /// The group of processes that has the terminal now: under a shell with job control, the job.
    pub(crate) fn foreground(&self) -> Pid {
        let (master, _) = self.lines.as_ref().unwrap();
        master
            .process_group_leader()
            .and_then(Pid::from_raw)
            .unwrap()
    }

    /// Writes on the terminal past the program, as another program would.
    pub(crate) fn scribble(&self, bytes: &[u8]) {
        self.line(OFlags::WRONLY).unwrap().write_all(bytes).unwrap();
    }

    /// Takes the terminal away, as closing its window does.
    pub(crate) fn hang_up(&mut self) {
        // The reading thread holds the line too, and sleeps: a byte wakes it up.
        self.seen.lock().deaf = true;
        self.scribble(b" ");
        self.thread.take().unwrap().join().unwrap();
        self.writer = None;
        self.lines = None;
    }

    /// Waits until the program has ended: its exit code, or the signal that ended it.
    pub(crate) fn ended(&mut self) -> Result<u32, String> {
        let deadline = Instant::now() + PATIENCE;
        let status = loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                break status;
            }
            assert!(
                Instant::now() < deadline,
                "the program does not end\n{}",
                self.text()
            );
            thread::sleep(Duration::from_millis(5));
        };
        status
            .signal()
            .map_or(Ok(status.exit_code()), |signal| Err(signal.to_owned()))
    }

    /// Waits until the program has ended with this exit code, and asserts that it left the terminal as it found it. Says what
    /// the main screen shows then.
    pub(crate) fn ended_clean(&mut self, code: u32) -> String {
        assert_eq!(self.ended(), Ok(code), "{}", self.text());
        let (master, slave) = self.lines.take().unwrap();
        assert_eq!(
            modes(&*master),
            self.modes,
            "the line's modes are as they were"
        );
        // With the last descriptor of its own end gone, the reading thread reads what is left and ends.
        drop(slave);
        self.thread.take().unwrap().join().unwrap();
        let audit = crate::audit::Audit::of(&self.raw(0));
        assert_eq!(audit.left_on, Vec::<String>::new(), "modes left on");
        assert_eq!(audit.not_allowed(), Vec::<String>::new());
        self.look(|screen| {
            assert!(!screen.alternate_screen(), "the main screen is back");
            assert!(!screen.hide_cursor(), "the cursor is back");
            text(screen)
        })
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        if !matches!(self.child.try_wait(), Ok(Some(_))) {
            // A shell's job has a group of its own.
            let job = self
                .lines
                .as_ref()
                .and_then(|(master, _)| master.process_group_leader())
                .and_then(Pid::from_raw);
            if let Some(job) = job {
                let _ = rustix::process::kill_process_group(job, Signal::KILL);
            }
            let _ = kill_process(self.process(), Signal::KILL);
            let _ = self.child.wait();
        }
    }
}

/// The screen's text, a line a row, without spaces at line ends.
pub(crate) fn text(screen: &Screen) -> String {
    let (_, columns) = screen.size();
    screen
        .rows(0, columns.get())
        .map(|row| row.trim_end().to_owned() + "\n")
        .collect()
}

fn modes(master: &dyn MasterPty) -> String {
    format!("{:?}", master.get_termios())
}

fn pty_size((columns, rows): (u16, u16)) -> PtySize {
    PtySize {
        rows,
        cols: columns,
        pixel_width: 0,
        pixel_height: 0,
    }
}

/// Rows and columns of the screen; one that does not know its size is taken for one of 80 by 24.
fn shown_size((columns, rows): (u16, u16)) -> (NonZeroU16, NonZeroU16) {
    match (NonZeroU16::new(rows), NonZeroU16::new(columns)) {
        (Some(rows), Some(columns)) => (rows, columns),
        _ => (NonZeroU16::new(24).unwrap(), NonZeroU16::new(80).unwrap()),
    }
}
