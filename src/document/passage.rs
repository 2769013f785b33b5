//! A piece of text with what stands in it, on its way into a document.
//!
//! It must not know which format it comes from, nor what it becomes.

use std::ops::Range;

use crate::document::Span;

/// A piece of text on its way into a document.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Passage {
    /// Words with single spaces, without the digits of note marks.
    pub text: String,
    /// Where a note mark stood (byte of `text`) and its label.
    pub marks: Vec<(usize, String)>,
    /// Where a new printed page begins inside the text (byte of `text`), in order. Its label follows from that of the page before.
    pub page_breaks: Vec<usize>,
    /// Emphasis and links.
    pub spans: Vec<Span>,
    /// Where lines begin that whoever wrote it began by hand, without beginning a paragraph (byte of `text`), in order; one that stands twice
    /// has an empty line above it.
    pub lines: Vec<usize>,
}

impl Passage {
    /// Puts words before all others, such as a list item's number.
    pub fn put_before(&mut self, words: &str) {
        self.text.insert_str(0, words);
        self.move_bytes(|byte| byte + words.len());
    }

    /// Takes bytes of the text out; what stood within them stands where they began.
    pub fn cut(&mut self, bytes: Range<usize>) {
        self.text.replace_range(bytes.clone(), "");
        self.move_bytes(|byte| byte - (byte.clamp(bytes.start, bytes.end) - bytes.start));
        self.spans.retain(|span| !span.range.is_empty());
    }

    /// Moves all that points into the text along with it.
    fn move_bytes(&mut self, moved: impl Fn(usize) -> usize) {
        for (byte, _) in &mut self.marks {
            *byte = moved(*byte);
        }
        for byte in self.page_breaks.iter_mut().chain(&mut self.lines) {
            *byte = moved(*byte);
        }
        for span in &mut self.spans {
            span.range = moved(span.range.start)..moved(span.range.end);
        }
    }

    /// The parts it has when it is cut before some bytes, which are in order; white space where it is cut belongs to none. What stands at a cut
    /// belongs to the part before: a mark to the word it is behind.
    #[must_use]
    pub fn split(self, cuts: &[usize]) -> Vec<Self> {
        let Self {
            text,
            marks,
            page_breaks,
            spans,
            lines,
        } = self;
        let (mut marks, mut breaks) = (
            marks.into_iter().peekable(),
            page_breaks.into_iter().peekable(),
        );
        let mut parts = Vec::new();
        let mut start = 0;
        for &end in cuts.iter().chain([&text.len()]) {
            let is_last = end == text.len();
            let mut part = Self {
                text: text[start..end].trim_end().to_owned(),
                ..Self::default()
            };
            let within = part.text.len();
            while let Some((byte, label)) =
                marks.next_if(|&(byte, _)| byte <= start + within || byte < end || is_last)
            {
                part.marks.push(((byte - start).min(within), label));
            }
            while let Some(byte) = breaks.next_if(|&byte| byte < end || is_last) {
                part.page_breaks.push((byte - start).min(within));
            }
            let inside = |span: &&Span| span.range.start < end && span.range.end > start;
            let cut = spans.iter().filter(inside).map(|span| Span {
                range: span.range.start.max(start) - start
                    ..(span.range.end.min(end) - start).min(within),
                style: span.style.clone(),
            });
            part.spans = cut.collect();
            let inside = lines.iter().filter(|&&line| start < line && line < end);
            part.lines = inside.map(|line| line - start).collect();
            parts.push(part);
            start = end;
        }
        parts
    }
}
