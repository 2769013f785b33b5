//! The library that is open: what was found in all its letters, which hit is chosen, and how its letters come and go on the screen.
//!
//! It must not know how letters are found, nor how hits are drawn (see [`library_hits`](crate::tui::library_hits)).

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use crate::catalogue::fill;
use crate::config::Opened;
use crate::document::place::Place;
use crate::index::findings::Order;
use crate::index::query::{Query, Scope};
use crate::layout::Top;
use crate::library::arranged::Arranged;
use crate::library::card::Fingerprint;
use crate::library::dossier::Paper;
use crate::library::{Edition, Progress, Report};
use crate::tui::dossier::Dossier;
use crate::tui::effect::Effect;
use crate::tui::importing::Import;
use crate::tui::jumps::Jumps;
use crate::tui::librarian::Job;
use crate::tui::model::{Focus, Letter, Model, Over};
use crate::tui::notes::Notes;
use crate::tui::prompt::{Began, Prompt};
use crate::tui::shelf::Shelf;
use crate::tui::shown::{Arrived, Found, ShownHit, Spread};
use crate::tui::view::View;
use crate::tui::{facets, hits, importing, resume, scroll, search, shelf, update};

/// Letters one came from that are remembered.
const TRAIL: usize = 100;

/// What the screen remembers of a library.
#[derive(Debug, Clone)]
pub struct Library {
    /// Its letters as they are now.
    pub edition: Arc<Edition>,
    /// The list of its letters.
    pub shelf: Shelf,
    /// In which order hits come.
    pub order: Order,
    /// Whether a search looks through all letters, or only through the one that is open.
    pub wide: bool,
    /// What was found in all letters.
    pub found: Option<Found>,
    /// The hit one is at, by its index.
    pub chosen: usize,
    /// The first row of the hits that is shown.
    pub top: usize,
    /// Whether more hits were asked for.
    pub(super) waiting: bool,
    /// Letters one came from, and where one was in them.
    trail: Vec<(Fingerprint, View)>,
    /// Where to go in the letter that is on its way.
    return_to: Option<(Fingerprint, View)>,
    /// Whether letters are being read in.
    pub import: Import,
    /// Tells it from other libraries, between runs too.
    pub name: String,
    /// When it was last left: seconds since 1970. What came since then is new.
    pub since: u32,
    /// Its letters that were opened, in this run and before.
    pub opened: Opened,
}

/// What happened in a library.
#[derive(Debug)]
pub enum News {
    /// Its letters, as they are now.
    Edition(Arc<Edition>),
    /// A query was answered.
    Found(Box<Found>),
    /// More hits of a query.
    More(Query, Vec<ShownHit>),
    /// How what was found for a query spreads, or for two.
    Facets(Vec<Spread>),
    /// The papers of a dossier, in an edition.
    Dossier(String, Vec<Paper>, Arc<Edition>),
    /// The letters in the order that was asked for, in an edition.
    Arranged(Arc<Arranged>, Arc<Edition>),
    /// A letter was read.
    Arrived(Box<Arrived>),
    /// A letter's file is gone, or another one by now.
    Gone(PathBuf),
    /// So many files are read, and that long it took.
    Importing(Progress, Duration),
    /// The index is up to date, or as far as it was when that was stopped.
    Imported(Box<Report>, Arc<Edition>),
    /// The index could not be brought up to date, and why.
    NotImported(String, Arc<Edition>),
}

impl Library {
    /// A library with its letters as they are now.
    #[must_use]
    pub fn new(edition: Arc<Edition>) -> Self {
        Self {
            shelf: Shelf::new(&edition),
            edition,
            order: Order::default(),
            wide: true,
            found: None,
            chosen: 0,
            top: 0,
            waiting: false,
            trail: Vec::new(),
            return_to: None,
            // At its opening it is looked what has changed.
            import: Import::Runs,
            name: String::new(),
            since: 0,
            opened: Opened::default(),
        }
    }

    /// The letter that was read before the one that is open.
    #[must_use]
    pub fn before(&self) -> Option<Fingerprint> {
        self.trail.last().map(|&(key, _)| key)
    }

