//! Draws the rows of one paragraph: words, emphasis, note marks, citations, hits, selection.
//!
//! It knows which overlay wins where, but not where on the screen the paragraph stands.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::style::{Modifier, Style};

use crate::document::place::Place;
use crate::document::{Kind, Paragraph, SpanStyle};
use crate::index::Mark;
use crate::layout::insets;
use crate::layout::wrap::{Inset, clusters, columns};
use crate::tui::copy;
use crate::tui::ink::{self, Ink};
use crate::tui::model::Model;
use crate::tui::theme::Role;
use crate::words::pattern::Tier;

/// A paragraph with everything that is drawn over its words.
#[derive(Debug)]
pub struct Painted<'a> {
    /// Index of the paragraph.
    pub paragraph: u32,
    content: &'a Paragraph,
    insets: Vec<Inset>,
    marks: Vec<Mark>,
    current: Option<Range<usize>>,
    selection: Option<Range<usize>>,
    flash: bool,
    /// Where the terminal's cursor stands, in whatever paragraph.
    cursor: Place,
    model: &'a Model,
}

impl<'a> Painted<'a> {
    /// Gathers what is drawn over a paragraph; `current` is the current hit: its place and its mark's range.
    #[must_use]
    pub fn new(model: &'a Model, paragraph: u32, current: Option<&(Place, Range<usize>)>) -> Self {
        let document = &*model.letter.document;
        let content = &document.paragraphs[paragraph as usize];
        let cursor = current.map_or(model.reader.point, |(place, _)| *place);
        let marks = model.search.marks(document, paragraph);
        let current = current
            .filter(|(place, _)| place.paragraph == paragraph)
            .map(|(_, range)| range.clone());
        let selection = copy::selected(model).map(|(from, to)| {
            let start = if from.paragraph < paragraph {
                0
            } else {
                from.byte as usize
            };
            let end = if to.paragraph > paragraph {
                content.text.len()
            } else {
                to.byte as usize
            };
            let inside = from.paragraph <= paragraph && paragraph <= to.paragraph;
            if inside { start..end } else { 0..0 }
        });
        let flash = model
            .flash
            .is_some_and(|place| place.paragraph == paragraph);
        let insets = insets(content, document, model.ascii);
        Self {
            paragraph,
            content,
            insets,
            marks,
            current,
            selection,
            flash,
            cursor,
            model,
        }
    }

    /// Draws the bytes of one row from column `x` on, up to column `right`. Returns the column of the place being read if it is on this row.
    pub fn draw(
        &self,
        ink: &Ink,
        buffer: &mut Buffer,
        (mut x, y, right): (u16, u16, u16),
        bytes: Range<usize>,
    ) -> Option<u16> {
        let mut column = None;
        let here = |byte: usize| {
            self.cursor.paragraph == self.paragraph && self.cursor.byte as usize == byte
        };
        let flashing = self.flash
            && self
                .model
                .flash
                .is_some_and(|place| bytes.contains(&(place.byte as usize)));
        if bytes.start == 0 {
            x = self.draw_insets(ink, buffer, (x, y, right), 0);
        }
        let text = &self.content.text[bytes.clone()];
        let end = bytes.start + text.trim_end().len();
        for (offset, cluster) in clusters(text) {
            let byte = bytes.start + offset;
            if here(byte) {
                column = Some(x);
            }
            let wide = columns(cluster) as u16;
            if byte < end && x + wide <= right {
                let mut style = self.style(ink, byte);
                if flashing {
                    style = style.patch(ink.style(Role::Flash));
                }
                ink::put_cluster(buffer, (x, y), cluster, style);
                x += wide;
            } else if byte >= end {
                x = (x + wide).min(right);
            }
            let after = byte + cluster.len();
            // A mark behind the row's last word stands before the spaces that end the row.
            if self.insets.iter().any(|inset| inset.byte == after) {
                if here(after) {
                    column = Some(x);
                }
                x = self.draw_insets(ink, buffer, (x, y, right), after);
            }
        }
        if column.is_none() && bytes.end == self.content.text.len() && here(bytes.end) {
            column = Some(x);
        }
        column
    }

