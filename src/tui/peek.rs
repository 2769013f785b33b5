//! Peeking: a note, a citation's address or an abbreviation's meaning in a box, without moving.
//!
//! The box lies over the end of text and notes that is further from what is peeked at. It must not move anything; closing it leaves the
//! screen as it was.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::document::abbreviation;
use crate::document::place::Place;
use crate::document::sentence::sentence_at;
use crate::layout::wrap::{Widths, wrap};
use crate::tui::action::Action;
use crate::tui::copy;
use crate::tui::effect::Effect;
use crate::tui::ink::Ink;
use crate::tui::model::{Focus, Model, Over};
use crate::tui::screen::clear;
use crate::tui::theme::Role;
use crate::tui::{notes, reader};

/// What is peeked at.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Peek {
    /// Behind the box's name: which note it shows.
    of: String,
    /// The place of the text that it is about, which stays in sight.
    at: Place,
    /// The paragraphs of the box, each in its role.
    rows: Vec<(Role, String)>,
    /// The first row of the box that is shown.
    top: usize,
}

/// Opens the box for what is at the place being read: the note of its mark, or of the passage its citations and abbreviations; in the
/// notes pane, the sentence that cites the note.
pub fn open(model: &mut Model) {
    let mark = marked_here(model).filter(|_| model.focus != Focus::Notes);
    let mut rows = match mark {
        Some((_, note)) => words_of(model, note),
        None if model.focus == Focus::Notes => citing_sentence(model),
        None => Vec::new(),
    };
    let of = mark.map_or(String::new(), |(_, note)| {
        let label = &model.letter.document.notes[note as usize].label;
        format!(" {}{label}", model.texts.panes.note_short)
    });
    let here = copy::here(model);
    let document = &model.letter.document;
    if let Some(paragraph) = document.paragraph(here) {
        if rows.is_empty() || model.focus == Focus::Notes {
            for citation in &paragraph.citations {
                rows.push((Role::Citation, citation.target.id()));
                rows.extend(citation.target.url().map(|url| (Role::Link, url)));
            }
        }
        if model.focus != Focus::Notes {
            for (short, long) in abbreviation::explained_in(document, &paragraph.text) {
                rows.push((Role::Text, format!("{short}: {long}")));
            }
        }
    }
    if rows.is_empty() {
        model.warn(model.texts.status.nothing_to_peek.clone());
    } else {
        let at = mark.map_or(here, |(place, _)| place);
        model.over = Some(Over::Peek(Peek {
            of,
            at,
            rows,
            top: 0,
        }));
    }
}

/// The sentence from which the current note is cited.
fn citing_sentence(model: &Model) -> Vec<(Role, String)> {
    let document = &model.letter.document;
    let Some(note) = model.notes.current else {
        return Vec::new();
    };
    let refs = &document.notes[note as usize].refs;
    refs.iter()
        .filter_map(|place| {
            let text = &document.paragraph(*place)?.text;
            Some((
                Role::Text,
                text.get(sentence_at(text, place.byte as usize))?.to_owned(),
            ))
        })
        .collect()
}

/// The mark one is on, or the next one in the passage being read: its place and its note.
fn marked_here(model: &Model) -> Option<(Place, u32)> {
    let point = model.reader.point;
    reader::marks_on_screen(model)
        .into_iter()
        .find(|(place, _)| place.paragraph == point.paragraph && *place >= point)
}

/// A note's words, and what it cites.
fn words_of(model: &Model, note: u32) -> Vec<(Role, String)> {
    let document = &model.letter.document;
    let mut rows = vec![(Role::Text, document.note_text(note))];
    for paragraph in document.notes[note as usize].paragraphs.clone() {
        for citation in &document.paragraphs[paragraph as usize].citations {
            let id = Some((Role::Citation, citation.target.id()));
            let address = citation.target.url().map(|url| (Role::Link, url));
            // What is cited by its address has no other name, and a note may be nothing else.
            for row in id.into_iter().chain(address) {
                if rows.iter().all(|(_, said)| *said != row.1) {
                    rows.push(row);
                }
            }
        }
    }
    rows
}

/// Rows scroll a box that shows less than it holds. Any other action closes it; Esc, Enter and peeking again do nothing else.
pub fn act(model: &mut Model, action: Action, count: Option<u32>) -> Option<Vec<Effect>> {
    let Some(Over::Peek(mut peek)) = model.over.take() else {
        return None;
    };
    let stand = Stand::of(model, &peek);
    let page = usize::from(stand.words.height).max(1);
    let rows = peek.wrapped(model).len();
    let times = count.unwrap_or(1) as usize;
    let to = match action {
        Action::LineDown => peek.top.saturating_add(times),
        Action::LineUp => peek.top.saturating_sub(times),
        Action::HalfPageDown | Action::PageDown => peek.top + page,
        Action::HalfPageUp | Action::PageUp => peek.top.saturating_sub(page),
        Action::Cancel | Action::Follow | Action::Peek | Action::Quit => return Some(Vec::new()),
        _ => return None,
    };
    if rows <= page {
        return None;
    }
    peek.top = to.min(rows - page);
    model.over = Some(Over::Peek(peek));
    Some(Vec::new())
}

