//! How hits spread: a list over the panes or beside the hits, bars that become filters, and two queries beside each other.

use voetnoot::library::facets::Facets;
use voetnoot::tui::effect::Effect;
use voetnoot::tui::librarian::Job;
use voetnoot::tui::library::News;
use voetnoot::tui::model::Msg;
use voetnoot::tui::stage::Stage;
use voetnoot::tui::update::update;

use crate::library::{Folder, rows_with};
use crate::pointing::{cell_of, click};

/// Five letters of six years and of three dossiers. The dossier with the most letters is not the one with the most hits.
fn folder() -> Folder {
    let folder = Folder::new();
    folder.write(
        "kst-31015-12.txt",
        "Zesde brief",
        "7 juli 2016",
        "Agenten, agenten, agenten en nog eens agenten; ook agenten en agenten.",
    );
    folder.write(
        "kst-30010-3.txt",
        "Zevende brief",
        "8 juli 2016",
        "Er zijn geen boswachters of agenten.",
    );
    folder
}

/// A stage, some keys later.
fn pressed(mut stage: Stage, keys: &str) -> Stage {
    stage.press(keys).unwrap();
    stage
}

/// The numbers on the row of a name, from the list's part of it.
fn numbers(stage: &Stage, name: &str) -> Vec<usize> {
    let text = stage.text();
    let mut rows = text.lines().filter_map(|row| {
        let (_, after) = row.split_once(name)?;
        let words = after.split_whitespace();
        let numbers: Vec<usize> = words.map_while(|word| word.parse().ok()).collect();
        (numbers.len() == 2).then_some(numbers)
    });
    rows.next_back().unwrap_or_default()
}

/// Whether the row of a name says that it is a filter.
fn is_filter(stage: &Stage, name: &str) -> bool {
    stage.text().contains(&format!("✓{name}"))
}

#[test]
fn hits_spread_over_years_and_a_year_can_be_chosen() {
    let folder = Folder::new();
    let mut stage = folder.open((80, 24));
    stage.press("/agenten<Enter>T").unwrap();
    let screen = stage.text();
    assert!(screen.contains("Months"), "{screen}");
    for (name, counted) in [("2019-03", [1, 1]), ("2020-04", [2, 1]), ("29628", [3, 2])] {
        assert_eq!(numbers(&stage, name), counted, "{name}: {screen}");
    }
    // A month without a hit has no bar, but its place.
    assert_eq!(numbers(&stage, "2019-07"), [0, 0], "{screen}");
    // Which is no filter: nothing would be found.
    stage.press("4j<Enter>").unwrap();
    let screen = stage.text();
    assert!(screen.contains("there are no hits there"), "{screen}");
    assert!(!screen.contains("date:"), "{screen}");
    stage.press("gg<Enter>").unwrap();
    let screen = stage.text();
    assert!(screen.contains("date:2019-03 agenten"), "{screen}");
    assert!(screen.contains("1 hit in 1 letter"), "{screen}");
    assert!(is_filter(&stage, "2019-03"), "{screen}");
    // The same key takes it away again.
    stage.press("<Enter>").unwrap();
    assert!(!stage.text().contains("date:"), "{}", stage.text());
    assert_eq!(numbers(&stage, "2020-04"), [2, 1], "{}", stage.text());
    stage.press("<Enter><Esc>").unwrap();
    let screen = stage.text();
    assert!(screen.contains("De korpsleiding werft"), "{screen}");
    stage.press("<Esc><Esc>T").unwrap();
    assert!(
        stage.text().contains("no hits in the library"),
        "{}",
        stage.text()
    );
}

#[test]
fn bars_stand_in_the_order_of_their_hits() {
    let folder = folder();
    let stage = pressed(folder.open((80, 30)), "/agenten<Enter>T");
    let screen = stage.text();
    let at = |name: &str| screen.find(name).unwrap();
    assert!(
        screen.contains("Dossiers · most hits first") && screen.contains("hits  letters"),
        "{screen}"
    );
    // 31015 has more hits in fewer letters.
    assert_eq!(numbers(&stage, "31015"), [6, 1], "{screen}");
    assert_eq!(numbers(&stage, "29628"), [3, 2], "{screen}");
    assert!(at("31015") < at("29628") && at("29628") < at("30010"));
}

