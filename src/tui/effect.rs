//! What the world is asked for, and the desk that sees to it: the only place that reads letters, searches and remembers.
//!
//! Slow work runs on threads and comes back as a [`Msg`] through the one queue. It must not know the screen.

use std::path::PathBuf;
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use crate::document::Document;
use crate::index::Index;
use crate::index::query::Query;
use crate::ingest::{self, ReadError, SoFar, pdf};
use crate::library::{Library, Reading};
use crate::open::{self, Heard, Source, Stamp};
use crate::tui::changes::{self, Changes};
use crate::tui::compare::comparer::{self, Comparer};
use crate::tui::librarian::{Job, Librarian};
use crate::tui::model::Msg;
use crate::tui::original::{Original, Print, picture};
use crate::tui::picture::Printer;
use crate::tui::printed::Wanted;
use crate::tui::worker::{Beforehand, Ticket, Worker, spawn_once};

/// Something the world is asked to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Find what a query means in the letter that is open.
    Search(Query),
    /// Nothing is looked for any more: end what is under way.
    StopSearch,
    /// Make the index of the letter that is open, once its first screen is seen.
    Index,
    /// Put a text on the clipboard.
    Copy(String),
    /// Read the letter again.
    Reload,
    /// Read the letter with this password.
    Unlock(String),
    /// Look something up in the library.
    Library(Job),
    /// Compare two letters.
    Compare(comparer::Job),
    /// The letter of this file is the one that is open now, as this edition.
    Take(PathBuf, u64),
    /// Bring the library up to date.
    Import,
    /// End what brings the library up to date; what is done by then stays.
    StopImport,
    /// Find out what pictures the terminal shows.
    AskDisplay,
    /// Draw part of a page as it is printed.
    DrawPage(Wanted),
    /// Load and put on a theme.
    Theme(String),
    /// Keep how the screen is arranged for next time.
    Remember,
    /// Draw every cell anew.
    Repaint,
    /// Stop the program as Ctrl-Z does.
    Suspend,
    /// End the program.
    Quit,
}

/// The index of the letter that is open, with the edition it belongs to.
type Shelf = Arc<Mutex<Option<(u64, Arc<Index>)>>>;

/// How much of a long letter is read before the rest, so that its first screen comes at once: bytes. Some pages; understanding more takes
/// longer than it is worth.
const FIRST_BYTES: usize = 16 * 1024;

/// How long the rest waits for the first screen to be drawn: reading megabytes keeps the process's memory busy, which drawing wants too.
const HEAD_START: Duration = Duration::from_millis(6);

/// Reads a letter: its beginning at once if it is long, then all of it. Every step is a message.
fn read(
    source: &Source,
    reading: &Reading,
    edition: u64,
    original: &Original,
    say: &mut dyn FnMut(Msg),
) {
    let name = source.name();
    let mut hear = |heard: Heard<'_>| match heard {
        Heard::Start(head) => {
            if let Some(document) = ingest::read_start(head, &name, &reading.ingest) {
                say(beginning(document, edition));
                thread::sleep(HEAD_START);
            }
        }
        Heard::SoFar(bytes) => say(Msg::Received(bytes)),
    };
    let bytes = match open::read_from_start(source, reading.max_bytes, FIRST_BYTES, &mut hear) {
        Ok(bytes) => bytes,
        Err(error) => {
            say(Msg::Failed(error.to_string()));
            return;
        }
    };
    let bytes = Arc::new(bytes);
    let drawn = pdf::is_one(&bytes).then(|| (edition, Print::Bytes(bytes.clone())));
    *original.lock().unwrap_or_else(PoisonError::into_inner) = drawn;
    let options = reading.beside(source);
    let mut tell = |so_far: SoFar| match so_far {
        SoFar::Start(document) => say(beginning(*document, edition)),
        SoFar::Pages(read, count) => say(Msg::PagesRead(read, count)),
    };
    let document = match ingest::read_telling(&bytes, &name, &options, &mut tell) {
        Ok(document) => Arc::new(document),
        Err(ReadError::Locked { given }) => {
            let error = format!("{name}: {}", ReadError::Locked { given });
            let name = name.rsplit('/').next().unwrap_or(&name).to_owned();
            say(Msg::Locked { name, given, error });
            return;
        }
        Err(error) => {
            say(Msg::Failed(format!("{name}: {error}")));
            return;
        }
    };
    say(Msg::Opened {
        document,
        whole: true,
        edition,
    });
}

