//! Where a letter's passages stand: in which section, on which printed pages. What filters by place ask for.
//!
//! A letter's places can be packed and kept, so that a library need not read its letters for such a filter. It must not know words.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::document::Document;
use crate::document::place::Place;
use crate::index::bits::Bits;
use crate::index::remark::Remark;
use crate::index::syntax::{Filter, Filtered};
use crate::words::lexeme::fold;

/// The sections and pages of a letter's passages; `Text` is how titles and labels are held.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Places<Text> {
    /// By passage: the section it belongs to.
    sections: Vec<u32>,
    /// By passage: the pages on which it begins and ends, counted from 1, 0 where none is known; nothing where the letter has no pages.
    pages: Vec<(u32, u32)>,
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
        let counted = |passage| match pages_of(passage, document) {
            Some((first, last)) => (first as u32 + 1, last as u32 + 1),
            None => (0, 0),
        };
        let titles = document.sections.iter().map(|section| {
            let title = section.title.as_deref();
            (section.level, title.map(Text::from))
        });
        let labels = document.pages.iter().map(|page| &*page.label);
        Self {
            sections: sections
                .map(|place| document.section_of(place) as u32)
                .collect(),
            pages: if document.pages.is_empty() {
                Vec::new()
            } else {
                passages.map(counted).collect()
            },
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

    /// Whether a passage runs over several pages.
    pub(crate) fn runs_on(&self, passage: u32) -> bool {
        let pages = self.pages.get(passage as usize);
        pages.is_some_and(|(first, last)| first < last)
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

/// Of a passage that runs over several pages, the bytes that stand on the pages asked for; `None` where all of it counts.
pub(crate) fn stretch(
    filters: &[Filter],
    passage: u32,
    document: &Document,
) -> Option<Range<usize>> {
    let labels = || document.pages.iter().map(|page| &*page.label);
    let mut asked = filters.iter().filter_map(|filter| match &filter.place {
        Filtered::Pages(first, last) if !filter.negated => {
            page_named(first, labels()).zip(page_named(last, labels()))
        }
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