    /// Forgets what was found.
    pub fn forget(&mut self) {
        (self.found, self.chosen, self.top) = (None, 0, 0);
    }
}

/// What was found in all letters, while that is what is searched through.
#[must_use]
pub fn found(model: &Model) -> Option<&Found> {
    let library = model.library.as_ref().filter(|library| library.wide)?;
    library.found.as_ref()
}

/// Whether a search looks through all letters.
#[must_use]
pub fn is_wide(model: &Model) -> bool {
    model.library.as_ref().is_some_and(|library| library.wide)
}

/// Where there is nothing to read, there is the shelf. Part of settling.
pub fn settle(model: &mut Model) {
    let nothing = model.letter.document.text_len() == 0
        && model.search.query.is_none()
        && model.search.prompt.is_none();
    if nothing && model.over.is_none() && model.library.is_some() {
        model.over = Some(Over::Shelf);
    }
    // What is looked at while one types or goes through hits is not opened; what has the keys is.
    let reads = model.over.is_none() && model.search.prompt.is_none() && model.focus == Focus::Text;
    if let (Some(library), Some(key)) = (&mut model.library, model.letter.key)
        && reads
    {
        library.opened.add(&key);
    }
}

/// Takes in what happened.
pub fn hear(model: &mut Model, news: News) -> Vec<Effect> {
    let Some(library) = &mut model.library else {
        return Vec::new();
    };
    match news {
        News::Found(found) => return accept(model, *found),
        News::Arrived(arrived) => {
            let mut effects = show(model, *arrived);
            // Who went to another hit broke the counting off.
            effects.extend(count(model));
            return effects;
        }
        News::More(query, hits) => {
            library.waiting = false;
            if let Some(found) = library.found.as_mut().filter(|found| found.query == query) {
                found.hits.extend(hits);
            }
        }
        News::Facets(told) => facets::hear(model, told),
        News::Dossier(dossier, papers, edition) => {
            Dossier::show(model, dossier, papers, edition);
        }
        News::Arranged(shown, edition) => return shelf::arranged(model, shown, edition),
        News::Gone(path) => {
            let path = crate::safe::line(&path.to_string_lossy());
            model.warn(fill(&model.texts.library.gone, &[("path", &path)]));
        }
        News::Importing(progress, took) => {
            importing::say(model, progress, took);
        }
        News::Edition(edition) => {
            let mut effects = renew(model, edition);
            effects.extend(ask_again(model));
            return effects;
        }
        News::Imported(report, edition) => {
            // Of one that was stopped, what comes after has the say.
            if !report.cancelled {
                library.import = Import::Done;
            }
            // Another program may have imported what this one only takes up.
            let other = library.edition.number() != edition.number();
            let mut effects = renew(model, edition);
            effects.extend(importing::told(model, &report));
            if other {
                effects.extend(ask_again(model));
            }
            return effects;
        }
        News::NotImported(why, edition) => {
            library.import = Import::Done;
            let effects = renew(model, edition);
            model.warn(why);
            return effects;
        }
    }
    Vec::new()
}

/// Puts the letters as they are now in the place of what was known of them.
fn renew(model: &mut Model, edition: Arc<Edition>) -> Vec<Effect> {
    if let Some(library) = &mut model.library {
        library.edition = edition;
    }
    shelf::renew(model)
}

/// Asks the query that stands anew: there are other letters now. Who has gone on to read is not taken away from where they are.
pub fn ask_again(model: &Model) -> Vec<Effect> {
    let query = model.search.query.as_ref().filter(|_| is_wide(model));
    let job = query.map(|query| Effect::Library(Job::Search(query.clone(), order(model))));
    job.into_iter().collect()
}

/// Asks for the counts of what was found, where they are not there yet.
fn count(model: &Model) -> Option<Effect> {
    let found = found(model).filter(|found| !found.counted)?;
    Some(Effect::Library(Job::Count(
        found.query.clone(),
        order(model),
    )))
}

/// In which order hits come.
#[must_use]
pub fn order(model: &Model) -> Order {
    let library = model.library.as_ref();
    library.map_or_else(Order::default, |library| library.order)
}