#[test]
fn a_wide_screen_shows_the_list_beside_the_hits_while_one_types() {
    let folder = folder();
    let mut stage = folder.open((120, 40));
    stage.press("/agenten<Enter>T").unwrap();
    let screen = stage.text();
    assert!(screen.contains("Passages 1/4"), "{screen}");
    assert_eq!(numbers(&stage, "2016"), [7, 2], "{screen}");
    // A new query: what was counted follows each of its keys, as the hits do.
    stage.press("/boswacht").unwrap();
    let screen = stage.text();
    assert!(screen.contains("Passages 1/1"), "{screen}");
    assert_eq!(numbers(&stage, "2016-07"), [1, 1], "{screen}");
    assert!(!screen.contains("29628"), "{screen}");
    // Nothing found is nothing counted.
    stage.press(" fietspad").unwrap();
    let screen = stage.text();
    assert!(
        screen.contains("there are no hits in the library to be counted"),
        "{screen}"
    );
    // Esc goes back to the query before, and its numbers.
    stage.press("<Esc>").unwrap();
    assert_eq!(numbers(&stage, "2016"), [7, 2], "{}", stage.text());
    // The keys are those of the list again.
    stage.press("j<Esc>").unwrap();
    assert!(
        !stage.text().contains("How hits spread"),
        "{}",
        stage.text()
    );
}

#[test]
fn the_list_can_be_called_while_a_query_is_typed() {
    let folder = folder();
    let mut stage = folder.open((120, 40));
    stage.press("/agent<C-t>en").unwrap();
    assert_eq!(numbers(&stage, "2016"), [7, 2], "{}", stage.text());
    assert!(stage.model.search.prompt.is_some());
    stage.press("<C-t>").unwrap();
    assert!(
        !stage.text().contains("How hits spread"),
        "{}",
        stage.text()
    );
    // Where it would hide what is typed, that is finished.
    let mut stage = folder.open((80, 24));
    stage.press("/agenten<C-t>").unwrap();
    assert_eq!(numbers(&stage, "2016"), [7, 2], "{}", stage.text());
    assert!(stage.model.search.prompt.is_none());
}

/// Numbers of a query that does not stand any more are never taken for those of the one that does.
#[test]
fn stale_numbers_are_not_shown_as_if_they_were_new() {
    let folder = folder();
    let mut stage = folder.open((120, 40));
    stage.press("/agenten<Enter>T").unwrap();
    let counted = stage.text();
    let found = stage.model.library.as_ref().unwrap().found.clone().unwrap();
    let query = found.query.clone();
    // The letters are looked through anew, and the numbers are still to come.
    let found = Msg::Library(News::Found(Box::new(found)));
    let effects = update(&mut stage.model, found);
    let asked = Effect::Library(Job::Facets(query, None));
    assert!(effects.contains(&asked), "{effects:?}");
    let waiting = stage.text();
    assert!(waiting.contains("How hits spread · counting…"), "{waiting}");
    // Enter chooses nothing from them.
    stage.press("<Enter>").unwrap();
    assert!(!stage.text().contains("date:"), "{}", stage.text());
    // Those of another query are not the ones that were asked for.
    let mut other = folder.open((120, 40));
    other.press("/boswachters<Enter>T").unwrap();
    let News::Facets(told) = spread(&other) else {
        panic!("they were counted")
    };
    update(&mut stage.model, Msg::Library(News::Facets(told)));
    assert!(stage.text().contains("counting…"), "{}", stage.text());
    let told = spread(&pressed(folder.open((120, 40)), "/agenten<Enter>T"));
    update(&mut stage.model, Msg::Library(told));
    let list = |screen: &str| -> Vec<String> {
        let rows = screen.lines().filter_map(|row| row.split_once(['│', '┬']));
        rows.map(|(_, list)| list.to_owned()).collect()
    };
    assert_eq!(list(&stage.text()), list(&counted));
}

/// What a list tells, as it came.
fn spread(stage: &Stage) -> News {
    use voetnoot::tui::shown::Spread;
    let found = stage.model.library.as_ref().unwrap().found.clone().unwrap();
    let edition = stage.model.library.as_ref().unwrap().edition.clone();
    let findings = edition.search(&found.query, &|| false).unwrap();
    let facets = Facets::of(&edition, &findings, &|| false).unwrap();
    News::Facets(vec![Spread::new(&findings, facets)])
}

