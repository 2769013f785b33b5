//! Issues of the official journals: `Stb. 2020, 118`, `Staatscourant 2021, nr. 12345`, `Trb. 2015, 103`.
//!
//! It must not know other papers.

use super::cursor::Cursor;
use super::parts;
use super::target::{Journal, Target};
use super::{Citation, add};

/// Digits of the longest number: the Staatscourant has tens of thousands of issues a year.
const LONGEST: usize = 6;

/// Reads the journal, year and number, and further numbers of the same year.
pub(super) fn read(cursor: &mut Cursor, found: &mut Vec<Citation>) -> Option<()> {
    let start = cursor.at();
    let journal = journal(cursor)?;
    let year = parts::year(cursor)?;
    let written = *cursor;
    let announced = cursor.comma() | cursor.dash().is_some() | cursor.one_of(&['/']).is_some();
    let announced = parts::number_word(cursor).is_some() | announced;
    if !announced {
        *cursor = written;
        return None;
    }
    let named = |number: &str| Target::Journal {
        journal,
        year,
        number: number.to_owned(),
    };
    let number = parts::number(cursor, LONGEST)?;
    add(found, start, cursor, named(number));
    while cursor
        .attempt(|cursor| {
            parts::separator(cursor)?.by_word.then_some(())?;
            let start = cursor.at();
            parts::number_word(cursor);
            let number = parts::number(cursor, LONGEST)?;
            parts::closed(cursor)?;
            add(found, start, cursor, named(number));
            Some(())
        })
        .is_some()
    {}
    Some(())
}

fn journal(cursor: &mut Cursor) -> Option<Journal> {
    let journal = match cursor.word(&[
        "Staatsblad",
        "Stb",
        "Staatscourant",
        "Stcrt",
        "Stct",
        "Tractatenblad",
        "Traktatenblad",
        "Trb",
    ])? {
        "Staatsblad" | "Stb" => Journal::Staatsblad,
        "Staatscourant" | "Stcrt" | "Stct" => Journal::Staatscourant,
        _ => Journal::Tractatenblad,
    };
    cursor.one_of(&['.']);
    cursor.comma();
    cursor.one_of(&['(']);
    Some(journal)
}
