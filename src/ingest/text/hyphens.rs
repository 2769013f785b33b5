//! Words broken over two lines: whether their hyphen is the printer's or the word's own.
//!
//! `hulpaan-|bod` is one word; `politie-|externen`, `bestuurs-|en` and `GroenLinks-|PvdA` keep their hyphen. The rest of
//! the letter is asked first, then Dutch spelling, then the letter's habit. It must not know paragraphs.

use std::collections::HashMap;

use crate::ingest::text::habits::{Habits, breaks_a_word};
use crate::ingest::text::lines::Line;

/// How two lines are joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Join {
    /// With a space.
    Space,
    /// With nothing; what stands at the line's end stays.
    Glue,
    /// With nothing, and the hyphen at the line's end is taken out.
    Whole,
    /// As [`Join::Whole`], but it may be wrong.
    DoubtfulWhole,
    /// As [`Join::Glue`], but it may be wrong.
    DoubtfulGlue,
}

/// Where line-end hyphens are rarer than this, lines are broken at words' own hyphens only.
const BREAKS_WORDS: f32 = 0.02;

/// First parts that keep their hyphen, but for the words that only begin like them: what follows in these.
const OWN_HYPHEN: [(&str, &[&str]); 10] = [
    ("niet", &["ig", "tegenstaand", "temin"]),
    ("oud", &["e", "er", "heid", "ja", "st"]),
    ("vice", &[]),
    ("adjunct", &[]),
    ("kandidaat", &["stel"]),
    ("aspirant", &[]),
    ("interim", &[]),
    ("non", &["chal", "sens"]),
    ("bijna", &[]),
    ("sint", &["el", "er"]),
];

/// What somebody has been, behind `ex`, as these words begin: elsewhere it begins a word, as in expertise.
const FORMER: [&str; 22] = [
    "bestuur",
    "bewind",
    "burgemeest",
    "collega",
    "commissaris",
    "directeur",
    "echtgeno",
    "gedetineerd",
    "kamerlid",
    "lid",
    "man",
    "medewerk",
    "militair",
    "minister",
    "partner",
    "politi",
    "premier",
    "president",
    "voorzit",
    "vrouw",
    "werknem",
    "wethouder",
];

/// Offices whose name has a hyphen before one of [`RANKS`]: minister-president, secretaris-generaal.
const OFFICES: [&str; 11] = [
    "minister",
    "secretaris",
    "directeur",
    "procureur",
    "advocaat",
    "inspecteur",
    "thesaurier",
    "gouverneur",
    "consul",
    "kapitein",
    "luitenant",
];
const RANKS: [&str; 4] = ["president", "presidenten", "generaal", "kolonel"];

/// What the rest of the letter says of its broken words.
#[derive(Debug, Clone, Default)]
pub(super) struct Evidence {
    /// By the word without and with its hyphen, in small letters: how often it stands unbroken in the letter.
    seen: HashMap<String, u32>,
}

impl Evidence {
    /// Collects the words that are broken somewhere, then counts their unbroken forms. Nothing is collected from a
    /// letter that breaks no words.
    pub(super) fn collect(lines: &[Line<'_>]) -> Self {
        let mut seen = HashMap::new();
        for pair in lines.windows(2) {
            if let Some((first, second)) = broken(pair[0].text, pair[1].text) {
                let (whole, kept) = forms(first, second);
                seen.insert(whole, 0);
                seen.insert(kept, 0);
            }
        }
        if !seen.is_empty() {
            // Most words are not even as long as one that is asked for.
            let lengths = seen.keys().fold(0, |all, word| all | length_bit(word));
            let mut word = String::new();
            for line in lines {
                for piece in line.text.split(parts_words) {
                    // Small letters outside ASCII may take more or fewer bytes.
                    let asked_for = lengths & length_bit(piece) != 0 || !piece.is_ascii();
                    if !asked_for || piece.len() < 4 || piece.ends_with('-') {
                        continue;
                    }
                    word.clear();
                    word.extend(piece.chars().flat_map(char::to_lowercase));
                    if let Some(count) = seen.get_mut(&word) {
                        *count += 1;
                    }
                }
            }
        }
        Self { seen }
    }

    /// How to join two lines of one paragraph.
    pub(super) fn join(&self, above: &str, below: &str, habits: &Habits) -> Join {
        if goes_on_as_address(above, below) {
            return Join::Glue;
        }
        if !breaks_a_word(above) {
            return Join::Space;
        }
        let Some((first, second)) = broken(above, below) else {
            // "GroenLinks-|PvdA" and "COVID-|19" go on with a capital or digit, "bestuurs-|(en" with neither.
            return if below.starts_with(char::is_alphanumeric) {
                Join::Glue
            } else {
                Join::Space
            };
        };
        if is_coordinating(second) {
            return Join::Space;
        }
        if above.ends_with('\u{ad}') {
            return Join::Whole;
        }
        let (whole, kept) = forms(first, second);
        let count = |word: &str| self.seen.get(word).copied().unwrap_or(0);
        match count(&whole).cmp(&count(&kept)) {
            std::cmp::Ordering::Greater => return Join::Whole,
            std::cmp::Ordering::Less => return Join::Glue,
            std::cmp::Ordering::Equal => {}
        }
        if has_own_hyphen(first, second) {
            Join::Glue
        } else if habits.hyphens >= BREAKS_WORDS {
            Join::Whole
        } else {
            Join::DoubtfulGlue
        }
    }
}

/// The bit of a word's length in bytes in a set of lengths; the longest share one.
fn length_bit(word: &str) -> u64 {
    1 << word.len().min(63)
}

/// Whether a character stands between words rather than in one.
fn parts_words(c: char) -> bool {
    !(c.is_alphabetic() || c == '-')
}

/// The two halves of a word broken over two lines, the second beginning with a small letter.
fn broken<'a>(above: &'a str, below: &'a str) -> Option<(&'a str, &'a str)> {
    if !breaks_a_word(above) {
        return None;
    }
    let stem = above.trim_end_matches(['-', '\u{ad}', '‐']);
    let first = stem.rsplit(parts_words).next().unwrap_or("");
    let second = below.split(parts_words).next().unwrap_or("");
    (!first.is_empty() && second.starts_with(char::is_lowercase)).then_some((first, second))
}

