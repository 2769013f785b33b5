//! Footnotes: what they cite, in the spellings that ministries use.
//!
//! Most papers that are cited are in the archive. It must not know where a note is printed.

use crate::archive::lexicon::name;
use crate::archive::papers::{Paper, paper};
use crate::archive::prose::Prose;
use crate::archive::random::Random;

/// Of a thousand papers that are cited so many are in the archive.
const IN_ARCHIVE: usize = 800;
/// How often an older paper is looked for.
const TRIES: usize = 8;

/// Who cites.
#[derive(Debug)]
pub(crate) struct Citing<'p> {
    /// The archive's seed.
    pub(crate) seed: u64,
    /// The letter's place in the archive: only letters before it are cited, which every archive has that has this one.
    pub(crate) letter: u64,
    /// The letter's own paper.
    pub(crate) own: &'p Paper,
}

impl Citing<'_> {
    /// A paper to cite; one of the archive is older than the letter, if one was found.
    pub(crate) fn paper(&self, random: &mut Random) -> Paper {
        if self.letter == 0 || !random.in_thousand(IN_ARCHIVE) {
            let like = random.below(self.letter as usize + 1) as u64;
            return Paper::missing(self.seed, like, random);
        }
        let mut found = None;
        for _ in 0..TRIES {
            let mut before = random.below(self.letter as usize);
            // Some letters are cited far more often than others.
            if random.in_thousand(400) {
                before = random.below(before + 1);
            }
            let candidate = paper(self.seed, before as u64);
            let older = candidate.date <= self.own.date;
            found = Some(candidate);
            if older {
                break;
            }
        }
        found.expect("a letter was looked for at least once")
    }

    /// The text of a note.
    pub(crate) fn note(&self, prose: &mut Prose<'_>) -> String {
        let kind = prose.random.below(20);
        let random = &mut prose.random;
        match kind {
            0..=10 => format!("{}.", self.cited(random)),
            11 => format!("{} en {}.", self.cited(random), lower(&self.cited(random))),
            12 => format!("Zie ook {}.", lower(&self.cited(random))),
            13 => {
                let session = self.own.date.session();
                let number = random.between(1, 3_999);
                format!(
                    "Aanhangsel Handelingen II {}, nr. {number}.",
                    years(session)
                )
            }
            14 => {
                let session = self.own.date.session();
                let (number, item) = (random.between(1, 110), random.between(2, 60));
                format!(
                    "Handelingen II {}, nr. {number}, item {item}.",
                    years(session)
                )
            }
            15 => format!("Stb. {}, {}.", self.own.date.year, random.between(1, 620)),
            16 => format!(
                "ECLI:NL:HR:{}:{}.",
                self.own.date.year,
                random.between(100, 2_400)
            ),
            17 => {
                let who = name(random.any());
                let page = random.between(3, 140);
                format!(
                    "{}, Rapport {who}, {}, blz. {page}.",
                    prose.title(),
                    self.own.date.year
                )
            }
            18 => {
                let who = name(random.any()).to_lowercase();
                let paper = self.own.id();
                format!("https://www.{who}.example/{}/{paper}.", self.own.date.year)
            }
            _ => {
                let mut text = String::new();
                prose.sentence(&mut text);
                text
            }
        }
    }

    /// A paper as a note cites it, without the full stop.
    pub(crate) fn cited(&self, random: &mut Random) -> String {
        let paper = self.paper(random);
        let number = paper.number;
        let session = paper.date.session();
        match random.below(8) {
            0..=2 => format!(
                "Kamerstukken II {}, {}, nr. {number}",
                years(session),
                paper.printed_dossier(" ")
            ),
            3 => format!(
                "Kamerstukken {session}-{}, {} nr. {number}",
                session + 1,
                paper.printed_dossier(".")
            ),
            4 => format!(
                "Kamerstukken II {}, {}, nr. {number}",
                years(session),
                paper.printed_dossier("")
            ),
            5 => {
                let page = random.between(1, 24);
                format!(
                    "Kamerstukken II {}, {}, nr. {number}, p. {page}",
                    years(session),
                    paper.printed_dossier(" ")
                )
            }
            _ => format!("Kamerstuk {}, nr. {number}", paper.printed_dossier(" ")),
        }
    }

    /// A sentence that cites a paper in the text.
    pub(crate) fn sentence(&self, prose: &mut Prose<'_>, out: &mut String) {
        let paper = self.paper(&mut prose.random);
        let date = paper.date.printed();
        let cited = format!(
            "Kamerstuk {}, nr. {}",
            paper.printed_dossier(" "),
            paper.number
        );
        let start = match prose.random.below(3) {
            0 => format!("In mijn brief van {date} ({cited}) schreef ik "),
            1 => format!("Met deze aanpak is uitvoering gegeven aan de toezegging ({cited}) "),
            _ => format!("Bij brief van {date} ({cited}) is gemeld "),
        };
        out.push_str(&start);
        prose.fact(out);
        out.push('.');
    }
}

/// `2019/20`.
pub(crate) fn years(session: usize) -> String {
    format!("{session}/{:02}", (session + 1) % 100)
}

fn lower(cited: &str) -> String {
    cited.replacen('K', "k", 1)
}
