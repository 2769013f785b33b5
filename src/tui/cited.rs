//! From a citation to the paper it names, where the library has that, and from a letter to all that cite it.
//!
//! It must not know how citations are found, nor how letters are read.

use crate::catalogue::fill;
use crate::citation::Target;
use crate::library::cited::query_for;
use crate::tui::action::Action;
use crate::tui::effect::Effect;
use crate::tui::model::Model;
use crate::tui::{copy, dossier, library};

/// What the actions do that go along citations; `None`: not their business.
pub fn act(model: &mut Model, action: Action) -> Option<Vec<Effect>> {
    match action {
        Action::OpenCited => Some(open(model)),
        Action::CitedBy => Some(cited_by(model)),
        _ => None,
    }
}

/// Opens the first paper cited here that the library has; says of others where they are.
fn open(model: &mut Model) -> Vec<Effect> {
    let cited = copy::cited(model);
    let Some(library) = &model.library else {
        model.warn(model.texts.library.no_shelf.clone());
        return Vec::new();
    };
    let edition = library.edition.clone();
    let mut known = cited
        .iter()
        .filter_map(|target| edition.with_id(&target.id()));
    if let Some(letter) = known.next() {
        let key = edition.key(letter);
        if model.letter.key == Some(key) {
            model.say(model.texts.library.this_letter.clone());
            return Vec::new();
        }
        return library::read(model, key);
    }
    match cited.first() {
        None => model.warn(model.texts.library.nothing_cited.clone()),
        Some(target) => {
            let address = target.url().unwrap_or_default();
            let values = [("id", &*target.id()), ("address", &*address)];
            model.warn(fill(&model.texts.library.not_here, &values));
        }
    }
    Vec::new()
}

/// Searches for all that cites the letter that is meant: a paper chosen in a dossier, whether or not the library has it, or a letter.
fn cited_by(model: &mut Model) -> Vec<Effect> {
    let Some(library) = &model.library else {
        model.warn(model.texts.library.no_shelf.clone());
        return Vec::new();
    };
    let paper = dossier::chosen(model).map(|paper| paper.id.clone());
    let letter = library::meant(model).and_then(|key| library.edition.place(&key));
    let id = paper.or_else(|| letter.and_then(|letter| library.edition.card(letter).card.id));
    let Some(id) = id else {
        model.warn(model.texts.library.no_id.clone());
        return Vec::new();
    };
    model.over = None;
    library::search_for(model, query_for(&id))
}

/// What is said of the papers that a note cites: the title of one that the library has, or that it has it not.
#[must_use]
pub fn told(model: &Model, cited: &[Target]) -> Option<String> {
    let edition = &model.library.as_ref()?.edition;
    let known = cited
        .iter()
        .filter_map(|target| edition.with_id(&target.id()));
    let known: Vec<String> = known
        .map(|letter| edition.card(letter).card.title)
        .collect();
    match (known.first(), cited) {
        (_, []) => None,
        (None, _) => Some(model.texts.library.not_in.clone()),
        (Some(title), [_]) => Some(title.clone()),
        (Some(_), _) => Some(model.texts.library.some_in.count(known.len())),
    }
}
