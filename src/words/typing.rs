//! How many typing errors lie between two words.
//!
//! It must not know what is done with the number.

/// Changes, insertions, deletions and swaps of neighbours that make one word of another (optimal string alignment), if there are at most
/// `most`. With `open`, the other word may go on behind what was typed.
#[must_use]
pub fn errors(typed: &[char], other: &[char], most: usize, open: bool) -> Option<usize> {
    let other = if open {
        &other[..other.len().min(typed.len() + most)]
    } else {
        other
    };
    if typed.len().abs_diff(other.len()) > most && !(open && other.len() > typed.len()) {
        return None;
    }
    let width = other.len() + 1;
    let mut before_last = vec![usize::MAX / 2; width];
    let mut last: Vec<usize> = (0..width).collect();
    for (at, &letter) in typed.iter().enumerate() {
        let mut row = Vec::with_capacity(width);
        row.push(at + 1);
        for (column, &wanted) in other.iter().enumerate() {
            let change = last[column] + usize::from(letter != wanted);
            let mut fewest = change.min(last[column + 1] + 1).min(row[column] + 1);
            let swapped =
                at > 0 && column > 0 && letter == other[column - 1] && typed[at - 1] == wanted;
            if swapped {
                fewest = fewest.min(before_last[column - 1] + 1);
            }
            row.push(fewest);
        }
        if row.iter().all(|&errors| errors > most) {
            return None;
        }
        before_last = std::mem::replace(&mut last, row);
    }
    let errors = if open {
        last.iter().copied().min()
    } else {
        last.last().copied()
    };
    errors.filter(|&errors| errors <= most)
}
