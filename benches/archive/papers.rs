//! Which paper each letter is: its dossier, its number in it and its date, from the letter's place in the archive alone.
//!
//! No two letters have the same number in a dossier, however many there are. It must not know what a letter says.

use crate::archive::random::{Random, mix};

/// Dossiers that get letters all the time: number, suffix, title, how many of each [`ROUND`] letters are theirs.
const STANDING: &[(u32, &str, &str, u64)] = &[
    (29628, "", "Politie", 60),
    (29911, "", "Bestrijding georganiseerde criminaliteit", 45),
    (29279, "", "Rechtsstaat en Rechtsorde", 40),
    (24077, "", "Drugbeleid", 36),
    (28684, "", "Naar een veiliger samenleving", 34),
    (
        26643,
        "",
        "Informatie- en communicatietechnologie (ICT)",
        32,
    ),
    (19637, "", "Vreemdelingenbeleid", 30),
    (
        21501,
        "02",
        "Raad Algemene Zaken en Raad Buitenlandse Zaken",
        30,
    ),
    (32813, "", "Kabinetsaanpak Klimaatbeleid", 28),
    (29754, "", "Terrorismebestrijding", 26),
    (30821, "", "Nationale Veiligheid", 24),
    (25295, "", "Infectieziektenbestrijding", 24),
    (
        28844,
        "",
        "Integriteitsbeleid openbaar bestuur en politie",
        22,
    ),
    (31293, "", "Primair Onderwijs", 20),
    (32847, "", "Integrale visie op de woningmarkt", 20),
    (27625, "", "Waterbeleid", 18),
    (
        36410,
        "VI",
        "Begrotingsstaten Justitie en Veiligheid 2024",
        18,
    ),
    (
        36410,
        "XVI",
        "Begrotingsstaten Volksgezondheid, Welzijn en Sport 2024",
        16,
    ),
    (29398, "", "Maatregelen verkeersveiligheid", 16),
    (24587, "", "Justitiële Inrichtingen", 14),
    (31490, "", "Vernieuwing van de rijksdienst", 14),
    (33628, "", "Forensische zorg", 12),
    (29684, "", "Waddenzeebeleid", 11),
    (
        31288,
        "",
        "Hoger Onderwijs-, Onderzoek- en Wetenschapsbeleid",
        10,
    ),
];
/// After so many letters the dossiers come round again.
const ROUND: u64 = 1_000;
/// How many of them go to the standing dossiers; the rest to dossiers that are opened for this round.
const TO_STANDING: u64 = 600;
/// Letters of a dossier that is opened for one round.
const TO_EACH_OTHER: u64 = 20;
/// The numbers that opened dossiers have: the first, and how many.
const OTHERS: (u64, u64) = (20_000, 17_000);
/// Papers in the standing dossiers that are older than the archive.
const OLDER: u64 = 900;
/// Letters in one folder, spread over the years, stay below a thousand.
const TO_A_PART: u64 = 16_000;
/// The years that letters are from: the first, and how many.
const YEARS: (usize, usize) = (2008, 18);
/// The stream of numbers that dates are drawn from.
const DATES: u64 = 1;

/// The months as letters print them.
pub(crate) const MONTHS: [&str; 12] = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
];

/// A day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Date {
    /// The year.
    pub(crate) year: usize,
    /// The month, from 1.
    pub(crate) month: usize,
    /// The day of the month, from 1.
    pub(crate) day: usize,
}

/// A paper of parliament.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Paper {
    /// Its dossier.
    pub(crate) dossier: u32,
    /// What tells this part of the dossier from others, or nothing.
    pub(crate) suffix: &'static str,
    /// What the dossier is called; `None`: it was opened for few letters and is named after what they are about.
    pub(crate) title: Option<&'static str>,
    /// Its number in the dossier.
    pub(crate) number: u64,
    /// When it was sent.
    pub(crate) date: Date,
}

/// The paper that a letter is. Its date has nothing to do with its place.
pub(crate) fn paper(seed: u64, letter: u64) -> Paper {
    let (round, turn) = (letter / ROUND, letter % ROUND);
    let mut slot = (turn * 367 + round * 91) % ROUND;
    let date = Date::drawn(&mut Random::new(seed, DATES, letter));
    if slot >= TO_STANDING {
        slot -= TO_STANDING;
        let in_round = (ROUND - TO_STANDING) / TO_EACH_OTHER;
        let opened = round * in_round + slot / TO_EACH_OTHER;
        return Paper {
            dossier: (OTHERS.0 + opened * 7_919 % OTHERS.1) as u32,
            suffix: "",
            title: None,
            number: opened / OTHERS.1 * TO_EACH_OTHER + slot % TO_EACH_OTHER + 1,
            date,
        };
    }
    let mut standing = STANDING.iter();
    loop {
        let &(dossier, suffix, title, share) =
            standing.next().expect("the shares sum up to TO_STANDING");
        if slot < share {
            return Paper {
                dossier,
                suffix,
                title: Some(title),
                number: OLDER + round * share + slot + 1,
                date,
            };
        }
        slot -= share;
    }
}

impl Paper {
    /// A paper that is in no archive of these: its number is beyond all of its dossier's.
    pub(crate) fn missing(seed: u64, letter: u64, random: &mut Random) -> Self {
        let paper = paper(seed, letter);
        Self {
            number: random.between(200, OLDER as usize - 1) as u64,
            ..paper
        }
    }

    /// What tells the dossier from all others: `29628`, `36410-XVI`.
    pub(crate) fn key(&self) -> u64 {
        mix(u64::from(self.dossier) * 1_000 + self.suffix.len() as u64)
    }

    /// `kst-29628-948`.
    pub(crate) fn id(&self) -> String {
        let Self {
            dossier, number, ..
        } = self;
        if self.suffix.is_empty() {
            format!("kst-{dossier}-{number}")
        } else {
            format!("kst-{dossier}-{}-{number}", self.suffix)
        }
    }

    /// The folder of its file below the archive's: by year, and in parts that stay small.
    pub(crate) fn folder(&self, letter: u64) -> String {
        format!("{}/{:02}", self.date.year, letter / TO_A_PART)
    }

    /// The dossier as printed, its figures parted by `gap`: `29 628`, `36 410 XVI`, `21 501-02`.
    pub(crate) fn printed_dossier(&self, gap: &str) -> String {
        let (thousands, rest) = (self.dossier / 1_000, self.dossier % 1_000);
        let join = match self.suffix {
            "" => "",
            suffix if suffix.starts_with(|letter: char| letter.is_ascii_digit()) => "-",
            _ => " ",
        };
        format!("{thousands}{gap}{rest:03}{join}{}", self.suffix)
    }
}

impl Date {
    /// A day of the archive's years.
    pub(crate) fn drawn(random: &mut Random) -> Self {
        Self {
            year: YEARS.0 + random.below(YEARS.1),
            month: random.between(1, 12),
            day: random.between(1, 28),
        }
    }

    /// `29 mei 2020`.
    pub(crate) fn printed(self) -> String {
        format!("{} {} {}", self.day, MONTHS[self.month - 1], self.year)
    }

    /// The first year of parliament's session on this day, which begins in September.
    pub(crate) fn session(self) -> usize {
        if self.month >= 9 {
            self.year
        } else {
            self.year - 1
        }
    }
}
