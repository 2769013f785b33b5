//! The worker that reads another letter, compares it with the one that is open, and counts a query in both.
//!
//! Each job is whole in itself, so that the newest may take the place of any other; what was compared last is kept for the next query.
//! It must not know the screen.

use std::cmp::Ordering;
use std::env;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::compare::{Comparison, compare};
use crate::document::Document;
use crate::index::query::Query;
use crate::index::{Answer, Index};
use crate::library::Reading;
use crate::library::card::{self, Fingerprint};
use crate::open::{self, Source};
use crate::tui::compare::age::{self, Known};
use crate::tui::librarian::Librarian;

/// One of two letters that are compared.
#[derive(Debug, Clone)]
pub struct Letter {
    /// Its text.
    pub document: Arc<Document>,
    /// By what its library knows it, if it is in one: then it can be opened.
    pub key: Option<Fingerprint>,
}

/// A letter as it was read is the same only as itself: read anew it may have other words.
impl PartialEq for Letter {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.document, &other.document)
    }
}

impl Eq for Letter {}

/// The letter that another is compared with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Other {
    /// One of the library.
    Letter(Fingerprint),
    /// A file.
    File(PathBuf),
}

/// Which two letters are to be compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// The one that is open.
    pub own: Letter,
    /// The one it is compared with.
    pub other: Other,
    /// Whether they are to stand the other way round than their age says.
    pub turned: bool,
}

/// Something to find out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Job {
    /// Which letter of the library is most like one of it.
    Likely(Fingerprint),
    /// How two letters differ, and how often a query is found in each.
    Compare(Wanted, Option<Query>),
}

/// Which of two letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Version {
    /// The older, or what stands in its place.
    Old,
    /// The newer, or what stands in its place.
    New,
}

impl Version {
    /// The other one.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Old => Self::New,
            Self::New => Self::Old,
        }
    }
}

/// Two letters and how they differ.
#[derive(Debug)]
pub struct Pair {
    letters: [Letter; 2],
    /// By what it is known which of them is the older.
    known: Known,
    /// Whether they stand the other way round.
    turned: bool,
    /// How they differ.
    pub comparison: Comparison,
    /// For each paragraph of each letter, its row of the comparison.
    rows: [Vec<u32>; 2],
}

/// What a query finds in both letters.
#[derive(Debug)]
pub struct Counted {
    /// What was asked.
    pub query: Query,
    answers: [Answer; 2],
    /// The rows of the comparison with hits, in order, each once.
    pub rows: Vec<u32>,
}

/// What was found out.
#[derive(Debug)]
pub enum News {
    /// Which letter of the library is most like this one, if any is.
    Likely(Fingerprint, Option<Fingerprint>),
    /// How two letters differ.
    Compared(Wanted, Arc<Pair>),
    /// How often a query is found in them.
    Counted(Wanted, Box<Counted>),
    /// The other letter's file is gone, or another one by now.
    Gone(Wanted, PathBuf),
    /// The other letter cannot be read, and why.
    Failed(Wanted, String),
}

impl Pair {
    /// Compares two letters. The older is the older, whichever of them was open; where nothing tells which it is, the one that was open is taken
    /// for the newer. `turned`: they are to stand the other way round.
    fn new(own: Letter, other: Letter, turned: bool) -> Self {
        let (order, known) = age::order(&own.document, &other.document);
        let letters = if (order == Ordering::Less) == turned {
            [other, own]
        } else {
            [own, other]
        };
        Self::of(letters, known, turned)
    }

    /// The same letters the other way round.
    fn turned(&self) -> Self {
        let [old, new] = self.letters.clone();
        Self::of([new, old], self.known, !self.turned)
    }

    fn of(letters: [Letter; 2], known: Known, turned: bool) -> Self {
        let comparison = compare(&letters[0].document, &letters[1].document);
        let mut rows = [0, 1].map(|at: usize| vec![0; letters[at].document.paragraphs.len()]);
        for (row, at) in comparison.rows.iter().zip(0..) {
            for (rows, paragraph) in rows.iter_mut().zip([row.old, row.new]) {
                if let Some(paragraph) = paragraph {
                    rows[paragraph as usize] = at;
                }
            }
        }
        Self {
            letters,
            known,
            turned,
            comparison,
            rows,
        }
    }

    /// One of the letters.
    #[must_use]
    pub fn letter(&self, version: Version) -> &Letter {
        &self.letters[version as usize]
    }

    /// The text of one of the letters.
    #[must_use]
    pub fn document(&self, version: Version) -> &Document {
        &self.letters[version as usize].document
    }

    /// The row of a paragraph.
    #[must_use]
    pub fn row_of(&self, version: Version, paragraph: u32) -> Option<u32> {
        self.rows[version as usize].get(paragraph as usize).copied()
    }

    /// Both letters, the older first.
    #[must_use]
    pub fn letters(&self) -> impl DoubleEndedIterator<Item = &Letter> {
        self.letters.iter()
    }

    /// By what it is known which letter is the older.
    #[must_use]
    pub fn known(&self) -> Known {
        self.known
    }

    /// Whether they stand the other way round than their age says.
    #[must_use]
    pub fn is_turned(&self) -> bool {
        self.turned
    }

