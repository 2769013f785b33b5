//! Hands the letter to the builder in the order in which it is printed: pages, furniture, paragraphs, notes.
//!
//! It must not judge anything any more, but says the doubts that the steps before it had.

use crate::document::builder::Builder;
use crate::document::doubt::Doubt;
use crate::document::passage::Passage;
use crate::document::{Document, Facts, FurnitureKind, Kind, Reading};
use crate::ingest::text::furniture::Pages;
use crate::ingest::text::habits::Habits;
use crate::ingest::text::hyphens::Evidence;
use crate::ingest::text::kinds;
use crate::ingest::text::labels::Printed;
use crate::ingest::text::lines::{Line, Role};
use crate::ingest::text::marks::{self, Decision, Mark};
use crate::ingest::text::notes::Block;
use crate::ingest::text::paragraphs::{Draft, Flow};
use crate::ingest::text::signature::Signature;
use crate::ingest::text::tables;
use crate::ingest::text::writer::Writer;

/// All that was found out about a letter.
pub(super) struct Letter<'l, 'a> {
    pub(super) lines: &'l [Line<'a>],
    pub(super) blocks: &'l [Block],
    pub(super) parts: &'l [usize],
    pub(super) pages: &'l Pages,
    pub(super) habits: &'l Habits,
    pub(super) decision: &'l Decision,
}

/// The state of handing over.
struct Handing<'l, 'a> {
    letter: &'l Letter<'l, 'a>,
    builder: Builder,
    evidence: Evidence,
    /// The next line whose events are due, and what of blocks, marks, doubts and parts comes next.
    line: usize,
    block: usize,
    mark: usize,
    doubt: usize,
    part: usize,
    page: u32,
    joined: usize,
    /// By part: whether its notes are numbered in several ways.
    mixed: Vec<bool>,
    signature: Signature,
}

impl Letter<'_, '_> {
    /// The finished document.
    pub(super) fn assemble(&self, source: &str, facts: Facts, reading: Reading) -> Document {
        let order: Vec<u32> = (0..self.lines.len() as u32)
            .filter(|&at| self.lines[at as usize].is_text())
            .collect();
        let texts: Vec<&Line<'_>> = order.iter().map(|&at| &self.lines[at as usize]).collect();
        let rows = tables::rows(&texts);
        let flow = Flow {
            lines: self.lines,
            rows: &rows,
            order: &order,
            habits: self.habits,
            parts: self.parts,
        };
        let drafts = flow.paragraphs();
        let kinds = kinds::kinds(&flow, &drafts);
        let mut handing = Handing {
            letter: self,
            builder: Builder::new(source),
            evidence: Evidence::collect(self.lines),
            line: 0,
            block: 0,
            mark: 0,
            doubt: 0,
            part: 0,
            page: 0,
            joined: 0,
            mixed: self.mixed(),
            signature: Signature::default(),
        };
        if self.pages.known && !self.lines.is_empty() {
            handing.builder.page(self.page_label(0));
        }
        for (draft, kind) in drafts.iter().zip(kinds) {
            handing.draft(&flow, draft, kind);
        }
        handing.upto(self.lines.len(), None);
        handing.finish(facts, reading)
    }

    /// By part: whether its notes are numbered in several ways.
    fn mixed(&self) -> Vec<bool> {
        let mut blocks = self.blocks;
        let ends = self.parts.iter().copied().chain([usize::MAX]);
        ends.map(|end| {
            let (part, rest) = blocks.split_at(blocks.partition_point(|block| block.start < end));
            blocks = rest;
            marks::is_mixed(
                part.iter()
                    .flat_map(|block| &block.notes)
                    .map(|note| note.label.family),
            )
        })
        .collect()
    }

    /// The label of a page, unless it is what counting gives anyway.
    fn page_label(&self, page: u32) -> Option<String> {
        let printed = self.pages.printed.get(page as usize).copied().flatten()?;
        (printed != page + 1).then(|| printed.to_string())
    }
}

