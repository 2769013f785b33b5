//! The notes pane: exactly the notes whose marks are on the screen, the current one marked.
//!
//! It must not know how the text pane makes its rows, only which marks it shows.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::catalogue::fill;
use crate::document::place::Place;
use crate::document::{Document, Note};
use crate::layout::wrap::{Widths, columns, wrap};
use crate::tui::action::Action;
use crate::tui::effect::Effect;
use crate::tui::ink::Ink;
use crate::tui::keymap::Context;
use crate::tui::model::{Focus, Model};
use crate::tui::note_rows::{NoteRow, extent, rows};
use crate::tui::paint::Painted;
use crate::tui::reader;
use crate::tui::scroll;
use crate::tui::theme::Role;
use crate::tui::view::View;

/// Columns of a pane that has none to spare.
const NARROW: u16 = 24;
/// Columns of the longest label that is shown whole.
const LONGEST_LABEL: usize = 8;

/// What the notes pane remembers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Notes {
    /// The current note: chosen here, followed from the text, or holding the current hit.
    pub current: Option<u32>,
    /// Whether `current` stands until something else is chosen, or merely follows the place being read.
    pub pinned: bool,
    /// The first row shown, counted from the first note on the screen.
    pub top: usize,
    /// What `top` was last chosen for.
    chosen_for: Sight,
    /// Which of the current note's marks Enter goes to next.
    next_mark: usize,
    /// Columns of the longest label.
    label: u16,
}

/// What is to be in sight: when it changes, the pane moves to it; until then rows may be scrolled away.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Sight {
    note: Option<u32>,
    hit: Option<(Place, Range<usize>)>,
    area: Rect,
}

impl Notes {
    /// The pane of a letter just opened.
    #[must_use]
    pub fn new(document: &Document) -> Self {
        let labels = document.notes.iter().map(|note| columns(&note.label));
        Self {
            label: labels.max().unwrap_or(1).min(LONGEST_LABEL) as u16,
            ..Self::default()
        }
    }

    /// Columns before a note's words in a pane of some width: a space, the sign of the current note, its label, a space.
    pub(super) fn indent(&self, width: u16) -> u16 {
        if width < NARROW {
            self.label + 2
        } else {
            self.label.max(2) + 3
        }
    }

    /// The note that is shown whether or not its mark is on the screen.
    #[must_use]
    pub fn pinned(&self) -> Option<u32> {
        self.current.filter(|_| self.pinned)
    }

    /// Makes a note the current one.
    pub fn pin(&mut self, note: u32) {
        if self.current != Some(note) {
            self.next_mark = 0;
        }
        self.current = Some(note);
        self.pinned = true;
    }
}

/// The notes shown: those whose marks are on the screen, each once, in order; and the pinned one.
#[must_use]
pub fn shown(model: &Model) -> Vec<u32> {
    let mut notes: Vec<u32> = reader::marks_on_screen(model)
        .into_iter()
        .map(|(_, note)| note)
        .collect();
    notes.extend(model.notes.pinned());
    notes.sort_unstable();
    notes.dedup();
    notes
}

/// Keeps the current note in sight. Part of settling.
pub fn settle(model: &mut Model, area: Option<Rect>) {
    choose(model);
    let Some(area) = area else { return };
    let height = usize::from(area.height);
    let rows = rows(model, area.width);
    let current = model.notes.current;
    let sight = Sight {
        note: current,
        hit: model.search.current_mark(),
        area,
    };
    let before = std::mem::replace(&mut model.notes.chosen_for, sight.clone());
    let top = model.notes.top;
    let mut top = match current.map(|current| extent(&rows, current)) {
        None => 0,
        // A note that is longer than the pane fills it from its first row on, and can be scrolled.
        Some(note) if note.len() > height && before.note != current => note.start,
        Some(note) if note.len() > height => top.clamp(note.start, note.end - height),
        Some(note) => top.max(note.end.saturating_sub(height)).min(note.start),
    };
    if before != sight
        && let Some(row) = sight.hit.and_then(|hit| row_of(&rows, current, hit.0))
    {
        // A row behind the hit, so that one sees how it goes on.
        top = top.max((row + 2).saturating_sub(height)).min(row);
    }
    model.notes.top = top.min(rows.len().saturating_sub(height));
}

