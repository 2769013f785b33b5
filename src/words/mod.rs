//! The normaliser: what a word is, and when a typed word means it.
//!
//! Index, query and highlighting all use this module and nothing else, so that what is found is what is marked.
//! It knows nothing of letters, pages or indexes.

pub mod beginnings;
pub mod forms;
pub mod lexeme;
pub mod openings;
pub mod pattern;
pub mod tokens;
pub mod typing;
