//! The three single rows: the title above, the prompt or message, and the keys that matter now.
//!
//! It must not decide anything; it says what the model says.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::document::place::Place;
use crate::index::query::Scope;
use crate::layout::wrap::{Widths, columns, wrap};
use crate::tui::action::Action;
use crate::tui::compare::way_back;
use crate::tui::hints;
use crate::tui::importing;
use crate::tui::ink::Ink;
use crate::tui::key;
use crate::tui::library;
use crate::tui::library_hits;
use crate::tui::model::{Model, Over};
use crate::tui::narrowing;
use crate::tui::printed;
use crate::tui::reader;
use crate::tui::theme::Role;

/// As many of some names as fit, joined by a dot; the rest is counted.
#[must_use]
pub fn join_within(names: &[String], room: usize) -> String {
    let mut joined = String::new();
    for (at, name) in names.iter().enumerate() {
        let rest = names.len() - at - 1;
        let more = if rest > 0 {
            columns(&format!(" +{rest}"))
        } else {
            0
        };
        let separator = if at > 0 { " · " } else { "" };
        if at > 0 && columns(&joined) + columns(separator) + columns(name) + more > room {
            joined.push_str(" +");
            joined.push_str(&(rest + 1).to_string());
            break;
        }
        joined.push_str(separator);
        joined.push_str(name);
    }
    joined
}

/// Draws the letter's title, the section being read, and the page.
pub fn draw_title(model: &Model, area: Rect, buffer: &mut Buffer) {
    let ink = Ink::new(model);
    let document = &model.letter.document;
    ink.tint(buffer, area, Role::Title);
    let page = gone(model, area.width) + &page_of(model);
    let right = area.right().saturating_sub(columns(&page) as u16 + 1);
    // Two columns at least between what is read and where.
    let room = right.saturating_sub(area.x + 3);
    let section = if document.sections.is_empty() {
        String::new()
    } else {
        let place = printed::place(model).unwrap_or(model.reader.point);
        model.section_title(document.section_of(place))
    };
    let title = document.called(&model.texts.panes.standard_input);
    let separator = format!(" {} ", ink.sign("›", ">"));
    // A long title leaves the section up to half of the row.
    let wanted = if section.is_empty() {
        0
    } else {
        columns(&section) + columns(&separator)
    };
    let most = room - wanted.min(usize::from(room / 2)) as u16;
    let end = ink.put_cut(
        buffer,
        (area.x + 1, area.y, most),
        title,
        ink.style(Role::Title),
    );
    let left = (area.x + 1 + room).saturating_sub(end);
    if !section.is_empty() && left > 8 {
        ink.put_cut(
            buffer,
            (end, area.y, left),
            &format!("{separator}{section}"),
            ink.style(Role::Status),
        );
    }
    ink.put(buffer, (right, area.y), &page, Role::Status);
}

/// That the letter is in the library no more, before its page.
fn gone(model: &Model, width: u16) -> String {
    let texts = &model.texts.library;
    match width {
        _ if !importing::is_gone(model) => String::new(),
        ..60 => Ink::new(model).words(&format!("{} · ", texts.gone_short)),
        _ => Ink::new(model).words(&format!("{} · ", texts.gone_from_here)),
    }
}

/// Which page is being read, of how many; where there are no pages, which part of the letter.
fn page_of(model: &Model) -> String {
    let document = &model.letter.document;
    let lines = reader::visible(model);
    let Some((first, _)) = reader::shown(&lines) else {
        return String::new();
    };
    let mark = model
        .search
        .current_mark()
        .map(|(place, _)| place)
        .filter(|place| place.paragraph < document.text_len());
    let place = printed::place(model)
        .or_else(|| mark.filter(|&place| reader::row_of(&lines, place).is_some()))
        .unwrap_or(first.max(model.reader.point));
    let more = if model.letter.whole { "" } else { "+" };
    if let Some(page) = document.page_of(place) {
        let last = document.pages.last().map_or("", |page| page.label.as_str());
        return format!("p. {}/{last}{more}", document.pages[page].label);
    }
    let last = document.text_len().saturating_sub(1);
    let locator = document.locator(Place::start(place.paragraph.min(last)));
    Ink::new(model).words(&format!("{locator}{more}"))
}

/// Draws the prompt, or what was said last, or what stands. Returns the caret's cell while something is typed.
pub fn draw(model: &Model, area: Rect, buffer: &mut Buffer) -> Option<(u16, u16)> {
    if area.height == 0 {
        return None;
    }
    let ink = Ink::new(model);
    ink.tint(buffer, area, Role::Status);
    if let Some(prompt) = &model.search.prompt {
        let typed = columns(&scope(model)) + columns(prompt.line.text()) + 5;
        let right = draw_counts(model, &ink, (area, typed), buffer);
        return Some(draw_prompt(
            model,
            (prompt.line.text(), prompt.line.caret()),
            Rect {
                width: right.saturating_sub(area.x + 1),
                ..area
            },
            buffer,
        ));
    }
    let (text, role) = said(model).unwrap_or_else(|| (standing(model), Role::Status));
    let right = draw_counts(model, &ink, (area, columns(&text) + 3), buffer);
    let room = right.saturating_sub(area.x + 1);
    let first = match model.panes.hints {
        Some(_) => rows_of(&text, room).next().unwrap_or_default(),
        None => &text,
    };
    ink.put_cut(buffer, (area.x + 1, area.y, room), first, ink.style(role));
    None
}

