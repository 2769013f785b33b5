//! What an index keeps of a letter's order: the kind and section of every passage, and the order in which hits are read.
//!
//! It must not know words.

use std::ops::Range;

use crate::document::place::Place;
use crate::document::{Document, Kind};
use crate::index::bits::Bits;
use crate::index::query::Scope;
use crate::index::remark::Remark;
use crate::index::syntax::{Filter, Filtered, Part};
use crate::words::lexeme::fold;

/// Kinds, sections and reading order of a letter's passages.
#[derive(Debug)]
pub(crate) struct Outline {
    parts: Vec<Part>,
    sections: Vec<u32>,
    order: Vec<u32>,
}

impl Outline {
    /// The outline of a letter.
    pub(crate) fn new(document: &Document) -> Self {
        let parts: Vec<Part> = document
            .paragraphs
            .iter()
            .map(|paragraph| part_of(paragraph.kind))
            .collect();
        let passages = 0..document.paragraphs.len() as u32;
        let sections: Vec<u32> = passages
            .clone()
            .map(|passage| document.section_of(Place::start(passage)) as u32)
            .collect();
        let mut order: Vec<u32> = passages.collect();
        order.sort_by_key(|&passage| {
            let at = passage as usize;
            (sections[at], parts[at] == Part::Notes, passage)
        });
        Self {
            parts,
            sections,
            order,
        }
    }

    /// Every passage in reading order: by section, in each its text, then the notes that belong to it.
    pub(crate) fn order(&self) -> &[u32] {
        &self.order
    }

    /// What a passage is.
    pub(crate) fn part(&self, passage: u32) -> Part {
        self.parts[passage as usize]
    }

    /// The passages in a reader's scope.
    pub(crate) fn within(&self, scope: Scope) -> Bits {
        let part = match scope {
            Scope::All => return Bits::all(self.parts.len() as u32),
            Scope::Section(section) => return self.in_sections(|at| at == section as usize),
            Scope::Text => Part::Text,
            Scope::Notes => Part::Notes,
            Scope::Headings => Part::Headings,
        };
        self.of_parts(&[part])
    }

    /// The passages that a filter leaves.
    pub(crate) fn left_by(&self, filter: &Filter, document: &Document) -> Bits {
        let kept = match &filter.place {
            Filtered::Kinds(kinds) => self.of_parts(kinds),
            Filtered::Numbered(number) => {
                let chosen = numbered(number, document);
                self.in_sections(|section| chosen.contains(&section))
            }
            Filtered::Titled(words) => {
                let titled = document.sections.iter().map(|section| {
                    let title = section.title.as_deref().map(fold);
                    title.is_some_and(|title| title.contains(words))
                });
                let titled: Vec<bool> = titled.collect();
                self.in_sections(|section| titled.get(section) == Some(&true))
            }
            Filtered::Pages(first, last) => on_pages(first, last, document),
            // Within a letter, nothing tells it from others.
            Filtered::Letters(_) => return Bits::all(self.parts.len() as u32),
        };
        if !filter.negated {
            return kept;
        }
        let mut others = Bits::all(kept.bound());
        others.remove(&kept);
        others
    }

    /// What a filter asks for, when the letter has nothing of the kind.
    pub(crate) fn missing(filter: &Filter, document: &Document) -> Option<Remark> {
        match &filter.place {
            Filtered::Pages(first, last) => {
                let there = |label: &str| {
                    let named = pages_named(label, label, document);
                    named.is_some_and(|(page, _)| page < document.pages.len())
                };
                let missing = [first, last].into_iter().find(|label| !there(label))?;
                Some(Remark::NoPage(missing.clone()))
            }
            Filtered::Numbered(number) => numbered(number, document)
                .is_empty()
                .then(|| Remark::NoSection(number.clone())),
            Filtered::Titled(_) | Filtered::Kinds(_) | Filtered::Letters(_) => None,
        }
    }

    fn of_parts(&self, parts: &[Part]) -> Bits {
        let kind = |passage| parts.contains(&self.parts[passage as usize]);
        Bits::filled(self.parts.len() as u32, kind)
    }

