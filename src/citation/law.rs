//! Laws in the national collections by id (`BWBR0002221`) and by link (`jci1.3:c:BWBR0002221&artikel=6`).
//!
//! It must not know other papers.

use super::cursor::Cursor;
use super::target::Target;
use super::{Citation, add, address};

/// Where laws and parts of them are shown.
const COLLECTION: &str = "https://wetten.overheid.nl";

/// Reads an id, or a link to a part of a law.
pub(super) fn read(cursor: &mut Cursor, found: &mut Vec<Citation>) -> Option<()> {
    let start = cursor.at();
    let target = if cursor.exactly("jci").is_some() {
        let law = link(cursor)?;
        Target::Law {
            id: law.id(),
            part: Some(format!("{COLLECTION}/{}", cursor.since(start))),
        }
    } else {
        id(cursor)?
    };
    add(found, start, cursor, target);
    Some(())
}

/// Reads the id of a law (`BWBR`), a treaty (`BWBV`) or a rule of a former public body (`BWBW`).
pub(super) fn id(cursor: &mut Cursor) -> Option<Target> {
    let start = cursor.at();
    cursor.exactly("BWB")?;
    cursor.one_of(&['R', 'V', 'W'])?;
    cursor.digits(7..=7)?;
    cursor.ends_word()?;
    Some(Target::Law {
        id: cursor.since(start).to_owned(),
        part: None,
    })
}

/// Reads the rest of a link in the form of the Juriconnect standard: version, kind, id, and the way to the part.
fn link(cursor: &mut Cursor) -> Option<Target> {
    cursor.digits(1..=1)?;
    cursor.exactly(".")?;
    cursor.digits(1..=2)?;
    cursor.exactly(":")?;
    cursor.one_of(&['c', 'v'])?;
    cursor.exactly(":")?;
    let law = id(cursor)?;
    if cursor.peek() == Some('&') {
        address::written(cursor);
    }
    Some(law)
}
