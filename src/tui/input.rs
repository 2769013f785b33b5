//! Bytes from the terminal become keys, clicks and pastes.
//!
//! Whatever a terminal says of itself — an answer, a report that a program before this one asked for — is taken off whole and kept apart
//! for whoever asked: it neither types anything nor swallows the keys after it. (Ready-made readers wait for ever for the end of a report
//! they do not know, and type out those that are text.) It must not know where the bytes come from or what a key does.
//!
//! Sequences as in ECMA-48 section 5.4 and in xterm's description of its own.

use std::time::Duration;

use ratatui::crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};

use crate::tui::sequence;

/// How long after an Esc the rest of a sequence may come; a key of its own otherwise. Long enough for a slow line, too short to be noticed.
const ESCAPE: Duration = Duration::from_millis(25);

/// How long after its beginning a sequence may stand still before it is given up.
const SEQUENCE: Duration = Duration::from_millis(500);

/// Bytes of a sequence beyond which it is none that means anything.
const LONGEST: usize = 64;

/// Bytes of a paste beyond which the rest is dropped: no field takes more.
const PASTE: usize = 1 << 20;

/// How a paste ends.
const PASTE_END: &[u8] = b"\x1b[201~";

const ESC: u8 = 0x1b;

/// What the bytes so far are the beginning of.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Of nothing, or of a character.
    #[default]
    Ground,
    /// ESC.
    Escape,
    /// ESC `[`.
    Control,
    /// ESC `O`: keys of the keypad.
    Keypad,
    /// ESC `[ [`: function keys of the Linux console.
    Console,
    /// ESC `[ M`: three bytes of a click.
    Click,
    /// ESC and one of `] P ^ _ X`: text up to BEL or ESC `\`.
    Text(u8),
    /// The same, at an ESC.
    TextEscape(u8),
    /// A paste, of whose end so many bytes have come.
    Paste(usize),
}

/// Takes bytes as they come, in any pieces.
#[derive(Debug, Default)]
pub struct Decoder {
    state: State,
    /// What the state is about: parameters, text, bytes of a character.
    bytes: Vec<u8>,
    /// The character being put together came after an ESC.
    alt: bool,
    events: Vec<Event>,
    /// What the terminal said of itself.
    reports: Vec<String>,
}

impl Decoder {
    /// What these bytes complete.
    pub fn feed(&mut self, bytes: &[u8]) -> Vec<Event> {
        for &byte in bytes {
            self.take(byte);
        }
        std::mem::take(&mut self.events)
    }

    /// What the terminal said of itself since last asked, each without its first and last escape: `[?62;4c`, `_Gi=31;OK`.
    pub fn reports(&mut self) -> Vec<String> {
        std::mem::take(&mut self.reports)
    }

    /// How long to wait for the rest of what has begun; `None`: nothing has, or it may take its time.
    #[must_use]
    pub fn patience(&self) -> Option<Duration> {
        match self.state {
            State::Ground if self.bytes.is_empty() => None,
            State::Paste(_) => None,
            State::Escape => Some(ESCAPE),
            State::Control | State::Keypad | State::Text(_) if self.bytes.is_empty() => {
                Some(ESCAPE)
            }
            _ => Some(SEQUENCE),
        }
    }

    /// Nothing more came in time: what has begun is all there is.
    pub fn give_up(&mut self) -> Vec<Event> {
        let alone = self.bytes.is_empty();
        match std::mem::take(&mut self.state) {
            State::Escape => self.press(KeyCode::Esc),
            State::Control if alone => self.press_alt('['),
            State::Keypad => self.press_alt('O'),
            State::Text(introducer) if alone => self.press_alt(char::from(introducer)),
            _ => {}
        }
        self.bytes.clear();
        self.alt = false;
        std::mem::take(&mut self.events)
    }

    fn take(&mut self, byte: u8) {
        match self.state {
            State::Ground if byte == ESC => self.begin(State::Escape),
            State::Ground => self.character(byte),
            State::Escape => self.escape(byte),
            State::Control => self.control(byte),
            State::Keypad => {
                self.begin(State::Ground);
                self.events
                    .extend(sequence::keypad(byte).map(|code| key(code, KeyModifiers::NONE)));
            }
            State::Console => {
                self.begin(State::Ground);
                if let b'A'..=b'E' = byte {
                    self.press(KeyCode::F(byte - b'A' + 1));
                }
            }
            State::Click => {
                self.bytes.push(byte);
                if let [button, column, row] = self.bytes[..] {
                    self.begin(State::Ground);
                    let at = |byte: u8| u16::from(byte).saturating_sub(32);
                    let click = sequence::mouse(at(button), at(column), at(row), true);
                    self.events.extend(click);
                }
            }
            // BEL, and CAN and SUB, which break off whatever is being said.
            State::Text(_) if matches!(byte, 0x07 | 0x18 | 0x1a) => self.begin(State::Ground),
            State::Text(introducer) if byte == ESC => self.state = State::TextEscape(introducer),
            State::Text(_) => {
                if self.bytes.len() <= LONGEST {
                    self.bytes.push(byte);
                }
            }
            State::TextEscape(introducer) if byte == b'\\' => {
                let said = std::mem::take(&mut self.bytes);
                self.report(introducer, &said);
                self.begin(State::Ground);
            }
            State::TextEscape(_) => {
                self.begin(State::Escape);
                self.escape(byte);
            }
            State::Paste(ended) => self.paste(ended, byte),
        }
    }

