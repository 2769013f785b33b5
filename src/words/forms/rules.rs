//! The endings of Dutch words, and when a word has one.
//!
//! It must not know single words: what a rule gets wrong belongs into the table. All words here are ASCII lower case.
//!
//! A rule may cut too much as long as it cuts all forms of a word alike; it must only not make two words one.

use super::spelling::{close, is_vowel, syllables};
use super::table::{after_prefix, after_separable};

/// Endings that are exchanged for another, with the fewest letters that stand before.
/// Plurals (eenheden, criteria, politici), comparatives of derived adjectives (duidelijker, effectievere) and diminutives.
const EXCHANGED: [(&str, &str, usize); 29] = [
    ("heden", "heid", 2),
    ("ia", "ium", 4),
    ("ea", "eum", 3),
    ("ici", "icus", 3),
    ("lijkere", "lijk", 2),
    ("lijker", "lijk", 2),
    ("rijkere", "rijk", 3),
    ("rijker", "rijk", 3),
    ("igere", "ig", 3),
    ("ievere", "ief", 3),
    ("iever", "ief", 3),
    ("zamere", "zaam", 2),
    ("zamer", "zaam", 2),
    ("baardere", "baar", 2),
    ("baarder", "baar", 2),
    ("ischere", "isch", 2),
    ("ischer", "isch", 2),
    ("lozere", "loos", 2),
    ("lozer", "loos", 2),
    ("vollere", "vol", 3),
    ("voller", "vol", 3),
    ("lletje", "l", 2),
    ("nnetje", "n", 2),
    ("rretje", "r", 2),
    ("mmetje", "m", 2),
    ("ggetje", "g", 2),
    ("bbetje", "b", 2),
    ("ngetje", "ng", 2),
    ("mpje", "m", 2),
];

/// Takes the last ending off, and tells whether there was one. `known` tells of a shorter word whether it is known as it stands.
pub(super) fn shorten(word: &mut String, known: impl Fn(&str) -> bool) -> bool {
    exchange(word)
        || comparative_of_ig(word)
        || diminutive(word)
        || plural_s(word)
        || ending_en(word, known)
        || ending_e(word)
        || participle(word)
        || ending_d(word)
        || ending_t(word)
}

fn exchange(word: &mut String) -> bool {
    for (ending, instead, fewest) in EXCHANGED {
        if let Some(stem) = word.strip_suffix(ending)
            && stem.len() >= fewest
            && !stem.ends_with("sc")
        {
            word.truncate(stem.len());
            word.push_str(instead);
            return true;
        }
    }
    false
}

/// veiliger is a comparative; verdediger and beschuldiger are people, and verbs in -igen begin as they do.
fn comparative_of_ig(word: &mut String) -> bool {
    let comparative = word.strip_suffix("iger").is_some_and(|stem| stem.len() >= 3)
        && after_prefix(word).is_none();
    if comparative {
        cut(word, 2);
    }
    comparative
}

/// briefje, kaartje, tafeltje: the t goes with the ending -t where the word had none.
fn diminutive(word: &mut String) -> bool {
    let small = match word.as_bytes() {
        [rest @ .., last, b'j', b'e'] => rest.len() >= 2 && !is_vowel(*last) && has_vowel(rest),
        _ => false,
    };
    if small {
        cut(word, 2);
    }
    small
}

/// moties, burgers, teams, risicos. After a long vowel s belongs to the stem (huis, prijs), and so it does after the only
/// vowel of a short word (gas); the table has the short words that end in a consonant and s (kans).
fn plural_s(word: &mut String) -> bool {
    let Some(stem) = word.strip_suffix('s') else {
        return false;
    };
    let plural = match stem.as_bytes() {
        [.., b's'] => false,
        [rest @ .., first, second] if is_vowel(*second) && is_vowel(*first) => {
            let long = match (*first, *second) {
                (b'i', b'e' | b'a' | b'o' | b'u') | (b'a', b'o') => false,
                (b'a' | b'e', b'u') => !matches!(rest.last(), Some(b'e' | b'i')),
                (first, second) => first == second || matches!((first, second), (b'o', b'e' | b'u') | (b'u' | b'e' | b'a', b'i')),
            };
            !long && rest.len() >= 2 && (syllables(stem) > 1 || *second == b'u' || *first == b'a')
        }
        [.., last] if is_vowel(*last) => syllables(stem) > 1,
        [.., b'i', b'j'] => false,
        [.., b'a', b'a', b'n'] => false,
        [rest @ .., _] => rest.len() >= 2 && has_vowel(rest),
        [] => false,
    };
    if plural {
        cut(word, 1);
    }
    plural
}

