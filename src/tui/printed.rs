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
use crate::tui::theme::{Depth, Role};

/// Columns that the notes have where the page is shown in their place, beside the text.
const BESIDE: u16 = 50;

/// Bytes of the text by which its place on the page is found.
const QUOTE: usize = 120;

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
    /// The place being read and the first row when last looked at.
    seen: (Place, Top),
    /// What is asked for; a picture of anything else is too late.
    wanted: Option<Wanted>,
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
    /// Part of a page was drawn, or why it could not be.
    Drawn(Box<Wanted>, Result<Picture, String>),
}

/// What an action does to the printed page; `None`: not its business.
pub fn act(model: &mut Model, action: Action) -> Option<Vec<Effect>> {
    if action != Action::PrintedPage {
        return None;
    }
    if close(model) {
        return Some(Vec::new());
    }
    if model.letter.document.pages.is_empty() {
        model.warn(model.texts.status.no_printed_pages.clone());
        return Some(Vec::new());
    }
    let here = (model.reader.point, model.reader.top);
    let printed = &mut model.printed;
    (printed.shown, printed.at, printed.seen) = (true, row_at(here.0), here);
    let asked = printed.display.is_some();
    Some(if asked {
        Vec::new()
    } else {
        vec![Effect::AskDisplay]
    })
}

/// Puts the page away; `false`: it was not shown.
pub fn close(model: &mut Model) -> bool {
    let printed = &mut model.printed;
    (printed.wanted, printed.drawn) = (None, None);
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
fn take(model: &mut Model, wanted: &Wanted, drawn: Result<Picture, String>) {
    if model.printed.wanted.as_ref() != Some(wanted) {
        return;
    }
    match (drawn, &model.printed.drawn) {
        (Err(error), None) => {
            close(model);
            model.warn(error);
        }
        (drawn, _) => model.printed.drawn = Some(drawn),
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
    let display = model.printed.display?;
    let here = (model.reader.point, model.reader.top);
    // Who goes to a place is there; who scrolls takes the page along, row by row.
    if here.0 != model.printed.seen.0 {
        model.printed.at = row_at(here.0);
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
        room: (area.width, area.height),
        display,
        lost: model.printed.lost,
    };
    if model.printed.wanted.as_ref() == Some(&wanted) {
        return None;
    }
    model.printed.wanted = Some(wanted.clone());
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

/// The text from a place on, as much of it as tells the place from others.
fn text_at(document: &Document, place: Place) -> String {
    let Some(paragraph) = document.paragraph(place) else {
        return String::new();
    };
    let text = &paragraph.text;
    let from = text.floor_char_boundary(place.byte as usize);
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
    let covered = matches!(model.over, Some(Over::List(_) | Over::Peek(_)));
    if !model.printed.shown || covered {
        return None;
    }
    let panes = &model.panes;
    let notes = panes.notes.filter(|_| model.focus != Focus::Notes);
    let area = match (panes.shape, panes.notes) {
        (Shape::Wide, Some(column)) if column.width >= BESIDE => notes?,
        // Whatever has the keys fills such a screen.
        (Shape::Small, _) if model.focus != Focus::Text => return None,
        _ => notes
            .filter(|notes| notes.x == panes.text.x)
            .map_or(panes.text, |notes| panes.text.union(notes)),
    };
    (area.width > 0 && area.height > 0).then_some(area)
}

/// The pane's name: the page that is shown.
#[must_use]
pub fn title(model: &Model) -> String {
    let document = &model.letter.document;
    let page = document.page_of(model.printed.at.place);
    let label = page.map_or("", |page| document.pages[page].label.as_str());
    fill(&model.texts.panes.printed, &[("page", label)])
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
