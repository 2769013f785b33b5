//! Reads a typed query as a tree of branches, clauses and readings.
//!
//! Every text is a query: what cannot be read as asked is read as words. It must not know any document.

use crate::index::alternatives::{Alternatives, MAX_BRANCHES};
use crate::index::expression::Expression;
use crate::index::query::{MAX_WORDS, Query, cut};
use crate::index::remark::Remark;
use crate::index::scan::{Item, Piece, Sign, pieces};
use crate::index::syntax::{Branch, Clause, Filter, Filtered, Paper, Part, Reading};
use crate::index::wish;
use crate::words::lexeme::fold;
use crate::words::pattern::{Extent, Pattern};
use crate::words::tokens::{Token, tokens};

/// Brackets within more brackets are ignored: each takes room on the stack.
const MAX_DEPTH: usize = 16;

/// The branches of a query, without empty ones, and what could not be read as asked.
pub(crate) fn parse(query: &Query) -> (Vec<Branch>, Vec<Remark>) {
    let text = cut(&query.text);
    let mut parser = Parser {
        done: Vec::new(),
        current: Alternatives::default(),
        words_left: MAX_WORDS,
        depth: 0,
        too_long: text.len() < query.text.len(),
        remarks: Vec::new(),
    };
    parser.read(text, true, query.typing);
    if parser.too_long {
        parser.remarks.push(Remark::TooLong);
    }
    (parser.done, parser.remarks)
}

/// The same for a single letter, which has no others to be told from.
pub(crate) fn parse_alone(query: &Query) -> (Vec<Branch>, Vec<Remark>) {
    let (mut branches, mut remarks) = parse(query);
    for branch in &mut branches {
        branch.filters.retain(|filter| match &filter.place {
            Filtered::Letters(wish) => {
                remarks.push(Remark::LibraryOnly(wish.name().to_owned()));
                false
            }
            _ => true,
        });
    }
    branches.retain(|branch| !branch.is_empty());
    (branches, remarks)
}

struct Parser {
    done: Vec<Branch>,
    current: Alternatives,
    words_left: usize,
    /// Within how many brackets.
    depth: usize,
    /// Whether something was left out, as there was no room for it.
    too_long: bool,
    remarks: Vec<Remark>,
}

impl Parser {
    /// Reads all of a text; `last`: it is the end of what was typed.
    fn read(&mut self, text: &str, last: bool, typing: bool) {
        let ends_in_space = text.ends_with(char::is_whitespace);
        let mut pieces = pieces(text).peekable();
        while let Some(piece) = pieces.next() {
            let is_last = pieces.peek().is_none();
            self.add(piece, last && is_last && !ends_in_space, typing);
        }
        self.end_branch();
    }

    /// What stands between brackets: every way that was open so far goes on in each way they leave.
    fn group(&mut self, text: &str, sign: Sign, touched: bool, typing: bool) {
        if self.depth == MAX_DEPTH {
            self.too_long = true;
            return;
        }
        let done = std::mem::take(&mut self.done);
        let current = std::mem::take(&mut self.current);
        self.depth += 1;
        self.read(text, touched, typing);
        self.depth -= 1;
        let inside = std::mem::replace(&mut self.done, done);
        self.current = current;
        let found_room = match sign {
            Sign::Without => self.current.refuse_each(&inside),
            Sign::Plain | Sign::Verbatim => self.current.want_either(&inside),
        };
        self.too_long |= !found_room;
    }

