//! How letters come to be compared: the other one is chosen, the two are asked for, what comes in is shown; and the way back to the text.
//!
//! It must not know how a comparison is laid out or drawn.

use std::path::PathBuf;
use std::sync::Arc;

use crate::catalogue::fill;
use crate::compare::Row;
use crate::document::place::Place;
use crate::index::query::Query;
use crate::library::card::Fingerprint;
use crate::tui::action::Action;
use crate::tui::command::Command;
use crate::tui::compare::blocks::{self, Unfolded};
use crate::tui::compare::comparer::{Job, Letter, News, Other, Pair, Version, Wanted};
use crate::tui::compare::walk::At;
use crate::tui::compare::{self, sought, turning, way_back};
use crate::tui::effect::Effect;
use crate::tui::model::{Focus, Model, Over};
use crate::tui::view::View;
use crate::tui::{library, scroll, search, shelf};

/// `C` in the text: the comparison of this letter as it was left, if there is one; else another letter is to be chosen.
pub fn start(model: &mut Model) -> Vec<Effect> {
    if is_of_letter(model) {
        (model.over, model.compare.beneath) = (None, None);
        return show(model);
    }
    choose(model)
}

/// Whether there is a comparison of the letter that is open.
pub(super) fn is_of_letter(model: &Model) -> bool {
    let pair = model.compare.pair.as_ref();
    pair.is_some_and(|pair| pair.letters().any(|letter| is_read(model, letter)))
}

/// Another letter is to be chosen: on the shelf, the likely one first; without a library, a file by its name.
pub fn choose(model: &mut Model) -> Vec<Effect> {
    if none_is_open(model) {
        return Vec::new();
    }
    let Some(library) = &model.library else {
        let line = match model.compare.wanted.as_ref().map(|wanted| &wanted.other) {
            Some(Other::File(path)) => format!("compare {}", path.display()),
            _ => "compare ".to_owned(),
        };
        let mut command = Command::new(model);
        command.insert(&line);
        model.over = Some(Over::Command(command));
        return Vec::new();
    };
    // Who went from one letter to another has both in mind.
    let before = library
        .before()
        .filter(|key| library.edition.place(key).is_some());
    match (before, model.letter.key) {
        (before, None) => choose_from(model, before),
        (Some(before), Some(own)) if before != own => choose_from(model, Some(before)),
        (_, Some(own)) => return vec![Effect::Compare(Job::Likely(own))],
    }
    Vec::new()
}

/// Opens the shelf at the letter that is likely meant. Who leaves it is where one was.
fn choose_from(model: &mut Model, likely: Option<Fingerprint>) {
    model.compare.beneath = None;
    model.over = Some(Over::Shelf);
    shelf::find_own(model);
    if let Some(likely) = likely {
        shelf::find(model, &likely);
    }
    model.compare.choosing = true;
    model.status = None;
}

/// What an action means on the shelf and in a dossier: the letter that is open is compared with the one chosen there. `None`: not its business.
pub fn act_on_list(model: &mut Model, action: Action) -> Option<Vec<Effect>> {
    let chosen = matches!(action, Action::Follow | Action::PromptAccept);
    if action != Action::Compare && !(chosen && model.compare.choosing) {
        // A search begins in the text.
        let searches = matches!(action, Action::SearchForward | Action::SearchBackward);
        model.compare.open &= !searches;
        return None;
    }
    let key = match &model.over {
        Some(Over::Dossier(list)) => list.chosen_letter(),
        _ => shelf::take(model),
    };
    if none_is_open(model) {
        return Some(Vec::new());
    }
    let texts = &model.texts;
    let warning = match key {
        None => &texts.library.not_in,
        Some(key) if model.letter.key == Some(key) => &texts.library.this_letter,
        Some(key) => return Some(ask(model, Other::Letter(key), false)),
    };
    let warning = warning.clone();
    model.warn(warning);
    Some(Vec::new())
}

/// Whether there is no letter to compare with another; says so.
fn none_is_open(model: &mut Model) -> bool {
    let none = model.letter.document.text_len() == 0;
    if none {
        model.warn(model.texts.compare.none_open.clone());
    }
    none
}

/// `:compare FILE`.
pub fn with_file(model: &mut Model, name: &str) -> Vec<Effect> {
    if none_is_open(model) {
        return Vec::new();
    }
    ask(model, Other::File(PathBuf::from(name)), false)
}