/// The beginning of a letter, to be read until the rest is there.
fn beginning(document: Document, edition: u64) -> Msg {
    Msg::Opened {
        document: Arc::new(document),
        whole: false,
        edition,
    }
}

/// The answer to a query, unless the letter has no index yet (then its coming asks again) or the query is out of date.
fn answer(shelf: &Shelf, query: &Query, stale: &(dyn Fn() -> bool + Sync)) -> Option<Msg> {
    let (edition, index) = shelf
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .clone()?;
    let answer = index.search(query, stale)?;
    Some(Msg::Found(edition, Box::new(answer)))
}

/// A worker whose answers and failures are messages.
fn worker<Job: Send + 'static>(
    name: &str,
    sender: &Sender<Msg>,
    mut work: impl FnMut(Job, &Ticket) -> Option<Msg> + Send + 'static,
) -> Worker<Job> {
    let answers = sender.clone();
    let answer = move |job, ticket: &Ticket| {
        if let Some(msg) = work(job, ticket) {
            let _ = answers.send(msg);
        }
    };
    Worker::spawn(name, answer, failures(sender))
}

/// Tells of the panic of a thread.
pub(super) fn failures(sender: &Sender<Msg>) -> impl Fn(String) + Send + use<> {
    let sender = sender.clone();
    move |panic| {
        let _ = sender.send(Msg::Failed(panic));
    }
}

/// Sees to effects that need no terminal.
#[derive(Debug)]
pub struct Desk {
    source: Source,
    reading: Reading,
    edition: u64,
    shelf: Shelf,
    sender: Sender<Msg>,
    /// Whether work runs on threads.
    threads: bool,
    searcher: Option<Worker<Query>>,
    original: Original,
    /// The thread that draws pages, from the first on.
    drawer: Option<Worker<(Wanted, ingest::Options)>>,
    /// Draws them where there are no threads.
    printer: Printer,
    /// Who looks things up in the library, where one is open.
    librarian: Option<Librarian>,
    /// The thread that does, from the first question on.
    library: Option<Worker<Job>>,
    /// Whether that was last asked to look for something, and not for a letter.
    searches: bool,
    /// The thread that compares letters, from the first comparison on.
    comparing: Option<Worker<comparer::Job>>,
    /// Compares them where there are no threads.
    comparer: Option<Comparer>,
    /// The thread that puts the shelf in order: of what is asked at once, neither that nor a search is to be dropped for the other.
    arranger: Option<Worker<Job>>,
    /// The thread that counts how hits spread: nobody waits for that to see a hit, nor goes without it for having gone to one.
    counter: Option<Worker<Job>>,
    changes: Option<Changes>,
    /// The letter's file as it was when it was last read.
    stamp: Option<Stamp>,
}

impl Desk {
    /// A desk whose work runs on threads and reports to a queue.
    #[must_use]
    pub fn new(source: Source, reading: Reading, sender: Sender<Msg>) -> Self {
        Self {
            threads: true,
            ..Self::inline(source, reading, sender)
        }
    }

    /// A desk that does everything at once, for frames without a terminal: nothing is left under way when it returns.
    #[must_use]
    pub fn inline(source: Source, reading: Reading, sender: Sender<Msg>) -> Self {
        Self {
            source,
            reading,
            edition: 0,
            shelf: Shelf::default(),
            sender,
            threads: false,
            searcher: None,
            original: Original::default(),
            drawer: None,
            printer: Printer::default(),
            librarian: None,
            library: None,
            searches: false,
            comparing: None,
            comparer: None,
            arranger: None,
            counter: None,
            changes: None,
            stamp: None,
        }
    }

