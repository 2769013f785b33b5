//! PDF to text beside `pdftotext -layout` on the same files in one run: each program started for each file, as readers do.
//!
//! A letter of forty pages is made for it. `VOETNOOT_PDFS=DIR cargo bench --bench pdf` measures the PDFs of a folder instead.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a table of ratios is what a comparison is for; a page is made as in the tests"
)]

#[path = "../tests/support/pdf.rs"]
#[allow(dead_code, reason = "the bench makes plain pages only")]
mod made;
mod side_by_side;

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use criterion::{Criterion, criterion_group, criterion_main};
use made::{Sheet, pdf};
use side_by_side::{LETTER, median, paired, row};

const OURS: &str = env!("CARGO_BIN_EXE_voetnoot");
/// Pages of the letter that is made.
const PAGES: usize = 40;
/// Lines of a page.
const LINES: usize = 52;
/// Characters of a line.
const WIDTH: usize = 90;

/// A letter of many pages: the built-in letter's words again and again.
fn long_letter() -> Vec<u8> {
    let mut words = LETTER.split_whitespace().cycle();
    let sheets: Vec<Sheet> = (1..=PAGES)
        .map(|page| {
            let mut sheet = Sheet::default();
            for at in 0..LINES {
                let mut line = String::new();
                while line.len() < WIDTH {
                    line.push_str(words.next().unwrap_or_default());
                    line.push(' ');
                }
                sheet.words((70.0, 90.0 + at as f32 * 13.0), 10.0, "R", line.trim_end());
            }
            sheet.words((280.0, 800.0), 8.0, "R", &page.to_string());
            sheet
        })
        .collect();
    pdf(&sheets)
}

fn files() -> Vec<PathBuf> {
    if let Some(folder) = std::env::var_os("VOETNOOT_PDFS") {
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        let mut files: Vec<PathBuf> = entries
            .map(|entry| entry.path())
            .filter(|path| path.extension().is_some_and(|end| end == "pdf"))
            .collect();
        files.sort();
        return files;
    }
    let path = std::env::temp_dir().join(format!("voetnoot-bench-{}.pdf", std::process::id()));
    std::fs::write(&path, long_letter()).expect("the temporary folder can be written");
    vec![path]
}

/// How long a program takes for all files; `None`: it is not there.
fn run(files: &[PathBuf], command: impl Fn(&PathBuf) -> Command) -> Option<Duration> {
    let start = Instant::now();
    for file in files {
        let mut command = command(file);
        let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status();
        status.ok()?;
    }
    Some(start.elapsed())
}

fn voetnoot(file: &PathBuf) -> Command {
    let mut command = Command::new(OURS);
    command.arg("show").arg(file);
    command
}

fn pdftotext(file: &PathBuf) -> Command {
    let mut command = Command::new("pdftotext");
    command.arg("-layout").arg(file).arg("-");
    command
}

fn texts(criterion: &mut Criterion) {
    let files = files();
    if run(&files, pdftotext).is_none() {
        println!("skipped: pdftotext is not installed");
        return;
    }
    let timed = |command: fn(&PathBuf) -> Command| {
        run(&files, command).expect("it was started a moment ago")
    };
    let (mut ours, mut theirs) = paired(15, || timed(voetnoot), || timed(pdftotext));
    let name = format!("{} PDFs: file to text", files.len());
    let theirs = ("pdftotext -layout", median(&mut theirs));
    println!("{}", row(&name, median(&mut ours), theirs, "at most 1"));
    let mut group = criterion.benchmark_group("PDF to text");
    group.sample_size(10);
    for (name, command) in [
        ("voetnoot", voetnoot as fn(&PathBuf) -> Command),
        ("pdftotext -layout", pdftotext),
    ] {
        group.bench_function(name, |bencher| bencher.iter(|| timed(command)));
    }
    group.finish();
}

criterion_group!(benches, texts);
criterion_main!(benches);
