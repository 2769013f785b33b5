//! What the letters of a library cite: every paper with where it is cited, and which of them are in the library themselves.
//!
//! It must not know how citations are found in a text.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::citation;
use crate::index::findings::LetterAt;
use crate::library::Edition;

/// A paper that is cited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cited {
    /// Its id.
    pub id: String,
    /// How many letters cite it.
    pub letters: usize,
    /// How many passages do.
    pub passages: usize,
    /// The letter that it is, where the library has it.
    pub letter: Option<LetterAt>,
}

/// The letters of a library by the ids they are cited by.
#[derive(Debug, Default)]
pub(super) struct ById(HashMap<String, LetterAt>);

impl ById {
    /// Of all letters of an edition; of several with one id the newest.
    pub(super) fn of(edition: &Edition) -> Self {
        let mut by_id = HashMap::new();
        for &letter in edition.newest() {
            if let Some(id) = edition.card(letter).card.id {
                by_id.entry(id).or_insert(letter);
            }
        }
        Self(by_id)
    }
}

impl Edition {
    /// The letter that is cited by an id, where the library has it.
    #[must_use]
    pub fn with_id(&self, id: &str) -> Option<LetterAt> {
        let by_id = self.by_id.get_or_init(|| ById::of(self));
        by_id.0.get(&id.to_lowercase()).copied()
    }

    /// The ids by which letters are cited, each with its letter.
    pub(super) fn ids(&self) -> impl Iterator<Item = (&str, LetterAt)> {
        let by_id = self.by_id.get_or_init(|| ById::of(self));
        by_id.0.iter().map(|(id, &letter)| (id.as_str(), letter))
    }

    /// Every paper that is cited, by its id.
    pub fn cited(&self) -> anyhow::Result<Vec<Cited>> {
        let mut papers: BTreeMap<String, (BTreeSet<LetterAt>, usize)> = BTreeMap::new();
        for (at, one) in self.volumes.iter().enumerate() {
            one.volume.each_citation("", |id, passages| {
                let mut here = (BTreeSet::new(), 0);
                passages(&mut |passage, _| {
                    if let Some((letter, _)) = one.volume.letter_of(passage)
                        && self.is_alive(at, passage)
                    {
                        here.0.insert((at as u32, letter));
                        here.1 += 1;
                    }
                });
                if here.1 > 0 {
                    let all = papers.entry(id.to_owned()).or_default();
                    all.0.extend(here.0);
                    all.1 += here.1;
                }
            })?;
        }
        let cited = papers.into_iter().map(|(id, (letters, passages))| Cited {
            letter: self.with_id(&id),
            letters: letters.len(),
            passages,
            id,
        });
        Ok(cited.collect())
    }
}

/// The address of a paper, by its id.
#[must_use]
pub fn address(id: &str) -> Option<String> {
    let found = citation::find(id);
    let mut targets = found.iter().map(|citation| &citation.target);
    targets
        .find(|target| target.id().eq_ignore_ascii_case(id))?
        .url()
}

/// The id of the paper that somebody names: by its id, its address, or as letters cite it; or the number of a dossier.
#[must_use]
pub fn named(text: &str) -> Option<String> {
    let text = text.trim();
    let last = text.rsplit('/').next().unwrap_or(text);
    let id = last.strip_suffix(".html").unwrap_or(last).to_lowercase();
    let id: String = id.split_whitespace().collect();
    let number = id.strip_prefix("kst-").unwrap_or(&id);
    let parts = || number.split('-').filter(|part| !part.is_empty());
    let figures = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let dossier = parts()
        .next()
        .is_some_and(|dossier| dossier.len() == 5 && figures(dossier));
    let plain = parts().all(|part| part.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    if dossier && plain || address(&id).is_some() {
        return Some(id);
    }
    // What stands behind the word "Kamerstuk" is often copied without it.
    let cited = [text.to_owned(), format!("Kamerstuk {text}")];
    let targets = cited.iter().flat_map(|text| citation::find(text));
    targets.map(|citation| citation.target.id()).next()
}

/// The query that finds what cites a paper, or any paper of a dossier: `29628`, `29628-984`, `ah-tk-20232024-1076`.
#[must_use]
pub fn query_for(id: &str) -> String {
    let spaces = |sign: char| sign == '.' || sign.is_whitespace();
    let plain = id.trim().to_lowercase().replace(spaces, "");
    let number = plain.strip_prefix("kst-").unwrap_or(&plain);
    let dossier = number.split('-').next().unwrap_or(number);
    let is_dossier = dossier.len() == 5 && dossier.bytes().all(|byte| byte.is_ascii_digit());
    if is_dossier {
        format!("kst:{number}")
    } else {
        format!("cites:{plain}")
    }
}
