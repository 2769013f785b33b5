//! What a query asks for that cannot be: it is answered as far as it goes, and this is said of the rest.
//!
//! It must not know how it is said.

/// A part of a query that asks for what is not there, or cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remark {
    /// What stands behind `in:` names no kind of passage; it was left out.
    NoPlace(String),
    /// What stands between slashes is no regular expression; its words were looked for.
    NoExpression(String),
    /// The letter has no such page.
    NoPage(String),
    /// The letter has no such section.
    NoSection(String),
    /// What stands behind `date:` is no date; it was left out.
    NoDate(String),
    /// A filter that tells letters of a library apart (`date:`), by its name; it was left out.
    LibraryOnly(String),
    /// The query has more letters, words or alternatives than are looked for; what is too much was left out.
    TooLong,
}
