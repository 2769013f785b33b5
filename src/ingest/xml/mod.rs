//! XML made safe to walk: parsed by a library, bounded in depth, without entities that grow.
//!
//! It must not know what the elements mean; each format that is XML has a file of its own.

pub(super) mod official;

use roxmltree::{Document, Error, Node, ParsingOptions};

use crate::ingest::ReadError;
use crate::ingest::limits::Limits;
use crate::ingest::tags::check_attributes;

/// Parses a file. `part` names it in errors: the letter's own text, or a part of an archive.
pub(super) fn parse<'t>(
    text: &'t str,
    part: &str,
    limits: &Limits,
) -> Result<Document<'t>, ReadError> {
    check_attributes(text, limits)?;
    let options = ParsingOptions {
        // A document type is allowed, as old papers have one; the library bounds what its entities become.
        allow_dtd: true,
        nodes_limit: limits.nodes,
        ..ParsingOptions::default()
    };
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let document = Document::parse_with_options(text, options).map_err(|error| match error {
        Error::NodesLimitReached => ReadError::TooMuch {
            what: "elements",
            limit: limits.nodes.into(),
            setting: "max_nodes",
        },
        error => ReadError::Damaged {
            part: part.to_owned(),
            why: error.to_string(),
        },
    })?;
    let mut depth = 0_usize;
    let mut node = document.root();
    // In document order and without recursion: down, else on, else up and on.
    loop {
        if let Some(child) = node.first_child() {
            depth += 1;
            if depth > limits.depth {
                return Err(ReadError::TooDeep {
                    part: part.to_owned(),
                    limit: limits.depth,
                });
            }
            node = child;
            continue;
        }
        loop {
            if let Some(next) = node.next_sibling() {
                node = next;
                break;
            }
            match node.parent() {
                Some(parent) => {
                    node = parent;
                    depth -= 1;
                }
                None => return Ok(document),
            }
        }
    }
}

/// The name of an element without its prefix; of what is no element, nothing.
pub(super) fn name<'t>(node: Node<'_, 't>) -> &'t str {
    if node.is_element() {
        node.tag_name().name()
    } else {
        ""
    }
}

/// An attribute by its name without prefix.
pub(super) fn attribute<'n>(node: Node<'n, '_>, name: &str) -> Option<&'n str> {
    let mut attributes = node.attributes();
    let found = attributes.find(|attribute| attribute.name() == name)?;
    Some(found.value())
}

/// The first child of a name.
pub(super) fn child<'n, 't>(node: Node<'n, 't>, wanted: &str) -> Option<Node<'n, 't>> {
    node.children().find(|child| name(*child) == wanted)
}

/// All words below a node, white space collapsed.
pub(super) fn words(node: Node<'_, '_>) -> String {
    let mut words = String::new();
    for piece in node
        .descendants()
        .filter_map(|text| if text.is_text() { text.text() } else { None })
    {
        words.push_str(piece);
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a fallback stands beside the choice it is for.
pub(in crate::ingest) fn has_choice(fallback: Node<'_, '_>) -> bool {
    fallback
        .parent()
        .is_some_and(|parent| child(parent, "Choice").is_some())
}
