//! The rows of a block for a width: words of both letters side by side, or in each other's place, and what is said of them.
//!
//! It must not know where on the screen a block stands, nor which rows of it are seen.

use std::ops::Range;

use crate::catalogue::{Texts, fill};
use crate::compare::{Change, Row, SectionPair};
use crate::document::place::Place;
use crate::document::{Document, Kind};
use crate::layout::wrap::{Widths, wrap};
use crate::tui::compare::blocks::{self, Block};
use crate::tui::compare::comparer::{Pair, Version};
use crate::tui::theme::Role;

/// Begins words that are gone where no colour tells them. A row must not end with it.
const OPEN_GONE: &str = "[-";

/// How many bytes of the first passage of a fold are told: more than any row has room for.
const TOLD: usize = 300;

/// How blocks are laid out.
#[derive(Debug, Clone, Copy)]
pub struct Measure<'m> {
    /// The letters.
    pub pair: &'m Pair,
    /// The interface's words.
    pub texts: &'m Texts,
    /// Columns of a text, at least 1.
    pub text: usize,
    /// Columns of a heading, at least 1.
    pub heading: usize,
    /// Whether the older letter stands beside the newer, so that each has its own words only.
    pub beside: bool,
    /// Whether signs tell which words are new and gone: there is no colour to do it.
    pub signs: bool,
    /// Only signs of ASCII.
    pub ascii: bool,
}

/// Words of one or both letters, composed.
#[derive(Debug, Clone, Default)]
pub struct Passage {
    /// As shown.
    pub text: String,
    /// What it is made of, in order.
    pieces: Vec<Piece>,
}

/// Where words of a passage are taken from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Origin {
    /// The letter.
    pub version: Version,
    /// Index of the paragraph.
    pub paragraph: u32,
    /// A byte of its text.
    pub byte: usize,
}

/// A piece of a passage.
#[derive(Debug, Clone)]
struct Piece {
    /// Where in the passage it begins.
    at: usize,
    /// What it is.
    role: Role,
    /// Where it begins in the letter it is taken from; none of a sign.
    from: Option<Origin>,
}

/// A row of a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// Nothing.
    Blank,
    /// Something is said of the block.
    Said(String),
    /// What is folded: how much it is, and how it begins.
    Folded(String, String),
    /// Bytes of the passages: of the older letter and of the newer where they stand side by side, else of the first.
    Words([Option<Range<usize>>; 2]),
}

/// A block with its rows.
#[derive(Debug, Clone, Default)]
pub struct Laid {
    /// Its words.
    pub passages: [Passage; 2],
    /// Its rows.
    pub lines: Vec<Line>,
}

impl Passage {
    /// What a byte of it is, and where that comes from.
    #[must_use]
    pub fn at(&self, byte: usize) -> Option<(Role, Option<Origin>)> {
        let behind = self.pieces.partition_point(|piece| piece.at <= byte);
        let piece = &self.pieces[behind.checked_sub(1)?];
        let from = piece.from.map(|from| Origin {
            byte: from.byte + (byte - piece.at),
            ..from
        });
        Some((piece.role, from))
    }

    /// The paragraphs it is taken from, each once.
    #[must_use]
    pub fn paragraphs(&self) -> Vec<(Version, u32)> {
        let mut all: Vec<(Version, u32)> = Vec::new();
        for from in self.pieces.iter().filter_map(|piece| piece.from) {
            if !all.contains(&(from.version, from.paragraph)) {
                all.push((from.version, from.paragraph));
            }
        }
        all
    }

    fn say(&mut self, words: &str, role: Role) {
        let at = self.text.len();
        let from = None;
        self.pieces.push(Piece { at, role, from });
        self.text.push_str(words);
    }

    /// Takes bytes of a paragraph in.
    fn put(&mut self, text: &str, (version, at): (Version, u32), bytes: Range<usize>, role: Role) {
        self.pieces.push(Piece {
            at: self.text.len(),
            role,
            from: Some(Origin {
                version,
                paragraph: at,
                byte: bytes.start,
            }),
        });
        self.text.push_str(&text[bytes]);
    }

    fn rows(&self, columns: usize, signs: bool) -> Vec<Range<usize>> {
        if self.text.is_empty() {
            return Vec::new();
        }
        // A sign that would end a row goes to the next one, for which there is room then.
        let room = if signs && columns > 12 {
            columns - OPEN_GONE.len()
        } else {
            columns
        };
        let mut rows = wrap(&self.text, &[], &[], Widths::even(room));
        for at in 1..rows.len() {
            let row = &self.text[rows[at - 1].clone()];
            if signs && row.ends_with(OPEN_GONE) && row.len() > OPEN_GONE.len() {
                rows[at - 1].end -= OPEN_GONE.len();
                rows[at].start -= OPEN_GONE.len();
            }
        }
        rows
    }
}

