//! Cuts a text into tokens: words, numbers with their groups, and the words that hyphens join.
//!
//! It must not know queries: the same cut serves index and query.

use std::borrow::Cow;
use std::ops::Range;

use unicode_normalization::{UnicodeNormalization, is_nfc_quick};

/// A word or number of a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Token {
    /// Bytes of the text it stands on.
    pub range: Range<usize>,
    /// Counts words from 0; neighbours differ by one. A joined token has the position of its first part.
    pub position: u32,
    /// As written, in the one spelling that matters to matching: composed letters, digit groups joined by `.` (`29 628` is `29.628`),
    /// no apostrophe inside (`collega’s` is `collegas`).
    /// The parts of a joined token are separated by `-` (`politie-externen`); a suspended one is followed by `~` and the word
    /// that completes it (`integriteits~screeningsbeleid`).
    pub term: String,
    /// Whether it repeats words that are tokens of their own: hyphen-joined or suspended.
    pub joined: bool,
}

/// The longest term that is kept: bytes. What is longer (an address, a line without spaces) is cut, as tantivy would leave it out.
pub(crate) const LONGEST: usize = 1_000;

/// Words that may stand between a suspended word and the one that completes it.
const CONNECTORS: &[&str] = &[
    "en", "of", "noch", "tot", "dan", "wel", "als", "plus", "maar", "ook", "niet",
];

/// How many tokens a suspended word may wait for its completion.
const PATIENCE: u32 = 8;

/// Calls `each` for every token of a text: plain tokens in order, a joined one right behind its parts, a suspended one right behind the
/// word that completes it.
pub fn for_each(text: &str, mut each: impl FnMut(&Token)) {
    let mut scanner = Scanner {
        text,
        at: 0,
        token: Token::default(),
        chain: None,
        suspended: Vec::new(),
        last_end: 0,
    };
    while scanner.next_word() {
        each(&scanner.token);
        scanner.join(&mut each);
    }
}

/// Every token of a text.
#[must_use]
pub fn tokens(text: &str) -> Vec<Token> {
    let mut all = Vec::new();
    for_each(text, |token| all.push(token.clone()));
    all
}

/// Words joined by hyphens so far.
#[derive(Debug)]
struct Chain {
    start: usize,
    position: u32,
    term: String,
    parts: u32,
    letters: bool,
}

struct Scanner<'t> {
    text: &'t str,
    at: usize,
    token: Token,
    chain: Option<Chain>,
    suspended: Vec<Token>,
    last_end: usize,
}

