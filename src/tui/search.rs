//! The search that stands: its prompt, its answer, and the stop the reader is at.
//!
//! A *stop* is one marked place; stops are numbered in reading order. It must not know how its answer is found or drawn.

use std::ops::Range;

use crate::document::Document;
use crate::document::place::Place;
use crate::index::query::{Query, Scope};
use crate::index::{Answer, Hit, Mark};
use crate::tui::action::Action;
use crate::tui::effect::Effect;
use crate::tui::librarian::Job;
use crate::tui::model::Model;
use crate::tui::prompt::{self, Prompt};
use crate::tui::{library, library_hits, scroll};

/// How many earlier queries are kept.
const HISTORY: usize = 100;

/// What the search remembers.
#[derive(Debug, Clone, Default)]
pub struct Search {
    /// Open while a query is being typed.
    pub prompt: Option<Prompt>,
    /// The query that stands; its answer may still be on its way.
    pub query: Option<Query>,
    /// The newest answer. It stays until the next one is there.
    pub answer: Option<Answer>,
    /// For each hit, how many stops lie before it; one more at the end: all of them.
    pub(super) stops: Vec<usize>,
    /// The stop one is at.
    pub current: Option<usize>,
    /// The place and bytes of its mark.
    pub(super) mark: Option<(Place, Range<usize>)>,
    /// `?` was pressed rather than `/`.
    pub backward: bool,
    /// Where to search, beside what the query says.
    pub scope: Scope,
    /// Only passages with hits are shown: these.
    pub only: Option<Vec<u32>>,
    /// Earlier queries, oldest first.
    pub history: Vec<String>,
    /// The query was answered before the letter was read again: who has seen the answer is not taken to it once more.
    pub(super) answered_before: bool,
}

impl Search {
    /// Takes an answer if it is the newest query's. Says whether it was.
    pub fn accept(&mut self, answer: Answer) -> bool {
        if self.query.as_ref() != Some(&answer.query) {
            return false;
        }
        self.stops = Vec::with_capacity(answer.hits.len() + 1);
        let mut before = 0;
        self.stops.push(0);
        for hit in &answer.hits {
            // A passage that only a filter found has no mark, but can still be stopped at.
            before += hit.occurrences.max(1) as usize;
            self.stops.push(before);
        }
        if self.only.is_some() {
            self.only = Some(Vec::new());
        }
        self.answer = Some(answer);
        (self.current, self.mark) = (None, None);
        true
    }

    /// Forgets what was found; the query stands.
    pub(super) fn forget_answer(&mut self) {
        self.answered_before = self.answer.take().is_some() && self.prompt.is_none();
        (self.current, self.mark) = (None, None);
        self.only = None;
        self.stops.clear();
    }

    /// Forgets the query that stands; earlier ones and the scope stay.
    pub fn clear(&mut self) {
        let history = std::mem::take(&mut self.history);
        *self = Self {
            history,
            scope: self.scope,
            ..Self::default()
        };
    }

    /// Lets a query stand whose answer one is not taken to when it comes.
    pub fn put(&mut self, query: Query) {
        self.clear();
        self.answered_before = true;
        self.query = Some(query);
    }

    /// How many stops there are.
    #[must_use]
    pub fn stops(&self) -> usize {
        self.stops.last().copied().unwrap_or(0)
    }

    /// The hit a stop is in, and which of its marks.
    #[must_use]
    pub fn stop(&self, stop: usize) -> Option<(Hit, usize)> {
        let at = self
            .stops
            .partition_point(|&before| before <= stop)
            .checked_sub(1)?;
        let hit = self.answer.as_ref()?.hits.get(at)?;
        Some((*hit, stop - self.stops[at]))
    }

    /// How many stops lie before a hit (by its index in the answer).
    #[must_use]
    pub fn stops_before(&self, hit: usize) -> usize {
        self.stops.get(hit).copied().unwrap_or_else(|| self.stops())
    }

    /// The marks of the answer in a paragraph.
    #[must_use]
    pub fn marks(&self, document: &Document, paragraph: u32) -> Vec<Mark> {
        self.answer
            .as_ref()
            .map_or_else(Vec::new, |answer| answer.marker.marks(document, paragraph))
    }

    /// The paragraph and bytes of a stop's mark.
    #[must_use]
    pub fn mark_of(&self, document: &Document, stop: usize) -> Option<(Place, Range<usize>)> {
        let (hit, nth) = self.stop(stop)?;
        let range = self
            .marks(document, hit.paragraph)
            .into_iter()
            .nth(nth)
            .map_or(0..0, |mark| mark.range);
        Some((
            Place {
                paragraph: hit.paragraph,
                byte: range.start as u32,
            },
            range,
        ))
    }

