//! A search in all letters of a library: exact counts, and the first hits in order.
//!
//! The same plan, the same evaluation and the same counting as in one letter, volume by volume. It must not know what letters are called
//! nor where they lie.

use std::sync::Arc;

use crate::document::Document;
use crate::index::abreast;
use crate::index::bits::Bits;
use crate::index::evaluate::Evaluation;
use crate::index::found::{Found, TIERS, find};
use crate::index::marker::marks;
use crate::index::outline::Outline;
use crate::index::plan::Plan;
use crate::index::query::Query;
use crate::index::remark::Remark;
use crate::index::syntax::{Branch, Reading};
use crate::index::tally::NONE;
use crate::index::vocabulary::Vocabulary;
use crate::index::volume::{InVolume, LookedAt, Volume};
use crate::index::{
    Answer, Hit, Mark, Marker, Totals, absent_words, foremost, hits_of, marked, parse, suggest,
};

/// In which order hits come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Order {
    /// The strongest reasons first, and of equal ones the newest letter.
    #[default]
    Relevance,
    /// The newest letter first.
    Newest,
}

/// A letter of a library: its volume and its place there.
pub type LetterAt = (u32, u32);

/// A passage with a match, in some letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LetterHit {
    /// The letter.
    pub letter: LetterAt,
    /// The passage in it.
    pub hit: Hit,
}

/// What was found in a library.
#[derive(Debug)]
pub struct Findings {
    /// What was asked.
    pub query: Query,
    /// How often.
    pub totals: Totals,
    /// In how many letters.
    pub letters: usize,
    /// What of the query asks for what cannot be.
    pub remarks: Vec<Remark>,
    /// Words of the library near the ones typed, when nothing was found; best first.
    pub suggestions: Vec<String>,
    /// How many passages there are of each tier.
    tiers: [usize; TIERS.len()],
    volumes: Vec<InOne>,
}

/// What was found in one volume, or in some of its letters.
struct InOne {
    /// The volume's place in the library.
    at: u32,
    looked_at: LookedAt,
    volume: Arc<Volume>,
    vocabulary: Arc<Vocabulary>,
    plan: Arc<Plan>,
    found: Found,
    /// The letters with a hit.
    letters: Bits,
}

impl std::fmt::Debug for InOne {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.volume.fmt(formatter)
    }
}

/// A query as it is meant in each of some volumes.
pub(crate) struct Asked {
    pub(crate) branches: Vec<Branch>,
    remarks: Vec<Remark>,
    /// By volume.
    pub(crate) plans: Vec<Arc<Plan>>,
    /// Whether a word is taken for a mistyped one, as none of the volumes has it.
    pub(crate) forgives: bool,
}