    /// Adds a piece; `touched`: nothing was typed behind it.
    fn add(&mut self, piece: Piece<'_>, touched: bool, typing: bool) {
        match piece.item {
            Item::Either => self.end_branch(),
            // What is in the making takes nothing away: the hits would come and go with every letter.
            Item::Group(_, false) | Item::Quoted(_, false)
                if piece.sign == Sign::Without && touched && typing => {}
            Item::Group(text, closed) => {
                self.group(text, piece.sign, touched && !closed, typing);
            }
            Item::Words(text, starred) => {
                let extent = match piece.sign {
                    Sign::Verbatim => Extent::Verbatim,
                    _ if starred => Extent::Begun,
                    Sign::Plain if touched && typing => Extent::Open,
                    // Nor does a word.
                    Sign::Plain | Sign::Without => Extent::Whole,
                };
                self.words(text, extent, piece.sign);
            }
            Item::Quoted(text, closed) => {
                let last = match piece.sign {
                    Sign::Verbatim => Extent::Verbatim,
                    _ if text.ends_with('*') => Extent::Begun,
                    _ if !closed && touched => Extent::Open,
                    _ => Extent::Whole,
                };
                self.phrase(text, last, piece.sign);
            }
            Item::Expression(text) => self.expression(text, piece.sign),
            Item::Section(value) => self.filter(section(value), piece.sign),
            Item::Filter("in", value) => {
                let place = place(value);
                if place.is_none() && !value.trim_matches(',').is_empty() {
                    self.remarks.push(Remark::NoPlace(value.to_owned()));
                }
                self.filter(place, piece.sign);
            }
            Item::Filter("p", value) => self.filter(pages(value), piece.sign),
            Item::Filter("kst", value) => {
                let paper = paper(value.split(['-', '.', ' ']), touched && typing);
                if let Some(paper) = paper {
                    self.clause(piece.sign, vec![Reading::Paper(paper)]);
                }
            }
            Item::Filter("cites", value) if !value.is_empty() => {
                let paper = Paper {
                    id: Some(value.to_lowercase()),
                    open: touched && typing,
                    ..Paper::default()
                };
                self.clause(piece.sign, vec![Reading::Paper(paper)]);
            }
            Item::Filter("cites", _) => {}
            Item::Filter(name, value) => match wish::read_signed(name, value, piece.sign) {
                Ok(wish) => self.filter(wish.map(Filtered::Letters), piece.sign),
                Err(wish::NoDate) => self.remarks.push(Remark::NoDate(value.to_owned())),
            },
        }
    }

    /// An expression; what is none is taken for words.
    fn expression(&mut self, text: &str, sign: Sign) {
        if let Some(expression) = Expression::parse(text) {
            return self.clause(sign, vec![Reading::Expression(expression)]);
        }
        if !text.is_empty() {
            self.remarks.push(Remark::NoExpression(text.to_owned()));
        }
        self.words(text, Extent::Whole, sign);
    }

    fn end_branch(&mut self) {
        let read = std::mem::take(&mut self.current);
        self.done.extend(read.into_branches());
        self.too_long |= self.done.len() > MAX_BRANCHES;
        self.done.truncate(MAX_BRANCHES);
    }

    fn filter(&mut self, place: Option<Filtered>, sign: Sign) {
        if let Some(place) = place
            && self.has_room()
        {
            let negated = sign == Sign::Without;
            self.current.filter(&Filter { negated, place });
        }
    }

    /// Takes room for one more word, or filter, if there is any.
    fn has_room(&mut self) -> bool {
        let left = self.words_left.checked_sub(1);
        self.too_long |= left.is_none();
        self.words_left = left.unwrap_or(0);
        left.is_some()
    }

    fn clause(&mut self, sign: Sign, readings: Vec<Reading>) {
        if readings.is_empty() || !self.has_room() {
            return;
        }
        let clause = Clause { readings };
        match sign {
            Sign::Without => self.current.refuse(&clause),
            Sign::Plain | Sign::Verbatim => self.current.want(&clause),
        }
    }

    /// A phrase: its words as they stand; a number in the making may be one number or two.
    fn phrase(&mut self, text: &str, last: Extent, sign: Sign) {
        let mut words: Vec<Token> = tokens(text)
            .into_iter()
            .filter(|token| !token.joined)
            .collect();
        self.too_long |= words.len() > self.words_left;
        words.truncate(self.words_left);
        let mut readings = Vec::new();
        if let [.., before, end] = words.as_slice()
            && last.is_open()
            && let Some(number) = number_in_making(before, end, text)
        {
            let mut patterns = literals(&words[..words.len() - 2], Extent::Whole, sign);
            patterns.push(number);
            readings.push(Reading::Phrase(patterns));
        }
        if !words.is_empty() {
            readings.insert(0, Reading::Phrase(literals(&words, last, sign)));
        }
        self.clause(sign, readings);
    }

