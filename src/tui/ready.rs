//! What a reader needs before it opens: keys, colours, words, and what is remembered of the last time.
//!
//! It must not know what is opened, nor the terminal.

use std::sync::Arc;
use std::thread::JoinHandle;

use crate::catalogue::{Texts, fill};
use crate::config::{Mistake, Settings, State, user_table};
use crate::tui::keymap::Keymap;
use crate::tui::model::Model;
use crate::tui::theme::{Depth, Theme};
use crate::tui::worker::spawn;

/// All that is needed for a model.
pub(super) struct Ready {
    pub(super) settings: Settings,
    texts: Arc<Texts>,
    left: State,
    mistakes: Vec<Mistake>,
    /// Read beside the rest: nothing waits for them but the first frame.
    files: JoinHandle<Files>,
}

/// Keys and colours, with the mistakes in the user's files.
struct Files {
    keymap: Keymap,
    theme: Theme,
    mistakes: Vec<Mistake>,
}

impl Files {
    fn read(theme: &str, depth: Depth) -> Self {
        let (keymap, mut mistakes) = Keymap::load(user_table("keys.toml").as_ref());
        let (theme, more) = Theme::load(theme, depth);
        mistakes.extend(more);
        Self {
            keymap,
            theme,
            mistakes,
        }
    }
}

impl Ready {
    /// Reads the user's files for some settings, in which there may be mistakes already.
    pub(super) fn new((mut settings, mistakes): (Settings, Vec<Mistake>), depth: Depth) -> Self {
        let theme = settings.theme.clone();
        let files = spawn("files", move || Files::read(&theme, depth));
        Self {
            texts: Texts::of(settings.lang),
            left: settings.go_on(),
            settings,
            mistakes,
            files,
        }
    }

    /// A model for a screen of so many columns and rows, with the mistakes in the user's files.
    pub(super) fn model(self, area: (u16, u16)) -> (Model, Vec<Mistake>) {
        let files = self.files.join();
        let files = files.expect("no file makes the reading of keys and themes panic");
        let keymap = Arc::new(files.keymap);
        let mut model = Model::new(self.settings, self.texts, keymap, files.theme, area);
        model.search.history = self.left.queries;
        model.bookmarks = self.left.bookmarks;
        model.visits = self.left.visits;
        let mistakes = [self.mistakes, files.mistakes].concat();
        if let Some(first) = mistakes.first() {
            let text = model.texts.status.mistakes.count(mistakes.len());
            model.notice = Some(fill(&text, &[("first", &first.short())]));
        }
        model.mistakes = mistakes.iter().map(ToString::to_string).collect();
        (model, mistakes)
    }
}
