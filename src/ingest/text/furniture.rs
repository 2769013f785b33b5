//! What is printed on every page and belongs to none of the text: page ends, page numbers, running heads and feet.
//!
//! Lines are compared by hash, so that a letter of a million lines takes no longer per line than a short one.
//! It must not know notes, headings or paragraphs.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;

use crate::ingest::text::lines::{Ending, Line, Role};
use crate::ingest::text::shapes;

/// How many lines at either edge of a page may be running heads or feet.
const EDGE: usize = 8;
/// A running head is seen again within so many pages: left and right pages may alternate.
const NEAR: u32 = 2;
/// How often is often enough, however many pages there are.
const OFTEN: usize = 4;
/// Page numbers alone on a line end pages only when so many lines apart: else they are cells of a table or notes' numbers.
const SHORTEST_PAGE: usize = 8;

/// Where the pages of a letter are known to end.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Pages {
    /// Whether form feeds or page numbers tell the pages.
    pub(super) known: bool,
    /// The number printed on each page, where one was found.
    pub(super) printed: Vec<Option<u32>>,
}

/// Finds page ends where form feeds do not tell them, and gives every line its role and page.
pub(super) fn set_apart(lines: &mut [Line<'_>], feeds: bool) -> Pages {
    mark_by_form(lines);
    let numbered = !feeds && end_pages_at_numbers(lines);
    let known = feeds || numbered;
    let count = lines.last().map_or(0, |line| line.page + 1);
    if known && count > 1 {
        let pages = pages_of(lines);
        peel_edges(lines, &pages);
        set_blocks_apart(lines);
    }
    let mut printed = vec![None; if known { count as usize } else { 0 }];
    for line in lines.iter().filter(|line| line.role == Role::PageNumber) {
        if let Some(slot) = printed.get_mut(line.page as usize)
            && let Some((number, _)) = shapes::page_number(line.text)
        {
            slot.get_or_insert(number);
        }
    }
    Pages {
        known,
        printed: in_step(&printed),
    }
}

/// The page numbers that count up with the pages; one that stands alone against its neighbours was misread.
fn in_step(printed: &[Option<u32>]) -> Vec<Option<u32>> {
    let offset = |at: usize| {
        let number = printed.get(at).copied().flatten()?;
        Some(i64::from(number) - at as i64)
    };
    (0..printed.len())
        .map(|at| {
            let own = offset(at)?;
            let before = at.checked_sub(1).and_then(offset);
            let after = offset(at + 1);
            let alone = before.or(after).is_none();
            (own == 1 || alone || before == Some(own) || after == Some(own)).then(|| printed[at])?
        })
        .collect()
}

/// Lines that are furniture by their form, wherever they stand.
fn mark_by_form(lines: &mut [Line<'_>]) {
    for line in lines {
        if shapes::is_drawn_line(line.text) {
            line.role = Role::Separator;
        } else if is_imprint(line.text) {
            line.role = Role::RunningHead;
        } else if shapes::is_named_page(line.text) {
            line.role = Role::PageNumber;
        }
    }
}

/// The publisher's lines at the foot of a parliamentary paper's first page.
fn is_imprint(text: &str) -> bool {
    if text.len() > 40 {
        return false;
    }
    let place = text
        .strip_prefix(['’', '\'', '‘'])
        .and_then(|rest| rest.strip_prefix("s-Gravenhage "));
    text.starts_with("ISSN ")
        || place
            .is_some_and(|year| year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit()))
        || ["ah-tk-", "ah-ek-", "kst-", "h-tk-", "h-ek-", "blg-"]
            .iter()
            .any(|id| {
                text.strip_prefix(id).is_some_and(|rest| {
                    !rest.is_empty()
                        && rest
                            .bytes()
                            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
                })
            })
}

/// Lets pages end at page numbers that count up through the letter. Whether any were found.
fn end_pages_at_numbers(lines: &mut [Line<'_>]) -> bool {
    let chain = number_chain(lines);
    let Some(&last) = chain.last() else {
        return false;
    };
    let below = lines[last..].iter().filter(|line| line.is_text()).count();
    let above = lines[..chain[0]]
        .iter()
        .filter(|line| line.is_text())
        .count();
    let heads = above <= 2 || below > 3;
    let mut page = 0;
    let mut next = 0;
    for (at, line) in lines.iter_mut().enumerate() {
        let ends = chain.get(next) == Some(&at);
        if ends && heads && (above > 0 || next > 0) {
            page += 1;
        }
        line.page = page;
        if ends {
            line.role = Role::PageNumber;
            next += 1;
            page += u32::from(!heads);
        }
    }
    true
}

/// The lines whose page numbers count up by one: those of a form that can be nothing else, or else bare numbers far
/// enough apart.
fn number_chain(lines: &[Line<'_>]) -> Vec<usize> {
    let mut certain = Chain::new(1, 1);
    let mut bare = Chain::new(3, SHORTEST_PAGE);
    for (at, line) in lines.iter().enumerate() {
        match shapes::page_number(line.text) {
            Some((number, true)) => certain.add(at, number),
            Some((number, false)) if line.gap.blanks > 0 => bare.add(at, number),
            _ => {}
        }
    }
    certain
        .finish()
        .or_else(|| bare.finish())
        .unwrap_or_default()
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
    let mut keys = Vec::new();
    for page in pages {
        for at in edge(page) {
            line_keys(&lines[at], lines.get(at + 1), &mut keys);
            for &key in &keys {
                seen.add(key, lines[at].page);
            }
        }
    }
    for page in pages {
        let middle = page.start + page.len() / 2;
        let mut peel = |at: usize| {
            if lines[at].role != Role::Text {
                return true;
            }
            line_keys(&lines[at], lines.get(at + 1), &mut keys);
            let line = &mut lines[at];
            let repeated = keys
                .iter()
                .any(|&key| seen.often(key, line.page, pages.len()));
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

/// The first and last lines of a page.
fn edge(page: &Range<usize>) -> impl Iterator<Item = usize> + use<> {
    let middle = page.start + page.len() / 2;
    let top = page.start..middle.min(page.start + EDGE);
    let foot = page.end.saturating_sub(EDGE).max(middle)..page.end;
    top.chain(foot)
}

/// What a running line is recognised by: its words as they are, or with one number taken as the page's. None for lines
/// that repeat for another reason: questions, list items, ends of sentences.
fn line_keys(line: &Line<'_>, below: Option<&Line<'_>>, keys: &mut Vec<u64>) {
    keys.clear();
    let text = line.text;
    if shapes::is_question(text) || shapes::marker(text).is_some() || runs_on(line, below) {
        return;
    }
    keys.push(hash(&(text, 0)));
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
            keys.push(hash(&(&text[..start], &text[at..], offset)));
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
        (2..=24).contains(&block.len()) && !lines[block.clone()].iter().any(runs_on_or_asks)
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

/// The runs of text lines without gaps between them.
pub(super) fn blocks_of(lines: &[Line<'_>]) -> Vec<Range<usize>> {
    let mut blocks = Vec::new();
    let mut start = None;
    for at in 0..=lines.len() {
        let goes_on = at > 0
            && lines.get(at).is_some_and(|line| {
                line.is_text() && line.gap.blanks == 0 && line.page == lines[at - 1].page
            });
        if goes_on && start.is_some() {
            continue;
        }
        if let Some(start) = start.take() {
            blocks.push(start..at);
        }
        start = lines.get(at).filter(|line| line.is_text()).map(|_| at);
    }
    blocks
}

fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}
