//! Who signs a letter: the last office printed, with the name below or beside it.
//!
//! It must not know which format the letter is in.

use crate::ingest::text::shapes;

/// Who signs, as read so far.
#[derive(Debug, Default)]
pub(in crate::ingest) struct Signature {
    /// An office, as printed, whose name may come next.
    office: Option<String>,
    /// An office, with its name where that came.
    sender: Option<String>,
    /// Paragraphs since its name came.
    since: Option<usize>,
}

/// Who signs second does so within so many paragraphs.
const TOGETHER: usize = 2;

impl Signature {
    /// Takes the next paragraph in.
    pub(in crate::ingest) fn read(&mut self, text: &str) {
        self.since = self.since.map(|since| since + 1);
        if let Some(office) = self.office.take() {
            if shapes::is_name_below_office(text) {
                return self.name(format!("{}, {text}", office.trim_end_matches(',')));
            }
            if shapes::is_rest_of_office(text) {
                // The name of a ministry may take two lines.
                self.office = Some(format!("{office} {text}"));
                return;
            }
            let office = office.trim_end_matches(',').to_owned();
            self.sender = self.sender.take().or(Some(office));
        }
        // Of several who sign together the first leads.
        let together = self.since.is_some_and(|since| since <= TOGETHER);
        if together || !shapes::is_office(text) {
            return;
        }
        match text.rsplit_once(", ") {
            Some((_, name)) if shapes::is_name(name) => self.name(text.to_owned()),
            _ => self.office = Some(text.to_owned()),
        }
    }

    fn name(&mut self, sender: String) {
        (self.sender, self.since) = (Some(sender), Some(0));
    }

    /// Who signed.
    pub(in crate::ingest) fn sender(self) -> Option<String> {
        let office = self
            .office
            .map(|office| office.trim_end_matches(',').to_owned());
        self.sender.or(office)
    }
}
