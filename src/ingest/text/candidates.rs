//! Numbers that may be note marks: found in single lines, each with how much it looks like one.
//!
//! Which of them are marks is decided in [`crate::ingest::text::marks`] by the notes there are and by the order of all.
//! It must not know notes or pages.

use crate::ingest::gather::is_length;
use crate::ingest::text::beside::{
    ends_cleanly, is_closing, is_code, starts_sentence, word_before,
};
use crate::ingest::text::lines::{NUMBERED, superscript};
use crate::ingest::text::numbers::{UNITS, ends_in_thousands, is_counted, is_year};

/// How a mark or a note's number is written; marks and notes of one family belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Family {
    /// `woord1`, `woord.1`, `woord. 1`, `woord¹`; a note's `1 Tekst`.
    Plain,
    /// `woord 1)`; a note's `1) Tekst`.
    Paren,
    /// `woord(1)`; a note's `(1) Tekst`.
    Round,
    /// `woord[1]`; a note's `[1] Tekst`.
    Square,
    /// `woord*`; a note's `* Tekst`.
    Star,
}

impl Family {
    /// All of them.
    pub(super) const ALL: [Self; 5] = [
        Self::Plain,
        Self::Paren,
        Self::Round,
        Self::Square,
        Self::Star,
    ];
}

/// A number that may be a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Candidate {
    /// Index of its line.
    pub(super) line: u32,
    /// Its bytes in the line, brackets included.
    pub(super) start: u32,
    /// The first byte behind it.
    pub(super) end: u32,
    /// What it says; the number of asterisks.
    pub(super) number: u16,
    /// How it is written.
    pub(super) family: Family,
    /// How much it looks like a mark by its place alone: below 0 more like a number, [`SURE`] and above no doubt.
    pub(super) looks: i8,
}

/// A place that only marks have.
pub(super) const SURE: i8 = 3;

/// The highest number a mark may have.
const HIGHEST: u32 = 999;

/// Adds the candidates of one line in order.
pub(super) fn scan(text: &str, line: u32, found: &mut Vec<Candidate>) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'0'..=b'9' => {
                let end = at
                    + bytes[at..]
                        .iter()
                        .take_while(|byte| byte.is_ascii_digit())
                        .count();
                digits(
                    Spot {
                        text,
                        line,
                        start: at,
                        end,
                    },
                    found,
                );
                at = end;
            }
            b'[' => at = square(text, line, at, found),
            b'*' => at = stars(text, line, at, found),
            // Superscripts: U+00B9, B2, B3 (C2 xx) and U+2070 to 2079 (E2 81 xx).
            0xc2 if matches!(bytes.get(at + 1), Some(0xb9 | 0xb2 | 0xb3)) => {
                at = raised(text, line, at, found);
            }
            0xe2 if bytes.get(at + 1) == Some(&0x81)
                && bytes
                    .get(at + 2)
                    .is_some_and(|byte| (0xb0..0xba).contains(byte)) =>
            {
                at = raised(text, line, at, found);
            }
            _ => at += 1,
        }
    }
}

/// A run of digits in its line.
#[derive(Clone, Copy)]
struct Spot<'a> {
    text: &'a str,
    line: u32,
    start: usize,
    end: usize,
}

impl Spot<'_> {
    fn before(&self) -> &str {
        &self.text[..self.start]
    }

    fn after(&self) -> &str {
        &self.text[self.end..]
    }

    fn candidate(&self, start: usize, end: usize, family: Family, looks: i8) -> Option<Candidate> {
        let digits = self.text[start..end].trim_matches([',', '(', ')']);
        let number = digits.parse::<u32>().ok()?;
        let leading_zero = digits.starts_with('0');
        (!leading_zero && number <= HIGHEST).then_some(Candidate {
            line: self.line,
            start: start as u32,
            end: end as u32,
            number: number as u16,
            family,
            looks,
        })
    }
}

