//! Sentences of official letters: a small grammar over the lexicon, leaning to what the letter is about.
//!
//! It must not know notes, pages or where a sentence stands.

use std::fmt::Write as _;

use crate::archive::lexicon::{
    ADJECTIVES, ADVERBS, CAPITALS, Lexicon, OPENERS, PREPOSITIONS, VERBS, Word, name,
};
use crate::archive::papers::{Date, Paper};
use crate::archive::random::Random;

/// Of a thousand nouns so many are compounds and names of the tail.
const RARE: usize = 300;
/// The first rank of the tail: the lower, the more often its first words come.
const FIRST_RARE: u64 = 100;
/// Of a thousand frequent nouns so many are of the letter's topic.
const ON_TOPIC: usize = 350;
/// How many nouns and compounds a topic has.
const TOPIC: usize = 6;

/// Sentences that letters are held together with.
const LINKS: &[&str] = &[
    "Dat is op dit moment nog niet het geval.",
    "Hierover heb ik u eerder bericht, en ik kom er in het najaar op terug.",
    "Het gaat daarbij om veel meer dan alleen het geld.",
    "Dit is niet nieuw, maar het is er ook niet minder om.",
    "Zoals ik u al schreef, is daar meer tijd voor nodig dan gedacht.",
    "Of dat ook zo zal blijven, is nog niet te zeggen.",
    "Wat er wel is gedaan, staat hieronder.",
    "Zij doen dat nu al, en zullen dat blijven doen als het aan mij ligt.",
    "Ik vind dat zij daar goed aan doen.",
    "Die zorg neem ik mee in de samenleving waar wij in leven.",
];

/// A writer of sentences.
#[derive(Debug)]
pub(crate) struct Prose<'l> {
    /// What is drawn next.
    pub(crate) random: Random,
    lexicon: &'l Lexicon,
    topic: Vec<usize>,
    compounds: Vec<u64>,
}

impl<'l> Prose<'l> {
    /// A writer whose topic is a dossier's.
    pub(crate) fn new(lexicon: &'l Lexicon, random: Random, paper: &Paper) -> Self {
        let mut own = Random::new(0, 2, paper.key());
        Self {
            random,
            lexicon,
            topic: (0..TOPIC).map(|_| own.below(lexicon.len())).collect(),
            compounds: (0..TOPIC)
                .map(|_| FIRST_RARE + own.below(50_000) as u64)
                .collect(),
        }
    }

