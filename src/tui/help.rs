//! What the full-screen lists tell: all keys as they are now, the letter's facts, mistakes in the settings, and what was not understood in the letter.
//!
//! Help is made from the live key map, so that it cannot be wrong. It must not know what the actions do, nor how a list is drawn.

use crate::catalogue::fill;
use crate::document::FurnitureKind;
use crate::tui::action::{Action, Group};
use crate::tui::ink::Ink;
use crate::tui::keymap::Context;
use crate::tui::list::{Entry, Subject};
use crate::tui::model::Model;
use crate::tui::theme::Role;

/// A list's name.
pub(super) fn title(model: &Model, subject: Subject) -> &str {
    match subject {
        Subject::Keys => &model.texts.help.title,
        Subject::Letter => &model.texts.help.doubts,
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

/// All entries of a list; of one that lies on the shelf, the shelf's own keys first.
pub(super) fn entries(model: &Model, (subject, on_shelf): (Subject, bool)) -> Vec<Entry> {
    match subject {
        Subject::Keys => keys(model, on_shelf),
        Subject::Letter => letter(model),
        Subject::Doubts => doubts(model),
    }
}

fn heading(text: &str) -> Entry {
    (text.to_owned(), Role::Heading, String::new())
}

/// What one does on the shelf.
const ON_SHELF: &[Action] = &[
    Action::Follow,
    Action::Find,
    Action::SwitchOrder,
    Action::GroupLetters,
    Action::Compare,
    Action::StopImport,
    Action::Reload,
];

/// Every bound action by group, with all its keys and one line of help; then the query language.
fn keys(model: &Model, on_shelf: bool) -> Vec<Entry> {
    let ink = Ink::new(model);
    let bound = |context: Context, action: Action| {
        let keys = model.keymap.shown_for(context, action, model.ascii);
        let words = ink.words(model.texts.action(action.name()));
        (!keys.is_empty()).then(|| (keys.join(" "), Role::KeyHint, words))
    };
    let mut entries = Vec::new();
    let first = if on_shelf { ON_SHELF } else { &[] };
    if on_shelf {
        entries.push(heading(&model.texts.help.on_shelf));
        let own = first.iter();
        entries.extend(own.filter_map(|&action| bound(Context::Help, action)));
    }
    for &group in Group::ALL {
        let context = match group.context() {
            Context::Read if on_shelf => Context::Help,
            context => context,
        };
        let of_group = Action::ALL.iter().filter(|action| action.group() == group);
        let rest = of_group.filter(|action| !first.contains(action));
        let bound: Vec<Entry> = rest.filter_map(|&action| bound(context, action)).collect();
        if !bound.is_empty() {
            entries.push(heading(model.texts.group(group.name())));
            entries.extend(bound);
        }
    }
    entries.push(heading(&model.texts.help.query_language));
    entries.extend(model.texts.help.query.iter().map(|line| {
        let line = ink.words(line);
        let (form, meaning) = line.split_once("  ").unwrap_or((&line, ""));
        (form.to_owned(), Role::KeyHint, meaning.trim().to_owned())
    }));
    entries
}

/// What the letter says of itself and how it was read; then, page by page, what is printed but is no part of its text.
fn letter(model: &Model) -> Vec<Entry> {
    let document = &model.letter.document;
    let (texts, facts) = (&model.texts.help, &document.facts);
    let told = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let count = |count: usize| (count > 0).then(|| count.to_string());
    let rows = [
        (&texts.letter_title, told(&document.title)),
        // A letter that is called by its subject need not say it twice.
        (
            &texts.letter_subject,
            facts
                .subject
                .clone()
                .filter(|subject| *subject != document.title),
        ),
        (&texts.letter_sender, facts.sender.clone()),
        (&texts.letter_date, facts.date.clone()),
        (&texts.letter_dossier, facts.dossier.clone()),
        (&texts.letter_number, facts.number.clone()),
        (&texts.letter_pages, count(document.pages.len())),
        (&texts.letter_sections, count(document.sections.len())),
        (&texts.letter_notes, count(document.notes.len())),
        (&texts.letter_source, told(&document.source)),
        (&texts.letter_encoding, told(&document.reading.encoding)),
    ];
    let mut entries = vec![heading(&texts.letter_facts)];
    let rows = rows
        .into_iter()
        .filter_map(|(name, told)| Some((name, told?)));
    entries.extend(rows.map(|(name, told)| (name.clone(), Role::Dim, told)));
    let beside = document.furniture.iter().filter(|furniture| {
        matches!(
            furniture.kind,
            FurnitureKind::Letterhead | FurnitureKind::RunningHead
        )
    });
    let beside: Vec<Entry> = beside
        .map(|furniture| {
            let page = furniture
                .page
                .and_then(|page| document.pages.get(page as usize));
            let page = page.map_or(String::new(), |page| format!("p. {}", page.label));
            (page, Role::PageNumber, furniture.text.clone())
        })
        .collect();
    if !beside.is_empty() {
        entries.push(heading(&texts.letter_beside));
        entries.extend(beside);
    }
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
        (page, Role::PageNumber, model.texts.doubt(&warning.doubt))
    }));
    entries
}
