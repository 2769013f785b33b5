//! The shelf: every letter of the library, in the order one likes, narrowed to what one types.
//!
//! It must not know how letters are read, nor how they are put in order; how it looks stands in `shelf_rows` and `shelf_head`.

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::catalogue::fill;
use crate::config::Visits;
use crate::library::Edition;
use crate::library::arranged::{Arranged, Arrangement, Grouping, Sorting};
use crate::library::card::Fingerprint;
use crate::tui::action::Action;
use crate::tui::choice::{self, Choice};
use crate::tui::effect::Effect;
use crate::tui::keymap::Context;
use crate::tui::librarian::Job;
use crate::tui::library::Library;
use crate::tui::line::LineEdit;
use crate::tui::model::{Model, Over};
use crate::tui::shelf_new::{self, New};
use crate::tui::shelf_rows::{self, Row};
use crate::tui::{library, prompt, shelf_head, update};

/// What the shelf remembers.
#[derive(Debug, Clone)]
pub struct Shelf {
    /// The letters shown, in their order.
    pub(super) shown: Arc<Arranged>,
    /// Where they are: the library may have gone on.
    pub(super) edition: Arc<Edition>,
    /// Which of them are to come first.
    sorting: Sorting,
    /// What they are to stand under.
    grouping: Grouping,
    /// The row chosen, always that of a letter; heads of groups are rows too.
    pub(super) choice: Choice,
    /// The letter that stays chosen when what was asked for comes; `None`: the first will be.
    held: Option<Fingerprint>,
    /// Whether the letter chosen is opened as soon as what was asked for is there.
    opens: bool,
    /// Only letters whose cards hold these words are shown.
    pub(super) sought: LineEdit,
    /// Whether letters typed go into `sought`.
    pub(super) typing: bool,
    /// The letters that are new.
    pub(super) new: New,
}

impl Shelf {
    /// All letters of a library.
    #[must_use]
    pub fn new(edition: &Arc<Edition>) -> Self {
        Self {
            shown: Arc::new(Arranged::newest(edition)),
            edition: edition.clone(),
            sorting: Sorting::default(),
            grouping: Grouping::default(),
            choice: Choice::default(),
            held: None,
            opens: false,
            sought: LineEdit::default(),
            typing: false,
            new: New::default(),
        }
    }

    /// What is to be shown.
    fn asked(&self) -> Arrangement {
        Arrangement {
            words: self.sought.text().trim().to_owned(),
            sorting: self.sorting,
            grouping: self.grouping,
            new: match self.sorting {
                Sorting::New => self.new.letters.clone(),
                _ => Arc::default(),
            },
        }
    }

    /// The letter chosen, by its place among those shown.
    pub(super) fn chosen(&self) -> Option<usize> {
        shelf_rows::letter(&self.shown, self.choice.at)
    }

    /// The place of a letter among those shown.
    fn place(&self, key: &Fingerprint) -> Option<usize> {
        let letter = self.edition.place(key)?;
        let mut letters = self.shown.letters.iter();
        letters.position(|shown| *shown == letter)
    }

    /// The key of the letter chosen.
    fn key(&self) -> Option<Fingerprint> {
        let letter = *self.shown.letters.get(self.chosen()?)?;
        Some(self.edition.key(letter))
    }

    /// Whether only letters are shown that are sought, or are going to be.
    pub(super) fn seeks(&self) -> bool {
        self.typing || !self.sought.text().is_empty()
    }

    /// Keeps the letter chosen for what comes. Who has not gone on from the first sees what comes first then.
    fn hold(&mut self) {
        self.held = self.key().filter(|_| self.chosen() != Some(0));
    }

    /// The first row shown on a screen of so many: the chosen one is in sight.
    pub(super) fn top(&self, rows: usize) -> usize {
        self.choice.top_on(rows)
    }

    /// Chooses a letter, by its place among those shown, or the last; the head of its group stays in sight with the first of it.
    fn choose(&mut self, letter: usize, rows: usize) {
        let letter = letter.min(self.shown.letters.len().saturating_sub(1));
        let row = shelf_rows::row_of(&self.shown, letter);
        self.choice.go(row, (shelf_rows::count(&self.shown), rows));
        let below_head = row
            .checked_sub(1)
            .and_then(|above| shelf_rows::at(&self.shown, above));
        if rows > 1 && self.choice.top == row && matches!(below_head, Some(Row::Head(_))) {
            self.choice.top -= 1;
        }
    }

