//! Which letters of a library are new: those that came since the last visit, until they are opened, or until the visit after they were on the
//! screen of the shelf.
//!
//! It must not know where this is kept between runs, nor how it is drawn.

use std::collections::HashSet;
use std::sync::Arc;

use crate::config::{Opened, Visits};
use crate::library::card::Fingerprint;
use crate::tui::library::Library;
use crate::tui::shelf_rows::{self, Row};

/// The new letters of a library.
#[derive(Debug, Clone, Default)]
pub(super) struct New {
    /// Those there were when the shelf was last put in order: who opens one finds it where it stood.
    pub(super) letters: Arc<HashSet<Fingerprint>>,
    /// How many of them were not opened since.
    pub(super) count: usize,
    /// How many letters had been opened when that was counted.
    counted: usize,
    /// What came since the last visit and was on the screen by then.
    before: Opened,
    /// What was on the screen, then and now.
    seen: Opened,
}

/// Takes up what is known of a library from earlier visits.
pub(super) fn begin(library: &mut Library, visits: &Visits) {
    let before = visits.seen(&library.name);
    library.shelf.new = New {
        seen: before.clone(),
        before,
        ..New::default()
    };
    renew(library);
}

/// Looks which letters are new now: others may have come.
pub(super) fn renew(library: &mut Library) {
    let (new, opened) = (&mut library.shelf.new, &library.opened);
    let came = library.edition.came_since(library.since);
    let letters = came.filter(|key| !opened.holds(key) && !new.before.holds(key));
    new.letters = Arc::new(letters.copied().collect());
    (new.count, new.counted) = (new.letters.len(), opened.count());
}

/// Counts anew where one was opened, and remembers which are seen on a shelf of so many rows; `None`: it is not on the screen.
pub(super) fn look(library: &mut Library, rows: Option<usize>) {
    let (shelf, opened) = (&mut library.shelf, &library.opened);
    if shelf.new.letters.is_empty() {
        return;
    }
    let (top, rows) = rows.map_or((0, 0), |rows| (shelf.top(rows), rows));
    for row in top..top + rows {
        let Some(row) = shelf_rows::at(&shelf.shown, row) else {
            break;
        };
        if let Row::Letter(letter) = row {
            let key = shelf.edition.key(shelf.shown.letters[letter]);
            if shelf.new.letters.contains(&key) {
                shelf.new.seen.add(&key);
            }
        }
    }
    if shelf.new.counted != opened.count() {
        let left = shelf.new.letters.iter().filter(|key| !opened.holds(key));
        (shelf.new.count, shelf.new.counted) = (left.count(), opened.count());
    }
}

/// Keeps what was opened and seen. While new letters were on no screen, the last visit is the one before they came.
pub(super) fn leave(library: &Library, visits: &mut Visits, now: u32) {
    let (new, opened) = (&library.shelf.new, &library.opened);
    let mut letters = new.letters.iter();
    if letters.all(|key| opened.holds(key) || new.seen.holds(key)) {
        visits.leave(&library.name, now, (opened, &Opened::default()));
    } else {
        visits.leave(&library.name, library.since, (opened, &new.seen));
    }
}
