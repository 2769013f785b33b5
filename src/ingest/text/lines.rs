//! The printed lines of a letter: their words, their place on the page, and the white space around them.
//!
//! It must not know what any line means.

use crate::ingest::text::side_column;

/// White space between a line and the one above it, as far as it may carry meaning.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Gap {
    /// Lines without words.
    pub(super) blanks: u16,
    /// One of them holds a few spaces: some converters write a paragraph's end that way.
    pub(super) spaced: bool,
    /// One of them holds many spaces: what is left of the rule above notes.
    pub(super) ruled: bool,
}

/// How many spaces on a line without words are a rule and not an empty paragraph.
const RULE_SPACES: usize = 10;

/// The kinds of gap whose meaning is measured per letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum GapKind {
    /// The next line follows at once.
    None,
    /// One line that is truly empty.
    Empty,
    /// A line of a few spaces, alone or among others.
    Spaced,
    /// Several empty lines.
    Several,
}

impl Gap {
    /// What kind of gap it is.
    pub(super) fn kind(self) -> GapKind {
        match self {
            Self { blanks: 0, .. } => GapKind::None,
            Self { spaced: true, .. } => GapKind::Spaced,
            Self { blanks: 1, .. } => GapKind::Empty,
            Self { .. } => GapKind::Several,
        }
    }
}

/// What a line was found to be.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Role {
    /// Running text, headings and lists.
    #[default]
    Text,
    /// A line repeated at the head or foot of pages.
    RunningHead,
    /// A page's number.
    PageNumber,
    /// A drawn line between text and notes.
    Separator,
    /// Address, date, reference column.
    Letterhead,
    /// Part of a note, or a note's number.
    Note,
}

/// One line that has words.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'a> {
    /// Its words, without white space at either end.
    pub(super) text: &'a str,
    /// Characters of white space before them.
    pub(super) indent: u16,
    /// Characters of white space after them.
    pub(super) trailing: u16,
    /// Characters of `text`.
    pub(super) width: u32,
    /// What stands above it on the page.
    pub(super) gap: Gap,
    /// The page it is on, from 0; kept up to date by whoever finds page ends.
    pub(super) page: u32,
    /// What it was found to be.
    pub(super) role: Role,
}

impl<'a> Line<'a> {
    /// Whether it is running text, as far as known.
    pub(super) fn is_text(&self) -> bool {
        self.role == Role::Text
    }

    /// Its first word.
    pub(super) fn first_word(&self) -> &'a str {
        self.text.split_whitespace().next().unwrap_or("")
    }

    /// Characters of its first word.
    pub(super) fn first_word_width(&self) -> u32 {
        self.first_word().chars().count() as u32
    }

    /// Whether its first letter is small, which a sentence's never is.
    pub(super) fn starts_small(&self) -> bool {
        first_letter(self.text).is_some_and(char::is_lowercase)
    }

    /// Whether its first letter is a capital.
    pub(super) fn starts_capital(&self) -> bool {
        first_letter(self.text).is_some_and(char::is_uppercase)
    }

    /// How its words end.
    pub(super) fn ending(&self) -> Ending {
        ending(self.text)
    }
}

/// The first character that is no opening quote or bracket, if it is a letter.
fn first_letter(text: &str) -> Option<char> {
    text.chars()
        .find(|c| !matches!(c, '"' | '\'' | '‘' | '’' | '“' | '«' | '„' | '(' | '['))
        .filter(|c| c.is_alphabetic())
}

/// Abbreviations that a number follows.
pub(super) const NUMBERED: [&str; 20] = [
    "nr", "nrs", "art", "artt", "p", "pp", "blz", "par", "fig", "tab", "bijl", "hfst", "nummer",
    "no", "v", "vs", "lid", "punt", "sub", "onder",
];

/// How a line or paragraph ends, as far as it tells whether its sentence is complete.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    /// With a full stop, a question or exclamation mark, closing quotes and brackets and a mark's digits aside.
    Sentence,
    /// With a colon or semicolon: a list or clause may follow.
    Clause,
    /// With a comma or an opening bracket or a conjunction's hyphen: it goes on.
    Open,
    /// With a letter or digit.
    Word,
}

/// How a piece of text ends.
pub(super) fn ending(text: &str) -> Ending {
    let bare = text.trim_end_matches(|c: char| {
        c.is_ascii_digit()
            || matches!(
                c,
                '"' | '\'' | '’' | '”' | '»' | ')' | ']' | '[' | ' ' | '*'
            )
            || superscript(c).is_some()
    });
    // "nr. 948" ends in digits that are a word; those of a mark stand behind the end of a sentence.
    let tail = &text[bare.len()..];
    let spaced = tail.starts_with(' ') && tail.contains(|c: char| c.is_ascii_digit());
    let digits_are_a_word = spaced && bare.ends_with('.') && {
        let word = bare
            .trim_end_matches('.')
            .rsplit(|c: char| !c.is_alphabetic())
            .next()
            .unwrap_or("");
        NUMBERED.contains(&word) || tail.trim().trim_end_matches(')').len() > 2
    };
    match bare.chars().next_back() {
        Some('.' | '?' | '!' | '…') if !digits_are_a_word => Ending::Sentence,
        Some(':' | ';') => Ending::Clause,
        Some(',' | '(' | '-' | '–' | '/' | '&') => Ending::Open,
        _ => Ending::Word,
    }
}

