//! What each paragraph is: heading, body, list item, quotation, line of a table of contents.
//!
//! A heading is known by what it is not (a sentence, a name, an item among items) and by the text that follows it.
//! It must not know notes or marks.

use crate::document::Kind;
use crate::ingest::text::lines::Ending;
use crate::ingest::text::numbering;
use crate::ingest::text::paragraphs::{Draft, Flow};
use crate::ingest::text::shapes::{self, Marker};

/// Longer than this and it is no heading, in characters.
const LONGEST_HEADING: u32 = 150;
/// More headings right behind each other are cells of a table, names or verse.
const MOST_TOGETHER: usize = 2;
/// Depth of heading that is still told apart.
const DEEPEST: u8 = 6;

/// The kinds of all paragraphs.
pub(super) fn kinds(flow: &Flow<'_, '_>, drafts: &[Draft]) -> Vec<Kind> {
    let contents = contents(flow, drafts);
    let mut kinds: Vec<Kind> = drafts
        .iter()
        .zip(&contents)
        .map(|(draft, contents)| {
            if *contents || flow.is_row(draft.start) {
                Kind::Row
            } else {
                plain_kind(flow, draft)
            }
        })
        .collect();
    let numbered = numbering::titled(flow, drafts);
    let titles = titles(flow, drafts, &kinds, &numbered);
    let mut levels = Levels::new(flow, drafts, &titles, &numbered);
    let mut items = Indents::default();
    for (at, draft) in drafts.iter().enumerate() {
        let text = flow.line(draft.start).text;
        if shapes::is_question(text) {
            kinds[at] = Kind::Heading(levels.question());
        } else if titles[at] {
            kinds[at] = Kind::Heading(levels.title(text, numbered[at]));
        } else if let Kind::Item(_) = kinds[at] {
            kinds[at] = Kind::Item(items.depth(flow.line(draft.start).indent));
            continue;
        }
        items.close();
    }
    kinds
}

/// What a paragraph is by itself.
fn plain_kind(flow: &Flow<'_, '_>, draft: &Draft) -> Kind {
    if draft.item {
        return Kind::Item(0);
    }
    let deep = flow.habits.margin + 3;
    let all_deep = (draft.start..draft.end).all(|at| flow.line(at).indent >= deep);
    let lines = draft.end - draft.start;
    if all_deep && (lines > 1 || !flow.habits.indents) {
        Kind::Quote
    } else {
        Kind::Body
    }
}

/// Which paragraphs are lines of a table of contents: those under its heading as long as they look it, and lines with
/// leaders anywhere.
fn contents(flow: &Flow<'_, '_>, drafts: &[Draft]) -> Vec<bool> {
    let mut inside = false;
    drafts
        .iter()
        .map(|draft| {
            let line = flow.line(draft.start);
            let lined = shapes::is_contents_line(line.text);
            if is_contents_title(line.text) {
                inside = true;
                return false;
            }
            let short = draft.end - draft.start == 1 && line.ending() != Ending::Sentence;
            let numbered =
                line.text.ends_with(|c: char| c.is_ascii_digit()) || line.text.starts_with("blz");
            inside &= short && (numbered || lined);
            inside || lined
        })
        .collect()
}

fn is_contents_title(text: &str) -> bool {
    matches!(
        text.trim_end_matches(':'),
        "Inhoudsopgave" | "INHOUDSOPGAVE" | "Inhoud" | "INHOUD"
    )
}

