//! Parses a PDF and hands over its pages, one after the other: the only file that knows the PDF library, but for the one that draws.
//!
//! A PDF is not trusted: this runs in a process of its own where there is one. It must not know lines, columns or notes.

use hayro_font::{Font, FontCache, FontGlyph};
use hayro_interpret::font::{Glyph, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::object::{
    Array, Dict, Name, Rect as PdfRect, Stream, String as PdfString,
};
use hayro_interpret::hayro_syntax::page::{Page as PdfPage, Resources};
use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Point, Rect, Shape as _};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps,
    InterpreterCache, InterpreterSettings, RectExt as _, SoftMask, TransformExt as _,
    interpret_page,
};

use crate::ingest::pdf::page::{Link, Page, Rule};
use crate::ingest::pdf::runs::{Placed, Runs};

/// Why a PDF has no pages to hand over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Refusal {
    /// Its structure cannot be made out.
    Damaged,
    /// It opens with a password, and this is not it.
    Locked,
    /// It is encrypted in a way that the library does not know.
    Encrypted,
    /// It has no pages.
    Empty,
}

/// Fonts within forms within forms are looked for so deep.
const FORMS: usize = 4;
/// The most fonts of a page that are told apart.
const MOST_FONTS: usize = 256;
/// Lines across are at most so thick: points.
const THICKEST_RULE: f64 = 2.5;
/// Lines across are at least so long: points.
const SHORTEST_RULE: f64 = 20.0;

/// Hands over every page of a PDF in order; first how many there are. `hand` says whether to go on.
pub fn pages(
    bytes: Vec<u8>,
    password: &str,
    hand: &mut dyn FnMut(usize, Page) -> bool,
) -> Result<(), Refusal> {
    let pdf = open(bytes, password)?;
    let pages = pdf.pages();
    if pages.is_empty() {
        return Err(Refusal::Empty);
    }
    let cache = InterpreterCache::new();
    let fonts = FontCache::new();
    for page in pages.iter() {
        if !hand(pages.len(), read(page, &pdf, &cache, &fonts)) {
            break;
        }
    }
    Ok(())
}

/// Opens a PDF.
pub(super) fn open(bytes: Vec<u8>, password: &str) -> Result<Pdf, Refusal> {
    Pdf::new_with_password(bytes, password).map_err(|error| match error {
        LoadPdfError::Invalid => Refusal::Damaged,
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => Refusal::Locked,
        LoadPdfError::Decryption(_) => Refusal::Encrypted,
    })
}

/// A single page of a PDF.
#[cfg(feature = "pictures")]
pub(super) fn page<'p>(page: &PdfPage<'p>, pdf: &'p Pdf) -> Page {
    read(page, pdf, &InterpreterCache::new(), &FontCache::new())
}

fn read<'p>(
    page: &PdfPage<'p>,
    pdf: &'p Pdf,
    cache: &InterpreterCache<'p>,
    fonts: &FontCache<'p>,
) -> Page {
    let settings = InterpreterSettings::default();
    let mut named = Vec::new();
    gather_fonts(page.resources(), fonts, &settings, FORMS, &mut named);
    let transform = page.initial_transform(true).to_kurbo();
    let (width, height) = page.render_dimensions();
    let bounds = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let mut context = Context::new(transform, bounds, cache, pdf.xref(), settings);
    let mut gathering = Gathering {
        fonts: named,
        last: 0,
        bounds,
        runs: Runs::default(),
        rules: Vec::new(),
        turned: Vec::new(),
        pictures: false,
    };
    interpret_page(page, &mut context, &mut gathering);
    Page {
        width,
        height,
        runs: gathering.runs.finish(),
        rules: gathering.rules,
        links: links(page, transform),
        turned: gathering.turned,
        pictures: gathering.pictures,
    }
}

/// A font with what its name and descriptor say of it.
struct Named<'p> {
    font: Font<'p>,
    /// Codes of one byte only.
    simple: bool,
    bold: bool,
    italic: bool,
}

