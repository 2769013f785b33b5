//! The letters of a library in an order, under heads, narrowed to some words: what a shelf shows.
//!
//! Arranging all of them takes longer than a key may, so it is asked for and answered elsewhere. It must not know the screen.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, PoisonError};

use crate::index::findings::LetterAt;
use crate::index::remark::Remark;
use crate::index::wish;
use crate::library::card::Fingerprint;
use crate::library::{Edition, LetterCard, still_wanted};
use crate::words::lexeme::fold;

/// Which letters come first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Sorting {
    /// The newest; those without a date last.
    #[default]
    Newest,
    /// The oldest; those without a date last.
    Oldest,
    /// By title, from A to Z.
    Title,
    /// By sender, from A to Z; those without one last.
    Sender,
    /// The longest.
    Longest,
    /// The new ones, then the rest; of each the newest.
    New,
}

impl Sorting {
    /// All of them, in the order that a key goes through.
    pub const ALL: [Self; 6] = [
        Self::Newest,
        Self::New,
        Self::Oldest,
        Self::Title,
        Self::Sender,
        Self::Longest,
    ];

    /// Its name, as it is kept between runs.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Newest => "newest",
            Self::Oldest => "oldest",
            Self::Title => "title",
            Self::Sender => "sender",
            Self::Longest => "longest",
            Self::New => "new",
        }
    }

    /// The one of a name; where there is none, the usual one.
    #[must_use]
    pub fn named(name: &str) -> Self {
        let mut all = Self::ALL.into_iter();
        all.find(|one| one.name() == name).unwrap_or_default()
    }
}

/// What letters stand under.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Grouping {
    /// Nothing: they are one list.
    #[default]
    None,
    /// Their years.
    Year,
    /// Their dossiers.
    Dossier,
}

impl Grouping {
    /// All of them, in the order that a key goes through.
    pub const ALL: [Self; 3] = [Self::None, Self::Year, Self::Dossier];

    /// Its name, as it is kept between runs.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Year => "year",
            Self::Dossier => "dossier",
        }
    }

    /// The one of a name; where there is none, the usual one.
    #[must_use]
    pub fn named(name: &str) -> Self {
        let mut all = Self::ALL.into_iter();
        all.find(|one| one.name() == name).unwrap_or_default()
    }
}

/// What is asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Arrangement {
    /// Only letters whose cards, or files' names, hold all of these words, and that fit all filters of letters (`from:`) among them.
    pub words: String,
    /// Which of them come first.
    pub sorting: Sorting,
    /// What they stand under.
    pub grouping: Grouping,
    /// The letters that are new, where they come first.
    pub new: Arc<HashSet<Fingerprint>>,
}

/// The letters as they were asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Arranged {
    /// What was asked.
    pub asked: Arrangement,
    /// The letters in their order, those of a group together.
    pub letters: Vec<LetterAt>,
    /// The groups in their order; none where letters are one list.
    pub groups: Vec<Group>,
    /// What could not be read as asked.
    pub remarks: Vec<Remark>,
}

/// Letters that stand under one head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// What they have in common: `2021`, `29628`; `None`: no year or dossier of theirs is known.
    pub name: Option<String>,
    /// The first of them, by its place among the letters. It has at least this one.
    pub first: usize,
    /// The place of its head among letters and heads together.
    pub head: usize,
}

impl Arranged {
    /// All letters, the newest first, as one list: what is known without any work.
    #[must_use]
    pub fn newest(edition: &Edition) -> Self {
        Self {
            letters: edition.newest().to_vec(),
            ..Self::default()
        }
    }

    /// The group that a letter stands in, both by their places.
    #[must_use]
    pub fn group_of(&self, letter: usize) -> Option<usize> {
        let after = self.groups.partition_point(|group| group.first <= letter);
        after.checked_sub(1)
    }

    /// How many letters a group has.
    #[must_use]
    pub fn letters_in(&self, group: usize) -> usize {
        let end = self.groups.get(group + 1);
        let end = end.map_or(self.letters.len(), |next| next.first);
        let first = self.groups.get(group).map_or(end, |group| group.first);
        end.saturating_sub(first)
    }

