//! The printed page: a PDF's page as a picture, over the text or beside it, at the place being read.
//!
//! It has no place of its own: wherever one goes in the letter, the page follows, and when it is put away one is still there.
//! It must not know how a page is drawn, nor how a picture gets to the terminal.

use std::cmp::Reverse;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::catalogue::fill;
use crate::document::Document;
use crate::document::place::Place;
use crate::layout::Top;
use crate::layout::wrap::columns;
use crate::tui::action::Action;
use crate::tui::display::{Display, Way};
use crate::tui::effect::Effect;
use crate::tui::ink::Ink;
use crate::tui::model::{Focus, Model, Over};
use crate::tui::picture::Picture;
use crate::tui::reader;
use crate::tui::screen::{self, Shape};
use crate::tui::scroll;
use crate::tui::theme::{Depth, Role};

/// Columns that the notes have where the page is shown in their place, beside the text.
const BESIDE: u16 = 50;

/// Bytes of the text by which its place on the page is found.
const QUOTE: usize = 120;

/// Bytes at a paragraph's end that are found better as a whole.
const LAST: usize = 40;

/// Beyond the end of any page: rows.
const FAR: i32 = 1_000_000;

/// Rows that are scrolled at once at most; further, one is somewhere else.
const FURTHEST: i64 = 200;

/// What is remembered of the printed page.
#[derive(Debug, Clone, Default)]
pub struct Printed {
    /// Whether it is shown.
    pub shown: bool,
    /// How the terminal shows pictures; `None`: it was not asked yet.
    pub display: Option<Display>,
    /// The row of the text that it is shown at.
    at: Top,
    /// Rows of the screen that the page was scrolled from there.
    shift: i32,
    /// The place being read and the first row when last looked at.
    seen: (Place, Top),
    /// What is asked for; a picture of anything else is too late.
    wanted: Option<Wanted>,
    /// Whether what is asked for is still to come.
    pending: bool,
    /// What was drawn last, or why nothing was.
    drawn: Option<Result<Picture, String>>,
    /// How often the terminal may have lost its picture.
    lost: u32,
}

/// A picture of part of a page, as it is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// The letter's edition.
    pub edition: u64,
    /// The page, from 0.
    pub page: usize,
    /// The text that is to be in sight.
    pub text: String,
    /// Where on the page it should be if it cannot be found there: thousandths of the page's height.
    pub share: u16,
    /// Rows of the screen from there, as far as the page goes.
    pub shift: i32,
    /// Columns and rows there are.
    pub room: (u16, u16),
    /// How the terminal shows pictures.
    pub display: Display,
    /// Tells pictures apart that the terminal has to get once more.
    pub lost: u32,
}

/// What can happen to the printed page.
#[derive(Debug)]
pub enum News {
    /// How the terminal shows pictures, before it has answered.
    Display(Display),
    /// The terminal said something of itself.
    Report(String),
    /// Part of a page was drawn, or why it could not be; `None`: the letter has no pages that can be.
    Drawn(Box<Wanted>, Option<Result<Picture, String>>),
}

/// What an action does to the printed page; `None`: not its business.
pub fn act(model: &mut Model, action: Action, count: Option<u32>) -> Option<Vec<Effect>> {
    let height = i32::from(area(model).map_or(0, |area| area.height));
    let times = count.unwrap_or(1).min(10_000) as i32;
    let rows = match action {
        Action::PrintedPage => return Some(show(model)),
        _ if !is_over_text(model) => return None,
        Action::LineDown => 1,
        Action::LineUp => -1,
        Action::HalfPageDown => (height / 2).max(1),
        Action::HalfPageUp => -(height / 2).max(1),
        Action::PageDown => (height - 1).max(1),
        Action::PageUp => -(height - 1).max(1),
        Action::Select => {
            // What is selected is to be seen.
            close(model);
            return None;
        }
        _ => return None,
    };
    roll(model, rows.saturating_mul(times));
    Some(Vec::new())
}

/// Shows the page, or puts it away.
fn show(model: &mut Model) -> Vec<Effect> {
    if close(model) {
        return Vec::new();
    }
    // Whether it has pages is known when it is there.
    if model.letter.document.text_len() == 0 {
        return Vec::new();
    }
    if model.letter.document.pages.is_empty() {
        model.warn(model.texts.status.no_printed_pages.clone());
        return Vec::new();
    }
    let here = (model.reader.point, model.reader.top);
    let printed = &mut model.printed;
    printed.shown = true;
    if printed.seen != here {
        (printed.at, printed.seen, printed.shift) = (row_at(here.0), here, 0);
    }
    if printed.display.is_some() {
        Vec::new()
    } else {
        vec![Effect::AskDisplay]
    }
}

