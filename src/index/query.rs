//! What was typed, and where to look for it.
//!
//! It must not know any document, nor what the words mean (see `syntax`).

/// A query as typed. Equality is by what was typed: it also names its answer.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Query {
    /// As typed, cut at [`MAX_LEN`] characters.
    pub text: String,
    /// Whether the last word is still being typed (a prefix).
    pub typing: bool,
    /// What the reader's scope adds to the query.
    pub scope: Scope,
}

/// Where to look, beside what the query itself says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Scope {
    /// Everywhere.
    #[default]
    All,
    /// Running text.
    Text,
    /// Notes.
    Notes,
    /// Headings.
    Headings,
    /// One section, by index, with the notes that belong to it.
    Section(u32),
}

/// Longer queries are cut: characters.
pub const MAX_LEN: usize = 1_000;

/// Further words of a query are ignored.
pub const MAX_WORDS: usize = 32;

impl Query {
    /// A query over the whole letter.
    #[must_use]
    pub fn new(text: &str, typing: bool) -> Self {
        Self {
            text: cut(text).to_owned(),
            typing,
            scope: Scope::All,
        }
    }

    /// The same query, looked for elsewhere.
    #[must_use]
    pub fn within(mut self, scope: Scope) -> Self {
        self.scope = scope;
        self
    }
}

/// The part of a typed text that is read: at most [`MAX_LEN`] characters.
#[must_use]
pub(crate) fn cut(text: &str) -> &str {
    match text.char_indices().nth(MAX_LEN) {
        Some((end, _)) => &text[..end],
        None => text,
    }
}
