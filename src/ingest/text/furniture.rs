//! What is printed on every page and belongs to none of the text: page ends, page numbers, the publisher's lines.
//!
//! It must not know notes, headings or paragraphs.

use std::ops::Range;

use crate::ingest::text::lines::{Line, Role};
use crate::ingest::text::running;
use crate::ingest::text::shapes;

/// Page numbers alone on a line end pages only when so many lines apart: else they are cells of a table or notes' numbers.
const SHORTEST_PAGE: usize = 8;

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
        } else if is_imprint(line.text) {
            line.role = Role::RunningHead;
        } else if shapes::is_named_page(line.text) {
            line.role = Role::PageNumber;
        }
    }
}

/// The publisher's lines at the foot of a parliamentary paper's first page, perhaps with its running foot on the same
/// line.
fn is_imprint(text: &str) -> bool {
    if text.len() > 200 {
        return false;
    }
    let mut words = text.split_whitespace().peekable();
    let mut any = false;
    while let Some(word) = words.peek() {
        let taken = match *word {
            "ISSN" => 4,
            "’s-Gravenhage" | "'s-Gravenhage" | "‘s-Gravenhage" => 2,
            id if is_paper_id(id) => 1,
            _ => break,
        };
        any = true;
        for expected in 0..taken {
            let figures = words
                .next()
                .is_some_and(|word| word.bytes().any(|byte| byte.is_ascii_digit()) || word == "-");
            if expected > 0 && !figures {
                return false;
            }
        }
    }
    any && (words.peek().is_none() || is_paper_foot(&words.collect::<Vec<_>>(), true))
}

/// `kst-32545-143`.
fn is_paper_id(word: &str) -> bool {
    ["ah-tk-", "ah-ek-", "kst-", "h-tk-", "h-ek-", "blg-"]
        .iter()
        .any(|id| {
            word.strip_prefix(id).is_some_and(|rest| {
                !rest.is_empty()
                    && rest
                        .bytes()
                        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            })
        })
}

/// `Tweede Kamer, vergaderjaar 2020–2021, 32 545, nr. 143` or `…, Aanhangsel`, and the page's number behind it: that
/// tells it from a note, unless `certain`.
fn is_paper_foot(words: &[&str], certain: bool) -> bool {
    let [chamber, "Kamer,", "vergaderjaar", year, paper @ ..] = words else {
        return false;
    };
    let figures = |word: &str, most: usize| {
        (1..=most).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit())
    };
    let known = matches!(*chamber, "Tweede" | "Eerste") && year.starts_with(['1', '2']);
    known
        && match paper {
            ["Aanhangsel"] => certain,
            ["Aanhangsel", page] => figures(page, 2),
            [.., "nr.", _] => certain && paper.len() <= 6,
            [.., "nr.", _, page] => figures(page, 3) && paper.len() <= 7,
            _ => false,
        }
}

/// Whether a line can be nothing but the foot of a parliamentary paper's page, with the page's number.
pub(super) fn is_running_foot(text: &str) -> bool {
    text.len() <= 200
        && text.contains("Kamer, vergaderjaar ")
        && is_paper_foot(&text.split_whitespace().collect::<Vec<_>>(), false)
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
        if last && is_running_foot(line.text) {
            line.role = Role::RunningHead;
        }
    }
}

/// Lets pages end at page numbers that count up through the letter. Whether any were found.
fn end_pages_at_numbers(lines: &mut [Line<'_>]) -> bool {
    let chain = number_chain(lines);
    let Some(&last) = chain.last() else {
        return false;
    };
    let below = lines[last..].iter().filter(|line| line.is_text()).count();
    let above = lines[..chain[0]]
        .iter()
        .filter(|line| line.is_text())
        .count();
    let heads = above <= 2 || below > 3;
    let mut page = 0;
    let mut next = 0;
    for (at, line) in lines.iter_mut().enumerate() {
        let ends = chain.get(next) == Some(&at);
        if ends && heads && (above > 0 || next > 0) {
            page += 1;
        }
        line.page = page;
        if ends {
            line.role = Role::PageNumber;
            next += 1;
            page += u32::from(!heads);
        }
    }
    true
}

/// The lines whose page numbers count up by one: those of a form that can be nothing else, or else bare numbers far
/// enough apart.
fn number_chain(lines: &[Line<'_>]) -> Vec<usize> {
    let mut certain = Chain::new(1, 1);
    let mut bare = Chain::new(3, SHORTEST_PAGE);
    for (at, line) in lines.iter().enumerate() {
        match shapes::page_number(line.text) {
            Some((number, true)) => certain.add(at, number),
            Some((number, false)) if line.gap.blanks > 0 => bare.add(at, number),
            _ => {}
        }
    }
    certain
        .finish()
        .or_else(|| bare.finish())
        .unwrap_or_default()
}

/// Numbers that count up from 1 (or 2, where the first page bears none), over and over where letters are bundled.
struct Chain {
    lines: Vec<usize>,
    next: u32,
    least: usize,
    apart: usize,
}

impl Chain {
    fn new(least: usize, apart: usize) -> Self {
        Self {
            lines: Vec::new(),
            next: 0,
            least,
            apart,
        }
    }

    fn add(&mut self, at: usize, number: u32) {
        let far = self
            .lines
            .last()
            .is_none_or(|&last| at >= last + self.apart);
        let fits = number == self.next || (self.lines.is_empty() && number <= 2) || number == 1;
        if far && fits && number > 0 {
            self.lines.push(at);
            self.next = number + 1;
        }
    }

    fn finish(self) -> Option<Vec<usize>> {
        (self.lines.len() >= self.least).then_some(self.lines)
    }
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
