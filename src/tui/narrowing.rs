//! Makes a bar of how hits spread a filter of the query, and takes it away again.
//!
//! It must not know how bars are counted or drawn, nor what a filter means.

use crate::index::filters;
use crate::tui::effect::Effect;
use crate::tui::facet_rows::Row;
use crate::tui::facets::{Facets, is_current, shown};
use crate::tui::model::{Model, Over};
use crate::tui::search;

/// The filter that the chosen bar is or would be: its name and value.
fn chosen(list: &Facets) -> Option<(&'static str, &str)> {
    match list.rows.get(list.choice.at) {
        Some(Row::Bar(group, bar, _)) => Some((group.filter(), &bar.name)),
        _ => None,
    }
}

/// Whether nothing was found, for neither query, in what the chosen bar is of.
fn is_empty(list: &Facets) -> bool {
    let mut rows = list.rows.iter().skip(list.choice.at);
    let first = matches!(rows.next(), Some(Row::Bar(_, bar, _)) if bar.letters > 0);
    let second = matches!(rows.next(), Some(Row::Second(bar, _)) if bar.letters > 0);
    !first && !second
}

/// Whether the chosen bar is a filter now.
#[must_use]
pub fn chosen_filters(model: &Model) -> bool {
    let query = model.search.query.as_ref();
    let chosen = shown(model).and_then(chosen);
    chosen
        .zip(query)
        .is_some_and(|((name, value), query)| filters::has(&query.text, name, value))
}

/// Whether there is a filter that [`step_back`] would take away.
#[must_use]
pub fn has_filter(model: &Model) -> bool {
    let query = model.search.query.as_ref();
    query.is_some_and(|query| filters::last(&query.text).is_some())
}

/// Makes the chosen bar a filter; takes it away, where it is one.
pub fn choose(model: &mut Model) -> Vec<Effect> {
    let (Some(list), Some(query)) = (shown(model), &model.search.query) else {
        return Vec::new();
    };
    // What is out of date is not to be chosen from.
    let Some((name, value)) = chosen(list).filter(|_| is_current(model, list)) else {
        return Vec::new();
    };
    let value = value.to_owned();
    if filters::has(&query.text, name, &value) {
        return change(model, |text| filters::without(text, name, &value));
    }
    if is_empty(list) {
        model.say(model.texts.library.empty_bar.clone());
        return Vec::new();
    }
    change(model, |text| {
        if filters::has(text, name, &value) {
            return text.to_owned();
        }
        filters::with(text, name, &value)
    })
}

/// Takes the filter away that was put in last.
pub fn step_back(model: &mut Model) -> Vec<Effect> {
    let query = model.search.query.as_ref();
    let Some((name, value)) = query.and_then(|query| filters::last(&query.text)) else {
        model.say(model.texts.library.no_filter.clone());
        return Vec::new();
    };
    let (name, value) = (name.to_owned(), value.to_owned());
    change(model, |text| filters::without(text, &name, &value))
}

/// Changes the query that stands, and the one it is compared with: they are looked for in the same letters.
fn change(model: &mut Model, changed: impl Fn(&str) -> String) -> Vec<Effect> {
    let (Some(Over::Facets(list)), Some(query)) = (&mut model.over, &mut model.search.query) else {
        return Vec::new();
    };
    let text = changed(&query.text);
    if text.trim().is_empty() {
        model.say(model.texts.library.only_filter.clone());
        return Vec::new();
    }
    list.against = list.against.take().and_then(|mut against| {
        against.text = changed(&against.text);
        // Nothing is left of a query that was one filter.
        (!against.text.trim().is_empty()).then_some(against)
    });
    query.text.clone_from(&text);
    model.search.remember(&text);
    search::ask(model)
}
