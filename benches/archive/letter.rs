//! What a letter consists of: its head, its sections and their paragraphs, its notes, its end.
//!
//! It must not know lines and pages.

use std::fmt::Write as _;

use crate::archive::lexicon::{Lexicon, name};
use crate::archive::notes::{Citing, years};
use crate::archive::pages::{Block, MARK, Style};
use crate::archive::papers::Paper;
use crate::archive::prose::{Prose, capitalise};
use crate::archive::random::Random;

/// Words that few letters have, for queries whose answers are few: how many of ten thousand letters that are no
/// motions, and the words.
pub(crate) const PLANTED: &[(usize, &str)] = &[
    (150, "het EncroChat-onderzoek"),
    (300, "de motie-Özütok c.s."),
    (200, "de inzet van politie-externen"),
    (40, "het CODIS-register"),
    (10, "de zilvermeeuwtelling"),
];

/// Who writes, as they sign.
const OFFICES: &[&str] = &[
    "De Minister van Justitie en Veiligheid",
    "De Minister van Binnenlandse Zaken en Koninkrijksrelaties",
    "De Minister van Volksgezondheid, Welzijn en Sport",
    "De Minister van Infrastructuur en Waterstaat",
    "De Staatssecretaris van Justitie en Veiligheid",
    "De Minister van Onderwijs, Cultuur en Wetenschap",
    "De Minister van Buitenlandse Zaken",
];

/// Of a thousand letters so many are motions.
const MOTIONS: usize = 120;
/// Of a thousand letters so many are reports of some twenty pages.
const REPORTS: usize = 12;

/// A letter that is composed but not yet set.
#[derive(Debug)]
pub(crate) struct Composed {
    /// Its parts in order.
    pub(crate) blocks: Vec<Block>,
    /// Its notes; the n-th is called for by the n-th mark.
    pub(crate) notes: Vec<String>,
    /// How it is set.
    pub(crate) style: Style,
}

/// A letter being composed.
struct Writing<'l> {
    prose: Prose<'l>,
    citing: Citing<'l>,
    paper: &'l Paper,
    blocks: Vec<Block>,
    notes: Vec<String>,
    /// Marks stand behind the full stop here, not before it.
    behind: bool,
    /// Of a thousand sentences so many call for a note.
    noted: usize,
}

/// Composes the letter that a paper is.
pub(crate) fn compose(lexicon: &Lexicon, seed: u64, letter: u64, paper: &Paper) -> Composed {
    let mut random = Random::new(seed, 3, letter);
    let (behind, noted) = (random.in_thousand(500), random.between(40, 160));
    let mut writing = Writing {
        prose: Prose::new(lexicon, random, paper),
        citing: Citing {
            seed,
            letter,
            own: paper,
        },
        paper,
        blocks: Vec::new(),
        notes: Vec::new(),
        behind,
        noted,
    };
    let ministry = if writing.prose.random.in_thousand(MOTIONS) {
        writing.motion();
        false
    } else {
        writing.letter()
    };
    let style = style(paper, ministry, &mut writing.prose.random);
    Composed {
        blocks: writing.blocks,
        notes: writing.notes,
        style,
    }
}

fn style(paper: &Paper, ministry: bool, random: &mut Random) -> Style {
    let spaced = random.in_thousand(200);
    let rule = random.pick(&[
        "                                               ",
        "_______________",
        "____________________________",
    ]);
    let session = paper.date.session();
    let foot = format!(
        "Tweede Kamer, vergaderjaar {session}–{}, {}, nr. {}    ",
        session + 1,
        paper.printed_dossier(" "),
        paper.number
    );
    Style {
        width: random.between(78, 90),
        gap: if spaced { " " } else { "" },
        noise: if spaced { 120 } else { 0 },
        rule,
        foot: if ministry {
            ("Pagina ".to_owned(), Some(" van "))
        } else {
            (foot, None)
        },
        head: if ministry {
            vec!["Datum".to_owned(), paper.date.printed()]
        } else {
            Vec::new()
        },
    }
}