    /// The current stop's place and bytes.
    #[must_use]
    pub fn current_mark(&self) -> Option<(Place, Range<usize>)> {
        self.mark.clone()
    }

    /// Index of the hit in a paragraph.
    #[must_use]
    pub fn hit_in(&self, document: &Document, paragraph: u32) -> Option<usize> {
        let hits = &self.answer.as_ref()?.hits;
        let wanted = document.reading_order(Place::start(paragraph));
        let at = hits
            .partition_point(|hit| document.reading_order(Place::start(hit.paragraph)) < wanted);
        hits.get(at)
            .filter(|hit| hit.paragraph == paragraph)
            .map(|_| at)
    }

    /// Whether a note has a hit.
    #[must_use]
    pub fn note_has_hit(&self, document: &Document, note: u32) -> bool {
        document.notes[note as usize]
            .paragraphs
            .clone()
            .any(|paragraph| self.hit_in(document, paragraph).is_some())
    }

    /// How many marked places a section has, its notes included.
    #[must_use]
    pub fn count_in(&self, document: &Document, section: usize) -> Option<usize> {
        let answer = self.answer.as_ref()?;
        let section_of = |hit: &Hit| document.section_of(Place::start(hit.paragraph));
        let first = answer.hits.partition_point(|hit| section_of(hit) < section);
        let end = answer
            .hits
            .partition_point(|hit| section_of(hit) <= section);
        Some(self.stops_before(end) - self.stops_before(first))
    }

    /// The first stop at or after a place (before it, when searching backward), round the ends.
    fn nearest(&self, document: &Document, from: Place) -> Option<usize> {
        let hits = &self.answer.as_ref()?.hits;
        if hits.is_empty() {
            return None;
        }
        let wanted = document.reading_order(Place::start(from.paragraph));
        let at = hits
            .partition_point(|hit| document.reading_order(Place::start(hit.paragraph)) < wanted);
        let mut stop = self.stops_before(at);
        if hits
            .get(at)
            .is_some_and(|hit| hit.paragraph == from.paragraph)
        {
            let marks = self.marks(document, from.paragraph);
            stop += marks
                .iter()
                .take_while(|mark| mark.range.start < from.byte as usize)
                .count();
        }
        let stops = self.stops();
        Some(if self.backward {
            (stop + stops - 1) % stops
        } else {
            stop % stops
        })
    }

    pub(super) fn remember(&mut self, query: &str) {
        if query.trim().is_empty() {
            return;
        }
        self.history.retain(|earlier| earlier != query);
        self.history.push(query.to_owned());
        if self.history.len() > HISTORY {
            self.history.remove(0);
        }
    }
}

/// The search's own actions; `None`: not its business.
pub fn act(model: &mut Model, action: Action, count: Option<u32>) -> Option<Vec<Effect>> {
    let times = count.unwrap_or(1) as usize;
    match action {
        Action::SearchForward | Action::SearchBackward => {
            prompt::open(model, action == Action::SearchBackward);
            Some(Vec::new())
        }
        Action::NextHit | Action::PreviousHit if library::found(model).is_some() => {
            let forward = (action == Action::NextHit) != model.search.backward;
            Some(library_hits::step(model, times, forward))
        }
        Action::NextHit | Action::PreviousHit if model.search.query.is_none() => {
            Some(repeat(model, action == Action::PreviousHit))
        }
        Action::NextHit | Action::PreviousHit => {
            let forward = (action == Action::NextHit) != model.search.backward;
            step(model, times, forward);
            Some(Vec::new())
        }
        Action::OnlyHits => {
            toggle_only(model);
            Some(Vec::new())
        }
        _ => None,
    }
}

/// The last search again, when none stands: its answer goes to the hit nearest to where one reads.
fn repeat(model: &mut Model, backward: bool) -> Vec<Effect> {
    let Some(text) = model.search.history.last().cloned() else {
        model.warn(model.texts.status.no_search.clone());
        return Vec::new();
    };
    model.search.backward = backward;
    model.search.query = Some(Query {
        text,
        typing: true,
        scope: model.search.scope,
    });
    ask(model)
}

/// Asks for the answer to the query that stands, unless it is there.
pub fn ask(model: &mut Model) -> Vec<Effect> {
    let Some(query) = &model.search.query else {
        return Vec::new();
    };
    if library::is_wide(model) {
        let answered = library::found(model).is_some_and(|found| found.query == *query);
        let job =
            (!answered).then(|| Effect::Library(Job::Search(query.clone(), library::order(model))));
        return job.into_iter().collect();
    }
    // A letter of a library is indexed by itself only when it is searched by itself.
    if model.library.is_some() && !model.letter.indexed {
        return vec![Effect::Index];
    }
    if model
        .search
        .answer
        .as_ref()
        .is_some_and(|answer| answer.query == *query)
    {
        return Vec::new();
    }
    vec![Effect::Search(query.clone())]
}

