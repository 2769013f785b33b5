//! The worker that looks things up in a library: searches, opens the letter of a hit, brings the index up to date.
//!
//! Each job's answer is a message; the newest job wins. It must not know the screen.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::index::Totals;
use crate::index::findings::{Findings, LetterAt, LetterHit, Order, reads_letters};
use crate::index::query::Query;
use crate::library::arranged::Arrangement;
use crate::library::card::Fingerprint;
use crate::library::facets::Facets;
use crate::library::{Edition, Library, Progress};
use crate::tui::library::News;
use crate::tui::model::Msg;
use crate::tui::shown::{Arrived, Found, ShownHit, Spread};
use crate::tui::worker::spawn_once;

/// Hits that come with the counts: more than a screen shows.
const FIRST: usize = 60;

/// How often the reader hears how far an import is.
const TOLD_EVERY: Duration = Duration::from_millis(100);

/// The hits that come before it is counted how many there are, where counting takes longer than a frame: what the pane shows at first.
const AT_FIRST: usize = 15;

/// So many passages are counted within a frame.
const AT_ONCE: usize = 3_000_000;

/// Fewer passages are read before one wonders: those of some hundred letters.
const SOON_READ: usize = 10_000;

/// Something to look up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Job {
    /// The first hits of a query in all letters, and how many there are if that is soon counted.
    Search(Query, Order),
    /// The first hits, and how many there are.
    Count(Query, Order),
    /// More hits of the query answered last, after so many.
    More(Query, Order, usize),
    /// How what was found last for a query spreads over time, senders, dossiers and kinds; beside it the same of another query.
    Facets(Query, Option<Query>),
    /// The papers of a dossier.
    Dossier(String),
    /// The letters in an order, narrowed to some words.
    Arrange(Arrangement),
    /// A letter, with what the query answered last found in it; and which of its passages is wanted.
    Show(Fingerprint, Option<u32>),
}

impl Job {
    /// Whether it looks for what a query means.
    #[must_use]
    pub fn is_search(&self) -> bool {
        matches!(self, Self::Search(..) | Self::Count(..) | Self::More(..))
    }
}

/// What was found last, and where.
#[derive(Debug, Clone)]
struct LookedUp {
    edition: Arc<Edition>,
    findings: Arc<Findings>,
    /// Whether all of it was, or only the first hits.
    counted: bool,
}

/// Looks things up in a library. Shared between threads.
#[derive(Debug, Clone)]
pub struct Librarian {
    library: Arc<Library>,
    last: Arc<Mutex<Option<LookedUp>>>,
    /// Held while the index is brought up to date: who comes next waits, so that no change is overlooked.
    turn: Arc<Mutex<()>>,
    /// Set to end the imports that were begun with it; those that come later have another.
    stop: Arc<Mutex<Stop>>,
    /// Whether words are being listed at the moment.
    listing: Arc<AtomicBool>,
}

/// Ends an import when it is set.
pub type Stop = Arc<AtomicBool>;

impl Librarian {
    /// A librarian for a library.
    #[must_use]
    pub fn new(library: Arc<Library>) -> Self {
        let librarian = Self {
            library,
            last: Arc::default(),
            turn: Arc::default(),
            stop: Arc::default(),
            listing: Arc::default(),
        };
        librarian.list_newest(&librarian.edition());
        librarian
    }

    /// What can be read now.
    #[must_use]
    pub fn edition(&self) -> Arc<Edition> {
        self.library.edition()
    }

    /// The folders whose letters these are.
    #[must_use]
    pub fn folders(&self) -> &[PathBuf] {
        self.library.folders()
    }

    /// The file that another program replaces when it has imported letters.
    #[must_use]
    pub fn list(&self) -> PathBuf {
        self.library.list()
    }

