//! The shelf: what a row says of a letter, in which order letters come and under which heads, and how an import is ended from it.

use std::fs;
use std::time::Duration;

use voetnoot::library::Progress;
use voetnoot::tui::importing::Import;
use voetnoot::tui::library::News;
use voetnoot::tui::model::Msg;
use voetnoot::tui::stage::Stage;

use crate::library::{Folder, rows_with};
use crate::shelf_seen::head;

/// Six letters of two dossiers and none, of two years and none.
fn folder() -> Folder {
    let folder = Folder::new();
    folder.write(
        "kst-31015-12.txt",
        "Aardappelen",
        "7 juli 2020",
        &"Dit is een lange brief over aardappelen. ".repeat(30),
    );
    folder.write("kst-31015-13.txt", "Zuivel", "8 mei 2019", "Kort.");
    let undated = "Betreft Öl en vet\n\nGeachte voorzitter,\n\nZonder datum en dossier.\n";
    fs::write(folder.0.join("brieven/vet.txt"), undated).unwrap();
    folder
}

/// The titles on the shelf, from the top down.
fn titles(stage: &Stage) -> Vec<String> {
    const TITLES: [&str; 6] = [
        "Eerste brief",
        "Tweede brief",
        "Derde brief",
        "Aardappelen",
        "Zuivel",
        "Öl en vet",
    ];
    let text = stage.text();
    let named = text.lines().filter_map(|row| {
        let mut titles = TITLES.iter();
        titles.find(|title| row.contains(**title))
    });
    named.map(|title| (*title).to_owned()).collect()
}

fn chosen(stage: &Stage) -> String {
    rows_with(&stage.text(), "▸").concat()
}

fn is_stopped(stage: &Stage) -> bool {
    stage.model.library.as_ref().unwrap().import == Import::Stopped
}

#[test]
fn a_number_goes_to_the_row_of_that_number() {
    let folder = folder();
    let mut stage = folder.open((80, 24));
    let all = titles(&stage);
    for (keys, row) in [
        ("3G", 2),
        ("5gg", 4),
        ("99G", 5),
        ("1G", 0),
        ("G", 5),
        ("gg", 0),
    ] {
        stage.press(keys).unwrap();
        assert!(
            chosen(&stage).contains(&all[row]),
            "{keys} {}",
            stage.text()
        );
    }
}

#[test]
fn a_row_says_whether_a_letter_is_new_or_unread_and_how_long_it_is() {
    let folder = Folder::new();
    let mut stage = folder.open((80, 24));
    let screen = stage.text();
    assert_eq!(rows_with(&screen, "• ").len(), 3, "{screen}");
    assert!(screen.contains("▸• 2021-05-05 Derde brief"), "{screen}");
    let row = rows_with(&screen, "Eerste brief")[0];
    assert!(row.ends_with(" 16 words"), "{screen}");
    // Read: no sign.
    stage.press("<Enter>S").unwrap();
    assert!(
        stage.text().contains("▸  2021-05-05 Derde brief"),
        "{}",
        stage.text()
    );
    folder.write("kst-29628-904.txt", "Vierde brief", "6 juni 2022", "Nieuw.");
    stage.happen(Msg::Changed);
    let screen = stage.text();
    assert!(screen.contains("▸* 2022-06-06 Vierde brief"), "{screen}");
    assert!(screen.contains(" • 2020-04-04 Tweede brief"), "{screen}");
    // The signs are there without colours and without Unicode too.
    stage.press("jga").unwrap();
    let screen = stage.text();
    assert!(screen.contains(" * 2022-06-06 Vierde brief"), "{screen}");
    assert!(screen.contains(" o 2020-04-04 Tweede brief"), "{screen}");
    assert!(screen.contains(">  2021-05-05 Derde brief"), "{screen}");
}

