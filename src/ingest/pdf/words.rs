//! How the lines of a paragraph join to one text: hyphens, addresses, marks and emphasis.
//!
//! It must not know pages or columns.

use std::collections::HashSet;

use crate::document::SpanStyle;
use crate::ingest::gather::{Gatherer, is_length};
use crate::ingest::pdf::labels::labels;
use crate::ingest::pdf::lines::{Height, Line};
use crate::ingest::pdf::page::Page;
use crate::ingest::text::{has_own_hyphen, is_coordinating};

/// The words of a letter as they stand within lines: what shows whether a hyphen at a line's end is the word's own.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    words: HashSet<String>,
    /// Whether its printer's hyphens are signs of their own, as those of browsers are.
    own_sign: bool,
}

/// A hyphen that is no key's: browsers break words with it.
const PRINTERS: char = '\u{2010}';

impl Vocabulary {
    pub(super) fn of<'l>(lines: impl Iterator<Item = &'l Line>) -> Self {
        let mut vocabulary = Self::default();
        for line in lines {
            let text = line.text();
            let words = text.split_whitespace();
            vocabulary
                .words
                .extend(words.map(|word| bare(word).to_lowercase()));
            vocabulary.own_sign |= text.ends_with(PRINTERS);
        }
        vocabulary
    }

    /// Whether the hyphen between two lines stays: `politie-|externen`.
    fn keeps(&self, before: &str, after: &str) -> bool {
        let last = before.rsplit(' ').next().unwrap_or_default();
        let first = last.trim_end_matches(HYPHENS);
        let second = after.split(' ').next().unwrap_or_default();
        let next = bare(second);
        let digit = |c: char| c.is_ascii_digit();
        // Of a name with capitals in it (GroenLinks) the letter tells.
        let [whole, kept] = ["", "-"].map(|hyphen| {
            let word = format!("{}{hyphen}{next}", bare(first));
            self.words.contains(&word.to_lowercase())
        });
        if whole && !kept && next.starts_with(char::is_uppercase) {
            return false;
        }
        if second.starts_with(|c: char| c.is_uppercase() || digit(c))
            || first.ends_with(digit)
            || first.is_empty()
        {
            return true;
        }
        let first = bare(first);
        let (small, next) = (first.to_lowercase(), next.to_lowercase());
        if self.words.contains(&format!("{small}-{next}")) {
            return true;
        }
        if self.words.contains(&format!("{small}{next}")) || last.ends_with([PRINTERS, '\u{ad}']) {
            return false;
        }
        // Of several parts the last one tells: "kosten-baten-|analyse" may be broken anywhere.
        let part = first.rsplit('-').next().unwrap_or_default();
        self.own_sign || has_own_hyphen(part, &next)
    }
}

/// Signs that words are broken with.
const HYPHENS: [char; 3] = ['-', PRINTERS, '\u{ad}'];

/// A word without the signs around it.
fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

/// What becomes of the end of one line before the next.
enum Joint {
    Space,
    /// The hyphen goes, the word is one.
    Whole,
    /// The lines follow without a space.
    Close,
}

/// Writes the lines of a paragraph; a page begins before a line that is on another than the one before. Says how many hyphens went.
pub(super) fn write(
    lines: &[Line],
    pages: &[Page],
    words: &Vocabulary,
    gatherer: &mut Gatherer,
    marks: bool,
) -> usize {
    let mut hyphens = 0;
    let mut in_address = false;
    for (at, line) in lines.iter().enumerate() {
        let next = lines.get(at + 1);
        let text = line.text();
        // An address may take more than two lines.
        let goes_on = in_address && !text.trim().contains(' ');
        in_address = goes_on || ends_in_address(&text);
        let joint = next.map_or(Joint::Space, |next| {
            joint(&text, &next.text(), in_address, words)
        });
        in_address &= matches!(joint, Joint::Close);
        let drop = matches!(joint, Joint::Whole);
        hyphens += usize::from(drop);
        write_line(line, &pages[line.page], drop, gatherer, marks);
        if let Some(next) = next {
            if matches!(joint, Joint::Space) {
                gatherer.line_break();
            }
            if next.page != line.page {
                gatherer.page_break();
            }
        }
    }
    hyphens
}

