//! The blocks of a letter that has looks but no lines: what they are by their looks, and which of them are the letterhead.
//!
//! Every reader of office files ends here, and from here in the builder. It must not know which format the blocks come from.

use crate::document::builder::{Builder, Passage};
use crate::document::{Document, Facts, FurnitureKind, Kind, Reading};
use crate::ingest::text;

/// A paragraph with what its looks say of it.
#[derive(Debug, Default)]
pub(super) struct Block {
    /// What its format says it is.
    pub(super) kind: Kind,
    /// Its words.
    pub(super) passage: Passage,
    /// All its words are bold.
    pub(super) bold: bool,
    /// All its words are italic.
    pub(super) italic: bool,
    /// It stands beside the text: in a frame, a text box, a table that floats.
    pub(super) aside: bool,
}

/// What follows each other in a letter.
#[derive(Debug)]
enum Piece {
    Block(Block),
    /// A paragraph without words: white space that sets apart what stands above and below.
    Gap,
    /// What is printed on every page.
    Furniture(FurnitureKind, String),
}

/// A letter as blocks.
#[derive(Debug, Default)]
pub(super) struct Blocks {
    pieces: Vec<Piece>,
    notes: Vec<(String, Vec<Passage>)>,
}

/// The letterhead stands among so many first blocks.
const HEAD: usize = 80;
/// Of a block of the head so many bytes tell what it is.
const TOLD: usize = 400;
/// The longest heading in italics, which quotations are set in too: characters.
const LONGEST_ITALIC: usize = 80;
/// The longest heading told by its looks alone: characters.
const LONGEST_HEADING: usize = 120;

impl Blocks {
    pub(super) fn push(&mut self, block: Block) {
        let empty = block.passage.text.is_empty() && block.passage.marks.is_empty();
        self.pieces.push(if empty {
            Piece::Gap
        } else {
            Piece::Block(block)
        });
    }

    /// A note.
    pub(super) fn note(&mut self, label: String, passages: Vec<Passage>) {
        self.notes.push((label, passages));
    }

    /// Something that is printed but not read.
    pub(super) fn furniture(&mut self, kind: FurnitureKind, text: &str) {
        if !text.trim().is_empty() {
            self.pieces.push(Piece::Furniture(kind, text.to_owned()));
        }
    }

    /// The document that the blocks are.
    pub(super) fn finish(mut self, source: &str, reading: Reading) -> Document {
        let facts = self.set_head_apart();
        let mut builder = Builder::new(source);
        builder.facts(facts);
        builder.reading(reading);
        let styled = deepest_heading(&self.pieces);
        for piece in self.pieces {
            match piece {
                Piece::Gap => {}
                Piece::Furniture(kind, text) => builder.furniture(kind, &text),
                Piece::Block(block) if block.aside => {
                    builder.furniture(FurnitureKind::Letterhead, &block.passage.text);
                }
                Piece::Block(block) => {
                    let kind = if looks_heading(&block) {
                        Kind::Heading(styled + 1)
                    } else {
                        block.kind
                    };
                    builder.push(kind, block.passage);
                }
            }
        }
        for (label, passages) in self.notes {
            builder.note(&label, passages);
        }
        builder.finish()
    }

    /// Sets apart the blocks that are the letterhead, and reads what it says of the letter.
    fn set_head_apart(&mut self) -> Facts {
        // A line a block, so that line and block tell each other.
        let mut head = String::new();
        let mut blocks = Vec::new();
        for (at, piece) in self.pieces.iter().enumerate().take(HEAD) {
            match piece {
                Piece::Block(block) if block.passage.marks.is_empty() => {
                    let text = &block.passage.text;
                    head.push_str(&text[..text.floor_char_boundary(TOLD)]);
                    blocks.push(at);
                }
                Piece::Block(_) => break,
                Piece::Gap | Piece::Furniture(..) => {}
            }
            head.push('\n');
        }
        // What every page repeats may be older than the letter: it is asked last.
        for piece in &self.pieces {
            if let Piece::Furniture(FurnitureKind::Letterhead, text) = piece {
                head.push('\n');
                head.push_str(&text[..text.floor_char_boundary(TOLD)]);
            }
        }
        let (apart, facts) = text::head_of(&head);
        for (&at, apart) in blocks.iter().zip(apart) {
            if let Piece::Block(block) = &mut self.pieces[at] {
                block.aside |= apart;
            }
        }
        facts
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
        && (text::is_question(text)
            || !text.ends_with(['.', ';', ',']) && (block.bold || italic(block)))
}

/// A line in italics is a heading when it is one: short, and begun like one.
fn italic(block: &Block) -> bool {
    let text = block.passage.text.as_str();
    block.italic
        && text.chars().count() < LONGEST_ITALIC
        && text.starts_with(|c: char| !c.is_lowercase())
}
