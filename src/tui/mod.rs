//! The reader on the screen: the terminal, the one queue, the loop.
//!
//! What happens comes in as [`model::Msg`], the model is updated, effects go out, the frame is drawn. Only this folder knows ratatui.

pub mod action;
pub mod against;
pub mod canvas;
pub mod changes;
pub mod choice;
pub mod cited;
pub mod command;
pub mod compare;
pub mod copy;
pub mod display;
pub mod dossier;
pub mod edges;
pub mod effect;
pub mod facet_rows;
pub mod facets;
pub mod foot;
pub mod help;
pub mod hints;
mod hit_rows;
pub mod hits;
pub mod importing;
pub mod ink;
pub mod input;
pub mod jumps;
pub mod key;
pub mod keymap;
pub mod librarian;
pub mod library;
pub mod library_hits;
pub mod line;
pub mod lines;
pub mod list;
pub mod model;
pub mod mouse;
pub mod narrowing;
mod note_rows;
pub mod notes;
pub mod opening;
mod original;
pub mod outline;
pub mod paint;
pub mod password;
pub mod peek;
#[cfg(feature = "pictures")]
pub mod picture;
#[cfg(not(feature = "pictures"))]
#[path = "pictureless.rs"]
pub mod picture;
pub mod places;
pub mod printed;
pub mod prompt;
pub mod reader;
mod ready;
pub mod resume;
pub mod screen;
pub mod scroll;
pub mod search;
mod sequence;
pub mod session;
pub mod shelf;
mod shelf_head;
mod shelf_new;
mod shelf_rows;
pub mod shown;
pub mod stage;
pub mod status;
pub mod theme;
pub mod update;
pub mod view;
pub mod watch;
pub mod worker;

use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use anyhow::{Context as _, bail};
use ratatui::crossterm::event::Event;
use ratatui::layout::Rect;

use crate::catalogue::fill;
use crate::config::{Mistake, Origin, Overrides, Settings, State, Visits};
use crate::ingest;
use crate::library::{Reading, now};
use crate::open::Source;
use crate::tui::display::Display;
use crate::tui::effect::{Desk, Effect, failures};
use crate::tui::key::Key;
use crate::tui::model::{Model, Msg, Over};
pub use crate::tui::opening::Opening;
use crate::tui::printed::News;
use crate::tui::session::Session;
use crate::tui::stage::Stage;
use crate::tui::theme::{Depth, Theme};
use crate::tui::update::{settle, update};
use crate::tui::watch::{Incoming, Keyboard};
use crate::tui::worker::Beforehand;

/// Ways to fail on purpose, for tests of a whole terminal: on the key `!`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The screen's thread panics.
    Panic,
    /// A worker panics.
    WorkerPanic,
    /// The loop ends with an error.
    Error,
    /// The screen's thread hangs for half a minute.
    Hang,
}

/// Most messages taken in before a frame is drawn: enough for a whole paste, few enough to keep the screen alive.
const BURST: usize = 4_096;

/// How long a letter may be in coming before that is said: beyond a blink, before one wonders.
const SOON: Duration = Duration::from_millis(300);

/// How long the first frame may be in coming before keys are listened for.
const BLINK: Duration = Duration::from_millis(10);

/// A theme as `:theme` loads it, with the mistakes in the user's file of that name.
#[must_use]
pub fn load_theme(name: &str, depth: Depth) -> (Theme, Vec<Mistake>) {
    Theme::load((name, &Origin::State), depth)
}

/// The reader without a terminal, for tests and for frames on the command line. Nothing is remembered from earlier runs.
#[must_use]
pub fn stage(opening: impl Into<Opening>, overrides: &Overrides, area: (u16, u16)) -> Stage {
    let opening = opening.into();
    let settings = Settings::load(overrides);
    let reading = Reading::of(&settings.0);
    let (mut model, _) = ready::model(settings, Depth::from_environment(), area);
    model.search.history.clear();
    model.bookmarks.clear();
    model.visits = Visits::default();
    let (sender, queue) = channel();
    let desk = Desk::inline(opening.source(), reading, sender.clone());
    let desk = opening.take(&mut model, desk);
    Stage::new(model, desk, (sender, queue))
}