/// Which paragraphs are headings by their shape and by what follows them.
fn titles(flow: &Flow<'_, '_>, drafts: &[Draft], kinds: &[Kind], numbered: &[bool]) -> Vec<bool> {
    let shaped = |at| is_title_shaped(flow, (drafts, kinds), numbered[at], at);
    let mut titles = vec![false; drafts.len()];
    let mut end = drafts.len();
    while end > 0 {
        let last = end - 1;
        if !shaped(last) {
            end = last;
            continue;
        }
        let mut start = last;
        while start > 0 && shaped(start - 1) {
            start -= 1;
        }
        let contents = is_contents_title(flow.line(drafts[last].start).text);
        let followed = drafts.get(end).is_some_and(|next| {
            is_text(flow, next, kinds[end]) || (contents && kinds[end] == Kind::Row)
        });
        // In a list of short numbered lines none is a heading.
        let listed = end - start > MOST_TOGETHER;
        for title in &mut titles[start..end] {
            *title = followed && !listed;
        }
        if followed && listed {
            let opens =
                |at: usize| numbered[at] || is_numbered_title(flow.line(drafts[at].start).text);
            titles[last] = opens(last) && !opens(last - 1);
        }
        end = start;
    }
    titles
}

/// Whether a paragraph is text that a heading may stand above.
fn is_text(flow: &Flow<'_, '_>, draft: &Draft, kind: Kind) -> bool {
    let last = flow.line(draft.end - 1);
    match kind {
        Kind::Item(_) | Kind::Quote => true,
        Kind::Row => false,
        _ => {
            draft.end - draft.start > 1
                || matches!(last.ending(), Ending::Sentence | Ending::Clause)
                || last.width > LONGEST_HEADING
                || shapes::is_question(last.text)
                || (last.ending() == Ending::Open && last.width > 20)
        }
    }
}

fn is_numbered_title(text: &str) -> bool {
    matches!(
        shapes::marker(text),
        Some((Marker::Number(_) | Marker::Levels(_), _))
    ) || shapes::is_roman_title(text)
}

/// Whether a paragraph has the shape of a heading.
fn is_title_shaped(
    flow: &Flow<'_, '_>,
    (drafts, kinds): (&[Draft], &[Kind]),
    counted: bool,
    at: usize,
) -> bool {
    let draft = &drafts[at];
    let (first, last) = (flow.line(draft.start), flow.line(draft.end - 1));
    let width: u32 = (draft.start..draft.end)
        .map(|line| flow.line(line).width + 1)
        .sum();
    if draft.end - draft.start > 2 || width > LONGEST_HEADING || shapes::is_question(first.text) {
        return false;
    }
    let numbered = counted || is_numbered_title(first.text);
    if kinds[at] == Kind::Row
        || (draft.item && !numbered)
        || (numbered && is_among_items(drafts, kinds, at, flow))
    {
        return false;
    }
    let marked = shapes::marker(first.text).map(|(_, words)| words);
    let bare = || shapes::bare_number(first.text).filter(|_| counted);
    let words = marked.or_else(|| Some(bare()?.1)).unwrap_or(0);
    let title = &first.text[words..];
    let complete = match last.ending() {
        Ending::Word => true,
        Ending::Sentence => {
            // What stands below "Vraag 1" is the question.
            let above = at
                .checked_sub(1)
                .map(|above| flow.line(drafts[above].start));
            last.text.ends_with('?')
                && draft.end - draft.start == 1
                && is_apart(flow, draft)
                && !above.is_some_and(|above| shapes::is_question(above.text))
        }
        _ => false,
    };
    complete
        && title.starts_with(|c: char| c.is_uppercase() || matches!(c, '‘' | '“' | '«' | '"'))
        && title.chars().filter(|c| c.is_alphabetic()).count() >= 3
        && (counted || !shapes::is_name(title))
        && !is_signature(flow, drafts, at)
        && !shapes::is_office(first.text)
        && !shapes::is_office(last.text)
        && !is_date_like(title)
}

/// Whether a paragraph is the name below an office.
fn is_signature(flow: &Flow<'_, '_>, drafts: &[Draft], at: usize) -> bool {
    let above = at
        .checked_sub(1)
        .map(|above| flow.line(drafts[above].end - 1));
    let (first, count) = (
        flow.line(drafts[at].start),
        drafts[at].end - drafts[at].start,
    );
    count == 1
        && shapes::is_name_below_office(first.text)
        && above.is_some_and(|above| {
            shapes::is_office(above.text) || shapes::is_rest_of_office(above.text)
        })
}

