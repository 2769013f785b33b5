//! The one function that changes the model: what happened goes in, what the world is asked for comes out.
//!
//! It only hands on: what an action does is told in the file of the pane or line it belongs to.

use crate::catalogue::fill;
use crate::document::Document;
use crate::document::place::{Anchor, Place};
use crate::tui::action::Action;
use crate::tui::command::Command;
use crate::tui::compare::{self, asking};
use crate::tui::effect::Effect;
use crate::tui::hits::{self};
use crate::tui::key::Key;
use crate::tui::keymap::{Context, Lookup};
use crate::tui::list::{self, Subject};
use crate::tui::model::{Focus, Letter, Model, Msg, Over, Pending};
use crate::tui::notes::{self, Notes};
use crate::tui::outline::{self};
use crate::tui::password::Password;
use crate::tui::reader::{self};
use crate::tui::screen::Panes;
use crate::tui::search::{self};
use crate::tui::theme::Theme;
use crate::tui::view::View;
use crate::tui::{
    against, cited, command, copy, dossier, edges, facets, importing, library, mouse, password,
    peek, places, printed, prompt, resume, scroll, shelf,
};
use ratatui::crossterm::event::{Event, KeyEvent};
use std::sync::Arc;

/// Takes in what happened; says what the world is asked for.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    let mut effects = match msg {
        Msg::Input(event) => input(model, event),
        Msg::Waited => {
            model.pending = Pending::default();
            model.flash = None;
            Vec::new()
        }
        Msg::Opened {
            document,
            whole,
            edition,
        } => opened(model, document, whole, edition),
        Msg::Indexed(edition) => {
            if edition == model.letter.edition {
                model.letter.indexed = true;
                search::ask(model)
            } else {
                Vec::new()
            }
        }
        Msg::Found(edition, answer) => {
            if edition == model.letter.edition {
                search::found(model, *answer);
                hits::regroup(model);
            }
            Vec::new()
        }
        Msg::Locked { name, given, error } => {
            model.over = Some(Over::Password(Password::new(name, given, error)));
            Vec::new()
        }
        Msg::Printed(news) => {
            printed::hear(model, news);
            Vec::new()
        }
        Msg::Failed(_) | Msg::Progress(_) | Msg::Received(_) | Msg::PagesRead(..) => {
            tell(model, msg);
            Vec::new()
        }
        Msg::Library(news) => library_news(model, news),
        Msg::Compare(news) => asking::hear(model, news),
        Msg::Changed => importing::changed(model),
        Msg::Resumed => {
            printed::lose(model);
            vec![Effect::Repaint]
        }
        Msg::Stop => vec![Effect::Suspend],
        Msg::Terminate => vec![Effect::Quit],
    };
    settle(model);
    shelf::look(model);
    effects.extend(printed::follow(model));
    effects.extend(asking::follow(model));
    effects.extend(facets::follow(model));
    effects
}

/// Something happened in the library; a letter that was asked for may be there now.
fn library_news(model: &mut Model, news: library::News) -> Vec<Effect> {
    let arrived = matches!(news, library::News::Arrived(_));
    let mut effects = library::hear(model, news);
    if arrived {
        effects.extend(asking::arrived(model));
    }
    effects
}

/// Says on the status row how something goes that takes long, or that it went wrong.
fn tell(model: &mut Model, msg: Msg) {
    let texts = model.texts.clone();
    match msg {
        Msg::Failed(text) => model.warn(text),
        Msg::Progress(text) => model.say(text),
        Msg::Received(bytes) => {
            let size = (bytes >> 20).to_string();
            model.say(fill(&texts.status.received, &[("mib", &size)]));
        }
        Msg::PagesRead(read, count) => {
            let values = [("n", &*read.to_string()), ("m", &*count.to_string())];
            model.say(fill(&texts.status.pages_read, &values));
        }
        _ => {}
    }
}

