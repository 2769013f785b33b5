//! Which links of a page are note marks, and which elements are the notes they lead to.
//!
//! A mark is a link within the page whose words are a note's label, to a place further down that says it is a note: by that label in front, by
//! a link back, or by its name. It must not know how a note is read.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::ingest::html::elements::{Element, Tree};
use crate::ingest::html::raised;

/// The marks and notes of a page, by their elements.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// Links that are marks, or raised figures, with their labels.
    pub(super) marks: HashMap<usize, String>,
    /// Elements that are notes, with their labels.
    pub(super) bodies: HashMap<usize, String>,
    /// Links within notes that lead back to the mark, or close the note.
    pub(super) back: HashSet<usize>,
    /// Texts within notes of which so many bytes are the note's own label.
    pub(super) labels: HashMap<usize, usize>,
    /// Texts whose last character opens a bracket around a mark.
    pub(super) opens: HashSet<usize>,
    /// Texts whose first character closes one.
    pub(super) closes: HashSet<usize>,
}

/// Elements within a line.
pub(super) const INLINE: [&str; 12] = [
    "a", "sup", "span", "b", "i", "em", "strong", "small", "font", "u", "label", "cite",
];
/// What pages call notes in ids and classes.
const NAMES: [&str; 9] = [
    "noot", "noten", "note", "fn", "ftn", "edn", "endnote", "footnote", "ref",
];
/// Signs that lead back to a mark.
const ARROWS: [char; 8] = ['↑', '↩', '⏎', '^', '⇑', '▲', '\u{fe0e}', '\u{fe0f}'];
/// Whether a character is such a sign, or the space around one.
pub(super) fn is_arrow(letter: char) -> bool {
    ARROWS.contains(&letter) || letter.is_whitespace()
}

/// The longest words that lead back: characters.
const LONGEST_WAY_BACK: usize = 40;
/// Bytes of a note in which its label stands.
const LABELLED_WITHIN: usize = 60;

/// A link that may be a mark.
struct Candidate {
    link: usize,
    target: usize,
    label: String,
}

impl Notes {
    /// The marks and notes of a page.
    pub(super) fn find(tree: &Tree) -> Self {
        let places = places(tree);
        let candidates = candidates(tree, &places);
        let mut notes = Self::default();
        for candidate in &candidates {
            let body = body(tree, candidate, &candidates);
            if let Some(label) = notes.bodies.get(&body) {
                notes.marks.insert(candidate.link, label.clone());
                continue;
            }
            let term = Some(body).filter(|&body| tree.name(body) == "dt");
            // Of a list of terms, the term is the label and what is told of it the note.
            let body = term.and_then(|term| told_of(tree, term)).unwrap_or(body);
            let back = ways_back(tree, body, &places);
            let mut labels = own_label(tree, body, &candidate.label, &back);
            let texts = term.into_iter().flat_map(|term| tree.within(term));
            let texts = texts.filter(|&at| tree.get(at).is_text());
            labels.extend(texts.map(|at| (at, tree.get(at).text.len())));
            let leads_back = back.iter().any(|&link| {
                let to = target(tree.get(link)).and_then(|id| places.get(id));
                to.is_some_and(|&to| is_around(tree, to, candidate.link))
            });
            let numbered = place_in_list(tree, body).is_some_and(|n| n == candidate.label);
            if !labels.is_empty() || leads_back || numbered || is_named(tree.get(body)) {
                notes.marks.insert(candidate.link, candidate.label.clone());
                notes.bodies.insert(body, candidate.label.clone());
                notes.back.extend(back);
                notes.labels.extend(labels);
            }
        }
        if notes.marks.is_empty() {
            raised::find(tree, &mut notes);
        }
        for &link in notes.marks.keys() {
            let (before, behind) = (link.saturating_sub(1), tree.within(link).end);
            let in_brackets = tree.get(before).text.ends_with('[')
                && behind < tree.len()
                && tree.get(behind).text.starts_with(']');
            if in_brackets {
                notes.opens.insert(before);
                notes.closes.insert(behind);
            }
        }
        notes
    }
}

