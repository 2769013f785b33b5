//! The distinct words of a letter, ordered so that those a typed word may mean are found without asking all.
//!
//! Whether a word is meant, [`Pattern`] alone decides; this module only knows whom to ask. It must not know where
//! words occur.

use std::fmt;
use std::hash::Hash;
use std::num::NonZeroUsize;
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use lru::LruCache;
use tantivy::directory::OwnedBytes;

use crate::index::bits::Bits;
pub(crate) use crate::index::lexicon::LexemeId;
use crate::index::lexicon::{Entry, Lexicon, pack};
use crate::index::listed::Reading;
use crate::index::member::Member;
use crate::index::near::each_near;
use crate::index::packed::Damaged;
use crate::index::tally::Typed;
use crate::words::pattern::{Extent, Pattern, Tier, has_digit};
use crate::words::tokens::LONGEST;
use crate::words::{beginnings, openings};

/// A lexeme that a typed word means, and how strongly.
pub(crate) type Match = (LexemeId, Tier);

/// What a typed word means.
#[derive(Debug, Clone, Default)]
pub(crate) struct Meant {
    /// These lexemes, by index.
    pub(crate) matches: Vec<Match>,
    /// And every plain one that this short beginning means: the postings of all of them are kept united.
    pub(crate) begun: Option<Pattern>,
    /// The word as it was typed, where its occurrences are kept by that.
    pub(crate) typed: Option<Typed>,
}

impl Meant {
    /// Whether nothing in the vocabulary is meant.
    pub(crate) fn is_nothing(&self) -> bool {
        self.matches.is_empty() && self.begun.is_none()
    }
}

/// Every lexeme of a letter, or of many.
#[derive(Clone)]
pub(crate) struct Vocabulary {
    lexicon: Lexicon,
    /// Whether the postings of short beginnings are kept united.
    united: bool,
    /// What was meant by the words looked up last, and whether united postings were allowed: those of a long query stay the same while it
    /// grows.
    known: Known<(Pattern, bool), Arc<Meant>>,
    /// The same for words that were taken for mistyped ones, and how many errors are in them.
    near: Known<Pattern, (u32, Arc<Meant>)>,
    /// Lexemes that are as if they were not there.
    dead: Option<Arc<Bits>>,
}

/// Words that were looked up, with what they mean.
type Known<Word, Meaning> = Arc<Mutex<LruCache<Word, Meaning>>>;

/// Stands before a typed word that was taken for a mistyped one: its occurrences are others.
const MISTYPED: char = '\u{2}';

/// Bytes of the shortest word that may have been cut: composing its letters has left it a third of them at least.
const SHORTEST_CUT: usize = LONGEST / 4;

/// Words whose meaning is kept.
const KNOWN: NonZeroUsize = NonZeroUsize::new(12).expect("twelve is not nothing");

/// Nothing looked up yet.
fn nothing_known<Word: Hash + Eq, Meaning>() -> Known<Word, Meaning> {
    Arc::new(Mutex::new(LruCache::new(KNOWN)))
}

impl Default for Vocabulary {
    fn default() -> Self {
        Self::new(&[], &[])
    }
}

impl fmt::Debug for Vocabulary {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut told = formatter.debug_struct("Vocabulary");
        told.field("lexemes", &self.len()).finish_non_exhaustive()
    }
}

impl Vocabulary {
    /// From the terms of both dictionaries, each in byte order.
    pub(crate) fn new(plain: &[Entry], joined: &[Entry]) -> Self {
        let packed = OwnedBytes::new(pack(plain, joined));
        Self::open(packed).expect("what was packed a moment ago can be read")
    }

    /// From the bytes of one that was packed before.
    pub(crate) fn open(bytes: OwnedBytes) -> Result<Self, Damaged> {
        let lexicon = Lexicon::open(bytes)?;
        Ok(Self {
            lexicon,
            united: false,
            known: nothing_known(),
            near: nothing_known(),
            dead: None,
        })
    }

    /// The same, where the postings of short beginnings are kept united.
    pub(crate) fn united(self) -> Self {
        Self {
            united: true,
            ..self
        }
    }

