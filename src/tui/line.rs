//! One line of text being edited: letters, a caret, words to delete.
//!
//! It must not know what the text is for.

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

use crate::tui::action::Action;

/// An edited line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LineEdit {
    text: String,
    /// Byte of `text`, on a boundary between grapheme clusters.
    caret: usize,
}

/// Longer input is cut: characters. As long as the longest query.
pub const MAX_CHARACTERS: usize = crate::index::query::MAX_LEN;

impl LineEdit {
    /// A line with the caret at its end.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut line = Self::default();
        line.insert(text);
        line
    }

    /// What it says.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Byte of the caret.
    #[must_use]
    pub fn caret(&self) -> usize {
        self.caret
    }

    /// Puts typed or pasted text in at the caret: line breaks become spaces, other control characters are dropped, the whole is cut at
    /// [`MAX_CHARACTERS`].
    pub fn insert(&mut self, text: &str) {
        let room = MAX_CHARACTERS.saturating_sub(self.text.chars().count());
        let spaced: String = text
            .chars()
            .take(room)
            .map(|c| {
                if c == '\n' || c == '\r' || c == '\t' {
                    ' '
                } else {
                    c
                }
            })
            .collect();
        let clean: String = crate::safe::line(&spaced)
            .chars()
            .filter(|c| !('\u{2400}'..='\u{2421}').contains(c))
            .collect();
        self.text.insert_str(self.caret, &clean);
        self.caret += clean.len();
    }

    /// Moves the caret or deletes, as an action asks; `false`: it asks for something else. What deleting the last character means, whoever
    /// owns the line knows.
    pub fn edit(&mut self, action: Action) -> bool {
        match action {
            Action::PromptDeleteWord => self.delete_word(),
            Action::PromptClear => self.clear(),
            Action::PromptLeft => self.left(),
            Action::PromptRight => self.right(),
            Action::PromptStart => self.start(),
            Action::PromptEnd => self.end(),
            _ => return false,
        }
        true
    }

    /// Deletes the character before the caret; `false` when there is none.
    pub fn delete_back(&mut self) -> bool {
        let end = self.caret;
        self.left();
        self.text.replace_range(self.caret..end, "");
        self.caret < end
    }

    /// Deletes the word before the caret.
    fn delete_word(&mut self) {
        let before = self.text[..self.caret].trim_end();
        let start = before
            .split_word_bound_indices()
            .next_back()
            .map_or(0, |(at, _)| at);
        self.text.replace_range(start..self.caret, "");
        self.caret = start;
    }

    /// Deletes everything.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Moves the caret a character to the left.
    fn left(&mut self) {
        let mut cursor = GraphemeCursor::new(self.caret, self.text.len(), true);
        self.caret = cursor
            .prev_boundary(&self.text, 0)
            .ok()
            .flatten()
            .unwrap_or(0);
    }

    /// Moves the caret a character to the right.
    fn right(&mut self) {
        let mut cursor = GraphemeCursor::new(self.caret, self.text.len(), true);
        self.caret = cursor
            .next_boundary(&self.text, 0)
            .ok()
            .flatten()
            .unwrap_or(self.text.len());
    }

    /// Moves the caret to the start.
    fn start(&mut self) {
        self.caret = 0;
    }

    /// Moves the caret to the end.
    fn end(&mut self) {
        self.caret = self.text.len();
    }
}