    /// Draws the note marks behind a byte; returns the column after them.
    fn draw_insets(
        &self,
        ink: &Ink,
        buffer: &mut Buffer,
        (mut x, y, right): (u16, u16, u16),
        byte: usize,
    ) -> u16 {
        for (inset, mark) in self.insets.iter().zip(&self.content.note_refs) {
            let wide = columns(&inset.text) as u16;
            if inset.byte == byte && x + wide <= right {
                let reader = &self.model.reader;
                let chosen = reader.on_mark
                    && reader.point
                        == Place {
                            paragraph: self.paragraph,
                            byte: byte as u32,
                        };
                let role = if chosen
                    || self.model.notes.current == Some(mark.note) && self.model.notes.pinned
                {
                    Role::MarkCurrent
                } else if self
                    .model
                    .search
                    .note_has_hit(&self.model.letter.document, mark.note)
                {
                    Role::MarkHit
                } else {
                    Role::Mark
                };
                buffer.set_string(x, y, &inset.text, ink.style(role));
                x += wide;
            }
        }
        x
    }

    /// The style of the character at a byte: the strongest overlay wins its colours, emphasis adds up.
    fn style(&self, ink: &Ink, byte: usize) -> Style {
        let base = if matches!(self.content.kind, Kind::Heading(_)) {
            Role::Heading
        } else {
            Role::Text
        };
        let mut style = ink.style(base);
        for span in self
            .content
            .spans
            .iter()
            .filter(|span| span.range.contains(&byte))
        {
            style = match span.style {
                SpanStyle::Bold => style.add_modifier(Modifier::BOLD),
                SpanStyle::Italic => style.add_modifier(Modifier::ITALIC),
                SpanStyle::Link(_) => style.patch(ink.style(Role::Link)),
            };
        }
        if self
            .content
            .citations
            .iter()
            .any(|citation| citation.range.contains(&byte))
        {
            style = style.patch(ink.style(Role::Citation));
        }
        if let Some(mark) = mark_at(&self.marks, byte) {
            let current = self
                .current
                .as_ref()
                .is_some_and(|range| range.contains(&byte));
            style = style.patch(ink.style(hit_role(mark.tier, current)));
        }
        if self
            .selection
            .as_ref()
            .is_some_and(|range| range.contains(&byte))
        {
            style = style.patch(ink.style(Role::Selection));
        }
        style
    }
}

/// The mark that holds a byte, of marks that stand in order and apart.
#[must_use]
pub fn mark_at(marks: &[Mark], byte: usize) -> Option<&Mark> {
    // Only the last that begins before can hold it.
    let before = marks.partition_point(|mark| mark.range.start <= byte);
    let mark = &marks[before.checked_sub(1)?];
    mark.range.contains(&byte).then_some(mark)
}

/// How a marked place is drawn.
#[must_use]
pub fn hit_role(tier: Tier, current: bool) -> Role {
    match tier {
        _ if current => Role::HitCurrent,
        Tier::Exact | Tier::Folded | Tier::Prefix => Role::Hit,
        Tier::Form | Tier::Part | Tier::Typo => Role::HitWeak,
    }
}

/// The byte under a column of a row of text, note marks counted as part of the word before them.
#[must_use]
pub fn byte_at(model: &Model, paragraph: &Paragraph, bytes: Range<usize>, column: u16) -> usize {
    let insets = insets(paragraph, &model.letter.document, model.ascii);
    let mut x = 0;
    for (offset, cluster) in clusters(&paragraph.text[bytes.clone()]) {
        let after = bytes.start + offset + cluster.len();
        x += columns(cluster);
        if x > usize::from(column) {
            return bytes.start + offset;
        }
        for inset in insets.iter().filter(|inset| inset.byte == after) {
            x += columns(&inset.text);
            if x > usize::from(column) {
                return after;
            }
        }
    }
    bytes.end
}
