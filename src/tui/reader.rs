//! The text pane: the letter's rows, the place being read, and moving through it.
//!
//! It must not know how a query is run nor where the other panes stand.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::document::place::Place;
use crate::document::{Document, NoteRef};
use crate::layout::{Layout, Line, Row, Setting, Top};
use crate::tui::action::Action;
use crate::tui::effect::Effect;
use crate::tui::ink::Ink;
use crate::tui::model::{Focus, Model};
use crate::tui::paint;
use crate::tui::scroll;
use crate::tui::theme::Role;
use crate::tui::view::View;

/// What the text pane remembers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reader {
    /// The first row on the screen.
    pub top: Top,
    /// The place being read: where copying, peeking and searching start. Always on the screen.
    pub point: Place,
    /// Whether `point` is a note mark that was chosen, so that Enter follows it.
    pub on_mark: bool,
    /// The other end of the selection, while there is one; `point` is this end.
    pub selection: Option<Place>,
    /// What was seen before the panes changed, and what they made of it: as long as one has not moved, other panes show the former again.
    pub before_panes: Option<(View, View)>,
}

/// Columns left of the text: a space, the page's number, one for the sign of the current hit, a space.
#[must_use]
pub fn margin(model: &Model, area: Rect) -> u16 {
    if area.width < 30 {
        return 0;
    }
    model.letter.page_label.clamp(1, 5) + 3
}

/// The rows' measure within an area.
#[must_use]
pub fn setting(model: &Model, area: Rect) -> Setting {
    let room = area.width.saturating_sub(margin(model, area));
    let room = if area.width < 30 {
        room
    } else {
        room.saturating_sub(1)
    };
    Setting {
        width: room.clamp(1, model.settings.measure.max(1)),
        ascii: model.ascii,
    }
}

/// The letter as this pane shows it.
#[must_use]
pub fn layout(model: &Model) -> Layout<'_> {
    layout_in(model, model.panes.text)
}

/// The letter as this pane would show it in an area.
#[must_use]
pub fn layout_in(model: &Model, area: Rect) -> Layout<'_> {
    Layout {
        document: &model.letter.document,
        wrapped: Some(&model.letter.wrapped),
        setting: setting(model, area),
        only: model.search.only.as_deref(),
    }
}

/// The lines on the screen.
#[must_use]
pub fn visible(model: &Model) -> Vec<Line> {
    layout(model)
        .rows_from(model.reader.top)
        .take(usize::from(model.panes.text.height))
        .collect()
}

/// The places on the screen: from the first byte shown up to the byte behind the last.
#[must_use]
pub fn shown(lines: &[Line]) -> Option<(Place, Place)> {
    let first = lines.iter().find_map(Layout::place_of)?;
    let last = lines.iter().rev().find_map(|line| match &line.row {
        Row::Text { bytes, .. } => Some(Place {
            paragraph: line.paragraph,
            byte: bytes.end as u32,
        }),
        _ => None,
    })?;
    Some((first, last))
}

/// The row of the screen a place is on.
#[must_use]
pub fn row_of(lines: &[Line], place: Place) -> Option<usize> {
    lines.iter().rposition(|line| {
        line.paragraph == place.paragraph
            && matches!(&line.row, Row::Text { bytes, .. }
                if bytes.start <= place.byte as usize && place.byte as usize <= bytes.end)
    })
}

/// Every note mark on the screen in order: its place and its note.
#[must_use]
pub fn marks_on_screen(model: &Model) -> Vec<(Place, u32)> {
    let document = &model.letter.document;
    let lines = visible(model);
    lines
        .iter()
        .flat_map(|line| marks_on(document, line))
        .collect()
}

/// The note marks on a line in order: place and note.
pub fn marks_on<'a>(
    document: &'a Document,
    line: &Line,
) -> impl Iterator<Item = (Place, u32)> + use<'a> {
    let paragraph = line.paragraph;
    let (bytes, marks) = match &line.row {
        Row::Text { bytes, .. } => {
            let marks = &document.paragraphs[paragraph as usize].note_refs;
            (bytes.clone(), marks.as_slice())
        }
        _ => (0..0, [].as_slice()),
    };
    let within = move |mark: &&NoteRef| {
        // A mark belongs to the words before it; at a paragraph's start there are none.
        mark.byte > bytes.start && mark.byte <= bytes.end || mark.byte == 0 && bytes.start == 0
    };
    marks.iter().filter(within).map(move |mark| {
        let byte = mark.byte as u32;
        (Place { paragraph, byte }, mark.note)
    })
}