impl Laid {
    /// Gives a paragraph without words a row, so that one can go there.
    fn fill(&mut self) {
        if self.lines.iter().all(|line| *line == Line::Blank) {
            self.lines.push(Line::Words([None, None]));
        }
    }
}

impl<'m> Measure<'m> {
    fn text_of(&self, version: Version, paragraph: u32) -> &'m str {
        &self.pair.document(version).paragraphs[paragraph as usize].text
    }

    /// A block with its rows; `before` is the block above it.
    #[must_use]
    pub fn lay(&self, block: Block, before: Option<Block>) -> Laid {
        let comparison = &self.pair.comparison;
        let mut laid = Laid::default();
        if self.stands_apart(block, before) {
            laid.lines.push(Line::Blank);
        }
        match block {
            Block::Heading(section) | Block::Quiet(section) => {
                let section = &comparison.sections[section as usize];
                self.lay_heading(&mut laid, section);
            }
            Block::Fold(from, to) => laid.lines.push(self.folded(from, to)),
            Block::Row(row) => self.lay_row(&mut laid, row),
        }
        laid.fill();
        laid
    }

    /// Whether an empty row sets a block apart from the one above it.
    fn stands_apart(&self, block: Block, before: Option<Block>) -> bool {
        let kind = |row: u32| blocks::kind(self.pair, &self.pair.comparison.rows[row as usize]);
        match (before, block) {
            (None, _) | (_, Block::Fold(..)) => false,
            (Some(Block::Row(before)), Block::Row(row)) => {
                let (before, kind) = (kind(before), kind(row));
                let listed = |kind| matches!(kind, Kind::Item(_) | Kind::Row);
                !(listed(before) && listed(kind))
            }
            (Some(before), block) => {
                let quiet = [before, block].map(|block| matches!(block, Block::Quiet(_)));
                block.is_heading() && quiet != [true, true]
            }
        }
    }

    /// A section's heading; its words stand in each other's place even side by side, as they are few.
    fn lay_heading(&self, laid: &mut Laid, section: &SectionPair) {
        let headings = blocks::headings(self.pair, section);
        let passage = &mut laid.passages[0];
        if headings.is_empty() {
            passage.say(&self.texts.panes.opening, Role::Heading);
        }
        for at in headings {
            if !passage.text.is_empty() {
                passage.say(" ", Role::Text);
            }
            let row = &self.pair.comparison.rows[at as usize];
            let whole = Self {
                beside: false,
                ..*self
            };
            whole.compose(passage, row, Version::New, Role::Heading);
        }
        let rows = laid.passages[0].rows(self.heading, self.signs);
        let words = rows.into_iter().map(|row| Line::Words([Some(row), None]));
        laid.lines.extend(words);
        if section.moved {
            let said = &self.texts.compare.section_moved;
            laid.lines.push(Line::Said(said.clone()));
        }
    }

    /// What a fold says: how much is the same, and how that begins.
    fn folded(&self, from: u32, to: u32) -> Line {
        let row = &self.pair.comparison.rows[from as usize];
        let (version, paragraph) = blocks::paragraph(row);
        let text = self.text_of(version, paragraph);
        let begins = &text[..text.floor_char_boundary(TOLD)];
        let count = self.texts.compare.same_passages.count((to - from) as usize);
        Line::Folded(count, begins.to_owned())
    }

    fn lay_row(&self, laid: &mut Laid, at: u32) {
        let row = &self.pair.comparison.rows[at as usize];
        if row.moved {
            laid.lines.push(Line::Said(self.moved(row)));
        }
        let base = match row.change {
            _ if matches!(blocks::kind(self.pair, row), Kind::Heading(_)) => Role::Heading,
            Change::Same if !row.moved => Role::Dim,
            _ => Role::Text,
        };
        if !self.beside {
            self.compose(&mut laid.passages[0], row, Version::New, base);
            let rows = laid.passages[0].rows(self.text, self.signs);
            let words = rows.into_iter().map(|row| Line::Words([Some(row), None]));
            return laid.lines.extend(words);
        }
        for (passage, version) in laid.passages.iter_mut().zip([Version::Old, Version::New]) {
            self.compose(passage, row, version, base);
        }
        let [old, new] = [0, 1].map(|at: usize| laid.passages[at].rows(self.text, self.signs));
        let both = (0..old.len().max(new.len()))
            .map(|at| Line::Words([old.get(at).cloned(), new.get(at).cloned()]));
        laid.lines.extend(both);
    }

    /// Where a passage stood that stands elsewhere now.
    fn moved(&self, row: &Row) -> String {
        let place = |version, at: u32| {
            let document = self.pair.document(version);
            let section = document.section_of(Place::start(at));
            let title = document.sections.get(section)?.title.as_deref();
            Some(title.unwrap_or(&self.texts.panes.opening))
        };
        let texts = &self.texts.compare;
        let before = row.old.and_then(|at| place(Version::Old, at));
        let now = row.new.and_then(|at| place(Version::New, at));
        match before {
            Some(before) if Some(before) != now => fill(&texts.moved_from, &[("section", before)]),
            _ => texts.moved_here.clone(),
        }
    }

    /// Puts a row's words into a passage: those of one letter where they stand side by side, else of both. `base` is what unchanged words are.
    fn compose(&self, passage: &mut Passage, row: &Row, version: Version, base: Role) {
        let own = match version {
            Version::Old => row.old,
            Version::New => row.new,
        };
        if self.beside && own.is_none() {
            return;
        }
        self.label(passage, row, version);
        match (row.change, row.old, row.new) {
            (Change::Same, _, _) => {
                let (version, at) = match (self.beside, row.old) {
                    (true, Some(old)) if version == Version::Old => (version, old),
                    _ => blocks::paragraph(row),
                };
                self.compose_whole(passage, (version, at), base);
            }
            (Change::Changed, Some(old), Some(new)) => {
                self.compose_changed(passage, (row, old, new), version, base);
            }
            (_, Some(old), None) => {
                self.compose_whole(passage, (Version::Old, old), Role::Gone);
            }
            (_, _, new) => {
                let new = new.expect("a row is of one letter at least");
                self.compose_whole(passage, (Version::New, new), Role::New);
            }
        }
    }

    /// A passage that only one of the letters has.
    fn compose_whole(&self, passage: &mut Passage, (version, at): (Version, u32), role: Role) {
        let text = self.text_of(version, at);
        passage.put(text, (version, at), 0..text.len(), role);
    }

    /// A passage with other words.
    fn compose_changed(
        &self,
        passage: &mut Passage,
        (row, old, new): (&Row, u32, u32),
        version: Version,
        base: Role,
    ) {
        for stretch in &row.words {
            let own = match version {
                Version::Old if self.beside => (Version::Old, old, &stretch.old),
                _ => (Version::New, new, &stretch.new),
            };
            if stretch.same {
                let text = self.text_of(own.0, own.1);
                passage.put(text, (own.0, own.1), own.2.clone(), base);
                continue;
            }
            let gone = (!self.beside || version == Version::Old) && !stretch.old.is_empty();
            let put = (!self.beside || version == Version::New) && !stretch.new.is_empty();
            if gone {
                self.compose_words(passage, (Version::Old, old), stretch.old.clone());
            }
            if gone && put && !self.signs && !passage.text.ends_with(' ') {
                passage.say(" ", Role::Text);
            }
            if put {
                self.compose_words(passage, (Version::New, new), stretch.new.clone());
            }
        }
    }

    /// Words of a changed passage that only one of the letters has.
    fn compose_words(
        &self,
        passage: &mut Passage,
        (version, at): (Version, u32),
        bytes: Range<usize>,
    ) {
        let (role, open, close) = match version {
            Version::Old => (Role::GoneWords, OPEN_GONE, "-]"),
            Version::New => (Role::NewWords, "{+", "+}"),
        };
        let text = self.text_of(version, at);
        // Spaces at the ends stand outside the signs, and without a form.
        let words = text[bytes.clone()].trim();
        if words.is_empty() {
            return passage.put(text, (version, at), bytes, Role::Text);
        }
        let start = bytes.end - text[bytes.clone()].trim_start().len();
        let end = start + words.len();
        passage.put(text, (version, at), bytes.start..start, Role::Text);
        if self.signs {
            passage.say(open, role);
        }
        passage.put(text, (version, at), start..end, role);
        if self.signs {
            passage.say(close, role);
        }
        passage.put(text, (version, at), end..bytes.end, Role::Text);
    }

    /// A note's number before its words: in both letters where they stand in each other's place and differ.
    fn label(&self, passage: &mut Passage, row: &Row, version: Version) {
        let label = |version, at: Option<u32>| {
            let document: &Document = self.pair.document(version);
            let note = document.note_of(Place::start(at?))?;
            Some(document.notes[note as usize].label.as_str())
        };
        let [old, new] = [label(Version::Old, row.old), label(Version::New, row.new)];
        let shown = match (old, new, self.beside) {
            (Some(old), Some(new), false) if old != new => {
                format!("{old}{}{new}", if self.ascii { "->" } else { "→" })
            }
            (Some(old), _, true) if version == Version::Old => old.to_owned(),
            (_, Some(label), _) | (Some(label), None, _) => label.to_owned(),
            (None, None, _) => return,
        };
        let short = &self.texts.panes.note_short;
        passage.say(&format!("{short}{shown}"), Role::NoteLabel);
        passage.say(" ", Role::Text);
    }
}
