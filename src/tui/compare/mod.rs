//! The compare pane: two letters beside each other, or in each other's place where the screen is narrow, with what differs.
//!
//! It lies over the panes, and stays as it was left when the help or the command line lies over it. It must not know how letters are read and
//! compared (see [`comparer`]), nor how it comes to lie there (see [`asking`]).

pub mod age;
mod around;
pub mod asking;
pub mod blocks;
pub mod comparer;
pub mod draw;
pub mod rows;
mod sought;
mod telling;
mod turning;
pub mod walk;
pub mod way_back;

use std::sync::Arc;

use ratatui::layout::Rect;

use crate::catalogue::fill;
use crate::document::place::Place;
use crate::export::citation_line;
use crate::library::card::Fingerprint;
use crate::tui::action::Action;
use crate::tui::compare::blocks::{Block, Unfolded};
use crate::tui::compare::comparer::{Pair, Version, Wanted};
use crate::tui::compare::rows::Measure;
use crate::tui::compare::sought::Sought;
pub use crate::tui::compare::sought::insert;
use crate::tui::compare::walk::{At, Walk};
use crate::tui::compare::way_back::WayBack;
use crate::tui::copy;
use crate::tui::effect::Effect;
use crate::tui::ink::Ink;
use crate::tui::model::{Model, Over};
use crate::tui::theme::Role;

/// Columns from which the letters stand side by side.
const BESIDE: u16 = 100;

/// Columns from which a heading has its counts beside it.
const COUNTED: u16 = 40;

/// Columns for these.
const COUNTS: u16 = 18;

/// What the pane remembers.
#[derive(Debug, Clone, Default)]
pub struct Compare {
    /// Which letters are asked for, or shown.
    wanted: Option<Wanted>,
    /// How those differ that are shown.
    pair: Option<Arc<Pair>>,
    /// How those were asked for.
    shown: Option<Wanted>,
    /// Whether it is waited for: the pane opens when it is there.
    awaited: bool,
    /// Whether the pane is open, whatever lies over it.
    open: bool,
    /// What it was opened over.
    beneath: Option<Box<Over>>,
    /// Whether the shelf is open to choose a letter from.
    choosing: bool,
    blocks: Vec<Block>,
    unfolded: Unfolded,
    /// The first row shown.
    top: At,
    /// The block one is at.
    point: usize,
    sought: Sought,
    /// The letter that was asked to be opened, and at which paragraph.
    going: Option<(Fingerprint, u32)>,
    /// Where one came from here into a letter.
    way_back: Option<WayBack>,
}

impl Compare {
    /// Whether typed letters are text.
    #[must_use]
    pub fn typing(&self) -> bool {
        self.sought.typing
    }

    /// Whether something is sought in both letters.
    #[must_use]
    pub fn seeks(&self) -> bool {
        self.sought.query.is_some()
    }

    /// Whether a letter is to be chosen on the shelf, to compare the one that is open with.
    #[must_use]
    pub fn choosing(&self) -> bool {
        self.choosing
    }

    /// The block one is at, counted from the start.
    #[must_use]
    pub fn point(&self) -> usize {
        self.point
    }

    /// Forms the blocks anew and stays at the rows one is at.
    fn fold(&mut self) {
        let Some(pair) = &self.pair else {
            return;
        };
        let before = [self.top.block, self.point].map(|at| self.blocks.get(at).copied());
        self.blocks = blocks::blocks(pair, &self.unfolded);
        let [top, point] = before.map(|block| {
            let block = block?;
            let row = (block.first(&pair.comparison), block.is_heading());
            Some(blocks::block_of(&self.blocks, &pair.comparison, row))
        });
        (self.top.block, self.point) = (top.unwrap_or(0), point.unwrap_or(0));
    }
}