#[test]
fn a_year_is_narrowed_to_its_months_and_backspace_widens_again() {
    let folder = folder();
    let mut stage = folder.open((120, 40));
    stage.press("/agent<Enter>T<Enter>").unwrap();
    let screen = stage.text();
    assert!(screen.contains("date:2016 agent"), "{screen}");
    // What is searched for, and so what is counted, is what was counted before.
    assert_eq!(numbers(&stage, "2016-07"), [7, 2], "{screen}");
    assert!(screen.contains("Months"), "{screen}");
    stage.press("<Enter>").unwrap();
    assert!(is_filter(&stage, "2016-07"), "{}", stage.text());
    // With a dossier beside it.
    stage.press("]]]]<Enter>").unwrap();
    let screen = stage.text();
    assert!(is_filter(&stage, "31015"), "{screen}");
    assert!(screen.contains("6 hits in 1 letter"), "{screen}");
    stage.press("<BS>").unwrap();
    assert!(!is_filter(&stage, "31015"), "{}", stage.text());
    stage.press("<BS>").unwrap();
    assert!(!is_filter(&stage, "2016-07"), "{}", stage.text());
    assert_eq!(numbers(&stage, "2016-07"), [7, 2], "{}", stage.text());
    stage.press("<BS>").unwrap();
    assert!(stage.text().contains("Years"), "{}", stage.text());
    assert_eq!(numbers(&stage, "2020"), [2, 1], "{}", stage.text());
    stage.press("<BS>").unwrap();
    assert!(stage.text().contains("no filter is on"), "{}", stage.text());
}

#[test]
fn a_filter_holds_for_either_of_two_alternatives() {
    let folder = folder();
    let mut stage = folder.open((120, 40));
    stage
        .press("/boswachters | agenten<Enter>T<Enter>")
        .unwrap();
    let screen = stage.text();
    assert!(
        screen.contains("date:2016 boswachters | date:2016 agenten"),
        "{screen}"
    );
    assert_eq!(numbers(&stage, "2016-07"), [8, 2], "{screen}");
}

#[test]
fn a_filter_that_was_typed_twice_is_taken_away_twice() {
    let folder = folder();
    let mut stage = folder.open((120, 40));
    stage
        .press("/dossier:29628 dossier:29628 agenten<Enter>T<BS>")
        .unwrap();
    let screen = stage.text();
    assert!(!screen.contains("dossier:"), "{screen}");
    assert!(screen.contains("/[library] agenten"), "{screen}");
}

#[test]
fn of_a_second_query_that_was_one_filter_nothing_is_left_without_it() {
    let folder = folder();
    let mut stage = folder.open((120, 40));
    stage
        .press("/dossier:29628 agenten<Enter>TAdossier:29628<Enter>")
        .unwrap();
    assert!(stage.text().contains('▒'), "{}", stage.text());
    stage.press("<BS>").unwrap();
    let screen = stage.text();
    assert!(!screen.contains("dossier:"), "{screen}");
    assert!(!screen.contains('▒'), "{screen}");
}

#[test]
fn the_keys_go_between_the_list_and_the_hits() {
    let folder = folder();
    let mut stage = folder.open((120, 40));
    stage.press("/agenten<Enter>T<C-w>jj").unwrap();
    let screen = stage.text();
    assert!(screen.contains("▪ Passages 3/4"), "{screen}");
    assert_eq!(numbers(&stage, "2016"), [7, 2], "{screen}");
    stage.press("<C-w>").unwrap();
    assert!(
        stage.text().contains("▪ How hits spread"),
        "{}",
        stage.text()
    );
    // From hit to hit the list stays, with its keys.
    stage.press("n").unwrap();
    let screen = stage.text();
    assert!(
        screen.contains("Passages 4/4") && screen.contains("▪ How hits spread"),
        "{screen}"
    );
    // Who goes to the text wants to see it.
    stage.press("gt").unwrap();
    assert!(stage.text().contains("▪ Text"), "{}", stage.text());
}