/// The digit a superscript character stands for.
pub(in crate::ingest) fn superscript(c: char) -> Option<u32> {
    Some(match c {
        '⁰' => 0,
        '¹' => 1,
        '²' => 2,
        '³' => 3,
        '⁴' => 4,
        '⁵' => 5,
        '⁶' => 6,
        '⁷' => 7,
        '⁸' => 8,
        '⁹' => 9,
        _ => return None,
    })
}

/// A text as lines.
#[derive(Debug, Default)]
pub(super) struct Split<'a> {
    /// The lines that have words.
    pub(super) lines: Vec<Line<'a>>,
    /// Whether form feeds told their pages.
    pub(super) feeds: bool,
    /// What stands beside the lines, page by page.
    pub(super) beside: Vec<Line<'a>>,
}

/// Splits a text.
pub(super) fn split(text: &str) -> Split<'_> {
    let mut split = Split {
        lines: Vec::with_capacity(text.len() / 64),
        ..Split::default()
    };
    let columns = columns(text);
    let mut gap = Gap::default();
    let (mut page, mut sheet) = (0, 0);
    for row in text.split('\n') {
        for (at, piece) in row.split('\x0c').enumerate() {
            if at > 0 {
                sheet += 1;
                if !split.lines.is_empty() {
                    page += 1;
                    gap = Gap::default();
                }
            }
            let column = columns.get(sheet).copied().flatten();
            let (piece, beside) = column
                .and_then(|start| side_column::parts(piece, start))
                .unwrap_or((piece, ""));
            if !beside.trim().is_empty() {
                let role = Role::Letterhead;
                split.beside.push(line(beside, Gap::default(), page, role));
            }
            if piece.trim().is_empty() {
                note_blank(&mut gap, piece, at, row);
                continue;
            }
            split.feeds |= page > 0;
            split.lines.push(line(piece, gap, page, Role::Text));
            gap = Gap::default();
        }
    }
    split
}

/// A line from a piece of text that has words.
fn line(piece: &str, gap: Gap, page: u32, role: Role) -> Line<'_> {
    let words = piece.trim();
    let start = piece.len() - piece.trim_start().len();
    Line {
        text: words,
        indent: count(&piece[..start]),
        trailing: count(&piece[start + words.len()..]),
        width: words.chars().count() as u32,
        gap,
        page,
        role,
    }
}

/// Where a column stands beside the text, sheet by sheet; nothing where no sheet has one.
fn columns(text: &str) -> Vec<Option<usize>> {
    if !side_column::is_possible(text) {
        return Vec::new();
    }
    let sheets = text.split('\x0c');
    let rows = sheets.map(|sheet| sheet.split('\n').collect::<Vec<&str>>());
    rows.map(|rows| side_column::find(&rows)).collect()
}

impl<'a> Split<'a> {
    /// Puts what stands beside the lines of each page behind them.
    pub(super) fn with_beside(self) -> Vec<Line<'a>> {
        let Self {
            lines,
            feeds,
            beside,
        } = self;
        if beside.is_empty() {
            return lines;
        }
        let mut all = Vec::with_capacity(lines.len() + beside.len());
        let mut beside = beside.into_iter().peekable();
        let last = lines.last().map_or(0, |line| line.page);
        for (at, line) in lines.iter().enumerate() {
            all.push(*line);
            let ends = lines.get(at + 1).is_none_or(|next| next.page > line.page);
            // Where form feeds tell no pages, what stands beside the text stands behind all of it.
            while ends
                && let Some(next) =
                    beside.next_if(|next| feeds && next.page <= line.page || line.page == last)
            {
                all.push(Line {
                    page: line.page,
                    ..next
                });
            }
        }
        all
    }
}

/// Counts a line without words; the empty pieces beside a form feed are no lines.
fn note_blank(gap: &mut Gap, piece: &str, at: usize, row: &str) {
    if piece.is_empty() && (at > 0 || row.len() > piece.len()) {
        return;
    }
    let spaces = piece.chars().count();
    gap.blanks = gap.blanks.saturating_add(1);
    gap.spaced |= (1..RULE_SPACES).contains(&spaces);
    gap.ruled |= spaces >= RULE_SPACES;
}

/// Characters of white space, as far as they matter.
fn count(space: &str) -> u16 {
    space.chars().take(400).count() as u16
}
