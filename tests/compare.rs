//! Two letters in, their sections and paragraphs side by side out: what belongs together, what differs, and that nothing is lost.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test may fail at any line, and says what it measured"
)]

#[path = "compare/aligned.rs"]
mod aligned;
#[path = "compare/made.rs"]
mod made;
#[path = "compare/properties.rs"]
mod properties;
#[path = "compare/words.rs"]
mod words;
