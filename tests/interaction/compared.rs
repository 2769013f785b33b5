//! In a comparison: from change to change, from row to row, from hit to hit.

use std::collections::BTreeSet;

use proptest::prelude::*;
use ratatui::buffer::Cell;
use ratatui::crossterm::event::{Event, MouseEventKind};
use voetnoot::compare::{Change, compare};
use voetnoot::ingest;
use voetnoot::tui::compare::comparer::News;
use voetnoot::tui::model::Msg;

use crate::half_years::{Folder, has, here, is_open};
use crate::pointing::{cell_of, click, mouse};
use crate::support::stage::stage_of_file;

#[test]
fn every_change_is_gone_to_once_and_back_again() {
    let folder = Folder::new();
    for size in [(80, 24), (120, 40), (40, 12), (10, 3)] {
        let mut stage = folder.compared(size);
        stage.press("gg").unwrap();
        let mut visited = Vec::new();
        loop {
            stage.press("]c").unwrap();
            if stage.model.status.is_some() {
                break;
            }
            assert!(stage.text().contains('▸'), "{size:?}:\n{}", stage.text());
            visited.push(stage.model.compare.point());
        }
        assert_eq!(visited.len(), 6, "{size:?}: {visited:?}");
        assert!(visited.is_sorted() && visited.iter().collect::<BTreeSet<_>>().len() == 6);
        let mut back = vec![stage.model.compare.point()];
        loop {
            stage.press("[c").unwrap();
            if stage.model.status.is_some() {
                break;
            }
            back.push(stage.model.compare.point());
        }
        back.reverse();
        assert_eq!(back, visited, "{size:?}");
        stage.press("gg3]c").unwrap();
        assert_eq!(stage.model.compare.point(), visited[2], "{size:?}");
    }
}

#[test]
fn every_row_is_reached_row_by_row_and_page_by_page() {
    let folder = Folder::new();
    for size in [(80, 24), (200, 50), (40, 12), (10, 3)] {
        for (down, up) in [("j", "k"), ("<Space>", "b"), ("}", "{")] {
            let mut stage = folder.compared(size);
            stage.press("z").unwrap();
            let mut words = String::new();
            stage.press("gg").unwrap();
            for _ in 0..300 {
                words.push_str(&stage.text());
                stage.press(down).unwrap();
            }
            let end = stage.model.compare.point();
            // From paragraph to paragraph the end of a long one may be passed over.
            let all = ["Geachte", "hart", "bureau", "kwart", "957"];
            for word in all.iter().filter(|_| down != "}") {
                assert!(words.contains(word), "{size:?} {down}: {word}");
            }
            stage.press("gg").unwrap();
            assert_eq!(stage.model.compare.point(), 0);
            stage.press("G").unwrap();
            assert_eq!(stage.model.compare.point(), end, "{size:?} {down}");
            stage.press(&up.repeat(300)).unwrap();
            assert_eq!(stage.model.compare.point(), 0, "{size:?} {up}");
        }
    }
}

#[test]
fn what_is_the_same_is_unfolded_and_folded_again() {
    let folder = Folder::new();
    let mut stage = folder.compared((80, 40));
    let before = stage.text();
    stage.press("z").unwrap();
    has(&stage, " = Voor de werving van aspiranten");
    has(&stage, "laadpalen");
    stage.press("z").unwrap();
    assert_eq!(stage.text(), before);
    // Or one by one.
    stage.press("]]}}").unwrap();
    assert!(
        here(&stage).contains("1 passage the same"),
        "{}",
        stage.text()
    );
    stage.press("<Enter>").unwrap();
    assert!(
        here(&stage).starts_with("▸= Voor de werving van aspiranten"),
        "{}",
        stage.text()
    );
    assert!(!stage.text().contains("laadpalen"));
    stage.press("G").unwrap();
    assert!(here(&stage).starts_with("▸= Materieel"), "{}", stage.text());
    stage.press("<Enter>").unwrap();
    has(&stage, "laadpalen");
}

