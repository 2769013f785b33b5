//! Numbers that look like chance and are the same on every run: `SplitMix64`, and choices by weight.
//!
//! Whole numbers, products and quotients only, so that every machine draws the same. It must not know letters or words.

/// A source of numbers, all of them decided by its seed.
#[derive(Debug, Clone)]
pub(crate) struct Random(u64);

/// What `SplitMix64` adds between two numbers.
const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

/// Spreads the bits of a number over all of it.
pub(crate) fn mix(number: u64) -> u64 {
    let mut mixed = number.wrapping_add(STEP);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

impl Random {
    /// The source for one purpose (`stream`) of one thing (`number`).
    pub(crate) fn new(seed: u64, stream: u64, number: u64) -> Self {
        Self(mix(mix(mix(seed) ^ stream) ^ number))
    }

    /// Any number.
    pub(crate) fn any(&mut self) -> u64 {
        let number = mix(self.0);
        self.0 = self.0.wrapping_add(STEP);
        number
    }

    /// A number below `bound`, which is not 0.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        ((u128::from(self.any()) * bound as u128) >> 64) as usize
    }

    /// A number from `least` up to `most`.
    pub(crate) fn between(&mut self, least: usize, most: usize) -> usize {
        least + self.below(most - least + 1)
    }

    /// True `times` times in a thousand.
    pub(crate) fn in_thousand(&mut self, times: usize) -> bool {
        self.below(1000) < times
    }

    /// One of these.
    pub(crate) fn pick<'a, T: ?Sized>(&mut self, from: &[&'a T]) -> &'a T {
        from[self.below(from.len())]
    }

    /// A rank in a vocabulary without end: rank r comes with r to the power of -1.5, as rare words do; the least is `first`.
    pub(crate) fn rare_rank(&mut self, first: u64) -> u64 {
        // Above 0 and at most 1, in steps that a float holds exactly.
        let part = ((self.any() >> 40) + 1) as f64 / (1_u64 << 24) as f64;
        (first as f64 / (part * part)) as u64
    }
}

/// Ranks drawn as Zipf's law has it: the k-th in proportion to one over k, a little flattened at the head.
#[derive(Debug, Clone)]
pub(crate) struct Ranks(Vec<u64>);

impl Ranks {
    /// So many ranks; the larger `flat`, the less the first stand out.
    pub(crate) fn new(count: usize, flat: u64) -> Self {
        let mut sum = 0;
        let weights = (0..count as u64).map(|rank| {
            sum += (1 << 32) / (rank + flat);
            sum
        });
        Self(weights.collect())
    }

    /// One of them.
    pub(crate) fn draw(&self, random: &mut Random) -> usize {
        let all = self.0.last().copied().unwrap_or(1);
        let at = random.below(all as usize) as u64;
        self.0.partition_point(|&sum| sum <= at)
    }
}
