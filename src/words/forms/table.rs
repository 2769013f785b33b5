//! The table of what rules cannot know, and the words that it knows inside longer ones.
//!
//! It must not know endings. `data/stems.txt` describes what is written in it.

use super::spelling::degrees;

/// Prefixes that a participle's ge- stands behind (aangepakt); a longer one stands before one that it begins with.
const SEPARABLE_PREFIXES: [&str; 72] = [
    "aan",
    "achteruit",
    "achter",
    "af",
    "bekend",
    "bijeen",
    "binnen",
    "bij",
    "bloot",
    "boven",
    "buiten",
    "deel",
    "dood",
    "door",
    "droog",
    "gade",
    "gelijk",
    "goed",
    "heen",
    "hoog",
    "ineen",
    "inwerking",
    "in",
    "kennis",
    "klaar",
    "kwijt",
    "leeg",
    "los",
    "mede",
    "mee",
    "na",
    "neer",
    "om",
    "onder",
    "opeen",
    "open",
    "op",
    "over",
    "plaats",
    "prijs",
    "recht",
    "rond",
    "samen",
    "schoon",
    "stand",
    "stil",
    "stop",
    "tegemoet",
    "tentoon",
    "terecht",
    "tekort",
    "teleur",
    "teweeg",
    "tegen",
    "terug",
    "thuis",
    "toe",
    "tussen",
    "uiteen",
    "uit",
    "vast",
    "veilig",
    "voorbij",
    "vooruit",
    "voort",
    "voor",
    "vol",
    "vrij",
    "waar",
    "weder",
    "weer",
    "weg",
];

/// Prefixes that a participle has instead of ge- (beschreven).
const INSEPARABLE_PREFIXES: [&str; 6] = ["be", "her", "er", "mis", "ont", "ver"];

/// Prefixes that are either (ondergaan and ondergegaan).
const DOUBTFUL_PREFIXES: [&str; 5] = ["door", "onder", "over", "voor", "weer"];

/// The shortest word that makes a compound, in bytes: raadsleden, but not `verleden`.
const SHORTEST_FIRST_PART: usize = 3;

/// What the table says of a word.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// This is its stem.
    Stem(String),
    /// It is a form of this verb.
    Infinitive(String),
    /// It is a degree of this adjective: later or laatst of laat.
    Degree(String),
}

/// Families that a word belongs to, as positions in [`Table::families`].
#[derive(Debug, Clone, Copy, Default)]
struct Senses {
    /// The word by itself and as it is written, not with an ending.
    alone: Option<u32>,
    /// The word by itself.
    whole: Option<u32>,
    /// The word as the last part of a compound.
    part: Option<u32>,
    /// The word by itself, as a degree of an adjective.
    degree: Option<u32>,
    /// The word by itself, as the form of a verb.
    verb: Option<u32>,
    /// The word behind any verbal prefix.
    prefixed: Option<u32>,
    /// The word behind an unstressed verbal prefix.
    unstressed: Option<u32>,
}

/// A tree of words read from their ends.
#[derive(Debug)]
pub(super) struct Table {
    /// The first words of the rows.
    families: Vec<Box<str>>,
    nodes: Vec<Node>,
}

#[derive(Debug, Clone, Default)]
struct Node {
    /// Positions in [`Table::nodes`] by letter; 0, the root, for none.
    next: [u32; 26],
    senses: Senses,
}