fn digits(spot: Spot<'_>, found: &mut Vec<Candidate>) {
    let Some(previous) = spot.before().chars().next_back() else {
        // A line may break before the year.
        return behind_year(spot, '\n', found);
    };
    if spot.after().starts_with(')') && !spot.before().ends_with('(') {
        let enclosed = spot
            .before()
            .bytes()
            .rev()
            .find(|byte| b"()".contains(byte))
            == Some(b'(');
        let glued_to_word = previous.is_alphabetic() && is_code(spot.before());
        if !enclosed
            && !glued_to_word
            && !previous.is_ascii_punctuation() | "?.!,;:)'\"".contains(previous)
        {
            let looks = if previous == ' ' { 2 } else { SURE };
            found.extend(spot.candidate(spot.start, spot.end + 1, Family::Paren, looks));
            return;
        }
    }
    if previous == '(' && spot.after().starts_with(')') {
        enclosed(spot, found);
    } else if previous.is_whitespace() {
        loose(spot, found);
    } else if previous.is_alphabetic() {
        glued_to_letter(spot, found);
    } else if is_closing(previous) {
        glued_to_stop(spot, previous, found);
    }
    if !previous.is_alphabetic() {
        behind_year(spot, previous, found);
        behind_thousands(spot, previous, found);
    }
    let power = superscript(previous).is_some_and(|power| matches!(power, 2 | 3));
    let unit = spot.before().strip_suffix(previous).unwrap_or_default();
    if power && is_length(word_before(unit)) && ends_cleanly(spot.after()) {
        found.extend(spot.candidate(spot.start, spot.end, Family::Plain, 1));
    }
}

/// `gelegd(1).`: what is enumerated within a sentence is set apart from the word before it.
fn enclosed(spot: Spot<'_>, found: &mut Vec<Candidate>) {
    let before = &spot.text[..spot.start - 1];
    let looks = match before.chars().next_back() {
        Some(last) if last.is_alphabetic() && is_code(before) || is_year(word_before(before)) => 1,
        Some(last) if last.is_alphabetic() || is_closing(last) => SURE,
        Some(' ') => {
            let (inner, after) = (before.trim_end(), &spot.text[spot.end + 1..]);
            let numbered = NUMBERED.contains(&word_before(inner));
            let between = inner.ends_with(['.', '?', '!']) && starts_sentence(after);
            match after.chars().next() {
                Some('.' | ',' | ';') if !numbered => 1,
                _ if between => 1,
                _ if inner.ends_with(char::is_alphabetic) => -3,
                _ => return,
            }
        }
        _ => return,
    };
    found.extend(spot.candidate(spot.start - 1, spot.end + 1, Family::Round, looks));
}

fn glued_to_letter(spot: Spot<'_>, found: &mut Vec<Candidate>) {
    let word = word_before(spot.before());
    let from = spot.start - word.len();
    let letters = word.chars().count();
    let unit = (spot.start + 1..=spot.end).find(|&end| UNITS.contains(&&spot.text[from..end]));
    if let Some(end) = unit {
        // "per m24": a unit, and a mark.
        if end < spot.end && ends_cleanly(spot.after()) {
            found.extend(spot.candidate(end, spot.end, Family::Plain, 1));
        }
        return;
    }
    // "bij de heer Bos c.s2": of an abbreviation one letter is enough.
    let inner = spot.text[..from].strip_suffix('.').unwrap_or_default();
    let shortened = inner.ends_with(char::is_alphabetic) && word_before(inner).len() == 1;
    if letters < 2 && !shortened {
        return;
    }
    let capitals = word.chars().next_back().is_some_and(char::is_uppercase);
    if let Some((first, second)) = pair(spot) {
        let looks = if capitals { -1 } else { 2 };
        found.extend(
            spot.candidate(spot.start, spot.end, Family::Plain, looks)
                .filter(|_| first < second),
        );
        return;
    }
    if !ends_cleanly(spot.after()) {
        return;
    }
    let looks = match (capitals, letters) {
        (true, _) => -1,
        (false, 1 | 2) => 1,
        (false, _) => SURE,
    };
    let looks = if NUMBERED.contains(&word) { -2 } else { looks };
    found.extend(spot.candidate(spot.start, spot.end, Family::Plain, looks));
    // "NIS24": a code that ends in a digit, and a mark.
    if capitals && spot.end - spot.start >= 2 {
        found.extend(spot.candidate(spot.start + 1, spot.end, Family::Plain, -2));
    }
}