    /// The same for a library: its letters come when they are asked for.
    #[must_use]
    pub fn with_library(self, library: Arc<Library>) -> Self {
        Self {
            librarian: Some(Librarian::new(library)),
            ..self
        }
    }

    /// Looks something up in the library; only the newest question is answered, of the shelf, of how hits spread, and of the rest.
    pub fn look_up(&mut self, job: Job) {
        let Some(librarian) = &self.librarian else {
            return;
        };
        if !self.threads {
            if let Some(msg) = librarian.look_up(job, &|| false) {
                let _ = self.sender.send(msg);
            }
            return;
        }
        let (place, name) = match job {
            Job::Arrange(_) => (&mut self.arranger, "shelf"),
            Job::Facets(..) => (&mut self.counter, "spread"),
            _ => {
                self.searches = job.is_search();
                (&mut self.library, "library")
            }
        };
        let worker = place.get_or_insert_with(|| {
            let librarian = librarian.clone();
            let work = move |job, ticket: &Ticket| librarian.look_up(job, &|| ticket.is_stale());
            worker(name, &self.sender, work)
        });
        worker.submit(job);
    }

    /// Compares letters; only the newest question is answered.
    pub fn compare(&mut self, job: comparer::Job) {
        let comparer = || Comparer::new(self.librarian.clone(), self.reading.clone());
        let sender = self.sender.clone();
        let mut say = move |news| {
            let _ = sender.send(Msg::Compare(news));
        };
        if !self.threads {
            let comparer = self.comparer.get_or_insert_with(comparer);
            return comparer.work(job, &|| false, &mut say);
        }
        let worker = self.comparing.get_or_insert_with(|| {
            let mut comparer = comparer();
            worker("compare", &self.sender, move |job, ticket: &Ticket| {
                comparer.work(job, &|| ticket.is_stale(), &mut say);
                None
            })
        });
        worker.submit(job);
    }

    /// Brings the library up to date.
    pub fn import(&self) {
        let Some(librarian) = self.librarian.clone() else {
            return;
        };
        let sender = self.sender.clone();
        let stop = librarian.stop();
        self.start("import", move || librarian.sync(&sender, &stop));
    }

    /// Ends every import that was begun so far.
    pub fn stop_import(&self) {
        if let Some(librarian) = &self.librarian {
            librarian.stop_imports();
        }
    }

    /// Tells from now on when something changes in the library's folders. Folders that cannot be watched are as ones that never change.
    pub fn watch_library(&mut self) {
        let Some(librarian) = self.librarian.as_ref().filter(|_| self.changes.is_none()) else {
            return;
        };
        let sender = self.sender.clone();
        let tell = move || {
            let _ = sender.send(Msg::Changed);
        };
        self.changes = changes::watch_library(librarian.folders(), &librarian.list(), tell).ok();
    }

    /// Another letter of the library is the one that is open.
    pub fn take(&mut self, path: PathBuf, edition: u64) {
        let print = Print::File(path.clone(), self.reading.max_bytes);
        *self.original.lock().unwrap_or_else(PoisonError::into_inner) = Some((edition, print));
        self.stamp = open::stamp(&path);
        self.source = Source::File(path);
        self.edition = edition;
    }

    /// The thread that searches, from the first search on: the first screen does not wait for it. `None`: there are to be no threads.
    fn searcher(&mut self) -> Option<&Worker<Query>> {
        if self.searcher.is_none() && self.threads {
            let letters = self.shelf.clone();
            let work = move |query: Query, ticket: &Ticket| {
                answer(&letters, &query, &|| ticket.is_stale())
            };
            self.searcher = Some(worker("search", &self.sender, work));
        }
        self.searcher.as_ref()
    }