/// The frame after some keys, as text.
pub fn frame(
    opening: impl Into<Opening>,
    overrides: &Overrides,
    keys: &str,
    area: (u16, u16),
) -> anyhow::Result<String> {
    let mut stage = stage(opening, overrides, area);
    let is_letter = stage.model.library.is_none();
    if is_letter && stage.model.letter.document.text_len() == 0 {
        let said = match (stage.model.over, stage.model.status) {
            (Some(Over::Password(password)), _) => Some(password.error),
            (_, status) => status.map(|status| status.text),
        };
        bail!(said.unwrap_or_else(|| "the letter holds no text".to_owned()));
    }
    stage.press(keys).map_err(anyhow::Error::msg)?;
    Ok(stage.text())
}

/// Opens the reader in the terminal and returns when it is left, with the mistakes in the user's settings.
pub fn run(
    opening: impl Into<Opening>,
    overrides: &Overrides,
    fault: Option<Fault>,
) -> anyhow::Result<Vec<Mistake>> {
    let (sender, queue) = channel();
    let keyboard = watch::heed(&sender, |incoming| match incoming {
        Incoming::Input(event) => Msg::Input(event),
        Incoming::Report(report) => Msg::Printed(News::Report(report)),
        Incoming::Stop => Msg::Stop,
        Incoming::GoOn => Msg::Resumed,
        Incoming::End => Msg::Terminate,
    })
    .context("cannot use this terminal")?;
    let opening = opening.into();
    // The letter is read while the rest is made ready, on a thread that has read some lines of its own by the time that the settings say how.
    let opener = matches!(opening, Opening::Letter(_))
        .then(|| Beforehand::spawn("open", ingest::rehearse, failures(&sender)));
    let settings = Settings::load(overrides);
    let coming = opening.source();
    let mut desk = Desk::new(coming.clone(), Reading::of(&settings.0), sender.clone());
    if let Some(opener) = opener {
        desk.open_on(opener);
    }
    let depth = Depth::from_environment();
    let (mut model, mistakes) = ready::model(settings, depth, (80, 24));
    let desk = opening.take(&mut model, desk);
    let few_colours = depth == Depth::Sixteen;
    keyboard
        .until_heeding()
        .context("cannot use this terminal")?;
    let mut session =
        Session::enter(model.settings.mouse, few_colours).context("cannot use this terminal")?;
    let mut program = Program {
        session: &mut session,
        desk,
        queue,
        sender,
        model,
        fault,
        pictured: None,
        coming: Some(coming),
        unheard: Some(keyboard),
    };
    let left = program.until_left();
    // However it ended: a terminal that went away is an error to whatever was just being done.
    program.remember();
    left.map(|()| mistakes)
}

/// The letter that a message types.
fn typed(msg: &Msg) -> Option<char> {
    match msg {
        Msg::Input(Event::Key(key)) => Key::from_event(*key)?.text(),
        _ => None,
    }
}

/// The loop's own belongings.
struct Program<'s> {
    session: &'s mut Session,
    desk: Desk,
    queue: Receiver<Msg>,
    sender: Sender<Msg>,
    model: Model,
    fault: Option<Fault>,
    /// Where the last frame showed a picture.
    pictured: Option<Rect>,
    /// What is being read; `None`: a frame has been drawn.
    coming: Option<Source>,
    /// What nobody listens to yet: the first frame comes before the threads that do.
    unheard: Option<Keyboard<Msg>>,
}

