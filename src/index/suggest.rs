//! The words of a letter that are nearest to one that it does not have.
//!
//! It must not know queries.

use crate::index::vocabulary::Vocabulary;
use crate::words::pattern::Pattern;

/// How many words are offered.
pub(crate) const MOST: usize = 5;

/// The nearest words to each of these, best first, each once.
pub(crate) fn nearest(patterns: &[&Pattern], vocabulary: &Vocabulary) -> Vec<String> {
    let mut best: Vec<(usize, &str, &str)> = Vec::new();
    for pattern in patterns {
        let typed: Vec<char> = pattern.folded.chars().collect();
        for lexeme in vocabulary.plain() {
            if let Some(distance) = distance(&typed, &lexeme.folded) {
                best.push((distance, &lexeme.folded, &lexeme.written));
            }
        }
    }
    best.sort_unstable();
    let mut words: Vec<String> = Vec::new();
    let mut seen: Vec<&str> = Vec::new();
    for (_, folded, written) in best {
        if words.len() < MOST && !seen.contains(&folded) {
            seen.push(folded);
            words.push(written.to_lowercase());
        }
    }
    words
}

/// How far a word is from the typed one, or from its beginning, if it is near: at most a third of the letters wrong.
/// Words with digits are never near: one number is not almost another.
fn distance(typed: &[char], word: &str) -> Option<usize> {
    let most = typed.len() / 3;
    let has_digit = |sign: &char| sign.is_ascii_digit();
    if most == 0 || typed.iter().any(has_digit) || word.contains(|sign: char| has_digit(&sign)) {
        return None;
    }
    let mut row: Vec<usize> = (0..=typed.len()).collect();
    let mut least = usize::MAX;
    for (at, sign) in word.chars().take(typed.len() + most).enumerate() {
        let mut diagonal = row[0];
        row[0] = at + 1;
        for (column, &other) in typed.iter().enumerate() {
            let change = diagonal + usize::from(other != sign);
            diagonal = row[column + 1];
            row[column + 1] = change.min(diagonal + 1).min(row[column] + 1);
        }
        least = least.min(2 * row[typed.len()] + 1);
        if row.iter().min() > Some(&most) {
            break;
        }
    }
    // A whole word that is near is better than one that merely begins so: it loses the odd point.
    let is_whole = word.chars().nth(typed.len() + most).is_none();
    let nearest = if is_whole {
        least.min(2 * row[typed.len()])
    } else {
        least
    };
    (nearest <= 2 * most + 1).then_some(nearest)
}

#[cfg(test)]
mod tests {
    use super::distance;

    fn between(typed: &str, word: &str) -> Option<usize> {
        let typed: Vec<char> = typed.chars().collect();
        distance(&typed, word)
    }

    #[test]
    fn a_near_word_is_nearer_than_one_that_begins_so() {
        assert!(between("korpsledin", "korpsleiding") < between("korpsledin", "korpsleidingen"));
        assert!(between("stikstof", "politie").is_none());
    }

    #[test]
    fn numbers_and_very_short_words_have_no_neighbours() {
        assert_eq!(between("29628", "29627"), None);
        assert_eq!(between("de", "des"), None);
    }
}
