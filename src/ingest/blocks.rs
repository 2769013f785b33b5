//! The blocks of a letter that has looks but no lines: what they are by their looks, and which of them are the letterhead.
//!
//! Readers of PDFs, office files, web pages and Markdown end here, and from here in the builder. It must not know which format the blocks come from.

use std::collections::HashSet;

use crate::document::builder::Builder;
use crate::document::doubt::Doubt;
use crate::document::passage::Passage;
use crate::document::{Document, Facts, FurnitureKind, Kind, Reading, Span, SpanStyle};
use crate::ingest::{lines_within, restarts, text, typed};

/// What a paragraph looks like.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Look {
    /// All its words are bold.
    pub(super) bold: bool,
    /// All its words are italic or underlined, the weaker ways to set a line off from the text.
    pub(super) set_off: bool,
    /// Its type is larger than that of the text.
    pub(super) large: bool,
}

/// How many letters a paragraph has, and how many of them are bold or set off. What other signs look like says nothing: programs leave a
/// question mark behind when its words are made bold.
#[derive(Debug, Default)]
pub(super) struct Tally {
    letters: usize,
    bold: usize,
    set_off: usize,
}

impl Tally {
    pub(super) fn count(&mut self, text: &str, bold: bool, set_off: bool) {
        let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
        self.letters += letters;
        self.bold += if bold { letters } else { 0 };
        self.set_off += if set_off { letters } else { 0 };
    }

    /// What letters counted so far look like together.
    pub(super) fn look(&self) -> Look {
        let all = |of: usize| self.letters > 0 && of == self.letters;
        Look {
            bold: all(self.bold),
            set_off: all(self.set_off),
            large: false,
        }
    }
}

/// A paragraph with what its looks say of it.
#[derive(Debug, Default)]
pub(super) struct Block {
    /// What its format says it is.
    pub(super) kind: Kind,
    /// Its words.
    pub(super) passage: Passage,
    pub(super) look: Look,
    /// It stands beside the text: in a frame, a text box, a table that floats.
    pub(super) aside: bool,
}

/// What follows each other in a letter.
#[derive(Debug)]
pub(super) enum Piece {
    Block(Block),
    /// A paragraph without words: white space that sets apart what stands above and below.
    Gap,
    /// A note of what stands above.
    Note(String, Vec<Passage>),
    /// A printed page begins, with its label where it does not follow from the one before.
    Page(Option<String>),
    /// What is printed on every page.
    Furniture(FurnitureKind, String),
    /// Notes are numbered from one again.
    Part,
}

impl Piece {
    /// The block it is, if it is one.
    pub(super) fn block(&self) -> Option<&Block> {
        match self {
            Self::Block(block) => Some(block),
            _ => None,
        }
    }
}

/// A letter as blocks.
#[derive(Debug, Default)]
pub(super) struct Blocks {
    pieces: Vec<Piece>,
    doubts: Vec<Doubt>,
    /// What the file says of itself outside its text.
    told: Facts,
}

/// The letterhead stands among so many first blocks.
const HEAD: usize = 80;
/// Of a block of the head so many bytes tell what it is.
const TOLD: usize = 400;
/// Bytes of a line as papers are printed.
const LINE: usize = 60;
/// The longest heading in italics, which quotations are set in too, or underlined: characters.
const LONGEST_SET_OFF: usize = 80;
/// A heading in capitals has so many at least: letters.
const FEWEST_CAPITALS: usize = 6;
/// The longest heading told by its looks alone: characters.
pub(super) const LONGEST_HEADING: usize = 120;

impl Blocks {
    pub(super) fn push(&mut self, block: Block) {
        for block in lines_within::split(block) {
            self.push_one(block);
        }
    }

    fn push_one(&mut self, block: Block) {
        let text = block.passage.text.as_str();
        // A row of empty cells has nothing but what parts them.
        let wordless = text.is_empty()
            || block.kind == Kind::Row && !text.contains(|c: char| c != '|' && c != ' ');
        let empty = wordless && block.passage.marks.is_empty();
        self.pieces.push(if empty {
            Piece::Gap
        } else {
            Piece::Block(block)
        });
    }

    /// A note.
    pub(super) fn note(&mut self, label: String, passages: Vec<Passage>) {
        self.pieces.push(Piece::Note(label, passages));
    }

    /// What the file says of itself outside its text: it holds where the letter's head says nothing.
    pub(super) fn facts(&mut self, told: Facts) {
        self.told = told;
    }

    /// A doubt about the letter.
    pub(super) fn warn(&mut self, doubt: Doubt) {
        self.doubts.push(doubt);
    }

    /// A printed page begins.
    pub(super) fn page(&mut self, label: Option<String>) {
        self.pieces.push(Piece::Page(label));
    }

    /// Notes are numbered from one again.
    pub(super) fn part(&mut self) {
        self.pieces.push(Piece::Part);
    }

    /// White space that sets apart.
    pub(super) fn gap(&mut self) {
        self.pieces.push(Piece::Gap);
    }

