//! How many typing errors lie between two words.
//!
//! It must not know what is done with the number.

/// The typing errors between a typed word and others, which are read letter by letter: words that begin alike share what was worked out for
/// their beginning. Counted are changes, insertions, deletions and swaps of neighbours (optimal string alignment).
#[derive(Debug, Clone)]
pub struct Errors {
    typed: Vec<char>,
    most: usize,
    /// Whether the other word may go on behind what was typed.
    open: bool,
    /// The letters read.
    read: Vec<char>,
    /// Behind each of them, and before the first: the errors between what was read and each beginning of what was typed.
    rows: Vec<Vec<usize>>,
    /// Behind each of them, the fewest errors between what was typed and any beginning of what was read.
    begun: Vec<usize>,
}

impl Errors {
    /// For a typed word in which at most so many errors are forgiven.
    #[must_use]
    pub fn new(typed: &str, most: usize, open: bool) -> Self {
        let typed: Vec<char> = typed.chars().collect();
        Self {
            most,
            open,
            read: Vec::new(),
            rows: vec![(0..=typed.len()).collect()],
            begun: vec![typed.len()],
            typed,
        }
    }

    /// Forgets the letters read behind so many.
    pub fn keep(&mut self, letters: usize) {
        self.read.truncate(letters);
        self.rows.truncate(letters + 1);
        self.begun.truncate(letters + 1);
    }

    /// Reads another letter. Whether what follows can make a difference: if not, all words that begin so are as far away as this beginning.
    pub fn read(&mut self, letter: char) -> bool {
        let at = self.read.len();
        let [.., last] = self.rows.as_slice() else {
            return false;
        };
        let mut row = Vec::with_capacity(last.len());
        let mut before = at + 1;
        let mut fewest = before;
        row.push(before);
        for (column, &typed) in self.typed.iter().enumerate() {
            let change = last[column] + usize::from(typed != letter);
            let mut errors = change.min(last[column + 1] + 1).min(before + 1);
            let swapped = at > 0
                && column > 0
                && typed == self.read[at - 1]
                && self.typed[column - 1] == letter;
            if swapped {
                errors = errors.min(self.rows[at - 1][column - 1] + 1);
            }
            row.push(errors);
            fewest = fewest.min(errors);
            before = errors;
        }
        self.begun.push(self.begun[at].min(before));
        self.read.push(letter);
        self.rows.push(row);
        // Whoever swaps two letters could have changed the first at the same price, so that no row before a cheap swap is dear.
        fewest <= self.most
    }

    /// How many errors lie between the two words, if they are few enough.
    #[must_use]
    pub fn errors(&self) -> Option<usize> {
        if self.open {
            self.begun()
        } else {
            self.whole()
        }
    }

    /// How many errors lie between what was typed and all that was read, if they are few enough.
    #[must_use]
    pub fn whole(&self) -> Option<usize> {
        let errors = self.rows.last().and_then(|row| row.last());
        errors.copied().filter(|&errors| errors <= self.most)
    }

    /// How many errors lie between what was typed and some beginning of what was read, if they are few enough.
    #[must_use]
    pub fn begun(&self) -> Option<usize> {
        let errors = self.begun.last();
        errors.copied().filter(|&errors| errors <= self.most)
    }
}

/// The errors that make one word of another, if there are at most `most`. With `open`, the other word may go on behind what was typed.
#[must_use]
pub fn errors(typed: &str, other: &str, most: usize, open: bool) -> Option<usize> {
    let mut errors = Errors::new(typed, most, open);
    for letter in other.chars() {
        if !errors.read(letter) {
            break;
        }
    }
    errors.errors()
}
