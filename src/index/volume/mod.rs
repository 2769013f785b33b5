//! Many letters in one index on disk: a volume of a library.
//!
//! A volume is a folder that is written once: a plain tantivy index, the list of its words, the list of its letters, and how each word of the
//! text opens. It answers with the same rules as the index of one letter. It must not know files of letters, nor what a library keeps of
//! them.

mod rows;
mod schema;
mod writing;

use std::fmt;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use tantivy::directory::{Directory as _, MmapDirectory, OwnedBytes};
use tantivy::schema::Value as _;
use tantivy::store::StoreReader;
use tantivy::{Index, SegmentReader, TantivyDocument};

use crate::document::Document;
use crate::index::bits::Bits;
use crate::index::corpus::{Corpus, Parts, Stale};
use crate::index::openings::Openings;
use crate::index::places::Places;
use crate::index::postings::Postings;
use crate::index::query::Scope;
use crate::index::selection::Selection;
use crate::index::syntax::{Filter, Filtered, Paper, Part, Wish};
use crate::index::tally::Kept;
use crate::index::vocabulary::Vocabulary;
use crate::index::volume::rows::{Rows, RowsWriter};
pub use crate::index::volume::schema::FACTS;
pub(crate) use crate::index::volume::schema::Fields;
pub use crate::index::volume::writing::{KeptOfLetter, LetterFacts, VolumeWriter, merge};

/// The file with the list of words.
const WORDS: &str = "words";

/// The file with the list of letters.
const LETTERS: &str = "letters";

/// The file that says how each word opens.
const OPENINGS: &str = "openings";

/// Blocks of stored rows that are kept unpacked.
const BLOCKS: usize = 4;

/// How a volume lies in its folder; another arrangement has another number, and is written anew.
pub const ARRANGEMENT: u32 = 6;

/// A volume, open for reading. Cheap to share, never changes.
pub struct Volume {
    index: Index,
    rows: Rows,
    vocabulary: Arc<Vocabulary>,
    postings: Postings,
    fields: Fields,
    segment: Option<SegmentReader>,
    /// What is kept to be read when it is asked for.
    store: Option<Arc<StoreReader>>,
}

impl fmt::Debug for Volume {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut told = formatter.debug_struct("Volume");
        told.field("letters", &self.rows.len())
            .finish_non_exhaustive()
    }
}

/// The one segment of a volume's index; none where it holds nothing.
fn segment_of(index: &Index) -> tantivy::Result<Option<SegmentReader>> {
    let segment = index.searchable_segments()?.into_iter().next();
    segment
        .map(|segment| SegmentReader::open(&segment))
        .transpose()
}

impl Volume {
    /// Opens a volume. Whatever is wrong with it, it can be written anew from the letters.
    pub fn open(folder: &Path) -> anyhow::Result<Self> {
        let directory = MmapDirectory::open(folder)?;
        let beside = |name: &str| -> anyhow::Result<_> {
            Ok(directory.open_read(Path::new(name))?.read_bytes()?)
        };
        let vocabulary = Arc::new(Vocabulary::open(beside(WORDS)?)?.united());
        let rows = Rows::open(beside(LETTERS)?)?;
        let openings = Openings::open(beside(OPENINGS)?)?;
        let fields = Fields::new();
        let index = Index::open(directory)?;
        anyhow::ensure!(index.schema() == fields.schema, "its fields are others");
        let segment = segment_of(&index)?;
        let fits = openings.passages() == rows.passages();
        let lists = (vocabulary.clone(), openings);
        let store = segment
            .as_ref()
            .map(|segment| segment.get_store_reader(BLOCKS));
        let postings = Postings::of_volume(segment.as_ref(), &fields, lists)?;
        anyhow::ensure!(
            fits && postings.passages() == rows.passages(),
            "its letters do not fit its words"
        );
        Ok(Self {
            index,
            rows,
            vocabulary,
            postings,
            fields,
            segment,
            store: store.transpose()?.map(Arc::new),
        })
    }

    /// The same volume with a list of the words of its letters only: where these are some of many, a word is looked up in far fewer.
    pub(crate) fn with_own_words(&self) -> Self {
        let own = Arc::new(self.vocabulary.only(&self.postings.lexemes()));
        Self {
            index: self.index.clone(),
            rows: self.rows.clone(),
            vocabulary: own.clone(),
            postings: self.postings.clone().with_own(own),
            fields: self.fields.clone(),
            segment: self.segment.clone(),
            store: None,
        }
    }

