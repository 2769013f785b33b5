//! The official XML in which parliamentary papers are published (`officiele-publicatie`; older papers: `kamerwrk`).
//!
//! Elements as in the publication's schema of 2014-05-15. What is not known by name is read for what it holds: an element with words of
//! its own is a paragraph, one without is walked through. It must not know files, pages or screens.

use roxmltree::Node;

use crate::document::builder::Builder;
use crate::document::passage::Passage;
use crate::document::{Document, Facts, FurnitureKind, Kind, Reading, SpanStyle};
use crate::ingest::ReadError;
use crate::ingest::blocks::LONGEST_HEADING;
use crate::ingest::gather::Gatherer;
use crate::ingest::limits::Limits;
use crate::ingest::metadata;
use crate::ingest::text::{self, paper_head};
use crate::ingest::xml::{attribute, child, name, parse, words};

/// A letter's place and date stand among so many first paragraphs.
const OPENING: usize = 5;
/// Where the publisher keeps papers by their ids.
const PUBLISHER: &str = "https://zoek.officielebekendmakingen.nl/";

/// Reads a paper.
pub(in crate::ingest) fn read(
    text: &str,
    encoding: String,
    source: &str,
    limits: &Limits,
) -> Result<Document, ReadError> {
    let tree = parse(text, "the paper", limits)?;
    let mut paper = Paper {
        builder: Builder::new(source),
        facts: Facts::default(),
        told: Facts::default(),
        dossier_title: None,
        signed: None,
        paragraphs: 0,
        gatherer: Gatherer::default(),
        labels: Vec::new(),
    };
    paper.name_notes(tree.root());
    paper.blocks(tree.root(), Setting::default());
    paper.flush(Setting::default());
    let replaced = paper.gatherer.replaced();
    let facts = paper.facts();
    let mut builder = paper.builder;
    builder.facts(facts);
    builder.reading(Reading {
        format: String::new(),
        encoding,
        replaced,
        joined_hyphens: 0,
    });
    Ok(builder.finish())
}

/// What the paragraphs of an element are.
#[derive(Debug, Clone, Copy, Default)]
struct Setting {
    kind: Kind,
    /// Divisions around it.
    depth: u8,
    /// Lists around it.
    lists: u8,
}

/// A paper on its way into the builder.
struct Paper<'t> {
    builder: Builder,
    facts: Facts,
    /// What the publisher says of it.
    told: Facts,
    /// What its dossier is called.
    dossier_title: Option<String>,
    /// Who signed it first.
    signed: Option<String>,
    /// Paragraphs so far.
    paragraphs: usize,
    gatherer: Gatherer,
    /// Ids of notes with their labels, for references to a note that stands elsewhere.
    labels: Vec<(&'t str, String)>,
}

impl<'t> Paper<'t> {
    /// What is known of it: what it says itself before what its publisher says. Its own title is only there.
    fn facts(&self) -> Facts {
        let own = Facts {
            sender: self.signed.clone().or(self.facts.sender.clone()),
            ..self.facts.clone()
        };
        let mut facts = own.or(self.told.clone());
        facts.subject = facts.subject.or(self.dossier_title.clone());
        facts
    }

    fn name_notes(&mut self, root: Node<'t, '_>) {
        for note in root.descendants().filter(|node| name(*node) == "noot") {
            if let Some(id) = attribute(note, "id") {
                self.labels.push((id, label_of(note)));
            }
        }
        self.labels.sort_unstable();
    }

    /// The children of an element, each a paragraph or more.
    fn blocks(&mut self, parent: Node<'t, '_>, setting: Setting) {
        for node in parent.children() {
            self.block(node, setting);
        }
    }