/// Asks for the comparison of the letter that is open with another one.
fn ask(model: &mut Model, other: Other, turned: bool) -> Vec<Effect> {
    let known = |key: &Fingerprint| {
        let library = model.library.as_ref();
        library.is_some_and(|library| library.edition.place(key).is_some())
    };
    let own = Letter {
        document: model.letter.document.clone(),
        key: model.letter.key.filter(known),
    };
    if !model.compare.open {
        let standing = model.search.query.clone();
        model.compare.sought.put(standing);
    }
    ask_for(model, Wanted { own, other, turned })
}

/// Asks for a comparison, with what is sought in it; the pane opens when it is there.
pub(super) fn ask_for(model: &mut Model, wanted: Wanted) -> Vec<Effect> {
    model.say(model.texts.compare.comparing.clone());
    let compare = &mut model.compare;
    compare.wanted = Some(wanted.clone());
    compare.awaited = true;
    let query = compare.sought.query.clone();
    vec![Effect::Compare(Job::Compare(wanted, query))]
}

/// Asks anew where the letter was read again while it is compared with another.
pub fn follow(model: &mut Model) -> Option<Effect> {
    let stale = model.compare.open
        && model.library.is_none()
        && model.letter.whole
        && model
            .compare
            .wanted
            .as_ref()
            .is_some_and(|wanted| !Arc::ptr_eq(&wanted.own.document, &model.letter.document));
    if !stale {
        return None;
    }
    let Wanted { other, turned, .. } = model.compare.wanted.clone()?;
    ask(model, other, turned).pop()
}

/// Takes in what was found out.
pub fn hear(model: &mut Model, news: News) -> Vec<Effect> {
    let wanted = model.compare.wanted.as_ref();
    match news {
        News::Likely(own, likely) => {
            let waits = matches!(model.over, None | Some(Over::Compare));
            let typing = model.search.prompt.is_some() || model.compare.typing();
            if waits && !typing && model.letter.key == Some(own) {
                choose_from(model, likely);
            }
        }
        News::Compared(of, pair) if wanted == Some(&of) => return take(model, &pair),
        News::Counted(of, counted) if wanted == Some(&of) => sought::found(model, *counted),
        News::Gone(of, path) if wanted == Some(&of) => {
            let path = crate::safe::line(&path.to_string_lossy());
            fail(
                model,
                &of,
                fill(&model.texts.library.gone, &[("path", &path)]),
            );
        }
        News::Failed(of, error) if wanted == Some(&of) => fail(model, &of, error),
        _ => {}
    }
    Vec::new()
}

/// Says why two letters cannot be compared; the comparison that is shown is the one in which one searches, as before.
fn fail(model: &mut Model, wanted: &Wanted, error: String) {
    let compare = &mut model.compare;
    compare.awaited = false;
    // The same letter read again is not asked for once more: it would fail once more.
    let shown = compare.shown.as_ref();
    let shown = shown.filter(|shown| shown.other != wanted.other).cloned();
    if shown.is_some() {
        compare.wanted = shown;
    }
    model.warn(error);
}

/// Takes a comparison: shows it from its start, at the first change, if it is still waited for.
fn take(model: &mut Model, pair: &Arc<Pair>) -> Vec<Effect> {
    let compare = &mut model.compare;
    let awaited = std::mem::take(&mut compare.awaited);
    let known = compare.pair.as_ref();
    if known.is_some_and(|known| Arc::ptr_eq(known, pair)) {
        return if awaited {
            show_over(model)
        } else {
            Vec::new()
        };
    }
    // The same letters read again: one stays about where one was.
    let other = |wanted: &Option<Wanted>| wanted.as_ref().map(|wanted| wanted.other.clone());
    let again = compare.open && other(&compare.shown) == other(&compare.wanted);
    let turned = known.filter(|known| again && turning::is_turned(pair, known));
    let turned = turned.cloned();
    if !again {
        compare.unfolded = Unfolded::default();
        (compare.top, compare.point) = (At::default(), 0);
    }
    compare.shown = compare.wanted.clone();
    compare.pair = Some(pair.clone());
    compare.sought.forget();
    if let Some(before) = turned {
        turning::take(model, &before);
        model.status = None;
        return Vec::new();
    }
    let compare = &mut model.compare;
    compare.blocks = blocks::blocks(pair, &compare.unfolded);
    if !awaited {
        return Vec::new();
    }
    model.status = None;
    if again {
        let point = model.compare.point;
        compare::go(model, point);
        return Vec::new();
    }
    // What was sought when the letters were asked for is being counted.
    let asked = model.compare.sought.query.clone();
    let mut effects = show_over(model);
    if model.compare.sought.query == asked {
        effects.clear();
    }
    let mut blocks = model.compare.blocks.iter();
    match blocks.position(|block| block.is_change(pair)) {
        Some(first) => compare::go(model, first),
        None => model.say(model.texts.compare.nothing_differs.clone()),
    }
    effects
}

