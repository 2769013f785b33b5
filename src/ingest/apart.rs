//! Parses a PDF in a process of its own, with limits on memory and time.
//!
//! What a parser does to itself there, the reader survives: pages that came out before are kept. The process is this same program; where its
//! path is not known, the PDF is parsed here. It must not know what stands on a page.

use std::io::{self, Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use rustix::process::{Resource, Rlimit, setrlimit};
use serde::{Deserialize, Serialize};

use crate::ingest::pdf::glyphs::{self, Refusal};
use crate::ingest::pdf::page::Page;

/// The sub-command that makes the program parse and nothing else.
pub const SUBCOMMAND: &str = "parse-pdf";
/// Memory the process may take: bytes.
const MEMORY: u64 = 1 << 30;
/// Processor time it may take: seconds.
const SECONDS: u64 = 20;
/// The largest page that is taken over: bytes.
const LARGEST_PAGE: usize = 64 << 20;

/// What crosses from the process.
#[derive(Debug, Serialize, Deserialize)]
enum Told {
    /// A page, and how many there are.
    Page(usize, Box<Page>),
    Refused(Refusal),
    /// All pages are told.
    End,
}

/// The pages of a PDF, as far as they could be read.
#[derive(Debug, Default)]
pub(in crate::ingest) struct Pages {
    pub(in crate::ingest) read: Vec<Page>,
    /// How many the PDF says it has.
    pub(in crate::ingest) count: usize,
    pub(in crate::ingest) refused: Option<Refusal>,
    /// Why the parser ended before its work did.
    pub(in crate::ingest) broke: Option<String>,
}

/// Reads a PDF's pages.
pub(in crate::ingest) fn pages(bytes: &[u8], password: &str, program: Option<&Path>) -> Pages {
    match program {
        Some(program) => {
            let mut pages = Pages::default();
            if let Err(error) = converse(program, bytes, password, &mut pages) {
                pages.broke = Some(error.to_string());
            }
            pages
        }
        None => parsed_here(bytes, password),
    }
}

/// Parses without a process of its own; a panic is caught, no more.
fn parsed_here(bytes: &[u8], password: &str) -> Pages {
    let mut pages = Pages::default();
    let parsed = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        glyphs::pages(bytes.to_vec(), password, &mut |count, page| {
            pages.count = count;
            pages.read.push(page);
            true
        })
    }));
    match parsed {
        Ok(Ok(())) => {}
        Ok(Err(refusal)) => pages.refused = Some(refusal),
        Err(_) => pages.broke = Some("its parser failed".to_owned()),
    }
    pages
}

fn converse(program: &Path, bytes: &[u8], password: &str, pages: &mut Pages) -> io::Result<()> {
    let mut child = Command::new(program)
        .arg(SUBCOMMAND)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    let sent = child.stdin.take().map_or(Ok(()), |mut input| {
        // All of it is read before anything is told.
        input.write_all(&(password.len() as u32).to_le_bytes())?;
        input.write_all(password.as_bytes())?;
        input.write_all(bytes)
    });
    let mut ended = false;
    if let Some(mut output) = child.stdout.take() {
        while let Some(told) = hear(&mut output)? {
            match told {
                Told::Page(count, page) => {
                    pages.count = count;
                    pages.read.push(*page);
                }
                Told::Refused(refusal) => {
                    pages.refused = Some(refusal);
                    ended = true;
                }
                Told::End => ended = true,
            }
        }
    }
    let status = child.wait()?;
    if !ended {
        use std::os::unix::process::ExitStatusExt as _;
        pages.broke = Some(match status.signal() {
            // SIGXCPU and SIGKILL: the limit on time.
            Some(24 | 9) => format!("its parser took more than {SECONDS} seconds"),
            Some(6) => format!("its parser wanted more than {} MiB of memory", MEMORY >> 20),
            _ => "its parser failed".to_owned(),
        });
    } else if pages.refused.is_none() {
        sent?;
    }
    Ok(())
}

/// The next thing told; `None` where nothing more is.
fn hear(output: &mut impl Read) -> io::Result<Option<Told>> {
    let mut length = [0; 4];
    if output.read_exact(&mut length).is_err() {
        return Ok(None);
    }
    let length = u32::from_le_bytes(length) as usize;
    if length > LARGEST_PAGE {
        return Err(io::Error::other("a page is larger than any letter's"));
    }
    let mut bytes = vec![0; length];
    if output.read_exact(&mut bytes).is_err() {
        return Ok(None);
    }
    postcard::from_bytes(&bytes)
        .map(Some)
        .map_err(io::Error::other)
}

/// The process's own work: reads a PDF from `input`, tells its pages to `output`.
pub fn serve(input: &mut impl Read, output: &mut impl Write) -> io::Result<()> {
    let limit = |most| Rlimit {
        current: Some(most),
        maximum: Some(most),
    };
    setrlimit(Resource::As, limit(MEMORY))?;
    setrlimit(Resource::Cpu, limit(SECONDS))?;
    let mut length = [0; 4];
    input.read_exact(&mut length)?;
    let mut password = vec![0; u32::from_le_bytes(length) as usize];
    input.read_exact(&mut password)?;
    let mut bytes = Vec::new();
    input.read_to_end(&mut bytes)?;
    let mut failed = None;
    let mut tell = |told: &Told| -> io::Result<()> {
        let bytes = postcard::to_stdvec(told).map_err(io::Error::other)?;
        output.write_all(&(bytes.len() as u32).to_le_bytes())?;
        output.write_all(&bytes)?;
        output.flush()
    };
    let parsed = glyphs::pages(
        bytes,
        &String::from_utf8_lossy(&password),
        &mut |count, page| {
            failed = tell(&Told::Page(count, Box::new(page))).err();
            failed.is_none()
        },
    );
    if let Some(error) = failed {
        return Err(error);
    }
    match parsed {
        Ok(()) => tell(&Told::End),
        Err(refusal) => tell(&Told::Refused(refusal)),
    }
}