/// Rows above the comparison: what the letters are called, and a line with the counts. The smallest screens have none to spare.
fn head(model: &Model) -> u16 {
    match (model.panes.status.y, model.area) {
        (..=4, _) => 0,
        (_, (_, ..12)) => 1,
        (_, (BESIDE.., _)) => 2,
        _ => 3,
    }
}

/// Where the comparison stands.
fn body(model: &Model) -> Rect {
    let head = head(model);
    Rect::new(
        0,
        head,
        model.area.0,
        model.panes.status.y.max(1).saturating_sub(head),
    )
}

/// Columns before a text: what one is at, the sign of what changed, and a space where there is room.
fn margin(width: u16) -> u16 {
    if width < 30 { 2 } else { 3 }
}

/// Columns right of the margin, but for the last.
fn room(width: u16) -> u16 {
    width.saturating_sub(margin(width) + 1)
}

/// Columns for each of two letters that stand side by side, with three between them.
fn half(width: u16) -> u16 {
    room(width).saturating_sub(3) / 2
}

/// How the blocks are laid out on the screen.
fn measure<'m>(model: &'m Model, pair: &'m Pair) -> Measure<'m> {
    let width = model.area.0;
    let room = room(width).max(1);
    let beside = width >= BESIDE;
    let text = if beside { half(width) } else { room };
    let counts = if width < COUNTED { 0 } else { COUNTS };
    // Signs tell what colours do not.
    let colourless = Ink::new(model).style(Role::NewWords).fg.is_none();
    Measure {
        pair,
        texts: &model.texts,
        text: usize::from(text.min(model.settings.measure.max(1))),
        heading: usize::from(room.saturating_sub(counts).max(1)),
        beside,
        signs: colourless || model.ascii,
        ascii: model.ascii,
    }
}

/// Goes through the rows of the comparison that is shown.
fn walk(model: &Model) -> Option<Walk<'_>> {
    let pair = model.compare.pair.as_deref()?;
    let blocks = &model.compare.blocks;
    (!blocks.is_empty()).then(|| Walk {
        blocks,
        measure: measure(model, pair),
        height: usize::from(body(model).height).max(1),
    })
}

/// What the pane does for an action while it lies over the panes; `None`: not its business.
pub fn act(model: &mut Model, action: Action, count: Option<u32>) -> Option<Vec<Effect>> {
    if model.compare.typing() {
        return sought::edit(model, action);
    }
    let height = i64::from(body(model).height).max(1);
    let times = i64::from(count.unwrap_or(1).min(100_000));
    match action {
        Action::LineDown => scroll(model, times),
        Action::LineUp => scroll(model, -times),
        Action::HalfPageDown => scroll(model, times * (height / 2).max(1)),
        Action::HalfPageUp => scroll(model, -times * (height / 2).max(1)),
        Action::PageDown => scroll(model, times * (height - 1).max(1)),
        Action::PageUp => scroll(model, -times * (height - 1).max(1)),
        Action::Top | Action::End if count.is_some_and(|page| to_page(model, page)) => {}
        Action::Top => go(model, 0),
        Action::End => go(model, usize::MAX),
        Action::NextParagraph => to_block(model, times),
        Action::PreviousParagraph => to_block(model, -times),
        Action::NextSection => to_section(model, times),
        Action::PreviousSection => to_section(model, -times),
        Action::NextChange => to_change(model, times),
        Action::PreviousChange => to_change(model, -times),
        Action::Unchanged => toggle_unchanged(model),
        _ => return other(model, action, times),
    }
    Some(Vec::new())
}

