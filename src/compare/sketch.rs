//! What a text says, short enough to be held against many others: its words and their neighbours, each weighed by how rare it is.
//!
//! It must not know what the text is a part of.

use std::collections::HashMap;

use crate::citation::Citation;
use crate::document::{Document, Kind, Paragraph};
use crate::words::lexeme::fold;
use crate::words::tokens;

/// How many words a cited paper counts for. The words that cite it do not count: notes of the same form that cite different papers have
/// nothing in common, and those that cite one paper in different forms have everything.
const CITED: usize = 4;

/// The longest note that is a reference and little else: words. Longer ones say enough to be known by it.
const SHORT_NOTE: usize = 24;

/// The most that likeness can be.
pub(super) const ALIKE: u64 = 1_000;

/// The paragraphs of two letters.
#[derive(Debug)]
pub(super) struct Sketches {
    pub(super) old: Vec<Sketch>,
    pub(super) new: Vec<Sketch>,
    /// What each feature weighs. A word of nearly every paragraph says little of any of them.
    weights: Vec<u64>,
}

/// One text.
#[derive(Debug, Clone, Default)]
pub(super) struct Sketch {
    /// The same for texts that belong together whatever their features: those that are equal to the byte.
    pub(super) key: u32,
    /// Its features in ascending order, repeated as they are in the text.
    pub(super) features: Vec<u32>,
    /// What its features weigh together.
    pub(super) weight: u64,
    /// How many words it has.
    pub(super) words: usize,
    /// Of a short note, its words in ascending order, those that cite a paper too; otherwise empty.
    pub(super) plain: Vec<u32>,
}

/// How alike two texts are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Likeness {
    /// What they have in common, in weight.
    pub(super) shared: u64,
    /// Its part of both (Dice's coefficient), in thousandths.
    pub(super) share: u64,
}

/// Something of a text that another may have too.
#[derive(Debug, Hash, PartialEq, Eq)]
enum Feature {
    /// A word, folded.
    Word(String),
    /// Two words that follow each other.
    Pair(u32, u32),
    /// A paper that is cited, by its id.
    Cited(String),
}

/// Numbers what it sees, so that texts are compared by numbers.
#[derive(Debug, Default)]
struct Reader<'d> {
    texts: HashMap<&'d str, u32>,
    features: HashMap<Feature, u32>,
    /// In how many paragraphs each feature is.
    paragraphs: Vec<u32>,
}

impl Sketches {
    pub(super) fn new(old: &Document, new: &Document) -> Self {
        let mut reader = Reader::default();
        let old: Vec<Sketch> = old.paragraphs.iter().map(|one| reader.read(one)).collect();
        let new: Vec<Sketch> = new.paragraphs.iter().map(|one| reader.read(one)).collect();
        let all = (old.len() + new.len()) as u32;
        let rarity = |&count: &u32| u64::from((all / count.max(1)).max(1).ilog2()) + 1;
        let weights = reader.paragraphs.iter().map(rarity).collect();
        let mut sketches = Self { old, new, weights };
        let weigh = |sketch: &mut Sketch| sketch.weight = sum(&sketches.weights, &sketch.features);
        sketches.old.iter_mut().for_each(weigh);
        sketches.new.iter_mut().for_each(weigh);
        sketches
    }

    /// A sketch of several texts together, under a key of its own: each feature once.
    pub(super) fn together<'s>(&self, key: u32, texts: impl Iterator<Item = &'s Sketch>) -> Sketch {
        let mut features = Vec::new();
        let mut words = 0;
        for text in texts {
            features.extend_from_slice(&text.features);
            words += text.words;
        }
        features.sort_unstable();
        features.dedup();
        Sketch {
            key,
            weight: sum(&self.weights, &features),
            features,
            words,
            plain: Vec::new(),
        }
    }

    pub(super) fn weight(&self, feature: u32) -> u64 {
        self.weights[feature as usize]
    }

    /// How alike two texts are.
    pub(super) fn likeness(&self, old: &Sketch, new: &Sketch) -> Likeness {
        let shared = common(&old.features, &new.features);
        let shared: u64 = shared.map(|feature| self.weight(feature)).sum();
        let share = (2 * ALIKE * shared)
            .checked_div(old.weight + new.weight)
            .unwrap_or(0);
        Likeness { shared, share }
    }
}

/// What two texts have in common, of what stands in ascending order; a short text is held against a long one in the time that the short one
/// takes.
pub(super) fn common<'s>(left: &'s [u32], right: &'s [u32]) -> impl Iterator<Item = u32> + 's {
    let (short, mut long) = if left.len() <= right.len() {
        (left, right)
    } else {
        (right, left)
    };
    let shared = move |feature: &u32| {
        long = &long[long.partition_point(|other| other < feature)..];
        let found = long.first() == Some(feature);
        long = &long[usize::from(found)..];
        found
    };
    short.iter().copied().filter(shared)
}

fn sum(weights: &[u64], features: &[u32]) -> u64 {
    features.iter().map(|&one| weights[one as usize]).sum()
}

impl<'d> Reader<'d> {
    fn read(&mut self, paragraph: &'d Paragraph) -> Sketch {
        let mut features = Vec::new();
        let mut before = None;
        let mut words = 0;
        let mut citations = paragraph.citations.iter().peekable();
        tokens::for_each(&paragraph.text, |token| {
            if token.joined {
                return;
            }
            words += 1;
            while let Some(passed) = citations.next_if(|one| one.range.end <= token.range.start) {
                features.extend(self.cited(passed));
            }
            if citations
                .peek()
                .is_some_and(|one| one.range.start < token.range.end)
            {
                before = None;
                return;
            }
            let word = self.number(Feature::Word(fold(&token.term)));
            features.push(word);
            if let Some(before) = before {
                features.push(self.number(Feature::Pair(before, word)));
            }
            before = Some(word);
        });
        features.extend(citations.flat_map(|rest| self.cited(rest)));
        features.sort_unstable();
        for (at, &feature) in features.iter().enumerate() {
            if at == 0 || features[at - 1] != feature {
                self.paragraphs[feature as usize] += 1;
            }
        }
        let texts = self.texts.len() as u32;
        Sketch {
            key: *self.texts.entry(&paragraph.text).or_insert(texts),
            features,
            weight: 0,
            words,
            plain: self.plain(paragraph, words),
        }
    }

    /// All words of a short note.
    fn plain(&mut self, paragraph: &Paragraph, words: usize) -> Vec<u32> {
        let mut plain = Vec::new();
        if matches!(paragraph.kind, Kind::Note(_)) && words <= SHORT_NOTE {
            tokens::for_each(&paragraph.text, |token| {
                if !token.joined {
                    plain.push(self.number(Feature::Word(fold(&token.term))));
                }
            });
            plain.sort_unstable();
        }
        plain
    }

    fn cited(&mut self, citation: &Citation) -> [u32; CITED] {
        [self.number(Feature::Cited(citation.target.id())); CITED]
    }

    fn number(&mut self, feature: Feature) -> u32 {
        let next = self.features.len() as u32;
        let number = *self.features.entry(feature).or_insert(next);
        if number == next {
            self.paragraphs.push(0);
        }
        number
    }
}
