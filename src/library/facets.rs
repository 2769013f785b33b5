//! How what was found spreads over years, senders, dossiers and kinds of papers.
//!
//! It must not know how it is shown.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::index::findings::Findings;
use crate::library::Edition;

/// Names of a kind that are told; there may be thousands of dossiers.
const MOST: usize = 50;

/// Letters looked at between two questions whether the answer is still wanted.
const PATIENCE: usize = 1_000;

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

/// How what was found spreads.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Facets {
    /// By time, every year between the first and the last; by month, where that is within two years.
    pub times: Vec<Bar>,
    /// By sender, the most letters first.
    pub senders: Vec<Bar>,
    /// By dossier, the most letters first.
    pub dossiers: Vec<Bar>,
    /// By kind of paper, the most letters first.
    pub kinds: Vec<Bar>,
}

impl Facets {
    /// The facets of what was found. Asks `stale` now and then and gives up with `None` when it says yes.
    #[must_use]
    pub fn of(edition: &Edition, findings: &Findings, stale: &dyn Fn() -> bool) -> Option<Self> {
        let mut months: BTreeMap<u32, Bar> = BTreeMap::new();
        let mut by_name: [BTreeMap<String, Bar>; 3] = Default::default();
        for (done, letter) in findings.letters_found().enumerate() {
            if done % PATIENCE == 0 && stale() {
                return None;
            }
            let (passages, occurrences) = findings.count_in(letter);
            let hits = if occurrences == 0 {
                passages
            } else {
                occurrences
            };
            let card = edition.card(letter).card;
            let day = edition.day(letter);
            if day > 0 {
                add(months.entry(day / 100).or_default(), hits);
            }
            let names = [card.sender, card.dossier, card.kind];
            for (bars, name) in by_name.iter_mut().zip(names) {
                if let Some(name) = name {
                    add(bars.entry(name).or_default(), hits);
                }
            }
        }
        let [senders, dossiers, kinds] = by_name.map(most);
        Some(Self {
            times: times(&months),
            senders,
            dossiers,
            kinds,
        })
    }
}

fn add(bar: &mut Bar, hits: usize) {
    bar.letters += 1;
    bar.hits += hits;
}

/// The bars with the most letters, the most first.
fn most(bars: BTreeMap<String, Bar>) -> Vec<Bar> {
    let bars = bars.into_iter().map(|(name, bar)| Bar { name, ..bar });
    let mut bars: Vec<Bar> = bars.collect();
    bars.sort_by(|a, b| b.letters.cmp(&a.letters).then_with(|| a.name.cmp(&b.name)));
    bars.truncate(MOST);
    bars
}

/// Bars in time, without gaps: by year, or by month within two years. Months are numbers, 201906.
fn times(months: &BTreeMap<u32, Bar>) -> Vec<Bar> {
    let (Some((&first, _)), Some((&last, _))) = (months.first_key_value(), months.last_key_value())
    else {
        return Vec::new();
    };
    // A letter of which only the year is known has no month.
    let by_month = last / 100 - first / 100 < 2 && months.keys().all(|month| month % 100 > 0);
    let sum = |name: String, from: u32, to: u32| {
        let mut all = Bar {
            name,
            ..Bar::default()
        };
        for bar in months.range(from..=to).map(|(_, bar)| bar) {
            all.letters += bar.letters;
            all.hits += bar.hits;
        }
        all
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