impl Writing<'_> {
    /// A letter; whether it is set as a ministry's and not as a paper of parliament.
    fn letter(&mut self) -> bool {
        let random = &mut self.prose.random;
        let ministry = random.in_thousand(300);
        let office = random.pick(OFFICES);
        let report = random.in_thousand(REPORTS);
        let paragraphs = if report {
            random.between(60, 100)
        } else {
            // Few are long: the product of two draws.
            2 + random.between(1, 5) * random.between(1, 3)
        };
        let subject = self.prose.title();
        if ministry {
            self.ministry_head(&subject);
        } else {
            self.paper_head(&subject, &format!("BRIEF VAN {}", office.to_uppercase()));
        }
        self.opening(&subject);
        self.body(paragraphs);
        self.ending(office);
        ministry
    }

    fn dossier_line(&mut self) -> String {
        let mut title = match self.paper.title {
            Some(title) => title.to_owned(),
            None => self.prose.topical().text,
        };
        capitalise(&mut title, 0);
        format!("{} {title}", self.paper.printed_dossier(" "))
    }

    /// The head of a paper of parliament.
    fn paper_head(&mut self, subject: &str, kind: &str) {
        let mut lines = vec![
            self.dossier_line(),
            format!("Nr. {}", self.paper.number),
            kind.to_owned(),
            "Aan de Voorzitter van de Tweede Kamer der Staten-Generaal".to_owned(),
            format!("Den Haag, {}", self.paper.date.printed()),
        ];
        if self.prose.random.in_thousand(750) {
            lines.insert(0, format!("Brief regering : {subject}"));
        } else {
            let session = self.paper.date.session();
            let year = format!("Vergaderjaar {}", years(session));
            lines.splice(0..0, ["Tweede Kamer der Staten-Generaal".to_owned(), year]);
        }
        self.blocks.push(Block::Lines(lines));
    }

    /// The head of a ministry's own letter.
    fn ministry_head(&mut self, subject: &str) {
        let mark = self.prose.random.between(1_000_000, 5_999_999);
        let date = self.paper.date.printed();
        let number = self.paper.number;
        let dossier = self.paper.printed_dossier(" ");
        let blocks: [Vec<String>; 5] = [
            vec![dossier, format!("Nr. {number}")],
            vec!["> Retouradres Postbus 20301 2500 EH Den Haag".to_owned()],
            vec![
                "Aan de Voorzitter van de Tweede Kamer".to_owned(),
                "der Staten-Generaal".to_owned(),
                "Postbus 20018".to_owned(),
                "2500 EA DEN HAAG".to_owned(),
            ],
            vec![format!("Datum {date}"), format!("Betreft {subject}")],
            vec!["Ons kenmerk".to_owned(), mark.to_string()],
        ];
        self.blocks.extend(blocks.map(Block::Lines));
        self.blocks
            .push(Block::Lines(vec!["Geachte voorzitter,".to_owned()]));
    }

    fn opening(&mut self, subject: &str) {
        let mut text = match self.prose.random.below(3) {
            0 => format!("Met deze brief informeer ik uw Kamer over het volgende: {subject}."),
            1 => format!("Hierbij bied ik u de rapportage «{subject}» aan."),
            _ => "In reactie op het verzoek van de vaste commissie ga ik in deze brief in op de stand van zaken.".to_owned(),
        };
        text.push(' ');
        self.sentences(&mut text);
        self.blocks.push(Block::Text(text));
    }

    fn body(&mut self, paragraphs: usize) {
        let sections = (paragraphs / 4).clamp(2, 6).max(paragraphs / 12);
        let numbered = self.prose.random.in_thousand(250);
        let planted: Vec<&str> = PLANTED
            .iter()
            .filter(|(times, _)| self.prose.random.below(10_000) < *times)
            .map(|(_, words)| *words)
            .collect();
        for section in 0..sections {
            let title = self.prose.title();
            let title = if numbered {
                format!("{}. {title}", section + 1)
            } else {
                title
            };
            self.blocks.push(Block::Heading(title));
            let own = paragraphs * (section + 1) / sections - paragraphs * section / sections;
            for at in 0..own {
                // Lists are read as such only below a sentence.
                if at > 0 && self.prose.random.in_thousand(70) {
                    self.list();
                    continue;
                }
                let mut text = String::with_capacity(600);
                if at == 0 {
                    for words in planted.iter().filter(|_| section == sections / 2) {
                        let _ = write!(text, "In deze periode is gebleken ");
                        self.prose.fact(&mut text);
                        let _ = write!(text, ", waarbij {words} een rol speelt. ");
                    }
                }
                self.sentences(&mut text);
                self.blocks.push(Block::Text(text));
            }
        }
    }

    /// Sentences of a paragraph, some with note marks.
    fn sentences(&mut self, text: &mut String) {
        for at in 0..self.prose.random.between(4, 8) {
            if at > 0 {
                text.push(' ');
            }
            if self.prose.random.in_thousand(25) {
                self.citing.sentence(&mut self.prose, text);
            } else {
                self.prose.sentence(text);
            }
            // A mark behind a figure or a capital would be read as part of it.
            let plain = text
                .strip_suffix('.')
                .is_some_and(|text| text.ends_with(|letter: char| letter.is_lowercase()));
            if plain && self.prose.random.in_thousand(self.noted) {
                self.note(text);
            }
        }
    }

    fn note(&mut self, text: &mut String) {
        let note = self.citing.note(&mut self.prose);
        self.notes.push(note);
        if !self.behind {
            text.pop();
        }
        let _ = write!(text, "{MARK}{}", self.notes.len());
        if !self.behind {
            text.push('.');
        }
    }

    fn list(&mut self) {
        for _ in 0..self.prose.random.between(2, 4) {
            let mut item = "• ".to_owned();
            self.prose.request(&mut item);
            item.push(';');
            self.blocks.push(Block::Item(item));
        }
        if let Some(Block::Item(last)) = self.blocks.last_mut() {
            last.pop();
            last.push('.');
        }
    }

    fn ending(&mut self, office: &str) {
        let mut lines = vec![format!("{office},"), self.signature()];
        if self.prose.random.in_thousand(500) {
            lines.insert(0, "Hoogachtend,".to_owned());
        }
        self.blocks
            .extend(lines.into_iter().map(|line| Block::Lines(vec![line])));
    }

    fn signature(&mut self) -> String {
        let mut signature = String::new();
        for _ in 0..self.prose.random.between(1, 3) {
            let initial = char::from(b'A' + self.prose.random.below(24) as u8);
            let _ = write!(signature, "{initial}.");
        }
        let _ = write!(signature, " {}", name(self.prose.random.any()));
        signature
    }

    fn motion(&mut self) {
        let member = name(self.prose.random.any());
        let head = vec![
            self.dossier_line(),
            format!("Nr. {}", self.paper.number),
            format!("MOTIE VAN HET LID {}", member.to_uppercase()),
            format!("Voorgesteld {}", self.paper.date.printed()),
        ];
        self.blocks.push(Block::Lines(head));
        self.blocks.push(Block::Text("De Kamer,".to_owned()));
        self.blocks
            .push(Block::Text("gehoord de beraadslaging,".to_owned()));
        for _ in 0..self.prose.random.between(1, 3) {
            let mut text = self
                .prose
                .random
                .pick(&["constaterende ", "overwegende "])
                .to_owned();
            self.prose.fact(&mut text);
            text.push(';');
            self.blocks.push(Block::Text(text));
        }
        let mut text = "verzoekt de regering, ".to_owned();
        self.prose.request(&mut text);
        text.push_str(", en de Kamer daarover voor het einde van het jaar te informeren,");
        self.blocks.push(Block::Text(text));
        self.blocks.push(Block::Text(
            "en gaat over tot de orde van de dag.".to_owned(),
        ));
        self.blocks.push(Block::Lines(vec![member]));
    }
}
