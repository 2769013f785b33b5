//! The notes of a Word file: which number each has, by where it is first referred to.
//!
//! It must not know what stands in a note.

use std::collections::HashMap;

use roxmltree::{Document as Tree, Node};

use crate::ingest::office::numbers;
use crate::ingest::office::styles::{is_on, symbol};
use crate::ingest::xml::{attribute, child, name};

/// Footnotes or endnotes.
pub(super) struct Notes<'n> {
    by_id: HashMap<&'n str, Node<'n, 'n>>,
    format: String,
    count: u32,
    /// What comes before its first number.
    before_first: u32,
    /// Whether each section of the file counts anew.
    by_section: bool,
    /// Labels of the notes that were referred to.
    labels: HashMap<&'n str, String>,
}

impl<'n> Notes<'n> {
    /// The notes of a part. `kind` is their element, `format` what their numbers look like unless the text or else the settings of the file say
    /// otherwise.
    pub(super) fn new(
        part: Option<&'n Tree<'n>>,
        (text, settings): (Node<'_, '_>, Option<&Tree<'_>>),
        kind: &str,
        format: &str,
    ) -> Self {
        let all = part.into_iter().flat_map(Tree::descendants);
        let notes = all.filter(|node| {
            // Those with a type are the lines above notes.
            name(*node) == kind && matches!(attribute(*node, "type"), None | Some("normal"))
        });
        let by_id = notes.filter_map(|note| Some((attribute(note, "id")?, note)));
        let properties = format!("{kind}Pr");
        let settings = settings.into_iter().flat_map(Tree::descendants);
        let told: Vec<Node<'_, '_>> = settings
            .chain(text.descendants())
            .filter(|node| name(*node) == properties)
            .collect();
        let told = |of: &str| {
            let mut told = told.iter().rev();
            told.find_map(|node| attribute(child(*node, of)?, "val"))
        };
        let start = told("numStart").and_then(|start| start.parse::<u32>().ok());
        let before_first = start.unwrap_or(1).saturating_sub(1);
        Self {
            by_id: by_id.collect(),
            format: told("numFmt").unwrap_or(format).to_owned(),
            count: before_first,
            before_first,
            by_section: told("numRestart") == Some("eachSect"),
            labels: HashMap::new(),
        }
    }

    /// A section of the file has ended. Whether the next one counts anew.
    pub(super) fn end_section(&mut self) -> bool {
        let anew = self.by_section && self.count > self.before_first;
        if anew {
            self.count = self.before_first;
        }
        anew
    }

    /// The label of a reference; and the note, the first time. `None`: there is no such note.
    pub(super) fn refer(
        &mut self,
        id: &str,
        reference: Node<'_, '_>,
    ) -> Option<(String, Option<Node<'n, 'n>>)> {
        let (&id, &note) = self.by_id.get_key_value(id)?;
        if let Some(label) = self.labels.get(id) {
            return Some((label.clone(), None));
        }
        let label = if is_signed(reference) {
            crate::safe::line(sign_of(reference).map_or("", |(_, sign, _)| sign))
        } else {
            self.count = self.count.saturating_add(1);
            numbers::shown(self.count, &self.format)
        };
        self.labels.insert(id, label.clone());
        Some((label, Some(note)))
    }
}

/// Whether a part of a run refers to a note.
pub(super) fn is_reference(part: Node<'_, '_>) -> bool {
    matches!(name(part), "footnoteReference" | "endnoteReference")
}

/// Whether a reference to a note has a sign of the author's behind it in place of a number.
pub(super) fn is_signed(part: Node<'_, '_>) -> bool {
    let follows = attribute(part, "customMarkFollows").is_some_and(is_on);
    is_reference(part) && follows
}

/// The sign that an author chose for a note: the part of the run it is in, behind the reference, itself, and the words behind it in that part.
pub(super) fn sign_of<'a, 't>(reference: Node<'a, 't>) -> Option<(Node<'a, 't>, &'a str, &'a str)> {
    let mut behind = reference.next_siblings().skip(1);
    let part = behind.find(|part| matches!(name(*part), "t" | "sym"))?;
    if name(part) == "sym" {
        return Some((part, symbol(part), ""));
    }
    let words = part.text().unwrap_or_default();
    let start = words.len() - words.trim_start().len();
    let length = words[start..].find(char::is_whitespace);
    let (sign, rest) = words[start..].split_at(length.unwrap_or(words.len() - start));
    Some((part, sign, rest))
}
