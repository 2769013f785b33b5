//! Which volumes of a library are merged into one, by how many passages each holds.
//!
//! It must not know how that is done, nor what passages are.

/// Volumes that stand beside each other; more are merged.
const VOLUMES: usize = 4;

/// Passages of a volume that is merged no further, as long as there are few such: a search looks through as many in some milliseconds.
const LARGEST: u32 = 1_000_000;

/// Where there are more passages than so many of the largest volumes hold, volumes are larger, so that there are about so many: each word of a
/// query is looked up in all of them.
const LARGE: u32 = 8;

/// The volumes that are worth merging, by their places, ascending: the smallest ones. None: it is not worth it.
pub(super) fn worth_merging(passages: &[u32]) -> Vec<usize> {
    let all: u32 = passages
        .iter()
        .fold(0, |all, &more| all.saturating_add(more));
    let largest = LARGEST.max(all / LARGE);
    let mut sizes: Vec<(u32, usize)> = passages.iter().copied().zip(0..).collect();
    sizes.retain(|&(passages, _)| passages <= largest / 2);
    sizes.sort_unstable();
    let mut chosen = Vec::new();
    let mut sum = 0;
    for (passages, at) in sizes {
        if sum + passages > largest {
            break;
        }
        sum += passages;
        chosen.push(at);
    }
    // Large volumes are searched faster than many small ones, but take their time to be merged.
    let is_worth_it = chosen.len() > VOLUMES || chosen.len() > 1 && sum > largest / 2;
    chosen.retain(|_| is_worth_it);
    chosen.sort_unstable();
    chosen
}

#[cfg(test)]
mod tests {
    use super::worth_merging;

    /// What is left of volumes of one size that come one after the other.
    fn left_of(count: usize, size: u32) -> Vec<u32> {
        let mut volumes = Vec::new();
        for _ in 0..count {
            volumes.push(size);
            loop {
                let chosen = worth_merging(&volumes);
                if chosen.is_empty() {
                    break;
                }
                let sum = chosen.iter().map(|&at| volumes[at]).sum();
                let mut at = 0;
                volumes.retain(|_| {
                    at += 1;
                    !chosen.contains(&(at - 1))
                });
                volumes.push(sum);
            }
        }
        volumes
    }

    #[test]
    fn volumes_stay_few_however_many_letters_come() {
        for count in [1, 4, 5, 20, 100, 400, 1_000] {
            let volumes = left_of(count, 100_000);
            let all: u32 = volumes.iter().sum();
            assert_eq!(all, count as u32 * 100_000);
            assert!(volumes.len() <= 24, "{count}: {volumes:?}");
            let largest = volumes.iter().max().copied().unwrap_or_default();
            assert!(largest <= 1_000_000.max(all / 8), "{count}: {volumes:?}");
        }
    }

    #[test]
    fn what_would_gain_little_is_left() {
        assert!(worth_merging(&[]).is_empty());
        assert!(worth_merging(&[3, 4]).is_empty());
        assert!(worth_merging(&[1_000_000, 900_000]).is_empty());
        assert_eq!(worth_merging(&[5, 4, 3, 2, 1]), [0, 1, 2, 3, 4]);
        assert_eq!(worth_merging(&[400_000, 900_000, 300_000]), [0, 2]);
    }
}
