//! Which of two letters is called the older, and how letters that look alike are told apart.

use voetnoot::tui::model::Msg;

use crate::half_years::{Folder, NEW, has, here, old};

#[test]
fn the_older_letter_is_the_older_one_whichever_was_open() {
    let folder = Folder::new();
    let stage = folder.compared_with("oud.txt", "nieuw.txt", (80, 40));
    let other = folder.compared((80, 40));
    assert_eq!(stage.text(), other.text());
}

#[test]
fn letters_are_swapped_at_the_same_passage() {
    let folder = Folder::new();
    for size in [(80, 40), (120, 40), (40, 12)] {
        let mut stage = folder.compared(size);
        stage.press("/corruptie<Enter>gg]c]c]c]c").unwrap();
        assert!(here(&stage).contains('-'), "{}", stage.text());
        let before = stage.text();
        stage.press("r").unwrap();
        assert!(stage.model.status.is_none());
        let row = here(&stage);
        assert!(
            row.contains('+') && row.contains("Het bureau"),
            "{}",
            stage.text()
        );
        has(&stage, "r swaps");
        stage.press("r").unwrap();
        assert_eq!(stage.text(), before, "{size:?}");
    }
    let mut stage = folder.compared((80, 40));
    stage.press("/corruptie<Enter>r").unwrap();
    has(&stage, "the newer first; r swaps");
    has(&stage, "3 in the first, 2 in the second");
    has(&stage, "- De nieuwe meldkamer");
    // What is unfolded stays so, and one is at it still.
    stage.press("gg]]}}<Enter>").unwrap();
    assert!(here(&stage).contains("Voor de werving"), "{}", stage.text());
    stage.press("r").unwrap();
    assert!(here(&stage).contains("Voor de werving"), "{}", stage.text());
    // Whichever of them is read again, they stand as they were put.
    stage.press("r<Esc>C").unwrap();
    has(&stage, "the newer first; r swaps");
    folder.write("nieuw.txt", &NEW.replace("elk signaal", "ieder teken"));
    stage.happen(Msg::Changed);
    has(&stage, "the newer first; r swaps");
}

#[test]
fn where_no_date_tells_which_is_older_that_is_said() {
    let folder = Folder::new();
    let undated = |text: &str| text.replace("Datum", "Kopie van");
    let bare = |text: &str| undated(text).replace("2031-1", "").replace("2031-2", "");
    for (own, other) in [("oud.txt", "nieuw.txt"), ("nieuw.txt", "oud.txt")] {
        folder.write("oud.txt", &undated(&old()));
        folder.write("nieuw.txt", &undated(NEW));
        let stage = folder.compared_with(own, other, (80, 40));
        has(&stage, "order guessed; r swaps");
        has(&stage, " - Het bureau");
        // Nothing tells: the letter that was open is taken for the newer.
        folder.write("oud.txt", &bare(&old()));
        folder.write("nieuw.txt", &bare(NEW));
        let mut stage = folder.compared_with(own, other, (80, 40));
        has(&stage, "order unknown; r swaps");
        let sign = if own == "oud.txt" { '+' } else { '-' };
        has(&stage, &format!(" {sign} Het bureau"));
        stage.press("/corruptie<Enter>").unwrap();
        has(&stage, "in the second");
    }
    // The file's name may tell it.
    folder.write("2030-2.txt", &bare(&old()));
    folder.write("2031-1.txt", &bare(NEW));
    let stage = folder.compared_with("2030-2.txt", "2031-1.txt", (80, 40));
    has(&stage, "order guessed; r swaps");
    has(&stage, " - Het bureau");
}

#[test]
fn the_same_letter_is_called_that_and_letters_of_one_title_are_told_apart() {
    let folder = Folder::new();
    folder.write("kopie.txt", NEW);
    for other in ["nieuw.txt", "kopie.txt"] {
        for size in [(80, 24), (120, 40), (40, 12)] {
            let mut stage = folder.compared_with("nieuw.txt", other, size);
            has(&stage, "the same letter twice");
            stage.press("j").unwrap();
            has(&stage, "the same letter twice");
        }
    }
    let stage = folder.compared_with("nieuw.txt", "kopie.txt", (120, 40));
    has(&stage, "kopie.txt · 9 december 2031");
    has(&stage, "nieuw.txt · 9 december 2031");
    // Files of one name stand in two folders.
    std::fs::create_dir(folder.path("ver")).unwrap();
    folder.write("ver/nieuw.txt", NEW);
    let stage = folder.compared_with("nieuw.txt", "ver/nieuw.txt", (200, 40));
    let rows = stage.text();
    let titles = rows.lines().next().unwrap();
    for name in ["ver/nieuw.txt", "brieven/nieuw.txt"] {
        assert!(titles.contains(&format!("{name} · 9 december")), "{titles}");
    }
    let named = |number: &str| {
        let number = format!("Ons kenmerk {number}\nBetreft Halfjaarbericht politie");
        NEW.replace("Betreft Halfjaarbericht politie 2031-2", &number)
    };
    folder.write("een.txt", &named("4711"));
    folder.write("twee.txt", &named("4712").replace("kwart", "derde"));
    for size in [(80, 24), (120, 40)] {
        let stage = folder.compared_with("een.txt", "twee.txt", size);
        has(&stage, "4711 · 9 december 2031");
        has(&stage, "4712 · 9 december 2031");
        assert!(!stage.text().contains("the same letter"));
    }
    // Dates are enough.
    folder.write(
        "twee.txt",
        &named("4712").replace("9 december", "8 december"),
    );
    let stage = folder.compared_with("een.txt", "twee.txt", (80, 24));
    has(&stage, "8 december 2031");
    assert!(!stage.text().contains("4712"), "{}", stage.text());
}
