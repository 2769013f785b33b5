//! Markdown with `[^1]` notes, as CommonMark and GitHub read it.
//!
//! It must not know files or pages; Markdown has none.

use std::collections::HashMap;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::document::passage::Passage;
use crate::document::{Document, Kind, Reading, SpanStyle};
use crate::ingest::blocks::{Block, Blocks, Tally};
use crate::ingest::gather::Gatherer;

/// Reads a letter from its Markdown.
pub(super) fn read(text: &str, encoding: String, source: &str) -> Document {
    let extensions = Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_SUPERSCRIPT
        | Options::ENABLE_SUBSCRIPT;
    let events = || Parser::new_ext(text, extensions);
    let mut letter = Letter {
        blocks: Blocks::default(),
        tally: Tally::default(),
        bold: 0,
        italic: 0,
        shifted: None,
        gatherer: Gatherer::default(),
        labels: labels(events()),
        kinds: Vec::new(),
        lists: Vec::new(),
        note: None,
        cells: 0,
        comment: None,
    };
    for event in events() {
        letter.take(event);
    }
    letter.flush();
    let replaced = letter.gatherer.replaced();
    let reading = Reading {
        format: String::new(),
        encoding,
        replaced,
        joined_hyphens: 0,
    };
    letter.blocks.finish(source, reading)
}

/// The number each note is shown by. Where notes have names, they are numbered as they are referred to, as every renderer does.
fn labels<'t>(events: impl Iterator<Item = Event<'t>>) -> HashMap<String, String> {
    let (mut referred, mut defined) = (Vec::new(), Vec::new());
    for event in events {
        match event {
            Event::FootnoteReference(label) => referred.push(label.into_string()),
            Event::Start(Tag::FootnoteDefinition(label)) => defined.push(label.into_string()),
            _ => {}
        }
    }
    let all = referred.into_iter().chain(defined);
    let mut labels: HashMap<String, String> = HashMap::new();
    let mut numbers = true;
    for label in all {
        numbers &= label.bytes().all(|byte| byte.is_ascii_digit());
        let next = (labels.len() + 1).to_string();
        labels.entry(label).or_insert(next);
    }
    if numbers {
        for (label, shown) in &mut labels {
            shown.clone_from(label);
        }
    }
    labels
}

/// A letter on its way into blocks.
struct Letter {
    blocks: Blocks,
    gatherer: Gatherer,
    /// What the words gathered look like.
    tally: Tally,
    bold: u32,
    italic: u32,
    /// Whether what is read stands above (`true`) or below the line.
    shifted: Option<bool>,
    labels: HashMap<String, String>,
    /// What the blocks are that are open, the innermost last.
    kinds: Vec<Kind>,
    /// The number the next item of each open list has; bullets have none.
    lists: Vec<Option<u64>>,
    /// The note whose passages are being read.
    note: Option<(String, Vec<Passage>)>,
    /// Cells of the table row so far.
    cells: usize,
    /// The comment that is open.
    comment: Option<String>,
}

