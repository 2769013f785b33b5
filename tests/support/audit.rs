//! What kinds of things a program wrote to its terminal: every control sequence by its type, and what it left on.

use std::collections::{BTreeMap, BTreeSet};

/// Sequences the reader needs, by type: private modes one by one, everything else by its last letter.
const ALLOWED: &[&str] = &[
    "CSI H",     // the cursor goes somewhere
    "CSI m",     // colours and forms
    "CSI K",     // a row is emptied, where the window has just become another
    "CSI J",     // the screen is emptied, before it is drawn anew
    "CSI ?25",   // the cursor is hidden and shown
    "CSI ?1000", // the mouse: buttons
    "CSI ?1002", // drags
    "CSI ?1003", // moves
    "CSI ?1006", // in decimal coordinates
    "CSI ?1015", // the same for urxvt
    "CSI ?1049", // a screen of its own
    "CSI ?2004", // pastes in one piece
    "OSC 52",    // the clipboard
    "C0 0a",     // line ends of what is printed after the reader is left
    "C0 0d",
];

/// The kinds of things in a program's output.
#[derive(Debug, Default)]
pub(crate) struct Audit {
    /// Types of control sequences and control characters.
    pub(crate) types: BTreeSet<String>,
    /// Parameters of every `CSI m`.
    pub(crate) forms: BTreeSet<String>,
    /// Private modes that are on at the end, or for the cursor: off.
    pub(crate) left_on: Vec<String>,
    /// Everything that is no control sequence.
    pub(crate) text: String,
}

impl Audit {
    /// Takes an output apart.
    pub(crate) fn of(raw: &[u8]) -> Self {
        let mut audit = Self::default();
        let mut modes = BTreeMap::new();
        let text = String::from_utf8_lossy(raw);
        let mut rest = &*text;
        while let Some(first) = rest.chars().next() {
            let after = &rest[first.len_utf8()..];
            rest = match (first, after.chars().next()) {
                ('\x1b', Some('[')) => audit.take_csi(&after[1..], &mut modes),
                ('\x1b', Some(']')) => audit.take_osc(&after[1..]),
                ('\x1b', next) => {
                    audit.types.insert(format!("ESC {next:?}"));
                    after
                }
                (control, _) if control.is_control() => {
                    let set = if control < '\u{80}' { "C0" } else { "C1" };
                    audit.types.insert(format!("{set} {:02x}", control as u32));
                    after
                }
                (letter, _) => {
                    audit.text.push(letter);
                    after
                }
            };
        }
        audit.left_on = modes
            .into_iter()
            .filter(|(mode, on)| *on != (mode == "?25"))
            .map(|(mode, _)| mode)
            .collect();
        audit
    }

    fn take_csi<'a>(&mut self, rest: &'a str, modes: &mut BTreeMap<String, bool>) -> &'a str {
        let end = rest
            .find(|letter: char| ('@'..='~').contains(&letter))
            .unwrap_or(rest.len());
        let (parameters, rest) = rest.split_at(end);
        let last = rest.chars().next();
        match (parameters.strip_prefix('?'), last) {
            (Some(numbers), Some('h' | 'l')) => {
                for number in numbers.split(';') {
                    let mode = format!("?{number}");
                    self.types.insert(format!("CSI {mode}"));
                    modes.insert(mode, last == Some('h'));
                }
            }
            (None, Some(last)) => {
                self.types.insert(format!("CSI {last}"));
                if last == 'm' {
                    self.forms.insert(parameters.to_owned());
                }
            }
            _ => {
                self.types.insert(format!("CSI {parameters}{last:?}"));
            }
        }
        rest.get(1..).unwrap_or_default()
    }

    fn take_osc<'a>(&mut self, rest: &'a str) -> &'a str {
        let end = rest.find(['\x07', '\x1b']).unwrap_or(rest.len());
        let number: String = rest.chars().take_while(char::is_ascii_digit).collect();
        self.types.insert(format!("OSC {number}"));
        let rest = &rest[end..];
        rest.strip_prefix('\x07')
            .or_else(|| rest.strip_prefix("\x1b\\"))
            .unwrap_or(rest)
    }

    /// What the reader should never have written: sequences nobody needs, characters that change how others are shown or that
    /// no terminal agrees about.
    pub(crate) fn not_allowed(&self) -> Vec<String> {
        let types = self
            .types
            .iter()
            .filter(|found| !ALLOWED.contains(&found.as_str()))
            .cloned();
        let letters: BTreeSet<char> = self
            .text
            .chars()
            .filter(|&letter| is_hostile(letter))
            .collect();
        types
            .chain(
                letters
                    .into_iter()
                    .map(|letter| letter.escape_unicode().to_string()),
            )
            .collect()
    }
}

/// Direction of text, tags, annotations, joiners, selectors, marks of byte order, soft hyphens.
fn is_hostile(letter: char) -> bool {
    matches!(letter,
        '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{feff}' | '\u{fe00}'..='\u{fe0f}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e01ef}')
}
