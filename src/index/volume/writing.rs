//! Writes a volume: letters in, a folder with a tantivy index of one segment and three files beside it out.
//!
//! A volume is written once and never changed; several are merged into a new one. It must not know where letters come from.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;

use tantivy::directory::{Directory, MmapDirectory, OwnedBytes, TerminatingWrite as _};
use tantivy::fastfield::AliveBitSet;
use tantivy::indexer::{SingleSegmentIndexWriter, merge_filtered_segments};
use tantivy::{Index, IndexBuilder, TantivyDocument};

use crate::document::Document;
use crate::index::lexicon::{Entry, pack};
use crate::index::openings::{self, OpeningsWriter};
use crate::index::outline::part_of;
use crate::index::places::Places;
use crate::index::postings::terms;
use crate::index::volume::rows::{LETTER, RowsWriter};
use crate::index::volume::schema::{FACTS, Fields, settings, tokenizers};
use crate::index::volume::{LETTERS, OPENINGS, Volume, WORDS};
use crate::words::lexeme::spelling;
use crate::words::{beginnings, tokens};

/// What tantivy may take for its table of words: bytes. It grows with the text whatever is said here.
const BUDGET: usize = 60_000_000;

/// Facts of a letter by which others can be told from it.
#[derive(Debug, Clone, Copy, Default)]
pub struct LetterFacts<'a> {
    /// Its date as a number, 20201013; 0: none is known.
    pub date: u32,
    /// Title, sender, dossier, number, kind, format.
    pub words: [Option<&'a str>; FACTS.len()],
}

/// What is to be kept of a letter beside its words.
#[derive(Debug, Clone, Copy, Default)]
pub struct KeptOfLetter<'a> {
    /// Some bytes that are at hand at any time.
    pub card: &'a [u8],
    /// Others that are read when they are asked for.
    pub copy: Option<&'a [u8]>,
}

/// A volume that is being written.
pub struct VolumeWriter {
    directory: MmapDirectory,
    writer: SingleSegmentIndexWriter,
    fields: Fields,
    rows: RowsWriter,
    openings: OpeningsWriter,
    /// Text of tokens on their way into tantivy, kept for its room.
    lines: [String; 3],
}

impl VolumeWriter {
    /// A volume in a folder that exists and is empty.
    pub fn create(folder: &Path) -> tantivy::Result<Self> {
        let directory = MmapDirectory::open(folder)?;
        let fields = Fields::new();
        let index = IndexBuilder::new()
            .schema(fields.schema.clone())
            .settings(settings())
            .tokenizers(tokenizers());
        let writer = index.single_segment_index_writer(directory.clone(), BUDGET)?;
        Ok(Self {
            directory,
            writer,
            fields,
            rows: RowsWriter::default(),
            openings: OpeningsWriter::default(),
            lines: Default::default(),
        })
    }

    /// Adds a letter, with what is to be kept of it.
    pub fn add(
        &mut self,
        document: &Document,
        facts: &LetterFacts<'_>,
        kept: KeptOfLetter<'_>,
    ) -> tantivy::Result<()> {
        self.rows.letter(kept.card, &Places::pack(document));
        self.openings.end();
        let mut row = TantivyDocument::new();
        row.add_u64(self.fields.part, u64::from(LETTER));
        if facts.date > 0 {
            row.add_u64(self.fields.date, u64::from(facts.date));
        }
        for (field, fact) in self.fields.facts.iter().zip(facts.words) {
            if let Some(fact) = fact {
                row.add_text(*field, fact);
            }
        }
        if let Some(copy) = kept.copy {
            row.add_bytes(self.fields.copy, copy);
        }
        self.writer.add_document(row)?;
        for paragraph in &document.paragraphs {
            let part = part_of(paragraph.kind);
            self.rows.passage(part);
            let mut passage = self.words_of(&paragraph.text);
            let mut cited = String::new();
            for citation in &paragraph.citations {
                let _ = writeln!(cited, "0 {}", citation.target.id());
            }
            if !cited.is_empty() {
                passage.add_text(self.fields.cited, &cited);
            }
            passage.add_u64(self.fields.part, u64::from(part.number()));
            self.writer.add_document(passage)?;
        }
        Ok(())
    }

