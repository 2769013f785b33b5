//! What is told of a comparison in one row: which letter is the older, how much changed, at which change one is, and where.
//!
//! It must not know where on the screen that stands.

use crate::catalogue::fill;
use crate::compare::Totals;
use crate::document::Document;
use crate::document::place::Place;
use crate::layout::wrap::columns;
use crate::tui::action::Action;
use crate::tui::compare::age::{self, Known};
use crate::tui::compare::comparer::{Pair, Version};
use crate::tui::ink::Ink;
use crate::tui::keymap::Context;
use crate::tui::model::Model;
use crate::tui::theme::Role;

/// What is told of the letters, and of where one is in them: as much of both as some columns hold, with three between them.
pub(super) fn both(model: &Model, pair: &Pair, room: u16) -> (String, String) {
    let (of_letters, here) = (of_letters(model, pair), here(model, pair));
    let fits = |told: &str, here: &str| columns(told) + columns(here) <= usize::from(room);
    // At which change one is, is told in words, if need be at the cost of those of the counts.
    let (long, short) = here.split_at(here.len() - 1);
    for told in &of_letters {
        for places in [long, short] {
            for told in told {
                if let Some(place) = places.iter().find(|place| fits(told, place)) {
                    return (told.clone(), place.clone());
                }
            }
        }
    }
    let shortest = of_letters.into_iter().flatten().last();
    (shortest.unwrap_or_default(), String::new())
}

/// Which letter is the older, where that must be said, and how much changed: the fullest words first, then signs; apart from these, what leaves
/// something out.
fn of_letters(model: &Model, pair: &Pair) -> Vec<Vec<String>> {
    let ink = Ink::new(model);
    let texts = &model.texts.compare;
    let totals = &pair.comparison.totals;
    if is_same_letter(pair) {
        return vec![vec![texts.same_letter.clone()]];
    }
    let words = [
        &texts.changed,
        &texts.new,
        &texts.gone,
        &texts.moved,
        &texts.same,
    ];
    let counts = counts(&ink, totals).into_iter();
    let told = counts.map(|(kind, sign, count, _)| {
        format!("{sign}{}", fill(words[kind], &[("n", &count.to_string())]))
    });
    let dot = |parts: &[&str]| ink.words(&parts.join(" · "));
    let long = told.collect::<Vec<_>>().join(" · ");
    let short = counted(&ink, totals);
    match order(model, pair) {
        None => vec![vec![dot(&[&long]), short]],
        Some([order, swaps]) => {
            let swaps = format!("{swaps}  {short}");
            let full = vec![dot(&[&order, &long]), dot(&[&order, &short]), swaps];
            vec![full, vec![short]]
        }
    }
}

/// That the letter before is not the older for certain, and how to exchange them; in full, and the latter alone.
fn order(model: &Model, pair: &Pair) -> Option<[String; 2]> {
    let texts = &model.texts.compare;
    let told = match (pair.known(), pair.is_turned()) {
        (Known::Dates, false) => return None,
        (Known::Dates, true) => &texts.order_turned,
        (Known::Names, _) => &texts.order_guessed,
        (Known::Not, _) => &texts.order_unknown,
    };
    let action = Action::SwitchOrder;
    let key = model.key_for(Context::Read, action);
    let key = key.unwrap_or_else(|| format!(":{}", action.name()));
    Some([told, &texts.swaps].map(|text| fill(text, &[("key", &key)])))
}

/// Whether the letter before is the older for certain.
pub(super) fn is_by_age(pair: &Pair) -> bool {
    pair.known() == Known::Dates && !pair.is_turned()
}

/// Whether two letters are one: nothing differs, not even what is told of them.
fn is_same_letter(pair: &Pair) -> bool {
    let [old, new] = [Version::Old, Version::New].map(|version| pair.document(version));
    let differs = pair.comparison.totals.differing() > 0;
    !differs && old.title == new.title && old.facts == new.facts
}

/// What tells a letter from another of the same title and date: its number, or the name or place of its file.
pub(super) fn what_differs<'d>(document: &'d Document, other: &Document) -> &'d str {
    match document.facts.number.as_deref() {
        Some(number) if other.facts.number.as_deref() != Some(number) => number,
        _ if age::file_name(document) != age::file_name(other) => age::file_name(document),
        _ if document.source != other.source => end_that_differs(&document.source, &other.source),
        _ => "",
    }
}

/// The last folders of a file that tell it from another one, with its name.
fn end_that_differs<'d>(source: &'d str, other: &str) -> &'d str {
    let folders = source.rmatch_indices(['/', '\\']);
    let mut ends = folders.map(|(at, _)| &source[at + 1..]);
    ends.find(|end| !other.ends_with(end)).unwrap_or(source)
}

/// How much changed, in signs.
fn counted(ink: &Ink, totals: &Totals) -> String {
    let counts = counts(ink, totals).into_iter();
    let counts = counts.map(|(_, sign, count, _)| format!("{sign}{count}"));
    counts.collect::<Vec<_>>().join(" ")
}

/// What there is any of: which of the five kinds, its sign, how many, and its role.
pub(super) fn counts(ink: &Ink, totals: &Totals) -> Vec<(usize, &'static str, usize, Role)> {
    let all = [
        (0, "~", totals.changed, Role::Changed),
        (1, "+", totals.new, Role::New),
        (2, "-", totals.gone, Role::Gone),
        (3, moved_sign(ink), totals.moved, Role::Changed),
        (4, "=", totals.same, Role::Dim),
    ];
    all.into_iter()
        .filter(|(_, _, count, _)| *count > 0)
        .collect()
}

pub(super) fn moved_sign(ink: &Ink) -> &'static str {
    ink.sign("»", "m")
}

/// At which change one is, and where: the fullest words first, the shortest last.
fn here(model: &Model, pair: &Pair) -> Vec<String> {
    let place = place(model, pair);
    let Some((at, all)) = change(model, pair) else {
        return vec![place, String::new()];
    };
    let (n, m) = (at.to_string(), all.to_string());
    let told = fill(&model.texts.compare.change_of, &[("n", &n), ("m", &m)]);
    let long = Ink::new(model).words(&format!("{told} · {place}"));
    vec![long, told, format!("{n}/{m}")]
}

/// Which change one is at, from 1, of how many.
fn change(model: &Model, pair: &Pair) -> Option<(usize, usize)> {
    let (blocks, point) = (&model.compare.blocks, model.compare.point);
    blocks.get(point).filter(|block| block.is_change(pair))?;
    let is_change = |at: &usize| blocks[*at].is_change(pair);
    let before = (0..point).filter(is_change).count();
    let behind = (point + 1..blocks.len()).filter(is_change).count();
    Some((before + 1, before + 1 + behind))
}

/// Where one is, in the older letter and in the newer.
fn place(model: &Model, pair: &Pair) -> String {
    let block = model.compare.blocks.get(model.compare.point);
    let row = block.and_then(|block| {
        let row = block.first(&pair.comparison) as usize;
        pair.comparison.rows.get(row)
    });
    let Some(row) = row else {
        return String::new();
    };
    let locator =
        |version, at: Option<u32>| Some(pair.document(version).locator(Place::start(at?)));
    let both = [
        locator(Version::Old, row.old),
        locator(Version::New, row.new),
    ];
    let both: Vec<String> = both.into_iter().flatten().collect();
    let ink = Ink::new(model);
    ink.words(&both.join(ink.sign(" → ", " -> ")))
}
