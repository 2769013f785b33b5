//! Which letter of a library is most like another by its card: the last half-year's report, for this one's.
//!
//! It must not know what that is asked for.

use std::cmp::Reverse;

use crate::index::findings::LetterAt;
use crate::library::card::Fingerprint;
use crate::library::{Edition, still_wanted};
use crate::words::lexeme::fold;
use crate::words::tokens;

/// The most that two titles can be alike.
const ALIKE: usize = 1_000;

/// Titles that have less than this in common are of different letters.
const LEAST: usize = ALIKE / 2;

/// What the same sender is worth beside a title.
const SENDER: usize = ALIKE / 4;

impl Edition {
    /// The letter whose title and sender are most like those of the letter with a key; of equals an older one, the nearest in time. `None` where
    /// none is like it. Asks `stale` now and then and gives up with `None` when it says yes.
    #[must_use]
    pub fn most_alike(&self, key: &Fingerprint, stale: &dyn Fn() -> bool) -> Option<LetterAt> {
        let own = self.card(self.place(key)?).card;
        let (title, day) = (telling(&own.title), own.day());
        let mut best = None;
        for (done, &letter) in self.newest().iter().enumerate() {
            still_wanted(done, stale)?;
            let known = self.card(letter);
            let alike = share(&title, &telling(&known.card.title));
            if known.key == *key || alike < LEAST {
                continue;
            }
            let same_sender = own.sender.is_some() && own.sender == known.card.sender;
            let other = known.card.day();
            let older = (1..day).contains(&other);
            let rank = (
                alike + if same_sender { SENDER } else { 0 },
                older,
                Reverse(day.abs_diff(other)),
            );
            if best.as_ref().is_none_or(|(highest, _)| *highest < rank) {
                best = Some((rank, letter));
            }
        }
        best.map(|(_, letter)| letter)
    }
}

/// The words of a title that stay from one year to the next, each once, in order.
fn telling(title: &str) -> Vec<String> {
    let mut words = Vec::new();
    tokens::for_each(title, |token| {
        let dated = token.term.contains(|letter: char| letter.is_ascii_digit());
        if !token.joined && !dated {
            words.push(fold(&token.term));
        }
    });
    words.sort_unstable();
    words.dedup();
    words
}

/// The part of both titles that both have, in thousandths.
fn share(one: &[String], other: &[String]) -> usize {
    let both = one.iter().filter(|word| other.binary_search(word).is_ok());
    (2 * ALIKE * both.count())
        .checked_div(one.len() + other.len())
        .unwrap_or(0)
}
