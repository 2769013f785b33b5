//! Who signs a letter: the last office printed, with the name below or beside it.
//!
//! It must not know which format the letter is in.

use crate::ingest::text::shapes;

/// Who signs, as read so far.
#[derive(Debug, Default)]
pub(in crate::ingest) struct Signature {
    /// An office whose name may come next.
    office: Option<String>,
    /// An office, with its name where that came.
    sender: Option<String>,
}

impl Signature {
    /// Takes the next paragraph in.
    pub(in crate::ingest) fn read(&mut self, text: &str) {
        if let Some(office) = self.office.take() {
            if shapes::is_name(text) {
                self.sender = Some(format!("{office}, {text}"));
                return;
            }
            self.sender = self.sender.take().or(Some(office));
        }
        if !shapes::is_office(text) {
            return;
        }
        match text.rsplit_once(", ") {
            Some((_, name)) if shapes::is_name(name) => self.sender = Some(text.to_owned()),
            _ => self.office = Some(text.trim_end_matches(',').to_owned()),
        }
    }

    /// Who signed.
    pub(in crate::ingest) fn sender(self) -> Option<String> {
        self.sender.or(self.office)
    }
}
