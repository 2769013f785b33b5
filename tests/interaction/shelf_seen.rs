//! How the shelf looks: one colour for the row chosen, columns that keep their places, where one is in it, and which keys it names.

use std::fs;

use ratatui::style::Modifier;
use voetnoot::tui::stage::Stage;

use crate::library::{Folder, rows_with};

/// Who signs a letter, longer than a column.
const MINISTRY: &str = "Minister van Binnenlandse Zaken en Koninkrijksrelaties";

/// Four letters: one with a sender, one without a date.
fn folder() -> Folder {
    let folder = Folder::new();
    let text = format!(
        "Datum 1 mei 2018\nBetreft Dijken\n\nGeachte voorzitter,\n\nKort.\n\nDe {MINISTRY},\n\nK.H. Ollongren\n"
    );
    fs::write(folder.0.join("brieven/kst-31015-20.txt"), text).unwrap();
    let undated = "Betreft Öl en vet\n\nGeachte voorzitter,\n\nZonder datum en dossier.\n";
    fs::write(folder.0.join("brieven/vet.txt"), undated).unwrap();
    folder
}

pub(crate) fn head(stage: &Stage) -> String {
    stage.text().lines().next().unwrap().to_owned()
}

fn foot(stage: &Stage) -> String {
    stage.text().lines().last().unwrap().to_owned()
}

#[test]
fn the_row_chosen_has_one_colour_in_every_theme() {
    let folder = folder();
    let mut stage = folder.open((120, 24));
    for theme in ["terminal", "light", "dark", "contrast", "mono"] {
        stage.press(&format!(":theme {theme}<Enter>S")).unwrap();
        let screen = stage.text();
        let row = screen.lines().position(|row| row.starts_with('▸'));
        let row = row.unwrap_or_else(|| panic!("{screen}")) as u16;
        let (buffer, _) = stage.frame();
        let ground = |x: u16| {
            let cell = &buffer[(x, row)];
            let hidden = Modifier::DIM | Modifier::REVERSED;
            (cell.fg, cell.bg, cell.modifier & hidden)
        };
        for x in 1..120 {
            assert_eq!(ground(x), ground(0), "{theme}, column {x}: {screen}");
        }
    }
}

#[test]
fn columns_keep_their_places_in_all_orders_and_a_sender_takes_what_a_title_leaves() {
    let folder = folder();
    for size in [(200, 50), (120, 40), (80, 24)] {
        let mut stage = folder.open(size);
        let row = |stage: &Stage| {
            let screen = stage.text();
            let row = rows_with(&screen, " Dijken")[0];
            row.chars().skip(3).collect::<String>()
        };
        let first = row(&stage);
        assert!(size.0 < 120 || first.contains(MINISTRY), "{first}");
        for _ in 0..5 {
            stage.press("r").unwrap();
            assert_eq!(row(&stage), first, "{}", stage.text());
        }
    }
}

#[test]
fn the_head_says_where_one_is() {
    let folder = folder();
    let mut stage = folder.open((80, 24));
    assert!(
        head(&stage).ends_with("1/5 · newest first"),
        "{}",
        head(&stage)
    );
    stage.press("jj").unwrap();
    assert!(
        head(&stage).ends_with("3/5 · newest first"),
        "{}",
        head(&stage)
    );
    stage.press("grG").unwrap();
    assert!(
        head(&stage).ends_with("5/5 · by year · newest first"),
        "{}",
        head(&stage)
    );
    stage.press("fbrief").unwrap();
    assert!(head(&stage).contains("1/3 · "), "{}", head(&stage));
    // In a dossier too, which fills the screen from its first paper on.
    for number in 905..925 {
        let name = format!("kst-29628-{number}.txt");
        folder.write(&name, &format!("Brief {number}"), "3 maart 2017", "Kort.");
    }
    let mut stage = folder.open((80, 24));
    stage.press("f905<Enter>D").unwrap();
    assert!(head(&stage).ends_with(" 4/23"), "{}", stage.text());
    assert!(stage.text().contains("kst-29628-901"), "{}", stage.text());
    stage.press("<Esc>S<Esc>f924<Enter>D").unwrap();
    assert!(head(&stage).ends_with(" 23/23"), "{}", stage.text());
    assert_eq!(rows_with(&stage.text(), "kst-29628-").len(), 20);
}

#[test]
fn a_small_shelf_wastes_nothing() {
    let folder = folder();
    let mut stage = folder.open((40, 12));
    assert!(stage.text().contains("• Öl en vet"), "{}", stage.text());
    stage.press("fbrief").unwrap();
    assert!(
        head(&stage).contains("with brief  3 letters"),
        "{}",
        stage.text()
    );
    stage.press("<Esc>grgr").unwrap();
    for row in rows_with(&stage.text(), "ossier") {
        assert!(!row.contains('…'), "{}", stage.text());
    }
}

#[test]
fn the_foot_and_the_help_name_the_keys_that_work_there() {
    let folder = folder();
    let mut stage = folder.open((80, 24));
    assert!(foot(&stage).contains("Enter open"), "{}", foot(&stage));
    assert!(foot(&stage).contains("q quit"), "{}", foot(&stage));
    stage.press("i").unwrap();
    assert!(
        stage.text().contains("no letter is open"),
        "{}",
        stage.text()
    );
    assert!(stage.text().contains("Derde brief"), "{}", stage.text());
    stage.press("<Enter>Sh").unwrap();
    let help = stage.text();
    let mut rows = help
        .lines()
        .filter(|row| row.starts_with("  ") && !row.starts_with("   "));
    for key in ["On the shelf", "Enter", "f ", "r ", "gr ", "C ", "X ", "R "] {
        let row = rows.next().unwrap();
        assert!(row.trim_start().starts_with(key), "{key}: {help}");
    }
    assert!(!help.contains("F3"), "{help}");
    // Behind it is the shelf again.
    stage.press("<Esc>").unwrap();
    assert!(
        stage.text().contains("Library: 5 letters"),
        "{}",
        stage.text()
    );
    // From the text, the text's keys are told.
    stage.press("<Esc>h/on the shelf: letters whose").unwrap();
    assert!(stage.text().contains("F3"), "{}", stage.text());
}