    /// Shows letters that were asked for, on a screen of so many rows. The one chosen stays where it is on the screen.
    fn take(&mut self, shown: Arc<Arranged>, edition: Arc<Edition>, rows: usize) {
        let offset = self.choice.at.saturating_sub(self.choice.top);
        let before = self.chosen().unwrap_or(0);
        (self.shown, self.edition) = (shown, edition);
        let letter = match self.held.take() {
            None => 0,
            Some(key) => self.place(&key).unwrap_or(before),
        };
        let letter = letter.min(self.shown.letters.len().saturating_sub(1));
        let lowest = shelf_rows::count(&self.shown).saturating_sub(rows);
        let row = shelf_rows::row_of(&self.shown, letter);
        self.choice.top = row.saturating_sub(offset).min(lowest);
        // What fits the first screen is shown from its start.
        if row < rows {
            self.choice.top = 0;
        }
        self.choose(letter, rows);
    }

    /// Goes where an action goes; `false`: it goes nowhere.
    fn go(&mut self, action: Action, (count, rows): (Option<u32>, usize)) -> bool {
        let here = self.chosen().unwrap_or(0);
        let pages = matches!(
            action,
            Action::PageDown | Action::PageUp | Action::HalfPageDown | Action::HalfPageUp
        );
        let to = match action {
            Action::NextSection => self.group_after(here, count),
            Action::PreviousSection => self.group_before(here, count),
            // A page is rows, whatever they are.
            _ if pages => choice::moved(action, (self.choice.at, count, rows))
                .map(|row| shelf_rows::letter(&self.shown, row).unwrap_or(usize::MAX)),
            _ => choice::moved(action, (here, count, rows)),
        };
        if let Some(to) = to {
            self.choose(to, rows);
        }
        to.is_some()
    }

    /// The first letter of a group further on.
    fn group_after(&self, letter: usize, count: Option<u32>) -> Option<usize> {
        let group = self.shown.group_of(letter)? + count.unwrap_or(1) as usize;
        let group = group.min(self.shown.groups.len().saturating_sub(1));
        Some(self.shown.groups[group].first)
    }

    /// The first letter of a group further back: first of the one it is in.
    fn group_before(&self, letter: usize, count: Option<u32>) -> Option<usize> {
        let own = self.shown.group_of(letter)?;
        let within = usize::from(self.shown.groups[own].first < letter);
        let back = (count.unwrap_or(1) as usize).saturating_sub(within);
        Some(self.shown.groups[own.saturating_sub(back)].first)
    }
}

/// Takes up the letters as they are now; the chosen one stays chosen where it is still there, unless it is the first.
pub fn renew(model: &mut Model) -> Vec<Effect> {
    if let Some(library) = &mut model.library {
        library.shelf.hold();
        shelf_new::renew(library);
    }
    ask(model)
}

/// A library is opened: what is known of it from earlier visits is taken up, and its letters stand as letters stood then.
pub fn begin(model: &mut Model) -> Vec<Effect> {
    if let Some(library) = &mut model.library {
        let visits = &model.visits;
        shelf_new::begin(library, visits);
        library.shelf.sorting = Sorting::named(&visits.order);
        library.shelf.grouping = Grouping::named(&visits.grouping);
    }
    ask(model)
}

/// Keeps for the next visit what was opened and seen, and how letters stand.
pub fn keep(library: &Library, visits: &mut Visits, now: u32) {
    library.shelf.sorting.name().clone_into(&mut visits.order);
    let grouping = library.shelf.grouping.name();
    grouping.clone_into(&mut visits.grouping);
    shelf_new::leave(library, visits, now);
}

/// New letters that are on the screen are seen. Before anything has happened, nobody knows how large that is.
pub fn look(model: &mut Model) {
    let rows = matches!(model.over, Some(Over::Shelf)).then(|| choice::rows(model));
    if let Some(library) = &mut model.library {
        shelf_new::look(library, rows);
    }
}

