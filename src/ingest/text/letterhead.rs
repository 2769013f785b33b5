//! The head of a letter, and the reference column beside it: what they say of the letter.
//!
//! Their lines are kept as furniture, so nothing is lost. It must not know notes, marks or paragraphs.

use crate::citation::MONTHS;
use crate::document::Facts;
use crate::ingest::text::furniture::blocks_of;
use crate::ingest::text::lines::{Line, Role};
use crate::ingest::text::opening;
use crate::ingest::text::paper_head;

/// A head lies within so many lines of the beginning, whatever the pages.
const REACH: usize = 120;

/// How a line of a letterhead opens: the words ministries print.
const OPENINGS: [&str; 33] = [
    "> Retouradres",
    "Retouradres",
    "Aan de Voorzitter",
    "Aan de voorzitter",
    "Aan de leden",
    "De Voorzitter van de",
    "De voorzitter van de",
    "Voorzitter van de Tweede Kamer",
    "der Staten-Generaal",
    "Tweede Kamer der Staten-Generaal",
    "Eerste Kamer der Staten-Generaal",
    "Vergaderjaar 20",
    "Aanhangsel van de Handelingen",
    "Vragen gesteld door de leden der Kamer",
    "regering gegeven antwoorden",
    "Directoraat-Generaal",
    "Directie ",
    "Ministerie van",
    "Postbus ",
    "www.",
    "Contactpersoon",
    "Projectnaam",
    "Datum",
    "Onderwerp",
    "Betreft",
    "Ons kenmerk",
    "Uw kenmerk",
    "Kenmerk",
    "Bijlage(n)",
    "Bij beantwoording",
    "en ons kenmerk vermelden",
    "Wilt u slechts één zaak",
    "brief behandelen.",
];