/// Elements by the names that links lead to.
fn places(tree: &Tree) -> HashMap<&str, usize> {
    let mut places = HashMap::new();
    for at in 0..tree.len() {
        let element = tree.get(at);
        let name = element.attribute("name").filter(|_| element.name == "a");
        for id in element.attribute("id").into_iter().chain(name) {
            places.entry(id).or_insert(at);
        }
    }
    places
}

/// The name within the page that a link leads to.
fn target(element: &Element) -> Option<&str> {
    if element.name != "a" {
        return None;
    }
    // Some pages write their own whole address; what they lead to then has to be here, and to say that it is a note.
    let (_, id) = element.attribute("href")?.split_once('#')?;
    (!id.is_empty()).then_some(id)
}

fn candidates(tree: &Tree, places: &HashMap<&str, usize>) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    for link in 0..tree.len() {
        let Some(&target) = target(tree.get(link)).and_then(|id| places.get(id)) else {
            continue;
        };
        let Some(label) = label(&tree.words(link)) else {
            continue;
        };
        let chapter = std::iter::once(target)
            .chain(tree.ancestors(target))
            .any(|at| is_heading(tree.name(at)))
            || !is_named(tree.get(target))
                && tree
                    .children(target)
                    .next()
                    .is_some_and(|first| is_heading(tree.name(first)));
        // "zie noot 3" is a sentence about a note; glued to the word it is a mark.
        let before = &tree.get(link.saturating_sub(1)).text;
        let spoken = before.ends_with(char::is_whitespace)
            && ["noot", "noten", "note", "notes"]
                .iter()
                .any(|word| before.trim_end().to_lowercase().ends_with(word));
        let listed = tree.ancestors(link).any(|at| tree.name(at) == "nav");
        if target > link && !chapter && !listed && !spoken {
            candidates.push(Candidate {
                link,
                target,
                label,
            });
        }
    }
    candidates
}

/// Whether an element of this name is a heading.
pub(super) fn is_heading(name: &str) -> bool {
    matches!(name.as_bytes(), [b'h', b'1'..=b'6'])
}

/// A note's label, from the words of a link: a number, a letter or a sign, with or without brackets.
pub(super) fn label(words: &str) -> Option<String> {
    // Words for who hears the page are not seen.
    let named = ["noot ", "voetnoot ", "footnote ", "note "]
        .iter()
        .find_map(|name| {
            let start = words.get(..name.len())?;
            start
                .eq_ignore_ascii_case(name)
                .then(|| &words[name.len()..])
        });
    let words = named.unwrap_or(words);
    let label = words.trim_matches(|c: char| "[](){}.,: ".contains(c));
    let letters = label.chars().count();
    let number = letters <= 4 && label.bytes().all(|byte| byte.is_ascii_digit());
    let letter = letters == 1
        && label
            .chars()
            .all(|c| c.is_alphabetic() || "*†‡§#".contains(c));
    let roman = letters <= 6 && label.bytes().all(|byte| b"ivxl".contains(&byte));
    let stars = letters <= 4 && label.chars().all(|c| c == '*');
    (letters > 0 && (number || letter || roman || stars)).then(|| crate::safe::line(label))
}

/// The element that is a candidate's note: as much around its target as holds neither a mark nor another note.
fn body(tree: &Tree, candidate: &Candidate, candidates: &[Candidate]) -> usize {
    let holds_other = |within: Range<usize>| {
        candidates.iter().any(|other| {
            within.contains(&other.link)
                || other.target != candidate.target && within.contains(&other.target)
        })
    };
    let mut body = candidate.target;
    for above in tree.ancestors(candidate.target) {
        let inline = INLINE.contains(&tree.name(body));
        let ends = matches!(tree.name(body), "li" | "dd" | "aside") || is_named(tree.get(body));
        if !inline && ends
            || matches!(tree.name(above), "html" | "body" | "main" | "article")
            || holds_other(tree.within(above))
        {
            break;
        }
        body = above;
    }
    body
}

/// What is told of a term in a list of such.
fn told_of(tree: &Tree, term: usize) -> Option<usize> {
    let list = tree.ancestors(term).next()?;
    let mut behind = tree
        .children(list)
        .skip_while(|&child| child != term)
        .skip(1);
    behind
        .find(|&child| !tree.get(child).is_text())
        .filter(|&next| tree.name(next) == "dd")
}

