//! A letter's text as rows of a given width, made a paragraph at a time.
//!
//! There is no table of rows: only the paragraphs on the screen are ever wrapped, so a letter of a thousand pages costs what its screen costs,
//! and a new width costs nothing. It knows columns, but no terminal, no colours and no keys.

pub mod wrap;

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;

use crate::document::place::Place;
use crate::document::{Document, Kind, Paragraph};
use crate::layout::wrap::{Inset, Widths, columns, wrap};

/// How rows are to be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Setting {
    /// Columns a row may fill, at least 1.
    pub width: u16,
    /// Note marks as `[1]` instead of raised figures.
    pub ascii: bool,
}

/// One row of the screen and the paragraph it belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Index of the paragraph.
    pub paragraph: u32,
    /// What stands on it.
    pub row: Row,
}

/// What stands on a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    /// Nothing.
    Blank,
    /// The printed page with this index begins below.
    PageRule(usize),
    /// Passages are left out here (only passages with hits are shown).
    Gap,
    /// These bytes of the paragraph, from column `indent` on. Spaces at the row's end belong to it but are not drawn.
    Text {
        /// Bytes of the paragraph's text.
        bytes: Range<usize>,
        /// Columns.
        indent: u16,
    },
}

/// The first row on a screen, without a row number: it stays where it is when the width changes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Top {
    /// A place on the first row of text on the screen.
    pub place: Place,
    /// How many rows without text are shown above that row, directly before it.
    pub lead: u16,
}

/// Paragraphs of one document that were wrapped already: one screen asks for the same few again and again, to place its first row, to keep
/// what is read in sight, to find its notes, to draw. Whoever has another document starts another memory.
#[derive(Debug, Clone, Default)]
pub struct Wrapped(RefCell<HashMap<(u32, Setting), RowBytes>>);

/// The bytes of each row of a paragraph.
type RowBytes = Vec<Range<usize>>;

impl Wrapped {
    /// Paragraphs remembered: some screens' worth of the shortest.
    const MOST: usize = 512;

    fn rows(&self, paragraph: u32, setting: Setting, wrap: impl FnOnce() -> RowBytes) -> RowBytes {
        let mut memory = self.0.borrow_mut();
        if let Some(rows) = memory.get(&(paragraph, setting)) {
            return rows.clone();
        }
        if memory.len() >= Self::MOST {
            memory.clear();
        }
        let rows = wrap();
        memory.insert((paragraph, setting), rows.clone());
        rows
    }
}

/// A document seen through a setting.
#[derive(Debug, Clone, Copy)]
pub struct Layout<'a> {
    /// The letter.
    pub document: &'a Document,
    /// What was wrapped of it before; `None`: nothing is remembered.
    pub wrapped: Option<&'a Wrapped>,
    /// The rows' measure.
    pub setting: Setting,
    /// Show only these paragraphs (ascending); `None`: all.
    pub only: Option<&'a [u32]>,
}

/// A row's position while walking: paragraph and row within its block.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Cursor {
    paragraph: u32,
    block: Vec<Row>,
    at: usize,
}

impl<'a> Layout<'a> {
    /// The whole text of a document.
    #[must_use]
    pub fn new(document: &'a Document, setting: Setting) -> Self {
        Self {
            document,
            wrapped: None,
            setting,
            only: None,
        }
    }

    /// The rows of one paragraph: those that set it apart from what stands before, then its text.
    #[must_use]
    pub fn block(&self, paragraph: u32) -> Vec<Row> {
        let Some(content) = self.document.paragraphs.get(paragraph as usize) else {
            return Vec::new();
        };
        let mut rows = self.lead(paragraph, content);
        let inner: Vec<(usize, usize)> = self
            .pages_in(paragraph)
            .map(|page| (self.document.pages[page].start.byte as usize, page))
            .filter(|&(byte, _)| byte > 0)
            .collect();
        let breaks: Vec<usize> = inner.iter().map(|&(byte, _)| byte).collect();
        let (widths, first_indent, indent) = self.widths(content);
        let make = || {
            let insets = insets(content, self.document, self.setting.ascii);
            wrap(&content.text, &insets, &breaks, widths)
        };
        let wrapped = match self.wrapped {
            Some(wrapped) => wrapped.rows(paragraph, self.setting, make),
            None => make(),
        };
        for (at, bytes) in wrapped.into_iter().enumerate() {
            if let Some(&(_, page)) = inner.iter().rev().find(|&&(byte, _)| byte == bytes.start) {
                rows.push(Row::PageRule(page));
            }
            rows.push(Row::Text {
                bytes,
                indent: if at == 0 { first_indent } else { indent },
            });
        }
        rows
    }

