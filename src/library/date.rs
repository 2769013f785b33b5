//! A letter's printed date as a number that sorts: 13 oktober 2020 is 20201013.
//!
//! It must not know letters.

use crate::citation::MONTHS;

/// Months otherwise than in Dutch, by their beginnings: English ones, and March for short.
const OTHERS: [(&str, u32); 4] = [("mar", 3), ("mrt", 3), ("may", 5), ("oct", 10)];

/// The date as a number; 0 where none is understood. A month without a day is that month's day 0.
#[must_use]
pub fn number(printed: &str) -> u32 {
    let parts: Vec<&str> = printed
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|part| !part.is_empty())
        .collect();
    let found = parts
        .windows(3)
        .find_map(|three| of(three[0], three[1], three[2]));
    let month_only = || {
        let mut pairs = parts.windows(2);
        pairs.find_map(|two| Some(year(two[1])? * 10_000 + named(two[0])? * 100))
    };
    let year_only = || parts.iter().find_map(|part| Some(year(part)? * 10_000));
    found.or_else(month_only).or_else(year_only).unwrap_or(0)
}

/// A date of three parts: day, month, year, or the other way round where the first is the year.
fn of(one: &str, two: &str, three: &str) -> Option<u32> {
    let month = named(two).or_else(|| two.parse().ok())?;
    let (year, day) = match year(one) {
        Some(year) => (year, three),
        None => (year(three)?, one),
    };
    let day: u32 = day.parse().ok()?;
    let sound = (1..=12).contains(&month) && (1..=31).contains(&day);
    sound.then_some(year * 10_000 + month * 100 + day)
}

fn year(text: &str) -> Option<u32> {
    let year = text.parse().ok().filter(|_| text.len() == 4)?;
    (1800..2200).contains(&year).then_some(year)
}

/// A month by its name, or the first three letters of it.
fn named(text: &str) -> Option<u32> {
    let lower = text.to_lowercase();
    let dutch = MONTHS
        .iter()
        .zip(1..)
        .map(|(name, month)| (&name[..3], month));
    let mut all = dutch.chain(OTHERS);
    let month = all.find(|(name, _)| lower.starts_with(name));
    month.map(|(_, month)| month)
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn dates_are_read_as_letters_print_them() {
        assert_eq!(number("13 oktober 2020"), 20_201_013);
        assert_eq!(number("Den Haag, 1 maart 2021"), 20_210_301);
        assert_eq!(number("2020-10-13"), 20_201_013);
        assert_eq!(number("13-10-2020"), 20_201_013);
        assert_eq!(number("October 2020"), 20_201_000);
        assert_eq!(number("2020"), 20_200_000);
        assert_eq!(number("gisteren"), 0);
        assert_eq!(number("45 oktober 2020"), 20_201_000);
    }
}
