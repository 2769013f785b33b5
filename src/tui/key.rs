//! One key: read from the terminal, written in files, shown on the screen.
//!
//! It must not know what any key does.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

/// A key with its modifiers, in one form for the many in which terminals send it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key {
    code: KeyCode,
    modifiers: KeyModifiers,
}

/// Names of keys that are no character: as written in files, as shown, as shown in ASCII.
const NAMED: &[(&str, KeyCode, &str, &str)] = &[
    ("Enter", KeyCode::Enter, "Enter", "Enter"),
    ("Esc", KeyCode::Esc, "Esc", "Esc"),
    ("Tab", KeyCode::Tab, "Tab", "Tab"),
    ("Space", KeyCode::Char(' '), "Space", "Space"),
    ("BS", KeyCode::Backspace, "Backspace", "Backspace"),
    ("Del", KeyCode::Delete, "Del", "Del"),
    ("Insert", KeyCode::Insert, "Ins", "Ins"),
    ("Up", KeyCode::Up, "↑", "Up"),
    ("Down", KeyCode::Down, "↓", "Down"),
    ("Left", KeyCode::Left, "←", "Left"),
    ("Right", KeyCode::Right, "→", "Right"),
    ("Home", KeyCode::Home, "Home", "Home"),
    ("End", KeyCode::End, "End", "End"),
    ("PageUp", KeyCode::PageUp, "PgUp", "PgUp"),
    ("PageDown", KeyCode::PageDown, "PgDn", "PgDn"),
    ("lt", KeyCode::Char('<'), "<", "<"),
];

impl Key {
    fn new(code: KeyCode, modifiers: KeyModifiers) -> Self {
        let mut modifiers =
            modifiers & (KeyModifiers::CONTROL | KeyModifiers::ALT | KeyModifiers::SHIFT);
        let code = match code {
            KeyCode::BackTab => {
                modifiers |= KeyModifiers::SHIFT;
                KeyCode::Tab
            }
            // Terminals send Ctrl-I and Tab alike; some tell them apart. Nothing may depend on it.
            KeyCode::Char('i') if modifiers == KeyModifiers::CONTROL => {
                modifiers = KeyModifiers::NONE;
                KeyCode::Tab
            }
            // Ctrl-] arrives as Ctrl-5 from terminals that count control characters.
            KeyCode::Char('5') if modifiers == KeyModifiers::CONTROL => KeyCode::Char(']'),
            KeyCode::Char(letter) if modifiers.contains(KeyModifiers::CONTROL) => {
                KeyCode::Char(letter.to_ascii_lowercase())
            }
            code => code,
        };
        if matches!(code, KeyCode::Char(_)) {
            // Shift is in the character already.
            modifiers -= KeyModifiers::SHIFT;
        }
        Self { code, modifiers }
    }

    /// The key of a terminal's event; `None` for a key let go.
    #[must_use]
    pub fn from_event(event: KeyEvent) -> Option<Self> {
        (event.kind != KeyEventKind::Release).then(|| Self::new(event.code, event.modifiers))
    }

    /// The event a terminal would send for it.
    #[must_use]
    pub fn to_event(self) -> KeyEvent {
        KeyEvent::new(self.code, self.modifiers)
    }

    /// The character it types, if it types one.
    #[must_use]
    pub fn text(self) -> Option<char> {
        match self.code {
            KeyCode::Char(letter) if self.modifiers.is_empty() && !letter.is_control() => {
                Some(letter)
            }
            _ => None,
        }
    }

    /// Reads keys one after the other: `gg`, `<C-f>`, `/encro<Enter>`. The error says what is wrong and what is accepted.
    pub fn parse_sequence(text: &str) -> Result<Vec<Self>, String> {
        let mut keys = Vec::new();
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            if first == '<' {
                let end = rest.find('>').filter(|&end| end > 1).ok_or_else(|| {
                    format!("`<` begins the name of a key and `>` ends it, as in `<Enter>`; the character itself is `<lt>` (in `{text}`)")
                })?;
                keys.push(Self::parse_name(&rest[1..end])?);
                rest = &rest[end + 1..];
            } else {
                keys.push(Self::new(KeyCode::Char(first), KeyModifiers::NONE));
                rest = &rest[first.len_utf8()..];
            }
        }
        Ok(keys)
    }

    /// Reads what stands between the brackets: `C-f`, `S-Tab`, `F1`.
    fn parse_name(name: &str) -> Result<Self, String> {
        let mut modifiers = KeyModifiers::NONE;
        let mut rest = name;
        loop {
            let (modifier, after) = match rest.as_bytes() {
                [b'C' | b'c', b'-', _, ..] => (KeyModifiers::CONTROL, &rest[2..]),
                [b'M' | b'm' | b'A' | b'a', b'-', _, ..] => (KeyModifiers::ALT, &rest[2..]),
                [b'S' | b's', b'-', _, ..] => (KeyModifiers::SHIFT, &rest[2..]),
                _ => break,
            };
            modifiers |= modifier;
            rest = after;
        }
        let mut letters = rest.chars();
        if let (Some(letter), None) = (letters.next(), letters.next()) {
            return Ok(Self::new(KeyCode::Char(letter), modifiers));
        }
        if let Some((_, code, ..)) = NAMED
            .iter()
            .find(|(known, ..)| known.eq_ignore_ascii_case(rest))
        {
            return Ok(Self::new(*code, modifiers));
        }
        let function = rest
            .strip_prefix(['F', 'f'])
            .and_then(|number| number.parse().ok())
            .filter(|number| (1..=12).contains(number));
        if let Some(number) = function {
            return Ok(Self::new(KeyCode::F(number), modifiers));
        }
        let names: Vec<&str> = NAMED.iter().map(|(known, ..)| *known).collect();
        Err(format!(
            "there is no key called `<{name}>`; names are {} and F1 to F12",
            names.join(" ")
        ))
    }

    /// As shown to a person.
    #[must_use]
    pub fn show(self, ascii: bool) -> String {
        let name = match self.code {
            KeyCode::F(number) => format!("F{number}"),
            KeyCode::Char(letter) if letter != ' ' => {
                let control = self.modifiers.contains(KeyModifiers::CONTROL);
                if control {
                    letter.to_uppercase().to_string()
                } else {
                    letter.to_string()
                }
            }
            code => NAMED
                .iter()
                .find(|(_, known, ..)| *known == code)
                .map_or_else(
                    || format!("{code}"),
                    |(_, _, shown, plain)| (if ascii { *plain } else { *shown }).to_owned(),
                ),
        };
        let prefix = [
            (KeyModifiers::CONTROL, "Ctrl-"),
            (KeyModifiers::ALT, "Alt-"),
            (KeyModifiers::SHIFT, "Shift-"),
        ];
        let held: String = prefix
            .iter()
            .filter(|(modifier, _)| self.modifiers.contains(*modifier))
            .map(|(_, shown)| *shown)
            .collect();
        held + &name
    }
}

/// A sequence as shown to a person.
#[must_use]
pub fn show(keys: &[Key], ascii: bool) -> String {
    keys.iter().map(|key| key.show(ascii)).collect()
}
