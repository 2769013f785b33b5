//! Keys that move: sequences, counts, jumps and the way back, and what is copied from where one stands.

use std::time::Duration;

use ratatui::crossterm::event::Event;
use voetnoot::tui::model::{Focus, Msg, Over};
use voetnoot::tui::reader;

use crate::support::stage::{stage, stage_of};

#[test]
fn a_key_that_begins_a_sequence_waits_600_milliseconds_and_shows_what_may_follow() {
    let mut stage = stage((80, 24));
    stage.press("jj").unwrap();
    let before = stage.text();
    assert_eq!(stage.model.wait(), None, "nothing to wait for");
    stage.press("g").unwrap();
    assert_eq!(stage.model.wait(), Some(Duration::from_millis(600)));
    let text = stage.text();
    assert!(text.contains("g\u{a0}start · t\u{a0}text"), "{text}");
    stage.happen(Msg::Waited);
    assert_eq!(stage.text(), before);
    assert_eq!(stage.model.wait(), None);
    stage.press("gg").unwrap();
    assert_ne!(stage.text(), before, "the same keys in time are a command");
}

#[test]
fn a_count_repeats_moves_and_names_pages_and_notes() {
    let mut stage = stage((80, 24));
    stage.press("5j").unwrap();
    let five = stage.text();
    stage.press("ggjjjjj").unwrap();
    assert_eq!(stage.text(), five);
    stage.press("gg2]]").unwrap();
    assert!(
        stage.text().contains("› Een integere politieorganisatie"),
        "{}",
        stage.text()
    );
    for (keys, page) in [
        ("3G", "p. 3/3"),
        ("2gg", "p. 2/3"),
        ("1G", "p. 1/3"),
        (":page 3<Enter>", "p. 3/3"),
    ] {
        stage.press(keys).unwrap();
        assert!(
            stage.text().lines().next().unwrap().ends_with(page),
            "{keys}: {}",
            stage.text()
        );
    }
    stage.press("9G").unwrap();
    assert!(
        stage.model.status.as_ref().unwrap().wrong,
        "there is no page 9"
    );
    stage.press("4F").unwrap();
    assert_eq!(
        (stage.model.focus, stage.model.notes.current),
        (Focus::Notes, Some(3))
    );
}

#[test]
fn two_quotes_swap_between_the_ends_of_a_jump() {
    let mut stage = stage((80, 24));
    let start = stage.model.reader.point;
    stage.press("]]").unwrap();
    let there = stage.model.reader.point;
    stage.press("''").unwrap();
    assert_eq!(stage.model.reader.point, start);
    stage.press("''").unwrap();
    assert_eq!(stage.model.reader.point, there);
    stage.press("'q").unwrap();
    assert!(
        stage.model.status.as_ref().unwrap().wrong,
        "mark q is not set"
    );
}

#[test]
fn the_history_of_places_goes_back_and_forward() {
    let mut stage = stage((80, 24));
    let mut places = vec![stage.model.reader.point];
    for keys in ["]]", "]]", "G"] {
        stage.press(keys).unwrap();
        places.push(stage.model.reader.point);
    }
    for (keys, at) in [
        ("<BS>", 2),
        ("<C-o>", 1),
        ("H", 0),
        ("L", 1),
        ("L", 2),
        ("L", 3),
    ] {
        stage.press(keys).unwrap();
        assert_eq!(stage.model.reader.point, places[at], "{keys}");
        assert!(stage.model.flash.is_some(), "where one lands is shown");
    }
    stage.press("L").unwrap();
    assert!(
        stage.model.status.is_some(),
        "there is nothing further, and that is said"
    );
    assert_eq!(stage.model.reader.point, places[3]);
}

#[test]
fn escape_takes_away_one_layer_at_a_time_and_never_quits() {
    let mut stage = stage((60, 20));
    stage.press("/corruptie<Enter>&svj").unwrap();
    stage.press("<Esc><Esc><Esc><Esc>").unwrap();
    assert!(stage.model.search.query.is_none() && stage.model.focus == Focus::Text);
    assert!(stage.model.reader.selection.is_none() && stage.model.search.only.is_none());
    stage.press("<Esc><Esc><Esc>").unwrap();
    assert!(!stage.ended);
    stage.press("/corruptie<Enter>s").unwrap();
    assert_eq!(stage.model.focus, Focus::Hits);
    stage.press("<Esc>").unwrap();
    assert_eq!(stage.model.focus, Focus::Text, "the drawer goes first");
    assert!(stage.model.search.query.is_some(), "the highlights stay");
}

