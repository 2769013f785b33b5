//! Gathers the runs of a structured format, one after the other, into one passage.
//!
//! Here white space becomes single spaces, text is made safe, and marks, emphasis and links get their bytes. It must not know which
//! format the runs come from.

use crate::document::passage::Passage;
use crate::document::{Span, SpanStyle};
use crate::safe;

/// A passage on its way.
#[derive(Debug, Default)]
pub(super) struct Gatherer {
    passage: Passage,
    /// White space came last; it is written when words follow.
    space: bool,
    /// The white space stands before a mark that came last.
    before_mark: bool,
    /// Emphasis and links that are open, with the byte they began at.
    open: Vec<(usize, SpanStyle)>,
    /// Lines that begin with the words that come next.
    lines: usize,
    /// Characters that were replaced by signs.
    replaced: usize,
}

impl Gatherer {
    /// Words as the source has them. White space at their ends joins them to what stands before and behind, or not.
    pub(super) fn words(&mut self, words: &str) {
        let safe = safe::document(words);
        self.replaced += safe.replaced;
        for letter in safe.text.chars() {
            if letter.is_whitespace() {
                self.space = true;
                self.before_mark = false;
            } else if letter != '\u{ad}' {
                // A mark set off from its word leaves no space before what closes the sentence.
                if std::mem::take(&mut self.before_mark) && ".,;:!?)”’»".contains(letter) {
                    self.space = false;
                }
                if std::mem::take(&mut self.space) && !self.passage.text.is_empty() {
                    self.passage.text.push(' ');
                }
                let at = self.passage.text.len();
                let begun = std::mem::take(&mut self.lines);
                self.passage.lines.extend(std::iter::repeat_n(at, begun));
                self.passage.text.push(letter);
            }
        }
    }

    /// Figures set above or below the line, as in m² and CO₂, perhaps several: they stay apart from what they stand behind.
    pub(super) fn shifted(&mut self, words: &str, raised: bool) {
        let digits = if raised { SUPERSCRIPTS } else { SUBSCRIPTS };
        let figures = |letter: char| letter.is_ascii_digit();
        let numbers = words.contains(figures)
            && words
                .chars()
                .all(|letter| figures(letter) || ",;-– ".contains(letter));
        let shift = |letter: char| {
            let digit = letter.to_digit(10);
            digit
                .and_then(|digit| digits.chars().nth(digit as usize))
                .unwrap_or(letter)
        };
        let shifted: String = words.chars().map(shift).collect();
        self.words(if numbers { &shifted } else { words });
    }

    /// A line ends within the passage.
    pub(super) fn line_break(&mut self) {
        self.space = true;
    }

    /// A line begins within the passage, as whoever wrote it wanted.
    pub(super) fn new_line(&mut self) {
        self.space = true;
        self.lines += usize::from(!self.passage.text.is_empty());
    }

    /// A note mark stands here.
    pub(super) fn mark(&mut self, label: &str) {
        // A comma between two marks is none of the text's.
        let text = &self.passage.text;
        let last = self.passage.marks.last().map(|(last, _)| *last);
        if let Some(last) = last.filter(|&last| text.get(last..) == Some(",")) {
            self.passage.cut(last..last + 1);
            for (start, _) in &mut self.open {
                *start = last.min(*start);
            }
            self.space = false;
        }
        self.before_mark = self.space;
        let at = self.passage.text.len();
        self.passage.marks.push((at, safe::line(label)));
    }

    /// A printed page ends here and the next begins, before the words that follow.
    pub(super) fn page_break(&mut self) {
        let space = usize::from(self.space && !self.passage.text.is_empty());
        self.passage
            .page_breaks
            .push(self.passage.text.len() + space);
    }

    /// Emphasis or a link begins.
    pub(super) fn open(&mut self, style: SpanStyle) {
        self.open.push((self.passage.text.len(), style));
    }

    /// What was opened last ends.
    pub(super) fn close(&mut self) {
        if let Some((start, style)) = self.open.pop() {
            self.span(start, style);
        }
    }

    fn span(&mut self, start: usize, style: SpanStyle) {
        let text = &self.passage.text;
        // The space before the first word does not belong to it.
        let start = start + text[start..].len() - text[start..].trim_start().len();
        let range = start..text.len();
        if !range.is_empty() {
            self.passage.spans.push(Span { range, style });
        }
    }

    /// The word that was gathered last, unless white space has come behind it.
    pub(super) fn last_word(&self) -> &str {
        if self.space {
            return "";
        }
        self.passage.text.rsplit(' ').next().unwrap_or_default()
    }

    /// Whether nothing was gathered: neither words nor a mark.
    pub(super) fn is_empty(&self) -> bool {
        self.passage.text.is_empty() && self.passage.marks.is_empty()
    }

    /// Characters replaced by signs so far, of all passages.
    pub(super) fn replaced(&self) -> usize {
        self.replaced
    }

    /// Sets aside what is gathered, for a note that stands within it. What is gathered then is the note's.
    pub(super) fn set_aside(&mut self) -> Self {
        std::mem::take(self)
    }

    /// Goes on with what was set aside.
    pub(super) fn go_on(&mut self, outside: Self) {
        let inside = std::mem::replace(self, outside);
        self.replaced += inside.replaced;
    }

    /// The passage; the next begins. What is open goes on in it.
    pub(super) fn take(&mut self) -> Passage {
        for at in 0..self.open.len() {
            let (start, style) = self.open[at].clone();
            self.span(start, style);
            self.open[at].0 = 0;
        }
        (self.space, self.before_mark, self.lines) = (false, false, 0);
        std::mem::take(&mut self.passage)
    }
}

/// Whether a word is a unit of length: a raised figure behind it makes an area of it, and is no mark.
pub(super) fn is_length(word: &str) -> bool {
    matches!(word, "m" | "km" | "hm" | "dm" | "cm" | "mm")
}

const SUPERSCRIPTS: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const SUBSCRIPTS: &str = "₀₁₂₃₄₅₆₇₈₉";
