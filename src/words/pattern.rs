//! One typed word, and how strongly it means a term.
//!
//! It must not know where terms occur nor how many words a query has.

use serde::Serialize;

use crate::words::lexeme::{Lexeme, Matched, fold};
use crate::words::{forms, typing};

/// Why a term matched, strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Tier {
    /// As written.
    Exact,
    /// The same but for case, accents, quotes, ligatures or separators.
    Folded,
    /// It begins so.
    Prefix,
    /// Another form of the word.
    Form,
    /// A part of a compound or hyphenated word.
    Part,
    /// One typing error away (two in long words).
    Typo,
}

impl Tier {
    /// The sign of a match that is not literal.
    #[must_use]
    pub fn sign(self, ascii: bool) -> Option<&'static str> {
        match self {
            Self::Exact | Self::Folded | Self::Prefix => None,
            Self::Form => Some("~"),
            Self::Part => Some("+"),
            Self::Typo => Some(if ascii { "?" } else { "≈" }),
        }
    }
}

/// How much of a word was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Extent {
    /// The word is finished.
    Whole,
    /// More may follow: the last word while typing.
    Open,
    /// What begins so is meant, and nothing else (`word*`).
    Begun,
    /// Exactly as written (`=Word`): no other tier, case and accents count.
    Verbatim,
}

impl Extent {
    /// Whether more may follow.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, Self::Open | Self::Begun)
    }
}

/// One word of a query, ready to be held against terms. It never spans several tokens.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Pattern {
    /// As typed, in a token's spelling.
    pub written: String,
    /// Folded, without separators.
    pub folded: String,
    /// How much of it was typed.
    pub extent: Extent,
    /// Two characters or more, all capitals or figures and at least one of them a capital: only capitals are meant.
    capitals: bool,
    /// What its forms share; empty where forms are not meant.
    stems: Vec<String>,
    /// What the stems of compounds end in whose last part is one of its forms.
    ending: Option<String>,
}

/// Shorter words are parts of nearly everything: letters from which on a word is looked for inside others.
const SHORTEST_PART: usize = 4;

/// Shortest unfinished word whose forms are meant too: letters. Shorter ones are mostly the beginning of something else.
const SHORTEST_OPEN_FORM: usize = 4;

/// Beginnings that make a new word of another rather than a compound: `verantwoord` is no kind of `antwoord`.
const INSEPARABLE: &[&str] = &["com", "con", "dis", "ont", "per", "pro", "ver"];

/// What looks like a word and is mostly an ending: `ruimtelijk`, `veiligheden`, `beambtenschap`.
const SUFFIXES: &[&str] = &[
    "baar", "bare", "eden", "ende", "heden", "heid", "lijk", "lijke", "schap", "uren",
];

/// Endings of a compound's last part that leave it the same word.
const INFLECTIONS: &[&str] = &["e", "en", "er", "ers", "je", "jes", "n", "s", "tje", "tjes"];

/// What stands behind an abbreviation in its other forms: OM's, AIVD'er. A token's spelling has no apostrophe.
const ABBREVIATED: &[&str] = &["s", "er", "ers", "tje", "tjes"];

impl Pattern {
    /// A pattern from one token's term.
    #[must_use]
    pub fn new(term: &str, extent: Extent) -> Self {
        let capitals = term.chars().nth(1).is_some()
            && term.chars().any(char::is_uppercase)
            && term
                .chars()
                .all(|letter| letter.is_uppercase() || letter.is_numeric());
        let folded = Lexeme::new(term, term.contains('-')).folded.into_owned();
        let letters = folded.chars().count();
        let shortest = if extent == Extent::Open {
            SHORTEST_OPEN_FORM
        } else {
            3
        };
        let has_forms = !capitals
            && matches!(extent, Extent::Whole | Extent::Open)
            && letters >= shortest
            && !has_digit(&folded);
        let word = term.replace(['-', '.'], "").to_lowercase();
        let (stems, ending) = if has_forms {
            (forms::stems(&word), Some(forms::ending(&word)))
        } else {
            (Vec::new(), None)
        };
        // A stem that begins otherwise is a verb's (`gesteld`, `bracht`): what ends in that is mostly something else.
        let ending = ending.filter(|ending| {
            ending.chars().count() >= SHORTEST_PART
                && !SUFFIXES.contains(&ending.as_str())
                && folded.bytes().take(2).eq(ending.bytes().take(2))
        });
        Self {
            written: term.to_owned(),
            folded,
            extent,
            capitals,
            stems,
            ending,
        }
    }

