//! Search by holding every word of a query against every word of a document: slow, and hard to get wrong.

use std::collections::BTreeMap;
use std::ops::Range;

use voetnoot::document::Document;
use voetnoot::words::lexeme::Lexeme;
use voetnoot::words::pattern::{Extent, Pattern, Tier};
use voetnoot::words::tokens::{Token, tokens};

/// What a query asks for; all of it must hold of a passage.
#[derive(Debug, Clone)]
pub(crate) enum Ask {
    /// A typed word, perhaps with hyphens.
    Word(String, Extent),
    /// Words in a row, as written but for folding.
    Phrase(String),
    /// The same, where the last word may go on.
    Begun(String),
    /// A word that must not occur.
    Without(String),
}

/// Marks of a passage: bytes and reason.
pub(crate) type Marks = Vec<(Range<usize>, Tier)>;

/// Every word of every passage.
pub(crate) struct Brute {
    /// Each different one once, by its term and whether it is joined.
    lexemes: BTreeMap<(String, bool), Lexeme<'static>>,
    passages: Vec<Vec<Token>>,
}

impl Brute {
    pub(crate) fn new(document: &Document) -> Self {
        let paragraphs = document.paragraphs.iter();
        let passages: Vec<Vec<Token>> = paragraphs
            .map(|paragraph| tokens(&paragraph.text))
            .collect();
        let words = passages.iter().flatten();
        let lexemes = words.map(|token| {
            let lexeme = Lexeme::new(&token.term, token.joined).into_owned();
            ((token.term.clone(), token.joined), lexeme)
        });
        Self {
            lexemes: lexemes.collect(),
            passages,
        }
    }

    /// The marks of every passage that matches; `None` for one that does not.
    pub(crate) fn search(&self, asked: &[Ask]) -> Vec<Option<Marks>> {
        let mut found: Vec<Option<Marks>> = vec![Some(Vec::new()); self.passages.len()];
        for ask in asked {
            let marks = match ask {
                Ask::Word(word, extent) => self.word(word, *extent, true),
                Ask::Phrase(words) => self.phrase(&plain(words), Extent::Whole),
                Ask::Begun(words) => self.phrase(&plain(words), Extent::Open),
                Ask::Without(word) => self.word(word, Extent::Whole, false),
            };
            for (passage, marks) in found.iter_mut().zip(marks) {
                let holds = marks.is_empty() == matches!(ask, Ask::Without(_));
                match passage {
                    Some(all) if holds => all.extend(marks),
                    _ => *passage = None,
                }
            }
        }
        for marks in found.iter_mut().flatten() {
            unite(marks);
        }
        found
    }

    /// The places of a typed word: of the word, or of its parts in a row, or of what they make together.
    fn word(&self, typed: &str, extent: Extent, forgiving: bool) -> Vec<Marks> {
        let parts = plain(typed);
        if let [word] = parts.as_slice() {
            return self.places(&Pattern::new(word, extent), forgiving);
        }
        let mut found = self.phrase(&parts, extent);
        let whole = tokens(typed)
            .into_iter()
            .find(|token| token.joined && token.range == (0..typed.trim_end_matches('*').len()));
        if let Some(joined) = whole {
            let pattern = Pattern::new(&joined.term, extent);
            let possible = parts.iter().enumerate().all(|(at, part)| {
                let extent = if at + 1 == parts.len() {
                    extent
                } else {
                    Extent::Whole
                };
                self.occurs(&Pattern::new(part, extent))
            });
            add(&mut found, self.places(&pattern, forgiving && !possible));
        }
        if let ([before, end], true) = (parts.as_slice(), extent.is_open())
            && [before, end]
                .iter()
                .all(|part| part.bytes().all(|byte| byte.is_ascii_digit()))
            && (1..=3).contains(&before.len())
            && (1..=2).contains(&end.len())
            && typed.contains('.')
        {
            add(
                &mut found,
                self.places(
                    &Pattern::new(&format!("{before}{end}"), Extent::Open),
                    false,
                ),
            );
        }
        found
    }

    /// Whether a word of a phrase occurs at all.
    fn occurs(&self, pattern: &Pattern) -> bool {
        let mut plain = self.lexemes.values().filter(|lexeme| !lexeme.joined);
        plain.any(|lexeme| literally(pattern, lexeme).is_some())
    }

