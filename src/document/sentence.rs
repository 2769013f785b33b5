//! Where sentences begin and end in Dutch official prose, abbreviations included.
//!
//! It must not know documents or pages: text in, ranges out.

use std::ops::Range;

/// Abbreviations that end in a full stop without ending a sentence; lower case, without their last stop.
const ABBREVIATIONS: &[&str] = &[
    "a.d", "a.i", "a.s", "a.u.b", "aanh", "afd", "afz", "alg", "art", "artt", "bijl", "bijv",
    "blz", "bv", "c.a", "c.q", "c.s", "ca", "cf", "d.d", "d.i", "d.m.v", "dhr", "dr", "drs",
    "dw.z", "d.w.z", "e.a", "e.d", "e.e.a", "e.g", "e.v", "e.v.a", "etc", "evt", "excl", "fig",
    "gem", "hfdst", "i.c", "i.c.m", "i.e", "i.h.a", "i.h.k.v", "i.o", "i.p.v", "i.v.m", "incl",
    "ing", "ir", "jhr", "jl", "jo", "lid", "m.a.w", "m.b.t", "m.b.v", "m.i", "m.i.v", "m.m.v",
    "m.n", "m.u.v", "max", "mej", "mevr", "min", "mr", "mw", "n.a.v", "n.b", "n.v.t", "nl", "no",
    "nr", "nrs", "o.a", "o.b.v", "o.g.v", "o.i", "o.l.v", "o.m", "p", "par", "pag", "plv", "pp",
    "prof", "resp", "rev", "sr", "st", "stb", "stcrt", "t.a.v", "t.b.v", "t.g.v", "t.h.v", "t.k",
    "t.m", "t.n.v", "t.o.v", "t.v.v", "t.w", "t.z.t", "tab", "tel", "trb", "v", "vb", "vgl", "vlg",
    "v.w.b", "w.o", "z.g.n", "zgn", "z.i", "z.o.z",
];

/// Abbreviations that often do end a sentence: a capital behind them begins a new one.
const OFTEN_LAST: &[&str] = &[
    "a.s", "c.s", "e.a", "e.d", "e.v", "etc", "jl", "n.v.t", "t.z.t",
];

/// The sentences of a text, in order, without the white space between them.
#[must_use]
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut all = Vec::new();
    let mut start = 0;
    for (at, _) in text.match_indices(['.', '!', '?', '…']) {
        if at < start {
            continue;
        }
        if let Some(end) = end_of_sentence(text, at) {
            push(text, start..end, &mut all);
            start = end;
        }
    }
    push(text, start..text.len(), &mut all);
    all
}

fn push(text: &str, range: Range<usize>, all: &mut Vec<Range<usize>>) {
    let sentence = &text[range.clone()];
    let start = range.start + (sentence.len() - sentence.trim_start().len());
    let end = range.start + sentence.trim_end().len();
    if start < end {
        all.push(start..end);
    }
}

/// The byte behind the sentence that the sign at `at` ends, quotes and brackets included; `None` when it ends none.
fn end_of_sentence(text: &str, at: usize) -> Option<usize> {
    let rest = &text[at..];
    let closing = |c: char| {
        matches!(
            c,
            '.' | '!' | '?' | '…' | '’' | '”' | '"' | '\'' | '»' | ')' | ']'
        )
    };
    let length: usize = rest
        .chars()
        .take_while(|&c| closing(c))
        .map(char::len_utf8)
        .sum();
    let end = at + length;
    let after = &text[end..];
    if after.is_empty() {
        return Some(end);
    }
    let next = after.trim_start();
    if next.len() == after.len() {
        return None;
    }
    let first = next.chars().find(|c| {
        !matches!(
            c,
            '‘' | '“' | '„' | '«' | '"' | '\'' | '(' | '[' | '–' | '-' | ' '
        )
    })?;
    if !(first.is_uppercase() || first.is_numeric()) {
        return None;
    }
    let stop_only = rest[..length].starts_with('.') && !rest[..length].contains(['!', '?', '…']);
    (!stop_only || !is_abbreviation(&text[..at], first)).then_some(end)
}

/// Whether the word before a full stop is an abbreviation or an initial, seen what follows it.
fn is_abbreviation(before: &str, next: char) -> bool {
    let word = before
        .rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '[' | '‘' | '“' | '"'))
        .next()
        .unwrap_or("");
    let lower = word.to_lowercase();
    if OFTEN_LAST.contains(&lower.as_str()) {
        return !next.is_uppercase();
    }
    let initials = !word.is_empty()
        && word
            .split('.')
            .all(|letters| letters.chars().count() == 1 && letters.chars().all(char::is_uppercase));
    initials || ABBREVIATIONS.contains(&lower.as_str())
}

/// The sentence around a byte of `text`, without surrounding white space. A byte right behind a sentence belongs to that sentence, as a
/// mark behind a full stop does.
#[must_use]
pub fn sentence_at(text: &str, byte: usize) -> Range<usize> {
    let all = sentences(text);
    let at = all.partition_point(|sentence| sentence.end < byte);
    all.get(at).or(all.last()).cloned().unwrap_or(0..0)
}
