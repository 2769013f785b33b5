//! How Dutch spells the end of a stem: open and closed syllables, doubled letters, v and z that are f and s at the end.
//!
//! It must not know endings or words. All words here are ASCII lower case.

/// Whether a letter is written for a vowel.
pub(super) fn is_vowel(letter: u8) -> bool {
    matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
}

/// The number of groups of vowels, about the number of syllables.
pub(super) fn syllables(word: &str) -> usize {
    let mut after_vowel = false;
    let mut groups = 0_usize;
    for letter in word.bytes() {
        let vowel = is_vowel(letter);
        groups = groups.saturating_add(usize::from(vowel && !after_vowel));
        after_vowel = vowel;
    }
    groups
}

/// The vowels that stand before the last letter, and the consonant that is the last letter.
/// None when the word does not end in vowels and one consonant.
fn last_syllable(word: &str) -> Option<(&str, u8)> {
    let (&consonant, before) = word.as_bytes().split_last()?;
    let vowels = before
        .iter()
        .rev()
        .take_while(|&&letter| is_vowel(letter))
        .count();
    if is_vowel(consonant) || vowels == 0 {
        return None;
    }
    let start = before.len().saturating_sub(vowels);
    Some((word.get(start..before.len())?, consonant))
}

/// Spells a stem whose syllable was open as a closed one: `mak` (of maken) is maak. Unstressed syllables (regel-en) come out
/// too long here; [`settle`] writes them all short.
pub(super) fn close(word: &mut String) {
    let Some((vowels, consonant)) = last_syllable(word) else {
        return;
    };
    if !b"bdfgklmnprstvz".contains(&consonant) {
        return;
    }
    let long = match vowels {
        "a" | "ia" | "ea" | "ua" => 'a',
        "e" | "ue" => 'e',
        "o" | "io" | "eo" | "uo" => 'o',
        "u" => 'u',
        _ => return,
    };
    word.pop();
    word.push(long);
    word.push(char::from(consonant));
}

/// Brings the end of a stem into its one spelling, and tells whether that changed it.
pub(super) fn settle(word: &mut String) -> bool {
    let sharpened = sharpen(word);
    let single = single_consonant(word);
    shorten_vowel(word) || sharpened || single
}

/// No Dutch word ends in v or z: `briev` is brief, `huiz` is huis.
fn sharpen(word: &mut String) -> bool {
    let sharp = match word.as_bytes() {
        [_, _, .., b'v'] => 'f',
        [_, _, .., b'z'] => 's',
        _ => return false,
    };
    word.pop();
    word.push(sharp);
    true
}

/// No Dutch word ends in a doubled consonant: `stemm` is stem.
fn single_consonant(word: &mut String) -> bool {
    match word.as_bytes() {
        [_, .., before, last] if before == last && !is_vowel(*last) && word.len() > 3 => {
            word.pop();
            true
        }
        _ => false,
    }
}

/// In the last of several syllables spelling does not tell long vowels from short or unstressed ones once an ending stands
/// behind them: regel-en but crimineel, criminel-e; sector-en but kantoor, kantor-en; verslag-en but navraag, navrag-en.
/// So all of these are written short.
fn shorten_vowel(word: &mut String) -> bool {
    let Some((vowels, consonant)) = last_syllable(word) else {
        return false;
    };
    let ambiguous = match consonant {
        // The ending -en behind ie or ee (ideeën), without its accent.
        b'n' if vowels.ends_with("eee") || vowels.ends_with("iee") => false,
        b'l' | b'm' => vowels.ends_with("ee"),
        b'r' | b'n' => vowels.ends_with("ee") || vowels.ends_with("oo"),
        b'g' => vowels.ends_with("oo") || vowels.ends_with("aa"),
        _ => false,
    };
    if !ambiguous || (syllables(word) < 2 && vowels.len() < 3) {
        return false;
    }
    word.pop();
    word.pop();
    word.push(char::from(consonant));
    true
}

/// The degrees of an adjective, with and without -e: later, latere, laatst, laatste.
pub(super) fn degrees(adjective: &str) -> [String; 4] {
    let before_e = before_ending(adjective);
    let comparative = if adjective.ends_with('r') {
        format!("{adjective}der")
    } else {
        format!("{before_e}er")
    };
    let superlative = format!(
        "{adjective}{}",
        if adjective.ends_with('s') { "t" } else { "st" }
    );
    let comparative_e = format!("{comparative}e");
    let superlative_e = format!("{superlative}e");
    [comparative, comparative_e, superlative, superlative_e]
}

/// How an adjective is spelled before an ending that begins with a vowel: laat is lat-er, dik is dikk-er, boos is boz-er.
fn before_ending(adjective: &str) -> String {
    let mut word = adjective.to_owned();
    let Some((vowels, consonant)) = last_syllable(adjective) else {
        return word;
    };
    let (length, doubled) = (vowels.len(), vowels.as_bytes());
    let long = matches!(doubled, [.., one, other] if one == other && *one != b'i');
    let softer = match consonant {
        b'f' if length > 1 => 'v',
        b's' if length > 1 || adjective.ends_with("ijs") => 'z',
        other => char::from(other),
    };
    word.pop();
    if long {
        word.pop();
    }
    word.push(softer);
    if length == 1 && syllables(adjective) == 1 && !adjective.ends_with("ijs") && consonant != b'w'
    {
        word.push(softer);
    }
    word
}