    /// What the forms that are meant share; none where no forms are.
    #[must_use]
    pub fn stems(&self) -> &[String] {
        &self.stems
    }

    /// What the stems of compounds end in whose last part is meant, if any are.
    #[must_use]
    pub fn ending(&self) -> Option<&str> {
        self.ending.as_deref()
    }

    /// Whether only capitals are meant.
    #[must_use]
    pub fn is_of_capitals(&self) -> bool {
        self.capitals
    }

    /// Whether it may stand anywhere inside a longer word, rather than between joints only.
    #[must_use]
    pub fn is_looked_for_inside(&self) -> bool {
        matches!(self.extent, Extent::Whole | Extent::Open)
            && self.folded.chars().count() >= SHORTEST_PART
            && !SUFFIXES.contains(&self.folded.as_str())
            && !has_digit(&self.folded)
    }

    /// How strongly the pattern means a term, without typing errors. This one function decides what every search finds;
    /// an index may only be faster, never different. A joined term is judged by its whole spelling; where one of its parts is meant
    /// too, that part is a token of its own and the joined one says nothing new.
    #[must_use]
    pub fn judge(&self, word: &impl Matched) -> Option<Tier> {
        let told = self.judge_spelling(word);
        let joined = word.is_joined();
        let sure = told.is_some_and(|tier| joined || tier < Tier::Form);
        if sure || self.forms_mean_nothing(word) {
            return told;
        }
        if self.has_stem(word) && (!joined || self.goes_beyond_first_part(word)) {
            return Some(Tier::Form);
        }
        let part = || !joined && self.is_form_of_last_part(word);
        told.or_else(|| part().then_some(Tier::Part))
    }

    /// The same but for what forms say: where a word's stem is, or ends as, that of a form, it may be meant though this says nothing, or more
    /// strongly than this says.
    #[must_use]
    pub fn judge_spelling(&self, word: &impl Matched) -> Option<Tier> {
        if self.folded.is_empty() {
            return None;
        }
        if word.is_joined() {
            // Of the many suspended words of a library few are the beginning of what was typed.
            if let Some((_, completion)) = word.written().split_once('~') {
                let behind = self.folded.strip_prefix(word.folded())?;
                return self.judge_suspended(behind, &fold(completion));
            }
            return self.judge_joined(word);
        }
        let open = self.extent.is_open();
        if self.extent == Extent::Verbatim || self.capitals {
            let behind = word.written().strip_prefix(self.written.as_str())?;
            if behind.is_empty() {
                return Some(Tier::Exact);
            }
            if open {
                return Some(Tier::Prefix);
            }
            let form = self.extent != Extent::Verbatim && ABBREVIATED.contains(&behind);
            return form.then_some(Tier::Form);
        }
        let folded = word.folded();
        if self.folded == folded {
            let exact = self.written == word.written();
            Some(if exact { Tier::Exact } else { Tier::Folded })
        } else if open && folded.starts_with(&self.folded) {
            Some(Tier::Prefix)
        } else {
            self.is_part(word).then_some(Tier::Part)
        }
    }

    /// Whether a word's stem is not asked about.
    fn forms_mean_nothing(&self, word: &impl Matched) -> bool {
        let none = self.stems.is_empty() && self.ending.is_none();
        none || word.is_joined() && word.written().contains('~')
    }

