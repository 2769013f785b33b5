//! Writes an archive of invented letters, to measure a library with.
//!
//! `cargo run --release --example archive -- FOLDER COUNT [--seed N]` writes COUNT letters below FOLDER. The same seed writes
//! the same bytes, and the first letters of a large archive are those of a small one.

#![allow(clippy::print_stdout, reason = "it is a program that prints")]

#[path = "../benches/archive/mod.rs"]
mod archive;

use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result};
use archive::Archive;

fn main() -> Result<()> {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let mut seed = archive::SEED;
    if let Some(at) = arguments.iter().position(|argument| argument == "--seed") {
        let value = arguments.get(at + 1).and_then(|value| value.parse().ok());
        seed = value.context("--seed wants a number")?;
        arguments.drain(at..at + 2);
    }
    let [folder, count] = arguments.as_slice() else {
        anyhow::bail!("where to, and how many? archive -- FOLDER COUNT [--seed N]");
    };
    let count: u64 = count.parse().context("COUNT wants a number")?;
    let start = Instant::now();
    let written = Archive::new(seed)
        .write(Path::new(folder), count)
        .with_context(|| format!("{folder} cannot be written"))?;
    println!(
        "{count} letters, {:.1} MB, {:.1} KB each, in {} folders: {:.1?}",
        written.bytes as f64 / 1e6,
        written.bytes as f64 / 1e3 / count.max(1) as f64,
        written.folders,
        start.elapsed()
    );
    Ok(())
}