/// What the text pane does for an action; `None`: not its business.
pub fn act(model: &mut Model, action: Action, count: Option<u32>) -> Option<Vec<Effect>> {
    let half = i64::from(model.panes.text.height / 2).max(1);
    let times = i64::from(count.unwrap_or(1).min(100_000));
    match action {
        Action::LineDown => scroll::rows(model, times),
        Action::LineUp => scroll::rows(model, -times),
        Action::HalfPageDown => scroll::rows(model, times * half),
        Action::HalfPageUp => scroll::rows(model, -times * half),
        Action::PageDown => scroll::pages(model, times),
        Action::PageUp => scroll::pages(model, -times),
        Action::Top => go_to_page_or(model, count, Place::default()),
        Action::End => {
            let last = layout(model).last().unwrap_or_default();
            let length = model
                .letter
                .document
                .paragraphs
                .get(last as usize)
                .map_or(0, |paragraph| paragraph.text.len());
            go_to_page_or(
                model,
                count,
                Place {
                    paragraph: last,
                    byte: length as u32,
                },
            );
        }
        Action::NextParagraph => next_start(model, times, Stops::Paragraphs),
        Action::PreviousParagraph => next_start(model, -times, Stops::Paragraphs),
        Action::NextSection => next_start(model, times, Stops::Sections),
        Action::PreviousSection => next_start(model, -times, Stops::Sections),
        Action::NextPage => next_start(model, times, Stops::Pages),
        Action::PreviousPage => next_start(model, -times, Stops::Pages),
        Action::NextReference => next_mark(model, times),
        Action::PreviousReference => next_mark(model, -times),
        Action::WordRight => next_word(model, true),
        Action::WordLeft => next_word(model, false),
        Action::Select => {
            if model.reader.on_mark && model.reader.selection.is_none() {
                leave_mark(model);
            }
            let reader = &mut model.reader;
            reader.selection = if reader.selection.is_some() {
                None
            } else {
                Some(reader.point)
            };
        }
        _ => return None,
    }
    Some(Vec::new())
}

fn go_to_page_or(model: &mut Model, count: Option<u32>, place: Place) {
    let Some(count) = count else {
        return scroll::jump(model, place);
    };
    let document = &model.letter.document;
    match document.page_numbered(count) {
        Some(page) => scroll::jump_to_top(model, page.start),
        None if document.pages.is_empty() => model.warn(model.texts.status.no_pages.clone()),
        None => {
            let texts = &model.texts.status;
            let text = if model.letter.whole {
                &texts.no_such_page
            } else {
                &texts.page_to_come
            };
            let text = crate::catalogue::fill(
                text,
                &[
                    ("n", &count.to_string()),
                    ("m", &document.pages.len().to_string()),
                ],
            );
            model.warn(text);
        }
    }
}

#[derive(Clone, Copy)]
enum Stops {
    Paragraphs,
    Sections,
    Pages,
}

/// Goes to the next (or previous) start of something, as seen from the place being read.
fn next_start(model: &mut Model, times: i64, stops: Stops) {
    let document = &model.letter.document;
    let layout = layout(model);
    let shown = |paragraph: &u32| layout.shows(*paragraph);
    let starts: Vec<Place> = match stops {
        Stops::Paragraphs => (0..document.text_len())
            .filter(shown)
            .map(Place::start)
            .collect(),
        Stops::Sections => document
            .sections
            .iter()
            .map(|section| section.paragraphs.start)
            .filter(shown)
            .map(Place::start)
            .collect(),
        Stops::Pages => document.pages.iter().map(|page| page.start).collect(),
    };
    let selects = model.reader.selection.is_some() && times > 0;
    // What is selected ends before the start that was gone to.
    let point = if selects {
        model.reader.point.behind(document)
    } else {
        model.reader.point
    };
    let here = if times > 0 {
        starts.partition_point(|&start| start <= point) as i64 - 1
    } else {
        starts.partition_point(|&start| start < point) as i64
    };
    let wanted = here + times;
    if document.pages.is_empty() && matches!(stops, Stops::Pages) {
        model.warn(model.texts.status.no_pages.clone());
    } else if wanted >= starts.len() as i64 {
        model.say(model.texts.status.end_of_letter.clone());
    } else {
        let Some(&place) = starts.get(wanted.max(0) as usize) else {
            return model.say(model.texts.status.end_of_letter.clone());
        };
        match stops {
            _ if selects => scroll::reveal(model, place.before(&model.letter.document)),
            Stops::Paragraphs => scroll::reveal(model, place),
            Stops::Sections | Stops::Pages => scroll::jump_to_top(model, place),
        }
    }
}

/// Goes to the next (or previous) note mark, round the letter's ends.
fn next_mark(model: &mut Model, times: i64) {
    let document = &model.letter.document;
    let text_len = document.text_len();
    let layout = layout(model);
    let marks: Vec<Place> = document
        .marks()
        .map(|(place, _)| place)
        .take_while(|place| place.paragraph < text_len)
        .filter(|place| layout.shows(place.paragraph))
        .collect();
    if marks.is_empty() {
        return model.warn(model.texts.status.no_notes.clone());
    }
    let point = model.reader.point;
    let on_mark = model.reader.on_mark;
    let here = if times > 0 {
        marks.partition_point(|&mark| mark < point || on_mark && mark == point) as i64 - 1
    } else {
        marks.partition_point(|&mark| mark < point) as i64
    };
    let wanted = here + times;
    let place = marks[wanted.rem_euclid(marks.len() as i64) as usize];
    if !(0..marks.len() as i64).contains(&wanted) {
        model.say_wrapped(times > 0);
    }
    let here = View::of(model);
    scroll::reveal(model, place);
    model.reader.on_mark = true;
    // The note that was followed before has been left.
    model.notes.pinned = false;
    // Going along the marks of one screen is no journey; leaving the screen is one to come back from.
    if model.reader.top != here.top {
        model.jumps.push(here);
    }
}