/// Takes an answer, if it is the newest query's, and shows the letter of the first hit.
fn accept(model: &mut Model, mut found: Found) -> Vec<Effect> {
    if model.search.query.as_ref() != Some(&found.query) {
        return Vec::new();
    }
    if let Some(Over::Facets(list)) = &mut model.over {
        list.outdate();
    }
    let known = self::found(model).is_some_and(|known| known.query == found.query);
    if known && found.is_awaited() {
        return vec![Effect::Library(Job::Count(found.query, order(model)))];
    }
    let first = found.first.take();
    let asked = found.counted.then(|| found.query.clone());
    if let Some(library) = &mut model.library {
        let before = library.found.replace(found);
        library.waiting = false;
        // The first hits are there already, and one may have gone on among them.
        let begun = |before: &Found| !before.counted && !before.hits.is_empty();
        if before.is_some_and(|before| begun(&before) && Some(&before.query) == asked.as_ref()) {
            return Vec::new();
        }
        (library.chosen, library.top) = (0, 0);
    }
    if let Some(first) = first {
        let mut effects = show(model, first);
        effects.extend(count(model));
        return effects;
    }
    // Nothing found: the screen shows what it showed when the search began.
    let began = model.search.prompt.as_ref().and_then(Prompt::began);
    let mut effects = began.map_or_else(Vec::new, |(began, view)| {
        let effects = put_back(model, began);
        view.put(model);
        effects
    });
    model.search.forget_answer();
    hits::regroup(model);
    // A letter that is asked for comes first; what there is, is counted once it has come.
    if !effects
        .iter()
        .any(|effect| matches!(effect, Effect::Library(_)))
    {
        effects.extend(count(model));
    }
    effects
}

/// Puts a letter on the screen: where it was read before, at the passage wanted, or at its start.
fn show(model: &mut Model, arrived: Arrived) -> Vec<Effect> {
    let key = arrived.card.key;
    if matches!(model.over, Some(Over::Shelf)) {
        model.over = None;
    }
    let mut effects = Vec::new();
    let same_file = model.letter.path.as_ref() == Some(&arrived.card.path);
    let anew = model.letter.key != Some(key) && same_file && importing::is_gone(model);
    let other = model.letter.key != Some(key) && !anew;
    if anew {
        effects.push(renew_letter(model, &arrived));
    }
    if other {
        leave(model);
        effects.push(open(model, &arrived));
    }
    // Asked for by itself, it is opened, whatever pane has the keys.
    if arrived.paragraph.is_none()
        && let Some(library) = &mut model.library
    {
        library.opened.add(&key);
    }
    let back = model
        .library
        .as_mut()
        .and_then(|library| library.return_to.take());
    if let Some((of, view)) = back
        && of == key
    {
        view.put(model);
    } else if other
        && arrived.paragraph.is_none()
        && let Some(offer) = resume::offer(model)
    {
        model.say(offer);
    }
    if let Some(answer) = arrived.answer.filter(|_| is_wide(model)) {
        if model.search.query.as_ref() == Some(&answer.query) {
            model.search.accept(answer);
            hits::regroup(model);
        }
        let wanted = arrived.paragraph.and_then(|paragraph| {
            let hit = model.search.hit_in(&model.letter.document, paragraph)?;
            Some(model.search.stops_before(hit))
        });
        if let Some(stop) = wanted {
            search::go(model, stop);
        }
    }
    effects
}

/// Remembers where one was in the letter that gives way to another one. What is only looked at while a query is typed is no place one was.
fn leave(model: &mut Model) {
    let typing = model.search.prompt.is_some();
    let here = View::of(model);
    let key = model.letter.key;
    // What was read is kept, and what was only looked at among hits is not, unless somebody set a mark in it.
    let read = key.is_some_and(|key| {
        let library = model.library.as_ref();
        library.is_some_and(|library| library.opened.holds(&key))
    });
    if read || !model.marks.is_empty() {
        resume::keep(model);
    }
    if !typing {
        left(model, key, here);
    }
}

