//! The papers that can be referred to: their ids and addresses.
//!
//! It must not know how a reference is written in a text.

use serde::{Deserialize, Serialize};

/// Where the official publications are found, each under its id.
const PUBLICATIONS: &str = "https://zoek.officielebekendmakingen.nl";

/// Where the Union's law is found.
const UNION_LAW: &str = "https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=";

/// The first year in which every issue of the Staatscourant has pages that can be opened by number.
const STAATSCOURANT_ONLINE: u32 = 2009;

/// One of the two chambers of parliament.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Chamber {
    /// The senate.
    Eerste,
    /// The house of representatives, meant where no chamber is named.
    Tweede,
}

impl Chamber {
    /// As in ids: `ek`, `tk`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Eerste => "ek",
            Self::Tweede => "tk",
        }
    }
}

/// An official journal, numbered by year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Journal {
    /// Statutes and decrees.
    Staatsblad,
    /// Regulations and notices of ministries.
    Staatscourant,
    /// Treaties.
    Tractatenblad,
}

impl Journal {
    /// As in ids: `stb`, `stcrt`, `trb`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Staatsblad => "stb",
            Self::Staatscourant => "stcrt",
            Self::Tractatenblad => "trb",
        }
    }

    fn kind(self) -> &'static str {
        match self {
            Self::Staatsblad => "staatsblad",
            Self::Staatscourant => "staatscourant",
            Self::Tractatenblad => "tractatenblad",
        }
    }
}

/// A parliamentary year, from September to September, by the calendar year it begins in. The second year is not kept: it is the next
/// one, whatever a letter prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Session(pub u32);

impl std::fmt::Display for Session {
    /// As in ids: `20232024`.
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{}{}", self.0, self.0 + 1)
    }
}

/// What is referred to.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Target {
    /// A parliamentary paper: dossier digits, suffix (`XVI`, `02`, `A`), number within the dossier.
    Kamerstuk {
        /// Five digits.
        dossier: String,
        /// Roman chapter, letter or two digits.
        suffix: Option<String>,
        /// `948`, or letters for the Eerste Kamer.
        number: String,
    },
    /// Written questions with their answers, in the annex to the proceedings.
    Aanhangsel {
        /// The chamber whose members asked.
        chamber: Chamber,
        /// The year within which they are numbered.
        session: Session,
        /// Digits, without leading zeros.
        number: String,
    },
    /// Proceedings of a sitting.
    Handelingen {
        /// The chamber that sat.
        chamber: Chamber,
        /// The year within which sittings and pages are numbered.
        session: Session,
        /// Sitting and item (`84-12`); before 2011 first and last page (`7909-7943`).
        place: String,
    },
    /// An issue of an official journal.
    Journal {
        /// The journal.
        journal: Journal,
        /// Calendar year.
        year: u32,
        /// Digits, without leading zeros.
        number: String,
    },
    /// What is published with another paper and has only an id of its own: `blg-1007826`.
    Bijlage(String),
    /// Written questions not answered yet, by id: `kv-tk-2020Z16052`.
    Kamervragen(String),
    /// What the Tweede Kamer filed, by its own number: a document (`2020D21246`), a case (`2020Z13716`) or a meeting (`2025A01234`).
    Filed(String),
    /// A judgment by its European identifier: `ECLI:NL:HR:1979:AB7440`.
    Judgment(String),
    /// An act of the Union by its CELEX number: `52021PC0752`.
    Celex(String),
    /// A paper of the European Commission.
    Commission {
        /// `COM`, `SWD`, `SEC`, `JOIN`, `C`.
        series: String,
        /// Calendar year.
        year: u32,
        /// Digits, without leading zeros.
        number: String,
    },
    /// A law in the national collection.
    Law {
        /// `BWBR0002221`.
        id: String,
        /// The address of a part of it, where one was given.
        part: Option<String>,
    },
    /// Anything else that has an address.
    Url(String),
}

