//! Lists packed in bytes, which are read in place: numbers, and what stands in order.
//!
//! It must not know what is packed.

/// Bytes that are not what they should be, or of another arrangement.
#[derive(Debug, thiserror::Error)]
#[error("a packed list is damaged")]
pub(crate) struct Damaged;

/// The number at a byte, four bytes long; 0 where there is none.
pub(crate) fn number(bytes: &[u8], at: usize) -> u32 {
    match bytes.get(at..at + 4) {
        Some(&[a, b, c, d]) => u32::from_le_bytes([a, b, c, d]),
        _ => 0,
    }
}

/// The first of so many for which something does not hold, which holds of those before it and of none after.
pub(crate) fn partition(len: usize, holds: impl Fn(usize) -> bool) -> usize {
    let (mut from, mut end) = (0, len);
    while from < end {
        let middle = usize::midpoint(from, end);
        if holds(middle) {
            from = middle + 1;
        } else {
            end = middle;
        }
    }
    from
}

/// The same, which is likely near a place: the steps grow from there on.
pub(crate) fn partition_near(near: usize, len: usize, holds: impl Fn(usize) -> bool) -> usize {
    let (mut at, mut step) = (near.min(len), 1);
    let (mut from, mut end) = (0, at);
    if at < len && holds(at) {
        while at < len && holds(at) {
            from = at + 1;
            at += step;
            step *= 2;
        }
        end = at.min(len);
    } else {
        while at > 0 && !holds(at - 1) {
            end = at - 1;
            at = end.saturating_sub(step);
            step *= 2;
        }
        from = at;
    }
    from + partition(end - from, |at| holds(from + at))
}

#[cfg(test)]
mod tests {
    use super::{partition, partition_near};

    #[test]
    fn from_wherever_one_looks_the_same_is_found() {
        for len in [0, 1, 2, 5, 30] {
            for first in 0..=len {
                assert_eq!(partition(len, |at| at < first), first);
                for near in 0..len + 3 {
                    assert_eq!(
                        partition_near(near, len, |at| at < first),
                        first,
                        "{near} {len}"
                    );
                }
            }
        }
    }
}
