//! What is copied: paragraph, sentence, section, note, link, selection, or a passage with its citation.
//!
//! Words go out as the letter has them, never as the screen breaks them. It must not know how the clipboard is reached.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation as _;

use crate::catalogue::fill;
use crate::citation::Target;
use crate::document::place::Place;
use crate::document::sentence::sentence_at;
use crate::export::citation_line;
use crate::tui::action::Action;
use crate::tui::effect::Effect;
use crate::tui::ink::Ink;
use crate::tui::model::{Focus, Model};
use crate::tui::reader;

/// The copying actions; `None`: not its business.
pub fn act(model: &mut Model, action: Action) -> Option<Vec<Effect>> {
    let here = here(model);
    let document = &model.letter.document;
    let text = document
        .paragraph(here)
        .map_or("", |paragraph| paragraph.text.as_str());
    let last = Place {
        byte: text.len().saturating_sub(1) as u32,
        ..here
    };
    let copied = match action {
        Action::CopyParagraph => Some(text.to_owned()),
        Action::CopySentence => Some(text[sentence_at(text, here.byte as usize)].to_owned()),
        Action::CopySection => Some(section(model, here)),
        Action::CopyNote => note(model).map(|note| document.note_text(note)),
        Action::CopyLink => Some(links(model, here).join("\n")),
        Action::CopySelection | Action::CopyWithCitation if model.reader.selection.is_some() => {
            let (from, to) = selected(model)?;
            let words = between(model, from, to);
            let cite = action == Action::CopyWithCitation;
            Some(if cite {
                // The end lies behind the last letter; that letter's page counts.
                let byte = to.byte.saturating_sub(1);
                citation_line(document, (from, Place { byte, ..to }), &words)
            } else {
                words
            })
        }
        Action::CopyWithCitation => {
            let passage = (Place::start(here.paragraph), last);
            Some(citation_line(document, passage, text))
        }
        Action::CopySelection => None,
        _ => return None,
    };
    model.reader.selection = None;
    Some(self::copied(model, copied))
}

/// Copies a text and says so, if there is any.
pub(super) fn copied(model: &mut Model, text: Option<String>) -> Vec<Effect> {
    if let Some(text) = text.filter(|text| !text.is_empty()) {
        model.say(said(model, &text));
        return vec![Effect::Copy(text)];
    }
    model.warn(model.texts.status.nothing_to_copy.clone());
    Vec::new()
}

/// How long a copied text may be to be named whole: columns.
const NAMED: usize = 44;

/// What was copied, by its first words and its length.
fn said(model: &Model, text: &str) -> String {
    // It is said between quotation marks; of a short quotation with its source, what is quoted.
    let first = text.lines().next().unwrap_or("");
    let quoted = first
        .strip_prefix('“')
        .and_then(|rest| rest.rsplit_once('”'));
    let first = quoted.map_or(first, |(inside, _)| inside);
    let first = first.trim_matches(['“', '”', '"']);
    let words = Ink::new(model).cut(first, NAMED);
    let count = text.chars().count();
    fill(
        &model.texts.status.copied.count(count),
        &[("words", &words)],
    )
}

/// The place copying starts from: the current hit, else the place being read; in the notes pane, the note.
#[must_use]
pub fn here(model: &Model) -> Place {
    let document = &model.letter.document;
    if model.focus == Focus::Notes
        && let Some(note) = model.notes.current
    {
        return Place::start(document.notes[note as usize].paragraphs.start);
    }
    let hit = model.search.current_mark().map(|(place, _)| place);
    let lines = reader::visible(model);
    hit.filter(|&place| {
        model.search.query.is_some()
            && reader::row_of(&lines, place).is_some()
            && place.paragraph == model.reader.point.paragraph
    })
    .unwrap_or(model.reader.point)
}

fn section(model: &Model, here: Place) -> String {
    let document = &model.letter.document;
    let range = document
        .sections
        .get(document.section_of(here))
        .map_or(0..0, |section| section.paragraphs.clone());
    let paragraphs: Vec<&str> = range
        .map(|at| document.paragraphs[at as usize].text.as_str())
        .collect();
    paragraphs.join("\n\n")
}

