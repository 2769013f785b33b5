//! voetnoot: a keyboard-driven terminal reader for footnoted official letters.

pub mod citation;
pub mod document;
pub mod index;
pub mod ingest;
pub mod layout;
pub mod safe;
pub mod words;
