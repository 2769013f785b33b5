//! Numbers as lists and notes show them: figures, letters, Roman numerals, bullets.
//!
//! It must not know which format asks.

/// Levels that a list may have.
pub(super) const MOST_LEVELS: usize = 10;

/// How far a list has counted on each of its levels.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Counts([u32; MOST_LEVELS]);

impl Counts {
    /// Counts a level on, from its start when it begins; those below it begin again.
    pub(super) fn next(&mut self, level: usize, start: u32) {
        self.0[level] = match self.0[level] {
            0 => start,
            count => count.saturating_add(1),
        };
        self.0[level + 1..].fill(0);
    }

    /// A level and those below it begin again.
    pub(super) fn restart(&mut self, level: usize) {
        self.0[level..].fill(0);
    }

    /// Where a level stands; one that has not begun stands at its start.
    pub(super) fn at(&self, level: usize, start: u32) -> u32 {
        match self.0[level] {
            0 => start,
            count => count,
        }
    }
}

/// A number in the format of a name: Word's names, or OpenDocument's single letters.
pub(super) fn shown(number: u32, format: &str) -> String {
    match format {
        "lowerLetter" | "a" => letters(number).to_lowercase(),
        "upperLetter" | "A" => letters(number),
        "lowerRoman" | "i" => roman(number).to_lowercase(),
        "upperRoman" | "I" => roman(number),
        "bullet" => "•".to_owned(),
        "none" | "" => String::new(),
        "decimalZero" => format!("{number:02}"),
        _ => number.to_string(),
    }
}

/// A, B, … Z, AA, BB: as office suites count on.
fn letters(number: u32) -> String {
    let at = number.saturating_sub(1);
    let letter = char::from(b'A' + (at % 26) as u8);
    let times = (at / 26 + 1).min(8) as usize;
    std::iter::repeat_n(letter, times).collect()
}

fn roman(number: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut left = number.min(4999);
    let mut shown = String::new();
    for (value, sign) in SIGNS {
        while left >= value {
            shown.push_str(sign);
            left -= value;
        }
    }
    shown
}
