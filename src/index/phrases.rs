//! Where phrases stand: words whose openings stand in a row, then of each word that its opening does not tell whether it is the one that is
//! meant.
//!
//! It must not know how a query is written, nor what is counted.

use std::ops::Range;

use crate::index::bits::Bits;
use crate::index::evaluate::Evaluation;
use crate::index::found::TIERS;
use crate::index::member::Member;
use crate::index::postings::Reader;
use crate::index::spans::{Span, merge};
use crate::index::tally::{NONE, Tally};
use crate::words::pattern::Tier;

/// Where a word is in fewer passages than one of so many, only these are looked at.
const RARE: usize = 64;

/// Passages that are gone through between two questions whether the answer is still wanted.
const STRETCH: u32 = 1 << 16;

impl Evaluation<'_> {
    /// Where a phrase stands in the passages within `left`; `None`: no longer wanted.
    pub(crate) fn phrase(&self, members: &[Member], left: &Bits) -> Option<Vec<Span>> {
        let mut places = Places::new(members);
        self.each_row(members, left, &mut |passage, start, row| {
            places.push(key(passage, start), row);
        })?;
        self.settle(&mut places)?;
        let words = members.len() as u32;
        let spans = places.left().map(|(key, tier)| Span {
            passage: passage_of(key),
            start: key as u32,
            end: key as u32 + words,
            tier,
        });
        Some(spans.collect())
    }

    /// How often a phrase stands in the passages within `left`, and how strongly it is meant there; `None`: no longer wanted.
    pub(crate) fn tally_of_phrase(&self, members: &[Member], left: &Bits) -> Option<Tally> {
        let mut tally = Tally::none(self.postings.passages());
        if may_overlap(members) {
            let mut spans = self.phrase(members, left)?;
            merge(&mut spans);
            for span in spans {
                tally.put(span.passage, (span.tier as u8, 1));
            }
            return Some(tally);
        }
        // What frequent words tell by how they open is counted at once: there may be very much of it.
        let mut places = Places::new(members);
        self.each_row(
            members,
            left,
            &mut |passage, start, row| match told(members, row) {
                Some(tier) => tally.put(passage, (tier, 1)),
                None => places.push(key(passage, start), row),
            },
        )?;
        self.settle(&mut places)?;
        for (key, tier) in places.left() {
            tally.put(passage_of(key), (tier as u8, 1));
        }
        Some(tally)
    }

    /// In how many passages the lexemes of a word are, those in several of them more than once; of a beginning, more than any.
    fn passages_with(&self, member: &Member) -> usize {
        if member.begun.is_some() {
            return usize::MAX;
        }
        let lexemes = member.matches.iter();
        let passages = lexemes.map(|&(id, _)| self.postings.passages_with(id));
        passages.sum()
    }

    /// Calls `each` with every place where words stand in a row that open as the members may: passage, position of the first word, and the
    /// openings of the words. Places ascend.
    fn each_row(
        &self,
        members: &[Member],
        left: &Bits,
        each: &mut impl FnMut(u32, u32, &[u8]),
    ) -> Option<()> {
        let mut look = |passage: u32, words: &[u8], start: usize| {
            if let Some(row) = words.get(start..start + members.len())
                && left.contains(passage)
            {
                each(passage, start as u32, row);
            }
        };
        if members.iter().any(Member::is_nothing) {
            return Some(());
        }
        let rarest = members.iter().enumerate();
        let rarest = rarest.map(|(at, member)| (self.passages_with(member), at, member));
        let (fewest, at, rarest) = rarest.min_by_key(|&(passages, ..)| passages)?;
        let few = fewest < self.postings.passages() as usize / RARE;
        if let Some(all) = self.postings.openings().filter(|_| !few) {
            let ways: Vec<_> = members.iter().map(Member::openings).collect();
            for passages in stretches(self.postings.passages()) {
                self.still_wanted(0)?;
                all.each_row(passages, &ways, &mut look);
            }
            return Some(());
        }
        let mut passages = left.clone();
        if few {
            let mut there = Bits::none(left.bound());
            self.add_passages(&rarest.matches, &mut there)?;
            passages.keep(&there);
        }
        for (done, passage) in passages.iter().enumerate() {
            self.still_wanted(done)?;
            let words = self.postings.openings_of(passage);
            let there = words.iter().enumerate().skip(at);
            for (position, _) in there.filter(|(_, word)| rarest.may_be(**word)) {
                let row = words.iter().skip(position - at).zip(members);
                if row.clone().all(|(&word, member)| member.may_be(word)) {
                    look(passage, words, position - at);
                }
            }
        }
        Some(())
    }

    /// Finds out of all places whether their words are meant, the rarest words first.
    fn settle(&self, places: &mut Places<'_>) -> Option<()> {
        let mut unsure: Vec<usize> = (0..places.members.len()).collect();
        unsure.retain(|&member| !places.unsure[member].is_empty());
        unsure.sort_by_cached_key(|&member| self.passages_with(&places.members[member]));
        for member in unsure {
            self.settle_word(member, places)?;
        }
        Some(())
    }

    /// Finds out of places where the opening of a member's word does not tell it whether that is one that is meant, and how strongly.
    fn settle_word(&self, member: usize, places: &mut Places<'_>) -> Option<()> {
        let unsure = std::mem::take(&mut places.unsure[member]);
        let meant = &places.members[member];
        let otherwise = match meant.begun {
            Some(_) => Tier::Prefix as u8,
            None => NONE,
        };
        let mut fits = vec![otherwise; unsure.len()];
        let mut within = Bits::none(self.postings.passages());
        for &place in unsure
            .iter()
            .filter(|&&place| places.tiers[place as usize] != NONE)
        {
            within.insert(passage_of(places.keys[place as usize]));
        }
        let mut reader = Reader::default();
        for (done, &(id, tier)) in meant.untold.iter().enumerate() {
            self.still_wanted(done)?;
            let mut rest = &unsure[..];
            let postings = self.postings;
            postings.positions(id, &within, &mut reader, |passage, positions| {
                let starts = positions.iter().map(|at| at.checked_sub(member as u32));
                for wanted in starts.flatten().map(|start| key(passage, start)) {
                    rest = from(rest, |&place| places.keys[place as usize] < wanted);
                    if rest
                        .first()
                        .is_some_and(|&place| places.keys[place as usize] == wanted)
                    {
                        fits[unsure.len() - rest.len()] = tier as u8;
                    }
                }
            });
        }
        for (&place, &fit) in unsure.iter().zip(&fits) {
            let tier = &mut places.tiers[place as usize];
            *tier = (*tier).max(fit);
        }
        Some(())
    }
}

