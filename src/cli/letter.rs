//! Reads a letter for a sub-command.
//!
//! It must not print.

use std::path::PathBuf;

use anyhow::{Context, anyhow};

use crate::config::{Overrides, Settings};
use crate::document::Document;
use crate::library::Reading;
use crate::open::{self, Source};

/// Reads the letter an argument names; the embedded one without an argument.
pub(super) fn read(file: Option<PathBuf>, overrides: &Overrides) -> anyhow::Result<Document> {
    read_source(&Source::from_argument(file), overrides)
}

/// Reads a letter.
pub(super) fn read_source(source: &Source, overrides: &Overrides) -> anyhow::Result<Document> {
    let (settings, mistakes) = Settings::load(overrides);
    super::about::report(&mistakes);
    let name = source.name();
    let reading = Reading::of(&settings);
    let bytes = open::read(source, reading.max_bytes)?;
    reading
        .understand(source, &bytes)
        .map_err(|error| anyhow!("{error}"))
        .with_context(|| format!("cannot read {name}"))
}