/// Chooses the current note: the pinned one while its mark is on the screen, else that of the mark one is at. A pane with the keys always has one.
fn choose(model: &mut Model) {
    let marks = reader::marks_on_screen(model);
    if let Some(pinned) = model.notes.pinned() {
        let cited = !model.letter.document.notes[pinned as usize].refs.is_empty();
        model.notes.pinned = !cited || marks.iter().any(|&(_, note)| note == pinned);
    }
    if !model.notes.pinned {
        let point = model.reader.point;
        let at = marks.iter().find(|(place, _)| *place == point);
        let own = at.filter(|_| model.reader.on_mark);
        let first = marks.first().filter(|_| model.focus == Focus::Notes);
        model.notes.current = own.or(first).map(|&(_, note)| note);
    }
}

/// The row of a place in the words of a note.
fn row_of(rows: &[NoteRow], note: Option<u32>, place: Place) -> Option<usize> {
    rows.iter().rposition(|row| {
        let words = row.words().filter(|_| Some(row.note()) == note);
        words.is_some_and(|(paragraph, bytes)| {
            paragraph == place.paragraph && bytes.start <= place.byte as usize
        })
    })
}

/// Scrolls within the current note where some of it is out of sight. Whether it was.
fn scroll_within(model: &mut Model, rows_down: isize) -> bool {
    let (Some(area), Some(current)) = (model.panes.notes, model.notes.current) else {
        return false;
    };
    let height = usize::from(area.height);
    let note = extent(&rows(model, area.width), current);
    let top = model.notes.top;
    let to = top.saturating_add_signed(rows_down);
    let to = to.clamp(note.start, note.end.saturating_sub(height).max(note.start));
    let moves = note.len() > height && to != top;
    if moves {
        model.notes.top = to;
    }
    moves
}

/// Goes to a note: the text shows where it is cited.
pub fn go(model: &mut Model, note: u32) {
    model.notes.pin(note);
    if let Some(place) = model.letter.document.notes[note as usize]
        .refs
        .first()
        .copied()
    {
        scroll::reveal(model, place);
        model.flash = Some(place);
    }
}

/// What the pane does for an action while it has the focus; `None`: not its business.
pub fn act(model: &mut Model, action: Action, count: Option<u32>) -> Option<Vec<Effect>> {
    let last = (model.letter.document.notes.len() as u32).checked_sub(1)?;
    let current = model
        .notes
        .current
        .or_else(|| shown(model).first().copied())
        .unwrap_or(0);
    let times = count.unwrap_or(1);
    let page = 5;
    let height = model.panes.notes.map_or(1, |area| area.height.max(1)) as isize;
    match action {
        Action::LineDown if scroll_within(model, times as isize) => {}
        Action::LineUp if scroll_within(model, -(times as isize)) => {}
        Action::HalfPageDown | Action::PageDown if scroll_within(model, height) => {}
        Action::HalfPageUp | Action::PageUp if scroll_within(model, -height) => {}
        Action::LineDown | Action::PageDown | Action::HalfPageDown if current == last => {
            model.say(model.texts.status.last_note.clone());
        }
        Action::LineDown => go(model, current.saturating_add(times).min(last)),
        Action::LineUp => go(model, current.saturating_sub(times)),
        Action::HalfPageDown | Action::PageDown => {
            go(model, current.saturating_add(page).min(last));
        }
        Action::HalfPageUp | Action::PageUp => go(model, current.saturating_sub(page)),
        Action::Top if count.is_none() => go(model, 0),
        Action::End if count.is_none() => go(model, last),
        Action::Follow => to_mark(model, current),
        _ => return None,
    }
    Some(Vec::new())
}

