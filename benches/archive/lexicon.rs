//! The words of the letters: frequent ones written down, the long tail made from them by the rules of Dutch compounds.
//!
//! Every rank of the tail always makes the same word, so that no list of rare words has to be kept. It must not know sentences.

use std::fmt::Write as _;

use crate::archive::random::{Ranks, mix};

/// Verbs: with one subject, with several and as infinitive, and as participle.
pub(crate) const VERBS: &[[&str; 3]] = &[
    ["versterkt", "versterken", "versterkt"],
    ["onderzoekt", "onderzoeken", "onderzocht"],
    ["ondersteunt", "ondersteunen", "ondersteund"],
    ["verbetert", "verbeteren", "verbeterd"],
    ["bevordert", "bevorderen", "bevorderd"],
    ["beperkt", "beperken", "beperkt"],
    ["betrekt", "betrekken", "betrokken"],
    ["beoordeelt", "beoordelen", "beoordeeld"],
    ["verlaagt", "verlagen", "verlaagd"],
    ["verhoogt", "verhogen", "verhoogd"],
    ["financiert", "financieren", "gefinancierd"],
    ["evalueert", "evalueren", "geëvalueerd"],
    ["coördineert", "coördineren", "gecoördineerd"],
    ["bewaakt", "bewaken", "bewaakt"],
    ["voorkomt", "voorkomen", "voorkomen"],
    ["bestrijdt", "bestrijden", "bestreden"],
    ["regelt", "regelen", "geregeld"],
    ["wijzigt", "wijzigen", "gewijzigd"],
    ["beschermt", "beschermen", "beschermd"],
    ["vervangt", "vervangen", "vervangen"],
    ["vergroot", "vergroten", "vergroot"],
    ["verkent", "verkennen", "verkend"],
    ["bespreekt", "bespreken", "besproken"],
    ["raakt", "raken", "geraakt"],
    ["steunt", "steunen", "gesteund"],
    ["vernieuwt", "vernieuwen", "vernieuwd"],
    ["screent", "screenen", "gescreend"],
    ["verantwoordt", "verantwoorden", "verantwoord"],
    ["vergelijkt", "vergelijken", "vergeleken"],
    ["organiseert", "organiseren", "georganiseerd"],
];

/// Adjectives with their ending.
pub(crate) const ADJECTIVES: &[&str] = &[
    "nieuwe",
    "landelijke",
    "belangrijke",
    "lokale",
    "regionale",
    "verdere",
    "financiële",
    "maatschappelijke",
    "bestaande",
    "extra",
    "betrokken",
    "afgelopen",
    "integrale",
    "concrete",
    "bestuurlijke",
    "juridische",
    "etnische",
    "jonge",
    "structurele",
    "digitale",
    "diverse",
    "inclusieve",
    "internationale",
    "Europese",
    "gezamenlijke",
    "zorgvuldige",
    "tijdelijke",
    "wettelijke",
    "operationele",
    "criminele",
    "coöperatieve",
    "georganiseerde",
    "professionele",
    "ambtelijke",
    "onafhankelijke",
    "effectieve",
    "geïntegreerde",
    "preventieve",
    "medische",
    "ruimtelijke",
    "duurzame",
    "veilige",
    "grote",
    "kleine",
    "eerdere",
    "voorgenomen",
];

/// Prepositions, the frequent ones first.
pub(crate) const PREPOSITIONS: &[&str] = &[
    "van", "in", "voor", "op", "met", "aan", "bij", "door", "over", "naar", "binnen", "uit",
    "tegen", "tussen", "onder", "na", "rond", "sinds", "zonder", "namens",
];

/// Adverbs that a sentence may open with.
pub(crate) const OPENERS: &[&str] = &[
    "Daarnaast",
    "Ook",
    "Verder",
    "Inmiddels",
    "Daarbij",
    "Hiermee",
    "Momenteel",
    "Bovendien",
    "Tegelijkertijd",
    "Vervolgens",
    "Om die reden",
    "Op dit moment",
    "In het najaar",
    "Voor de zomer",
    "De komende periode",
    "Samen met de betrokken partijen",
];

/// Adverbs inside a sentence.
pub(crate) const ADVERBS: &[&str] = &[
    "ook",
    "verder",
    "nog",
    "al",
    "onder meer",
    "met name",
    "niet",
    "opnieuw",
    "steeds",
    "gezamenlijk",
    "vooral",
    "tijdig",
    "zoveel mogelijk",
    "structureel",
];

/// What is known by its capitals, with its article.
pub(crate) const CAPITALS: &[&str] = &[
    "het OM", "de AIVD", "de KMar", "de BOA", "de GGP", "de NCTV", "de FIOD", "het RIEC", "de IND",
    "de DJI", "het CBS", "het WODC", "de VNG", "het RIVM", "de NVWA", "de G4", "de EU", "de NAVO",
];

/// Beginnings of names of people and places.
const NAME_HEADS: &[&str] = &[
    "Hoek", "Bos", "Meer", "Veld", "Dijk", "Water", "Noord", "Zuid", "Ooster", "Wester", "Linde",
    "Berke", "Hage", "Kloos", "Raven", "Schol", "Tromp", "Vos", "Wolf", "Zand", "Bruin", "Groen",
    "Kort", "Lang", "Molen", "Brug", "Kerk", "Eik", "Üle", "Çel", "Yıld", "Ben",
];
/// Their middles.
const NAME_MIDDLES: &[&str] = &[
    "", "en", "er", "el", "ing", "ol", "ak", "ar", "ens", "um", "is", "ers",
];
/// Their ends.
const NAME_TAILS: &[&str] = &[
    "stra", "ma", "man", "huis", "berg", "sen", "inga", "hout", "dam", "burg", "veen", "dorp",
    "kamp", "hof", "wijk", "zijl", "drecht", "horst", "mans", "ink", "oğlu", "daal", "laar",
    "beek",
];