/// Whether an element is called a note, by its id or a class: `fn1`, `voet noot`, `footnote-3`, `ftn2`.
fn is_named(element: &Element) -> bool {
    let names = [element.attribute("id"), element.attribute("class")];
    let mut words = names
        .into_iter()
        .flatten()
        .flat_map(|name| name.split(|c: char| !c.is_alphabetic()));
    words.any(|word| {
        let word = word.to_ascii_lowercase();
        NAMES.contains(&word.as_str()) || word.ends_with("note") || word.ends_with("noot")
    }) || element
        .attribute("role")
        .or(element.attribute("epub:type"))
        .is_some_and(|role| role.ends_with("note"))
}

/// Whether a place is a link, lies in it, or holds it and little else.
fn is_around(tree: &Tree, place: usize, link: usize) -> bool {
    let near = tree.ancestors(link).take(3);
    tree.within(link).contains(&place)
        || near.into_iter().any(|above| above == place)
        || place < link && tree.within(place).end == link
}

/// The links of a note that lead back to its mark, or close it: short ones to places above, or to none.
fn ways_back(tree: &Tree, body: usize, places: &HashMap<&str, usize>) -> Vec<usize> {
    let short = |words: &str| {
        let bare = words.trim_matches(is_arrow);
        let small = bare.to_lowercase();
        let leads = ["terug", "naar boven", "naar de tekst", "back", "return to"]
            .iter()
            .any(|words| small.starts_with(words));
        bare.chars().count() <= 5 || leads && bare.chars().count() <= LONGEST_WAY_BACK
    };
    let links = tree.within(body).filter(|&at| {
        target(tree.get(at)).is_some_and(|id| {
            let above = places.get(id).is_none_or(|&to| to < body);
            above && short(&tree.words(at))
        })
    });
    links.collect()
}

/// Where a note's own label stands: by text, how many of its bytes are the label. Empty: it has none in front.
fn own_label(tree: &Tree, body: usize, label: &str, back: &[usize]) -> Vec<(usize, usize)> {
    // A link back may be the label itself.
    let is_back = |at: usize| back.iter().any(|&link| tree.within(link).contains(&at));
    // Nor does a list write it.
    if place_in_list(tree, body).is_some_and(|place| place == label) {
        return Vec::new();
    }
    let mut front = String::new();
    let mut texts = Vec::new();
    for at in tree.within(body) {
        let element = tree.get(at);
        if element.is_text() && !is_back(at) {
            texts.push((at, front.len()..front.len() + element.text.len()));
            front.push_str(&element.text);
            // Where a text ends, a word does.
            front.push(' ');
        }
        if front.trim_start().len() > LABELLED_WITHIN {
            break;
        }
    }
    let end = label_end(&front, label).unwrap_or_default();
    let labels = texts.into_iter().filter(|(_, bytes)| bytes.start < end);
    labels
        .map(|(at, bytes)| (at, end.min(bytes.end) - bytes.start))
        .collect()
}

/// The byte behind a note's label: `Noot 1`, `[1]`, `1.`, `1`.
fn label_end(front: &str, label: &str) -> Option<usize> {
    let mut rest = front.trim_start();
    for word in ["Noot", "noot", "Voetnoot", "Note"] {
        if let Some(behind) = rest.strip_prefix(word) {
            rest = behind.trim_start();
        }
    }
    rest = rest.trim_start_matches(is_arrow);
    let bare = rest.trim_start_matches(['[', '(', ' ']);
    let behind = bare.strip_prefix(label)?;
    let word_goes_on = behind.starts_with(|c: char| c.is_alphanumeric());
    let behind = behind.trim_start_matches([']', ')', '.', ':', ' ']);
    (!word_goes_on).then(|| front.len() - behind.len())
}

/// The number a list shows before an item.
fn place_in_list(tree: &Tree, item: usize) -> Option<String> {
    let list = tree.ancestors(item).next()?;
    if tree.name(item) != "li" || tree.name(list) != "ol" {
        return None;
    }
    let start = tree.get(list).attribute("start");
    let start: usize = start.and_then(|start| start.parse().ok()).unwrap_or(1);
    let before = tree
        .children(list)
        .filter(|&child| tree.name(child) == "li")
        .position(|child| child == item)?;
    Some((start + before).to_string())
}
