//! The real program in a real terminal: what it leaves behind, what it lets through, what it survives.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test may fail at any line, and says what it measured"
)]

#[path = "support/audit.rs"]
mod audit;
#[path = "support/folder.rs"]
mod folder;
#[path = "terminal/hostile.rs"]
mod hostile;
#[path = "terminal/leaving.rs"]
mod leaving;
#[path = "terminal/library.rs"]
mod library;
#[path = "support/processes.rs"]
mod processes;
#[path = "support/pty.rs"]
mod pty;
#[path = "terminal/sizes.rs"]
mod sizes;
#[path = "terminal/stopping.rs"]
mod stopping;
#[path = "terminal/surroundings.rs"]
mod surroundings;
#[path = "terminal/typing.rs"]
mod typing;