/// Whether other numbered items stand right before or behind: then it is one of them.
fn is_among_items(drafts: &[Draft], kinds: &[Kind], at: usize, flow: &Flow<'_, '_>) -> bool {
    let Some((Marker::Number(_), _)) = shapes::marker(flow.line(drafts[at].start).text) else {
        return false;
    };
    let item = |other: Option<&Draft>| {
        other.is_some_and(|draft| {
            matches!(
                shapes::marker(flow.line(draft.start).text),
                Some((Marker::Number(_), _))
            )
        })
    };
    let plain = |at: &usize| kinds.get(*at).is_some_and(|kind| *kind != Kind::Row);
    let behind = Some(at + 1).filter(plain);
    let before = at.checked_sub(1).filter(plain);
    item(behind.and_then(|at| drafts.get(at))) || item(before.and_then(|at| drafts.get(at)))
}

/// Whether a gap that means something stands above a paragraph's first line.
fn is_apart(flow: &Flow<'_, '_>, draft: &Draft) -> bool {
    let line = flow.line(draft.start);
    line.gap.blanks > 0 && flow.habits.trust(line.gap.kind()) > 0.5
}

/// `Den Haag, 29 mei 2020` and the like.
fn is_date_like(text: &str) -> bool {
    let year = text.split_whitespace().next_back().unwrap_or("");
    text.len() <= 40 && text.contains(", ") && year.len() == 4 && year.starts_with("20")
}

/// Gives headings their levels: from their numbers where they have any, else from what stands above them.
struct Levels {
    roman: bool,
    numbered: bool,
    above: u8,
}

impl Levels {
    fn new(flow: &Flow<'_, '_>, drafts: &[Draft], titles: &[bool], counted: &[bool]) -> Self {
        let mut levels = Self {
            roman: false,
            numbered: false,
            above: 0,
        };
        for at in (0..drafts.len()).filter(|&at| titles[at]) {
            let text = flow.line(drafts[at].start).text;
            let roman = shapes::is_roman_title(text);
            levels.roman |= roman;
            levels.numbered |= counted[at] && !roman
                || matches!(
                    shapes::marker(text),
                    Some((Marker::Number(Some(_)) | Marker::Levels(_), _))
                );
        }
        levels
    }

    fn title(&mut self, text: &str, counted: bool) -> u8 {
        let below_roman = u8::from(self.roman);
        let numbered = if shapes::is_roman_title(text) {
            Some(1)
        } else {
            match shapes::marker(text) {
                Some((Marker::Levels(levels), _)) => Some(levels + below_roman),
                Some((Marker::Number(Some(_)), _)) => Some(1 + below_roman),
                Some((Marker::Number(None), _)) => Some(2 + below_roman),
                _ if counted => Some(1 + below_roman),
                _ => None,
            }
        };
        if let Some(level) = numbered {
            self.above = level.min(DEEPEST);
            return self.above;
        }
        if self.numbered || self.roman {
            let annex = text.starts_with("Bijlage") || text.starts_with("BIJLAGE");
            return if annex {
                1
            } else {
                (self.above + 1).min(DEEPEST)
            };
        }
        self.above = 1;
        1
    }

    /// Questions stand below the heading above them.
    fn question(&self) -> u8 {
        (self.above + 1).min(DEEPEST)
    }
}

/// The indents of the list items above, outermost first.
#[derive(Debug, Default)]
struct Indents(Vec<u16>);

impl Indents {
    fn depth(&mut self, indent: u16) -> u8 {
        while self.0.last().is_some_and(|&outer| outer > indent) {
            self.0.pop();
        }
        if self.0.last().is_none_or(|&outer| indent >= outer + 2) {
            self.0.push(indent);
        }
        (self.0.len() - 1).min(usize::from(DEEPEST)) as u8
    }

    /// A paragraph that is no item ends the list.
    fn close(&mut self) {
        self.0.clear();
    }
}