    fn block(&mut self, node: Node<'t, '_>, setting: Setting) {
        if !node.is_element() {
            // Words between paragraphs are kept as one of their own.
            if let Some(text) = node
                .text()
                .filter(|text| node.is_text() && !text.trim().is_empty())
            {
                self.gatherer.words(text);
                self.flush(setting);
            }
            return;
        }
        match name(node) {
            "metadata" | "kamerstukkop" | "kamervraagkop" => self.head(node),
            "dossier" => self.dossier(node),
            "stuknr" | "kamervraagnummer" | "kamervraagonderwerp" | "datumtekst" => {
                self.fact(node);
            }
            "titel" if name(node.parent().unwrap_or(node)) == "stuk" => self.fact(node),
            "tussenkop" | "tuskop" => {
                self.paragraph(node, heading(setting.depth.saturating_add(1)));
            }
            "kop" => self.paragraph(node, heading(setting.depth.max(1))),
            "vraag" | "antwoord" | "divisie" | "hoofdstuk" | "paragraaf" | "artikel" => {
                let depth = setting.depth.saturating_add(1);
                self.blocks(node, Setting { depth, ..setting });
            }
            "nr" if matches!(name(node.parent().unwrap_or(node)), "vraag" | "antwoord") => {
                self.paragraph(node, heading(setting.depth));
            }
            "bijlage" => {
                self.builder.part();
                let depth = setting.depth.saturating_add(1);
                self.blocks(node, Setting { depth, ..setting });
            }
            "lijst" => self.list(node, setting),
            // The number of a member of an article stands before its words.
            "lid" => {
                if let Some(number) = child(node, "lidnr") {
                    self.inline(number);
                    self.gatherer.line_break();
                }
                for part in node.children().filter(|part| name(*part) != "lidnr") {
                    self.block(part, setting);
                }
            }
            "row" | "rij" => self.row(node),
            "citaat" | "blok-citaat" => {
                let kind = Kind::Quote;
                self.blocks(node, Setting { kind, ..setting });
            }
            "ondertekening" => self.signature(node),
            "noot" => self.note(node),
            _ if has_words(node) => self.paragraph(node, setting),
            _ => self.blocks(node, setting),
        }
    }

    /// Lines above the paper that say what it is; kept beside the text.
    fn head(&mut self, node: Node<'t, '_>) {
        let told = node.descendants().filter_map(|meta| {
            let value = attribute(meta, "content")?;
            Some((attribute(meta, "name")?.to_owned(), value.to_owned()))
        });
        let told: Vec<(String, String)> = told.collect();
        self.told = std::mem::take(&mut self.told).or(metadata::facts(&told));
        for line in node.descendants().filter(|line| has_words(*line)) {
            self.furniture(&words(line));
        }
    }

    fn furniture(&mut self, text: &str) {
        let text = crate::safe::line(text);
        self.builder.furniture(FurnitureKind::Letterhead, &text);
    }

    fn dossier(&mut self, node: Node<'t, '_>) {
        let number = child(node, "dossiernummer").unwrap_or(node);
        let figures = child(number, "dossiernr").map(words).unwrap_or_default();
        let figures: String = figures.chars().filter(char::is_ascii_digit).collect();
        let suffix = ["begrotingshoofdstuk", "raadnr"]
            .iter()
            .find_map(|suffix| child(number, suffix))
            .map(words);
        if !figures.is_empty() && self.facts.dossier.is_none() {
            let dossier = match suffix {
                Some(suffix) => format!("{figures}-{suffix}"),
                None => figures,
            };
            self.facts.dossier = Some(crate::safe::line(&dossier));
            let title = child(node, "titel").map(|title| crate::safe::line(&words(title)));
            self.dossier_title = self.dossier_title.take().or(title);
        }
        let parts = node.descendants().filter(Node::is_text);
        let parts: Vec<&str> = parts
            .filter_map(|part| part.text())
            .map(str::trim)
            .collect();
        self.furniture(parts.join(" ").trim());
    }

    /// A line of the paper's head that is a fact. A note of it, such as why it is printed again, is kept.
    fn fact(&mut self, node: Node<'t, '_>) {
        let notes = node.children().filter(|part| name(*part) == "noot");
        for note in notes {
            let outside = self.gatherer.set_aside();
            self.note(note);
            self.gatherer.go_on(outside);
        }
        let own = |text: &Node<'_, '_>| !text.ancestors().any(|above| name(above) == "noot");
        let texts = node.descendants().filter(Node::is_text).filter(own);
        let text: String = texts.filter_map(|text| text.text()).collect();
        let text = crate::safe::line(&text.split_whitespace().collect::<Vec<_>>().join(" "));
        match name(node) {
            "stuknr" => {
                let number = child(node, "ondernummer").map(words);
                self.facts.number = number.map(|number| crate::safe::line(&number));
            }
            "kamervraagnummer" => self.facts.number = Some(text.clone()),
            "kamervraagonderwerp" => self.facts.subject = Some(text.clone()),
            "datumtekst" => {
                let date = child(node, "datum").map(words).unwrap_or_default();
                self.facts.date = Some(crate::safe::line(&date)).filter(|date| !date.is_empty());
            }
            _ => {
                let from = text.find(" VAN ").map(|at| &text[at + 5..]);
                let from = from.map(|from| {
                    paper_head::sender_alone(from)
                        .trim_start_matches("DE ")
                        .trim_start_matches("HET ")
                        .to_owned()
                });
                self.facts.sender = self.facts.sender.take().or(from);
            }
        }
        self.furniture(&text);
    }