/// The one place where what follows from the rest is brought up to date.
pub fn settle(model: &mut Model) {
    library::settle(model);
    asking::settle(model);
    facets::settle(model);
    let panes = Panes::new(model);
    if panes.hits != model.panes.hits {
        model.hits.follow = true;
    }
    if panes.text == model.panes.text || model.letter.document.text_len() == 0 {
        model.panes = panes;
    } else {
        scroll::fit(model, panes);
    }
    if model.letter.document.text_len() == 0 {
        return;
    }
    scroll::keep_point_visible(model);
    outline::settle(model, model.panes.sections);
    notes::settle(model, model.panes.notes);
    hits::settle(
        model,
        model.panes.hits.map_or(0, |area| usize::from(area.height)),
    );
}

/// Puts a letter on the screen: the first one, or what is read of it now in the place of what was read before, at the same words.
pub(super) fn opened(
    model: &mut Model,
    document: Arc<Document>,
    whole: bool,
    edition: u64,
) -> Vec<Effect> {
    // What is read again stays until all of the new reading is here: its beginning does not hold the place one is at.
    if edition < model.letter.edition || !whole && model.letter.whole {
        return Vec::new();
    }
    let old = model.letter.document.clone();
    // Where the words are gone, the paragraph that stands there now is nearest.
    let again = |place: Place| {
        let last = document.text_len().saturating_sub(1);
        Anchor::new(&old, place)
            .resolve(&document)
            .unwrap_or_else(|| Place::start(place.paragraph.min(last)))
    };
    let first = old.text_len() == 0;
    let completed = whole && !model.letter.whole;
    if !first {
        model.reader.point = again(model.reader.point);
        model.reader.top.place = again(model.reader.top.place);
        model.jumps.moved(again);
    }
    model.reader.selection = None;
    model.reader.before_panes = None;
    model.search.forget_answer();
    if let Some(prompt) = &mut model.search.prompt {
        prompt.moved(again);
    }
    model.notes = Notes::new(&document);
    model.letter = Letter {
        key: model.letter.key,
        path: model.letter.path.take(),
        ..Letter::new(document, edition, whole)
    };
    hits::regroup(model);
    if matches!(model.over, Some(Over::Password(_))) {
        model.over = None;
    }
    say_opened(model, first, completed);
    if whole {
        vec![Effect::Index]
    } else {
        Vec::new()
    }
}

/// Says what is to be said of a letter that has come in: whether it is the first, and whether it is whole now.
fn say_opened(model: &mut Model, first: bool, completed: bool) {
    if let Some(notice) = model.notice.take() {
        model.warn(notice);
    } else if model.letter.whole {
        let warnings = model.letter.document.warnings.len();
        let doubts = (warnings > 0).then(|| model.texts.status.doubts.count(warnings));
        let resumed = completed.then(|| {
            resume::set_marks(model);
            resume::offer(model)
        });
        let resumed = resumed.flatten();
        let again = (!first && !completed).then(|| model.texts.status.read_again.clone());
        let said: Vec<String> = again.into_iter().chain(resumed).chain(doubts).collect();
        model.status = None;
        if !said.is_empty() {
            model.say(said.join(" · "));
        }
    }
}

fn input(model: &mut Model, event: Event) -> Vec<Effect> {
    match event {
        Event::Key(key) => key_press(model, key),
        Event::Paste(text) => insert(model, &text),
        Event::Mouse(event) => mouse::act(model, event),
        Event::Resize(width, height) => {
            model.area = if width == 0 || height == 0 {
                (80, 24)
            } else {
                (width, height)
            };
            Vec::new()
        }
        Event::FocusGained | Event::FocusLost => Vec::new(),
    }
}

/// Typed and pasted text is text: it reaches the open field and nothing else.
pub fn insert(model: &mut Model, text: &str) -> Vec<Effect> {
    match &mut model.over {
        Some(Over::Command(line)) => line.insert(text),
        Some(Over::Password(password)) => password.insert(text),
        Some(Over::List(list)) if list.typing() => list.insert(text),
        Some(Over::Facets(list)) if list.typed.is_some() => against::insert(model, text),
        Some(Over::Shelf) => return shelf::insert(model, text),
        Some(Over::Compare) => return compare::insert(model, text),
        _ => return prompt::insert(model, text),
    }
    Vec::new()
}

