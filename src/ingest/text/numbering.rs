//! Numbers that only a whole letter tells to be those of titles: `1 Inleiding` … `2 Vervolg`, and `I. Inleiding` … `V. Vervolg`, which
//! alone might be an item, a note, or a person's initial.
//!
//! It must not know what stands between the titles.

use crate::ingest::text::lines::Ending;
use crate::ingest::text::paragraphs::{Draft, Flow};
use crate::ingest::text::shapes;

/// A letter has such titles when at least so many rise from the first.
const LEAST: usize = 2;
/// A title has at most so many words.
const MOST_WORDS: usize = 12;

/// Which paragraphs open with the number of a title, by a numbering that rises through the letter.
pub(super) fn titled(flow: &Flow<'_, '_>, drafts: &[Draft]) -> Vec<bool> {
    let mut titled = vec![false; drafts.len()];
    // A bare number counts one by one; a Roman one has a point and may skip what a converter lost.
    rising(flow, drafts, &mut titled, bare, |last, next| {
        next == last + 1
    });
    rising(flow, drafts, &mut titled, roman, |last, next| {
        next > last && next <= last + 3
    });
    titled
}

/// Marks the paragraphs whose numbers rise from 1, when there are enough of them.
fn rising(
    flow: &Flow<'_, '_>,
    drafts: &[Draft],
    titled: &mut [bool],
    number: impl Fn(&str) -> Option<u32>,
    follows: impl Fn(u32, u32) -> bool,
) {
    let mut last = 0;
    let mut found = Vec::new();
    for (at, draft) in drafts.iter().enumerate() {
        let line = flow.line(draft.start);
        let short =
            draft.end - draft.start <= 2 && flow.line(draft.end - 1).ending() == Ending::Word;
        let signs = at
            .checked_sub(1)
            .is_some_and(|above| shapes::is_office(flow.line(drafts[above].end - 1).text));
        let Some(value) = number(line.text).filter(|_| short && !signs) else {
            continue;
        };
        let begins = last == 0 && value == 1;
        if begins || last > 0 && follows(last, value) {
            last = value;
            found.push(at);
        }
    }
    if found.len() >= LEAST {
        for at in found {
            titled[at] = true;
        }
    }
}

/// The number of `1 Inleiding`.
fn bare(text: &str) -> Option<u32> {
    let (number, words) = shapes::bare_number(text)?;
    let title = &text[words..];
    let plain = title.split_whitespace().count() <= MOST_WORDS
        && !title.contains(|c: char| c.is_ascii_digit());
    plain.then_some(number)
}

/// The number of `II. Stand van zaken`.
fn roman(text: &str) -> Option<u32> {
    if !shapes::is_roman_title(text) || text.split_whitespace().count() > MOST_WORDS {
        return None;
    }
    let word = text.split_whitespace().next()?.trim_end_matches('.');
    let value = |letter| match letter {
        'I' => 1,
        'V' => 5,
        _ => 10,
    };
    let mut sum = 0;
    let mut highest = 0;
    for letter in word.chars().rev() {
        let one = value(letter);
        if one < highest {
            sum -= one;
        } else {
            sum += one;
            highest = one;
        }
    }
    u32::try_from(sum).ok().filter(|&sum| sum > 0)
}