#[test]
fn what_is_searched_for_is_counted_in_both() {
    let folder = Folder::new();
    let mut stage = stage_of_file(&folder.path("nieuw.txt"), (80, 40));
    stage.press("/corruptie<Enter>").unwrap();
    folder.compare(&mut stage, "oud.txt");
    has(&stage, "/corruptie");
    has(&stage, "2 in the older, 3 in the newer");
    stage.press("/werving").unwrap();
    has(&stage, "1 in the older, 1 in the newer");
    has(&stage, "1 passage the same · 1 with hits");
    // Where one searches is both letters, and nothing else can be chosen.
    assert!(!stage.text().contains("Tab"), "{}", stage.text());
    // Esc asks again what was asked before.
    stage.press("<Esc>").unwrap();
    has(&stage, "2 in the older, 3 in the newer");
    // A hit in what is folded is unfolded when one goes there.
    stage.press("/werving<Enter>").unwrap();
    assert!(here(&stage).contains("Voor de werving"), "{}", stage.text());
    stage.press("/corruptie<Enter>").unwrap();
    assert!(here(&stage).contains("Corruptie raakt"), "{}", stage.text());
    has(&stage, "1/2 · 2 in the older, 3 in the newer");
    has(&stage, "n next");
    has(&stage, "N ");
    stage.press("n").unwrap();
    has(&stage, "2/2 · 2 in the older, 3 in the newer");
    assert!(
        here(&stage).contains("De nieuwe meldkamer"),
        "{}",
        stage.text()
    );
    stage.press("n").unwrap();
    assert!(here(&stage).contains("Corruptie raakt"), "{}", stage.text());
    has(&stage, "went on from the start");
    has(&stage, "1/2 · 2 in the older, 3 in the newer");
    stage.press("N").unwrap();
    assert!(
        here(&stage).contains("De nieuwe meldkamer"),
        "{}",
        stage.text()
    );
    let (buffer, _) = stage.frame();
    let yellow = buffer.content.iter();
    let yellow = yellow.filter(|cell| cell.bg == ratatui::style::Color::Yellow);
    let marked: String = yellow.map(Cell::symbol).collect();
    assert_eq!(
        marked.to_lowercase().matches("corruptie").count(),
        3,
        "{marked}"
    );
}

#[test]
fn a_query_that_is_longer_than_its_row_is_seen_where_it_is_typed() {
    let folder = Folder::new();
    let mut stage = folder.compared((40, 12));
    stage
        .press("/corruptie<Space>of<Space>werving<Space>van<Space>nieuwe<Space>aspiranten")
        .unwrap();
    let text = stage.text();
    let row = text.lines().nth(10).unwrap();
    assert!(
        row.starts_with(" /…") && row.contains("nieuwe aspiranten"),
        "{text}"
    );
    let (_, caret) = stage.frame();
    assert_eq!(caret.unwrap().1, 10);
}

#[test]
fn a_search_in_all_letters_does_not_lead_away_from_the_passage_that_is_read() {
    let folder = Folder::new();
    for (found, chosen) in [("", "SggjjC"), ("nn", "SggjC"), ("nn", "SggC")] {
        let mut stage = folder.library((80, 24));
        stage
            .press(&format!("/corruptie<Enter>{found}{chosen}"))
            .unwrap();
        assert!(is_open(&stage), "{}", stage.text());
        stage.press("gg]c").unwrap();
        let wanted = here(&stage)[4..30].to_owned();
        stage.press("<Enter>").unwrap();
        let point = stage.model.reader.point;
        let read = &stage.model.letter.document.paragraph(point).unwrap().text;
        let same = wanted
            .split_whitespace()
            .take(3)
            .all(|word| read.contains(word));
        assert!(same, "{found} {chosen}: {wanted}\n{}", stage.text());
        // The hit that is in sight as well is not where one is.
        let (_, cursor) = stage.frame();
        let (_, row) = cursor.unwrap();
        let text = stage.text();
        let row = text.lines().nth(row.into()).unwrap();
        assert!(
            row.contains(wanted.split_whitespace().next().unwrap()),
            "{text}"
        );
    }
}

#[test]
fn no_shelf_opens_over_what_is_typed() {
    let folder = Folder::new();
    let mut stage = folder.library((80, 24));
    stage.press("j<Enter>SjC/corruptie").unwrap();
    let own = stage.model.letter.key.unwrap();
    let before = stage.text();
    stage.happen(Msg::Compare(News::Likely(own, None)));
    assert_eq!(stage.text(), before);
}

#[test]
fn the_command_line_lies_over_the_comparison_and_commands_it() {
    let folder = Folder::new();
    for size in [(80, 24), (120, 40), (40, 12)] {
        let mut stage = folder.compared(size);
        let before: Vec<String> = stage.text().lines().take(2).map(str::to_owned).collect();
        stage.press(":").unwrap();
        let after: Vec<String> = stage.text().lines().take(2).map(str::to_owned).collect();
        assert_eq!(after, before, "{size:?}");
        stage.press("next_change<Enter>").unwrap();
        assert!(is_open(&stage));
        assert!(here(&stage).contains("bezetting"), "{}", stage.text());
        stage.press(":search<Space>nieuwe<Enter>").unwrap();
        assert!(is_open(&stage));
        has(&stage, "/nieuwe");
        assert!(here(&stage).contains("De nieuwe"), "{}", stage.text());
    }
}

