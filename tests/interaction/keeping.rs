//! What stays: where one is while sizes change, passages hidden while only those with hits are shown, the cursor, and what Esc puts back.

use ratatui::crossterm::event::Event;
use voetnoot::tui::model::Msg;

use crate::support::stage::{arrives, stage, stage_of};

#[test]
fn other_sizes_and_back_show_what_was_shown() {
    for keys in [
        "G",
        "3Gjj",
        "tjj",
        "/corruptie<Enter>n",
        "]]",
        "<Tab><Tab><Tab>",
    ] {
        for other in [(200, 50), (120, 40), (40, 12), (10, 3)] {
            let mut stage = stage((80, 24));
            stage.press(keys).unwrap();
            stage.press("<C-l>").unwrap();
            let before = stage.text();
            stage.happen(Msg::Input(Event::Resize(other.0, other.1)));
            stage.happen(Msg::Input(Event::Resize(80, 24)));
            assert_eq!(stage.text(), before, "{keys} {other:?}");
        }
    }
}

#[test]
fn where_only_passages_with_hits_are_shown_one_stays_among_them() {
    for keys in [
        "/onderzoek<Enter>&nnnn<Tab>",
        "/onderzoek<Enter>&nnnn<Tab><Enter><BS>",
        "/corruptie<Enter>nn&(",
        "/corruptie<Enter>nn&{",
        "/corruptie<Enter>nn&[[",
        "/corruptie<Enter>&]p",
    ] {
        let mut stage = stage((80, 24));
        stage.press(keys).unwrap();
        let (_, cursor) = stage.frame();
        assert!(cursor.is_some(), "{keys}: {}", stage.text());
        let only = stage.model.search.only.as_ref().unwrap();
        let point = stage.model.reader.point.paragraph;
        assert!(only.contains(&point), "{keys}: {point}");
    }
    let mut stage = stage((80, 24));
    stage.press("/corr<Enter>&G").unwrap();
    let end = stage.text();
    stage.press("j").unwrap();
    assert!(
        stage.text().contains("end of the letter"),
        "{}",
        stage.text()
    );
    assert_eq!(stage.text().lines().nth(15), end.lines().nth(15));
}

#[test]
fn a_pane_with_the_keys_has_the_cursor() {
    for keys in ["]]<C-w>", "s", "]]s", "]]F"] {
        let mut stage = stage((120, 40));
        stage.press(keys).unwrap();
        let (_, cursor) = stage.frame();
        assert!(cursor.is_some(), "{keys}: {}", stage.text());
    }
}

#[test]
fn a_count_of_hits_that_goes_round_says_so() {
    for keys in ["50n", "41n", "100N"] {
        let mut stage = stage((80, 24));
        stage.press("/politie<Enter>").unwrap();
        stage.press(keys).unwrap();
        assert!(stage.model.status.is_some(), "{keys}");
    }
}

#[test]
fn escape_from_a_second_query_puts_the_list_of_hits_back() {
    for typed in ["/<Esc>", "/de<Esc>", "/corr<Down><Esc>"] {
        let mut stage = stage((120, 40));
        stage.press("?politie<Enter>").unwrap();
        stage.press("<C-l>").unwrap();
        let before = stage.text();
        stage.press(typed).unwrap();
        assert_eq!(stage.text(), before, "{typed}");
    }
}

#[test]
fn another_letter_after_a_change_of_size_keeps_its_own_place() {
    let mut stage = stage((80, 24));
    stage.press("G").unwrap();
    stage.happen(Msg::Input(Event::Resize(40, 12)));
    arrives(&mut stage, "Een brief.\n\nEn een tweede alinea.\n", true);
    stage.happen(Msg::Input(Event::Resize(80, 24)));
    assert!(stage.text().contains("Een brief."), "{}", stage.text());
    let (_, cursor) = stage.frame();
    assert!(cursor.is_some(), "{}", stage.text());
}

#[test]
fn where_there_are_no_headings_section_keys_stay_among_passages_with_hits() {
    let letter =
        "Een zin zonder iets.\n\nHier staat politie.\n\nNog een zin.\n\nEn weer politie.\n";
    for keys in ["[[", "]]", "[[j", "]]k"] {
        let mut stage = stage_of(letter, (80, 24));
        stage.press("/politie<Enter>&").unwrap();
        stage.press(keys).unwrap();
        let only = stage.model.search.only.as_ref().unwrap();
        assert!(only.contains(&stage.model.reader.point.paragraph), "{keys}");
        let (_, cursor) = stage.frame();
        assert!(cursor.is_some(), "{keys}: {}", stage.text());
    }
}
