//! The papers of a dossier in their order, with the gaps: what is cited and not in the library.
//!
//! It must not know how it is shown.

use std::collections::BTreeMap;

use crate::index::findings::LetterAt;
use crate::library::Edition;
use crate::library::cited::address;

/// A paper of a dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// Its id.
    pub id: String,
    /// The letter that it is, where the library has it.
    pub letter: Option<LetterAt>,
    /// How many passages of the library cite it.
    pub cited: usize,
    /// Its address.
    pub url: Option<String>,
}

impl Edition {
    /// The papers of a dossier (`29628`, `36410-XVI`), by their numbers; none where nothing of it is in the library nor cited.
    pub fn dossier(&self, dossier: &str) -> anyhow::Result<Vec<Paper>> {
        let prefix = format!("kst-{dossier}-");
        let mut papers: BTreeMap<(String, u64), Paper> = BTreeMap::new();
        for (id, letter) in self.ids() {
            if let Some(place) = place(id, &prefix) {
                let paper = papers.entry(place).or_insert_with(|| Paper::new(id));
                paper.letter = Some(letter);
            }
        }
        for (at, one) in self.volumes.iter().enumerate() {
            one.volume.each_citation(&prefix, |id, passages| {
                let Some(place) = place(id, &prefix) else {
                    return;
                };
                let mut cited = 0;
                passages(&mut |passage, _| cited += usize::from(self.is_alive(at, passage)));
                if cited > 0 {
                    papers.entry(place).or_insert_with(|| Paper::new(id)).cited += cited;
                }
            })?;
        }
        Ok(papers.into_values().collect())
    }
}

impl Paper {
    fn new(id: &str) -> Self {
        Self {
            id: id.to_owned(),
            letter: None,
            cited: 0,
            url: address(id),
        }
    }
}

/// Where a paper stands in its dossier: what comes before its number, then the number. `None`: it is of another dossier.
fn place(id: &str, prefix: &str) -> Option<(String, u64)> {
    let begins = id.get(..prefix.len())?.eq_ignore_ascii_case(prefix);
    let rest = id.get(prefix.len()..).filter(|_| begins)?.to_lowercase();
    let (suffix, number) = rest.rsplit_once('-').unwrap_or(("", rest.as_str()));
    Some(match number.parse() {
        Ok(number) => (suffix.to_owned(), number),
        Err(_) => (rest.clone(), 0),
    })
}
