//! A query resolved against a letter's vocabulary: which lexemes each word means, and how strongly.
//!
//! Search and marks both follow the same plan, so that what is found is what is marked. It must not know where
//! lexemes occur.

use regex::Regex;

use crate::index::syntax::{Branch, Clause, Filter, Paper, Reading};
use crate::index::vocabulary::{Match, Vocabulary};
use crate::words::pattern::{Extent, Pattern, Tier};

/// A resolved query.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    /// One of these must hold of a passage; at most [`MAX_BRANCHES`](crate::index::parse::MAX_BRANCHES).
    pub(crate) branches: Vec<PlannedBranch>,
}

/// All of this must hold of a passage.
#[derive(Debug)]
pub(crate) struct PlannedBranch {
    /// Clauses of which each must occur, in one of its readings.
    pub(crate) wanted: Vec<Vec<Atom>>,
    /// Clauses of which none may occur.
    pub(crate) unwanted: Vec<Vec<Atom>>,
    /// Where to look.
    pub(crate) filters: Vec<Filter>,
}

/// One reading, resolved.
#[derive(Debug)]
pub(crate) enum Atom {
    /// Any of these lexemes, by index.
    Word(Vec<Match>),
    /// One of each of these sets of plain lexemes at consecutive positions.
    Phrase(Vec<Vec<Match>>),
    /// An expression with a match that is not empty.
    Regex(Regex),
    /// A reference to such a paper.
    Paper(Paper),
}

impl Atom {
    /// Whether it is looked for in the words of a passage rather than in its bytes.
    pub(crate) fn is_of_words(&self) -> bool {
        matches!(self, Self::Word(_) | Self::Phrase(_))
    }
}

impl Plan {
    /// Resolves the branches of a query.
    pub(crate) fn new(branches: &[Branch], vocabulary: &Vocabulary) -> Self {
        let wanted = |clause| planned(clause, vocabulary, Mistakes::Forgiven);
        let unwanted = |clause| planned(clause, vocabulary, Mistakes::Taken);
        let planned = branches.iter().map(|branch| PlannedBranch {
            wanted: branch.wanted.iter().map(wanted).collect(),
            unwanted: branch.unwanted.iter().map(unwanted).collect(),
            filters: branch.filters.clone(),
        });
        Self {
            branches: planned.collect(),
        }
    }

    /// These branches (a bit each).
    pub(crate) fn chosen(&self, branches: u32) -> impl Iterator<Item = &PlannedBranch> {
        let chosen = self.branches.iter().enumerate();
        let chosen = chosen.filter(move |&(number, _)| branches >> number & 1 == 1);
        chosen.map(|(_, branch)| branch)
    }
}

/// What a word that is not in the letter means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mistakes {
    /// The words that it may be a mistyping of.
    Forgiven,
    /// Nothing: `-word` must not take away what another word brings.
    Taken,
}

/// A clause's readings, resolved.
fn planned(clause: &Clause, vocabulary: &Vocabulary, mistakes: Mistakes) -> Vec<Atom> {
    let atoms = clause.readings.iter().map(|reading| match reading {
        Reading::Word(pattern) => Atom::Word(vocabulary.resolve(pattern)),
        // One word in a row is a word: its positions need not be read.
        Reading::Phrase(patterns) => match patterns.as_slice() {
            [pattern] => Atom::Word(literal(pattern, vocabulary)),
            patterns => {
                let members = patterns.iter().map(|pattern| literal(pattern, vocabulary));
                Atom::Phrase(members.collect())
            }
        },
        Reading::Regex(regex) => Atom::Regex(regex.clone()),
        Reading::Paper(paper) => Atom::Paper(paper.clone()),
    });
    let mut atoms: Vec<Atom> = atoms.collect();
    if mistakes == Mistakes::Forgiven && atoms.iter().all(finds_nothing) {
        for (atom, reading) in atoms.iter_mut().zip(&clause.readings) {
            if let (Atom::Word(matches), Reading::Word(pattern)) = (atom, reading) {
                *matches = vocabulary.mistyped(pattern);
            }
        }
    }
    atoms
}

/// Whether an atom cannot occur, because a word of it does not.
fn finds_nothing(atom: &Atom) -> bool {
    match atom {
        Atom::Word(matches) => matches.is_empty(),
        Atom::Phrase(members) => members.iter().any(Vec::is_empty),
        Atom::Regex(_) => false,
        // A paper that is not cited leaves its number to be a mistyped word; numbers are never mistyped.
        Atom::Paper(_) => true,
    }
}

/// The plain lexemes that a word of a phrase means: literally, but for folding; an open one also what begins so.
fn literal(pattern: &Pattern, vocabulary: &Vocabulary) -> Vec<Match> {
    let weakest = match pattern.extent {
        Extent::Open => Tier::Prefix,
        Extent::Whole | Extent::Verbatim => Tier::Folded,
    };
    let mut matches = vocabulary.resolve(pattern);
    matches.retain(|&(id, tier)| tier <= weakest && vocabulary.is_plain(id));
    matches
}
