//! What voetnoot's search is measured against: `SQLite` FTS5 with an index, ripgrep without one.
//!
//! They are given passages and what was typed. They must not know voetnoot.

#![allow(dead_code, reason = "each bench uses its part")]

pub(crate) mod ripgrep;
pub(crate) mod sqlite;
