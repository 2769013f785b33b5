//! The alternatives of a query while it is read: what was read so far, one branch for each way that brackets leave open.
//!
//! `(a | b) c` asks for what `a c | b c` does. It must not know how a query is written.

use crate::index::syntax::{Branch, Clause, Filter};

/// Further branches are ignored: a passage's branches are kept as the bits of one number.
pub(crate) const MAX_BRANCHES: usize = 32;

/// Ways to go on; at first one, that asks for nothing. At most [`MAX_BRANCHES`].
pub(crate) struct Alternatives(Vec<Branch>);

impl Default for Alternatives {
    fn default() -> Self {
        Self(vec![Branch::default()])
    }
}

impl Alternatives {
    /// Has every one ask for this clause too.
    pub(crate) fn want(&mut self, clause: &Clause) {
        for branch in &mut self.0 {
            branch.wanted.push(clause.clone());
        }
    }

    /// Has every one ask that this clause does not occur.
    pub(crate) fn refuse(&mut self, clause: &Clause) {
        for branch in &mut self.0 {
            branch.unwanted.push(clause.clone());
        }
    }

    /// Has every one look there only.
    pub(crate) fn filter(&mut self, filter: &Filter) {
        for branch in &mut self.0 {
            branch.filters.push(filter.clone());
        }
    }

    /// Has every one ask for one of these branches too. Whether all of them found room.
    pub(crate) fn want_either(&mut self, either: &[Branch]) -> bool {
        if either.is_empty() {
            return true;
        }
        let ways = self.0.len() * either.len();
        let each = self.0.iter();
        let both = each.flat_map(|branch| either.iter().map(|other| branch.and(other)));
        self.0 = both.take(MAX_BRANCHES).collect();
        ways <= MAX_BRANCHES
    }

    /// Has every one ask that none of these branches holds. Whether all of them found room.
    pub(crate) fn refuse_each(&mut self, each: &[Branch]) -> bool {
        let mut found_room = true;
        for branch in each {
            found_room &= self.want_either(&branch.opposites());
        }
        found_room
    }

    /// What was read, without branches that ask for nothing.
    pub(crate) fn into_branches(self) -> impl Iterator<Item = Branch> {
        self.0.into_iter().filter(|branch| !branch.is_empty())
    }

    /// Every one so far, and with one of them this clause.
    pub(crate) fn each_with(&self, clause: &Clause) -> impl Iterator<Item = Branch> {
        self.0.iter().map(|branch| {
            let mut branch = branch.clone();
            branch.wanted.push(clause.clone());
            branch
        })
    }
}

impl Branch {
    /// What asks for all that both ask for.
    fn and(&self, other: &Self) -> Self {
        let mut both = self.clone();
        both.wanted.extend_from_slice(&other.wanted);
        both.unwanted.extend_from_slice(&other.unwanted);
        both.filters.extend_from_slice(&other.filters);
        both
    }

    /// The branches of which one holds where this one does not: each refuses one thing that it asks for.
    fn opposites(&self) -> Vec<Self> {
        let wanted = self.wanted.iter().map(|clause| Self {
            unwanted: vec![clause.clone()],
            ..Self::default()
        });
        let unwanted = self.unwanted.iter().map(|clause| Self {
            wanted: vec![clause.clone()],
            ..Self::default()
        });
        let filters = self.filters.iter().map(|filter| Self {
            filters: vec![Filter {
                negated: !filter.negated,
                place: filter.place.clone(),
            }],
            ..Self::default()
        });
        wanted.chain(unwanted).chain(filters).collect()
    }
}
