//! What a reader needs before it opens: keys, colours, words, and what is remembered of the last time.
//!
//! It must not know what is opened, nor the terminal.

use std::sync::Arc;

use crate::catalogue::{Texts, fill};
use crate::config::{Mistake, Settings, user_table};
use crate::tui::keymap::Keymap;
use crate::tui::model::Model;
use crate::tui::theme::{Depth, Theme};

/// A model for some settings and a screen of so many columns and rows, with the mistakes in the settings and in the user's other files.
pub(super) fn model(
    (mut settings, mut mistakes): (Settings, Vec<Mistake>),
    depth: Depth,
    area: (u16, u16),
) -> (Model, Vec<Mistake>) {
    let (keymap, wrong_keys) = Keymap::load(user_table("keys.toml").as_ref());
    let (theme, wrong_colours) = Theme::load((&settings.theme, &settings.origin("theme")), depth);
    mistakes.extend(wrong_keys.into_iter().chain(wrong_colours));
    let texts = Texts::of(settings.lang);
    let left = settings.go_on();
    let mut model = Model::new(settings, texts, Arc::new(keymap), theme, area);
    model.search.history = left.queries;
    model.bookmarks = left.bookmarks;
    model.visits = left.visits;
    if let Some(first) = mistakes.first() {
        let text = model.texts.status.mistakes.count(mistakes.len());
        model.notice = Some(fill(&text, &[("first", &first.short())]));
    }
    model.mistakes = mistakes.iter().map(ToString::to_string).collect();
    (model, mistakes)
}
