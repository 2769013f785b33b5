//! Command in, output out: what the program prints without a screen, its exit codes, and what it says of files it cannot read.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test may fail at any line, and says what it measured"
)]

#[path = "commands/asking.rs"]
mod asking;
#[path = "commands/comparing.rs"]
mod comparing;
#[path = "commands/ending.rs"]
mod ending;
#[path = "commands/json.rs"]
mod json;
#[path = "commands/library.rs"]
mod library;
#[path = "commands/printing.rs"]
mod printing;
#[path = "commands/program.rs"]
mod program;