/// The note meant: the current one, else that of the mark at or after the place being read.
#[must_use]
pub fn note(model: &Model) -> Option<u32> {
    let marks = reader::marks_on_screen(model);
    let at_point = marks.iter().find(|(place, _)| *place >= model.reader.point);
    model
        .notes
        .current
        .or_else(|| at_point.or(marks.last()).map(|&(_, note)| note))
}

/// The addresses meant: of all that the current note cites, else of the citation nearest in the passage, else of its note's.
fn links(model: &Model, here: Place) -> Vec<String> {
    let cited = cited_from(model, here);
    cited.iter().filter_map(Target::url).collect()
}

/// The papers meant: all that the current note cites, else the one cited nearest in the passage, else those of its note.
#[must_use]
pub fn cited(model: &Model) -> Vec<Target> {
    cited_from(model, here(model))
}

fn cited_from(model: &Model, here: Place) -> Vec<Target> {
    let document = &model.letter.document;
    let own = document
        .paragraph(here)
        .into_iter()
        .flat_map(|paragraph| &paragraph.citations)
        .filter(|citation| citation.target.url().is_some())
        .min_by_key(|citation| citation.range.start.abs_diff(here.byte as usize))
        .map(|citation| citation.target.clone());
    let note = note(model)
        .map(|note| document.notes[note as usize].paragraphs.clone())
        .unwrap_or_default();
    let noted: Vec<Target> = note
        .flat_map(|paragraph| &document.paragraphs[paragraph as usize].citations)
        .map(|citation| citation.target.clone())
        .filter(|target| target.url().is_some())
        .collect();
    let prefers_note = model.focus == Focus::Notes || model.notes.current.is_some();
    match own {
        Some(own) if noted.is_empty() || !prefers_note => vec![own],
        _ => noted,
    }
}

/// The two ends of the selection, in order; the words at its ends are in it, for half a word is no quotation.
#[must_use]
pub fn selected(model: &Model) -> Option<(Place, Place)> {
    let other = model.reader.selection?;
    let (from, to) = (other.min(model.reader.point), other.max(model.reader.point));
    let halves = |place: Place| {
        let text = &model.letter.document.paragraph(place)?.text;
        text.split_at_checked(place.byte as usize)
    };
    let in_word = |sign: &&str| sign.starts_with(char::is_alphanumeric);
    let (before, behind) = halves(from)?;
    let begun = behind.starts_with(char::is_alphanumeric);
    let signs = before.graphemes(true).rev().take_while(in_word);
    let start: usize = signs.filter(|_| begun).map(str::len).sum();
    let behind = halves(to)?.1;
    let word: usize = behind
        .graphemes(true)
        .take_while(in_word)
        .map(str::len)
        .sum();
    let last = behind.graphemes(true).next().map_or(0, str::len);
    let (start, end) = (start as u32, word.max(last) as u32);
    let [from, to] = [(from, from.byte - start), (to, to.byte + end)]
        .map(|(place, byte)| Place { byte, ..place });
    Some((from, to))
}

/// The words between two places, paragraphs set apart by an empty line.
fn between(model: &Model, from: Place, to: Place) -> String {
    let document = &model.letter.document;
    let paragraphs = (from.paragraph..=to.paragraph).filter_map(|at| {
        let text = document.paragraphs.get(at as usize)?.text.as_str();
        let start = if at == from.paragraph {
            from.byte as usize
        } else {
            0
        };
        let end = if at == to.paragraph {
            to.byte as usize
        } else {
            text.len()
        };
        let range: Range<usize> =
            text.floor_char_boundary(start)..text.floor_char_boundary(end.min(text.len()));
        text.get(range).map(str::trim)
    });
    paragraphs
        .filter(|text| !text.is_empty())
        .collect::<Vec<_>>()
        .join("\n\n")
}
