//! A library as it is at one moment: its volumes, its letters, where their files are. It never changes.
//!
//! It must not know how letters come into it.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use lru::LruCache;

use crate::document::Document;
use crate::index::abreast;
use crate::index::bits::Bits;
use crate::index::filters;
use crate::index::findings::{self, Findings, LetterAt};
use crate::index::foremost::Subset;
use crate::index::query::Query;
use crate::index::syntax::Wish;
use crate::index::tally::Kept;
use crate::index::vocabulary::Vocabulary;
use crate::index::volume::{InVolume, Letters, LookedAt, Volume};
use crate::library::Reading;
use crate::library::arranged::Arranged;
use crate::library::card::{Card, Fingerprint, came_kept, day_kept, key, key_kept};
use crate::library::cited::ById;
use crate::library::copy;
use crate::library::store::{Held, Manifest, Outcome, Seen, Store, StoreError};
use crate::library::walk::changed;
use crate::open::{self, Source};
use crate::words::lexeme::fold;

/// Letters kept as they were read: the hits of a screen and some more.
const KEPT: NonZeroUsize = NonZeroUsize::new(64).expect("sixty-four is not nothing");

/// Letters that were read last.
type Documents = Mutex<LruCache<Fingerprint, Arc<Document>>>;

/// A library at one moment.
#[derive(Debug)]
pub struct Edition {
    number: u64,
    /// Whether all letters that there were have been read.
    complete: bool,
    pub(super) volumes: Vec<Shelved>,
    /// Every letter, the newest first; of a day, by its key, so that the order never depends on how they were imported.
    newest: Vec<LetterAt>,
    pub(super) by_key: HashMap<Fingerprint, LetterAt>,
    /// The letters that came after the library was made, and when; the one that came last at the end.
    came: Vec<(u32, Fingerprint)>,
    /// Every file that was looked at.
    pub(super) files: Vec<Seen>,
    /// The first file of each letter, by its place in `files`, and how many hold it.
    paths: HashMap<Fingerprint, (u32, u32)>,
    reading: Reading,
    documents: Arc<Documents>,
    /// The letters by the ids they are cited by, once somebody asks.
    pub(super) by_id: OnceLock<ById>,
    /// The newest letters, once somebody looks at them first.
    pub(super) recent: OnceLock<Vec<Subset>>,
    /// The same with their own words, once these are listed.
    pub(super) listed: OnceLock<Vec<Subset>>,
    /// The letters in the order that was asked for last, all of them.
    pub(super) arranged: Mutex<Option<Arc<Arranged>>>,
}

/// A volume in its place.
#[derive(Debug, Clone)]
pub(super) struct Shelved {
    pub(super) held: Held,
    pub(super) volume: Arc<Volume>,
    /// The passages of its letters that are there still.
    alive: Bits,
    /// Its words, but for those of letters that are gone.
    vocabulary: Arc<Vocabulary>,
    /// What is known of words looked up before.
    kept: Arc<Kept>,
}

/// A letter, with what is known of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterCard {
    /// Its place in the edition.
    pub letter: LetterAt,
    /// Tells it from all others.
    pub key: Fingerprint,
    /// What is known of it.
    pub card: Card,
    /// Its file; of several with the same bytes the first.
    pub path: PathBuf,
    /// How many files hold it.
    pub files: u32,
    /// When it came into the library: seconds since 1970; 0 where it was there when the library was made.
    pub came: u32,
}

impl Edition {
    /// A library without letters.
    pub(super) fn empty(reading: Reading) -> Self {
        Self {
            number: 0,
            complete: false,
            volumes: Vec::new(),
            newest: Vec::new(),
            by_key: HashMap::new(),
            came: Vec::new(),
            files: Vec::new(),
            paths: HashMap::new(),
            reading,
            documents: Arc::new(Mutex::new(LruCache::new(KEPT))),
            by_id: OnceLock::new(),
            recent: OnceLock::new(),
            listed: OnceLock::new(),
            arranged: Mutex::default(),
        }
    }

    /// The edition that a list describes; volumes that the one before has open already are not opened again.
    pub(super) fn open(
        store: &Store,
        manifest: &Manifest,
        before: &Self,
    ) -> Result<Self, StoreError> {
        let mut edition = Self {
            number: manifest.edition,
            complete: manifest.complete,
            reading: before.reading.clone(),
            documents: before.documents.clone(),
            ..Self::empty(Reading::default())
        };
        for held in &manifest.volumes {
            let open = before
                .volumes
                .iter()
                .find(|one| one.held.files == held.files);
            let volume = match open {
                Some(same) if same.held == *held => {
                    edition.put(held, same.clone());
                    continue;
                }
                Some(same) => same.volume.clone(),
                None => Arc::new(
                    Volume::open(&store.volume(&held.name))
                        .map_err(|error| StoreError::Damaged(error.to_string()))?,
                ),
            };
            let alive = volume.passages_of(|letter| held.gone.binary_search(&letter).is_err());
            let shelved = Shelved {
                held: held.clone(),
                vocabulary: volume.living(&alive),
                kept: Arc::default(),
                volume,
                alive,
            };
            edition.put(held, shelved);
        }
        if let Some(files) = &manifest.files {
            edition.files = store.files(files)?;
        }
        for (at, seen) in edition.files.iter().enumerate() {
            if let Outcome::Letter(key) = seen.found {
                edition.paths.entry(key).or_insert((at as u32, 0)).1 += 1;
            }
        }
        let mut newest = std::mem::take(&mut edition.newest);
        newest.sort_by_cached_key(|&letter| edition.rank(letter));
        edition.newest = newest;
        edition.came.sort_unstable();
        Ok(edition)
    }

