//! Judgments by their European Case Law Identifier: `ECLI:NL:HR:1979:AB7440`.
//!
//! It must not know other papers.

use super::cursor::Cursor;
use super::parts;
use super::target::Target;
use super::{Citation, add};

/// Letters and digits of the last part, and of a court's code, as the identifier's definition allows.
const LONGEST: usize = 25;
const LONGEST_COURT: usize = 7;

/// Reads a judgment.
pub(super) fn read(cursor: &mut Cursor, found: &mut Vec<Citation>) -> Option<()> {
    let start = cursor.at();
    let target = ecli(cursor)?;
    add(found, start, cursor, target);
    Some(())
}

/// Reads the five parts; letters put spaces between them, or semicolons for colons.
pub(super) fn ecli(cursor: &mut Cursor) -> Option<Target> {
    cursor.word(&["ECLI"])?;
    colon(cursor)?;
    let country = cursor.alphanumerics(2..=2)?;
    colon(cursor)?;
    let court = cursor.alphanumerics(1..=LONGEST_COURT)?;
    colon(cursor)?;
    let year = parts::year(cursor)?;
    colon(cursor)?;
    let ordinal = ordinal(cursor)?;
    let ecli = format!("ECLI:{country}:{court}:{year}:{ordinal}");
    Some(Target::Judgment(ecli.to_uppercase()))
}

fn colon(cursor: &mut Cursor) -> Option<()> {
    cursor.spaces();
    cursor.one_of(&[':', ';'])?;
    cursor.spaces();
    Some(())
}

/// Reads the last part, which may have full stops inside; one before a digit belongs to it, any other ends the sentence.
fn ordinal<'t>(cursor: &mut Cursor<'t>) -> Option<&'t str> {
    let start = cursor.at();
    cursor.alphanumerics(1..=LONGEST)?;
    while cursor.since(start).len() < LONGEST
        && cursor
            .attempt(|cursor| {
                cursor.exactly(".")?;
                cursor.peek().filter(char::is_ascii_digit)?;
                cursor.alphanumerics(1..=LONGEST)
            })
            .is_some()
    {}
    cursor.ends_word()?;
    Some(cursor.since(start))
}
