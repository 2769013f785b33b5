//! Word's files (DOCX): paragraphs, notes, lists and tables to blocks.
//!
//! Tracked changes are read as accepted; hidden text and the instructions of fields are as good as not there. Word knows pages only when it
//! prints them, so none are told. It must not know what a letterhead or a citation is.

use roxmltree::{Document as Tree, Node};

use crate::document::passage::Passage;
use crate::document::{Document, FurnitureKind, Kind, Reading, SpanStyle};
use crate::ingest::ReadError;
use crate::ingest::archive::Archive;
use crate::ingest::blocks::{Block, Blocks, Look, Tally};
use crate::ingest::gather::Gatherer;
use crate::ingest::limits::Limits;
use crate::ingest::office::margins;
use crate::ingest::office::notes::{Notes, is_reference, is_signed, sign_of};
use crate::ingest::office::parts::Relations;
use crate::ingest::office::styles::{Numbering, Style, Styles, symbol};
use crate::ingest::xml::{attribute, child, has_choice, name, parse};

/// Where the text stands unless the package says otherwise.
const MAIN: &str = "word/document.xml";

/// Reads a letter.
pub(in crate::ingest) fn read(
    archive: &mut Archive<'_>,
    source: &str,
) -> Result<Document, ReadError> {
    let package = Relations::of(archive, "")?;
    let main = package.parts("officeDocument").into_iter().next();
    let main = main.unwrap_or_else(|| MAIN.to_owned());
    let relations = Relations::of(archive, &main)?;
    let text = archive.text(&main)?.ok_or_else(|| ReadError::Damaged {
        part: main.clone(),
        why: "it is not there".to_owned(),
    })?;
    let limits = archive.limits;
    let body = parse(&text, &main, &limits)?;
    let mut part = |kind: &str| match relations.parts(kind).first() {
        Some(path) => archive.text(path),
        None => Ok(None),
    };
    let (styles, numbering) = (part("styles")?, part("numbering")?);
    let (footnotes, endnotes) = (part("footnotes")?, part("endnotes")?);
    // Without them numbers may look otherwise; the letter is there.
    let settings = part("settings").unwrap_or_default();
    let (footnotes, endnotes) = (
        tree(footnotes.as_deref(), "word/footnotes.xml", &limits)?,
        tree(endnotes.as_deref(), "word/endnotes.xml", &limits)?,
    );
    let settings = tree(settings.as_deref(), "word/settings.xml", &limits);
    let settings = settings.ok().flatten();
    let told = (body.root(), settings.as_ref());
    let mut reader = Reader {
        footnotes: Notes::new(footnotes.as_ref(), told, "footnote", "decimal"),
        endnotes: Notes::new(endnotes.as_ref(), told, "endnote", "lowerRoman"),
        blocks: Blocks::default(),
        gatherer: Gatherer::default(),
        styles: Styles::read(styles.as_deref(), &limits)?,
        numbering: Numbering::read(numbering.as_deref(), &limits)?,
        relations: &relations,
        tally: Tally::default(),
        fields: Vec::new(),
        asides: 0,
        cells: false,
    };
    reader.blocks(body.root());
    // What every page repeats may be older than the letter: it comes last.
    for path in relations.parts("header") {
        reader.furniture(archive, &path, FurnitureKind::Letterhead)?;
    }
    for path in relations.parts("footer") {
        reader.furniture(archive, &path, FurnitureKind::RunningHead)?;
    }
    let reading = Reading {
        format: String::new(),
        encoding: "UTF-8".to_owned(),
        replaced: reader.gatherer.replaced(),
        joined_hyphens: 0,
    };
    Ok(reader.blocks.finish(source, reading))
}

/// A part that need not be there.
fn tree<'t>(
    text: Option<&'t str>,
    path: &str,
    limits: &Limits,
) -> Result<Option<Tree<'t>>, ReadError> {
    text.map(|text| parse(text, path, limits)).transpose()
}

/// A field: what Word is told to put there, and what it last put.
#[derive(Debug, Default)]
struct Field {
    instruction: String,
    /// What follows is what it put.
    result: bool,
}

/// A letter on its way into blocks.
struct Reader<'n> {
    blocks: Blocks,
    gatherer: Gatherer,
    styles: Styles,
    numbering: Numbering,
    relations: &'n Relations,
    footnotes: Notes<'n>,
    endnotes: Notes<'n>,
    tally: Tally,
    /// Fields that are open, the innermost last.
    fields: Vec<Field>,
    /// Frames, text boxes and floating tables around what is read.
    asides: usize,
    /// Whether a table's cells are gathered side by side.
    cells: bool,
}