    /// Puts a volume behind the others.
    fn put(&mut self, held: &Held, shelved: Shelved) {
        let at = self.volumes.len() as u32;
        let letters = 0..shelved.volume.letters();
        for letter in letters.filter(|letter| held.gone.binary_search(letter).is_err()) {
            let kept = shelved.volume.kept(letter);
            let (key, came) = (key_kept(kept), came_kept(kept));
            self.by_key.insert(key, (at, letter));
            if came > 0 {
                self.came.push((came, key));
            }
            self.newest.push((at, letter));
        }
        self.volumes.push(shelved);
    }

    /// Counts how often the library was written.
    #[must_use]
    pub fn number(&self) -> u64 {
        self.number
    }

    /// Every letter, the newest first.
    #[must_use]
    pub fn newest(&self) -> &[LetterAt] {
        &self.newest
    }

    /// The letters that came into the library then or later: in seconds since 1970.
    pub fn came_since(&self, since: u32) -> impl Iterator<Item = &Fingerprint> {
        let first = self.came.partition_point(|&(came, _)| came < since);
        self.came[first..].iter().map(|(_, key)| key)
    }

    /// How many passages there are to search.
    #[must_use]
    pub fn passages(&self) -> usize {
        self.volumes.iter().map(|one| one.alive.count()).sum()
    }

    /// How many files could not be read as letters.
    #[must_use]
    pub fn refused(&self) -> usize {
        let refused = |seen: &&Seen| matches!(seen.found, Outcome::Refused(_));
        self.files.iter().filter(refused).count()
    }

    /// How much its volumes take on disk: bytes.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        let files = self.volumes.iter().flat_map(|one| &one.held.files);
        files.map(|file| file.bytes).sum()
    }

    /// Every file that was looked at, with what it turned out to be.
    #[must_use]
    pub fn files(&self) -> &[Seen] {
        &self.files
    }

    /// What tells the letter from all others that a file holds; `None`: it holds none, or was not looked at.
    #[must_use]
    pub fn in_file(&self, path: &Path) -> Option<Fingerprint> {
        let file = self.files.iter().find(|file| file.path == path)?;
        match file.found {
            Outcome::Letter(key) => Some(key),
            Outcome::Refused(_) => None,
        }
    }

    /// Whether a passage of a volume is of a letter that is still there.
    pub(super) fn is_alive(&self, volume: usize, passage: u32) -> bool {
        self.volumes[volume].alive.contains(passage)
    }

    /// What is known of a letter.
    #[must_use]
    pub fn card(&self, letter: LetterAt) -> LetterCard {
        let kept = self.kept(letter);
        let key = key_kept(kept);
        LetterCard {
            letter,
            key,
            card: Card::kept(kept),
            path: self.path(&key).map(Path::to_owned).unwrap_or_default(),
            files: self.paths.get(&key).map_or(0, |&(_, files)| files),
            came: came_kept(kept),
        }
    }

    /// What tells a letter from all others.
    #[must_use]
    pub fn key(&self, letter: LetterAt) -> Fingerprint {
        key_kept(self.kept(letter))
    }

    /// The letter's date as a number, 20201013; 0 where none is known.
    #[must_use]
    pub fn day(&self, letter: LetterAt) -> u32 {
        day_kept(self.kept(letter))
    }

    /// Whether all letters that there were when the index was last made have been read into it.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.complete
    }

    /// The place of the letter with a key, if it is still there.
    #[must_use]
    pub fn place(&self, key: &Fingerprint) -> Option<LetterAt> {
        self.by_key.get(key).copied()
    }

    fn kept(&self, (volume, letter): LetterAt) -> &[u8] {
        let volume = self.volumes.get(volume as usize);
        volume.map_or(&[], |one| one.volume.kept(letter))
    }

    /// The file of a letter.
    fn path(&self, key: &Fingerprint) -> Option<&Path> {
        let (at, _) = *self.paths.get(key)?;
        Some(&self.files.get(at as usize)?.path)
    }

    /// Runs a query over all letters. Asks `stale` now and then and gives up with `None` when it says yes.
    #[must_use]
    pub fn search(&self, query: &Query, stale: &(dyn Fn() -> bool + Sync)) -> Option<Findings> {
        findings::search(query, &self.searched(&self.all()), stale)
    }

    /// What letters are ordered by, the newest first.
    pub(super) fn rank(&self, letter: LetterAt) -> (Reverse<u32>, Fingerprint) {
        let kept = self.kept(letter);
        (Reverse(day_kept(kept)), key_kept(kept))
    }

    /// The letters of each volume, for a search.
    pub(super) fn all(&self) -> Vec<OfVolume<'_>> {
        let volumes = 0..self.volumes.len() as u32;
        volumes.map(|at| OfVolume { edition: self, at }).collect()
    }

    /// The volumes, for a search.
    pub(super) fn searched<'a>(&'a self, letters: &'a [OfVolume<'a>]) -> Vec<InVolume<'a>> {
        let volumes = self.volumes.iter().zip(letters);
        let volumes = volumes.map(|(one, letters)| InVolume {
            at: letters.at,
            looked_at: LookedAt::default(),
            volume: &one.volume,
            alive: &one.alive,
            letters,
            vocabulary: &one.vocabulary,
            kept: &one.kept,
        });
        volumes.collect()
    }

    /// A letter, read from its file; `None` where that is gone or is another one by now.
    #[must_use]
    pub fn document(&self, letter: LetterAt) -> Option<Arc<Document>> {
        let key_of = key_kept(self.kept(letter));
        let documents = || {
            let documents = self.documents.lock();
            documents.unwrap_or_else(PoisonError::into_inner)
        };
        let known = documents().get(&key_of).cloned();
        if known.is_some() {
            return known;
        }
        let document = Arc::new(self.read(letter, &key_of)?);
        documents().put(key_of, document.clone());
        Some(document)
    }

    /// Reads letters on all cores, so that each is at hand when it is asked for; of very many the first.
    pub fn read_ahead(&self, letters: impl Iterator<Item = LetterAt>) {
        let mut letters: Vec<LetterAt> = letters.take(KEPT.get()).collect();
        letters.sort_unstable();
        letters.dedup();
        abreast::each(letters, true, |letter| Some(self.document(letter)));
    }

    /// A letter from its copy while its file is as it was, or else from its file.
    fn read(&self, letter: LetterAt, wanted: &Fingerprint) -> Option<Document> {
        let seen = self.files.get(self.paths.get(wanted)?.0 as usize)?;
        let source = Source::File(seen.path.clone());
        let (volume, place) = letter;
        if is_as_it_was(seen)
            && let Some(copy) = self.volumes.get(volume as usize)?.volume.copy(place)
            && let Some(document) = copy::restored(&copy, source.name())
        {
            return Some(document);
        }
        let bytes = open::read(&source, self.reading.max_bytes).ok()?;
        if key(&bytes) != *wanted {
            return None;
        }
        self.reading.understand(&source, &bytes).ok()
    }
}

