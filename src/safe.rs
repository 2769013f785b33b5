//! Makes any text harmless to a terminal, once, where bytes become text.
//!
//! Index, search, marks and screen then share one text. It must not know what the text is.

/// A text made safe, and how much had to change.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Safe {
    /// The text.
    pub text: String,
    /// How many characters were replaced or made visible (removed invisible ones are not counted, they carry no words).
    pub replaced: usize,
}

/// Columns between tab stops, as terminals have them.
const TAB: usize = 8;

/// Characters without a width of their own that may follow each other; more of them only serve to flood a cell.
const MOST_MARKS: usize = 4;

/// Makes a whole document's text safe. Line breaks become `\n`, form feeds stay `\x0c` (page breaks), tabs become spaces.
/// A soft hyphen stays where it ends a line, for whoever joins lines.
#[must_use]
pub fn document(text: &str) -> Safe {
    let mut cleaner = Cleaner {
        safe: Safe {
            text: String::with_capacity(text.len()),
            replaced: 0,
        },
        marks: 0,
    };
    let mut rest = text;
    loop {
        // Runs of harmless ASCII, nearly everything, are copied whole.
        let plain = rest
            .bytes()
            .position(|byte| !matches!(byte, b'\n' | b' '..=b'~'))
            .unwrap_or(rest.len());
        if plain > 0 {
            cleaner.safe.text.push_str(&rest[..plain]);
            cleaner.marks = 0;
            rest = &rest[plain..];
        }
        let Some(letter) = rest.chars().next() else {
            break;
        };
        rest = &rest[letter.len_utf8()..];
        cleaner.take(letter, rest);
    }
    cleaner.safe
}

/// Makes one line safe that is shown or printed as it is: a file name, a title, an error. No line breaks are left.
#[must_use]
pub fn line(text: &str) -> String {
    let safe = document(text).text;
    if safe.contains(['\n', '\u{c}', '\u{ad}']) {
        safe.chars()
            .filter(|&letter| letter != '\u{ad}')
            .map(|letter| {
                if letter == '\n' || letter == '\u{c}' {
                    ' '
                } else {
                    letter
                }
            })
            .collect()
    } else {
        safe
    }
}

/// What becomes of a character that may not stay as it is.
enum Fate {
    Keep,
    /// It carries no words and is not seen.
    Remove,
    Replace(char),
}

struct Cleaner {
    safe: Safe,
    /// Marks without a width that were just written.
    marks: usize,
}

impl Cleaner {
    fn take(&mut self, letter: char, rest: &str) {
        let text = &mut self.safe.text;
        match letter {
            '\r' if rest.starts_with('\n') => {}
            '\r' | '\u{b}' | '\u{85}' | '\u{2028}' | '\u{2029}' => text.push('\n'),
            '\u{c}' => text.push('\u{c}'),
            '\t' => {
                let line = text.rfind(['\n', '\u{c}']).map_or(0, |at| at + 1);
                let column = text[line..].chars().count();
                text.extend(std::iter::repeat_n(' ', TAB - column % TAB));
            }
            '\u{ad}' if rest.is_empty() || rest.starts_with(['\n', '\r']) => text.push(letter),
            _ => match fate(letter) {
                Fate::Keep if is_mark(letter) => {
                    self.marks += 1;
                    if self.marks > MOST_MARKS {
                        self.safe.replaced += 1;
                    } else {
                        text.push(letter);
                    }
                    return;
                }
                Fate::Keep => text.push(letter),
                // What is taken away stands between no marks: they go on counting.
                Fate::Remove => return,
                Fate::Replace(sign) => {
                    text.push(sign);
                    self.safe.replaced += 1;
                }
            },
        }
        self.marks = 0;
    }
}

/// Marks that combine with the letter before, or take no column for another reason.
fn is_mark(letter: char) -> bool {
    use unicode_width::UnicodeWidthChar as _;
    letter > '\u{ff}' && letter.width().unwrap_or(0) == 0
}

fn fate(letter: char) -> Fate {
    match letter {
        // Control characters are shown by their pictures.
        '\0'..='\u{1f}' => {
            Fate::Replace(char::from_u32(0x2400 + letter as u32).unwrap_or('\u{fffd}'))
        }
        '\u{7f}' => Fate::Replace('\u{2421}'),
        // C1 controls; what turns the direction of text; tags; annotation; what is no character.
        '\u{80}'..='\u{9f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}'
        | '\u{61c}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{fdd0}'..='\u{fdef}'
        | '\u{e0000}'..='\u{e007f}' => Fate::Replace('\u{fffd}'),
        letter if letter as u32 & 0xfffe == 0xfffe => Fate::Replace('\u{fffd}'),
        // Invisible: soft hyphen, zero width, direction marks, joiners, byte order mark, variation selectors, skin tones, fillers.
        '\u{ad}'
        | '\u{34f}'
        | '\u{115f}'
        | '\u{1160}'
        | '\u{17b4}'
        | '\u{17b5}'
        | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2060}'..='\u{2065}'
        | '\u{206a}'..='\u{206f}'
        | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}'
        | '\u{ffa0}'
        | '\u{1f3fb}'..='\u{1f3ff}'
        | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0100}'..='\u{e01ef}' => Fate::Remove,
        _ => Fate::Keep,
    }
}
