//! A page as it was drawn: runs of glyphs and straight lines, with their places in points from the page's upper left corner.
//!
//! This is what crosses from the process that parses a PDF to the one that understands it. It must not know what a run means.

use serde::{Deserialize, Serialize};

/// A page of a PDF.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Page {
    /// Points.
    pub width: f32,
    /// Points.
    pub height: f32,
    /// In the order drawn.
    pub runs: Vec<Run>,
    /// Lines drawn across.
    pub rules: Vec<Rule>,
    /// Places that lead elsewhere.
    pub links: Vec<Link>,
    /// Words that do not run across.
    pub turned: Vec<String>,
    /// Whether there is a picture on it.
    pub pictures: bool,
}

/// Glyphs of one font and size on one baseline, close to each other.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Run {
    /// Their characters, with spaces where gaps are spaces.
    pub text: String,
    /// Where the first begins.
    pub x0: f32,
    /// Where the last ends.
    pub x1: f32,
    /// The baseline, from the top.
    pub y: f32,
    /// The height of the type.
    pub size: f32,
    /// Whether its font is bold.
    pub bold: bool,
    /// Whether its font is italic.
    pub italic: bool,
}

/// A line drawn across.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct Rule {
    /// Its left end.
    pub x0: f32,
    /// Its right end.
    pub x1: f32,
    /// From the top.
    pub y: f32,
}

/// A place that leads to an address.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Link {
    /// Left, top, right, bottom.
    pub area: [f32; 4],
    /// The address.
    pub address: String,
}