#[test]
fn what_is_read_is_copied_with_its_source() {
    let folder = Folder::new();
    let mut stage = folder.compared((80, 40));
    stage.press("]]]]}}yp").unwrap();
    assert_eq!(
        stage.copied.last().unwrap(),
        "Het bureau Veiligheid deed twaalf onderzoeken."
    );
    stage.press("Y").unwrap();
    let copied = stage.copied.last().unwrap();
    assert!(
        copied.contains("twaalf onderzoeken") && copied.contains("2031-1"),
        "{copied}"
    );
    // Nothing is done to the text below, which is not seen.
    let point = stage.model.reader.point;
    stage.press("ma<Tab>P").unwrap();
    assert!(is_open(&stage));
    assert_eq!(stage.model.reader.point, point);
}

#[test]
fn the_mouse_scrolls_and_chooses() {
    let folder = Folder::new();
    let mut stage = folder.compared((80, 24));
    click(&mut stage, (10, 0));
    let before = stage.text();
    mouse(&mut stage, MouseEventKind::ScrollDown, (10, 10));
    assert_ne!(stage.text(), before);
    mouse(&mut stage, MouseEventKind::ScrollUp, (10, 10));
    assert_eq!(stage.text().lines().nth(5), before.lines().nth(5));
    let cell = cell_of(&stage, "De bezetting van");
    click(&mut stage, cell);
    has(&stage, "▸~ De bezetting van");
    click(&mut stage, cell);
    assert!(!is_open(&stage));
}

#[test]
fn every_size_of_screen_compares() {
    let folder = Folder::new();
    for size in [
        (200, 50),
        (120, 40),
        (100, 12),
        (80, 24),
        (40, 12),
        (30, 8),
        (10, 3),
        (3, 2),
        (1, 1),
    ] {
        let mut stage = folder.compared(size);
        for keys in [
            "",
            "z",
            "G",
            "/corruptie<Enter>",
            "gg]c",
            "hq",
            ":<Esc>",
            "C<Esc>",
        ] {
            stage.press(keys).unwrap();
            let _ = stage.text();
        }
        stage.happen(Msg::Input(Event::Resize(110, 30)));
        let _ = stage.text();
        stage.happen(Msg::Input(Event::Resize(12, 6)));
        let _ = stage.text();
    }
}

/// Paragraphs of few words, so that two letters have much in common; some are headings.
fn paragraphs() -> impl Strategy<Value = Vec<String>> {
    let words = [
        "De",
        "korpschef",
        "werft",
        "agenten",
        "in",
        "de",
        "eenheden",
        "voor",
        "29.628",
        "É",
    ];
    let sentence = prop::collection::vec(prop::sample::select(words.to_vec()), 3..40);
    let paragraph = sentence.prop_map(|words| words.join(" ") + ".");
    let heading = prop::sample::select(&["# Werving", "# Materieel", "# Slot"]);
    let line = prop_oneof![4 => paragraph, 1 => heading.prop_map(str::to_owned)];
    prop::collection::vec(line, 1..9)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn every_block_is_reached_and_every_change_visited_once(
        (old, new) in (paragraphs(), paragraphs()),
        size in prop::sample::select(&[(120_u16, 30_u16), (80, 24), (40, 12), (10, 3)]),
    ) {
        let folder = Folder::new();
        let texts = [old, new].map(|lines| lines.join("\n\n"));
        for (name, text) in [("oud.md", &texts[0]), ("nieuw.md", &texts[1])] {
            folder.write(name, text);
        }
        let mut stage = folder.compared_with("nieuw.md", "oud.md", size);
        prop_assert!(is_open(&stage));
        let read = |text: &str| ingest::read(text.as_bytes(), "brief.md", &ingest::Options::default());
        let comparison = compare(&read(&texts[0]).unwrap(), &read(&texts[1]).unwrap());
        let differing = comparison.rows.iter();
        let differing = differing.filter(|row| row.change != Change::Same || row.moved);
        stage.press("gg").unwrap();
        // The first block may itself be a change.
        let mut changes = 0;
        while changes < 100 {
            stage.press("]c").unwrap();
            if stage.model.status.is_some() {
                break;
            }
            changes += 1;
        }
        let least = differing.count();
        let moved = comparison.sections.iter().filter(|section| section.moved).count();
        prop_assert!((least - usize::from(least > 0)..=least + moved).contains(&changes), "{changes} of {least}");
        stage.press("zG").unwrap();
        let last = stage.model.compare.point();
        stage.press("gg").unwrap();
        let mut reached = BTreeSet::from([0]);
        for _ in 0..400 {
            stage.press("j").unwrap();
            reached.insert(stage.model.compare.point());
        }
        prop_assert!(reached.into_iter().eq(0..=last));
    }
}