/// A letter has given way to another one, and one may go back to where one was in it.
pub fn left(model: &mut Model, key: Option<Fingerprint>, view: View) {
    if let Some(library) = &mut model.library
        && let Some(key) = key
        && library.return_to.is_none()
    {
        library.trail.push((key, view));
        if library.trail.len() > TRAIL {
            library.trail.remove(0);
        }
    }
}

/// Makes a letter the one that is open.
fn open(model: &mut Model, arrived: &Arrived) -> Effect {
    let edition = model.editions();
    model.letter = Letter {
        key: Some(arrived.card.key),
        path: Some(arrived.card.path.clone()),
        ..Letter::new(arrived.document.clone(), edition, true)
    };
    let effect = become_current(model);
    resume::set_marks(model);
    effect
}

/// Puts what the file of the letter that is open holds by now in its place, at the same words.
fn renew_letter(model: &mut Model, arrived: &Arrived) -> Effect {
    let edition = model.editions();
    model.letter.key = Some(arrived.card.key);
    // The letters of a library are searched in its own index.
    let _ = update::opened(model, arrived.document.clone(), true, edition);
    Effect::Take(arrived.card.path.clone(), edition)
}

/// What follows from another letter being open.
fn become_current(model: &mut Model) -> Effect {
    model.notes = Notes::new(&model.letter.document);
    model.reader.point = Place::default();
    model.reader.top = Top::default();
    model.reader.selection = None;
    model.reader.before_panes = None;
    model.reader.on_mark = false;
    model.jumps = Jumps::default();
    model.marks.clear();
    model.search.forget_answer();
    hits::regroup(model);
    Effect::Take(
        model.letter.path.clone().unwrap_or_default(),
        model.letter.edition,
    )
}

/// Puts a letter back that was open before, as it was.
pub fn put_back(model: &mut Model, began: Began) -> Vec<Effect> {
    if began.letter.key == model.letter.key {
        return Vec::new();
    }
    let edition = model.editions();
    model.letter = Letter {
        edition,
        ..began.letter
    };
    let effect = become_current(model);
    (model.jumps, model.marks) = (began.jumps, began.marks);
    vec![effect]
}

/// Switches between the strongest hits first and the newest letters first.
pub fn switch_order(model: &mut Model) -> Vec<Effect> {
    let Some(library) = &mut model.library else {
        model.warn(model.texts.library.no_shelf.clone());
        return Vec::new();
    };
    let texts = &model.texts.library;
    let (order, said) = match library.order {
        Order::Relevance => (Order::Newest, texts.newest_first.clone()),
        Order::Newest => (Order::Relevance, texts.strongest_first.clone()),
    };
    library.order = order;
    model.say(said);
    ask_again(model)
}

/// Goes back to the letter before; nothing when there is none.
pub fn back(model: &mut Model) -> Option<Vec<Effect>> {
    let library = model.library.as_mut()?;
    let (key, view) = library.trail.pop()?;
    library.return_to = Some((key, view));
    Some(vec![Effect::Library(Job::Show(key, None))])
}

/// The letter that an action means: the one chosen on the shelf while that lies over the panes, else the one that is open.
#[must_use]
pub fn meant(model: &Model) -> Option<Fingerprint> {
    match &model.over {
        Some(Over::Shelf) => shelf::chosen(model),
        _ => model.letter.key,
    }
}

/// Searches all letters for a finished query, and goes to its hits.
pub fn search_for(model: &mut Model, text: String) -> Vec<Effect> {
    if let Some(library) = &mut model.library {
        library.wide = true;
        library.forget();
    }
    model.search.clear();
    model.search.scope = Scope::All;
    model.search.remember(&text);
    model.search.query = Some(Query {
        text,
        typing: false,
        scope: Scope::All,
    });
    model.focus = Focus::Hits;
    search::ask(model)
}

/// Opens a letter of the shelf.
pub fn read(model: &mut Model, key: Fingerprint) -> Vec<Effect> {
    model.over = None;
    if model.letter.key == Some(key) {
        scroll::jump(model, model.reader.point);
        return Vec::new();
    }
    vec![Effect::Library(Job::Show(key, None))]
}
