//! How what was found spreads over years, senders, dossiers and kinds of papers.
//!
//! It must not know how it is shown.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::Serialize;

use crate::index::findings::{Findings, LetterAt};
use crate::library::{Edition, still_wanted};

/// Names of a kind that are told; there may be thousands of dossiers.
const MOST: usize = 50;

/// Letters that have something in common, and what was found in them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Bar {
    /// What they have in common: `2019`, `2019-06`, a sender's name, a dossier, a kind.
    pub name: String,
    /// How many letters.
    pub letters: usize,
    /// Marked places in them; where only filters chose, passages.
    pub hits: usize,
}

/// How what was found spreads. Names that are no times come with the most hits first, of equal ones with the most letters, then by name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Facets {
    /// By time, every year between the first and the last; by month, where that is within two years.
    pub times: Vec<Bar>,
    /// By sender.
    pub senders: Vec<Bar>,
    /// By dossier.
    pub dossiers: Vec<Bar>,
    /// By kind of paper.
    pub kinds: Vec<Bar>,
}

/// What was counted of one name, for each of `N` queries.
type Tally<const N: usize> = [Counts; N];

/// Letters and hits.
#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    letters: usize,
    hits: usize,
}

impl Counts {
    fn add(&mut self, more: Self) {
        self.letters += more.letters;
        self.hits += more.hits;
    }

    fn named(self, name: String) -> Bar {
        Bar {
            name,
            letters: self.letters,
            hits: self.hits,
        }
    }
}

impl Facets {
    /// Whether the bars in time are months, not years.
    #[must_use]
    pub fn by_month(&self) -> bool {
        self.times.iter().any(|bar| bar.name.contains('-'))
    }

    /// The facets of what was found. Asks `stale` now and then and gives up with `None` when it says yes.
    #[must_use]
    pub fn of(edition: &Edition, findings: &Findings, stale: &dyn Fn() -> bool) -> Option<Self> {
        let [facets] = Self::of_each(edition, [findings], stale)?;
        Some(facets)
    }

    /// The facets of what each of some queries found, to be put beside each other: all have the same names in the same order, which is that of
    /// their sums.
    #[must_use]
    pub fn of_each<const N: usize>(
        edition: &Edition,
        findings: [&Findings; N],
        stale: &dyn Fn() -> bool,
    ) -> Option<[Self; N]> {
        let mut months: BTreeMap<u32, Tally<N>> = BTreeMap::new();
        let mut by_name: [BTreeMap<String, Tally<N>>; 3] = Default::default();
        for (nth, found) in findings.into_iter().enumerate() {
            for (done, letter) in found.letters_found().enumerate() {
                still_wanted(done, stale)?;
                let counts = counts(found, letter);
                let card = edition.card(letter).card;
                let day = edition.day(letter);
                if day > 0 {
                    tally(&mut months, day / 100)[nth].add(counts);
                }
                let names = [card.sender, card.dossier, card.kind];
                for (tallies, name) in by_name.iter_mut().zip(names) {
                    if let Some(name) = name {
                        tally(tallies, name)[nth].add(counts);
                    }
                }
            }
        }
        let times = times(&months);
        let [senders, dossiers, kinds] = by_name.map(most);
        Some(std::array::from_fn(|nth| {
            let bars = |all: &[(String, Tally<N>)]| {
                let bars = all.iter();
                bars.map(|(name, tally)| tally[nth].named(name.clone()))
                    .collect()
            };
            Self {
                times: bars(&times),
                senders: bars(&senders),
                dossiers: bars(&dossiers),
                kinds: bars(&kinds),
            }
        }))
    }
}

/// What was found in a letter.
fn counts(found: &Findings, letter: LetterAt) -> Counts {
    let (passages, occurrences) = found.count_in(letter);
    let hits = if occurrences == 0 {
        passages
    } else {
        occurrences
    };
    Counts { letters: 1, hits }
}

/// The tally of a name.
fn tally<Name: Ord, const N: usize>(
    all: &mut BTreeMap<Name, Tally<N>>,
    name: Name,
) -> &mut Tally<N> {
    all.entry(name).or_insert([Counts::default(); N])
}

/// The sums of a tally: hits, then letters.
fn sums<const N: usize>(tally: &Tally<N>) -> (usize, usize) {
    tally.iter().fold((0, 0), |(hits, letters), counts| {
        (hits + counts.hits, letters + counts.letters)
    })
}

/// The names with the most hits, the most first.
fn most<const N: usize>(all: BTreeMap<String, Tally<N>>) -> Vec<(String, Tally<N>)> {
    let mut all: Vec<_> = all.into_iter().collect();
    // Names come from the tree in their order, which stays that of equal ones.
    all.sort_by_key(|(_, tally)| Reverse(sums(tally)));
    all.truncate(MOST);
    all
}

/// Stretches of time, without gaps: by year, or by month within two years. Months are numbers, 201906.
fn times<const N: usize>(months: &BTreeMap<u32, Tally<N>>) -> Vec<(String, Tally<N>)> {
    let (Some((&first, _)), Some((&last, _))) = (months.first_key_value(), months.last_key_value())
    else {
        return Vec::new();
    };
    // A letter of which only the year is known has no month.
    let by_month = last / 100 - first / 100 < 2 && months.keys().all(|month| month % 100 > 0);
    let sum = |name: String, from: u32, to: u32| {
        let mut all = [Counts::default(); N];
        for (_, tally) in months.range(from..=to) {
            for (sum, &counts) in all.iter_mut().zip(tally) {
                sum.add(counts);
            }
        }
        (name, all)
    };
    if by_month {
        let all = (first..=last).filter(|month| (1..=12).contains(&(month % 100)));
        let name = |month: u32| format!("{}-{:02}", month / 100, month % 100);
        return all.map(|month| sum(name(month), month, month)).collect();
    }
    let years = first / 100..=last / 100;
    years
        .map(|year| sum(year.to_string(), year * 100, year * 100 + 99))
        .collect()
}
