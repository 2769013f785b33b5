//! Word's styles and list numbering: what a paragraph is by the names it is given.
//!
//! It must not know paragraphs or runs.

use std::collections::{HashMap, HashSet};

use roxmltree::Node;

use crate::ingest::ReadError;
use crate::ingest::limits::Limits;
use crate::ingest::office::numbers::{self, Counts};
use crate::ingest::xml::{attribute, child, name, parse};

/// A style as far as it tells what text is.
#[derive(Debug, Clone, Default)]
pub(super) struct Style {
    /// The level of a heading, from 1.
    pub(super) heading: Option<u8>,
    pub(super) bold: Option<bool>,
    pub(super) italic: Option<bool>,
    pub(super) underlined: Option<bool>,
    pub(super) hidden: Option<bool>,
    /// Superscript or subscript.
    pub(super) raised: Option<bool>,
    /// Words of others.
    pub(super) quotes: bool,
    /// List and level within it.
    pub(super) list: Option<(u32, usize)>,
    based_on: Option<String>,
}

/// Styles by their ids.
#[derive(Debug, Default)]
pub(super) struct Styles(HashMap<String, Style>);

/// Styles may be based on each other so many times.
const MOST_BASES: usize = 16;

impl Styles {
    /// Reads the part that defines them.
    pub(super) fn read(text: Option<&str>, limits: &Limits) -> Result<Self, ReadError> {
        let Some(text) = text else {
            return Ok(Self::default());
        };
        let tree = parse(text, "word/styles.xml", limits)?;
        let mut styles = HashMap::new();
        for node in tree.descendants().filter(|node| name(*node) == "style") {
            let Some(id) = attribute(node, "styleId") else {
                continue;
            };
            let mut style = Style::of(node);
            let title = child(node, "name").and_then(|name| attribute(name, "val"));
            style.heading = style.heading.or(title.and_then(heading_named));
            style.quotes = title.is_some_and(quotes_by_name);
            style.based_on = child(node, "basedOn")
                .and_then(|base| attribute(base, "val"))
                .map(str::to_owned);
            styles.insert(id.to_owned(), style);
        }
        Ok(Self(styles))
    }

    /// A style with what it takes over from those it is based on.
    pub(super) fn get(&self, id: &str) -> Style {
        let mut found = Style::default();
        let mut next = Some(id);
        for _ in 0..MOST_BASES {
            let Some(style) = next.and_then(|id| self.0.get(id)) else {
                break;
            };
            found.heading = found.heading.or(style.heading);
            found.bold = found.bold.or(style.bold);
            found.italic = found.italic.or(style.italic);
            found.underlined = found.underlined.or(style.underlined);
            found.hidden = found.hidden.or(style.hidden);
            found.raised = found.raised.or(style.raised);
            found.list = found.list.or(style.list);
            found.quotes |= style.quotes;
            next = style.based_on.as_deref();
        }
        found
    }
}

impl Style {
    /// What the properties of a style, paragraph or run say by themselves.
    pub(super) fn of(node: Node<'_, '_>) -> Self {
        let mut style = Self::default();
        let groups = node
            .children()
            .filter(|part| matches!(name(*part), "pPr" | "rPr"));
        for property in groups.flat_map(|group| group.children()) {
            style.take(property);
        }
        style
    }

    /// Takes one property in.
    pub(super) fn take(&mut self, property: Node<'_, '_>) {
        let value = attribute(property, "val").unwrap_or_default();
        match name(property) {
            "outlineLvl" => {
                let level = value.parse::<u8>().ok().filter(|level| *level < 9);
                self.heading = level.map(|level| level + 1);
            }
            "b" => self.bold = Some(is_on(value)),
            "i" => self.italic = Some(is_on(value)),
            "u" => self.underlined = Some(is_on(value)),
            "vanish" => self.hidden = Some(is_on(value)),
            "vertAlign" => self.raised = Some(value != "subscript").filter(|_| value != "baseline"),
            "numPr" => {
                let number = |part: &str| {
                    let value = child(property, part).and_then(|part| attribute(part, "val"));
                    value.and_then(|value| value.parse::<u32>().ok())
                };
                let level = number("ilvl").unwrap_or(0).min(8) as usize;
                self.list = number("numId").map(|list| (list, level));
            }
            _ => {}
        }
    }
}

/// Whether a switch is on: it is, unless it says otherwise.
pub(super) fn is_on(value: &str) -> bool {
    !matches!(value, "0" | "false" | "off" | "none")
}

