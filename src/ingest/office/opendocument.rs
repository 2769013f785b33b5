//! OpenDocument texts (ODT, and the flat FODT): paragraphs, notes, lists and tables to blocks.
//!
//! Deleted text that is still kept and comments are as good as not there. Pages are known only when it is printed, so none are told.
//! It must not know what a letterhead or a citation is.

use roxmltree::Node;

use crate::document::passage::Passage;
use crate::document::{Document, FurnitureKind, Kind, Reading, SpanStyle};
use crate::ingest::ReadError;
use crate::ingest::archive::Archive;
use crate::ingest::blocks::{Block, Blocks, Tally};
use crate::ingest::gather::Gatherer;
use crate::ingest::limits::Limits;
use crate::ingest::office::looks::{Counters, Looks, Setting};
use crate::ingest::xml::{attribute, child, name, parse, words};

/// Reads a letter from its archive.
pub(in crate::ingest) fn read(
    archive: &mut Archive<'_>,
    source: &str,
) -> Result<Document, ReadError> {
    let content = archive.text("content.xml")?.unwrap_or_default();
    let styles = archive.text("styles.xml")?;
    read_parts(&content, styles.as_deref(), source, &archive.limits)
}

/// Reads a letter that is one file of XML.
pub(in crate::ingest) fn read_flat(
    text: &str,
    source: &str,
    limits: &Limits,
) -> Result<Document, ReadError> {
    read_parts(text, None, source, limits)
}

fn read_parts(
    content: &str,
    styles: Option<&str>,
    source: &str,
    limits: &Limits,
) -> Result<Document, ReadError> {
    let tree = parse(content, "content.xml", limits)?;
    let styles = styles.map(|text| parse(text, "styles.xml", limits));
    let styles = styles.transpose()?;
    let roots = styles.iter().map(roxmltree::Document::root);
    let roots: Vec<Node<'_, '_>> = roots.chain([tree.root()]).collect();
    let mut reader = Reader {
        blocks: Blocks::default(),
        gatherer: Gatherer::default(),
        looks: Looks::read(&roots),
        tally: Tally::default(),
        counters: Counters::default(),
        lists: Vec::new(),
        label: None,
        asides: 0,
        notes: 0,
        restarts: roots.iter().any(|root| restarts(*root)),
    };
    let of_masters = |wanted: &'static [&'static str]| {
        let nodes = roots.iter().flat_map(Node::descendants);
        nodes.filter(move |node| wanted.contains(&name(*node)))
    };
    let mut bodies = tree.descendants();
    if let Some(body) = bodies.find(|node| name(*node) == "body") {
        reader.blocks(body);
    }
    // What every page repeats may be older than the letter: it comes last.
    for head in of_masters(&["header", "header-first", "header-left"]) {
        reader.furniture(head, FurnitureKind::Letterhead);
    }
    for foot in of_masters(&["footer", "footer-first", "footer-left"]) {
        reader.furniture(foot, FurnitureKind::RunningHead);
    }
    let reading = Reading {
        format: String::new(),
        encoding: "UTF-8".to_owned(),
        replaced: reader.gatherer.replaced(),
        joined_hyphens: 0,
    };
    Ok(reader.blocks.finish(source, reading))
}

/// A letter on its way into blocks.
struct Reader {
    blocks: Blocks,
    gatherer: Gatherer,
    looks: Looks,
    tally: Tally,
    counters: Counters,
    /// Styles of the lists that are open, the innermost last; the innermost may be that of the one around it.
    lists: Vec<String>,
    /// What stands before the next paragraph of a list's item.
    label: Option<String>,
    /// Frames around what is read.
    asides: usize,
    /// Notes so far.
    notes: u32,
    /// Numbers of notes begin again on each page. As no pages are told, they count through here.
    restarts: bool,
}

impl Reader {
    /// The paragraphs, lists and tables below a node.
    fn blocks(&mut self, parent: Node<'_, '_>) {
        for node in parent.children() {
            match name(node) {
                "p" | "h" => self.paragraph(node),
                "list" => self.list(node),
                "table" => self.table(node),
                "text-box" => self.aside(node),
                // What was deleted; what counts figures and tables.
                "tracked-changes" | "sequence-decls" | "annotation" | "forms" => {}
                _ => self.blocks(node),
            }
        }
    }

