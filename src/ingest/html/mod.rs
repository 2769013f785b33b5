//! Web pages: the publisher's, parliament's, and any page whose footnotes are links.
//!
//! ```text
//! elements   the library: elements and texts, one after the other   (in a process of its own)
//! note_lines notes in one paragraph, each on a line of its own, to paragraphs
//! notes      which links are marks, and where their notes stand
//! raised     marks that are no links
//! letter     which part of the page is the letter
//! reader     the letter's elements to blocks
//! ```
//!
//! It must not know how a document is linked, nor what is done with it.

pub mod elements;
mod letter;
mod note_lines;
mod notes;
mod raised;
mod reader;

use crate::document::{Document, Reading};
use crate::ingest::html::elements::Tree;
use crate::ingest::html::notes::Notes;
use crate::ingest::html::reader::Reader;
use crate::ingest::{Options, ReadError};

/// Reads a letter from a page.
pub(super) fn read(
    text: &str,
    encoding: String,
    source: &str,
    options: &Options,
) -> Result<Document, ReadError> {
    let mut elements = elements::parse(text, options)?;
    note_lines::part(&mut elements);
    let tree = Tree::new(elements);
    let notes = Notes::find(&tree);
    let mut reader = Reader::new(&tree, &notes);
    reader.page();
    let replaced = reader.replaced();
    let mut blocks = reader.finish();
    blocks.facts(letter::facts(&tree));
    Ok(blocks.finish(
        source,
        Reading {
            format: String::new(),
            encoding,
            replaced,
            joined_hyphens: 0,
        },
    ))
}
