//! voetnoot: a keyboard-driven terminal reader for footnoted official letters.
#![doc = ""]

pub mod citation;
pub mod document;
pub mod index;
pub mod ingest;
pub mod safe;
pub mod words;
