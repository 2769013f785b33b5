//! Letters of every format, damaged at random: each is read or refused, soon, and nothing of it acts on a terminal.
//!
//! The corpus is the letters that other tests read. Damage is the same in every run; `VOETNOOT_DAMAGE=N` does N times as much, with other
//! damage each time.

#![allow(clippy::unwrap_used, reason = "a test may fail at any line")]

use std::io::{Cursor, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use voetnoot::ingest::{self, Options};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// Damaged files made of each letter.
const EACH: u64 = 80;
/// No damage may make reading take so long, with checks and without optimisation.
const LONGEST: Duration = Duration::from_secs(20);

/// Numbers that look random and are the same in every run (Marsaglia's xorshift).
struct Dice(u64);

impl Dice {
    fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end.max(1) as u64) as usize
    }
}

fn corpus() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let mut files: Vec<PathBuf> = ["formats", "made", "letters", "hostile"]
        .iter()
        .flat_map(|folder| std::fs::read_dir(root.join(folder)).unwrap())
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file() && path.extension().is_some_and(|end| end != "json"))
        // What unpacks without end takes as long as it may, damaged or not.
        .filter(|path| !path.ends_with("bomb-on-page-2.pdf"))
        .collect();
    files.sort();
    files
}

/// Damages some bytes in one of the ways in which files are damaged, or made to do damage.
fn damage(bytes: &mut Vec<u8>, other: &[u8], dice: &mut Dice) {
    let at = dice.below(bytes.len());
    let length = 1 + dice.below(200.min(bytes.len().saturating_sub(at)));
    let end = (at + length).min(bytes.len());
    match dice.below(7) {
        0 => bytes.truncate(at),
        1 => {
            for _ in 0..=dice.below(30) {
                let at = dice.below(bytes.len());
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << dice.below(8);
                }
            }
        }
        2 => drop(bytes.drain(at..end)),
        3 => {
            let piece = bytes[at..end].repeat(1 + dice.below(40));
            bytes.splice(at..at, piece);
        }
        4 => {
            let from = dice.below(other.len());
            let piece = &other[from..(from + length).min(other.len())];
            bytes.splice(at..end, piece.iter().copied());
        }
        5 => {
            // Another number where one stands.
            let digits = bytes[at..].iter().position(u8::is_ascii_digit);
            if let Some(at) = digits.map(|digits| at + digits) {
                let numbers = ["0", "-1", "99999999999999999999", "65536", "4294967295"];
                let number = numbers[dice.below(numbers.len())].bytes();
                bytes.splice(at..=at, number);
            }
        }
        _ => {
            let signs = [
                "<",
                ">",
                "\"",
                "\0",
                "\u{1b}[2J",
                "\u{202e}",
                "]]>",
                "&#0;",
                "\r",
                "((",
                "[^1]",
            ];
            let sign = signs[dice.below(signs.len())].bytes();
            bytes.splice(at..at, sign);
        }
    }
}

/// An archive with one part damaged, so that the damage reaches the reader behind the archive's checks.
fn damage_part(bytes: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut made = ZipWriter::new(Cursor::new(Vec::new()));
    let chosen = dice.below(archive.len());
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut text = Vec::new();
        part.read_to_end(&mut text).unwrap();
        let body = name.ends_with("document.xml") || name == "content.xml";
        if (at == chosen || body) && !text.is_empty() {
            damage(&mut text, b"<w:p/>", dice);
        }
        made.start_file(name, SimpleFileOptions::default()).unwrap();
        made.write_all(&text).unwrap();
    }
    made.finish().unwrap().into_inner()
}

#[test]
fn damage_to_any_letter_is_never_a_panic_nor_a_hang() {
    let times: u64 = std::env::var("VOETNOOT_DAMAGE")
        .ok()
        .and_then(|times| times.parse().ok())
        .unwrap_or(1);
    let corpus = corpus();
    assert!(corpus.len() > 60, "only {} letters", corpus.len());
    let mut read = 0;
    for (nth, path) in corpus.iter().enumerate() {
        let whole = std::fs::read(path).unwrap();
        let other = std::fs::read(&corpus[(nth * 7 + 3) % corpus.len()]).unwrap();
        for round in 0..EACH * times {
            let mut dice = Dice::new((nth as u64) << 32 | (round + 1));
            let mut bytes = whole.clone();
            if whole.starts_with(b"PK") && round % 3 > 0 {
                bytes = damage_part(&whole, &mut dice);
            } else {
                for _ in 0..=dice.below(3) {
                    damage(&mut bytes, &other, &mut dice);
                }
            }
            let start = Instant::now();
            let told = ingest::read(&bytes, "letter", &Options::default());
            let took = start.elapsed();
            assert!(
                took < LONGEST,
                "{}, round {round}: {took:?}",
                path.display()
            );
            if let Ok(document) = told {
                read += 1;
                let texts = document.paragraphs.iter().map(|paragraph| &paragraph.text);
                let harmful = |text: &str| text.chars().any(|c| c.is_control() || c == '\u{202e}');
                assert!(
                    !texts.into_iter().any(|text| harmful(text)),
                    "{}, round {round}",
                    path.display()
                );
            }
        }
    }
    assert!(read > corpus.len(), "damage left {read} letters to read");
}