/// What is to be said before all that stands: what may follow the keys typed so far, or the last message.
fn said(model: &Model) -> Option<(String, Role)> {
    if let Some(pending) = pending(model) {
        return Some((pending, Role::KeyHint));
    }
    if let Some(Over::Peek(peek)) = &model.over
        && !peek.is_named(model)
    {
        return Some((peek.title(model), Role::PaneTitleFocused));
    }
    let status = model.status.as_ref()?;
    let role = if status.wrong {
        Role::Warning
    } else {
        Role::Status
    };
    Some((Ink::new(model).words(&status.text), role))
}

/// A message's rows: the first on the row of messages, one more in place of the keys.
fn rows_of(text: &str, room: u16) -> impl Iterator<Item = &str> {
    let rows = wrap(text, &[], &[], Widths::even(usize::from(room.max(1))));
    let rows = match rows.as_slice() {
        [first, second, .., last] => vec![first.clone(), second.start..last.end],
        _ => rows,
    };
    rows.into_iter().map(|bytes| text[bytes].trim_end())
}

/// What has been typed of a sequence or count, and what may follow.
fn pending(model: &Model) -> Option<String> {
    let pending = &model.pending;
    let count = pending
        .count
        .map(|count| count.to_string())
        .unwrap_or_default();
    if pending.letter_for.is_some() {
        return Some(model.texts.status.type_a_letter.clone());
    }
    if pending.keys.is_empty() {
        return pending.count.map(|_| count);
    }
    let typed = key::show(&pending.keys, model.ascii);
    let follows: Vec<String> = model
        .keymap
        .continuations(model.context(), &pending.keys)
        .into_iter()
        .map(|(keys, action)| {
            // A key and its word stay on one row.
            let word = model.texts.short(action.name()).replace(' ', "\u{a0}");
            format!("{}\u{a0}{word}", key::show(&keys, model.ascii))
        })
        .collect();
    let follows = follows.join(" · ");
    Some(Ink::new(model).words(&format!("{count}{typed} … {follows}")))
}

/// The query that stands, with its sign and scope; while a letter is to be chosen, what for.
fn standing(model: &Model) -> String {
    if model.compare.choosing() {
        return model.texts.compare.which.clone();
    }
    let search = &model.search;
    match &search.query {
        Some(query) => format!("{}{}{}", sign(model), scope(model), query.text),
        None => String::new(),
    }
}

fn sign(model: &Model) -> &'static str {
    if model.search.backward { "?" } else { "/" }
}

/// The scope as it stands before the query; nothing when it is everywhere.
fn scope(model: &Model) -> String {
    let texts = &model.texts.prompt;
    let name = match model.search.scope {
        _ if library::is_wide(model) => model.texts.library.scope.clone(),
        Scope::All if model.library.is_some() => model.texts.library.this_scope.clone(),
        Scope::All => return String::new(),
        Scope::Text => texts.scope_text.clone(),
        Scope::Notes => texts.scope_notes.clone(),
        Scope::Headings => texts.scope_headings.clone(),
        Scope::Section(section) => model.section_title(section as usize),
    };
    let name = Ink::new(model).cut(&name, 24);
    format!("[{name}] ")
}

fn draw_prompt(
    model: &Model,
    (text, caret): (&str, usize),
    area: Rect,
    buffer: &mut Buffer,
) -> (u16, u16) {
    let ink = Ink::new(model);
    let scope = scope(model);
    let x = area.x + 1;
    let end = ink.put_cut(
        buffer,
        (x, area.y, area.width),
        sign(model),
        ink.style(Role::Prompt),
    );
    let start = ink.put_cut(
        buffer,
        (end, area.y, area.right().saturating_sub(end)),
        &scope,
        ink.style(Role::Dim),
    );
    let room = area.right().saturating_sub(start);
    ink.put_typed(buffer, (start, area.y, room), (text, caret))
}

/// Draws the counts of the standing search at the right, as many as leave `typed` columns. Returns the column they begin at.
fn draw_counts(model: &Model, ink: &Ink, (area, typed): (Rect, usize), buffer: &mut Buffer) -> u16 {
    let room = usize::from(area.width).saturating_sub(typed);
    let mut texts = counts(model).into_iter().map(|text| ink.words(&text));
    let Some(text) = texts.find(|text| columns(text) < room) else {
        return area.right();
    };
    let x = area.right().saturating_sub(columns(&text) as u16 + 1);
    ink.put_cut(
        buffer,
        (x, area.y, area.right().saturating_sub(x)),
        &text,
        ink.style(Role::Count),
    );
    x.saturating_sub(1)
}

