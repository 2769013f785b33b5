//! A place in a text from which to read on, and to which to go back when what was expected is not there.
//!
//! It must not know what a citation is. Every step is bounded, so that an attempt that fails costs little wherever it starts.

use std::ops::RangeInclusive;

/// Characters of one gap between two words. Columns and wrapped lines leave several; more of them part what stands on either side.
const WIDEST_GAP: usize = 8;

/// A text and how far it has been read. Every reading step either succeeds and moves on, or leaves the place as it was.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cursor<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Cursor<'t> {
    /// A cursor at a byte of the text; between characters, or nothing is ever read.
    pub(super) fn new(text: &'t str, at: usize) -> Self {
        Self { text, at }
    }

    /// The byte to be read next.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// What has not been read.
    pub(super) fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// What was read since an earlier place.
    pub(super) fn since(&self, start: usize) -> &'t str {
        self.text.get(start..self.at).unwrap_or_default()
    }

    /// What stands before the place.
    pub(super) fn before(&self) -> &'t str {
        self.text.get(..self.at).unwrap_or_default()
    }

    /// The next character.
    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Reads something that takes several steps; goes back if one of them fails.
    pub(super) fn attempt<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let before = self.at;
        let result = read(self);
        if result.is_none() {
            self.at = before;
        }
        result
    }

    /// Whether something could be read here; does not move.
    pub(super) fn sees<T>(&self, read: impl FnOnce(&mut Self) -> Option<T>) -> bool {
        read(&mut self.clone()).is_some()
    }

    /// Reads one character if it is among these.
    pub(super) fn one_of(&mut self, wanted: &[char]) -> Option<char> {
        let next = self.peek().filter(|next| wanted.contains(next))?;
        self.at += next.len_utf8();
        Some(next)
    }

    /// Reads exactly these characters.
    pub(super) fn exactly(&mut self, wanted: &str) -> Option<()> {
        self.rest().starts_with(wanted).then(|| {
            self.at += wanted.len();
        })
    }

    /// Reads these ASCII letters in either case, whatever follows.
    pub(super) fn beginning(&mut self, wanted: &str) -> Option<()> {
        let next = self.rest().as_bytes().get(..wanted.len())?;
        next.eq_ignore_ascii_case(wanted.as_bytes()).then(|| {
            self.at += wanted.len();
        })
    }

    /// Reads the first of these words that stands here whole, in either case, and gives it as spelled in the list.
    pub(super) fn word<'w>(&mut self, wanted: &[&'w str]) -> Option<&'w str> {
        wanted.iter().copied().find(|word| {
            self.attempt(|cursor| {
                cursor.beginning(word)?;
                cursor.ends_word()
            })
            .is_some()
        })
    }

    /// Moves on by as many bytes, if that is still between characters of the text.
    pub(super) fn skip(&mut self, bytes: usize) {
        if self.rest().is_char_boundary(bytes) {
            self.at += bytes;
        }
    }

    /// Whether no letter or digit follows at once.
    pub(super) fn ends_word(&self) -> Option<()> {
        match self.peek() {
            Some(next) if next.is_alphanumeric() => None,
            _ => Some(()),
        }
    }

    /// Reads a whole run of ASCII digits if it has one of these lengths.
    pub(super) fn digits(&mut self, lengths: RangeInclusive<usize>) -> Option<&'t str> {
        self.run(lengths, |byte| byte.is_ascii_digit())
    }

    /// Reads a whole run of ASCII capitals if it has one of these lengths.
    pub(super) fn capitals(&mut self, lengths: RangeInclusive<usize>) -> Option<&'t str> {
        self.run(lengths, |byte| byte.is_ascii_uppercase())
    }

    /// Reads a whole run of ASCII letters and digits if it has one of these lengths.
    pub(super) fn alphanumerics(&mut self, lengths: RangeInclusive<usize>) -> Option<&'t str> {
        self.run(lengths, |byte| byte.is_ascii_alphanumeric())
    }

    fn run(
        &mut self,
        lengths: RangeInclusive<usize>,
        belongs: impl Fn(u8) -> bool,
    ) -> Option<&'t str> {
        let rest = self.rest();
        // One more than allowed is enough to know that the run is too long.
        let length = rest
            .bytes()
            .take(lengths.end() + 1)
            .take_while(|&byte| belongs(byte))
            .count();
        if !lengths.contains(&length) {
            return None;
        }
        let run = rest.get(..length)?;
        self.at += length;
        Some(run)
    }

    /// Reads a gap between words, if there is one: spaces of any kind and at most one line end. True if there was one.
    pub(super) fn spaces(&mut self) -> bool {
        let before = self.at;
        let mut lines = 0;
        for next in self.rest().chars().take(WIDEST_GAP) {
            lines += usize::from(next == '\n');
            if !next.is_whitespace() || lines > 1 {
                break;
            }
            self.at += next.len_utf8();
        }
        self.at > before
    }

    /// Reads a gap that must be there.
    pub(super) fn gap(&mut self) -> Option<()> {
        self.spaces().then_some(())
    }

    /// Reads a hyphen or one of the dashes that take its place.
    pub(super) fn dash(&mut self) -> Option<()> {
        self.one_of(&['-', '\u{2010}', '\u{2011}', '\u{2012}', '–', '—', '−'])
            .map(|_| ())
    }

    /// Reads a comma, if there is one, and the gaps around it. True if anything was read.
    pub(super) fn comma(&mut self) -> bool {
        let before = self.at;
        self.spaces();
        if self.one_of(&[',', ';']).is_some() {
            self.spaces();
        }
        self.at > before
    }
}
