//! Where the panes stand at every size, and the one function that draws them.
//!
//! It must not change anything: panes, titles and lines follow from the model alone.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::tui::edges::Edge;
use crate::tui::ink::Ink;
use crate::tui::model::{Focus, Model, Over};
use crate::tui::theme::Role;
use crate::tui::{
    command, compare, dossier, facets, foot, hits, lines, list, notes, outline, password, peek,
    printed, reader, shelf, status,
};

/// The arrangement of the panes, by the size of the screen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Shape {
    /// From 150 columns: sections over hits · text · notes.
    Wide,
    /// From 72 columns: sections over hits · text over notes.
    Middle,
    /// From 40 columns: text over notes; sections and hits lie over the lower half when they have the keys.
    Narrow,
    /// Smaller, or lower than 12 rows: text and one status row; the rest fills the screen when it has the keys.
    #[default]
    Small,
}

impl Shape {
    /// The shape for a screen of these columns and rows.
    #[must_use]
    pub fn new(width: u16, height: u16) -> Self {
        match width {
            _ if height < 12 => Self::Small,
            150.. => Self::Wide,
            72.. => Self::Middle,
            40.. => Self::Narrow,
            _ => Self::Small,
        }
    }
}

/// Where everything stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Panes {
    /// The arrangement.
    pub shape: Shape,
    /// The letter's title and the page; none on a small screen.
    pub title: Option<Rect>,
    /// The outline, when shown.
    pub sections: Option<Rect>,
    /// The hits, when shown.
    pub hits: Option<Rect>,
    /// The text.
    pub text: Rect,
    /// The notes, when shown.
    pub notes: Option<Rect>,
    /// What text and notes divide between them as the notes need it; none when each has its own.
    pub shared: Option<Rect>,
    /// The row of the prompt and of messages.
    pub status: Rect,
    /// The row that tells keys; none on a small screen.
    pub hints: Option<Rect>,
    /// The lines between panes: rows, then columns.
    lines: Vec<Rect>,
    /// Those of the lines that can be moved.
    edges: Vec<(Edge, Rect)>,
}

impl Panes {
    /// Arranges the panes for a model's size, settings and letter.
    #[must_use]
    pub fn new(model: &Model) -> Self {
        let (width, height) = model.area;
        let screen = Rect::new(0, 0, width, height);
        let shape = Shape::new(width, height);
        let mut panes = if shape == Shape::Small {
            let status = Rect {
                y: height.saturating_sub(1),
                height: height.min(1),
                ..screen
            };
            // A single row is the letter's.
            let text = Rect {
                height: if height > 1 { height - 1 } else { height },
                ..screen
            };
            let status = if height > 1 { status } else { Rect::default() };
            Self {
                shape,
                text,
                status,
                ..Self::default()
            }
        } else {
            Self::framed(model, shape, screen)
        };
        panes.add_drawer(model);
        panes
    }

    /// Title, upper line, panes, lower line, status, hints.
    fn framed(model: &Model, shape: Shape, screen: Rect) -> Self {
        let row = |y: u16| Rect {
            y,
            height: 1,
            ..screen
        };
        let bottom = screen.height - 3;
        let inside = Rect {
            y: 2,
            height: bottom - 2,
            ..screen
        };
        let mut panes = Self {
            shape,
            title: Some(row(0)),
            status: row(screen.height - 2),
            hints: Some(row(screen.height - 1)),
            lines: vec![row(1), row(bottom)],
            ..Self::default()
        };
        let side =
            shape != Shape::Narrow && (model.settings.show_sections || model.settings.show_hits);
        let main = if side {
            panes.split_side(model, inside)
        } else {
            inside
        };
        panes.split_main(model, main);
        panes
    }