/// brieven, maken, ideeën, and gemeenten where the table knows gemeente.
fn ending_en(word: &mut String, known: impl Fn(&str) -> bool) -> bool {
    let Some(stem) = word.strip_suffix("en") else {
        return false;
    };
    let whole = match stem.as_bytes() {
        [rest @ .., b'e', b'e'] => !rest.is_empty(),
        [.., b'i', b'e'] => true,
        [rest @ .., b'i'] => has_vowel(rest),
        [.., b'e' | b'o' | b'a'] => false,
        [rest @ .., last] if is_vowel(*last) => has_vowel(rest),
        // A doubled consonant must leave three letters: innen is no form of in.
        [rest @ .., before, last] => has_vowel(stem.as_bytes()) && (before != last || rest.len() >= 2),
        _ => false,
    };
    if !whole {
        return false;
    }
    cut(word, 1);
    if !known(word) {
        cut(word, 1);
        close(word);
    }
    true
}

/// grote, gemeente, werkte (that leaves werkt).
fn ending_e(word: &mut String) -> bool {
    let ends = match word.as_bytes() {
        [.., b'e' | b'o' | b'a', b'e'] => false,
        [rest @ .., before, last, b'e'] => has_vowel(&[rest, &[*before, *last]].concat()) && (before != last || rest.len() >= 2),
        _ => false,
    };
    if ends {
        cut(word, 1);
        close(word);
    }
    ends
}

/// gewerkt is a form of werken, aangepakt of aanpakken. Verbs in a stressed -eren keep their participles to themselves.
fn participle(word: &mut String) -> bool {
    if !word.ends_with(['d', 't']) {
        return false;
    }
    let rest = word
        .strip_prefix("ge")
        .or_else(|| after_separable(word).and_then(|rest| rest.strip_prefix("ge")));
    let Some(rest) = rest else {
        return false;
    };
    let borrowed = rest.strip_suffix("eerd").is_some_and(|stem| has_vowel(stem.as_bytes()));
    if rest.len() < 4 || borrowed || rest.ends_with("heid") || !has_vowel(rest.as_bytes()) {
        return false;
    }
    let at = word.len().saturating_sub(rest.len()).saturating_sub(2);
    word.replace_range(at..at.saturating_add(2), "");
    true
}

/// gemeld(e), bepaald(e), and lopend(e), which leaves lopen. After other vowels d belongs to the stem (leid, raad).
fn ending_d(word: &mut String) -> bool {
    let ends = match word.as_bytes() {
        [rest @ .., before, b'd'] => match before {
            b'l' | b'n' | b'r' | b'm' | b'g' | b'b' | b'w' | b'f' | b's' => rest.len() >= 2 && has_vowel(rest),
            b'i' => ends_in_glide(rest),
            _ => false,
        },
        _ => false,
    };
    if ends {
        cut(word, 1);
    }
    ends
}

/// werkt, meldt, groeit. After ch and c t belongs to the word (recht, project), and so it does in -ment; after
/// vowels it cannot be told.
fn ending_t(word: &mut String) -> bool {
    let ends = match word.as_bytes() {
        [rest @ .., b'm', b'e', b'n', b't'] if has_vowel(rest) => false,
        [rest @ .., before, b't'] => match before {
            b'k' | b'f' | b'g' | b'p' | b'n' | b'l' | b'r' | b'm' | b'w' | b'b' | b's' | b'd' => {
                rest.len() >= 2 && has_vowel(rest)
            }
            b'i' => ends_in_glide(rest),
            _ => false,
        },
        _ => false,
    };
    if ends {
        cut(word, 1);
    }
    ends
}

/// Whether an i behind this is the glide of draai, gooi or groei.
fn ends_in_glide(before: &[u8]) -> bool {
    before.ends_with(b"aa") || before.ends_with(b"oo") || before.ends_with(b"oe")
}

fn has_vowel(letters: &[u8]) -> bool {
    letters.iter().copied().any(is_vowel)
}

/// Takes letters off the end.
fn cut(word: &mut String, letters: usize) {
    word.truncate(word.len().saturating_sub(letters));
}
