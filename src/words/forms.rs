//! Which words are forms of one another: motie and moties, brief and brieven, schrijven and schreef.
//!
//! It must not know texts or queries: one word in, its stem out.

/// What all forms of a word share, folded (no accents). Two words are forms of one another when their stems are equal.
/// `word` is in lower case with its accents; for a word typed without its accents [`stems`] gives both readings.
#[must_use]
pub fn stem(word: &str) -> String {
    word.to_owned()
}

/// The stems a typed word may have.
#[must_use]
pub fn stems(word: &str) -> Vec<String> {
    vec![stem(word)]
}
