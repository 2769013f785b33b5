//! Running heads and feet: lines at the edges of pages, and blocks inside them, that repeat from page to page.
//!
//! Lines are compared by hash, so that a letter of a million lines takes no longer per line than a short one.
//! It must not know where pages end, nor which notes there are, nor headings or paragraphs.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;

use crate::ingest::text::candidates::{self, Candidate};
use crate::ingest::text::furniture::blocks_of;
use crate::ingest::text::labels;
use crate::ingest::text::letterhead;
use crate::ingest::text::lines::{Ending, Line, Role};
use crate::ingest::text::shapes;

/// How many lines at either edge of a page may be running heads or feet.
const EDGE: usize = 8;
/// A running head is seen again within so many pages: left and right pages may alternate.
const NEAR: u32 = 2;
/// Lines that name a letter at the top of a page, at most.
const LONGEST_REFERENCE: usize = 6;
/// How often is often enough, however many pages there are.
const OFTEN: usize = 4;

/// Takes the lines that repeat off the pages of a letter.
pub(super) fn set_apart(lines: &mut [Line<'_>]) {
    let pages = pages_of(lines);
    peel_edges(lines, &pages);
    set_references_apart(lines, &pages);
    set_blocks_apart(lines);
}

/// Takes what names a letter off the top of its further pages, though it stands there once, as on the second of two: lines of a letterhead set
/// off from the text, with the date or the sender's mark among them.
fn set_references_apart(lines: &mut [Line<'_>], pages: &[Range<usize>]) {
    for page in pages.iter().skip(1) {
        let text = |at: &usize| lines[*at].is_text();
        let Some(first) = page.clone().find(text) else {
            continue;
        };
        let behind = (first + 1..page.end).find(|&at| lines[at].gap.blanks > 0);
        let Some(end) = behind.filter(|end| end - first <= LONGEST_REFERENCE) else {
            continue;
        };
        let head = &mut lines[first..end];
        let looks = |line: &Line<'_>| {
            letterhead::is_head_line(line.text) || letterhead::opens_label(line.text)
        };
        let names = |line: &Line<'_>| {
            ["Datum ", "Ons kenmerk"]
                .iter()
                .any(|label| line.text.contains(label))
        };
        if head.iter().all(looks) && head.iter().any(names) {
            for line in head {
                line.role = Role::RunningHead;
            }
        }
    }
}

