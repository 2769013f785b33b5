//! Puts lines together into paragraphs.
//!
//! Whether a paragraph ends between two lines is never one rule's to say. Each kind of evidence has a name, a weight and
//! a reason (see [`Evidence`]); the sum decides. It must not know notes or marks: they are off the page by now.

use crate::ingest::text::habits::Habits;
use crate::ingest::text::lines::{Ending, Line};
use crate::ingest::text::shapes::{self, Marker};

/// A paragraph ends where the evidence sums up to more than this.
const ENDS: f32 = 1.9;

/// The longest title where lines are as long as paragraphs: characters.
const LONGEST_TITLE: u32 = 100;

/// What may speak for (above 0) or against (below 0) the end of a paragraph between two lines.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct Evidence {
    /// Nothing ends inside a sentence: the line above has no end, or the line below begins small.
    sentence: f32,
    /// The next word would have fitted on the line above, so something else ended it. The more room, the surer.
    room: f32,
    /// The gap between them, as far as this letter's gaps mean something; where they do, no gap speaks against.
    gap: f32,
    /// Spaces behind the last word, as far as this letter's mean something.
    trailing: f32,
    /// An indent, where this letter indents first lines.
    indent: f32,
    /// The line below opens a list item, a question, a clause of a motion; or the line above is a question's heading.
    opening: f32,
    /// The line above looks like a heading that the text follows at once.
    title: f32,
    /// Both lines stop far short and the lower begins with a capital: verse, names, an address.
    verse: f32,
}

impl Evidence {
    fn sum(self) -> f32 {
        self.sentence
            + self.room
            + self.gap
            + self.trailing
            + self.indent
            + self.opening
            + self.title
            + self.verse
    }
}

/// A paragraph in the making: lines of the flow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Draft {
    /// Its first line, as an index into the flow.
    pub(super) start: usize,
    /// Behind its last line.
    pub(super) end: usize,
    /// It is a list item.
    pub(super) item: bool,
    /// Its end, or a join inside it, may be wrong: the line above the place, as an index into the flow.
    pub(super) doubt: Option<usize>,
}

/// The letter's text lines in reading order, without what stands between them on the page.
pub(super) struct Flow<'f, 'a> {
    /// All lines of the letter.
    pub(super) lines: &'f [Line<'a>],
    /// Which of them are text.
    pub(super) order: &'f [u32],
    /// Which of these are rows of tables.
    pub(super) rows: &'f [usize],
    /// What the letter's layout means.
    pub(super) habits: &'f Habits,
    /// First lines of parts: nothing is joined across them.
    pub(super) parts: &'f [usize],
}