/// The fonts that a page and the forms on it may use.
fn gather_fonts<'p>(
    resources: &Resources<'p>,
    fonts: &FontCache<'p>,
    settings: &InterpreterSettings,
    depth: usize,
    named: &mut Vec<Named<'p>>,
) {
    for name in resources.fonts.keys() {
        let Some(dict) = resources.get_font(&name) else {
            continue;
        };
        if named.len() >= MOST_FONTS {
            return;
        }
        let font = fonts.font(&dict, &settings.font_resolver, &settings.cmap_resolver);
        named.extend(font.map(|font| Named::new(font, &dict)));
    }
    if depth == 0 {
        return;
    }
    for name in resources.x_objects.keys() {
        let form = resources.get_x_object(&name);
        let own = form.and_then(|form: Stream<'p>| form.dict().get::<Dict<'p>>(b"Resources"));
        if let Some(own) = own {
            gather_fonts(&Resources::new(own), fonts, settings, depth - 1, named);
        }
    }
}

impl<'p> Named<'p> {
    fn new(font: Font<'p>, dict: &Dict<'p>) -> Self {
        let subtype = dict.get::<Name<'_>>(b"Subtype");
        let simple = subtype.is_none_or(|kind| &*kind != b"Type0");
        let mut descriptor = dict.get::<Dict<'_>>(b"FontDescriptor");
        if !simple {
            let below = dict.get::<Array<'_>>(b"DescendantFonts");
            let below = below.and_then(|fonts| fonts.iter::<Dict<'_>>().next());
            descriptor = below.and_then(|font| font.get::<Dict<'_>>(b"FontDescriptor"));
        }
        let name = dict.get::<Name<'_>>(b"BaseFont");
        let name = name.map(|name| String::from_utf8_lossy(&name).to_lowercase());
        let name = name.unwrap_or_default();
        let name = name.split_once('+').map_or(name.as_str(), |(_, name)| name);
        let number = |key: &[u8]| descriptor.as_ref().and_then(|of| of.get::<f32>(key));
        let flags = number(b"Flags").unwrap_or(0.0) as u32;
        let heavy = ["bold", "black", "heavy", "demi", "cmbx", "sfbx", "ultra"];
        let slanted = ["italic", "oblique", "slanted", "cmti", "sfti"];
        Self {
            font,
            simple,
            bold: heavy.iter().any(|word| name.contains(word))
                || flags & (1 << 18) != 0
                || number(b"FontWeight").is_some_and(|weight| weight >= 600.0),
            italic: slanted.iter().any(|word| name.contains(word))
                || flags & (1 << 6) != 0
                || number(b"ItalicAngle").is_some_and(|angle| angle != 0.0),
        }
    }

    /// Whether a glyph is of this font.
    fn has(&self, glyph: &Glyph<'_>) -> bool {
        let code = glyph.char_code();
        let Glyph::Outline(glyph) = glyph else {
            return false;
        };
        if self.simple && code > 0xff {
            return false;
        }
        match self.font.glyph(self.font.map_code(code), code) {
            FontGlyph::Outline(own) => own.identifier() == glyph.identifier(),
            FontGlyph::Type3(_) => false,
        }
    }
}

/// What is gathered while a page is drawn.
struct Gathering<'p> {
    fonts: Vec<Named<'p>>,
    /// The font that the last run was in.
    last: usize,
    bounds: Rect,
    runs: Runs,
    rules: Vec<Rule>,
    turned: Vec<String>,
    pictures: bool,
}

impl Gathering<'_> {
    /// Whether a run is bold and italic, by its first glyph's font.
    fn looks(&mut self, glyph: &Glyph<'_>) -> (bool, bool) {
        let count = self.fonts.len();
        for step in 0..count {
            let at = (self.last + step) % count;
            if self.fonts[at].has(glyph) {
                self.last = at;
                return (self.fonts[at].bold, self.fonts[at].italic);
            }
        }
        (false, false)
    }
}

