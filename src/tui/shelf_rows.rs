//! The rows of the shelf: a letter on each, under the heads of groups where there are any, in as many columns as there is room for.
//!
//! It must not know what keys do.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::catalogue::{Texts, fill};
use crate::layout::wrap::columns;
use crate::library::LetterCard;
use crate::library::arranged::{Arranged, Grouping, Sorting};
use crate::tui::action::Action;
use crate::tui::choice::{self, Choice};
use crate::tui::importing::Import;
use crate::tui::ink::Ink;
use crate::tui::keymap::Context;
use crate::tui::library::Library;
use crate::tui::model::Model;
use crate::tui::theme::Role;

/// What a row shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Row {
    /// The head of a group, by its place.
    Head(usize),
    /// A letter, by its place among those shown.
    Letter(usize),
}

/// How many rows there are.
pub(super) fn count(shown: &Arranged) -> usize {
    shown.letters.len() + shown.groups.len()
}

/// The row of a letter.
pub(super) fn row_of(shown: &Arranged, letter: usize) -> usize {
    letter + shown.group_of(letter).map_or(0, |group| group + 1)
}

/// What a row shows; `None`: it lies behind the last.
pub(super) fn at(shown: &Arranged, row: usize) -> Option<Row> {
    let heads = shown.groups.partition_point(|group| group.head <= row);
    let last = heads
        .checked_sub(1)
        .and_then(|group| shown.groups.get(group));
    if last.is_some_and(|group| group.head == row) {
        return Some(Row::Head(heads - 1));
    }
    let letter = row - heads;
    (letter < shown.letters.len()).then_some(Row::Letter(letter))
}

/// The letter on a row; of a head, the first below it.
pub(super) fn letter(shown: &Arranged, row: usize) -> Option<usize> {
    match at(shown, row)? {
        Row::Letter(letter) => Some(letter),
        Row::Head(group) => shown.groups.get(group).map(|group| group.first),
    }
}

/// What a group is called.
pub(super) fn group_name(texts: &Texts, shown: &Arranged, group: usize) -> String {
    let texts = &texts.library;
    let name = shown.groups.get(group).and_then(|group| group.name.clone());
    let is_dossier = shown.asked.grouping == Grouping::Dossier;
    match name {
        Some(name) if is_dossier => fill(&texts.in_dossier, &[("dossier", &name)]),
        Some(year) => year,
        None if is_dossier => texts.in_none.clone(),
        None => texts.undated.clone(),
    }
}

/// Columns of what is known of letters; 0: there is no room for it, or it follows the title.
#[derive(Debug, Clone, Copy, Default)]
struct Columns {
    date: u16,
    sender: u16,
    id: u16,
    pages: u16,
    words: u16,
    /// Whether letters are sorted by sender: then it must be seen.
    by_sender: bool,
}

impl Columns {
    /// What a row of a width has room for beside a title: the same in every order. Only where there is little, what letters are sorted by
    /// comes first.
    fn of(width: u16, sorting: Sorting) -> Self {
        let from = |least: u16, columns: u16| if width >= least { columns } else { 0 };
        let by_length = sorting == Sorting::Longest;
        Self {
            date: if width < 32 { from(20, 5) } else { 11 },
            sender: from(116, 28).max(from(150, 40 + width.saturating_sub(150) / 2)),
            // The longest are those of answers: ah-tk-20232024-1076.
            id: from(100, 22),
            pages: from(150, 8),
            words: from(if by_length { 40 } else { 76 }, 14),
            by_sender: sorting == Sorting::Sender,
        }
    }
}