    /// The same volume with some of its letters only, which go by their places among them; ascending.
    pub(crate) fn of_some(&self, letters: &[u32]) -> Self {
        let mut selection = Selection::default();
        let mut rows = RowsWriter::default();
        for &letter in letters {
            let passages = self.rows.first(letter)..self.rows.first(letter + 1);
            rows.letter(&[], self.rows.places(letter));
            for passage in passages.clone().skip(1) {
                rows.passage(self.rows.part(passage).unwrap_or(Part::Text));
            }
            selection.push(passages);
        }
        let rows = Rows::open(OwnedBytes::new(rows.pack()));
        Self {
            index: self.index.clone(),
            rows: rows.expect("what was packed a moment ago can be read"),
            vocabulary: self.vocabulary.clone(),
            postings: self.postings.of_some(selection),
            fields: self.fields.clone(),
            segment: self.segment.clone(),
            store: None,
        }
    }

    /// How many letters it holds.
    #[must_use]
    pub fn letters(&self) -> u32 {
        self.rows.len() as u32
    }

    /// How many passages it holds.
    #[must_use]
    pub fn passages(&self) -> u32 {
        self.rows.passages() - self.letters()
    }

    /// What is kept of a letter.
    #[must_use]
    pub fn kept(&self, letter: u32) -> &[u8] {
        self.rows.kept(letter)
    }

    /// The copy that is kept of a letter, if one is.
    #[must_use]
    pub fn copy(&self, letter: u32) -> Option<Vec<u8>> {
        let row = self.store.as_ref()?.get(self.rows.first(letter)).ok();
        let row: TantivyDocument = row?;
        let copy = row.get_first(self.fields.copy)?;
        Some(copy.as_bytes()?.to_vec())
    }

    /// The letter that a passage is in, and which of its passages that is.
    #[must_use]
    pub fn letter_of(&self, passage: u32) -> Option<(u32, u32)> {
        self.rows.place(passage)
    }

    /// Where the words of the letters lie.
    pub(crate) fn words(&self) -> &Arc<Vocabulary> {
        &self.vocabulary
    }

    pub(crate) fn rows(&self) -> &Rows {
        &self.rows
    }

    pub(crate) fn postings(&self) -> &Postings {
        &self.postings
    }

    /// Its words, without those that only stand in passages that are not `alive`.
    pub(crate) fn living(&self, alive: &Bits) -> Arc<Vocabulary> {
        let passages = self.rows.passages() - self.letters();
        let dead = passages.saturating_sub(alive.count() as u32);
        if dead == 0 {
            return self.vocabulary.clone();
        }
        let lexemes = self.vocabulary.len() as u32;
        // A word in more passages than are dead stands in one that is not.
        let dead = Bits::filled(lexemes, |id| {
            self.postings.passages_with(id) <= dead as usize && {
                let mut passages = Bits::none(alive.bound());
                self.postings.add_passages([id], &mut passages);
                !passages.meets(alive)
            }
        });
        Arc::new(self.vocabulary.without(dead))
    }

    /// The passages of letters that are `alive`.
    pub(crate) fn passages_of(&self, alive: impl Fn(u32) -> bool) -> Bits {
        let mut bits = Bits::none(self.rows.passages());
        for letter in (0..self.letters()).filter(|&letter| alive(letter)) {
            for passage in self.rows.first(letter) + 1..self.rows.first(letter + 1) {
                bits.insert(passage);
            }
        }
        bits
    }

    /// Calls `each` with every id that is cited in the volume, and with the passages that cite it and how often.
    pub fn each_citation(
        &self,
        prefix: &str,
        mut each: impl FnMut(&str, &mut dyn FnMut(&mut dyn FnMut(u32, u32))),
    ) -> tantivy::Result<()> {
        let Some(segment) = &self.segment else {
            return Ok(());
        };
        let cited = segment.inverted_index(self.fields.cited)?;
        let mut stream = cited.terms().range().ge(prefix).into_stream()?;
        while let Some((term, info)) = stream.next() {
            let id = String::from_utf8_lossy(term);
            if !id.starts_with(prefix) {
                break;
            }
            let mut failed = None;
            each(&id, &mut |passages| {
                failed = self.postings.counts(&cited, info, passages).err();
            });
            if let Some(error) = failed {
                return Err(error.into());
            }
        }
        Ok(())
    }
}

/// What a library knows of the letters of a volume.
pub(crate) trait Letters: Sync {
    /// Whether a filter means a letter.
    fn fits(&self, letter: u32, wish: &Wish) -> bool;

    /// The letter itself; `None`: it cannot be read now.
    fn document(&self, letter: u32) -> Option<Arc<Document>>;
}

/// The letters of a volume that are looked at: some of them, ascending, which go by their places there; `None`: all.
#[derive(Debug, Clone, Default)]
pub(crate) struct LookedAt(pub(crate) Option<Arc<[u32]>>);

impl LookedAt {
    /// What the volume calls the letter at a place.
    pub(crate) fn letter(&self, at: u32) -> u32 {
        let some = self.0.as_ref().and_then(|some| some.get(at as usize));
        some.copied().unwrap_or(at)
    }