    /// One of a list that is longer than what a match would hold.
    fn of(&mut self, list: &[&'static str]) -> &'static str {
        list[self.random.below(list.len())]
    }

    /// A noun.
    pub(crate) fn noun(&mut self) -> Word {
        if self.random.in_thousand(RARE) {
            let rank = if self.random.in_thousand(150) {
                self.compounds[self.random.below(TOPIC)]
            } else {
                self.random.rare_rank(FIRST_RARE)
            };
            return self.lexicon.rare(rank);
        }
        let rank = if self.random.in_thousand(ON_TOPIC) {
            self.topic[self.random.below(TOPIC)]
        } else {
            self.lexicon.frequent.draw(&mut self.random)
        };
        let several = self.random.in_thousand(300);
        self.lexicon.noun(rank, several)
    }

    /// A noun of the topic, for headings and subjects.
    pub(crate) fn topical(&mut self) -> Word {
        if self.random.in_thousand(400) {
            return self.lexicon.rare(self.compounds[self.random.below(TOPIC)]);
        }
        let rank = self.topic[self.random.below(TOPIC)];
        self.lexicon.noun(rank, false)
    }

    fn adjective(&mut self) -> &'static str {
        ADJECTIVES[self.lexicon.adjectives.draw(&mut self.random)]
    }

    /// `de nieuwe aanpak van de corruptie`. Whether it is several.
    fn thing(&mut self, out: &mut String, deep: bool) -> bool {
        if self.random.in_thousand(40) {
            out.push_str(self.of(CAPITALS));
            return false;
        }
        let word = self.noun();
        let named = word.article.is_empty();
        let article = match (self.random.below(20), word.plural) {
            _ if named => "",
            (0..=8, true) => "",
            (9, true) => "verschillende",
            (10, true) => "alle",
            (0..=2, false) => "een",
            (3, false) if word.article == "het" => "ieder",
            (3, false) => "iedere",
            (6, _) if word.article == "het" => "dit",
            (6, _) => "deze",
            _ => word.article,
        };
        if !article.is_empty() {
            out.push_str(article);
            out.push(' ');
        }
        let bare = (article == "een" || article == "ieder") && word.article == "het";
        if !named && !bare && self.random.in_thousand(280) {
            out.push_str(self.adjective());
            out.push(' ');
        }
        out.push_str(&word.text);
        if deep && self.random.in_thousand(300) {
            out.push_str(" van ");
            self.thing(out, false);
        }
        let joined = deep && self.random.in_thousand(110);
        if joined {
            out.push_str(" en ");
            self.thing(out, false);
        }
        word.plural || joined
    }

    /// Who or what does something; whether it is several.
    fn subject(&mut self, out: &mut String, deep: bool) -> bool {
        match self.random.below(12) {
            0 => {
                out.push_str(self.of(&["dit", "dat", "men", "wie daarvoor kiest"]));
                false
            }
            1 => {
                out.push_str(self.of(&["zij", "wij", "sommigen", "velen"]));
                true
            }
            _ => self.thing(out, deep),
        }
    }

    /// `in de regio`.
    fn place(&mut self, out: &mut String) {
        let preposition = PREPOSITIONS[self.lexicon.prepositions.draw(&mut self.random)];
        out.push_str(preposition);
        out.push(' ');
        self.thing(out, true);
    }

    fn places(&mut self, out: &mut String, most: usize) {
        for _ in 0..self.random.below(most + 1) {
            out.push(' ');
            self.place(out);
        }
    }

    fn maybe_adverb(&mut self, out: &mut String) {
        if self.random.in_thousand(300) {
            out.push(' ');
            out.push_str(self.of(ADVERBS));
        }
    }

    /// A whole sentence with its full stop.
    pub(crate) fn sentence(&mut self, out: &mut String) {
        let start = out.len();
        match self.random.below(20) {
            0..=5 => self.statement(out),
            6..=9 => self.opened(out),
            10..=12 => self.done(out),
            13..=15 => self.framed(out),
            16 => self.counted(out),
            17 => self.funded(out),
            18 => self.reported(out),
            _ => {
                // Words that every letter has, and few others.
                out.push_str(self.of(LINKS));
                return;
            }
        }
        if self.random.in_thousand(300) {
            self.clause(out);
        }
        out.push('.');
        capitalise(out, start);
    }

    /// `de politie versterkt het toezicht in de regio`.
    fn statement(&mut self, out: &mut String) {
        let several = self.subject(out, true);
        let verb = VERBS[self.random.below(VERBS.len())];
        let _ = write!(out, " {} ", verb[usize::from(several)]);
        self.thing(out, true);
        self.maybe_adverb(out);
        self.places(out, 2);
    }

    /// `daarnaast versterkt de politie het toezicht`.
    fn opened(&mut self, out: &mut String) {
        let opener = self.of(OPENERS);
        let mut subject = String::new();
        let several = self.subject(&mut subject, false);
        let verb = VERBS[self.random.below(VERBS.len())];
        let _ = write!(out, "{opener} {} {subject} ", verb[usize::from(several)]);
        self.thing(out, true);
        self.places(out, 2);
    }

    /// `de inspectie heeft het onderzoek naar de brug afgerond`.
    fn done(&mut self, out: &mut String) {
        let several = self.subject(out, true);
        out.push_str(if several { " hebben " } else { " heeft " });
        self.thing(out, true);
        self.maybe_adverb(out);
        self.places(out, 1);
        let _ = write!(out, " {}", VERBS[self.random.below(VERBS.len())][2]);
    }

    /// What ministers write: promises, assurances, references.
    fn framed(&mut self, out: &mut String) {
        out.push_str(self.of(&[
            "ik informeer uw Kamer voor de zomer over ",
            "ik hecht veel waarde aan ",
            "met de korpsleiding bezie ik de gevolgen van ",
            "uw Kamer wordt geïnformeerd over ",
            "het spreekt voor zich dat dit gevolgen heeft voor ",
            "ik heb kennisgenomen van ",
            "er is aandacht nodig voor ",
            "hierbij is een grote rol weggelegd voor ",
            "ik ben in gesprek met de Nationale ombudsman over ",
            "het is van belang dat er oog is voor ",
        ]));
        self.thing(out, true);
        self.places(out, 2);
    }

    /// `in 2019 steeg het aantal meldingen met 12,5% naar 1.175`.
    fn counted(&mut self, out: &mut String) {
        let year = self.random.between(2005, 2026);
        let moved = self.of(&["steeg", "daalde"]);
        let word = self.noun().text;
        let (whole, tenths) = (self.random.between(1, 60), self.random.below(10));
        let _ = write!(
            out,
            "in {year} {moved} het aantal keren dat {word} werd gemeld met {whole},{tenths}% naar "
        );
        grouped(out, self.random.between(1_000, 99_999));
        out.push_str(" gevallen");
    }

    /// `voor de haven is in totaal € 50 miljoen beschikbaar`.
    fn funded(&mut self, out: &mut String) {
        out.push_str("voor ");
        self.thing(out, true);
        if self.random.in_thousand(500) {
            let _ = write!(
                out,
                " is in totaal € {} miljoen beschikbaar",
                self.random.between(2, 900)
            );
        } else {
            out.push_str(" is jaarlijks € ");
            grouped(out, self.random.between(10, 999) * 1_000);
            out.push_str(" nodig");
        }
        self.places(out, 1);
    }

    /// `uit het onderzoek blijkt dat de wijk de zorg ondersteunt`.
    fn reported(&mut self, out: &mut String) {
        match self.random.below(4) {
            0 => {
                let date = Date::drawn(&mut self.random).printed();
                let _ = write!(out, "uit de brief van {date} blijkt dat ");
            }
            1 => {
                let who = name(self.random.any());
                let _ = write!(out, "het lid {who} vroeg of ");
            }
            2 => {
                let who = name(self.random.any());
                let _ = write!(out, "onderzoekers van {who} stellen vast dat ");
            }
            _ => {
                out.push_str("uit ");
                self.thing(out, false);
                out.push_str(" blijkt dat ");
            }
        }
        let several = self.thing(out, true);
        out.push(' ');
        self.thing(out, false);
        self.maybe_adverb(out);
        let verb = VERBS[self.random.below(VERBS.len())];
        let _ = write!(out, " {}", verb[usize::from(several)]);
    }

    /// What is added to a sentence behind a comma.
    fn clause(&mut self, out: &mut String) {
        out.push_str(self.of(&[
            ", zodat ",
            ", omdat ",
            ", terwijl ",
            ", waarbij ",
            ", mits ",
            ", voor zover ",
        ]));
        let several = self.subject(out, false);
        out.push(' ');
        self.place(out);
        out.push_str(if several { " kunnen " } else { " kan " });
        let _ = write!(out, "{}", VERBS[self.random.below(VERBS.len())][1]);
    }

    /// A title: `Voortgang van de politiecapaciteit`.
    pub(crate) fn title(&mut self) -> String {
        let (one, other) = (self.topical(), self.noun());
        let mut title = match self.random.below(7) {
            0 => format!("Voortgang van {}", one.whole()),
            1 => format!("Aanpak van {}", one.whole()),
            2 => format!("{} en {}", one.text, other.text),
            3 => format!("Toezicht op {} en {}", one.whole(), other.whole()),
            4 => format!("{} {} {}", one.article, self.adjective(), one.text)
                .trim_start()
                .to_owned(),
            5 => format!("Onderzoek naar {}", one.whole()),
            _ => format!("{} in {}", one.text, other.whole()),
        };
        capitalise(&mut title, 0);
        title
    }

    /// What somebody is asked to do: `het toezicht op de bruggen te versterken`.
    pub(crate) fn request(&mut self, out: &mut String) {
        self.thing(out, true);
        self.places(out, 2);
        let _ = write!(out, " te {}", VERBS[self.random.below(VERBS.len())][1]);
    }

    /// What is so, as the middle of a sentence.
    pub(crate) fn fact(&mut self, out: &mut String) {
        out.push_str("dat ");
        let several = self.thing(out, true);
        out.push(' ');
        self.thing(out, true);
        self.places(out, 1);
        let verb = VERBS[self.random.below(VERBS.len())];
        let _ = write!(out, " {}", verb[usize::from(several)]);
    }
}

/// Makes the letter at a byte a capital.
pub(crate) fn capitalise(text: &mut String, at: usize) {
    let Some(first) = text[at..]
        .chars()
        .next()
        .filter(|first| first.is_lowercase())
    else {
        return;
    };
    let capital: String = first.to_uppercase().collect();
    text.replace_range(at..at + first.len_utf8(), &capital);
}

/// A number with a full stop between its thousands.
fn grouped(out: &mut String, number: usize) {
    if number >= 1_000 {
        let _ = write!(out, "{}.{:03}", number / 1_000, number % 1_000);
    } else {
        let _ = write!(out, "{number}");
    }
}