    /// Something that is printed but not read.
    pub(super) fn furniture(&mut self, kind: FurnitureKind, text: &str) {
        if !text.trim().is_empty() {
            self.pieces.push(Piece::Furniture(kind, text.to_owned()));
        }
    }

    /// The document that the blocks are.
    pub(super) fn finish(mut self, source: &str, reading: Reading) -> Document {
        let mut head = self.set_head_apart();
        head.sender = self.signed().or(head.sender);
        typed::link(&mut self.pieces);
        free_titles(&mut self.pieces);
        restarts::find(&mut self.pieces);
        let facts = head.or(self.told);
        let mut builder = Builder::new(source);
        builder.facts(facts);
        builder.reading(reading);
        for doubt in self.doubts {
            builder.warn(doubt);
        }
        let styled = deepest_heading(&self.pieces);
        let bold = has_bold_headings(&self.pieces);
        let numbers = lone_numbers(&self.pieces);
        let capitals = capital_titles(&self.pieces);
        for (at, piece) in self.pieces.into_iter().enumerate() {
            match piece {
                Piece::Gap => {}
                Piece::Part => builder.part(),
                Piece::Note(label, passages) => builder.note(&label, passages),
                Piece::Page(label) => builder.page(label),
                Piece::Furniture(kind, text) => builder.furniture(kind, &text),
                Piece::Block(block) if block.aside => {
                    builder.furniture(FurnitureKind::Letterhead, &block.passage.text);
                }
                Piece::Block(block) => {
                    let kind = if numbers.contains(&at) {
                        Kind::Heading(styled.saturating_add(1))
                    } else if looks_heading(&block) || capitals.contains(&at) {
                        // Headings in italics or underlined stand below those in bold.
                        let below = u8::from(bold && is_set_off(&block) && !is_strong(&block));
                        let own = level(&block.passage.text).saturating_add(below);
                        Kind::Heading(styled.saturating_add(own))
                    } else {
                        block.kind
                    };
                    builder.push(kind, block.passage);
                }
            }
        }
        builder.finish()
    }

    /// Who signs the letter.
    fn signed(&self) -> Option<String> {
        let mut signature = text::Signature::default();
        for (_, block) in in_text(&self.pieces) {
            signature.read(&block.passage.text);
        }
        signature.sender()
    }

    /// Sets apart the blocks that are the letterhead, and reads what it says of the letter.
    fn set_head_apart(&mut self) -> Facts {
        // A line a block, so that line and block tell each other.
        let mut head = String::new();
        let mut blocks = Vec::new();
        let mut end = self.pieces.len().min(HEAD);
        for (at, piece) in self.pieces[..end].iter().enumerate() {
            match piece {
                Piece::Block(block) if block.passage.marks.is_empty() => {
                    // A letterhead may be a table: label and value are cells.
                    let text = match block.kind {
                        Kind::Row => block.passage.text.replace(" | ", " "),
                        _ => block.passage.text.clone(),
                    };
                    head.push_str(told(&text));
                    blocks.push(Some(at));
                }
                Piece::Furniture(FurnitureKind::Letterhead, text) => {
                    head.push_str(told(text));
                    blocks.push(None);
                }
                Piece::Block(_) => {
                    end = at;
                    break;
                }
                _ => {}
            }
            head.push('\n');
        }
        for piece in &self.pieces[end..] {
            if let Piece::Furniture(FurnitureKind::Letterhead, text) = piece {
                head.push('\n');
                head.push_str(told(text));
            }
        }
        let (apart, facts) = text::head_of(&head);
        for (at, apart) in blocks.into_iter().zip(apart) {
            if let Some(Piece::Block(block)) = at.map(|at| &mut self.pieces[at]) {
                block.aside |= apart;
            }
        }
        facts
    }
}

/// As much of a block as tells what it is. Of what stands above a printed paper, a line's length: lines are what is known of papers' heads.
fn told(text: &str) -> &str {
    let most = if text::is_paper_head(text) {
        LINE
    } else {
        TOLD
    };
    let end = text.floor_char_boundary(most);
    // No word is told by half.
    let word = text[..end].rfind(' ').filter(|_| end < text.len());
    &text[..word.unwrap_or(end)]
}

/// The blocks of the text, without what stands beside it, with their places.
fn in_text(pieces: &[Piece]) -> Vec<(usize, &Block)> {
    let blocks = pieces.iter().enumerate();
    let blocks = blocks.filter_map(|(at, piece)| Some((at, piece.block()?)));
    blocks.filter(|(_, block)| !block.aside).collect()
}

/// Numbers that stand by themselves above words and count on from one, as questions of members of parliament have: their places.
fn lone_numbers(pieces: &[Piece]) -> HashSet<usize> {
    let blocks = in_text(pieces);
    let mut found = Vec::new();
    for pair in blocks.windows(2) {
        let [(at, number), (_, words)] = pair else {
            continue;
        };
        let text = number.passage.text.trim_end_matches('.');
        let next = text.parse() == Ok(found.len() + 1);
        let begins = words.passage.text.starts_with(char::is_alphabetic);
        if next && begins && words.kind == Kind::Body && number.passage.marks.is_empty() {
            found.push(*at);
        }
    }
    if found.len() < 2 {
        found.clear();
    }
    found.into_iter().collect()
}

