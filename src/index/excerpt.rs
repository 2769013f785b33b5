//! One line of a passage around a mark, for lists of hits.
//!
//! It must not know queries nor the screen; a width is a number of characters' columns.

use std::ops::Range;

use unicode_width::UnicodeWidthChar;

use crate::index::Mark;

/// A stretch of a passage, with the marks in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Excerpt {
    /// The words, from the beginning of one to the end of another.
    pub text: String,
    /// The marks that lie in it, at least in part; bytes of `text`.
    pub marks: Vec<Mark>,
    /// Which of `marks` it was made around.
    pub around: Option<usize>,
    /// Whether the passage goes on before it.
    pub before_cut: bool,
    /// Whether the passage goes on after it.
    pub after_cut: bool,
}

/// The words of a passage around one of its marks, at most `width` columns of them. A mark that is wider is cut at its
/// end; a passage without marks gives its beginning. A third of the room goes to what stands before.
#[must_use]
pub fn excerpt(text: &str, marks: &[Mark], around: usize, width: usize) -> Excerpt {
    let centre = marks.get(around).map_or(0..0, |mark| mark.range.clone());
    let range = window(text, &centre, width);
    let mut kept = Vec::new();
    let mut chosen = None;
    for (index, mark) in marks.iter().enumerate() {
        let start = mark.range.start.max(range.start);
        let end = mark.range.end.min(range.end);
        if start < end {
            if index == around {
                chosen = Some(kept.len());
            }
            kept.push(Mark {
                range: start - range.start..end - range.start,
                tier: mark.tier,
            });
        }
    }
    Excerpt {
        before_cut: !text[..range.start].trim().is_empty(),
        after_cut: !text[range.end..].trim().is_empty(),
        text: text[range].to_owned(),
        marks: kept,
        around: chosen,
    }
}

/// The bytes to show: whole words, the mark in any case.
fn window(text: &str, mark: &Range<usize>, width: usize) -> Range<usize> {
    let start = text.floor_char_boundary(mark.start.min(text.len()));
    let end = text.ceil_char_boundary(mark.end.min(text.len())).max(start);
    let inside = columns(&text[start..end]);
    if inside > width {
        return start..start + fitting(text[start..end].chars(), width);
    }
    let room = width - inside;
    let after = columns_up_to(text[end..].chars(), room);
    let before = columns_up_to(text[..start].chars().rev(), room);
    // What one side does not need, the other may have.
    let before_room = (room / 3).max(room.saturating_sub(after)).min(before);
    let from = start - fitting(text[..start].chars().rev(), before_room);
    let from = from_word_start(text, from, start);
    let room = room - columns(&text[from..start]);
    let to = end + fitting(text[end..].chars(), room);
    from..to_word_end(text, to, end)
}

/// The first beginning of a word at or after `from`, at most `start`.
fn from_word_start(text: &str, from: usize, start: usize) -> usize {
    let cuts_word = text[..from]
        .chars()
        .next_back()
        .is_some_and(|before| !before.is_whitespace());
    let stretch = &text[from..start];
    let from = match stretch.find(char::is_whitespace) {
        Some(space) if cuts_word => from + space,
        None if cuts_word => start,
        _ => from,
    };
    start - text[from..start].trim_start().len()
}

/// The last end of a word at or before `to`, at least `end`.
fn to_word_end(text: &str, to: usize, end: usize) -> usize {
    let cuts_word = text[to..]
        .chars()
        .next()
        .is_some_and(|after| !after.is_whitespace());
    let stretch = &text[end..to];
    let kept = match stretch.rfind(char::is_whitespace) {
        Some(space) if cuts_word => &stretch[..space],
        None if cuts_word => "",
        _ => stretch,
    };
    end + kept.trim_end().len()
}

/// How many bytes of these characters fit into so many columns.
fn fitting(signs: impl Iterator<Item = char>, width: usize) -> usize {
    let mut bytes = 0;
    let mut columns = 0;
    for sign in signs {
        columns += sign.width().unwrap_or(0);
        if columns > width {
            break;
        }
        bytes += sign.len_utf8();
    }
    bytes
}

/// The columns of these characters, not counted beyond a bound.
fn columns_up_to(signs: impl Iterator<Item = char>, bound: usize) -> usize {
    let mut columns = 0;
    for sign in signs {
        if columns >= bound {
            return bound;
        }
        columns += sign.width().unwrap_or(0);
    }
    columns.min(bound)
}

fn columns(text: &str) -> usize {
    text.chars().map(|sign| sign.width().unwrap_or(0)).sum()
}

#[cfg(test)]
mod tests {
    use super::{columns, excerpt};
    use crate::index::Mark;
    use crate::words::pattern::Tier;

    fn mark(text: &str, word: &str) -> Mark {
        let start = text.find(word).unwrap();
        Mark {
            range: start..start + word.len(),
            tier: Tier::Exact,
        }
    }

    const TEXT: &str = "Corruptie is een schending van integriteit, maar integriteit behelst meer dan alleen corruptie.";

    #[test]
    fn an_excerpt_is_cut_between_words_and_keeps_its_mark() {
        for width in 0..120 {
            for word in ["Corruptie", "schending", "maar", "alleen corruptie"] {
                let marks = [mark(TEXT, "integriteit"), mark(TEXT, word)];
                let found = excerpt(TEXT, &marks, 1, width);
                assert!(columns(&found.text) <= width);
                assert!(TEXT.contains(&found.text));
                if width >= word.len() {
                    let around = &found.marks[found.around.unwrap()];
                    assert_eq!(&found.text[around.range.clone()], word);
                    let at = TEXT.find(&found.text).unwrap();
                    assert!(at == 0 || TEXT[..at].ends_with(' '));
                    assert_eq!(found.before_cut, at > 0);
                }
            }
        }
    }

    #[test]
    fn a_short_passage_is_shown_whole() {
        let found = excerpt("één café", &[mark("één café", "café")], 0, 40);
        assert_eq!(found.text, "één café");
        assert!(!found.before_cut && !found.after_cut);
        assert_eq!(excerpt("", &[], 3, 10).text, "");
    }
}