    fn in_sections(&self, chosen: impl Fn(usize) -> bool) -> Bits {
        let section = |passage| self.sections[passage as usize] as usize;
        Bits::filled(self.parts.len() as u32, |passage| chosen(section(passage)))
    }
}

pub(crate) fn part_of(kind: Kind) -> Part {
    match kind {
        Kind::Heading(_) => Part::Headings,
        Kind::Note(_) => Part::Notes,
        Kind::Body | Kind::Item(_) | Kind::Quote | Kind::Row => Part::Text,
    }
}

/// The section with this number before its title, else the one at this place among the titled; with those below it.
fn numbered(number: &str, document: &Document) -> std::ops::Range<usize> {
    let titles = || {
        let sections = document.sections.iter().enumerate();
        sections.filter_map(|(at, section)| Some((at, section.title.as_deref()?)))
    };
    let printed = |title: &str| {
        let digits = title.trim_start_matches(['§', ' ']);
        let end = digits.find(|sign: char| !sign.is_ascii_digit() && sign != '.');
        digits[..end.unwrap_or(digits.len())].trim_end_matches('.') == number
    };
    let by_place = || titles().nth(number.parse::<usize>().ok()?.checked_sub(1)?);
    let Some((first, _)) = titles().find(|(_, title)| printed(title)).or_else(by_place) else {
        return 0..0;
    };
    let level = document.sections[first].level;
    let below = document.sections[first + 1..].iter();
    first..first + 1 + below.take_while(|section| section.level > level).count()
}

/// Indices of the pages that a filter names, first and last, by label, else counted.
fn pages_named(first: &str, last: &str, document: &Document) -> Option<(usize, usize)> {
    let labelled = |label: &str| {
        let mut at = document.pages.iter().enumerate();
        let same = at.find(|(_, page)| page.label.to_lowercase() == label);
        let counted = || label.parse::<usize>().ok()?.checked_sub(1);
        same.map(|(at, _)| at).or_else(counted)
    };
    labelled(first).zip(labelled(last))
}

/// Indices of the pages on which a passage begins and ends.
fn pages_of(passage: u32, document: &Document) -> Option<(usize, usize)> {
    let length = document.paragraphs[passage as usize].text.len();
    let place = |byte: usize| Place {
        paragraph: passage,
        byte: byte as u32,
    };
    let last = length.saturating_sub(1);
    document
        .page_of(place(0))
        .zip(document.page_of(place(last)))
}

/// The passages that stand on these pages, at least in part.
fn on_pages(first: &str, last: &str, document: &Document) -> Bits {
    let passages = document.paragraphs.len() as u32;
    let Some((first, last)) = pages_named(first, last, document) else {
        return Bits::none(passages);
    };
    Bits::filled(passages, |passage| {
        pages_of(passage, document).is_some_and(|(from, to)| from <= last && first <= to)
    })
}

/// Whether filters ask for some pages, so that a part of a passage may not count.
pub(crate) fn asks_for_pages(filters: &[Filter]) -> bool {
    let asks = |filter: &Filter| !filter.negated && matches!(filter.place, Filtered::Pages(..));
    filters.iter().any(asks)
}

/// Of a passage that runs over several pages, the bytes that stand on the pages asked for; `None` where all of it counts.
pub(crate) fn stretch(
    filters: &[Filter],
    passage: u32,
    document: &Document,
) -> Option<Range<usize>> {
    let mut asked = filters.iter().filter_map(|filter| match &filter.place {
        Filtered::Pages(first, last) if !filter.negated => pages_named(first, last, document),
        _ => None,
    });
    let mut pages = asked.next()?;
    for (first, last) in asked {
        pages = (pages.0.max(first), pages.1.min(last));
    }
    let (from, to) = pages_of(passage, document).filter(|(from, to)| from < to)?;
    let begins = |page: usize| document.pages[page].start.byte as usize;
    let start = if pages.0 > from {
        begins(pages.0.min(to))
    } else {
        0
    };
    let end = if pages.1 < to {
        begins((pages.1 + 1).max(from + 1))
    } else {
        document.paragraphs[passage as usize].text.len()
    };
    Some(start..end)
}
