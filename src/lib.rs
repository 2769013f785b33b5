//! voetnoot: a keyboard-driven terminal reader for footnoted official letters.

pub mod catalogue;
pub mod citation;
pub mod cli;
pub mod config;
pub mod document;
pub mod export;
pub mod index;
pub mod ingest;
pub mod layout;
pub mod open;
pub mod safe;
pub mod tui;
pub mod words;
