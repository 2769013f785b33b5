//! The elements of a page to blocks: paragraphs, headings, list items, rows, notes, and what stands beside the letter.
//!
//! It must not know which links are marks, nor which part of the page is the letter.

use crate::document::passage::Passage;
use crate::document::{FurnitureKind, Kind, SpanStyle};
use crate::ingest::blocks::{Block, Blocks, Tally};
use crate::ingest::gather::Gatherer;
use crate::ingest::html::elements::Tree;
use crate::ingest::html::letter::{is_beside, root};
use crate::ingest::html::notes::{INLINE, Notes, is_arrow, is_heading};

/// Where the publisher keeps papers by their ids.
const PUBLISHER: &str = "https://zoek.officielebekendmakingen.nl/";

/// A page on its way into blocks.
pub(super) struct Reader<'t> {
    tree: &'t Tree,
    notes: &'t Notes,
    /// The element that is the letter; `None`: an empty page.
    root: Option<usize>,
    blocks: Blocks,
    gatherer: Gatherer,
    /// What the innermost block is.
    kind: Kind,
    /// What the letters gathered for the block look like.
    tally: Tally,
    bold: u32,
    italic: u32,
    underlined: u32,
    /// The lists around, with the number the next item has; bullets have none.
    lists: Vec<Option<u32>>,
    /// Line ends that came one after the other.
    breaks: u32,
    /// The passages of the note that is being read.
    note: Option<Vec<Passage>>,
    /// Within a table's row: its cells are one passage.
    in_row: bool,
    /// Spaces and line ends are as written.
    as_written: bool,
}

impl<'t> Reader<'t> {
    pub(super) fn new(tree: &'t Tree, notes: &'t Notes) -> Self {
        Self {
            tree,
            notes,
            root: root(tree),
            blocks: Blocks::default(),
            gatherer: Gatherer::default(),
            kind: Kind::Body,
            tally: Tally::default(),
            bold: 0,
            italic: 0,
            underlined: 0,
            lists: Vec::new(),
            breaks: 0,
            note: None,
            in_row: false,
            as_written: false,
        }
    }

    /// Characters replaced by signs.
    pub(super) fn replaced(&self) -> usize {
        self.gatherer.replaced()
    }

    pub(super) fn finish(self) -> Blocks {
        self.blocks
    }

    /// Reads the whole page.
    pub(super) fn page(&mut self) {
        let mut at = 0;
        // Elements around the letter are walked through; those beside it are told as such.
        while at < self.tree.len() {
            let within = self.tree.within(at);
            match self.root {
                Some(root) if root == at => {
                    self.inside(at);
                    self.flush();
                    at = within.end;
                }
                Some(root) if within.contains(&root) => at += 1,
                _ if matches!(self.tree.name(at), "head" | "title" | "meta") => at = within.end,
                _ => {
                    self.beside(at);
                    at = within.end;
                }
            }
        }
    }

    /// What stands beside the letter: kept, but not read. Notes are notes wherever they stand.
    fn beside(&mut self, at: usize) {
        let end = self.tree.within(at).end;
        let mut words = String::new();
        let mut at = at;
        while at < end {
            if self.notes.bodies.contains_key(&at) {
                self.note_body(at);
                at = self.tree.within(at).end;
                continue;
            }
            words.push_str(&self.tree.get(at).text);
            if !self.tree.get(at).is_text() {
                words.push(' ');
            }
            at += 1;
        }
        let words: Vec<&str> = words.split_whitespace().collect();
        let line = crate::safe::line(&words.join(" "));
        self.blocks.furniture(FurnitureKind::RunningHead, &line);
    }

    /// All that lies in an element of the letter.
    fn inside(&mut self, at: usize) {
        let tree = self.tree;
        for child in tree.children(at) {
            self.element(child);
        }
    }

    fn element(&mut self, at: usize) {
        let element = self.tree.get(at);
        if element.is_text() {
            return self.text(at);
        }
        if self.notes.bodies.contains_key(&at) && self.note.is_none() {
            return self.note_body(at);
        }
        if self.notes.back.contains(&at) {
            let words = self.tree.words(at);
            return self
                .blocks
                .furniture(FurnitureKind::Mark, &crate::safe::line(&words));
        }
        if is_beside(element) && self.note.is_none() {
            // What is not shown within a line does not end it.
            if !INLINE.contains(&element.name.as_str()) {
                self.flush();
            }
            return self.beside(at);
        }
        match element.name.as_str() {
            "a" => self.link(at),
            "b" | "strong" => self.styled(at, SpanStyle::Bold),
            "u" => self.underlined(at),
            "i" | "em" | "cite" | "var" | "dfn" => self.styled(at, SpanStyle::Italic),
            "sup" | "sub" => self.shifted(at),
            "q" => {
                self.words("“");
                self.inside(at);
                self.words("”");
            }
            "br" => self.line_break(),
            "hr" => {
                self.flush();
                self.blocks.gap();
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.block(at, Kind::Heading(element.name.as_bytes()[1] - b'0'));
            }
            "blockquote" => self.block(at, Kind::Quote),
            "ul" | "ol" | "menu" => self.list(at),
            "li" => self.item(at),
            "tr" => self.row(at),
            "pre" => {
                let outside = std::mem::replace(&mut self.as_written, true);
                self.block(at, self.kind);
                self.as_written = outside;
            }
            "p" | "div" | "section" | "article" | "main" | "header" | "dl" | "dt" | "dd"
            | "table" | "caption" | "figure" | "figcaption" | "address" | "details" | "summary"
            | "fieldset" | "legend" | "center" | "body" | "html" | "td" | "th" => {
                self.block(at, self.kind);
            }
            _ => self.span(at),
        }
    }

