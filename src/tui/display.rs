//! What pictures the terminal can show, as its surroundings and it itself say. It is asked when the first picture is wanted.
//!
//! It must not know what pictures there are, nor how one is written.

use std::env;

use ratatui::crossterm::terminal::window_size;

/// Asks for kitty's way to show pictures (a picture of one pixel, not kept; then the same packed by zlib), for a cell's size in pixels, and
/// for what the terminal is. A terminal that does not know a question says nothing to it.
pub const QUESTION: &str = concat!(
    "\x1b_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\",
    "\x1b_Gi=32,s=1,v=1,a=q,t=d,f=24,o=z;eJxjYGAAAAADAAE=\x1b\\",
    "\x1b[16t\x1b[c"
);

/// A cell's size where nobody knows it: pixels across and down, as common as any.
const CELL: (u16, u16) = (10, 20);

/// Cells beyond this size are no cells: pixels.
const LARGEST_CELL: u16 = 200;

/// A way to show pictures.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Way {
    /// Half blocks in two colours: every terminal.
    #[default]
    Blocks,
    /// DEC's sixels.
    Sixel,
    /// iTerm2's files within the text.
    Iterm,
    /// Kitty's graphics, held by characters of their own.
    Kitty,
}

/// How the terminal shows pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Display {
    /// The best way it has, as far as is known.
    pub way: Way,
    /// A cell's pixels across and down.
    pub cell: (u16, u16),
    /// Whether kitty's pictures may come packed: a page takes a thirtieth of its bytes.
    pub packed: bool,
    /// It knows kitty's graphics, but not the characters that hold them.
    half_kitty: bool,
}

impl Default for Display {
    fn default() -> Self {
        Self {
            way: Way::Blocks,
            cell: CELL,
            packed: false,
            half_kitty: false,
        }
    }
}

impl Display {
    /// What the environment and the window say, before the terminal has been asked.
    #[must_use]
    pub fn from_environment() -> Self {
        let set = |name: &str| env::var(name).is_ok_and(|value| !value.is_empty());
        let program = env::var("TERM_PROGRAM").unwrap_or_default();
        let knows_files = ["iTerm", "WezTerm", "mintty", "vscode", "Tabby"];
        let files = knows_files.iter().any(|name| program.contains(name))
            || env::var("LC_TERMINAL").is_ok_and(|name| name.contains("iTerm"));
        let mut display = Self {
            way: if files { Way::Iterm } else { Way::Blocks },
            half_kitty: program.contains("WezTerm") || set("KONSOLE_VERSION"),
            ..Self::default()
        };
        if let Ok(window) = window_size() {
            let cell = |pixels: u16, cells: u16| pixels.checked_div(cells).unwrap_or(0);
            display.set_cell((
                cell(window.width, window.columns),
                cell(window.height, window.rows),
            ));
        }
        display
    }

    /// Takes an answer to [`QUESTION`]; anything else means nothing.
    pub fn hear(&mut self, report: &str) {
        if report.starts_with("_Gi=31;OK") && !self.half_kitty {
            self.way = Way::Kitty;
        } else if report.starts_with("_Gi=32;OK") {
            self.packed = true;
        } else if let Some(size) = report
            .strip_prefix("[6;")
            .and_then(|it| it.strip_suffix('t'))
        {
            let mut sides = size.split(';').map(str::parse::<u16>);
            if let (Some(Ok(height)), Some(Ok(width))) = (sides.next(), sides.next()) {
                self.set_cell((width, height));
            }
        } else if let Some(kinds) = report
            .strip_prefix("[?")
            .and_then(|it| it.strip_suffix('c'))
        {
            // What it is comes first, then what it can do; 4: sixels.
            let sixels = kinds.split(';').skip(1).any(|kind| kind == "4");
            if sixels && self.way == Way::Blocks {
                self.way = Way::Sixel;
            }
        }
    }

    fn set_cell(&mut self, (width, height): (u16, u16)) {
        let sides = 1..=LARGEST_CELL;
        if sides.contains(&width) && sides.contains(&height) {
            self.cell = (width, height);
        }
    }
}
