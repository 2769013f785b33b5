//! A column beside the text, as converters that keep a page's layout leave it: behind wide white space on the lines of the text.
//!
//! It must not know pages' edges, nor what the column says but that a letterhead's words are in it.

use crate::ingest::text::letterhead;

/// So much white space stands before what is beside the text: characters.
const GAP: usize = 3;
/// A text without such a run of spaces between words has nothing beside it.
const WIDE: &str = "                ";
/// The column begins at this character at least: text stands before it.
const LEAST_START: usize = 50;
/// Lines in the column, at least.
const FEWEST: usize = 3;
/// Different lines in it that a letterhead has, at least.
const FEWEST_HEADS: usize = 2;
/// White space between the columns of a table.
const COLUMNS: &str = "   ";
/// The longest line in it: characters.
const LONGEST: usize = 45;

/// Whether a text may have a column beside it.
pub(super) fn is_possible(text: &str) -> bool {
    let mut from = 0;
    while let Some(at) = text[from..].find(WIDE) {
        let at = from + at;
        let row = text[..at].rfind('\n').map_or(0, |end| end + 1);
        let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
        if !text[row..at].trim().is_empty() && !text[at..end].trim().is_empty() {
            return true;
        }
        from = end;
    }
    false
}

/// The character at which the column begins that stands beside the text of a page; nothing where there is none.
pub(super) fn find(rows: &[&str]) -> Option<usize> {
    let starts = rows.iter().filter_map(|row| last_start(row));
    let mut starts: Vec<usize> = starts.filter(|&start| start >= LEAST_START).collect();
    starts.sort_unstable();
    let groups = starts.chunk_by(|a, b| a == b);
    let start = groups.max_by_key(|group| group.len())?;
    let (&start, count) = (start.first()?, start.len());
    let parts = || rows.iter().map(|row| parts(row, start));
    let crossed = parts().any(|parts| parts.is_none());
    if count < FEWEST || crossed {
        return None;
    }
    let beside = || {
        parts()
            .flatten()
            .map(|(_, beside)| beside.trim())
            .filter(|beside| !beside.is_empty())
    };
    let short = beside().all(|beside| beside.chars().count() <= LONGEST);
    // A table's last column says nothing of the letter but perhaps a date, and the columns before it are apart too.
    let heads = beside().filter(|beside| {
        let told = letterhead::is_head_line(beside) || letterhead::opens_label(beside);
        told && beside.starts_with(char::is_alphabetic)
    });
    let mut heads: Vec<&str> = heads.collect();
    heads.sort_unstable();
    heads.dedup();
    let texts = || {
        parts()
            .flatten()
            .map(|(text, _)| text.trim())
            .filter(|text| !text.is_empty())
    };
    let in_columns = texts().filter(|text| text.contains(COLUMNS)).count();
    let is_table = in_columns * 2 > texts().count();
    (short && heads.len() >= FEWEST_HEADS && !is_table).then_some(start)
}

/// A row's text and what stands beside it from a character on; nothing where something stands across.
pub(super) fn parts(row: &str, start: usize) -> Option<(&str, &str)> {
    let Some((at, _)) = row.char_indices().nth(start) else {
        return Some((row, ""));
    };
    let (text, beside) = row.split_at(at);
    let apart = text.trim().is_empty() || text.chars().rev().take(GAP).all(char::is_whitespace);
    (apart || beside.trim().is_empty()).then_some((text, beside))
}

/// The character at which the last words of a row begin, behind a gap or at the row's beginning.
fn last_start(row: &str) -> Option<usize> {
    let row = row.trim_end();
    let mut start = None;
    let mut spaces = GAP;
    for (at, sign) in row.chars().enumerate() {
        if sign.is_whitespace() {
            spaces += 1;
        } else {
            if spaces >= GAP {
                start = Some(at);
            }
            spaces = 0;
        }
    }
    start
}