impl<'a> Flow<'_, 'a> {
    /// A line of the flow.
    pub(super) fn line(&self, at: usize) -> &Line<'a> {
        &self.lines[self.order[at] as usize]
    }

    /// Whether a line of the flow is a row of a table.
    pub(super) fn is_row(&self, at: usize) -> bool {
        self.rows.binary_search(&at).is_ok()
    }

    /// Whether two lines of the flow that follow each other do so on paper, so that the gap between them is known.
    fn adjoin(&self, above: usize) -> bool {
        self.order[above] + 1 == self.order[above + 1]
            && self.line(above).page == self.line(above + 1).page
    }

    /// Puts all lines together.
    pub(super) fn paragraphs(&self) -> Vec<Draft> {
        let mut drafts: Vec<Draft> = Vec::new();
        let mut draft = Draft {
            start: 0,
            end: 0,
            item: false,
            doubt: None,
        };
        let mut last_item = None;
        for at in 0..self.order.len() {
            let item = self.opens_item(at, &draft, last_item);
            if at == draft.start {
                draft.item = item.is_some();
                last_item = item.or(last_item);
                continue;
            }
            let (ends, doubtful) = self.ends(at, &draft, item.is_some());
            if doubtful {
                draft.doubt = Some(at - 1);
            }
            if ends {
                drafts.push(Draft { end: at, ..draft });
                last_item = item.or(if draft.item { last_item } else { None });
                draft = Draft {
                    start: at,
                    end: at,
                    item: item.is_some(),
                    doubt: None,
                };
            }
        }
        if !self.order.is_empty() {
            drafts.push(Draft {
                end: self.order.len(),
                ..draft
            });
        }
        drafts
    }

    /// Whether the paragraph in the making ends above the line `at`, and whether that is in doubt.
    fn ends(&self, at: usize, draft: &Draft, item: bool) -> (bool, bool) {
        if self.parts.binary_search(&(self.order[at] as usize)).is_ok() {
            return (true, false);
        }
        if self.is_row(at) || self.is_row(at - 1) {
            return (true, false);
        }
        let evidence = self.evidence(at, draft, item);
        let ends = evidence.sum() > ENDS;
        // A gap that means a paragraph everywhere else, in the middle of a sentence: one of the two is wrong.
        let torn = evidence.gap > 3.5 && evidence.sentence < -8.0 && evidence.opening <= 0.0;
        (ends, torn)
    }

    fn evidence(&self, at: usize, draft: &Draft, item: bool) -> Evidence {
        let (above, below) = (self.line(at - 1), self.line(at));
        let adjoin = self.adjoin(at - 1);
        let ending = above.ending();
        let mut evidence = Evidence {
            sentence: going_on(ending, below.starts_small()),
            room: self.room(above, below),
            ..Evidence::default()
        };
        if adjoin {
            let trust = self.habits.trust(below.gap.kind());
            evidence.gap = if below.gap.blanks > 0 {
                5.0 * trust
            } else if self.habits.gaps_speak() {
                -1.0
            } else {
                0.0
            };
            if self.habits.indents && below.indent > above.indent + 1 {
                evidence.indent = 3.0;
            }
        }
        // A full line says nothing where a gap speaks.
        if evidence.gap > 3.0 {
            evidence.room = evidence.room.max(0.0);
        }
        if above.trailing >= 2 {
            evidence.trailing = 3.0 * self.habits.trailing;
        }
        evidence.opening = self.opening(above, below, ending, item);
        // An item's first line goes on below; a numbered title's does not, and is as short.
        let first = at - 1 == draft.start;
        let titled = !draft.item || numbered(above.text);
        if first && titled && self.is_title_line(above, below) {
            evidence.title = 3.5;
        }
        // A short line between the end of a sentence and a capital stands by itself.
        let next = self.order.get(at + 1).map(|_| self.line(at + 1));
        let title = |next| self.is_title_line(below, next);
        if ending == Ending::Sentence && closes(below.text) {
            evidence.title = 8.0;
        } else if ending == Ending::Sentence && next.is_some_and(title) {
            evidence.title = 3.5;
        }
        let short = |line: &Line<'_>| line.width * 2 < self.habits.measure;
        if self.habits.wrapped && short(above) && short(below) && below.starts_capital() {
            evidence.verse = 4.0;
        }
        evidence
    }

    /// How much room the line above left for the next word.
    fn room(&self, above: &Line<'_>, below: &Line<'_>) -> f32 {
        if !self.habits.wrapped {
            return 6.0;
        }
        let measure = self.habits.measure as f32;
        let taken =
            (above.width + u32::from(above.indent.saturating_sub(self.habits.margin))) as f32;
        let left = (measure - taken - 1.0 - below.first_word_width() as f32) / measure.max(1.0);
        // Where no line that goes on leaves so much, this one has ended.
        let ended = || {
            let complete = above.ending() == Ending::Sentence && below.starts_capital();
            let room = self.habits.room.filter(|_| complete);
            room.is_some_and(|room| room.is_left(above, below))
        };
        match left {
            left if left <= 0.3 && ended() => 2.5,
            left if left <= 0.02 => -2.0,
            left if left <= 0.08 => 0.0,
            left if left <= 0.2 => 1.5,
            left if left <= 0.3 => 2.5,
            _ => 3.5,
        }
    }

    fn opening(&self, above: &Line<'_>, below: &Line<'_>, ending: Ending, item: bool) -> f32 {
        if shapes::is_question(above.text) || shapes::is_question(below.text) {
            return 20.0;
        }
        if shapes::is_contents_line(above.text) || shapes::is_contents_line(below.text) {
            return 20.0;
        }
        if item {
            return 20.0;
        }
        if matches!(ending, Ending::Open | Ending::Clause) && shapes::opens_clause(below.text) {
            return 16.0;
        }
        if shapes::is_office(above.text) && shapes::is_name_below_office(below.text) {
            return 12.0;
        }
        if is_salutation(above.text) {
            return 12.0;
        }
        if shapes::is_office(below.text)
            && below.gap.blanks > 0
            && below.width * 4 < self.habits.measure * 3
        {
            return 6.0;
        }
        0.0
    }

    /// A line that stopped far short of the measure without ending a sentence, before a capital: a heading that the text
    /// follows at once. Where lines are paragraphs, it is one of a title's length.
    fn is_title_line(&self, above: &Line<'_>, below: &Line<'_>) -> bool {
        let stopped = if self.habits.wrapped {
            (above.width + 1 + below.first_word_width()) * 4 < self.habits.measure * 3
        } else {
            above.width < LONGEST_TITLE
        };
        stopped
            && above.ending() == Ending::Word
            && (above.starts_capital()
                || shapes::marker(above.text).is_some()
                || shapes::bare_number(above.text).is_some())
            && below.starts_capital()
    }

    /// The marker of the list item that a line opens, if it opens one.
    fn opens_item(&self, at: usize, draft: &Draft, last: Option<Marker>) -> Option<Marker> {
        let line = self.line(at);
        let (marker, words) = shapes::marker(line.text)?;
        if at == 0 {
            return Some(marker);
        }
        let above = self.line(at - 1);
        let apart = self.adjoin(at - 1) && self.habits.trust(line.gap.kind()) > 0.5;
        let complete = matches!(above.ending(), Ending::Sentence | Ending::Clause);
        let in_list = draft.item && last.is_some_and(|last| follows(last, marker));
        let fits = match marker {
            Marker::Bullet => {
                // A dash may stand in a sentence, at the beginning of a line by chance.
                let dash = line.text.starts_with(['-', '–', '—', 'o', '*']);
                !dash || in_list || apart || complete || shapes::is_question(above.text)
            }
            Marker::Number(number) => {
                let first = number.is_none_or(|number| number == 1);
                in_list
                    || ((apart || complete)
                        && (first || apart || line.text[words..].starts_with(char::is_uppercase)))
            }
            Marker::Levels(_) => {
                apart || (complete && line.text[words..].starts_with(char::is_uppercase))
            }
        };
        (fits || (last.is_none() && self.follows_title(at))).then_some(marker)
    }

    /// Whether the line above stands alone like a heading, so that a list may follow it.
    fn follows_title(&self, at: usize) -> bool {
        let above = self.line(at - 1);
        above.ending() == Ending::Word
            && above.starts_capital()
            && above.width * 2 < self.habits.measure
    }
}

