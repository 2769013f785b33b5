//! Draws a page of a PDF as it is printed, in a process of its own.
//!
//! It must not know who looks at it, nor what the letter's text was understood to be.

use std::io::{self, Read, Write};

use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};
use hayro_interpret::InterpreterSettings;
use serde::{Deserialize, Serialize};

use crate::ingest::Options;
use crate::ingest::apart::{self, Parser};
use crate::ingest::pdf::glyphs::{self, Refusal};

/// The sub-command that makes the program draw a page and nothing else.
pub const SUBCOMMAND: &str = "draw-pdf";

/// The most pixels of a drawing: no screen shows more at once, and a page of any size is bounded.
const MOST_PIXELS: f32 = 16_000_000.0;
/// The longest side of a drawing: pixels. The library counts them in 16 bits.
const LONGEST_SIDE: f32 = 16_000.0;

/// Letters of a text that suffice to find it on a page.
const TELLING: usize = 32;
/// Fewer could stand anywhere.
const FEWEST: usize = 8;

/// How a page is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Size {
    /// Pixels across at most.
    pub width: u32,
    /// Pixels for a point of the page at most.
    pub scale: f32,
}

/// A page as it is printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drawing {
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
    /// Red, green and blue of each pixel, row by row.
    pub pixels: Vec<u8>,
    /// What is written on it in the order drawn, each piece with the pixel that it begins at, across and down.
    pub writing: Vec<(String, (u32, u32))>,
}

impl Drawing {
    /// The pixel at which a text begins, across and down. Only its letters and figures count, as spaces and hyphens were mended in the text.
    #[must_use]
    pub fn place_of(&self, text: &str) -> Option<(u32, u32)> {
        let wanted: String = letters(text).take(TELLING).collect();
        let mut all = String::new();
        let mut pieces = Vec::new();
        for (piece, place) in &self.writing {
            pieces.push((all.len(), *place));
            all.extend(letters(piece));
        }
        // A mark within it, or a hyphen that was taken away, may stand in the way of the whole.
        let ends = wanted
            .char_indices()
            .map(|(at, letter)| at + letter.len_utf8());
        let ends: Vec<usize> = ends.skip(FEWEST - 1).collect();
        let shorter = ends.iter().rev().map(|&end| &wanted[..end]);
        let whole = (!wanted.is_empty() && ends.is_empty()).then_some(&*wanted);
        let found = shorter.chain(whole).find_map(|part| all.find(part))?;
        let piece = pieces.partition_point(|&(start, _)| start <= found);
        Some(pieces[piece.checked_sub(1)?].1)
    }
}

fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|letter| letter.is_alphanumeric())
}

/// What crosses from the process.
#[derive(Debug, Serialize, Deserialize)]
enum Told {
    Drawn(Box<Drawing>),
    Refused(Refusal),
}

/// Draws the page of this number, from 0. The error says why it cannot be.
pub fn draw(bytes: &[u8], page: usize, size: Size, options: &Options) -> Result<Drawing, String> {
    let password = options.password.clone().unwrap_or_default();
    let asked =
        postcard::to_stdvec(&(password, page as u64, size)).map_err(|error| error.to_string())?;
    let parser = Parser {
        subcommand: SUBCOMMAND,
        program: options.program.as_deref(),
        allowance: options.limits.parser,
        work,
    };
    let mut drawn = None;
    parser.parse(&[&apart::ask(&asked), bytes], &mut |told| {
        drawn = Some(told);
        false
    })?;
    match drawn {
        Some(Told::Drawn(drawing)) => Ok(*drawing),
        Some(Told::Refused(Refusal::Locked)) => Err("it is encrypted".to_owned()),
        Some(Told::Refused(_)) | None => Err("the file has no such page".to_owned()),
    }
}

/// The process's own work.
pub fn serve(input: &mut impl Read, output: &mut impl Write) -> io::Result<()> {
    apart::serve(work, input, output)
}

/// Draws the page of a PDF that is asked for.
fn work(input: &[u8], tell: &mut dyn FnMut(Told) -> bool) {
    let Some((asked, bytes)) = apart::asked(input) else {
        return;
    };
    let Ok((password, page, size)) = postcard::from_bytes::<(String, u64, Size)>(asked) else {
        return;
    };
    tell(match page_of(bytes, &password, page as usize, size) {
        Ok(drawing) => Told::Drawn(Box::new(drawing)),
        Err(refusal) => Told::Refused(refusal),
    });
}

fn page_of(bytes: &[u8], password: &str, number: usize, size: Size) -> Result<Drawing, Refusal> {
    let pdf = glyphs::open(bytes.to_vec(), password)?;
    let page = pdf.pages().get(number).ok_or(Refusal::Empty)?;
    let (width, height) = page.render_dimensions();
    let (width, height) = (width.max(1.0), height.max(1.0));
    let scale = (size.width as f32 / width)
        .min(size.scale)
        .min(LONGEST_SIDE / width.max(height))
        .min((MOST_PIXELS / (width * height)).sqrt())
        .max(1.0 / width.min(height));
    let settings = PixmapSettings {
        x_scale: scale,
        y_scale: scale,
        bg_color: WHITE,
    };
    let pixmap = render(
        page,
        &RenderCache::new(),
        &InterpreterSettings::default(),
        &RenderSettings::default(),
        &settings,
    );
    let pixels = pixmap
        .data()
        .iter()
        .flat_map(|pixel| [pixel.r, pixel.g, pixel.b]);
    let written = glyphs::page(page, &pdf);
    let writing = written.runs.into_iter().map(|run| {
        let top = (run.y - run.size).max(0.0) * scale;
        (run.text, ((run.x0 * scale) as u32, top as u32))
    });
    Ok(Drawing {
        width: pixmap.width().into(),
        height: pixmap.height().into(),
        pixels: pixels.collect(),
        writing: writing.collect(),
    })
}