    /// The same without some lexemes.
    pub(crate) fn without(&self, dead: Bits) -> Self {
        Self {
            lexicon: self.lexicon.clone(),
            united: self.united,
            known: nothing_known(),
            near: nothing_known(),
            dead: Some(Arc::new(dead)),
        }
    }

    /// Some of its lexemes as a vocabulary of their own, with their own indices.
    pub(crate) fn only(&self, lexemes: &Bits) -> Self {
        let entry = |id: LexemeId| (self.lexicon.written(id).into(), self.lexicon.info(id));
        let single = self.lexicon.plain() as u32;
        let all = |ids: Range<u32>| -> Vec<Entry> {
            let some = ids.filter(|&id| lexemes.contains(id));
            some.map(entry).collect()
        };
        Self {
            united: self.united,
            ..Self::new(&all(0..single), &all(single..self.len() as u32))
        }
    }

    /// The lexemes that have one of some letters inside, three or more in a row; of those that may have been cut, see
    /// [`Vocabulary::maybe_cut`].
    pub(crate) fn with_inside(&self, any_of: &[String]) -> Vec<LexemeId> {
        let lexicon = &self.lexicon;
        let mut found = Vec::new();
        for letters in any_of {
            lexicon.each_line_with(letters, |line| found.push(lexicon.on_line(line)));
        }
        found
    }

    /// The lexemes that are so long that they may be the beginnings of words: what is inside these is not known.
    pub(crate) fn maybe_cut(&self) -> Vec<LexemeId> {
        let all = 0..self.len() as LexemeId;
        all.filter(|&id| self.lexicon.written(id).len() >= SHORTEST_CUT)
            .collect()
    }

    /// Whether a lexeme is there.
    pub(crate) fn is_there(&self, id: LexemeId) -> bool {
        self.dead.as_ref().is_none_or(|dead| !dead.contains(id))
    }

    /// The lexemes themselves.
    pub(crate) fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// How many lexemes there are.
    pub(crate) fn len(&self) -> usize {
        self.lexicon.len()
    }

    /// Whether a lexeme stands for a single word and not for several joined ones.
    pub(crate) fn is_plain(&self, id: LexemeId) -> bool {
        (id as usize) < self.lexicon.plain()
    }

    /// Whether a lexeme is a suspended word, `integriteits-` with the word that completes it.
    pub(crate) fn is_suspended(&self, id: LexemeId) -> bool {
        !self.is_plain(id) && self.lexicon.written(id).contains('~')
    }

    /// How many words a hyphen-joined lexeme stands on.
    pub(crate) fn words_in(&self, id: LexemeId) -> u32 {
        self.lexicon.written(id).split('-').count() as u32
    }

    /// The lexeme of a token's term.
    pub(crate) fn id(&self, term: &str, joined: bool) -> Option<LexemeId> {
        self.lexicon.id(term, joined)
    }