/// What does not move.
fn other(model: &mut Model, action: Action, times: i64) -> Option<Vec<Effect>> {
    match action {
        Action::Follow => return Some(follow(model)),
        Action::Compare => return Some(asking::choose(model)),
        Action::SwitchOrder => return Some(turning::ask(model)),
        Action::CopyParagraph | Action::CopyWithCitation => {
            return Some(copied(model, action == Action::CopyWithCitation));
        }
        Action::NextHit | Action::PreviousHit => {
            let forward = action == Action::NextHit;
            sought::step(model, if forward { times } else { -times });
        }
        Action::SearchForward | Action::SearchBackward => sought::open(model),
        Action::Cancel | Action::Quit | Action::Back => asking::close(model),
        Action::FocusShelf | Action::Find => {
            model.compare.beneath = None;
            asking::close(model);
            return None;
        }
        Action::Help
        | Action::CommandLine
        | Action::NextTheme
        | Action::ToggleAscii
        | Action::Reload
        | Action::Repaint
        | Action::Suspend
        | Action::ShowLetter
        | Action::ShowWarnings => return None,
        // What lies below is not seen, and nothing is done to it.
        _ => model.warn(model.texts.compare.not_here.clone()),
    }
    Some(Vec::new())
}

/// Scrolls by rows; where there are no more, goes from block to block.
fn scroll(model: &mut Model, rows: i64) {
    let Some(walk) = walk(model) else {
        return;
    };
    let (top, point) = (model.compare.top, model.compare.point);
    let moved = walk.clamp(walk.walk(top, rows));
    if moved != walk.clamp(top) {
        let point = walk.in_sight(moved, point);
        (model.compare.top, model.compare.point) = (moved, point);
        return;
    }
    let last = walk.blocks.len() - 1;
    let to = point.saturating_add_signed(rows as isize).min(last);
    if to == point && rows > 0 {
        model.say(model.texts.status.end_of_letter.clone());
    }
    go(model, to);
}

/// Goes to a block, or the last, and shows it.
fn go(model: &mut Model, block: usize) {
    let Some(walk) = walk(model) else {
        return;
    };
    let block = block.min(walk.blocks.len() - 1);
    let top = if block == 0 {
        At::default()
    } else {
        walk.reveal(walk.clamp(model.compare.top), block)
    };
    (model.compare.top, model.compare.point) = (top, block);
}

/// Goes to a printed page of the newer letter. Whether it has pages.
fn to_page(model: &mut Model, page: u32) -> bool {
    let Some(pair) = model.compare.pair.clone() else {
        return false;
    };
    let document = pair.document(Version::New);
    if document.pages.is_empty() {
        return false;
    }
    let wanted = document.page_numbered(page);
    if let Some(row) = wanted.and_then(|page| pair.row_of(Version::New, page.start.paragraph)) {
        go_to_row(model, row);
    } else {
        let (page, pages) = (page.to_string(), document.pages.len().to_string());
        let text = &model.texts.status.no_such_page;
        model.warn(fill(text, &[("n", &page), ("m", &pages)]));
    }
    true
}

/// Goes on (or back) by some blocks of a kind, as far as there are any. Whether it went anywhere.
fn step(model: &mut Model, times: i64, is: impl Fn(&Pair, Block) -> bool) -> bool {
    let Some(pair) = model.compare.pair.clone() else {
        return false;
    };
    let blocks = &model.compare.blocks;
    let point = model.compare.point.min(blocks.len());
    let wanted = |at: &usize| is(&pair, blocks[*at]);
    let nth = (times.unsigned_abs() as usize).max(1);
    let found = if times > 0 {
        let ahead = (point + 1).min(blocks.len())..blocks.len();
        ahead.filter(wanted).take(nth).last()
    } else {
        (0..point).rev().filter(wanted).take(nth).last()
    };
    if let Some(block) = found {
        go(model, block);
    }
    found.is_some()
}

/// Goes on (or back) by some blocks.
fn to_block(model: &mut Model, times: i64) {
    if !step(model, times, |_, _| true) && times > 0 {
        model.say(model.texts.status.end_of_letter.clone());
    }
}

/// Goes to the next change, or the one before.
fn to_change(model: &mut Model, times: i64) {
    if !step(model, times, |pair, block| block.is_change(pair)) {
        let texts = &model.texts.compare;
        let said = if times > 0 {
            texts.last_change.clone()
        } else {
            texts.first_change.clone()
        };
        model.say(said);
    }
}