    /// The rows from a top on, to the end of the letter.
    pub fn rows_from(&self, top: Top) -> impl Iterator<Item = Line> + use<'a> {
        let layout = *self;
        let mut cursor = layout.cursor(top);
        std::iter::from_fn(move || {
            let mut current = cursor.take()?;
            let line = Line {
                paragraph: current.paragraph,
                row: current.block[current.at].clone(),
            };
            cursor = layout.step(&mut current, true).then_some(current);
            Some(line)
        })
    }

    /// The top some rows further down (or up, when negative), no further than the letter goes.
    #[must_use]
    pub fn walk(&self, top: Top, rows: i64) -> Top {
        let Some(mut cursor) = self.cursor(top) else {
            return Top::default();
        };
        for _ in 0..rows.unsigned_abs() {
            if !self.step(&mut cursor, rows > 0) {
                break;
            }
        }
        Self::top_at(&cursor)
    }

    /// The next (or previous) row of text, as a top without lead.
    #[must_use]
    pub fn step_text(&self, from: Top, forward: bool) -> Top {
        let Some(mut cursor) = self.cursor(from) else {
            return from;
        };
        while self.step(&mut cursor, forward) {
            if matches!(cursor.block[cursor.at], Row::Text { .. }) {
                return Self::top_at(&cursor);
            }
        }
        from
    }

    /// The top that shows the letter's last row on the last of `height` rows.
    #[must_use]
    pub fn last_top(&self, height: usize) -> Top {
        let Some(paragraph) = self.last() else {
            return Top::default();
        };
        let block = self.block(paragraph);
        let mut cursor = Cursor {
            paragraph,
            at: block.len().saturating_sub(1),
            block,
        };
        for _ in 1..height.max(1) {
            if !self.step(&mut cursor, false) {
                break;
            }
        }
        Self::top_at(&cursor)
    }

    /// The first row of text at or after a top: where its words begin.
    #[must_use]
    pub fn place_of(line: &Line) -> Option<Place> {
        match &line.row {
            Row::Text { bytes, .. } => Some(Place {
                paragraph: line.paragraph,
                byte: bytes.start as u32,
            }),
            _ => None,
        }
    }

    /// A place that is shown at all: itself, or the start of the nearest paragraph that is.
    #[must_use]
    pub fn nearest(&self, place: Place) -> Place {
        let Some(only) = self.only else {
            let last = self.document.text_len().saturating_sub(1);
            return if place.paragraph > last {
                Place::start(last)
            } else {
                place
            };
        };
        match only.binary_search(&place.paragraph) {
            Ok(_) => place,
            Err(at) => Place::start(only.get(at).or(only.last()).copied().unwrap_or(0)),
        }
    }

    /// Whether a paragraph is shown.
    #[must_use]
    pub fn shows(&self, paragraph: u32) -> bool {
        self.only
            .is_none_or(|only| only.binary_search(&paragraph).is_ok())
    }

    fn widths(&self, content: &Paragraph) -> (Widths, u16, u16) {
        let (first, rest) = match content.kind {
            Kind::Item(depth) => {
                let bullet = content.text.find(' ').filter(|&end| end <= 6).unwrap_or(0);
                let start = 2 * u16::from(depth);
                (
                    start,
                    start + columns(&content.text[..bullet]) as u16 + u16::from(bullet > 0),
                )
            }
            Kind::Quote => (4, 4),
            _ => (0, 0),
        };
        let room = self.setting.width.max(1);
        // On a very narrow screen an indent would eat the text.
        let (first, rest) = if rest + 8 > room {
            (0, 0)
        } else {
            (first, rest)
        };
        (
            Widths {
                first: usize::from(room - first),
                rest: usize::from(room - rest),
            },
            first,
            rest,
        )
    }

    /// The rows between the paragraph before and this one.
    fn lead(&self, paragraph: u32, content: &Paragraph) -> Vec<Row> {
        let rule = self
            .pages_in(paragraph)
            .rfind(|&page| self.document.pages[page].start.byte == 0);
        let Some(before) = self.before(paragraph) else {
            return Vec::new();
        };
        let mut rows = Vec::new();
        let gap = self.only.is_some() && before + 1 < paragraph;
        let close = matches!(
            (self.document.paragraphs[before as usize].kind, content.kind),
            (Kind::Item(_), Kind::Item(_)) | (Kind::Row, Kind::Row)
        );
        if gap {
            rows.extend([Row::Gap]);
        } else if let Some(page) = rule {
            rows.extend([Row::Blank, Row::PageRule(page), Row::Blank]);
        } else if !close {
            rows.push(Row::Blank);
        }
        rows
    }

    /// Indices of the pages that begin within a paragraph.
    fn pages_in(&self, paragraph: u32) -> Range<usize> {
        let pages = &self.document.pages;
        let first = pages.partition_point(|page| page.start.paragraph < paragraph);
        let end = pages.partition_point(|page| page.start.paragraph <= paragraph);
        first..end
    }

    fn cursor(&self, top: Top) -> Option<Cursor> {
        let place = self.nearest(top.place);
        let block = self.block(place.paragraph);
        let row = block.iter().rposition(
            |row| matches!(row, Row::Text { bytes, .. } if bytes.start == 0 || bytes.start <= place.byte as usize),
        )?;
        let lead = block[..row]
            .iter()
            .rev()
            .take_while(|row| !matches!(row, Row::Text { .. }))
            .count();
        Some(Cursor {
            paragraph: place.paragraph,
            at: row - lead.min(usize::from(top.lead)),
            block,
        })
    }

    fn top_at(cursor: &Cursor) -> Top {
        let lead = cursor.block[cursor.at..]
            .iter()
            .take_while(|row| !matches!(row, Row::Text { .. }))
            .count();
        let byte = match cursor.block.get(cursor.at + lead) {
            Some(Row::Text { bytes, .. }) => bytes.start as u32,
            _ => 0,
        };
        Top {
            place: Place {
                paragraph: cursor.paragraph,
                byte,
            },
            lead: lead as u16,
        }
    }

    /// Goes a row on (or back). Whether there was one; if not, the cursor stays.
    fn step(&self, cursor: &mut Cursor, forward: bool) -> bool {
        if forward && cursor.at + 1 < cursor.block.len() {
            cursor.at += 1;
            return true;
        }
        if !forward && cursor.at > 0 {
            cursor.at -= 1;
            return true;
        }
        let mut paragraph = cursor.paragraph;
        loop {
            let beside = if forward {
                self.after(paragraph)
            } else {
                self.before(paragraph)
            };
            let Some(beside) = beside else {
                return false;
            };
            let block = self.block(beside);
            if !block.is_empty() {
                *cursor = Cursor {
                    paragraph: beside,
                    at: if forward { 0 } else { block.len() - 1 },
                    block,
                };
                return true;
            }
            paragraph = beside;
        }
    }

    fn before(&self, paragraph: u32) -> Option<u32> {
        let Some(only) = self.only else {
            return paragraph.checked_sub(1);
        };
        let at = only.partition_point(|&shown| shown < paragraph);
        at.checked_sub(1).map(|at| only[at])
    }

    fn after(&self, paragraph: u32) -> Option<u32> {
        let Some(only) = self.only else {
            return Some(paragraph + 1).filter(|&next| next < self.document.text_len());
        };
        only.get(only.partition_point(|&shown| shown <= paragraph))
            .copied()
    }

    /// The last paragraph that is shown.
    #[must_use]
    pub fn last(&self) -> Option<u32> {
        match self.only {
            Some(only) => only.last().copied(),
            None => self.document.text_len().checked_sub(1),
        }
    }
}

