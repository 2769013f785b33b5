//! voetnoot: a keyboard-driven terminal reader for footnoted official letters.
//!
//! Bytes become a [`Document`](document::Document) once; everything after that is a pure function of it. Layers, from the bottom up; a module imports from
//! lower ones only, which a test checks:
//!
//! | layer | modules | what they do |
//! |---|---|---|
//! | words | [`safe`], [`words`], [`citation`] | harmless text; tokens and what a typed word means; references to other papers |
//! | letter | [`document`] | paragraphs, sections, pages, notes and the links between marks and notes |
//! | work | [`ingest`], [`index`], [`layout`], [`compare`] | bytes to document; document to index and answers; paragraphs to rows; two letters aligned |
//! | surroundings | [`export`], [`config`], [`catalogue`], [`open`] | other forms; settings; the interface's words; files |
//! | library | [`library`] | all letters below some folders, in one index on disk |
//! | front ends | [`tui`], [`cli`] | the reader; sub-commands |
//!
//! A letter's way: [`open::read`] → [`ingest::read`] → [`document`] → [`index::Index`] and [`layout`] → [`tui`]. A key's way: [`tui::watch`] → [`tui::input`] →
//! [`tui::model::Msg`] → [`tui::update::update`] → [`tui::effect::Effect`] for the workers, and [`tui::screen::draw`] for the frame.

pub mod catalogue;
pub mod citation;
pub mod cli;
pub mod compare;
pub mod config;
pub mod document;
pub mod export;
pub mod index;
pub mod ingest;
pub mod layout;
pub mod library;
pub mod open;
pub mod safe;
pub mod tui;
pub mod words;