impl<'p> Device<'p> for Gathering<'p> {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'p>, props: DrawProps<'p>, mode: &DrawMode) {
        // Type that is filled and its edge drawn comes twice.
        if matches!(mode, DrawMode::Stroke(_)) {
            return;
        }
        let Some(first) = run.glyphs().first() else {
            return;
        };
        let (bold, italic) = self.looks(first);
        let mut turned = String::new();
        for glyph in run.glyphs() {
            let text = match glyph.as_unicode() {
                Some(BfString::Char(letter)) => letter.to_string(),
                Some(BfString::String(letters)) => letters,
                None => '\u{fffd}'.to_string(),
            };
            let transform: Affine = props.transform * glyph.transform();
            let at = transform * Point::ZERO;
            let wide = match &**glyph {
                Glyph::Outline(glyph) => glyph.advance_width(),
                Glyph::Type3(glyph) => glyph.advance_width(),
            };
            let end = transform * Point::new(f64::from(wide.unwrap_or(500.0)), 0.0);
            let up = transform * Point::new(0.0, 1000.0) - at;
            let along = end - at;
            if along.y.abs() > along.x.abs() || along.x < 0.0 {
                turned.push_str(&text);
                continue;
            }
            if !self.bounds.contains(at) {
                continue;
            }
            let placed = Placed {
                x0: at.x as f32,
                x1: end.x as f32,
                y: at.y as f32,
                size: up.hypot() as f32,
                bold,
                italic,
            };
            self.runs.push(&text, placed);
        }
        if !turned.trim().is_empty() {
            self.turned.push(turned);
        }
    }

    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'p>, mode: &DrawMode) {
        for part in path.subpaths() {
            let area = props
                .transform
                .transform_rect_bbox(part.iter().copied().collect::<BezPath>().bounding_box());
            let thin = area.height() <= THICKEST_RULE;
            // Of a frame that is drawn, the upper and the lower side run across.
            let framed = !thin && matches!(mode, DrawMode::Stroke(_)) && is_frame(part);
            let ys = match (thin, framed) {
                (true, _) => &[area.y0][..],
                (_, true) => &[area.y0, area.y1],
                _ => &[],
            };
            if area.width() >= SHORTEST_RULE {
                let rule = |&y: &f64| Rule {
                    x0: area.x0 as f32,
                    x1: area.x1 as f32,
                    y: y as f32,
                };
                self.rules.extend(ys.iter().map(rule));
            }
        }
    }

    fn draw_image(&mut self, _: Image<'p, '_>, _: ImageDrawProps<'p>) {
        self.pictures = true;
    }

    fn push_clip_path(&mut self, _: &ClipPath) {}

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'p>>, _: BlendMode) {}

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}
}

/// Whether a path is a rectangle: straight sides along which one of two coordinates stays.
fn is_frame(path: &[PathEl]) -> bool {
    let points: Vec<Point> = path
        .iter()
        .filter_map(|element| match element {
            PathEl::MoveTo(to) | PathEl::LineTo(to) => Some(*to),
            _ => None,
        })
        .collect();
    let along = |pair: &[Point]| {
        let across = pair[1] - pair[0];
        across.x.abs() < 0.1 || across.y.abs() < 0.1
    };
    matches!(points.len(), 4 | 5) && path.len() <= points.len() + 1 && points.windows(2).all(along)
}

/// The addresses that places of a page lead to.
fn links(page: &PdfPage<'_>, transform: Affine) -> Vec<Link> {
    let annotations = page.raw().get::<Array<'_>>(b"Annots");
    let annotations = annotations.iter().flat_map(Array::iter::<Dict<'_>>);
    let link = |annotation: Dict<'_>| {
        let action = annotation.get::<Dict<'_>>(b"A")?;
        let address = action.get::<PdfString<'_>>(b"URI")?;
        let area = annotation.get::<PdfRect>(b"Rect")?.to_kurbo();
        let area = transform.transform_rect_bbox(area);
        Some(Link {
            area: [area.x0, area.y0, area.x1, area.y1].map(|edge| edge as f32),
            address: String::from_utf8_lossy(address.as_bytes()).into_owned(),
        })
    };
    annotations.filter_map(link).collect()
}