/// What note marks add to a paragraph's rows.
#[must_use]
pub fn insets(paragraph: &Paragraph, document: &Document, ascii: bool) -> Vec<Inset> {
    let mut insets: Vec<Inset> = Vec::with_capacity(paragraph.note_refs.len());
    for mark in &paragraph.note_refs {
        let label = document
            .notes
            .get(mark.note as usize)
            .map_or("?", |note| note.label.as_str());
        let second = insets.last().is_some_and(|before| before.byte == mark.byte);
        insets.push(Inset {
            byte: mark.byte,
            text: raised(label, ascii, second),
        });
    }
    insets
}

/// A note's label as its mark is shown: raised figures, or in brackets where they cannot be raised.
/// A second mark at the same place is set off, so that ⁴·⁵ is not read as ⁴⁵.
#[must_use]
pub fn raised(label: &str, ascii: bool, second: bool) -> String {
    let figures: Option<String> = label
        .chars()
        .map(|figure| match figure {
            '0' => Some('⁰'),
            '1' => Some('¹'),
            '2' => Some('²'),
            '3' => Some('³'),
            '4'..='9' => char::from_u32('⁴' as u32 + (figure as u32 - '4' as u32)),
            '*' => Some('*'),
            '(' => Some('⁽'),
            ')' => Some('⁾'),
            _ => None,
        })
        .collect();
    match figures {
        Some(figures) if !ascii => format!("{}{figures}", if second { "·" } else { "" }),
        _ => format!("[{label}]"),
    }
}
