//! The way back to a comparison from a letter that was read from it: the place before all that came since.
//!
//! It must not know how one goes from place to place in a letter, nor what a comparison shows.

use crate::library::card::Fingerprint;
use crate::tui::action::Action;
use crate::tui::compare::asking;
use crate::tui::effect::Effect;
use crate::tui::keymap::Context;
use crate::tui::library::Library;
use crate::tui::model::Model;

/// Where one came from a comparison into a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct WayBack {
    /// The letter.
    letter: Option<Fingerprint>,
    /// The letter that one goes back to from there.
    before: Option<Fingerprint>,
    /// How many places lay behind one. Who comes back to so few is where one came in.
    depth: usize,
}

impl WayBack {
    fn here(model: &Model) -> Self {
        Self {
            letter: model.letter.key,
            before: model.library.as_ref().and_then(Library::before),
            depth: model.jumps.depth(),
        }
    }
}

/// Remembers that one came from the comparison to where one is, and says so where no row of keys does.
pub(super) fn remember(model: &mut Model) {
    model.compare.way_back = Some(WayBack::here(model));
    if model.panes.hints.is_none() {
        let key = model.key_for(Context::Read, Action::Back);
        let key = key.unwrap_or_else(|| format!(":{}", Action::Back.name()));
        model.say(format!("{key} {}", model.texts.compare.to_comparison));
    }
}

/// Whether the place before the one where one is, is the comparison.
#[must_use]
pub fn is_next(model: &Model) -> bool {
    let here = WayBack::here(model);
    let came = model.compare.way_back.is_some_and(|came| {
        (came.letter, came.before) == (here.letter, here.before) && here.depth <= came.depth
    });
    came && asking::is_of_letter(model)
}

/// Goes back to the comparison, if that is the place before; what lay before it is then the place before the letter's.
pub fn back(model: &mut Model) -> Option<Vec<Effect>> {
    is_next(model).then(|| asking::start(model))
}
