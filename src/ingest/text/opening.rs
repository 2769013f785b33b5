//! Where a letter's own words begin below its head, when no white space tells.
//!
//! It must not know the words that ministries print in their letterheads.

use crate::ingest::text::lines::{Ending, Line};
use crate::ingest::text::shapes;

/// Wider than this, in characters, a line is running text when it flows on or ends a sentence.
const WIDE: u32 = 40;

/// How a letter opens when it does not greet.
const OPENINGS: [&str; 15] = [
    "In antwoord op ",
    "In het antwoord op ",
    "In reactie op ",
    "In vervolg op ",
    "In aanvulling op ",
    "Naar aanleiding van ",
    "Onder verwijzing naar ",
    "Met verwijzing naar ",
    "Met deze brief ",
    "Met belangstelling ",
    "Hierbij ",
    "Hiermee ",
    "Hiermede ",
    "Bijgaand ",
    "Op verzoek van ",
];

/// Words that a title does not end with: it goes on in the next line.
const LEADING_ON: [&str; 26] = [
    "de", "het", "een", "van", "op", "over", "in", "en", "of", "aan", "met", "voor", "bij", "door",
    "uit", "tot", "naar", "om", "als", "dat", "te", "ten", "ter", "lid", "leden", "inzake",
];

/// Whether a line begins the letter or its text whatever stands around it: a greeting, a phrase that letters open
/// with, a question by its number.
pub(super) fn begins(text: &str) -> bool {
    let greets = text.len() <= 80
        && ["Geachte ", "Hooggeachte ", "Beste ", "Excellentie"]
            .iter()
            .any(|greeting| text.starts_with(greeting));
    greets || OPENINGS.iter().any(|opening| text.starts_with(opening)) || shapes::is_question(text)
}

/// Whether a line is part of a sentence, which no address, date or reference is.
pub(super) fn is_running(line: &Line<'_>, below: Option<&Line<'_>>) -> bool {
    let flows = || {
        matches!(line.ending(), Ending::Word | Ending::Open)
            && below.is_some_and(Line::starts_small)
    };
    line.width > WIDE && (line.ending() == Ending::Sentence || flows())
}

/// How many of these lines a title takes that begins in the first of them: all, unless a sentence ends among them.
/// Then the title ends before it, above the first line that need not have been broken off from the line above.
pub(super) fn title_end(lines: &[Line<'_>]) -> usize {
    let Some(stop) = lines.iter().position(|line| ends_sentence(line.text)) else {
        return lines.len();
    };
    let widest = lines.iter().map(|line| line.width).max().unwrap_or(0);
    let breaks = |at: &usize| {
        let (above, below) = (&lines[at - 1], &lines[*at]);
        let room = above.width + 1 + below.first_word_width() <= widest;
        room && below.text.starts_with(char::is_uppercase) && !leads_on(above)
    };
    (1..=stop).find(breaks).unwrap_or(stop + 1)
}

/// Whether a line cannot be a title's last.
fn leads_on(line: &Line<'_>) -> bool {
    let last = line.text.split_whitespace().next_back().unwrap_or("");
    matches!(line.ending(), Ending::Open | Ending::Clause) || LEADING_ON.contains(&last)
}

/// Whether a sentence ends in a line: at its end, or before a capital. The full stop of an abbreviation ends none.
fn ends_sentence(text: &str) -> bool {
    let inside = text.match_indices(". ").any(|(at, _)| {
        let word = text[..at]
            .rsplit(|c: char| !c.is_alphanumeric())
            .next()
            .unwrap_or("");
        word.chars().count() >= 4
            && word != "prof"
            && text[at + 1..].trim_start().starts_with(char::is_uppercase)
    });
    inside || (text.ends_with(['.', '!']) && !text.ends_with("c.s."))
}