/// `4,5`: two marks with a comma. The second follows the first within three.
fn pair(spot: Spot<'_>) -> Option<(u32, u32)> {
    let rest = spot.after().strip_prefix(',')?;
    let second = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let first = spot.text[spot.start..spot.end].parse().ok()?;
    let next: u32 = rest[..second].parse().ok()?;
    (ends_cleanly(&rest[second..]) && next > first && next <= first + 3).then_some((first, next))
}

fn glued_to_stop(spot: Spot<'_>, stop: char, found: &mut Vec<Candidate>) {
    let inner = &spot.before()[..spot.before().len() - stop.len_utf8()];
    let Some(last) = inner.chars().next_back().filter(|c| !c.is_whitespace()) else {
        return;
    };
    let word = word_before(inner);
    if last.is_ascii_digit() && matches!(stop, '.' | ',' | ':' | '\'' | '’') {
        second_of_pair(spot, stop, found);
        // "sinds 2022.4 Dit" and "ruim 7.300.4 Dit" end a sentence on a number; "29.628" is one.
        if stop == '.'
            && (is_year(word) || ends_in_thousands(inner))
            && spot.end - spot.start <= 2
            && starts_sentence(spot.after())
        {
            found.extend(spot.candidate(spot.start, spot.end, Family::Plain, 1));
        }
        return;
    }
    if pair(spot).is_none() && !ends_cleanly(spot.after()) {
        // "gesproken.3Toekomstige": the space behind the mark is lost.
        let capital = spot.after().starts_with(char::is_uppercase);
        let sentence = matches!(stop, '.' | '?' | '!' | '”' | '»' | ')');
        if capital && sentence && spot.end - spot.start <= 2 {
            found.extend(spot.candidate(spot.start, spot.end, Family::Plain, 1));
        }
        return;
    }
    let looks = match stop {
        '.' if NUMBERED.contains(&word) => -3,
        ':' | '%' | '\'' => 0,
        _ => SURE,
    };
    found.extend(spot.candidate(spot.start, spot.end, Family::Plain, looks));
}

/// The `5` of `onderzoek.4,5` once the `4` may be a mark.
fn second_of_pair(spot: Spot<'_>, stop: char, found: &mut Vec<Candidate>) {
    let follows = found.last().is_some_and(|first| {
        first.line == spot.line
            && first.end as usize + 1 == spot.start
            && first.family == Family::Plain
    });
    if stop == ',' && follows && ends_cleanly(spot.after()) {
        let looks = found.last().map_or(0, |first| first.looks.min(2));
        // The comma between two marks goes with the second.
        found.extend(spot.candidate(spot.start - 1, spot.end, Family::Plain, looks));
    }
}

/// `20171`: a year and a mark. Only the order of all marks tells it from a number.
fn behind_year(spot: Spot<'_>, previous: char, found: &mut Vec<Candidate>) {
    let length = spot.end - spot.start;
    if !(5..=7).contains(&length)
        || !ends_cleanly(spot.after())
        || matches!(previous, '.' | ',' | ':')
    {
        return;
    }
    let split = spot.start + 4;
    if is_year(&spot.text[spot.start..split]) {
        let word = spot.before().split_whitespace().next_back().unwrap_or("");
        let numbered = NUMBERED.contains(&word.trim_end_matches('.'));
        found.extend(spot.candidate(
            split,
            spot.end,
            Family::Plain,
            if numbered { -2 } else { 2 },
        ));
    }
}

/// `7.30015`: thousands and a mark, as the number would be cut into threes.
fn behind_thousands(spot: Spot<'_>, previous: char, found: &mut Vec<Candidate>) {
    let split = spot.start + 3;
    let marked = (4..=5).contains(&(spot.end - spot.start)) && ends_cleanly(spot.after());
    if previous == '.' && marked && ends_in_thousands(&spot.text[..split]) {
        found.extend(spot.candidate(split, spot.end, Family::Plain, 1));
    }
}

