//! Typing queries, calling earlier ones back, where to search, and going from hit to hit.

use voetnoot::tui::stage::Stage;

use crate::support::stage::{stage, stage_of};

/// What stands on the prompt's line.
fn prompt(stage: &Stage) -> &str {
    stage.model.search.prompt.as_ref().unwrap().line.text()
}

#[test]
fn earlier_queries_come_back_and_what_was_being_typed_is_not_lost() {
    let mut stage = stage((80, 24));
    stage
        .press("/motie<Enter>/corruptie<Enter>/motie<Enter>/opt<C-p>")
        .unwrap();
    assert_eq!(
        prompt(&stage),
        "motie",
        "a query said twice is kept once, as the newest"
    );
    stage.press("<C-p>").unwrap();
    assert_eq!(prompt(&stage), "corruptie");
    assert_eq!(
        stage.model.search.stops(),
        5,
        "a query called back is answered at once"
    );
    stage.press("<C-p><C-p>").unwrap();
    assert_eq!(prompt(&stage), "corruptie", "the oldest stays");
    stage.press("<C-n><C-n>").unwrap();
    assert_eq!(prompt(&stage), "opt");
    stage.press("<C-n>").unwrap();
    assert_eq!(prompt(&stage), "opt");
    stage.press("<C-u><Up>").unwrap();
    assert_eq!(prompt(&stage), "motie", "nothing typed: up calls back");
    let before = stage.model.search.current;
    stage.press("<Up>").unwrap();
    assert_eq!(prompt(&stage), "motie", "something typed: up moves the hit");
    assert_ne!(stage.model.search.current, before);
}

#[test]
fn nothing_earlier_to_call_back_leaves_the_prompt_alone() {
    let mut stage = stage((80, 24));
    stage.press("/mot<C-p>").unwrap();
    assert_eq!(prompt(&stage), "mot");
    stage.press("<C-u><Up><Down><C-n>").unwrap();
    assert_eq!(prompt(&stage), "");
}

#[test]
fn an_empty_search_repeats_the_last() {
    let mut stage = stage((80, 24));
    stage.press("/corruptie<Enter><Esc>gg/<Enter>").unwrap();
    assert_eq!(stage.model.search.query.as_ref().unwrap().text, "corruptie");
    assert_eq!(stage.model.search.stops(), 5);
}

#[test]
fn tab_searches_one_scope_after_the_other_and_the_counts_add_up() {
    let mut stage = stage((80, 24));
    stage.press("]]/politie").unwrap();
    let mut counts = vec![stage.model.search.stops()];
    for shown in ["text", "notes", "headings", "[Een diverse"] {
        stage.press("<Tab>").unwrap();
        let text = stage.text();
        let status = text.lines().rev().nth(1).unwrap().to_owned();
        assert!(status.contains(shown), "{shown}: {status}");
        counts.push(stage.model.search.stops());
    }
    assert_eq!(counts[0], counts[1] + counts[2] + counts[3], "{counts:?}");
    assert!(counts[4] > 0 && counts[4] < counts[0], "{counts:?}");
    stage.press("<Tab>").unwrap();
    assert_eq!(stage.model.search.stops(), counts[0]);
    stage.press("<S-Tab><S-Tab>").unwrap();
    assert_eq!(stage.model.search.stops(), counts[3]);
}

#[test]
fn a_search_backward_finds_what_lies_before() {
    let mut stage = stage((80, 24));
    stage.press("G?corruptie<Enter>").unwrap();
    let last = stage.model.search.stops() - 1;
    assert_eq!(stage.model.search.current, Some(last));
    stage.press("n").unwrap();
    assert_eq!(
        stage.model.search.current,
        Some(last - 1),
        "n goes on backward"
    );
    stage.press("N").unwrap();
    assert_eq!(stage.model.search.current, Some(last));
}