    /// The rows that hold what was found in the letters, in order, each once.
    fn rows_with(&self, answers: &[Answer; 2]) -> Vec<u32> {
        let both = self.rows.iter().zip(answers);
        let found = both.flat_map(|(rows, answer)| {
            let hits = answer.hits.iter();
            hits.filter_map(|hit| rows.get(hit.paragraph as usize).copied())
        });
        let mut found: Vec<u32> = found.collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

impl Counted {
    /// What was found in one of the letters.
    #[must_use]
    pub fn answer(&self, version: Version) -> &Answer {
        &self.answers[version as usize]
    }
}

/// Compares letters, one pair after another.
#[derive(Debug, Default)]
pub struct Comparer {
    librarian: Option<Librarian>,
    reading: Reading,
    /// What was compared last.
    kept: Option<(Wanted, Arc<Pair>)>,
    /// The indexes of its letters, once a query was asked.
    indexes: Option<[Index; 2]>,
}

impl Comparer {
    /// A comparer of the letters of a library, if there is one, and of files.
    #[must_use]
    pub fn new(librarian: Option<Librarian>, reading: Reading) -> Self {
        Self {
            librarian,
            reading,
            ..Self::default()
        }
    }

    /// Does a job, and says what is found out as soon as it is.
    pub fn work(&mut self, job: Job, stale: &(dyn Fn() -> bool + Sync), say: &mut dyn FnMut(News)) {
        match job {
            Job::Likely(key) => {
                let edition = self.librarian.as_ref().map(Librarian::edition);
                let likely = edition.and_then(|edition| {
                    let letter = edition.most_alike(&key, stale)?;
                    Some(edition.key(letter))
                });
                say(News::Likely(key, likely));
            }
            Job::Compare(wanted, query) => {
                if let Err(news) = self.compare(&wanted) {
                    return say(news);
                }
                let Some((_, pair)) = &self.kept else {
                    return;
                };
                say(News::Compared(wanted.clone(), pair.clone()));
                let counted = query.and_then(|query| self.count(query, stale));
                if let Some(counted) = counted {
                    say(News::Counted(wanted, Box::new(counted)));
                }
            }
        }
    }

    /// Compares two letters, unless they were compared last.
    fn compare(&mut self, wanted: &Wanted) -> Result<(), News> {
        if let Some((kept, pair)) = &mut self.kept
            && (&kept.own, &kept.other) == (&wanted.own, &wanted.other)
        {
            if kept.turned != wanted.turned {
                // What was read and indexed stays; a comparison is made anew in no time.
                *pair = Arc::new(pair.turned());
                kept.turned = wanted.turned;
                self.indexes = self.indexes.take().map(|[old, new]| [new, old]);
            }
            return Ok(());
        }
        let other = match &wanted.other {
            Other::Letter(key) => self.letter(wanted, key)?,
            Other::File(path) => self
                .file(&beside(&wanted.own.document, below_home(path)))
                .map_err(|error| News::Failed(wanted.clone(), error))?,
        };
        let pair = Pair::new(wanted.own.clone(), other, wanted.turned);
        (self.kept, self.indexes) = (Some((wanted.clone(), Arc::new(pair))), None);
        Ok(())
    }

    /// A letter of the library.
    fn letter(&self, wanted: &Wanted, key: &Fingerprint) -> Result<Letter, News> {
        let gone = |path| News::Gone(wanted.clone(), path);
        let edition = self.librarian.as_ref().map(Librarian::edition);
        let edition = edition.ok_or_else(|| gone(PathBuf::new()))?;
        let at = edition.place(key).ok_or_else(|| gone(PathBuf::new()))?;
        let document = edition.document(at);
        Ok(Letter {
            document: document.ok_or_else(|| gone(edition.card(at).path))?,
            key: Some(*key),
        })
    }

    /// A file, which the library may have too.
    fn file(&self, path: &Path) -> Result<Letter, String> {
        let source = Source::File(path.to_owned());
        let bytes = open::read(&source, self.reading.max_bytes);
        let bytes = bytes.map_err(|error| error.to_string())?;
        let document = self.reading.understand(&source, &bytes);
        let document = document.map_err(|error| format!("{}: {error}", source.name()))?;
        let edition = self.librarian.as_ref().map(Librarian::edition);
        let key = edition.and_then(|edition| {
            let key = card::key(&bytes);
            edition.place(&key).map(|_| key)
        });
        Ok(Letter {
            document: Arc::new(document),
            key,
        })
    }

    /// What a query finds in both letters; `None`: it is no longer wanted.
    fn count(&mut self, query: Query, stale: &(dyn Fn() -> bool + Sync)) -> Option<Counted> {
        let (_, pair) = self.kept.as_ref()?;
        if self.indexes.is_none() {
            let index = |version| Index::new(pair.letter(version).document.clone(), stale);
            self.indexes = Some([index(Version::Old)?, index(Version::New)?]);
        }
        let [old, new] = self.indexes.as_ref()?;
        let answers = [old.search(&query, stale)?, new.search(&query, stale)?];
        let rows = pair.rows_with(&answers);
        Some(Counted {
            query,
            answers,
            rows,
        })
    }
}

/// A file that is not where the program was started may lie beside the letter that is open.
fn beside(own: &Document, path: PathBuf) -> PathBuf {
    let folder = Path::new(&own.source).parent();
    let there = folder.map(|folder| folder.join(&path));
    let there = there.filter(|there| path.is_relative() && !path.exists() && there.exists());
    there.unwrap_or(path)
}

/// A file as one types it: `~/` is one's own folder, as in a shell.
fn below_home(path: &Path) -> PathBuf {
    let rest = path.strip_prefix("~").ok();
    let home = rest.and_then(|rest| Some(env::home_dir()?.join(rest)));
    home.unwrap_or_else(|| path.to_owned())
}