    /// Whether a word is one of the forms that are meant.
    fn has_stem(&self, word: &impl Matched) -> bool {
        !self.stems.is_empty() && {
            let stem = word.stem();
            self.stems.iter().any(|own| own == stem)
        }
    }

    /// Whether a compound's last part is another form of what was typed: `vraag` means `Kamervragen`.
    fn is_form_of_last_part(&self, word: &impl Matched) -> bool {
        let before = self
            .ending()
            .and_then(|ending| word.stem().strip_suffix(ending));
        before.is_some_and(|before| {
            let is_verb = ["be", "ge", "ont"]
                .iter()
                .any(|first| before.ends_with(first));
            !is_verb && can_begin(before) && word.folded().starts_with(before)
        })
    }

    /// `politieexternen` means `politie-externen`, and `oud-minister` means `oud-ministers`, but only when what was typed goes beyond the
    /// first part.
    fn judge_joined(&self, word: &impl Matched) -> Option<Tier> {
        if self.extent == Extent::Verbatim || self.capitals {
            return None;
        }
        let folded = word.folded();
        let begins = self.extent.is_open() && folded.starts_with(&self.folded);
        let meant = self.folded == folded || begins;
        (meant && self.goes_beyond_first_part(word)).then_some(Tier::Part)
    }

    /// Whether what was typed is longer than the first of several parts.
    fn goes_beyond_first_part(&self, word: &impl Matched) -> bool {
        let joints = word.joints();
        let first = joints.first();
        first.is_some_and(|&first| self.folded.len() > usize::from(first))
    }

    /// `integriteitsbeleid` means `integriteits-` where `screeningsbeleid` completes it: the word itself and an end of the other.
    fn judge_suspended(&self, end: &str, completion: &str) -> Option<Tier> {
        if matches!(self.extent, Extent::Verbatim | Extent::Begun) || self.capitals {
            return None;
        }
        let ends = |shortest: usize| {
            completion.match_indices(end).any(|(at, _)| {
                let rest = &completion[at..];
                at > 0
                    && rest.chars().count() >= shortest
                    && (self.extent == Extent::Open || rest.len() == end.len())
            })
        };
        let typed = end.chars().count();
        let shortest = if self.extent == Extent::Open {
            SHORTEST_PART - 1
        } else {
            SHORTEST_PART
        };
        (typed >= shortest && ends(SHORTEST_PART)).then_some(Tier::Part)
    }

    /// Whether the pattern is a part of a compound: between joints of any length from two, elsewhere where what is around it can stand as
    /// words of their own.
    fn is_part(&self, word: &impl Matched) -> bool {
        let (typed, folded) = (&*self.folded, word.folded());
        let open = self.extent == Extent::Open;
        if self.extent == Extent::Begun || typed.chars().nth(1).is_none() {
            return false;
        }
        let joints = word.joints();
        if !joints.is_empty() {
            let joints = joints.iter().map(|&joint| usize::from(joint));
            let starts: Vec<usize> = std::iter::once(0)
                .chain(joints)
                .chain(std::iter::once(folded.len()))
                .collect();
            let between_joints = starts.windows(2).any(|ends| {
                let part = folded.get(ends[0]..ends[1]).unwrap_or("");
                part == typed || open && ends[0] > 0 && part.starts_with(typed)
            });
            if between_joints {
                return true;
            }
        }
        self.is_looked_for_inside()
            && places(folded, typed).any(|at| {
                let (before, after) = (&folded[..at], &folded[at + typed.len()..]);
                let start = before.is_empty() || can_begin(before);
                let end = open
                    || after.is_empty()
                    || INFLECTIONS.contains(&after)
                    || can_stand(after) && !doubles(typed, after);
                start && end && !(before.is_empty() && INFLECTIONS.contains(&after))
            })
    }

