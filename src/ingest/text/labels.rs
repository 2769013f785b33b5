//! The number a note opens with, and which lines a run of notes gives to which number.
//!
//! It must not know where on the page notes stand.

use crate::ingest::text::candidates::Family;
use crate::ingest::text::habits::Habits;
use crate::ingest::text::lines::{Ending, Line, superscript};

/// A note's number at the beginning of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Label {
    /// Its value; the number of asterisks.
    pub(super) number: u16,
    /// How it is written.
    pub(super) family: Family,
    /// Bytes of the line it takes, brackets included.
    pub(super) end: usize,
    /// Nothing else is on the line.
    pub(super) alone: bool,
    /// A full stop or a colon follows it, as in a list.
    pub(super) dotted: bool,
    /// The words behind it begin with a small letter.
    pub(super) small: bool,
}

/// The note's number a line may begin with.
pub(super) fn label(text: &str) -> Option<Label> {
    let first = text.as_bytes().first()?;
    match first {
        b'1'..=b'9' => numbered(text),
        b'[' => {
            let (number, digits) = leading_number(&text[1..])?;
            let rest = text[1 + digits..].strip_prefix(']')?;
            let rest = rest.strip_prefix(": ").unwrap_or(rest);
            Some(new(number, Family::Square, text.len() - rest.len(), rest))
        }
        b'(' => {
            let (number, digits) = leading_number(&text[1..])?;
            let rest = text[1 + digits..].strip_prefix(')')?;
            Some(new(number, Family::Round, text.len() - rest.len(), rest))
        }
        b'*' => {
            let count = text.bytes().take_while(|&byte| byte == b'*').count();
            let rest = &text[count..];
            let words = rest.starts_with(|c: char| c.is_whitespace() || c.is_alphabetic());
            (count <= 3 && words).then(|| new(count as u16, Family::Star, count, rest))
        }
        _ => raised(text),
    }
}

fn new(number: u16, family: Family, end: usize, rest: &str) -> Label {
    let words = rest.trim_start();
    Label {
        number,
        family,
        end,
        alone: words.is_empty(),
        dotted: false,
        small: words.starts_with(char::is_lowercase)
            && !words.starts_with("http")
            && !words.starts_with("www"),
    }
}

/// One to three digits without a leading zero, and how many bytes they take.
fn leading_number(text: &str) -> Option<(u16, usize)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let number = (1..=3)
        .contains(&digits)
        .then(|| text[..digits].parse().ok())
        .flatten()?;
    (number > 0 && !text.starts_with('0')).then_some((number, digits))
}

/// `1`, `1 Tekst`, `1Tekst`, `1) Tekst`, `1. Tekst`, `1: Tekst`.
fn numbered(text: &str) -> Option<Label> {
    let (number, digits) = leading_number(text)?;
    let rest = &text[digits..];
    if let Some(rest) = rest.strip_prefix(')') {
        let label = new(number, Family::Paren, digits + 1, rest);
        return Some(label);
    }
    if let Some(rest) = rest.strip_prefix(['.', ':']) {
        let spaced = rest.starts_with(char::is_whitespace);
        let label = new(number, Family::Plain, digits + 1, rest);
        return spaced.then_some(Label {
            dotted: true,
            ..label
        });
    }
    let spaced = rest.starts_with(char::is_whitespace);
    let glued = rest.starts_with(|c: char| c.is_uppercase() || matches!(c, '«' | '‘' | '“'));
    if !(rest.is_empty() || spaced || glued) || opens_a_measure(rest.trim_start()) {
        return None;
    }
    Some(new(number, Family::Plain, digits, rest))
}

/// What a number at the beginning of a line belongs to when it is no note's: a date, an amount, a share.
fn opens_a_measure(words: &str) -> bool {
    let word = words
        .split_whitespace()
        .next()
        .unwrap_or("")
        .trim_end_matches([',', '.']);
    matches!(
        word,
        "januari"
            | "februari"
            | "maart"
            | "april"
            | "mei"
            | "juni"
            | "juli"
            | "augustus"
            | "september"
            | "oktober"
            | "november"
            | "december"
            | "jaar"
            | "procent"
            | "miljoen"
            | "miljard"
            | "euro"
            | "personen"
            | "uur"
            | "dagen"
            | "weken"
            | "maanden"
            | "en"
            | "of"
            | "tot"
            | "t/m"
            | "%"
            | "keer"
            | "fte"
            | "meter"
            | "kilo"
            | "kg"
            | "kilometer"
            | "van"
    )
}

/// `¹ Tekst`.
fn raised(text: &str) -> Option<Label> {
    let (mut number, mut end) = (0_u32, 0);
    for c in text.chars() {
        let Some(digit) = superscript(c) else { break };
        number = number * 10 + digit;
        end += c.len_utf8();
        if number > 999 {
            return None;
        }
    }
    (number > 0).then(|| new(number as u16, Family::Plain, end, &text[end..]))
}

