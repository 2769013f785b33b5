//! What several kinds of citations are made of: labels of chambers, parliamentary years, the word before a number, lists of numbers.
//!
//! It must not know which paper they name.

use super::MONTHS;
use super::cursor::Cursor;
use super::target::{Chamber, Session};

/// Behind a number these make it a day, as [`MONTHS`] do.
const SHORT_MONTHS: [&str; 12] = [
    "jan", "feb", "febr", "mrt", "apr", "jun", "jul", "aug", "sept", "okt", "nov", "dec",
];

/// How the word before a number announces it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Announced {
    /// `nr.`, `nummer`: one number, but carelessly also several.
    One,
    /// `nrs.`, `nummers`: a list.
    Several,
}

/// Reads `nr.`, `nrs`, `no.`, `nummer` and the like, with the gap behind it.
pub(super) fn number_word(cursor: &mut Cursor) -> Option<Announced> {
    const SEVERAL: [&str; 4] = ["nrs", "nummers", "nr's", "nos"];
    const ONE: [&str; 3] = ["nr", "nummer", "no"];
    cursor.attempt(|cursor| {
        let several = SEVERAL.iter().any(|word| cursor.beginning(word).is_some());
        if !several && !ONE.iter().any(|word| cursor.beginning(word).is_some()) {
            return None;
        }
        // `nr.s` and `nr.: 5` are met as well.
        cursor.one_of(&['.', ':']);
        let several = several || cursor.word(&["s"]).is_some();
        cursor.one_of(&['.', ':']);
        cursor.spaces();
        // A number follows, not the rest of a word.
        cursor.peek().filter(char::is_ascii_digit)?;
        Some(if several {
            Announced::Several
        } else {
            Announced::One
        })
    })
}

/// Reads the chamber in one of its spellings: `II`, `ll`, `TK`, `Tweede Kamer der Staten-Generaal`.
pub(super) fn chamber(cursor: &mut Cursor) -> Option<Chamber> {
    cursor.attempt(|cursor| {
        let chamber = if cursor.beginning("Tweede").is_some() {
            cursor.gap()?;
            cursor.word(&["Kamer"])?;
            Chamber::Tweede
        } else if cursor.beginning("Eerste").is_some() {
            cursor.gap()?;
            cursor.word(&["Kamer"])?;
            Chamber::Eerste
        } else {
            return abbreviated_chamber(cursor);
        };
        cursor.attempt(|cursor| {
            cursor.gap()?;
            cursor.word(&["der"])?;
            cursor.gap()?;
            cursor.word(&["Staten-Generaal"])
        });
        Some(chamber)
    })
}

fn abbreviated_chamber(cursor: &mut Cursor) -> Option<Chamber> {
    // Two letters that look like Roman digits in most typefaces, and a year that may be glued to them.
    const TWEEDE: [&str; 5] = ["II", "ll", "Il", "lI", "TK"];
    const EERSTE: [&str; 2] = ["EK", "I"];
    let mut one_of = |names: &[&str]| {
        names.iter().any(|name| {
            cursor
                .attempt(|cursor| {
                    cursor.exactly(name)?;
                    (!cursor.peek().is_some_and(char::is_alphabetic)).then_some(())
                })
                .is_some()
        })
    };
    if one_of(&TWEEDE) {
        Some(Chamber::Tweede)
    } else if one_of(&EERSTE) {
        Some(Chamber::Eerste)
    } else {
        None
    }
}

/// Reads a parliamentary year: `2020/21`, `2019-2020`, `2022/-23`, `20/21`, with or without the word. Only the first half counts, the
/// second is often wrong.
pub(super) fn session(cursor: &mut Cursor) -> Option<Session> {
    cursor.attempt(|cursor| {
        if cursor
            .word(&["vergaderjaar", "zitting", "zittingsjaar", "vj"])
            .is_some()
        {
            cursor.one_of(&['.']);
            cursor.spaces();
        }
        let first = cursor.digits(2..=4)?;
        cursor.spaces();
        cursor
            .one_of(&['/'])
            .map(|_| ())
            .or_else(|| cursor.dash())?;
        cursor.dash();
        cursor.spaces();
        let second = cursor.digits(2..=4)?;
        if first.len() == 3 || second.len() == 3 || second.len() > first.len() {
            return None;
        }
        let first: u32 = first.parse().ok()?;
        let begins = match first {
            0..100 => 2000 + first,
            _ => first,
        };
        (1814..2100).contains(&begins).then_some(Session(begins))
    })
}

/// Reads a calendar year of four digits.
pub(super) fn year(cursor: &mut Cursor) -> Option<u32> {
    cursor.attempt(|cursor| {
        let year = cursor.digits(4..=4)?.parse().ok()?;
        (1800..2100).contains(&year).then_some(year)
    })
}

/// Reads a number of one to `longest` digits that is neither a day (`4 november`), an amount (`1.175`, `3%`) nor the beginning of
/// something else (`2020D21246`). Leading zeros are dropped.
pub(super) fn number<'t>(cursor: &mut Cursor<'t>, longest: usize) -> Option<&'t str> {
    cursor.attempt(|cursor| {
        let digits = cursor.digits(1..=longest)?;
        cursor.ends_word()?;
        let goes_on = |cursor: &mut Cursor| match cursor.one_of(&['.', '%', '‰', '°'])? {
            '.' => cursor.digits(3..=3).map(|_| ()),
            _ => Some(()),
        };
        if cursor.sees(goes_on) || cursor.sees(month) {
            return None;
        }
        let digits = digits.trim_start_matches('0');
        (!digits.is_empty()).then_some(digits)
    })
}

/// Reads a month after a gap.
pub(super) fn month(cursor: &mut Cursor) -> Option<()> {
    cursor.attempt(|cursor| {
        cursor.gap()?;
        cursor
            .word(&MONTHS)
            .or_else(|| cursor.word(&SHORT_MONTHS))
            .map(|_| ())
    })
}

/// Whether what was read is complete: nothing follows that could make it part of a sentence, such as `, 5 jaar`.
pub(super) fn closed(cursor: &Cursor) -> Option<()> {
    let mut ahead = *cursor;
    if !ahead.spaces() {
        return Some(());
    }
    match ahead.peek() {
        Some(next) if next.is_alphanumeric() => ahead
            .word(&[
                "p", "pp", "blz", "pag", "pagina", "en", "of", "t/m", "tot", "bijlage",
            ])
            .map(|_| ()),
        _ => Some(()),
    }
}

/// What stood between two members of a list.
#[derive(Debug, Clone, Copy)]
pub(super) struct Separator {
    /// A word (`en`, `t/m`), not only a comma.
    pub(super) by_word: bool,
}

/// Reads what stands between two members of a list: `,`, `;`, `/`, `en`, `, en`, `t/m`.
pub(super) fn separator(cursor: &mut Cursor) -> Option<Separator> {
    cursor.attempt(|cursor| {
        cursor.spaces();
        let comma = cursor.one_of(&[',', ';', '/']).is_some();
        cursor.spaces();
        let by_word = cursor
            .word(&["en", "of", "alsmede", "t/m", "tot en met", "&"])
            .is_some();
        cursor.spaces();
        (comma || by_word).then_some(Separator { by_word })
    })
}
