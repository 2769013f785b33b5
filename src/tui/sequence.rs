//! What a terminal's sequences mean: the tables of keys and clicks.
//!
//! A sequence that stands in no table here is an answer or a report, and means nothing. It must not know how bytes are cut into sequences.
//!
//! Sources: xterm's "Control Sequences" (function keys, mouse tracking), and the two ways of sending keys with all their modifiers:
//! xterm's `modifyOtherKeys` and `CSI u`.

use ratatui::crossterm::event::{
    Event, KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};

/// Keys that end in `~`, by their first number.
const NUMBERED: &[(u16, KeyCode)] = &[
    (1, KeyCode::Home),
    (2, KeyCode::Insert),
    (3, KeyCode::Delete),
    (4, KeyCode::End),
    (5, KeyCode::PageUp),
    (6, KeyCode::PageDown),
    (7, KeyCode::Home),
    (8, KeyCode::End),
    (11, KeyCode::F(1)),
    (12, KeyCode::F(2)),
    (13, KeyCode::F(3)),
    (14, KeyCode::F(4)),
    (15, KeyCode::F(5)),
    (17, KeyCode::F(6)),
    (18, KeyCode::F(7)),
    (19, KeyCode::F(8)),
    (20, KeyCode::F(9)),
    (21, KeyCode::F(10)),
    (23, KeyCode::F(11)),
    (24, KeyCode::F(12)),
];

/// A byte below 128 that is no part of a sequence.
pub(super) fn plain(byte: u8) -> (KeyCode, KeyModifiers) {
    match byte {
        b'\r' => (KeyCode::Enter, KeyModifiers::NONE),
        b'\t' => (KeyCode::Tab, KeyModifiers::NONE),
        0x7f => (KeyCode::Backspace, KeyModifiers::NONE),
        0 => (KeyCode::Char(' '), KeyModifiers::CONTROL),
        0x01..=0x1a => (
            KeyCode::Char(char::from(byte - 1 + b'a')),
            KeyModifiers::CONTROL,
        ),
        0x1b..=0x1f => (
            KeyCode::Char(char::from(byte - 0x1c + b'4')),
            KeyModifiers::CONTROL,
        ),
        _ => (KeyCode::Char(char::from(byte)), KeyModifiers::NONE),
    }
}

/// The key of ESC `O` and this byte.
pub(super) fn keypad(last: u8) -> Option<KeyCode> {
    match last {
        b'M' => Some(KeyCode::Enter),
        b'P'..=b'S' => Some(KeyCode::F(last - b'P' + 1)),
        _ => arrow(last),
    }
}

fn arrow(last: u8) -> Option<KeyCode> {
    Some(match last {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'F' => KeyCode::End,
        b'H' => KeyCode::Home,
        _ => return None,
    })
}

/// What ESC `[`, these parameters and this last byte say.
pub(super) fn control(parameters: &[u8], last: u8) -> Option<Event> {
    if let Some(clicked) = parameters.strip_prefix(b"<") {
        let [button, column, row] = numbers(clicked)[..] else {
            return None;
        };
        return match last {
            b'M' | b'm' => mouse(button, column, row, last == b'M'),
            _ => None,
        };
    }
    // Anything but numbers and what divides them makes it a report.
    if !parameters
        .iter()
        .all(|byte| byte.is_ascii_digit() || matches!(byte, b';' | b':'))
    {
        return None;
    }
    let numbers = numbers(parameters);
    if last == b'M' {
        let [button, column, row] = numbers[..] else {
            return None;
        };
        return mouse(button.checked_sub(32)?, column, row, true);
    }
    let first = numbers.first().copied().unwrap_or(1);
    let held = held(parameters)?;
    let code = match last {
        b'Z' => return Some(key(KeyCode::BackTab, held | KeyModifiers::SHIFT)),
        b'P' | b'Q' | b'S' => KeyCode::F(last - b'P' + 1),
        b'~' if first == 27 => return typed(numbers.get(2).copied()?, held),
        b'~' => {
            let row = NUMBERED.iter().find(|(number, _)| *number == first)?;
            row.1
        }
        b'u' => return typed(first, held),
        _ => arrow(last)?,
    };
    Some(key(code, held))
}

