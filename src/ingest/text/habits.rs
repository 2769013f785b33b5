//! What one letter's layout means: measured over the letter, before any line is judged by it.
//!
//! An empty line ends a paragraph in one file and is noise in the next; only the letter itself can tell.
//! It must not know notes or headings.

use crate::ingest::text::lines::{Ending, GapKind, Line};
use crate::ingest::text::room::Room;
use crate::ingest::text::shapes;

/// A letter's habits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Habits {
    /// Characters of a full line.
    pub(super) measure: u32,
    /// Lines are broken where the page ends, not only where paragraphs do.
    pub(super) wrapped: bool,
    /// How far each kind of gap means the end of a paragraph: 0 (noise) to 1.
    empty: f32,
    spaced: f32,
    several: f32,
    /// How far two or more spaces behind the last word mean the end of a paragraph: 0 to 1.
    pub(super) trailing: f32,
    /// What lines that go on leave empty; `None`: there is no rule in it.
    pub(super) room: Option<Room>,
    /// Characters of white space that every line of the letter begins with.
    pub(super) margin: u16,
    /// An indent begins a paragraph here.
    pub(super) indents: bool,
    /// One leading space is rare and begins a page here.
    pub(super) page_space: bool,
    /// Line-end hyphens per line: a converter that breaks words does so often.
    pub(super) hyphens: f32,
}

/// Lines longer than this were not broken to fit a page.
const WIDEST_MEASURE: usize = 160;

/// From so many lines it is plain how wide full ones are.
const MOST_ON: usize = 120;

/// How often something was seen, and how often right inside a sentence.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    seen: u32,
    amid: u32,
}

impl Tally {
    fn add(&mut self, amid: bool) {
        self.seen += 1;
        self.amid += u32::from(amid);
    }

    /// Trust falls fast: what stands inside a sentence two times in five says nothing about the other three.
    /// One sighting that nothing contradicts is not yet a habit (prior of a third of a contradiction).
    fn trust(self) -> f32 {
        let doubt = (self.amid as f32 + 0.33) / (self.seen as f32 + 1.0);
        (1.0 - 2.5 * doubt).clamp(0.0, 1.0)
    }
}

impl Habits {
    /// Measures the lines that are text so far.
    pub(super) fn measure(lines: &[Line<'_>]) -> Self {
        let mut widths = [0_u32; WIDEST_MEASURE + 1];
        let mut indents = [0_u32; 64];
        let (mut empty, mut spaced, mut several) =
            (Tally::default(), Tally::default(), Tally::default());
        let (mut none, mut trailing, mut indented) =
            (Tally::default(), Tally::default(), Tally::default());
        let (mut hyphens, mut texts, mut before) = (0_u32, 0_u32, None::<&Line<'_>>);
        let mut on = Vec::new();
        for line in lines.iter().filter(|line| line.is_text()) {
            texts += 1;
            widths[(line.width as usize).min(WIDEST_MEASURE)] += 1;
            indents[usize::from(line.indent).min(63)] += 1;
            hyphens += u32::from(breaks_a_word(line.text));
            if let Some(before) = before.filter(|before| before.page == line.page) {
                let amid = goes_on(before, line);
                if amid && on.len() < MOST_ON && line.indent == before.indent {
                    on.push((before, line));
                }
                match line.gap.kind() {
                    GapKind::None => none.add(amid),
                    GapKind::Empty => empty.add(amid),
                    GapKind::Spaced => spaced.add(amid),
                    GapKind::Several => several.add(amid),
                }
                if before.trailing >= 2 {
                    trailing.add(amid);
                }
                if line.indent > before.indent && line.indent - before.indent <= 12 {
                    indented.add(amid);
                }
            }
            before = Some(line);
        }
        let amid = none.amid + empty.amid + spaced.amid;
        let seen = none.seen + empty.seen + spaced.seen;
        let margin = common(&indents);
        Self {
            measure: full_line(&widths),
            room: Room::measure(&on),
            wrapped: amid > 0 && amid * 8 >= seen && widths[WIDEST_MEASURE] * 5 < texts.max(1),
            empty: empty.trust(),
            spaced: spaced.trust(),
            several: several.trust(),
            trailing: if trailing.seen * 3 > texts {
                0.0
            } else {
                trailing.trust()
            },
            margin,
            indents: indented.seen >= 2 && indented.amid * 5 <= indented.seen,
            page_space: margin == 0 && indents[1] > 0 && indents[1] * 20 <= texts + 40,
            hyphens: hyphens as f32 / texts.max(1) as f32,
        }
    }

    /// How far this kind of gap means the end of a paragraph: 0 (it says nothing) to 1.
    pub(super) fn trust(&self, gap: GapKind) -> f32 {
        match gap {
            GapKind::None => 0.0,
            GapKind::Empty => self.empty,
            GapKind::Spaced => self.spaced,
            GapKind::Several => self.several,
        }
    }

    /// Whether gaps set paragraphs apart in this letter at all, so that their absence says something.
    pub(super) fn gaps_speak(&self) -> bool {
        self.empty.max(self.spaced).max(self.several) > 0.6
    }
}

/// The plainest sign that two lines are one sentence: no end above, a small letter below.
fn goes_on(before: &Line<'_>, line: &Line<'_>) -> bool {
    matches!(before.ending(), Ending::Word | Ending::Open)
        && line.starts_small()
        && !shapes::opens_clause(line.text)
}

/// Whether a line ends in a hyphen behind a letter.
pub(super) fn breaks_a_word(text: &str) -> bool {
    let mut back = text.chars().rev();
    matches!(back.next(), Some('-' | '\u{ad}' | '‐'))
        && back.next().is_some_and(char::is_alphabetic)
}

/// The width of a full line: that which three quarters of the lines around the commonest width stay within. Headings and
/// last lines are shorter; a converter that mends broken words makes some lines as long as two.
fn full_line(widths: &[u32]) -> u32 {
    const SHORTEST: usize = 40;
    const AROUND: usize = 12;
    let widest = widths.iter().rposition(|&count| count > 0).unwrap_or(0);
    let from = if widest > SHORTEST {
        SHORTEST
    } else {
        widest / 2
    };
    let near = |width: usize, reach: usize| {
        width.saturating_sub(reach).max(from)..(width + reach + 1).min(widths.len())
    };
    let crowd = |width: usize| widths[near(width, AROUND / 3)].iter().sum::<u32>();
    let Some(peak) = (from..=widest).max_by_key(|&width| crowd(width)) else {
        return widest as u32;
    };
    let around = near(peak, AROUND);
    let outside = widths[around.clone()].iter().sum::<u32>() / 4;
    let mut above = 0;
    for width in around.rev() {
        above += widths[width];
        if above > outside {
            return width as u32;
        }
    }
    peak as u32
}

/// The indent most lines have.
fn common(indents: &[u32]) -> u16 {
    let most = indents
        .iter()
        .enumerate()
        .max_by_key(|(at, count)| (**count, usize::MAX - at));
    most.map_or(0, |(at, _)| at as u16)
}