    /// Takes the side column for sections and hits; returns what is left for text and notes.
    fn split_side(&mut self, model: &Model, inside: Rect) -> Rect {
        let wish = match model.settings.side_width {
            // The widest screens have a column for notes as well.
            0 if self.shape == Shape::Wide => inside.width / 4,
            0 => inside.width * 3 / 10,
            set => set,
        };
        let most = if self.shape == Shape::Wide { 60 } else { 36 };
        let width = wish.clamp(24, most).min(inside.width.saturating_sub(40));
        let column = Rect { width, ..inside };
        let line = Rect {
            x: width,
            width: 1,
            ..inside
        };
        self.add_edge(Edge::Side, line);
        match (model.settings.show_sections, model.settings.show_hits) {
            (true, false) => self.sections = Some(column),
            (false, _) => self.hits = Some(column),
            (true, true) => {
                let entries = model.letter.document.sections.len();
                // While nothing is searched for, the hits have only to say so.
                let searching = model.search.query.is_some() || model.search.prompt.is_some();
                let most = if searching {
                    inside.height * 2 / 5
                } else {
                    inside.height.saturating_sub(4)
                };
                let wish = match model.settings.sections_height {
                    0 => (entries as u16).clamp(3, most.max(3)),
                    set => set,
                };
                let height = wish.clamp(1, inside.height.saturating_sub(3).max(1));
                self.sections = Some(Rect { height, ..column });
                let line = Rect {
                    y: column.y + height,
                    height: 1,
                    ..column
                };
                self.add_edge(Edge::Hits, line);
                self.hits = Some(Rect {
                    y: column.y + height + 1,
                    height: column.height - height - 1,
                    ..column
                });
            }
        }
        Rect {
            x: width + 1,
            width: inside.width - width - 1,
            ..inside
        }
    }

    /// Divides what is left between text and notes.
    fn split_main(&mut self, model: &Model, main: Rect) {
        self.text = main;
        if !model.settings.show_notes || model.letter.document.notes.is_empty() {
            return;
        }
        if self.shape == Shape::Wide {
            // The text takes its measure and its margin; the notes what is left.
            let text = match model.settings.notes_width {
                0 => (model.settings.measure + 10).min(main.width.saturating_sub(37)),
                set => main.width.saturating_sub(set.clamp(20, main.width / 2) + 1),
            };
            self.text.width = text;
            let line = Rect {
                x: main.x + text,
                width: 1,
                ..main
            };
            self.add_edge(Edge::Notes, line);
            self.notes = Some(Rect {
                x: main.x + text + 1,
                width: main.width - text - 1,
                ..main
            });
            return;
        }
        self.text.height = match model.settings.notes_height {
            0 => {
                self.shared = Some(main);
                foot::text_rows_in(model, main, model.reader.top)
            }
            set => main.height - 1 - set.clamp(1, main.height.saturating_sub(5).max(1)),
        };
        let height = main.height - self.text.height - 1;
        let y = main.y + self.text.height;
        let line = Rect {
            y,
            height: 1,
            ..main
        };
        self.add_edge(Edge::Notes, line);
        self.notes = Some(Rect {
            y: y + 1,
            height,
            ..main
        });
    }

    fn add_edge(&mut self, edge: Edge, line: Rect) {
        self.lines.push(line);
        self.edges.push((edge, line));
    }

    /// A pane that has the keys but no place of its own lies over the lower half, or on a small screen over everything.
    fn add_drawer(&mut self, model: &Model) {
        let (width, height) = model.area;
        let wanted = match model.focus {
            Focus::Sections if self.sections.is_none() => Focus::Sections,
            Focus::Hits if self.hits.is_none() => Focus::Hits,
            Focus::Notes if self.notes.is_none() => Focus::Notes,
            _ => return,
        };
        let small = self.shape == Shape::Small;
        let end = self.status.y.min(height) - u16::from(!small);
        let top = if small { 0 } else { height / 2 };
        // What lies under a drawer is not rearranged through it.
        self.edges.clear();
        self.shared = None;
        if !small {
            self.end_above(top);
        }
        let drawer = Rect::new(0, top + 1, width, end.saturating_sub(top + 1));
        self.lines.push(Rect::new(0, top, width, height.min(1)));
        match wanted {
            Focus::Sections => self.sections = Some(drawer),
            Focus::Hits => self.hits = Some(drawer),
            _ => self.notes = Some(drawer),
        }
    }

    /// Ends panes and lines above a row, but for the line below them all.
    fn end_above(&mut self, row: u16) {
        let cut = |pane: Rect| Rect {
            height: pane.height.min(row.saturating_sub(pane.y)),
            ..pane
        };
        let lowest = self.status.y.saturating_sub(1);
        self.text = cut(self.text);
        for pane in [&mut self.sections, &mut self.hits, &mut self.notes] {
            *pane = pane.map(cut).filter(|pane| pane.height > 0);
        }
        for line in &mut self.lines {
            if line.y != lowest {
                *line = cut(*line);
            }
        }
        self.lines.retain(|line| line.height > 0);
    }

