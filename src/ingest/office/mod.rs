//! The files of office suites: zip archives of XML parts.
//!
//! It must not know what a letter is; it knows which suite wrote the archive.

mod looks;
mod margins;
mod notes;
mod numbers;
pub(super) mod opendocument;
mod parts;
mod styles;
pub(super) mod word;
