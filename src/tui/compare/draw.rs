//! Draws the comparison: its rows on the screen, each with its sign, and what stands around them.
//!
//! It must not change anything, nor know how a block comes to its rows.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::compare::{Change, Row};
use crate::index::Mark;
use crate::layout::wrap::{clusters, columns};
use crate::tui::compare::around::{column_of_newer, draw_head, draw_sought};
use crate::tui::compare::blocks::{self, Block};
use crate::tui::compare::comparer::{Pair, Version};
use crate::tui::compare::rows::{Laid, Line, Passage};
use crate::tui::compare::telling::{counts, moved_sign};
use crate::tui::compare::{BESIDE, COUNTED, COUNTS, body, margin, walk};
use crate::tui::ink::{self, Ink};
use crate::tui::model::Model;
use crate::tui::paint::{hit_role, mark_at};
use crate::tui::screen::clear;
use crate::tui::theme::Role;

/// Draws the comparison over everything but the row of keys. Returns the cursor's cell: what one is at, or where one types.
pub fn draw(model: &Model, area: Rect, buffer: &mut Buffer) -> Option<(u16, u16)> {
    let ink = Ink::new(model);
    let body = body(model).intersection(area);
    let ground = Rect {
        height: body.bottom().saturating_sub(area.y),
        ..area
    };
    clear(&ink, buffer, ground);
    let pair = model.compare.pair.as_deref()?;
    draw_head(model, pair, area, buffer);
    let mut cursor = None;
    if let Some(walk) = walk(model) {
        let mut y = body.y;
        for (at, laid, from) in walk.seen(walk.clamp(model.compare.top)) {
            let shown = Shown {
                model,
                pair,
                ink,
                at,
                block: walk.blocks[at],
                marks: marks(model, pair, &laid),
                laid: &laid,
            };
            for line in from..laid.lines.len() {
                if y >= body.bottom() {
                    break;
                }
                let row = Rect::new(body.x, y, body.width, 1);
                shown.draw(line, row, buffer);
                let blank = matches!(laid.lines[line], Line::Blank);
                if at == model.compare.point && cursor.is_none() && !blank {
                    ink.put(buffer, (row.x, y), ink.pointer(), Role::PaneTitleFocused);
                    cursor = Some((row.x, y));
                }
                y += 1;
            }
        }
    }
    draw_sought(model, buffer).or(cursor)
}

/// Draws the comparison below what lies over it, if it is open there.
pub fn draw_below(model: &Model, area: Rect, buffer: &mut Buffer) {
    if model.compare.open {
        let _ = draw(model, area, buffer);
    }
}

/// What a query found in some passages of both letters.
type Marks = Vec<((Version, u32), Vec<Mark>)>;

fn marks(model: &Model, pair: &Pair, laid: &Laid) -> Marks {
    let Some(counted) = &model.compare.sought.counted else {
        return Vec::new();
    };
    let paragraphs = laid.passages.iter().flat_map(Passage::paragraphs);
    paragraphs
        .map(|(version, at)| {
            let marker = &counted.answer(version).marker;
            ((version, at), marker.marks(pair.document(version), at))
        })
        .collect()
}

/// A block on the screen.
struct Shown<'m> {
    model: &'m Model,
    pair: &'m Pair,
    ink: Ink<'m>,
    at: usize,
    block: Block,
    laid: &'m Laid,
    marks: Marks,
}

