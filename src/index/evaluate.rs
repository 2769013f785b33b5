//! Runs a plan over postings: finds the passages that match, and where its phrases stand in them (see [`phrases`](crate::index::phrases)).
//!
//! How often a passage matches is counted afterwards (see [`count`](mod@crate::index::count)). It must not know how a
//! query is written.

use crate::index::bits::Bits;
use crate::index::corpus::{Corpus, Stale};
use crate::index::expression::Expression;
use crate::index::plan::{Atom, Plan, PlannedBranch, sole_expression};
use crate::index::postings::Postings;
use crate::index::query::Scope;
use crate::index::spans::Span;
use crate::index::tally::Kept;
use crate::index::vocabulary::{LexemeId, Match, Meant, Vocabulary};
use crate::words::beginnings;

/// How many passages or lexemes are looked at between two questions whether the answer is still wanted.
const PATIENCE: usize = 512;

/// What an evaluation needs to know of an index.
#[derive(Clone, Copy)]
pub(crate) struct Evaluation<'a> {
    pub(crate) corpus: &'a dyn Corpus,
    pub(crate) vocabulary: &'a Vocabulary,
    pub(crate) postings: &'a Postings,
    /// What is known of words looked up before.
    pub(crate) kept: &'a Kept,
    pub(crate) stale: Stale<'a>,
}

/// The passages that match a plan, and where its phrases stand.
#[derive(Debug, Default)]
pub(crate) struct Matching {
    /// Which branches of the plan each passage matches, a bit each; 0 for none. Whether their expressions match too, only its text tells:
    /// it has the words that they need.
    pub(crate) branches: Vec<u32>,
    /// The spans of every branch's phrases, by the branch's bit; also in some passages that do not match.
    pub(crate) phrases: Vec<(u32, Vec<Span>)>,
}

impl Evaluation<'_> {
    /// Runs a plan; `None` when the answer is no longer wanted.
    pub(crate) fn run(&self, plan: &Plan, scope: Scope) -> Option<Matching> {
        let mut matching = Matching {
            branches: vec![0; self.postings.passages() as usize],
            phrases: Vec::new(),
        };
        for (number, branch) in plan.branches.iter().enumerate() {
            let bit = 1 << number;
            let mut spans = Vec::new();
            let passages = self.passages(branch, scope, &mut spans)?;
            for passage in passages.iter() {
                matching.branches[passage as usize] |= bit;
            }
            matching.phrases.push((bit, spans));
        }
        Some(matching)
    }

    /// Nothing, when the answer is no longer wanted. Asked once in a while by the count of what was done.
    pub(crate) fn still_wanted(&self, done: usize) -> Option<()> {
        (!done.is_multiple_of(PATIENCE) || !(self.stale)()).then_some(())
    }

    /// Those of the passages `left` of which a branch holds. Adds the spans of its phrases.
    fn passages(
        &self,
        branch: &PlannedBranch,
        scope: Scope,
        spans: &mut Vec<Span>,
    ) -> Option<Bits> {
        let mut left = self.left(branch, scope)?;
        let mut clauses: Vec<&Vec<Atom>> = branch.wanted.iter().collect();
        clauses.sort_by_key(|atoms| atoms.iter().map(cost).max());
        for atoms in clauses {
            if left.is_empty() {
                return Some(left);
            }
            match sole_expression(atoms) {
                Some(expression) => self.keep_possible(expression, &mut left)?,
                None => left.keep(&self.any(atoms, &left, spans)?),
            }
        }
        self.without(branch, left)
    }

    /// Keeps the passages with the words that an expression needs.
    fn keep_possible(&self, expression: &Expression, left: &mut Bits) -> Option<()> {
        if expression.needs().is_empty() {
            return Some(());
        }
        let mut unknown = Bits::none(left.bound());
        self.add_lexemes(&self.vocabulary.maybe_cut(), &mut unknown)?;
        for any_of in expression.needs() {
            let mut there = unknown.clone();
            self.add_lexemes(&self.vocabulary.with_inside(any_of), &mut there)?;
            left.keep(&there);
        }
        Some(())
    }

    /// The passages in a scope that the filters of a branch leave, as far as these are answered without going from letter to letter.
    pub(crate) fn left(&self, branch: &PlannedBranch, scope: Scope) -> Option<Bits> {
        let mut left = self.corpus.within(scope);
        let filters = branch.filters.iter();
        for filter in filters.filter(|filter| self.corpus.knows(filter)) {
            left.keep(&self.corpus.left_by(filter, &left, self.stale)?);
        }
        Some(left)
    }

    /// Whether a branch has filters for which one must go from letter to letter.
    pub(crate) fn has_dear(&self, branch: &PlannedBranch) -> bool {
        let mut filters = branch.filters.iter();
        filters.any(|filter| !self.corpus.knows(filter))
    }

    /// Those of some passages that have nothing unwanted, and that the filters leave for which one must go from letter to letter.
    pub(crate) fn without(&self, branch: &PlannedBranch, mut left: Bits) -> Option<Bits> {
        for atoms in &branch.unwanted {
            left.remove(&self.any(atoms, &left, &mut Vec::new())?);
        }
        let filters = branch.filters.iter();
        for filter in filters.filter(|filter| !self.corpus.knows(filter)) {
            left.keep(&self.corpus.left_by(filter, &left, self.stale)?);
        }
        Some(left)
    }

    /// The passages with any of these atoms, at least those within `left`. Adds the spans of phrases there.
    fn any(&self, atoms: &[Atom], left: &Bits, spans: &mut Vec<Span>) -> Option<Bits> {
        let mut any = Bits::none(left.bound());
        for atom in atoms {
            self.still_wanted(0)?;
            match atom {
                Atom::Word(meant) => self.add_meant(meant, &mut any)?,
                Atom::Phrase(members) => {
                    let found = self.phrase(members, left)?;
                    for span in &found {
                        any.insert(span.passage);
                    }
                    spans.extend(found);
                }
                Atom::Expression(expression) => {
                    let mut left = left.clone();
                    self.keep_possible(expression, &mut left)?;
                    let matching = self.corpus.reading(&left, self.stale, &|document, at| {
                        expression.matches(&document.paragraphs[at as usize].text)
                    })?;
                    any.add(&matching);
                }
                Atom::Paper(paper) => any.add(&self.corpus.citing(paper, left, self.stale)?),
            }
        }
        Some(any)
    }

    /// Adds the passages in which a word occurs.
    fn add_meant(&self, meant: &Meant, any: &mut Bits) -> Option<()> {
        if let Some(begun) = &meant.begun {
            for key in beginnings::keys(begun).iter().flatten() {
                self.still_wanted(0)?;
                self.postings.add_begun(key, any);
            }
        }
        self.add_passages(&meant.matches, any)
    }

    /// Adds the passages in which one of the lexemes occurs.
    pub(crate) fn add_passages(&self, matches: &[Match], any: &mut Bits) -> Option<()> {
        let lexemes: Vec<LexemeId> = matches.iter().map(|&(id, _)| id).collect();
        self.add_lexemes(&lexemes, any)
    }

    fn add_lexemes(&self, lexemes: &[LexemeId], any: &mut Bits) -> Option<()> {
        for some in lexemes.chunks(PATIENCE) {
            self.still_wanted(0)?;
            self.postings.add_passages(some.iter().copied(), any);
        }
        Some(())
    }
}

/// What is looked for first: what costs least.
fn cost(atom: &Atom) -> u8 {
    match atom {
        Atom::Word(_) => 0,
        Atom::Phrase(_) => 1,
        Atom::Paper(_) => 2,
        Atom::Expression(_) => 3,
    }
}
