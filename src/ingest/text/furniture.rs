//! What is printed on every page and belongs to none of the text: page ends, page numbers, the publisher's lines.
//!
//! It must not know notes, headings or paragraphs.

use std::ops::Range;

use crate::ingest::text::lines::{Line, Role};
use crate::ingest::text::page_numbers;
use crate::ingest::text::paper_foot;
use crate::ingest::text::running;
use crate::ingest::text::shapes;

/// Where the pages of a letter are known to end.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Pages {
    /// Whether form feeds or page numbers tell the pages.
    pub(super) known: bool,
    /// The number printed on each page, where one was found.
    pub(super) printed: Vec<Option<u32>>,
}

/// Finds page ends where form feeds do not tell them, and gives every line its role and page.
pub(super) fn set_apart(lines: &mut [Line<'_>], feeds: bool) -> Pages {
    mark_by_form(lines);
    let numbered = !feeds && end_pages_at_numbers(lines);
    let known = feeds || numbered;
    let count = lines.last().map_or(0, |line| line.page + 1);
    if known && count > 1 {
        running::set_apart(lines);
    }
    set_paper_feet_apart(lines);
    let mut printed = vec![None; if known { count as usize } else { 0 }];
    for line in lines.iter().filter(|line| line.role == Role::PageNumber) {
        if let Some(slot) = printed.get_mut(line.page as usize)
            && let Some((number, _)) = shapes::page_number(line.text)
        {
            slot.get_or_insert(number);
        }
    }
    Pages {
        known,
        printed: in_step(&printed),
    }
}

/// The page numbers that count up with the pages; one that stands alone against its neighbours was misread.
fn in_step(printed: &[Option<u32>]) -> Vec<Option<u32>> {
    let offset = |at: usize| {
        let number = printed.get(at).copied().flatten()?;
        Some(i64::from(number) - at as i64)
    };
    (0..printed.len())
        .map(|at| {
            let own = offset(at)?;
            let before = at.checked_sub(1).and_then(offset);
            let after = offset(at + 1);
            let alone = before.or(after).is_none();
            (own == 1 || alone || before == Some(own) || after == Some(own)).then(|| printed[at])?
        })
        .collect()
}

/// Lines that are furniture by their form, wherever they stand.
fn mark_by_form(lines: &mut [Line<'_>]) {
    for line in lines {
        if shapes::is_drawn_line(line.text) {
            line.role = Role::Separator;
        } else if paper_foot::is_imprint(line.text) {
            line.role = Role::RunningHead;
        } else if shapes::is_named_page(line.text) {
            line.role = Role::PageNumber;
        }
    }
}

/// The last line of a page that is a parliamentary paper's running foot by its form, though it stands there once.
fn set_paper_feet_apart(lines: &mut [Line<'_>]) {
    let mut below = None;
    for line in lines.iter_mut().rev() {
        let last = below != Some(line.page);
        if !line.is_text() {
            continue;
        }
        below = Some(line.page);
        if last && paper_foot::is_running_foot(line.text) {
            line.role = Role::RunningHead;
        }
    }
}

/// Lets pages end at page numbers that count up through the letter. Whether any were found.
fn end_pages_at_numbers(lines: &mut [Line<'_>]) -> bool {
    let Some(chain) = page_numbers::chain(lines) else {
        return false;
    };
    let (Some(&first), Some(&last)) = (chain.lines.first(), chain.lines.last()) else {
        return false;
    };
    let count = |lines: &[Line<'_>]| lines.iter().filter(|line| line.is_text()).count();
    let (above, below) = (count(&lines[..first]), count(&lines[last..]));
    let heads = !chain.feet && (above <= 2 || below > 3);
    let mut page = 0;
    let mut next = 0;
    for (at, line) in lines.iter_mut().enumerate() {
        let ends = chain.lines.get(next) == Some(&at);
        if ends && heads && (above > 0 || next > 0) {
            page += 1;
        }
        line.page = page;
        if ends {
            line.role = if shapes::page_number(line.text).is_some() {
                Role::PageNumber
            } else {
                Role::RunningHead
            };
            next += 1;
            page += u32::from(!heads);
        }
    }
    true
}

/// The runs of text lines without gaps between them.
pub(super) fn blocks_of(lines: &[Line<'_>]) -> Vec<Range<usize>> {
    let mut blocks = Vec::new();
    let mut start = None;
    for at in 0..=lines.len() {
        let goes_on = at > 0
            && lines.get(at).is_some_and(|line| {
                line.is_text() && line.gap.blanks == 0 && line.page == lines[at - 1].page
            });
        if goes_on && start.is_some() {
            continue;
        }
        if let Some(start) = start.take() {
            blocks.push(start..at);
        }
        start = lines.get(at).filter(|line| line.is_text()).map(|_| at);
    }
    blocks
}
