//! The head of a parliamentary paper: dossier, number, title, date, each on a line of its own.
//!
//! Its lines are kept as furniture, so nothing is lost. It must not know letterheads, notes or paragraphs.

use crate::document::Facts;
use crate::ingest::text::letterhead::{is_date, is_place_and_date};
use crate::ingest::text::lines::{Line, Role};

/// Takes the paper's head off the text and reads what it says of the paper.
pub(super) fn set_apart(lines: &mut [Line<'_>], facts: &mut Facts) {
    let mut dossier_title = None;
    let mut seen = false;
    for at in 0..lines.len().min(40) {
        let text = lines[at].text;
        if !lines[at].is_text() {
            continue;
        }
        let head = if let Some(title) = text.strip_prefix("Brief regering : ") {
            facts.subject = Some(title.to_owned());
            true
        } else if let Some((dossier, title)) = dossier_of(text).filter(|_| facts.dossier.is_none())
        {
            let follows = lines[at + 1..]
                .iter()
                .take(3)
                .any(|next| is_paper_number(next.text));
            if follows {
                facts.dossier = Some(dossier);
                dossier_title = Some(title.to_owned());
            }
            follows
        } else if is_paper_number(text) && facts.dossier.is_some() {
            read_number(text, facts);
            true
        } else {
            paper_line(text, seen, facts)
        };
        if head {
            lines[at].role = Role::Letterhead;
            seen = true;
        } else if seen && lines[at].width > 60 && !is_title(&lines[at + 1..]) {
            break;
        }
    }
    facts.subject = facts
        .subject
        .take()
        .or(dossier_title.filter(|title| !title.is_empty()));
}

/// Whether what stands above these lines is the title of a dossier, which may be long: its paper's number follows, or what kind of paper it is.
fn is_title(below: &[Line<'_>]) -> bool {
    let mut next = below.iter().take(3);
    next.any(|next| is_paper_number(next.text) || is_paper_title(next.text))
}

/// Other lines of a paper's head: its kind and sender in capitals, place and date, the number of an answer.
fn paper_line(text: &str, seen: bool, facts: &mut Facts) -> bool {
    if is_paper_title(text) {
        facts.sender = facts.sender.take().or(sender_of(text));
        return true;
    }
    if is_place_and_date(text) {
        let date = text.split_once(", ").map(|(_, date)| date.to_owned());
        facts.date = facts.date.take().or(date);
        return true;
    }
    let stage = ["Voorgesteld ", "Vastgesteld ", "Ontvangen "]
        .iter()
        .any(|word| text.starts_with(word));
    if seen && stage && text.len() <= 90 {
        let words: Vec<&str> = text.split_whitespace().collect();
        let date = words
            .windows(3)
            .map(|date| date.join(" "))
            .find(|date| is_date(date));
        facts.date = facts.date.take().or(date);
        return true;
    }
    let alone = text.len() <= 5 && text.bytes().all(|byte| byte.is_ascii_digit());
    if seen && alone {
        if text.len() > 2 {
            facts.number = facts.number.take().or(Some(text.to_owned()));
        }
        return true;
    }
    let openings = [
        "Tweede Kamer der",
        "Eerste Kamer der",
        "Vergaderjaar ",
        "Aanhangsel van de",
        "Vragen gesteld door",
        "regering gegeven antwoorden",
    ];
    let addressee = seen && text.starts_with("Aan de Voorzitter");
    text.len() <= 80 && (addressee || openings.iter().any(|opening| text.starts_with(opening)))
}

/// `Nr. 948 BRIEF VAN DE MINISTER VAN JUSTITIE EN VEILIGHEID`, or `Nr. 948` alone; in the Eerste Kamer `A BRIEF VAN …`.
fn is_paper_number(text: &str) -> bool {
    let letters = text.split(' ').next().unwrap_or("");
    let lettered = (1..=2).contains(&letters.len())
        && letters.bytes().all(|byte| byte.is_ascii_uppercase())
        && (text == letters || is_paper_title(text[letters.len()..].trim()));
    lettered || is_numbered(text)
}

fn is_numbered(text: &str) -> bool {
    text.strip_prefix("Nr. ").is_some_and(|rest| {
        let number = rest.split_whitespace().next().unwrap_or("");
        let title = rest[number.len()..].trim();
        number.bytes().all(|byte| byte.is_ascii_alphanumeric())
            && (title.is_empty() || is_paper_title(title) || title.starts_with("HERDRUK"))
    })
}

fn read_number(text: &str, facts: &mut Facts) {
    let rest = text.trim_start_matches("Nr. ");
    let number = rest.split_whitespace().next().unwrap_or("");
    facts.number = Some(number.to_owned());
    facts.sender = facts.sender.take().or(sender_of(&rest[number.len()..]));
}

/// `BRIEF VAN DE MINISTER …`, `MOTIE VAN HET LID …`: what a paper is, in capitals.
fn is_paper_title(text: &str) -> bool {
    let kinds = [
        "BRIEF ",
        "MOTIE ",
        "GEWIJZIGDE ",
        "NADER GEWIJZIGDE",
        "VERSLAG ",
        "LIJST ",
        "MEMORIE ",
        "NOTA ",
        "AMENDEMENT ",
        "NADER RAPPORT",
        "ADVIES ",
    ];
    kinds.iter().any(|kind| text.starts_with(kind)) && !text.contains(char::is_lowercase)
}

/// What a paper's title says behind its sender's name: that it is printed in place of another.
const INSTEAD: &str = " TER VERVANGING ";

/// A sender's name without what a paper's title says behind it.
pub(in crate::ingest) fn sender_alone(name: &str) -> &str {
    name.split(INSTEAD).next().unwrap_or(name).trim_end()
}

/// Who a paper's title says it is from.
fn sender_of(title: &str) -> Option<String> {
    [" VAN DE ", " VAN HET LID ", " VAN DE LEDEN "]
        .iter()
        .find_map(|from| title.find(from).map(|at| at + " VAN ".len()))
        .map(|at| {
            sender_alone(&title[at..])
                .trim_start_matches("DE ")
                .trim_start_matches("HET ")
                .to_owned()
        })
}

/// `29 628 Politie`, `36 410 XVI Vaststelling …`: the dossier's digits with suffix, and its title.
fn dossier_of(text: &str) -> Option<(String, &str)> {
    let figures = |text: &str, count: usize| {
        let bytes = text.as_bytes().get(..count);
        bytes.is_some_and(|figures| figures.iter().all(u8::is_ascii_digit))
    };
    let (number, rest) = if figures(text, 5) {
        (text[..5].to_owned(), &text[5..])
    } else if figures(text, 2) {
        let group = text[2..].strip_prefix(|c: char| c == '.' || c.is_whitespace())?;
        if !figures(group, 3) {
            return None;
        }
        (format!("{}{}", &text[..2], &group[..3]), &group[3..])
    } else {
        return None;
    };
    if rest.starts_with(|c: char| c.is_alphanumeric()) {
        return None;
    }
    let rest = rest.trim_start_matches(|c: char| c == '-' || c.is_whitespace());
    let word = rest.split_whitespace().next().unwrap_or("");
    let roman = !word.is_empty() && word.bytes().all(|byte| b"IVXLC".contains(&byte));
    let council = word.len() == 2 && word.bytes().all(|byte| byte.is_ascii_digit());
    if roman || council {
        return Some((format!("{number}-{word}"), rest[word.len()..].trim()));
    }
    Some((number, rest))
}
