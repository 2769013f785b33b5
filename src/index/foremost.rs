//! Searches that need not look at every passage: where all that can be found is in few letters, and where only the first hits are asked for.
//!
//! It must not know how letters are read, nor what is shown.

use std::sync::Arc;

use crate::index::bits::Bits;
use crate::index::findings::{Asked, Findings, LetterAt, Order, in_all};
use crate::index::found::TIERS;
use crate::index::plan::{Atom, Plan, PlannedBranch};
use crate::index::postings::Reader;
use crate::index::query::Query;
use crate::index::syntax::{Clause, Reading};
use crate::index::tally::Kept;
use crate::index::vocabulary::{LexemeId, Vocabulary};
use crate::index::volume::{InVolume, LookedAt, Volume};
use crate::words::pattern::Tier;

/// At most so many passages are looked up one by one.
const FEW: usize = 4_000;

/// Only where all passages are so many times more; else it is quicker to go through them.
const TIMES_FEWER: usize = 20;

/// Some letters of a volume as a volume of their own.
#[derive(Debug)]
pub(crate) struct Subset {
    at: u32,
    letters: Arc<[u32]>,
    volume: Arc<Volume>,
    /// Its own words, where they are listed.
    words: Option<Arc<Vocabulary>>,
    alive: Bits,
    kept: Kept,
}

impl Subset {
    /// Letters of a volume that are there still, ascending.
    fn new(of: &InVolume<'_>, letters: Vec<u32>) -> Self {
        let volume = of.volume.of_some(&letters);
        Self {
            at: of.at,
            letters: letters.into(),
            alive: volume.passages_of(|_| true),
            volume: Arc::new(volume),
            words: None,
            kept: Kept::default(),
        }
    }

    /// The same, their words listed by themselves: takes its time.
    pub(crate) fn with_own_words(&self) -> Self {
        let volume = self.volume.with_own_words();
        Self {
            at: self.at,
            letters: self.letters.clone(),
            alive: self.alive.clone(),
            words: Some(volume.words().clone()),
            volume: Arc::new(volume),
            kept: Kept::default(),
        }
    }

    /// The same, to be searched as part of its volume.
    fn within<'a>(&'a self, whole: &InVolume<'a>) -> InVolume<'a> {
        InVolume {
            at: self.at,
            looked_at: LookedAt(Some(self.letters.clone())),
            volume: &self.volume,
            alive: &self.alive,
            letters: whole.letters,
            vocabulary: self.words.as_ref().unwrap_or(whole.vocabulary),
            kept: &self.kept,
        }
    }
}

