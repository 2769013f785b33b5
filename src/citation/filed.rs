//! Numbers under which the Tweede Kamer files what it receives: `2020D21246`, `2020Z13716`, `2025A01234`.
//!
//! It must not know other papers.

use super::cursor::Cursor;
use super::target::Target;
use super::{Citation, add};

/// Reads a document, a case or a meeting.
pub(super) fn read(cursor: &mut Cursor, found: &mut Vec<Citation>) -> Option<()> {
    let start = cursor.at();
    let target = number(cursor)?;
    add(found, start, cursor, target);
    Some(())
}

/// Reads the number of anything filed.
pub(super) fn number(cursor: &mut Cursor) -> Option<Target> {
    lettered(cursor, &['D', 'Z', 'A'])
}

/// Reads the number of a document.
pub(super) fn document(cursor: &mut Cursor) -> Option<Target> {
    lettered(cursor, &['D'])
}

/// Reads year, letter and five digits.
fn lettered(cursor: &mut Cursor, letters: &[char]) -> Option<Target> {
    let start = cursor.at();
    cursor.exactly("20")?;
    cursor.digits(2..=2)?;
    cursor.one_of(letters)?;
    cursor.digits(5..=5)?;
    cursor.ends_word()?;
    Some(Target::Filed(cursor.since(start).to_owned()))
}