#[test]
fn two_queries_are_counted_beside_each_other() {
    let folder = folder();
    let mut stage = folder.open((120, 40));
    stage.press("/agenten<Enter>TAmeld").unwrap();
    let screen = stage.text();
    // Each key of the second query is counted.
    assert!(
        rows_with(&screen, "██ agenten")[0].contains("10 hits in 4 letters"),
        "{screen}"
    );
    assert!(
        rows_with(&screen, "▒▒ meld")[0].contains("2 hits in 2 letters"),
        "{screen}"
    );
    assert!(screen.contains("compare with: meld"), "{screen}");
    stage.press("<Enter>").unwrap();
    let screen = stage.text();
    let rows: Vec<&str> = screen.lines().collect();
    let year = rows
        .iter()
        .position(|row| row.contains("│  2020 "))
        .unwrap();
    assert!(rows[year].contains('█'), "{screen}");
    assert!(rows[year + 1].contains("1        1  ▒"), "{screen}");
    // A year that only the second has is there, and a filter is one for both.
    assert_eq!(numbers(&stage, "2021"), [0, 0], "{screen}");
    stage.press("4j<Enter>").unwrap();
    let screen = stage.text();
    assert!(screen.contains("██ date:2020 agenten  2 hits"), "{screen}");
    assert!(screen.contains("▒▒ date:2020 meld"), "{screen}");
    // One that comes later is looked for in the same letters.
    stage.press("A<C-u>korps").unwrap();
    assert!(
        stage.text().contains("▒▒ date:2020 korps  0 hits"),
        "{}",
        stage.text()
    );
    stage.press("<Esc>").unwrap();
    // The second query can be changed, and let be.
    stage.press("<BS>Aen").unwrap();
    assert!(stage.text().contains("▒▒ melden"), "{}", stage.text());
    stage.press("<Esc>").unwrap();
    assert!(stage.text().contains("▒▒ meld "), "{}", stage.text());
    stage.press("A<C-u><Enter>").unwrap();
    assert!(!stage.text().contains("▒"), "{}", stage.text());
}

#[test]
fn a_comparison_can_be_told_without_colours_and_signs_beyond_ascii() {
    let folder = folder();
    let mut stage = folder.open((80, 24));
    stage
        .press("ga/agenten<Enter>:against korps<Enter>")
        .unwrap();
    let screen = stage.text();
    assert!(
        screen.contains("## agenten") && screen.contains("== korps"),
        "{screen}"
    );
    assert!(rows_with(&screen, "2016")[0].contains("###"), "{screen}");
    assert!(screen.is_ascii(), "{screen}");
}

#[test]
fn hits_in_letters_that_are_in_no_bar_are_told() {
    let folder = folder();
    let undated =
        "Betreft Nog een brief\n\nGeachte voorzitter,\n\nAgenten en agenten zonder datum.\n";
    std::fs::write(folder.0.join("brieven/nog.txt"), undated).unwrap();
    for size in [(80, 40), (120, 60)] {
        let mut stage = folder.open(size);
        stage.press("/agenten<Enter>T").unwrap();
        assert!(
            stage.text().contains("without a date: 2"),
            "{}",
            stage.text()
        );
        // They are no bar that could be chosen.
        stage.press("99j").unwrap();
        assert_eq!(
            rows_with(&stage.text(), "▸ 30010").len(),
            1,
            "{}",
            stage.text()
        );
    }
}

#[test]
fn a_click_chooses_a_bar_and_another_one_makes_it_a_filter() {
    let folder = folder();
    let mut stage = folder.open((120, 40));
    stage.press("/agenten<Enter>T").unwrap();
    let (line, row) = cell_of(&stage, "│  2020 ");
    let bar = (line + 3, row);
    click(&mut stage, bar);
    assert!(
        rows_with(&stage.text(), "▸ 2020").len() == 1,
        "{}",
        stage.text()
    );
    click(&mut stage, bar);
    assert!(
        stage.text().contains("date:2020 agenten"),
        "{}",
        stage.text()
    );
}

#[test]
fn every_size_shows_what_it_has_room_for() {
    use ratatui::crossterm::event::Event;
    let folder = folder();
    let mut stage = folder.open((120, 40));
    stage.press("/agenten<Enter>TAmeld<Enter>G").unwrap();
    let sizes = [
        (1, 1),
        (3, 2),
        (10, 3),
        (20, 6),
        (40, 12),
        (72, 12),
        (80, 24),
        (95, 24),
    ];
    for (width, height) in sizes.into_iter().chain([(150, 50), (200, 50), (300, 90)]) {
        stage.happen(Msg::Input(Event::Resize(width, height)));
        let screen = stage.text();
        assert_eq!(screen.lines().count(), usize::from(height));
        if height > 5 {
            // The bar chosen stays in sight.
            assert!(
                screen.contains("30010") || width < 24,
                "{width}x{height}: {screen}"
            );
        }
        stage.press("ggG").unwrap();
    }
    // With room for three columns, text, hits and list are seen together.
    let screen = stage.text();
    assert!(
        screen.contains("Text ─") && screen.contains("Passages"),
        "{screen}"
    );
}