/// Moves the page by rows of the screen; at its end the next page comes.
fn roll(model: &mut Model, rows: i32) {
    let Some(Ok(picture)) = &model.printed.drawn else {
        return;
    };
    let left = if rows > 0 {
        picture.below()
    } else {
        picture.above()
    };
    if left > 0 {
        let rows = rows.clamp(-i32::from(left), left.into());
        model.printed.shift += rows;
    } else if !model.printed.pending {
        // A page that is not seen yet is not turned: a key that is held would leaf through the letter.
        turn(model, rows > 0);
    }
}

/// Goes to the top of the next page, or to the foot of the one before.
fn turn(model: &mut Model, forward: bool) {
    let pages = &model.letter.document.pages;
    let page = model.letter.document.page_of(model.printed.at.place);
    let next = page.and_then(|page| {
        let next = if forward {
            page.checked_add(1)
        } else {
            page.checked_sub(1)
        };
        pages.get(next?)
    });
    let Some(place) = next.map(|page| page.start) else {
        let text = model.texts.status.end_of_letter.clone();
        if forward {
            model.say(text);
        }
        return;
    };
    scroll::reveal(model, place);
    model.printed.at = row_at(place);
    model.printed.seen = (model.reader.point, model.reader.top);
    model.printed.shift = if forward { -FAR } else { FAR };
}

/// Puts the page away; `false`: it was not shown.
pub fn close(model: &mut Model) -> bool {
    let printed = &mut model.printed;
    (printed.wanted, printed.drawn, printed.pending) = (None, None, false);
    std::mem::take(&mut printed.shown)
}

/// Takes in what happened.
pub fn hear(model: &mut Model, news: News) {
    match news {
        News::Display(display) => model.printed.display = Some(display),
        News::Report(report) => {
            if let Some(display) = &mut model.printed.display {
                display.hear(&report);
            }
        }
        News::Drawn(wanted, drawn) => take(model, &wanted, drawn),
    }
}

/// Takes a picture, if it is still wanted. Where not even the first can be made, there is nothing to be shown for.
fn take(model: &mut Model, wanted: &Wanted, drawn: Option<Result<Picture, String>>) {
    if model.printed.wanted.as_ref() != Some(wanted) {
        return;
    }
    model.printed.pending = false;
    let drawn = drawn.unwrap_or_else(|| Err(model.texts.status.no_printed_pages.clone()));
    match (drawn, &model.printed.drawn) {
        (Err(error), None) => {
            close(model);
            model.warn(error);
        }
        (drawn, _) => {
            // The page ends somewhere.
            if let (Ok(picture), Some(wanted)) = (&drawn, &mut model.printed.wanted) {
                wanted.shift = picture.shift();
                model.printed.shift = picture.shift();
            }
            model.printed.drawn = Some(drawn);
        }
    }
}

/// Has the picture made anew: the screen was wiped, and the terminal may have lost it.
pub fn lose(model: &mut Model) {
    model.printed.lost += 1;
    model.printed.drawn = None;
}

/// Asks for the picture of the place that is being read now, if it is another than the last.
pub fn follow(model: &mut Model) -> Option<Effect> {
    let area = area(model)?;
    if model.letter.document.pages.is_empty() {
        // Another letter stands in its file now.
        close(model);
        return None;
    }
    let display = model.printed.display?;
    let here = (model.reader.point, model.reader.top);
    // Who goes to a place is there; who scrolls takes the page along, row by row.
    if here.0 != model.printed.seen.0 {
        (model.printed.at, model.printed.shift) = (row_at(here.0), 0);
    } else if here.1 != model.printed.seen.1 {
        model.printed.at = scrolled(model, here.1);
    }
    model.printed.seen = here;
    if !can_show(model, display) {
        return None;
    }
    let document = &model.letter.document;
    let place = model.printed.at.place;
    let page = document.page_of(place)?;
    let wanted = Wanted {
        edition: model.letter.edition,
        page,
        text: text_at(document, place),
        share: share(document, page, place),
        shift: model.printed.shift,
        room: (area.width, area.height),
        display,
        lost: model.printed.lost,
    };
    if model.printed.wanted.as_ref() == Some(&wanted) {
        return None;
    }
    model.printed.wanted = Some(wanted.clone());
    model.printed.pending = true;
    Some(Effect::DrawPage(wanted))
}

/// The row of a place.
fn row_at(place: Place) -> Top {
    Top { place, lead: 0 }
}

/// The row shown, moved on by as many rows as the text was since it was last looked at.
fn scrolled(model: &Model, top: Top) -> Top {
    let layout = reader::layout(model);
    let before = model.printed.seen.1;
    // Rows without text stand before their place.
    let down = (before.place, Reverse(before.lead)) < (top.place, Reverse(top.lead));
    let step = if down { 1 } else { -1 };
    let mut at = before;
    for rows in 1..=FURTHEST {
        at = layout.walk(at, step);
        if at == top {
            return layout.walk(model.printed.at, step * rows);
        }
    }
    top
}