/// The counts of the standing search, the fullest first; none when nothing is searched for.
fn counts(model: &Model) -> Vec<String> {
    let texts = &model.texts.status;
    if let Some(found) = library::found(model) {
        return library_hits::counts(model, found);
    }
    let Some(answer) = &model.search.answer else {
        let waits = model.search.query.is_some() && !model.letter.indexed;
        return waits
            .then(|| model.texts.panes.indexing.clone())
            .into_iter()
            .collect();
    };
    let totals = answer.totals;
    let at = model
        .search
        .current
        .map(|at| format!("{}/", at + 1))
        .unwrap_or_default();
    let short = format!("{at}{}", model.search.stops());
    // Where only filters choose, there is nothing to count but passages.
    if totals.only_filtered() {
        let passages = texts.passages.count(totals.passages);
        return vec![format!("{at}{passages}"), short];
    }
    let long = format!(
        "{at}{} {}",
        texts.hits.count(totals.occurrences),
        texts.in_passages.count(totals.passages)
    );
    let parts = [
        texts.of_text.count(totals.text),
        texts.of_notes.count(totals.notes),
        texts.of_headings.count(totals.headings),
    ];
    vec![format!("{long} · {}", parts.join(" · ")), long, short]
}

/// What a key does, in a word; on the command line the same keys do other things than in a search.
fn short(model: &Model, action: Action) -> &str {
    let texts = &model.texts.prompt;
    match (model.on_top(), action) {
        (Some(Over::Command(_)), Action::PromptAccept) => &texts.carry_out,
        (Some(Over::Password(_)), Action::PromptAccept) => &texts.unlock,
        (Some(Over::Password(_)), Action::PromptCancel)
            if model.letter.document.text_len() == 0 =>
        {
            model.texts.short(Action::Quit.name())
        }
        (Some(Over::Command(_)), Action::PromptScopeNext) => &texts.complete,
        (Some(Over::Peek(_)), Action::LineDown) => &model.texts.help.further,
        (Some(Over::Facets(_)), Action::Follow) if narrowing::chosen_filters(model) => {
            &model.texts.library.unfilter
        }
        (Some(Over::Facets(_)), Action::Follow) => &model.texts.library.filter,
        (Some(Over::Facets(_)), Action::Back) => &model.texts.library.unfilter_last,
        (Some(Over::Facets(_)), Action::PromptAccept) => model.texts.short(Action::Compare.name()),
        (Some(Over::Compare), Action::Follow) => &model.texts.compare.read,
        (None, Action::Back) if way_back::is_next(model) => &model.texts.compare.to_comparison,
        (Some(Over::Shelf | Over::Dossier(_)), Action::Follow | Action::PromptAccept) => {
            &model.texts.library.open
        }
        (Some(Over::Shelf), Action::PromptScopeNext) => &model.texts.library.to_list,
        _ => model.texts.short(action.name()),
    }
}

/// What of the query that stands is not answered as asked: who reads a count must know for as long as it is shown.
fn remark(model: &Model) -> Option<String> {
    let remarks = if matches!(model.over, Some(Over::Shelf)) {
        &model.library.as_ref()?.shelf.shown.remarks
    } else if let Some(found) = library::found(model) {
        &found.remarks
    } else {
        &model.search.answer.as_ref()?.remarks
    };
    let remark = remarks.first()?;
    Some(Ink::new(model).words(&model.texts.remark(remark)))
}

/// Draws the keys that matter in what one is doing, or the rest of a message that one row does not hold.
pub fn draw_hints(model: &Model, area: Rect, buffer: &mut Buffer) {
    let ink = Ink::new(model);
    let context = model.context();
    let mut x = area.x + 1;
    let room = area.right().saturating_sub(x);
    if model.search.prompt.is_none()
        && let Some((text, role)) = said(model)
        && let Some(rest) = rows_of(&text, room).nth(1)
    {
        ink.put_cut(buffer, (x, area.y, room), rest, ink.style(role));
        return;
    }
    if let Some(text) = remark(model) {
        ink.put_cut(buffer, (x, area.y, room), &text, ink.style(Role::Warning));
        return;
    }
    let hints: Vec<(Action, String, &str)> = hints::hinted(model)
        .iter()
        .filter_map(|&action| {
            let shown = model.key_for(context, action)?;
            Some((action, shown, short(model, action)))
        })
        .collect();
    let wide = |keys: &str, name: &str| (columns(keys) + columns(name) + 1) as u16;
    // Where not all fit, those before the way out leave room for it.
    let way_out = hints.iter().position(|(action, ..)| {
        matches!(action, Action::Cancel | Action::PromptCancel | Action::Help)
    });
    for (at, (_, keys, name)) in hints.iter().enumerate() {
        let kept = way_out.filter(|&way_out| at < way_out);
        let kept = kept.map_or(0, |way_out| wide(&hints[way_out].1, hints[way_out].2) + 2);
        let wide = wide(keys, name);
        if x + wide + kept > area.right() {
            continue;
        }
        ink.put(buffer, (x, area.y), keys, Role::KeyHint);
        let after = x + columns(keys) as u16 + 1;
        ink.put(buffer, (after, area.y), name, Role::Dim);
        x += wide + 2;
    }
}