#[test]
fn the_command_line_completes_and_lists_keys() {
    let mut stage = stage((80, 24));
    stage.press(":next_s").unwrap();
    let text = stage.text();
    assert!(
        text.contains("next_section") && text.contains("]]"),
        "{text}"
    );
    stage.press("<Tab>").unwrap();
    assert!(stage.text().contains(":next_section"), "{}", stage.text());
    stage.press("<Enter>").unwrap();
    assert!(stage.text().contains("› Een diverse"), "{}", stage.text());
    stage.press(":theme d<Tab><Enter>").unwrap();
    assert_eq!(stage.model.settings.theme, "dark");
    stage.press(":theme lig<Enter>").unwrap();
    assert_eq!(stage.model.settings.theme, "light", "a beginning is enough");
    stage.press(":theme dark<Enter>").unwrap();
    stage.press(":theme aubergine<Enter>").unwrap();
    assert!(
        stage
            .text()
            .contains("terminal, light, dark, contrast, mono"),
        "{}",
        stage.text()
    );
    stage.press(":nonsense<Enter>").unwrap();
    assert!(stage.model.status.as_ref().unwrap().wrong);
    stage.press(":search corruptie<Enter>").unwrap();
    assert_eq!(stage.model.search.stops(), 5);
    stage.press(":help<Enter>").unwrap();
    assert!(matches!(stage.model.over, Some(Over::List(_))));
    stage.press("<Esc>:q<Enter>").unwrap();
    assert!(stage.ended);
}

#[test]
fn a_command_is_carried_out_only_when_it_is_plain_which() {
    let mut stage = stage((80, 24));
    let before = stage.model.settings.clone();
    for (keys, said) in [
        (":w<Enter>", "w may be"),
        (":page<Enter>", "page wants a number"),
        (":note x<Enter>", "note wants a number"),
        (":theme<Enter>", "theme wants a word"),
        (":xyzzy<Enter>", "no command xyzzy"),
    ] {
        stage.press(keys).unwrap();
        assert!(stage.text().contains(said), "{keys}: {}", stage.text());
    }
    assert_eq!(
        stage.model.settings.side_width, before.side_width,
        "nothing was done"
    );
    stage.press(":page 3<Enter>").unwrap();
    assert!(stage.text().lines().next().unwrap().ends_with("p. 3/3"));
    stage.press(":th<Tab>l<Tab><Enter>").unwrap();
    assert_eq!(stage.model.settings.theme, "light");
    stage.press(":wide<Enter>").unwrap();
    assert_ne!(stage.model.settings.side_width, before.side_width);
    stage.press(":next_s<Down><Enter>").unwrap();
    stage.press(":q!<Enter>").unwrap();
    assert!(stage.ended);
}

#[test]
fn copies_are_whole_and_unwrapped() {
    let mut stage = stage((80, 24));
    stage.press("/zeven miljoen<Enter>ypyS1Fyn").unwrap();
    let [paragraph, section, note] = stage.copied.as_slice() else {
        panic!("{:?}", stage.copied);
    };
    let document = &stage.model.letter.document;
    let whole = |text: &str| {
        document
            .paragraphs
            .iter()
            .any(|own| own.text.as_str() == text)
    };
    assert!(
        whole(paragraph) && paragraph.contains("zeven miljoen euro"),
        "{paragraph}"
    );
    assert!(section.contains(paragraph.as_str()) && section.len() > paragraph.len());
    assert!(note.contains("nr. 948"), "{note}");
}

#[test]
fn a_copy_with_its_citation_says_letter_page_and_paragraph() {
    let mut stage = stage((80, 24));
    stage.press("/zeven miljoen<Enter>Y").unwrap();
    let copy = stage.copied.last().unwrap();
    assert!(copy.contains("zeven miljoen euro"), "{copy}");
    assert!(
        copy.contains("Halfjaarbericht") && copy.contains("p. 2"),
        "{copy}"
    );
}

