//! Going on where one left off: the place and the marks that are kept for a letter between runs.
//!
//! The letter opens at its start; one key goes on. It must not know where bookmarks are kept.

use crate::catalogue::fill;
use crate::config::Bookmark;
use crate::document::place::{Anchor, Place};
use crate::layout::Top;
use crate::tui::action::Action;
use crate::tui::keymap::Context;
use crate::tui::model::Model;
use crate::tui::view::View;

/// The letter is there: the place of last time is one step back in the history. Says how to go there.
pub fn offer(model: &mut Model) -> Option<String> {
    let document = model.letter.document.clone();
    let place = kept(model)?.place.resolve(&document)?;
    if place == model.reader.point {
        return None;
    }
    let top = Top {
        place: Place::start(place.paragraph),
        ..Top::default()
    };
    model.jumps.begin_with(View {
        point: place,
        top,
        ..View::default()
    });
    let back = model.key_for(Context::Read, Action::Back)?;
    Some(fill(
        &model.texts.status.resume,
        &[("keys", &back), ("place", &document.locator(place))],
    ))
}

/// The letter is there: the marks of last time are set.
pub fn set_marks(model: &mut Model) {
    let marks = kept(model).map(|kept| kept.marks.clone());
    for (name, anchor) in marks.into_iter().flatten() {
        model.marks.entry(name).or_insert(anchor);
    }
}

/// Keeps the letter that is open for when it is opened again, in this run or another.
pub fn keep(model: &mut Model) {
    if let Some(bookmark) = bookmark(model) {
        bookmark.clone().keep_among(&mut model.bookmarks);
        bookmark.keep_among(&mut model.left);
    }
}

/// What was kept for the letter that is open.
fn kept(model: &Model) -> Option<&Bookmark> {
    let mut kept = model.bookmarks.iter();
    kept.find(|kept| kept.letter == model.letter.fingerprint)
}

/// What is to be kept of the letter that is open; `None`: nothing was read, or nothing of it is worth keeping.
#[must_use]
pub fn bookmark(model: &Model) -> Option<Bookmark> {
    let document = &model.letter.document;
    if !model.letter.whole || document.text_len() == 0 {
        return None;
    }
    // Who looks at the first page only has not gone on, and may yet.
    let place = if model.reader.point == Place::default() {
        kept(model).map(|kept| kept.place.clone())
    } else {
        Some(Anchor::new(document, model.reader.point))
    };
    if place.is_none() && model.marks.is_empty() {
        return None;
    }
    Some(Bookmark {
        letter: model.letter.fingerprint.clone(),
        place: place.unwrap_or_else(|| Anchor::new(document, Place::default())),
        marks: model.marks.clone(),
    })
}
