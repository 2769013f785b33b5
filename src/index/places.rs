//! Where a letter's passages stand: in which section, on which printed pages. What filters by place ask for.
//!
//! A letter's places can be packed and kept, so that a library need not read its letters for such a filter. It must not know what is looked for.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::document::Document;
use crate::document::place::Place;
use crate::index::bits::Bits;
use crate::index::remark::Remark;
use crate::index::syntax::{Filter, Filtered};
use crate::words::lexeme::fold;
use crate::words::tokens;

/// The sections and pages of a letter's passages; `Text` is how titles and labels are held.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Places<Text> {
    /// By passage: the section it belongs to.
    sections: Vec<u32>,
    /// By passage: the pages on which it begins and ends, counted from 1, 0 where none is known; nothing where the letter has no pages.
    pages: Vec<(u32, u32)>,
    /// For each page that begins within a passage: which passage that is, and how many of its words stand before; ascending.
    begun: Vec<(u32, u32)>,
    /// By section: its level, and its title.
    titles: Vec<(u8, Option<Text>)>,
    /// By page.
    labels: Vec<Text>,
}

impl<'a, Text: From<&'a str>> Places<Text> {
    /// The places of a letter.
    pub(crate) fn new(document: &'a Document) -> Self {
        let passages = 0..document.paragraphs.len() as u32;
        let sections = passages.clone().map(Place::start);
        let mut begun = Vec::new();
        let mut pages = Vec::new();
        for passage in passages.filter(|_| !document.pages.is_empty()) {
            let on = pages_of(passage, document);
            pages.push(on.map_or((0, 0), |(first, last)| (first as u32 + 1, last as u32 + 1)));
            if let Some((first, last)) = on.filter(|(first, last)| first < last) {
                let text = &document.paragraphs[passage as usize].text;
                let starts = document.pages[first + 1..=last].iter();
                let before = words_before(text, starts.map(|page| page.start.byte));
                begun.extend(before.into_iter().map(|words| (passage, words)));
            }
        }
        let titles = document.sections.iter().map(|section| {
            let title = section.title.as_deref();
            (section.level, title.map(Text::from))
        });
        let labels = document.pages.iter().map(|page| &*page.label);
        Self {
            sections: sections
                .map(|place| document.section_of(place) as u32)
                .collect(),
            pages,
            begun,
            titles: titles.collect(),
            labels: labels.map(Text::from).collect(),
        }
    }
}

impl<'a> Places<&'a str> {
    /// Packs the places of a letter in bytes.
    pub(crate) fn pack(document: &'a Document) -> Vec<u8> {
        let places: Self = Places::new(document);
        postcard::to_stdvec(&places).expect("there is memory for some numbers and titles")
    }

    /// Reads packed bytes; `None`: they are no places.
    pub(crate) fn unpack(bytes: &'a [u8]) -> Option<Self> {
        postcard::from_bytes(bytes).ok()
    }
}

impl<Text: AsRef<str>> Places<Text> {
    /// How many passages there are.
    pub(crate) fn len(&self) -> u32 {
        self.sections.len() as u32
    }

    /// The section that a passage belongs to.
    pub(crate) fn section(&self, passage: u32) -> u32 {
        self.sections[passage as usize]
    }

    /// Of a passage that runs over several pages, which of its words stand on those that the filters ask for; `None` where all of it counts.
    pub(crate) fn words_on_pages(&self, filters: &[Filter], passage: u32) -> Option<Range<u32>> {
        let &(first, last) = self.pages.get(passage as usize)?;
        if first >= last {
            return None;
        }
        let labels = || self.labels.iter().map(AsRef::as_ref);
        let asked = pages_asked(filters, labels)?;
        let at = self.begun.partition_point(|&(of, _)| of < passage);
        let (first, last) = (first as usize - 1, last as usize - 1);
        let begins = |page: usize| self.begun[at + page - first - 1].1;
        Some(part_on_pages((first, last), asked, begins, u32::MAX))
    }

    /// The passages that a filter by place asks for; all where it asks for something else.
    pub(crate) fn chosen(&self, filter: &Filtered) -> Bits {
        match filter {
            Filtered::Numbered(number) => {
                let chosen = self.numbered(number);
                self.in_sections(|section| chosen.contains(&section))
            }
            Filtered::Titled(words) => {
                let means = |title: &Text| fold(title.as_ref()).contains(words.as_str());
                let sections = self.titles.iter();
                let chosen: Vec<bool> = sections
                    .map(|(_, title)| title.as_ref().is_some_and(means))
                    .collect();
                self.in_sections(|section| chosen.get(section) == Some(&true))
            }
            Filtered::Pages(first, last) => self.on_pages(first, last),
            Filtered::Kinds(_) | Filtered::Letters(_) => Bits::all(self.len()),
        }
    }