/// Takes the letter's head off the text and reads what it says of the letter.
pub(super) fn set_apart(lines: &mut [Line<'_>]) -> Facts {
    let first = lines.partition_point(|line| line.page == 0).min(REACH);
    let mut facts = Facts::default();
    paper_head::set_apart(&mut lines[..first], &mut facts);
    let mut begun = false;
    for block in blocks_of(&lines[..first]) {
        begun |= set_block_apart(&mut lines[block], begun, &mut facts);
    }
    let column = lines.len().min(REACH * 3);
    read_labels(&lines[..column], &mut facts);
    facts
}

/// Sets a block apart as far as it is the letterhead's: above the line where the letter's own words begin, and when
/// enough of its lines look it. `begun` says whether text stands above. Whether text stands in the block.
fn set_block_apart(block: &mut [Line<'_>], begun: bool, facts: &mut Facts) -> bool {
    let body = body(block);
    let cut = body < block.len();
    let head = &mut block[..body];
    let looks = head.iter().filter(|line| is_head_line(line.text)).count();
    let subject = head.iter().any(|line| label_of(line.text).is_some());
    let wide = head
        .iter()
        .filter(|line| line.width > 60 && label_of(line.text).is_none())
        .count();
    // A heading may look like a line of the head; with text right below it more is asked.
    let least = if cut && (begun || !subject) { 2 } else { 1 };
    if looks < least || looks * 4 < head.len() || wide * 3 > head.len() {
        return cut;
    }
    read_block(head, facts);
    for line in head {
        line.role = Role::Letterhead;
    }
    cut
}

/// The line of a block with which the letter's own words begin.
fn body(block: &[Line<'_>]) -> usize {
    let in_head = |line: &Line<'_>| label_of(line.text).is_some() || is_head_line(line.text);
    let mut at = 0;
    while at < block.len() {
        if matches!(label_of(block[at].text), Some((Label::Subject, _))) {
            at = subject_end(block, at);
            if block.get(at).is_some_and(|line| !in_head(line)) {
                return at;
            }
            continue;
        }
        let line = &block[at];
        let running = !in_head(line) && opening::is_running(line, block.get(at + 1));
        if running || opening::begins(line.text) {
            return at;
        }
        at += 1;
    }
    block.len()
}

/// The line behind a subject that begins in the line `at`.
fn subject_end(block: &[Line<'_>], at: usize) -> usize {
    let ends = |line: &Line<'_>| {
        label_of(line.text).is_some() || is_head_line(line.text) || opening::begins(line.text)
    };
    let end = block[at + 1..]
        .iter()
        .position(ends)
        .map_or(block.len(), |length| at + 1 + length);
    // A label alone on its line has its value on the next.
    let alone =
        label_of(block[at].text).is_some_and(|(_, value)| is_bare(&block[at].text[value..]));
    let first = if alone { (at + 1).min(end) } else { at };
    first + opening::title_end(&block[first..end])
}

/// Whether a line looks like one of a letterhead.
pub(super) fn is_head_line(text: &str) -> bool {
    if text.len() > 100 {
        return false;
    }
    // Hardly a line begins with the first letter of one.
    let first = text.as_bytes().first();
    OPENINGS
        .iter()
        .any(|opening| opening.as_bytes().first() == first && text.starts_with(opening))
        || label_of(text).is_some()
        || is_postcode(text)
        || is_telephone(text)
        || is_place_and_date(text)
        || is_date(text)
        || text == ">"
}

/// `2500 EA DEN HAAG`.
fn is_postcode(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let number = words.next().unwrap_or("");
    let letters = words.next().unwrap_or("");
    number.len() == 4
        && number.bytes().all(|byte| byte.is_ascii_digit())
        && letters.len() >= 2
        && letters
            .bytes()
            .take(2)
            .all(|byte| byte.is_ascii_uppercase())
        && letters.bytes().skip(2).all(|byte| byte.is_ascii_digit())
        && words
            .next()
            .is_some_and(|place| place.starts_with(char::is_uppercase))
}

/// `T 070 426 64 26`.
fn is_telephone(text: &str) -> bool {
    let rest = ["T ", "F ", "E ", "M ", "T. ", "F. ", "Tel. "]
        .iter()
        .find_map(|label| text.strip_prefix(label));
    rest.is_some_and(|rest| {
        rest.contains('@')
            || (rest.len() >= 8
                && rest
                    .bytes()
                    .all(|byte| byte.is_ascii_digit() || b" -+()".contains(&byte)))
    })
}

/// `Den Haag, 29 mei 2020`.
pub(super) fn is_place_and_date(text: &str) -> bool {
    text.split_once(", ").is_some_and(|(place, date)| {
        place.len() <= 24
            && place.starts_with(|c: char| c.is_uppercase() || c == '’' || c == '\'')
            && is_date(date)
    })
}

/// `29 mei 2020`, `29 dec. 2020` or `29-5-2020`, and nothing else.
pub(super) fn is_date(text: &str) -> bool {
    let figures: Vec<&str> = text.split(['-', '/']).collect();
    if let [day, month, year] = figures.as_slice() {
        let within = |part: &str, most: u32| {
            let number = part.parse().ok().filter(|_| part.len() <= 2);
            number.is_some_and(|number: u32| (1..=most).contains(&number))
        };
        let sound = within(day, 31) && within(month, 12) && year.len() == 4;
        return sound && year.bytes().all(|byte| byte.is_ascii_digit());
    }
    let mut words = text.split_whitespace();
    let day = words.next().unwrap_or("");
    let month = words.next().unwrap_or("");
    let year = words.next().unwrap_or("");
    (1..=2).contains(&day.len())
        && day.bytes().all(|byte| byte.is_ascii_digit())
        && is_month(&month.to_lowercase())
        && year.len() == 4
        && year.bytes().all(|byte| byte.is_ascii_digit())
        && words.next().is_none()
}

/// A month by its name, or by the beginning of it before a full stop.
fn is_month(text: &str) -> bool {
    let short = text.strip_suffix('.').filter(|short| short.len() >= 3);
    MONTHS.contains(&text)
        || short.is_some_and(|short| {
            short == "mrt" || MONTHS.iter().any(|month| month.starts_with(short))
        })
}

/// The labels whose values are facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Label {
    Date,
    Subject,
    Number,
    Other,
}

/// Whether a line opens with the label of a reference: `Ons kenmerk5401166`.
pub(super) fn opens_label(text: &str) -> bool {
    text.len() <= 60 && label_of(text).is_some()
}

/// The label that opens a line, and where its value begins.
fn label_of(text: &str) -> Option<(Label, usize)> {
    let labels = [
        ("Datum", Label::Date),
        ("Onderwerp", Label::Subject),
        ("Betreft", Label::Subject),
        ("Ons kenmerk", Label::Number),
        ("Onze referentie", Label::Number),
        ("Referentie", Label::Number),
        ("Kenmerk", Label::Number),
        ("Uw kenmerk", Label::Other),
        ("Contactpersoon", Label::Other),
        ("Projectnaam", Label::Other),
        ("Bijlage(n)", Label::Other),
        ("Bij beantwoording", Label::Other),
    ];
    labels.iter().find_map(|(name, label)| {
        let (own, rest) = text.split_at_checked(name.len())?;
        let capitals = || own.eq_ignore_ascii_case(name) && !own.contains(char::is_lowercase);
        if own != *name && !capitals() {
            return None;
        }
        // "Onderwerp van gesprek" is a heading.
        let phrase = [" en ", " of ", " van "]
            .iter()
            .any(|word| rest.starts_with(word));
        let glued = phrase || rest.starts_with(|c: char| c.is_alphabetic());
        (!glued).then_some((*label, name.len()))
    })
}

/// Whether nothing but a colon stands behind a label.
fn is_bare(value: &str) -> bool {
    value.trim_start_matches([':', ' ']).is_empty()
}

/// Reads the labelled facts of one block; a subject may run over several lines.
fn read_block(block: &[Line<'_>], facts: &mut Facts) {
    for (at, line) in block.iter().enumerate() {
        let Some((label, value)) = label_of(line.text) else {
            if is_place_and_date(line.text) {
                let date = line.text.split_once(", ").map(|(_, date)| date.to_owned());
                facts.date = facts.date.take().or(date);
            }
            continue;
        };
        if label != Label::Subject || facts.subject.is_some() {
            continue;
        }
        let mut subject = line.text[value..].trim_start_matches([':', ' ']).to_owned();
        for next in &block[at + 1..subject_end(block, at)] {
            if subject.is_empty() && next.starts_small() {
                break;
            }
            if !subject.is_empty() {
                subject.push(' ');
            }
            subject.push_str(next.text);
        }
        if !subject.is_empty() {
            facts.subject = Some(subject);
        }
    }
}

/// Reads date and number wherever a column of the letterhead gives them, on later pages too.
fn read_labels(lines: &[Line<'_>], facts: &mut Facts) {
    for (at, line) in lines.iter().enumerate() {
        if !matches!(line.role, Role::Letterhead | Role::RunningHead) {
            continue;
        }
        let Some((label, value)) = label_of(line.text) else {
            continue;
        };
        let own = line.text[value..].trim_start_matches([':', ' ']);
        let next = lines.get(at + 1).filter(|next| next.role == line.role);
        let value = if own.is_empty() {
            next.map_or("", |next| next.text)
        } else {
            own
        };
        match label {
            Label::Date if is_date(value) && facts.date.is_none() => {
                facts.date = Some(value.to_owned());
            }
            Label::Number if is_reference(value) && facts.number.is_none() => {
                facts.number = Some(value.to_owned());
            }
            _ => {}
        }
    }
}

/// A sender's own mark: one word with digits.
fn is_reference(value: &str) -> bool {
    (3..=40).contains(&value.len())
        && value.split_whitespace().count() <= 4
        && !is_date(value)
        && value.bytes().filter(u8::is_ascii_digit).count() >= 3
}