    /// An element within a line, which may say by its style that its words are bold, in italics or underlined.
    fn span(&mut self, at: usize) {
        let style = self.tree.get(at).attribute("style").unwrap_or_default();
        let style: String = style.split_whitespace().collect();
        if style.contains("font-weight:bold") || style.contains("font-weight:700") {
            self.styled(at, SpanStyle::Bold);
        } else if style.contains("font-style:italic") {
            self.styled(at, SpanStyle::Italic);
        } else if style.contains("text-decoration:underline")
            || style.contains("text-decoration-line:underline")
        {
            self.underlined(at);
        } else {
            self.inside(at);
        }
    }

    fn underlined(&mut self, at: usize) {
        self.underlined += 1;
        self.inside(at);
        self.underlined -= 1;
    }

    fn styled(&mut self, at: usize, style: SpanStyle) {
        let (bold, italic) = (self.bold, self.italic);
        self.bold += u32::from(style == SpanStyle::Bold);
        self.italic += u32::from(style == SpanStyle::Italic);
        self.gatherer.open(style);
        self.inside(at);
        self.gatherer.close();
        (self.bold, self.italic) = (bold, italic);
    }

    fn link(&mut self, at: usize) {
        if let Some(label) = self.notes.marks.get(&at) {
            return self.gatherer.mark(label);
        }
        match self.tree.get(at).attribute("href").and_then(address) {
            Some(address) => self.styled(at, SpanStyle::Link(address)),
            None => self.inside(at),
        }
    }

    /// Figures set high or low; a mark is one whose link is a mark.
    fn shifted(&mut self, at: usize) {
        if let Some(label) = self.notes.marks.get(&at) {
            return self.gatherer.mark(label);
        }
        let mut within = self.tree.within(at);
        let holds_mark = within
            .clone()
            .any(|inner| self.notes.marks.contains_key(&inner));
        let is_note =
            |inner| self.notes.labels.contains_key(&inner) || self.notes.back.contains(&inner);
        if !holds_mark && !within.any(is_note) {
            let words = self.tree.words(at);
            let raised = self.tree.name(at) == "sup";
            return self.gatherer.shifted(&words, raised);
        }
        let tree = self.tree;
        for child in tree.children(at) {
            let words = &tree.get(child).text;
            // Brackets around a mark are the mark's.
            let bare = words.trim().trim_matches(|c| "[](),;".contains(c));
            if holds_mark && tree.get(child).is_text() && bare.is_empty() {
                continue;
            }
            self.element(child);
        }
    }

    fn text(&mut self, at: usize) {
        let text = self.tree.get(at).text.as_str();
        let label = self.notes.labels.get(&at).copied().unwrap_or_default();
        let (label, mut words) = text.split_at(label.min(text.len()));
        if !label.trim().is_empty() {
            let label = crate::safe::line(label.trim());
            self.blocks.furniture(FurnitureKind::Mark, &label);
        }
        if self.notes.opens.contains(&at) {
            words = words.strip_suffix('[').unwrap_or(words);
        }
        if self.notes.closes.contains(&at) {
            words = words.strip_prefix(']').unwrap_or(words);
        }
        if self.note.is_some() && !words.trim().is_empty() && words.chars().all(is_arrow) {
            return self.blocks.furniture(FurnitureKind::Mark, words.trim());
        }
        if !self.as_written {
            return self.words(words);
        }
        for (at, line) in words.split('\n').enumerate() {
            if at > 0 {
                self.line_break();
            }
            self.words(line);
        }
    }

    fn words(&mut self, words: &str) {
        if !words.trim().is_empty() {
            self.breaks = 0;
        }
        let set_off = self.italic > 0 || self.underlined > 0;
        self.tally.count(words, self.bold > 0, set_off);
        self.gatherer.words(words);
    }

    /// One line end is a space; two set paragraphs apart, as pages without paragraphs do.
    fn line_break(&mut self) {
        self.breaks += 1;
        if self.breaks > 1 && !self.in_row {
            self.flush();
        }
        self.gatherer.new_line();
    }