/// Whether one marker follows another in the same list.
fn follows(last: Marker, next: Marker) -> bool {
    match (last, next) {
        (Marker::Number(Some(last)), Marker::Number(Some(next))) => next == last + 1 || next == 1,
        (Marker::Levels(_), _) | (_, Marker::Levels(_)) => false,
        _ => true,
    }
}

/// Whether a line opens with a number and a title that begins with a capital.
fn numbered(text: &str) -> bool {
    let marker = shapes::marker(text);
    shapes::is_roman_title(text)
        || marker.is_some_and(|(marker, words)| {
            matches!(marker, Marker::Number(Some(_)) | Marker::Levels(_))
                && text[words..].starts_with(char::is_uppercase)
        })
}

/// How letters greet, and how they take leave.
const GREETINGS: [&str; 2] = ["Geachte ", "Beste "];
const FAREWELLS: [&str; 3] = ["Hoogachtend", "Met vriendelijke groet", "Met hoogachting"];

/// `Geachte voorzitter,`, `Hoogachtend,`.
pub(super) fn is_salutation(text: &str) -> bool {
    is_formula(text, &GREETINGS) || closes(text)
}

/// `Hoogachtend,`.
pub(super) fn closes(text: &str) -> bool {
    is_formula(text, &FAREWELLS)
}

/// Whether a line is one of some set phrases, whoever it is said to.
fn is_formula(text: &str, phrases: &[&str]) -> bool {
    let begins = |phrase: &&str| text.starts_with(*phrase);
    text.len() <= 60 && text.ends_with(',') && phrases.iter().any(begins)
}

/// What the end of one line and the beginning of the next say about a sentence that goes on.
fn going_on(ending: Ending, small: bool) -> f32 {
    match (ending, small) {
        (Ending::Sentence | Ending::Clause, true) | (Ending::Word, false) => -4.0,
        (Ending::Sentence, false) => 1.0,
        (Ending::Clause, false) => 0.0,
        (Ending::Open | Ending::Word, true) => -10.0,
        (Ending::Open, false) => -5.0,
    }
}