    /// The place of a letter of the volume, if it is looked at.
    pub(crate) fn place(&self, letter: u32) -> Option<u32> {
        match &self.0 {
            Some(some) => Some(some.binary_search(&letter).ok()? as u32),
            None => Some(letter),
        }
    }
}

/// A volume that is searched, or some of its letters.
pub(crate) struct InVolume<'a> {
    /// Its place in the library.
    pub(crate) at: u32,
    /// Its letters that are looked at.
    pub(crate) looked_at: LookedAt,
    pub(crate) volume: &'a Arc<Volume>,
    /// The passages of the letters that are there still.
    pub(crate) alive: &'a Bits,
    pub(crate) letters: &'a dyn Letters,
    /// Its words, but for those of letters that are gone.
    pub(crate) vocabulary: &'a Arc<Vocabulary>,
    /// What is known of words looked up before.
    pub(crate) kept: &'a Kept,
}

impl InVolume<'_> {
    /// The places of a letter's passages.
    fn places(&self, letter: u32) -> Places<&str> {
        let packed = self.volume.rows.places(letter);
        Places::unpack(packed).expect("places with the right checksum can be read")
    }

    /// Calls `each` with every letter that has passages in a set, and with all of its passages.
    fn each_letter(
        &self,
        left: &Bits,
        mut each: impl FnMut(u32, Range<u32>) -> Option<()>,
    ) -> Option<()> {
        let rows = &self.volume.rows;
        let mut at = 0;
        while let Some(passage) = left.next_from(at) {
            let (letter, _) = rows.place(passage)?;
            at = rows.first(letter + 1);
            each(letter, rows.first(letter) + 1..at)?;
        }
        Some(())
    }
}

impl Corpus for InVolume<'_> {
    fn within(&self, scope: Scope) -> Bits {
        let mut within = self.alive.clone();
        let part = match scope {
            // The sections of one letter mean nothing in others.
            Scope::All | Scope::Section(_) => return within,
            Scope::Text => Part::Text,
            Scope::Notes => Part::Notes,
            Scope::Headings => Part::Headings,
        };
        within.retain(|passage| self.volume.rows.part(passage) == Some(part));
        within
    }

    fn knows(&self, filter: &Filter) -> bool {
        matches!(filter.place, Filtered::Kinds(_) | Filtered::Letters(_))
    }

    fn left_by(&self, filter: &Filter, left: &Bits, stale: Stale<'_>) -> Option<Bits> {
        let rows = &self.volume.rows;
        let mut kept = left.clone();
        match &filter.place {
            Filtered::Kinds(kinds) => kept.retain(|passage| {
                let meant = rows.part(passage).is_some_and(|part| kinds.contains(&part));
                meant != filter.negated
            }),
            Filtered::Letters(wish) => {
                self.each_letter(left, |letter, passages| {
                    if self.letters.fits(self.looked_at.letter(letter), wish) == filter.negated {
                        kept.clear(passages);
                    }
                    Some(())
                })?;
            }
            place => self.each_letter(left, |letter, passages| {
                if stale() {
                    return None;
                }
                let chosen = self.places(letter).chosen(place);
                for (at, passage) in passages.enumerate() {
                    if chosen.contains(at as u32) == filter.negated {
                        kept.clear(passage..passage + 1);
                    }
                }
                Some(())
            })?,
        }
        Some(kept)
    }

    fn citing(&self, paper: &Paper, left: &Bits, _: Stale<'_>) -> Option<Bits> {
        let mut citing = Bits::none(left.bound());
        let read = self
            .volume
            .each_citation(&paper.beginning(), |id, passages| {
                if paper.means(id) {
                    passages(&mut |passage, _| citing.insert(passage));
                }
            });
        read.expect("citations with the right checksum can be read");
        Some(citing)
    }

    fn words_on_pages(
        &self,
        filters: &[Filter],
        passages: &Bits,
        stale: Stale<'_>,
    ) -> Option<Parts> {
        let mut parts = Vec::new();
        self.each_letter(passages, |letter, of_letter| {
            if stale() {
                return None;
            }
            let places = self.places(letter);
            let asked = of_letter
                .clone()
                .filter(|&passage| passages.contains(passage));
            parts.extend(asked.filter_map(|passage| {
                let words = places.words_on_pages(filters, passage - of_letter.start)?;
                Some((passage, words))
            }));
            Some(())
        })?;
        Some(parts)
    }

    fn look(&self, passage: u32, look: &mut dyn FnMut(&Document, u32)) {
        let Some((letter, at)) = self.volume.rows.place(passage) else {
            return;
        };
        if let Some(document) = self.letters.document(self.looked_at.letter(letter))
            && (at as usize) < document.paragraphs.len()
        {
            look(&document, at);
        }
    }
}