/// From a mark to the first word behind it, past the sign that ends the sentence before.
fn leave_mark(model: &mut Model) {
    let point = model.reader.point;
    let Some(paragraph) = model.letter.document.paragraph(point) else {
        return;
    };
    let rest = &paragraph.text[point.byte as usize..];
    let words = rest.find(|c: char| !c.is_whitespace() && !".,;:?!".contains(c));
    if let Some(words) = words {
        model.reader.point.byte += words as u32;
        model.reader.on_mark = false;
    }
}

/// Moves a selection's end by a word.
fn next_word(model: &mut Model, right: bool) {
    let point = model.reader.point;
    let Some(paragraph) = model.letter.document.paragraph(point) else {
        return;
    };
    let (text, at) = (&paragraph.text, point.byte as usize);
    let moved = if right {
        let space = text[at..].find(' ').map(|space| at + space);
        let word = space.and_then(|space| {
            let begins = text[space..].find(char::is_alphanumeric);
            begins.map(|word| space + word)
        });
        let word = word.unwrap_or(text.len());
        if at == text.len() { None } else { Some(word) }
    } else {
        let before = text[..at].trim_end();
        if at == 0 {
            None
        } else {
            Some(before.rfind(' ').map_or(0, |space| space + 1))
        }
    };
    let place = match moved {
        Some(byte) => Place {
            paragraph: point.paragraph,
            byte: byte as u32,
        },
        None if right => Place::start(
            (point.paragraph + 1).min(model.letter.document.text_len().saturating_sub(1)),
        ),
        None => {
            let paragraph = point.paragraph.saturating_sub(1);
            let length = model.letter.document.paragraphs[paragraph as usize]
                .text
                .len();
            Place {
                paragraph,
                byte: length as u32,
            }
        }
    };
    let selection = model.reader.selection;
    scroll::reveal(model, place);
    model.reader.selection = selection;
}

/// The place under a cell of the pane, for the mouse.
#[must_use]
pub fn place_at(model: &Model, column: u16, row: u16) -> Option<Place> {
    let area = model.panes.text;
    let lines = visible(model);
    let line = lines.get(usize::from(row.checked_sub(area.y)?))?;
    let Row::Text { bytes, indent } = &line.row else {
        return None;
    };
    let start = area.x + margin(model, area) + indent;
    let paragraph = &model.letter.document.paragraphs[line.paragraph as usize];
    let byte = paint::byte_at(
        model,
        paragraph,
        bytes.clone(),
        column.saturating_sub(start),
    );
    Some(Place {
        paragraph: line.paragraph,
        byte: byte as u32,
    })
}

/// Draws the pane. Returns the cell of the place being read, for the terminal's cursor.
pub fn draw(model: &Model, area: Rect, buffer: &mut Buffer) -> Option<(u16, u16)> {
    let ink = Ink::new(model);
    let document = &model.letter.document;
    let margin = margin(model, area);
    let lines = visible(model);
    // The cursor stands on the current hit while it is in sight, else at the place being read.
    let current = model
        .search
        .current_mark()
        .filter(|(place, _)| row_of(&lines, *place).is_some());
    let mut cursor = None;
    let mut painted: Option<paint::Painted> = None;
    let mut page_shown = None;
    for (line, y) in lines.iter().zip(area.top()..area.bottom()) {
        let x = area.x + margin;
        let (bytes, indent) = match &line.row {
            Row::Blank => continue,
            Row::PageRule(page) => {
                ink.page_rule(buffer, area, y, &document.pages[*page].label);
                continue;
            }
            Row::Gap => {
                ink.put(buffer, (x, y), ink.sign("⋯", "..."), Role::Dim);
                continue;
            }
            Row::Text { bytes, indent } => (bytes, *indent),
        };
        let painted = match painted.take() {
            Some(same) if same.paragraph == line.paragraph => painted.insert(same),
            _ => painted.insert(paint::Painted::new(model, line.paragraph, current.as_ref())),
        };
        let right = area.right();
        if let Some(column) = painted.draw(&ink, buffer, (x + indent, y, right), bytes.clone()) {
            cursor = Some((column.min(right.saturating_sub(1)), y));
        }
        if margin > 0 {
            let on_row = current.as_ref().is_some_and(|(hit, _)| {
                hit.paragraph == line.paragraph && bytes.contains(&(hit.byte as usize))
            });
            let place = Place {
                paragraph: line.paragraph,
                byte: bytes.start as u32,
            };
            let page = document.page_of(place);
            let label = match document.page_label(place) {
                Some(label) if page != page_shown => label,
                _ => "",
            };
            page_shown = page;
            ink.margin(buffer, (area.x, y, margin), on_row, label);
        }
    }
    cursor.filter(|_| model.focus == Focus::Text)
}
