//! A query resolved against a letter's vocabulary: which lexemes each word means, and how strongly.
//!
//! Search and marks both follow the same plan, so that what is found is what is marked. It must not know where
//! lexemes occur.

use std::sync::Arc;

use crate::index::abreast;
use crate::index::expression::Expression;
use crate::index::member::Member;
use crate::index::places::asks_for_pages;
use crate::index::syntax::{Branch, Clause, Filter, Paper, Reading};
use crate::index::vocabulary::{Meant, Vocabulary};

/// A resolved query.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    /// One of these must hold of a passage; at most [`MAX_BRANCHES`](crate::index::alternatives::MAX_BRANCHES).
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
    /// Any of these lexemes.
    Word(Arc<Meant>),
    /// A lexeme of each of these at consecutive positions.
    Phrase(Vec<Member>),
    /// An expression with a match that is not empty.
    Expression(Expression),
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
    /// Resolves the branches of a query against one vocabulary.
    pub(crate) fn new(branches: &[Branch], vocabulary: &Vocabulary) -> Self {
        Self::for_all(branches, &[vocabulary])
            .0
            .pop()
            .unwrap_or_default()
    }

    /// The plans for a query over several vocabularies, one for each. A word is taken for a mistyped one only where none of them has it, and
    /// then for the words that are the fewest errors away in any; whether one is.
    pub(crate) fn for_all(branches: &[Branch], vocabularies: &[&Vocabulary]) -> (Vec<Self>, bool) {
        let mut forgives = false;
        let mut plans = Self::for_all_literally(branches, vocabularies);
        for (at, branch) in branches.iter().enumerate() {
            // `-word` must not take away what another word brings: only what is wanted may be mistyped.
            for (nth, clause) in branch.wanted.iter().enumerate() {
                let mut everywhere: Vec<&mut Vec<Atom>> = plans
                    .iter_mut()
                    .map(|plan| &mut plan.branches[at].wanted[nth])
                    .collect();
                if find_nothing(&everywhere) {
                    forgives = true;
                    forgive(clause, vocabularies, &mut everywhere);
                }
            }
        }
        (plans, forgives)
    }

    /// The same without forgiving mistakes.
    pub(crate) fn for_all_literally(
        branches: &[Branch],
        vocabularies: &[&Vocabulary],
    ) -> Vec<Self> {
        in_each(vocabularies, |vocabulary| {
            Self::literally(branches, vocabulary)
        })
    }

    /// Resolves the branches of a query without forgiving mistakes.
    fn literally(branches: &[Branch], vocabulary: &Vocabulary) -> Self {
        // Of one short beginning all postings are kept united; what several have in common, and on which pages, is only known word by word.
        let mut united = match branches {
            [branch] => !asks_for_pages(&branch.filters),
            _ => false,
        };
        let mut planned = |clause: &Clause| -> Vec<Atom> {
            let readings = clause.readings.iter();
            let atoms = readings.map(|reading| planned(reading, vocabulary, &mut united));
            atoms.collect()
        };
        let mut plan = Self::default();
        for branch in branches {
            // The last word is the one that is still being typed.
            let mut wanted: Vec<Vec<Atom>> = branch.wanted.iter().rev().map(&mut planned).collect();
            wanted.reverse();
            plan.branches.push(PlannedBranch {
                wanted,
                unwanted: branch.unwanted.iter().map(&mut planned).collect(),
                filters: branch.filters.clone(),
            });
        }
        plan
    }

    /// These branches (a bit each).
    pub(crate) fn chosen(&self, branches: u32) -> impl Iterator<Item = &PlannedBranch> {
        let chosen = self.branches.iter().enumerate();
        let chosen = chosen.filter(move |&(number, _)| branches >> number & 1 == 1);
        chosen.map(|(_, branch)| branch)
    }
}

/// A reading, resolved. `united`: whether postings that are kept united may be used; once they were, not again.
fn planned(reading: &Reading, vocabulary: &Vocabulary, united: &mut bool) -> Atom {
    match reading {
        Reading::Word(pattern) => {
            let meant = vocabulary.meant(pattern, *united);
            *united &= meant.begun.is_none();
            Atom::Word(meant)
        }
        // One word in a row is a word: its positions need not be read.
        Reading::Phrase(patterns) => match patterns.as_slice() {
            [pattern] => Atom::Word(Arc::new(Meant {
                matches: vocabulary.literal(pattern),
                begun: None,
                typed: None,
            })),
            patterns => {
                let members = patterns.iter().map(|pattern| vocabulary.member(pattern));
                Atom::Phrase(members.collect())
            }
        },
        Reading::Expression(expression) => Atom::Expression(expression.clone()),
        Reading::Paper(paper) => Atom::Paper(paper.clone()),
    }
}

/// The expression that a clause is, if it is one.
pub(crate) fn sole_expression(atoms: &[Atom]) -> Option<&Expression> {
    match atoms {
        [Atom::Expression(expression)] => Some(expression),
        _ => None,
    }
}

/// Whether a clause, as resolved against each of several vocabularies, cannot occur because a word of each of its readings is in none.
fn find_nothing(everywhere: &[&mut Vec<Atom>]) -> bool {
    let readings = everywhere.first().map_or(0, |atoms| atoms.len());
    let absent = |reading: usize, member: usize| {
        let mut atoms = everywhere.iter().map(|atoms| &atoms[reading]);
        atoms.all(|atom| atom.lacks(member))
    };
    (0..readings).all(|reading| {
        let members = everywhere[0][reading].members();
        (0..members).any(|member| absent(reading, member))
    })
}

impl Atom {
    /// How many words it needs.
    pub(crate) fn members(&self) -> usize {
        match self {
            Self::Phrase(members) => members.len(),
            Self::Word(_) | Self::Expression(_) | Self::Paper(_) => 1,
        }
    }

    /// Whether one of the words it needs is not in the vocabulary.
    fn lacks(&self, member: usize) -> bool {
        match self {
            Self::Word(meant) => meant.is_nothing(),
            Self::Phrase(members) => members[member].is_nothing(),
            Self::Expression(_) => false,
            // A paper that is not cited leaves its number to be a mistyped word; numbers are never mistyped.
            Self::Paper(_) => true,
        }
    }
}

/// Below so many lexemes other threads cost more than they save.
const WORTH_A_THREAD: usize = 200_000;

/// What comes of each vocabulary.
fn in_each<Result: Send>(
    vocabularies: &[&Vocabulary],
    work: impl Fn(&Vocabulary) -> Result + Sync + Send,
) -> Vec<Result> {
    let lexemes: usize = vocabularies.iter().map(|one| one.len()).sum();
    let each = abreast::each(vocabularies.to_vec(), lexemes >= WORTH_A_THREAD, |one| {
        Some(work(one))
    });
    each.unwrap_or_default()
}

/// Takes the words of a clause for mistyped ones, as resolved against each of several vocabularies.
fn forgive(clause: &Clause, vocabularies: &[&Vocabulary], everywhere: &mut [&mut Vec<Atom>]) {
    for (at, reading) in clause.readings.iter().enumerate() {
        let Reading::Word(pattern) = reading else {
            continue;
        };
        let near = in_each(vocabularies, |vocabulary| vocabulary.mistyped(pattern));
        let fewest = near.iter().map(|&(errors, _)| errors).min();
        for (atoms, (errors, near)) in everywhere.iter_mut().zip(near) {
            if let Atom::Word(meant) = &mut atoms[at]
                && Some(errors) == fewest
            {
                *meant = near;
            }
        }
    }
}