#[test]
fn a_letter_that_is_only_looked_at_while_one_types_is_not_read() {
    let folder = Folder::new();
    let mut stage = folder.open((100, 30));
    stage.press("/agenten<Down><Esc>").unwrap();
    assert_eq!(rows_with(&stage.text(), "• ").len(), 3, "{}", stage.text());
    stage.press("/agenten<Enter>S").unwrap();
    let screen = stage.text();
    assert_eq!(rows_with(&screen, "• ").len(), 2, "{screen}");
    assert!(screen.contains("  2020-04-04 Tweede brief"), "{screen}");
}

#[test]
fn a_letter_in_several_files_says_so_on_its_row() {
    let folder = Folder::new();
    let brieven = folder.0.join("brieven");
    fs::copy(brieven.join("kst-29628-901.txt"), brieven.join("kopie.txt")).unwrap();
    let stage = folder.open((80, 24));
    let screen = stage.text();
    assert!(screen.contains("Library: 3 letters"), "{screen}");
    assert!(screen.contains("Eerste brief · 2 files"), "{screen}");
}

#[test]
fn one_key_goes_through_the_orders_and_the_head_says_which() {
    let folder = folder();
    let mut stage = folder.open((80, 24));
    let newest = [
        "Derde brief",
        "Aardappelen",
        "Tweede brief",
        "Zuivel",
        "Eerste brief",
        "Öl en vet",
    ];
    assert!(head(&stage).ends_with("newest first"));
    assert_eq!(titles(&stage), newest);
    stage.press("r").unwrap();
    assert!(head(&stage).ends_with("oldest first"));
    let oldest = [
        "Eerste brief",
        "Zuivel",
        "Tweede brief",
        "Aardappelen",
        "Derde brief",
        "Öl en vet",
    ];
    assert_eq!(titles(&stage), oldest);
    stage.press("r").unwrap();
    assert!(stage.text().contains("sorted by title"), "{}", stage.text());
    let by_title = [
        "Aardappelen",
        "Derde brief",
        "Eerste brief",
        "Öl en vet",
        "Tweede brief",
        "Zuivel",
    ];
    assert_eq!(titles(&stage), by_title);
    stage.press("r").unwrap();
    assert!(
        stage.text().contains("sorted by sender"),
        "{}",
        stage.text()
    );
    stage.press("r").unwrap();
    assert!(stage.text().contains("longest first"), "{}", stage.text());
    assert_eq!(titles(&stage)[0], "Aardappelen");
    stage.press("r").unwrap();
    assert_eq!(titles(&stage), newest);
}

#[test]
fn the_head_counts_what_is_new_and_an_order_brings_it_together() {
    let folder = folder();
    let mut stage = folder.open((80, 24));
    assert!(!head(&stage).contains("letters ·"), "{}", stage.text());
    folder.write("kst-31015-14.txt", "Tweede brief", "9 mei 2018", "Kort.");
    let undated = "Betreft Derde brief\n\nGeachte voorzitter,\n\nNog een zonder datum.\n";
    fs::write(folder.0.join("brieven/nog.txt"), undated).unwrap();
    stage.happen(Msg::Changed);
    assert!(
        head(&stage).contains("8 letters · 2 new"),
        "{}",
        stage.text()
    );
    stage.press("r").unwrap();
    assert!(head(&stage).ends_with("new ones first"), "{}", stage.text());
    let first = ["Tweede brief", "Derde brief", "Derde brief", "Aardappelen"];
    assert_eq!(titles(&stage)[..4], first, "{}", stage.text());
    // Who opens one finds it where it stood, and one is left.
    stage.press("gg<Enter>").unwrap();
    assert!(stage.text().contains("Kort."), "{}", stage.text());
    stage.press("S").unwrap();
    assert!(
        head(&stage).contains("8 letters · 1 new"),
        "{}",
        stage.text()
    );
    assert!(chosen(&stage).contains("2018-05-09"), "{}", stage.text());
    assert_eq!(titles(&stage)[..4], first, "{}", stage.text());
    // Words narrow it, and what is new comes first still.
    stage.press("fbrief").unwrap();
    let new = ["Derde brief", "Derde brief", "Tweede brief"];
    assert_eq!(titles(&stage)[1..4], new, "{}", stage.text());
}

