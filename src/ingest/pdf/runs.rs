//! Puts glyphs together to runs: what follows each other on one baseline in one font and size.
//!
//! It must not know the PDF library, nor what stands on a page.

use crate::ingest::pdf::page::Run;

/// A glyph as it was drawn.
#[derive(Debug, Clone, Copy)]
pub(super) struct Placed {
    pub(super) x0: f32,
    pub(super) x1: f32,
    /// The baseline, from the top.
    pub(super) y: f32,
    pub(super) size: f32,
    pub(super) bold: bool,
    pub(super) italic: bool,
}

/// A gap from which on there is a space between two glyphs, in sizes of the type: thinner ones are kerning.
const SPACE: f32 = 0.17;
/// A gap that ends a run, in sizes of the type.
const APART: f32 = 1.0;

/// The runs of a page so far.
#[derive(Debug, Default)]
pub(super) struct Runs {
    runs: Vec<Run>,
    /// Where the last glyph began.
    last: f32,
}

impl Runs {
    /// A glyph's characters behind those drawn before.
    pub(super) fn push(&mut self, text: &str, at: Placed) {
        if let Some(run) = self.runs.last_mut() {
            if is_redrawn(run, text, at) {
                return;
            }
            // An accent drawn over the letter before it.
            let over = at.x0 > self.last - 0.15 * at.size && at.x0 < run.x1 - 0.1 * at.size;
            if over && let Some(whole) = accent_over(&run.text, text) {
                run.text.pop();
                run.text.push(whole);
                return;
            }
            let gap = at.x0 - run.x1;
            let follows = (run.y - at.y).abs() < 0.05 * at.size
                && (run.size - at.size).abs() < 0.2
                && (run.bold, run.italic) == (at.bold, at.italic)
                && gap < APART * at.size
                && gap > -0.3 * at.size;
            self.last = at.x0;
            if follows {
                if gap > SPACE * at.size && !run.text.ends_with(' ') && !text.starts_with(' ') {
                    run.text.push(' ');
                }
                push_plain(&mut run.text, text);
                run.x1 = run.x1.max(at.x1);
                return;
            }
        }
        let mut run = Run {
            text: String::new(),
            x0: at.x0,
            x1: at.x1,
            y: at.y,
            size: at.size,
            bold: at.bold,
            italic: at.italic,
        };
        push_plain(&mut run.text, text);
        self.runs.push(run);
    }

    /// All runs that have words.
    pub(super) fn finish(self) -> Vec<Run> {
        let words = |run: &Run| !run.text.trim().is_empty();
        self.runs.into_iter().filter(words).map(trimmed).collect()
    }
}

/// Whether a glyph is the last one once more, a hair beside itself: so some programs make type bold.
fn is_redrawn(run: &Run, text: &str, at: Placed) -> bool {
    (run.y - at.y).abs() < 0.5
        && (run.x1 - at.x1).abs() < 0.06 * at.size
        && !text.trim().is_empty()
        && run.text.ends_with(text)
        && at.x0 < run.x1 - 0.1 * at.size
}

/// Ligatures as their letters, spaces as spaces, and an accent that was drawn on its own on the letter it is for.
fn push_plain(run: &mut String, text: &str) {
    for letter in text.chars() {
        match letter {
            'ﬀ' => run.push_str("ff"),
            'ﬁ' => run.push_str("fi"),
            'ﬂ' => run.push_str("fl"),
            'ﬃ' => run.push_str("ffi"),
            'ﬄ' => run.push_str("ffl"),
            'ﬅ' | 'ﬆ' => run.push_str("st"),
            letter if letter.is_whitespace() || letter.is_control() => {
                if !run.ends_with(' ') {
                    run.push(' ');
                }
            }
            letter => match accented(run, letter) {
                Some(whole) => {
                    run.pop();
                    run.push(whole);
                }
                None => run.push(letter),
            },
        }
    }
}

/// The letter that an accent drawn before makes of the next one.
fn accented(run: &str, letter: char) -> Option<char> {
    let accent = combining(run.chars().next_back()?)?;
    unicode_normalization::char::compose(letter, accent)
}

/// The letter that an accent makes of the one drawn before it.
fn accent_over(run: &str, accent: &str) -> Option<char> {
    let mut signs = accent.chars();
    let (sign, None) = (signs.next()?, signs.next()) else {
        return None;
    };
    unicode_normalization::char::compose(run.chars().next_back()?, combining(sign)?)
}

/// An accent that stands on its own as one that stands on a letter.
fn combining(accent: char) -> Option<char> {
    Some(match accent {
        '¨' => '\u{308}',
        '´' => '\u{301}',
        '`' => '\u{300}',
        'ˆ' => '\u{302}',
        '˜' => '\u{303}',
        '¸' => '\u{327}',
        'ˇ' => '\u{30c}',
        _ => return None,
    })
}

/// A run without white space at its ends; its place is that of its words.
fn trimmed(mut run: Run) -> Run {
    let letters = run.text.chars().count().max(1) as f32;
    let lead = run.text.len() - run.text.trim_start().len();
    let width = (run.x1 - run.x0) / letters;
    if lead > 0 {
        run.x0 += width * lead as f32;
        run.text.drain(..lead);
    }
    let end = run.text.trim_end().len();
    if end < run.text.len() {
        run.x1 -= width * (run.text.len() - end) as f32;
        run.text.truncate(end);
    }
    run
}
