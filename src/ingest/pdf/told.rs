//! The pages of a PDF as its parser tells them, from a process of its own.
//!
//! It must not know what stands on a page.

use std::io::{self, Read, Write};

use serde::{Deserialize, Serialize};

use crate::ingest::Options;
use crate::ingest::apart::{self, Parser};
use crate::ingest::pdf::glyphs::{self, Refusal};
use crate::ingest::pdf::page::Page;

/// The sub-command that makes the program parse a PDF and nothing else.
pub const SUBCOMMAND: &str = "parse-pdf";

/// What crosses from the process.
#[derive(Debug, Serialize, Deserialize)]
enum Told {
    /// A page, and how many there are.
    Page(usize, Box<Page>),
    Refused(Refusal),
}

/// The pages of a PDF, as far as they could be read.
#[derive(Debug, Default)]
pub(super) struct Pages {
    pub(super) read: Vec<Page>,
    /// How many the PDF says it has.
    pub(super) count: usize,
    pub(super) refused: Option<Refusal>,
    /// Why the parser ended before its work did.
    pub(super) broke: Option<String>,
}

/// Reads a PDF's pages. `each` hears of those read so far, and how many there are, after every one.
pub(super) fn pages(
    bytes: &[u8],
    options: &Options,
    each: &mut dyn FnMut(&[Page], usize),
) -> Pages {
    let password = options.password.as_deref().unwrap_or_default().as_bytes();
    let parser = Parser {
        subcommand: SUBCOMMAND,
        program: options.program.as_deref(),
        allowance: options.limits.parser,
        work,
    };
    let mut pages = Pages::default();
    let ended = parser.parse(&[&apart::ask(password), bytes], &mut |told| match told {
        Told::Page(count, page) => {
            pages.count = count;
            pages.read.push(*page);
            each(&pages.read, count);
            pages.read.len() < options.limits.pages
        }
        Told::Refused(refusal) => {
            pages.refused = Some(refusal);
            true
        }
    });
    pages.broke = ended.err();
    pages
}

/// The process's own work.
pub fn serve(input: &mut impl Read, output: &mut impl Write) -> io::Result<()> {
    apart::serve(work, input, output)
}

/// Parses a PDF with the password that is asked with it.
fn work(input: &[u8], tell: &mut dyn FnMut(Told) -> bool) {
    let Some((password, bytes)) = apart::asked(input) else {
        return;
    };
    let parsed = glyphs::pages(
        bytes.to_vec(),
        &String::from_utf8_lossy(password),
        &mut |count, page| tell(Told::Page(count, Box::new(page))),
    );
    if let Err(refusal) = parsed {
        tell(Told::Refused(refusal));
    }
}
