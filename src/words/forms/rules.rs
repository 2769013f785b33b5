//! The endings of Dutch words, and when a word has one.
//!
//! It must not know single words: what a rule gets wrong belongs into the table. All words here are ASCII lower case.
//!
//! A rule may cut too much as long as it cuts all forms of a word alike; it must only not make two words one.

use super::spelling::{close, is_vowel, settle, syllables};
use super::table::{after_ge, after_separable};

/// Endings that are exchanged for another, with the fewest letters that stand before.
/// Plurals (eenheden, criteria, politici), comparatives of derived adjectives (duidelijker, effectievere) and diminutives.
const EXCHANGED: [(&str, &str, usize); 46] = [
    ("heden", "heid", 2),
    ("ia", "ium", 3),
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
    ("entere", "ent", 3),
    ("antere", "ant", 3),
    ("ielere", "iel", 2),
    ("ieler", "iel", 2),
    ("uelere", "uel", 2),
    ("ueler", "uel", 2),
    ("onelere", "onel", 3),
    ("oneler", "onel", 3),
    ("belere", "bel", 4),
    ("beler", "bel", 4),
    ("euzere", "eus", 2),
    ("euzer", "eus", 2),
    ("airdere", "air", 2),
    ("airder", "air", 2),
    ("inkje", "ing", 3),
    ("eitje", "ei", 2),
    ("ijtje", "ij", 1),
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

/// The stem of a verb from its infinitive: nemen is neem. Infinitives like gaan are their own.
pub(super) fn stem_of_infinitive(mut infinitive: String) -> String {
    if infinitive.ends_with("en")
        && syllables(&infinitive) > 1
        && !infinitive.ends_with("ien")
        && !infinitive.ends_with("oen")
    {
        cut(&mut infinitive, 2);
        close(&mut infinitive);
        settle(&mut infinitive);
    }
    infinitive
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
    let comparative = word
        .strip_suffix("iger")
        .is_some_and(|stem| stem.len() >= 3)
        && !word.starts_with("be")
        && !word.starts_with("ver");
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

/// moties, burgers, teams, risicos. The table has the short words that end in a consonant and s (kans).
fn plural_s(word: &mut String) -> bool {
    let Some(stem) = word.strip_suffix('s') else {
        return false;
    };
    let plural = match stem.as_bytes() {
        [rest @ .., first, second] if is_vowel(*first) && is_vowel(*second) => {
            plural_after_vowels(stem, rest, *first, *second)
        }
        // The only vowel of a short word (gas).
        [.., last] if is_vowel(*last) => syllables(stem) > 1,
        // prijs, Amerikaans.
        [] | [.., b's'] | [.., b'i', b'j'] | [.., b'a', b'a', b'n'] => false,
        [rest @ .., _] => rest.len() >= 2 && has_vowel(rest),
    };
    if plural {
        cut(word, 1);
    }
    plural
}

/// After a long vowel or a diphthong s belongs to the stem (huis, kruis). After -ie (moties), two syllables (audios) and
/// French -eau and -ieu (bureaus, milieus) it does not.
fn plural_after_vowels(stem: &str, before: &[u8], first: u8, second: u8) -> bool {
    let open = match (first, second) {
        (b'i', b'e' | b'a' | b'o' | b'u') | (b'a', b'o') => true,
        (b'a' | b'e', b'u') => matches!(before.last(), Some(b'e' | b'i')),
        (b'o', b'e' | b'u') | (b'u' | b'e' | b'a', b'i') => false,
        _ => first != second,
    };
    open && before.len() >= 2 && (syllables(stem) > 1 || second == b'u' || first == b'a')
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
        [rest @ .., before, last] => {
            has_vowel(stem.as_bytes()) && (before != last || rest.len() >= 2)
        }
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
        [rest @ .., before, last, b'e'] => {
            (has_vowel(rest) || is_vowel(*before) || is_vowel(*last))
                && (before != last || rest.len() >= 2)
        }
        _ => false,
    };
    if ends {
        cut(word, 1);
        close(word);
    }
    ends
}

/// gewerkt is a form of werken, aangepakt of aanpakken. Verbs in a stressed -eren keep their participles to themselves: whoever
/// types geïnformeerd means that word; see [`participles_of`].
fn participle(word: &mut String) -> bool {
    if !word.ends_with(['d', 't']) {
        return false;
    }
    let Some(rest) = after_ge(word) else {
        return false;
    };
    let borrowed = rest
        .strip_suffix("eerd")
        .is_some_and(|stem| has_vowel(stem.as_bytes()));
    // geeft is not of eft; geëist has a second vowel there, geëvalueerd a second syllable.
    let double =
        matches!(rest.as_bytes(), [b'e', second, ..] if !is_vowel(*second)) && syllables(rest) < 2;
    if rest.len() < 3 || borrowed || double || rest.ends_with("heid") || !has_vowel(rest.as_bytes())
    {
        return false;
    }
    let at = word.len().saturating_sub(rest.len()).saturating_sub(2);
    word.replace_range(at..at.saturating_add(2), "");
    true
}

/// The stems that a verb's participle may have for itself, from the verb's own stem: geinformer for informer (geïnformeerd), and with
/// ge- behind what may be a separable prefix (nagesynchroniseerd). None for verbs of another kind.
pub(super) fn participles_of(stem: &str) -> impl Iterator<Item = String> {
    let borrowed = stem
        .strip_suffix("er")
        .is_some_and(|rest| has_vowel(rest.as_bytes()));
    let plain = borrowed.then(|| format!("ge{stem}"));
    let behind = after_separable(stem).filter(|_| borrowed);
    let prefixed = behind.and_then(|behind| {
        let prefix = stem.strip_suffix(behind)?;
        Some(format!("{prefix}ge{behind}"))
    });
    plain.into_iter().chain(prefixed)
}

/// gemeld(e), bepaald(e), and lopend(e), which leaves lopen. After other vowels d belongs to the stem (leid, raad).
fn ending_d(word: &mut String) -> bool {
    let ends = match word.as_bytes() {
        [rest @ .., before, b'd'] => match before {
            b'l' | b'n' | b'r' | b'm' | b'g' | b'b' | b'w' | b'f' | b's' => {
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
