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
use crate::tui::choice::{self, Choice};
use crate::tui::effect::Effect;
use crate::tui::ink::Ink;
use crate::tui::librarian::Job;
use crate::tui::library;
use crate::tui::model::{Model, Over};
use crate::tui::theme::Role;

/// Columns of a paper's id, and of a date.
const COLUMNS: (u16, u16) = (18, 19);

/// What the list remembers.
#[derive(Debug, Clone)]
pub struct Dossier {
    /// What it is called.
    name: String,
    papers: Vec<Paper>,
    /// Where the letters among them are.
    edition: Arc<Edition>,
    /// The paper chosen, by its place.
    choice: Choice,
}

/// Asks for the dossier of the letter that is meant: chosen on the shelf, or open.
pub fn ask(model: &mut Model) -> Vec<Effect> {
    let Some(library) = &model.library else {
        model.warn(model.texts.library.no_shelf.clone());
        return Vec::new();
    };
    let letter = library::meant(model).and_then(|key| library.edition.place(&key));
    let dossier = letter.and_then(|letter| library.edition.card(letter).card.dossier);
    if let Some(dossier) = dossier {
        return vec![Effect::Library(Job::Dossier(dossier))];
    }
    model.warn(model.texts.library.no_dossier.clone());
    Vec::new()
}

impl Dossier {
    /// The letter of the paper chosen, where the library has it.
    #[must_use]
    pub fn chosen_letter(&self) -> Option<Fingerprint> {
        let letter = self.papers.get(self.choice.at)?.letter?;
        Some(self.edition.key(letter))
    }

    /// Shows the papers of a dossier, the letter that is open chosen.
    pub fn show(model: &mut Model, dossier: String, papers: Vec<Paper>, edition: Arc<Edition>) {
        let letter = model.letter.key.and_then(|key| edition.place(&key));
        let own = papers.iter().position(|paper| paper.letter == letter);
        let rows = (papers.len(), choice::rows(model));
        model.over = Some(Over::Dossier(Self {
            name: dossier,
            papers,
            edition,
            choice: Choice::amid(own.unwrap_or(0), rows),
        }));
    }
}

/// What the list does for an action while it lies over the panes; `None`: not its business.
pub fn act(model: &mut Model, action: Action, count: Option<u32>) -> Option<Vec<Effect>> {
    let rows = choice::rows(model);
    let Some(Over::Dossier(list)) = &mut model.over else {
        return None;
    };
    if let Some(to) = choice::moved(action, (list.choice.at, count, rows)) {
        list.choice.go(to, (list.papers.len(), rows));
        return Some(Vec::new());
    }
    match action {
        Action::Follow => Some(read(model)),
        Action::CopyLink => Some(copy(model)),
        Action::Cancel | Action::Dossier => {
            model.over = None;
            Some(Vec::new())
        }
        _ => None,
    }
}

/// The paper chosen, while the list lies over the panes.
pub fn chosen(model: &Model) -> Option<&Paper> {
    match &model.over {
        Some(Over::Dossier(list)) => list.papers.get(list.choice.at),
        _ => None,
    }
}

/// Opens the paper chosen, or says where it is.
fn read(model: &mut Model) -> Vec<Effect> {
    let key = match &model.over {
        Some(Over::Dossier(list)) => list.chosen_letter(),
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
    let (title, area) = choice::draw_ground(model, area, buffer);
    if let Some(title) = title {
        let here = list.papers.iter().filter(|paper| paper.letter.is_some());
        let (all, here) = (list.papers.len().to_string(), here.count().to_string());
        let values = [("dossier", &*list.name), ("n", &*here), ("m", &*all)];
        let text = fill(&model.texts.library.dossier, &values);
        let end = choice::draw_title(&ink, title, buffer, &text);
        let place = format!("{}/{}", list.choice.at + 1, list.papers.len());
        choice::draw_right(&ink, (title, end), buffer, &[place]);
    }
    let mut cursor = None;
    let papers = list.papers.iter().enumerate().skip(list.choice.top);
    for ((at, paper), row) in papers.zip(choice::lines(area)) {
        draw_paper(model, row, buffer, (list, paper));
        if at == list.choice.at {
            cursor = Some(Choice::mark(&ink, row, buffer));
        }
    }
    cursor
}

/// A paper on one row: its id, and where the library has it its date and title.
fn draw_paper(model: &Model, row: Rect, buffer: &mut Buffer, (list, paper): (&Dossier, &Paper)) {
    let ink = Ink::new(model);
    let known = paper.letter.map(|letter| list.edition.card(letter).card);
    let there = known.is_some();
    let (date, title) = match known {
        Some(card) => (card.date.unwrap_or_default(), card.title),
        None => (
            String::new(),
            model.texts.library.cited_only.count(paper.cited),
        ),
    };
    let words = ink.style(if there { Role::Text } else { Role::Muted });
    let (id, wide) = COLUMNS;
    let x = row.x + 2;
    ink.put_cut(buffer, (x, row.y, id - 1), &paper.id, words);
    let mut left = x + id;
    if row.width >= 72 {
        ink.put_cut(buffer, (left, row.y, wide - 1), &date, ink.style(Role::Dim));
        left += wide;
    }
    let room = row.right().saturating_sub(left + 1);
    ink.put_cut(buffer, (left, row.y, room), &title, words);
}