impl Program<'_> {
    /// Takes in what happens until the reader is left.
    fn until_left(&mut self) -> anyhow::Result<()> {
        self.model.area = self.session.area();
        settle(&mut self.model);
        if self.model.library.is_some() {
            self.draw()?;
            self.listen();
            self.desk.import();
            if self.model.settings.reload {
                self.desk.watch_library();
            }
        }
        loop {
            let Some(first) = self.next() else {
                return Ok(());
            };
            let mut effects = Vec::new();
            let mut next = Some(first);
            let mut taken = 0;
            while let Some(mut msg) = next.take() {
                self.fail_on_purpose(&msg)?;
                self.attend(&msg)?;
                taken += 1;
                if self.model.typing() {
                    next = self.gather(&mut msg, &mut taken);
                }
                effects.extend(update(&mut self.model, msg));
                if next.is_none() && taken < BURST {
                    next = self.queue.try_recv().ok();
                }
            }
            // The index takes both of a small machine's cores; the frame comes first.
            let (index, effects): (Vec<Effect>, Vec<Effect>) = effects
                .into_iter()
                .partition(|effect| *effect == Effect::Index);
            for effect in effects {
                if !self.perform(effect)? {
                    return Ok(());
                }
            }
            self.draw()?;
            self.listen();
            for effect in index {
                self.perform(effect)?;
            }
        }
    }

    /// Where something is typed, letters that have come in already are one text: a paste from a terminal that sends it as keys. Gives
    /// back the first thing that is no letter. `taken` counts what was taken in for this frame.
    fn gather(&self, msg: &mut Msg, taken: &mut usize) -> Option<Msg> {
        let mut text = String::from(typed(msg)?);
        let mut next = None;
        while *taken < BURST {
            next = self.queue.try_recv().ok();
            let Some(letter) = next.as_ref().and_then(typed) else {
                break;
            };
            next = None;
            text.push(letter);
            *taken += 1;
        }
        if text.len() > 1 {
            *msg = Msg::Input(Event::Paste(text));
        }
        next
    }

    /// Does what concerns the terminal and the program rather than the reader's state.
    fn attend(&mut self, msg: &Msg) -> anyhow::Result<()> {
        match msg {
            Msg::Resumed => {
                self.session
                    .resume()
                    .context("cannot take the terminal again")?;
                self.model.area = self.session.area();
            }
            // There is nothing to read: said where other programs find it, with their exit code.
            Msg::Failed(text)
                if self.model.letter.document.text_len() == 0 && self.model.library.is_none() =>
            {
                bail!("{text}")
            }
            _ => {}
        }
        Ok(())
    }

    /// Starts listening for keys, if that is not done yet.
    fn listen(&mut self) {
        if let Some(keyboard) = self.unheard.take() {
            keyboard.listen();
        }
    }

    /// The next thing that happens. Nothing wakes an idle program but a deadline the model names, or a letter that is long in coming.
    fn next(&mut self) -> Option<Msg> {
        if self.unheard.is_some() {
            if let Ok(msg) = self.queue.try_recv() {
                return Some(msg);
            }
            // While the letter is being read there is time for what its frame will need.
            let model = &self.model;
            self.session.rehearse(|frame| screen::draw(model, frame));
            if let Ok(msg) = self.queue.recv_timeout(BLINK) {
                return Some(msg);
            }
            self.listen();
        }
        let wait = self.model.wait();
        let Some(time) = wait.or(self.coming.is_some().then_some(SOON)) else {
            return self.queue.recv().ok();
        };
        match self.queue.recv_timeout(time) {
            Ok(msg) => Some(msg),
            Err(RecvTimeoutError::Timeout) if wait.is_some() => Some(Msg::Waited),
            Err(RecvTimeoutError::Timeout) => {
                let texts = &self.model.texts.status;
                Some(Msg::Progress(match self.coming.take()? {
                    Source::Input => texts.reading_input.clone(),
                    source => fill(&texts.reading, &[("name", &source.name())]),
                }))
            }
            Err(RecvTimeoutError::Disconnected) => None,
        }
    }

    fn draw(&mut self) -> anyhow::Result<()> {
        // The first frame waits for the letter's first screen, unless something must be said.
        let early = self.coming.is_some()
            && self.model.letter.document.text_len() == 0
            && self.model.status.is_none()
            && self.model.over.is_none();
        if early || !self.session.has_terminal() {
            return Ok(());
        }
        self.coming = None;
        let model = &self.model;
        // Some terminals keep a picture until what is under it is wiped.
        let picture = printed::area(model);
        if self.pictured.is_some() && self.pictured != picture {
            self.session.fit(model.area)?;
        }
        self.pictured = picture;
        self.session
            .draw(model.area, |frame| screen::draw(model, frame))
            .context("cannot draw on the terminal")?;
        self.session.allow_paste(self.model.typing());
        Ok(())
    }

    /// Sees to an effect; `false`: the reader is left.
    fn perform(&mut self, effect: Effect) -> anyhow::Result<bool> {
        match effect {
            Effect::Search(query) => self.desk.search(query),
            Effect::StopSearch => self.desk.stop_search(),
            Effect::Library(job) => self.desk.look_up(job),
            Effect::Compare(job) => self.desk.compare(job),
            Effect::Take(path, edition) => self.desk.take(path, edition),
            Effect::Import => self.desk.import(),
            Effect::StopImport => self.desk.stop_import(),
            Effect::Reload if self.model.library.is_some() => self.desk.import(),
            Effect::Index => {
                let letter = &self.model.letter;
                self.desk.index(letter.document.clone(), letter.edition);
                if self.model.settings.reload {
                    self.desk.watch();
                }
            }
            Effect::Unlock(password) => self.desk.unlock(password),
            Effect::DrawPage(wanted) => self.desk.draw_page(wanted),
            Effect::AskDisplay => {
                self.session
                    .ask(display::QUESTION)
                    .context("cannot ask the terminal what it shows")?;
                let news = News::Display(Display::from_environment());
                let _ = self.sender.send(Msg::Printed(news));
            }
            Effect::Reload if self.desk.can_read_again() => self.desk.open(),
            Effect::Reload => {
                let text = self.model.texts.status.no_reload.clone();
                self.model.warn(text);
            }
            Effect::Copy(text) => self
                .session
                .copy(&text)
                .context("cannot reach the terminal's clipboard")?,
            Effect::Theme(name) => {
                let (theme, mistakes) = load_theme(&name, self.model.theme.depth());
                self.model.theme = theme;
                if let Some(mistake) = mistakes.first() {
                    self.model.warn(mistake.to_string());
                }
            }
            Effect::Remember => self.remember(),
            Effect::Repaint => self.session.fit(self.model.area)?,
            Effect::Suspend => {
                if !self.session.suspend()? {
                    let text = self.model.texts.status.no_suspend.clone();
                    self.model.warn(text);
                }
            }
            Effect::Quit => return Ok(false),
        }
        Ok(true)
    }

    /// Keeps comfort for next time; that it cannot be kept is no reason to disturb anyone.
    fn remember(&self) {
        if !self.model.settings.remember {
            return;
        }
        let mut state = State::of(&self.model.settings, &self.model.search.history);
        // As they are now: another reader may have left its own in the meantime.
        let left = State::load().unwrap_or_default();
        (state.bookmarks, state.visits) = (left.bookmarks, left.visits);
        if let Some(library) = &self.model.library {
            shelf::keep(library, &mut state.visits, now());
        }
        let bookmarks = self.model.left.iter().cloned();
        for bookmark in bookmarks.chain(resume::bookmark(&self.model)) {
            bookmark.keep_among(&mut state.bookmarks);
        }
        let _ = state.save();
    }

    fn fail_on_purpose(&self, msg: &Msg) -> anyhow::Result<()> {
        use ratatui::crossterm::event::KeyCode;
        let pressed = matches!(msg, Msg::Input(Event::Key(key)) if key.code == KeyCode::Char('!'));
        match self.fault.filter(|_| pressed) {
            None => {}
            Some(Fault::Panic) => panic!("a fault on purpose \u{1b}[2J\u{9b}2J\u{202e}"),
            Some(Fault::Error) => bail!("a fault on purpose"),
            Some(Fault::WorkerPanic) => self.desk.fail_on_purpose(),
            Some(Fault::Hang) => thread::sleep(Duration::from_secs(30)),
        }
        Ok(())
    }
}

/// The exit code when a signal ended the program; `None` when it ended by itself.
#[must_use]
pub fn exit_code() -> Option<u8> {
    watch::exit_code()
}
