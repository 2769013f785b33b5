//! The history of places: where one was before each jump, back and forward.
//!
//! It must not know why a jump was made.

use crate::document::place::Place;
use crate::tui::view::View;

/// How many places are remembered: as many as vim's jump list.
const KEPT: usize = 100;

/// Places one came from and places one went back from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Jumps {
    back: Vec<View>,
    forward: Vec<View>,
    /// How many places of the beginning were forgotten.
    forgotten: usize,
}

impl Jumps {
    /// Remembers where a jump starts. What lay ahead is forgotten.
    pub fn push(&mut self, here: View) {
        let last = self.back.last();
        if last.is_none_or(|last| (last.point, last.note) != (here.point, here.note)) {
            self.back.push(here);
        }
        if self.back.len() > KEPT {
            self.back.remove(0);
            self.forgotten += 1;
        }
        self.forward.clear();
    }

    /// Forgets places at the end that are where one is: going back to them would go nowhere.
    pub fn leave(&mut self, here: View) {
        let is_here = |view: &View| (view.point, view.top) == (here.point, here.top);
        while self.back.last().is_some_and(is_here) {
            self.back.pop();
        }
    }

    /// Puts a place before all others: where one was before this history began.
    pub fn begin_with(&mut self, view: View) {
        self.back.insert(0, view);
    }

    /// The place before, when there is one; `here` becomes what lies ahead.
    pub fn back(&mut self, here: View) -> Option<View> {
        let view = self.back.pop()?;
        self.forward.push(here);
        Some(view)
    }

    /// The place gone back from, when there is one; `here` can be gone back to.
    pub fn forward(&mut self, here: View) -> Option<View> {
        let view = self.forward.pop()?;
        self.back.push(here);
        Some(view)
    }

    /// How many places lie behind one, those that are forgotten by now included.
    #[must_use]
    pub fn depth(&self) -> usize {
        self.forgotten + self.back.len()
    }

    /// The letter was read anew: places in the old text become places in the new one.
    pub fn moved(&mut self, again: impl Fn(Place) -> Place) {
        for view in self.back.iter_mut().chain(&mut self.forward) {
            *view = view.moved(&again);
        }
    }

    /// The place before the last jump, without going there.
    #[must_use]
    pub fn last(&self) -> Option<View> {
        self.back.last().copied()
    }
}