/// `verzocht. 1 Deze`, and the `5` of `onderzoek.4 5`.
fn loose(spot: Spot<'_>, found: &mut Vec<Candidate>) {
    let inner = spot.before().trim_end();
    let Some(last) = inner.chars().next_back() else {
        return;
    };
    if spot.end - spot.start > 2 || !ends_cleanly(spot.after()) {
        return;
    }
    let behind_mark = found.last().is_some_and(|first| {
        first.line == spot.line
            && first.end as usize == inner.len()
            && first.family == Family::Plain
    });
    let looks = if behind_mark && last.is_ascii_digit() {
        found.last().map_or(0, |first| first.looks.min(1))
    } else if matches!(last, '.' | '?' | '!' | '”' | '»') && starts_sentence(spot.after()) {
        if NUMBERED.contains(&word_before(&inner[..inner.len() - last.len_utf8()])) {
            -3
        } else {
            1
        }
    } else if last.is_alphabetic() && !is_counted(word_before(inner))
        || matches!(last, '»' | '”' | '’')
        || is_year(word_before(inner))
    {
        // "de brief 1 is": some converters set every mark apart. As many numbers are just that, so it counts only
        // for a note that would have none.
        -3
    } else {
        return;
    };
    found.extend(spot.candidate(spot.start, spot.end, Family::Plain, looks));
}

/// Where a mark begins at a byte: the comma between two marks goes with the second.
fn behind_pair(text: &str, (line, family): (u32, Family), at: usize, found: &[Candidate]) -> usize {
    let comma = text[..at].ends_with(',');
    let follows = found.last().is_some_and(|first| {
        let sure = first.family == family && first.looks >= SURE;
        sure && first.line == line && first.end as usize + 1 == at
    });
    at - usize::from(comma && follows)
}

/// `[1]`. Where to go on.
fn square(text: &str, line: u32, at: usize, found: &mut Vec<Candidate>) -> usize {
    let rest = &text[at + 1..];
    let length = rest.bytes().take_while(u8::is_ascii_digit).count();
    if (1..=3).contains(&length) && rest[length..].starts_with(']') {
        let end = at + length + 2;
        if let Ok(number) = rest[..length].parse::<u16>()
            && number > 0
        {
            let (start, end32) = (
                behind_pair(text, (line, Family::Square), at, found) as u32,
                end as u32,
            );
            found.push(Candidate {
                line,
                start,
                end: end32,
                number,
                family: Family::Square,
                looks: SURE,
            });
        }
        return end;
    }
    at + 1
}

/// `woord*`, up to three. Where to go on.
fn stars(text: &str, line: u32, at: usize, found: &mut Vec<Candidate>) -> usize {
    let length = text[at..].bytes().take_while(|&byte| byte == b'*').count();
    let end = at + length;
    let glued = text[..at]
        .chars()
        .next_back()
        .is_some_and(|c| c.is_alphanumeric() || is_closing(c));
    if length <= 3 && glued && !text[end..].starts_with(char::is_alphanumeric) {
        let (start, end32) = (at as u32, end as u32);
        found.push(Candidate {
            line,
            start,
            end: end32,
            number: length as u16,
            family: Family::Star,
            looks: 1,
        });
    }
    end
}

/// `woord¹²`: superscript digits, but not of a measure. Where to go on.
fn raised(text: &str, line: u32, at: usize, found: &mut Vec<Candidate>) -> usize {
    let (mut end, mut number) = (at, 0_u32);
    for c in text[at..].chars() {
        let Some(digit) = superscript(c) else { break };
        number = (number * 10 + digit).min(HIGHEST + 1);
        end += c.len_utf8();
    }
    if end == at {
        // A raised letter, such as the one of "nⁱ".
        return at + text[at..].chars().next().map_or(1, char::len_utf8);
    }
    let word = word_before(&text[..at]);
    let unit = is_length(word) && matches!(number, 2 | 3);
    if at > 0 && !unit && (1..=HIGHEST).contains(&number) {
        let start = behind_pair(text, (line, Family::Plain), at, found) as u32;
        let (end32, number) = (end as u32, number as u16);
        found.push(Candidate {
            line,
            start,
            end: end32,
            number,
            family: Family::Plain,
            looks: SURE + 2,
        });
    }
    end
}