    /// A passage's words, as tantivy takes them.
    fn words_of(&mut self, text: &str) -> TantivyDocument {
        let [plain, joined, begun] = &mut self.lines;
        for lines in [&mut *plain, joined, begun] {
            lines.clear();
        }
        tokens::for_each(text, |token| {
            let lines = if token.joined {
                &mut *joined
            } else {
                &mut *plain
            };
            let _ = writeln!(lines, "{} {}", token.position, token.term);
            if !token.joined {
                let (folded, joints) = spelling(&token.term);
                self.openings.word(&token.term, &folded);
                beginnings::for_each(&folded, &joints, |key| {
                    let _ = writeln!(begun, "0 {key}");
                });
            }
        });
        self.openings.end();
        let mut passage = TantivyDocument::new();
        let fields = [self.fields.plain, self.fields.joined, self.fields.begun];
        for (field, lines) in fields.into_iter().zip(&self.lines) {
            if !lines.is_empty() {
                passage.add_text(field, lines);
            }
        }
        passage
    }

    /// Bytes of memory that the volume takes until it is finished.
    #[must_use]
    pub fn memory(&self) -> usize {
        self.writer.mem_usage() + self.rows.len() + self.openings.len()
    }

    /// Writes what is left to be written.
    pub fn finish(self) -> tantivy::Result<()> {
        let index = self.writer.finalize()?;
        write_beside(&index, &self.directory, &self.rows)?;
        let mut file = self.directory.open_write(Path::new(OPENINGS))?;
        self.openings.write(&mut file)?;
        file.terminate()?;
        Ok(self.directory.sync_directory()?)
    }
}

/// Writes the list of words and the list of letters beside an index.
fn write_beside(
    index: &Index,
    directory: &MmapDirectory,
    rows: &RowsWriter,
) -> tantivy::Result<()> {
    let segment = crate::index::volume::segment_of(index)?;
    let mut dictionaries: [Vec<Entry>; 2] = Default::default();
    if let Some(segment) = segment {
        let fields = Fields::new();
        for (entries, field) in dictionaries.iter_mut().zip([fields.plain, fields.joined]) {
            *entries = terms(&*segment.inverted_index(field)?)?;
        }
    }
    let [plain, joined] = dictionaries;
    let files = [(WORDS, pack(&plain, &joined)), (LETTERS, rows.pack())];
    for (name, bytes) in files {
        let mut file = directory.open_write(Path::new(name))?;
        file.write_all(&bytes)?;
        file.terminate()?;
    }
    Ok(())
}

/// Merges volumes into a new one in an empty folder, without the letters that are not `alive` (by the volume's place and the letter's).
pub fn merge(
    volumes: &[&Volume],
    alive: &dyn Fn(usize, u32) -> bool,
    folder: &Path,
) -> tantivy::Result<()> {
    let directory = MmapDirectory::open(folder)?;
    let mut rows = RowsWriter::default();
    let mut segments = Vec::new();
    let mut filters = Vec::new();
    for (at, volume) in volumes.iter().enumerate() {
        let passages = volume.rows.passages();
        let mut kept = vec![0_u64; passages.div_ceil(64) as usize];
        for letter in (0..volume.rows.len() as u32).filter(|&letter| alive(at, letter)) {
            rows.letter(volume.rows.kept(letter), volume.rows.places(letter));
            for passage in volume.rows.first(letter)..volume.rows.first(letter + 1) {
                kept[(passage / 64) as usize] |= 1 << (passage % 64);
                if let Some(part) = volume.rows.part(passage) {
                    rows.passage(part);
                }
            }
        }
        if let Some(segment) = volume.index.searchable_segments()?.into_iter().next() {
            segments.push(segment);
            filters.push(Some(alive_passages(passages, &kept)));
        }
    }
    let index = merge_filtered_segments(&segments, settings(), filters, directory.clone())?;
    write_beside(&index, &directory, &rows)?;
    let words = volumes.iter().enumerate().flat_map(|(at, volume)| {
        let letters = 0..volume.letters();
        let kept = letters.filter(move |&letter| alive(at, letter));
        let passages =
            kept.flat_map(|letter| volume.rows.first(letter)..volume.rows.first(letter + 1));
        passages.map(|passage| volume.postings.openings_of(passage))
    });
    let mut file = directory.open_write(Path::new(OPENINGS))?;
    openings::write(words, &mut file)?;
    file.terminate()?;
    Ok(directory.sync_directory()?)
}

/// Passages that are kept, in the form that tantivy reads: how many there are, then a bit each.
fn alive_passages(passages: u32, kept: &[u64]) -> AliveBitSet {
    let mut bytes = passages.to_le_bytes().to_vec();
    bytes.extend(kept.iter().flat_map(|word| word.to_le_bytes()));
    AliveBitSet::open(OwnedBytes::new(bytes))
}