fn key_press(model: &mut Model, event: KeyEvent) -> Vec<Effect> {
    let Some(key) = Key::from_event(event) else {
        return Vec::new();
    };
    model.status = None;
    model.flash = None;
    if let Some(action) = model.pending.letter_for.take() {
        return places::with_letter(model, action, key);
    }
    let context = model.context();
    if context == Context::Prompt {
        if let Some(letter) = key.text() {
            return insert(model, &letter.to_string());
        }
    } else if let Some(figure) = key.text().and_then(|letter| letter.to_digit(10))
        && model.pending.keys.is_empty()
        && (figure > 0 || model.pending.count.is_some())
    {
        let count = model
            .pending
            .count
            .unwrap_or(0)
            .saturating_mul(10)
            .saturating_add(figure);
        model.pending.count = Some(count.min(1_000_000));
        return Vec::new();
    }
    model.pending.keys.push(key);
    match model.keymap.lookup(context, &model.pending.keys) {
        Lookup::Prefix => Vec::new(),
        Lookup::Unbound => {
            let started = model.pending.keys.len() > 1;
            model.pending = Pending::default();
            if !started && context != Context::Prompt {
                let (read, ascii) = (Context::Read, model.ascii);
                let mut help = model.keymap.shown_for(read, Action::Help, ascii);
                let help = help.pop().unwrap_or_default();
                model.warn(fill(
                    &model.texts.status.unbound,
                    &[("key", &key.show(model.ascii)), ("help", &help)],
                ));
            }
            Vec::new()
        }
        Lookup::Action(action) => {
            let count = model.pending.count.take();
            model.pending = Pending::default();
            act(model, action, count)
        }
    }
}

/// Carries out an action: what lies on top first, then the pane with the keys, then the text, then the program.
pub fn act(model: &mut Model, action: Action, count: Option<u32>) -> Vec<Effect> {
    let over = match model.on_top() {
        Some(Over::Command(_)) => command::act(model, action),
        Some(Over::Password(_)) => password::act(model, action),
        Some(Over::List(_)) => list::act(model, action, count),
        Some(Over::Peek(_)) => peek::act(model, action, count),
        Some(Over::Shelf) => {
            asking::act_on_list(model, action).or_else(|| shelf::act(model, action, count))
        }
        Some(Over::Facets(_)) => facets::act(model, action, count),
        Some(Over::Dossier(_)) => {
            asking::act_on_list(model, action).or_else(|| dossier::act(model, action, count))
        }
        Some(Over::Compare) => compare::act(model, action, count),
        None if model.search.prompt.is_some() => prompt::act_in_prompt(model, action),
        None => facets::act_beside(model, action),
    };
    if let Some(effects) = over {
        return effects;
    }
    let focused = match model.focus {
        Focus::Text => None,
        Focus::Sections => outline::act(model, action, count),
        Focus::Notes => notes::act(model, action, count),
        Focus::Hits => hits::act(model, action, count),
    };
    focused
        .or_else(|| follow(model, action))
        .or_else(|| printed::act(model, action, count))
        .or_else(|| reader::act(model, action, count))
        .or_else(|| search::act(model, action, count))
        .or_else(|| copy::act(model, action))
        .or_else(|| cited::act(model, action))
        .unwrap_or_else(|| program(model, action, count))
}

/// Enter in the text: the note of the mark one is on, else of the next mark on the screen.
fn follow(model: &mut Model, action: Action) -> Option<Vec<Effect>> {
    if action != Action::Follow {
        return None;
    }
    let marks = reader::marks_on_screen(model);
    let point = model.reader.point;
    let mark = marks
        .iter()
        .find(|(place, _)| *place >= point)
        .or(marks.last());
    match mark {
        Some(&(_, note)) => {
            model.jumps.push(View::of(model));
            model.focus = Focus::Notes;
            notes::go(model, note);
        }
        None => model.warn(model.texts.status.nothing_to_follow.clone()),
    }
    Some(Vec::new())
}

