//! A copy of a letter as it was understood, where its file takes long to read: what a library shows of it with every key needs no parser.
//!
//! It must not know where copies are kept.

use crate::document::Document;

/// Formats that are read sooner than a copy is taken apart.
const QUICK: [&str; 2] = ["txt", "md"];

/// The copy to keep of a letter, if one is to be kept.
pub(super) fn kept(document: &Document) -> Option<Vec<u8>> {
    if QUICK.contains(&document.reading.format.as_str()) {
        return None;
    }
    postcard::to_stdvec(document).ok()
}

/// The letter of a copy, under the name that its file has now. `None`: there is no such letter in these bytes.
pub(super) fn restored(bytes: &[u8], source: String) -> Option<Document> {
    let document = postcard::from_bytes(bytes).ok()?;
    Some(Document { source, ..document })
}
