//! Where the rows of one paragraph end.
//!
//! Text and note marks in, byte ranges out; it must not know documents, pages or what a row looks like.

use std::ops::Range;

use unicode_linebreak::{BreakOpportunity, linebreaks};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Something shown inside a text that is no part of it: a note mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inset {
    /// It stands behind the text that ends at this byte.
    pub byte: usize,
    /// As shown.
    pub text: String,
}

/// Columns a paragraph's first row and its other rows may fill; at least 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Widths {
    /// The first row's.
    pub first: usize,
    /// The others'.
    pub rest: usize,
}

impl Widths {
    /// The same for every row.
    #[must_use]
    pub fn even(columns: usize) -> Self {
        Self {
            first: columns,
            rest: columns,
        }
    }
}

/// Columns a text takes on a terminal. Each grapheme cluster takes what the terminal's cells will.
#[must_use]
pub fn columns(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    text.graphemes(true).map(UnicodeWidthStr::width).sum()
}

/// The grapheme clusters of a text, each with its byte. Between two ASCII characters there is always a boundary, as no carriage return comes
/// here: where the text is made of them, the rules of Unicode need not be asked.
pub fn clusters(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = &text[at..];
        let alone = match rest.as_bytes() {
            [first] => first.is_ascii(),
            [first, second, ..] => first.is_ascii() && second.is_ascii(),
            [] => return None,
        };
        let length = if alone {
            1
        } else {
            rest.graphemes(true).next()?.len()
        };
        let cluster = (at, &rest[..length]);
        at += length;
        Some(cluster)
    })
}

/// A text of at most `width` columns, with an ellipsis where it is cut.
#[must_use]
pub fn cut(text: &str, width: usize, ascii: bool) -> String {
    if columns(text) <= width {
        return text.to_owned();
    }
    let mut cut = String::new();
    let mut filled = 0;
    for (_, cluster) in clusters(text) {
        let wide = columns(cluster);
        if filled + wide + 1 > width {
            break;
        }
        filled += wide;
        cut.push_str(cluster);
    }
    let mut cut = cut.trim_end().to_owned();
    if width > 0 {
        cut.push(if ascii { '~' } else { '…' });
    }
    cut
}

/// Cuts a text into rows that cover each byte once. A row is broken where Unicode allows it, at every byte in `forced`, and
/// inside a word only when the word alone is wider than a row. Spaces at a row's end take no column.
/// `insets` and `forced` are in order.
#[must_use]
pub fn wrap(text: &str, insets: &[Inset], forced: &[usize], widths: Widths) -> Vec<Range<usize>> {
    let mut rows = Rows {
        done: Vec::new(),
        start: 0,
        filled: 0,
        widths,
    };
    let mut insets = insets.iter().peekable();
    let mut forced = forced
        .iter()
        .copied()
        .filter(|&byte| byte > 0 && byte < text.len())
        .peekable();
    let mut from = 0;
    for (end, opportunity) in linebreaks(text) {
        while from < end {
            let to = forced
                .peek()
                .copied()
                .filter(|&byte| byte > from && byte <= end && text.is_char_boundary(byte));
            let piece = from..to.unwrap_or(end);
            let word = text[piece.clone()].trim_end();
            let mut marks = 0;
            while let Some(inset) = insets.next_if(|inset| inset.byte <= piece.end) {
                marks += columns(&inset.text);
            }
            rows.add(text, &piece, word, marks);
            if to.is_some() {
                forced.next();
                rows.end_row(piece.end);
            }
            from = piece.end;
        }
        if opportunity == BreakOpportunity::Mandatory && end < text.len() {
            rows.end_row(end);
        }
    }
    if rows.start < text.len() || rows.done.is_empty() {
        rows.end_row(text.len());
    }
    rows.done
}

struct Rows {
    done: Vec<Range<usize>>,
    start: usize,
    /// Columns of the row so far, spaces behind its last word included.
    filled: usize,
    widths: Widths,
}

impl Rows {
    fn room(&self) -> usize {
        let width = if self.done.is_empty() {
            self.widths.first
        } else {
            self.widths.rest
        };
        width.max(1)
    }

    fn end_row(&mut self, end: usize) {
        self.done.push(self.start..end);
        self.start = end;
        self.filled = 0;
    }

    /// Adds an unbreakable piece, `word` being its part without the spaces at its end.
    fn add(&mut self, text: &str, piece: &Range<usize>, word: &str, marks: usize) {
        let wide = columns(word) + marks;
        if self.filled + wide > self.room() && piece.start > self.start {
            self.end_row(piece.start);
        }
        if wide > self.room() {
            self.cut(text, piece.start..piece.start + word.len(), marks);
        } else {
            self.filled += wide;
        }
        self.filled += columns(&text[piece.start + word.len()..piece.end]);
    }

    /// Breaks a word that is wider than a row, between grapheme clusters. Its marks stay with its last cluster.
    fn cut(&mut self, text: &str, word: Range<usize>, marks: usize) {
        for (offset, cluster) in clusters(&text[word.clone()]) {
            let at = word.start + offset;
            let last = at + cluster.len() == word.end;
            let wide = cluster.width() + if last { marks } else { 0 };
            if self.filled + wide > self.room() && at > self.start {
                self.end_row(at);
            }
            self.filled += wide;
        }
    }
}