impl<'n> Reader<'n> {
    /// The paragraphs and tables below a node.
    fn blocks(&mut self, parent: Node<'n, 'n>) {
        for node in parent.children() {
            match name(node) {
                "p" => self.paragraph(node),
                "tbl" => self.table(node),
                "del" | "moveFrom" | "Fallback" => {}
                _ => self.blocks(node),
            }
        }
    }

    fn paragraph(&mut self, node: Node<'n, 'n>) {
        let properties = child(node, "pPr");
        let mut style = self.style_of(properties, "pStyle");
        for property in properties.iter().flat_map(Node::children) {
            style.take(property);
        }
        let framed = properties.is_some_and(|all| child(all, "framePr").is_some());
        let asides = self.asides;
        self.asides += usize::from(framed);
        self.tally = Tally::default();
        self.boxes(node);
        self.runs(node, &style);
        let words = !self.gatherer.is_empty();
        // A paragraph without words counts too; of what is printed before it only words are worth reading: `Vraag 1`.
        let label = style.list.and_then(|list| self.numbering.next(list));
        let label = label.filter(|label| words || label.contains(char::is_whitespace));
        let mut passage = self.gatherer.take();
        if let Some(label) = &label {
            let space = if words { " " } else { "" };
            passage.put_before(&format!("{label}{space}"));
        }
        let kind = match (
            style.heading,
            style.list.filter(|_| words && label.is_some()),
        ) {
            (Some(level), _) => Kind::Heading(level),
            (None, Some((_, depth))) => Kind::Item(depth as u8),
            (None, None) if style.quotes => Kind::Quote,
            (None, None) => Kind::Body,
        };
        self.blocks.push(Block {
            kind,
            passage,
            look: self.tally.look(),
            aside: self.asides > 0,
        });
        if properties.is_some_and(|all| child(all, "sectPr").is_some())
            && self.footnotes.end_section()
        {
            self.blocks.part();
        }
        self.asides = asides;
    }

    /// The style that properties name.
    fn style_of(&self, properties: Option<Node<'n, 'n>>, of: &str) -> Style {
        let named = properties.and_then(|all| child(all, of));
        let id = named.and_then(|named| attribute(named, "val"));
        id.map(|id| self.styles.get(id)).unwrap_or_default()
    }

    /// Text boxes that hang on a paragraph stand before it, apart from its words.
    fn boxes(&mut self, paragraph: Node<'n, 'n>) {
        for node in paragraph.children() {
            match name(node) {
                "txbxContent" => {
                    self.asides += 1;
                    let (fields, cells) = (std::mem::take(&mut self.fields), self.cells);
                    self.cells = false;
                    self.blocks(node);
                    (self.fields, self.cells) = (fields, cells);
                    self.asides -= 1;
                }
                "Fallback" if has_choice(node) => {}
                "del" | "moveFrom" => {}
                _ => self.boxes(node),
            }
        }
    }

    /// The runs of a paragraph, and what they are wrapped in.
    fn runs(&mut self, parent: Node<'n, 'n>, style: &Style) {
        for node in parent.children() {
            match name(node) {
                "r" => self.run(node, style),
                "pPr" | "del" | "moveFrom" | "txbxContent" => {}
                "Fallback" if has_choice(node) => {}
                "hyperlink" => {
                    let address = attribute(node, "id").and_then(|id| self.relations.address(id));
                    self.linked(node, style, address);
                }
                "t" if node.tag_name().namespace() == Some(MATH) => {
                    self.words(node.text().unwrap_or_default(), (false, false));
                }
                _ => self.runs(node, style),
            }
        }
    }

    fn linked(&mut self, node: Node<'n, 'n>, style: &Style, address: Option<String>) {
        match address {
            Some(address) => {
                self.gatherer.open(SpanStyle::Link(address));
                self.runs(node, style);
                self.gatherer.close();
            }
            None => self.runs(node, style),
        }
    }