fn toggle_only(model: &mut Model) {
    if model.search.only.take().is_some() {
        let place = model.reader.point;
        scroll::reveal(model, place);
    } else if model.search.stops() == 0 {
        model.warn(model.texts.status.no_search.clone());
    } else {
        model.search.only = Some(Vec::new());
        fill_only(model);
        let place = model.reader.point;
        scroll::reveal(model, place);
    }
}

/// Which paragraphs are shown when only those with hits are: they, those whose notes have hits, and the headings above them.
pub fn fill_only(model: &mut Model) {
    let document = &model.letter.document;
    let Some(answer) = model
        .search
        .answer
        .as_ref()
        .filter(|_| model.search.only.is_some())
    else {
        return;
    };
    let mut shown = Vec::new();
    for hit in &answer.hits {
        let place = Place::start(hit.paragraph);
        let section = &document.sections[document.section_of(place)];
        if section.title.is_some() {
            shown.push(section.paragraphs.start);
        }
        match document.note_of(place) {
            Some(note) => shown.extend(
                document.notes[note as usize]
                    .refs
                    .first()
                    .map(|mark| mark.paragraph),
            ),
            None => shown.push(hit.paragraph),
        }
    }
    shown.sort_unstable();
    shown.dedup();
    shown.retain(|&paragraph| paragraph < document.text_len());
    model.search.only = if shown.is_empty() { None } else { Some(shown) };
}

/// Goes some stops on (or back), round the ends.
pub fn step(model: &mut Model, times: usize, forward: bool) {
    let stops = model.search.stops();
    if model.search.query.is_none() {
        return model.warn(model.texts.status.no_search.clone());
    }
    if stops == 0 {
        return;
    }
    if stops == 1 && model.search.current.is_some() {
        model.say(model.texts.status.only_hit.clone());
    }
    let (at, times) = match model.search.current {
        Some(at) if !has_left(model) => (at, times),
        // Who went on reading elsewhere goes on from there: the hit there is the first step.
        _ => {
            let backward = std::mem::replace(&mut model.search.backward, !forward);
            let point = model.reader.point;
            let nearest = model.search.nearest(&model.letter.document, point);
            model.search.backward = backward;
            (nearest.unwrap_or(0), times.saturating_sub(1))
        }
    };
    let (to, wrapped) = if forward {
        ((at + times) % stops, at + times >= stops)
    } else {
        ((at + stops - times % stops) % stops, times > at)
    };
    if wrapped && stops > 1 {
        model.say_wrapped(forward);
    }
    go(model, to);
}

/// Whether the place being read is no longer where the current stop is shown.
fn has_left(model: &Model) -> bool {
    let Some((place, _)) = model.search.mark else {
        return true;
    };
    let document = &model.letter.document;
    let shown = match document.note_of(place) {
        Some(note) => document.notes[note as usize].refs.first().copied(),
        None => Some(place),
    };
    shown.is_some_and(|place| place != model.reader.point)
}

/// Goes to a stop: the text shows it; of a hit in a note, the text shows where the note is cited.
pub fn go(model: &mut Model, stop: usize) {
    let Some(place) = stand(model, stop) else {
        return;
    };
    model.hits.follow = true;
    if let Some(note) = model.letter.document.note_of(place) {
        let cited = model.letter.document.notes[note as usize]
            .refs
            .first()
            .copied();
        if let Some(cited) = cited {
            scroll::reveal(model, cited);
        }
        model.notes.pin(note);
    } else {
        model.notes.pinned = false;
        scroll::reveal(model, place);
    }
}

/// Makes a stop the current one, and says where it is.
fn stand(model: &mut Model, stop: usize) -> Option<Place> {
    let mark = model.search.mark_of(&model.letter.document, stop)?;
    let place = mark.0;
    (model.search.current, model.search.mark) = (Some(stop), Some(mark));
    Some(place)
}

/// Takes an answer that has come in: shows it, and goes to the hit nearest to where the search began.
pub fn found(model: &mut Model, answer: Answer) {
    if !model.search.accept(answer) {
        return;
    }
    fill_only(model);
    let base = model
        .search
        .prompt
        .as_ref()
        .map_or(model.reader.point, |prompt| prompt.base);
    let again = std::mem::take(&mut model.search.answered_before);
    if let Some(stop) = model.search.nearest(&model.letter.document, base) {
        if again && model.search.prompt.is_none() {
            stand(model, stop);
        } else {
            go(model, stop);
        }
    } else if let Some(view) = model.search.prompt.as_ref().map(|prompt| prompt.came_from) {
        view.put(model);
    }
}
