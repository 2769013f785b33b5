//! Which lines number the pages of a letter that has no form feeds.
//!
//! Several runs of numbers may count up through a letter: pages, notes, tables, steps of a plan. What tells the pages is
//! the form of the number, the same words before it every time, and that no mark in the text calls for it.
//! It must not know where pages end.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::ingest::text::candidates;
use crate::ingest::text::labels;
use crate::ingest::text::lines::{Ending, Line};
use crate::ingest::text::paper_foot;
use crate::ingest::text::shapes;

/// Page numbers alone on a line end pages only when so many lines apart: else they are cells of a table or notes' numbers.
const SHORTEST_PAGE: usize = 8;
/// So many numbers must count up where their form is not certain.
const LEAST: usize = 3;
/// So wide, in characters, is a line that is known again by its words.
const TELLING: u32 = 20;

/// Lines that number pages.
pub(super) struct Numbers {
    pub(super) lines: Vec<usize>,
    /// They stand at the foot of their pages for certain.
    pub(super) feet: bool,
}

/// The lines whose page numbers count up by one, the surest kind that there is.
pub(super) fn chain(lines: &[Line<'_>]) -> Option<Numbers> {
    let sure = |lines| Numbers { lines, feet: true };
    let open = |lines| Numbers { lines, feet: false };
    paper_feet(lines)
        .map(sure)
        .or_else(|| certain(lines).map(open))
        .or_else(|| counting_feet(lines).map(open))
        .or_else(|| below_the_same(lines).map(open))
        .or_else(|| bare(lines).map(open))
        .or_else(|| only(lines).map(open))
}

/// The feet of a parliamentary paper; the number may stand on a line of its own below it.
fn paper_feet(lines: &[Line<'_>]) -> Option<Vec<usize>> {
    let mut chain = Chain::new(2, SHORTEST_PAGE);
    for (at, line) in lines.iter().enumerate() {
        if let Some(number) = paper_foot::page(line.text) {
            chain.add(at, number);
        } else if let Some((number, _)) = shapes::page_number(line.text)
            && at > 0
            && paper_foot::lacks_number(lines[at - 1].text)
        {
            chain.add(at, number);
        }
    }
    chain.finish()
}

/// Page numbers of a form that can be nothing else.
fn certain(lines: &[Line<'_>]) -> Option<Vec<usize>> {
    let mut chain = Chain::new(1, 1);
    for (at, line) in lines.iter().enumerate() {
        if let Some((number, true)) = shapes::page_number(line.text) {
            chain.add(at, number);
        }
    }
    chain.finish()
}

/// Lines that are equal but for the number they end in. Headings count up too ("Uitvoering van de proef in fase 2"), but
/// never stand in the middle of a sentence.
fn counting_feet(lines: &[Line<'_>]) -> Option<Vec<usize>> {
    let mut chains = Chains::default();
    for (at, line) in lines.iter().enumerate() {
        if let Some((words, number)) = counted(line) {
            chains.add(hash_words(words), at, number);
        }
    }
    let breaks = |&at: &usize| {
        let above = at.checked_sub(1).map(|above| &lines[above]);
        lines.get(at + 1).is_some_and(|below| {
            below.gap.blanks == 0
                && below.starts_small()
                && above.is_some_and(|above| above.ending() != Ending::Clause)
        })
    };
    chains.longest(|chain| chain.iter().any(breaks))
}

/// The words of a line that may be a foot, and the number behind them.
fn counted<'a>(line: &Line<'a>) -> Option<(&'a str, u32)> {
    let (words, number) = line.text.rsplit_once(char::is_whitespace)?;
    let digits =
        (1..=3).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
    let foot = digits
        && (TELLING..=160).contains(&line.width)
        && line.starts_capital()
        && !shapes::is_question(line.text)
        && !words.trim_end().ends_with(['.', ':', ';']);
    foot.then(|| number.parse().ok())
        .flatten()
        .map(|number| (words, number))
}

/// Bare numbers that stand below the same words every time.
fn below_the_same(lines: &[Line<'_>]) -> Option<Vec<usize>> {
    let mut chains = Chains::default();
    for (at, line) in lines.iter().enumerate().skip(1) {
        let above = &lines[at - 1];
        let words = (TELLING..=160).contains(&above.width) && above.ending() != Ending::Sentence;
        if let Some((number, false)) = shapes::page_number(line.text).filter(|_| words) {
            chains.add(hash_words(above.text), at, number);
        }
    }
    chains.longest(|_| true)
}

/// Bare numbers far enough apart. A number that a mark calls for from above is a note's before it is a page's.
fn bare(lines: &[Line<'_>]) -> Option<Vec<usize>> {
    let numbers = |line: &Line<'_>| {
        shapes::page_number(line.text).filter(|(_, certain)| !certain && line.gap.blanks > 0)
    };
    if lines.iter().filter_map(numbers).take(LEAST).count() < LEAST {
        return None;
    }
    let (mut all, mut free) = (
        Chain::new(LEAST, SHORTEST_PAGE),
        Chain::new(LEAST, SHORTEST_PAGE),
    );
    let mut called = [false; 1000];
    let mut of_notes = Vec::new();
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let label = labels::label(line.text)
            .and_then(|label| called.get_mut(usize::from(label.number)))
            .is_some_and(std::mem::take);
        if let Some((number, _)) = numbers(line) {
            all.add(at, number);
            if label {
                of_notes.push(at);
            } else {
                free.add(at, number);
            }
        }
        found.clear();
        candidates::scan(line.text, at as u32, &mut found);
        for candidate in found.iter().filter(|candidate| candidate.looks > 0) {
            if let Some(called) = called.get_mut(usize::from(candidate.number)) {
                *called = true;
            }
        }
    }
    let all = all.finish()?;
    let doubted = all
        .iter()
        .filter(|at| of_notes.binary_search(at).is_ok())
        .count();
    let free = free.finish().filter(|free| free.len() * 2 > all.len());
    free.or_else(|| (doubted * 2 < all.len()).then_some(all))
}

/// The number of a letter's only page, alone below all that there is; not a note's that a mark calls for and that has no other number.
fn only(lines: &[Line<'_>]) -> Option<Vec<usize>> {
    let at = lines.len().checked_sub(1)?;
    let alone = at >= SHORTEST_PAGE && lines[at].gap.blanks > 0;
    // "Aantal bijlagen:" has its value below it.
    let alone = alone && lines[at - 1].ending() != Ending::Clause;
    let first = shapes::page_number(lines[at].text) == Some((1, false));
    if !alone || !first {
        return None;
    }
    let (mut found, mut labelled) = (Vec::new(), false);
    for (at, line) in lines[..at].iter().enumerate() {
        labelled |= labels::label(line.text).is_some_and(|label| label.number == 1);
        candidates::scan(line.text, at as u32, &mut found);
    }
    let called = found.iter().any(|mark| mark.number == 1 && mark.looks > 0);
    (labelled || !called).then(|| vec![at])
}

/// Numbers that count up from 1 (or 2, where the first page bears none), over and over where letters are bundled.
struct Chain {
    lines: Vec<usize>,
    next: u32,
    least: usize,
    apart: usize,
}

impl Chain {
    fn new(least: usize, apart: usize) -> Self {
        Self {
            lines: Vec::new(),
            next: 0,
            least,
            apart,
        }
    }

    fn add(&mut self, at: usize, number: u32) {
        let far = self
            .lines
            .last()
            .is_none_or(|&last| at >= last + self.apart);
        let fits = number == self.next || (self.lines.is_empty() && number <= 2) || number == 1;
        if far && fits && number > 0 {
            self.lines.push(at);
            self.next = number + 1;
        }
    }

    fn finish(self) -> Option<Vec<usize>> {
        (self.lines.len() >= self.least).then_some(self.lines)
    }
}

/// Rival chains, each of the numbers that stand with the same words.
#[derive(Default)]
struct Chains(HashMap<u64, Chain>);

impl Chains {
    fn add(&mut self, words: u64, at: usize, number: u32) {
        self.0
            .entry(words)
            .or_insert_with(|| Chain::new(LEAST, SHORTEST_PAGE))
            .add(at, number);
    }

    /// The longest one that fits; of equals the first in the letter.
    fn longest(self, fits: impl Fn(&[usize]) -> bool) -> Option<Vec<usize>> {
        self.0
            .into_values()
            .filter_map(Chain::finish)
            .filter(|lines| fits(lines))
            .max_by_key(|lines| (lines.len(), std::cmp::Reverse(lines[0])))
    }
}

/// Words by hash, whatever the white space between them.
fn hash_words(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.split_whitespace()
        .for_each(|word| word.hash(&mut hasher));
    hasher.finish()
}
