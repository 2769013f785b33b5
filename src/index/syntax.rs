//! The query language as a tree: what the typed text asks for.
//!
//! A query is read as branches (`a | b`), of which one must hold; a branch as clauses, which must all hold in one
//! passage; a clause as readings, of which one must occur. It must not know any document.

use crate::index::expression::Expression;
use crate::words::pattern::Pattern;

/// One side of `|`: everything in it must hold of a passage.
#[derive(Debug, Clone, Default)]
pub(crate) struct Branch {
    /// What must occur.
    pub(crate) wanted: Vec<Clause>,
    /// What must not occur (`-word`).
    pub(crate) unwanted: Vec<Clause>,
    /// Where to look.
    pub(crate) filters: Vec<Filter>,
}

impl Branch {
    /// Whether it asks for nothing at all, as `a |` does on its right.
    pub(crate) fn is_empty(&self) -> bool {
        self.wanted.is_empty() && self.unwanted.is_empty() && self.filters.is_empty()
    }
}

/// What one typed word or phrase may mean; any of its readings will do.
#[derive(Debug, Clone)]
pub(crate) struct Clause {
    /// At least one.
    pub(crate) readings: Vec<Reading>,
}

/// One way to take a typed word or phrase.
#[derive(Debug, Clone)]
pub(crate) enum Reading {
    /// A word, at any tier.
    Word(Pattern),
    /// Words at consecutive positions, each literally (but for folding; the last may be open).
    Phrase(Vec<Pattern>),
    /// A regular expression on the passage's text.
    Expression(Expression),
    /// A reference to a parliamentary paper.
    Paper(Paper),
}

/// A paper asked for: a parliamentary one by its dossier (`kst:29628`, `29628-984`), any by its whole id (`cites:ah-tk-20232024-1076`).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Paper {
    /// The whole id, in small letters; then what follows says nothing.
    pub(crate) id: Option<String>,
    /// Dossier, then what followed it, in lower case: `["29628", "984"]`.
    pub(crate) segments: Vec<String>,
    /// Whether the last segment is still being typed.
    pub(crate) open: bool,
}

impl Paper {
    /// What the ids that are meant begin with, as they are written. How a whole id was typed says nothing of its capitals.
    pub(crate) fn beginning(&self) -> String {
        match (&self.id, self.segments.first()) {
            (None, Some(dossier)) => format!("kst-{dossier}"),
            _ => String::new(),
        }
    }

    /// Whether a paper's id (`kst-29628-984`, `kst-36410-xvi-12`) is meant. A dossier alone means all its papers; what
    /// follows it may be a paper's number or the dossier's suffix.
    pub(crate) fn means(&self, id: &str) -> bool {
        let id = id.to_lowercase();
        if let Some(wanted) = &self.id {
            return id == *wanted || self.open && id.starts_with(wanted.as_str());
        }
        let mut named = id.split('-');
        if named.next() != Some("kst") {
            return false;
        }
        let named: Vec<&str> = named.collect();
        let fits = |wanted: &str, is_last: bool, segment: &str| {
            segment == wanted || self.open && is_last && segment.starts_with(wanted)
        };
        let at = |index: usize, segment: Option<&&str>| {
            segment.is_some_and(|segment| {
                fits(
                    &self.segments[index],
                    index + 1 == self.segments.len(),
                    segment,
                )
            })
        };
        match self.segments.len() {
            1 => at(0, named.first()),
            2 => at(0, named.first()) && (at(1, named.get(1)) || at(1, named.get(2))),
            3 => (0..3).all(|index| at(index, named.get(index))),
            _ => false,
        }
    }
}

/// A restriction to some passages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Filter {
    /// Whether the other passages are meant (`-in:notes`).
    pub(crate) negated: bool,
    /// Which.
    pub(crate) place: Filtered,
}

/// What a [`Filter`] restricts to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Filtered {
    /// Passages of these kinds (`in:notes,headings`).
    Kinds(Vec<Part>),
    /// Sections by the number printed before their title, else by their place in the outline, counted from 1
    /// without the untitled opening (`§2`); with the sections below them.
    Numbered(String),
    /// Sections whose title holds these words, folded (`in:"title"`).
    Titled(String),
    /// Printed pages, first and last, by label, else counted from 1 (`p:2-3`).
    Pages(String, String),
    /// Some letters of a library.
    Letters(Wish),
}

/// What tells letters of a library apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Wish {
    /// Dated from the first day to the last (`date:2019..2021`), as numbers `20190101`.
    Dates(u32, u32),
    /// The sender's name holds this, folded (`from:justitie`).
    From(String),
    /// Its title, number or file holds this, folded (`doc:politie`).
    Named(String),
    /// In this dossier (`dossier:29628`), in small letters.
    Dossier(String),
    /// Of this kind (`kind:motie`), folded.
    Kind(String),
    /// Just what that says, and no more (`=from:"Minister van Justitie"`).
    Exactly(Box<Self>),
}

impl Wish {
    /// What it is called in a query.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Dates(..) => "date",
            Self::From(_) => "from",
            Self::Named(_) => "doc",
            Self::Dossier(_) => "dossier",
            Self::Kind(_) => "kind",
            Self::Exactly(wish) => wish.name(),
        }
    }
}

/// The parts of a letter that a reader tells apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// Running text, with items, quotes and rows.
    Text,
    /// Notes.
    Notes,
    /// Headings.
    Headings,
}

impl Part {
    /// Its number in an index.
    pub(crate) fn number(self) -> u8 {
        match self {
            Self::Text => 0,
            Self::Notes => 1,
            Self::Headings => 2,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Paper;

    fn paper(typed: &str, open: bool) -> Paper {
        Paper {
            id: None,
            segments: typed.split('-').map(str::to_owned).collect(),
            open,
        }
    }

    #[test]
    fn a_dossier_means_all_its_papers_and_no_other() {
        assert!(paper("29628", false).means("kst-29628-984"));
        assert!(!paper("2962", false).means("kst-29628-984"));
        assert!(paper("2962", true).means("kst-29628-984"));
        assert!(!paper("29628", false).means("ah-tk-29628"));
    }

    #[test]
    fn what_follows_the_dossier_is_a_number_or_a_suffix() {
        assert!(paper("29628-984", false).means("kst-29628-984"));
        assert!(!paper("29628-98", false).means("kst-29628-984"));
        assert!(paper("29628-98", true).means("kst-29628-984"));
        assert!(paper("36410-xvi", false).means("kst-36410-XVI-12"));
        assert!(paper("36410-12", false).means("kst-36410-XVI-12"));
        assert!(paper("36410-xvi-1", true).means("kst-36410-XVI-12"));
        assert!(!paper("36410-xvi-1", false).means("kst-36410-XVI-12"));
    }
}