    /// A block: what was being gathered is one of its own.
    fn block(&mut self, at: usize, kind: Kind) {
        if self.in_row {
            self.gatherer.line_break();
            self.span(at);
            return self.gatherer.line_break();
        }
        self.flush();
        let outside = std::mem::replace(&mut self.kind, kind);
        self.span(at);
        self.flush();
        self.kind = outside;
    }

    fn list(&mut self, at: usize) {
        let list = self.tree.get(at);
        let start = list.attribute("start").and_then(|start| start.parse().ok());
        let number = (list.name == "ol").then(|| start.unwrap_or(1));
        self.lists.push(number);
        self.block(at, self.kind);
        self.lists.pop();
    }

    fn item(&mut self, at: usize) {
        let bullet = match self.lists.last_mut() {
            Some(Some(number)) => {
                let own = self.tree.get(at).attribute("value");
                let shown = own.and_then(|own| own.parse().ok()).unwrap_or(*number);
                *number = shown.saturating_add(1);
                format!("{shown}. ")
            }
            _ => "• ".to_owned(),
        };
        if self.in_row {
            self.gatherer.words(&bullet);
            return self.block(at, self.kind);
        }
        let depth = self.lists.len().saturating_sub(1).min(9) as u8;
        self.flush();
        let outside = std::mem::replace(&mut self.kind, Kind::Item(depth));
        // A number that the page writes itself is not doubled.
        if !crate::ingest::text::is_item(&self.tree.words(at)) {
            self.gatherer.words(&bullet);
        }
        self.first_block_of_item(at);
        self.flush();
        self.kind = outside;
    }

    /// The bullet stands before the item's first words, also when those are a paragraph of their own.
    fn first_block_of_item(&mut self, at: usize) {
        let tree = self.tree;
        let mut children = tree.children(at).skip_while(|&child| {
            tree.get(child).is_text() && tree.get(child).text.trim().is_empty()
        });
        if let Some(first) = children.next() {
            if matches!(tree.name(first), "p" | "div") && !self.notes.bodies.contains_key(&first) {
                self.inside(first);
                self.flush();
            } else {
                self.element(first);
            }
        }
        for child in children {
            self.element(child);
        }
    }

    /// Cells of a table side by side; a row of one cell, or with whole parts of a page in it, only places them.
    fn row(&mut self, at: usize) {
        let tree = self.tree;
        let cells: Vec<usize> = tree
            .children(at)
            .filter(|&cell| matches!(tree.name(cell), "td" | "th"))
            .collect();
        let mut within = tree.within(at).skip(1).map(|inner| tree.name(inner));
        let holds_parts = within.any(|name| name == "table" || is_heading(name));
        if cells.len() < 2 || self.in_row || holds_parts {
            return self.block(at, self.kind);
        }
        self.flush();
        let outside = std::mem::replace(&mut self.kind, Kind::Row);
        self.in_row = true;
        for (nth, cell) in cells.into_iter().enumerate() {
            if nth > 0 {
                self.gatherer.words(" | ");
            }
            self.inside(cell);
        }
        self.in_row = false;
        self.flush();
        self.kind = outside;
    }

    /// A note, wherever on the page it stands.
    fn note_body(&mut self, at: usize) {
        let Some(label) = self.notes.bodies.get(&at) else {
            return;
        };
        self.flush();
        let outside = (self.kind, std::mem::take(&mut self.lists), self.in_row);
        (self.kind, self.in_row) = (Kind::Body, false);
        self.note = Some(Vec::new());
        self.inside(at);
        self.flush();
        let passages = self.note.take().unwrap_or_default();
        self.blocks.note(label.clone(), passages);
        (self.kind, self.lists, self.in_row) = outside;
    }

    /// Ends the passage that is being gathered.
    fn flush(&mut self) {
        self.breaks = 0;
        if self.gatherer.is_empty() {
            return;
        }
        let passage = self.gatherer.take();
        let look = std::mem::take(&mut self.tally).look();
        if let Some(passages) = &mut self.note {
            return passages.push(passage);
        }
        self.blocks.push(Block {
            kind: self.kind,
            passage,
            look,
            aside: false,
        });
    }
}

/// Where a link leads outside the page: papers of the publisher by their ids, all else by whole addresses.
fn address(href: &str) -> Option<String> {
    let href = href.trim();
    let paper = href.strip_suffix(".html").filter(|id| {
        let kinds = [
            "kst-", "ah-tk-", "ah-ek-", "stb-", "stcrt-", "trb-", "h-tk-", "h-ek-", "blg-",
        ];
        kinds.iter().any(|kind| id.starts_with(kind))
    });
    if paper.is_some() {
        return Some(crate::safe::line(&format!("{PUBLISHER}{href}")));
    }
    let whole = ["https://", "http://", "mailto:"];
    whole
        .iter()
        .any(|scheme| {
            href.get(..scheme.len())
                .is_some_and(|own| own.eq_ignore_ascii_case(scheme))
        })
        .then(|| crate::safe::line(href))
}
