//! Back, forward, and to marked places.
//!
//! It must not know what a place shows.

use crate::catalogue::fill;
use crate::document::place::Anchor;
use crate::tui::action::Action;
use crate::tui::compare::way_back;
use crate::tui::effect::Effect;
use crate::tui::key::Key;
use crate::tui::model::{Focus, Model};
use crate::tui::view::View;
use crate::tui::{library, scroll};

/// Goes to the place before, or to the one gone back from; before the first place of a letter lies the letter before,
/// and before the place that a letter was opened at from a comparison lies the comparison.
pub fn history(model: &mut Model, back: bool) -> Vec<Effect> {
    let here = View::of(model);
    // From a list one comes back to the text, even where it stands still.
    if back && model.focus == Focus::Text {
        model.jumps.leave(here);
    }
    if back && let Some(effects) = way_back::back(model) {
        return effects;
    }
    let view = if back {
        model.jumps.back(here)
    } else {
        model.jumps.forward(here)
    };
    if let Some(view) = view {
        view.show(model);
        model.flash = Some(view.point);
        model.reader.top = scroll::clamp(model, view.top);
        return Vec::new();
    }
    if back && let Some(effects) = library::back(model) {
        return effects;
    }
    let texts = &model.texts.status;
    model.say(if back {
        texts.no_place_before.clone()
    } else {
        texts.no_place_after.clone()
    });
    Vec::new()
}

/// `m x` and `' x`; `''` is the place before the last jump.
pub fn with_letter(model: &mut Model, action: Action, key: Key) -> Vec<Effect> {
    let Some(letter) = key.text() else {
        return Vec::new();
    };
    let text = letter.to_string();
    if action == Action::SetMark {
        let anchor = Anchor::new(&model.letter.document, model.reader.point);
        model.marks.insert(letter, anchor);
        model.say(fill(&model.texts.status.mark_set, &[("mark", &text)]));
    } else if letter == '\'' || letter == '`' {
        match model.jumps.last() {
            Some(view) => scroll::jump(model, view.point),
            None => model.say(model.texts.status.no_place_before.clone()),
        }
    } else {
        match model
            .marks
            .get(&letter)
            .and_then(|anchor| anchor.resolve(&model.letter.document))
        {
            Some(place) => scroll::jump(model, place),
            None => model.warn(fill(&model.texts.status.no_such_mark, &[("mark", &text)])),
        }
    }
    Vec::new()
}
