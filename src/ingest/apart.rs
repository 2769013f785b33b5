//! Parses what is not trusted in a process of its own, with limits on memory and time.
//!
//! What a parser does to itself there, the reader survives: what came out before is kept. The process is this same program; where its path is
//! not known, the parsing is done here, and a panic is all that is caught. It must not know what is parsed.

use std::io::{self, Read, Write};
use std::os::unix::process::ExitStatusExt as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::process::{Command, Stdio};

use rustix::process::{Resource, Rlimit, setrlimit};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// What such a process may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Allowance {
    /// Memory: bytes.
    pub memory: u64,
    /// Processor time: seconds.
    pub seconds: u64,
}

impl Default for Allowance {
    fn default() -> Self {
        Self {
            memory: 1 << 30,
            seconds: 20,
        }
    }
}

/// The largest message that is taken over: bytes. The work divides what it has to tell.
const LARGEST_MESSAGE: usize = 64 << 20;

/// A parser's work: bytes in, messages told one by one. It ends early when telling gives `false`.
pub(in crate::ingest) type Work<T> = fn(&[u8], &mut dyn FnMut(T) -> bool);

/// Who parses, and where.
#[derive(Debug, Clone, Copy)]
pub(in crate::ingest) struct Parser<'p, T> {
    /// The sub-command that makes the program do this work and nothing else.
    pub(in crate::ingest) subcommand: &'static str,
    /// This program; `None`: the work is done here.
    pub(in crate::ingest) program: Option<&'p Path>,
    pub(in crate::ingest) allowance: Allowance,
    pub(in crate::ingest) work: Work<T>,
}

impl<T: DeserializeOwned> Parser<'_, T> {
    /// Parses, and hears what is told until `hear` has enough and says `false`. The error says why it ended before the work did.
    pub(in crate::ingest) fn parse(
        &self,
        input: &[&[u8]],
        hear: &mut dyn FnMut(T) -> bool,
    ) -> Result<(), String> {
        if let Some(program) = self.program {
            let ended = self.converse(program, input, hear);
            return ended.unwrap_or_else(|error| Err(error.to_string()));
        }
        let work = || (self.work)(&input.concat(), hear);
        catch_unwind(AssertUnwindSafe(work)).map_err(|_| "its parser failed".to_owned())
    }

    /// Speaks with the process. The outer error is of the conversation, the inner one of the parser.
    fn converse(
        &self,
        program: &Path,
        input: &[&[u8]],
        hear: &mut dyn FnMut(T) -> bool,
    ) -> io::Result<Result<(), String>> {
        let mut child = Command::new(program)
            .arg(self.subcommand)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let Allowance { memory, seconds } = self.allowance;
        let sent = child.stdin.take().map_or(Ok(()), |mut to| {
            // All of it is read before anything is told.
            to.write_all(&memory.to_le_bytes())?;
            to.write_all(&seconds.to_le_bytes())?;
            input.iter().try_for_each(|part| to.write_all(part))
        });
        let heard = match child.stdout.take() {
            Some(mut from) => conversation(&mut from, hear),
            None => Ok(Heard::BrokenOff),
        };
        if !matches!(heard, Ok(Heard::BrokenOff | Heard::All)) {
            child.kill()?;
            child.wait()?;
        }
        let ended = match heard? {
            Heard::Enough => return Ok(Ok(())),
            heard => heard == Heard::All,
        };
        let status = child.wait()?;
        if ended {
            sent?;
            return Ok(Ok(()));
        }
        Ok(Err(match status.signal() {
            // SIGXCPU and SIGKILL: the limit on time.
            Some(24 | 9) => format!(
                "its parser took more than {seconds} seconds; the setting `parse_seconds` allows more"
            ),
            Some(6) => format!(
                "its parser wanted more than {} MiB of memory; the setting `parse_memory` allows more",
                memory >> 20
            ),
            _ => "its parser failed".to_owned(),
        }))
    }
}

/// How a conversation ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Heard {
    /// Everything was told.
    All,
    /// Whoever hears wants no more.
    Enough,
    /// The process ended before its work did.
    BrokenOff,
}

/// Hears what is told until there is no more, or enough.
fn conversation<T: DeserializeOwned>(
    from: &mut impl Read,
    hear: &mut dyn FnMut(T) -> bool,
) -> io::Result<Heard> {
    while let Some(message) = message(from)? {
        if message.is_empty() {
            return Ok(Heard::All);
        }
        if !hear(postcard::from_bytes(&message).map_err(io::Error::other)?) {
            return Ok(Heard::Enough);
        }
    }
    Ok(Heard::BrokenOff)
}

/// The next message; an empty one is the last of all, `None`: it broke off.
fn message(from: &mut impl Read) -> io::Result<Option<Vec<u8>>> {
    let mut length = [0; 4];
    if from.read_exact(&mut length).is_err() {
        return Ok(None);
    }
    let length = u32::from_le_bytes(length) as usize;
    if length > LARGEST_MESSAGE {
        return Err(io::Error::other("it holds more than any letter does"));
    }
    let mut bytes = vec![0; length];
    Ok(from.read_exact(&mut bytes).is_ok().then_some(bytes))
}

/// What is asked of a work, in front of the bytes it is asked of.
pub(in crate::ingest) fn ask(asked: &[u8]) -> Vec<u8> {
    [&(asked.len() as u32).to_le_bytes(), asked].concat()
}

/// What was asked, and the bytes it is asked of; `None`: nothing was.
pub(in crate::ingest) fn asked(input: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = input.split_first_chunk::<4>()?;
    let length = (u32::from_le_bytes(*length) as usize).min(rest.len());
    Some(rest.split_at(length))
}

/// The process's own side: reads what is to be parsed from `input`, tells of it to `output`.
pub(in crate::ingest) fn serve<T: Serialize>(
    work: Work<T>,
    input: &mut impl Read,
    output: &mut impl Write,
) -> io::Result<()> {
    let [memory, seconds] = [number(input)?, number(input)?];
    for (resource, most) in [(Resource::As, memory), (Resource::Cpu, seconds)] {
        let limit = Rlimit {
            current: Some(most),
            maximum: Some(most),
        };
        setrlimit(resource, limit)?;
    }
    let mut bytes = Vec::new();
    input.read_to_end(&mut bytes)?;
    let mut failed = None;
    work(&bytes, &mut |told| {
        failed = tell(output, &told).err();
        failed.is_none()
    });
    if let Some(error) = failed {
        return Err(error);
    }
    output.write_all(&0_u32.to_le_bytes())?;
    output.flush()
}

fn tell<T: Serialize>(output: &mut impl Write, told: &T) -> io::Result<()> {
    let bytes = postcard::to_stdvec(told).map_err(io::Error::other)?;
    output.write_all(&(bytes.len() as u32).to_le_bytes())?;
    output.write_all(&bytes)?;
    output.flush()
}

fn number(input: &mut impl Read) -> io::Result<u64> {
    let mut bytes = [0; 8];
    input.read_exact(&mut bytes)?;
    Ok(u64::from_le_bytes(bytes))
}