    fn paragraph(&mut self, node: Node<'_, '_>) {
        self.boxes(node);
        self.tally = Tally::default();
        let style = self.looks.of(attribute(node, "style-name"));
        let level = attribute(node, "outline-level").and_then(|level| level.parse::<u8>().ok());
        let heading = level.filter(|_| name(node) == "h").or(style.outline);
        self.runs(node, style.within(Setting::default()));
        let mut passage = self.gatherer.take();
        let mut label = self.label.take();
        if let (Some(level), None) = (heading, &label)
            && !passage.text.is_empty()
        {
            label = self
                .counters
                .next(&self.looks, "", usize::from(level.max(1)) - 1);
        }
        if let Some(label) = label.as_ref().filter(|label| !label.is_empty()) {
            passage.put_before(&format!("{label} "));
        }
        let kind = match heading {
            Some(level) => Kind::Heading(level.max(1)),
            None if label.is_some() => Kind::Item(self.lists.len().saturating_sub(1).min(9) as u8),
            None if style.quotes => Kind::Quote,
            None => Kind::Body,
        };
        self.push(kind, passage);
    }

    fn push(&mut self, kind: Kind, passage: Passage) {
        self.blocks.push(Block {
            kind,
            passage,
            look: self.tally.look(),
            aside: self.asides > 0,
        });
    }

    /// Frames that hang on a paragraph stand before it, apart from its words.
    fn boxes(&mut self, paragraph: Node<'_, '_>) {
        for node in paragraph.children() {
            match name(node) {
                "text-box" => self.aside(node),
                "note" | "annotation" => {}
                _ => self.boxes(node),
            }
        }
    }

    /// What stands in a frame.
    fn aside(&mut self, frame: Node<'_, '_>) {
        self.asides += 1;
        let lists = std::mem::take(&mut self.lists);
        self.blocks(frame);
        self.lists = lists;
        self.asides -= 1;
    }

    fn list(&mut self, list: Node<'_, '_>) {
        let around = self.lists.last().cloned().unwrap_or_default();
        let style = attribute(list, "style-name").map_or(around, str::to_owned);
        let level = self.lists.len();
        let goes_on = attribute(list, "continue-numbering") == Some("true");
        if level == 0 && !goes_on {
            self.counters.restart(&style);
        }
        self.lists.push(style.clone());
        for item in list.children() {
            match name(item) {
                "list-item" => {
                    // An item that only holds a list below it has no number of its own.
                    let mut parts = item.children().filter(Node::is_element);
                    if parts.next().is_some_and(|first| name(first) != "list") {
                        self.label = self
                            .counters
                            .next(&self.looks, &style, level)
                            .or_else(|| Some(String::new()));
                    }
                    self.blocks(item);
                    self.label = None;
                }
                "list-header" => self.blocks(item),
                _ => {}
            }
        }
        self.lists.pop();
    }

    fn runs(&mut self, parent: Node<'_, '_>, setting: Setting) {
        for node in parent.children() {
            if node.is_text() {
                let text = node.text().unwrap_or_default();
                self.tally.count(text, setting.bold, setting.set_off());
                self.gatherer.words(text);
                continue;
            }
            match name(node) {
                "span" => self.span(node, setting),
                "a" => {
                    let address = attribute(node, "href").map(crate::safe::line);
                    self.gatherer
                        .open(SpanStyle::Link(address.unwrap_or_default()));
                    self.runs(node, setting);
                    self.gatherer.close();
                }
                "line-break" => self.gatherer.new_line(),
                "s" | "tab" => self.gatherer.line_break(),
                "note" => self.note(node),
                "note-ref" => self.gatherer.mark(&words(node)),
                "annotation" | "text-box" | "deletion" => {}
                _ => self.runs(node, setting),
            }
        }
    }

