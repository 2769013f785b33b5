//! Ids of official publications as they stand: `kst-29628-948`, `ah-tk-20232024-2147`, `stb-2020-118`, `blg-1007826`.
//!
//! It must not know where they stand; addresses contain them too.

use super::cursor::Cursor;
use super::parts;
use super::target::{Chamber, Journal, Session, Target};
use super::{Citation, add};

/// Reads an id.
pub(super) fn read(cursor: &mut Cursor, found: &mut Vec<Citation>) -> Option<()> {
    let start = cursor.at();
    let target = id(cursor)?;
    add(found, start, cursor, target);
    Some(())
}

/// Reads an id as the official publications print it, in small letters.
pub(super) fn id(cursor: &mut Cursor) -> Option<Target> {
    cursor.attempt(|cursor| {
        let start = cursor.at();
        let series = cursor.alphanumerics(1..=5)?;
        cursor.exactly("-")?;
        let target = match series {
            "kst" => kamerstuk(cursor)?,
            "ah" => {
                let (chamber, session) = chamber_and_session(cursor)?;
                Target::Aanhangsel {
                    chamber,
                    session,
                    number: parts::number(cursor, 5)?.to_owned(),
                }
            }
            "h" => {
                let (chamber, session) = chamber_and_session(cursor)?;
                let place = cursor.at();
                cursor.digits(1..=5)?;
                cursor.exactly("-")?;
                cursor.digits(1..=5)?;
                Target::Handelingen {
                    chamber,
                    session,
                    place: cursor.since(place).to_owned(),
                }
            }
            "stb" => journal(cursor, Journal::Staatsblad)?,
            "stcrt" => journal(cursor, Journal::Staatscourant)?,
            "trb" => journal(cursor, Journal::Tractatenblad)?,
            "blg" => {
                cursor.digits(1..=8)?;
                Target::Bijlage(cursor.since(start).to_owned())
            }
            "kv" => {
                cursor.exactly("tk-")?;
                cursor.digits(4..=4)?;
                cursor.exactly("Z")?;
                cursor.digits(5..=5)?;
                Target::Kamervragen(cursor.since(start).to_owned())
            }
            _ => return None,
        };
        cursor.ends_word()?;
        Some(target)
    })
}

fn kamerstuk(cursor: &mut Cursor) -> Option<Target> {
    let dossier = cursor.digits(5..=5)?.to_owned();
    cursor.exactly("-")?;
    let first = cursor.alphanumerics(1..=6)?;
    let second = cursor.attempt(|cursor| {
        cursor.exactly("-")?;
        cursor.alphanumerics(1..=5)
    });
    let (suffix, number) = match second {
        Some(number) => (Some(first.to_owned()), number),
        None => (None, first),
    };
    Some(Target::Kamerstuk {
        dossier,
        suffix,
        number: number.to_owned(),
    })
}

fn chamber_and_session(cursor: &mut Cursor) -> Option<(Chamber, Session)> {
    let chamber = if cursor.exactly("tk-").is_some() {
        Chamber::Tweede
    } else {
        cursor.exactly("ek-")?;
        Chamber::Eerste
    };
    let years: u32 = cursor.digits(8..=8)?.parse().ok()?;
    cursor.exactly("-")?;
    let session = Session(years / 10_000);
    (years % 10_000 == session.0 + 1).then_some((chamber, session))
}

fn journal(cursor: &mut Cursor, journal: Journal) -> Option<Target> {
    let year = parts::year(cursor)?;
    cursor.exactly("-")?;
    Some(Target::Journal {
        journal,
        year,
        number: cursor.digits(1..=6)?.to_owned(),
    })
}
