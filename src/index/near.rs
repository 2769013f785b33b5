//! The lexemes that are a few typing errors away from a word, without a look at most of those that are not.
//!
//! It must not know what counts as an error.

use crate::index::lexicon::{LexemeId, Lexicon};
use crate::words::typing::Errors;

/// Calls `each` with the lexemes that begin so and are a few typing errors away from a word, and with the errors. What a spelling has
/// in common with the one before it is not read again, and of those whose beginning is too far away none is read.
pub(crate) fn each_near(
    lexicon: &Lexicon,
    begun: &str,
    errors: &mut Errors,
    mut each: impl FnMut(LexemeId, &Errors),
) {
    let mut lines = lexicon.lines_from(0, begun);
    let mut read: Vec<char> = Vec::new();
    while let Some(line) = lines.next() {
        let spelling = lexicon.spelling(line);
        let shared = read.iter().copied().zip(spelling.chars());
        let shared = shared.take_while(|(before, now)| before == now).count();
        read.truncate(shared);
        errors.keep(shared);
        let mut near = true;
        for letter in spelling.chars().skip(shared) {
            read.push(letter);
            near = errors.read(letter);
            if !near {
                break;
            }
        }
        match errors.errors() {
            Some(0) => {}
            Some(_) => each(lexicon.on_line(line), errors),
            None if near => {}
            None => {
                let beginning: String = read.iter().collect();
                lines.start = lexicon.lines_from(line, &beginning).end;
            }
        }
    }
}