    fn run(&mut self, run: Node<'n, 'n>, paragraph: &Style) {
        let properties = child(run, "rPr");
        let mut style = self.style_of(properties, "rStyle");
        for property in properties.iter().flat_map(Node::children) {
            style.take(property);
        }
        if style.hidden == Some(true) {
            return;
        }
        let bold = style.bold.or(paragraph.bold) == Some(true);
        let italic = style.italic.or(paragraph.italic) == Some(true);
        let underlined = style.underlined.or(paragraph.underlined) == Some(true);
        let looks = (bold, italic || underlined);
        let emphasis = [
            (bold && paragraph.heading.is_none(), SpanStyle::Bold),
            (italic && paragraph.italic != Some(true), SpanStyle::Italic),
        ];
        let emphasis = emphasis.into_iter().filter(|(set, _)| *set);
        let opened = emphasis.map(|(_, style)| self.gatherer.open(style)).count();
        let signed = run.children().find(|part| is_signed(*part));
        let sign = signed.and_then(sign_of);
        for part in run.children() {
            match sign {
                // The sign that an author chose for a note is its mark.
                Some((of, _, rest)) if of == part => self.words(rest, looks),
                _ => self.part_of_run(part, &style, looks),
            }
        }
        for _ in 0..opened {
            self.gatherer.close();
        }
    }

    fn part_of_run(&mut self, part: Node<'n, 'n>, style: &Style, looks: (bool, bool)) {
        let text = part.text().unwrap_or_default();
        match name(part) {
            "fldChar" => self.field(attribute(part, "fldCharType").unwrap_or_default()),
            "instrText" => {
                if let Some(field) = self.fields.last_mut() {
                    field.instruction.push_str(text);
                }
            }
            // What a field is told is not printed.
            _ if self.fields.last().is_some_and(|field| !field.result) => {}
            "t" => match (style.raised, self.reference()) {
                // What is not raised only names the note: "zie noot 2".
                (Some(true), true) => self.gatherer.mark(text.trim()),
                (Some(raised), _) => {
                    self.tally.count(text, looks.0, looks.1);
                    self.gatherer.shifted(text, raised);
                }
                (None, _) => self.words(text, looks),
            },
            "br" | "cr" if begins_line(part) => self.gatherer.new_line(),
            "tab" | "br" | "cr" | "ptab" => self.gatherer.line_break(),
            "noBreakHyphen" => self.words("-", looks),
            "sym" => self.words(symbol(part), looks),
            _ if is_reference(part) => self.mark(part),
            _ => {}
        }
    }

    fn words(&mut self, text: &str, (bold, set_off): (bool, bool)) {
        self.tally.count(text, bold, set_off);
        self.gatherer.words(text);
    }

    fn field(&mut self, kind: &str) {
        match kind {
            "begin" => self.fields.push(Field::default()),
            "separate" => {
                let Some(field) = self.fields.last_mut() else {
                    return;
                };
                field.result = true;
                if let Some(address) = linked_address(&field.instruction) {
                    self.gatherer.open(SpanStyle::Link(address));
                }
            }
            "end" => {
                let Some(field) = self.fields.pop() else {
                    return;
                };
                if field.result && linked_address(&field.instruction).is_some() {
                    self.gatherer.close();
                }
            }
            _ => {}
        }
    }

    /// Whether a field repeats the mark of a note that stands elsewhere.
    fn reference(&self) -> bool {
        let field = self.fields.last();
        field.is_some_and(|field| field.instruction.trim_start().starts_with("NOTEREF"))
    }

    /// A note's mark; the note's words are read where they are first referred to.
    fn mark(&mut self, reference: Node<'n, 'n>) {
        let id = attribute(reference, "id").unwrap_or_default();
        let notes = match name(reference) {
            "footnoteReference" => &mut self.footnotes,
            _ => &mut self.endnotes,
        };
        let Some((label, note)) = notes.refer(id, reference) else {
            return;
        };
        self.gatherer.mark(&label);
        let Some(note) = note else { return };
        let outside = self.gatherer.set_aside();
        let (tally, fields) = (
            std::mem::take(&mut self.tally),
            std::mem::take(&mut self.fields),
        );
        let mut passages: Vec<Passage> = Vec::new();
        for paragraph in note.descendants().filter(|node| name(*node) == "p") {
            let style = self.style_of(child(paragraph, "pPr"), "pStyle");
            self.runs(paragraph, &style);
            if !self.gatherer.is_empty() {
                passages.push(self.gatherer.take());
            }
        }
        self.gatherer.go_on(outside);
        (self.tally, self.fields) = (tally, fields);
        if let Some(first) = passages.first_mut().filter(|_| is_signed(reference))
            && first.text.starts_with(&label)
        {
            let words = first.text[label.len()..].trim_start().len();
            first.cut(0..first.text.len() - words);
        }
        self.blocks.note(label, passages);
    }

