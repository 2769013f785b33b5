//! The whole program in a pseudo-terminal beside `less` on the same file: start to first frame, key to frame.

#![allow(
    clippy::print_stdout,
    reason = "a table of ratios is what a comparison is for"
)]

mod side_by_side;

use std::io::{Read, Write};
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use criterion::{Criterion, criterion_group, criterion_main};
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use side_by_side::{LETTER, median, p99, paired, repeated, row, write_temporary};

/// A program in a terminal of 80x24.
struct Screen {
    _master: Box<dyn MasterPty + Send>,
    child: Box<dyn Child + Send + Sync>,
    keys: Box<dyn Write + Send>,
    output: Receiver<(Instant, Vec<u8>)>,
    started: Instant,
}

impl Screen {
    fn start(program: &str, file: &Path) -> Option<Self> {
        let size = PtySize {
            rows: 24,
            cols: 80,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system().openpty(size).ok()?;
        let mut command = CommandBuilder::new(program);
        command.arg(file);
        command.env("TERM", "xterm-256color");
        command.env("LESS", "");
        command.env("HOME", std::env::temp_dir());
        command.env(
            "XDG_CONFIG_HOME",
            std::env::temp_dir().join("voetnoot-bench-none"),
        );
        let mut reader = pair.master.try_clone_reader().ok()?;
        let keys = pair.master.take_writer().ok()?;
        let (sender, output) = channel();
        let started = Instant::now();
        let child = pair.slave.spawn_command(command).ok()?;
        std::thread::spawn(move || {
            let mut buffer = vec![0; 65_536];
            while let Ok(count @ 1..) = reader.read(&mut buffer) {
                if sender
                    .send((Instant::now(), buffer[..count].to_vec()))
                    .is_err()
                {
                    break;
                }
            }
        });
        Some(Self {
            _master: pair.master,
            child,
            keys,
            output,
            started,
        })
    }

    /// Time from `since` to the last output before 40 ms of silence; `None` when nothing came within five seconds.
    fn settle(&mut self, since: Instant) -> Option<Duration> {
        let mut last = None;
        let mut wait = Duration::from_secs(5);
        while let Ok((at, _)) = self.output.recv_timeout(wait) {
            last = Some(at);
            wait = Duration::from_millis(40);
        }
        last.map(|at| at.duration_since(since))
    }

    /// Time from `since` until some words have been drawn.
    fn until(&mut self, since: Instant, words: &[u8]) -> Option<Duration> {
        let mut seen = Vec::new();
        loop {
            let (at, bytes) = self.output.recv_timeout(Duration::from_secs(10)).ok()?;
            seen.extend_from_slice(&bytes);
            if seen.windows(words.len()).any(|window| window == words) {
                return Some(at.duration_since(since));
            }
        }
    }

    fn key(&mut self, keys: &str) -> Option<Duration> {
        let since = Instant::now();
        self.keys.write_all(keys.as_bytes()).ok()?;
        self.keys.flush().ok()?;
        self.settle(since)
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The program as installing puts it into its place, by copying, as `less` was put into its own: what the linker has just written lies in
/// smaller pieces in the system's cache, and starts more than a tenth later.
fn installed() -> String {
    let built = env!("CARGO_BIN_EXE_voetnoot");
    let place = std::env::temp_dir().join(format!("voetnoot-{}", std::process::id()));
    std::fs::copy(built, &place).expect("the temporary folder can be written");
    place.to_string_lossy().into_owned()
}

/// Time from start until the letter's first words are drawn.
fn first_frame(program: &str, file: &Path) -> Duration {
    let mut screen = Screen::start(program, file).expect("a pseudo-terminal can be had");
    let since = screen.started;
    screen
        .until(since, b"halfjaarbericht")
        .expect("the letter is shown within ten seconds")
}

fn frames(criterion: &mut Criterion) {
    let short = write_temporary("short.txt", LETTER);
    let long = write_temporary("long.txt", &repeated(10_000_000));
    let ours = installed();
    let has_less = Screen::start("less", &short).is_some();
    if has_less {
        for (name, file, promise) in [
            ("letter", &short, "at most 2"),
            ("10 MB", &long, "at most 3"),
        ] {
            let (mut ours, mut less) = paired(
                60,
                || first_frame(&ours, file),
                || first_frame("less", file),
            );
            println!(
                "{}",
                row(
                    &format!("{name}: start to first frame"),
                    median(&mut ours),
                    ("less", median(&mut less)),
                    promise
                )
            );
        }
    } else {
        println!("skipped: less is not installed");
    }
    for (name, file, wait) in [("letter", &short, 300), ("10 MB", &long, 6_000)] {
        keys(&ours, name, file, Duration::from_millis(wait));
    }
    let mut group = criterion.benchmark_group("start to first frame of the letter");
    group.sample_size(10);
    for program in if has_less {
        vec![ours.as_str(), "less"]
    } else {
        vec![ours.as_str()]
    } {
        let name = if program == "less" {
            program
        } else {
            "voetnoot"
        };
        group.bench_function(name, |bencher| {
            bencher.iter_custom(|times| (0..times).map(|_| first_frame(program, &short)).sum());
        });
    }
    group.finish();
    for path in [short, long, ours.into()] {
        let _ = std::fs::remove_file(path);
    }
}

/// Prints how long keys take to show, for scrolling and for typing a query.
fn keys(program: &str, name: &str, file: &Path, ready: Duration) {
    let mut screen = Screen::start(program, file).expect("a pseudo-terminal can be had");
    let since = screen.started;
    let _ = screen.until(since, b"halfjaarbericht");
    std::thread::sleep(ready);
    let _ = screen.settle(Instant::now());
    let mut scrolled: Vec<Duration> = (0..60)
        .filter_map(|at| screen.key(if at % 3 == 2 { " " } else { "j" }))
        .collect();
    println!(
        "{name}: scrolling, p99 {:.2?} of {} keys (promise: below 8 ms)",
        p99(&mut scrolled),
        scrolled.len()
    );
    let mut typed = Vec::new();
    for word in ["encrochat", "corruptie", "de politie", "samenleving"] {
        let _ = screen.key("/");
        for letter in word.chars() {
            typed.extend(screen.key(&letter.to_string()));
        }
        let _ = screen.key("\u{1b}");
    }
    println!(
        "{name}: typing a query, key to frame with hits, p99 {:.2?} of {} keys",
        p99(&mut typed),
        typed.len()
    );
}

criterion_group!(benches, frames);
criterion_main!(benches);
