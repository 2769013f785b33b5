//! What a paper of questions and answers says of itself in its first paragraphs, for want of a head that says it.
//!
//! Only facts that nothing else gave are filled in. It must not know where the paragraphs come from.
//!
//! The forms are those of the *Aanhangsel van de Handelingen* (`Vragen van het lid … over … (ingezonden 16 januari 2024).`, `Antwoord van …
//! (ontvangen 7 maart 2024).`) and of the lists that ministries send (`Antwoorden van de minister … op vragen van … over …`).

use crate::document::{Facts, Kind, Paragraph};

/// So many paragraphs may hold them.
const REACH: usize = 8;

/// Reads subject, sender and date from the paragraphs that open a paper.
pub(super) fn read(paragraphs: &[Paragraph], facts: &mut Facts) {
    let opening = paragraphs.iter().take(REACH);
    for text in opening.filter(|paragraph| !matches!(paragraph.kind, Kind::Note(_))) {
        let text = text.text.as_str();
        if is_subject(text) && facts.subject.is_none() {
            let end = text.find(" (ingezonden ").unwrap_or(text.len());
            facts.subject = Some(text[..end].trim_end_matches(['.', ' ']).to_owned());
        }
        if let Some((sender, date)) = answer(text) {
            facts.sender = facts.sender.take().or(Some(sender.to_owned()));
            facts.date = facts.date.take().or(Some(date.to_owned()));
            return;
        }
    }
}

/// Whether a paragraph says whose questions follow, and about what.
fn is_subject(text: &str) -> bool {
    let opens = [
        "Vragen van ",
        "Antwoord van ",
        "Antwoorden van ",
        "Antwoord op ",
        "Antwoorden op ",
        "Beantwoording ",
    ];
    text.len() <= 600
        && text.contains(" over ")
        && opens.iter().any(|opening| text.starts_with(opening))
        && (text.contains(" lid ") || text.contains(" leden "))
}

/// Who answers, and when the answer came in.
fn answer(text: &str) -> Option<(&str, &str)> {
    let at = text
        .find("Antwoord van ")
        .or_else(|| text.find("Mededeling van "))?;
    let told = &text[at..];
    let (answering, received) = told.split_once(" (ontvangen ")?;
    let sender = answering.split_once(" van ")?.1;
    let date = received.split_once(')')?.0;
    (sender.len() <= 200 && date.len() <= 20).then_some((sender, date))
}