    /// The letters that follow stand in a group of this name.
    fn open(&mut self, name: Option<String>) {
        let first = self.letters.len();
        let head = first + self.groups.len();
        self.groups.push(Group { name, first, head });
    }

    /// Those of the letters that are wanted. Asks `stale` now and then and gives up with `None` when it says yes.
    fn narrowed(
        &self,
        asked: &Arrangement,
        wanted: &dyn Fn(LetterAt) -> bool,
        stale: &dyn Fn() -> bool,
    ) -> Option<Self> {
        let mut narrowed = Self {
            asked: asked.clone(),
            ..Self::default()
        };
        let mut last = None;
        for (at, &letter) in self.letters.iter().enumerate() {
            still_wanted(at, stale)?;
            if !wanted(letter) {
                continue;
            }
            let group = self.group_of(at);
            if let Some(group) = group.filter(|_| group != last) {
                narrowed.open(self.groups[group].name.clone());
            }
            last = group;
            narrowed.letters.push(letter);
        }
        Some(narrowed)
    }
}

impl Edition {
    /// The letters in an order, under heads, narrowed to some words. Asks `stale` now and then and gives up with `None` when it says yes.
    #[must_use]
    pub fn arranged(&self, asked: &Arrangement, stale: &dyn Fn() -> bool) -> Option<Arc<Arranged>> {
        let all = self.all_arranged(asked, stale)?;
        let apart = wish::apart(&asked.words);
        let words = fold(&apart.words);
        let words: Vec<&str> = words.split_whitespace().collect();
        if words.is_empty() && apart.wishes.is_empty() {
            // Blanks and half a filter ask for nothing, but it is they that were asked.
            let same = all.asked == *asked;
            return Some(if same {
                all
            } else {
                let asked = asked.clone();
                Arc::new(Arranged {
                    asked,
                    remarks: apart.remarks,
                    ..Arranged::clone(&all)
                })
            });
        }
        let fits = |letter| {
            let mut wishes = apart.wishes.iter();
            wishes.all(|(without, wish)| self.fits(letter, wish) != *without)
        };
        let wanted =
            |letter| fits(letter) && (words.is_empty() || holds(&self.card(letter), &words));
        let mut narrowed = all.narrowed(asked, &wanted, stale)?;
        narrowed.remarks = apart.remarks;
        Some(Arc::new(narrowed))
    }

    /// All letters, as they were left by the question before where that asked for the same order.
    fn all_arranged(&self, asked: &Arrangement, stale: &dyn Fn() -> bool) -> Option<Arc<Arranged>> {
        let kept = || self.arranged.lock().unwrap_or_else(PoisonError::into_inner);
        let order = Arrangement {
            words: String::new(),
            ..asked.clone()
        };
        if let Some(same) = kept().as_ref().filter(|all| all.asked == order) {
            return Some(same.clone());
        }
        let letters = self.sorted(asked, stale)?;
        let mut all = match asked.grouping {
            Grouping::None => Arranged {
                letters,
                ..Arranged::default()
            },
            _ => self.grouped(&letters, asked, stale)?,
        };
        all.asked = order;
        let all = Arc::new(all);
        *kept() = Some(all.clone());
        Some(all)
    }

    /// Every letter in an order; of equal ones the newest first.
    fn sorted(&self, asked: &Arrangement, stale: &dyn Fn() -> bool) -> Option<Vec<LetterAt>> {
        let newest = self.newest();
        let by_name = |name: &dyn Fn(LetterCard) -> Option<String>| {
            by_key(newest, stale, |letter| {
                let name = name(self.card(letter));
                let name = name.map(|name| sortable(&name));
                (name.is_none(), name)
            })
        };
        match asked.sorting {
            Sorting::Newest => Some(newest.to_vec()),
            Sorting::New => by_key(newest, stale, |letter| {
                !asked.new.contains(&self.key(letter))
            }),
            Sorting::Oldest => by_key(newest, stale, |letter| match self.day(letter) {
                0 => u32::MAX,
                day => day,
            }),
            Sorting::Title => by_name(&|known| Some(known.card.title)),
            Sorting::Sender => by_name(&|known| known.card.sender),
            Sorting::Longest => by_key(newest, stale, |letter| {
                Reverse(self.card(letter).card.words)
            }),
        }
    }

