//! The first hits of a query in a library, before it is known how many there are.
//!
//! Most of what is asked for is in the newest letters, of which a look at them tells the first hits; those of what is rare are looked up one by
//! one. It must not know how letters are searched.

use crate::index::findings::{Findings, LetterAt, LetterHit, Order};
use crate::index::foremost::{self, Look, Subset};
use crate::index::query::Query;
use crate::index::volume::InVolume;
use crate::library::edition::Edition;

/// The newest letters that a first look is at: at most so many, and one of so many that there are.
const RECENT: usize = 4_000;
const RECENT_OF: usize = 8;

/// The first hits of a query.
#[derive(Debug)]
pub struct Foremost {
    /// What was found where it was looked: all that letters of these hits hold, but not in how many others there is more.
    pub findings: Findings,
    /// The hits, in their order.
    pub hits: Vec<LetterHit>,
}

impl Edition {
    /// Lists the words of the newest letters by themselves, which takes up to a second: from then on what is frequent is found sooner.
    pub fn list_newest(&self) {
        self.listed.get_or_init(|| {
            let newest = self.newest_of(&self.searched(&self.all()));
            newest.iter().map(Subset::with_own_words).collect()
        });
    }

    /// Whether they are listed.
    #[must_use]
    pub fn has_listed_newest(&self) -> bool {
        self.listed.get().is_some()
    }

    /// The first hits of a query, so many, without its counts: found in the newest letters and wherever the strongest hits are few. `None`: they
    /// are not to be had so quickly, or no longer wanted.
    #[must_use]
    pub fn foremost(
        &self,
        query: &Query,
        order: Order,
        count: usize,
        stale: &(dyn Fn() -> bool + Sync),
    ) -> Option<Foremost> {
        let all = self.all();
        let volumes = self.searched(&all);
        let listed = self.listed.get();
        let mut seen =
            listed.and_then(|newest| foremost::look_at_newest(query, &volumes, newest, stale));
        let hits = seen
            .as_mut()
            .and_then(|look| self.first_hits(look, order, count));
        let seen = match (seen, hits) {
            (Some(Look { findings, .. }), Some(hits)) => return Some(Foremost { findings, hits }),
            (seen, _) => seen.map(|look| look.findings),
        };
        let newest = self.newest_of(&volumes);
        let mut look = foremost::look(query, &volumes, (newest, seen), stale)?;
        let hits = self.first_hits(&mut look, order, count)?;
        let findings = look.findings;
        Some(Foremost { findings, hits })
    }

    /// The first hits, so many, if a look tells them; all there are, if there are fewer.
    fn first_hits(&self, look: &mut Look, order: Order, count: usize) -> Option<Vec<LetterHit>> {
        look.older.sort_by_cached_key(|&letter| self.rank(letter));
        let letters = [self.recent(), &look.older].concat();
        let mut hits = look.findings.hits(order, &letters, (0, count));
        let sure = |hit: &&LetterHit| {
            let newest = !look.older.contains(&hit.letter);
            look.is_sure(order, newest, hit.hit.tier)
        };
        hits.truncate(hits.iter().take_while(sure).count());
        let enough = hits.len() == count || look.beyond.is_none();
        enough.then_some(hits)
    }

    /// The newest letters, the newest first: so many that a look at them takes no time.
    fn recent(&self) -> &[LetterAt] {
        let newest = self.newest();
        &newest[..RECENT.min(newest.len() / RECENT_OF)]
    }

    /// The newest letters, by their volumes.
    fn newest_of(&self, volumes: &[InVolume<'_>]) -> &[Subset] {
        self.recent.get_or_init(|| {
            let mut letters = vec![Vec::new(); self.volumes.len()];
            for &(volume, letter) in self.recent() {
                letters[volume as usize].push(letter);
            }
            for of_volume in &mut letters {
                of_volume.sort_unstable();
            }
            foremost::in_volumes(volumes, letters)
        })
    }
}