/// A numbered line in italics is a heading rather than an item where no other item stands beside it.
fn free_titles(pieces: &mut [Piece]) {
    let blocks = in_text(pieces);
    let is_item = |block: &Block| matches!(block.kind, Kind::Item(_));
    let title = |block: &Block| {
        let text = &block.passage.text;
        block.look.set_off
            && text.chars().count() < LONGEST_SET_OFF
            && !text.ends_with(['.', ';', ','])
            && text::numbered_title(text)
                .is_some_and(|title| !title.starts_with(char::is_lowercase))
    };
    let mut titles = Vec::new();
    for (nth, &(at, block)) in blocks.iter().enumerate() {
        let before = nth.checked_sub(1).map(|before| blocks[before]);
        let mut beside = before.into_iter().chain(blocks.get(nth + 1).copied());
        if is_item(block) && title(block) && !beside.any(|(_, other)| is_item(other)) {
            titles.push(at);
        }
    }
    for at in titles {
        if let Piece::Block(block) = &mut pieces[at] {
            block.kind = Kind::Body;
        }
    }
}

/// The level of the deepest heading that its format calls one; what only looks like a heading stands below it.
fn deepest_heading(pieces: &[Piece]) -> u8 {
    let levels = pieces.iter().filter_map(|piece| match piece {
        Piece::Block(Block {
            kind: Kind::Heading(level),
            ..
        }) => Some(*level),
        _ => None,
    });
    levels.max().unwrap_or(0)
}

/// Whether a paragraph is a heading by its looks: bold and short, or a question's number.
fn looks_heading(block: &Block) -> bool {
    let text = block.passage.text.as_str();
    block.kind == Kind::Body
        && text.chars().count() < LONGEST_HEADING
        && text.contains(char::is_alphabetic)
        && !text::is_caption(text)
        && !text::is_paper_head(text)
        && (text::is_question(text)
            || text::is_part_of_answer(text)
            || !text.ends_with(['.', ';', ',']) && (is_strong(block) || is_set_off(block)))
}

/// Lines in capitals above words that are not: their places. A name in capitals below a letter is none.
fn capital_titles(pieces: &[Piece]) -> HashSet<usize> {
    let blocks = in_text(pieces);
    let pairs = blocks.windows(2).filter_map(|pair| {
        let [(at, title), (_, next)] = pair else {
            return None;
        };
        let (text, below) = (title.passage.text.as_str(), next.passage.text.as_str());
        let stands_above = below.len() > text.len() && below.contains(char::is_lowercase);
        let is_title = title.kind == Kind::Body && in_capitals(text) && !text::is_paper_head(text);
        (is_title && stands_above && next.kind != Kind::Row).then_some(*at)
    });
    pairs.collect()
}

/// Whether a line is in capitals, and no abbreviation or number.
fn in_capitals(text: &str) -> bool {
    let letters = || text.chars().filter(|c| c.is_alphabetic());
    let words = text.split_whitespace();
    let longest = words.map(|word| word.chars().count()).max();
    text.chars().count() < LONGEST_SET_OFF
        && !text.ends_with(['.', ';', ','])
        && letters().all(char::is_uppercase)
        && letters().count() >= FEWEST_CAPITALS
        && longest > Some(3)
}

/// Whether a paragraph stands out by weight or size.
fn is_strong(block: &Block) -> bool {
    block.look.bold || block.look.large
}

/// Whether a letter has headings that stand out by weight or size.
fn has_bold_headings(pieces: &[Piece]) -> bool {
    let mut blocks = pieces.iter().filter_map(Piece::block);
    blocks.any(|block| !block.aside && is_strong(block) && looks_heading(block))
}

/// The level that a heading's number tells: `2.1 Doel` is below `2 Opzet`.
fn level(text: &str) -> u8 {
    let number = text
        .split_whitespace()
        .next()
        .unwrap_or_default()
        .trim_end_matches('.');
    let numbered = number
        .split('.')
        .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
    if numbered {
        number.split('.').count().min(6) as u8
    } else {
        1
    }
}

/// A line in italics or underlined is a heading when it is one: short, begun like one, and no link or address, which are underlined too.
fn is_set_off(block: &Block) -> bool {
    let text = block.passage.text.as_str();
    block.look.set_off
        && text.chars().count() < LONGEST_SET_OFF
        && text.starts_with(|c: char| !c.is_lowercase())
        && !["@", "://", "www."].iter().any(|sign| text.contains(sign))
        && !block.passage.spans.iter().any(is_link)
}

fn is_link(span: &Span) -> bool {
    matches!(span.style, SpanStyle::Link(_))
}