/// Whether a word follows a half that stands for a whole: `bestuurs- en strafrecht`.
pub(in crate::ingest) fn is_coordinating(word: &str) -> bool {
    matches!(
        word,
        "en" | "of" | "tot" | "als" | "alsook" | "dan" | "noch" | "naar" | "respectievelijk"
    )
}

/// Whether the hyphen behind a first half is the word's own, whatever the letter's habit: behind capitals (EU-lidstaat), one letter
/// (e-mail), a half that has a hyphen already (kosten-baten-analyse), words that always have one, and between vowels that would be read as
/// one (politie-externen).
pub(in crate::ingest) fn has_own_hyphen(first: &str, second: &str) -> bool {
    let small = first.to_lowercase();
    // IJ is one letter.
    let behind_first = first
        .strip_prefix("IJ")
        .map_or_else(|| first.chars().skip(1).collect::<String>(), str::to_owned);
    let begins = |words: &[&str]| words.iter().any(|word| second.starts_with(word));
    let own = OWN_HYPHEN.iter().find(|(part, _)| *part == small);
    behind_first.contains(char::is_uppercase)
        || first.chars().count() == 1
        || first.contains('-')
        || own.is_some_and(|(_, whole)| !begins(whole))
        || small == "ex" && begins(&FORMER)
        || OFFICES.contains(&small.as_str()) && RANKS.contains(&second)
        || vowels_clash(&small, second)
}

/// A broken word without and with its hyphen, in small letters.
fn forms(first: &str, second: &str) -> (String, String) {
    let (first, second) = (first.to_lowercase(), second.to_lowercase());
    (format!("{first}{second}"), format!("{first}-{second}"))
}

/// First parts of compounds that end in `i`; other words that are broken behind one go on: `finan-ci-eel`, `pati-ent`.
const END_IN_I: [&str; 14] = [
    "anti", "bonsai", "demi", "hifi", "juli", "juni", "kiwi", "midi", "mini", "multi", "semi",
    "ski", "taxi", "wifi",
];

/// Dutch puts a hyphen between parts of a compound whose vowels would be read as one: `politie-externen`. Within a word a dieresis parts them
/// (`effici|ënt`), or they are read apart anyway (`muse|um`).
fn vowels_clash(first: &str, second: &str) -> bool {
    if second.starts_with(['ë', 'ï', 'ö', 'ü', 'ä']) || matches!(second, "um" | "ums" | "us") {
        return false;
    }
    if first.ends_with("ij") && second.starts_with(['i', 'j']) {
        return true;
    }
    let last = first.chars().next_back().map(plain_vowel);
    let next = second.chars().next().map(plain_vowel);
    let (Some(Some(last)), Some(Some(next))) = (last, next) else {
        return false;
    };
    match (last, next) {
        ('i', 'i' | 'e' | 'j') => END_IN_I.contains(&first),
        ('a', 'a' | 'e' | 'i' | 'u')
        | ('e', 'e' | 'i' | 'u')
        | ('o', 'o' | 'e' | 'i' | 'u')
        | ('u', 'u' | 'i') => true,
        _ => false,
    }
}

fn plain_vowel(c: char) -> Option<char> {
    Some(match c.to_ascii_lowercase() {
        'a' | 'à' | 'á' | 'ä' => 'a',
        'e' | 'è' | 'é' | 'ë' | 'ê' => 'e',
        'i' | 'ï' | 'í' => 'i',
        'o' | 'ó' | 'ö' | 'ô' => 'o',
        'u' | 'ü' | 'ú' => 'u',
        'j' => 'j',
        _ => return None,
    })
}

/// Whether an address on the web is broken here: it ends in a character that only goes on.
fn goes_on_as_address(above: &str, below: &str) -> bool {
    if !above.ends_with(['/', '-', '_', '=', '&', '?', '~']) {
        return false;
    }
    let word = above.split_whitespace().next_back().unwrap_or("");
    let address = ["http://", "https://", "www."]
        .iter()
        .any(|start| word.contains(start));
    let next = below.chars().next().unwrap_or(' ');
    address && (next.is_alphanumeric() || matches!(next, '%' | '~' | '/' | '_' | '-'))
}
