//! How a term opens, in one byte: the most frequent terms exactly as they are written, of all others the first letter exactly and the second as
//! far as the byte goes.
//!
//! Who keeps the byte of every word of a text can tell which word after another begins so, and where frequent words follow each other, without
//! knowing the words. It must not know texts.

/// Terms with a byte of their own: their folded spelling, and how they are written; in order, so that those that begin alike have bytes that
/// follow each other. Counted in the motions, letters and answers that this program was first measured with: these
/// are about four of ten of their words.
#[rustfmt::skip]
const FREQUENT: [(&str, &str); 47] = [
    ("aan", "aan"), ("als", "als"), ("bij", "bij"), ("dat", "dat"), ("de", "De"), ("de", "de"), ("der", "der"), ("deze", "deze"), ("die", "die"),
    ("dit", "dit"), ("door", "door"), ("een", "een"), ("en", "en"), ("er", "er"), ("hebben", "hebben"), ("heeft", "heeft"), ("het", "Het"),
    ("het", "het"), ("ik", "Ik"), ("ik", "ik"), ("in", "In"), ("in", "in"), ("is", "is"), ("kamer", "Kamer"), ("kan", "kan"), ("kunnen", "kunnen"),
    ("met", "met"), ("motie", "motie"), ("naar", "naar"), ("niet", "niet"), ("of", "of"), ("om", "om"), ("ook", "ook"), ("op", "op"),
    ("over", "over"), ("politie", "politie"), ("regering", "regering"), ("te", "te"), ("tot", "tot"), ("tweede", "Tweede"), ("uit", "uit"),
    ("uw", "uw"), ("van", "van"), ("voor", "voor"), ("worden", "worden"), ("wordt", "wordt"), ("zijn", "zijn"),
];

/// The byte of the first of these.
const OF_FREQUENT: u8 = OF_OTHERS + 2;

/// First letters that are told apart. What begins with another letter, or with a figure, is told only from what is a single letter.
const FIRSTS: &[u8] = b"abcdefghijklmnoprstuvwz";

/// The byte of a single letter that is none of these; the next one is that of longer terms.
const OF_OTHERS: u8 = FIRSTS.len() as u8 * CLASSES;

/// Classes of second letters.
const CLASSES: u8 = 9;

/// Behind a vowel and behind a consonant, what second letters are told apart, a class each. Class 0 is no second letter at all, the last one
/// any other: these are those that Dutch words have most often there.
const SECONDS: [&str; 2] = ["aelmnrs", "aeiouhr"];

/// The byte of a term, as it is written and from its folded spelling.
#[must_use]
pub fn opening(written: &str, folded: &str) -> u8 {
    match FREQUENT.binary_search(&(folded, written)) {
        Ok(at) => OF_FREQUENT + at as u8,
        Err(_) => class(folded).0,
    }
}

/// Whether a byte is that of one term only.
#[must_use]
pub fn is_of_one_term(opening: u8) -> bool {
    opening >= OF_FREQUENT
}

/// Bytes of which one belongs to every term that begins in some way, and whether to no other term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Openings {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// Whether each term with one of these bytes begins so.
    pub all: bool,
}

/// How terms open whose folded spelling begins so, with a letter at least.
#[must_use]
pub fn beginning(folded: &str) -> Openings {
    let first = class(folded).0 / CLASSES;
    let (mut bytes, all) = match folded.chars().count() {
        _ if first * CLASSES == OF_OTHERS => (vec![OF_OTHERS, OF_OTHERS + 1], false),
        1 => ((first * CLASSES..(first + 1) * CLASSES).collect(), true),
        letters => {
            let (byte, alone) = class(folded);
            (vec![byte], alone && letters == 2)
        }
    };
    let frequent = FREQUENT.iter().zip(OF_FREQUENT..=u8::MAX);
    let frequent = frequent.filter(|((term, _), _)| term.starts_with(folded));
    bytes.extend(frequent.map(|(_, byte)| byte));
    Openings { bytes, all }
}

/// The byte of a term that has none of its own, and whether it tells the first two letters.
fn class(folded: &str) -> (u8, bool) {
    let mut letters = folded.chars();
    let (first, second) = (letters.next(), letters.next());
    let known = first.and_then(|first| FIRSTS.iter().position(|&known| char::from(known) == first));
    let Some(known) = known else {
        return (OF_OTHERS + u8::from(second.is_some()), false);
    };
    let base = known as u8 * CLASSES;
    let Some(second) = second else {
        return (base, true);
    };
    let vowel = matches!(first, Some('a' | 'e' | 'i' | 'o' | 'u'));
    match SECONDS[usize::from(!vowel)].find(second) {
        Some(at) => (base + 1 + at as u8, true),
        None => (base + CLASSES - 1, false),
    }
}

#[cfg(test)]
mod tests {
    use super::{FREQUENT, OF_FREQUENT};

    #[test]
    fn each_frequent_term_has_a_byte_and_is_found() {
        assert!(FREQUENT.is_sorted());
        assert_eq!(usize::from(OF_FREQUENT) + FREQUENT.len(), 256);
    }
}
