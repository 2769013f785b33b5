//! The letters that a file holds, taken out without understanding it: what its reader may neither lose nor double.
//!
//! Only alphabetic characters count. Figures and signs are a list's, a mark's or a page's as often as the text's.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use anyhow::Result;
use unicode_normalization::UnicodeNormalization as _;
use voetnoot::document::Document;
use voetnoot::ingest::pdf::glyphs;

/// How often each letter occurs.
#[derive(Debug, Default)]
pub(crate) struct Letters {
    counts: BTreeMap<char, i64>,
    /// The labels of notes stand among them, which may be letters.
    labelled: bool,
}

impl Letters {
    fn add(&mut self, text: &str) {
        for letter in text.nfkc().filter(|letter| letter.is_alphabetic()) {
            *self.counts.entry(letter).or_default() += 1;
        }
    }

    /// How many letters there are.
    pub(crate) fn count(&self) -> usize {
        self.counts.values().sum::<i64>().unsigned_abs() as usize
    }

    /// Letters of this file that a document lost, and letters that it has too many.
    pub(crate) fn lost_and_doubled(&self, document: &Document) -> [usize; 2] {
        let mut found = Self::default();
        for paragraph in &document.paragraphs {
            found.add(&paragraph.text);
        }
        for furniture in &document.furniture {
            found.add(&furniture.text);
        }
        for note in document.notes.iter().filter(|_| self.labelled) {
            (0..=note.refs.len()).for_each(|_| found.add(&note.label));
        }
        let mut differ = [0; 2];
        let all = self.counts.keys().chain(found.counts.keys());
        for letter in all.collect::<std::collections::BTreeSet<_>>() {
            let count = |of: &Self| of.counts.get(letter).copied().unwrap_or(0);
            let more = count(&found) - count(self);
            differ[usize::from(more > 0)] += more.unsigned_abs() as usize;
        }
        differ
    }
}

/// The letters of a file, by its format; `None`: a format whose own text is not known.
pub(crate) fn letters(bytes: &[u8], format: &str) -> Result<Option<Letters>> {
    let mut letters = Letters::default();
    match format {
        "pdf" => {
            letters.labelled = true;
            // A file that cannot be read has no letters either.
            let _ = glyphs::pages(bytes.to_vec(), "", &mut |_, page| {
                page.runs.iter().for_each(|run| letters.add(&run.text));
                page.turned.iter().for_each(|text| letters.add(text));
                true
            });
        }
        "docx" | "odt" => {
            let mut zip = zip::ZipArchive::new(Cursor::new(bytes))?;
            for at in 0..zip.len() {
                let mut part = zip.by_index(at)?;
                let name = part.name()?.into_owned();
                if is_read(&name) {
                    let mut text = String::new();
                    part.read_to_string(&mut text)?;
                    // Of the styles only what every page repeats is printed.
                    let part = if name == "styles.xml" {
                        "masters"
                    } else {
                        format
                    };
                    of_xml(&text, part, &mut letters)?;
                }
            }
        }
        "xml" | "fodt" => of_xml(std::str::from_utf8(bytes)?, format, &mut letters)?,
        "html" => {
            let page = scraper::Html::parse_document(&String::from_utf8_lossy(bytes));
            let texts = page.tree.nodes().filter(|node| {
                let unread = ["script", "style", "title", "noscript"];
                !node.ancestors().any(|above| {
                    above
                        .value()
                        .as_element()
                        .is_some_and(|element| unread.contains(&element.name()))
                })
            });
            for text in texts.filter_map(|node| node.value().as_text()) {
                letters.add(text);
            }
        }
        "txt" => letters.add(&String::from_utf8_lossy(bytes)),
        _ => return Ok(None),
    }
    Ok(Some(letters))
}

/// Whether a part of an office file holds words of the letter.
fn is_read(part: &str) -> bool {
    let word = part.strip_prefix("word/").is_some_and(|name| {
        !name.contains('/')
            && ["document", "footnotes", "endnotes", "header", "footer"]
                .iter()
                .any(|begin| name.starts_with(begin))
    });
    word || part == "content.xml" || part == "styles.xml"
}

fn of_xml(text: &str, format: &str, letters: &mut Letters) -> Result<()> {
    let options = roxmltree::ParsingOptions {
        allow_dtd: true,
        ..roxmltree::ParsingOptions::default()
    };
    let tree =
        roxmltree::Document::parse_with_options(text.trim_start_matches('\u{feff}'), options)?;
    let unread = [
        "del",
        "moveFrom",
        "Fallback",
        "metadata",
        "tracked-changes",
        "annotation",
        "automatic-styles",
    ];
    for node in tree.descendants().filter(roxmltree::Node::is_text) {
        let above = |names: &[&str]| {
            node.ancestors()
                .any(|at| names.contains(&at.tag_name().name()))
        };
        let printed = match format {
            "docx" => above(&["t"]),
            "masters" => above(&[
                "header",
                "header-first",
                "header-left",
                "footer",
                "footer-first",
                "footer-left",
            ]),
            _ => true,
        };
        if printed && !above(&unread) {
            letters.add(node.text().unwrap_or_default());
        }
    }
    Ok(())
}