    /// Does a job; `None`: it is no longer wanted, or was asked of an answer that has been replaced.
    pub fn look_up(&self, job: Job, stale: &(dyn Fn() -> bool + Sync)) -> Option<Msg> {
        let news = match job {
            Job::Search(query, order) => match self.foremost(&query, order, stale) {
                Some(news) => news,
                None if self.takes_long(&query) => News::Found(Box::new(Found::not_yet(query))),
                None => self.search(&query, order, stale)?,
            },
            Job::Count(query, order) => self.search(&query, order, stale)?,
            Job::More(query, order, from) => {
                let (edition, findings) = self.counted(&query)?;
                let hits = findings.hits(order, edition.newest(), (from, FIRST));
                News::More(query, shown(&edition, &findings, &hits))
            }
            Job::Facets(query, against) => News::Facets(self.spread(&query, against, stale)?),
            Job::Dossier(dossier) => {
                let edition = self.edition();
                let papers = edition.dossier(&dossier).unwrap_or_default();
                News::Dossier(dossier, papers, edition)
            }
            Job::Arrange(asked) => {
                let edition = self.edition();
                News::Arranged(edition.arranged(&asked, stale)?, edition)
            }
            Job::Show(key, paragraph) => {
                // A letter that came after the last search is in the newest edition only.
                let last = self
                    .last()
                    .filter(|last| last.edition.place(&key).is_some());
                let edition = last
                    .as_ref()
                    .map_or_else(|| self.edition(), |last| last.edition.clone());
                let letter = edition.place(&key)?;
                let findings = last.as_ref().map(|last| &*last.findings);
                match arrived(&edition, findings, letter, paragraph) {
                    Some(arrived) => News::Arrived(Box::new(arrived)),
                    None => News::Gone(edition.card(letter).path),
                }
            }
        };
        Some(Msg::Library(news))
    }

    /// Whether so many letters are read for a query that one would wonder.
    fn takes_long(&self, query: &Query) -> bool {
        reads_letters(query) && self.edition().passages() >= SOON_READ
    }

    fn search(
        &self,
        query: &Query,
        order: Order,
        stale: &(dyn Fn() -> bool + Sync),
    ) -> Option<News> {
        let edition = self.edition();
        let findings = edition.search(query, stale)?;
        let hits = findings.hits(order, edition.newest(), (0, FIRST));
        self.found(edition, (findings, true), &hits, stale)
    }

    /// The first hits where there is very much to count; `None`: it is soon counted, or they are not to be had before it is.
    fn foremost(
        &self,
        query: &Query,
        order: Order,
        stale: &(dyn Fn() -> bool + Sync),
    ) -> Option<News> {
        let edition = self.edition();
        if edition.passages() < AT_ONCE {
            return None;
        }
        self.list_newest(&edition);
        let foremost = edition.foremost(query, order, AT_FIRST, stale)?;
        if foremost.hits.is_empty() {
            return None;
        }
        self.found(edition, (foremost.findings, false), &foremost.hits, stale)
    }

    /// Has the words of the newest letters listed in the background, where it takes long to count what there is.
    fn list_newest(&self, edition: &Arc<Edition>) {
        let listed = edition.passages() < AT_ONCE || edition.has_listed_newest();
        if listed || self.listing.swap(true, Ordering::Relaxed) {
            return;
        }
        let (edition, listing) = (edition.clone(), self.listing.clone());
        let work = move || {
            edition.list_newest();
            listing.store(false, Ordering::Relaxed);
        };
        // What cannot be listed is not tried again; what is wrong is said by the search that meets it.
        spawn_once("newest", work, |_| ());
    }

    /// What was found, whether counted or not, with some of its hits. Kept for what is asked of it next.
    fn found(
        &self,
        edition: Arc<Edition>,
        (findings, counted): (Findings, bool),
        hits: &[LetterHit],
        stale: &(dyn Fn() -> bool + Sync),
    ) -> Option<News> {
        let hits = shown(&edition, &findings, hits);
        if stale() {
            return None;
        }
        let first = hits.first();
        let first = first.and_then(|first| {
            let paragraph = Some(first.hit.hit.paragraph);
            arrived(&edition, Some(&findings), first.hit.letter, paragraph)
        });
        let found = Found {
            query: findings.query.clone(),
            counted,
            totals: if counted {
                findings.totals
            } else {
                Totals::default()
            },
            letters: findings.letters,
            remarks: findings.remarks.clone(),
            suggestions: findings.suggestions.clone(),
            hits,
            first,
        };
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = Some(LookedUp {
            edition,
            findings: Arc::new(findings),
            counted,
        });
        Some(News::Found(Box::new(found)))
    }

