//! Keys in, frame out: what a reader sees at every size, with its styles.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test may fail at any line, and says what it measured"
)]

mod support;

use std::fmt::Write as _;

use support::stage::{stage, stage_of, styles};

/// Opens the embedded letter, presses keys, compares the frame with the one a person has read.
macro_rules! frame {
    ($name:ident, $size:expr, $keys:expr) => {
        #[test]
        fn $name() {
            let mut stage = stage($size);
            stage.press($keys).unwrap();
            insta::assert_snapshot!(stringify!($name), stage.text());
        }
    };
}

/// The same with a second plane that tells each cell's style by a letter.
macro_rules! styled_frame {
    ($name:ident, $size:expr, $keys:expr) => {
        #[test]
        fn $name() {
            let mut stage = stage($size);
            stage.press($keys).unwrap();
            insta::assert_snapshot!(stringify!($name), styles(&stage));
        }
    };
}

frame!(reading_80x24, (80, 24), "");
frame!(reading_120x40, (120, 40), "");
frame!(reading_200x50, (200, 50), "");
frame!(reading_40x12, (40, 12), "");
frame!(reading_10x3, (10, 3), "");
frame!(reading_page_2_80x24, (80, 24), "2G");
frame!(searching_80x24, (80, 24), "/corruptie");
frame!(searching_120x40, (120, 40), "/corruptie");
frame!(searching_200x50, (200, 50), "/motie");
frame!(searching_40x12, (40, 12), "/encro");
frame!(searching_10x3, (10, 3), "/encro");
frame!(hits_drawer_60x20, (60, 20), "/corruptie<Enter>s");
frame!(notes_80x24, (80, 24), "4F");
frame!(notes_120x40, (120, 40), "2F");
frame!(notes_200x50, (200, 50), "5F");
frame!(notes_40x12, (40, 12), "3F");
frame!(help_80x24, (80, 24), "h");
frame!(help_200x50, (200, 50), "h");
frame!(help_40x12, (40, 12), "h");
frame!(help_10x3, (10, 3), "h");
frame!(no_hits_80x24, (80, 24), "/korpslxiding");
frame!(only_hits_80x24, (80, 24), "/corruptie<Enter>&");
frame!(peek_80x24, (80, 24), "<Tab>K");
frame!(pending_g_80x24, (80, 24), "g");
frame!(command_line_80x24, (80, 24), ":next");
styled_frame!(styles_reading_80x24, (80, 24), "");
styled_frame!(styles_searching_80x24, (80, 24), "/corruptie<Down>");
styled_frame!(styles_notes_80x24, (80, 24), "6F");
styled_frame!(styles_selection_80x24, (80, 24), "vjj");

#[test]
fn typing_encrochat_letter_by_letter_keeps_the_passage_and_its_note_in_sight() {
    let mut stage = stage((80, 24));
    stage.press("/").unwrap();
    for letter in "EncroChat".chars() {
        stage.press(&letter.to_string()).unwrap();
    }
    let text = stage.text();
    assert!(text.contains("EncroChat-onderzoek"), "{text}");
    assert!(text.contains("nr. 975"), "note 6 is on the screen: {text}");
    assert!(text.contains("1/1"), "{text}");
}

#[test]
fn escape_returns_to_exactly_where_the_search_began() {
    let mut stage = stage((80, 24));
    stage.press("jjjj").unwrap();
    let before = stage.text();
    stage.press("/corruptie<Down><Down><Esc>").unwrap();
    assert_eq!(stage.text(), before);
}

#[test]
fn hits_go_round_and_say_so() {
    let mut stage = stage((80, 24));
    stage.press("/corruptie<Enter>").unwrap();
    assert_eq!(stage.model.search.current, Some(0));
    stage.press("nnnn").unwrap();
    assert_eq!(stage.model.search.current, Some(4));
    stage.press("n").unwrap();
    assert_eq!(stage.model.search.current, Some(0));
    assert!(stage.model.status.is_some(), "going round is said");
    stage.press("N").unwrap();
    assert_eq!(stage.model.search.current, Some(4));
}

#[test]
fn from_a_mark_to_its_note_and_back() {
    let mut stage = stage((80, 24));
    stage.press("<Tab><Tab><Tab>").unwrap();
    let before = stage.model.reader.point;
    stage.press("<Enter>").unwrap();
    assert_eq!(stage.model.notes.current, Some(2));
    stage.press("<Enter>").unwrap();
    assert_eq!(stage.model.reader.point, before);
    stage.press("<BS>").unwrap();
    assert_ne!(
        stage.model.reader.point, before,
        "back is to where one was before, not to where one is"
    );
}