    /// The edge at a cell, if one can be moved there.
    #[must_use]
    pub fn edge_at(&self, column: u16, row: u16) -> Option<Edge> {
        self.edges
            .iter()
            .find(|(_, line)| line.contains(Position::new(column, row)))
            .map(|&(edge, _)| edge)
    }

    /// The pane at a cell.
    #[must_use]
    pub fn at(&self, column: u16, row: u16) -> Option<Focus> {
        let hit = |area: &Option<Rect>| {
            area.is_some_and(|area| area.contains(Position::new(column, row)))
        };
        // Drawers lie over the text, so they are asked first.
        if hit(&self.sections) {
            Some(Focus::Sections)
        } else if hit(&self.hits) {
            Some(Focus::Hits)
        } else if hit(&self.notes) {
            Some(Focus::Notes)
        } else {
            hit(&Some(self.text)).then_some(Focus::Text)
        }
    }
}

/// Draws everything.
pub fn draw(model: &Model, frame: &mut Frame) {
    let area = frame.area();
    let buffer = frame.buffer_mut();
    let ink = Ink::new(model);
    buffer.set_style(area, ink.style(Role::Text));
    let panes = &model.panes;
    let mut cursor = reader::draw(model, panes.text.intersection(area), buffer);
    let printed = printed::area(model).map(|pane| pane.intersection(area));
    for (focus, pane) in [
        (Focus::Sections, panes.sections),
        (Focus::Hits, panes.hits),
        (Focus::Notes, panes.notes),
    ] {
        let Some(pane) = pane.map(|pane| pane.intersection(area)) else {
            continue;
        };
        if printed == Some(pane) {
            continue;
        }
        clear(&ink, buffer, pane);
        let place = match focus {
            Focus::Sections => outline::draw(model, pane, buffer),
            Focus::Hits => hits::draw(model, pane, buffer),
            _ => notes::draw(model, pane, buffer),
        };
        // Who reads the text and went to a hit in a note looks at the hit.
        let hit = model.search.current_mark();
        let hit_in_note = focus == Focus::Notes
            && model.focus == Focus::Text
            && hit.is_some_and(|(hit, _)| model.letter.document.note_of(hit).is_some());
        if model.focus == focus {
            // A pane without a row of its own to stand on has the cursor at its first.
            cursor = place.or(Some((pane.x, pane.y)));
        } else if hit_in_note && place.is_some() {
            cursor = place;
        }
    }
    lines::draw(model, &panes.lines, buffer);
    if let Some(pane) = printed {
        printed::draw(model, pane, buffer);
        cursor = cursor.filter(|&(x, y)| !pane.contains(Position::new(x, y)));
    }
    if let Some(title) = panes.title {
        status::draw_title(model, title, buffer);
    }
    let caret = status::draw(model, panes.status, buffer);
    if let Some(hints) = panes.hints {
        status::draw_hints(model, hints, buffer);
    }
    let over = draw_over(model, area, buffer);
    if let Some((x, y)) = over.or(caret).or(cursor)
        && area.contains(Position::new(x, y))
    {
        frame.set_cursor_position((x, y));
    }
}

/// Draws what lies over the panes. Returns the cursor's cell there.
fn draw_over(model: &Model, area: Rect, buffer: &mut Buffer) -> Option<(u16, u16)> {
    match &model.over {
        None => None,
        Some(Over::List(list)) => Some(list::draw(model, list, area, buffer)),
        Some(Over::Peek(peek)) => peek::draw(model, peek, buffer),
        Some(Over::Command(line)) => {
            compare::draw::draw_below(model, area, buffer);
            command::draw(model, line, buffer)
        }
        Some(Over::Password(password)) => password::draw(model, password, buffer),
        Some(Over::Shelf) => shelf::draw(model, area, buffer),
        Some(Over::Facets(list)) => facets::draw(model, list, area, buffer),
        Some(Over::Dossier(list)) => dossier::draw(model, list, area, buffer),
        Some(Over::Compare) => compare::draw::draw(model, area, buffer),
    }
}

/// Empties an area before something is drawn over what stood there.
pub fn clear(ink: &Ink, buffer: &mut Buffer, area: Rect) {
    let style = ink.style(Role::Text);
    for place in area.intersection(buffer.area).positions() {
        let cell = &mut buffer[place];
        cell.reset();
        cell.set_style(style);
    }
}