#[test]
fn order_and_words_hold_together_and_the_letter_chosen_stays_chosen() {
    let folder = folder();
    let mut stage = folder.open((80, 24));
    stage.press("jjr").unwrap();
    assert!(chosen(&stage).contains("Tweede brief"), "{}", stage.text());
    stage.press("fbrief").unwrap();
    let oldest = ["Eerste brief", "Tweede brief", "Derde brief"];
    assert_eq!(titles(&stage), oldest);
    // Tab: what was found stays, and keys are keys again.
    stage.press("<Tab>r").unwrap();
    assert!(stage.text().contains("sorted by title"), "{}", stage.text());
    assert!(
        stage.text().contains("with brief  3 letters"),
        "{}",
        stage.text()
    );
    assert_eq!(
        titles(&stage),
        ["Derde brief", "Eerste brief", "Tweede brief"]
    );
    stage.press("G<Esc>").unwrap();
    assert_eq!(titles(&stage).len(), 6, "{}", stage.text());
    assert!(chosen(&stage).contains("Tweede brief"), "{}", stage.text());
    // A letter that comes in stands where it belongs.
    folder.write("kst-31015-14.txt", "Bieten", "9 mei 2019", "Kort.");
    stage.happen(Msg::Changed);
    let screen = stage.text();
    assert!(
        screen.find("Aardappelen").unwrap() < screen.find("Bieten").unwrap(),
        "{screen}"
    );
    assert!(screen.find("Bieten").unwrap() < screen.find("Derde").unwrap());
    assert!(chosen(&stage).contains("Tweede brief"), "{screen}");
}

#[test]
fn filters_of_a_search_tell_letters_apart_on_the_shelf_too() {
    let folder = folder();
    let text = "Datum 1 mei 2022\nBetreft Motie over dijken\n\nDe Kamer,\n\nKort.\n\nDe Minister van Justitie en Veiligheid,\n\nF. Grapperhaus\n";
    fs::write(folder.0.join("brieven/motie.txt"), text).unwrap();
    let mut stage = folder.open((100, 24));
    for (typed, found) in [
        ("date:2020", &["Aardappelen", "Tweede brief"][..]),
        ("date:2019..2020 brief", &["Tweede brief", "Eerste brief"]),
        ("dossier:31015", &["Aardappelen", "Zuivel"]),
        ("-dossier:29628 date:2019", &["Zuivel"]),
        ("doc:kst-31015-13", &["Zuivel"]),
        ("doc:\"tweede brief\"", &["Tweede brief"]),
    ] {
        stage.press("f").unwrap();
        stage.press(&typed.replace('<', "<lt>")).unwrap();
        assert_eq!(titles(&stage), found, "{typed}: {}", stage.text());
        stage.press("<Esc>").unwrap();
    }
    stage.press("fkind:motie").unwrap();
    assert!(
        chosen(&stage).contains("Motie over dijken"),
        "{}",
        stage.text()
    );
    stage.press("<Esc>ffrom:justitie").unwrap();
    assert!(
        chosen(&stage).contains("Motie over dijken"),
        "{}",
        stage.text()
    );
    assert!(stage.text().contains("1 letter"), "{}", stage.text());
    // What is no date is said, and leaves the rest as it was.
    stage.press("<Esc>fdate:gisteren zuivel").unwrap();
    assert!(
        stage.text().contains("date:gisteren: no date"),
        "{}",
        stage.text()
    );
    assert_eq!(titles(&stage), ["Zuivel"]);
}

