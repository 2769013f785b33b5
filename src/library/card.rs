//! What a library keeps of a letter beside its words: what it is called, its facts, and its key.
//!
//! It must not know where the letter's file is.

use serde::{Deserialize, Serialize};

use crate::document::Document;
use crate::index::volume::LetterFacts;
use crate::library::cited::address;
use crate::library::date;
use crate::words::lexeme::fold;

/// Tells a letter's file from all others by its bytes.
pub type Fingerprint = [u8; KEY];

/// Bytes of a key: enough that no two files of an archive share one.
const KEY: usize = 16;

/// The key of a file's bytes.
#[must_use]
pub fn key(bytes: &[u8]) -> Fingerprint {
    let hash = blake3::hash(bytes);
    let mut key = [0; KEY];
    key.copy_from_slice(&hash.as_bytes()[..KEY]);
    key
}

/// What is known of a letter without reading it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// What it is called: its subject, its title, or its file's name.
    pub title: String,
    /// Its date as printed.
    pub date: Option<String>,
    /// Who signed it.
    pub sender: Option<String>,
    /// Its dossier.
    pub dossier: Option<String>,
    /// Its number, within the dossier or of its own.
    pub number: Option<String>,
    /// The id by which papers cite it: `kst-29628-948`.
    pub id: Option<String>,
    /// What kind of paper it is, in one Dutch word: `motie`, `brief`.
    pub kind: Option<String>,
    /// The format of its file.
    pub format: String,
    /// Printed pages; 0 where the format has none.
    pub pages: u32,
    /// Words of the text, notes included: what it takes to read it.
    pub words: u32,
    /// Notes.
    pub notes: u32,
}

/// Kinds of papers, by how their titles begin or what they hold, folded; the first that fits.
const KINDS: [(&str, &str); 12] = [
    ("gewijzigde motie", "motie"),
    ("nader gewijzigde motie", "motie"),
    ("motie", "motie"),
    ("amendement", "amendement"),
    ("antwoord", "antwoord"),
    ("vragen van", "vragen"),
    ("brief", "brief"),
    ("verslag", "verslag"),
    ("nota", "nota"),
    ("lijst van vragen", "vragen"),
    ("advies", "advies"),
    ("wetsvoorstel", "voorstel"),
];

impl Card {
    /// The card of a letter; `stem` is its file's name without what follows the last dot.
    #[must_use]
    pub fn of(document: &Document, stem: &str) -> Self {
        let facts = &document.facts;
        let id = id_of(document, stem);
        let words = document.paragraphs.iter();
        let words = words.map(|paragraph| paragraph.text.split_whitespace().count());
        Self {
            title: document.title.clone(),
            date: facts.date.clone(),
            sender: facts.sender.clone(),
            dossier: facts.dossier.clone().or_else(|| dossier_of(id.as_deref()?)),
            number: facts.number.clone(),
            id,
            kind: kind_of(document),
            format: document.reading.format.clone(),
            pages: document.pages.len() as u32,
            words: words.sum::<usize>() as u32,
            notes: document.notes.len() as u32,
        }
    }

    /// Its date as a number, 20201013; 0 where none is known.
    #[must_use]
    pub fn day(&self) -> u32 {
        self.date.as_deref().map_or(0, date::number)
    }

    /// The facts that stand in the index.
    #[must_use]
    pub fn facts(&self) -> LetterFacts<'_> {
        LetterFacts {
            date: self.day(),
            words: [
                Some(&self.title),
                self.sender.as_deref(),
                self.dossier.as_deref(),
                self.number.as_deref(),
                self.kind.as_deref(),
                Some(&self.format),
            ],
        }
    }

    /// What is kept of the letter in its volume: its key, its day, when it came (see [`came_kept`]), and the card.
    #[must_use]
    pub fn keep(&self, key: &Fingerprint, came: u32) -> Vec<u8> {
        let mut kept = key.to_vec();
        kept.extend_from_slice(&self.day().to_le_bytes());
        kept.extend_from_slice(&came.to_le_bytes());
        postcard::to_extend(self, kept).expect("a card holds only what can be written")
    }

    /// The card in what is kept of a letter.
    #[must_use]
    pub fn kept(kept: &[u8]) -> Self {
        let card = kept.get(KEY + 8..).unwrap_or_default();
        postcard::from_bytes(card).unwrap_or_default()
    }
}

/// The key in what is kept of a letter.
#[must_use]
pub fn key_kept(kept: &[u8]) -> Fingerprint {
    kept.first_chunk().copied().unwrap_or_default()
}

/// The day in what is kept of a letter.
#[must_use]
pub fn day_kept(kept: &[u8]) -> u32 {
    number_kept(kept, KEY)
}

/// When a letter came into its library, in what is kept of it: seconds since 1970; 0 where it was there when the library was made.
#[must_use]
pub fn came_kept(kept: &[u8]) -> u32 {
    number_kept(kept, KEY + 4)
}

fn number_kept(kept: &[u8], from: usize) -> u32 {
    let number = kept.get(from..).and_then(|rest| rest.first_chunk());
    number.map_or(0, |number| u32::from_le_bytes(*number))
}

/// What the ids of papers begin with that files are called by.
const SERIES: [&str; 6] = ["kst-", "ah-", "h-", "kv-", "blg-", "stb-"];

/// The id by which papers cite a letter: from its dossier and number, else its file's name where that is one.
fn id_of(document: &Document, stem: &str) -> Option<String> {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let facts = &document.facts;
    if let (Some(dossier), Some(number)) = (&facts.dossier, &facts.number)
        && digits(number)
    {
        return Some(format!("kst-{dossier}-{number}").to_lowercase());
    }
    let stem = stem.to_lowercase();
    // A file may be called like a paper and be none: `kv-antwoord-03`.
    let is_one = SERIES.iter().any(|series| stem.starts_with(series)) && address(&stem).is_some();
    is_one.then_some(stem)
}

/// The dossier that an id names: `29628` of `kst-29628-984`, `36410-xvi` of `kst-36410-xvi-12`.
fn dossier_of(id: &str) -> Option<String> {
    let (dossier, _) = id.strip_prefix("kst-")?.rsplit_once('-')?;
    Some(dossier.to_owned())
}

/// What every motion ends with.
const MOTION: &str = "gaat over tot de orde van de dag";

/// How many lines of a letter's head may say what it is.
const HEAD: usize = 20;

/// What kind of paper a letter is: as its head says, else its subject, its title, its first words. A dossier's title may say something else
/// than the paper in it, so the title comes late.
fn kind_of(document: &Document) -> Option<String> {
    let paragraphs = &document.paragraphs;
    let mut last = paragraphs.iter().rev().take(HEAD);
    if last.any(|paragraph| fold(&paragraph.text).contains(MOTION)) {
        return Some("motie".to_owned());
    }
    let head = document.furniture.iter().take(HEAD);
    let head = head.map(|line| line.text.as_str());
    let first = paragraphs.first();
    let rest = [
        document.facts.subject.as_deref(),
        Some(document.title.as_str()),
        first.map(|paragraph| paragraph.text.as_str()),
    ];
    head.chain(rest.into_iter().flatten()).find_map(|text| {
        let begins = fold(&text[..text.floor_char_boundary(60)]);
        let mut kinds = KINDS.iter();
        let kind = kinds.find(|(words, _)| begins.trim_start().starts_with(words));
        kind.map(|&(_, kind)| kind.to_owned())
    })
}