    /// What a filter asks for, when the letter has nothing of the kind.
    pub(crate) fn missing(&self, filter: &Filter) -> Option<Remark> {
        match &filter.place {
            Filtered::Pages(first, last) => {
                let there = |label: &&String| {
                    let page = page_named(label, self.labels.iter().map(AsRef::as_ref));
                    page.is_some_and(|page| page < self.labels.len())
                };
                let missing = [first, last].into_iter().find(|label| !there(label))?;
                Some(Remark::NoPage(missing.clone()))
            }
            Filtered::Numbered(number) => {
                let missing = self.numbered(number).is_empty();
                missing.then(|| Remark::NoSection(number.clone()))
            }
            Filtered::Titled(_) | Filtered::Kinds(_) | Filtered::Letters(_) => None,
        }
    }

    /// The passages in some sections.
    pub(crate) fn in_sections(&self, chosen: impl Fn(usize) -> bool) -> Bits {
        Bits::filled(self.len(), |passage| chosen(self.section(passage) as usize))
    }

    /// The section with this number before its title, else the one at this place among the titled; with those below it.
    fn numbered(&self, number: &str) -> Range<usize> {
        let titles = || {
            let sections = self.titles.iter().enumerate();
            sections.filter_map(|(at, (_, title))| Some((at, title.as_ref()?.as_ref())))
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
        let (level, _) = self.titles[first];
        let below = self.titles[first + 1..].iter();
        first..first + 1 + below.take_while(|&&(deep, _)| deep > level).count()
    }

    /// The passages that stand on these pages, at least in part.
    fn on_pages(&self, first: &str, last: &str) -> Bits {
        let labels = || self.labels.iter().map(AsRef::as_ref);
        let named = page_named(first, labels()).zip(page_named(last, labels()));
        let Some((first, last)) = named.filter(|_| !self.pages.is_empty()) else {
            return Bits::none(self.len());
        };
        Bits::filled(self.len(), |passage| {
            let (from, to) = self.pages[passage as usize];
            from > 0 && from as usize <= last.saturating_add(1) && first < to as usize
        })
    }
}

/// The index of the page that a filter names: by its label, else counted from 1.
fn page_named<'l>(name: &str, mut labels: impl Iterator<Item = &'l str>) -> Option<usize> {
    let same = labels.position(|label| label.to_lowercase() == name);
    same.or_else(|| name.parse::<usize>().ok()?.checked_sub(1))
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

/// Whether filters ask for some pages, so that a part of a passage may not count.
pub(crate) fn asks_for_pages(filters: &[Filter]) -> bool {
    let asks = |filter: &Filter| !filter.negated && matches!(filter.place, Filtered::Pages(..));
    filters.iter().any(asks)
}

/// How many of a passage's words stand before each of some bytes.
fn words_before(text: &str, bytes: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut words = Vec::new();
    tokens::for_each(text, |token| {
        if !token.joined {
            words.push(token.range.start as u32);
        }
    });
    let before = bytes.map(|byte| words.partition_point(|&word| word < byte) as u32);
    before.collect()
}

/// Of a passage that runs over several pages, the bytes that stand on the pages asked for; `None` where all of it counts.
pub(crate) fn stretch(
    filters: &[Filter],
    passage: u32,
    document: &Document,
) -> Option<Range<usize>> {
    let asked = pages_asked(filters, || document.pages.iter().map(|page| &*page.label))?;
    let pages = pages_of(passage, document).filter(|(first, last)| first < last)?;
    let begins = |page: usize| document.pages[page].start.byte;
    let end = document.paragraphs[passage as usize].text.len();
    let part = part_on_pages(pages, asked, begins, end as u32);
    Some(part.start as usize..part.end as usize)
}

/// The first and last page that filters ask for, by index; `None`: none is asked for.
fn pages_asked<'l, Labels: Iterator<Item = &'l str>>(
    filters: &[Filter],
    labels: impl Fn() -> Labels,
) -> Option<(usize, usize)> {
    let asked = filters.iter().filter_map(|filter| match &filter.place {
        Filtered::Pages(first, last) if !filter.negated => {
            page_named(first, labels()).zip(page_named(last, labels()))
        }
        _ => None,
    });
    asked.reduce(|pages, (first, last)| (pages.0.max(first), pages.1.min(last)))
}

/// Of a passage that runs from one page to another, what stands on the pages asked for; `begins` tells where in it a page after the first
/// begins.
fn part_on_pages(
    (first, last): (usize, usize),
    asked: (usize, usize),
    begins: impl Fn(usize) -> u32,
    end: u32,
) -> Range<u32> {
    let start = if asked.0 > first {
        begins(asked.0.min(last))
    } else {
        0
    };
    let end = if asked.1 < last {
        begins((asked.1 + 1).max(first + 1))
    } else {
        end
    };
    start..end
}