/// What may stand before a noun and make another of it.
const PREFIXES: &[&str] = &[
    "her", "mede", "basis", "hoofd", "jeugd", "net", "voor", "na", "deel", "tussen", "rijks", "wan",
];

/// Ranks of the tail below this are compounds of two parts, which are shorter and known to more letters.
const TWO_PARTS: u64 = 4_000;

/// A noun that was written down.
#[derive(Debug)]
struct Noun {
    article: &'static str,
    singular: &'static str,
    plural: Option<&'static str>,
    linking: &'static str,
}

/// A noun as it stands in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    /// Its letters.
    pub(crate) text: String,
    /// `de` or `het`, also of the plural; nothing before a name.
    pub(crate) article: &'static str,
    /// Whether it means several.
    pub(crate) plural: bool,
}

impl Word {
    /// With its article, if it has one.
    pub(crate) fn whole(&self) -> String {
        format!("{} {}", self.article, self.text)
            .trim_start()
            .to_owned()
    }
}

/// All words, and how often each comes.
#[derive(Debug)]
pub(crate) struct Lexicon {
    nouns: Vec<Noun>,
    /// How often each noun comes.
    pub(crate) frequent: Ranks,
    /// How often each adjective comes; other lists are as even as they are short.
    pub(crate) adjectives: Ranks,
    /// How often each preposition comes.
    pub(crate) prepositions: Ranks,
}

impl Lexicon {
    /// The words of every archive.
    pub(crate) fn new() -> Self {
        let nouns: Vec<Noun> = include_str!("nouns.txt").lines().filter_map(noun).collect();
        Self {
            frequent: Ranks::new(nouns.len(), 6),
            adjectives: Ranks::new(ADJECTIVES.len(), 4),
            prepositions: Ranks::new(PREPOSITIONS.len(), 1),
            nouns,
        }
    }

    /// How many nouns are written down.
    pub(crate) fn len(&self) -> usize {
        self.nouns.len()
    }

    /// A noun by its rank; in the plural, if it has one and that is asked for.
    pub(crate) fn noun(&self, rank: usize, several: bool) -> Word {
        let noun = &self.nouns[rank];
        let plural = noun.plural.filter(|_| several);
        Word {
            text: plural.unwrap_or(noun.singular).to_owned(),
            article: if plural.is_some() { "de" } else { noun.article },
            plural: plural.is_some(),
        }
    }

    /// A word of the tail by its rank: a compound, or a name.
    pub(crate) fn rare(&self, rank: u64) -> Word {
        let bits = mix(rank);
        if rank % 9 == 4 {
            return Word {
                text: name(bits),
                article: "",
                plural: false,
            };
        }
        let mut before = usize::MAX;
        let mut part = |turn: u64| {
            // Frequent nouns make more compounds: the lesser of two draws. None is its own part.
            let [one, other] =
                [turn, turn + 1].map(|turn| (mix(bits ^ turn) >> 8) as usize % self.nouns.len());
            let drawn = one.min(other);
            before = if drawn == before {
                (drawn + 1) % self.nouns.len()
            } else {
                drawn
            };
            &self.nouns[before]
        };
        let mut text = String::with_capacity(40);
        match bits % 20 {
            0 => {
                let (_, letters) = CAPITALS[(bits >> 8) as usize % CAPITALS.len()]
                    .split_once(' ')
                    .unwrap_or_default();
                text.push_str(letters);
                text.push('-');
            }
            1..=3 if rank >= TWO_PARTS => {
                text.push_str(PREFIXES[(bits >> 8) as usize % PREFIXES.len()]);
            }
            _ => {}
        }
        let first = part(2);
        glue(&mut text, first.singular);
        text.push_str(first.linking);
        if rank >= TWO_PARTS {
            let middle = part(4);
            glue(&mut text, middle.singular);
            text.push_str(middle.linking);
        }
        let last = part(6);
        let plural = last.plural.filter(|_| (bits >> 40).is_multiple_of(4));
        glue(&mut text, plural.unwrap_or(last.singular));
        Word {
            text,
            article: if plural.is_some() { "de" } else { last.article },
            plural: plural.is_some(),
        }
    }
}

/// One line of the list.
fn noun(line: &'static str) -> Option<Noun> {
    let mut words = line.split_whitespace().filter(|_| !line.starts_with('#'));
    let present = |word: &'static str| (word != "-").then_some(word);
    Some(Noun {
        article: words.next()?,
        singular: words.next()?,
        plural: present(words.next()?),
        linking: present(words.next()?).unwrap_or_default(),
    })
}

/// Adds a part to a compound, with a hyphen where two vowels would read as one.
fn glue(text: &mut String, part: &str) {
    let vowel = |letter: Option<char>| letter.is_some_and(|letter| "aeiouë".contains(letter));
    let clash =
        vowel(text.chars().next_back()) && (vowel(part.chars().next()) || part.starts_with('j'));
    if clash {
        text.push('-');
    }
    text.push_str(part);
}

/// A surname or a place that nobody has.
pub(crate) fn name(bits: u64) -> String {
    let pick =
        |from: &[&'static str], turn: u64| from[(mix(bits ^ turn) >> 8) as usize % from.len()];
    let mut name = String::with_capacity(24);
    let _ = write!(
        name,
        "{}{}{}",
        pick(NAME_HEADS, 1),
        pick(NAME_MIDDLES, 2),
        pick(NAME_TAILS, 3)
    );
    if bits.is_multiple_of(7) {
        let _ = write!(name, "-{}{}", pick(NAME_HEADS, 4), pick(NAME_TAILS, 5));
    }
    name
}