/// The numbers between semicolons; one that is left out or too large is 0. Of a number with parts, the first.
fn numbers(parameters: &[u8]) -> Vec<u16> {
    if parameters.is_empty() {
        return Vec::new();
    }
    parameters
        .split(|&byte| byte == b';')
        .map(|field| {
            let digits = field.split(|&byte| byte == b':').next().unwrap_or_default();
            std::str::from_utf8(digits)
                .ok()
                .and_then(|digits| digits.parse().ok())
                .unwrap_or(0)
        })
        .collect()
}

/// The modifiers in the second number; `None`: a key let go, or held with one that this program gives no meaning.
fn held(parameters: &[u8]) -> Option<KeyModifiers> {
    let Some(field) = parameters.split(|&byte| byte == b';').nth(1) else {
        return Some(KeyModifiers::NONE);
    };
    let mut parts = field.split(|&byte| byte == b':').map(|part| {
        std::str::from_utf8(part)
            .ok()
            .and_then(|part| part.parse::<u16>().ok())
    });
    let bits = parts.next().flatten().unwrap_or(1).saturating_sub(1);
    let let_go = parts.next().flatten() == Some(3);
    // Super, Hyper and Meta; the locks beyond them change nothing.
    if let_go || bits & 0b11_1000 != 0 {
        return None;
    }
    Some(modifiers(bits))
}

/// The modifiers of the lowest three bits.
fn modifiers(bits: u16) -> KeyModifiers {
    let mut held = KeyModifiers::NONE;
    for (bit, modifier) in [
        (1, KeyModifiers::SHIFT),
        (2, KeyModifiers::ALT),
        (4, KeyModifiers::CONTROL),
    ] {
        if bits & bit != 0 {
            held |= modifier;
        }
    }
    held
}

/// A key sent as the number of its character.
fn typed(number: u16, mut held: KeyModifiers) -> Option<Event> {
    let code = match number {
        9 if held.contains(KeyModifiers::SHIFT) => KeyCode::BackTab,
        9 => KeyCode::Tab,
        13 => KeyCode::Enter,
        27 => KeyCode::Esc,
        127 => KeyCode::Backspace,
        // Private characters stand for keys that type nothing: Shift itself, volume, and the like.
        0xe000..=0xf8ff => return None,
        number => {
            let letter = char::from_u32(u32::from(number)).filter(|letter| !letter.is_control())?;
            if held == KeyModifiers::SHIFT {
                held = KeyModifiers::NONE;
                KeyCode::Char(letter.to_uppercase().next().unwrap_or(letter))
            } else {
                KeyCode::Char(letter)
            }
        }
    };
    Some(key(code, held))
}

fn key(code: KeyCode, held: KeyModifiers) -> Event {
    Event::Key(KeyEvent::new(code, held))
}

/// What the mouse did: its button as xterm counts, a column and a row from 1. The older manners tell a button let go by its number.
pub(super) fn mouse(button: u16, column: u16, row: u16, pressed: bool) -> Option<Event> {
    // Bits 0, 1, 6 and 7 number the button; 2, 3 and 4 are keys held; 5 says that it moved.
    let number = button & 0b11 | (button & 0b1100_0000) >> 4;
    let moved = button & 0b10_0000 != 0;
    let which = match number {
        0 => MouseButton::Left,
        1 => MouseButton::Middle,
        _ => MouseButton::Right,
    };
    let kind = match (number, moved) {
        (0..=2, true) => MouseEventKind::Drag(which),
        (0..=2, false) if pressed => MouseEventKind::Down(which),
        (0..=2, false) => MouseEventKind::Up(which),
        // Nobody says which.
        (3, false) => MouseEventKind::Up(MouseButton::Left),
        (3, true) => MouseEventKind::Moved,
        (4, _) => MouseEventKind::ScrollUp,
        (5, _) => MouseEventKind::ScrollDown,
        (6, _) => MouseEventKind::ScrollLeft,
        (7, _) => MouseEventKind::ScrollRight,
        _ => return None,
    };
    Some(Event::Mouse(MouseEvent {
        kind,
        column: column.saturating_sub(1),
        row: row.saturating_sub(1),
        modifiers: modifiers(button >> 2),
    }))
}