#[test]
fn letters_stand_under_years_and_dossiers() {
    let folder = folder();
    let mut stage = folder.open((80, 24));
    stage.press("gr").unwrap();
    let screen = stage.text();
    assert!(screen.contains("by year · newest first"), "{screen}");
    let rows: Vec<&str> = screen.lines().skip(2).take(10).collect();
    for (row, words) in [
        (0, " 2021  1 letter"),
        (2, " 2020  2 letters"),
        (5, " 2019  2 letters"),
        (8, " Without a date  1 letter"),
    ] {
        assert_eq!(rows[row], words, "{screen}");
    }
    assert!(rows[1].contains("Derde brief"), "{screen}");
    // From letter to letter, over the heads; from group to group.
    stage.press("j").unwrap();
    assert!(chosen(&stage).contains("Aardappelen"), "{}", stage.text());
    stage.press("]]").unwrap();
    assert!(chosen(&stage).contains("Zuivel"), "{}", stage.text());
    stage.press("j[[").unwrap();
    assert!(chosen(&stage).contains("Zuivel"), "{}", stage.text());
    stage.press("2[[").unwrap();
    assert!(chosen(&stage).contains("Derde brief"), "{}", stage.text());
    stage.press("G").unwrap();
    assert!(chosen(&stage).contains("Öl en vet"), "{}", stage.text());
    stage.press("gg]]gr").unwrap();
    let screen = stage.text();
    assert!(screen.contains("by dossier · newest first"), "{screen}");
    assert!(chosen(&stage).contains("Aardappelen"), "{screen}");
    let heads: Vec<usize> = [
        " Dossier 29628  3 letters",
        " Dossier 31015  2 letters",
        " In no dossier  1 letter",
    ]
    .iter()
    .map(|head| screen.find(head).unwrap())
    .collect();
    assert!(heads.is_sorted(), "{screen}");
    // Words narrow it, and heads count what is left.
    stage.press("fzuivel").unwrap();
    let screen = stage.text();
    assert!(screen.contains(" Dossier 31015  1 letter"), "{screen}");
    assert!(!screen.contains("29628"), "{screen}");
    stage.press("<Enter>").unwrap();
    assert!(stage.text().contains("Kort."), "{}", stage.text());
    stage.press("S<Esc>Sgr").unwrap();
    assert!(!stage.text().contains("In no dossier"), "{}", stage.text());
    stage.press("]]").unwrap();
    assert!(
        stage.text().contains("in no groups; gr puts"),
        "{}",
        stage.text()
    );
}

#[test]
fn a_head_that_is_out_of_sight_stands_on_the_line_above() {
    let folder = folder();
    let mut stage = folder.open((80, 9));
    stage.press("gr").unwrap();
    let line = |stage: &Stage| stage.text().lines().nth(1).unwrap().to_owned();
    assert!(line(&stage).starts_with("──"), "{}", stage.text());
    stage.press("G").unwrap();
    let screen = stage.text();
    assert!(line(&stage).starts_with(" 2020 ──"), "{screen}");
    // Back at a group's first letter its head is seen again.
    stage.press("kkkk").unwrap();
    let screen = stage.text();
    assert!(screen.contains(" 2020  2 letters"), "{screen}");
}

