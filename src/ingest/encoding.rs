//! From bytes to text: finding out the character set as browsers do, and refusing what is no text.
//!
//! It must not know what the text says.

use std::borrow::Cow;
use std::str::Utf8Error;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::ingest::ReadError;

/// A text and the character set it was read in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded<'b> {
    /// The text; bytes that are none in that character set are U+FFFD.
    pub text: Cow<'b, str>,
    /// Its WHATWG name.
    pub encoding: String,
}

/// What files of other kinds begin with, and what they are called.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF document"),
    (
        b"PK\x03\x04",
        "a zip archive, such as a Word (DOCX) or OpenDocument (ODT) file",
    ),
    (b"\xd0\xcf\x11\xe0", "an old Word document (DOC)"),
    (b"{\\rtf", "a rich text document (RTF)"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"\x89PNG", "a PNG picture"),
    (b"GIF8", "a GIF picture"),
    (b"II*\0", "a TIFF picture"),
    (b"MM\0*", "a TIFF picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"SQLite format 3\0", "a database"),
];

/// How far a NUL byte is looked for; text has none. As in other programs that tell text from the rest.
const LOOKED_AT: usize = 64 * 1024;

/// How much of a text without a known character set is shown to the guesser: bytes.
const GUESSED_FROM: usize = 1 << 20;

/// Whether a character set that a file declares can be the one it is in. Its declaration was read as ASCII, so it is none of two bytes a
/// character; and a name that nobody knows is no reason to refuse the file.
pub(super) fn is_credible(declared: &str) -> bool {
    Encoding::for_label(declared.as_bytes()).is_some_and(Encoding::is_ascii_compatible)
}

/// Decodes a text: as asked, else by its byte order mark, else as UTF-8 if it is that, else in the most likely character set.
pub fn decode<'b>(bytes: &'b [u8], asked: Option<&str>) -> Result<Decoded<'b>, ReadError> {
    let asked = asked
        .map(|name| {
            Encoding::for_label(name.as_bytes())
                .ok_or_else(|| ReadError::UnknownEncoding(crate::safe::line(name)))
        })
        .transpose()?;
    let mark = Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    let wide = [asked, mark]
        .into_iter()
        .flatten()
        .any(|encoding| encoding == UTF_16LE || encoding == UTF_16BE);
    if let Some((_, what)) = SIGNATURES
        .iter()
        .find(|(signature, _)| bytes.starts_with(signature))
    {
        return Err(ReadError::Binary((*what).to_owned()));
    }
    if !wide && bytes[..bytes.len().min(LOOKED_AT)].contains(&0) {
        return Err(ReadError::Binary("a binary file".to_owned()));
    }
    let encoding = match asked.or(mark) {
        Some(known) => known,
        None => match std::str::from_utf8(bytes) {
            Ok(text) => {
                return Ok(Decoded {
                    text: text.into(),
                    encoding: UTF_8.name().to_owned(),
                });
            }
            Err(broken) => guess(bytes, broken),
        },
    };
    let (text, encoding, _) = encoding.decode(bytes);
    Ok(Decoded {
        text,
        encoding: encoding.name().to_owned(),
    })
}

/// The character set of bytes that are `broken` as UTF-8.
fn guess(bytes: &[u8], broken: Utf8Error) -> &'static Encoding {
    // A file cut in mid-character is UTF-8 all the same; so is one with a few broken characters in much good text.
    if broken.error_len().is_none() || mostly_utf8(bytes) {
        return UTF_8;
    }
    let first = bytes
        .iter()
        .position(|byte| !byte.is_ascii())
        .unwrap_or(0)
        .saturating_sub(1024);
    let shown = &bytes[first..bytes.len().min(first + GUESSED_FROM)];
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(shown, true);
    // The letters are Dutch: where several Western sets fit, the one of Dutch computers does.
    detector.guess(Some(b"nl"), Utf8Detection::Allow)
}

/// Whether characters beyond ASCII are good UTF-8 half as often as not, or more: then the others are damage. In another character set
/// hardly any two letters make a good character by chance.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes[..bytes.len().min(GUESSED_FROM)].utf8_chunks() {
        good += chunk
            .valid()
            .chars()
            .filter(|letter| !letter.is_ascii())
            .count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > 0 && good * 2 >= bad
}
