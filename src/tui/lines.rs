//! The lines between the panes, and the panes' names on them.
//!
//! It must not know where the panes stand but from the model, nor what is in them.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::layout::wrap::columns;
use crate::tui::ink::{self, Ink};
use crate::tui::model::{Focus, Model, Over};
use crate::tui::screen::clear;
use crate::tui::theme::Role;
use crate::tui::{facets, hits, notes, outline, printed};

/// Draws the lines between panes, joined where they meet, and the panes' names on them.
pub fn draw(model: &Model, all: &[Rect], buffer: &mut Buffer) {
    let ink = Ink::new(model);
    let mut lines = match &model.over {
        Some(Over::Peek(peek)) => peek.lines(model, all),
        _ => all.to_vec(),
    };
    if let Some(pane) = facets::beside(model).or_else(|| printed::area(model)) {
        lines.retain(|line| line.intersection(pane).is_empty());
    }
    for line in &lines {
        clear(&ink, buffer, *line);
    }
    draw_joined(&ink, &lines, buffer);
    draw_names(model, &ink, &lines, buffer);
}

fn draw_joined(ink: &Ink, lines: &[Rect], buffer: &mut Buffer) {
    let across = |x: u16, y: u16| {
        lines
            .iter()
            .any(|line| line.height == 1 && line.width > 1 && line.contains(Position::new(x, y)))
    };
    let down = |x: u16, y: u16| {
        lines
            .iter()
            .any(|line| line.width == 1 && line.contains(Position::new(x, y)))
    };
    for line in lines {
        for position in line.intersection(buffer.area).positions() {
            let (x, y) = (position.x, position.y);
            let arms = (
                x > 0 && across(x - 1, y) || line.width > 1 && x > line.x,
                across(x + 1, y),
                y > 0 && down(x, y - 1),
                down(x, y + 1),
            );
            let is_across = across(x, y);
            let sign = match (is_across, down(x, y), arms) {
                (true, _, (_, _, true, true)) | (false, _, (true, true, ..)) => ink.sign("┼", "+"),
                (true, _, (_, _, true, false)) => ink.sign("┴", "+"),
                (true, _, (_, _, false, true)) => ink.sign("┬", "+"),
                (true, ..) => ink.sign("─", "-"),
                (false, _, (true, false, ..)) => ink.sign("┤", "+"),
                (false, _, (false, true, ..)) => ink.sign("├", "+"),
                (false, ..) => ink.sign("│", "|"),
            };
            ink::put_cluster(buffer, (x, y), sign, ink.style(Role::Rule));
        }
    }
}

fn draw_names(model: &Model, ink: &Ink, lines: &[Rect], buffer: &mut Buffer) {
    let list_has_keys = facets::beside(model).is_some() && facets::has_keys(model);
    for (focus, pane, title) in titles(model) {
        let Some(y) = pane.y.checked_sub(1) else {
            continue;
        };
        let on_line = lines
            .iter()
            .any(|line| line.width > 1 && line.contains(Position::new(pane.x, y)));
        if !on_line || title.is_empty() {
            continue;
        }
        let focused = match focus {
            _ if model.search.prompt.is_some() => false,
            Some(focus) => model.focus == focus && !list_has_keys,
            None => list_has_keys,
        };
        let role = if focused {
            Role::PaneTitleFocused
        } else {
            Role::PaneTitle
        };
        let sign = if focused { ink.sign("▪ ", "* ") } else { "" };
        let text = format!(" {sign}{title} ");
        let room = pane.width.min(columns(&text) as u16 + 1).saturating_sub(1);
        ink.put_cut(buffer, (pane.x, y, room), &text, ink.style(role));
    }
}

/// The panes shown, with their names, and what tells whether they have the keys; none of the list beside the hits.
fn titles(model: &Model) -> Vec<(Option<Focus>, Rect, String)> {
    let mut all: Vec<_> = pane_titles(model)
        .into_iter()
        .map(|(focus, pane, title)| (Some(focus), pane, title))
        .collect();
    if let Some(list) = facets::beside(model) {
        all.retain(|(_, pane, _)| !list.contains(pane.as_position()));
        let title = Ink::new(model).words(&facets::title(model));
        all.push((None, list, title));
    }
    all
}

fn pane_titles(model: &Model) -> Vec<(Focus, Rect, String)> {
    let panes = &model.panes;
    let mut titles = Vec::new();
    titles.extend(
        panes
            .sections
            .map(|pane| (Focus::Sections, pane, outline::title(model, pane))),
    );
    titles.extend(
        panes
            .hits
            .map(|pane| (Focus::Hits, pane, hits::title(model, pane))),
    );
    titles.extend(
        panes
            .notes
            .map(|pane| (Focus::Notes, pane, notes::title(model))),
    );
    titles.push((Focus::Text, panes.text, reader_title(model)));
    if let Some(area) = printed::area(model) {
        let covered = titles
            .iter_mut()
            .find(|(_, pane, _)| pane.y == area.y && pane.x == area.x);
        match covered {
            Some((_, _, title)) => *title = printed::title(model),
            None => titles.push((Focus::Notes, area, printed::title(model))),
        }
    }
    titles
}

/// The text pane is named when it has the keys or shows less than the whole letter.
fn reader_title(model: &Model) -> String {
    let texts = &model.texts.panes;
    if model.search.only.is_some() {
        texts.only_hits.clone()
    } else {
        texts.text.clone()
    }
}
