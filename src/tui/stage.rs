//! The reader without a terminal: keys in, frame out. For `--keys … --frame …`, for tests, and for bug reports.
//!
//! Every effect is carried out at once, so that a frame never shows work half done.

use std::sync::mpsc::{Receiver, Sender};

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::crossterm::event::Event;

use crate::tui::display::Display;
use crate::tui::effect::{Desk, Effect};
use crate::tui::key::Key;
use crate::tui::model::{Model, Msg};
use crate::tui::printed::News;
use crate::tui::screen;
use crate::tui::update::update;

/// A reader that nobody looks at.
#[derive(Debug)]
pub struct Stage {
    /// Its state, for tests to look at.
    pub model: Model,
    /// What was put on the clipboard, newest last.
    pub copied: Vec<String>,
    /// Whether it was asked to end.
    pub ended: bool,
    desk: Desk,
    queue: Receiver<Msg>,
    sender: Sender<Msg>,
}

impl Stage {
    /// Opens the letter or the library of a desk, which reports to the queue.
    #[must_use]
    pub fn new(model: Model, desk: Desk, (sender, queue): (Sender<Msg>, Receiver<Msg>)) -> Self {
        let mut stage = Self {
            model,
            copied: Vec::new(),
            ended: false,
            desk,
            queue,
            sender,
        };
        if stage.model.library.is_some() {
            stage.desk.import();
        } else {
            stage.desk.open();
        }
        stage.finish();
        stage
    }

    /// Presses keys in the notation of the key map: `/encro<Enter>nn`.
    pub fn press(&mut self, keys: &str) -> Result<(), String> {
        for key in Key::parse_sequence(keys)? {
            self.happen(Msg::Input(Event::Key(key.to_event())));
        }
        Ok(())
    }

    /// Lets something happen and waits until everything that follows is done.
    pub fn happen(&mut self, msg: Msg) {
        let _ = self.sender.send(msg);
        self.finish();
    }

    fn finish(&mut self) {
        while let Ok(msg) = self.queue.try_recv() {
            for effect in update(&mut self.model, msg) {
                match effect {
                    Effect::Search(query) => self.desk.search(query),
                    Effect::StopSearch => self.desk.stop_search(),
                    Effect::Library(job) => self.desk.look_up(job),
                    Effect::Compare(job) => self.desk.compare(job),
                    Effect::Take(path, edition) => self.desk.take(path, edition),
                    Effect::Import => self.desk.import(),
                    Effect::StopImport => self.desk.stop_import(),
                    Effect::Copy(text) => self.copied.push(text),
                    Effect::Index => {
                        let letter = &self.model.letter;
                        self.desk.index(letter.document.clone(), letter.edition);
                    }
                    Effect::Reload if self.model.library.is_some() => self.desk.import(),
                    Effect::Reload => self.desk.open(),
                    Effect::AskDisplay => {
                        let _ = self
                            .sender
                            .send(Msg::Printed(News::Display(Display::default())));
                    }
                    Effect::DrawPage(wanted) => self.desk.draw_page(wanted),
                    Effect::Unlock(password) => self.desk.unlock(password),
                    Effect::Theme(name) => {
                        self.model.theme =
                            crate::tui::load_theme(&name, self.model.theme.depth()).0;
                    }
                    Effect::Quit => self.ended = true,
                    Effect::Remember | Effect::Repaint | Effect::Suspend => {}
                }
            }
        }
    }

    /// The frame as it would be drawn: every cell with its style, and the cursor's cell.
    #[must_use]
    pub fn frame(&self) -> (Buffer, Option<(u16, u16)>) {
        let (width, height) = self.model.area;
        let mut terminal = Terminal::new(TestBackend::new(width, height))
            .expect("a terminal in memory cannot fail");
        let drawn = terminal
            .draw(|frame| screen::draw(&self.model, frame))
            .expect("a terminal in memory cannot fail");
        let buffer = drawn.buffer.clone();
        let backend = terminal.backend();
        let cursor = backend
            .cursor_visible()
            .then(|| backend.cursor_position())
            .map(|at| (at.x, at.y));
        (buffer, cursor)
    }

    /// The frame's characters, a line a row, without spaces at line ends.
    #[must_use]
    pub fn text(&self) -> String {
        let (buffer, _) = self.frame();
        let mut text = String::new();
        for y in buffer.area.top()..buffer.area.bottom() {
            let mut row = String::new();
            let mut x = buffer.area.left();
            while x < buffer.area.right() {
                let symbol = buffer[(x, y)].symbol();
                row.push_str(symbol);
                x += crate::layout::wrap::columns(symbol).max(1) as u16;
            }
            text.push_str(row.trim_end());
            text.push('\n');
        }
        text
    }
}
