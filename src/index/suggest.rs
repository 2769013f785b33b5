//! The words of a letter that are nearest to one that it does not have.
//!
//! It must not know queries.

use crate::index::vocabulary::Vocabulary;
use crate::words::pattern::Pattern;

/// How many words are offered.
pub(crate) const MOST: usize = 5;

/// For how many typed words; who mistypes more has pasted a text of another letter.
const MOST_TYPED: usize = 3;

/// The nearest words to each of these, best first, each once, in small letters.
pub(crate) fn nearest(typed: &[&Pattern], vocabulary: &Vocabulary) -> Vec<String> {
    let mut near: Vec<(usize, &str)> = Vec::new();
    for pattern in typed.iter().take(MOST_TYPED) {
        let Some(mut measure) = Measure::from(&pattern.folded) else {
            continue;
        };
        let lexicon = vocabulary.lexicon();
        for id in vocabulary.plain() {
            let distance = measure.to(lexicon.folded(id));
            near.extend(distance.map(|distance| (distance, lexicon.written(id))));
        }
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

/// Measures how far words are from a typed one.
struct Measure {
    typed: Vec<char>,
    /// How many letters may be wrong: a third.
    most: usize,
    /// Errors between what was read of a word and each beginning of the typed one.
    row: Vec<usize>,
}

impl Measure {
    /// Words with digits have no neighbours: one number is not almost another. Nor have very short ones.
    fn from(folded: &str) -> Option<Self> {
        let typed: Vec<char> = folded.chars().collect();
        let most = typed.len() / 3;
        let is_word = most > 0 && !typed.iter().any(char::is_ascii_digit);
        is_word.then(|| Self {
            row: Vec::with_capacity(typed.len() + 1),
            typed,
            most,
        })
    }

    /// How far a word is, if it is near: twice the letters that are wrong in it, or in its beginning and one more.
    fn to(&mut self, word: &str) -> Option<usize> {
        let len = self.typed.len();
        self.row.clear();
        self.row.extend(0..=len);
        let mut beginning = usize::MAX;
        let mut letters = word.chars();
        for read in 1..=len + self.most {
            let Some(letter) = letters.next() else { break };
            if letter.is_ascii_digit() {
                return None;
            }
            let mut diagonal = std::mem::replace(&mut self.row[0], read);
            let mut fewest = read;
            for (column, &other) in self.typed.iter().enumerate() {
                let change = diagonal + usize::from(other != letter);
                diagonal = self.row[column + 1];
                let errors = change.min(diagonal + 1).min(self.row[column] + 1);
                self.row[column + 1] = errors;
                fewest = fewest.min(errors);
            }
            beginning = beginning.min(self.row[len]);
            if fewest > self.most {
                break;
            }
        }
        let is_read = letters.next().is_none();
        let whole = if is_read { self.row[len] } else { usize::MAX };
        if whole <= self.most && whole <= beginning {
            return Some(2 * whole);
        }
        (beginning <= self.most).then(|| 2 * beginning + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::Measure;

    fn distance(typed: &str, word: &str) -> Option<usize> {
        Measure::from(typed)?.to(word)
    }

    #[test]
    fn a_near_word_is_nearer_than_one_that_begins_so() {
        // A longer word that begins so costs one more than the letters wrong, a whole word with one letter wrong costs two.
        assert_eq!(distance("korpsleid", "korpsleiding"), Some(1));
        assert_eq!(distance("korpslejd", "korpsleid"), Some(2));
        assert_eq!(distance("korpslejd", "korpsleiding"), Some(3));
        assert_eq!(distance("stikstof", "politie"), None);
    }

    #[test]
    fn numbers_and_very_short_words_have_no_neighbours() {
        assert_eq!(distance("29628", "29627"), None);
        assert_eq!(distance("de", "des"), None);
    }

    #[test]
    fn an_empty_word_is_far_from_everything() {
        assert_eq!(distance("korps", ""), None);
    }
}
