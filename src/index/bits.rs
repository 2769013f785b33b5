//! A set of passages, one bit each: what clauses are combined in.
//!
//! It must not know why a passage is in it.

/// A set of numbers below a fixed bound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Bits {
    words: Vec<u64>,
    bound: u32,
}

impl Bits {
    /// No number below `bound`.
    pub(crate) fn none(bound: u32) -> Self {
        Self {
            words: vec![0; bound.div_ceil(64) as usize],
            bound,
        }
    }

    /// Every number below `bound`.
    pub(crate) fn all(bound: u32) -> Self {
        let mut bits = Self {
            words: vec![u64::MAX; bound.div_ceil(64) as usize],
            bound,
        };
        if let Some(last) = bits.words.last_mut()
            && !bound.is_multiple_of(64)
        {
            *last = (1 << (bound % 64)) - 1;
        }
        bits
    }

    /// The numbers below `bound` for which `holds`.
    pub(crate) fn filled(bound: u32, mut holds: impl FnMut(u32) -> bool) -> Self {
        let mut bits = Self::none(bound);
        for at in (0..bound).filter(|&at| holds(at)) {
            bits.insert(at);
        }
        bits
    }

    /// Adds a number; one beyond the bound is ignored.
    pub(crate) fn insert(&mut self, at: u32) {
        if let Some(word) = self.words.get_mut((at / 64) as usize) {
            *word |= 1 << (at % 64);
        }
    }

    /// Whether a number is in the set.
    pub(crate) fn contains(&self, at: u32) -> bool {
        self.words
            .get((at / 64) as usize)
            .is_some_and(|word| word >> (at % 64) & 1 == 1)
    }

    /// Keeps what is also in `other`.
    pub(crate) fn keep(&mut self, other: &Self) {
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word &= other;
        }
    }

    /// Whether something is in both.
    pub(crate) fn meets(&self, other: &Self) -> bool {
        let mut words = self.words.iter().zip(&other.words);
        words.any(|(word, other)| word & other != 0)
    }

    /// Adds what is in `other`.
    pub(crate) fn add(&mut self, other: &Self) {
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word |= other;
        }
    }

    /// Takes out a stretch of numbers.
    pub(crate) fn clear(&mut self, numbers: std::ops::Range<u32>) {
        for at in numbers {
            if let Some(word) = self.words.get_mut((at / 64) as usize) {
                *word &= !(1 << (at % 64));
            }
        }
    }

    /// Calls `each` with every number below the bound that is not in the set.
    pub(crate) fn each_missing(&self, mut each: impl FnMut(u32)) {
        for (at, word) in self.words.iter().enumerate() {
            let mut missing = !word;
            while missing != 0 {
                let number = at as u32 * 64 + missing.trailing_zeros();
                if number < self.bound {
                    each(number);
                }
                missing &= missing - 1;
            }
        }
    }

    /// Keeps the numbers for which something holds.
    pub(crate) fn retain(&mut self, mut holds: impl FnMut(u32) -> bool) {
        for (at, word) in self.words.iter_mut().enumerate() {
            let mut left = *word;
            while left != 0 {
                let bit = left.trailing_zeros();
                if !holds(at as u32 * 64 + bit) {
                    *word &= !(1 << bit);
                }
                left &= left - 1;
            }
        }
    }

    /// How many numbers are in the set.
    pub(crate) fn count(&self) -> usize {
        self.words
            .iter()
            .map(|word| word.count_ones() as usize)
            .sum()
    }

    /// Takes out what is in `other`.
    pub(crate) fn remove(&mut self, other: &Self) {
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word &= !other;
        }
    }

    /// Whether nothing is in the set.
    pub(crate) fn is_empty(&self) -> bool {
        self.words.iter().all(|&word| word == 0)
    }

    /// The smallest number in the set that is at least `from`.
    pub(crate) fn next_from(&self, from: u32) -> Option<u32> {
        let mut index = (from / 64) as usize;
        let mut word = self.words.get(index)? & (u64::MAX << (from % 64));
        while word == 0 {
            index += 1;
            word = *self.words.get(index)?;
        }
        Some(index as u32 * 64 + word.trailing_zeros())
    }

    /// The numbers in the set, ascending.
    pub(crate) fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        let mut from = 0;
        std::iter::from_fn(move || {
            let at = self.next_from(from)?;
            from = at + 1;
            Some(at)
        })
    }

    /// The bound, as given.
    pub(crate) fn bound(&self) -> u32 {
        self.bound
    }
}

#[cfg(test)]
mod tests {
    use super::Bits;

    #[test]
    fn all_holds_exactly_the_numbers_below_the_bound() {
        for bound in [0, 1, 63, 64, 65, 130] {
            let all: Vec<u32> = Bits::all(bound).iter().collect();
            assert_eq!(all, (0..bound).collect::<Vec<_>>());
            assert_eq!(Bits::all(bound), Bits::filled(bound, |_| true));
        }
    }

    #[test]
    fn the_next_member_is_found_across_empty_stretches() {
        let bits = Bits::filled(300, |at| at == 3 || at == 64 || at == 299);
        assert_eq!(bits.iter().collect::<Vec<_>>(), [3, 64, 299]);
        assert_eq!(bits.next_from(65), Some(299));
        assert_eq!(bits.next_from(300), None);
    }
}
