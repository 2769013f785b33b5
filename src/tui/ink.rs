//! Puts styled text and the small signs of the screen into cells.
//!
//! It knows the theme and the ASCII mode, but no pane and no letter.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};

use crate::layout::wrap::{self, columns};
use crate::tui::model::Model;
use crate::tui::theme::{Role, Theme};

/// A pen dipped in the theme.
#[derive(Debug, Clone, Copy)]
pub struct Ink<'a> {
    theme: &'a Theme,
    /// Only characters of ASCII for signs and lines.
    pub ascii: bool,
}

impl<'a> Ink<'a> {
    /// The pen for a model's theme.
    #[must_use]
    pub fn new(model: &'a Model) -> Self {
        Self {
            theme: &model.theme,
            ascii: model.ascii,
        }
    }

    /// A role's style.
    #[must_use]
    pub fn style(&self, role: Role) -> Style {
        self.theme.style(role)
    }

    /// Writes a text from a cell on, cut at the buffer's edge.
    pub fn put(&self, buffer: &mut Buffer, (x, y): (u16, u16), text: &str, role: Role) {
        if buffer.area.contains((x, y).into()) {
            buffer.set_string(x, y, text, self.style(role));
        }
    }

    /// Writes a text into at most `width` columns, with an ellipsis where it is cut. Returns the column behind it.
    pub fn put_cut(
        &self,
        buffer: &mut Buffer,
        (x, y, width): (u16, u16, u16),
        text: &str,
        style: Style,
    ) -> u16 {
        if !buffer.area.contains((x, y).into()) || width == 0 {
            return x;
        }
        let text = self.cut(text, usize::from(width));
        let (end, _) = buffer.set_stringn(x, y, &text, usize::from(width), style);
        end
    }

    /// Draws a line that is typed, with its caret at a byte. One that is longer than its place shows the part around the caret, behind a sign.
    /// Returns the caret's cell.
    pub fn put_typed(
        &self,
        buffer: &mut Buffer,
        (x, y, width): (u16, u16, u16),
        (text, caret): (&str, usize),
    ) -> (u16, u16) {
        let room = usize::from(width).max(1);
        let mut from = 0;
        let sign = self.sign("…", "..");
        let lead = |from: usize| {
            if from > 0 && room > 4 {
                columns(sign)
            } else {
                0
            }
        };
        while lead(from) + columns(&text[from..caret]) >= room {
            from += text[from..].chars().next().map_or(1, char::len_utf8);
        }
        let start = x + lead(from) as u16;
        if start > x {
            self.put(buffer, (x, y), sign, Role::Dim);
        }
        let style = self.style(Role::PromptText);
        if buffer.area.contains((start, y).into()) {
            buffer.set_stringn(start, y, &text[from..], room - lead(from), style);
        }
        (start + columns(&text[from..caret]) as u16, y)
    }

    /// A text of at most `width` columns, with an ellipsis where it is cut.
    #[must_use]
    pub fn cut(&self, text: &str, width: usize) -> String {
        wrap::cut(text, width, self.ascii)
    }

    /// One of two spellings of a sign.
    #[must_use]
    pub fn sign(&self, unicode: &'static str, ascii: &'static str) -> &'static str {
        if self.ascii { ascii } else { unicode }
    }

    /// The interface's own words, in the signs the terminal has.
    #[must_use]
    pub fn words(&self, text: &str) -> String {
        if !self.ascii {
            return text.to_owned();
        }
        let ascii = [
            ("·", "|"),
            ("…", "..."),
            ("–", "-"),
            ("“", "\""),
            ("”", "\""),
            ("’", "'"),
            ("¶", "#"),
            ("§", "S"),
            ("×", "x"),
            ("•", "o"),
            ("≈", "?"),
            ("\u{a0}", " "),
        ];
        ascii.iter().fold(text.to_owned(), |text, (sign, plain)| {
            text.replace(sign, plain)
        })
    }

    /// The sign before what is current in a list or a margin.
    #[must_use]
    pub fn pointer(&self) -> &'static str {
        self.sign("▸", ">")
    }

    /// How many rows of a pane lie above and below what is seen of it; nothing when none do.
    #[must_use]
    pub fn unseen(&self, [above, below]: [usize; 2]) -> String {
        let arrows = [(self.sign("↑", "^"), above), (self.sign("↓", "v"), below)];
        let mut text = String::new();
        for (arrow, rows) in arrows.into_iter().filter(|&(_, rows)| rows > 0) {
            text.extend([" ", arrow, &rows.to_string()]);
        }
        text
    }

    /// Fills a row's cells with a style, keeping what stands there.
    pub fn tint(&self, buffer: &mut Buffer, area: Rect, role: Role) {
        buffer.set_style(area.intersection(buffer.area), self.style(role));
    }

    /// Puts a row's cells on the ground of what is chosen, in its colour: the same over all of it, whatever stands there.
    pub fn choose(&self, buffer: &mut Buffer, area: Rect) {
        let (text, chosen) = (self.style(Role::Text), self.style(Role::Selected));
        let area = area.intersection(buffer.area);
        for place in area.positions() {
            let cell = &mut buffer[place];
            (cell.fg, cell.bg) = (Color::Reset, Color::Reset);
            cell.modifier.remove(Modifier::DIM | Modifier::REVERSED);
            cell.set_style(text).set_style(chosen);
        }
    }

    /// The margin beside a row of text: the sign of the current hit, and the page's label where the page changes.
    pub fn margin(
        &self,
        buffer: &mut Buffer,
        (x, y, width): (u16, u16, u16),
        current: bool,
        label: &str,
    ) {
        let label: String = label
            .chars()
            .take(usize::from(width.saturating_sub(3)))
            .collect();
        let end = x + width - 2;
        let start = end.saturating_sub(columns(&label) as u16);
        self.put(buffer, (start, y), &label, Role::PageNumber);
        if current {
            self.put(buffer, (end, y), self.pointer(), Role::HitCurrent);
        }
    }

    /// The thin rule where the printed page changes.
    pub fn page_rule(&self, buffer: &mut Buffer, area: Rect, y: u16, label: &str) {
        let text = format!(" p. {label} ");
        let line = self.sign("┄", "-");
        let start = area.x + 1;
        let width = area.width.saturating_sub(2);
        let lead = width.saturating_sub(columns(&text) as u16 + 2);
        for x in start..(start + width) {
            self.put(buffer, (x, y), line, Role::PageRule);
        }
        if width > columns(&text) as u16 + 2 {
            self.put(buffer, (start + lead, y), &text, Role::PageNumber);
        }
    }
}

/// Writes one grapheme cluster into its cells, inside the buffer. Of one column, and nearly all are, it needs none of the care that a text of
/// any width does.
#[expect(
    clippy::disallowed_methods,
    reason = "control characters are left to the filter that the method bypasses"
)]
pub fn put_cluster(buffer: &mut Buffer, (x, y): (u16, u16), cluster: &str, style: Style) {
    if columns(cluster) == 1 && !cluster.contains(char::is_control) {
        buffer[(x, y)].set_symbol(cluster).set_style(style);
    } else {
        buffer.set_string(x, y, cluster, style);
    }
}