/// Whether a line's last word is an address, with or without what addresses begin with: `https://a.nl/b`, `www.a.nl`, `a.nl/b`.
fn ends_in_address(text: &str) -> bool {
    let last = text.rsplit(' ').next().unwrap_or_default();
    let last = last.trim_start_matches(['(', '<', '“', '\'']);
    let host = last.split('/').next().unwrap_or_default();
    let named = |part: &str| part.len() > 1 && part.bytes().all(|byte| byte.is_ascii_alphabetic());
    last.contains("://")
        || last.starts_with("www.")
        || host.len() < last.len()
            && host
                .rsplit_once('.')
                .is_some_and(|(name, end)| !name.is_empty() && named(end))
}

fn joint(text: &str, next: &str, address: bool, words: &Vocabulary) -> Joint {
    let last = text.rsplit(' ').next().unwrap_or_default();
    let more = next.split(' ').next().unwrap_or_default();
    if address {
        let goes_on = last.ends_with(['/', '-', '_', '=', '?', '&', '.', '%'])
            || more.starts_with(['/', '-', '_', '=', '?', '&', '.', '%'])
            || more.contains('/')
            || more.contains('-') && !more.starts_with('-');
        return if goes_on { Joint::Close } else { Joint::Space };
    }
    let before = text.trim_end_matches(HYPHENS);
    // Behind a sign it is a dash of its own: "€ 625.000,-".
    if before.len() == text.len() || !before.ends_with(char::is_alphanumeric) {
        return Joint::Space;
    }
    if is_coordinating(bare(more)) || bare(more) == "and" {
        return Joint::Space;
    }
    if words.keeps(text, next) {
        Joint::Close
    } else {
        Joint::Whole
    }
}

fn write_line(line: &Line, page: &Page, drop_hyphen: bool, gatherer: &mut Gatherer, marks: bool) {
    let last = line
        .pieces
        .iter()
        .rposition(|piece| piece.height == Height::Base);
    let mut end: Option<f32> = None;
    for (at, piece) in line.pieces.iter().enumerate() {
        if end.is_some_and(|end| line.is_apart(end, piece)) {
            gatherer.line_break();
        }
        end = Some(piece.x1);
        let text = piece.text.as_str();
        match piece.height {
            Height::Mark if marks => {
                let (power, text) = text.split_at(power(gatherer.last_word(), text));
                gatherer.shifted(power, true);
                for label in labels(text) {
                    gatherer.mark(label);
                }
            }
            Height::Raised | Height::Mark => gatherer.shifted(text, true),
            Height::Lowered => gatherer.shifted(text, false),
            Height::Base => {
                let text = if drop_hyphen && Some(at) == last {
                    text.trim_end_matches(HYPHENS).to_owned()
                } else {
                    text.replace('\u{ad}', "-")
                };
                let address = page.links.iter().find(|link| {
                    let [left, top, right, bottom] = link.area;
                    let middle = f32::midpoint(piece.x0, piece.x1);
                    (left..=right).contains(&middle)
                        && top - 1.0 <= line.y
                        && line.y <= bottom + 1.0
                        && piece.x1 - piece.x0 < 1.5 * (right - left)
                });
                let looks = [
                    (piece.bold, SpanStyle::Bold),
                    (piece.italic, SpanStyle::Italic),
                ];
                let looks = looks
                    .into_iter()
                    .filter(|(set, _)| *set)
                    .map(|(_, style)| style);
                let opens = address.map(|link| SpanStyle::Link(crate::safe::line(&link.address)));
                let opened = looks.chain(opens).map(|style| gatherer.open(style)).count();
                gatherer.words(&text);
                for _ in 0..opened {
                    gatherer.close();
                }
            }
        }
    }
}

/// How many bytes of raised figures make a unit a square or cubic one, before the mark that may follow: m², km³, `mg/m³`.
fn power(word: &str, figures: &str) -> usize {
    let unit = word.rsplit('/').next().unwrap_or_default();
    let unit = unit.trim_start_matches(|c: char| c.is_ascii_digit() || c == '(');
    usize::from(is_length(unit) && figures.starts_with(['2', '3']))
}
