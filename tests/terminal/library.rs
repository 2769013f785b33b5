//! A folder of letters in a real terminal: opened, searched, and followed as its files change.

use std::sync::Arc;

use crate::folder::Folder;
use crate::pty::Setup;

fn letter(words: &str) -> String {
    format!(
        "Geachte voorzitter,\n\n{words}\n\nMet deze brief informeer ik uw Kamer over de voortgang.\n"
    )
}

#[test]
fn a_folder_is_opened_searched_and_followed_as_it_changes() {
    let folder = Arc::new(Folder::new());
    folder.write("brieven/een.txt", letter("De korpsleiding werft agenten."));
    folder.write("brieven/twee.txt", letter("Agenten delen berichten."));
    let mut terminal = Setup::in_folder(&folder)
        .arguments(&["brieven"])
        .size(100, 30)
        .open();
    terminal.until_open().until_text("Library: 2 letters");
    terminal.send("/agenten").until_text("2 hits in 2 letters");
    terminal
        .send("\x1b")
        .until_text("Library: 2 letters")
        .until_idle();
    folder.write("brieven/drie.txt", letter("Nog meer agenten komen eraan."));
    terminal.until_text("1 letter is new");
    terminal
        .send("/agenten\r")
        .until_text("3 hits in 3 letters");
    std::fs::remove_file(folder.path().join("brieven/twee.txt")).unwrap();
    terminal.until_text("2 hits in 2 letters");
    terminal.send("q");
    terminal.ended_clean(0);
    // The second time nothing need be read.
    let mut terminal = Setup::in_folder(&folder)
        .arguments(&["brieven"])
        .size(100, 30)
        .open();
    terminal.until_open().until_text("Library: 2 letters");
    terminal.send("q");
    terminal.ended_clean(0);
}

#[test]
fn what_was_opened_and_what_is_new_is_known_the_next_time() {
    let folder = Arc::new(Folder::new());
    folder.write("brieven/een.txt", letter("De korpsleiding werft agenten."));
    folder.write("brieven/twee.txt", letter("Agenten delen berichten."));
    let open = || {
        let setup = Setup::in_folder(&folder).arguments(&["brieven"]);
        setup.size(100, 30).open()
    };
    let mut terminal = open();
    terminal.until_open().until_text("Library: 2 letters");
    terminal
        .until_text("• ")
        .send("\r")
        .until_text("voorzitter");
    terminal.send("q");
    terminal.ended_clean(0);
    let state = folder.state().unwrap();
    assert!(state.contains("\"opened\":\""), "{state}");
    folder.write("brieven/drie.txt", letter("Nog meer agenten komen eraan."));
    let mut terminal = open();
    terminal.until_text("Library: 3 letters");
    // One was read, one was not, and one has come.
    terminal.until_text("* ").until_text("• ").until_idle();
    let signs = |sign| terminal.text().matches(sign).count();
    assert_eq!((signs("* "), signs("• ")), (1, 1), "{}", terminal.text());
    // What came within the second in which a library was left counts as new once more.
    std::thread::sleep(std::time::Duration::from_millis(1_100));
    terminal.send("q");
    terminal.ended_clean(0);
    // Since the last visit nothing has come.
    let mut terminal = open();
    terminal.until_text("Library: 3 letters").until_idle();
    let signs = |sign| terminal.text().matches(sign).count();
    assert_eq!((signs("* "), signs("• ")), (0, 2), "{}", terminal.text());
    assert!(!terminal.text().contains("1 new"), "{}", terminal.text());
    terminal.send("q");
    terminal.ended_clean(0);
}

#[test]
fn what_is_new_stays_new_until_it_was_on_the_screen() {
    let folder = Arc::new(Folder::new());
    for year in 2001..=2009 {
        let text = format!("Datum 3 maart {year}\n\n{}", letter("Agenten."));
        folder.write(format!("brieven/{year}.txt"), text);
    }
    let open = || {
        let setup = Setup::in_folder(&folder).arguments(&["brieven"]);
        setup.size(100, 12).open()
    };
    let mut terminal = open();
    terminal.until_open().until_text("Library: 9 letters");
    terminal.until_idle();
    terminal.send("q");
    terminal.ended_clean(0);
    // Without a date it stands last, below the screen.
    folder.write("brieven/vet.txt", letter("Zonder datum."));
    for _ in 0..2 {
        let mut terminal = open();
        terminal.until_text("10 letters · 1 new");
        std::thread::sleep(std::time::Duration::from_millis(1_100));
        terminal.send("q");
        terminal.ended_clean(0);
    }
    let mut terminal = open();
    terminal.until_text("10 letters · 1 new");
    terminal.send("G").until_text("* ");
    // The order is kept with it.
    terminal.send("rr").until_text("oldest first").send("gr");
    terminal.until_text("by year").send("q");
    terminal.ended_clean(0);
    std::thread::sleep(std::time::Duration::from_millis(1_100));
    let mut terminal = open();
    terminal.until_text("Library: 10 letters").until_idle();
    terminal.until_text("by year · oldest first");
    assert!(!terminal.text().contains("new "), "{}", terminal.text());
    terminal.send("q");
    terminal.ended_clean(0);
}

#[test]
fn an_import_is_stopped_and_goes_on_when_asked_to() {
    const LETTERS: usize = 3_000;
    let folder = Arc::new(Folder::new());
    for number in 0..LETTERS {
        let words = format!(
            "Brief nummer {number}. {}",
            "Agenten delen berichten. ".repeat(40)
        );
        folder.write(format!("brieven/{number}.txt"), letter(&words));
    }
    let mut terminal = Setup::in_folder(&folder)
        .arguments(&["brieven"])
        .size(100, 30)
        .open();
    terminal.until_open().until_text("X stops");
    terminal
        .send("X")
        .until_text("importing was stopped; R goes on");
    // What was read by then is there and can be searched, and the rest is left alone.
    terminal.until_idle();
    let shelf = terminal.text();
    let count = |text: &str| -> usize {
        let rest = text.split("Library: ").nth(1).unwrap();
        rest.split(' ').next().unwrap().parse().unwrap()
    };
    let read = count(&shelf);
    assert!((1..LETTERS).contains(&read), "{shelf}");
    terminal
        .send("/agenten\r")
        .until_text(&format!("in {read} letters"));
    terminal.send("R").until_text("letters are new");
    terminal
        .send("S")
        .until_text(&format!("Library: {LETTERS} letters"));
    terminal.send("q");
    terminal.ended_clean(0);
}
