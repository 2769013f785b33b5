//! Writes one paragraph: joins its lines, takes the marks out, remembers where they and the page breaks stood.
//!
//! It must not know why lines belong together.

use crate::document::passage::Passage;
use crate::ingest::text::habits::Habits;
use crate::ingest::text::hyphens::{Evidence, Join};
use crate::ingest::text::lines::Line;
use crate::ingest::text::marks::Mark;
use crate::ingest::text::tables;

/// A paragraph being written.
#[derive(Debug, Default)]
pub(super) struct Writer {
    passage: Passage,
    /// White space is due before the next word.
    space: bool,
    page: Option<u32>,
    above: String,
    /// It is a row of a table: wide white space parts its cells.
    row: bool,
    /// Hyphens taken out.
    pub(super) joined: usize,
    /// Words whose join may be wrong, as joined.
    pub(super) doubtful: Vec<String>,
}

impl Writer {
    /// Writes a table's row.
    pub(super) fn of_row() -> Self {
        Self {
            row: true,
            ..Self::default()
        }
    }

    /// Adds a line from a byte on, without the marks in it. `marks` are those of this line.
    pub(super) fn line(
        &mut self,
        line: &Line<'_>,
        from: usize,
        marks: &[Mark],
        join: Option<(&Evidence, &Habits)>,
    ) {
        let text = &line.text[from..];
        let mut doubtful = false;
        if let Some((evidence, habits)) = join.filter(|_| !self.passage.text.is_empty()) {
            match evidence.join(&self.above, text, habits) {
                Join::Space => self.space = true,
                Join::Glue => self.space = false,
                Join::DoubtfulGlue => {
                    self.space = false;
                    doubtful = true;
                }
                how @ (Join::Whole | Join::DoubtfulWhole) => {
                    self.space = false;
                    self.passage.text.pop();
                    self.joined += 1;
                    doubtful = how == Join::DoubtfulWhole;
                }
            }
        }
        self.break_page(line.page);
        let broken = self.passage.text.len();
        let mut at = from;
        for mark in marks {
            let (start, end) = (mark.start as usize, mark.end as usize);
            if start < at {
                continue;
            }
            self.words(&line.text[at..start]);
            self.passage
                .marks
                .push((self.passage.text.len(), mark.label.clone()));
            // Converters lose the space behind a mark: "toegezegd.2Mede".
            let rest = &line.text[end..];
            self.space |= rest.starts_with(char::is_uppercase);
            self.space &= !rest.starts_with(['.', ',', ';', ':', '?', '!', ')', '”', '»']);
            at = end;
        }
        self.words(&line.text[at..]);
        if doubtful {
            self.doubtful.push(word_around(&self.passage.text, broken));
        }
        self.above.clear();
        self.above.push_str(text);
    }

    /// Remembers where a page begins inside the text.
    fn break_page(&mut self, page: u32) {
        let before = *self.page.get_or_insert(page);
        if page > before {
            if self.space && !self.passage.text.is_empty() {
                self.passage.text.push(' ');
                self.space = false;
            }
            for _ in before..page {
                self.passage.page_breaks.push(self.passage.text.len());
            }
            self.page = Some(page);
        }
    }

    /// Adds words with single spaces between them.
    fn words(&mut self, piece: &str) {
        self.space |= piece.starts_with(char::is_whitespace);
        let parted = self.row.then(|| tables::parted(piece));
        let words = parted.as_deref().unwrap_or(piece).trim();
        if words.is_empty() {
            return;
        }
        let text = &mut self.passage.text;
        if self.space && !text.is_empty() && !text.ends_with(' ') {
            text.push(' ');
        }
        // Most lines have single spaces between their words already.
        if is_single_spaced(words) {
            text.push_str(words);
        } else {
            for (at, word) in words.split_whitespace().enumerate() {
                if at > 0 {
                    text.push(' ');
                }
                text.push_str(word);
            }
        }
        self.space = piece.ends_with(char::is_whitespace);
    }

    /// The paragraph.
    pub(super) fn finish(self) -> Passage {
        self.passage
    }
}

/// Whether nothing but single spaces stands between the words of a text, as far as that is seen without knowing other characters than those
/// of ASCII.
fn is_single_spaced(words: &str) -> bool {
    let bytes = words.as_bytes();
    let follow = bytes.iter().skip(1);
    words.is_ascii()
        && bytes
            .iter()
            .zip(follow)
            .all(|(&one, &next)| one > b' ' || one == b' ' && next > b' ')
}

/// The word a byte lies in.
fn word_around(text: &str, at: usize) -> String {
    let start = text[..at].rfind(char::is_whitespace).unwrap_or(0);
    let end = text[at..]
        .find(char::is_whitespace)
        .map_or(text.len(), |space| at + space);
    text[start..end]
        .trim_matches(|c: char| !c.is_alphanumeric())
        .to_owned()
}
