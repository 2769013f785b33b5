//! The filters in a typed query: which stand in it, the same query with one more, and with one fewer.
//!
//! It must not know what a filter asks for; a query stays the text that was typed.

use std::ops::Range;

use crate::index::scan::{Item, Sign, is_quote, piece};

/// The filters that tell letters of a library apart by what they have in common.
const OF_LETTERS: [&str; 4] = ["date", "from", "dossier", "kind"];

/// A filter and the bytes it takes.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Stands<'t> {
    name: &'t str,
    value: &'t str,
    bytes: Range<usize>,
}

/// What stands between two `|` of a query, or before, or behind them.
#[derive(Debug, Default)]
struct Branch<'t> {
    filters: Vec<Stands<'t>>,
    /// Where its first piece begins that is no filter; where it ends, if it has none.
    words: usize,
    /// Whether there is anything in it.
    asks: bool,
}

/// The branches of a query.
fn branches(text: &str) -> Vec<Branch<'_>> {
    let mut all = vec![Branch::default()];
    let mut rest = text;
    let mut has_words = false;
    while let Some((piece, after)) = piece(rest) {
        let from = text.len() - rest.trim_start().len();
        let bytes = from..text.len() - after.len();
        rest = after;
        let last = all.len() - 1;
        let branch = &mut all[last];
        match (piece.sign, piece.item) {
            (_, Item::Either) => {
                has_words = false;
                all.push(Branch {
                    words: bytes.end,
                    ..Branch::default()
                });
                continue;
            }
            (Sign::Plain | Sign::Verbatim, Item::Filter(name, value))
                if OF_LETTERS.contains(&name) =>
            {
                if !has_words {
                    branch.words = bytes.end;
                }
                branch.filters.push(Stands { name, value, bytes });
            }
            _ => {
                if !has_words {
                    branch.words = bytes.start;
                }
                has_words = true;
            }
        }
        branch.asks = true;
    }
    all
}

/// Whether every branch of a query has this filter on letters: by date, sender, dossier or kind.
#[must_use]
pub fn has(text: &str, name: &str, value: &str) -> bool {
    let branches = branches(text);
    let mut asking = branches.iter().filter(|branch| branch.asks).peekable();
    asking.peek().is_some() && asking.all(|branch| branch.find(name, value).is_some())
}

/// The filter on letters that was put in last by [`with`], else the last that was typed: its name and value.
#[must_use]
pub fn last(text: &str) -> Option<(&str, &str)> {
    let branches = branches(text);
    let branch = branches.into_iter().find(|branch| branch.asks)?;
    let before = |filter: &&Stands<'_>| filter.bytes.end <= branch.words;
    let leading = branch.filters.iter().rfind(before);
    let last = leading.or(branch.filters.last())?;
    Some((last.name, last.value))
}

/// The query with one more filter in each of its branches, of letters that are just that. It stands before the words, so that the last of them
/// may be unfinished as it was.
#[must_use]
pub fn with(text: &str, name: &str, value: &str) -> String {
    let value = unquoted(value);
    let plain = value
        .chars()
        .all(|sign| sign.is_alphanumeric() || matches!(sign, '-' | '.'));
    // A date has no more in it than it says.
    let sign = if name == "date" { "" } else { "=" };
    let filter = if plain {
        format!("{sign}{name}:{value}")
    } else {
        format!("{sign}{name}:\"{value}\"")
    };
    put(text, &filter)
}

/// The query with one more filter, as it is written, in each of its branches.
fn put(text: &str, filter: &str) -> String {
    let branches = branches(text);
    let mut narrowed = text.to_owned();
    for branch in branches.iter().rev().filter(|branch| branch.asks) {
        let at = branch.words;
        let before = &narrowed[..at];
        let lead = if before.is_empty() || before.ends_with(char::is_whitespace) {
            ""
        } else {
            " "
        };
        let behind = if narrowed[at..].starts_with(char::is_whitespace) || at == narrowed.len() {
            ""
        } else {
            " "
        };
        narrowed.insert_str(at, &format!("{lead}{filter}{behind}"));
    }
    if narrowed.trim().is_empty() {
        return filter.to_owned();
    }
    narrowed
}

/// A value as it can stand between quotation marks, where there are no others.
pub(crate) fn unquoted(value: &str) -> String {
    value.replace(is_quote, " ")
}

