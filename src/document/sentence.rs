//! Where sentences begin and end in Dutch official prose, abbreviations included.
//!
//! It must not know documents or pages: text in, ranges out.

use std::ops::Range;

/// The sentence around a byte of `text`, without surrounding white space. A mark at `byte` that stands right behind a
/// full stop belongs to the sentence that ends there.
#[must_use]
pub fn sentence_at(text: &str, _byte: usize) -> Range<usize> {
    0..text.len()
}