impl Target {
    /// The id, as in file names of the official publications (`kst-29628-948`) or as its publisher writes it (`2020D21246`,
    /// `CELEX:52021PC0752`). An address is its own id.
    #[must_use]
    pub fn id(&self) -> String {
        match self {
            Self::Kamerstuk {
                dossier,
                suffix: Some(suffix),
                number,
            } => format!("kst-{dossier}-{suffix}-{number}"),
            Self::Kamerstuk {
                dossier,
                suffix: None,
                number,
            } => format!("kst-{dossier}-{number}"),
            Self::Aanhangsel {
                chamber,
                session,
                number,
            } => format!("ah-{}-{session}-{number}", chamber.code()),
            Self::Handelingen {
                chamber,
                session,
                place,
            } => format!("h-{}-{session}-{place}", chamber.code()),
            Self::Journal {
                journal,
                year,
                number,
            } => format!("{}-{year}-{number}", journal.code()),
            Self::Celex(number) => format!("CELEX:{number}"),
            Self::Commission {
                series,
                year,
                number,
            } => format!("{series}({year}){number}"),
            Self::Law { id, .. }
            | Self::Bijlage(id)
            | Self::Kamervragen(id)
            | Self::Filed(id)
            | Self::Judgment(id)
            | Self::Url(id) => id.clone(),
        }
    }

    /// Where it can be opened. Nothing for issues of the Staatscourant from the time when it was printed only.
    #[must_use]
    pub fn url(&self) -> Option<String> {
        let id = self.id();
        Some(match self {
            Self::Journal {
                journal: Journal::Staatscourant,
                year,
                ..
            } if *year < STAATSCOURANT_ONLINE => return None,
            Self::Kamerstuk { .. }
            | Self::Aanhangsel { .. }
            | Self::Handelingen { .. }
            | Self::Journal { .. }
            | Self::Kamervragen(_) => format!("{PUBLICATIONS}/{id}.html"),
            Self::Bijlage(_) => format!("{PUBLICATIONS}/{id}.pdf"),
            Self::Filed(_) => filed_url(&id),
            Self::Judgment(_) => judgment_url(&id),
            Self::Celex(_) => format!("{UNION_LAW}{id}"),
            Self::Commission {
                series,
                year,
                number,
            } => format!("{UNION_LAW}{series}:{year}:{number}:FIN"),
            Self::Law {
                part: Some(part), ..
            } => part.clone(),
            Self::Law { part: None, .. } => format!("https://wetten.overheid.nl/{id}"),
            Self::Url(address) if address.starts_with("www.") => format!("https://{address}"),
            Self::Url(_) => id,
        })
    }

    /// The kind of paper in one word, for JSON.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Kamerstuk { .. } => "kamerstuk",
            Self::Aanhangsel { .. } => "aanhangsel",
            Self::Handelingen { .. } => "handelingen",
            Self::Journal { journal, .. } => journal.kind(),
            Self::Bijlage(_) => "bijlage",
            Self::Kamervragen(_) => "kamervragen",
            Self::Filed(_) => "document",
            Self::Judgment(_) => "ecli",
            Self::Celex(_) => "celex",
            Self::Commission { .. } => "commission",
            Self::Law { .. } => "law",
            Self::Url(_) => "url",
        }
    }

    /// The five digits of the dossier, for parliamentary papers.
    #[must_use]
    pub fn dossier(&self) -> Option<&str> {
        match self {
            Self::Kamerstuk { dossier, .. } => Some(dossier),
            _ => None,
        }
    }
}

/// The Tweede Kamer shows documents and cases by the same page, meetings by another.
fn filed_url(id: &str) -> String {
    let site = "https://www.tweedekamer.nl";
    match id.as_bytes().get(4) {
        Some(b'D') => format!("{site}/kamerstukken/detail?id={id}&did={id}"),
        Some(b'A') => format!("{site}/debat_en_vergadering/commissievergaderingen/details?id={id}"),
        _ => format!("{site}/kamerstukken/detail?id={id}"),
    }
}

/// Each publisher of judgments has its own door.
fn judgment_url(ecli: &str) -> String {
    if ecli.starts_with("ECLI:NL:") {
        format!("https://deeplink.rechtspraak.nl/uitspraak?id={ecli}")
    } else if ecli.starts_with("ECLI:EU:") {
        format!("{UNION_LAW}ecli:{ecli}")
    } else {
        format!("https://e-justice.europa.eu/ecli/{ecli}")
    }
}
