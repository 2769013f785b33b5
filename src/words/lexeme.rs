//! A distinct term of a text with everything that matching needs, computed once.
//!
//! It must not know where the term occurs.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::words::forms;

/// A distinct term: what a [`Pattern`](crate::words::pattern::Pattern) is held against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lexeme {
    /// The token's term as written.
    pub written: Box<str>,
    /// Lower case, without accents and separators: what prefixes and parts are looked up in. Of a suspended word, the word alone.
    pub folded: Box<str>,
    /// What all forms of the word share, folded (see [`forms`]).
    pub stem: Box<str>,
    /// Bytes of `folded` at which a part begins (after a hyphen or a digit group, at a capital inside a word), ascending, without 0.
    pub joints: Box<[u16]>,
    /// Whether the token was joined (see [`Token::joined`](crate::words::tokens::Token::joined)).
    pub joined: bool,
    /// Of a suspended word, the word that completes it, folded.
    pub completion: Option<Box<str>>,
}

impl Lexeme {
    /// Prepares a term for matching.
    #[must_use]
    pub fn new(term: &str, joined: bool) -> Self {
        let (own, completion) = match term.split_once('~') {
            Some((own, completion)) if joined => (own, Some(fold(completion).into_boxed_str())),
            _ => (term, None),
        };
        let mut folded = String::with_capacity(own.len());
        let mut joints: Vec<u16> = Vec::new();
        let mut before = None;
        let mut part = 0;
        for (at, letter) in own.char_indices() {
            let separator = matches!(letter, '-' | '.');
            let capital_inside = letter.is_uppercase() && before.is_some_and(char::is_lowercase);
            if separator || capital_inside || before == Some(',') {
                folded.push_str(&fold(&own[part..at]));
                joints.push(folded.len().min(usize::from(u16::MAX)) as u16);
                part = at + usize::from(separator);
            }
            before = Some(letter);
        }
        folded.push_str(&fold(&own[part..]));
        joints.dedup();
        joints.retain(|&joint| joint > 0 && usize::from(joint) < folded.len());
        let stem = forms::stem(&own.replace(['-', '.'], "").to_lowercase());
        Self {
            written: term.into(),
            folded: folded.into(),
            stem: stem.into(),
            joints: joints.into(),
            joined,
            completion,
        }
    }
}

/// Lower case, accents taken off, ligatures and `ĳ` taken apart, figures and letters in their plain form.
#[must_use]
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    for letter in text
        .nfkd()
        .flat_map(char::to_lowercase)
        .filter(|&letter| !is_combining_mark(letter))
    {
        // Letters that Unicode does not take apart, spelt as readers type them.
        match letter {
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' | 'ð' => folded.push('d'),
            'þ' => folded.push_str("th"),
            'ı' => folded.push('i'),
            '’' | '‘' | 'ʼ' | '´' => folded.push('\''),
            '“' | '”' | '„' | '«' | '»' => folded.push('"'),
            letter => folded.push(letter),
        }
    }
    folded
}
