//! What a frame is on the wire: cells become cursor movements, forms and text, in one write a frame.
//!
//! Two things are done here that the library's own backend does not do. To a terminal of sixteen colours they go out as the codes that it
//! has (31, 97), not as places in a palette of 256. And where terminals do not agree how many columns something takes (signs joined to a
//! letter, flags, scripts with marks of their own), nothing behind it depends on it: its cells are emptied first, the cursor is put behind
//! it, and its row is drawn whole for as long as it holds such a thing, and once more when it no longer does.
//!
//! It must not know what is drawn.

use std::io::{self, Write, stdout};

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::{Buffer, Cell, CellDiffOption};
use ratatui::crossterm::cursor::{Hide, MoveTo, Show};
use ratatui::crossterm::{Command, queue, terminal};
use ratatui::layout::{Position, Size};
use ratatui::style::{Color, Modifier};

use crate::layout::wrap::columns;

/// Columns and rows of the terminal that is written to; 0 what it does not tell. The ready-made question opens the terminal anew each time,
/// and starts another program where there is no answer.
pub(super) fn size() -> (u16, u16) {
    rustix::termios::tcgetwinsize(stdout()).map_or((0, 0), |size| (size.ws_col, size.ws_row))
}

/// A terminal to draw on.
#[derive(Debug)]
pub struct Canvas<W: Write> {
    out: W,
    /// Whether the terminal has sixteen colours only.
    few: bool,
    /// Where the cursor is and whether it is seen, as far as this canvas knows: a frame in which nothing changes writes nothing.
    cursor: Option<(u16, u16)>,
    seen: Option<bool>,
}

impl<W: Write> Canvas<W> {
    /// A canvas whose frames go to `out` when they are flushed. `few`: the terminal has sixteen colours only.
    pub fn new(out: W, few: bool) -> Self {
        Self {
            out,
            few,
            cursor: None,
            seen: None,
        }
    }

    /// Forgets what it knows of the cursor: others may have written to the terminal.
    pub fn forget(&mut self) {
        (self.cursor, self.seen) = (None, None);
    }

    /// Puts a sequence before the next frame.
    pub fn queue(&mut self, command: impl Command) -> io::Result<()> {
        queue!(self.out, command)
    }

    /// Writes a cell's text where the cursor is. Where the cursor is then, if every terminal agrees.
    fn cell(&mut self, (x, y): (u16, u16), cell: &Cell) -> io::Result<Option<(u16, u16)>> {
        let symbol = cell.symbol();
        if is_picture(cell) {
            self.out.write_all(symbol.as_bytes())?;
            return Ok(None);
        }
        let wide = columns(symbol);
        let contested = is_contested(symbol);
        if contested {
            let blank = " ".repeat(wide.max(1));
            self.out.write_all(blank.as_bytes())?;
            queue!(self.out, MoveTo(x, y))?;
        }
        self.out.write_all(symbol.as_bytes())?;
        Ok((!contested).then_some((x + wide as u16, y)))
    }
}

impl<W: Write> Backend for Canvas<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let mut form = Form::default();
        for (x, y, cell) in content {
            if self.cursor != Some((x, y)) {
                queue!(self.out, MoveTo(x, y))?;
            }
            let next = Form::of(cell);
            if next != form {
                form = next;
                write!(self.out, "\x1b[{}m", form.parameters(self.few))?;
            }
            self.cursor = self.cell((x, y), cell)?;
        }
        if form != Form::default() {
            self.out.write_all(b"\x1b[0m")?;
        }
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        if self.seen.replace(false) == Some(false) {
            return Ok(());
        }
        queue!(self.out, Hide)
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        if self.seen.replace(true) == Some(true) {
            return Ok(());
        }
        queue!(self.out, Show)
    }

    /// Asking would wait for an answer that the thread reading keys takes away.
    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Err(io::ErrorKind::Unsupported.into())
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        let Position { x, y } = position.into();
        if self.cursor.replace((x, y)) == Some((x, y)) {
            return Ok(());
        }
        queue!(self.out, MoveTo(x, y))
    }

    fn clear(&mut self) -> io::Result<()> {
        self.clear_region(ClearType::All)
    }

    fn clear_region(&mut self, region: ClearType) -> io::Result<()> {
        use terminal::ClearType as Region;
        self.forget();
        queue!(
            self.out,
            terminal::Clear(match region {
                ClearType::All => Region::All,
                ClearType::AfterCursor => Region::FromCursorDown,
                ClearType::BeforeCursor => Region::FromCursorUp,
                ClearType::CurrentLine => Region::CurrentLine,
                ClearType::UntilNewLine => Region::UntilNewLine,
            })
        )
    }

    fn size(&self) -> io::Result<Size> {
        Ok(Size::from(size()))
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize {
            columns_rows: self.size()?,
            pixels: Size::default(),
        })
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// How a cell looks, as the terminal is told.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct Form {
    text: Color,
    ground: Color,
    modifier: Modifier,
}

