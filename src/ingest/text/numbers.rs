//! Numbers as letters write them: years, thousands, measures, and words that a number follows.
//!
//! It must not know marks, nor the lines around a word.

use crate::ingest::text::lines::NUMBERED;

/// Measures and formulas that end in a digit.
pub(super) const UNITS: [&str; 12] = [
    "m2", "m3", "km2", "cm2", "cm3", "dm3", "mm2", "CO2", "CH4", "NO2", "NH3", "PM10",
];

/// The longest number with thousands that letters write: bytes.
const LONGEST: usize = 16;

/// Whether a text ends in a number whose thousands are set off: `7.300`, `1.250.000`.
pub(super) fn ends_in_thousands(text: &str) -> bool {
    let text = &text[text.floor_char_boundary(text.len().saturating_sub(LONGEST))..];
    let signs = |c: char| !(c.is_alphanumeric() || matches!(c, '.' | '-' | '/'));
    let mut groups = text.rsplit(signs).next().unwrap_or_default().split('.');
    let digits = |group: &str| group.bytes().all(|byte| byte.is_ascii_digit());
    let first = groups.next().unwrap_or_default();
    let mut others = groups.peekable();
    (1..=3).contains(&first.len())
        && digits(first)
        && !first.starts_with('0')
        && others.peek().is_some()
        && others.all(|group| group.len() == 3 && digits(group))
}

/// Whether a word is a year of this century or the last.
pub(in crate::ingest) fn is_year(word: &str) -> bool {
    word.len() == 4
        && (word.starts_with("19") || word.starts_with("20"))
        && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a word is one that a number follows.
pub(in crate::ingest) fn is_counted(word: &str) -> bool {
    const COUNTED: [&str; 20] = [
        "vraag",
        "vragen",
        "antwoord",
        "antwoorden",
        "tabel",
        "figuur",
        "grafiek",
        "bijlage",
        "artikel",
        "hoofdstuk",
        "paragraaf",
        "onderdeel",
        "fase",
        "stap",
        "deel",
        "week",
        "groep",
        "categorie",
        "bladzijde",
        "pagina",
    ];
    NUMBERED.contains(&word)
        || COUNTED
            .iter()
            .any(|counted| counted.eq_ignore_ascii_case(word))
}
