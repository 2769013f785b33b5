//! The same done for several volumes, passages or letters, on all cores where it is worth it.
//!
//! It must not know what is done.

use rayon::iter::{IntoParallelIterator as _, ParallelIterator as _};
use rayon::slice::ParallelSlice as _;

/// Passages looked at in one go: those of some letters, which take a few milliseconds to read.
const STRETCH: usize = 128;

/// What comes of each, in order; with `worth_it` on several threads. Nothing, once one comes to nothing.
pub(crate) fn each<One: Send, Result: Send>(
    all: Vec<One>,
    worth_it: bool,
    work: impl Fn(One) -> Option<Result> + Sync + Send,
) -> Option<Vec<Result>> {
    if all.len() < 2 || !worth_it {
        return all.into_iter().map(work).collect();
    }
    all.into_par_iter().map(work).collect()
}

/// What comes of each stretch of some passages, in order, on several threads where there are several. Nothing, once one comes to nothing.
pub(crate) fn stretches<Result: Send>(
    passages: &[u32],
    work: impl Fn(&[u32]) -> Option<Result> + Sync + Send,
) -> Option<Vec<Result>> {
    if passages.len() <= STRETCH {
        return Some(vec![work(passages)?]);
    }
    passages.par_chunks(STRETCH).map(work).collect()
}