    /// Why each word is meant by one pattern.
    fn meant(&self, pattern: &Pattern, forgiving: bool) -> BTreeMap<(&str, bool), Tier> {
        let key = |lexeme: &Lexeme<'_>| (lexeme.written.to_string(), lexeme.joined);
        let mut tiers: BTreeMap<(String, bool), Tier> = BTreeMap::new();
        for lexeme in self.lexemes.values() {
            tiers.extend(pattern.judge(lexeme).map(|tier| (key(lexeme), tier)));
        }
        if tiers.is_empty() && forgiving && pattern.extent != Extent::Verbatim {
            let errors = |lexeme: &Lexeme<'_>| pattern.typing_errors(lexeme);
            let fewest = self.lexemes.values().filter_map(errors).min();
            let mistyped = self
                .lexemes
                .values()
                .filter(|lexeme| fewest.is_some() && errors(lexeme) == fewest);
            tiers.extend(mistyped.map(|lexeme| (key(lexeme), Tier::Typo)));
        }
        let repeats = |term: &str| {
            term.split(['-', '~'])
                .any(|part| tiers.contains_key(&(part.to_owned(), false)))
        };
        let lexemes = self
            .lexemes
            .keys()
            .filter(|(term, joined)| !joined || !repeats(term));
        lexemes
            .filter_map(|key| Some(((key.0.as_str(), key.1), *tiers.get(key)?)))
            .collect()
    }

    /// The places of one pattern.
    fn places(&self, pattern: &Pattern, forgiving: bool) -> Vec<Marks> {
        let meant = self.meant(pattern, forgiving);
        let places = |passage: &Vec<Token>| {
            let marks = passage.iter().filter_map(|token| {
                let tier = meant.get(&(token.term.as_str(), token.joined))?;
                Some((token.range.clone(), *tier))
            });
            marks.collect()
        };
        self.passages.iter().map(places).collect()
    }

    /// The places of words in a row.
    fn phrase(&self, words: &[String], last: Extent) -> Vec<Marks> {
        let end = words.len().saturating_sub(1);
        let extent = |at| if at == end { last } else { Extent::Whole };
        let patterns = words
            .iter()
            .enumerate()
            .map(|(at, word)| Pattern::new(word, extent(at)));
        let patterns: Vec<Pattern> = patterns.collect();
        let passages = self.passages.iter().map(|passage| {
            let plain: Vec<&Token> = passage.iter().filter(|token| !token.joined).collect();
            let mut marks = Vec::new();
            for row in plain.windows(patterns.len().max(1)) {
                let tiers = row.iter().zip(&patterns).map(|(token, pattern)| {
                    literally(pattern, self.lexemes.get(&(token.term.clone(), false))?)
                });
                let tiers: Option<Vec<Tier>> = tiers.collect();
                if let Some(tier) = tiers.and_then(|tiers| tiers.into_iter().max()) {
                    let range = row[0].range.start..row[row.len() - 1].range.end;
                    marks.push((range, tier));
                }
            }
            marks
        });
        passages.collect()
    }
}

/// How strongly a word of a phrase is meant.
fn literally(pattern: &Pattern, lexeme: &Lexeme<'_>) -> Option<Tier> {
    let weakest = if pattern.extent.is_open() {
        Tier::Prefix
    } else {
        Tier::Folded
    };
    pattern.judge(lexeme).filter(|&tier| tier <= weakest)
}

/// The words of a text, without joined ones.
fn plain(text: &str) -> Vec<String> {
    let tokens = tokens(text).into_iter().filter(|token| !token.joined);
    tokens.map(|token| token.term).collect()
}

fn add(found: &mut [Marks], more: Vec<Marks>) {
    for (marks, more) in found.iter_mut().zip(more) {
        marks.extend(more);
    }
}

/// Overlapping marks are one.
pub(crate) fn unite(marks: &mut Marks) {
    marks.sort_by_key(|(range, _)| (range.start, range.end));
    let mut united: Marks = Vec::new();
    for (range, tier) in marks.drain(..) {
        match united.last_mut() {
            Some((before, strongest)) if range.start < before.end => {
                before.end = before.end.max(range.end);
                *strongest = tier.min(*strongest);
            }
            _ => united.push((range, tier)),
        }
    }
    *marks = united;
}
