//! The short beginnings of a term: what an index of many letters keeps ready, as each stands for very many terms.
//!
//! A word of up to three letters that is still being typed means the terms that begin so, or that have a part that does. It must
//! not know postings.

use crate::words::pattern::{Extent, Pattern};

/// The longest beginning kept, in letters. From four on the terms themselves are few enough.
const LONGEST: usize = 3;

/// The shortest beginning of a part, in letters: a single letter means the beginnings of words only.
const SHORTEST_OF_PART: usize = 2;

/// Stands before the beginning of a part.
const OF_PART: char = '\u{1}';

/// Calls `each` with every key under which a plain term is kept, once; from its [`spelling`](crate::words::lexeme::spelling).
pub fn for_each(folded: &str, joints: &[u16], mut each: impl FnMut(&str)) {
    let mut key = String::with_capacity(16);
    for letter in folded.chars().take(LONGEST) {
        key.push(letter);
        each(&key);
    }
    let mut given: Vec<String> = Vec::new();
    let ends = joints.iter().skip(1).map(|&end| usize::from(end));
    let parts = joints.iter().zip(ends.chain([folded.len()]));
    for (&start, end) in parts {
        let part = folded.get(usize::from(start)..end).unwrap_or_default();
        let mut beginning = String::from(OF_PART);
        for (at, letter) in part.chars().take(LONGEST).enumerate() {
            beginning.push(letter);
            let new = !folded.starts_with(&beginning[OF_PART.len_utf8()..]);
            if at + 1 >= SHORTEST_OF_PART && new && !given.contains(&beginning) {
                each(&beginning);
                given.push(beginning.clone());
            }
        }
    }
}

/// The keys under which the terms that a pattern means are kept: those that begin so, and those with a part that does; nothing is kept under
/// the second where no parts are meant. `None`: they are not kept ready.
#[must_use]
pub fn keys(pattern: &Pattern) -> Option<[String; 2]> {
    let letters = pattern.folded.chars().count();
    let short = (1..=LONGEST).contains(&letters);
    let kept = pattern.extent.is_open() && !pattern.is_of_capitals() && short;
    kept.then(|| {
        [
            pattern.folded.clone(),
            match pattern.extent {
                Extent::Open => format!("{OF_PART}{}", pattern.folded),
                _ => String::new(),
            },
        ]
    })
}
