//! Turning pages while the notes at the foot take as many rows as they need: nothing is passed over, nothing jumps.

use std::fmt::Write as _;

use ratatui::crossterm::event::Event;
use voetnoot::layout::{Line, Top};
use voetnoot::tui::model::Msg;
use voetnoot::tui::stage::Stage;
use voetnoot::tui::{foot, reader};

use crate::support::stage::{stage, stage_of};

const SIZES: [(u16, u16); 5] = [(80, 24), (100, 31), (60, 20), (120, 40), (44, 13)];

/// A letter with notes of every length, several on a page and none on others.
fn noted() -> Stage {
    let mut text = String::from("Een brief met noten\n\n");
    let (mut notes, mut note) = (String::new(), 0);
    for number in 1..=40 {
        let words =
            "Het gaat om de voortgang van de uitvoering in de eenheden. ".repeat(number % 5);
        let _ = write!(text, "Alinea {number} gaat ergens over");
        if number % 3 == 0 || number > 30 {
            note += 1;
            let more = "en nog een vindplaats, ".repeat((number * 7) % 23);
            let _ = write!(text, "[{note}]");
            let _ = write!(
                notes,
                "[{note}] Kamerstuk 29 628, nr. {number}, {more}einde.\n\n"
            );
        }
        let _ = write!(text, ". {words}\n\n");
    }
    stage_of(&format!("{text}Noten\n\n{notes}"), (80, 24))
}

fn lines(stage: &Stage) -> Vec<Line> {
    reader::visible(&stage.model)
}

/// All rows of the letter at the text pane's width.
fn all(stage: &Stage) -> Vec<Line> {
    let layout = reader::layout(&stage.model);
    layout.rows_from(Top::default()).collect()
}

fn resized(stage: &mut Stage, size: (u16, u16)) {
    stage.press("gg").unwrap();
    stage.happen(Msg::Input(Event::Resize(size.0, size.1)));
    assert!(stage.model.letter.document.notes.len() > 5);
}

#[test]
fn pages_down_and_up_show_every_row() {
    for mut stage in [stage((80, 24)), noted()] {
        for size in SIZES {
            resized(&mut stage, size);
            for (first, keys) in [("gg", "<Space>"), ("G", "b")] {
                stage.press(first).unwrap();
                let rows = all(&stage);
                let mut seen = vec![false; rows.len()];
                for _ in 0..rows.len() {
                    let shown = lines(&stage);
                    let start = rows.windows(shown.len()).position(|some| some == shown);
                    let start = start.unwrap_or_else(|| panic!("{size:?}: rows out of order"));
                    seen[start..start + shown.len()].fill(true);
                    let before = stage.model.reader.top;
                    stage.press(keys).unwrap();
                    if stage.model.reader.top == before {
                        break;
                    }
                }
                let missed = seen.iter().filter(|&&row| !row).count();
                assert_eq!(missed, 0, "{size:?} {keys}");
            }
        }
    }
}

#[test]
fn a_row_down_and_a_row_up_show_the_same_screen() {
    for mut stage in [stage((80, 24)), noted()] {
        for size in SIZES {
            resized(&mut stage, size);
            for _ in 0..all(&stage).len() {
                let (before, top) = (lines(&stage), stage.model.reader.top);
                stage.press("j").unwrap();
                if stage.model.reader.top == top {
                    break;
                }
                assert_eq!(lines(&stage)[0], before[1], "{size:?}: one row further");
                stage.press("k").unwrap();
                assert_eq!(lines(&stage), before, "{size:?}");
                stage.press("j").unwrap();
            }
            let last = all(&stage).pop();
            assert_eq!(lines(&stage).pop(), last, "{size:?}: the end is reached");
        }
    }
}

#[test]
fn the_foot_shows_the_notes_of_the_screen_whole_or_takes_its_third() {
    for mut stage in [stage((80, 24)), noted()] {
        for size in SIZES {
            resized(&mut stage, size);
            for _ in 0..all(&stage).len() {
                let top = stage.model.reader.top;
                let notes = stage.model.panes.notes.unwrap();
                let (least, most) = foot::bounds(&stage.model);
                let text = stage.model.panes.text.height;
                assert!((least..=most).contains(&text), "{size:?}: {text}");
                assert_eq!(text + 1 + notes.height, most + 2, "no row is lost");
                let below = stage.text();
                let cut = below
                    .lines()
                    .any(|line| line.contains("Notes on screen") && line.contains('↓'));
                assert!(!cut || text == least, "{size:?}: notes are cut\n{below}");
                stage.press("j").unwrap();
                if stage.model.reader.top == top {
                    break;
                }
            }
        }
    }
}

#[test]
fn the_foot_is_what_the_user_makes_it_until_it_is_let_go() {
    let mut stage = stage((80, 24));
    stage.press("+").unwrap();
    let set = stage.model.panes.notes.unwrap().height;
    stage.press("]]<Space><Space>").unwrap();
    assert_eq!(stage.model.panes.notes.unwrap().height, set);
    stage.press("g3g1g0").unwrap();
    assert!(stage.model.panes.sections.is_some() && stage.model.panes.shared.is_some());
}

#[test]
fn a_note_that_is_cited_everywhere_tells_the_first_places_and_counts_the_rest() {
    let mut text = String::from("Geachte voorzitter,\n\n");
    for _ in 0..5_000 {
        text.push_str("Dit staat in het rapport van de inspectie.1 En dat ook.\n\n");
    }
    text.push_str("\n1 Rapport van de inspectie, 2020.\n");
    let mut stage = stage_of(&text, (200, 50));
    // Reaching the end must not cost the square of the places.
    stage.press("G").unwrap();
    let shown = stage.text();
    assert!(shown.contains("¶500"), "{shown}");
    stage.press("gg<Space>jG1F").unwrap();
    let shown = stage.text();
    assert!(shown.contains("↖ ¶2, ¶3"), "{shown}");
}
