//! What is seen of a letter: where one reads, what the screen shows, and which note has the keys.
//!
//! It must not know why one goes there or back.

use crate::document::place::Place;
use crate::layout::Top;
use crate::tui::model::{Focus, Model};

/// Where one is in a letter.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct View {
    /// The place being read.
    pub point: Place,
    /// The first row on the screen.
    pub top: Top,
    /// Whether the place is a note mark that was chosen.
    pub on_mark: bool,
    /// The note that has the keys, if one does.
    pub note: Option<u32>,
}

impl View {
    /// What is seen now.
    #[must_use]
    pub fn of(model: &Model) -> Self {
        let focused = model.focus == Focus::Notes;
        Self {
            point: model.reader.point,
            top: model.reader.top,
            on_mark: model.reader.on_mark,
            note: model.notes.current.filter(|_| focused),
        }
    }

    /// Shows its text again; the keys stay where they are.
    pub fn put(self, model: &mut Model) {
        let reader = &mut model.reader;
        (reader.point, reader.top, reader.on_mark) = (self.point, self.top, self.on_mark);
    }

    /// Shows it again, with the keys where they were.
    pub fn show(self, model: &mut Model) {
        self.put(model);
        model.notes.pinned = false;
        model.focus = Focus::Text;
        if let Some(note) = self.note {
            model.focus = Focus::Notes;
            model.notes.pin(note);
        }
    }

    /// The same in a letter that was read anew, in which places may be others.
    #[must_use]
    pub fn moved(self, again: &impl Fn(Place) -> Place) -> Self {
        let top = Top {
            place: again(self.top.place),
            ..self.top
        };
        Self {
            point: again(self.point),
            top,
            note: None,
            ..self
        }
    }
}