/// A note as printed: its number and its lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Printed {
    /// Its number.
    pub(super) label: Label,
    /// The line that bears the number.
    pub(super) line: usize,
    /// The further lines of its text, in order; also the first when the number stands alone.
    pub(super) text: Vec<u32>,
    /// How the lines were given to this note may be wrong.
    pub(super) doubtful: bool,
}

/// Gives the lines of a block of notes to its numbers. A converter may print a number before, between or behind the
/// lines of several notes (`5`, text, text, `7`, text, `6`): then the runs of text between the numbers in order are cut
/// where notes end best.
///
/// `labels` are in the order of their lines; `rest` are the other lines of the block, in order.
pub(super) fn give(
    lines: &[Line<'_>],
    labels: &[(usize, Label)],
    rest: &[u32],
    habits: &Habits,
) -> Vec<Printed> {
    let mut notes: Vec<Printed> = labels
        .iter()
        .map(|&(line, label)| Printed {
            label,
            line,
            text: Vec::new(),
            doubtful: false,
        })
        .collect();
    let mut in_order = Vec::new();
    let mut highest = 0;
    for (at, (_, label)) in labels.iter().enumerate() {
        if label.number > highest {
            highest = label.number;
            in_order.push(at);
        }
    }
    if in_order.len() == labels.len() && labels.iter().all(|(_, label)| !label.alone) {
        give_in_order(&mut notes, rest);
        return notes;
    }
    notes.sort_by_key(|note| note.label.number);
    give_runs(lines, &mut notes, (labels, &in_order), rest, habits);
    notes
}

/// Every line goes to the number above it.
fn give_in_order(notes: &mut [Printed], rest: &[u32]) {
    let mut at = 0;
    for &line in rest {
        while notes
            .get(at + 1)
            .is_some_and(|next| next.line < line as usize)
        {
            at += 1;
        }
        if let Some(note) = notes.get_mut(at) {
            note.text.push(line);
        }
    }
}

/// Every run of lines between two numbers in order goes to the notes from the first number up to the second.
fn give_runs(
    lines: &[Line<'_>],
    notes: &mut [Printed],
    (labels, in_order): (&[(usize, Label)], &[usize]),
    rest: &[u32],
    habits: &Habits,
) {
    let mut filled = 0;
    let mut start = 0;
    for (at, &index) in in_order.iter().enumerate() {
        let next = in_order.get(at + 1).map(|&next| labels[next]);
        let end = next.map_or(rest.len(), |(line, _)| {
            rest.partition_point(|&text| (text as usize) < line)
        });
        let upto = next.map_or(notes.len(), |(_, label)| {
            notes.partition_point(|note| note.label.number < label.number)
        });
        let run = &rest[start..end];
        start = end;
        // A number that has words beside it has begun its own text: what follows cannot be an earlier note's.
        let own = notes.partition_point(|note| note.label.number < labels[index].1.number);
        if !labels[index].1.alone {
            filled = filled.max(own);
        }
        if run.is_empty() || filled >= upto {
            continue;
        }
        cut(lines, run, &mut notes[filled..upto], habits);
        filled = upto;
    }
}

/// Cuts a run of lines into as many notes as are waiting for a text.
fn cut(lines: &[Line<'_>], run: &[u32], notes: &mut [Printed], habits: &Habits) {
    let wanted = notes.len() - 1;
    let mut places: Vec<(i32, usize)> = (1..run.len())
        .map(|at| {
            (
                ends_a_note(
                    &lines[run[at - 1] as usize],
                    &lines[run[at] as usize],
                    habits,
                ),
                at,
            )
        })
        .collect();
    places.sort_by_key(|&(score, at)| (-score, at));
    let doubtful = wanted > 0 && places.len() > wanted && places[wanted].0 >= places[wanted - 1].0;
    let mut cuts: Vec<usize> = places.iter().take(wanted).map(|&(_, at)| at).collect();
    cuts.sort_unstable();
    cuts.push(run.len());
    let mut start = 0;
    for (note, end) in notes.iter_mut().zip(cuts) {
        note.text.extend_from_slice(&run[start..end]);
        note.doubtful = doubtful;
        start = end;
    }
}

/// How much one note seems to end and another to begin between two lines.
fn ends_a_note(above: &Line<'_>, below: &Line<'_>, habits: &Habits) -> i32 {
    let mut score = 0;
    if above.width + 1 + below.first_word_width() <= habits.measure {
        score += 2;
    }
    score += match above.ending() {
        Ending::Sentence => 2,
        Ending::Open => -4,
        Ending::Clause | Ending::Word => 0,
    };
    let address = below.text.starts_with("http") || below.text.starts_with("www.");
    if below.starts_capital() || address {
        score += 2;
    } else if below.starts_small() {
        score -= 4;
    }
    let referring = [
        "Kamerstuk",
        "Tweede Kamer,",
        "Aanhangsel",
        "Handelingen",
        "Zie ",
        "Stb",
        "Stcrt",
    ];
    if referring
        .iter()
        .any(|opening| below.text.starts_with(opening))
    {
        score += 2;
    }
    score
}
