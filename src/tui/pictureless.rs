//! What stands for pictures where the program was built without them.
//!
//! It must not know when one is wanted.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::ingest;
use crate::tui::printed::Wanted;
use crate::tui::theme::Depth;

/// A picture: there is none.
#[derive(Debug, Clone)]
pub enum Picture {}

impl Picture {
    /// Rows of the page above it.
    #[must_use]
    pub fn above(&self) -> u16 {
        match *self {}
    }

    /// Rows of the page below it.
    #[must_use]
    pub fn below(&self) -> u16 {
        match *self {}
    }

    /// By how many rows it is shifted from the place it is for.
    #[must_use]
    pub fn shift(&self) -> i32 {
        match *self {}
    }

    /// Draws it.
    pub fn draw(&self, _area: Rect, _depth: Depth, _buffer: &mut Buffer) {
        match *self {}
    }
}

/// Makes no pictures.
#[derive(Debug, Default)]
pub struct Printer(());

impl Printer {
    /// Says that there are none.
    pub fn print(
        &mut self,
        _wanted: &Wanted,
        _bytes: &[u8],
        _options: &ingest::Options,
        _stale: &dyn Fn() -> bool,
    ) -> Option<Result<Picture, String>> {
        Some(Err("this program was built without pictures".to_owned()))
    }
}