#[test]
fn a_mark_on_another_screen_is_a_place_to_come_back_from() {
    let mut stage = stage((80, 24));
    let before = stage.text();
    stage.press("<Tab><Tab>").unwrap();
    assert_ne!(stage.text(), before);
    stage.press("<BS><BS>gg").unwrap();
    assert_eq!(stage.model.reader.top, voetnoot::layout::Top::default());
    stage.press("<Tab><Tab><BS>").unwrap();
    assert!(
        stage.model.flash.is_some(),
        "there was a place to come back to"
    );
}

#[test]
fn who_leaves_a_note_by_a_page_reads_the_text_there() {
    let mut stage = stage((80, 24));
    stage.press("4F:3<Enter>").unwrap();
    assert_eq!(stage.model.focus, Focus::Text);
    assert!(stage.text().contains("none of 6"), "{}", stage.text());
}

#[test]
fn the_current_hit_stays_in_sight_when_the_size_changes() {
    for stop in 0..5 {
        let mut stage = stage((80, 24));
        stage.press("/corruptie<Enter>").unwrap();
        stage.press(&"n".repeat(stop)).unwrap();
        for (width, height) in [(40, 12), (120, 40), (60, 14), (200, 50), (10, 3), (80, 24)] {
            let event = Event::Resize(width, height);
            stage.happen(Msg::Input(event));
            let (place, _) = stage.model.search.current_mark().unwrap();
            let lines = reader::visible(&stage.model);
            assert!(
                reader::row_of(&lines, place).is_some(),
                "{stop} at {width}x{height}"
            );
        }
    }
}

#[test]
fn the_cursor_stands_on_the_hit_in_sight_else_where_one_reads() {
    let mut stage = stage((80, 24));
    stage.press("/corruptie<Enter>").unwrap();
    for keys in ["", "gtjj", "dd", "k", "G", "n", "gg"] {
        stage.press(keys).unwrap();
        let (_, cursor) = stage.frame();
        let (x, y) = cursor.unwrap_or_else(|| panic!("{keys}: no cursor\n{}", stage.text()));
        let text = stage.model.panes.text;
        assert!(text.contains((x, y).into()), "{keys}: {x} {y}");
    }
    stage.press("<Esc>/specifieke in:notes<Enter>").unwrap();
    let (buffer, cursor) = stage.frame();
    let (x, y) = cursor.unwrap();
    assert!(stage.model.panes.notes.unwrap().contains((x, y).into()));
    assert_eq!(buffer[(x, y)].symbol(), "s", "it stands on the hit itself");
}

#[test]
fn a_selection_goes_on_to_wherever_one_jumps() {
    for keys in ["vGy", "v]]y", "v)y"] {
        let mut stage = stage((80, 24));
        stage.press(keys).unwrap();
        let copied = stage.copied.pop().unwrap_or_default();
        assert!(copied.starts_with("Voor u ligt"), "{keys}: {copied}");
        assert!(copied.len() > 1_000, "{keys}: {}", copied.len());
    }
}

#[test]
fn a_passage_over_two_pages_is_cited_by_both() {
    let mut stage = stage((80, 24));
    for keys in ["]]}}Y", "gg]]}}v12jY", ":2<Enter>Y"] {
        stage.press(keys).unwrap();
        let copied = stage.copied.pop().unwrap();
        assert!(copied.ends_with("p. 1–2)"), "{keys}: {copied}");
    }
    stage.press(":2<Enter>vlY").unwrap();
    let copied = stage.copied.pop().unwrap();
    assert!(copied.ends_with("p. 2)"), "{copied}");
}

#[test]
fn all_addresses_of_a_note_are_copied() {
    let mut stage = stage((80, 24));
    stage.press("4Fyl").unwrap();
    let copied = stage.copied.pop().unwrap();
    let ends: Vec<&str> = copied
        .lines()
        .filter_map(|line| line.rsplit('/').next())
        .collect();
    assert_eq!(ends, ["kst-35164-9.html", "kst-35164-11.html"]);
}

#[test]
fn themes_change_while_reading_and_are_remembered_by_name() {
    let mut stage = stage((80, 24));
    let mut seen = vec![stage.model.settings.theme.clone()];
    for _ in 0..4 {
        stage.press("gc").unwrap();
        assert!(
            stage.text().contains(&stage.model.settings.theme),
            "the new theme is named"
        );
        seen.push(stage.model.settings.theme.clone());
    }
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 5);
    stage.press("ga").unwrap();
    assert!(
        stage.text().is_ascii() || !stage.text().contains('│'),
        "lines are ASCII"
    );
}

