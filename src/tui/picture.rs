//! A picture as a terminal takes it: the part of a drawn page that is wanted, in the way that the terminal knows.
//!
//! What stands in its cells are sequences of the program's own making; nothing of a letter's text is in them. It must not know when it is
//! shown, nor where.

use std::collections::hash_map::RandomState;
use std::fmt;
use std::hash::BuildHasher as _;
use std::sync::Arc;

use image::{DynamicImage, Rgb, RgbImage, imageops};
use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size as Cells};
use ratatui::widgets::Widget as _;
use ratatui_image::Image;
use ratatui_image::protocol::Protocol;
use ratatui_image::protocol::halfblocks::Halfblocks;
use ratatui_image::protocol::iterm2::Iterm2;
use ratatui_image::protocol::kitty::Kitty;
use ratatui_image::protocol::sixel::Sixel;

use crate::ingest;
use crate::ingest::pdf::drawing::{self, Drawing, Size};
use crate::tui::display::{Display, Way};
use crate::tui::printed::Wanted;
use crate::tui::theme::{self, Depth};

/// Pixels that are drawn for a cell of half blocks, which is one across and two down: enough to make their colours from.
const BLOCKS: (u16, u16) = (8, 16);

/// Points of type that a terminal's row holds: a page is drawn no larger than its letters are as large as the terminal's own.
const POINTS_OF_A_ROW: f32 = 12.0;

/// Where the text that is read stands in the picture: this part of its height from the top.
const ABOVE: u32 = 4;

/// The bar's colour: seen on white, and not taken for print.
const BAR: Rgb<u8> = Rgb([0, 110, 220]);

/// A picture that is ready to be shown.
#[derive(Clone)]
pub struct Picture {
    protocol: Arc<Protocol>,
    /// Rows of the page above and below it, and how many it is shifted by.
    beyond: Beyond,
}

/// What of a page is not in its picture: rows of the screen.
#[derive(Debug, Clone, Copy)]
struct Beyond {
    above: u16,
    below: u16,
    shift: i32,
}

/// Without its bytes.
impl fmt::Debug for Picture {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Cells { width, height } = self.protocol.size();
        write!(out, "Picture({width}x{height})")
    }
}

impl Picture {
    /// Rows of the page above it.
    #[must_use]
    pub fn above(&self) -> u16 {
        self.beyond.above
    }

    /// Rows of the page below it.
    #[must_use]
    pub fn below(&self) -> u16 {
        self.beyond.below
    }

    /// By how many rows it is shifted from the place it is for.
    #[must_use]
    pub fn shift(&self) -> i32 {
        self.beyond.shift
    }

    /// Draws it at the top of an area, in the middle of its columns; nothing where it does not fit. The data of some ways goes into the
    /// first frame only, as the terminal keeps it.
    pub fn draw(&self, area: Rect, depth: Depth, buffer: &mut Buffer) {
        let Cells { width, height } = self.protocol.size();
        if width > area.width || height > area.height {
            return;
        }
        let place = Rect {
            x: area.x + (area.width - width) / 2,
            width,
            height,
            ..area
        };
        Image::new(&self.protocol).render(place, buffer);
        if matches!(*self.protocol, Protocol::Halfblocks(_)) {
            for position in place.positions() {
                let cell = &mut buffer[position];
                cell.fg = theme::fit(cell.fg, depth).unwrap_or_default();
                cell.bg = theme::fit(cell.bg, depth).unwrap_or_default();
            }
        }
    }
}

/// Makes pictures; the page drawn last is kept, as one mostly moves on the same.
#[derive(Debug, Default)]
pub struct Printer {
    page: Option<(u64, usize, Size, Drawing)>,
    made: u32,
    names: RandomState,
}