/// The level of a heading by its style's name, in the languages letters are written with.
fn heading_named(title: &str) -> Option<u8> {
    let title = title.to_lowercase();
    if title == "title" || title == "titel" {
        return Some(1);
    }
    let number = ["heading ", "kop ", "überschrift ", "titre "]
        .iter()
        .find_map(|word| title.strip_prefix(word))?;
    number
        .trim()
        .parse()
        .ok()
        .filter(|level| (1..=9).contains(level))
}

/// Whether a style by its name is one for words of others; in ODF a blank may be written out (`Block_20_Text`).
pub(super) fn quotes_by_name(title: &str) -> bool {
    let title = title.to_lowercase().replace("_20_", " ");
    let names = [
        "quote",
        "intense quote",
        "quotations",
        "citaat",
        "duidelijk citaat",
    ];
    names.contains(&title.as_str())
}

/// One level of a list.
#[derive(Debug, Clone, Default)]
struct Level {
    start: u32,
    format: String,
    /// Its number with the numbers above it: `%1.%2`.
    text: String,
}

/// The lists of a file and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    /// The definition each list follows.
    lists: HashMap<u32, u32>,
    definitions: HashMap<u32, Vec<Level>>,
    counts: HashMap<u32, Counts>,
    /// Lists that begin anew where they are first used: by list and level, the number they begin with.
    anew: HashMap<(u32, usize), u32>,
    /// Lists that have begun.
    begun: HashSet<u32>,
}

impl Numbering {
    /// Reads the part that defines the lists.
    pub(super) fn read(text: Option<&str>, limits: &Limits) -> Result<Self, ReadError> {
        let Some(text) = text else {
            return Ok(Self::default());
        };
        let tree = parse(text, "word/numbering.xml", limits)?;
        let mut numbering = Self::default();
        let number = |node: Node<'_, '_>, of: &str| {
            attribute(node, of).and_then(|value| value.parse::<u32>().ok())
        };
        for node in tree.root_element().children() {
            match name(node) {
                "abstractNum" => {
                    let Some(id) = number(node, "abstractNumId") else {
                        continue;
                    };
                    let levels = node.children().filter(|level| name(*level) == "lvl");
                    let value = |level: Node<'_, '_>, of: &str| {
                        let value = child(level, of).and_then(|value| attribute(value, "val"));
                        value.unwrap_or_default().to_owned()
                    };
                    let levels = levels.take(9).map(|level| Level {
                        start: value(level, "start").parse().unwrap_or(1),
                        format: value(level, "numFmt"),
                        text: value(level, "lvlText"),
                    });
                    numbering.definitions.insert(id, levels.collect());
                }
                "num" => {
                    let of = child(node, "abstractNumId").and_then(|of| number(of, "val"));
                    if let (Some(id), Some(of)) = (number(node, "numId"), of) {
                        numbering.lists.insert(id, of);
                        for level in node.children().filter(|part| name(*part) == "lvlOverride") {
                            let at = number(level, "ilvl").unwrap_or(0) as usize;
                            let start = child(level, "startOverride");
                            let start = start.and_then(|start| number(start, "val"));
                            numbering.anew.extend(start.map(|start| ((id, at), start)));
                        }
                    }
                }
                _ => {}
            }
        }
        Ok(numbering)
    }

    /// Counts an item of a list on, and says what stands before it; nothing where it is in no list.
    pub(super) fn next(&mut self, (list, level): (u32, usize)) -> Option<String> {
        let definition = *self.lists.get(&list)?;
        let levels = self.definitions.get(&definition)?;
        let own = levels.get(level)?;
        let counts = self.counts.entry(definition).or_default();
        let anew = self.anew.get(&(list, level));
        if self.begun.insert(list) && anew.is_some() {
            counts.restart(level);
        }
        counts.next(level, anew.copied().unwrap_or(own.start));
        if own.format == "bullet" {
            return Some("•".to_owned());
        }
        let mut label = own.text.clone();
        for (at, above) in levels.iter().enumerate().take(level + 1) {
            let shown = numbers::shown(counts.at(at, above.start), &above.format);
            label = label.replace(&format!("%{}", at + 1), &shown);
        }
        Some(crate::safe::line(&label)).filter(|label| !label.trim().is_empty())
    }
}

/// A sign of a symbol font; those that stand for bullets and ticks are shown as such.
pub(super) fn symbol(part: Node<'_, '_>) -> &'static str {
    match attribute(part, "char").unwrap_or_default() {
        "F0FC" | "F0FE" => "✓",
        "F0E0" | "F0E8" => "→",
        "F02A" => "*",
        "F0A7" => "§",
        _ => "•",
    }
}
