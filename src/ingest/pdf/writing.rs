//! Hands paragraphs and notes over as blocks, page by page, with what is printed beside them.
//!
//! It must not know where anything stands on a page.

use std::iter::Peekable;
use std::vec::IntoIter;

use crate::document::doubt::Doubt;
use crate::document::{Document, FurnitureKind, Kind, Reading};
use crate::ingest::blocks::{Block, Blocks, Look};
use crate::ingest::gather::Gatherer;
use crate::ingest::pdf::lines::Line;
use crate::ingest::pdf::notes::Note;
use crate::ingest::pdf::page::Page;
use crate::ingest::pdf::paragraphs::{LARGER, Paragraph};
use crate::ingest::pdf::words::{Vocabulary, write as write_lines};

/// What is printed beside the text, each in the order of pages.
pub(super) struct Beside {
    /// Lines beside the columns.
    pub(super) asides: Peekable<IntoIter<Line>>,
    /// Running heads, feet and page numbers.
    pub(super) furniture: Peekable<IntoIter<(usize, FurnitureKind, String)>>,
    /// The number printed on each page.
    pub(super) numbers: Vec<Option<u32>>,
    pub(super) notes: Peekable<IntoIter<Note>>,
}

/// A letter on its way into blocks.
pub(super) struct Writing<'p> {
    pages: &'p [Page],
    words: &'p Vocabulary,
    beside: Beside,
    gatherer: Gatherer,
    hyphens: usize,
    blocks: Blocks,
    /// Pages that have begun.
    begun: usize,
}

/// Writes a letter's paragraphs.
pub(super) fn write<'p>(
    pages: &'p [Page],
    words: &'p Vocabulary,
    paragraphs: Vec<Paragraph>,
    beside: Beside,
) -> Writing<'p> {
    let mut writing = Writing {
        pages,
        words,
        beside,
        gatherer: Gatherer::default(),
        hyphens: 0,
        blocks: Blocks::default(),
        begun: 0,
    };
    for paragraph in paragraphs {
        let pages_of = paragraph.parts.iter().flatten().map(|line| line.page);
        let (first, last) = pages_of.fold((usize::MAX, 0), |(first, last), page| {
            (first.min(page), last.max(page))
        });
        writing.begin_pages(first);
        if last > first {
            // The notes of the pages it leaves are printed before it goes on.
            writing.notes_of(last - 1);
        }
        writing.paragraph(&paragraph);
        while writing.begun <= last {
            writing.beside_page();
        }
    }
    writing.begin_pages(pages.len().saturating_sub(1));
    writing.notes_of(pages.len());
    writing
}

impl Writing<'_> {
    /// The document that was written.
    pub(super) fn finish(mut self, doubts: Vec<Doubt>, source: &str) -> Document {
        for doubt in doubts {
            self.blocks.warn(doubt);
        }
        let reading = Reading {
            format: String::new(),
            encoding: String::new(),
            replaced: self.gatherer.replaced(),
            joined_hyphens: self.hyphens,
        };
        self.blocks.finish(source, reading)
    }

    /// Begins every page up to one.
    fn begin_pages(&mut self, upto: usize) {
        while self.begun <= upto && self.begun < self.pages.len() {
            if let Some(before) = self.begun.checked_sub(1) {
                self.notes_of(before);
            }
            let label = self.beside.numbers.get(self.begun).copied().flatten();
            let counted = label == Some(self.begun as u32 + 1);
            self.blocks
                .page(label.filter(|_| !counted).map(|label| label.to_string()));
            self.beside_page();
        }
    }

    /// What is printed beside the text of the page that begins.
    fn beside_page(&mut self) {
        let page = self.begun;
        while let Some(line) = self.beside.asides.next_if(|line| line.page == page) {
            let text = crate::safe::line(&line.text());
            self.blocks.furniture(FurnitureKind::Letterhead, &text);
        }
        while let Some((_, kind, text)) = self.beside.furniture.next_if(|(of, ..)| *of == page) {
            self.blocks.furniture(kind, &crate::safe::line(&text));
        }
        self.begun += 1;
    }

    /// The notes printed up to a page.
    fn notes_of(&mut self, page: usize) {
        while let Some(note) = self.beside.notes.next_if(|note| note.page <= page) {
            let mut lines = note.lines;
            // A note is printed on one page; that its lines run over to the next is not kept.
            for line in &mut lines {
                line.page = note.page;
            }
            self.hyphens += write_lines(&lines, self.pages, self.words, &mut self.gatherer, false);
            let passage = self.gatherer.take();
            self.blocks.note(note.label, vec![passage]);
        }
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        if paragraph.apart {
            self.blocks.gap();
        }
        for (at, lines) in paragraph.parts.iter().enumerate() {
            if at > 0 {
                self.gatherer.words(" | ");
            }
            self.hyphens += write_lines(lines, self.pages, self.words, &mut self.gatherer, true);
        }
        let passage = self.gatherer.take();
        let large = paragraph.larger > LARGER;
        let looks = (paragraph.bold || large) && paragraph.kind != Kind::Row;
        self.blocks.push(Block {
            kind: if looks { Kind::Body } else { paragraph.kind },
            passage,
            look: Look {
                bold: paragraph.bold,
                set_off: paragraph.italic,
                large,
            },
            aside: false,
        });
    }
}
