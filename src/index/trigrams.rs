//! Which stretches of a list of spellings may have some letters inside: a bit for every stretch and every three letters that stand in a row
//! there, as far as letters are told apart.
//!
//! Packed in bytes and read in place. It must not know what the spellings mean.

/// Lines of a stretch.
pub(crate) const LINES: usize = 64;

/// Threes of letters that are told apart, a power of two.
const CLASSES: usize = 1 << BITS;
const BITS: u32 = 12;

/// The class of three bytes that stand in a row: a multiplication by the golden ratio scatters them.
fn class(three: &[u8]) -> usize {
    let number = three
        .iter()
        .fold(0, |number: u32, &byte| number << 8 | u32::from(byte));
    (number.wrapping_mul(0x9e37_79b1) >> (u32::BITS - BITS)) as usize
}

/// Bytes of a class, with a bit for each stretch.
fn width(lines: usize) -> usize {
    lines.div_ceil(LINES).div_ceil(8)
}

/// The bits for spellings, each of which begins at a byte.
pub(crate) fn pack(spellings: &[u8], starts: &[usize]) -> Vec<u8> {
    let width = width(starts.len());
    let mut bits = vec![0; width * CLASSES];
    for (stretch, begins) in starts.iter().step_by(LINES).enumerate() {
        let end = starts.get((stretch + 1) * LINES).copied();
        let end = end.unwrap_or(spellings.len());
        for three in spellings[*begins..end].windows(3) {
            bits[class(three) * width + stretch / 8] |= 1 << (stretch % 8);
        }
    }
    bits
}

/// The stretches of so many lines that may have some letters inside, ascending: all that do, and seldom others.
pub(crate) fn stretches_with(
    bits: &[u8],
    lines: usize,
    letters: &[u8],
) -> impl Iterator<Item = usize> {
    let width = width(lines);
    let mut all = vec![u8::MAX; width];
    for three in letters.windows(3) {
        let from = class(three) * width;
        let there = bits.get(from..from + width).unwrap_or_default();
        for (byte, there) in all.iter_mut().zip(there) {
            *byte &= there;
        }
    }
    let stretches = lines.div_ceil(LINES);
    (0..stretches).filter(move |stretch| all[stretch / 8] >> (stretch % 8) & 1 == 1)
}

#[cfg(test)]
mod tests {
    use super::{LINES, pack, stretches_with};

    #[test]
    fn no_stretch_with_the_letters_is_passed_over_and_few_others_are_looked_at() {
        let lines =
            (0..1_000_u64).map(|at| format!("{:016x}", at.wrapping_mul(0x9e37_79b9_7f4a_7c15)));
        let lines: Vec<String> = lines.collect();
        let mut spellings = Vec::new();
        let mut starts = Vec::new();
        for line in &lines {
            starts.push(spellings.len());
            spellings.extend_from_slice(line.as_bytes());
            spellings.push(b'\n');
        }
        let bits = pack(&spellings, &starts);
        let (mut there, mut looked_at) = (0, 0);
        for letters in lines
            .iter()
            .flat_map(|line| [&line[..4], &line[3..8], line])
        {
            let found: Vec<usize> =
                stretches_with(&bits, lines.len(), letters.as_bytes()).collect();
            let with = lines.chunks(LINES).enumerate();
            let with = with.filter(|(_, lines)| lines.iter().any(|line| line.contains(letters)));
            let with: Vec<usize> = with.map(|(stretch, _)| stretch).collect();
            assert!(
                with.iter().all(|stretch| found.contains(stretch)),
                "{letters}"
            );
            there += with.len();
            looked_at += found.len();
        }
        assert!(looked_at < 4 * there, "{looked_at} for {there}");
    }

    #[test]
    fn a_list_of_nothing_has_nothing() {
        assert_eq!(stretches_with(&pack(&[], &[]), 0, b"abcd").count(), 0);
    }
}
