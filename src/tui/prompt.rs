//! The line a query is typed on: every key that changes it asks anew, and Esc puts back what stood before.
//!
//! It must not know how an answer is found or drawn.

use std::collections::BTreeMap;

use crate::document::place::{Anchor, Place};
use crate::index::query::{Query, Scope};
use crate::tui::action::Action;
use crate::tui::effect::Effect;
use crate::tui::hits::Hits;
use crate::tui::jumps::Jumps;
use crate::tui::line::LineEdit;
use crate::tui::model::{Focus, Letter, Model};
use crate::tui::search::{self, Search};
use crate::tui::view::View;
use crate::tui::{library, library_hits};

/// A letter that a search began in, with what belongs to it.
#[derive(Debug, Clone)]
pub struct Began {
    /// The letter.
    pub letter: Letter,
    /// Places one came from in it.
    pub jumps: Jumps,
    /// Places marked in it.
    pub marks: BTreeMap<char, Anchor>,
}

/// A query being typed.
#[derive(Debug, Clone)]
pub struct Prompt {
    /// The query so far.
    pub line: LineEdit,
    /// Where Esc returns to.
    pub came_from: View,
    /// From where the nearest hit is looked for: where the search began, or the hit last chosen with ↑↓.
    pub(super) base: Place,
    /// The letter that was open, where the search may open others.
    began: Option<Box<Began>>,
    /// The search that stood before.
    before: Box<Search>,
    /// Which of its hits were in sight.
    hits: Hits,
    /// Which earlier query is shown, counted from the newest.
    recalled: Option<usize>,
    /// What was being typed before an earlier query was shown.
    draft: String,
}

impl Prompt {
    /// The letter that was open when the search began, and where one was in it; of a library only.
    #[must_use]
    pub fn began(&self) -> Option<(Began, View)> {
        let began = self.began.as_deref()?;
        Some((began.clone(), self.came_from))
    }

    /// The letter was read anew: places in the old text become places in the new one, old answers go.
    pub fn moved(&mut self, again: impl Fn(Place) -> Place) {
        self.came_from = self.came_from.moved(&again);
        self.base = again(self.base);
        self.before.forget_answer();
        self.hits = Hits::default();
    }
}

/// What an action does while the prompt is open; `None`: not its business.
pub fn act_in_prompt(model: &mut Model, action: Action) -> Option<Vec<Effect>> {
    let prompt = model.search.prompt.as_mut()?;
    match action {
        Action::PromptDeleteBack => {
            if !prompt.line.delete_back() && prompt.line.text().is_empty() {
                return Some(cancelled(model));
            }
        }
        _ if prompt.line.edit(action) => {}
        Action::PromptHitUp if prompt.line.text().is_empty() => recall(model, true),
        Action::PromptHitUp | Action::PromptHitDown if library::found(model).is_some() => {
            return Some(library_hits::step(
                model,
                1,
                action == Action::PromptHitDown,
            ));
        }
        Action::PromptHitUp => step_in_prompt(model, false),
        Action::PromptHitDown => step_in_prompt(model, true),
        Action::PromptHistoryOlder => recall(model, true),
        Action::PromptHistoryNewer => recall(model, false),
        Action::PromptScopeNext | Action::PromptScopePrevious => {
            cycle_scope(model, action == Action::PromptScopeNext);
            let mut effects = vec![Effect::StopSearch];
            effects.extend(typed(model));
            return Some(effects);
        }
        Action::PromptAccept => accept_prompt(model),
        Action::PromptCancel | Action::Cancel => return Some(cancelled(model)),
        _ => return None,
    }
    Some(typed(model))
}

/// Puts typed or pasted text into the prompt.
pub fn insert(model: &mut Model, text: &str) -> Vec<Effect> {
    if let Some(prompt) = &mut model.search.prompt {
        prompt.line.insert(text);
        prompt.recalled = None;
    }
    typed(model)
}

/// Asks for what the prompt now says, if that is not what stands already.
fn typed(model: &mut Model) -> Vec<Effect> {
    let Some(prompt) = &model.search.prompt else {
        return search::ask(model);
    };
    let text = prompt.line.text().to_owned();
    if text.trim().is_empty() {
        let view = prompt.came_from;
        if let Some(library) = &mut model.library {
            library.forget();
        }
        let search = &mut model.search;
        if search.query.take().is_some() || search.answer.is_some() {
            search.forget_answer();
            view.put(model);
        }
        return vec![Effect::StopSearch];
    }
    let query = Query {
        text,
        typing: true,
        scope: model.search.scope,
    };
    if model.search.query.as_ref() == Some(&query) {
        return Vec::new();
    }
    model.search.query = Some(query);
    search::ask(model)
}