/// Whether a file has neither gone nor been changed since it was looked at.
fn is_as_it_was(seen: &Seen) -> bool {
    std::fs::metadata(&seen.path)
        .is_ok_and(|file| (file.len(), changed(&file)) == (seen.bytes, seen.changed))
}

/// The letters of one volume, for a search.
pub(super) struct OfVolume<'a> {
    edition: &'a Edition,
    at: u32,
}

impl Letters for OfVolume<'_> {
    fn fits(&self, letter: u32, wish: &Wish) -> bool {
        self.edition.fits((self.at, letter), wish)
    }

    fn document(&self, letter: u32) -> Option<Arc<Document>> {
        self.edition.document((self.at, letter))
    }
}

impl Edition {
    /// Whether a letter is as it is wished.
    pub(super) fn fits(&self, letter: LetterAt, wish: &Wish) -> bool {
        if let Wish::Dates(from, to) = wish {
            return (from..=to).contains(&&self.day(letter));
        }
        let known = self.card(letter);
        let card = &known.card;
        let holds =
            |text: Option<&str>, wanted: &str| text.is_some_and(|text| fold(text).contains(wanted));
        let is = |text: Option<&str>, wanted: &str| {
            text.is_some_and(|text| fold(&filters::unquoted(text)) == wanted)
        };
        match wish {
            Wish::Dates(..) => true,
            Wish::From(name) => holds(card.sender.as_deref(), name),
            Wish::Named(name) => {
                holds(Some(&card.title), name)
                    || holds(card.id.as_deref(), name)
                    || holds(known.path.to_str(), name)
            }
            Wish::Exactly(wish) => match &**wish {
                Wish::From(name) => is(card.sender.as_deref(), name),
                Wish::Dossier(dossier) => is(card.dossier.as_deref(), dossier),
                Wish::Kind(kind) => is(card.kind.as_deref(), kind),
                wish => self.fits(letter, wish),
            },
            Wish::Dossier(dossier) => card.dossier.as_deref().is_some_and(|of| {
                let of = of.to_lowercase();
                let behind = of.strip_prefix(dossier.as_str());
                behind.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
            }),
            Wish::Kind(kind) => {
                let of = card.kind.as_deref().map(fold);
                of.is_some_and(|of| of.starts_with(kind.as_str()))
            }
        }
    }
}
