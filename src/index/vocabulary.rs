//! The distinct words of a letter, ordered so that those a typed word may mean are found without asking all.
//!
//! Whether a word is meant, [`Pattern`] alone decides; this module only knows whom to ask. It must not know where
//! words occur.

use memchr::memmem;

use crate::words::lexeme::Lexeme;
use crate::words::pattern::{Extent, Pattern, Tier};

/// Index of a lexeme: plain ones first, then joined ones, each in the order of the term dictionary.
pub(crate) type LexemeId = u32;

/// A lexeme that a typed word means, and how strongly.
pub(crate) type Match = (LexemeId, Tier);

/// From how many bytes on a typed word is looked for inside words; shorter ones are parts of nearly everything.
const MIN_INFIX: usize = 2;

/// Every lexeme of a letter.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    lexemes: Vec<Lexeme>,
    /// How many of them are plain.
    plain: usize,
    /// All, by their folded spelling.
    by_folded: Vec<LexemeId>,
    /// All, by their stem.
    by_stem: Vec<LexemeId>,
    /// All, by their stem read from its end: compounds with the same last part stand together.
    by_ending: Vec<LexemeId>,
    /// Words that share their end with a later one (`integriteits-`): no prefix and no infix finds these.
    suspended: Vec<LexemeId>,
    /// The folded spellings in the order of `by_folded`, each ended by a line feed.
    spellings: String,
    /// Where each spelling begins.
    starts: Vec<u32>,
}

impl Vocabulary {
    /// From the terms of both dictionaries, each in byte order.
    pub(crate) fn new(plain: &[Box<str>], joined: &[Box<str>]) -> Self {
        let plain_lexemes = plain.iter().map(|term| Lexeme::new(term, false));
        let joined_lexemes = joined.iter().map(|term| Lexeme::new(term, true));
        let lexemes: Vec<Lexeme> = plain_lexemes.chain(joined_lexemes).collect();
        let mut by_folded: Vec<LexemeId> = (0..lexemes.len() as u32).collect();
        let mut by_stem = by_folded.clone();
        by_folded.sort_by(|&a, &b| lexemes[a as usize].folded.cmp(&lexemes[b as usize].folded));
        let mut by_ending = by_folded.clone();
        by_ending.sort_by(|&a, &b| {
            let ending = |id: LexemeId| lexemes[id as usize].stem.bytes().rev();
            ending(a).cmp(ending(b))
        });
        by_stem.sort_by(|&a, &b| lexemes[a as usize].stem.cmp(&lexemes[b as usize].stem));
        let mut spellings = String::new();
        let mut starts = Vec::with_capacity(lexemes.len());
        for &id in &by_folded {
            starts.push(spellings.len() as u32);
            spellings.push_str(&lexemes[id as usize].folded);
            spellings.push('\n');
        }
        let is_suspended = |&id: &LexemeId| lexemes[id as usize].written.contains('~');
        Self {
            plain: plain.len(),
            suspended: (plain.len() as u32..lexemes.len() as u32)
                .filter(is_suspended)
                .collect(),
            by_folded,
            by_stem,
            by_ending,
            spellings,
            starts,
            lexemes,
        }
    }

    /// A lexeme, by its index.
    pub(crate) fn lexeme(&self, id: LexemeId) -> &Lexeme {
        &self.lexemes[id as usize]
    }

    /// How many lexemes there are.
    pub(crate) fn len(&self) -> usize {
        self.lexemes.len()
    }

    /// Whether a lexeme stands for a single word and not for several joined ones.
    pub(crate) fn is_plain(&self, id: LexemeId) -> bool {
        (id as usize) < self.plain
    }

    /// The plain lexemes, in byte order.
    pub(crate) fn plain(&self) -> &[Lexeme] {
        &self.lexemes[..self.plain]
    }

    /// Whether a lexeme is a suspended word, `integriteits-` with the word that completes it.
    pub(crate) fn is_suspended(&self, id: LexemeId) -> bool {
        !self.is_plain(id) && self.lexeme(id).written.contains('~')
    }

    /// How many words a hyphen-joined lexeme stands on.
    pub(crate) fn words_in(&self, id: LexemeId) -> u32 {
        self.lexeme(id).written.split('-').count() as u32
    }

    /// The lexeme of a token's term.
    pub(crate) fn id(&self, term: &str, joined: bool) -> Option<LexemeId> {
        let (offset, part) = if joined {
            (self.plain, &self.lexemes[self.plain..])
        } else {
            (0, &self.lexemes[..self.plain])
        };
        let found = part.binary_search_by(|lexeme| lexeme.written.as_ref().cmp(term));
        found.ok().map(|at| (offset + at) as u32)
    }

