//! The dossier of the letter that is open: its papers in their order, those that are cited and not in the library among them.
//!
//! It must not know how they are found.

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::catalogue::fill;
use crate::library::Edition;
use crate::library::card::Fingerprint;
use crate::library::dossier::Paper;
use crate::tui::action::Action;
use crate::tui::effect::Effect;
use crate::tui::ink::Ink;
use crate::tui::librarian::Job;
use crate::tui::library;
use crate::tui::model::{Model, Over};
use crate::tui::screen::clear;
use crate::tui::theme::Role;

/// Columns of a paper's id, and of a date.
const COLUMNS: (u16, u16) = (18, 12);

/// What the list remembers.
#[derive(Debug, Clone)]
pub struct Dossier {
    /// What it is called.
    name: String,
    papers: Vec<Paper>,
    /// Where the letters among them are.
    edition: Arc<Edition>,
    /// The paper chosen, by its place.
    chosen: usize,
    /// The first paper shown.
    top: usize,
}

/// Asks for the dossier of the letter that is open.
pub fn ask(model: &mut Model) -> Vec<Effect> {
    let Some(library) = &model.library else {
        model.warn(model.texts.library.no_shelf.clone());
        return Vec::new();
    };
    let letter = model.letter.key.and_then(|key| library.edition.place(&key));
    let dossier = letter.and_then(|letter| library.edition.card(letter).card.dossier);
    if let Some(dossier) = dossier {
        return vec![Effect::Library(Job::Dossier(dossier))];
    }
    model.warn(model.texts.library.no_dossier.clone());
    Vec::new()
}

impl Dossier {
    /// Shows the papers of a dossier, the letter that is open chosen.
    pub fn show(model: &mut Model, dossier: String, papers: Vec<Paper>, edition: Arc<Edition>) {
        let letter = model.letter.key.and_then(|key| edition.place(&key));
        let own = papers.iter().position(|paper| paper.letter == letter);
        let chosen = own.unwrap_or(0);
        model.over = Some(Over::Dossier(Self {
            name: dossier,
            papers,
            edition,
            chosen,
            top: chosen.saturating_sub(rows(model) / 2),
        }));
    }
}

/// Rows of papers on the screen.
fn rows(model: &Model) -> usize {
    usize::from(model.panes.status.y).saturating_sub(2).max(1)
}

/// What the list does for an action while it lies over the panes; `None`: not its business.
pub fn act(model: &mut Model, action: Action, count: Option<u32>) -> Option<Vec<Effect>> {
    let (rows, times) = (rows(model), count.unwrap_or(1) as usize);
    let Some(Over::Dossier(list)) = &mut model.over else {
        return None;
    };
    let end = list.papers.len().saturating_sub(1);
    let to = match action {
        Action::LineDown => list.chosen.saturating_add(times),
        Action::LineUp => list.chosen.saturating_sub(times),
        Action::HalfPageDown => list.chosen.saturating_add(rows / 2),
        Action::HalfPageUp => list.chosen.saturating_sub(rows / 2),
        Action::PageDown => list.chosen.saturating_add(rows),
        Action::PageUp => list.chosen.saturating_sub(rows),
        Action::Top => 0,
        Action::End => end,
        Action::Follow => return Some(read(model)),
        Action::CopyLink => return Some(copy(model)),
        Action::Cancel | Action::Dossier => {
            model.over = None;
            return Some(Vec::new());
        }
        _ => return None,
    };
    list.chosen = to.min(end);
    list.top = list
        .top
        .min(list.chosen)
        .max((list.chosen + 1).saturating_sub(rows));
    Some(Vec::new())
}

/// The paper chosen.
fn chosen(model: &Model) -> Option<&Paper> {
    match &model.over {
        Some(Over::Dossier(list)) => list.papers.get(list.chosen),
        _ => None,
    }
}

/// Opens the paper chosen, or says where it is.
fn read(model: &mut Model) -> Vec<Effect> {
    let key: Option<Fingerprint> = match &model.over {
        Some(Over::Dossier(list)) => {
            let letter = list.papers.get(list.chosen).and_then(|paper| paper.letter);
            letter.map(|letter| list.edition.card(letter).key)
        }
        _ => None,
    };
    if let Some(key) = key {
        return library::read(model, key);
    }
    if let Some(paper) = chosen(model) {
        let address = paper.url.clone().unwrap_or_default();
        let values = [("id", &*paper.id), ("address", &*address)];
        model.warn(fill(&model.texts.library.not_here, &values));
    }
    Vec::new()
}

/// Copies the address of the paper chosen.
fn copy(model: &mut Model) -> Vec<Effect> {
    let address = chosen(model).and_then(|paper| paper.url.clone());
    match address {
        Some(address) => {
            model.say(address.clone());
            vec![Effect::Copy(address)]
        }
        None => Vec::new(),
    }
}

/// Draws the list over everything but the rows of messages and keys. Returns the cursor's cell.
pub fn draw(model: &Model, list: &Dossier, area: Rect, buffer: &mut Buffer) -> Option<(u16, u16)> {
    let ink = Ink::new(model);
    let edition = &list.edition;
    let texts = &model.texts.library;
    let height = model.panes.status.y.saturating_sub(area.y);
    let area = Rect { height, ..area };
    clear(&ink, buffer, area);
    ink.tint(buffer, Rect { height: 1, ..area }, Role::Title);
    let here = list.papers.iter().filter(|paper| paper.letter.is_some());
    let (all, here) = (list.papers.len().to_string(), here.count().to_string());
    let values = [("dossier", &*list.name), ("n", &*here), ("m", &*all)];
    let title = fill(&texts.dossier, &values);
    let room = area.width.saturating_sub(2);
    ink.put_cut(
        buffer,
        (area.x + 1, area.y, room),
        &title,
        ink.style(Role::Title),
    );
    for x in area.left()..area.right() {
        ink.put(buffer, (x, area.y + 1), ink.sign("─", "-"), Role::Rule);
    }
    let mut cursor = None;
    let papers = list.papers.iter().enumerate().skip(list.top);
    for ((at, paper), y) in papers.zip(area.y + 2..area.bottom()) {
        let known = paper.letter.map(|letter| edition.card(letter).card);
        let there = known.is_some();
        let (date, title) = match known {
            Some(card) => (card.date.unwrap_or_default(), card.title),
            None => (String::new(), texts.cited_only.count(paper.cited)),
        };
        let words = ink.style(if there { Role::Text } else { Role::Muted });
        let (id, wide) = COLUMNS;
        let x = area.x + 2;
        ink.put_cut(buffer, (x, y, id - 1), &paper.id, words);
        let mut left = x + id;
        if area.width >= 72 {
            ink.put_cut(buffer, (left, y, wide + 6), &date, ink.style(Role::Dim));
            left += wide + 7;
        }
        let room = area.right().saturating_sub(left + 1);
        ink.put_cut(buffer, (left, y, room), &title, words);
        if at == list.chosen {
            let row = Rect {
                y,
                height: 1,
                ..area
            };
            ink.tint(buffer, row, Role::Selected);
            ink.put(buffer, (area.x, y), ink.pointer(), Role::PaneTitleFocused);
            cursor = Some((area.x, y));
        }
    }
    cursor
}
