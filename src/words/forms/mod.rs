//! Which words are forms of one another: motie and moties, brief and brieven, schrijven and schreef.
//!
//! It must not know texts or queries: one word in, its stem out. A stem is a key to compare, not a word to show.
//!
//! A word is shortened by rules of Dutch spelling, one ending at a time, until none fits. Before every step a table of
//! what rules cannot know is asked: strong verbs, irregular plurals, and words that only look as if they had an ending.
//! Since every form passes through the forms below it, a row of the table serves all the regular forms of its words too.
//!
//! Words of other classes stay apart even when they are related: beslissen and beslissing, veilig and veiligheid. The regular
//! participles of verbs in -eren (geïnformeerd is an adjective as often as not) are found by their verb, but do not find it.

mod rules;
mod spelling;
mod table;

use std::sync::OnceLock;

use self::table::{Meaning, Table};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What rules cannot know: `data/stems.txt` describes its lines.
pub const TABLE: &str = include_str!("../../../data/stems.txt");

/// The longest word that is looked into, in bytes. What is longer is no word: an address, or a line without its spaces.
const LONGEST: usize = 80;

/// No Dutch word has more endings than this, one on top of the other.
const MOST_ENDINGS: usize = 12;

/// What all forms of a word share, folded (no accents). Two words are forms of one another when their stems are equal.
/// `word` is in lower case; whether it has its accents makes no difference, and neither has an apostrophe (risico's).
#[must_use]
pub fn stem(word: &str) -> String {
    static FORMS: OnceLock<Forms> = OnceLock::new();
    FORMS.get_or_init(|| Forms::from_table(TABLE)).stem(word)
}

/// The stems that a typed word asks for: its own, and of a verb such as informeren that of its participle, geïnformeerd, which by itself
/// asks for no more than it says.
#[must_use]
pub fn stems(word: &str) -> Vec<String> {
    let own = stem(word);
    let participles: Vec<String> = rules::participles_of(&own).collect();
    std::iter::once(own).chain(participles).collect()
}

/// What the stems of compounds end in whose last part is a form of this word: `vrag`, of Kamervragen. It is not always the word's own stem
/// (vraag), as the last of several syllables is spelled otherwise.
#[must_use]
pub fn ending(word: &str) -> String {
    const FIRST: &str = "kamer";
    let stem = stem(&format!("{FIRST}{word}"));
    stem.strip_prefix(FIRST).unwrap_or_default().to_owned()
}

/// The rules together with a table of exceptions.
#[derive(Debug)]
pub struct Forms {
    table: Table,
}

impl Forms {
    /// The rules with the table written in `text`; `data/stems.txt` describes its lines. An empty text leaves the bare rules.
    #[must_use]
    pub fn from_table(text: &str) -> Self {
        Self {
            table: Table::parse(text),
        }
    }

    /// See [`stem`].
    #[must_use]
    pub fn stem(&self, word: &str) -> String {
        let folded = fold(word);
        // Only the last part of a hyphenated word has forms (EncroChat-onderzoeken); what stands before is kept.
        let (before, last) = match folded.rfind(['-', '~']) {
            Some(at) => folded.split_at(at.saturating_add(1)),
            None => ("", folded.as_str()),
        };
        if last.len() > LONGEST || !last.bytes().all(|byte| byte.is_ascii_lowercase()) {
            return folded;
        }
        let stem = self.shorten(last);
        if before.is_empty() {
            stem
        } else {
            format!("{before}{stem}")
        }
    }

    /// Takes endings off until none is left or the table knows the word.
    fn shorten(&self, word: &str) -> String {
        let mut word = word.to_owned();
        if let Some(stem) = self.table.alone(&word) {
            return stem;
        }
        for endings in 0..MOST_ENDINGS {
            match self.table.find(&word, endings > 0) {
                Some(Meaning::Stem(stem)) => return stem,
                Some(Meaning::Infinitive(verb)) => return rules::stem_of_infinitive(verb),
                Some(Meaning::Degree(adjective)) => return self.shorten(&adjective),
                None => {}
            }
            let settled = spelling::settle(&mut word);
            if !settled && !rules::shorten(&mut word, |shorter| self.table.knows(shorter)) {
                break;
            }
        }
        word
    }
}

/// Without accents, ligatures and apostrophes.
fn fold(word: &str) -> String {
    if word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return word.to_owned();
    }
    word.nfkd()
        .filter(|&character| {
            !is_combining_mark(character) && !matches!(character, '\'' | '’' | '‘')
        })
        .collect()
}
