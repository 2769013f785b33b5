//! The worker that looks things up in a library: searches, opens the letter of a hit, brings the index up to date.
//!
//! Each job's answer is a message; the newest job wins. It must not know the screen.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::index::findings::{Findings, LetterAt, LetterHit, Order};
use crate::index::query::Query;
use crate::library::card::Fingerprint;
use crate::library::facets::Facets;
use crate::library::{Edition, Library, Progress};
use crate::tui::library::News;
use crate::tui::model::Msg;
use crate::tui::shown::{Arrived, Found, ShownHit};

/// Hits that come with the counts: more than a screen shows.
const FIRST: usize = 60;

/// How often the reader hears how far an import is.
const TOLD_EVERY: Duration = Duration::from_millis(100);

/// Something to look up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Job {
    /// What a query means in all letters, and the first hits.
    Search(Query, Order),
    /// More hits of the query answered last, after so many.
    More(Query, Order, usize),
    /// How what was found last for a query spreads over time, senders, dossiers and kinds.
    Facets(Query),
    /// The papers of a dossier.
    Dossier(String),
    /// The letters whose cards hold some words.
    Sought(String),
    /// A letter, with what the query answered last found in it; and which of its passages is wanted.
    Show(Fingerprint, Option<u32>),
}

/// What was found last, and where.
type Last = Arc<Mutex<Option<(Arc<Edition>, Arc<Findings>)>>>;

/// Looks things up in a library. Shared between threads.
#[derive(Debug, Clone)]
pub struct Librarian {
    library: Arc<Library>,
    last: Last,
    /// Held while the index is brought up to date: who comes next waits, so that no change is overlooked.
    turn: Arc<Mutex<()>>,
}

impl Librarian {
    /// A librarian for a library.
    #[must_use]
    pub fn new(library: Arc<Library>) -> Self {
        Self {
            library,
            last: Last::default(),
            turn: Arc::default(),
        }
    }

    /// What can be read now.
    #[must_use]
    pub fn edition(&self) -> Arc<Edition> {
        self.library.edition()
    }

    /// The folders whose letters these are, and that of the index, which another program may write.
    #[must_use]
    pub fn folders(&self) -> Vec<PathBuf> {
        let mut folders = self.library.folders().to_vec();
        folders.push(self.library.place().to_owned());
        folders
    }

    /// Does a job; `None`: it is no longer wanted, or was asked of an answer that has been replaced.
    pub fn look_up(&self, job: Job, stale: &(dyn Fn() -> bool + Sync)) -> Option<Msg> {
        let news = match job {
            Job::Search(query, order) => self.search(&query, order, stale)?,
            Job::More(query, order, from) => {
                let (edition, findings) = self.last()?;
                if findings.query != query {
                    return None;
                }
                News::More(query, shown(&edition, &findings, order, (from, FIRST)))
            }
            Job::Facets(query) => {
                let (edition, findings) = self.last()?;
                if findings.query != query {
                    return None;
                }
                let facets = Facets::of(&edition, &findings, stale)?;
                News::Facets(query, Box::new(facets))
            }
            Job::Dossier(dossier) => {
                let edition = self.edition();
                let papers = edition.dossier(&dossier).unwrap_or_default();
                News::Dossier(dossier, papers, edition)
            }
            Job::Sought(words) => {
                let edition = self.edition();
                let letters = edition.with_card(&words, stale)?;
                News::Sought(words, letters)
            }
            Job::Show(key, paragraph) => {
                // A letter that came after the last search is in the newest edition only.
                let last = self.last().filter(|(of, _)| of.place(&key).is_some());
                let edition = last
                    .as_ref()
                    .map_or_else(|| self.edition(), |(of, _)| of.clone());
                let letter = edition.place(&key)?;
                let findings = last.as_ref().map(|(_, findings)| &**findings);
                match arrived(&edition, findings, letter, paragraph) {
                    Some(arrived) => News::Arrived(Box::new(arrived)),
                    None => News::Gone(edition.card(letter).path),
                }
            }
        };
        Some(Msg::Library(news))
    }

    fn search(
        &self,
        query: &Query,
        order: Order,
        stale: &(dyn Fn() -> bool + Sync),
    ) -> Option<News> {
        let edition = self.edition();
        let findings = Arc::new(edition.search(query, stale)?);
        let hits = shown(&edition, &findings, order, (0, FIRST));
        if stale() {
            return None;
        }
        let first = hits.first();
        let first = first.and_then(|first| {
            let paragraph = Some(first.hit.hit.paragraph);
            arrived(&edition, Some(&findings), first.hit.letter, paragraph)
        });
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) =
            Some((edition.clone(), findings.clone()));
        Some(News::Found(Box::new(Found {
            query: query.clone(),
            totals: findings.totals,
            letters: findings.letters,
            remarks: findings.remarks.clone(),
            suggestions: findings.suggestions.clone(),
            hits,
            first,
        })))
    }

    fn last(&self) -> Option<(Arc<Edition>, Arc<Findings>)> {
        let last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        last.clone()
    }

    /// Brings the index up to date; every step is a message.
    pub fn sync(&self, sender: &Sender<Msg>) {
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
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
        let synced = self.library.sync(&tell, &AtomicBool::new(false));
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
                let _ = sender.send(Msg::Failed(crate::safe::line(&format!("{error:#}"))));
                News::Edition(self.edition())
            }
        };
        let _ = sender.send(Msg::Library(news));
    }
}

/// Some hits with what is shown of them.
fn shown(
    edition: &Edition,
    findings: &Findings,
    order: Order,
    some: (usize, usize),
) -> Vec<ShownHit> {
    let hits = findings.hits(order, edition.newest(), some);
    hits.into_iter()
        .map(|hit| shown_hit(edition, findings, hit))
        .collect()
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