/// Passage and position in one number.
fn key(passage: u32, position: u32) -> u64 {
    u64::from(passage) << 32 | u64::from(position)
}

/// The passage in it.
fn passage_of(key: u64) -> u32 {
    (key >> 32) as u32
}

/// What is left of an ordered list without its first ones of which something holds: these are few as a rule, and not all are looked at.
fn from<T>(list: &[T], before: impl Fn(&T) -> bool) -> &[T] {
    let mut step = 1;
    while list.get(step - 1).is_some_and(&before) {
        step *= 2;
    }
    let within = &list[step / 2..list.len().min(step)];
    &list[step / 2 + within.partition_point(before)..]
}

/// The weakest reason, as it is numbered, for which words that open so are meant; `None`: their lexemes must be known to tell.
fn told(members: &[Member], row: &[u8]) -> Option<u8> {
    let mut words = members.iter().zip(row);
    words.try_fold(Tier::Exact as u8, |weakest, (member, &word)| {
        Some(weakest.max(member.told(word)?))
    })
}

/// Whether a phrase may begin before another one like it has ended.
fn may_overlap(members: &[Member]) -> bool {
    let mut shifts = 1..members.len();
    shifts.any(|shift| {
        let mut both = members[shift..].iter().zip(members);
        both.all(|(one, other)| (0..=u8::MAX).any(|word| one.may_be(word) && other.may_be(word)))
    })
}

/// Places where words open as the members of a phrase do.
struct Places<'m> {
    members: &'m [Member],
    /// Passage and position of the first word in one number, ascending.
    keys: Vec<u64>,
    /// The weakest reason so far for each; [`NONE`] where it turned out to be none.
    tiers: Vec<u8>,
    /// For each member, the places where a word may be meant, by their indices.
    unsure: Vec<Vec<u32>>,
}

impl<'m> Places<'m> {
    fn new(members: &'m [Member]) -> Self {
        Self {
            members,
            keys: Vec::new(),
            tiers: Vec::new(),
            unsure: vec![Vec::new(); members.len()],
        }
    }

    /// Adds a place; places ascend.
    fn push(&mut self, key: u64, row: &[u8]) {
        let mut weakest = Tier::Exact as u8;
        for ((member, &word), unsure) in self.members.iter().zip(row).zip(&mut self.unsure) {
            match member.told(word) {
                Some(tier) => weakest = weakest.max(tier),
                None => unsure.push(self.keys.len() as u32),
            }
        }
        self.keys.push(key);
        self.tiers.push(weakest);
    }

    /// The places that are left.
    fn left(&self) -> impl Iterator<Item = (u64, Tier)> + '_ {
        let places = self.keys.iter().zip(&self.tiers);
        places.filter_map(|(&key, &tier)| Some((key, *TIERS.get(usize::from(tier))?)))
    }
}

/// All passages, some at a time.
fn stretches(passages: u32) -> impl Iterator<Item = Range<u32>> {
    let starts = (0..passages).step_by(STRETCH as usize);
    starts.map(move |start| start..passages.min(start.saturating_add(STRETCH)))
}
