//! A query in both letters: typed in the pane, counted in both as one types, and gone through from passage to passage.
//!
//! It must not know how it is answered.

use std::ops::Range;
use std::sync::Arc;

use crate::index::query::Query;
use crate::tui::action::Action;
use crate::tui::compare::blocks::{self, Block};
use crate::tui::compare::comparer::{Counted, Job, Version};
use crate::tui::compare::{self};
use crate::tui::effect::Effect;
use crate::tui::line::LineEdit;
use crate::tui::model::Model;

/// What is sought in both letters.
#[derive(Debug, Clone, Default)]
pub(super) struct Sought {
    /// What is asked.
    pub(super) query: Option<Query>,
    /// What it finds; of the query before, until the answer is there.
    pub(super) counted: Option<Arc<Counted>>,
    /// What is typed.
    pub(super) line: LineEdit,
    /// Whether typed letters go into it.
    pub(super) typing: bool,
    /// What was asked before one began to type.
    before: Option<Query>,
    /// Whether the answer is gone to when it comes.
    go: bool,
}

impl Sought {
    /// Asks another query; what was found for the last stays until the answer is there.
    pub(super) fn put(&mut self, query: Option<Query>) {
        if query.is_none() {
            self.forget();
        }
        self.query = query;
    }

    /// Forgets what was found: it was in other letters.
    pub(super) fn forget(&mut self) {
        self.counted = None;
    }

    /// The rows of the comparison with hits, in order.
    pub(super) fn rows(&self) -> &[u32] {
        self.counted.as_ref().map_or(&[], |counted| &counted.rows)
    }

    /// Whether what was found is the answer to what is asked.
    fn is_answered(&self) -> bool {
        let counted = self.counted.as_ref().map(|counted| &counted.query);
        counted == self.query.as_ref()
    }
}

/// `/`: a query is typed.
pub(super) fn open(model: &mut Model) {
    let sought = &mut model.compare.sought;
    sought.typing = true;
    sought.go = false;
    sought.line.clear();
    sought.before = sought.query.clone();
}

/// Puts typed or pasted text in.
pub fn insert(model: &mut Model, text: &str) -> Vec<Effect> {
    model.compare.sought.line.insert(text);
    typed(model)
}

/// What an action does while a query is typed; `None`: not its business.
pub(super) fn edit(model: &mut Model, action: Action) -> Option<Vec<Effect>> {
    let sought = &mut model.compare.sought;
    match action {
        Action::PromptDeleteBack if sought.line.text().is_empty() => return Some(cancel(model)),
        Action::PromptDeleteBack => drop(sought.line.delete_back()),
        _ if sought.line.edit(action) => {}
        Action::PromptHitDown => step(model, 1),
        Action::PromptHitUp => step(model, -1),
        Action::PromptAccept => return Some(accept(model)),
        Action::PromptCancel | Action::Cancel => return Some(cancel(model)),
        Action::Repaint | Action::Suspend => return None,
        _ => {}
    }
    Some(typed(model))
}

/// Asks for what the line now says, if that is not asked already.
fn typed(model: &mut Model) -> Vec<Effect> {
    let sought = &mut model.compare.sought;
    if !sought.typing {
        return Vec::new();
    }
    let text = sought.line.text();
    let query = (!text.trim().is_empty()).then(|| Query::new(text, true));
    if query == sought.query {
        return Vec::new();
    }
    sought.put(query);
    ask(model)
}

/// Asks for the counts of the query that stands, unless they are there.
pub(super) fn ask(model: &Model) -> Vec<Effect> {
    let sought = &model.compare.sought;
    match &model.compare.wanted {
        Some(wanted) if sought.query.is_some() && !sought.is_answered() => {
            let job = Job::Compare(wanted.clone(), sought.query.clone());
            vec![Effect::Compare(job)]
        }
        _ => Vec::new(),
    }
}

/// Enter: the query stands, and one is at its next hit.
fn accept(model: &mut Model) -> Vec<Effect> {
    let sought = &mut model.compare.sought;
    sought.typing = false;
    let text = sought.line.text().to_owned();
    if text.trim().is_empty() {
        // As in vi, an empty search is the last one again.
        let before = sought.before.take();
        sought.put(before);
        return ask(model);
    }
    model.search.remember(&text);
    if model.compare.sought.is_answered() {
        to_nearest(model);
    } else {
        model.compare.sought.go = true;
    }
    Vec::new()
}

/// Esc: what was asked before is asked again.
fn cancel(model: &mut Model) -> Vec<Effect> {
    let sought = &mut model.compare.sought;
    sought.typing = false;
    let before = sought.before.take();
    sought.put(before);
    ask(model)
}

/// Takes an answer, if it is the one to the newest query.
pub(super) fn found(model: &mut Model, counted: Counted) {
    let sought = &mut model.compare.sought;
    if sought.query.as_ref() != Some(&counted.query) {
        return;
    }
    let remarks = &counted.answer(Version::New).remarks;
    let remark = remarks.first().map(|remark| model.texts.remark(remark));
    sought.counted = Some(Arc::new(counted));
    if std::mem::take(&mut sought.go) {
        to_nearest(model);
    }
    if let Some(remark) = remark {
        model.warn(remark);
    }
}

/// The rows of the block one is at, as far as their words are shown.
fn rows_here(model: &Model) -> Option<Range<u32>> {
    let compare = &model.compare;
    let pair = compare.pair.as_deref()?;
    let block = *compare.blocks.get(compare.point)?;
    let first = block.first(&pair.comparison);
    let end = match block {
        Block::Heading(section) | Block::Quiet(section) => {
            blocks::headings(pair, &pair.comparison.sections[section as usize]).end
        }
        Block::Fold(..) => first,
        Block::Row(row) => row + 1,
    };
    Some(first..end)
}

/// The hit one is at, counted from 1, and how many there are: passages.
pub(super) fn current(model: &Model) -> (Option<usize>, usize) {
    let rows = model.compare.sought.rows();
    let at = rows_here(model).and_then(|here| {
        let before = rows.partition_point(|&row| row < here.start);
        rows.get(before).filter(|&row| here.contains(row))?;
        Some(before + 1)
    });
    (at, rows.len())
}

/// Goes to the hit one is at, or the next.
fn to_nearest(model: &mut Model) {
    let Some(here) = rows_here(model) else {
        return;
    };
    let rows = model.compare.sought.rows();
    let at = rows.partition_point(|&row| row < here.start);
    let found = rows.get(at).or(rows.first()).copied();
    if let Some(row) = found {
        compare::go_to_row(model, row);
    }
}

/// Goes some passages with hits on (or back), round the ends.
pub(super) fn step(model: &mut Model, times: i64) {
    if model.compare.sought.query.is_none() {
        return model.warn(model.texts.status.no_search.clone());
    }
    let Some(here) = rows_here(model) else {
        return;
    };
    let rows = model.compare.sought.rows();
    let all = rows.len() as i64;
    if all == 0 {
        return;
    }
    // The first that lies behind what is shown of the block one is at, and the first that does not lie before it.
    let behind = rows.partition_point(|&row| row < here.end) as i64;
    let before = rows.partition_point(|&row| row < here.start) as i64;
    let to = if times > 0 {
        behind - 1 + times
    } else {
        before + times
    };
    let wrapped = !(0..all).contains(&to);
    let row = rows[to.rem_euclid(all) as usize];
    compare::go_to_row(model, row);
    if wrapped {
        model.say_wrapped(times > 0);
    }
}
