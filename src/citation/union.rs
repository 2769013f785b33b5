//! Papers of the European Union: CELEX numbers, papers of the Commission, directives, regulations and decisions.
//!
//! It must not know other papers.

use super::cursor::Cursor;
use super::parts;
use super::target::Target;
use super::{Citation, add};

/// Reads `CELEX:52021PC0752` and the like.
pub(super) fn celex(cursor: &mut Cursor, found: &mut Vec<Citation>) -> Option<()> {
    let start = cursor.at();
    cursor.beginning("CELEX")?;
    let _ = cursor
        .beginning("-nummer")
        .or_else(|| cursor.beginning("-nr."));
    cursor.ends_word()?;
    cursor.spaces();
    cursor.one_of(&[':']);
    cursor.spaces();
    let number = celex_number(cursor)?;
    add(found, start, cursor, Target::Celex(number.to_owned()));
    Some(())
}

/// Reads a CELEX number: sector, year, one or two letters for the kind, four digits; a correction adds its own number in brackets.
pub(super) fn celex_number<'t>(cursor: &mut Cursor<'t>) -> Option<&'t str> {
    cursor.attempt(|cursor| {
        let start = cursor.at();
        cursor.one_of(&['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'C', 'E'])?;
        cursor.digits(4..=4)?;
        cursor.capitals(1..=2)?;
        cursor.digits(4..=4)?;
        cursor.attempt(|cursor| {
            cursor.exactly("R(")?;
            cursor.digits(2..=2)?;
            cursor.exactly(")")
        });
        cursor.ends_word()?;
        Some(cursor.since(start))
    })
}

/// Reads `COM(2021) 752 final`, `SWD (2023), 819 final`, `JOIN/2020/18`.
pub(super) fn commission(cursor: &mut Cursor, found: &mut Vec<Citation>) -> Option<()> {
    const SERIES: [&str; 5] = ["COM", "SWD", "SEC", "JOIN", "C"];
    let start = cursor.at();
    let series = SERIES.into_iter().find(|series| {
        cursor
            .attempt(|cursor| {
                cursor.exactly(series)?;
                cursor.ends_word()
            })
            .is_some()
    })?;
    cursor.spaces();
    let bracketed = cursor.one_of(&['(', '[']).is_some();
    if !bracketed {
        cursor.one_of(&['/'])?;
    }
    let year = parts::year(cursor)?;
    if bracketed {
        cursor.one_of(&[')', ']'])?;
        cursor.comma();
        parts::number_word(cursor);
    } else {
        cursor.one_of(&['/'])?;
    }
    let number = parts::number(cursor, 5)?.to_owned();
    let last = cursor.attempt(|cursor| {
        cursor.comma();
        cursor.word(&["final", "definitief", "def"])
    });
    // One letter is not much to go by.
    if series == "C" && last.is_none() {
        return None;
    }
    let target = Target::Commission {
        series: series.to_owned(),
        year,
        number,
    };
    add(found, start, cursor, target);
    Some(())
}

/// Reads acts: `Richtlijn (EU) 2016/680`, `Verordening (EG) nr. 1907/2006`, `Richtlijn 95/46/EG`, `Richtlijnen (EU) 2019/1937 en (EU)
/// 2020/1828`.
pub(super) fn act(cursor: &mut Cursor, found: &mut Vec<Citation>) -> Option<()> {
    let start = cursor.at();
    let kind = kind(cursor)?;
    let number = act_number(cursor, kind)?;
    add(found, start, cursor, Target::Celex(number));
    while cursor
        .attempt(|cursor| {
            parts::separator(cursor)?;
            let start = cursor.at();
            let number = act_number(cursor, kind)?;
            add(found, start, cursor, Target::Celex(number));
            Some(())
        })
        .is_some()
    {}
    Some(())
}

/// The letter for a kind of act in CELEX numbers.
fn kind(cursor: &mut Cursor) -> Option<char> {
    const KINDS: [(&str, &str, char); 4] = [
        ("Richtlijn", "en", 'L'),
        ("Verordening", "en", 'R'),
        ("Besluit", "en", 'D'),
        ("Kaderbesluit", "en", 'F'),
    ];
    KINDS.into_iter().find_map(|(word, ending, kind)| {
        cursor.attempt(|cursor| {
            cursor.beginning(word)?;
            let _ = cursor.beginning(ending);
            cursor.gap()?;
            Some(kind)
        })
    })
}

/// Reads year and number of an act, with the Union's or Community's name before or behind it: without it, `Besluit 2016/680` could be
/// anybody's.
fn act_number(cursor: &mut Cursor, kind: char) -> Option<String> {
    let named = cursor
        .attempt(|cursor| {
            cursor.exactly("(")?;
            community(cursor)?;
            cursor.exactly(")")?;
            cursor.gap()
        })
        .is_some();
    // Until 2014 regulations had the number first, and the word that says so.
    let number_first = parts::number_word(cursor).is_some();
    let first = cursor.digits(1..=4)?;
    cursor.exactly("/")?;
    let second = cursor.digits(1..=4)?;
    let named = named
        || cursor
            .attempt(|cursor| {
                cursor.exactly("/")?;
                community(cursor)
            })
            .is_some();
    cursor.ends_word()?;
    if !named {
        return None;
    }
    let (year, number) = if number_first {
        (second, first)
    } else {
        (first, second)
    };
    let year: u32 = year.parse().ok()?;
    let year = match year {
        52..100 => 1900 + year,
        1952..2100 => year,
        _ => return None,
    };
    let number: u32 = number.parse().ok()?;
    Some(format!("3{year}{kind}{number:04}"))
}

fn community(cursor: &mut Cursor) -> Option<()> {
    cursor.word(&["EU", "EG", "EEG", "Euratom", "JBZ", "GBVB"])?;
    cursor.attempt(|cursor| {
        cursor.one_of(&[','])?;
        cursor.spaces();
        cursor.word(&["Euratom"])
    });
    Some(())
}