    /// Sorted letters under heads, years and dossiers in their own order; but where the newest letters come first, a dossier stands where its
    /// first letter would. Letters of which neither is known come last.
    fn grouped(
        &self,
        letters: &[LetterAt],
        asked: &Arrangement,
        stale: &dyn Fn() -> bool,
    ) -> Option<Arranged> {
        let mut places: HashMap<Option<String>, usize> = HashMap::new();
        let mut groups: Vec<(Option<String>, Vec<LetterAt>)> = Vec::new();
        for (at, &letter) in letters.iter().enumerate() {
            still_wanted(at, stale)?;
            let name = match asked.grouping {
                Grouping::Dossier => self.card(letter).card.dossier,
                _ => Some(self.day(letter) / 10_000)
                    .filter(|&year| year > 0)
                    .map(|year| year.to_string()),
            };
            // One paper writes XVI, the next one xvi.
            let name = name.map(|name| name.to_uppercase());
            let place = *places.entry(name).or_insert_with_key(|name| {
                groups.push((name.clone(), Vec::new()));
                groups.len() - 1
            });
            groups[place].1.push(letter);
        }
        match (asked.grouping, asked.sorting) {
            (Grouping::Dossier, Sorting::Newest | Sorting::New) => {}
            (Grouping::Dossier, _) => {
                groups.sort_by_cached_key(|(name, _)| name.as_deref().map(numbered));
            }
            (_, Sorting::Oldest) => groups.sort_by(|(one, _), (other, _)| one.cmp(other)),
            _ => groups.sort_by(|(one, _), (other, _)| other.cmp(one)),
        }
        groups.sort_by_key(|(name, _)| name.is_none());
        let mut arranged = Arranged::default();
        for (name, letters) in groups {
            arranged.open(name);
            arranged.letters.extend(letters);
        }
        Some(arranged)
    }
}

/// The letters sorted by what `key` says of each; equal ones stay as they were.
fn by_key<K: Ord>(
    letters: &[LetterAt],
    stale: &dyn Fn() -> bool,
    key: impl Fn(LetterAt) -> K,
) -> Option<Vec<LetterAt>> {
    let mut keyed = Vec::with_capacity(letters.len());
    for (at, &letter) in letters.iter().enumerate() {
        still_wanted(at, stale)?;
        keyed.push((key(letter), letter));
    }
    keyed.sort_by(|(one, _), (other, _)| one.cmp(other));
    Some(keyed.into_iter().map(|(_, letter)| letter).collect())
}

/// A dossier's name as it is looked up: `9876` before `36410`, `36410` before `36410-XVI`.
fn numbered(name: &str) -> (u64, String) {
    let end = name.find(|sign: char| !sign.is_ascii_digit());
    let (number, rest) = name.split_at(end.unwrap_or(name.len()));
    (number.parse().unwrap_or(u64::MAX), rest.to_owned())
}

/// A name as it is looked up: without accents, capitals, and signs before its first letter.
fn sortable(name: &str) -> String {
    let folded = fold(name);
    let begins = folded.find(char::is_alphanumeric).unwrap_or(0);
    folded[begins..].to_owned()
}

/// Whether a letter's card, or its file's name, holds all of some folded words.
fn holds(known: &LetterCard, words: &[&str]) -> bool {
    let card = &known.card;
    let facts = [
        &card.date,
        &card.sender,
        &card.dossier,
        &card.id,
        &card.kind,
    ];
    let facts = facts.into_iter().flatten().map(String::as_str);
    let name = known.path.file_name().and_then(|name| name.to_str());
    let all = [card.title.as_str()].into_iter().chain(facts).chain(name);
    let text = fold(&all.collect::<Vec<_>>().join(" "));
    words.iter().all(|word| text.contains(word))
}