    fn begin(&mut self, state: State) {
        self.state = state;
        self.bytes.clear();
    }

    fn escape(&mut self, byte: u8) {
        match byte {
            ESC => self.press(KeyCode::Esc),
            b'[' => self.begin(State::Control),
            b'O' => self.begin(State::Keypad),
            b']' | b'P' | b'^' | b'_' | b'X' => self.begin(State::Text(byte)),
            _ => {
                self.begin(State::Ground);
                self.alt = true;
                self.character(byte);
            }
        }
    }

    fn control(&mut self, byte: u8) {
        match byte {
            0x20..=0x3f if self.bytes.len() <= LONGEST => self.bytes.push(byte),
            0x20..=0x3f => {}
            0x40..=0x7e => {
                let parameters = std::mem::take(&mut self.bytes);
                self.state = State::Ground;
                match (&parameters[..], byte) {
                    _ if parameters.len() > LONGEST => {}
                    (b"", b'[') => self.state = State::Console,
                    (b"", b'M') => self.state = State::Click,
                    (b"200", b'~') => self.state = State::Paste(0),
                    _ => {
                        let event = sequence::control(&parameters, byte);
                        if event.is_none() {
                            self.report(b'[', &[&parameters, &[byte][..]].concat());
                        }
                        self.events.extend(event);
                    }
                }
            }
            // What cannot be in a sequence ends it and is itself.
            _ => {
                self.begin(State::Ground);
                if !matches!(byte, 0x18 | 0x1a) {
                    self.take(byte);
                }
            }
        }
    }

    /// What has come in is something that the terminal says of itself; too long, and it is nothing anybody asked for.
    fn report(&mut self, introducer: u8, said: &[u8]) {
        if said.len() <= LONGEST {
            let said = String::from_utf8_lossy(said);
            self.reports
                .push(format!("{}{said}", char::from(introducer)));
        }
    }

    fn paste(&mut self, ended: usize, byte: u8) {
        if byte == PASTE_END[ended] {
            if ended + 1 < PASTE_END.len() {
                self.state = State::Paste(ended + 1);
                return;
            }
            let text = String::from_utf8_lossy(&self.bytes).into_owned();
            self.begin(State::Ground);
            self.events.push(Event::Paste(text));
            return;
        }
        // It only looked like the end; ESC, its first byte, occurs in it once.
        let again = usize::from(byte == ESC);
        self.state = State::Paste(again);
        if self.bytes.len() < PASTE {
            self.bytes.extend_from_slice(&PASTE_END[..ended]);
            if again == 0 {
                self.bytes.push(byte);
            }
        }
    }

    /// A byte that is a character or part of one.
    fn character(&mut self, byte: u8) {
        if byte < 0x80 {
            // A character that was broken off is dropped.
            self.bytes.clear();
            let (code, modifiers) = sequence::plain(byte);
            self.finish(code, modifiers);
            return;
        }
        self.bytes.push(byte);
        match std::str::from_utf8(&self.bytes) {
            Ok(text) => {
                let letter = text.chars().next();
                self.bytes.clear();
                if let Some(letter) = letter {
                    self.finish(KeyCode::Char(letter), KeyModifiers::NONE);
                }
            }
            // It may still become one.
            Err(wrong) if wrong.error_len().is_none() => {}
            Err(_) => {
                let broken = self.bytes.len() > 1;
                self.bytes.clear();
                self.alt = false;
                if broken {
                    self.character(byte);
                }
            }
        }
    }

    fn finish(&mut self, code: KeyCode, mut modifiers: KeyModifiers) {
        if std::mem::take(&mut self.alt) {
            modifiers |= KeyModifiers::ALT;
        }
        self.events.push(key(code, modifiers));
    }

    fn press(&mut self, code: KeyCode) {
        self.events.push(key(code, KeyModifiers::NONE));
    }

    fn press_alt(&mut self, letter: char) {
        self.events
            .push(key(KeyCode::Char(letter), KeyModifiers::ALT));
    }
}

fn key(code: KeyCode, modifiers: KeyModifiers) -> Event {
    Event::Key(KeyEvent::new(code, modifiers))
}