    fn table(&mut self, table: Node<'n, 'n>) {
        let properties = child(table, "tblPr");
        let floats = properties.is_some_and(|all| child(all, "tblpPr").is_some());
        if floats || self.cells || !is_drawn(table) {
            // A table that only places its paragraphs.
            self.asides += usize::from(floats);
            for row in parts_of(table, "tr") {
                for cell in parts_of(row, "tc") {
                    self.blocks(cell);
                }
            }
            self.asides -= usize::from(floats);
            return;
        }
        for row in parts_of(table, "tr") {
            self.cells = true;
            self.row(row);
            self.cells = false;
        }
    }

    /// Cells side by side.
    fn row(&mut self, row: Node<'n, 'n>) {
        for (at, cell) in parts_of(row, "tc").into_iter().enumerate() {
            if at > 0 {
                self.gatherer.words(" | ");
            }
            self.cell(cell);
        }
        let passage = self.gatherer.take();
        self.blocks.push(Block {
            kind: Kind::Row,
            passage,
            look: Look::default(),
            aside: self.asides > 0,
        });
    }

    /// The paragraphs of a cell, those of tables within it too.
    fn cell(&mut self, parent: Node<'n, 'n>) {
        for node in parent.children() {
            match name(node) {
                "p" => {
                    let style = self.style_of(child(node, "pPr"), "pStyle");
                    self.runs(node, &style);
                    self.gatherer.line_break();
                }
                "del" | "moveFrom" => {}
                "Fallback" if has_choice(node) => {}
                _ => self.cell(node),
            }
        }
    }

    /// A part that is printed on every page.
    fn furniture(
        &mut self,
        archive: &mut Archive<'_>,
        path: &str,
        kind: FurnitureKind,
    ) -> Result<(), ReadError> {
        let Some(text) = archive.text(path)? else {
            return Ok(());
        };
        let tree = parse(&text, path, &archive.limits)?;
        for line in margins::lines(tree.root()) {
            self.blocks.furniture(kind, &crate::safe::line(&line));
        }
        Ok(())
    }
}

/// Whether a break begins a line, rather than a page or a column.
fn begins_line(part: Node<'_, '_>) -> bool {
    matches!(attribute(part, "type"), None | Some("textWrapping"))
}

/// Word's own namespace for formulas.
const MATH: &str = "http://schemas.openxmlformats.org/officeDocument/2006/math";

/// The rows of a table, or the cells of a row, whatever they are wrapped in: fields that are filled in, changes that are accepted.
fn parts_of<'a, 't>(of: Node<'a, 't>, wanted: &str) -> Vec<Node<'a, 't>> {
    let parts = of.children().flat_map(|part| match name(part) {
        found if found == wanted => vec![part],
        "tbl" | "tc" | "tr" | "del" | "moveFrom" => Vec::new(),
        "Fallback" if has_choice(part) => Vec::new(),
        _ => parts_of(part, wanted),
    });
    parts.collect()
}

/// Whether a table has lines or a style that draws them, or rows of three cells and more; one without only places things on the page.
fn is_drawn(table: Node<'_, '_>) -> bool {
    let drawn = |borders: Node<'_, '_>| {
        borders.children().any(|side| {
            let value = attribute(side, "val").unwrap_or_default();
            !matches!(value, "" | "nil" | "none")
        })
    };
    let mut own = table
        .descendants()
        .filter(|node| matches!(name(*node), "tblBorders" | "tcBorders"));
    let styled = child(table, "tblPr").is_some_and(|all| child(all, "tblStyle").is_some());
    let rows = parts_of(table, "tr").into_iter();
    let cells: Vec<usize> = rows.map(|row| parts_of(row, "tc").len()).collect();
    let wide = cells.iter().all(|&cells| cells >= 3);
    // A box around text has one column.
    let boxed = cells.iter().all(|&cells| cells == 1);
    !boxed && (own.any(drawn) || styled || cells.len() >= 2 && wide)
}

/// The address in a field such as `HYPERLINK "https://…"`.
fn linked_address(instruction: &str) -> Option<String> {
    let rest = instruction.trim_start().strip_prefix("HYPERLINK")?;
    let address = rest.trim_start().strip_prefix('"')?.split('"').next()?;
    (!address.is_empty()).then(|| crate::safe::line(address))
}