impl Form {
    fn of(cell: &Cell) -> Self {
        Self {
            text: cell.fg,
            ground: cell.bg,
            modifier: cell.modifier,
        }
    }

    /// The parameters of the sequence that sets it, whatever was set before.
    ///
    /// With a palette of 256 the sixteen are places in it: many terminals show bold black as grey when it is asked for by its own code.
    fn parameters(self, few: bool) -> String {
        const MODIFIERS: [(Modifier, &str); 9] = [
            (Modifier::BOLD, ";1"),
            (Modifier::DIM, ";2"),
            (Modifier::ITALIC, ";3"),
            (Modifier::UNDERLINED, ";4"),
            (Modifier::SLOW_BLINK, ";5"),
            (Modifier::RAPID_BLINK, ";6"),
            (Modifier::REVERSED, ";7"),
            (Modifier::HIDDEN, ";8"),
            (Modifier::CROSSED_OUT, ";9"),
        ];
        let mut parameters = String::from("0");
        for (modifier, code) in MODIFIERS {
            if self.modifier.contains(modifier) {
                parameters.push_str(code);
            }
        }
        for (colour, [first, bright, palette]) in
            [(self.text, [30, 90, 38]), (self.ground, [40, 100, 48])]
        {
            let code = match (sixteen(colour), colour) {
                (Some(nth), _) if !few => format!(";{palette};5;{nth}"),
                (Some(nth @ 0..8), _) => format!(";{}", first + nth),
                (Some(nth), _) => format!(";{}", bright + nth - 8),
                (None, Color::Indexed(nth)) => format!(";{palette};5;{nth}"),
                (None, Color::Rgb(red, green, blue)) => {
                    format!(";{palette};2;{red};{green};{blue}")
                }
                _ => continue,
            };
            parameters.push_str(&code);
        }
        parameters
    }
}

/// Which of the sixteen colours it is, in the order of their codes.
fn sixteen(colour: Color) -> Option<u16> {
    Some(match colour {
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 8,
        Color::LightRed => 9,
        Color::LightGreen => 10,
        Color::LightYellow => 11,
        Color::LightBlue => 12,
        Color::LightMagenta => 13,
        Color::LightCyan => 14,
        Color::White => 15,
        Color::Indexed(nth @ 0..=15) => nth.into(),
        _ => return None,
    })
}

/// Whether terminals do not agree on the columns of a cell's text: more than one character, or of a script or block beyond those that have
/// had one width everywhere for decades.
fn is_contested(symbol: &str) -> bool {
    let mut letters = symbol.chars();
    let agreed = |letter: char| {
        matches!(
            letter,
            '\u{20}'..='\u{2ff}'
                | '\u{370}'..='\u{482}'
                | '\u{48a}'..='\u{58f}'
                | '\u{1e00}'..='\u{1fff}'
                | '\u{2010}'..='\u{2027}'
                | '\u{2030}'..='\u{205e}'
                | '\u{2070}'..='\u{20cf}'
                | '\u{2100}'..='\u{23ff}'
                | '\u{2460}'..='\u{25ff}'
                | '\u{3001}'..='\u{3029}'
                | '\u{3041}'..='\u{3096}'
                | '\u{30a1}'..='\u{30ff}'
                | '\u{3400}'..='\u{4dbf}'
                | '\u{4e00}'..='\u{9fff}'
                | '\u{ac00}'..='\u{d7a3}'
                | '\u{ff01}'..='\u{ff60}'
        )
    };
    match (letters.next(), letters.next()) {
        (Some(letter), None) => !agreed(letter),
        (first, _) => first.is_some(),
    }
}

/// Whether a cell holds a picture or part of one: sequences as they are, whose columns are what its maker says they are. No text does.
fn is_picture(cell: &Cell) -> bool {
    matches!(cell.diff_option, CellDiffOption::ForcedWidth(_))
}

/// Whether the next frame may need more of a cell's row than what changed.
fn is_unsure(cell: &Cell) -> bool {
    !is_picture(cell) && is_contested(cell.symbol())
}

/// Has every row drawn whole that holds something contested, or did in the last frame. `rows` says which did, and then which do.
pub fn settle(buffer: &mut Buffer, rows: &mut Vec<bool>) {
    let area = buffer.area;
    rows.resize(usize::from(area.height), false);
    for (y, before) in (area.top()..area.bottom()).zip(rows) {
        let now = (area.left()..area.right()).any(|x| is_unsure(&buffer[(x, y)]));
        if now || *before {
            let text = |x: &u16| buffer[(*x, y)].diff_option == CellDiffOption::None;
            let text: Vec<u16> = (area.left()..area.right()).filter(text).collect();
            for x in text {
                buffer[(x, y)].set_diff_option(CellDiffOption::AlwaysUpdate);
            }
        }
        *before = now;
    }
}