impl Shown<'_> {
    /// Draws one of its rows.
    fn draw(&self, line: usize, row: Rect, buffer: &mut Buffer) {
        let margin = margin(self.model.area.0);
        let left = row.x + margin;
        let beside = self.model.area.0 >= BESIDE && matches!(self.block, Block::Row(_));
        let right = row.x + column_of_newer(self.model.area.0);
        let line_between = |buffer: &mut Buffer| {
            let x = right - 2;
            self.ink
                .put(buffer, (x, row.y), self.ink.sign("│", "|"), Role::Rule);
        };
        match &self.laid.lines[line] {
            Line::Blank => {
                if beside && self.follows_row() {
                    line_between(buffer);
                }
            }
            Line::Said(words) => self.say(&self.ink.words(words), row, buffer),
            Line::Folded(count, begins) => {
                let found = self.found_in_fold();
                let parts = [Some(count), found.as_ref(), Some(begins)];
                let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
                let between = if self.ink.ascii { " | " } else { " · " };
                self.say(&parts.join(between), row, buffer);
            }
            Line::Words([first, second]) => {
                self.sign(row, buffer);
                let end = if beside { right - 2 } else { row.right() };
                self.words((&self.laid.passages[0], first), (left, row.y, end), buffer);
                if beside {
                    line_between(buffer);
                    let place = (right, row.y, row.right());
                    self.words((&self.laid.passages[1], second), place, buffer);
                }
                let first = first.as_ref().is_some_and(|bytes| bytes.start == 0);
                if first && row.width >= COUNTED {
                    self.counts(row, buffer);
                }
            }
        }
    }

    /// Whether the block above is a row too: then the line between the letters goes on.
    fn follows_row(&self) -> bool {
        let before = self.at.checked_sub(1);
        let before = before.map(|before| self.model.compare.blocks[before]);
        matches!(before, Some(Block::Row(_)))
    }

    fn row(&self, at: u32) -> &Row {
        &self.pair.comparison.rows[at as usize]
    }

    /// The sign of what changed stands before each row, so that one sees it wherever one looks.
    fn sign(&self, row: Rect, buffer: &mut Buffer) {
        let moved = (moved_sign(&self.ink), Role::Changed);
        let of = |row: &Row| match row.change {
            Change::Same if row.moved => moved,
            Change::Same => ("=", Role::Dim),
            Change::Changed => ("~", Role::Changed),
            Change::New => ("+", Role::New),
            Change::Gone => ("-", Role::Gone),
        };
        let (sign, role) = match self.block {
            Block::Quiet(_) | Block::Fold(..) => ("=", Role::Dim),
            Block::Row(at) => of(self.row(at)),
            Block::Heading(section) => {
                let section = &self.pair.comparison.sections[section as usize];
                let mut headings = blocks::headings(self.pair, section);
                let changed = headings.find(|&at| blocks::differs(self.row(at)));
                match (section.old, section.new, changed) {
                    (None, Some(_), Some(_)) => ("+", Role::New),
                    (Some(_), None, Some(_)) => ("-", Role::Gone),
                    (_, _, Some(at)) => of(self.row(at)),
                    _ if section.moved => moved,
                    _ => return,
                }
            }
        };
        self.ink.put(buffer, (row.x + 1, row.y), sign, role);
    }

    /// Says something of the block.
    fn say(&self, words: &str, row: Rect, buffer: &mut Buffer) {
        self.sign(row, buffer);
        let left = row.x + margin(self.model.area.0);
        let room = row.right().saturating_sub(left + 1);
        let dim = self.ink.style(Role::Dim);
        self.ink.put_cut(buffer, (left, row.y, room), words, dim);
    }

    /// How many of the passages of a fold hold what is sought.
    fn found_in_fold(&self) -> Option<String> {
        let Block::Fold(from, to) = self.block else {
            return None;
        };
        let rows = self.model.compare.sought.rows();
        let before = |end: u32| rows.partition_point(|&row| row < end);
        let found = before(to) - before(from);
        (found > 0).then(|| self.model.texts.compare.with_hits.count(found))
    }

    /// The counts of a section, at the right of its heading's first row.
    fn counts(&self, row: Rect, buffer: &mut Buffer) {
        let (Block::Heading(section) | Block::Quiet(section)) = self.block else {
            return;
        };
        let totals = &self.pair.comparison.sections[section as usize].totals;
        let mut counts = counts(&self.ink, totals);
        let shown = |(_, sign, count, _): &(usize, &str, usize, Role)| format!("{sign}{count}");
        let wide = |counts: &[(usize, &'static str, usize, Role)]| {
            let wide = counts.iter().map(|count| columns(&shown(count)) + 1);
            wide.sum::<usize>() as u16
        };
        while wide(&counts) > COUNTS {
            counts.pop();
        }
        let mut x = row.right().saturating_sub(wide(&counts));
        for count in &counts {
            let text = shown(count);
            self.ink.put(buffer, (x, row.y), &text, count.3);
            x += columns(&text) as u16 + 1;
        }
    }

    /// Writes some bytes of a passage from a column on, up to another.
    fn words(
        &self,
        (passage, bytes): (&Passage, &Option<Range<usize>>),
        (mut x, y, right): (u16, u16, u16),
        buffer: &mut Buffer,
    ) {
        let Some(bytes) = bytes else {
            return;
        };
        let text = passage.text[bytes.clone()].trim_end();
        for (offset, cluster) in clusters(text) {
            let wide = columns(cluster) as u16;
            if x + wide > right {
                break;
            }
            let style = self.style(passage, bytes.start + offset);
            ink::put_cluster(buffer, (x, y), cluster, style);
            x += wide;
        }
    }

    /// The style of a byte: what it is, and what was found there.
    fn style(&self, passage: &Passage, byte: usize) -> Style {
        let text = self.ink.style(Role::Text);
        let Some((role, from)) = passage.at(byte) else {
            return text;
        };
        let style = match (self.block, role) {
            (Block::Quiet(_), Role::Heading) => text.patch(self.ink.style(Role::Dim)),
            // A heading is one, whatever became of it.
            (Block::Heading(_), _) => text.patch(self.ink.style(Role::Heading)),
            _ => text,
        };
        let style = match role {
            Role::Heading if self.block.is_heading() => style,
            role => style.patch(self.ink.style(role)),
        };
        let found = from.and_then(|from| {
            let own = (from.version, from.paragraph);
            let (_, marks) = self.marks.iter().find(|(of, _)| *of == own)?;
            mark_at(marks, from.byte)
        });
        match found {
            Some(mark) => style.patch(self.ink.style(hit_role(mark.tier, false))),
            None => style,
        }
    }
}