/// The lines of each page.
fn pages_of(lines: &[Line<'_>]) -> Vec<Range<usize>> {
    let mut pages = Vec::new();
    let mut start = 0;
    for at in 1..=lines.len() {
        if at == lines.len() || lines[at].page != lines[start].page {
            pages.push(start..at);
            start = at;
        }
    }
    pages
}

/// The pages on which lines and blocks were seen, by hash, in order.
#[derive(Debug, Default)]
struct Seen(HashMap<u64, Vec<u32>>);

impl Seen {
    fn add(&mut self, key: u64, page: u32) {
        let pages = self.0.entry(key).or_default();
        if pages.last() != Some(&page) {
            pages.push(page);
        }
    }

    /// Whether it was seen often, and near this page too: in bundled letters every letter has its own heads.
    fn often(&self, key: u64, page: u32, count: usize) -> bool {
        let least = count.div_ceil(3).clamp(2, OFTEN);
        self.0
            .get(&key)
            .filter(|pages| pages.len() >= least)
            .is_some_and(|pages| {
                let at = pages.partition_point(|&seen| seen < page);
                let before = at.checked_sub(1).and_then(|at| pages.get(at));
                let after = pages.get(at + 1);
                before.is_some_and(|&before| page - before <= NEAR)
                    || after.is_some_and(|&after| after - page <= NEAR)
            })
    }
}

/// Takes running heads and feet off the pages from the edges inwards, as far as lines repeat.
fn peel_edges(lines: &mut [Line<'_>], pages: &[Range<usize>]) {
    let mut seen = Seen::default();
    let mut noted: HashMap<u64, usize> = HashMap::new();
    let mut keys = Vec::new();
    for page in pages {
        let marks = Marks::of(lines, page);
        for at in edge(page) {
            line_keys(lines, at, &mut keys);
            let note = marks.call_for(lines, page.start, at);
            for &key in &keys {
                seen.add(key, lines[at].page);
                *noted.entry(key).or_default() += usize::from(note);
            }
        }
    }
    // Notes that say the same on every page ("Idem.") are no running feet.
    let is_note = |key: u64| {
        let all = seen.0.get(&key).map_or(0, Vec::len);
        noted.get(&key).is_some_and(|&noted| noted * 2 > all)
    };
    for page in pages {
        let middle = page.start + page.len() / 2;
        let mut peel = |at: usize| {
            if lines[at].role != Role::Text {
                return true;
            }
            line_keys(lines, at, &mut keys);
            let line = &mut lines[at];
            let repeated = keys
                .iter()
                .any(|&key| seen.often(key, line.page, pages.len()) && !is_note(key));
            if repeated {
                let number = shapes::page_number(line.text).is_some();
                line.role = if number {
                    Role::PageNumber
                } else {
                    Role::RunningHead
                };
            }
            repeated
        };
        (page.start..middle)
            .take(EDGE)
            .take_while(|&at| peel(at))
            .for_each(drop);
        (middle..page.end)
            .rev()
            .take(EDGE)
            .take_while(|&at| peel(at))
            .for_each(drop);
    }
}

/// The numbers on one page that may be marks, where any line at its edges asks for them.
struct Marks(Vec<Candidate>);

impl Marks {
    fn of(lines: &[Line<'_>], page: &Range<usize>) -> Self {
        let mut found = Vec::new();
        if edge(page).any(|at| labels::label(lines[at].text).is_some()) {
            for at in page.clone() {
                candidates::scan(lines[at].text, at as u32, &mut found);
            }
            found.retain(|candidate| candidate.looks > -3);
        }
        Self(found)
    }

    /// Whether a line is a note's: it opens with a number, or stands below one alone, whose mark stands above.
    fn call_for(&self, lines: &[Line<'_>], top: usize, at: usize) -> bool {
        let own = labels::label(lines[at].text).filter(|label| !label.alone);
        let above = || {
            let above = at.checked_sub(1).filter(|&above| above >= top)?;
            labels::label(lines[above].text).filter(|label| label.alone)
        };
        own.or_else(above).is_some_and(|label| {
            self.0
                .iter()
                .any(|candidate| candidate.number == label.number && (candidate.line as usize) < at)
        })
    }
}

/// The first and last lines of a page.
fn edge(page: &Range<usize>) -> impl Iterator<Item = usize> + use<> {
    let middle = page.start + page.len() / 2;
    let top = page.start..middle.min(page.start + EDGE);
    let foot = page.end.saturating_sub(EDGE).max(middle)..page.end;
    top.chain(foot)
}

/// What a running line is recognised by: its words as they are, or with one number taken as the page's. None for lines
/// that repeat for another reason: questions, list items, ends of sentences.
fn line_keys(lines: &[Line<'_>], at: usize, keys: &mut Vec<u64>) {
    keys.clear();
    let line = &lines[at];
    let text = line.text;
    // What the next page begins with says nothing of the line above its edge.
    let below = lines.get(at + 1).filter(|below| below.page == line.page);
    let item = shapes::is_question(text) || shapes::marker(text).is_some();
    if shapes::page_number(text).is_none() && (item || runs_on(line, below)) {
        return;
    }
    keys.push(hash_words(text, "", 0));
    // "Bijlage 1" and "Bijlage 2" are two parts, on whatever pages they begin.
    if shapes::opens_part(text) {
        return;
    }
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() && keys.len() <= 6 {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let start = at;
        while bytes.get(at).is_some_and(u8::is_ascii_digit) {
            at += 1;
        }
        if let Ok(number) = text[start..at].parse::<u32>()
            && at - start <= 4
        {
            let offset = i64::from(number) - i64::from(line.page);
            keys.push(hash_words(&text[..start], &text[at..], offset));
        }
    }
}

/// Running text repeats too, in forms and bundles; it is not set apart for that.
fn runs_on(line: &Line<'_>, below: Option<&Line<'_>>) -> bool {
    let wide = line.width > 45;
    let flows = below.is_some_and(|below| below.gap.blanks == 0 && below.starts_small());
    line.starts_small()
        || (wide && (line.ending() == Ending::Sentence || (flows && line.ending() == Ending::Word)))
}

/// Sets apart whole blocks that repeat inside pages: the reference column that a converter put amid the text.
fn set_blocks_apart(lines: &mut [Line<'_>]) {
    let blocks = blocks_of(lines);
    let pages = lines.last().map_or(0, |line| line.page as usize + 1);
    let mut seen = Seen::default();
    let key = |lines: &[Line<'_>], block: &Range<usize>| {
        let texts: Vec<&str> = lines[block.clone()].iter().map(|line| line.text).collect();
        hash(&texts)
    };
    let column = |lines: &[Line<'_>], block: &Range<usize>| {
        // A line alone is a column's only where it opens as one.
        let labelled = || letterhead::opens_label(lines[block.start].text);
        ((2..=24).contains(&block.len()) || (block.len() == 1 && labelled()))
            && !lines[block.clone()].iter().any(runs_on_or_asks)
    };
    for block in &blocks {
        if column(lines, block) {
            seen.add(key(lines, block), lines[block.start].page);
        }
    }
    for block in &blocks {
        if column(lines, block) && seen.often(key(lines, block), lines[block.start].page, pages) {
            lines[block.clone()]
                .iter_mut()
                .for_each(|line| line.role = Role::RunningHead);
        }
    }
}

/// Whether a line is part of the letter's own words.
fn runs_on_or_asks(line: &Line<'_>) -> bool {
    shapes::is_question(line.text) || (line.ending() == Ending::Sentence && line.width > 60)
}

/// The words before and behind a number, whatever the white space between them: converters fill a line up with spaces
/// to where its number ends.
fn hash_words(before: &str, behind: &str, offset: i64) -> u64 {
    let mut hasher = DefaultHasher::new();
    for part in [before, behind] {
        part.split_whitespace()
            .for_each(|word| word.hash(&mut hasher));
        offset.hash(&mut hasher);
    }
    hasher.finish()
}

fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}
