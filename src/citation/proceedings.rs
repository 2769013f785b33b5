//! Proceedings of sittings (`Handelingen II 2022/23, nr. 84, item 12`) and their annex of written questions (`Aanhangsel Handelingen II
//! 2014/15, nr. 1241`).
//!
//! It must not know other papers. The parliamentary year counts here: numbers begin anew every year.

use super::cursor::Cursor;
use super::parts::{self, Announced};
use super::target::{Chamber, Session, Target};
use super::{Citation, add};

/// Digits of the highest number of written questions in a year.
const LONGEST: usize = 5;

/// Reads written questions in the annex.
pub(super) fn annex(cursor: &mut Cursor, found: &mut Vec<Citation>) -> Option<()> {
    let start = cursor.at();
    let (chamber, session) = annex_of(cursor)?;
    cursor.comma();
    let named = |number: &str| Target::Aanhangsel {
        chamber: chamber.unwrap_or(Chamber::Tweede),
        session,
        number: number.to_owned(),
    };
    let announced = parts::number_word(cursor);
    let number = parts::number(cursor, LONGEST)?;
    if announced.is_none() {
        parts::closed(cursor)?;
    }
    add(found, start, cursor, named(number));
    while cursor
        .attempt(|cursor| {
            let by_word = parts::separator(cursor)?.by_word;
            let start = cursor.at();
            let again = parts::number_word(cursor).is_some();
            let number = parts::number(cursor, LONGEST)?;
            if !again && announced != Some(Announced::Several) {
                by_word.then_some(())?;
                parts::closed(cursor)?;
            }
            add(found, start, cursor, named(number));
            Some(())
        })
        .is_some()
    {}
    Some(())
}

/// Reads the annex, its chamber and year in either order.
fn annex_of(cursor: &mut Cursor) -> Option<(Option<Chamber>, Session)> {
    if annex_word(cursor).is_some() {
        let before = chamber(cursor);
        let session = parts::session(cursor)?;
        return Some((before, session));
    }
    let before = chamber(cursor);
    let session = parts::session(cursor)?;
    cursor.comma();
    annex_word(cursor)?;
    Some((before, session))
}

fn annex_word(cursor: &mut Cursor) -> Option<()> {
    if cursor.word(&["Aanhangsel"]).is_none() {
        cursor.exactly("AH")?;
        return cursor.ends_word();
    }
    cursor.attempt(|cursor| {
        cursor.gap()?;
        if cursor.word(&["van", "bij", "der", "v.d."]).is_some() {
            cursor.gap()?;
            if cursor.word(&["de"]).is_some() {
                cursor.gap()?;
            }
        }
        cursor.word(&["Handelingen"])
    });
    Some(())
}

fn chamber(cursor: &mut Cursor) -> Option<Chamber> {
    cursor.comma();
    let chamber = parts::chamber(cursor);
    cursor.comma();
    chamber
}

/// Reads a sitting's item, or pages for the years before items were numbered.
pub(super) fn sitting(cursor: &mut Cursor, found: &mut Vec<Citation>) -> Option<()> {
    let start = cursor.at();
    cursor.word(&["Handelingen"])?;
    let chamber = chamber(cursor).unwrap_or(Chamber::Tweede);
    let session = parts::session(cursor)?;
    cursor.comma();
    let place = cursor.attempt(item).or_else(|| cursor.attempt(old_pages))?;
    let target = Target::Handelingen {
        chamber,
        session,
        place,
    };
    add(found, start, cursor, target);
    Some(())
}

/// Reads `nr. 84, item 12` or `84-12`.
fn item(cursor: &mut Cursor) -> Option<String> {
    parts::number_word(cursor);
    let sitting = cursor.digits(1..=3)?;
    if cursor.dash().is_none() {
        cursor.comma();
        cursor.word(&["item", "items"])?;
        cursor.spaces();
    }
    let item = cursor.digits(1..=3)?;
    cursor.ends_word()?;
    Some(format!("{sitting}-{item}"))
}

/// Reads `nr. 108, p. 7909-7943`: those proceedings go by their pages.
fn old_pages(cursor: &mut Cursor) -> Option<String> {
    let sitting = cursor.attempt(|cursor| {
        parts::number_word(cursor);
        cursor.digits(1..=3)?;
        cursor.comma().then_some(())
    });
    let word = cursor.word(&["p", "pp", "blz", "pag"]);
    cursor.one_of(&['.']);
    cursor.spaces();
    sitting.or(word.map(|_| ()))?;
    let first = cursor.digits(1..=5)?;
    cursor.dash()?;
    let last = cursor.digits(1..=5)?;
    cursor.ends_word()?;
    Some(format!("{first}-{last}"))
}
