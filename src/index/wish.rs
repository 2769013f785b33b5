//! Reads the filters that tell letters of a library apart: `date:`, `from:`, `doc:`, `dossier:`, `kind:`; in a query, or by themselves.
//!
//! It must not know any letter.

use crate::index::filters::unquoted;
use crate::index::query::{MAX_WORDS, cut};
use crate::index::remark::Remark;
use crate::index::scan::{Item, Sign, read_pieces};
use crate::index::syntax::Wish;
use crate::words::lexeme::fold;

/// What stands behind `date:` is no date, nor the beginning of one.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct NoDate;

/// What a filter of this name asks for, with a sign before it; nothing while it is empty.
pub(crate) fn read_signed(name: &str, value: &str, sign: Sign) -> Result<Option<Wish>, NoDate> {
    if sign != Sign::Verbatim {
        return read(name, value);
    }
    // As what it is compared with, for quotation marks cannot stand in what is asked.
    let wish = read(name, &unquoted(value))?;
    Ok(wish.map(|wish| Wish::Exactly(Box::new(wish))))
}

/// What a filter of this name asks for; nothing while it is empty.
fn read(name: &str, value: &str) -> Result<Option<Wish>, NoDate> {
    let value = value.trim();
    if value.is_empty() {
        return Ok(None);
    }
    let folded = fold(value);
    Ok(match name {
        "date" => dates(value)?,
        "from" => Some(Wish::From(folded)),
        "doc" => Some(Wish::Named(folded)),
        "dossier" => Some(Wish::Dossier(folded.replace(['.', ' '], ""))),
        _ => Some(Wish::Kind(folded)),
    })
}

/// What a text asks of letters beside words.
#[derive(Debug, Default)]
pub(crate) struct Apart {
    /// What letters must be, or (`true`) must not be.
    pub(crate) wishes: Vec<(bool, Wish)>,
    /// The text without its filters.
    pub(crate) words: String,
    /// What could not be read as asked.
    pub(crate) remarks: Vec<Remark>,
}

/// Tells a text's filters of letters from the rest of it, which is left as it is.
pub(crate) fn apart(text: &str) -> Apart {
    let mut apart = Apart::default();
    for (piece, text) in read_pieces(cut(text)) {
        let Item::Filter(name @ ("date" | "from" | "doc" | "dossier" | "kind"), value) = piece.item
        else {
            apart.words.push_str(text);
            continue;
        };
        match read_signed(name, value, piece.sign) {
            Ok(wish) => {
                let room = apart.wishes.len() < MAX_WORDS;
                let wish = wish.filter(|_| room);
                let without = piece.sign == Sign::Without;
                apart.wishes.extend(wish.map(|wish| (without, wish)));
            }
            Err(NoDate) => apart.remarks.push(Remark::NoDate(value.to_owned())),
        }
        apart.words.push(' ');
    }
    apart
}

/// `2020`, `2020-10`, `2020-10-13`, `2019..2021`, `2019..`, `..2021`; a year that is still being typed asks for nothing.
fn dates(value: &str) -> Result<Option<Wish>, NoDate> {
    let (first, last) = value.split_once("..").unwrap_or((value, value));
    let from = if first.is_empty() {
        Some(0)
    } else {
        day(first, 1)?
    };
    let to = if last.is_empty() {
        Some(99_999_999)
    } else {
        day(last, 99)?
    };
    match from.zip(to) {
        Some((from, to)) if from > to => Err(NoDate),
        dates => Ok(dates.map(|(from, to)| Wish::Dates(from, to))),
    }
}

/// A day as a number; what is not said of it is `rest`: the first or the last there is. Nothing while it is half typed.
fn day(text: &str, rest: u32) -> Result<Option<u32>, NoDate> {
    let mut parts = text.split('-');
    let mut number = |digits: usize| -> Result<Option<Option<u32>>, NoDate> {
        let Some(part) = parts.next() else {
            return Ok(None);
        };
        if part.len() > digits || !part.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(NoDate);
        }
        // `2024-6` is June, and `2024-1` January until another figure makes it a later month.
        let whole = part.len() == digits || digits == 2 && part != "0";
        Ok(Some(part.parse().ok().filter(|_| whole)))
    };
    let (year, month, day) = (number(4)?, number(2)?, number(2)?);
    if parts.next().is_some() {
        return Err(NoDate);
    }
    let Some(Some(year)) = year else {
        return Ok(None);
    };
    // What is half typed is as if it were not there yet.
    let month = month.flatten();
    let day = day.flatten().filter(|_| month.is_some());
    let is_one = |part: Option<u32>, last| part.is_none_or(|part| (1..=last).contains(&part));
    if !is_one(month, 12) || !is_one(day, 31) {
        return Err(NoDate);
    }
    Ok(Some(
        year * 10_000 + month.unwrap_or(rest) * 100 + day.unwrap_or(rest),
    ))
}

#[cfg(test)]
mod tests {
    use super::{NoDate, read};
    use crate::index::syntax::Wish;

    fn dates(value: &str) -> Option<(u32, u32)> {
        match read("date", value) {
            Ok(Some(Wish::Dates(from, to))) => Some((from, to)),
            _ => None,
        }
    }

    #[test]
    fn a_date_may_be_a_year_a_month_a_day_or_a_stretch() {
        assert_eq!(dates("2020"), Some((20_200_101, 20_209_999)));
        assert_eq!(dates("2020-10"), Some((20_201_001, 20_201_099)));
        assert_eq!(dates("2020-10-13"), Some((20_201_013, 20_201_013)));
        assert_eq!(dates("2020-6"), Some((20_200_601, 20_200_699)));
        assert_eq!(dates("2020-6-3"), Some((20_200_603, 20_200_603)));
        assert_eq!(dates("2019..2021"), Some((20_190_101, 20_219_999)));
        assert_eq!(dates("2019.."), Some((20_190_101, 99_999_999)));
        assert_eq!(dates("..2021-06"), Some((0, 20_210_699)));
    }

    #[test]
    fn filters_are_told_from_words_that_stay_as_they_are() {
        let apart = super::apart("over -x from:justitie a:b  -kind:motie \"c d\" date:x");
        let words: Vec<&str> = apart.words.split_whitespace().collect();
        assert_eq!(words, ["over", "-x", "a:b", "\"c", "d\""]);
        let from = Wish::From("justitie".to_owned());
        let kind = Wish::Kind("motie".to_owned());
        assert_eq!(apart.wishes, [(false, from), (true, kind)]);
        assert_eq!(apart.remarks.len(), 1);
    }

    #[test]
    fn a_half_typed_date_asks_for_what_is_there_and_what_is_none_is_said() {
        assert_eq!(read("date", "20"), Ok(None));
        assert_eq!(dates("2020-0"), Some((20_200_101, 20_209_999)));
        assert_eq!(dates("2020-1"), Some((20_200_101, 20_200_199)));
        assert_eq!(read("date", "oktober"), Err(NoDate));
        assert_eq!(read("date", "2024-13"), Err(NoDate));
        assert_eq!(read("date", "2024-02-00"), Err(NoDate));
        assert_eq!(read("date", "2024..2023"), Err(NoDate));
        assert_eq!(read("date", "2024..202"), Ok(None));
        assert_eq!(read("date", "2020-10-13-1"), Err(NoDate));
    }
}
