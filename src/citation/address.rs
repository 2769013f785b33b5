//! Addresses on the web. The address of an official paper means that paper.
//!
//! It must not know papers by name, only how their publishers' addresses hold their ids.

use super::cursor::Cursor;
use super::target::Target;
use super::{Citation, add, filed, judgment, law, printed, union};

/// What ends a sentence or closes a bracket, not an address.
const TRAILING: &str = ".,;:!?'\"’”»›*…";

/// Bytes of the longest name a host may have.
const LONGEST_HOST: usize = 253;

/// Reads an address with its scheme, or one that begins with `www.`.
pub(super) fn read(cursor: &mut Cursor, found: &mut Vec<Citation>) -> Option<()> {
    let start = cursor.at();
    let named = ["https://", "http://", "www."]
        .into_iter()
        .any(|beginning| cursor.beginning(beginning).is_some());
    if !named {
        return None;
    }
    if !begins_with_host(cursor.rest()) {
        return None;
    }
    written(cursor);
    let address = cursor.since(start);
    let target = paper(address).unwrap_or_else(|| Target::Url(address.to_owned()));
    add(found, start, cursor, target);
    Some(())
}

/// Reads on to where an address ends: at a space or quote, without the punctuation of the sentence around it.
pub(super) fn written(cursor: &mut Cursor) {
    let rest = cursor.rest();
    let end = rest
        .find(|letter: char| {
            letter.is_whitespace() || letter.is_control() || "<>\"«»“”„‘|".contains(letter)
        })
        .unwrap_or(rest.len());
    let mut address = rest.get(..end).unwrap_or_default();
    // Counted once and kept up to date, so that a long row of brackets costs no more than its length.
    let mut open = brackets(address);
    while let Some(last) = address.chars().next_back() {
        match last {
            ')' if open < 0 => open += 1,
            '(' => open -= 1,
            ']' | '}' | '[' | '{' => {}
            _ if TRAILING.contains(last) => {}
            _ => break,
        }
        address = address
            .get(..address.len() - last.len_utf8())
            .unwrap_or_default();
    }
    cursor.skip(address.len());
}

/// Opening less closing brackets.
fn brackets(address: &str) -> isize {
    address.bytes().fold(0, |open, byte| match byte {
        b'(' => open + 1,
        b')' => open - 1,
        _ => open,
    })
}

/// Whether a text begins with names that full stops divide. Looks no further than the longest host, so that rows of broken addresses
/// cost no more than their length.
fn begins_with_host(text: &str) -> bool {
    let end = text
        .bytes()
        .take(LONGEST_HOST)
        .take_while(|byte| !byte.is_ascii() || byte.is_ascii_alphanumeric() || b"-.".contains(byte))
        .count();
    let host = text.get(..end).unwrap_or_default().trim_end_matches('.');
    host.contains('.')
        && host.split('.').all(|name| {
            !name.is_empty()
                && name
                    .chars()
                    .all(|letter| letter.is_alphanumeric() || letter == '-')
        })
}

/// The paper at an address, if its publisher is one whose addresses hold ids.
fn paper(address: &str) -> Option<Target> {
    let after = address
        .split_once("://")
        .map_or(address, |(_, after)| after);
    let (host, path) = after.split_once(['/', '?'])?;
    let host = host.to_ascii_lowercase();
    match host.trim_start_matches("www.") {
        "zoek.officielebekendmakingen.nl"
        | "officielebekendmakingen.nl"
        | "repository.overheid.nl"
        | "repository.officiele-overheidspublicaties.nl" => within(path, printed::id),
        // A page names the case and the document in it; the document is what is cited.
        "tweedekamer.nl" | "berthub.eu" => {
            within(path, filed::document).or_else(|| within(path, filed::number))
        }
        "eur-lex.europa.eu" => within(path, |cursor| {
            union::celex_number(cursor).map(|number| Target::Celex(number.to_owned()))
        }),
        "deeplink.rechtspraak.nl" | "uitspraken.rechtspraak.nl" => within(path, judgment::ecli),
        "wetten.overheid.nl" => within(path, law::id).map(|law| Target::Law {
            id: law.id(),
            part: Some(address.to_owned()),
        }),
        _ => None,
    }
}

/// The first paper that can be read where a word begins, also behind an escaped colon.
fn within(path: &str, read: impl Fn(&mut Cursor) -> Option<Target>) -> Option<Target> {
    let mut inside_word = false;
    path.bytes().enumerate().find_map(|(at, byte)| {
        let escaped = path
            .get(..at)
            .is_some_and(|before| before.ends_with("%3A") || before.ends_with("%3a"));
        let begins = byte.is_ascii_alphanumeric() && (!inside_word || escaped);
        inside_word = byte.is_ascii_alphanumeric();
        begins.then(|| read(&mut Cursor::new(path, at))).flatten()
    })
}
