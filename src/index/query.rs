//! What was typed, understood: words, phrases, filters. A half-typed query is never an error.
//!
//! It must not know any document.

/// A query as typed, with what its words mean. Equality is by what was typed: it also names its answer.
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
    /// One section, by index.
    Section(u32),
}

/// Longer queries are cut: characters.
pub const MAX_LEN: usize = 1_000;