impl Letter {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text)
            | Event::Code(text)
            | Event::InlineMath(text)
            | Event::DisplayMath(text) => self.words(&text),
            Event::Html(text) => self.html(&text),
            Event::FootnoteReference(label) => {
                let shown = self.labels.get(&*label).map_or(&*label, String::as_str);
                self.gatherer.mark(shown);
            }
            Event::SoftBreak | Event::HardBreak => self.gatherer.line_break(),
            Event::Rule => self.flush(),
            Event::TaskListMarker(done) => {
                self.gatherer.words(if done { "[x] " } else { "[ ] " });
            }
            // A tag says how words look, and is none.
            Event::InlineHtml(tag) => match &*tag.to_ascii_lowercase() {
                "<sup>" => self.shifted = Some(true),
                "<sub>" => self.shifted = Some(false),
                "</sup>" | "</sub>" => self.shifted = None,
                _ => {}
            },
        }
    }

    /// Lines of HTML are words, their comments are none; one that does not end is no comment.
    fn html(&mut self, text: &str) {
        let mut rest = text;
        loop {
            if let Some(comment) = &mut self.comment {
                let Some((inside, behind)) = rest.split_once("-->") else {
                    return comment.push_str(rest);
                };
                comment.push_str(inside);
                self.comment = None;
                rest = behind;
            }
            let Some((before, inside)) = rest.split_once("<!--") else {
                return self.words(rest);
            };
            self.words(before);
            self.comment = Some("<!--".to_owned());
            rest = inside;
        }
    }

    fn words(&mut self, words: &str) {
        self.tally.count(words, self.bold > 0, self.italic > 0);
        match self.shifted {
            Some(raised) => self.gatherer.shifted(words, raised),
            None => self.gatherer.words(words),
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Heading { level, .. } => self.open(Kind::Heading(level as u8)),
            Tag::BlockQuote(_) => self.open(Kind::Quote),
            Tag::List(first) => {
                self.flush();
                self.lists.push(first);
            }
            Tag::Item => {
                let depth = self.lists.len().saturating_sub(1).min(9) as u8;
                self.open(Kind::Item(depth));
                let bullet = match self.lists.last_mut() {
                    Some(Some(number)) => {
                        *number += 1;
                        format!("{}. ", *number - 1)
                    }
                    _ => "• ".to_owned(),
                };
                self.gatherer.words(&bullet);
            }
            Tag::FootnoteDefinition(label) => {
                self.flush();
                let shown = self.labels.get(&*label).map_or(&*label, String::as_str);
                self.note = Some((shown.to_owned(), Vec::new()));
            }
            Tag::TableHead | Tag::TableRow => {
                self.open(Kind::Row);
                self.cells = 0;
            }
            Tag::TableCell => {
                if self.cells > 0 {
                    self.gatherer.words(" | ");
                }
                self.cells += 1;
            }
            Tag::Emphasis => {
                self.italic += 1;
                self.gatherer.open(SpanStyle::Italic);
            }
            Tag::Strong => {
                self.bold += 1;
                self.gatherer.open(SpanStyle::Bold);
            }
            Tag::Superscript => self.shifted = Some(true),
            Tag::Subscript => self.shifted = Some(false),
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => {
                self.gatherer
                    .open(SpanStyle::Link(crate::safe::line(&dest_url)));
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::CodeBlock => self.flush(),
            TagEnd::HtmlBlock => {
                if let Some(open) = self.comment.take() {
                    self.words(&open);
                }
                self.flush();
            }
            TagEnd::Heading(_)
            | TagEnd::BlockQuote(_)
            | TagEnd::Item
            | TagEnd::TableHead
            | TagEnd::TableRow => {
                self.flush();
                self.kinds.pop();
            }
            TagEnd::List(_) => {
                self.flush();
                self.lists.pop();
            }
            TagEnd::FootnoteDefinition => {
                self.flush();
                if let Some((label, passages)) = self.note.take() {
                    self.blocks.note(label, passages);
                }
            }
            TagEnd::Emphasis => {
                self.italic = self.italic.saturating_sub(1);
                self.gatherer.close();
            }
            TagEnd::Strong => {
                self.bold = self.bold.saturating_sub(1);
                self.gatherer.close();
            }
            TagEnd::Link | TagEnd::Image => self.gatherer.close(),
            TagEnd::Superscript | TagEnd::Subscript => self.shifted = None,
            _ => {}
        }
    }

    /// A block of a kind begins; what was being gathered is a block of its own.
    fn open(&mut self, kind: Kind) {
        self.flush();
        self.kinds.push(kind);
    }

    /// Ends the passage that is being gathered, if there is one.
    fn flush(&mut self) {
        if self.gatherer.is_empty() {
            return;
        }
        let passage = self.gatherer.take();
        let look = std::mem::take(&mut self.tally).look();
        self.shifted = None;
        if let Some((_, passages)) = &mut self.note {
            passages.push(passage);
        } else {
            self.blocks.push(Block {
                kind: self.kinds.last().copied().unwrap_or_default(),
                passage,
                look,
                aside: false,
            });
        }
    }
}