impl Table {
    /// Reads a table. A word in two rows belongs to the first.
    pub(super) fn parse(text: &str) -> Self {
        let mut table = Self {
            families: Vec::new(),
            nodes: vec![Node::default()],
        };
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            if let Some(words) = line.strip_prefix('!') {
                for word in words.split_whitespace() {
                    let family = table.family(word);
                    table.enter(word, |senses| &mut senses.alone, family);
                }
            } else if let Some(words) = line.strip_prefix('=') {
                table.enter_nouns(words, false);
            } else if let Some(words) = line.strip_prefix('+') {
                table.enter_parts(words);
            } else if let Some(words) = line.strip_prefix('>') {
                for adjective in words.split_whitespace() {
                    table.enter_degrees(adjective);
                }
            } else if let Some((infinitive, forms)) = line.split_once(':') {
                table.enter_verb(infinitive, forms);
            } else {
                table.enter_nouns(line, true);
            }
        }
        table
    }

    fn family(&mut self, first: &str) -> u32 {
        self.families.push(first.into());
        self.families.len().saturating_sub(1) as u32
    }

    fn enter_nouns(&mut self, words: &str, in_compounds: bool) {
        let Some(first) = words.split_whitespace().next() else {
            return;
        };
        let family = self.family(first);
        for word in words.split_whitespace() {
            self.enter(word, |senses| &mut senses.whole, family);
            if in_compounds {
                self.enter(word, |senses| &mut senses.part, family);
            }
        }
    }

    fn enter_parts(&mut self, words: &str) {
        let Some(first) = words.split_whitespace().next() else {
            return;
        };
        let family = self.family(first);
        for word in words.split_whitespace() {
            self.enter(word, |senses| &mut senses.part, family);
        }
    }

    fn enter_degrees(&mut self, adjective: &str) {
        let family = self.family(adjective);
        for degree in degrees(adjective) {
            self.enter(&degree, |senses| &mut senses.degree, family);
        }
    }

    fn enter_verb(&mut self, infinitive: &str, forms: &str) {
        let family = self.family(infinitive.trim_start_matches('-'));
        for form in forms.split_whitespace().chain([infinitive]) {
            let bare = form.trim_start_matches(['-', '~']);
            self.enter(bare, |senses| &mut senses.unstressed, family);
            if !form.starts_with('~') {
                self.enter(bare, |senses| &mut senses.prefixed, family);
            }
            if bare == form {
                self.enter(bare, |senses| &mut senses.verb, family);
            }
            // Behind an unstressed prefix participles have no ge-: genomen, but ondernomen.
            if let Some(without) = bare.strip_prefix("ge").filter(|without| without.len() > 3) {
                self.enter(without, |senses| &mut senses.unstressed, family);
            }
        }
    }

    fn enter(&mut self, word: &str, sense: impl Fn(&mut Senses) -> &mut Option<u32>, family: u32) {
        let mut at = 0_usize;
        for letter in word.bytes().rev() {
            let fresh = self.nodes.len();
            let Some(next) = self
                .nodes
                .get_mut(at)
                .and_then(|node| node.next.get_mut(slot(letter)))
            else {
                return;
            };
            if *next == 0 {
                *next = fresh as u32;
                self.nodes.push(Node::default());
                at = fresh;
            } else {
                at = *next as usize;
            }
        }
        if let Some(node) = self.nodes.get_mut(at) {
            sense(&mut node.senses).get_or_insert(family);
        }
    }

    /// Whether a row has exactly this word.
    pub(super) fn knows(&self, word: &str) -> bool {
        matches!(self.senses(word).last(), Some((0, senses)) if senses.whole.is_some() || senses.part.is_some())
    }

    /// The meaning of a word that is always written so, if it is one.
    pub(super) fn alone(&self, word: &str) -> Option<String> {
        let (start, senses) = self.senses(word).last()?;
        let family = senses.alone.filter(|_| start == 0)?;
        self.families
            .get(family as usize)
            // The mark keeps it apart from the stem of a longer word: indien and indienen.
            .map(|word| format!("{word}!"))
    }

    /// The meaning of a word, or of the longest word of the table that it ends in. `shortened` is a word that had an ending.
    pub(super) fn find(&self, word: &str, shortened: bool) -> Option<Meaning> {
        // Only participles and the like have endings: onderzochte, but rede is not of rijden, although reed is.
        let verbs = !shortened || word.ends_with("en") || word.ends_with('t');
        self.senses(word)
            .filter_map(|(start, senses)| self.meaning(word.get(..start)?, senses, verbs))
            .last()
    }

    /// Words of the table that a word ends in, shortest first, with the bytes at which they begin.
    fn senses(&self, word: &str) -> impl Iterator<Item = (usize, Senses)> {
        let mut at = 0_usize;
        word.bytes()
            .enumerate()
            .rev()
            .map_while(move |(start, letter)| {
                let next = self
                    .nodes
                    .get(at)?
                    .next
                    .get(slot(letter))
                    .copied()
                    .filter(|&next| next != 0)?;
                at = next as usize;
                Some((start, self.nodes.get(at)?.senses))
            })
    }

    fn meaning(&self, before: &str, senses: Senses, verbs: bool) -> Option<Meaning> {
        let name = |family: u32| {
            self.families
                .get(family as usize)
                .map(|first| format!("{before}{first}"))
        };
        if before.is_empty() {
            if let Some(family) = senses.whole {
                return name(family).map(Meaning::Stem);
            }
            if let Some(family) = senses.degree {
                return name(family).map(Meaning::Degree);
            }
            return name(senses.verb.filter(|_| verbs)?).map(Meaning::Infinitive);
        }
        let prefixed = senses.prefixed.filter(|_| is_verbal(before));
        let unstressed = || senses.unstressed.filter(|_| is_unstressed(before));
        if let Some(family) = prefixed.or_else(unstressed).filter(|_| verbs) {
            return name(family).map(Meaning::Infinitive);
        }
        let family = senses.part.filter(|_| {
            before.len() >= SHORTEST_FIRST_PART || SEPARABLE_PREFIXES.contains(&before)
        })?;
        name(family).map(Meaning::Stem)
    }
}