#[test]
fn only_passages_with_hits_and_back_to_all() {
    let mut stage = stage((80, 24));
    let whole = stage.text();
    stage.press("&").unwrap();
    assert!(
        stage.model.status.as_ref().unwrap().wrong,
        "there is no search yet"
    );
    stage.press("/kunstmatige<Enter>&").unwrap();
    assert!(
        stage.model.status.as_ref().unwrap().wrong,
        "nothing was found that could be shown alone"
    );
    stage.press("<Esc>gg<Esc>").unwrap();
    assert_eq!(stage.text(), whole);
    stage.press("/encrochat<Enter>&").unwrap();
    let text = stage.text();
    assert!(text.contains("EncroChat-onderzoek"), "{text}");
    assert!(
        !text.contains("Kerncijfers") && text.contains("Only passages with hits"),
        "{text}"
    );
    stage.press("&").unwrap();
    assert!(!stage.text().contains("Only passages"));
}

#[test]
fn where_only_a_filter_chooses_passages_are_counted() {
    let mut stage = stage((80, 24));
    stage.press("/p:3<Enter>n").unwrap();
    let text = stage.text();
    let status = text.lines().rev().nth(1).unwrap();
    assert!(status.ends_with(" 2/3 passages"), "{status}");
}

#[test]
fn a_message_has_the_row_to_itself_and_goes_on_below() {
    let mut stage = stage((80, 24));
    stage.press("/corruptie<Enter>y").unwrap();
    let text = stage.text();
    let status = text.lines().rev().nth(1).unwrap();
    assert!(status.contains("l\u{a0}copy\u{a0}link"), "{status}");
    stage.press("<Esc>g").unwrap();
    let text = stage.text();
    let rows: Vec<&str> = text.lines().rev().take(2).collect();
    assert!(
        rows[1].contains("g … g\u{a0}start") && rows[0].contains("a\u{a0}ASCII"),
        "{rows:?}"
    );
}

#[test]
fn what_cannot_be_asked_is_said_as_long_as_the_query_stands() {
    let mut stage = stage((80, 24));
    for (keys, said) in [
        ("/p:9", "there is no page 9"),
        ("/in:xyz motie", "in:xyz is no place"),
        ("/§7", "there is no section 7"),
    ] {
        stage.press(keys).unwrap();
        let text = stage.text();
        assert!(
            text.lines().last().unwrap().contains(said),
            "{keys}: {text}"
        );
        stage.press("<Enter>jj").unwrap();
        let text = stage.text();
        assert!(
            text.lines().last().unwrap().contains(said),
            "{keys}: {text}"
        );
        stage.press("<Esc>").unwrap();
        assert!(!stage.text().contains(said), "{keys}");
    }
    stage.press("/in:no").unwrap();
    assert!(stage.text().lines().last().unwrap().contains("Enter read"));
}

/// A screen on which note 1 is much longer than its pane, with a word in the middle of it and at its end.
fn long_note() -> Stage {
    let filler =
        "De motie vraagt de regering om een brief over de inzet van deze middelen. ".repeat(12);
    let text = format!(
        "Geachte voorzitter,\n\nDe inzet is bekend.1 Daarover meer hieronder.\n\n\
         1 Eerst {filler}Midden van kapitaal. {filler}Einde van kapitaal.\n"
    );
    stage_of(&text, (80, 24))
}

/// What stands in the notes pane, its rows joined.
fn notes_pane(stage: &Stage) -> String {
    let area = stage.model.panes.notes.unwrap();
    let text = stage.text();
    let rows = text.lines().skip(area.y.into()).take(area.height.into());
    let words = rows.flat_map(|row| row.split('│').next_back().unwrap().split_whitespace());
    words.collect::<Vec<_>>().join(" ")
}

#[test]
fn a_hit_far_down_in_a_note_comes_into_sight_and_the_note_can_be_scrolled_from_there() {
    let mut stage = long_note();
    stage.press("/kapitaal").unwrap();
    assert!(
        notes_pane(&stage).contains("Midden van kapitaal"),
        "{}",
        stage.text()
    );
    stage.press("<Down>").unwrap();
    assert!(
        notes_pane(&stage).contains("Einde van kapitaal"),
        "{}",
        stage.text()
    );
    stage.press("<Enter>N").unwrap();
    let shown = notes_pane(&stage);
    assert!(shown.contains("Midden van kapitaal"), "{shown}");
    assert!(
        shown.starts_with("▸1… "),
        "its first row says which note it is:\n{shown}"
    );
    stage.press("Fkkkkkkkkkkkkkkkkkkkk").unwrap();
    assert!(notes_pane(&stage).contains("Eerst"), "{}", stage.text());
}

