//! What the reader opens: one letter, or all letters below some folders.
//!
//! It must not know how either is read.

use std::sync::Arc;

use crate::library::{Library as Shelved, now};
use crate::open::Source;
use crate::tui::effect::{Desk, Effect};
use crate::tui::library::Library;
use crate::tui::model::{Model, Over};
use crate::tui::shelf;
use crate::tui::update::settle;

/// What the reader opens.
#[derive(Debug, Clone)]
pub enum Opening {
    /// One letter.
    Letter(Source),
    /// All letters below some folders.
    Library(Arc<Shelved>),
}

impl From<Source> for Opening {
    fn from(source: Source) -> Self {
        Self::Letter(source)
    }
}

impl From<Arc<Shelved>> for Opening {
    fn from(library: Arc<Shelved>) -> Self {
        Self::Library(library)
    }
}

impl Opening {
    /// The letter that is read first; of a library none is, before one is chosen.
    pub(super) fn source(&self) -> Source {
        match self {
            Self::Letter(source) => source.clone(),
            Self::Library(_) => Source::Text {
                name: String::new(),
                text: String::new(),
            },
        }
    }

    /// Puts a library where the model and the desk find it.
    pub(super) fn take(self, model: &mut Model, desk: Desk) -> Desk {
        match self {
            Self::Letter(_) => desk,
            Self::Library(library) => {
                let name = library.name();
                let mut opened = Library::new(library.edition());
                opened.opened = model.visits.opened();
                // Whoever comes for the first time has missed nothing yet.
                opened.since = model.visits.left(&name).unwrap_or_else(now);
                opened.name = name;
                model.library = Some(opened);
                model.over = Some(Over::Shelf);
                let effects = shelf::begin(model);
                settle(model);
                let mut desk = desk.with_library(library);
                for effect in effects {
                    if let Effect::Library(job) = effect {
                        desk.look_up(job);
                    }
                }
                desk
            }
        }
    }
}
