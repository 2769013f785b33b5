//! What a search asks of the letters themselves, beside their words: kinds, sections, pages, citations, the text.
//!
//! One letter answers from its document; a volume of a library answers what it can without reading its letters. It must
//! not know words.

use std::ops::Range;

use crate::document::Document;
use crate::index::abreast;
use crate::index::bits::Bits;
use crate::index::outline::Outline;
use crate::index::query::Scope;
use crate::index::syntax::{Filter, Paper};

/// Whether an answer is no longer wanted.
pub(crate) type Stale<'a> = &'a (dyn Fn() -> bool + Sync);

/// Which words of some passages count, ascending by passage.
pub(crate) type Parts = Vec<(u32, Range<u32>)>;

/// The letters that a search is in. Passages are numbered through all of them.
pub(crate) trait Corpus: Sync {
    /// The passages in a reader's scope.
    fn within(&self, scope: Scope) -> Bits;

    /// Whether a filter is answered without going from letter to letter.
    fn knows(&self, filter: &Filter) -> bool;

    /// The passages that a filter leaves, at least of those in `left`; `None`: no longer wanted.
    fn left_by(&self, filter: &Filter, left: &Bits, stale: Stale<'_>) -> Option<Bits>;

    /// The passages that cite a paper, at least of those in `left`; `None`: no longer wanted.
    fn citing(&self, paper: &Paper, left: &Bits, stale: Stale<'_>) -> Option<Bits>;

    /// Of those of some passages that run over several pages, which of their words stand on the ones that the filters ask for; ascending.
    fn words_on_pages(
        &self,
        filters: &[Filter],
        passages: &Bits,
        stale: Stale<'_>,
    ) -> Option<Parts>;

    /// Calls `look` with the letter that a passage is in, and the passage's index there; not when that letter cannot be read.
    fn look(&self, passage: u32, look: &mut dyn FnMut(&Document, u32));
}

impl dyn Corpus + '_ {
    /// Those of the passages `left` of which something holds that only their letter can tell; `None`: no longer wanted.
    pub(crate) fn reading(
        &self,
        left: &Bits,
        stale: Stale<'_>,
        holds: &(dyn Fn(&Document, u32) -> bool + Sync),
    ) -> Option<Bits> {
        let told = self.told(left, stale, &|passage, document, at| {
            holds(document, at).then_some(passage)
        })?;
        let mut found = Bits::none(left.bound());
        for passage in told {
            found.insert(passage);
        }
        Some(found)
    }

    /// What is told of some passages by their letters, in order; letters are read on all cores. `None`: no longer wanted.
    pub(crate) fn told<Told: Send>(
        &self,
        passages: &Bits,
        stale: Stale<'_>,
        tell: &(dyn Fn(u32, &Document, u32) -> Option<Told> + Sync),
    ) -> Option<Vec<Told>> {
        let all: Vec<u32> = passages.iter().collect();
        let stretches = abreast::stretches(&all, |some| {
            if stale() {
                return None;
            }
            let mut told = Vec::new();
            for &passage in some {
                self.look(passage, &mut |document, at| {
                    told.extend(tell(passage, document, at));
                });
            }
            Some(told)
        })?;
        Some(stretches.into_iter().flatten().collect())
    }
}

/// Whether a passage of a letter cites a paper.
pub(crate) fn cites(paper: &Paper, document: &Document, passage: u32) -> bool {
    let citations = &document.paragraphs[passage as usize].citations;
    let mut ids = citations.iter().map(|citation| citation.target.id());
    ids.any(|id| paper.means(&id))
}

/// A single letter.
#[derive(Clone, Copy)]
pub(crate) struct Alone<'a> {
    pub(crate) document: &'a Document,
    pub(crate) outline: &'a Outline,
}

impl Corpus for Alone<'_> {
    fn within(&self, scope: Scope) -> Bits {
        self.outline.within(scope)
    }

    fn knows(&self, _: &Filter) -> bool {
        true
    }

    fn left_by(&self, filter: &Filter, _: &Bits, _: Stale<'_>) -> Option<Bits> {
        Some(self.outline.left_by(filter))
    }

    fn citing(&self, paper: &Paper, left: &Bits, stale: Stale<'_>) -> Option<Bits> {
        let alone: &dyn Corpus = self;
        alone.reading(left, stale, &|document, at| cites(paper, document, at))
    }

    fn words_on_pages(&self, filters: &[Filter], passages: &Bits, _: Stale<'_>) -> Option<Parts> {
        let parts = passages.iter().filter_map(|passage| {
            let words = self.outline.words_on_pages(filters, passage)?;
            Some((passage, words))
        });
        Some(parts.collect())
    }

    fn look(&self, passage: u32, look: &mut dyn FnMut(&Document, u32)) {
        look(self.document, passage);
    }
}
