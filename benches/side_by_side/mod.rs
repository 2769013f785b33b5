//! What the benches share: the long letter, and timing two things in turn so that a busy machine slows both alike.

#![allow(dead_code, reason = "each bench uses its part")]

use std::fmt::Write as _;
use std::path::PathBuf;
use std::time::Duration;

/// The embedded letter.
pub(crate) const LETTER: &str = include_str!("../../data/halfjaarbericht-politie-2020-2.txt");

/// The letter repeated until it is about this long: bytes.
pub(crate) fn repeated(bytes: usize) -> String {
    LETTER.repeat(bytes.div_ceil(LETTER.len()))
}

/// A file of its own for this run, removed by the system's cleaning of temporary files.
pub(crate) fn write_temporary(name: &str, text: &str) -> PathBuf {
    let path = std::env::temp_dir().join(format!("voetnoot-bench-{}-{name}", std::process::id()));
    std::fs::write(&path, text).expect("the temporary folder can be written");
    path
}

/// The middle of some durations.
pub(crate) fn median(times: &mut [Duration]) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

/// The value below which 99 of 100 durations lie.
pub(crate) fn p99(times: &mut [Duration]) -> Duration {
    times.sort_unstable();
    times[(times.len() * 99 / 100).min(times.len() - 1)]
}

/// Times two things in turn, `rounds` times each; returns the durations of both.
pub(crate) fn paired(
    rounds: usize,
    mut one: impl FnMut() -> Duration,
    mut other: impl FnMut() -> Duration,
) -> (Vec<Duration>, Vec<Duration>) {
    let (mut first, mut second) = (Vec::new(), Vec::new());
    for _ in 0..rounds {
        first.push(one());
        second.push(other());
    }
    (first, second)
}

/// One row of a table: a name, the figures, and how they compare with what was promised.
pub(crate) fn row(name: &str, ours: Duration, theirs: (&str, Duration), promise: &str) -> String {
    let mut row = String::new();
    let ratio = ours.as_secs_f64() / theirs.1.as_secs_f64();
    let _ = write!(
        row,
        "{name}: {ours:.2?}, {} {:.2?}, ratio {ratio:.2} ({promise})",
        theirs.0, theirs.1
    );
    row
}
