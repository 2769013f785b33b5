//! What stands above the letters of the shelf: how many there are, what is sought among them, in which order they come, and which group the
//! first row in sight belongs to.
//!
//! It must not know what keys do.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::catalogue::Texts;
use crate::layout::wrap::columns;
use crate::library::arranged::{Arrangement, Grouping, Sorting};
use crate::tui::choice;
use crate::tui::ink::Ink;
use crate::tui::library::Library;
use crate::tui::model::Model;
use crate::tui::shelf::Shelf;
use crate::tui::shelf_rows::{self, Row};
use crate::tui::theme::Role;

/// Which letters come first.
fn sorted<'t>(texts: &'t Texts, asked: &Arrangement) -> &'t str {
    let texts = &texts.library;
    match asked.sorting {
        Sorting::Newest => &texts.sorted_newest,
        Sorting::Oldest => &texts.sorted_oldest,
        Sorting::Title => &texts.sorted_title,
        Sorting::Sender => &texts.sorted_sender,
        Sorting::Longest => &texts.sorted_longest,
        Sorting::New => &texts.sorted_new,
    }
}

/// In which order letters come, and what they stand under.
pub(super) fn order(texts: &Texts, asked: &Arrangement) -> String {
    let sorted = sorted(texts, asked);
    let texts = &texts.library;
    match asked.grouping {
        Grouping::None => sorted.to_owned(),
        Grouping::Year => format!("{} · {sorted}", texts.grouped_year),
        Grouping::Dossier => format!("{} · {sorted}", texts.grouped_dossier),
    }
}

/// Draws the title's row, and the group of the first row on the line below it. Returns the caret's cell while something is typed.
pub(super) fn draw(model: &Model, area: Rect, buffer: &mut Buffer) -> Option<(u16, u16)> {
    let library = model.library.as_ref()?;
    let ink = Ink::new(model);
    let shelf = &library.shelf;
    draw_group(model, shelf, area, buffer);
    let mut end = draw_letters(model, library, area, buffer);
    let mut caret = None;
    if shelf.seeks() {
        (end, caret) = draw_sought(model, shelf, (area, end), buffer);
    }
    // What letters stand under can be seen without being told.
    let asked = &shelf.shown.asked;
    let orders = [
        order(&model.texts, asked),
        sorted(&model.texts, asked).to_owned(),
    ];
    let place = shelf.chosen().map(|at| at + 1);
    let place = place.map(|at| format!("{at}/{}", shelf.shown.letters.len()));
    let mut texts: Vec<String> = match &place {
        Some(place) => orders
            .iter()
            .map(|order| format!("{place} · {order}"))
            .collect(),
        None => orders.to_vec(),
    };
    texts.extend(place);
    choice::draw_right(&ink, (area, end), buffer, &texts);
    caret
}

/// Draws how many letters there are, and how many of them are new; beside what is sought no more than there is room for. Returns the column
/// behind it.
fn draw_letters(model: &Model, library: &Library, area: Rect, buffer: &mut Buffer) -> u16 {
    let (ink, texts, shelf) = (Ink::new(model), &model.texts.library, &library.shelf);
    let letters = texts.letters.count(library.edition.newest().len());
    let new = match shelf.new.count {
        0 => String::new(),
        new => ink.words(&format!(" · {}", texts.new.count(new))),
    };
    let mut titles = vec![letters.clone() + &new, letters];
    let mut needed = 2;
    if shelf.seeks() {
        let found = texts.shown.count(shelf.shown.letters.len());
        let sought = [&texts.find, shelf.sought.text(), &found];
        needed += sought.map(columns).into_iter().sum::<usize>() + 5;
        titles.push(String::new());
    }
    let fits = |title: &&String| columns(title) + needed <= usize::from(area.width);
    let title = titles.iter().find(fits).or(titles.last());
    choice::draw_title(&ink, area, buffer, title.map_or("", String::as_str))
}

/// Draws what is sought, and how many letters hold it. Returns the column behind it, and the caret's cell while it is typed.
fn draw_sought(
    model: &Model,
    shelf: &Shelf,
    (area, from): (Rect, u16),
    buffer: &mut Buffer,
) -> (u16, Option<(u16, u16)>) {
    let (ink, texts) = (Ink::new(model), &model.texts.library);
    let room = |x: u16| area.right().saturating_sub(x);
    let lead = if from > area.x + 1 { "  " } else { "" };
    let text = format!("{lead}{} ", texts.find);
    let dim = ink.style(Role::Dim);
    let x = ink.put_cut(buffer, (from, area.y, room(from)), &text, dim);
    let typed = shelf.sought.text();
    let style = ink.style(Role::PromptText);
    let after = ink.put_cut(buffer, (x, area.y, room(x)), typed, style);
    let style = ink.style(Role::Count);
    let from = after + 2;
    let letters = shelf.shown.letters.len();
    let counts = [texts.shown.count(letters), letters.to_string()];
    let mut counts = counts.iter();
    let shown = counts.find(|count| columns(count) <= usize::from(room(from)));
    let shown = shown.map_or("", String::as_str);
    let end = ink.put_cut(buffer, (from, area.y, room(from)), shown, style);
    let before = columns(&typed[..shelf.sought.caret()]) as u16;
    let caret = (x + before).min(area.right().saturating_sub(1));
    (end, shelf.typing.then_some((caret, area.y)))
}

/// Draws the group of the first row in sight on the line below the title, where its own head is out of sight.
fn draw_group(model: &Model, shelf: &Shelf, title: Rect, buffer: &mut Buffer) {
    let top = shelf.top(choice::rows(model));
    let Some(Row::Letter(letter)) = shelf_rows::at(&shelf.shown, top) else {
        return;
    };
    let Some(group) = shelf.shown.group_of(letter) else {
        return;
    };
    let ink = Ink::new(model);
    let name = shelf_rows::group_name(&model.texts, &shelf.shown, group);
    let name = format!(" {name} ");
    let room = title.width.saturating_sub(1);
    let style = ink.style(Role::Heading);
    ink.put_cut(buffer, (title.x, title.y + 1, room), &name, style);
}
