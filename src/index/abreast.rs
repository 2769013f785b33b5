//! The same done for several volumes, on all cores where it is worth it.
//!
//! It must not know what is done.

use rayon::iter::{IntoParallelIterator as _, ParallelIterator as _};

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
