//! The words of a hit on the two rows that the list of hits gives it.
//!
//! It must not know which hits there are, nor how they are drawn.

use std::ops::Range;

use crate::index::Mark;
use crate::index::excerpt::{Excerpt, excerpt};
use crate::layout::wrap::{Widths, columns, wrap};
use crate::tui::ink::Ink;

/// Rows a hit takes.
pub(super) const ROWS: usize = 2;

/// Whether a row that ends at a byte ends within a word, which no row of the list could hold whole.
pub(super) fn breaks_word(text: &str, end: usize) -> bool {
    let (before, after) = text.split_at(end);
    let within = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
    within(before.chars().next_back()) && within(after.chars().next())
}

/// An excerpt broken to its rows. One that breaks into more than there are gives up words before its mark, then ends with a sign.
pub(super) fn fit(mut excerpt: Excerpt, room: usize, ink: &Ink) -> (Excerpt, Vec<Range<usize>>) {
    let sign = ink.sign("…", "..");
    let rows_of = |excerpt: &Excerpt| {
        let text = excerpt.text.as_str();
        let rows = wrap(text, &[], &[], Widths::even(room));
        if rows
            .first()
            .is_none_or(|row| text[row.clone()].trim() != sign)
        {
            return rows;
        }
        // A word that no row holds does not leave the sign before it alone on one.
        let full = text
            .char_indices()
            .map(|(byte, _)| byte)
            .take_while(|&byte| columns(&text[..byte]) <= room);
        let end = full.last().unwrap_or(text.len());
        let rest = wrap(&text[end..], &[], &[], Widths::even(room));
        let rest = rest.into_iter().map(|row| row.start + end..row.end + end);
        std::iter::once(0..end).chain(rest).collect()
    };
    let mut rows = rows_of(&excerpt);
    // Word by word, until the mark is on a row that is shown.
    while let Some(at) = excerpt.around
        && rows.len() > ROWS
        && excerpt.marks[at].range.end > rows[ROWS - 1].end
        && let Some(taken) = lead(&excerpt.text[..excerpt.marks[at].range.start], sign)
    {
        excerpt.text.replace_range(..taken, sign);
        excerpt.around = Some(0);
        excerpt.marks.drain(..at);
        for mark in &mut excerpt.marks {
            let moved = |byte: usize| byte + sign.len() - taken;
            mark.range = moved(mark.range.start)..moved(mark.range.end);
        }
        rows = rows_of(&excerpt);
    }
    if rows.len() > ROWS {
        let last = rows[ROWS - 1].clone();
        let kept = ink.cut(excerpt.text[last.clone()].trim_end(), room - 1);
        let kept = kept.trim_end_matches(['…', '~']).trim_end().len();
        excerpt.text.truncate(last.start + kept);
        excerpt.text.push_str(sign);
        rows.truncate(ROWS);
        rows[ROWS - 1].end = excerpt.text.len();
    }
    (excerpt, rows)
}

/// The bytes of the first word before a mark, with the sign that may stand before it; `None`: there is none.
fn lead(before: &str, sign: &str) -> Option<usize> {
    let from = before.strip_prefix(sign).map_or(0, |_| sign.len());
    let word = before[from..].find(' ').map(|space| space + 1);
    let word = word.unwrap_or(before.len() - from);
    (word > 0).then_some(from + word)
}

/// The words around a mark; a sign where the passage began earlier or goes on.
pub(super) fn shown_excerpt(
    text: &str,
    marks: &[Mark],
    nth: usize,
    room: usize,
    ink: &Ink,
) -> Excerpt {
    let mut excerpt = excerpt(text, marks, nth, room);
    if excerpt.before_cut {
        let sign = ink.sign("…", "..");
        excerpt.text.insert_str(0, sign);
        for mark in &mut excerpt.marks {
            mark.range = mark.range.start + sign.len()..mark.range.end + sign.len();
        }
    }
    if excerpt.after_cut {
        excerpt.text.truncate(excerpt.text.trim_end().len());
        excerpt.text.push_str(ink.sign("…", ".."));
    }
    excerpt
}
