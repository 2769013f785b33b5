//! The real program in a real terminal: what it leaves behind, what it lets through, what it survives.

#[path = "support/audit.rs"]
mod audit;
#[path = "terminal/leaving.rs"]
mod leaving;
#[path = "support/pty.rs"]
mod pty;
#[path = "terminal/stopping.rs"]
mod stopping;