impl Scanner<'_> {
    /// Finds the next word or number; `token` is it.
    fn next_word(&mut self) -> bool {
        let Some(start) = self.text[self.at..]
            .find(is_word)
            .map(|offset| self.at + offset)
        else {
            return false;
        };
        let first = self.token.term.is_empty() && self.token.range.end == 0;
        self.token.position += u32::from(!first);
        self.token.term.clear();
        let end = match number_end(&self.text[start..]) {
            Some(length) => {
                self.token.term.extend(
                    self.text[start..start + length]
                        .chars()
                        .map(|c| if is_group_space(c) { '.' } else { c }),
                );
                start + length
            }
            None => self.word_from(start),
        };
        self.token.range = start..end;
        self.at = end;
        true
    }

    /// Collects a word's characters; returns the byte behind it.
    fn word_from(&mut self, start: usize) -> usize {
        let mut end = start;
        let mut letters = self.text[start..].char_indices().peekable();
        while let Some((offset, letter)) = letters.next() {
            if is_word(letter) {
                if self.token.term.len() < LONGEST {
                    self.token.term.push(letter);
                }
                end = start + offset + letter.len_utf8();
            } else {
                // An apostrophe between letters belongs to the word and is dropped, as is an invisible hyphen.
                let inside = is_apostrophe(letter)
                    && self
                        .token
                        .term
                        .chars()
                        .next_back()
                        .is_some_and(char::is_alphabetic)
                    || letter == '\u{ad}';
                let goes_on = letters
                    .peek()
                    .is_some_and(|&(_, next)| next.is_alphabetic());
                if !inside || !goes_on {
                    break;
                }
            }
        }
        if let Cow::Owned(composed) = composed(&self.token.term) {
            self.token.term = composed;
        }
        end
    }

    /// What the token just found joins or completes.
    fn join(&mut self, each: &mut impl FnMut(&Token)) {
        let (start, end) = (self.token.range.start, self.token.range.end);
        let glued = self.chain.is_some()
            && hyphen(&self.text[self.last_end..]) == Some(start - self.last_end);
        if !glued {
            self.chain = None;
        }
        let letters = self.token.term.contains(|c: char| c.is_alphabetic());
        let follows = hyphen(&self.text[end..]);
        let goes_on = follows.is_some_and(|length| self.text[end + length..].starts_with(is_word));
        if goes_on || glued {
            let chain = self.chain.get_or_insert_with(|| Chain {
                start,
                position: self.token.position,
                term: String::new(),
                parts: 0,
                letters: false,
            });
            if chain.parts > 0 {
                chain.term.push('-');
            }
            chain.term.push_str(&self.token.term);
            chain.parts += 1;
            chain.letters |= letters;
        }
        self.last_end = end;
        self.complete(start, letters, each);
        if !goes_on {
            if let Some(chain) = self
                .chain
                .take()
                .filter(|chain| chain.letters && chain.parts > 1 && chain.term.len() <= LONGEST)
            {
                each(&Token {
                    range: chain.start..end,
                    position: chain.position,
                    term: chain.term,
                    joined: true,
                });
            }
            if follows.is_some() && letters && glued_left(self.text, start) {
                self.suspended.push(Token {
                    joined: true,
                    ..self.token.clone()
                });
            }
        }
    }

    /// Completes the suspended words that wait, if this word does; or gives them up.
    fn complete(&mut self, start: usize, letters: bool, each: &mut impl FnMut(&Token)) {
        let Some(waiting) = self.suspended.first() else {
            return;
        };
        let between = self.suspended.last().map_or("", |last| {
            self.text.get(last.range.end..start).unwrap_or("")
        });
        let broken = between.contains(['.', ';', ':', '?', '!', '(', ')'])
            || self.token.position > waiting.position + PATIENCE;
        if broken || !letters {
            self.suspended.clear();
            return;
        }
        let lower = self.token.term.to_lowercase();
        let suspended_itself = hyphen(&self.text[self.token.range.end..]).is_some();
        if CONNECTORS.contains(&lower.as_str()) || suspended_itself {
            return;
        }
        for mut token in std::mem::take(&mut self.suspended) {
            token.term.push('~');
            token.term.push_str(&self.token.term);
            each(&token);
        }
    }
}

/// Whether a word begins here, rather than going on from a hyphen (`GroenLinks-PvdA-` suspends nothing of its own).
fn glued_left(text: &str, start: usize) -> bool {
    !text[..start].ends_with(is_hyphen)
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric()
        || letter == '_'
        || unicode_normalization::char::is_combining_mark(letter)
}

fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '’' | '‘' | 'ʼ' | '`' | '´')
}

fn is_hyphen(letter: char) -> bool {
    matches!(letter, '-' | '\u{2010}' | '\u{2011}')
}

/// Bytes of a hyphen at the start of a text.
fn hyphen(text: &str) -> Option<usize> {
    text.chars()
        .next()
        .filter(|&letter| is_hyphen(letter))
        .map(char::len_utf8)
}

/// Spaces that separate groups of digits: ordinary, no-break and narrow no-break.
fn is_group_space(letter: char) -> bool {
    matches!(letter, ' ' | '\u{a0}' | '\u{202f}')
}

/// Bytes of a number with groups or decimals at the start of a text: `29.628`, `29 628`, `1.175,50`, `1,92`; `None` where none
/// stands, or a plain run of digits, which is a word like any other.
fn number_end(text: &str) -> Option<usize> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let first = digits(text);
    if first == 0 {
        return None;
    }
    let mut end = first;
    if first <= 3 {
        let separator = text[first..]
            .chars()
            .next()
            .filter(|&c| c == '.' || is_group_space(c));
        while let Some(separator) = separator {
            let Some(rest) = text[end..].strip_prefix(separator) else {
                break;
            };
            let group = digits(rest);
            // `2020 984` is two numbers, and so is `3 100x`: a group is three digits and nothing glued to them.
            if group != 3 || rest[3..].starts_with(is_word) {
                break;
            }
            end += separator.len_utf8() + 3;
        }
    }
    if let Some(rest) = text[end..].strip_prefix(',') {
        let decimals = digits(rest);
        if decimals > 0 && !rest[decimals..].starts_with(is_word) {
            end += 1 + decimals;
        }
    }
    (end > first && !text[end..].starts_with(is_word)).then_some(end)
}

/// A term with its letters composed (`e` + accent is `é`).
fn composed(term: &str) -> Cow<'_, str> {
    if term.is_ascii() || is_nfc_quick(term.chars()) == unicode_normalization::IsNormalized::Yes {
        Cow::Borrowed(term)
    } else {
        Cow::Owned(term.nfc().collect())
    }
}
