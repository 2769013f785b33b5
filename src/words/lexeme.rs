//! A distinct term of a text with everything that matching needs, computed once.
//!
//! It must not know where the term occurs.

/// A distinct term: what a [`Pattern`](crate::words::pattern::Pattern) is held against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lexeme {
    /// The token's term as written.
    pub written: Box<str>,
    /// Lower case, without accents and separators: what prefixes and parts are looked up in.
    pub folded: Box<str>,
    /// What all forms of the word share, folded (see [`forms`](crate::words::forms)).
    pub stem: Box<str>,
    /// Bytes of `folded` at which a part begins (after a hyphen, a digit group, at a capital inside a word), ascending, without 0.
    pub joints: Box<[u16]>,
    /// Whether the token was joined (see [`Token::joined`](crate::words::tokens::Token::joined)).
    pub joined: bool,
}

impl Lexeme {
    /// Prepares a term for matching.
    #[must_use]
    pub fn new(term: &str, joined: bool) -> Self {
        Self {
            written: term.into(),
            folded: term.into(),
            stem: term.into(),
            joints: Box::default(),
            joined,
        }
    }
}

/// Lower case, accents, ligatures and `ĳ` taken apart, signs straight, nothing else.
#[must_use]
pub fn fold(text: &str) -> String {
    text.to_lowercase()
}