/// Opens the prompt; what stood before is kept for Esc.
pub fn open(model: &mut Model, backward: bool) {
    let came_from = View::of(model);
    let began = model.library.as_ref().map(|_| {
        Box::new(Began {
            letter: model.letter.clone(),
            jumps: model.jumps.clone(),
            marks: model.marks.clone(),
        })
    });
    let before = Box::new(Search {
        history: Vec::new(),
        ..model.search.clone()
    });
    let search = &mut model.search;
    search.clear();
    search.prompt = Some(Prompt {
        line: LineEdit::default(),
        came_from,
        base: came_from.point,
        began,
        before,
        hits: model.hits.clone(),
        recalled: None,
        draft: String::new(),
    });
    search.backward = backward;
    model.reader.selection = None;
}

/// Esc, and what the search that stood before asks for.
fn cancelled(model: &mut Model) -> Vec<Effect> {
    let mut effects = vec![Effect::StopSearch];
    effects.extend(cancel(model));
    effects.extend(typed(model));
    effects
}

/// Esc: everything as it was when the search began.
fn cancel(model: &mut Model) -> Vec<Effect> {
    let Some(mut prompt) = model.search.prompt.take() else {
        return Vec::new();
    };
    let began = prompt.began.take();
    let effects = began.map_or_else(Vec::new, |began| library::put_back(model, *began));
    if let Some(library) = &mut model.library {
        library.forget();
    }
    let history = std::mem::take(&mut model.search.history);
    prompt.came_from.put(model);
    model.search = Search {
        history,
        prompt: None,
        ..*prompt.before
    };
    model.hits = prompt.hits;
    model.flash = None;
    effects
}

/// Enter: the query stands, its last word is finished as typed, and one is at the hit.
fn accept_prompt(model: &mut Model) {
    let Some(prompt) = model.search.prompt.take() else {
        return;
    };
    let text = prompt.line.text().to_owned();
    if text.trim().is_empty() {
        // As in vi, an empty search repeats the last one.
        let last = model.search.history.last().cloned();
        let (backward, scope) = (model.search.backward, model.search.scope);
        model.search.query = last.map(|text| Query {
            text,
            typing: true,
            scope,
        });
        model.search.backward = backward;
        return;
    }
    model.search.remember(&text);
    match prompt
        .began
        .filter(|began| began.letter.key != model.letter.key)
    {
        // The hit is in another letter: the place before is in the one where the search began.
        Some(began) => library::left(model, began.letter.key, prompt.came_from),
        None => model.jumps.push(prompt.came_from),
    }
    if model.search.current.is_some() {
        model.focus = Focus::Text;
    }
}

/// ↑↓ in the prompt: the hit changes, the text follows.
fn step_in_prompt(model: &mut Model, forward: bool) {
    search::step(model, 1, forward);
    let place = model.search.current_mark().map(|(place, _)| place);
    if let (Some(prompt), Some(place)) = (&mut model.search.prompt, place) {
        prompt.base = place;
    }
}

fn recall(model: &mut Model, older: bool) {
    let search = &mut model.search;
    let Some(prompt) = &mut search.prompt else {
        return;
    };
    let next = match (prompt.recalled, older) {
        (None, true) => Some(0),
        (None, false) => return,
        (Some(at), true) => Some((at + 1).min(search.history.len().saturating_sub(1))),
        (Some(at), false) => at.checked_sub(1),
    };
    let text = match next {
        None => &prompt.draft,
        Some(at) => match search.history.iter().rev().nth(at) {
            Some(earlier) => earlier,
            None => return,
        },
    };
    let line = LineEdit::new(text);
    if prompt.recalled.is_none() {
        prompt.line.text().clone_into(&mut prompt.draft);
    }
    prompt.recalled = next;
    prompt.line = line;
}

fn cycle_scope(model: &mut Model, forward: bool) {
    let section = model.letter.document.section_of(
        model
            .search
            .prompt
            .as_ref()
            .map_or(model.reader.point, |prompt| prompt.base),
    );
    if let Some(library) = &mut model.library {
        let first = model.search.scope == Scope::All;
        let last = matches!(model.search.scope, Scope::Section(_));
        let leaves = library.wide;
        // The library stands before the whole letter, and behind its section.
        if leaves || forward && last || !forward && first {
            library.wide = !leaves;
            library.forget();
            model.search.forget_answer();
            model.search.scope = match (leaves, forward) {
                (true, false) => Scope::Section(section as u32),
                _ => Scope::All,
            };
            // Asked anew, in the other place.
            model.search.query = None;
            return;
        }
    }
    let scopes = [
        Scope::All,
        Scope::Text,
        Scope::Notes,
        Scope::Headings,
        Scope::Section(section as u32),
    ];
    let here = match model.search.scope {
        Scope::Section(_) => scopes.len() - 1,
        scope => scopes.iter().position(|&other| other == scope).unwrap_or(0),
    };
    let step = if forward { 1 } else { scopes.len() - 1 };
    model.search.scope = scopes[(here + step) % scopes.len()];
}
