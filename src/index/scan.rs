//! Cuts a typed query into pieces: words, quoted phrases, expressions, filters, and the signs before them.
//!
//! It must not know what the pieces mean; every text has pieces, none is an error.

/// A piece of a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Piece<'t> {
    /// What stood before it.
    pub(crate) sign: Sign,
    /// What it is.
    pub(crate) item: Item<'t>,
}

/// The sign before a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sign {
    /// None.
    Plain,
    /// `-`: must not occur.
    Without,
    /// `=`: exactly as written.
    Verbatim,
}

/// What a piece of a query is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Item<'t> {
    /// `|`.
    Either,
    /// Words with the white space between them; whether a `*` ends the last one.
    Words(&'t str, bool),
    /// What stands between brackets that hold alternatives, or that a `-` stands before, and whether the closing one is there.
    Group(&'t str, bool),
    /// The words between quotation marks, and whether the closing one is there.
    Quoted(&'t str, bool),
    /// What stands between slashes.
    Expression(&'t str),
    /// What follows `§`, or a quoted title behind `in:`.
    Section(&'t str),
    /// A filter's name and value.
    Filter(&'t str, &'t str),
}

/// The names that make `name:value` a filter; with any other, the sign is a colon in a text.
const FILTERS: [&str; 9] = [
    "in", "p", "kst", "cites", "date", "from", "doc", "dossier", "kind",
];

/// Bytes of the longest of them, with its colon.
const LONGEST_FILTER: usize = 8;

/// The pieces of a query in order.
pub(crate) fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    read_pieces(text).map(|(piece, _)| piece)
}

/// The pieces of a text in order, each with the text that it was read from.
pub(crate) fn read_pieces(text: &str) -> impl Iterator<Item = (Piece<'_>, &str)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let (piece, after) = piece(rest)?;
        let read = &rest[..rest.len() - after.len()];
        rest = after;
        Some((piece, read))
    })
}

/// The first piece of a text and what follows it.
pub(crate) fn piece(text: &str) -> Option<(Piece<'_>, &str)> {
    let mut rest = text.trim_start();
    let mut sign = Sign::Plain;
    loop {
        let first = rest.chars().next()?;
        let after = &rest[first.len_utf8()..];
        let stands_alone = after
            .chars()
            .next()
            .is_none_or(|next| next == '|' || next.is_whitespace());
        match first {
            '-' | '=' if stands_alone => {
                rest = after.trim_start();
                sign = Sign::Plain;
            }
            '-' if sign != Sign::Verbatim => {
                rest = after;
                sign = Sign::Without;
            }
            '=' if sign == Sign::Plain => {
                rest = after;
                sign = Sign::Verbatim;
            }
            _ => break,
        }
    }
    let (item, after) = item(rest, sign);
    Some((Piece { sign, item }, after))
}

/// The item a text begins with and what follows it; of words as many as follow each other, or one behind a sign.
fn item(text: &str, sign: Sign) -> (Item<'_>, &str) {
    if let Some(after) = text.strip_prefix('|') {
        return (Item::Either, after);
    }
    special(text, sign).unwrap_or_else(|| words(text, sign == Sign::Plain))
}

/// Everything but words and `|`.
fn special(text: &str, sign: Sign) -> Option<(Item<'_>, &str)> {
    let first = text.chars().next()?;
    let after = &text[first.len_utf8()..];
    if is_quote(first) {
        let (inside, closed, after) = quoted(after);
        return Some((Item::Quoted(inside, closed), after));
    }
    match first {
        '(' => {
            // Other brackets are a text's own: `(nieuw)`.
            let (inside, closed, after) = bracketed(after);
            let groups = match sign {
                Sign::Plain => inside.contains('|'),
                Sign::Without => true,
                Sign::Verbatim => false,
            };
            groups.then_some((Item::Group(inside, closed), after))
        }
        '\'' | '‘' | '‚' => {
            let end = single_quote_end(after)?;
            let closing = after[end..].chars().next()?;
            let item = Item::Quoted(&after[..end], true);
            Some((item, &after[end + closing.len_utf8()..]))
        }
        '/' => {
            let end = expression_end(after)?;
            Some((Item::Expression(&after[..end]), &after[end + 1..]))
        }
        '§' => {
            let value = match after.strip_prefix(' ') {
                Some(value) if value.starts_with(|first: char| first.is_ascii_digit()) => value,
                _ => after,
            };
            let (value, after) = value_of(value);
            Some((Item::Section(value), after))
        }
        _ => {
            let colon = text
                .bytes()
                .take(LONGEST_FILTER)
                .position(|byte| byte == b':')?;
            let name = text.get(..colon)?;
            let name = FILTERS
                .iter()
                .find(|filter| filter.eq_ignore_ascii_case(name))?;
            let is_title = *name == "in" && text[colon + 1..].starts_with(is_quote);
            let (value, after) = if *name == "kst" {
                paper_of(&text[colon + 1..])
            } else {
                value_of(&text[colon + 1..])
            };
            let item = if is_title {
                Item::Section(value)
            } else {
                Item::Filter(name, value)
            };
            Some((item, after))
        }
    }
}

/// Words up to the next special item; only the first word unless `many`.
fn words(text: &str, many: bool) -> (Item<'_>, &str) {
    let mut end = 0;
    loop {
        let word = text[end..].find(ends_word).unwrap_or(text.len() - end);
        end += word.max(text[end..].chars().next().map_or(0, char::len_utf8));
        let starred = text[..end].ends_with('*');
        let next = text[end..].trim_start();
        let goes_on = next
            .chars()
            .next()
            .is_some_and(|first| !matches!(first, '|' | '-' | '='));
        if !many || starred || !goes_on || special(next, Sign::Plain).is_some() {
            return (Item::Words(&text[..end], starred), &text[end..]);
        }
        end = text.len() - next.len();
    }
}

/// Whether a bare word ends before this character.
fn ends_word(next: char) -> bool {
    next.is_whitespace() || next == '|' || is_quote(next)
}

/// Quotation marks that always mean a phrase.
pub(crate) fn is_quote(sign: char) -> bool {
    matches!(sign, '"' | '“' | '”' | '„' | '‟' | '«' | '»')
}

/// What stands before the closing quotation mark, whether there is one, and what follows it.
fn quoted(text: &str) -> (&str, bool, &str) {
    match text.char_indices().find(|&(_, sign)| is_quote(sign)) {
        Some((end, sign)) => (&text[..end], true, &text[end + sign.len_utf8()..]),
        None => (text, false, ""),
    }
}

/// What stands before the bracket that closes the one before it, whether there is one, and what follows it.
fn bracketed(text: &str) -> (&str, bool, &str) {
    let mut open = 0;
    let mut in_quotes = false;
    let mut escaped = false;
    for (at, sign) in text.char_indices() {
        match sign {
            _ if is_quote(sign) => in_quotes = !in_quotes,
            _ if in_quotes || escaped => {}
            '(' => open += 1,
            ')' if open == 0 => return (&text[..at], true, &text[at + 1..]),
            ')' => open -= 1,
            _ => {}
        }
        escaped = sign == '\\' && !escaped;
    }
    (text, false, "")
}

/// A filter's value: quoted, or up to white space.
fn value_of(text: &str) -> (&str, &str) {
    match text.chars().next() {
        Some(sign) if is_quote(sign) => {
            let (inside, _, after) = quoted(&text[sign.len_utf8()..]);
            (inside, after)
        }
        _ => text.split_at(text.find(ends_word).unwrap_or(text.len())),
    }
}

/// A paper behind `kst:`, whose dossier may be written with a space: `29 628-984`.
fn paper_of(text: &str) -> (&str, &str) {
    let (value, after) = value_of(text);
    let begins = value.len() == 2 && value.bytes().all(|byte| byte.is_ascii_digit());
    let next = after.trim_start();
    let goes_on = next
        .split_once(ends_word)
        .map_or(next, |(word, _)| word)
        .split('-')
        .next()
        .is_some_and(|group| group.len() == 3 && group.bytes().all(|byte| byte.is_ascii_digit()));
    if !begins || !goes_on || after.len() == next.len() {
        return (value, after);
    }
    let end = next.find(ends_word).unwrap_or(next.len());
    let end = text.len() - next.len() + end;
    text.split_at(end)
}

/// Where the single quotation mark stands that closes a phrase: at the end of a word. None for an apostrophe:
/// `'s-Gravenhage`, `'t`, or a word that merely begins with one.
fn single_quote_end(text: &str) -> Option<usize> {
    let mut start = text.chars();
    let first = start.next()?;
    let is_clitic =
        first.is_alphabetic() && start.next().is_none_or(|second| !second.is_alphanumeric());
    if is_clitic || first.is_whitespace() {
        return None;
    }
    let mut before = first;
    for (at, sign) in text.char_indices().skip(1) {
        let ends = matches!(sign, '\'' | '’' | '‘')
            && !before.is_whitespace()
            && text[at + sign.len_utf8()..]
                .chars()
                .next()
                .is_none_or(|next| !next.is_alphanumeric());
        if ends {
            return Some(at);
        }
        before = sign;
    }
    None
}

/// Where the slash stands that closes an expression: before white space, `|` or the end, and not escaped.
fn expression_end(text: &str) -> Option<usize> {
    let mut escaped = false;
    for (at, sign) in text.char_indices() {
        let closes = sign == '/' && !escaped;
        if closes && text[at + 1..].chars().next().is_none_or(ends_word) {
            return Some(at);
        }
        escaped = sign == '\\' && !escaped;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{Item, Piece, Sign, pieces};

    fn items(text: &str) -> Vec<Item<'_>> {
        pieces(text).map(|piece| piece.item).collect()
    }

    #[test]
    fn words_stay_together_until_something_special_comes() {
        assert_eq!(
            items("de 29 628 \"a b\" c* d | p:3"),
            [
                Item::Words("de 29 628", false),
                Item::Quoted("a b", true),
                Item::Words("c*", true),
                Item::Words("d", false),
                Item::Either,
                Item::Filter("p", "3"),
            ]
        );
    }

    #[test]
    fn a_sign_binds_to_what_it_touches_and_alone_means_nothing() {
        let found: Vec<Piece<'_>> = pieces("a - -b c =D -\"e f\" -").collect();
        let expected = [
            (Sign::Plain, Item::Words("a", false)),
            (Sign::Without, Item::Words("b", false)),
            (Sign::Plain, Item::Words("c", false)),
            (Sign::Verbatim, Item::Words("D", false)),
            (Sign::Without, Item::Quoted("e f", true)),
        ];
        let expected = expected.map(|(sign, item)| Piece { sign, item });
        assert_eq!(found, expected);
    }

    #[test]
    fn an_apostrophe_is_no_quotation_mark() {
        assert_eq!(
            items("'Politie voor Iedereen'"),
            [Item::Quoted("Politie voor Iedereen", true)]
        );
        assert_eq!(
            items("‘Politie voor’ x").first(),
            Some(&Item::Quoted("Politie voor", true))
        );
        assert_eq!(
            items("'s-Gravenhage"),
            [Item::Words("'s-Gravenhage", false)]
        );
        assert_eq!(
            items("'t kan 's avonds"),
            [Item::Words("'t kan 's avonds", false)]
        );
        assert_eq!(items("collega's"), [Item::Words("collega's", false)]);
    }

    #[test]
    fn an_expression_needs_both_slashes() {
        assert_eq!(
            items("/a b\\/c/ d"),
            [Item::Expression("a b\\/c"), Item::Words("d", false)]
        );
        assert_eq!(items("/corrup"), [Item::Words("/corrup", false)]);
    }
}