    fn span(&mut self, node: Node<'_, '_>, setting: Setting) {
        let style = self.looks.of(attribute(node, "style-name"));
        let setting = style.within(setting);
        let plain = node.children().all(|child| child.is_text());
        if let (Some(raised), true) = (style.raised, plain) {
            let text = words(node);
            self.tally.count(&text, setting.bold, setting.set_off());
            return self.gatherer.shifted(&text, raised);
        }
        let emphasis = [
            (style.bold == Some(true), SpanStyle::Bold),
            (style.italic == Some(true), SpanStyle::Italic),
        ];
        let emphasis = emphasis.into_iter().filter(|(set, _)| *set);
        let opened = emphasis.map(|(_, style)| self.gatherer.open(style)).count();
        self.runs(node, setting);
        for _ in 0..opened {
            self.gatherer.close();
        }
    }

    /// A note stands at its mark, and says what its mark is.
    fn note(&mut self, node: Node<'_, '_>) {
        self.notes += 1;
        let printed = child(node, "note-citation").map(words).unwrap_or_default();
        let label = if self.restarts {
            self.notes.to_string()
        } else {
            crate::safe::line(&printed)
        };
        self.gatherer.mark(&label);
        let outside = self.gatherer.set_aside();
        let tally = std::mem::take(&mut self.tally);
        let body = child(node, "note-body").unwrap_or(node);
        let mut passages: Vec<Passage> = Vec::new();
        for paragraph in body.descendants().filter(|node| name(*node) == "p") {
            self.runs(paragraph, Setting::default());
            if !self.gatherer.is_empty() {
                passages.push(self.gatherer.take());
            }
        }
        self.gatherer.go_on(outside);
        self.tally = tally;
        self.blocks.note(label, passages);
    }

    /// Cells side by side; a table of a single cell only places what is in it.
    fn table(&mut self, table: Node<'_, '_>) {
        let rows = table
            .descendants()
            .filter(|node| name(*node) == "table-row");
        for row in rows {
            let cells: Vec<Node<'_, '_>> = row
                .children()
                .filter(|cell| name(*cell) == "table-cell")
                .collect();
            if cells.len() < 2 {
                for cell in cells {
                    self.blocks(cell);
                }
                continue;
            }
            self.tally = Tally::default();
            for (at, cell) in cells.iter().enumerate() {
                if at > 0 {
                    self.gatherer.words(" | ");
                }
                self.cell(*cell);
            }
            let passage = self.gatherer.take();
            self.push(Kind::Row, passage);
        }
    }

    /// The paragraphs of a cell, whatever they are in; those of its notes are the notes'.
    fn cell(&mut self, parent: Node<'_, '_>) {
        for node in parent.children() {
            match name(node) {
                "p" | "h" => {
                    self.runs(node, Setting::default());
                    self.gatherer.line_break();
                }
                "annotation" => {}
                _ => self.cell(node),
            }
        }
    }

    /// What is printed on every page.
    fn furniture(&mut self, node: Node<'_, '_>, kind: FurnitureKind) {
        for paragraph in node
            .descendants()
            .filter(|node| matches!(name(*node), "p" | "h"))
        {
            // Boxes that hang on a paragraph have paragraphs of their own.
            let own = |text: &Node<'_, '_>| {
                let mut above = text.ancestors().skip(1);
                above.find(|node| matches!(name(*node), "p" | "h")) == Some(paragraph)
            };
            let texts = paragraph.descendants().filter(Node::is_text).filter(own);
            let line: String = texts.filter_map(|text| text.text()).collect();
            let line: Vec<&str> = line.split_whitespace().collect();
            self.blocks
                .furniture(kind, &crate::safe::line(&line.join(" ")));
        }
    }
}

/// Whether a file's notes are numbered anew on each page or in each chapter.
fn restarts(root: Node<'_, '_>) -> bool {
    let mut settings = root.descendants().filter(|node| {
        name(*node) == "notes-configuration" && attribute(*node, "note-class") == Some("footnote")
    });
    settings.any(|node| {
        matches!(
            attribute(node, "start-numbering-at"),
            Some("page" | "chapter")
        )
    })
}
