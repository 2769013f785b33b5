//! What lies over the panes: the help and its search, what is doubtful, and the peek.

use voetnoot::config::Overrides;
use voetnoot::open::Source;
use voetnoot::tui::model::Msg;

use crate::support::stage::{stage, stage_of};

#[test]
fn the_end_of_the_help_is_reached_at_every_size_and_its_place_is_told() {
    for size in [(80, 24), (40, 12), (200, 50), (60, 13)] {
        let mut stage = stage(size);
        stage.press("hG").unwrap();
        let text = stage.text();
        assert!(text.contains("error"), "{size:?}: {text}");
        let place = text.lines().next().unwrap().rsplit(' ').next().unwrap();
        let (_, rows) = place.split_once('–').unwrap();
        let (last, all) = rows.split_once('/').unwrap();
        assert_eq!(last, all, "{size:?}");
        stage.press("jj<Space>").unwrap();
        assert_eq!(stage.text(), text, "{size:?}: there is nothing below");
    }
}

#[test]
fn the_help_is_narrowed_to_what_is_typed() {
    let mut stage = stage((80, 24));
    stage.press("h/copy note").unwrap();
    let text = stage.text();
    assert!(
        text.contains("copy the note") && text.contains("Marks and copying"),
        "{text}"
    );
    assert!(
        !text.contains("copy the section") && !text.contains("Moving"),
        "{text}"
    );
    stage.press("<Enter><Esc>").unwrap();
    assert!(stage.text().contains("Moving"), "the whole help is back");
    stage.press("/xyzzy").unwrap();
    assert!(!stage.text().contains("Moving"));
    stage.press("<Esc><Esc>").unwrap();
    assert!(stage.model.over.is_none() && !stage.ended);
}

#[test]
fn what_is_printed_beside_the_text_is_one_key_away() {
    let letter = include_str!("../letters/letterhead.txt");
    let mut stage = stage_of(letter, (80, 40));
    assert!(!stage.text().contains("Retouradres"));
    stage.press("i").unwrap();
    let text = stage.text();
    for told in [
        "Voortgang aanpak veenbranden",
        "14 februari 2022",
        "DGNV / 4411207",
        "UTF-8",
        "> Retouradres Postbus 20401 2500 EK Den Haag",
        "2500 EA DEN HAAG",
    ] {
        assert!(text.contains(told), "{told}: {text}");
    }
    stage.press("/postbus<Enter>").unwrap();
    let text = stage.text();
    assert!(
        text.contains("Postbus 20018") && !text.contains("4411207"),
        "{text}"
    );
    stage.press("<Esc>i").unwrap();
    assert!(stage.model.over.is_none());
}

#[test]
fn keys_that_go_to_hits_do_nothing_in_a_list() {
    let mut stage = stage((80, 24));
    stage.press("h/mark<Enter>").unwrap();
    let text = stage.text();
    stage.press("nN").unwrap();
    assert_eq!(stage.text(), text);
}

#[test]
fn a_peek_that_is_cut_says_so_and_scrolls_and_leaves_the_mark_in_sight() {
    let mut stage = stage((100, 24));
    stage.press("<Tab><Tab>K").unwrap();
    let text = stage.text();
    assert!(
        text.contains("Peek n.2 ↓") && text.contains("Vakmanschap²"),
        "{text}"
    );
    let place = stage.model.reader.top;
    stage.press("20j").unwrap();
    let text = stage.text();
    assert!(
        text.contains("Peek n.2 ↑1 ──") && text.contains("vraagstukken."),
        "{text}"
    );
    assert_eq!(stage.model.reader.top, place, "the text stays");
    stage.press("<Esc>").unwrap();
    assert!(!stage.text().contains("Peek"));
}

#[test]
fn mistakes_in_the_settings_are_listed_with_their_remedies() {
    let overrides = Overrides {
        lang: Some("en".into()),
        theme: Some("aubergine".into()),
        ..Overrides::default()
    };
    let mut stage = voetnoot::tui::stage(Source::Embedded, &overrides, (80, 24));
    assert!(stage.text().contains("! shows it"), "{}", stage.text());
    stage.press("!").unwrap();
    let text = stage.text();
    assert!(
        text.contains("Your settings") && text.contains("aubergine"),
        "{text}"
    );
    assert!(text.contains("This letter") && text.contains("Everything was understood."));
}

#[test]
fn what_goes_wrong_while_a_list_is_open_is_said() {
    let mut stage = stage((80, 24));
    stage.press("h").unwrap();
    stage.happen(Msg::Failed("a worker failed".to_owned()));
    assert!(stage.text().contains("a worker failed"), "{}", stage.text());
    stage.press("j").unwrap();
    assert!(stage.text().contains("Esc back"));
}

#[test]
fn in_ascii_mode_nothing_but_a_letters_own_words_has_signs_beyond_ascii() {
    let text = "Geachte voorzitter,\n\nDe inzet van politie-externen is bekend.1 Ja.2 Meer.3\n\n\
        1 Eerst zo, zie kst-29628-948.\n\n2 Daarna zo.\n\n3 Ten slotte.\n";
    let mut stage = stage_of(text, (100, 30));
    stage.press("ga").unwrap();
    let keys = "/inzet,<Enter>,s,n,<Esc>,/in:notes zo<Enter>,<Esc>2F,K,<Esc>yp,<Esc><Tab>K,<Esc>h,G,\
        <Esc>,i,<Esc>,!,<Esc>,:t,<Esc>,g,<Esc>,/niets,<Esc>,/in:xx,<Esc>,ma,99G,z,<C-Right>,v,<Esc>,9F";
    for keys in keys.split(',') {
        stage.press(keys).unwrap();
        let text = stage.text();
        let wrong: String = text.chars().filter(|letter| !letter.is_ascii()).collect();
        assert!(wrong.is_empty(), "after {keys}: {wrong}\n{text}");
    }
}

#[test]
fn a_peek_has_a_name_and_a_way_out_at_every_size_and_hides_neither_its_mark_nor_half_a_line() {
    for size in [(40, 12), (40, 16), (60, 20), (80, 24), (120, 40), (200, 50)] {
        let mut stage = stage(size);
        for mark in 1..=6 {
            stage.press("<Tab>K").unwrap();
            let text = stage.text();
            let name = format!("Peek n.{mark}");
            assert!(text.contains(&name) && text.contains("Esc back"), "{text}");
            let raised = ['¹', '²', '³', '⁴', '⁵', '⁶'][mark - 1];
            assert!(text.contains(raised), "{mark} at {size:?}:\n{text}");
            stage.press("<Esc>").unwrap();
        }
    }
    let mut stage = stage((10, 3));
    stage.press("<Tab>K").unwrap();
    assert!(stage.text().contains("Peek n.1"), "{}", stage.text());
}

#[test]
fn a_peek_says_an_address_once() {
    let text = "Het rapport is openbaar1.\n\n1 https://example.org/rapport\n";
    let mut stage = crate::support::stage::stage_of(text, (80, 24));
    assert_eq!(stage.model.letter.document.notes.len(), 1);
    let before = stage.text().matches("https://example.org/rapport").count();
    stage.press("<Tab>K").unwrap();
    let peeked = stage.text();
    let box_begins = peeked.find("Peek").unwrap();
    let shown = peeked[box_begins..]
        .matches("https://example.org/rapport")
        .count();
    assert_eq!((before.min(1), shown), (1, 1), "{peeked}");
}