/// Draws the rows in sight. Returns the cursor's cell.
pub(super) fn draw(model: &Model, area: Rect, buffer: &mut Buffer) -> Option<(u16, u16)> {
    let library = model.library.as_ref()?;
    let ink = Ink::new(model);
    let shelf = &library.shelf;
    let wide = Columns::of(area.width, shelf.shown.asked.sorting);
    let mut cursor = None;
    for (row, line) in (shelf.top(choice::rows(model))..).zip(choice::lines(area)) {
        match at(&shelf.shown, row) {
            None => break,
            Some(Row::Head(group)) => draw_group(model, &shelf.shown, (group, line), buffer),
            Some(Row::Letter(letter)) => {
                let known = shelf.edition.card(shelf.shown.letters[letter]);
                draw_letter(model, library, (&known, line, wide), buffer);
            }
        }
        if row == shelf.choice.at {
            cursor = Some(Choice::mark(&ink, line, buffer));
        }
    }
    if shelf.shown.letters.is_empty() {
        let room = area.width.saturating_sub(2);
        let style = ink.style(Role::Dim);
        ink.put_cut(buffer, (area.x + 1, area.y, room), &none(model), style);
    }
    cursor
}

/// What is said where there is no letter: that none is like what is sought and which key widens that, or that they are still read in.
pub(super) fn none(model: &Model) -> String {
    let texts = &model.texts.library;
    let Some(library) = &model.library else {
        return texts.none.clone();
    };
    if !library.edition.newest().is_empty() {
        let context = model.context();
        let action = match context {
            Context::Prompt => Action::PromptCancel,
            _ => Action::Cancel,
        };
        let keys = model.key_for(context, action).unwrap_or_default();
        return fill(&texts.none_found, &[("keys", &keys)]);
    }
    if library.import == Import::Runs {
        return texts.still_importing.clone();
    }
    texts.none.clone()
}

/// The head of a group: what its letters have in common, and how many there are.
fn draw_group(model: &Model, shown: &Arranged, (group, line): (usize, Rect), buffer: &mut Buffer) {
    let ink = Ink::new(model);
    let name = group_name(&model.texts, shown, group);
    let room = line.width.saturating_sub(2);
    let style = ink.style(Role::Heading);
    let end = ink.put_cut(buffer, (line.x + 1, line.y, room), &name, style);
    let letters = shown.letters_in(group);
    let counts = [
        model.texts.library.shown.count(letters),
        letters.to_string(),
    ];
    let room = line.right().saturating_sub(end + 2);
    let fits = |count: &&String| columns(count) <= usize::from(room);
    if let Some(count) = counts.iter().find(fits) {
        let style = ink.style(Role::Count);
        ink.put_cut(buffer, (end + 2, line.y, room), count, style);
    }
}

/// The sign of a letter that was not opened yet, or came since the last visit, with its role; none for one that was read.
fn sign(ink: &Ink, library: &Library, known: &LetterCard) -> (&'static str, Role) {
    if library.opened.holds(&known.key) {
        ("", Role::Text)
    } else if library.shelf.new.letters.contains(&known.key) {
        ("*", Role::PaneTitleFocused)
    } else {
        (ink.sign("•", "o"), Role::Muted)
    }
}

/// A letter on one row: whether it is new or unread, its date, its title, and as far as there is room its files, its sender, its number and
/// its length.
fn draw_letter(
    model: &Model,
    library: &Library,
    (known, line, wide): (&LetterCard, Rect, Columns),
    buffer: &mut Buffer,
) {
    let (ink, card) = (Ink::new(model), &known.card);
    let (sign, role) = sign(&ink, library, known);
    ink.put(buffer, (line.x + 1, line.y), sign, role);
    let mut left = line.x + 3;
    let day = card.day();
    // Where there is little room, no date takes none.
    if wide.date > 0 && (day > 0 || line.width >= 60) {
        let (date, dim) = (date(day, wide.date), ink.style(Role::Dim));
        ink.put_cut(buffer, (left, line.y, wide.date - 1), &date, dim);
        left += wide.date;
    }
    let right = draw_facts(model, (known, line, wide), buffer);
    draw_title(model, (known, wide), (left, right, line.y), buffer);
}

