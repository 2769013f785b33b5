//! How many typing errors lie between two words.
//!
//! It must not know what is done with the number.

/// Letters of a word, and one more, for which no memory need be asked for: most words by far.
const SHORT: usize = 33;

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
    // Of a row only what lies within `most` of the diagonal can count: all else has more errors already.
    let beyond = most + 1;
    let width = other.len() + 1;
    let mut rows = [[0_usize; SHORT]; 3];
    let mut long: Vec<Vec<usize>> = Vec::new();
    if width > SHORT {
        long = vec![vec![0; width]; 3];
    }
    let [before_last, last, row] = &mut rows;
    let (mut before_last, mut last, mut row): (&mut [usize], &mut [usize], &mut [usize]) =
        match long.as_mut_slice() {
            [one, two, three] => (one, two, three),
            _ => (before_last, last, row),
        };
    before_last.fill(beyond);
    for (column, errors) in last.iter_mut().enumerate() {
        *errors = column.min(beyond);
    }
    for (at, &letter) in typed.iter().enumerate() {
        let (from, end) = (at.saturating_sub(most), other.len().min(at + most + 1));
        row.fill(beyond);
        row[0] = (at + 1).min(beyond);
        let mut fewest_in_row = row[0];
        for column in from..end {
            let wanted = other[column];
            let change = last[column] + usize::from(letter != wanted);
            let mut fewest = change.min(last[column + 1] + 1).min(row[column] + 1);
            let swapped =
                at > 0 && column > 0 && letter == other[column - 1] && typed[at - 1] == wanted;
            if swapped {
                fewest = fewest.min(before_last[column - 1] + 1);
            }
            row[column + 1] = fewest.min(beyond);
            fewest_in_row = fewest_in_row.min(fewest);
        }
        if fewest_in_row > most {
            return None;
        }
        (before_last, last, row) = (last, row, before_last);
    }
    let last = &last[..width];
    let errors = if open {
        last.iter().copied().min()
    } else {
        last.last().copied()
    };
    errors.filter(|&errors| errors <= most)
}