/// Focuses the notes; with a count, note N.
pub fn focus(model: &mut Model, count: Option<u32>) {
    let document = &model.letter.document;
    if document.notes.is_empty() {
        return model.warn(model.texts.status.no_notes.clone());
    }
    let wanted = if let Some(count) = count {
        let label = count.to_string();
        let here = model.reader.point;
        // Where numbers start again, the one nearest to the place being read is meant.
        let named = document
            .notes
            .iter()
            .enumerate()
            .filter(|(_, note)| note.label == label);
        let nearest = named.min_by_key(|(_, note)| {
            note.refs
                .first()
                .map_or(u32::MAX, |place| place.paragraph.abs_diff(here.paragraph))
        });
        match nearest {
            Some((note, _)) => note as u32,
            None => {
                return model.warn(fill(&model.texts.status.no_such_note, &[("n", &label)]));
            }
        }
    } else {
        let shown = shown(model);
        let next = document
            .marks()
            .find(|(place, _)| *place >= model.reader.point)
            .map(|(_, note)| note);
        model
            .notes
            .current
            .or_else(|| shown.first().copied())
            .or(next)
            .unwrap_or(0)
    };
    model.jumps.push(View::of(model));
    model.focus = Focus::Notes;
    go(model, wanted);
}

/// From a note to a place that cites it; again: to the next such place.
pub fn to_mark(model: &mut Model, note: u32) {
    let refs = &model.letter.document.notes[note as usize].refs;
    let Some(&place) = refs.get(model.notes.next_mark % refs.len().max(1)) else {
        return model.warn(model.texts.panes.not_cited.clone());
    };
    let many = refs.len();
    scroll::jump(model, place);
    model.reader.on_mark = true;
    model.notes.pin(note);
    model.notes.next_mark = (model.notes.next_mark + 1) % many;
    model.focus = Focus::Text;
}

/// What a click on a row of the pane means: the first click chooses the note, a click on the chosen one follows it.
pub fn click(model: &mut Model, row: usize, width: u16) {
    let Some(note) = rows(model, width)
        .get(model.notes.top + row)
        .map(NoteRow::note)
    else {
        return;
    };
    if model.notes.pinned && model.notes.current == Some(note) {
        to_mark(model, note);
    } else {
        model.notes.pin(note);
        model.focus = Focus::Notes;
    }
}

/// The row of the screen that the current note begins on, or the pane's first where it began above.
#[must_use]
pub fn current_row(model: &Model) -> Option<u16> {
    let (area, current) = (model.panes.notes?, model.notes.current?);
    let first = extent(&rows(model, area.width), current).start;
    Some(area.y + first.saturating_sub(model.notes.top) as u16)
}

/// The pane's heading.
#[must_use]
pub fn title(model: &Model) -> String {
    let notes = &model.letter.document.notes;
    let shown = shown(model);
    let labels: Vec<&str> = shown
        .iter()
        .map(|&note| notes[note as usize].label.as_str())
        .collect();
    let list = match labels.as_slice() {
        [] => model.texts.panes.none.clone(),
        [only] => (*only).to_owned(),
        [first, .., last] if shown.len() as u32 == shown[shown.len() - 1] - shown[0] + 1 => {
            format!("{first}–{last}")
        }
        many => many.join(", "),
    };
    let list = Ink::new(model).words(&list);
    let title = fill(
        &model.texts.panes.notes_on_screen,
        &[("n", &list), ("m", &notes.len().to_string())],
    );
    let unseen = model
        .panes
        .notes
        .map_or([0, 0], |area| [model.notes.top, rows_below(model, area)]);
    title + &Ink::new(model).unseen(unseen)
}

/// How many rows of the notes do not fit below those shown.
fn rows_below(model: &Model, area: Rect) -> usize {
    rows(model, area.width)
        .len()
        .saturating_sub(model.notes.top + usize::from(area.height))
}