/// Draws a letter's number and length in their columns. Returns the first of these.
fn draw_facts(
    model: &Model,
    (known, line, wide): (&LetterCard, Rect, Columns),
    buffer: &mut Buffer,
) -> u16 {
    let (ink, card, texts) = (Ink::new(model), &known.card, &model.texts.library);
    let dim = ink.style(Role::Dim);
    let mut right = line.right().saturating_sub(1);
    let words = texts.words.count(card.words as usize);
    let pages = match card.pages {
        0 => String::new(),
        pages => format!("{pages} {}", model.texts.panes.page_short),
    };
    // Numbers stand under numbers: at the right of their columns.
    for (text, wide) in [(words, wide.words), (pages, wide.pages)] {
        right = right.saturating_sub(wide);
        let taken = (columns(&text) as u16).min(wide.saturating_sub(2));
        let place = (right + wide - taken, line.y, taken);
        ink.put_cut(buffer, place, &text, dim);
    }
    right = right.saturating_sub(wide.id);
    let id = card.id.as_deref().or(card.dossier.as_deref());
    if let Some(id) = id.filter(|_| wide.id > 0) {
        ink.put_cut(buffer, (right + 2, line.y, wide.id - 2), id, dim);
    }
    right
}

/// Draws a letter's title and sender between two columns. The sender has a column of its own, and of the title's what that leaves; or it
/// follows the title.
fn draw_title(
    model: &Model,
    (known, wide): (&LetterCard, Columns),
    (left, right, y): (u16, u16, u16),
    buffer: &mut Buffer,
) {
    let (ink, card, texts) = (Ink::new(model), &known.card, &model.texts.library);
    let dim = ink.style(Role::Dim);
    let files = match known.files {
        0 | 1 => String::new(),
        files => ink.words(&format!(" · {}", texts.files.count(files as usize))),
    };
    let sender = card.sender.as_deref();
    let mut room = right.saturating_sub(left + wide.sender);
    let taken = columns(&files) as u16;
    if let Some(sender) = sender.filter(|_| wide.sender > 0) {
        // In a column, an article tells nobody from anybody else.
        let sender = sender.strip_prefix("De ").unwrap_or(sender);
        let spare = usize::from(room.saturating_sub(taken)).saturating_sub(columns(&card.title));
        let lacks = columns(sender).saturating_sub(usize::from(wide.sender - 2));
        let more = lacks.min(spare) as u16;
        let place = (right + 2 - wide.sender - more, y, wide.sender - 2 + more);
        ink.put_cut(buffer, place, sender, dim);
        room -= more;
    }
    let behind = sender.filter(|_| wide.sender == 0);
    let behind = behind.map(|sender| ink.words(" · ") + sender);
    // What letters are sorted by is seen beside a long title too.
    let kept = match &behind {
        Some(sender) if wide.by_sender => (columns(sender) as u16).min(room / 2),
        _ => 0,
    };
    // That there are several files is told whole, unless nothing would be left of the title.
    let title = if room > taken + kept + 12 {
        room - taken - kept
    } else {
        room - kept
    };
    let end = ink.put_cut(buffer, (left, y, title), &card.title, ink.style(Role::Text));
    let end = ink.put_cut(buffer, (end, y, left + room - end), &files, dim);
    // Many papers of a dossier are called the same; who sent them tells them apart.
    let rest = (left + room).saturating_sub(end);
    if let Some(sender) = behind.filter(|_| rest > 8) {
        ink.put_cut(buffer, (end, y, rest), &sender, dim);
    }
}

/// A day as a number, 20201013, as it stands in a column; as a year where there is no room for more.
fn date(day: u32, wide: u16) -> String {
    let (year, month, day) = (day / 10_000, day / 100 % 100, day % 100);
    match (year, wide) {
        (0, _) => String::new(),
        (_, ..11) => format!("{year:04}"),
        // Of some letters only the year or the month is known.
        _ if month == 0 => format!("{year:04}"),
        _ if day == 0 => format!("{year:04}-{month:02}"),
        _ => format!("{year:04}-{month:02}-{day:02}"),
    }
}
