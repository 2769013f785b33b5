//! Sets a letter in lines and pages as extraction from a PDF leaves them: notes at page feet, form feeds between pages.
//!
//! It must not know what a letter says, only which of its words bear note marks.

use std::fmt::Write as _;

use crate::archive::random::Random;

/// Stands before the number of a note mark in a paragraph; never printed.
pub(crate) const MARK: char = '\u{1}';

/// Lines of a page.
const HEIGHT: usize = 48;
/// Lines a page keeps for what stands below its text and notes.
const FOOT: usize = 3;

/// A part of a letter as it is set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Block {
    /// Lines that stay as they are: a head, a signature.
    Lines(Vec<String>),
    /// A heading, which is never a page's last line.
    Heading(String),
    /// A paragraph.
    Text(String),
    /// A list's item; the next may follow without a gap.
    Item(String),
}

/// How one letter is set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Style {
    /// Characters of a full line.
    pub(crate) width: usize,
    /// What stands between paragraphs: nothing, or a space or two.
    pub(crate) gap: &'static str,
    /// Of a thousand lines so many have a line without words below them that means nothing.
    pub(crate) noise: usize,
    /// What divides notes from the text.
    pub(crate) rule: &'static str,
    /// What stands at a page's foot: before the page's number, and before how many there are, if that is told.
    pub(crate) foot: (String, Option<&'static str>),
    /// What stands at the head of all pages but the first.
    pub(crate) head: Vec<String>,
}

/// A line on its way to a page.
#[derive(Debug, Default)]
struct Set {
    text: String,
    /// How many marks are in it.
    marks: usize,
    /// A gap stands above it, unless it is a page's first.
    apart: bool,
    /// It may not be a page's last.
    leads: bool,
}

/// One page: its lines and its notes, as ranges.
#[derive(Debug)]
struct Page {
    lines: std::ops::Range<usize>,
    notes: std::ops::Range<usize>,
}

/// The letter as plain text.
pub(crate) fn set(
    blocks: &[Block],
    notes: &[String],
    style: &Style,
    random: &mut Random,
) -> String {
    let mut lines = Vec::new();
    for (at, block) in blocks.iter().enumerate() {
        let listed = at > 0 && matches!((&blocks[at - 1], block), (Block::Item(_), Block::Item(_)));
        set_block(block, !listed && at > 0, style, &mut lines);
    }
    let mut footnotes = Vec::with_capacity(notes.len());
    for (at, note) in notes.iter().enumerate() {
        let mut set = Vec::new();
        wrap(&format!("{} {note}", at + 1), "", style.width, &mut set);
        footnotes.push(set);
    }
    let pages = paginate(&lines, &footnotes, style);
    let mut out = String::with_capacity(lines.len() * style.width);
    for (at, page) in pages.iter().enumerate() {
        if at > 0 {
            out.push('\x0c');
            // What stands on one page only would not be known for a running head.
            if pages.len() > 2 && !style.head.is_empty() {
                let _ = writeln!(out, "{}\n", style.head.join("\n"));
            }
        }
        print(page, (&lines, &footnotes), (style, random), &mut out);
        let (before, of) = &style.foot;
        let _ = write!(out, "\n{before}{}", at + 1);
        if let Some(of) = of {
            let _ = write!(out, "{of}{}", pages.len());
        }
        out.push('\n');
    }
    out.push('\x0c');
    out
}

fn set_block(block: &Block, apart: bool, style: &Style, lines: &mut Vec<Set>) {
    let first = lines.len();
    match block {
        Block::Lines(texts) => lines.extend(texts.iter().map(|text| Set {
            text: text.clone(),
            ..Set::default()
        })),
        Block::Heading(text) => {
            wrap(text, "", style.width, lines);
            lines[first..].iter_mut().for_each(|line| line.leads = true);
        }
        Block::Text(text) => wrap(text, "", style.width, lines),
        Block::Item(text) => wrap(text, "  ", style.width, lines),
    }
    if let Some(line) = lines.get_mut(first) {
        line.apart = apart;
        // A paragraph's first line alone at the foot of a page would look like a heading.
        line.leads |= matches!(block, Block::Text(_));
    }
}

/// Breaks a text into lines; all but the first begin with `indent`.
fn wrap(text: &str, indent: &str, width: usize, lines: &mut Vec<Set>) {
    let mut line = Set::default();
    let mut taken = 0;
    for word in text.split(' ') {
        let mark = word.contains(MARK);
        let length = word.chars().count() - usize::from(mark);
        if taken > 0 && taken + 1 + length > width {
            lines.push(std::mem::take(&mut line));
            line.text.push_str(indent);
            taken = indent.len();
        } else if taken > 0 {
            line.text.push(' ');
            taken += 1;
        }
        taken += length;
        line.marks += usize::from(mark);
        line.text
            .extend(word.chars().filter(|&letter| letter != MARK));
    }
    lines.push(line);
}

/// Fills pages with lines and the notes that they call for.
fn paginate(lines: &[Set], notes: &[Vec<Set>], style: &Style) -> Vec<Page> {
    let mut pages = Vec::new();
    let (mut first, mut first_note) = (0, 0);
    while first < lines.len() {
        let room = HEIGHT - FOOT - style.head.len();
        let (mut at, mut note, mut taken) = (first, first_note, 0);
        while at < lines.len() {
            let line = &lines[at];
            let own: usize = notes[note..note + line.marks].iter().map(Vec::len).sum();
            let rule = if note == first_note && line.marks > 0 {
                2
            } else {
                0
            };
            let rows = 1 + usize::from(line.apart && at > first) + own + rule;
            if taken + rows > room && at > first {
                break;
            }
            taken += rows;
            note += line.marks;
            at += 1;
        }
        // What leads goes to the next page with what it leads to.
        while at < lines.len() && at > first + 1 && lines[at - 1].leads {
            at -= 1;
            note -= lines[at].marks;
        }
        pages.push(Page {
            lines: first..at,
            notes: first_note..note,
        });
        (first, first_note) = (at, note);
    }
    pages
}

fn print(
    page: &Page,
    (lines, notes): (&[Set], &[Vec<Set>]),
    (style, random): (&Style, &mut Random),
    out: &mut String,
) {
    for at in page.lines.clone() {
        if lines[at].apart && at > page.lines.start {
            let _ = writeln!(out, "{}", style.gap);
        }
        let _ = writeln!(out, "{}", lines[at].text);
        if style.noise > 0 && random.in_thousand(style.noise) {
            out.push('\n');
        }
    }
    if page.notes.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n{}", style.rule);
    for line in notes[page.notes.clone()].iter().flatten() {
        let _ = writeln!(out, "{}", line.text);
    }
}
