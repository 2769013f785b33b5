//! The words of a letter that are nearest to one that it does not have.
//!
//! It must not know queries.

use crate::index::near::each_near;
use crate::index::vocabulary::Vocabulary;
use crate::words::pattern::{Pattern, has_digit};
use crate::words::typing::Errors;

/// How many words are offered.
pub(crate) const MOST: usize = 5;

/// For how many typed words; who mistypes more has pasted a text of another letter.
const MOST_TYPED: usize = 3;

/// The nearest words to each of these, best first, each once, in small letters.
pub(crate) fn nearest(typed: &[&Pattern], vocabulary: &Vocabulary) -> Vec<String> {
    let mut near: Vec<(usize, &str)> = Vec::new();
    let lexicon = vocabulary.lexicon();
    let known = |id| vocabulary.is_plain(id) && vocabulary.is_there(id);
    for pattern in typed.iter().take(MOST_TYPED) {
        // Nearest of all is the word itself, written in other letters than asked for: POLITIE is in no letter, politie is.
        let begun = lexicon.beginning_with(&pattern.folded);
        let same = begun.filter(|&id| known(id) && lexicon.folded(id) == pattern.folded);
        near.extend(same.map(|id| (0, lexicon.written(id))));
        let Some(mut errors) = forgiven(&pattern.folded) else {
            continue;
        };
        each_near(lexicon, "", &mut errors, |id, errors| {
            if !known(id) || has_digit(lexicon.folded(id)) {
                return;
            }
            near.extend(distance(errors).map(|distance| (distance, lexicon.written(id))));
        });
    }
    near.sort_unstable();
    let mut words: Vec<String> = Vec::new();
    for (_, written) in near {
        let word = written.to_lowercase();
        if !words.contains(&word) {
            words.push(word);
        }
        if words.len() == MOST {
            break;
        }
    }
    words
}

/// How far a word is, if it is near: twice the letters that are wrong in it, or in its beginning and one more.
fn distance(errors: &Errors) -> Option<usize> {
    let whole = errors.whole().map(|errors| 2 * errors);
    let begun = errors.begun().map(|errors| 2 * errors + 1);
    whole.into_iter().chain(begun).min()
}

/// A third of a word's letters may be wrong. Words with digits have no neighbours, as one number is not almost another; nor have very short
/// ones.
fn forgiven(folded: &str) -> Option<Errors> {
    let most = folded.chars().count() / 3;
    (most > 0 && !has_digit(folded)).then(|| Errors::new(folded, most, true))
}

#[cfg(test)]
mod tests {
    use super::{distance, forgiven};

    fn between(typed: &str, word: &str) -> Option<usize> {
        let mut errors = forgiven(typed)?;
        for letter in word.chars() {
            if !errors.read(letter) {
                break;
            }
        }
        distance(&errors)
    }

    #[test]
    fn a_near_word_is_nearer_than_one_that_begins_so() {
        // A longer word that begins so costs one more than the letters wrong, a whole word with one letter wrong costs two.
        assert_eq!(between("korpsleid", "korpsleiding"), Some(1));
        assert_eq!(between("korpslejd", "korpsleid"), Some(2));
        assert_eq!(between("korpslejd", "korpsleiding"), Some(3));
        assert_eq!(between("stikstof", "politie"), None);
    }

    #[test]
    fn numbers_and_very_short_words_have_no_neighbours() {
        assert_eq!(between("29628", "29627"), None);
        assert_eq!(between("de", "des"), None);
    }

    #[test]
    fn an_empty_word_is_far_from_everything() {
        assert_eq!(between("korps", ""), None);
    }
}