impl Printer {
    /// The picture that is wanted of a letter's page; the error says why there is none. `None`: nobody wants it any more.
    pub fn print(
        &mut self,
        wanted: &Wanted,
        bytes: &[u8],
        options: &ingest::Options,
        stale: &dyn Fn() -> bool,
    ) -> Option<Result<Picture, String>> {
        let display = wanted.display;
        let (cell, most) = match display.way {
            Way::Blocks => (BLOCKS, f32::INFINITY),
            _ => (display.cell, f32::from(display.cell.1) / POINTS_OF_A_ROW),
        };
        let width = u32::from(wanted.room.0) * u32::from(cell.0);
        let size = Size { width, scale: most };
        let (edition, page) = (wanted.edition, wanted.page);
        let known = |(its_edition, its_page, its_size, _): &(u64, usize, Size, Drawing)| {
            (*its_edition, *its_page, *its_size) == (edition, page, size)
        };
        if !self.page.as_ref().is_some_and(known) {
            match drawing::draw(bytes, page, size, options) {
                Ok(drawing) => self.page = Some((edition, page, size, drawing)),
                Err(error) => return Some(Err(error)),
            }
        }
        let (.., drawing) = self.page.as_ref()?;
        if stale() {
            return None;
        }
        self.made += 1;
        // Two names in turn: the terminal drops the picture before the last, and never the one it shows.
        let name = self.names.hash_one(self.made % 2) as u32;
        let (image, cells, beyond) = part(drawing, wanted, cell);
        Some(protocol(display, image, cells, name).map(|made| Picture {
            protocol: Arc::new(made),
            beyond,
        }))
    }
}

/// The part of a page that is wanted, in whole cells, with a bar at its edge where the text that is read begins.
fn part(drawing: &Drawing, wanted: &Wanted, cell: (u16, u16)) -> (DynamicImage, Cells, Beyond) {
    let (wide, high) = (u32::from(cell.0), u32::from(cell.1));
    let columns = drawing.width.div_ceil(wide).min(wanted.room.0.into());
    let rows = drawing.height.div_ceil(high).min(wanted.room.1.into());
    let height = (rows * high).min(drawing.height);
    let found = drawing.place_of(&wanted.text);
    let share = || (0, drawing.height * u32::from(wanted.share) / 1000);
    let (left, at) = found.unwrap_or_else(share);
    let lowest = drawing.height - height;
    let base = at.saturating_sub(height / ABOVE).min(lowest);
    let shift = i64::from(wanted.shift) * i64::from(high);
    let top = (i64::from(base) + shift).clamp(0, lowest.into()) as u32;
    let beyond = Beyond {
        above: top.div_ceil(high) as u16,
        below: (lowest - top).div_ceil(high) as u16,
        shift: (i64::from(top) - i64::from(base)).div_euclid(high.into()) as i32,
    };
    let line = drawing.width as usize * 3;
    let pixels = &drawing.pixels[top as usize * line..(top + height) as usize * line];
    let mut image = RgbImage::from_pixel(columns * wide, rows * high, Rgb([255; 3]));
    if let Some(page) = RgbImage::from_raw(drawing.width, height, pixels.to_vec()) {
        imageops::replace(&mut image, &page, 0, 0);
    }
    if found.is_some() {
        let across = if wanted.display.way == Way::Blocks {
            wide
        } else {
            wide.div_ceil(3)
        };
        let bar = RgbImage::from_pixel(across, high, BAR);
        // In the white space before the words.
        let x = left.saturating_sub(2 * wide) / wide * wide;
        imageops::replace(&mut image, &bar, x.into(), i64::from(at) - i64::from(top));
    }
    let cells = Cells::new(columns as u16, rows as u16);
    (DynamicImage::ImageRgb8(image), cells, beyond)
}

/// A picture in a terminal's way. `name`: what kitty calls it.
fn protocol(
    display: Display,
    image: DynamicImage,
    cells: Cells,
    name: u32,
) -> Result<Protocol, String> {
    let made = match display.way {
        Way::Blocks => Halfblocks::new(image, cells).map(Protocol::Halfblocks),
        Way::Sixel => Sixel::new(image, cells, false).map(Protocol::Sixel),
        Way::Iterm => Iterm2::new(image, cells, false).map(Protocol::ITerm2),
        Way::Kitty => Kitty::new(image, cells, name, false, display.packed).map(Protocol::Kitty),
    };
    made.map_err(|error| error.to_string())
}
