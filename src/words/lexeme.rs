//! A distinct term of a text with everything that matching needs, computed once.
//!
//! It must not know where the term occurs.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::words::forms;

/// A term that a [`Pattern`](crate::words::pattern::Pattern) is held against. What it is asked for may have to be fetched from far away.
pub trait Matched {
    /// The token's term as written.
    fn written(&self) -> &str;

    /// Lower case, without accents and separators: what prefixes and parts are looked up in. Of a suspended word, the word alone.
    fn folded(&self) -> &str;

    /// What all forms of the word share, folded (see [`forms`]).
    fn stem(&self) -> &str;

    /// Bytes of the folded spelling at which a part begins, as [`Lexeme::joints`] has them.
    fn joints(&self) -> Cow<'_, [u16]>;

    /// Whether the token was joined.
    fn is_joined(&self) -> bool;
}

/// A distinct term, with all that is asked of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lexeme<'t> {
    /// The token's term as written.
    pub written: Cow<'t, str>,
    /// Lower case, without accents and separators: what prefixes and parts are looked up in. Of a suspended word, the word alone.
    pub folded: Cow<'t, str>,
    /// What all forms of the word share, folded (see [`forms`]).
    pub stem: Cow<'t, str>,
    /// Bytes of `folded` at which a part begins (after a hyphen or a digit group, at a capital inside a word), ascending, without 0.
    pub joints: Cow<'t, [u16]>,
    /// Whether the token was joined (see [`Token::joined`](crate::words::tokens::Token::joined)).
    pub joined: bool,
}

impl<'t> Lexeme<'t> {
    /// Prepares a term for matching.
    #[must_use]
    pub fn new(term: &'t str, joined: bool) -> Self {
        let own = own(term, joined);
        let (folded, joints) = spelling(own);
        let stem = forms::stem(&own.replace(['-', '.'], "").to_lowercase());
        Self {
            written: term.into(),
            folded: folded.into(),
            stem: stem.into(),
            joints: joints.into(),
            joined,
        }
    }

    /// The same, free of the text it was cut from.
    #[must_use]
    pub fn into_owned(self) -> Lexeme<'static> {
        Lexeme {
            written: Cow::Owned(self.written.into_owned()),
            folded: Cow::Owned(self.folded.into_owned()),
            stem: Cow::Owned(self.stem.into_owned()),
            joints: Cow::Owned(self.joints.into_owned()),
            joined: self.joined,
        }
    }
}

impl Matched for Lexeme<'_> {
    fn written(&self) -> &str {
        &self.written
    }

    fn folded(&self) -> &str {
        &self.folded
    }

    fn stem(&self) -> &str {
        &self.stem
    }

    fn joints(&self) -> Cow<'_, [u16]> {
        Cow::Borrowed(&self.joints)
    }

    fn is_joined(&self) -> bool {
        self.joined
    }
}

/// Of a suspended word the word alone, without the one that completes it.
fn own(term: &str, joined: bool) -> &str {
    match term.split_once('~') {
        Some((own, _)) if joined => own,
        _ => term,
    }
}

/// A term folded and without separators, and where parts begin in it (see [`Lexeme::joints`]).
#[must_use]
pub fn spelling(term: &str) -> (String, Vec<u16>) {
    let mut folded = String::with_capacity(term.len());
    let mut joints: Vec<u16> = Vec::new();
    let mut before = None;
    let mut part = 0;
    for (at, letter) in term.char_indices() {
        let separator = matches!(letter, '-' | '.');
        let capital_inside = letter.is_uppercase() && before.is_some_and(char::is_lowercase);
        if separator || capital_inside || before == Some(',') {
            folded.push_str(&fold(&term[part..at]));
            joints.push(folded.len().min(usize::from(u16::MAX)) as u16);
            part = at + usize::from(separator);
        }
        before = Some(letter);
    }
    folded.push_str(&fold(&term[part..]));
    joints.dedup();
    joints.retain(|&joint| joint > 0 && usize::from(joint) < folded.len());
    (folded, joints)
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