/// Where a box stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stand {
    /// The rows of its words.
    words: Rect,
    /// The row of the line that holds its name; none where there is no room for it.
    title: Option<u16>,
    /// The row of the line that divides it from what it leaves in sight.
    line: Option<u16>,
}

impl Stand {
    /// The place of a box: the words it has, at most half of the rows, and never over what it is about.
    fn of(model: &Model, peek: &Peek) -> Self {
        let panes = &model.panes;
        let main = match panes.notes {
            // Notes below the text give way to the box.
            Some(notes) if notes.x == panes.text.x => panes.text.union(notes),
            _ => panes.text,
        };
        if main.height < 4 {
            return Self {
                words: main,
                title: None,
                line: None,
            };
        }
        let row = peek.subject(model).unwrap_or(main.y);
        let row = row.clamp(main.y, main.bottom() - 1) - main.y;
        let wanted = (peek.wrapped(model).len() as u16).min((main.height / 2).max(4) - 1);
        let below = main.height - row - 1;
        let (is_below, room) = if below > wanted || below >= row {
            (true, below)
        } else {
            (false, row)
        };
        // One of the rows is the line's.
        let height = wanted.min(room - 1).max(1);
        if is_below {
            // A box that covers notes covers them all: of what is left of them nothing could be read.
            let line = main.bottom() - height - 1;
            let notes = main.y + panes.text.height;
            let line = if (notes..main.bottom()).contains(&line) && notes > main.y + row {
                notes
            } else {
                line
            };
            Self {
                words: Rect {
                    y: line + 1,
                    height: main.bottom() - line - 1,
                    ..main
                },
                title: Some(line),
                line: Some(line),
            }
        } else {
            Self {
                words: Rect { height, ..main },
                title: main.y.checked_sub(1),
                line: Some(main.y + height),
            }
        }
    }
}

impl Peek {
    /// The row of the screen on which stands what the box is about.
    fn subject(&self, model: &Model) -> Option<u16> {
        let panes = &model.panes;
        if model.focus == Focus::Notes {
            return notes::current_row(model);
        }
        let row = reader::row_of(&reader::visible(model), self.at)?;
        Some(panes.text.y + row as u16)
    }

    /// The box's words, broken to its width.
    fn wrapped(&self, model: &Model) -> Vec<(Role, &str)> {
        let room = usize::from(model.panes.text.width.saturating_sub(4)).max(4);
        let rows = self.rows.iter().flat_map(|(role, words)| {
            let wrapped = wrap(words, &[], &[], Widths::even(room));
            wrapped
                .into_iter()
                .map(|bytes| (*role, words[bytes].trim_end()))
        });
        rows.collect()
    }

    /// The lines of the screen while the box lies over it.
    #[must_use]
    pub fn lines(&self, model: &Model, lines: &[Rect]) -> Vec<Rect> {
        let stand = Stand::of(model, self);
        let covered = |line: &Rect| line.height == 1 && stand.words.intersects(*line);
        let mut lines: Vec<Rect> = lines
            .iter()
            .copied()
            .filter(|line| !covered(line))
            .collect();
        lines.extend(stand.line.map(|y| Rect {
            y,
            height: 1,
            ..stand.words
        }));
        lines
    }

    /// The box's name, and how many of its rows are out of sight.
    #[must_use]
    pub fn title(&self, model: &Model) -> String {
        let shown = usize::from(Stand::of(model, self).words.height);
        let below = self.wrapped(model).len().saturating_sub(self.top + shown);
        let unseen = Ink::new(model).unseen([self.top, below]);
        format!("{}{}{unseen}", model.texts.panes.peek, self.of)
    }

    /// Whether its name stands on a line of its own; where there is no room for that, the row of messages tells it.
    #[must_use]
    pub fn is_named(&self, model: &Model) -> bool {
        Stand::of(model, self).title.is_some()
    }

    /// Whether it holds more than it shows.
    #[must_use]
    pub fn scrolls(&self, model: &Model) -> bool {
        self.wrapped(model).len() > usize::from(Stand::of(model, self).words.height)
    }
}

/// Draws the box. Returns the cell of its first word.
pub fn draw(model: &Model, peek: &Peek, buffer: &mut Buffer) -> Option<(u16, u16)> {
    let ink = Ink::new(model);
    let stand = Stand::of(model, peek);
    let area = stand.words;
    clear(&ink, buffer, area);
    let across = [stand.title, stand.line];
    for &y in across.iter().flatten() {
        for x in area.left()..area.right() {
            ink.put(buffer, (x, y), ink.sign("─", "-"), Role::RuleFocused);
        }
    }
    if let Some(y) = stand.title {
        let title = format!(" {} ", peek.title(model));
        let style = ink.style(Role::PaneTitleFocused);
        ink.put_cut(
            buffer,
            (area.x + 1, y, area.width.saturating_sub(2)),
            &title,
            style,
        );
    }
    let rows = peek.wrapped(model).into_iter().skip(peek.top);
    for ((role, words), y) in rows.zip(area.top()..area.bottom()) {
        let room = area.width.saturating_sub(4);
        ink.put_cut(buffer, (area.x + 2, y, room), words, ink.style(role));
    }
    Some((area.x + 2, area.y))
}