    /// How what was found last for a query spreads, and the same of another one.
    fn spread(
        &self,
        query: &Query,
        against: Option<Query>,
        stale: &(dyn Fn() -> bool + Sync),
    ) -> Option<Vec<Spread>> {
        let (edition, found) = self.counted(query)?;
        let Some(against) = against else {
            let facets = Facets::of(&edition, &found, stale)?;
            return Some(vec![Spread::new(&found, facets)]);
        };
        let other = edition.search(&against, stale)?;
        let [first, second] = Facets::of_each(&edition, [&found, &other], stale)?;
        Some(vec![
            Spread::new(&found, first),
            Spread::new(&other, second),
        ])
    }

    /// What was found last, if it was asked for by this query and is counted.
    fn counted(&self, query: &Query) -> Option<(Arc<Edition>, Arc<Findings>)> {
        let last = self.last()?;
        let meant = last.counted && last.findings.query == *query;
        meant.then_some((last.edition, last.findings))
    }

    fn last(&self) -> Option<LookedUp> {
        let last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        last.clone()
    }

    /// What will end an import that begins now.
    #[must_use]
    pub fn stop(&self) -> Stop {
        let stop = self.stop.lock().unwrap_or_else(PoisonError::into_inner);
        stop.clone()
    }

    /// Ends every import that was begun so far.
    pub fn stop_imports(&self) {
        let mut stop = self.stop.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut *stop).store(true, Ordering::Relaxed);
    }

    /// Brings the index up to date, unless it is stopped; every step is a message.
    pub fn sync(&self, sender: &Sender<Msg>, stop: &Stop) {
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        // Stopped while it waited: the one before it has told so.
        if stop.load(Ordering::Relaxed) {
            return;
        }
        let told = Mutex::new(Instant::now());
        let begun = Instant::now();
        let shown = AtomicU64::new(self.edition().number());
        let tell = |progress: Progress| {
            let Ok(mut told) = told.try_lock() else {
                return;
            };
            if told.elapsed() >= TOLD_EVERY {
                *told = Instant::now();
                let news = News::Importing(progress, begun.elapsed());
                let _ = sender.send(Msg::Library(news));
                // What is written can be searched at once.
                let edition = self.edition();
                if shown.swap(edition.number(), Ordering::Relaxed) != edition.number() {
                    let _ = sender.send(Msg::Library(News::Edition(edition)));
                }
            }
        };
        let synced = self.library.sync(&tell, stop);
        // Asked for here, so that drawing need not wait for it.
        let _ = self.edition().with_id("");
        let news = match synced {
            Ok(report) => {
                if report.busy {
                    let _ = self.library.refresh();
                }
                News::Imported(Box::new(report), self.edition())
            }
            Err(error) => {
                let told = crate::safe::line(&format!("{error:#}"));
                News::NotImported(told, self.edition())
            }
        };
        let _ = sender.send(Msg::Library(news));
    }
}

/// Some hits with what is shown of them.
fn shown(edition: &Edition, findings: &Findings, hits: &[LetterHit]) -> Vec<ShownHit> {
    edition.read_ahead(hits.iter().map(|hit| hit.letter));
    let hits = hits.iter();
    hits.map(|&hit| shown_hit(edition, findings, hit)).collect()
}

fn shown_hit(edition: &Edition, findings: &Findings, hit: LetterHit) -> ShownHit {
    let known = edition.card(hit.letter);
    let mut shown = ShownHit::new(hit, &known);
    if let Some(document) = edition.document(hit.letter) {
        shown.fill(&document, findings.marks(hit, &document));
    }
    shown
}

/// A letter with what was found in it.
fn arrived(
    edition: &Edition,
    findings: Option<&Findings>,
    letter: LetterAt,
    paragraph: Option<u32>,
) -> Option<Arrived> {
    let document = edition.document(letter)?;
    let answer = findings.map(|findings| findings.answer(letter, &document));
    Some(Arrived {
        card: edition.card(letter),
        document,
        answer,
        paragraph,
    })
}