/// Draws the pane. Returns the cell of the current hit where it is one of the notes', else that of the current note.
pub fn draw(model: &Model, area: Rect, buffer: &mut Buffer) -> Option<(u16, u16)> {
    let ink = Ink::new(model);
    let current_mark = model.search.current_mark();
    let (mut cursor, mut hit) = (None, None);
    let all = rows(model, area.width);
    for (row, y) in all
        .iter()
        .skip(model.notes.top)
        .zip(area.top()..area.bottom())
    {
        let note = row.note();
        let mut x = area.x + model.notes.indent(area.width);
        // A note that began above the pane says on its first row which one it is.
        let first = is_first(model, row);
        if y == area.top() || first {
            let pointer = area.x + u16::from(area.width >= NARROW);
            let end = draw_label(model, &ink, buffer, (pointer, y), note);
            if !first && end < x {
                ink.put(buffer, (end, y), ink.sign("…", "~"), Role::Dim);
            }
            if model.notes.current == Some(note) {
                cursor = Some((pointer, y));
            }
        }
        if let Some((paragraph, bytes)) = row.words() {
            let painted = Painted::new(model, paragraph, current_mark.as_ref());
            painted.draw(&ink, buffer, (x, y, area.right()), bytes.clone());
            let text = &model.letter.document.paragraphs[paragraph as usize].text;
            if let Some((place, _)) = &current_mark
                && place.paragraph == paragraph
                && bytes.contains(&(place.byte as usize))
            {
                let before = columns(&text[bytes.start..place.byte as usize]);
                hit = Some((x + before as u16, y));
            }
            x += columns(text[bytes].trim_end()) as u16 + 3;
        }
        if let NoteRow::Links { text, .. } = row {
            let room = area.right().saturating_sub(x);
            ink.put_cut(buffer, (x, y, room), text, ink.style(Role::Dim));
        }
    }
    if all.is_empty() {
        draw_none(model, &ink, area, buffer);
    }
    hit.or(cursor)
}

/// Where the nearest mark is, when none is on the screen.
fn draw_none(model: &Model, ink: &Ink, area: Rect, buffer: &mut Buffer) {
    let document = &model.letter.document;
    let point = model.reader.point;
    let cited = |note: &&Note| note.refs.first().is_some_and(|place| *place > point);
    let (note, action, words) = match document.notes.iter().find(cited) {
        Some(note) => (
            note,
            Action::NextReference,
            &model.texts.panes.next_note_mark,
        ),
        None => match document.notes.iter().rfind(|note| !note.refs.is_empty()) {
            Some(note) => (
                note,
                Action::PreviousReference,
                &model.texts.panes.last_note_mark,
            ),
            None => return,
        },
    };
    let place = note.refs.first().copied().unwrap_or_default();
    let keys = model.keymap.shown_for(Context::Read, action, model.ascii);
    let page = document.locator(place);
    let text = ink.words(&fill(
        words,
        &[
            ("note", &note.label),
            ("page", &page),
            ("key", keys.first().map_or("", String::as_str)),
        ],
    ));
    let x = area.x + model.notes.indent(area.width);
    let room = area.right().saturating_sub(x + 1);
    for (bytes, y) in wrap(&text, &[], &[], Widths::even(usize::from(room).max(1)))
        .into_iter()
        .zip(area.top()..area.bottom())
    {
        let words = text[bytes].trim_end();
        ink.put_cut(buffer, (x, y, room), words, ink.style(Role::Dim));
    }
}

/// Whether a row is its note's first.
fn is_first(model: &Model, row: &NoteRow) -> bool {
    let first = model.letter.document.notes[row.note() as usize]
        .paragraphs
        .start;
    row.words()
        .is_some_and(|(paragraph, bytes)| paragraph == first && bytes.start == 0)
}

/// Draws a note's number. Returns the column behind it.
fn draw_label(model: &Model, ink: &Ink, buffer: &mut Buffer, (x, y): (u16, u16), note: u32) -> u16 {
    let label = &model.letter.document.notes[note as usize].label;
    let current = model.notes.current == Some(note);
    let hit = model.search.note_has_hit(&model.letter.document, note);
    let role = match (current, hit) {
        (true, _) => Role::NoteCurrent,
        (false, true) => Role::MarkHit,
        (false, false) => Role::NoteLabel,
    };
    if current {
        ink.put(buffer, (x, y), ink.pointer(), Role::NoteCurrent);
    } else if hit {
        ink.put(buffer, (x, y), ink.sign("•", "*"), Role::MarkHit);
    }
    let place = (x + 1, y, model.notes.label);
    ink.put_cut(buffer, place, label, ink.style(role))
}