    /// The plain lexemes that a joined one repeats.
    pub(crate) fn parts(&self, id: LexemeId) -> impl Iterator<Item = LexemeId> + '_ {
        let lexeme = self.lexeme(id);
        let parts = lexeme.written.split(['-', '~']).filter(|_| lexeme.joined);
        parts.filter_map(|part| self.id(part, false))
    }

    /// The lexemes that a typed word means, by index; typing errors aside.
    pub(crate) fn resolve(&self, pattern: &Pattern) -> Vec<Match> {
        let candidates = self.candidates(pattern).into_iter();
        let matches = candidates.filter_map(|id| Some((id, pattern.judge(self.lexeme(id))?)));
        self.without_repetition(matches.collect())
    }

    /// Matches by index without the joined words that repeat a word which is meant itself: they would say nothing new.
    fn without_repetition(&self, mut matches: Vec<Match>) -> Vec<Match> {
        let single = matches.partition_point(|&(id, _)| self.is_plain(id));
        let joined = matches.split_off(single);
        let is_meant = |part: LexemeId| {
            let found = matches[..single].binary_search_by_key(&part, |&(id, _)| id);
            found.is_ok()
        };
        let new = joined.into_iter();
        let new: Vec<Match> = new
            .filter(|&(id, _)| !self.parts(id).any(is_meant))
            .collect();
        matches.extend(new);
        matches
    }

    /// The lexemes that are the fewest typing errors away, by index.
    pub(crate) fn mistyped(&self, pattern: &Pattern) -> Vec<Match> {
        let Some(first) = pattern
            .folded
            .chars()
            .next()
            .filter(|_| pattern.extent != Extent::Verbatim)
        else {
            return Vec::new();
        };
        let mut fewest = u32::MAX;
        let mut matches = Vec::new();
        // The first letter is right, by the rule for typing errors.
        for &id in self.beginning_with(first.encode_utf8(&mut [0; 4])) {
            match pattern.typing_errors(self.lexeme(id)) {
                Some(errors) if errors < fewest => {
                    fewest = errors;
                    matches = vec![(id, Tier::Typo)];
                }
                Some(errors) if errors == fewest => matches.push((id, Tier::Typo)),
                _ => {}
            }
        }
        matches.sort_unstable();
        self.without_repetition(matches)
    }

    /// Every lexeme that the pattern could mean, by index, and perhaps others.
    fn candidates(&self, pattern: &Pattern) -> Vec<LexemeId> {
        let mut found = self.beginning_with(&pattern.folded).to_vec();
        if pattern.extent != Extent::Verbatim {
            for stem in pattern.stems() {
                let stem_of = |&id: &LexemeId| self.lexeme(id).stem.as_ref();
                let from = self
                    .by_stem
                    .partition_point(|id| stem_of(id) < stem.as_str());
                let same = self.by_stem[from..]
                    .iter()
                    .take_while(|id| stem_of(id) == stem);
                found.extend(same);
            }
            if let Some(ending) = pattern.ending() {
                found.extend_from_slice(self.ending_in(ending));
            }
            self.containing(&pattern.folded, &mut found);
            found.extend_from_slice(&self.suspended);
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The lexemes whose folded spelling begins so.
    fn beginning_with(&self, folded: &str) -> &[LexemeId] {
        let spelling = |&id: &LexemeId| self.lexeme(id).folded.as_ref();
        let from = self.by_folded.partition_point(|id| spelling(id) < folded);
        let count = self.by_folded[from..].partition_point(|id| spelling(id).starts_with(folded));
        &self.by_folded[from..from + count]
    }

    /// The lexemes whose stem ends so.
    fn ending_in(&self, stem: &str) -> &[LexemeId] {
        let ending = |&id: &LexemeId| self.lexeme(id).stem.bytes().rev();
        let from = self
            .by_ending
            .partition_point(|id| ending(id).lt(stem.bytes().rev()));
        let count =
            self.by_ending[from..].partition_point(|id| self.lexeme(*id).stem.ends_with(stem));
        &self.by_ending[from..from + count]
    }

    /// Adds the lexemes whose folded spelling has this inside.
    fn containing(&self, folded: &str, found: &mut Vec<LexemeId>) {
        if folded.len() < MIN_INFIX {
            return;
        }
        let mut line = 0;
        for at in memmem::find_iter(self.spellings.as_bytes(), folded) {
            line += self.starts[line..].partition_point(|&start| start as usize <= at) - 1;
            found.push(self.by_folded[line]);
        }
    }
}
