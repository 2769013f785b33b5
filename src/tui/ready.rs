//! What a reader needs before it opens: keys, colours, words, and what is remembered of the last time.
//!
//! It must not know what is opened, nor the terminal.

use std::sync::Arc;

use crate::catalogue::{Texts, fill};
use crate::config::{Mistake, Settings, State, user_table};
use crate::tui::keymap::Keymap;
use crate::tui::model::Model;
use crate::tui::theme::{Depth, Theme};

/// All that is needed for a model.
pub(super) struct Ready {
    pub(super) settings: Settings,
    texts: Arc<Texts>,
    left: State,
    keymap: Keymap,
    theme: Theme,
    mistakes: Vec<Mistake>,
}

impl Ready {
    /// Reads the user's files for some settings, in which there may be mistakes already.
    pub(super) fn new(
        (mut settings, mut mistakes): (Settings, Vec<Mistake>),
        depth: Depth,
    ) -> Self {
        let (keymap, wrong_keys) = Keymap::load(user_table("keys.toml").as_ref());
        let (theme, wrong_colours) = Theme::load(&settings.theme, depth);
        mistakes.extend(wrong_keys.into_iter().chain(wrong_colours));
        Self {
            texts: Texts::of(settings.lang),
            left: settings.go_on(),
            settings,
            keymap,
            theme,
            mistakes,
        }
    }

    /// A model for a screen of so many columns and rows, with the mistakes in the user's files.
    pub(super) fn model(self, area: (u16, u16)) -> (Model, Vec<Mistake>) {
        let (keymap, mistakes) = (Arc::new(self.keymap), self.mistakes);
        let mut model = Model::new(self.settings, self.texts, keymap, self.theme, area);
        model.search.history = self.left.queries;
        model.bookmarks = self.left.bookmarks;
        model.visits = self.left.visits;
        if let Some(first) = mistakes.first() {
            let text = model.texts.status.mistakes.count(mistakes.len());
            model.notice = Some(fill(&text, &[("first", &first.short())]));
        }
        model.mistakes = mistakes.iter().map(ToString::to_string).collect();
        (model, mistakes)
    }
}