#[test]
fn back_from_a_mark_that_was_followed_goes_to_where_one_was_before_and_not_to_the_same_place() {
    let mut stage = stage((80, 24));
    let before = stage.text();
    stage.press("4F<Enter><BS>").unwrap();
    assert_eq!(stage.text(), before);
}

#[test]
fn back_from_a_note_goes_to_the_mark_that_was_followed() {
    let mut stage = stage((80, 24));
    stage.press("<Tab><Tab>").unwrap();
    let mark = stage.model.reader.point;
    stage.press("<Enter><BS>").unwrap();
    assert_eq!(stage.model.reader.point, mark);
    assert_eq!(stage.model.focus, voetnoot::tui::model::Focus::Text);
}

#[test]
fn what_is_copied_is_what_is_selected_to_its_last_word() {
    let mut stage = stage((80, 24));
    stage.press("v<Right>y").unwrap();
    stage.press("gg/corruptie<Enter>vwy").unwrap();
    assert_eq!(stage.copied.last().unwrap(), "corruptie. Daarnaast");
    stage.press("gg<Esc><Esc><Tab>vwy").unwrap();
    assert_eq!(
        stage.copied.last().unwrap(),
        "Deze visie",
        "a selection from a mark begins with the word behind it"
    );
}

#[test]
fn what_was_copied_with_its_source_is_named_by_what_is_quoted() {
    let mut stage = stage_of("Een korte brief.\n", (80, 24));
    stage.press("Y").unwrap();
    let copied = stage.copied.last().unwrap();
    assert!(copied.starts_with("“Een korte brief.”"), "{copied}");
    let said = &stage.model.status.as_ref().unwrap().text;
    assert!(said.starts_with("copied “Een korte brief.”, "), "{said}");
}

#[test]
fn a_selection_ends_with_the_passage_that_was_gone_over() {
    let mut stage = stage((80, 24));
    let document = stage.model.letter.document.clone();
    let texts: Vec<&str> = document
        .paragraphs
        .iter()
        .map(|own| own.text.as_str())
        .collect();
    let first = document.sections[0].paragraphs.end as usize;
    for (keys, passages) in [("v}y", 1), ("v}}y", 2), ("v]]y", first)] {
        stage.press("gg").unwrap();
        stage.press(keys).unwrap();
        let copied = stage.copied.last().unwrap();
        assert_eq!(*copied, texts[..passages].join("\n\n"), "{keys}");
    }
}

/// What is copied is of the note that is marked, and the note that is marked is on the screen.
#[test]
fn a_note_that_was_followed_is_left_by_reading_on() {
    for keys in ["<Tab><Enter><Enter><Tab>", "1F<Enter><Tab>"] {
        let mut stage = stage((80, 24));
        stage.press(keys).unwrap();
        assert_eq!(stage.model.notes.current, Some(1), "{keys}");
        stage.press("yn").unwrap();
        let own = stage.model.letter.document.note_text(1);
        assert_eq!(*stage.copied.last().unwrap(), own, "{keys}");
    }
    let mut stage = stage((80, 24));
    stage
        .press("<Tab><Enter><Enter><Space><Space><Space>")
        .unwrap();
    let marks = reader::marks_on_screen(&stage.model);
    let on_screen: Vec<u32> = marks.iter().map(|&(_, note)| note).collect();
    assert_eq!(voetnoot::tui::notes::shown(&stage.model), on_screen);
    assert!(!on_screen.contains(&0), "{on_screen:?}");
}

#[test]
fn the_way_forward_leads_to_a_note_again_and_the_way_back_to_its_mark() {
    let mut stage = stage((80, 24));
    stage.press("<Tab><Tab><Enter><BS>").unwrap();
    assert_eq!(stage.model.focus, Focus::Text);
    assert_eq!(stage.model.notes.current, Some(1), "its mark was chosen");
    stage.press("L").unwrap();
    assert_eq!(stage.model.focus, Focus::Notes);
    assert_eq!(stage.model.notes.current, Some(1));
}
