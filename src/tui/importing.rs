//! What is said while letters are read into a library, what that came to, and how it is ended.
//!
//! It must not know how letters are read.

use std::time::Duration;

use crate::catalogue::fill;
use crate::library::card::Fingerprint;
use crate::library::{Progress, Report};
use crate::tui::action::Action;
use crate::tui::effect::Effect;
use crate::tui::keymap::Context;
use crate::tui::librarian::Job;
use crate::tui::library::Library;
use crate::tui::model::Model;

/// Whether letters are being read into a library.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Import {
    /// They are.
    Runs,
    /// All that there are were.
    Done,
    /// They were until somebody stopped it: it goes on when it is asked to, and not by itself.
    Stopped,
}

/// Says how far an import is, and how fast.
pub fn say(model: &mut Model, progress: Progress, took: Duration) {
    let speed = progress.done as f64 / took.as_secs_f64().max(0.001);
    let values = [
        ("n", &*progress.done.to_string()),
        ("m", &*progress.of.to_string()),
        ("speed", &*format!("{speed:.0}")),
    ];
    let texts = model.texts.clone();
    if let Some(library) = &mut model.library {
        if library.import == Import::Stopped {
            return model.say(texts.library.stopping.clone());
        }
        library.import = Import::Runs;
    }
    let mut said = fill(&texts.library.importing, &values);
    if let Some(keys) = stopped_by(model) {
        said.push_str(" · ");
        said.push_str(&fill(&texts.library.stops, &[("keys", &keys)]));
    }
    model.say(said);
}

/// The key that stops an import: no other does, so that none stops it by accident. `None` where keys are text.
fn stopped_by(model: &Model) -> Option<String> {
    let context = Some(model.context()).filter(|&context| context != Context::Prompt)?;
    model.key_for(context, Action::StopImport)
}

/// Whether letters are being read in, and nobody has said that it should end.
fn can_stop(model: &Model) -> bool {
    let library = model.library.as_ref();
    library.is_some_and(|library| library.import == Import::Runs)
}

/// Ends the import. What was read by then stays.
pub fn stop(model: &mut Model) -> Vec<Effect> {
    let texts = model.texts.clone();
    if !can_stop(model) {
        model.warn(texts.library.nothing_to_stop.clone());
        return Vec::new();
    }
    if let Some(library) = &mut model.library {
        library.import = Import::Stopped;
    }
    model.say(texts.library.stopping.clone());
    vec![Effect::StopImport]
}

/// Reads the letter again, or what has changed in the library; that goes on where it was stopped.
pub fn reload(model: &mut Model) -> Vec<Effect> {
    if let Some(library) = &mut model.library {
        library.import = Import::Runs;
    }
    vec![Effect::Reload]
}

/// A file of the letter or the library has changed. An import that was stopped is not begun again by that: its own last list is such a change.
pub fn changed(model: &Model) -> Vec<Effect> {
    match &model.library {
        Some(library) if library.import == Import::Stopped => Vec::new(),
        _ => vec![Effect::Reload],
    }
}

/// Says what an import came to; the letter that is open is read anew if its file holds another one now.
pub fn told(model: &mut Model, report: &Report) -> Vec<Effect> {
    let texts = model.texts.clone();
    let letters = model
        .library
        .as_ref()
        .map_or(0, |library| library.edition.newest().len());
    let refused = model
        .library
        .as_ref()
        .map_or(0, |library| library.edition.refused());
    let unreadable = refused + report.skipped.len();
    let changed = report.added > 0 || report.gone > 0;
    let mut said = Vec::new();
    if report.cancelled {
        let keys = model.key_for(Context::Read, Action::Reload);
        let keys = keys.unwrap_or_default();
        said.push(fill(&texts.library.stopped, &[("keys", &keys)]));
    }
    if report.busy {
        said.push(texts.library.busy.clone());
    } else if letters == 0 && !report.cancelled {
        said.push(texts.library.empty.clone());
    } else if changed {
        said.push(texts.library.added.count(report.added));
    }
    if let Some(folder) = report.unreached.first() {
        let path = crate::safe::line(&folder.to_string_lossy());
        said.push(fill(&texts.library.unreached, &[("path", &path)]));
    }
    if report.gone > 0 {
        said.push(texts.library.left.count(report.gone));
    }
    if unreadable > 0 && (changed || letters == 0) {
        said.push(texts.library.unreadable.count(unreadable));
    }
    model.status = None;
    let anew = changed_to(model);
    if anew.is_none() && is_gone(model) {
        said.insert(0, texts.library.this_gone.clone());
    }
    if !said.is_empty() {
        model.say(said.join(" · "));
    }
    let mut effects = Vec::new();
    // Who is typing has hits before them, and goes from those to where they are.
    if model.search.prompt.is_none() {
        effects.extend(anew.map(|key| Effect::Library(Job::Show(key, None))));
    }
    effects
}

/// What the letter that is open has become: its file holds another one now.
fn changed_to(model: &Model) -> Option<Fingerprint> {
    let path = model.letter.path.as_ref().filter(|_| is_gone(model))?;
    model.library.as_ref()?.edition.in_file(path)
}

/// Whether the letter that is open is in the library no more. While that is made anew, nobody knows.
#[must_use]
pub fn is_gone(model: &Model) -> bool {
    let is_gone = |library: &Library, key| library.edition.place(&key).is_none();
    let library = model
        .library
        .as_ref()
        .filter(|library| library.import != Import::Runs);
    library.is_some_and(|library| model.letter.key.is_some_and(|key| is_gone(library, key)))
}