    /// Bare words, each with its readings; the last has the given extent.
    fn words(&mut self, text: &str, last: Extent, sign: Sign) {
        let units = units(text);
        let mut rest = units.as_slice();
        while let Some((unit, after)) = rest.split_first() {
            if let [sign_word, number, ..] = after
                && let Some(readings) =
                    numbered_paper([unit, sign_word, number], last, after.len() == 2)
            {
                self.clause(sign, readings);
                rest = &after[2..];
                continue;
            }
            if let [end] = after
                && last.is_open()
                && let ([before], [end]) = (unit.words.as_slice(), end.words.as_slice())
                && let Some(number) = number_in_making(before, end, text)
            {
                self.either(vec![Reading::Word(number)]);
            }
            let extent = match (after.is_empty(), sign) {
                (true, _) | (_, Sign::Verbatim) => last,
                (false, _) => Extent::Whole,
            };
            self.clause(sign, unit.readings(extent, text));
            rest = after;
        }
    }

    /// Another branch that asks for all that was asked so far, and for one of these readings in place of what follows.
    fn either(&mut self, readings: Vec<Reading>) {
        self.done
            .extend(self.current.each_with(&Clause { readings }));
    }
}

/// What was typed without white space: a word, or words that signs separate.
struct Unit {
    words: Vec<Token>,
    joined: Option<Token>,
}

impl Unit {
    /// A word is itself. Several are a phrase; where hyphens join them also the joined word, and perhaps a paper.
    fn readings(&self, extent: Extent, text: &str) -> Vec<Reading> {
        if let [word] = self.words.as_slice() {
            return vec![Reading::Word(Pattern::new(&word.term, extent))];
        }
        let sign = if extent == Extent::Verbatim {
            Sign::Verbatim
        } else {
            Sign::Plain
        };
        let mut readings = vec![Reading::Phrase(literals(&self.words, extent, sign))];
        if let Some(joined) = &self.joined {
            readings.push(Reading::Word(Pattern::new(&joined.term, extent)));
        }
        if extent != Extent::Verbatim {
            // 29628-984, kst-29628-984.
            let terms = self.words.iter().map(|word| word.term.as_str());
            let named = terms.skip_while(|term| term.eq_ignore_ascii_case("kst"));
            let cites = paper(named, extent.is_open());
            readings.extend(cites.filter(Paper::is_complete).map(Reading::Paper));
        }
        if let [before, end] = self.words.as_slice()
            && extent.is_open()
            && let Some(number) = number_in_making(before, end, text)
        {
            readings.push(Reading::Word(number));
        }
        readings
    }
}

/// Groups the words of a text that no white space separates.
fn units(text: &str) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::new();
    let (joined, plain): (Vec<Token>, Vec<Token>) =
        tokens(text).into_iter().partition(|token| token.joined);
    for word in plain {
        let touches = units
            .last()
            .and_then(|unit| unit.words.last())
            .is_some_and(|before| {
                let between = text.get(before.range.end..word.range.start);
                between.is_some_and(|between| !between.contains(char::is_whitespace))
            });
        match units.last_mut() {
            Some(unit) if touches => unit.words.push(word),
            _ => units.push(Unit {
                words: vec![word],
                joined: None,
            }),
        }
    }
    for unit in &mut units {
        let (Some(first), Some(last)) = (unit.words.first(), unit.words.last()) else {
            continue;
        };
        let whole = first.range.start..last.range.end;
        unit.joined = joined
            .iter()
            .find(|token| token.range == whole && !token.term.contains('~'))
            .cloned();
    }
    units
}

/// Patterns for the words of a phrase; the last has the given extent.
fn literals(words: &[Token], last: Extent, sign: Sign) -> Vec<Pattern> {
    let others = if sign == Sign::Verbatim {
        Extent::Verbatim
    } else {
        Extent::Whole
    };
    let end = words.len().saturating_sub(1);
    let extent_at = |at| if at == end { last } else { others };
    let patterns = words.iter().enumerate();
    patterns
        .map(|(at, word)| Pattern::new(&word.term, extent_at(at)))
        .collect()
}

/// `29 6` on the way to `29 628`: the prefix of a number whose group has fewer than three digits so far.
fn number_in_making(before: &Token, end: &Token, text: &str) -> Option<Pattern> {
    let between = text.get(before.range.end..end.range.start)?;
    let one_sign = between.chars().count() == 1
        && between.contains(|sign: char| sign == '.' || sign.is_whitespace());
    let mut groups = before.term.split('.');
    let all_digits = |group: &str| group.bytes().all(|byte| byte.is_ascii_digit());
    let begins = groups
        .next()
        .is_some_and(|group| (1..=3).contains(&group.len()) && all_digits(group));
    let goes_on = groups.all(|group| group.len() == 3 && all_digits(group));
    let unfinished = (1..=2).contains(&end.term.len()) && all_digits(&end.term);
    let number = || before.term.replace('.', "") + &end.term;
    (one_sign && begins && goes_on && unfinished).then(|| Pattern::new(&number(), Extent::Open))
}

