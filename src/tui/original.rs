//! What the printed pages of the letter that is open are drawn from: its bytes, or the file they are in.
//!
//! It must not know how a page is drawn, nor how it is shown.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use crate::ingest::{self, pdf};
use crate::open::{self, Source};
use crate::tui::model::Msg;
use crate::tui::picture::Printer;
use crate::tui::printed::{News, Wanted};

/// What the printed pages of the letter that is open are drawn from, with the edition it was read as; nothing where it has none.
pub(super) type Original = Arc<Mutex<Option<(u64, Print)>>>;

/// What printed pages are drawn from.
#[derive(Debug, Clone)]
pub(super) enum Print {
    /// The bytes of a PDF.
    Bytes(Arc<Vec<u8>>),
    /// A letter's file, and how much of it may be read, which is done when a page of it is asked for.
    File(PathBuf, u64),
}

/// The bytes that the printed pages of an edition are drawn from, if it has any; read now, where nobody has asked for them before.
fn bytes_of(original: &Original, edition: u64) -> Option<Arc<Vec<u8>>> {
    let mut original = original.lock().unwrap_or_else(PoisonError::into_inner);
    let (_, print) = original.as_ref().filter(|(of, _)| *of == edition)?;
    match print {
        Print::Bytes(bytes) => Some(bytes.clone()),
        Print::File(path, limit) => {
            let read = open::read(&Source::File(path.clone()), *limit).ok();
            let bytes = read.filter(|bytes| pdf::is_one(bytes)).map(Arc::new);
            *original = bytes.clone().map(|bytes| (edition, Print::Bytes(bytes)));
            bytes
        }
    }
}

/// The picture of a page, unless a newer one is wanted.
pub(super) fn picture(
    original: &Original,
    printer: &mut Printer,
    (wanted, options): (Wanted, ingest::Options),
    stale: &dyn Fn() -> bool,
) -> Option<Msg> {
    let drawn = match bytes_of(original, wanted.edition) {
        Some(bytes) => Some(printer.print(&wanted, &bytes, &options, stale)?),
        None => None,
    };
    Some(Msg::Printed(News::Drawn(Box::new(wanted), drawn)))
}