/// Asks for the letters that are to be shown; all of them, the newest first, are at hand.
fn ask(model: &mut Model) -> Vec<Effect> {
    let rows = choice::rows(model);
    let Some(library) = &mut model.library else {
        return Vec::new();
    };
    let asked = library.shelf.asked();
    if asked != Arrangement::default() {
        return vec![Effect::Library(Job::Arrange(asked))];
    }
    let newest = Arc::new(Arranged::newest(&library.edition));
    library.shelf.take(newest, library.edition.clone(), rows);
    Vec::new()
}

/// Takes in letters in an order, if it is the one that was asked for last.
pub fn arranged(model: &mut Model, shown: Arc<Arranged>, edition: Arc<Edition>) -> Vec<Effect> {
    let rows = choice::rows(model);
    let is_open = matches!(model.over, Some(Over::Shelf));
    let Some(library) = &mut model.library else {
        return Vec::new();
    };
    let shelf = &mut library.shelf;
    if shown.asked != shelf.asked() {
        return Vec::new();
    }
    shelf.take(shown, edition, rows);
    if std::mem::take(&mut shelf.opens) && is_open {
        return open(model).unwrap_or_default();
    }
    Vec::new()
}

/// Chooses the letter that is open.
pub fn find_own(model: &mut Model) {
    if let Some(own) = model.letter.key {
        find(model, &own);
    }
}

/// Chooses a letter, if it is shown.
pub fn find(model: &mut Model, key: &Fingerprint) {
    let rows = choice::rows(model);
    let Some(library) = &mut model.library else {
        return;
    };
    let shelf = &mut library.shelf;
    if let Some(own) = shelf.place(key) {
        let all = (shelf_rows::count(&shelf.shown), rows);
        shelf.choice = Choice::amid(shelf_rows::row_of(&shelf.shown, own), all);
    }
}

/// The letter of the row chosen.
#[must_use]
pub fn chosen(model: &Model) -> Option<Fingerprint> {
    model.library.as_ref()?.shelf.key()
}

/// The letter chosen, when one has done so: what is typed is finished.
pub fn take(model: &mut Model) -> Option<Fingerprint> {
    let library = model.library.as_mut()?;
    library.shelf.typing = false;
    library.shelf.key()
}

/// Puts typed or pasted text into what is sought.
pub fn insert(model: &mut Model, text: &str) -> Vec<Effect> {
    if let Some(library) = &mut model.library {
        library.shelf.sought.insert(text);
    }
    narrow(model)
}

/// What is sought has changed: its first letter will be chosen.
fn narrow(model: &mut Model) -> Vec<Effect> {
    if let Some(library) = &mut model.library {
        library.shelf.held = None;
    }
    ask(model)
}

/// What the shelf does for an action while it lies over the panes; `None`: not its business.
pub fn act(model: &mut Model, action: Action, count: Option<u32>) -> Option<Vec<Effect>> {
    let rows = choice::rows(model);
    let shelf = &mut model.library.as_mut()?.shelf;
    shelf.opens = false;
    if shelf.go(action, (count, rows)) {
        return Some(Vec::new());
    }
    let sought = shelf.seeks();
    match action {
        Action::NextSection | Action::PreviousSection if shelf.grouping == Grouping::None => {
            no_groups(model);
        }
        // Nothing is shown that stands in groups, or not yet.
        Action::NextSection | Action::PreviousSection => {}
        Action::Follow | Action::PromptAccept => return open(model),
        Action::SearchForward | Action::SearchBackward => {
            model.over = None;
            prompt::open(model, action == Action::SearchBackward);
        }
        Action::SwitchOrder => {
            shelf.sorting = next(&Sorting::ALL, shelf.sorting);
            // Where nothing is new, that order is the newest first over again.
            if shelf.sorting == Sorting::New && shelf.new.letters.is_empty() {
                shelf.sorting = next(&Sorting::ALL, shelf.sorting);
            }
            return Some(rearrange(model));
        }
        Action::GroupLetters => {
            shelf.grouping = next(&Grouping::ALL, shelf.grouping);
            return Some(rearrange(model));
        }
        Action::Cancel | Action::PromptCancel if sought => {
            shelf.typing = false;
            shelf.sought.clear();
            shelf.held = shelf.key();
            return Some(ask(model));
        }
        Action::Cancel => leave(model),
        _ => return type_on(model, action),
    }
    Some(Vec::new())
}