/// `29.628 nr. 984`: the paper, or these words.
fn numbered_paper(units: [&Unit; 3], last: Extent, is_end: bool) -> Option<Vec<Reading>> {
    let [dossier, sign, number] = units;
    let says_number = matches!(sign.words.as_slice(), [word] if ["nr", "nrs", "no", "nummer"].contains(&fold(&word.term).as_str()));
    if !says_number
        || dossier.words.len() != 1
        || number.words.len() != 1
        || last == Extent::Verbatim
    {
        return None;
    }
    let extent = if is_end { last } else { Extent::Whole };
    let terms = [dossier, number].map(|unit| unit.words[0].term.as_str());
    let cited = paper(terms, extent.is_open()).filter(Paper::is_complete)?;
    let words: Vec<Token> = units
        .iter()
        .flat_map(|unit| unit.words.iter().cloned())
        .collect();
    let phrase = literals(&words, extent, Sign::Plain);
    Some(vec![Reading::Phrase(phrase), Reading::Paper(cited)])
}

/// A paper from its dossier and what follows it; separators inside the dossier's digits do not count.
fn paper<'t>(parts: impl IntoIterator<Item = &'t str>, open: bool) -> Option<Paper> {
    let mut segments: Vec<String> = Vec::new();
    for part in parts.into_iter().filter(|part| !part.is_empty()) {
        let part = part.replace('.', "").to_lowercase();
        match segments.as_mut_slice() {
            // `29.628-984` is cut at every sign; the dossier goes on until it has its five digits.
            [dossier] if dossier.len() < 5 && dossier.len() + part.len() <= 5 => {
                dossier.push_str(&part);
            }
            _ => segments.push(part),
        }
    }
    (!segments.is_empty()).then_some(Paper {
        id: None,
        segments,
        open,
    })
}

impl Paper {
    /// Whether it names one paper: five digits and a number. Needed where nothing else says that a paper is meant.
    fn is_complete(&self) -> bool {
        let digits = |text: &String| text.bytes().all(|byte| byte.is_ascii_digit());
        match self.segments.as_slice() {
            [dossier, .., number] => {
                dossier.len() == 5 && digits(dossier) && digits(number) && self.segments.len() <= 3
            }
            _ => false,
        }
    }
}

/// `in:`: kinds of passages by their English or Dutch names or the beginnings of these, else nothing while half typed,
/// else a section's title.
fn place(value: &str) -> Option<Filtered> {
    const NAMES: [(&str, Part); 6] = [
        ("notes", Part::Notes),
        ("noten", Part::Notes),
        ("text", Part::Text),
        ("tekst", Part::Text),
        ("headings", Part::Headings),
        ("koppen", Part::Headings),
    ];
    let kind = |name: &str| {
        let name = name.to_lowercase();
        let known = NAMES.iter().find(|(full, _)| full.starts_with(&name))?;
        Some(known.1)
    };
    let names = value.split(',').filter(|name| !name.is_empty());
    let kinds: Option<Vec<Part>> = names.map(kind).collect();
    kinds.filter(|kinds| !kinds.is_empty()).map(Filtered::Kinds)
}

/// `§2`, `§2.1`, `§title`.
fn section(value: &str) -> Option<Filtered> {
    let value = value.trim().trim_end_matches('.');
    let number = value
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'.');
    match value {
        "" => None,
        value if number => Some(Filtered::Numbered(value.to_owned())),
        value => Some(Filtered::Titled(fold(value))),
    }
}

/// `p:3`, `p:2-3`, and `p:2-` on the way there.
fn pages(value: &str) -> Option<Filtered> {
    let (first, last) = value.split_once(['-', '–']).unwrap_or((value, ""));
    let last = if last.is_empty() { first } else { last };
    (!first.is_empty()).then(|| Filtered::Pages(first.to_lowercase(), last.to_lowercase()))
}
