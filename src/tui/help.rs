//! What the full-screen lists tell: all keys as they are now, mistakes in the settings, and what was not understood in the letter.
//!
//! Help is made from the live key map, so that it cannot be wrong. It must not know what the actions do, nor how a list is drawn.

use crate::catalogue::fill;
use crate::tui::action::{Action, Group};
use crate::tui::key;
use crate::tui::list::{Entry, Subject};
use crate::tui::model::Model;
use crate::tui::theme::Role;

/// A list's name.
pub(super) fn title(model: &Model, subject: Subject) -> &str {
    match subject {
        Subject::Keys => &model.texts.help.title,
        Subject::Doubts => &model.texts.help.warnings_title,
    }
}

/// What a key does in a list, in a word.
pub(super) fn short(model: &Model, action: Action) -> &str {
    match action {
        Action::LineDown => &model.texts.help.further,
        Action::SearchForward => &model.texts.help.narrow,
        _ => model.texts.short(action.name()),
    }
}

/// All entries of a list.
pub(super) fn entries(model: &Model, subject: Subject) -> Vec<Entry> {
    match subject {
        Subject::Keys => keys(model),
        Subject::Doubts => doubts(model),
    }
}

fn heading(text: &str) -> Entry {
    (text.to_owned(), Role::Heading, String::new())
}

/// Every bound action by group, with all its keys and one line of help; then the query language.
fn keys(model: &Model) -> Vec<Entry> {
    let mut entries = Vec::new();
    for &group in Group::ALL {
        let of_group = Action::ALL.iter().filter(|action| action.group() == group);
        let bound = of_group.filter_map(|&action| {
            let keys = model.keymap.keys_for(group.context(), action);
            let keys: Vec<String> = keys
                .iter()
                .map(|keys| key::show(keys, model.ascii))
                .collect();
            let words = model.texts.action(action.name()).to_owned();
            (!keys.is_empty()).then(|| (keys.join(" "), Role::KeyHint, words))
        });
        let bound: Vec<Entry> = bound.collect();
        if !bound.is_empty() {
            entries.push(heading(model.texts.group(group.name())));
            entries.extend(bound);
        }
    }
    entries.push(heading(&model.texts.help.query_language));
    entries.extend(model.texts.help.query.iter().map(|line| {
        let (form, meaning) = line.split_once("  ").unwrap_or((line, ""));
        (form.to_owned(), Role::KeyHint, meaning.trim().to_owned())
    }));
    entries
}

/// Mistakes in the settings, then doubts about the letter.
fn doubts(model: &Model) -> Vec<Entry> {
    let texts = &model.texts.help;
    let warnings = &model.letter.document.warnings;
    let mut entries = Vec::new();
    if !model.mistakes.is_empty() {
        entries.push(heading(&texts.mistakes));
        let mistakes = model.mistakes.iter();
        entries.extend(mistakes.map(|mistake| (String::new(), Role::Text, mistake.clone())));
        entries.push(heading(&texts.doubts));
    }
    let encoding = &model.letter.document.reading.encoding;
    if !encoding.is_empty() && encoding != "UTF-8" {
        let text = fill(&texts.read_as, &[("encoding", encoding)]);
        entries.push((String::new(), Role::Text, text));
    }
    if warnings.is_empty() {
        entries.push((String::new(), Role::Text, texts.no_warnings.clone()));
    }
    entries.extend(warnings.iter().map(|warning| {
        let page = warning.page.as_ref();
        let page = page.map_or(String::new(), |page| format!("p. {page}"));
        (page, Role::PageNumber, warning.message.clone())
    }));
    entries
}