    fn list(&mut self, node: Node<'t, '_>, setting: Setting) {
        let kind = Kind::Item(setting.lists);
        let lists = setting.lists.saturating_add(1);
        let inside = Setting {
            kind,
            lists,
            ..setting
        };
        for item in node.children() {
            if name(item) != "li" {
                self.block(item, inside);
                continue;
            }
            // The number stands before the item's first words.
            if let Some(number) = child(item, "li.nr") {
                self.inline(number);
                self.gatherer.line_break();
            }
            for part in item.children().filter(|part| name(*part) != "li.nr") {
                self.block(part, inside);
            }
            self.flush(inside);
        }
    }

    /// Cells of a table side by side.
    fn row(&mut self, node: Node<'t, '_>) {
        let cells = node
            .children()
            .filter(|cell| matches!(name(*cell), "entry" | "cel"));
        for (at, cell) in cells.enumerate() {
            if at > 0 {
                self.gatherer.words(" | ");
            }
            for part in cell.children() {
                self.inline_node(part);
                self.gatherer.line_break();
            }
        }
        let kind = Kind::Row;
        self.flush(Setting {
            kind,
            ..Setting::default()
        });
    }

    /// Who signed: office and name on one line.
    fn signature(&mut self, node: Node<'t, '_>) {
        self.apart(node);
        let office = child(node, "functie").map(words).unwrap_or_default();
        let office = crate::safe::line(office.trim_end_matches(','));
        let name = child(node, "naam").map(|name| name.children().map(words).collect::<Vec<_>>());
        let name = name.map(|parts| parts.join(" ")).unwrap_or_default();
        let name: Vec<&str> = name.split_whitespace().collect();
        let told = [office, crate::safe::line(&name.join(" "))];
        let told: Vec<&str> = told
            .iter()
            .map(String::as_str)
            .filter(|told| !told.is_empty())
            .collect();
        // Names alone are those of who moved a motion: its title says whose it is.
        if self.signed.is_none() && child(node, "functie").is_some() && !told.is_empty() {
            self.signed = Some(told.join(", "));
        }
        self.flush(Setting::default());
    }

    /// The words of elements within elements, those of each set apart.
    fn apart(&mut self, node: Node<'t, '_>) {
        for part in node.children() {
            if part.is_element() && !has_words(part) {
                self.apart(part);
            } else {
                self.inline_node(part);
                self.gatherer.line_break();
            }
        }
    }

    fn paragraph(&mut self, node: Node<'t, '_>, setting: Setting) {
        self.paragraphs += 1;
        if self.facts.date.is_none()
            && self.paragraphs <= OPENING
            && let Some(date) = text::place_and_date(&words(node))
        {
            self.facts.date = Some(crate::safe::line(date));
        }
        let bold = setting.kind == Kind::Body && is_bold(node);
        let setting = if bold {
            heading(setting.depth.saturating_add(1))
        } else {
            setting
        };
        self.inline_in(node, setting);
        self.flush(setting);
    }

    /// Ends the paragraph that is being gathered, if there is one.
    fn flush(&mut self, setting: Setting) {
        if !self.gatherer.is_empty() {
            self.builder.push(setting.kind, self.gatherer.take());
        }
    }

    fn inline(&mut self, node: Node<'t, '_>) {
        self.inline_in(node, Setting::default());
    }

    /// The runs of a paragraph. A list or table inside it ends the words before.
    fn inline_in(&mut self, node: Node<'t, '_>, setting: Setting) {
        for part in node.children() {
            if matches!(name(part), "lijst" | "table" | "tabel") {
                self.flush(setting);
                self.block(part, setting);
            } else {
                self.inline_node(part);
            }
        }
    }

