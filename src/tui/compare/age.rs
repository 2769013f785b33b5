//! Which of two letters is the older: by their dates; where those do not tell, by the years in their titles or file names.
//!
//! It must not know how letters are compared, nor which of them is open.

use std::cmp::Ordering;

use crate::document::Document;
use crate::library::date;

/// Years that a letter may be of.
const YEARS: std::ops::Range<u32> = 1_900..2_100;

/// By what the order of two letters is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known {
    /// By their dates.
    Dates,
    /// By the years in what they are called. That is a guess: a title may name any year.
    Names,
    /// Nothing tells it.
    Not,
}

/// How the first letter stands to the second in time, and by what that is known.
#[must_use]
pub fn order(first: &Document, second: &Document) -> (Ordering, Known) {
    let day = |document: &Document| {
        let date = document.facts.date.as_deref();
        date.map_or(0, date::number)
    };
    let by_dates = by_dates(day(first), day(second));
    if by_dates != Ordering::Equal {
        return (by_dates, Known::Dates);
    }
    let by_title = by_names(&first.title, &second.title);
    let by_names = by_title.then_with(|| by_names(file_name(first), file_name(second)));
    match by_names {
        Ordering::Equal => (Ordering::Equal, Known::Not),
        told => (told, Known::Names),
    }
}

/// The order of two dates, as far as both go: one is of a year or a month only where its month or day is 0. One that is missing tells nothing.
fn by_dates(first: u32, second: u32) -> Ordering {
    if first == 0 || second == 0 {
        return Ordering::Equal;
    }
    let scale = |date: u32| match (date % 10_000, date % 100) {
        (0, _) => 10_000,
        (_, 0) => 100,
        _ => 1,
    };
    let scale = scale(first).max(scale(second));
    (first / scale).cmp(&(second / scale))
}

/// The order of two names by the first year in each, and by the part of that year where both tell one: `2020-2` before `2021-1`.
fn by_names(first: &str, second: &str) -> Ordering {
    let (Some(first), Some(second)) = (period(first), period(second)) else {
        return Ordering::Equal;
    };
    let parts = match (first.1, second.1) {
        (Some(first), Some(second)) => first.cmp(&second),
        _ => Ordering::Equal,
    };
    first.0.cmp(&second.0).then(parts)
}

/// The first year in a name, with the half or quarter of it that follows: one figure behind a hyphen, a slash or an underscore.
fn period(name: &str) -> Option<(u32, Option<u32>)> {
    let figures = |text: &str| -> usize {
        let figures = text.bytes().take_while(u8::is_ascii_digit);
        figures.count()
    };
    let mut rest = name;
    while let Some(start) = rest.find(|letter: char| letter.is_ascii_digit()) {
        rest = &rest[start..];
        let (number, behind) = rest.split_at(figures(rest));
        if let Ok(year) = number.parse()
            && YEARS.contains(&year)
        {
            let part = behind.strip_prefix(['-', '/', '_', '–']);
            let part = part.filter(|part| figures(part) == 1);
            return Some((year, part.and_then(|part| part[..1].parse().ok())));
        }
        rest = behind;
    }
    None
}

/// The last part of where a letter was read from.
#[must_use]
pub fn file_name(document: &Document) -> &str {
    let source = document.source.as_str();
    source.rsplit(['/', '\\']).next().unwrap_or(source)
}