#[test]
fn a_long_note_that_is_chosen_from_below_begins_at_its_start() {
    let filler =
        "De motie vraagt de regering om een brief over de inzet van deze middelen. ".repeat(12);
    let text = format!(
        "Geachte voorzitter,\n\nDe inzet is bekend.1 Daarover meer hieronder.2 Zo is het.\n\n\
         1 Eerst {filler}\n\n2 Zie aldaar.\n"
    );
    let mut stage = stage_of(&text, (80, 24));
    stage.press("2Fk").unwrap();
    assert!(notes_pane(&stage).contains("Eerst"), "{}", stage.text());
}

#[test]
fn a_word_that_the_list_of_hits_must_break_has_a_hyphen_there() {
    let mut stage = stage((80, 24));
    stage.press("/politieorganisatie<Enter>").unwrap();
    assert!(
        stage.text().contains("…politieorganisat-│"),
        "{}",
        stage.text()
    );
    let mut small = self::stage((80, 20));
    small.press("/politieorganisatie<Enter>").unwrap();
    assert!(small.text().contains("Hits 1/6 ↓"), "{}", small.text());
}

#[test]
fn the_next_hit_is_the_one_after_where_one_reads() {
    let mut stage = stage((80, 24));
    stage.press("/politie<Enter>").unwrap();
    assert_eq!(stage.model.search.current, Some(0));
    stage.press("3G").unwrap();
    let point = stage.model.reader.point;
    stage.press("n").unwrap();
    let (place, _) = stage.model.search.current_mark().unwrap();
    assert!(place >= point, "{place:?} stands before {point:?}");
    let here = stage.model.search.current.unwrap();
    stage.press("n").unwrap();
    assert_eq!(
        stage.model.search.current,
        Some(here + 1),
        "then one by one"
    );
    stage.press("ggN").unwrap();
    assert_eq!(
        stage.model.search.current,
        Some(stage.model.search.stops() - 1),
        "before the beginning lies the end"
    );
}

#[test]
fn a_search_that_was_taken_away_goes_on_with_the_next_hit() {
    let mut stage = stage((80, 24));
    stage.press("/corruptie<Enter><Esc>").unwrap();
    assert!(stage.model.search.query.is_none());
    stage.press("n").unwrap();
    assert_eq!(stage.model.search.stops(), 5);
}

#[test]
fn no_row_of_the_list_of_hits_ends_in_mid_sentence_without_a_sign() {
    for (query, size) in [
        ("politie", (80, 24)),
        ("integriteit", (80, 24)),
        ("politie", (200, 50)),
    ] {
        let mut stage = stage(size);
        stage.press(&format!("/{query}<Enter>")).unwrap();
        for _ in 0..12 {
            let area = stage.model.panes.hits.unwrap();
            let text = stage.text();
            let rows = text.lines().skip(area.y.into()).take(area.height.into());
            let rows: Vec<String> = rows
                .map(|row| row.chars().take(area.width.into()).collect::<String>())
                .collect();
            let label = |row: &String| {
                row.starts_with(" p.") || row.starts_with("▸p.") || row.starts_with(" ▸p.")
            };
            for pair in rows.windows(2).filter(|pair| label(&pair[0])) {
                let end = pair[1].trim_end();
                assert!(
                    end.ends_with(['…', '.', '?', ':', ',']) || end.contains('§') || end.is_empty(),
                    "{query} at {size:?}: {pair:?}"
                );
            }
            stage.press("nnn").unwrap();
        }
    }
}

#[test]
fn counts_leave_the_query_whole_however_wide_the_screen_is() {
    for width in 40..130 {
        let mut stage = stage((width, 24));
        stage.press("/corruptie").unwrap();
        let text = stage.text();
        let row = text.lines().nth(22).unwrap();
        assert!(row.starts_with(" /corruptie "), "{width}: {row}");
    }
}
