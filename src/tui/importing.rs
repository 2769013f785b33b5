//! What is said while letters are read into a library, and what that came to.
//!
//! It must not know how letters are read.

use std::time::Duration;

use crate::catalogue::fill;
use crate::library::{Progress, Report};
use crate::tui::effect::Effect;
use crate::tui::library;
use crate::tui::model::Model;

/// Says how far an import is, and how fast.
pub fn say(model: &mut Model, progress: Progress, took: Duration) {
    let speed = progress.done as f64 / took.as_secs_f64().max(0.001);
    let values = [
        ("n", &*progress.done.to_string()),
        ("m", &*progress.of.to_string()),
        ("speed", &*format!("{speed:.0}")),
    ];
    model.say(fill(&model.texts.library.importing, &values));
}

/// Says what an import came to, and asks the query that stands anew if there are other letters now.
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
    if report.busy {
        said.push(texts.library.busy.clone());
    } else if letters == 0 {
        said.push(texts.library.empty.clone());
    } else if changed {
        said.push(texts.library.added.count(report.added));
    }
    if report.gone > 0 {
        said.push(texts.library.left.count(report.gone));
    }
    if unreadable > 0 && (changed || letters == 0) {
        said.push(texts.library.unreadable.count(unreadable));
    }
    model.status = None;
    let is_there = |key| {
        model
            .library
            .as_ref()
            .is_some_and(|of| of.edition.place(&key).is_some())
    };
    if model.letter.key.is_some_and(|key| !is_there(key)) {
        said.insert(0, texts.library.this_gone.clone());
    }
    if !said.is_empty() {
        model.say(said.join(" · "));
    }
    if changed {
        library::ask_again(model)
    } else {
        Vec::new()
    }
}