#[test]
fn a_new_width_keeps_the_paragraph_on_top() {
    let mut stage = stage((80, 24));
    stage.press("ddd").unwrap();
    let top = stage.model.reader.top.place;
    for width in [40, 200, 72, 150, 60, 80] {
        stage.happen(voetnoot::tui::model::Msg::Input(
            ratatui::crossterm::event::Event::Resize(width, 24),
        ));
        assert_eq!(
            stage.model.reader.top.place.paragraph, top.paragraph,
            "at {width} columns"
        );
    }
}

#[test]
fn copying_a_sentence_takes_it_unwrapped() {
    let mut stage = stage((80, 24));
    stage.press("/zeven miljoen<Enter>ys").unwrap();
    let sentence =
        "Voor deze pilot is de komende vijf jaar in totaal zeven miljoen euro beschikbaar.";
    assert_eq!(stage.copied, [sentence]);
}

#[test]
fn copying_a_link_gives_the_cited_papers_address() {
    let mut stage = stage((80, 24));
    stage.press("1Fyl").unwrap();
    assert_eq!(
        stage.copied,
        ["https://zoek.officielebekendmakingen.nl/kst-29628-948.html"]
    );
}

#[test]
fn a_mark_is_found_again() {
    let mut stage = stage((80, 24));
    stage.press("]]ma").unwrap();
    let place = stage.model.reader.point;
    stage.press("gg'a").unwrap();
    assert_eq!(stage.model.reader.point, place);
}

#[test]
fn quitting_keys_are_text_while_a_query_is_typed() {
    let mut stage = stage((80, 24));
    stage.press("/qZZ").unwrap();
    assert!(!stage.ended);
    stage.press("<Esc>q").unwrap();
    assert!(stage.ended);
}

#[test]
fn every_size_is_drawn_without_panic() {
    for width in (1..40).chain([72, 79, 80, 149, 150, 300]) {
        for height in (1..14).chain([24, 100]) {
            let mut stage = stage((width, height));
            for keys in [
                "", "/politie", "<Enter>", "s", "<Esc>t", "3F", "h", "<Esc>K", "<Esc>:",
            ] {
                stage.press(keys).unwrap();
                let (buffer, _) = stage.frame();
                assert_eq!(buffer.area.width, width);
            }
        }
    }
}

#[test]
fn a_letter_without_notes_or_headings_has_a_screen_too() {
    let stage = stage_of("Een brief.\n\nMet twee alinea's.\n", (80, 24));
    let text = stage.text();
    assert!(text.contains("Een brief."), "{text}");
    assert!(text.contains("Met twee alinea"), "{text}");
}

#[test]
fn a_note_longer_than_its_pane_can_be_scrolled_to_its_end() {
    let letter = format!(
        "Een brief met een noot.1 En nog een.2\n\n1 Zie de brief{} tot slot.\n2 Zie de bijlage.\n",
        " over de inzet van middelen en mensen bij de politie".repeat(14)
    );
    let mut stage = stage_of(&letter, (80, 24));
    stage.press("1F").unwrap();
    assert!(stage.text().contains("Zie de brief"), "{}", stage.text());
    let mut seen_to_its_end = false;
    for _ in 0..40 {
        seen_to_its_end |= stage.text().contains("tot slot.");
        if stage.model.notes.current == Some(1) {
            break;
        }
        stage.press("j").unwrap();
    }
    assert!(seen_to_its_end, "{}", stage.text());
    assert_eq!(stage.model.notes.current, Some(1));
    stage.press("kkk").unwrap();
    assert_eq!(stage.model.notes.current, Some(0));
}

#[test]
fn labels_of_three_figures_are_shown_whole() {
    let mut letter = String::new();
    for number in 1..=110 {
        let _ = write!(letter, "Zin nummer zoveel gaat over iets.{number} ");
    }
    letter.push_str("\n\n");
    for number in 1..=110 {
        let _ = writeln!(letter, "{number} Zie de bijlage bij deze brief.");
    }
    let mut stage = stage_of(&letter, (80, 24));
    stage.press("105F").unwrap();
    assert!(stage.text().contains("▸105 "), "{}", stage.text());
}

#[test]
fn the_picture_in_the_readme_is_true() {
    let readme = include_str!("../README.md");
    let mut stage = stage((80, 24));
    stage.press("/corruptie<Down>").unwrap();
    assert!(
        readme.contains(stage.text().trim_end()),
        "the README shows another frame than this:\n{}",
        stage.text()
    );
}