/// Some letters of each volume, ascending, as volumes of their own.
pub(crate) fn in_volumes(volumes: &[InVolume<'_>], letters: Vec<Vec<u32>>) -> Vec<Subset> {
    let some = volumes.iter().zip(letters);
    let some = some.filter(|(_, letters)| !letters.is_empty());
    some.map(|(volume, letters)| Subset::new(volume, letters))
        .collect()
}

/// Letters in which the strongest hits are.
struct Strong {
    /// Hits for this reason, or for weaker ones, may be in other letters too; `None`: none are.
    beyond: Option<Tier>,
    /// The letters, by volume; ascending.
    letters: Vec<Vec<u32>>,
}

/// What a first look finds.
pub(crate) struct Look {
    /// What was found in the letters that were looked at.
    pub(crate) findings: Findings,
    /// The letters that were looked at and are none of the newest.
    pub(crate) older: Vec<LetterAt>,
    /// Hits for this reason, or for weaker ones, may be in letters that were not looked at; `None`: none are.
    pub(crate) beyond: Option<Tier>,
}

impl Look {
    /// Whether no hit that was not seen can come before one in a letter that was looked at.
    pub(crate) fn is_sure(&self, order: Order, newest: bool, tier: Tier) -> bool {
        let Some(beyond) = self.beyond else {
            return true;
        };
        match order {
            Order::Relevance => tier < beyond || newest && tier == beyond,
            Order::Newest => newest,
        }
    }
}

/// The letters, by volume, in which everything is that a search finds, if they are few.
pub(crate) fn few(asked: &Asked, volumes: &[InVolume<'_>]) -> Option<Vec<Vec<u32>>> {
    let passages = volumes.iter().map(|of| of.volume.passages() as usize);
    let few = FEW.min(passages.sum::<usize>() / TIMES_FEWER);
    let strong = Strong::of(&asked.plans, volumes, few);
    strong.beyond.is_none().then_some(strong.letters)
}

/// What a search finds in the newest letters, of which it may have been `seen` already what they hold literally, and in all letters with the
/// strongest hits if they are few. `None`: it is no longer wanted, or letters would have to be read for it.
pub(crate) fn look(
    query: &Query,
    volumes: &[InVolume<'_>],
    (newest, seen): (&[Subset], Option<Findings>),
    stale: &(dyn Fn() -> bool + Sync),
) -> Option<Look> {
    let asked = Asked::new(query, volumes);
    if asked.reads_letters() {
        return None;
    }
    let Strong {
        beyond,
        mut letters,
    } = Strong::of(&asked.plans, volumes, FEW);
    for subset in newest {
        if let Some(letters) = letters.get_mut(subset.at as usize) {
            letters.retain(|letter| subset.letters.binary_search(letter).is_err());
        }
    }
    let older = (0..).zip(&letters);
    let older = older.flat_map(|(at, letters)| letters.iter().map(move |&letter| (at, letter)));
    let older = older.collect();
    let findings = match seen.filter(|_| !asked.forgives) {
        Some(seen) => seen.with(in_letters(query, &asked, volumes, (&[], letters), stale)?),
        None => in_letters(query, &asked, volumes, (newest, letters), stale)?,
    };
    Some(Look {
        findings,
        older,
        beyond,
    })
}

/// The same in the newest letters alone, whose words are listed by themselves. `None` too where they do not tell enough: in a query of several
/// branches it is only known of all words whether one is mistyped, but for numbers, which never are.
pub(crate) fn look_at_newest(
    query: &Query,
    volumes: &[InVolume<'_>],
    newest: &[Subset],
    stale: &(dyn Fn() -> bool + Sync),
) -> Option<Look> {
    let searched = within(volumes, newest.iter());
    let asked = Asked::literally(query, &searched);
    let branches = asked.branches.as_slice();
    let mut clauses = branches.iter().flat_map(|branch| &branch.wanted);
    let may_be_mistyped = branches.len() > 1 && clauses.clone().any(may_be_mistyped);
    let without_words = branches.iter().any(|branch| branch.wanted.is_empty());
    if branches.is_empty() || without_words || may_be_mistyped || asked.reads_letters() {
        return None;
    }
    let beyond = if clauses.any(|clause| may_be_literal(clause, volumes)) {
        Tier::Exact
    } else {
        Tier::Prefix
    };
    let jobs = searched.iter().zip(asked.plans.iter().cloned()).collect();
    Some(Look {
        findings: in_all(query, jobs, &asked, stale)?,
        older: Vec::new(),
        beyond: Some(beyond),
    })
}

/// Whether a word of a clause is one that may be mistyped.
fn may_be_mistyped(clause: &Clause) -> bool {
    clause
        .readings
        .iter()
        .any(|reading| matches!(reading, Reading::Word(pattern) if pattern.forgiven().is_some()))
}

/// Whether what a clause asks for may occur literally.
fn may_be_literal(clause: &Clause, volumes: &[InVolume<'_>]) -> bool {
    clause.readings.iter().any(|reading| match reading {
        Reading::Word(pattern) => {
            let mut volumes = volumes.iter();
            volumes.any(|of| !of.vocabulary.whole(pattern).is_empty())
        }
        _ => true,
    })
}

/// Some subsets, to be searched as parts of their volumes.
fn within<'a>(
    volumes: &[InVolume<'a>],
    subsets: impl Iterator<Item = &'a Subset>,
) -> Vec<InVolume<'a>> {
    let whole = |subset: &'a Subset| Some((subset, volumes.get(subset.at as usize)?));
    let searched = subsets.filter_map(whole);
    searched
        .map(|(subset, whole)| subset.within(whole))
        .collect()
}

/// What is found in some subsets and some more letters.
pub(crate) fn in_letters(
    query: &Query,
    asked: &Asked,
    volumes: &[InVolume<'_>],
    (subsets, letters): (&[Subset], Vec<Vec<u32>>),
    stale: &(dyn Fn() -> bool + Sync),
) -> Option<Findings> {
    let more = in_volumes(volumes, letters);
    let searched = within(volumes, subsets.iter().chain(&more));
    let plan = |of: &InVolume<'_>| asked.plans[of.at as usize].clone();
    let jobs = searched.iter().map(|of| (of, plan(of))).collect();
    in_all(query, jobs, asked, stale)
}

impl Strong {
    /// The letters with the hits of the strongest reasons, so many that at most `few` passages need be looked up.
    fn of(plans: &[Arc<Plan>], volumes: &[InVolume<'_>], few: usize) -> Self {
        let mut chosen: Vec<Vec<u32>> = vec![Vec::new(); volumes.len()];
        let mut left = few;
        let mut beyond = None;
        let branches = plans.first().map_or(0, |plan| plan.branches.len());
        for branch in 0..branches {
            let planned: Vec<&PlannedBranch> =
                plans.iter().map(|plan| &plan.branches[branch]).collect();
            let words = Words {
                branches: &planned,
                volumes,
            };
            let (tier, lexemes) = words.strongest(left);
            beyond = beyond.into_iter().chain(tier).min();
            for (letters, (volume, lexemes)) in chosen.iter_mut().zip(volumes.iter().zip(lexemes)) {
                let passages = add_letters(volume, &lexemes, letters);
                left = left.saturating_sub(passages);
            }
        }
        for letters in &mut chosen {
            letters.sort_unstable();
            letters.dedup();
        }
        Self {
            beyond,
            letters: chosen,
        }
    }
}

/// Adds the letters in which lexemes occur. In how many passages they do.
fn add_letters(volume: &InVolume<'_>, lexemes: &[LexemeId], letters: &mut Vec<u32>) -> usize {
    let mut reader = Reader::default();
    let mut passages: Vec<u32> = Vec::new();
    for &id in lexemes {
        let postings = volume.volume.postings();
        postings.frequencies(id, &mut reader, |passage, _| passages.push(passage));
    }
    passages.retain(|&passage| volume.alive.contains(passage));
    let places = passages.iter();
    letters.extend(places.filter_map(|&passage| Some(volume.volume.letter_of(passage)?.0)));
    passages.len()
}

/// One branch of a query as it is planned for each volume.
struct Words<'a> {
    branches: &'a [&'a PlannedBranch],
    volumes: &'a [InVolume<'a>],
}

/// Lexemes by volume.
type ByVolume = Vec<Vec<LexemeId>>;

impl Words<'_> {
    /// The strongest reason for which hits may be elsewhere, and lexemes of which one is in every hit for stronger reasons. So many passages at
    /// most have such lexemes.
    fn strongest(&self, few: usize) -> (Option<Tier>, ByVolume) {
        let clauses = self.branches.first().map_or(0, |one| one.wanted.len());
        let each = |tier: Tier| (0..clauses).map(move |clause| self.of_clause(clause, tier));
        // Whatever is found has a word of each clause, so those of one are enough.
        let rarest = each(Tier::Typo).flatten();
        let rarest = rarest.min_by_key(|lexemes| self.passages_with(lexemes));
        if let Some(rarest) = rarest.filter(|lexemes| self.passages_with(lexemes) <= few) {
            return (None, rarest);
        }
        let mut known = vec![Vec::new(); self.volumes.len()];
        for tier in TIERS {
            // A hit's reason is the strongest of those of its clauses.
            let all: Option<Vec<ByVolume>> = each(tier).collect();
            let all = all.filter(|clauses| !clauses.is_empty()).map(united);
            match all.filter(|lexemes| self.passages_with(lexemes) <= few) {
                Some(all) => known = all,
                None => return (Some(tier), known),
            }
        }
        (None, known)
    }

    /// Lexemes of which one is in every passage where a clause matches for this reason or a stronger one; `None`: it is not told by lexemes.
    fn of_clause(&self, clause: usize, tier: Tier) -> Option<ByVolume> {
        let readings = self.branches.first()?.wanted[clause].len();
        let readings = (0..readings).map(|reading| self.of_reading((clause, reading), tier));
        readings.collect::<Option<Vec<ByVolume>>>().map(united)
    }

    fn of_reading(&self, (clause, reading): (usize, usize), tier: Tier) -> Option<ByVolume> {
        let atoms = self.branches.iter().map(|one| &one.wanted[clause][reading]);
        let words = atoms.clone().map(Atom::members).max().unwrap_or(0);
        let of_word = |word: usize| -> Option<ByVolume> {
            let atoms = atoms.clone().zip(self.volumes);
            let lexemes = atoms.map(|(atom, of)| of_word(atom, word, tier, of.vocabulary));
            lexemes.collect()
        };
        // A phrase is only where its rarest word is.
        let of_words = (0..words).filter_map(of_word);
        of_words.min_by_key(|lexemes| self.passages_with(lexemes))
    }

    fn passages_with(&self, lexemes: &ByVolume) -> usize {
        let lexemes = self.volumes.iter().zip(lexemes);
        let passages = lexemes.flat_map(|(of, lexemes)| {
            let postings = of.volume.postings();
            lexemes.iter().map(|&id| postings.passages_with(id))
        });
        passages.sum()
    }
}

/// The lexemes of an atom's word that mean it for a reason, or for a stronger one.
fn of_word(atom: &Atom, word: usize, tier: Tier, vocabulary: &Vocabulary) -> Option<Vec<LexemeId>> {
    let (matches, begun) = match atom {
        Atom::Word(meant) => (&meant.matches, &meant.begun),
        Atom::Phrase(members) => {
            let member = members.get(word)?;
            (&member.matches, &member.begun)
        }
        Atom::Expression(_) | Atom::Paper(_) => return None,
    };
    if begun.is_some() && tier >= Tier::Prefix {
        return None;
    }
    let whole = begun.iter().flat_map(|begun| vocabulary.whole(begun));
    let lexemes = matches.iter().copied().chain(whole);
    let strong = lexemes.filter(|&(_, of)| of <= tier);
    Some(strong.map(|(id, _)| id).collect())
}

/// Lexemes of several sets.
fn united(sets: Vec<ByVolume>) -> ByVolume {
    let mut sets = sets.into_iter();
    let mut united = sets.next().unwrap_or_default();
    for set in sets {
        for (all, more) in united.iter_mut().zip(set) {
            all.extend(more);
        }
    }
    united
}