/// Whether the terminal can show a page at all: half blocks are made of colours, and of signs that ASCII does not have.
fn can_show(model: &Model, display: Display) -> bool {
    display.way != Way::Blocks || !model.ascii && model.theme.depth() != Depth::None
}

/// The text from a place on, as much of it as tells the place from others; at a paragraph's end, the text before it.
fn text_at(document: &Document, place: Place) -> String {
    let Some(paragraph) = document.paragraph(place) else {
        return String::new();
    };
    let text = &paragraph.text;
    let from = (place.byte as usize).min(text.len().saturating_sub(LAST));
    let from = text.floor_char_boundary(from);
    let upto = text.floor_char_boundary(from + QUOTE);
    text[from..upto].to_owned()
}

/// How far down its page a place stands by the text before it there: thousandths.
fn share(document: &Document, page: usize, place: Place) -> u16 {
    // Notes stand at the foot.
    if place.paragraph >= document.text_len() {
        return 800;
    }
    let end = document
        .pages
        .get(page + 1)
        .map_or(Place::start(document.text_len()), |next| next.start);
    let start = document.pages[page].start;
    let bytes = |upto: Place| {
        let whole = (start.paragraph..upto.paragraph).map(|at| {
            document
                .paragraph(Place::start(at))
                .map_or(0, |paragraph| paragraph.text.len())
        });
        (whole.sum::<usize>() + upto.byte as usize).saturating_sub(start.byte as usize)
    };
    (bytes(place) * 1000 / bytes(end).max(1)).min(1000) as u16
}

/// Where the page is shown: in the notes' place where they have a wide column of their own, else over the text.
#[must_use]
pub fn area(model: &Model) -> Option<Rect> {
    let covered = matches!(
        model.over,
        Some(Over::List(_) | Over::Peek(_) | Over::Command(_) | Over::Facets(_) | Over::Compare)
    );
    if !model.printed.shown || covered {
        return None;
    }
    let panes = &model.panes;
    let notes = panes.notes.filter(|_| model.focus != Focus::Notes);
    let area = match (panes.shape, panes.notes) {
        (Shape::Wide, Some(column)) if column.width >= BESIDE => notes?,
        (Shape::Wide, None) if beside_text(model).width >= BESIDE => beside_text(model),
        // Whatever has the keys fills such a screen.
        (Shape::Small, _) if model.focus != Focus::Text => return None,
        _ => notes
            .filter(|notes| notes.x == panes.text.x)
            .map_or(panes.text, |notes| panes.text.union(notes)),
    };
    (area.width > 0 && area.height > 0).then_some(area)
}

/// What the text leaves free of its pane.
#[must_use]
pub fn beside_text(model: &Model) -> Rect {
    let pane = model.panes.text;
    let used = reader::margin(model, pane) + reader::setting(model, pane).width + 2;
    Rect {
        x: pane.x + used.min(pane.width),
        width: pane.width.saturating_sub(used),
        ..pane
    }
}

/// Whether the page covers the text, so that what moves the text moves the page.
#[must_use]
pub fn is_over_text(model: &Model) -> bool {
    let text = model.panes.text;
    area(model).is_some_and(|area| (area.x, area.y) == (text.x, text.y))
}

/// The place that is read on a page that covers the text.
#[must_use]
pub fn place(model: &Model) -> Option<Place> {
    is_over_text(model).then_some(model.printed.at.place)
}

/// The pane's name: the page that is shown.
#[must_use]
pub fn title(model: &Model) -> String {
    let document = &model.letter.document;
    let page = document.page_of(model.printed.at.place);
    let label = page.map_or("", |page| document.pages[page].label.as_str());
    let coarse = model
        .printed
        .display
        .is_some_and(|display| display.way == Way::Blocks);
    let texts = &model.texts.panes;
    let name = if coarse {
        &texts.printed_coarsely
    } else {
        &texts.printed
    };
    fill(name, &[("page", label)])
}

/// Draws the page, or says why there is none.
pub fn draw(model: &Model, area: Rect, buffer: &mut Buffer) {
    let ink = Ink::new(model);
    screen::clear(&ink, buffer, area);
    let printed = &model.printed;
    let texts = &model.texts.status;
    let shows = printed
        .display
        .is_none_or(|display| can_show(model, display));
    let (said, role) = match &printed.drawn {
        _ if !shows && model.ascii => (&texts.no_ascii_pictures, Role::Warning),
        _ if !shows => (&texts.no_pictures, Role::Warning),
        Some(Ok(picture)) => return picture.draw(area, model.theme.depth(), buffer),
        Some(Err(error)) => (error, Role::Warning),
        None => (&texts.drawing, Role::Dim),
    };
    let said = ink.words(said);
    let x = area.x + area.width.saturating_sub(columns(&said) as u16) / 2;
    let y = area.y + area.height / 3;
    ink.put_cut(buffer, (x, y, area.right() - x), &said, ink.style(role));
}