/// What changes what is sought.
fn type_on(model: &mut Model, action: Action) -> Option<Vec<Effect>> {
    let shelf = &mut model.library.as_mut()?.shelf;
    match action {
        // What was sought before gives way.
        Action::Find if !shelf.typing => {
            shelf.typing = true;
            if !shelf.sought.text().is_empty() {
                shelf.sought.clear();
                return Some(narrow(model));
            }
        }
        Action::Find => {}
        // What was found stays; its keys are those of the list again.
        Action::PromptScopeNext | Action::PromptScopePrevious => shelf.typing = false,
        _ => {
            let before = shelf.sought.text().len();
            if action == Action::PromptDeleteBack {
                shelf.sought.delete_back();
            } else if !shelf.sought.edit(action) {
                return None;
            }
            if shelf.sought.text().len() < before {
                return Some(narrow(model));
            }
        }
    }
    Some(Vec::new())
}

/// The one behind another, round the end.
fn next<T: Copy + PartialEq>(all: &[T], here: T) -> T {
    let at = all.iter().position(|one| *one == here).unwrap_or(0);
    all[(at + 1) % all.len()]
}

/// The same letters in another order.
fn rearrange(model: &mut Model) -> Vec<Effect> {
    // Where no row says the order, a message does.
    if choice::head(model) == 0
        && let Some(library) = &model.library
    {
        let asked = library.shelf.asked();
        model.say(shelf_head::order(&model.texts, &asked));
    }
    renew(model)
}

/// Opens the letter chosen; where other letters are on their way, the one that will be.
fn open(model: &mut Model) -> Option<Vec<Effect>> {
    let shelf = &mut model.library.as_mut()?.shelf;
    shelf.typing = false;
    if shelf.shown.asked != shelf.asked() {
        shelf.opens = true;
        return Some(Vec::new());
    }
    let Some(key) = shelf.key() else {
        model.warn(shelf_rows::none(model));
        return Some(Vec::new());
    };
    Some(library::read(model, key))
}

/// Esc, where nothing is sought: what lies behind is seen again. Behind the shelf of a library that was just opened there is nothing yet.
fn leave(model: &mut Model) {
    if model.letter.document.text_len() > 0 {
        model.over = None;
    }
}

fn no_groups(model: &mut Model) {
    let keys = model.key_for(Context::Help, Action::GroupLetters);
    let keys = keys.unwrap_or_default();
    model.say(fill(&model.texts.library.no_groups, &[("keys", &keys)]));
}

/// Where its keys are looked up.
#[must_use]
pub fn context(model: &Model) -> Context {
    let library = model.library.as_ref();
    if library.is_some_and(|library| library.shelf.typing) {
        Context::Prompt
    } else {
        Context::Help
    }
}

/// A click on a row chooses the letter there, on a head the first below it; on the chosen one, opens it.
pub fn click(model: &mut Model, row: u16) -> Vec<Effect> {
    let (head, rows) = (choice::head(model), choice::rows(model));
    let Some(library) = &mut model.library else {
        return Vec::new();
    };
    let shelf = &mut library.shelf;
    let at = shelf.top(rows) + usize::from(row.saturating_sub(head));
    // The row chosen is always that of a letter.
    match shelf_rows::letter(&shelf.shown, at).filter(|_| row >= head) {
        None => {}
        Some(_) if shelf.choice.at == at => return update::act(model, Action::Follow, None),
        Some(letter) => shelf.choose(letter, rows),
    }
    Vec::new()
}

/// Draws the shelf over everything but the rows of messages and keys. Returns the cursor's cell.
pub fn draw(model: &Model, area: Rect, buffer: &mut Buffer) -> Option<(u16, u16)> {
    let (title, area) = choice::draw_ground(model, area, buffer);
    let caret = title.and_then(|title| shelf_head::draw(model, title, buffer));
    let cursor = shelf_rows::draw(model, area, buffer);
    caret.or(cursor)
}