impl Asked {
    pub(crate) fn new(query: &Query, volumes: &[InVolume<'_>]) -> Self {
        Self::planned(query, volumes, Plan::for_all)
    }

    /// The same without forgiving mistakes.
    pub(crate) fn literally(query: &Query, volumes: &[InVolume<'_>]) -> Self {
        Self::planned(query, volumes, |branches, vocabularies| {
            (Plan::for_all_literally(branches, vocabularies), false)
        })
    }

    fn planned(
        query: &Query,
        volumes: &[InVolume<'_>],
        plan: impl Fn(&[Branch], &[&Vocabulary]) -> (Vec<Plan>, bool),
    ) -> Self {
        let (branches, remarks) = parse::parse(query);
        let vocabularies: Vec<_> = volumes.iter().map(|of| &**of.vocabulary).collect();
        let (plans, forgives) = plan(&branches, &vocabularies);
        Self {
            forgives,
            branches,
            remarks,
            plans: plans.into_iter().map(Arc::new).collect(),
        }
    }

    /// Whether letters must be read to answer it.
    pub(crate) fn reads_letters(&self) -> bool {
        has_expression(&self.branches)
    }

    /// The nearest words of all volumes to those that none has.
    fn suggestions(&self, volumes: &[InVolume<'_>]) -> Vec<String> {
        let mut suggestions: Vec<String> = Vec::new();
        for (of, plan) in volumes.iter().zip(&self.plans) {
            let missing = absent_words(&self.branches, plan);
            for word in suggest::nearest(&missing, of.vocabulary) {
                if !suggestions.contains(&word) {
                    suggestions.push(word);
                }
            }
        }
        suggestions.truncate(suggest::MOST);
        suggestions
    }
}

/// Runs a query over volumes. Asks `stale` now and then and gives up with `None` when it says yes.
pub(crate) fn search(
    query: &Query,
    volumes: &[InVolume<'_>],
    stale: &(dyn Fn() -> bool + Sync),
) -> Option<Findings> {
    let asked = Asked::new(query, volumes);
    let mut findings = if let Some(letters) = foremost::few(&asked, volumes) {
        foremost::in_letters(query, &asked, volumes, (&[], letters), stale)?
    } else {
        let jobs = volumes.iter().zip(asked.plans.iter().cloned()).collect();
        in_all(query, jobs, &asked, stale)?
    };
    if findings.totals.passages == 0 {
        findings.suggestions = asked.suggestions(volumes);
    }
    Some(findings)
}

/// Whether letters must be read to answer a query, by how it is written: for expressions.
#[must_use]
pub fn reads_letters(query: &Query) -> bool {
    has_expression(&parse::parse(query).0)
}

/// Whether an expression is asked for, or asked not to be there.
fn has_expression(branches: &[Branch]) -> bool {
    let clauses = branches
        .iter()
        .flat_map(|branch| branch.wanted.iter().chain(&branch.unwanted));
    let mut readings = clauses.flat_map(|clause| &clause.readings);
    readings.any(|reading| matches!(reading, Reading::Expression(_)))
}

/// What was found in some volumes, each with its plan.
pub(crate) fn in_all(
    query: &Query,
    jobs: Vec<(&InVolume<'_>, Arc<Plan>)>,
    asked: &Asked,
    stale: &(dyn Fn() -> bool + Sync),
) -> Option<Findings> {
    let mut findings = Findings {
        query: query.clone(),
        totals: Totals::default(),
        letters: 0,
        remarks: asked.remarks.clone(),
        suggestions: Vec::new(),
        tiers: [0; TIERS.len()],
        volumes: Vec::with_capacity(jobs.len()),
    };
    for (one, sums) in in_volumes(query, jobs, stale)? {
        findings.add(&sums);
        findings.volumes.push(one);
    }
    Some(findings)
}

/// Passages summed up at a time: so few that a byte counts them, and that 32 bits hold their marked places, of which each has less than
/// 65,536. So the sums need no checks, which would keep them from being fast; nor branches, as no one can foretell the next hit.
const STRETCH: usize = 240;

/// Below so many passages other threads cost more than they save.
const WORTH_A_THREAD: u32 = 50_000;

/// What was found in each volume, and how much.
fn in_volumes(
    query: &Query,
    jobs: Vec<(&InVolume<'_>, Arc<Plan>)>,
    stale: &(dyn Fn() -> bool + Sync),
) -> Option<Vec<(InOne, Sums)>> {
    let passages: u32 = jobs
        .iter()
        .map(|(volume, _)| volume.volume.passages())
        .sum();
    abreast::each(jobs, passages >= WORTH_A_THREAD, |(volume, plan)| {
        in_one(query, volume, plan, stale)
    })
}

/// What was found in a volume, and how much.
fn in_one(
    query: &Query,
    volume: &InVolume<'_>,
    plan: Arc<Plan>,
    stale: &(dyn Fn() -> bool + Sync),
) -> Option<(InOne, Sums)> {
    let evaluation = Evaluation {
        corpus: volume,
        vocabulary: volume.vocabulary,
        postings: volume.volume.postings(),
        kept: volume.kept,
        stale,
    };
    let found = find(&evaluation, &plan, query.scope)?;
    let (letters, sums) = Sums::of(volume.volume, &found);
    let one = InOne {
        at: volume.at,
        looked_at: volume.looked_at.clone(),
        volume: volume.volume.clone(),
        vocabulary: volume.vocabulary.clone(),
        plan,
        found,
        letters,
    };
    Some((one, sums))
}

/// How much was found in a volume.
#[derive(Debug, Default)]
struct Sums {
    totals: Totals,
    letters: usize,
    tiers: [usize; TIERS.len()],
}

impl Sums {
    /// The letters with a hit, and the sums.
    fn of(volume: &Volume, found: &Found) -> (Bits, Self) {
        let rows = volume.rows();
        let mut sums = Self::default();
        let mut parts = [0; 3];
        let stretches = found.stretches(STRETCH).zip(rows.parts().chunks(STRETCH));
        for ((tiers, counts), kinds) in stretches {
            let is_hit = tiers.iter().map(|&tier| u8::from(tier != NONE));
            let hits = usize::from(is_hit.fold(0, u8::wrapping_add));
            if hits == 0 {
                continue;
            }
            sums.totals.passages += hits;
            let mut left = hits;
            for (sum, tier) in sums.tiers.iter_mut().zip(0..) {
                let there = tiers.iter().map(|&of| u8::from(of == tier));
                let there = usize::from(there.fold(0, u8::wrapping_add));
                *sum += there;
                left -= there;
                if left == 0 {
                    break;
                }
            }
            let mut marked = [0; STRETCH];
            for (marked, (&tier, &count)) in marked.iter_mut().zip(tiers.iter().zip(counts)) {
                // All ones where it counts, else all zeros.
                *marked = u16::from(tier != NONE).wrapping_neg() & count;
            }
            let of = |part: u8| {
                let marked = marked.iter().zip(kinds);
                let marked =
                    marked.map(|(&count, &kind)| u16::from(kind == part).wrapping_neg() & count);
                marked.fold(0, |sum: u32, count| sum.wrapping_add(u32::from(count)))
            };
            for (sum, part) in parts.iter_mut().zip(0..) {
                *sum += of(part) as usize;
            }
        }
        [sums.totals.text, sums.totals.notes, sums.totals.headings] = parts;
        sums.totals.occurrences = parts.iter().sum();
        let mut letters = Bits::none(rows.len() as u32);
        for letter in 0..rows.len() as u32 {
            if any_hit(found.tiers(rows.first(letter)..rows.first(letter + 1))) {
                letters.insert(letter);
            }
        }
        sums.letters = letters.count();
        (letters, sums)
    }
}

/// Whether one of a letter's passages is a hit: all ones are none. Eight at a time, as there are many letters and few passages in each.
fn any_hit(tiers: &[u8]) -> bool {
    const { assert!(NONE == u8::MAX) };
    let (eights, rest) = tiers.as_chunks();
    let all = eights.iter().map(|&eight| u64::from_ne_bytes(eight));
    let rest = rest.iter().fold(NONE, |all, tier| all & tier);
    all.fold(u64::MAX, |all, eight| all & eight) != u64::MAX || rest != NONE
}

impl Findings {
    /// Adds how much was found in a volume.
    fn add(&mut self, sums: &Sums) {
        self.totals += sums.totals;
        self.letters += sums.letters;
        for (all, more) in self.tiers.iter_mut().zip(&sums.tiers) {
            *all += more;
        }
    }

    /// Together with what was found in other letters.
    pub(crate) fn with(mut self, others: Self) -> Self {
        self.add(&Sums {
            totals: others.totals,
            letters: others.letters,
            tiers: others.tiers,
        });
        self.volumes.extend(others.volumes);
        self
    }

    /// Some of the hits in their order: so many, after those before `from`. `newest` names all letters, the newest first.
    #[must_use]
    pub fn hits(
        &self,
        order: Order,
        newest: &[LetterAt],
        (from, count): (usize, usize),
    ) -> Vec<LetterHit> {
        let mut hits = Vec::new();
        let mut left = from;
        let tiers = match order {
            Order::Relevance => TIERS.map(Some).to_vec(),
            Order::Newest => vec![None],
        };
        for tier in tiers {
            let there = tier.map_or(self.totals.passages, |tier| self.tiers[tier as usize]);
            if left >= there {
                left -= there;
                continue;
            }
            for &letter in newest {
                if hits.len() == count {
                    return hits;
                }
                let Some((volume, first)) = self.found_in(letter) else {
                    continue;
                };
                for hit in volume.hits(first) {
                    if tier.is_some_and(|tier| tier != hit.tier) {
                        continue;
                    }
                    if left > 0 {
                        left -= 1;
                    } else if hits.len() < count {
                        hits.push(LetterHit { letter, hit });
                    }
                }
            }
        }
        hits
    }

    /// The letters with a hit.
    pub fn letters_found(&self) -> impl Iterator<Item = LetterAt> + '_ {
        let volumes = self.volumes.iter();
        volumes.flat_map(|one| {
            one.letters
                .iter()
                .map(|letter| (one.at, one.looked_at.letter(letter)))
        })
    }

    /// How many passages of a letter match, and how many places in them are marked.
    #[must_use]
    pub fn count_in(&self, letter: LetterAt) -> (usize, usize) {
        let Some((volume, letter)) = self.found_in(letter) else {
            return (0, 0);
        };
        let hits = volume.hits(letter);
        hits.fold((0, 0), |(passages, occurrences), hit| {
            (passages + 1, occurrences + hit.occurrences as usize)
        })
    }

    /// What matched in a hit, of which its letter is given.
    #[must_use]
    pub fn marks(&self, hit: LetterHit, document: &Document) -> Vec<Mark> {
        let paragraph = hit.hit.paragraph;
        match self.found_in(hit.letter) {
            Some((one, letter)) if one.volume.rows().is_of(letter, document) => {
                let passage = one.volume.rows().first(letter) + 1 + paragraph;
                let branches = one.found.branches(passage);
                marks(&one.plan, &one.vocabulary, (document, paragraph), branches)
            }
            _ => Vec::new(),
        }
    }

    /// What was found in one letter, as a search in it alone would say it.
    #[must_use]
    pub fn answer(&self, letter: LetterAt, document: &Document) -> Answer {
        let mut answer = Answer {
            query: self.query.clone(),
            hits: Vec::new(),
            totals: Totals::default(),
            remarks: self.remarks.clone(),
            suggestions: self.suggestions.clone(),
            marker: Arc::new(Marker::default()),
        };
        let Some((one, letter)) = self.found_in(letter) else {
            return answer;
        };
        let rows = one.volume.rows();
        if !rows.is_of(letter, document) {
            return answer;
        }
        let first = rows.first(letter) + 1;
        let found = |paragraph: u32| one.found.hit(first + paragraph, paragraph);
        (answer.hits, answer.totals) = hits_of(&Outline::new(document), found);
        let hits = marked(&answer.hits, |paragraph| {
            one.found.branches(first + paragraph)
        });
        answer.marker = Arc::new(Marker {
            vocabulary: one.vocabulary.clone(),
            plan: one.plan.clone(),
            hits,
        });
        answer
    }

    /// Where a letter with a hit was looked at, and its place there.
    fn found_in(&self, (volume, letter): LetterAt) -> Option<(&InOne, u32)> {
        // Whole volumes come in their order.
        let ones = match self.volumes.get(volume as usize) {
            Some(one) if one.looked_at.0.is_none() => std::slice::from_ref(one),
            _ => &self.volumes,
        };
        let mut there = ones.iter().filter(|one| one.at == volume);
        there.find_map(|one| {
            let at = one.looked_at.place(letter)?;
            one.letters.contains(at).then_some((one, at))
        })
    }
}

impl InOne {
    /// The hits of a letter, in the order of its passages.
    fn hits(&self, letter: u32) -> impl Iterator<Item = Hit> + '_ {
        let rows = self.volume.rows();
        let first = rows.first(letter) + 1;
        let passages = first..rows.first(letter + 1);
        passages.filter_map(move |passage| self.found.hit(passage, passage - first))
    }
}