#[test]
fn one_key_ends_an_import_and_no_other() {
    let folder = Folder::new();
    let mut stage = folder.open((80, 24));
    let progress = || {
        let progress = Progress { done: 3, of: 900 };
        Msg::Library(News::Importing(progress, Duration::from_secs(1)))
    };
    stage.happen(progress());
    assert!(stage.text().contains("X stops"), "{}", stage.text());
    stage.press("<Esc>fb<Esc><Esc>h<Esc><Esc>").unwrap();
    assert!(!is_stopped(&stage));
    stage.press("X").unwrap();
    assert!(stage.text().contains("stopping"), "{}", stage.text());
    assert!(is_stopped(&stage));
    // It does not go on by itself, but where that is asked for.
    folder.write("kst-29628-904.txt", "Vierde brief", "6 juni 2022", "Nieuw.");
    stage.happen(Msg::Changed);
    assert!(!stage.text().contains("Vierde brief"), "{}", stage.text());
    stage.press("R").unwrap();
    assert!(stage.text().contains("Vierde brief"), "{}", stage.text());
    // With a letter behind it, Esc goes back to that.
    stage.press("<Enter>S").unwrap();
    stage.happen(progress());
    stage.press("<Esc>").unwrap();
    assert!(!is_stopped(&stage));
    stage.happen(progress());
    stage.press(":stop_import<Enter>").unwrap();
    assert!(is_stopped(&stage));
    stage.press("RX").unwrap();
    assert!(
        stage.text().contains("nothing is being imported"),
        "{}",
        stage.text()
    );
}

#[test]
fn dossiers_stand_by_number_but_where_the_newest_letters_come_first() {
    let folder = folder();
    folder.write("kst-36410-2.txt", "Uien", "9 mei 2023", "Kort.");
    folder.write("kst-36410-xvi-2.txt", "Prei", "9 mei 2004", "Kort.");
    let mut stage = folder.open((80, 30));
    let dossiers = |stage: &Stage| {
        let text = stage.text();
        let heads = rows_with(&text, " Dossier ");
        let names = heads.iter().filter_map(|head| head.split(' ').nth(2));
        names.map(str::to_owned).collect::<Vec<_>>()
    };
    stage.press("grgr").unwrap();
    let by_letter = ["36410", "29628", "31015", "36410-XVI"];
    assert_eq!(dossiers(&stage), by_letter, "{}", stage.text());
    let by_number = ["29628", "31015", "36410", "36410-XVI"];
    for order in ["oldest first", "by title", "by sender", "longest first"] {
        stage.press("r").unwrap();
        assert!(stage.text().contains(order), "{}", stage.text());
        assert_eq!(dossiers(&stage), by_number, "{}", stage.text());
        assert!(rows_with(&stage.text(), "In no dossier").len() == 1);
    }
}

#[test]
fn a_letter_that_is_gone_says_so_for_as_long_as_it_is_on_the_screen() {
    let folder = Folder::new();
    let mut stage = folder.open((80, 24));
    stage.press("<Enter>").unwrap();
    fs::remove_file(folder.0.join("brieven/kst-29628-903.txt")).unwrap();
    stage.happen(Msg::Changed);
    stage.press("jk").unwrap();
    let title = head(&stage);
    assert!(title.contains("no longer in the library"), "{title}");
    stage.press("S<Enter>").unwrap();
    let title = head(&stage);
    assert!(!title.contains("no longer"), "{title}");
}

#[test]
fn every_size_of_screen_has_a_letter_on_its_shelf() {
    let folder = folder();
    for size in [(200, 50), (120, 40), (80, 24), (40, 12), (10, 3)] {
        let mut stage = folder.open(size);
        for keys in ["", "gr", "G", "gr", "gg]]", "r", "r", "r", "r", "gr"] {
            stage.press(keys).unwrap();
            let screen = stage.text();
            assert_eq!(
                rows_with(&screen, "▸").len(),
                1,
                "{size:?} {keys}: {screen}"
            );
        }
    }
    let mut stage = folder.open((1, 1));
    stage.press("grjkG]]rrr<Enter>S<Esc>").unwrap();
}

#[test]
fn where_groups_have_no_letters_nobody_is_told_to_make_groups() {
    let folder = Folder::new();
    let mut stage = folder.open((80, 24));
    stage.press("]]").unwrap();
    assert!(
        stage.text().contains("stand in no groups"),
        "{}",
        stage.text()
    );
    stage.press("grfgeen zulke brief<Tab>]]").unwrap();
    assert!(
        !stage.text().contains("stand in no groups"),
        "{}",
        stage.text()
    );
}
