//! `voetnoot search --against`: how the hits of two queries spread over a library, beside each other, as a table with bars or as JSON.
//!
//! It must not know how hits are found or counted.

use std::io::Write;

use serde::Serialize;

use crate::catalogue::Texts;
use crate::index::Totals;
use crate::index::findings::Findings;
use crate::layout::wrap::{columns, cut};
use crate::library::facets::{Bar, Facets};

/// Columns that a name may take; what is longer is cut.
const NAME: usize = 60;

/// Columns of the longest bar.
const BAR: usize = 40;

/// The second of two queries as JSON. Its facets have the same names in the same order as those of the first.
#[derive(Serialize)]
pub(super) struct Against {
    query: String,
    totals: Sums,
    facets: Facets,
}

/// Counts over all letters.
#[derive(Serialize)]
pub(super) struct Sums {
    #[serde(flatten)]
    pub(super) totals: Totals,
    /// Letters with a hit.
    pub(super) letters: usize,
}

impl Against {
    /// What the second query found, and how it spreads.
    pub(super) fn new(findings: &Findings, facets: Facets) -> Self {
        Self {
            query: findings.query.text.clone(),
            totals: Sums {
                totals: findings.totals,
                letters: findings.letters,
            },
            facets,
        }
    }

    /// Whether it found anything.
    pub(super) fn found(&self) -> bool {
        self.totals.totals.passages > 0
    }
}

/// How the table is written.
pub(super) struct Table<'a> {
    /// In which language.
    pub(super) texts: &'a Texts,
    /// Only with characters of ASCII.
    pub(super) ascii: bool,
}

impl Table<'_> {
    /// Prints what two queries found, and under each name a row for either.
    pub(super) fn print(
        &self,
        (findings, facets): (&Findings, &Facets),
        against: &Against,
        out: &mut impl Write,
    ) -> anyhow::Result<()> {
        let words = &self.texts.library;
        let first = (&findings.query.text, findings.totals, findings.letters);
        let second = &against.totals;
        let second = (&against.query, second.totals, second.letters);
        for (nth, (query, totals, letters)) in [first, second].into_iter().enumerate() {
            let query = crate::safe::line(query);
            let (hits, letters) = (self.texts.found(&totals), words.in_letters.count(letters));
            writeln!(
                out,
                "{} {query}: {hits} {letters}",
                self.sign(nth).repeat(2)
            )?;
        }
        let other = &against.facets;
        let times = if facets.by_month() {
            &words.by_month
        } else {
            &words.by_year
        };
        let groups = [
            (times, &facets.times, &other.times),
            (&words.by_kind, &facets.kinds, &other.kinds),
            (&words.by_sender, &facets.senders, &other.senders),
            (&words.by_dossier, &facets.dossiers, &other.dossiers),
        ];
        let all = groups.iter().flat_map(|(_, bars, _)| bars.iter());
        let name = all.map(|bar| columns(&bar.name)).max().unwrap_or(0);
        let width = name.min(NAME);
        for (name, bars, others) in groups {
            self.print_group((name, width), (bars, others), out)?;
        }
        Ok(())
    }

    /// The sign of the bars of the first query, or of the second.
    fn sign(&self, nth: usize) -> &'static str {
        match (nth, self.ascii) {
            (0, false) => "█",
            (0, true) => "#",
            (_, false) => "▒",
            (_, true) => "=",
        }
    }

    /// A text filled up to so many columns, or cut, which a sign says.
    fn fitted(&self, text: &str, width: usize) -> String {
        let fitted = cut(text, width, self.ascii);
        let left = width.saturating_sub(columns(&fitted));
        fitted + &" ".repeat(left)
    }

    fn print_group(
        &self,
        (name, width): (&str, usize),
        (bars, others): (&[Bar], &[Bar]),
        out: &mut impl Write,
    ) -> anyhow::Result<()> {
        if bars.is_empty() {
            return Ok(());
        }
        let words = &self.texts.library;
        let (hits, letters) = (&words.column_hits, &words.column_letters);
        let wide = columns(hits).max(7);
        writeln!(out)?;
        writeln!(
            out,
            "{}  {hits:>wide$}  {letters}",
            self.fitted(name, width + 2)
        )?;
        let letters = columns(letters);
        let longest = bars.iter().chain(others).map(|bar| bar.hits).max();
        let longest = longest.unwrap_or(0).max(1);
        for pair in bars.iter().zip(others) {
            for (nth, bar) in [pair.0, pair.1].into_iter().enumerate() {
                let name = if nth == 0 { bar.name.as_str() } else { "" };
                // What there is, is seen.
                let cells = (bar.hits * BAR / longest).max(usize::from(bar.hits > 0));
                let row = format!(
                    "  {}  {:>wide$}  {:>letters$}  {}",
                    self.fitted(name, width),
                    bar.hits,
                    bar.letters,
                    self.sign(nth).repeat(cells)
                );
                writeln!(out, "{}", row.trim_end())?;
            }
        }
        Ok(())
    }
}
