//! OpenDocument's styles: what text looks like, and how its lists and headings are numbered.
//!
//! It must not know paragraphs or runs.

use std::collections::HashMap;

use roxmltree::Node;

use crate::ingest::office::numbers::{self, Counts, MOST_LEVELS};
use crate::ingest::office::styles::quotes_by_name;
use crate::ingest::xml::{attribute, child, name};

/// A style as far as it tells what text is.
#[derive(Debug, Clone, Default)]
pub(super) struct Look {
    pub(super) bold: Option<bool>,
    pub(super) italic: Option<bool>,
    pub(super) underlined: Option<bool>,
    /// Superscript or subscript.
    pub(super) raised: Option<bool>,
    /// The level of a heading, from 1.
    pub(super) outline: Option<u8>,
    /// Words of others.
    pub(super) quotes: bool,
    parent: Option<String>,
}

/// One level of a list's style.
#[derive(Debug, Clone, Default)]
struct Level {
    format: String,
    prefix: String,
    suffix: String,
    start: u32,
    /// How many levels its number shows.
    shown: usize,
}

/// Styles and list styles by their names; the headings' own numbering has the empty name.
#[derive(Debug, Default)]
pub(super) struct Looks {
    looks: HashMap<String, Look>,
    lists: HashMap<String, Vec<Level>>,
}

/// Styles may be based on each other so many times.
const MOST_PARENTS: usize = 16;

impl Looks {
    /// Reads all styles below some nodes; of two with one name, the later.
    pub(super) fn read(roots: &[Node<'_, '_>]) -> Self {
        let mut looks = Self::default();
        for node in roots.iter().flat_map(Node::descendants) {
            match name(node) {
                "style" => {
                    let named = attribute(node, "name").unwrap_or_default();
                    looks.looks.insert(named.to_owned(), look(node));
                }
                "list-style" => {
                    let named = attribute(node, "name").unwrap_or_default();
                    looks.lists.insert(named.to_owned(), levels(node));
                }
                "outline-style" => {
                    looks.lists.insert(String::new(), levels(node));
                }
                _ => {}
            }
        }
        looks
    }

    /// A style with what it takes over from those it is based on.
    pub(super) fn of(&self, named: Option<&str>) -> Look {
        let mut found = Look::default();
        let mut next = named;
        for _ in 0..MOST_PARENTS {
            let Some(look) = next.and_then(|name| self.looks.get(name)) else {
                break;
            };
            found.bold = found.bold.or(look.bold);
            found.italic = found.italic.or(look.italic);
            found.underlined = found.underlined.or(look.underlined);
            found.raised = found.raised.or(look.raised);
            found.outline = found.outline.or(look.outline);
            found.quotes |= look.quotes;
            next = look.parent.as_deref();
        }
        found
    }
}

/// How words are set, by all styles around them.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Setting {
    pub(super) bold: bool,
    italic: bool,
    underlined: bool,
}

impl Setting {
    /// Whether words are in italics or underlined.
    pub(super) fn set_off(self) -> bool {
        self.italic || self.underlined
    }
}

impl Look {
    /// How words are set that have this style within others.
    pub(super) fn within(&self, around: Setting) -> Setting {
        Setting {
            bold: self.bold.unwrap_or(around.bold),
            italic: self.italic.unwrap_or(around.italic),
            underlined: self.underlined.unwrap_or(around.underlined),
        }
    }
}

fn look(node: Node<'_, '_>) -> Look {
    let text = child(node, "text-properties");
    let property = |of: &str| text.and_then(|text| attribute(text, of));
    let weight = property("font-weight")
        .map(|weight| weight == "bold" || weight.parse::<u32>().is_ok_and(|weight| weight >= 600));
    // "super 58%", "sub 58%", or so many percent up or down.
    let raised = property("text-position").and_then(|position| {
        let shift = position.split_whitespace().next()?;
        match shift {
            "super" => Some(true),
            "sub" => Some(false),
            percent => {
                let percent = percent.trim_end_matches('%').parse::<f32>().ok()?;
                (percent.abs() > 1.0).then_some(percent > 0.0)
            }
        }
    });
    let outline = attribute(node, "default-outline-level");
    Look {
        bold: weight,
        italic: property("font-style").map(|style| style != "normal"),
        underlined: property("text-underline-style").map(|style| style != "none"),
        raised,
        outline: outline.and_then(|level| level.parse().ok()),
        quotes: attribute(node, "name").is_some_and(quotes_by_name),
        parent: attribute(node, "parent-style-name").map(str::to_owned),
    }
}

fn levels(style: Node<'_, '_>) -> Vec<Level> {
    let levels = style.children().filter(Node::is_element);
    let text = |node: Node<'_, '_>, of: &str| attribute(node, of).unwrap_or_default().to_owned();
    levels
        .take(MOST_LEVELS)
        .map(|level| {
            let bullet = name(level).contains("bullet") || name(level).contains("image");
            Level {
                format: if bullet {
                    "bullet".to_owned()
                } else {
                    text(level, "num-format")
                },
                prefix: text(level, "num-prefix"),
                suffix: text(level, "num-suffix"),
                start: text(level, "start-value").parse().unwrap_or(1),
                shown: text(level, "display-levels").parse().unwrap_or(1),
            }
        })
        .collect()
}

/// How far each list has counted.
#[derive(Debug, Default)]
pub(super) struct Counters(HashMap<String, Counts>);

impl Counters {
    /// A list begins that does not go on from one before.
    pub(super) fn restart(&mut self, style: &str) {
        self.0.remove(style);
    }

    /// Counts an item on, and says what stands before it; nothing where its level has no number.
    pub(super) fn next(&mut self, looks: &Looks, style: &str, level: usize) -> Option<String> {
        let levels = looks.lists.get(style)?;
        let own = levels.get(level)?;
        let counts = self.0.entry(style.to_owned()).or_default();
        counts.next(level, own.start);
        if own.format == "bullet" {
            return Some("•".to_owned());
        }
        if own.format.is_empty() {
            return None;
        }
        let first = (level + 1).saturating_sub(own.shown.max(1));
        let shown = (first..=level).map(|at| {
            let above = &levels[at];
            numbers::shown(counts.at(at, above.start), &above.format)
        });
        let number = shown.collect::<Vec<_>>().join(".");
        let label = format!("{}{number}{}", own.prefix, own.suffix);
        Some(crate::safe::line(&label))
    }
}
