//! ripgrep, started anew for every key.
//!
//! It must not know what is in the files.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// How long it takes to count what begins as typed in a file, or in all files below a folder. `None`: it is not
/// installed, or nothing is typed yet.
pub(crate) fn keystroke(path: &Path, typed: &str) -> Option<Duration> {
    let words = typed.trim_matches(['"', ' ']);
    if words.is_empty() {
        return None;
    }
    let start = Instant::now();
    let status = Command::new("rg")
        .args([
            "--count-matches",
            "--ignore-case",
            "--no-config",
            &format!("\\b{}", escaped(words)),
        ])
        .arg(path)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    status.ok().map(|_| start.elapsed())
}

/// Words as a pattern that means just them.
fn escaped(words: &str) -> String {
    let mut pattern = String::with_capacity(words.len());
    for letter in words.chars() {
        if letter.is_ascii_punctuation() {
            pattern.push('\\');
        }
        pattern.push(letter);
    }
    pattern
}
