//! Abbreviations that a letter explains: `Openbaar Ministerie (OM)`, `de Regeling (hierna: de Regeling)`.
//!
//! Only what the letter itself says is used; it must not know any list of abbreviations.

use std::sync::LazyLock;

use regex::Regex;

use crate::document::Document;

/// A word in capitals (with a small letter here and there, as in `VenJ`) between brackets, perhaps behind "hierna:".
static EXPLAINED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\((?:hierna:? )?(?:de |het )?(\p{Lu}[\p{L}\d-]{1,9})\)")
        .expect("the pattern is a constant and compiles")
});

/// The abbreviations used in a text that the letter explains somewhere, each with the words it stands for; in order, each once.
#[must_use]
pub fn explained_in(document: &Document, text: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    for paragraph in &document.paragraphs {
        for captures in EXPLAINED.captures_iter(&paragraph.text) {
            let (Some(whole), Some(short)) = (captures.get(0), captures.get(1)) else {
                continue;
            };
            let used = words_of(text).any(|word| word == short.as_str());
            let known = found.iter().any(|(known, _)| known == short.as_str());
            if used
                && !known
                && let Some(long) = words_before(&paragraph.text[..whole.start()], short.as_str())
            {
                found.push((short.as_str().to_owned(), long));
            }
        }
    }
    found
}

fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '-'))
        .filter(|word| !word.is_empty())
}

/// The words before the bracket whose initials, in order, are the abbreviation's capitals. The shortest such run of words is meant.
fn words_before(before: &str, short: &str) -> Option<String> {
    let capitals: Vec<char> = short
        .chars()
        .filter(|c| c.is_uppercase())
        .flat_map(char::to_lowercase)
        .collect();
    let words: Vec<(usize, &str)> = before
        .split_whitespace()
        .map(|word| (word.as_ptr() as usize - before.as_ptr() as usize, word))
        .collect();
    // Small words between the initials ("van", "en") are skipped: no more than two for each initial.
    let most = capitals.len() * 3;
    (1..=most.min(words.len())).find_map(|count| {
        let (start, first) = words[words.len() - count];
        let initial = first
            .chars()
            .find(|c| c.is_alphanumeric())?
            .to_lowercase()
            .next();
        let run = before[start..].trim();
        (initial == capitals.first().copied() && has_initials(run, &capitals))
            .then(|| run.to_owned())
    })
}

/// Whether the letters occur in order in a run of words, the first at its start.
fn has_initials(run: &str, capitals: &[char]) -> bool {
    let mut letters = run.chars().flat_map(char::to_lowercase);
    capitals
        .iter()
        .all(|capital| letters.any(|letter| letter == *capital))
}