/// The place of a letter among a node's followers, out of range for anything but a to z.
fn slot(letter: u8) -> usize {
    usize::from(letter).wrapping_sub(usize::from(b'a'))
}

/// What follows the verbal prefix that a word begins with, if it does.
fn after_prefix(word: &str) -> Option<&str> {
    let inseparable = || {
        INSEPARABLE_PREFIXES
            .iter()
            .find_map(|prefix| word.strip_prefix(prefix))
    };
    after_separable(word).or_else(inseparable)
}

/// What follows `ge` in a participle that has it, by itself or behind separable prefixes (aangepakt, wederopgebouwd, heringericht).
pub(super) fn after_ge(word: &str) -> Option<&str> {
    if let Some(after) = word.strip_prefix("ge") {
        return Some(after);
    }
    let again = word
        .strip_prefix("her")
        .filter(|rest| after_separable(rest).is_some());
    let mut rest = after_separable(again.unwrap_or(word))?;
    loop {
        if let Some(after) = rest.strip_prefix("ge") {
            return Some(after);
        }
        rest = after_separable(rest)?;
    }
}

/// What follows the separable prefix that a word begins with, if it does.
pub(super) fn after_separable(word: &str) -> Option<&str> {
    SEPARABLE_PREFIXES
        .iter()
        .find_map(|prefix| word.strip_prefix(prefix))
}

/// Whether a text is a prefix that a participle may have instead of ge-, alone or behind others (doorverwezen).
fn is_unstressed(text: &str) -> bool {
    let inseparable = || {
        let mut before = INSEPARABLE_PREFIXES
            .iter()
            .filter_map(|prefix| text.strip_suffix(prefix));
        before.any(is_verbal)
    };
    DOUBTFUL_PREFIXES.contains(&text) || inseparable()
}

/// Whether a text is one verbal prefix or several (voorbereiden).
fn is_verbal(text: &str) -> bool {
    let mut rest = text;
    while let Some(shorter) = after_prefix(rest) {
        rest = shorter;
    }
    rest.is_empty()
}
