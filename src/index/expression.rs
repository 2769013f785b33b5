//! An expression as it is typed between slashes, and what must stand among a text's words for it to match there.
//!
//! It must not know where words occur.

use regex::{Regex, RegexBuilder};
use regex_syntax::ParserBuilder;
use regex_syntax::hir::{Class, Hir, HirKind};

use crate::words::lexeme::fold;

/// What a compiled expression may take: bytes. Enough for any a person types, too little to be slow.
const SIZE: usize = 1 << 19;

/// How deep groups may lie in groups.
const DEEPEST: u32 = 32;

/// Letters in a row that tell anything: lists of words are looked through by threes.
const FEWEST: usize = 3;

/// An expression.
#[derive(Debug, Clone)]
pub(crate) struct Expression {
    regex: Regex,
    needs: Vec<AnyOf>,
}

/// Letters in a row, folded: one of these stands inside a word of each text that matches.
pub(crate) type AnyOf = Vec<String>;

impl Expression {
    /// Reads what was typed; in small letters only, it means both cases. `None`: it is no expression.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        if text.is_empty() {
            return None;
        }
        let mut escaped = false;
        let has_capitals = text.chars().any(|sign| {
            let is_capital = sign.is_uppercase() && !escaped;
            escaped = sign == '\\' && !escaped;
            is_capital
        });
        let regex = RegexBuilder::new(text)
            .case_insensitive(!has_capitals)
            .size_limit(SIZE)
            .dfa_size_limit(SIZE)
            .nest_limit(DEEPEST)
            .build();
        let tree = ParserBuilder::new()
            .case_insensitive(!has_capitals)
            .nest_limit(DEEPEST)
            .build()
            .parse(text);
        let mut needs = Vec::new();
        if let Ok(tree) = &tree {
            Runs::default().take(tree, &mut needs);
        }
        Some(Self {
            regex: regex.ok()?,
            needs,
        })
    }

    /// Where it matches a text: every match that is not empty.
    pub(crate) fn find_iter<'t>(&self, text: &'t str) -> impl Iterator<Item = regex::Match<'t>> {
        let found = self.regex.find_iter(text);
        found.filter(|found| !found.is_empty())
    }

    /// Whether it matches a text.
    pub(crate) fn matches(&self, text: &str) -> bool {
        self.find_iter(text).next().is_some()
    }

    /// What must stand among the words of a text for it to match there: of each of these, one.
    pub(crate) fn needs(&self) -> &[AnyOf] {
        &self.needs
    }
}

/// The letters that stand in a row so far.
#[derive(Default)]
struct Runs {
    run: String,
}

impl Runs {
    /// Adds what an expression needs. A letter outside ASCII ends a row, unless all that is asked for in its place is folded to the same one
    /// of ASCII: others are not folded by themselves.
    fn take(mut self, tree: &Hir, needs: &mut Vec<AnyOf>) {
        self.read(tree, needs);
        self.end(needs);
    }

    fn read(&mut self, tree: &Hir, needs: &mut Vec<AnyOf>) {
        match tree.kind() {
            HirKind::Literal(literal) => {
                for &byte in &literal.0 {
                    self.letter(byte.is_ascii_alphabetic().then_some(byte), needs);
                }
            }
            HirKind::Class(class) => self.letter(sole_letter(class), needs),
            HirKind::Concat(parts) => {
                for part in parts {
                    self.read(part, needs);
                }
            }
            HirKind::Capture(group) => self.read(&group.sub, needs),
            // What it says of its place takes no letters.
            HirKind::Empty | HirKind::Look(_) => {}
            HirKind::Repetition(repeated) => {
                self.end(needs);
                if repeated.min > 0 {
                    Self::default().take(&repeated.sub, needs);
                }
            }
            HirKind::Alternation(branches) => {
                self.end(needs);
                let longest = branches.iter().map(|branch| {
                    let mut own = Vec::new();
                    Self::default().take(branch, &mut own);
                    let alone = own.into_iter().filter(|any| any.len() == 1).flatten();
                    alone.max_by_key(String::len)
                });
                needs.extend(longest.collect::<Option<AnyOf>>());
            }
        }
    }

    fn letter(&mut self, letter: Option<u8>, needs: &mut Vec<AnyOf>) {
        match letter {
            Some(letter) => self.run.push(char::from(letter.to_ascii_lowercase())),
            None => self.end(needs),
        }
    }

    fn end(&mut self, needs: &mut Vec<AnyOf>) {
        let run = std::mem::take(&mut self.run);
        if run.len() >= FEWEST {
            needs.push(vec![run]);
        }
    }
}

/// The letter that all characters of a class are once they are folded, if it is one of ASCII: `k`, `K` and the sign for kelvin.
fn sole_letter(class: &Class) -> Option<u8> {
    let Class::Unicode(class) = class else {
        return None;
    };
    let ranges = class.ranges();
    let all = ranges.iter().map(|range| (range.start(), range.end()));
    if all
        .clone()
        .any(|(first, last)| first != last || !first.is_alphabetic())
    {
        return None;
    }
    let mut folded = all.map(|(letter, _)| fold(letter.encode_utf8(&mut [0; 4])));
    let first = folded.next()?;
    let letter = match first.as_bytes() {
        &[letter] if letter.is_ascii_alphabetic() => letter,
        _ => return None,
    };
    folded.all(|other| other == first).then_some(letter)
}

#[cfg(test)]
mod tests {
    use super::Expression;

    fn needs(text: &str) -> Vec<String> {
        let expression = Expression::parse(text).expect("it is one");
        let needs = expression.needs().iter();
        needs.map(|any| any.join("|")).collect()
    }

    #[test]
    fn an_expression_needs_the_letters_that_stand_in_a_row_in_it() {
        for (text, wanted) in [
            ("veilig[a-z]+", "veilig"),
            ("Kamer.*stuk", "kamer stuk"),
            ("politie(agent)?", "politie"),
            ("(motie|amendement)s?", "motie|amendement"),
            ("motie|.*", ""),
            ("(veilig)heid", "veiligheid"),
            (r"\bwet\b", "wet"),
            ("(?:straf){1,2}recht", "straf recht"),
            ("(straf)*recht", "recht"),
            ("a.b", ""),
            (r"\d{4}", ""),
            ("coëfficiënt", "coefficient"),
            ("Coëfficiënt", "ffici"),
            ("[Dd]e[nr]? Haag", "haag"),
            ("zaken\u{301}en", "zaken"),
            ("(a|bcd)", ""),
        ] {
            assert_eq!(needs(text).join(" "), wanted, "{text}");
        }
    }

    #[test]
    fn what_is_no_expression_is_none() {
        for text in ["", "(", "[a", "a{1000}{1000}{1000}"] {
            assert!(Expression::parse(text).is_none(), "{text}");
        }
    }
}
