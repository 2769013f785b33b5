//! A web page as a flat list of elements and texts, parsed in a process of its own.
//!
//! Browsers' rules for broken tags are the library's. It must not know what the elements mean.

use std::io::{self, Read, Write};
use std::ops::Range;

use ego_tree::iter::Edge;
use scraper::{Html, Node as Parsed};
use serde::{Deserialize, Serialize};

use crate::ingest::apart::{self, Parser};
use crate::ingest::tags::{check_attributes, tags};
use crate::ingest::{Options, ReadError};

/// The sub-command that makes the program parse HTML and nothing else.
pub const SUBCOMMAND: &str = "parse-html";

/// Elements within elements that are kept as such; what lies deeper is taken for words of the deepest.
const DEEPEST: u32 = 128;
/// Elements told at once.
const AT_ONCE: usize = 4_096;
/// Attributes that tell what an element is.
const KEPT: [&str; 12] = [
    "id",
    "name",
    "class",
    "href",
    "role",
    "style",
    "hidden",
    "content",
    "start",
    "value",
    "epub:type",
    "aria-hidden",
];
/// Elements that hold no words for a reader.
const DROPPED: [&str; 8] = [
    "script", "style", "template", "noscript", "svg", "iframe", "object", "select",
];

/// An element, or a text within one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Element {
    /// Its name in small letters; of a text, nothing.
    pub name: String,
    /// What it says of itself.
    pub attributes: Vec<(String, String)>,
    /// A text's words.
    pub text: String,
    /// Elements around it.
    pub depth: u32,
}

impl Element {
    /// An attribute's value.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let mut all = self.attributes.iter();
        all.find(|(of, _)| of == name)
            .map(|(_, value)| value.as_str())
    }

    /// Whether it is a text.
    #[must_use]
    pub fn is_text(&self) -> bool {
        self.name.is_empty()
    }
}

/// A page's elements and texts in the order written, with what lies in what.
#[derive(Debug, Default)]
pub(super) struct Tree {
    all: Vec<Element>,
    /// Where the descendants of each end.
    ends: Vec<usize>,
    /// What each lies in directly.
    parents: Vec<Option<usize>>,
}

impl Tree {
    /// What lies in what, by how deep it lies.
    pub(super) fn new(all: Vec<Element>) -> Self {
        let mut ends = vec![all.len(); all.len()];
        let mut parents = Vec::with_capacity(all.len());
        let mut open: Vec<usize> = Vec::new();
        for (at, element) in all.iter().enumerate() {
            while let Some(&last) = open
                .last()
                .filter(|&&last| all[last].depth >= element.depth)
            {
                ends[last] = at;
                open.pop();
            }
            parents.push(open.last().copied());
            open.push(at);
        }
        Self { all, ends, parents }
    }

    /// How many elements and texts there are.
    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    pub(super) fn get(&self, at: usize) -> &Element {
        &self.all[at]
    }

    /// The name of an element; of a text, nothing.
    pub(super) fn name(&self, at: usize) -> &str {
        &self.all[at].name
    }

    /// An element and all that lies in it.
    pub(super) fn within(&self, at: usize) -> Range<usize> {
        at..self.ends[at]
    }

    /// What lies in an element directly.
    pub(super) fn children(&self, at: usize) -> impl Iterator<Item = usize> + use<'_> {
        let end = self.ends[at];
        let first = Some(at + 1).filter(|&first| first < end);
        std::iter::successors(first, move |&child| {
            Some(self.ends[child]).filter(|&next| next < end)
        })
    }

    /// What an element lies in, the innermost first.
    pub(super) fn ancestors(&self, at: usize) -> impl Iterator<Item = usize> + use<'_> {
        std::iter::successors(self.parents[at], |&above| self.parents[above])
    }

    /// The words in an element, with single spaces.
    pub(super) fn words(&self, at: usize) -> String {
        let texts = self.within(at).map(|inner| self.all[inner].text.as_str());
        let words: String = texts.collect();
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// The elements and texts of a page.
pub(super) fn parse(text: &str, options: &Options) -> Result<Vec<Element>, ReadError> {
    if open_at_once(text) > options.limits.open {
        return Err(ReadError::TooMuch {
            what: "tags that are open at once",
            limit: options.limits.open as u64,
            setting: "max_open",
        });
    }
    check_attributes(text, &options.limits)?;
    let parser = Parser {
        subcommand: SUBCOMMAND,
        program: options.program.as_deref(),
        allowance: options.limits.parser,
        work,
    };
    let mut elements = Vec::new();
    let most = options.limits.nodes as usize;
    let ended = parser.parse(&[text.as_bytes()], &mut |mut more: Vec<Element>| {
        elements.append(&mut more);
        elements.len() <= most
    });
    ended.map_err(ReadError::Unreadable)?;
    if elements.len() > most {
        return Err(ReadError::TooMuch {
            what: "elements",
            limit: most as u64,
            setting: "max_nodes",
        });
    }
    Ok(elements)
}

/// The process's own work.
pub fn serve(input: &mut impl Read, output: &mut impl Write) -> io::Result<()> {
    apart::serve(work, input, output)
}

fn work(bytes: &[u8], tell: &mut dyn FnMut(Vec<Element>) -> bool) {
    let page = Html::parse_document(&String::from_utf8_lossy(bytes));
    let (mut depth, mut dropped) = (0_u32, 0_u32);
    let mut elements = Vec::new();
    for edge in page.tree.root().traverse() {
        let (node, opens) = match edge {
            Edge::Open(node) => (node, true),
            Edge::Close(node) => (node, false),
        };
        match node.value() {
            Parsed::Text(text) if opens && dropped == 0 => elements.push(Element {
                text: text.text.to_string(),
                depth: depth.min(DEEPEST),
                ..Element::default()
            }),
            Parsed::Element(element) => {
                let drop = DROPPED.contains(&element.name());
                if !opens {
                    depth -= 1;
                    dropped -= u32::from(drop);
                    continue;
                }
                if !drop && dropped == 0 && depth < DEEPEST {
                    let kept = element.attrs().filter(|(name, _)| KEPT.contains(name));
                    elements.push(Element {
                        name: element.name().to_owned(),
                        attributes: kept
                            .map(|(name, value)| (name.to_owned(), value.to_owned()))
                            .collect(),
                        text: String::new(),
                        depth,
                    });
                }
                dropped += u32::from(drop);
                depth += 1;
            }
            _ => {}
        }
        if elements.len() >= AT_ONCE && !tell(std::mem::take(&mut elements)) {
            return;
        }
    }
    tell(elements);
}

/// Tags that are open at once at most, as far as counting can tell. Those that need no end, and those that end each other, do not count.
fn open_at_once(text: &str) -> usize {
    const ENDLESS: [&str; 28] = [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source",
        "track", "wbr", "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot",
        "option", "optgroup", "colgroup", "rp", "rt",
    ];
    let (mut open, mut most) = (0_usize, 0);
    for tag in tags(text) {
        if let Some(end) = tag.strip_prefix('/') {
            open = open.saturating_sub(usize::from(!ENDLESS.contains(&name_of(end).as_str())));
        } else {
            open += usize::from(!ENDLESS.contains(&name_of(tag).as_str()));
            most = most.max(open);
        }
    }
    most
}

/// The name that a tag begins with, in small letters.
fn name_of(tag: &str) -> String {
    let end = tag
        .bytes()
        .take(16)
        .position(|byte| !byte.is_ascii_alphanumeric());
    let end = end.unwrap_or_else(|| tag.floor_char_boundary(16));
    tag[..end].to_ascii_lowercase()
}