/// Shows the comparison over what it was asked from.
fn show_over(model: &mut Model) -> Vec<Effect> {
    let choosing = std::mem::take(&mut model.compare.choosing);
    if matches!(model.over, Some(Over::Shelf | Over::Dossier(_))) {
        let over = model.over.take().map(Box::new);
        model.compare.beneath = over.filter(|_| !choosing);
    } else {
        model.compare.beneath = None;
    }
    show(model)
}

/// Shows the comparison as it was left, with the search that stands now.
fn show(model: &mut Model) -> Vec<Effect> {
    (model.compare.open, model.compare.way_back) = (true, None);
    model.status = None;
    if let Some(query) = model.search.query.clone() {
        model.compare.sought.put(Some(query));
    }
    sought::ask(model)
}

/// Back to where one was before.
pub fn close(model: &mut Model) {
    model.compare.awaited = false;
    if std::mem::take(&mut model.compare.open) {
        model.over = model.compare.beneath.take().map(|over| *over);
    }
}

/// The comparison lies over the panes again when nothing else does; the shelf is no longer asked when it is left. Part of settling.
pub fn settle(model: &mut Model) {
    if model.compare.open && model.over.is_none() && model.search.prompt.is_none() {
        model.over = Some(Over::Compare);
    }
    if !matches!(model.over, Some(Over::Shelf)) {
        model.compare.choosing = false;
    }
}

/// Whether a letter is the one that is open.
fn is_read(model: &Model, letter: &Letter) -> bool {
    Arc::ptr_eq(&letter.document, &model.letter.document)
        || letter.key.is_some() && letter.key == model.letter.key
}

/// Opens the letter of a row at its paragraph: the newer one, or the older where only that has it or can be opened.
pub(super) fn open(model: &mut Model, pair: &Pair, row: &Row) -> Vec<Effect> {
    for (version, paragraph) in [(Version::New, row.new), (Version::Old, row.old)] {
        let (letter, Some(paragraph)) = (pair.letter(version), paragraph) else {
            continue;
        };
        if is_read(model, letter) {
            leave(model);
            model.jumps.push(View::of(model));
            go(model, paragraph);
            way_back::remember(model);
            return seek_on(model);
        }
        if let Some(key) = letter.key {
            leave(model);
            model.compare.going = Some((key, paragraph));
            return library::read(model, key);
        }
    }
    let other = pair.letters().find(|letter| !is_read(model, letter));
    let name = other.map_or(String::new(), |letter| letter.document.source.clone());
    model.warn(fill(&model.texts.compare.elsewhere, &[("name", &name)]));
    Vec::new()
}

/// Leaves the comparison for the text.
fn leave(model: &mut Model) {
    model.compare.beneath = None;
    close(model);
}

/// Goes to the paragraph that a letter was opened for, once it is there.
pub fn arrived(model: &mut Model) -> Vec<Effect> {
    let going = model.compare.going.take();
    let Some((_, paragraph)) = going.filter(|&(key, _)| model.letter.key == Some(key)) else {
        return Vec::new();
    };
    go(model, paragraph);
    // Back is the comparison, and not where one left off in the letter.
    model.status = None;
    way_back::remember(model);
    seek_on(model)
}

/// Seeks in the letter that is read from the comparison what was sought there, if that is another thing than what was sought before.
fn seek_on(model: &mut Model) -> Vec<Effect> {
    let Some(sought) = &model.compare.sought.query else {
        return Vec::new();
    };
    let before = model.search.query.as_ref().map(|query| &query.text);
    if before == Some(&sought.text) {
        return Vec::new();
    }
    let query = Query {
        typing: false,
        ..sought.clone()
    };
    // In all letters one would be taken to the strongest hit.
    if let Some(library) = &mut model.library {
        library.wide = false;
    }
    model.search.put(query);
    search::ask(model)
}

/// Goes to a paragraph of the letter that is open; of a note, to where it is cited.
fn go(model: &mut Model, paragraph: u32) {
    let place = Place::start(paragraph);
    let document = &model.letter.document;
    let note = document.note_of(place);
    let cited = note.map(|note| document.notes[note as usize].refs.first().copied());
    model.focus = Focus::Text;
    if let Some(place) = cited.unwrap_or(Some(place)) {
        scroll::show(model, place);
    }
    match note {
        Some(note) => model.notes.pin(note),
        None => model.notes.pinned = false,
    }
}
