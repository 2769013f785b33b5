//! What stands right before and behind a run of digits, as far as it tells a mark from a number.
//!
//! It must not know lines or notes.

/// So much of what stands before is looked at: bytes. No word is longer, and what is would be gone through for each of its digits.
const LONGEST: usize = 100;

/// Whether a sign ends a sentence or a part of one: a mark may touch it.
pub(super) fn is_closing(c: char) -> bool {
    matches!(
        c,
        '.' | ',' | ';' | ':' | '?' | '!' | ')' | ']' | '»' | '”' | '’' | '"' | '\'' | '…' | '%'
    )
}

/// Whether what follows a run of digits allows it to be a mark: no number, word or code goes on from it.
pub(super) fn ends_cleanly(after: &str) -> bool {
    let mut chars = after.chars();
    match chars.next() {
        None => true,
        Some('.' | ',' | ':') => !chars.next().is_some_and(|next| next.is_ascii_digit()),
        Some('-' | '–' | '/' | '%' | '€' | '°' | '\'' | '+' | '=' | '_' | '&') => false,
        Some(next) => !next.is_alphanumeric(),
    }
}

/// The letters and digits right before a byte.
pub(super) fn word_before(before: &str) -> &str {
    let before = &before[before.ceil_char_boundary(before.len().saturating_sub(LONGEST))..];
    // An apostrophe between letters belongs to the word: auto’s, B.V.’s.
    let belongs = |at: usize, sign: char| {
        let inside = matches!(sign, '\'' | '’')
            && before[..at].ends_with(|sign: char| sign.is_alphabetic() || sign == '.')
            && before[at + sign.len_utf8()..].starts_with(char::is_alphabetic);
        sign.is_alphanumeric() || inside
    };
    let start = before
        .char_indices()
        .rev()
        .find(|&(at, sign)| !belongs(at, sign))
        .map_or(0, |(at, sign)| at + sign.len_utf8());
    &before[start..]
}

/// Whether the word before is a code that digits are part of: a single letter (`G4`), capitals (`CO2`, `WCAG2`).
pub(super) fn is_code(before: &str) -> bool {
    let word = word_before(before);
    word.chars().count() < 2
        || word
            .chars()
            .next_back()
            .is_some_and(|c| c.is_uppercase() || c.is_ascii_digit())
}

/// Whether a new sentence or nothing follows.
pub(super) fn starts_sentence(after: &str) -> bool {
    let rest = after.trim_start();
    rest.is_empty()
        || (rest.len() < after.len()
            && rest
                .trim_start_matches(['‘', '“', '«', '"', '('])
                .starts_with(char::is_uppercase))
}