    /// How many typing errors (insertion, deletion, change, swap of neighbours) separate pattern and term, if they are few
    /// enough to be one: 1 from 5 letters, 2 from 9, the first letter right, never in words with digits.
    /// An open pattern is held against the beginning of the term.
    #[must_use]
    pub fn typing_errors(&self, lexeme: &Lexeme<'_>) -> Option<u32> {
        let folded = &*lexeme.folded;
        let mut errors = self.forgiven().filter(|_| !lexeme.joined)?;
        let first = self.folded.chars().next()?;
        if !folded.starts_with(first) || has_digit(folded) {
            return None;
        }
        let mut letters = folded.chars();
        while letters.next().is_some_and(|letter| errors.read(letter)) {}
        let errors = errors.errors()?;
        (errors > 0).then_some(errors as u32)
    }

    /// The typing errors that are forgiven in this word, to be read against others; `None`: none are.
    #[must_use]
    pub fn forgiven(&self) -> Option<typing::Errors> {
        let most = match self.folded.chars().count() {
            0..5 => return None,
            5..9 => 1,
            _ => 2,
        };
        let never = self.extent == Extent::Verbatim || self.capitals || has_digit(&self.folded);
        (!never).then(|| typing::Errors::new(&self.folded, most, self.extent.is_open()))
    }
}

/// Where some letters stand in a word. Words are short: what finds letters in a long text quickly takes longer to make ready.
fn places<'w>(word: &'w str, letters: &'w str) -> impl Iterator<Item = usize> + 'w {
    let starts = 0..(word.len() + 1).saturating_sub(letters.len());
    starts.filter(|&at| word.as_bytes()[at..].starts_with(letters.as_bytes()))
}

/// Whether a compound could begin so: with what can be a word, and end as Dutch words do. None ends in `v`, `z` or a letter written twice,
/// and of two consonants only some stand together there: `kern|energie`, but not `kustw|acht` or `stortp|laats`.
fn can_begin(before: &str) -> bool {
    // Before a consonant, `j` is the end of `ij`.
    let is_vowel = |letter: char| matches!(letter, 'a' | 'e' | 'i' | 'j' | 'o' | 'u' | 'y');
    let mut letters = before.chars().rev();
    let (Some(last), Some(other)) = (letters.next(), letters.next()) else {
        return false;
    };
    let closed = !is_vowel(other);
    let after: &str = match last {
        'v' | 'z' => return false,
        _ if !closed => "",
        'b' => "m",
        'd' => "fglnr",
        'f' | 'm' => "lr",
        'g' => "lnr",
        'h' => "c",
        'k' => "clnrs",
        'l' | 'n' => "r",
        'p' => "lmrs",
        'j' | 'q' | 'r' | 'w' => return false,
        _ if last == other => return false,
        _ => "",
    };
    (after.is_empty() || after.contains(other))
        && can_stand(before)
        && !INSEPARABLE.contains(&before)
}

/// Whether a word merely goes on with its last letter written twice: `plan`, `planning`; but `leiding`, `leidinggevend`.
fn doubles(typed: &str, after: &str) -> bool {
    const ENDINGS: &[&str] = &[
        "e", "elijk", "elijke", "en", "end", "ende", "er", "ers", "et", "ig", "ige", "ing", "ingen",
    ];
    let last = typed.chars().next_back();
    let rest = last.and_then(|last| after.strip_prefix(last));
    rest.is_some_and(|rest| ENDINGS.contains(&rest))
}

/// Whether what is left of a compound could be a word: three letters, one of them a vowel.
fn can_stand(rest: &str) -> bool {
    rest.chars().nth(2).is_some() && rest.contains(['a', 'e', 'i', 'o', 'u', 'y'])
}

/// Whether it has a figure in it: one number is not almost another.
#[must_use]
pub fn has_digit(word: &str) -> bool {
    word.contains(|letter: char| letter.is_ascii_digit())
}