    fn inline_node(&mut self, node: Node<'t, '_>) {
        if node.is_text() {
            return self.gatherer.words(node.text().unwrap_or_default());
        }
        match name(node) {
            "noot" => self.note(node),
            "nootref" => {
                let id = attribute(node, "refid").unwrap_or_default();
                let known = self.labels.binary_search_by(|(known, _)| (*known).cmp(id));
                match known {
                    Ok(at) => self.gatherer.mark(&self.labels[at].1.clone()),
                    Err(_) => self.inline(node),
                }
            }
            "extref" => {
                let address = attribute(node, "doc").map(address).unwrap_or_default();
                self.styled(node, Some(SpanStyle::Link(address)));
            }
            "nadruk" => {
                let style = match attribute(node, "type") {
                    Some("vet") => Some(SpanStyle::Bold),
                    Some("cur" | "cursief") => Some(SpanStyle::Italic),
                    _ => None,
                };
                self.styled(node, style);
            }
            "sup" => self.gatherer.shifted(&words(node), true),
            "inf" => self.gatherer.shifted(&words(node), false),
            "al" | "li" | "li.nr" | "nr" | "titel" | "label" => {
                self.inline(node);
                self.gatherer.line_break();
            }
            "" => {}
            _ => self.inline(node),
        }
    }

    fn styled(&mut self, node: Node<'t, '_>, style: Option<SpanStyle>) {
        match style {
            Some(style) => {
                self.gatherer.open(style);
                self.inline(node);
                self.gatherer.close();
            }
            None => self.inline(node),
        }
    }

    /// A note stands at its mark.
    fn note(&mut self, node: Node<'t, '_>) {
        let label = label_of(node);
        self.gatherer.mark(&label);
        let outside = self.gatherer.set_aside();
        let mut passages: Vec<Passage> = Vec::new();
        let parts = node.children().filter(|part| name(*part) != "noot.nr");
        // Each item of a list is a paragraph of the note.
        let parts = parts.flat_map(|part| match name(part) {
            "noot.lijst" | "lijst" => part.children().collect(),
            _ => vec![part],
        });
        for part in parts {
            self.inline_node(part);
            if !self.gatherer.is_empty() {
                passages.push(self.gatherer.take());
            }
        }
        self.gatherer.go_on(outside);
        self.builder.note(&label, passages);
    }
}

/// A heading of a level.
fn heading(level: u8) -> Setting {
    Setting {
        kind: Kind::Heading(level.max(1)),
        ..Setting::default()
    }
}

fn label_of(note: Node<'_, '_>) -> String {
    let label = child(note, "noot.nr").map(words).unwrap_or_default();
    crate::safe::line(&label)
}

/// Whether an element holds words that are its own, not only those of elements within it.
fn has_words(node: Node<'_, '_>) -> bool {
    let own = |child: Node<'_, '_>| child.text().is_some_and(|text| !text.trim().is_empty());
    node.is_element() && node.children().any(|child| child.is_text() && own(child))
        || matches!(name(node), "al" | "noot.al")
}

/// Whether a paragraph is a heading by its looks: all of it is set in bold, and it is no sentence.
fn is_bold(node: Node<'_, '_>) -> bool {
    let bold =
        |part: Node<'_, '_>| name(part) == "nadruk" && attribute(part, "type") == Some("vet");
    let blank = |part: Node<'_, '_>| {
        name(part) == "noot"
            || part.is_text() && part.text().is_none_or(|text| text.trim().is_empty())
    };
    let text: String = node
        .children()
        .filter(|part| bold(*part))
        .map(words)
        .collect();
    node.children().all(|part| bold(part) || blank(part))
        && text.contains(char::is_alphabetic)
        && text.chars().count() < LONGEST_HEADING
        && !text.ends_with(['.', ';', ',', ':', '?'])
}

/// Where a reference leads: papers are named by their ids, pages by their addresses.
fn address(doc: &str) -> String {
    let doc = crate::safe::line(doc.trim());
    if doc.contains("://") {
        doc
    } else {
        format!("{PUBLISHER}{doc}.html")
    }
}
