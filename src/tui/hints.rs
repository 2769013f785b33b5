//! Which actions matter in what one is doing: their keys stand at the foot of the screen.
//!
//! It must not know how they are drawn.

use crate::tui::action::Action;
use crate::tui::compare::way_back;
use crate::tui::facets::Facets;
use crate::tui::keymap::Context;
use crate::tui::library;
use crate::tui::model::{Focus, Model, Over};
use crate::tui::narrowing;

/// What matters in a letter from which one goes back to a comparison.
const BEFORE_COMPARISON: &[Action] = &[
    Action::Back,
    Action::NextReference,
    Action::Follow,
    Action::SearchForward,
    Action::Help,
    Action::Quit,
];

/// What matters in what one is doing, the most useful first.
#[must_use]
pub fn hinted(model: &Model) -> &'static [Action] {
    match model.on_top() {
        Some(over) => hinted_over(model, over),
        None if is_before_comparison(model) => BEFORE_COMPARISON,
        None => hinted_below(model),
    }
}

/// Whether one reads a letter from which one goes back to a comparison.
fn is_before_comparison(model: &Model) -> bool {
    let reads = model.context() == Context::Read && model.focus == Focus::Text;
    reads && way_back::is_next(model)
}

/// What matters in what lies over the panes.
fn hinted_over(model: &Model, over: &Over) -> &'static [Action] {
    match over {
        Over::Peek(peek) if peek.scrolls(model) => &[Action::LineDown, Action::Cancel],
        Over::Command(line) if line.can_choose() => &[
            Action::PromptScopeNext,
            Action::PromptHitDown,
            Action::PromptAccept,
            Action::PromptCancel,
        ],
        Over::Command(_) | Over::Password(_) => &[Action::PromptAccept, Action::PromptCancel],
        Over::Peek(_) | Over::List(_) => &[Action::Cancel],
        Over::Dossier(_) => &[
            Action::LineDown,
            Action::Follow,
            Action::CopyLink,
            Action::Cancel,
        ],
        Over::Facets(list) => hinted_in_facets(model, list),
        Over::Shelf if model.context() == Context::Prompt => &[
            Action::PromptHitDown,
            Action::PromptAccept,
            Action::PromptScopeNext,
            Action::PromptCancel,
        ],
        Over::Shelf if model.compare.choosing() => &[
            Action::LineDown,
            Action::Compare,
            Action::Find,
            Action::Cancel,
            Action::Help,
        ],
        Over::Shelf => &[
            Action::SearchForward,
            Action::Follow,
            Action::Find,
            Action::SwitchOrder,
            Action::GroupLetters,
            Action::Compare,
            Action::Help,
            Action::Quit,
            Action::LineDown,
        ],
        Over::Compare => hinted_in_comparison(model),
    }
}

/// What matters in a comparison.
fn hinted_in_comparison(model: &Model) -> &'static [Action] {
    /// The first so many go from hit to hit.
    const OF_HITS: usize = 2;
    const HINTED: &[Action] = &[
        Action::NextHit,
        Action::PreviousHit,
        Action::NextChange,
        Action::PreviousChange,
        Action::Follow,
        Action::Unchanged,
        Action::SearchForward,
        Action::Cancel,
        Action::Help,
    ];
    match &model.compare {
        compare if compare.typing() => &[
            Action::PromptHitDown,
            Action::PromptAccept,
            Action::PromptCancel,
        ],
        compare if compare.seeks() => HINTED,
        _ => &HINTED[OF_HITS..],
    }
}

/// What matters where hits are counted.
fn hinted_in_facets(model: &Model, list: &Facets) -> &'static [Action] {
    if list.typed.is_some() {
        &[Action::PromptAccept, Action::PromptCancel]
    } else if narrowing::has_filter(model) {
        &[
            Action::LineDown,
            Action::Follow,
            Action::Back,
            Action::Against,
            Action::Cancel,
            Action::SearchForward,
            Action::NextHit,
        ]
    } else {
        &[
            Action::LineDown,
            Action::Follow,
            Action::Against,
            Action::Cancel,
            Action::SearchForward,
            Action::NextHit,
        ]
    }
}

/// What matters while a query is typed.
fn hinted_in_prompt(model: &Model) -> &'static [Action] {
    const HINTED: &[Action] = &[
        Action::PromptHitDown,
        Action::PromptAccept,
        Action::PromptCancel,
        Action::PromptScopeNext,
        Action::PromptHistoryOlder,
        Action::Facets,
    ];
    // Only the hits of a library spread.
    let hinted = if library::is_wide(model) {
        HINTED.len()
    } else {
        HINTED.len() - 1
    };
    &HINTED[..hinted]
}

/// What matters in the panes, or in the prompt.
fn hinted_below(model: &Model) -> &'static [Action] {
    match (model.context(), model.focus) {
        (Context::Prompt, _) => hinted_in_prompt(model),
        (Context::Select, _) => &[
            Action::CopySelection,
            Action::CopyWithCitation,
            Action::WordRight,
            Action::Cancel,
        ],
        (_, Focus::Notes) => &[
            Action::LineDown,
            Action::Follow,
            Action::CopyNote,
            Action::CopyLink,
            Action::Peek,
            Action::Cancel,
            Action::Help,
        ],
        (_, Focus::Text) if model.printed.shown => &[
            Action::PrintedPage,
            Action::NextPage,
            Action::PreviousPage,
            Action::SearchForward,
            Action::Cancel,
            Action::Help,
        ],
        (_, Focus::Text) if model.search.query.is_some() => &[
            Action::NextHit,
            Action::PreviousHit,
            Action::OnlyHits,
            Action::FocusHits,
            Action::NextReference,
            Action::Cancel,
            Action::Help,
        ],
        (_, Focus::Text) => &[
            Action::SearchForward,
            Action::NextReference,
            Action::Follow,
            Action::Back,
            Action::Help,
            Action::Quit,
            Action::NextSection,
            Action::FocusSections,
        ],
        _ => &[
            Action::LineDown,
            Action::Follow,
            Action::Cancel,
            Action::CyclePanes,
            Action::Help,
        ],
    }
}