/// What concerns the program as a whole.
fn program(model: &mut Model, action: Action, count: Option<u32>) -> Vec<Effect> {
    match action {
        Action::FocusSections => toggle_focus(model, Focus::Sections),
        Action::FocusHits => toggle_focus(model, Focus::Hits),
        Action::FocusText => model.focus = Focus::Text,
        Action::FocusNotes => notes::focus(model, count),
        Action::CyclePanes => cycle(model, true),
        Action::CyclePanesBack => cycle(model, false),
        Action::Facets => {
            facets::toggle(model);
        }
        Action::Against => against::ask(model),
        Action::SwitchOrder => return library::switch_order(model),
        Action::Dossier => return dossier::ask(model),
        Action::Compare => return asking::start(model),
        Action::NextChange | Action::PreviousChange | Action::Unchanged => {
            model.warn(model.texts.compare.none.clone());
        }
        Action::FocusShelf | Action::Find | Action::GroupLetters if model.library.is_some() => {
            model.over = Some(Over::Shelf);
            shelf::find_own(model);
            if action != Action::FocusShelf {
                return shelf::act(model, action, count).unwrap_or_default();
            }
        }
        Action::FocusShelf | Action::Find | Action::GroupLetters => {
            model.warn(model.texts.library.no_shelf.clone());
        }
        Action::Back | Action::Forward => return places::history(model, action == Action::Back),
        Action::SetMark | Action::GoToMark => model.pending.letter_for = Some(action),
        Action::Peek => peek::open(model),
        Action::Help => list::open(model, Subject::Keys),
        Action::ShowLetter => list::open(model, Subject::Letter),
        Action::ShowWarnings => list::open(model, Subject::Doubts),
        Action::CommandLine => model.over = Some(Over::Command(Command::new(model))),
        Action::Cancel => return cancel(model),
        Action::Reload => return importing::reload(model),
        Action::StopImport => return importing::stop(model),
        Action::Repaint => {
            printed::lose(model);
            return vec![Effect::Repaint];
        }
        Action::Suspend => return vec![Effect::Suspend],
        Action::Quit => return vec![Effect::Quit],
        _ => return edges::act(model, action, count).unwrap_or_else(|| settings(model, action)),
    }
    Vec::new()
}

/// Actions that change how the screen looks; what is chosen is remembered.
fn settings(model: &mut Model, action: Action) -> Vec<Effect> {
    let settings = &mut model.settings;
    match action {
        Action::ToggleSections => settings.show_sections = !settings.show_sections,
        Action::ToggleNotes => settings.show_notes = !settings.show_notes,
        Action::ToggleHits => settings.show_hits = !settings.show_hits,
        Action::ToggleAscii => model.ascii = !model.ascii,
        Action::NextTheme => {
            let names = Theme::names(&model.settings.own_themes);
            let at = names
                .iter()
                .position(|name| *name == model.settings.theme)
                .unwrap_or(0);
            let next = names[(at + 1) % names.len()].to_owned();
            return command::set_theme(model, &next);
        }
        _ => return Vec::new(),
    }
    vec![Effect::Remember]
}

fn toggle_focus(model: &mut Model, focus: Focus) {
    model.focus = if model.focus == focus {
        Focus::Text
    } else {
        focus
    };
}

fn cycle(model: &mut Model, forward: bool) {
    let mut order = vec![Focus::Text];
    if !model.letter.document.notes.is_empty() {
        order.push(Focus::Notes);
    }
    order.push(Focus::Sections);
    if model.search.query.is_some() {
        order.push(Focus::Hits);
    }
    let at = order
        .iter()
        .position(|&focus| focus == model.focus)
        .unwrap_or(0);
    let step = if forward { 1 } else { order.len() - 1 };
    model.focus = order[(at + step) % order.len()];
}

/// Esc takes away one layer and never quits.
fn cancel(model: &mut Model) -> Vec<Effect> {
    if model.pending != Pending::default() {
        model.pending = Pending::default();
    } else if model.reader.selection.take().is_some() {
    } else if model.focus != Focus::Text {
        model.focus = Focus::Text;
    } else if printed::close(model) {
    } else if model.search.only.take().is_some() {
        let point = model.reader.point;
        scroll::reveal(model, point);
    } else if model.search.query.is_some() {
        if let Some(library) = &mut model.library {
            library.forget();
        }
        model.search.clear();
        hits::regroup(model);
        model.notes.pinned = false;
        return vec![Effect::StopSearch];
    } else if model.notes.pinned || model.reader.on_mark {
        model.notes.pinned = false;
        model.reader.on_mark = false;
    }
    Vec::new()
}
