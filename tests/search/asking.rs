//! An index of a letter, a question to it, and an answer that has been held against its own marks.

use std::sync::Arc;

use voetnoot::document::{Document, Kind};
use voetnoot::index::query::Query;
use voetnoot::index::{Answer, Index, Totals};
use voetnoot::words::pattern::Tier;

use crate::brute::Marks;

pub(crate) fn index(document: &Arc<Document>) -> Index {
    Index::new(Arc::clone(document), &|| false).unwrap()
}

pub(crate) fn ask(index: &Index, text: &str, typing: bool) -> Answer {
    index.search(&Query::new(text, typing), &|| false).unwrap()
}

/// The marks of every hit, and that they are exactly those counted.
pub(crate) fn checked(answer: &Answer, document: &Document) -> Vec<Option<Marks>> {
    let mut found: Vec<Option<Marks>> = vec![None; document.paragraphs.len()];
    let mut totals = Totals::default();
    let mut before = None;
    for hit in &answer.hits {
        let paragraph = &document.paragraphs[hit.paragraph as usize];
        let marks = answer.marker.marks(document, hit.paragraph);
        assert_eq!(
            marks.len(),
            hit.occurrences as usize,
            "{:?} in {:?}",
            answer.query,
            paragraph.text
        );
        let strongest = marks.iter().map(|mark| mark.tier).min();
        assert_eq!(
            hit.tier,
            strongest.unwrap_or(Tier::Exact),
            "{:?} in {:?}",
            answer.query,
            paragraph.text
        );
        assert!(
            marks
                .windows(2)
                .all(|pair| pair[0].range.end <= pair[1].range.start)
        );
        assert!(
            marks
                .iter()
                .all(|mark| !mark.range.is_empty()
                    && paragraph.text.get(mark.range.clone()).is_some())
        );
        let section = document.section_of(voetnoot::document::place::Place::start(hit.paragraph));
        let is_note = matches!(paragraph.kind, Kind::Note(_));
        let place = (section, is_note, hit.paragraph);
        assert!(
            before.replace(place) < Some(place),
            "{:?} is not in reading order",
            answer.query
        );
        totals.passages += 1;
        totals.occurrences += marks.len();
        match paragraph.kind {
            Kind::Note(_) => totals.notes += marks.len(),
            Kind::Heading(_) => totals.headings += marks.len(),
            _ => totals.text += marks.len(),
        }
        let marks = marks.into_iter().map(|mark| (mark.range, mark.tier));
        found[hit.paragraph as usize] = Some(marks.collect());
    }
    assert_eq!(answer.totals, totals, "{:?}", answer.query);
    for (paragraph, found) in found.iter().enumerate() {
        let is_marked = !answer.marker.marks(document, paragraph as u32).is_empty();
        assert!(
            found.is_some() || !is_marked,
            "{:?} marks what is no hit",
            answer.query
        );
    }
    found
}