/// Characters of the widest line that may be a cell.
const WIDEST_CELL: u32 = 24;
/// Short lines in a row from which they are doubted to be a note's.
const FEWEST_CELLS: usize = 3;

impl<'l> Handing<'l, '_> {
    /// Hands over one paragraph, and before it what is printed above it; a paragraph that runs over pages also comes
    /// after the notes of the pages it leaves.
    fn draft(&mut self, flow: &Flow<'_, '_>, draft: &Draft, kind: Kind) {
        let lines = flow.order[draft.start..draft.end]
            .iter()
            .map(|&at| at as usize);
        let (Some(first), Some(last)) = (lines.clone().next(), lines.clone().next_back()) else {
            return;
        };
        self.upto(first, None);
        let (from, to) = (self.letter.lines[first].page, self.letter.lines[last].page);
        if from < to {
            let left = flow.order[draft.start..draft.end]
                .partition_point(|&at| self.letter.lines[at as usize].page < to);
            let resumes = flow
                .order
                .get(draft.start + left)
                .map_or(last, |&at| at as usize);
            self.upto(resumes, Some(from));
        }
        let mut writer = if flow.is_row(draft.start) {
            Writer::of_row()
        } else {
            Writer::default()
        };
        for at in lines {
            let marks = self.marks_of(at);
            let line = &self.letter.lines[at];
            writer.line(line, 0, marks, Some((&self.evidence, self.letter.habits)));
            self.warn_of_doubts(at);
        }
        if let Some(doubt) = draft.doubt {
            let (above, below) = (flow.line(doubt).text, flow.line(doubt + 1).text);
            let doubt = Doubt::OneParagraph(last_words(above), first_words(below));
            self.builder.warn(doubt);
        }
        self.joined += writer.joined;
        for word in std::mem::take(&mut writer.doubtful) {
            self.builder.warn(Doubt::OwnHyphen(word));
        }
        let passage = writer.finish();
        self.signature.read(&passage.text);
        self.page = self.page.max(to);
        self.builder.push(kind, passage);
    }

    /// Hands over everything printed above a line: page ends, furniture, notes. Within a paragraph that runs over
    /// pages (`held` is the page it begins on), page ends are left to the paragraph.
    fn upto(&mut self, end: usize, held: Option<u32>) {
        while self.line <= end {
            let at = self.line;
            let Some(line) = self.letter.lines.get(at) else {
                break;
            };
            if held.is_none() {
                while self.page < line.page {
                    self.page += 1;
                    self.builder.page(self.letter.page_label(self.page));
                }
            }
            if self.letter.parts.get(self.part) == Some(&at) {
                self.builder.part();
                self.part += 1;
            }
            if at == end {
                break;
            }
            self.furniture(line);
            while let Some(block) = self
                .letter
                .blocks
                .get(self.block)
                .filter(|block| block.start == at)
            {
                self.notes(block);
                self.block += 1;
            }
            self.line += 1;
        }
    }

    fn furniture(&mut self, line: &Line<'_>) {
        let kind = match line.role {
            Role::RunningHead => FurnitureKind::RunningHead,
            Role::PageNumber => FurnitureKind::PageNumber,
            Role::Separator => FurnitureKind::Separator,
            Role::Letterhead => FurnitureKind::Letterhead,
            Role::Text | Role::Note => return,
        };
        self.builder.furniture(kind, line.text);
    }

    fn notes(&mut self, block: &Block) {
        let part = self
            .letter
            .parts
            .partition_point(|&start| start <= block.start);
        let mixed = self.mixed.get(part).copied().unwrap_or_default();
        for note in &block.notes {
            self.note(note, mixed);
        }
    }

    fn note(&mut self, note: &Printed, mixed: bool) {
        let line = &self.letter.lines[note.line];
        let label = marks::label(note.label.family, note.label.number, mixed);
        let printed = &line.text[..note.label.end];
        if printed != label {
            self.builder.furniture(FurnitureKind::Mark, printed);
        }
        let mut writer = Writer::default();
        let join = Some((&self.evidence, self.letter.habits));
        // A note is printed on one page; that its lines run over to the next is not kept.
        let on_page = |at: u32| Line {
            page: line.page,
            ..self.letter.lines[at as usize]
        };
        if !note.label.alone {
            writer.line(line, note.label.end, &[], join);
        }
        for &at in &note.text {
            writer.line(&on_page(at), 0, &[], join);
        }
        self.joined += writer.joined;
        if self.holds_cells(note) {
            self.builder.warn(Doubt::HoldsCells(label.clone()));
        }
        if note.doubtful {
            self.builder.warn(Doubt::NoteEnd(label.clone()));
        }
        for word in std::mem::take(&mut writer.doubtful) {
            self.builder.warn(Doubt::OwnHyphen(word));
        }
        let passage: Passage = writer.finish();
        self.builder.note(&label, vec![passage]);
    }

    /// Whether a note holds several short lines that stand apart, as a table's cells do whose lines were pulled out one by one.
    fn holds_cells(&self, note: &Printed) -> bool {
        let mut apart = 0;
        note.text.iter().any(|&at| {
            let line = &self.letter.lines[at as usize];
            let cell = line.width <= WIDEST_CELL && line.gap.blanks > 0;
            apart = if cell { apart + 1 } else { 0 };
            apart == FEWEST_CELLS
        })
    }

    /// The marks of a line; lines come in order. Those written otherwise than their label are kept as furniture.
    fn marks_of(&mut self, line: usize) -> &'l [Mark] {
        let marks = &self.letter.decision.marks;
        while marks
            .get(self.mark)
            .is_some_and(|mark| (mark.line as usize) < line)
        {
            self.mark += 1;
        }
        let from = self.mark;
        while let Some(mark) = marks
            .get(self.mark)
            .filter(|mark| mark.line as usize == line)
        {
            let printed = &self.letter.lines[line].text[mark.start as usize..mark.end as usize];
            if printed != mark.label {
                self.builder.furniture(FurnitureKind::Mark, printed);
            }
            if mark.doubtful {
                let around = around(
                    self.letter.lines[line].text,
                    mark.start as usize,
                    mark.end as usize,
                );
                self.builder
                    .warn(Doubt::ReadAsMark(around.to_owned(), mark.label.clone()));
            }
            self.mark += 1;
        }
        &marks[from..self.mark]
    }

    /// Says which numbers of a line were left in the text although they look like marks.
    fn warn_of_doubts(&mut self, line: usize) {
        let doubts = &self.letter.decision.doubts;
        while let Some(doubt) = doubts
            .get(self.doubt)
            .filter(|doubt| doubt.line as usize <= line)
        {
            if doubt.line as usize == line {
                let around = around(
                    self.letter.lines[line].text,
                    doubt.start as usize,
                    doubt.end as usize,
                );
                self.builder
                    .warn(Doubt::KeptAsText(around.to_owned(), doubt.number.into()));
            }
            self.doubt += 1;
        }
    }

    fn finish(mut self, mut facts: Facts, mut reading: Reading) -> Document {
        facts.sender = self.signature.sender().or(facts.sender);
        reading.joined_hyphens = self.joined;
        self.builder.facts(facts);
        self.builder.reading(reading);
        self.builder.finish()
    }
}

/// Of a word before a number so many bytes tell where that stands.
const NEAR: usize = 80;

/// A number in a line with the word it stands behind, or the end of that.
fn around(text: &str, start: usize, end: usize) -> &str {
    let before = text[..start].trim_end();
    let near = before.floor_char_boundary(before.len().saturating_sub(NEAR));
    let from = before[near..].rfind(char::is_whitespace);
    text[from.map_or(near, |at| near + at)..end].trim_start()
}

fn last_words(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words[words.len().saturating_sub(3)..].join(" ")
}

fn first_words(text: &str) -> String {
    text.split_whitespace()
        .take(3)
        .collect::<Vec<_>>()
        .join(" ")
}