/// Goes to the next section, or the one before, and puts its heading on the first row.
fn to_section(model: &mut Model, times: i64) {
    if !step(model, times, |_, block| block.is_heading()) {
        if times > 0 {
            model.say(model.texts.status.end_of_letter.clone());
        }
        return;
    }
    if let Some(walk) = walk(model) {
        let top = walk.clamp(walk.start(model.compare.point));
        model.compare.top = top;
    }
}

/// Unfolds all that is the same, or folds it.
fn toggle_unchanged(model: &mut Model) {
    let compare = &mut model.compare;
    compare.unfolded.runs.clear();
    compare.unfolded.all = !compare.unfolded.all;
    refold(model);
}

/// Forms the blocks anew; the block one is at stays in sight.
fn refold(model: &mut Model) {
    model.compare.fold();
    let point = model.compare.point;
    go(model, point);
}

/// Unfolds the run that a row is in, if it is in one, and goes there.
fn go_to_row(model: &mut Model, row: u32) {
    let Some(pair) = model.compare.pair.clone() else {
        return;
    };
    let block =
        |model: &Model| blocks::block_of(&model.compare.blocks, &pair.comparison, (row, false));
    let at = block(model);
    let folded = model
        .compare
        .blocks
        .get(at)
        .and_then(|block| block.run(&pair));
    if let Some(run) = folded.filter(|&run| run <= row) {
        model.compare.unfolded.runs.insert(run);
        model.compare.fold();
    }
    let at = block(model);
    go(model, at);
}

/// Enter: unfolds what is folded, or opens the letter at the paragraph.
fn follow(model: &mut Model) -> Vec<Effect> {
    let Some(pair) = model.compare.pair.clone() else {
        return Vec::new();
    };
    let Some(&block) = model.compare.blocks.get(model.compare.point) else {
        return Vec::new();
    };
    if let Some(run) = block.run(&pair) {
        model.compare.unfolded.runs.insert(run);
        refold(model);
        return Vec::new();
    }
    match pair
        .comparison
        .rows
        .get(block.first(&pair.comparison) as usize)
    {
        Some(row) => asking::open(model, &pair, row),
        None => Vec::new(),
    }
}

/// Copies the paragraph one is at, from the newer letter where that has it.
fn copied(model: &mut Model, cite: bool) -> Vec<Effect> {
    let text = here(model).map(|(pair, version, at)| {
        let document = pair.document(version);
        let text = &document.paragraphs[at as usize].text;
        let last = Place {
            paragraph: at,
            byte: text.len().saturating_sub(1) as u32,
        };
        if cite {
            citation_line(document, (Place::start(at), last), text)
        } else {
            text.clone()
        }
    });
    copy::copied(model, text)
}

/// The paragraph one is at, and of which letter; none where several are folded.
fn here(model: &Model) -> Option<(Arc<Pair>, Version, u32)> {
    let pair = model.compare.pair.clone()?;
    let block = model.compare.blocks.get(model.compare.point)?;
    let row = match block {
        Block::Fold(..) => return None,
        block => pair
            .comparison
            .rows
            .get(block.first(&pair.comparison) as usize)?,
    };
    let (version, at) = blocks::paragraph(row);
    Some((pair, version, at))
}

/// A click on a row goes there; on the block one is at, it does what Enter does.
pub fn click(model: &mut Model, row: u16) -> Vec<Effect> {
    let body = body(model);
    let (Some(row), Some(walk)) = (row.checked_sub(body.y), walk(model)) else {
        return Vec::new();
    };
    if row >= body.height {
        return Vec::new();
    }
    let at = walk.walk(walk.clamp(model.compare.top), i64::from(row));
    if model.compare.point == at.block {
        return follow(model);
    }
    model.compare.point = at.block;
    Vec::new()
}