    /// Whether the letter is still there to be read: what came through a pipe is not.
    #[must_use]
    pub fn can_read_again(&self) -> bool {
        self.source != Source::Input
    }

    /// Reads the letter, or reads it again.
    pub fn open(&mut self) {
        let read = self.reading_of();
        self.start("open", read);
    }

    /// The same, on a thread that is ready for it.
    pub fn open_on(&mut self, thread: Beforehand) {
        thread.start(self.reading_of());
    }

    fn reading_of(&mut self) -> impl FnOnce() + Send + use<> {
        self.edition += 1;
        self.stamp = self.source.path().and_then(open::stamp);
        let (source, reading, edition) = (self.source.clone(), self.reading.clone(), self.edition);
        let (original, sender) = (self.original.clone(), self.sender.clone());
        move || {
            read(&source, &reading, edition, &original, &mut |msg| {
                let _ = sender.send(msg);
            });
        }
    }

    /// Tells from now on when the letter's file changes. A file that cannot be watched is as one that never changes.
    pub fn watch(&mut self) {
        let Some(path) = self.source.path().filter(|_| self.changes.is_none()) else {
            return;
        };
        let sender = self.sender.clone();
        let tell = move || {
            let _ = sender.send(Msg::Changed);
        };
        self.changes = Changes::watch(path, self.stamp, tell).ok();
    }

    /// Reads the letter with a password, which holds from now on.
    pub fn unlock(&mut self, password: String) {
        self.reading.ingest.password = Some(password);
        self.open();
    }

    /// Makes the index of a letter that was read, and puts it where searches find it.
    pub fn index(&self, document: Arc<Document>, edition: u64) {
        let (letters, sender) = (self.shelf.clone(), self.sender.clone());
        self.start("index", move || {
            if let Some(index) = Index::new(document, &|| false) {
                let mut kept = letters.lock().unwrap_or_else(PoisonError::into_inner);
                // A newer reading of the letter may have been quicker.
                if kept.as_ref().is_none_or(|(known, _)| *known <= edition) {
                    *kept = Some((edition, Arc::new(index)));
                }
                drop(kept);
                let _ = sender.send(Msg::Indexed(edition));
            }
        });
    }

    /// Does some work on a thread of its own; at once where nothing may be left under way.
    fn start(&self, name: &'static str, work: impl FnOnce() + Send + 'static) {
        if !self.threads {
            return work();
        }
        spawn_once(name, work, failures(&self.sender));
    }

    /// Finds what a query means; only the newest query is answered.
    pub fn search(&mut self, query: Query) {
        match self.searcher() {
            Some(searcher) => searcher.submit(query),
            None => {
                if let Some(msg) = answer(&self.shelf, &query, &|| false) {
                    let _ = self.sender.send(msg);
                }
            }
        }
    }

    /// Ends what is under way for a query, in the letter and in the library.
    pub fn stop_search(&self) {
        self.searcher.iter().for_each(Worker::drop_jobs);
        self.counter.iter().for_each(Worker::drop_jobs);
        if self.searches {
            self.library.iter().for_each(Worker::drop_jobs);
        }
    }

    /// Draws part of a page; only the newest wish is fulfilled.
    pub fn draw_page(&mut self, wanted: Wanted) {
        let job = (wanted, self.reading.ingest.clone());
        if !self.threads {
            if let Some(msg) = picture(&self.original, &mut self.printer, job, &|| false) {
                let _ = self.sender.send(msg);
            }
            return;
        }
        let (original, sender) = (&self.original, &self.sender);
        let drawer = self.drawer.get_or_insert_with(|| {
            let (original, mut printer) = (original.clone(), Printer::default());
            let work = move |job, ticket: &Ticket| {
                picture(&original, &mut printer, job, &|| ticket.is_stale())
            };
            worker("pages", sender, work)
        });
        drawer.submit(job);
    }

    /// Lets a worker panic, for the test that nothing else does.
    pub fn fail_on_purpose(&self) {
        self.start("fault", || panic!("a fault on purpose"));
    }
}