/// A query narrowed by the filters on letters that another one has, but for those by what it has a filter of its own.
#[must_use]
pub fn shared(text: &str, other: &str) -> String {
    let (own, others) = (branches(text), branches(other));
    let own = |name: &str| {
        own.iter()
            .flat_map(|branch| &branch.filters)
            .any(|filter| filter.name == name)
    };
    let first = others.iter().find(|branch| branch.asks);
    let held = first.into_iter().flat_map(|branch| &branch.filters);
    let held = held.filter(|filter| has(other, filter.name, filter.value) && !own(filter.name));
    held.fold(text.to_owned(), |text, filter| {
        put(&text, &other[filter.bytes.clone()])
    })
}

/// The query without this filter, wherever it stands.
#[must_use]
pub fn without(text: &str, name: &str, value: &str) -> String {
    let branches = branches(text);
    let mut left = text.to_owned();
    // From the last one on, so that what is left to be looked at stands where it stood.
    let filters = branches.iter().flat_map(|branch| &branch.filters);
    let filters: Vec<&Stands<'_>> = filters.filter(|filter| filter.is(name, value)).collect();
    for filter in filters.into_iter().rev() {
        let mut bytes = filter.bytes.clone();
        // Of the white space about it, one side goes with it.
        let after = &left[bytes.end..];
        bytes.end += after.len() - after.trim_start().len();
        if bytes.end == left.len() {
            bytes.start = left[..bytes.start].trim_end().len();
        }
        left.replace_range(bytes, "");
    }
    left
}

impl Branch<'_> {
    fn find(&self, name: &str, value: &str) -> Option<&Stands<'_>> {
        self.filters.iter().find(|filter| filter.is(name, value))
    }
}

impl Stands<'_> {
    /// Whether it is this filter, as [`with`] writes it or as it was typed.
    fn is(&self, name: &str, value: &str) -> bool {
        let folded = |value: &str| unquoted(value).to_lowercase();
        self.name == name && folded(self.value) == folded(value)
    }
}

#[cfg(test)]
mod tests {
    use super::{has, last, shared, with, without};

    #[test]
    fn a_filter_goes_before_the_words_of_every_branch_and_can_be_taken_away_again() {
        let cases = [
            ("agenten", "date:2019 agenten"),
            ("a b | \"c d\"", "date:2019 a b | date:2019 \"c d\""),
            ("a|b", "date:2019 a| date:2019 b"),
            ("a |", "date:2019 a |"),
            ("kind:motie a", "kind:motie date:2019 a"),
            ("kind:motie", "kind:motie date:2019"),
            ("\"a b", "date:2019 \"a b"),
            ("-a p:3", "date:2019 -a p:3"),
        ];
        for (before, after) in cases {
            assert_eq!(with(before, "date", "2019"), after);
            assert!(has(after, "date", "2019"), "{after}");
            let again = without(after, "date", "2019");
            let words = |text: &str| text.replace(' ', "");
            assert_eq!(words(&again), words(before));
        }
        for (twice, once) in [
            ("date:2019 date:2019 agenten en boa's", "agenten en boa's"),
            ("date:2019 date:2019", ""),
            ("a date:2019 date:2019", "a"),
            ("date:2019 a date:2019 | b date:2019", "a | b"),
        ] {
            assert_eq!(without(twice, "date", "2019"), once);
        }
        assert!(!has("date:2019 a | b", "date", "2019"));
        assert!(!has("-date:2019 a", "date", "2019"));
    }

    #[test]
    fn a_second_query_has_the_filters_of_the_first_but_for_its_own() {
        let first = "date:2019 kind:motie a";
        assert_eq!(shared("b", first), "date:2019 kind:motie b");
        assert_eq!(shared("b date:2020", first), "kind:motie b date:2020");
        assert_eq!(shared("b", "date:2019 a | c"), "b");
        assert_eq!(shared("b", ""), "b");
    }

    #[test]
    fn names_with_spaces_and_quotation_marks_are_quoted() {
        let name = "De \"Raad\" van State";
        let text = with("a", "from", name);
        assert_eq!(text, "=from:\"De  Raad  van State\" a");
        assert!(has(&text, "from", name));
        assert_eq!(without(&text, "from", name), "a");
    }

    #[test]
    fn the_last_filter_is_the_one_that_was_put_in_last() {
        let text = with(&with("a date:2021", "date", "2019"), "kind", "motie");
        assert_eq!(text, "date:2019 =kind:motie a date:2021");
        assert_eq!(last(&text), Some(("kind", "motie")));
        assert_eq!(last("a date:2021"), Some(("date", "2021")));
        assert_eq!(last("a in:text"), None);
    }
}