    /// The plain lexemes that a joined one repeats.
    pub(crate) fn parts(&self, id: LexemeId) -> impl Iterator<Item = LexemeId> + '_ {
        let joined = !self.is_plain(id);
        let parts = self.lexicon.written(id).split(['-', '~']);
        let parts = parts.filter(move |_| joined);
        parts.filter_map(|part| self.id(part, false))
    }

    /// The lexemes that a typed word means, by index; typing errors aside.
    pub(crate) fn resolve(&self, pattern: &Pattern) -> Vec<Match> {
        let inside = self.judged_with_it_inside(pattern);
        let mut matches = self.judged(pattern, self.candidates(pattern, &inside));
        if !inside.is_empty() {
            matches.extend(inside);
            // Of what is among both, forms say more than the spelling.
            matches.sort_unstable();
            matches.dedup_by_key(|(id, _)| *id);
        }
        self.without_repetition(matches)
    }

    /// What a typed word means; where the postings of its beginning are kept united and `united` allows it, without naming every lexeme.
    pub(crate) fn meant(&self, pattern: &Pattern, united: bool) -> Arc<Meant> {
        let known = || self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let asked = (pattern.clone(), united);
        let meant = known().get(&asked).cloned();
        meant.unwrap_or_else(|| {
            let meant = Arc::new(self.find_meant(pattern, united));
            known().put(asked, meant.clone());
            meant
        })
    }

    fn find_meant(&self, pattern: &Pattern, united: bool) -> Meant {
        let typed = (pattern.written.clone(), pattern.extent);
        if !(united && self.united && beginnings::keys(pattern).is_some()) {
            let matches = self.resolve(pattern);
            return Meant {
                matches,
                begun: None,
                typed: Some(typed),
            };
        }
        let begun = self.lexicon.beginning_with(&pattern.folded);
        let mut joined: Vec<LexemeId> = begun.filter(|&id| !self.is_plain(id)).collect();
        joined.sort_unstable();
        let begun = self.lexicon.beginning_with(&pattern.folded);
        let parts = self.lexicon.with_part(&pattern.folded);
        let mut some = begun.chain(parts.filter(|_| pattern.extent == Extent::Open));
        let some = some.any(|id| self.is_plain(id) && self.is_there(id));
        let mut matches = self.judged(pattern, joined);
        let reading = Reading::new(&self.lexicon);
        let is_meant = |part| pattern.judge(&reading.lexeme(part)).is_some();
        matches.retain(|&(id, _)| !self.parts(id).any(is_meant));
        Meant {
            matches,
            begun: some.then(|| pattern.clone()),
            typed: Some(typed),
        }
    }

    /// How strongly a lexeme is meant, if it is.
    pub(crate) fn tier(&self, meant: &Meant, id: LexemeId) -> Option<Tier> {
        named(&meant.matches, id).or_else(|| self.begins(meant.begun.as_ref()?, id))
    }

    /// How strongly a short beginning means a lexeme, if it does.
    pub(crate) fn begins(&self, begun: &Pattern, id: LexemeId) -> Option<Tier> {
        let reading = self.is_plain(id).then(|| Reading::new(&self.lexicon))?;
        begun.judge(&reading.lexeme(id))
    }

    /// The plain lexemes that are spelt as a short beginning: these are meant more strongly than by their beginning.
    pub(crate) fn whole(&self, begun: &Pattern) -> Vec<Match> {
        let spelt = self.lexicon.beginning_with(&begun.folded);
        let whole = spelt.take_while(|&id| self.lexicon.folded(id) == begun.folded);
        let mut whole: Vec<LexemeId> = whole.filter(|&id| self.is_plain(id)).collect();
        whole.sort_unstable();
        self.judged(begun, whole)
    }

    /// What a word of a phrase means; where how words open says enough, without naming every lexeme.
    pub(crate) fn member(&self, pattern: &Pattern) -> Member {
        let open = pattern.extent.is_open() && !pattern.is_of_capitals();
        if !(open && openings::beginning(&pattern.folded).all) {
            return Member::new(self, self.literal(pattern), None);
        }
        let mut begun = self.lexicon.beginning_with(&pattern.folded);
        let some = begun.any(|id| self.is_plain(id) && self.is_there(id));
        Member::new(self, self.whole(pattern), some.then(|| pattern.clone()))
    }

    /// How strongly a word of a phrase means a lexeme, if it does.
    pub(crate) fn tier_in_phrase(&self, member: &Member, id: LexemeId) -> Option<Tier> {
        named(&member.matches, id).or_else(|| {
            let begun = member.begun.as_ref()?;
            let begins = self.is_plain(id) && self.lexicon.folded(id).starts_with(&begun.folded);
            begins.then_some(Tier::Prefix)
        })
    }

    /// The plain lexemes that a word of a phrase means, by index: literally, but for folding; an open one also what begins so.
    pub(crate) fn literal(&self, pattern: &Pattern) -> Vec<Match> {
        let weakest = match pattern.extent {
            Extent::Open | Extent::Begun => Tier::Prefix,
            Extent::Whole | Extent::Verbatim => Tier::Folded,
        };
        let mut found = self.spelt(pattern);
        found.sort_unstable();
        let mut matches = self.judged(pattern, found);
        matches.retain(|&(id, tier)| tier <= weakest && self.is_plain(id));
        matches
    }

    /// Those of some lexemes that are meant.
    fn judged(&self, pattern: &Pattern, lexemes: Vec<LexemeId>) -> Vec<Match> {
        let reading = Reading::new(&self.lexicon);
        let judged = lexemes.into_iter().filter(|&id| self.is_there(id));
        let judged = judged.filter_map(|id| Some((id, pattern.judge(&reading.lexeme(id))?)));
        judged.collect()
    }

    /// The lexemes whose folded spelling has the typed word inside and is meant, where words are looked for inside others; by index.
    fn judged_with_it_inside(&self, pattern: &Pattern) -> Vec<Match> {
        if !pattern.is_looked_for_inside() {
            return Vec::new();
        }
        let reading = Reading::new(&self.lexicon);
        let mut judged = Vec::new();
        self.lexicon.each_line_with(&pattern.folded, |line| {
            let (id, lexeme) = reading.on_line(line);
            let tier = pattern.judge_spelling(&lexeme);
            judged.extend(tier.filter(|_| self.is_there(id)).map(|tier| (id, tier)));
        });
        judged.sort_unstable();
        judged
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

    /// The lexemes that are the fewest typing errors away, by index, and how many errors those are.
    pub(crate) fn mistyped(&self, pattern: &Pattern) -> (u32, Arc<Meant>) {
        let near = || self.near.lock().unwrap_or_else(PoisonError::into_inner);
        let known = near().get(pattern).cloned();
        known.unwrap_or_else(|| {
            let (errors, matches) = self.find_mistyped(pattern);
            let meant = Arc::new(Meant {
                matches,
                begun: None,
                typed: Some((format!("{MISTYPED}{}", pattern.written), pattern.extent)),
            });
            near().put(pattern.clone(), (errors, meant.clone()));
            (errors, meant)
        })
    }

    fn find_mistyped(&self, pattern: &Pattern) -> (u32, Vec<Match>) {
        let first = pattern.folded.chars().next();
        let (Some(first), Some(mut errors)) = (first, pattern.forgiven()) else {
            return (u32::MAX, Vec::new());
        };
        let mut fewest = u32::MAX;
        let mut matches = Vec::new();
        // The first letter is right, by the rule for typing errors.
        let first = first.encode_utf8(&mut [0; 4]).to_owned();
        each_near(&self.lexicon, &first, &mut errors, |id, errors| {
            if !self.is_plain(id) || !self.is_there(id) || has_digit(self.lexicon.folded(id)) {
                return;
            }
            let Some(errors) = errors.errors().map(|errors| errors as u32) else {
                return;
            };
            if errors < fewest {
                fewest = errors;
                matches.clear();
            }
            if errors == fewest {
                matches.push((id, Tier::Typo));
            }
        });
        matches.sort_unstable();
        (fewest, self.without_repetition(matches))
    }

    /// Every lexeme that the pattern could mean, by index, and perhaps others; but for those that have it inside, as far as forms say no more of
    /// them.
    fn candidates(&self, pattern: &Pattern, inside: &[Match]) -> Vec<LexemeId> {
        let mut found = Vec::new();
        // What begins so has it inside too.
        if !pattern.is_looked_for_inside() {
            found.extend(self.spelt(pattern));
        }
        if pattern.extent != Extent::Verbatim {
            for stem in pattern.stems() {
                found.extend(self.lexicon.with_stem(stem));
            }
            if let Some(ending) = pattern.ending() {
                // That its last part is a form says no more of a word than that it is a part.
                let ending = self.lexicon.ending_in(ending);
                found.extend(ending.filter(|&id| named(inside, id).is_none()));
            }
            if !pattern.is_looked_for_inside() {
                found.extend(self.lexicon.with_part(&pattern.folded));
            }
            found.extend(self.lexicon.suspended(&pattern.folded));
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The lexemes that are spelt so; where more may follow, those that begin so.
    fn spelt(&self, pattern: &Pattern) -> Vec<LexemeId> {
        let begun = self.lexicon.beginning_with(&pattern.folded);
        // Abbreviations take endings: `OM` means OM's.
        if pattern.extent.is_open() || pattern.is_of_capitals() {
            return begun.collect();
        }
        begun
            .take_while(|&id| self.lexicon.folded(id) == pattern.folded)
            .collect()
    }
}

/// How strongly a lexeme is meant, if it is among these.
fn named(matches: &[Match], id: LexemeId) -> Option<Tier> {
    let at = matches.binary_search_by_key(&id, |&(id, _)| id).ok()?;
    Some(matches[at].1)
}
