//! A folder of letters: the shelf, the hits of all of them, and the way from one to another and back.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use voetnoot::config::Overrides;
use voetnoot::library::{Library, Reading};
use voetnoot::tui::model::Msg;
use voetnoot::tui::stage::Stage;

/// A folder of three letters, gone with it.
pub(crate) struct Folder(pub(crate) PathBuf);

impl Folder {
    pub(crate) fn new() -> Self {
        static MADE: AtomicU32 = AtomicU32::new(0);
        let nth = MADE.fetch_add(1, Ordering::Relaxed);
        let folder =
            std::env::temp_dir().join(format!("voetnoot-shelf-{}-{nth}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(folder.join("brieven")).unwrap();
        let folder = Self(folder);
        folder.write(
            "kst-29628-901.txt",
            "Eerste brief",
            "3 maart 2019",
            "De korpsleiding werft agenten.",
        );
        folder.write(
            "kst-29628-902.txt",
            "Tweede brief",
            "4 april 2020",
            "Agenten melden EncroChat-berichten, en agenten blijven nodig.",
        );
        folder.write(
            "kst-29628-903.txt",
            "Derde brief",
            "5 mei 2021",
            "Zoals toegezegd (Kamerstuk 29 628, nr. 902) melden korpsen nu zelf.",
        );
        folder
    }

    pub(crate) fn write(&self, name: &str, subject: &str, date: &str, words: &str) {
        let text = format!(
            "Datum {date}\nBetreft {subject}\n\nGeachte voorzitter,\n\n{words}\n\nMet deze brief informeer ik uw Kamer over de voortgang.\n"
        );
        std::fs::write(self.0.join("brieven").join(name), text).unwrap();
    }

    pub(crate) fn open(&self, size: (u16, u16)) -> Stage {
        let reading = Reading {
            max_bytes: 1 << 20,
            ..Reading::default()
        };
        let folders = [self.0.join("brieven")];
        let (library, _) = Library::open(&folders, &self.0.join("cache"), reading).unwrap();
        let overrides = Overrides {
            lang: Some("en".into()),
            theme: Some("terminal".into()),
            ascii: Some(false),
            ..Overrides::default()
        };
        voetnoot::tui::stage(Arc::new(library), &overrides, size)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

pub(crate) fn rows_with<'t>(text: &'t str, words: &str) -> Vec<&'t str> {
    text.lines().filter(|row| row.contains(words)).collect()
}

#[test]
fn the_shelf_lists_all_letters_the_newest_first_and_opens_one() {
    let folder = Folder::new();
    let mut stage = folder.open((80, 24));
    let shelf = stage.text();
    assert!(shelf.contains("Library: 3 letters"), "{shelf}");
    let order: Vec<usize> = ["Derde brief", "Tweede brief", "Eerste brief"]
        .iter()
        .map(|title| shelf.find(title).unwrap())
        .collect();
    assert!(order.is_sorted(), "{shelf}");
    stage.press("j<Enter>").unwrap();
    assert!(stage.text().contains("Agenten melden"), "{}", stage.text());
    stage.press("S").unwrap();
    assert!(stage.text().contains("Library: 3 letters"));
    stage.press("<Esc>").unwrap();
    assert!(stage.text().contains("Agenten melden"));
}

#[test]
fn the_shelf_is_narrowed_to_what_one_types() {
    let folder = Folder::new();
    let mut stage = folder.open((80, 24));
    stage.press("f2019").unwrap();
    let shelf = stage.text();
    assert!(
        shelf.contains("Eerste brief") && !shelf.contains("Derde brief"),
        "{shelf}"
    );
    assert!(shelf.contains("1 letter"), "{shelf}");
    stage.press("<Esc>").unwrap();
    assert!(stage.text().contains("Derde brief"));
    stage.press("fgeen zulke brief").unwrap();
    let empty = "No letter is like that; Esc shows all of them.";
    assert!(stage.text().contains(empty), "{}", stage.text());
    // Enter opens nothing, and says no more than that.
    stage.press("<Enter>").unwrap();
    assert_eq!(rows_with(&stage.text(), empty).len(), 2);
    assert!(!stage.text().contains("no note mark"), "{}", stage.text());
    stage.press("<Esc>").unwrap();
    assert!(stage.text().contains("Derde brief"), "{}", stage.text());
}

#[test]
fn a_query_is_counted_in_all_letters_and_shows_the_letter_of_the_chosen_hit() {
    let folder = Folder::new();
    let mut stage = folder.open((100, 30));
    stage.press("/agenten").unwrap();
    let screen = stage.text();
    assert!(screen.contains("3 hits in 2 letters"), "{screen}");
    // The newest letter with a hit is the one that is shown.
    assert!(screen.contains("Agenten melden"), "{screen}");
    assert!(rows_with(&screen, "Tweede brief").len() >= 2, "{screen}");
    stage.press("<Down>").unwrap();
    let screen = stage.text();
    assert!(screen.contains("De korpsleiding werft agenten"), "{screen}");
    assert!(screen.contains("Passages 2/2"), "{screen}");
    stage.press("<Enter>N").unwrap();
    assert!(stage.text().contains("Passages 1/2"), "{}", stage.text());
    assert!(stage.text().contains("Agenten melden"));
}

#[test]
fn escape_returns_to_the_letter_and_place_that_the_search_began_at() {
    let folder = Folder::new();
    let mut stage = folder.open((100, 30));
    stage.press("<Enter>").unwrap();
    assert!(stage.text().contains("melden korpsen"));
    let point = stage.model.reader.point;
    stage.press("ma/agenten<Down>").unwrap();
    assert!(stage.text().contains("De korpsleiding werft"));
    stage.press("<Esc>").unwrap();
    assert!(stage.text().contains("melden korpsen"), "{}", stage.text());
    assert_eq!(stage.model.reader.point, point);
    // With the places marked in it.
    stage.press("G'a").unwrap();
    assert_eq!(stage.model.reader.point, point);
    // From the shelf one comes back to the shelf.
    let mut stage = folder.open((100, 30));
    stage.press("/agenten<Esc>").unwrap();
    // A letter was never open, so the one that was looked at is not either.
    assert!(
        stage.text().contains("Library: 3 letters"),
        "{}",
        stage.text()
    );
}

#[test]
fn a_search_can_be_kept_to_the_letter_that_is_open() {
    let folder = Folder::new();
    let mut stage = folder.open((100, 30));
    stage.press("<Enter>/agenten<Tab>").unwrap();
    let screen = stage.text();
    assert!(!screen.contains("letters"), "{screen}");
    stage.press("<S-Tab>").unwrap();
    assert!(
        stage.text().contains("3 hits in 2 letters"),
        "{}",
        stage.text()
    );
}

#[test]
fn nothing_found_says_so_and_offers_words_that_letters_have() {
    let folder = Folder::new();
    let mut stage = folder.open((100, 30));
    stage.press("/xyzzy").unwrap();
    let screen = stage.text();
    assert!(
        screen.contains("No hits.") && screen.contains("0 hits in 0 letters"),
        "{screen}"
    );
}

#[test]
fn a_query_that_finds_nothing_shows_what_was_read_when_it_began() {
    let folder = Folder::new();
    let mut stage = folder.open((100, 30));
    stage.press("<Enter>/agenten").unwrap();
    assert!(stage.text().contains("Agenten melden"), "{}", stage.text());
    stage.press("<C-u>xyzzy").unwrap();
    assert!(stage.text().contains("melden korpsen"), "{}", stage.text());
    stage.press("<C-u>date:gisteren").unwrap();
    assert!(
        stage.text().contains("no date; such as"),
        "{}",
        stage.text()
    );
}

#[test]
fn a_citation_opens_the_paper_it_names_and_backspace_comes_back() {
    let folder = Folder::new();
    let mut stage = folder.open((100, 30));
    stage.press("<Enter>}").unwrap();
    assert!(stage.text().contains("29 628, nr. 902"));
    stage.press("o").unwrap();
    assert!(stage.text().contains("Agenten melden"), "{}", stage.text());
    stage.press("O").unwrap();
    let screen = stage.text();
    assert!(screen.contains("1 hit in 1 letter"), "{screen}");
    assert!(screen.contains("melden korpsen"), "{screen}");
    stage.press("<Esc><Esc><BS>").unwrap();
    assert!(stage.text().contains("Agenten melden"), "{}", stage.text());
}

#[test]
fn filters_tell_letters_apart() {
    let folder = Folder::new();
    let mut stage = folder.open((100, 30));
    stage.press("/brief date:2020..").unwrap();
    assert!(stage.text().contains("in 2 letters"), "{}", stage.text());
    stage.press("<C-u>brief doc:eerste").unwrap();
    assert!(stage.text().contains("in 1 letter"), "{}", stage.text());
    stage.press("<C-u>brief dossier:29628 -date:2021").unwrap();
    assert!(stage.text().contains("in 2 letters"), "{}", stage.text());
}

/// Who reads a count must know what of the query it leaves out.
#[test]
fn what_cannot_be_asked_of_a_library_is_said_as_long_as_it_stands() {
    let folder = Folder::new();
    let mut stage = folder.open((100, 30));
    for (keys, said) in [
        ("/in:xyz brief", "in:xyz is no place"),
        ("/brief date:abc", "date:abc: no date"),
        ("//(?=x)brief/", "/(?=x)brief/ is no regular expression"),
        (
            "/(a | b) (c | d) (e | f) (g | h) (i | j) (k | l)",
            "too much in one query",
        ),
    ] {
        stage.press(keys).unwrap();
        for then in ["", "<Enter>", "jj"] {
            stage.press(then).unwrap();
            let text = stage.text();
            let last = text.lines().last().unwrap();
            assert!(last.contains(said), "{keys} {then}: {text}");
        }
        stage.press("<Esc><Esc><Esc>").unwrap();
        assert!(!stage.text().contains(said), "{keys}");
    }
}

#[test]
fn a_dossier_shows_its_papers_and_those_that_are_cited_and_not_there() {
    let folder = Folder::new();
    folder.write(
        "kst-29628-905.txt",
        "Vijfde brief",
        "6 juni 2021",
        "Zie ook Kamerstuk 29 628, nr. 904.",
    );
    let mut stage = folder.open((100, 30));
    stage.press("<Enter>D").unwrap();
    let screen = stage.text();
    assert!(screen.contains("Dossier 29628: 4 of 5 papers"), "{screen}");
    let gap = rows_with(&screen, "kst-29628-904");
    assert!(
        gap[0].contains("not in the library; cited in 1 passage"),
        "{screen}"
    );
    // The letter that is open is the one chosen.
    assert!(
        rows_with(&screen, "▸")[0].contains("Vijfde brief"),
        "{screen}"
    );
    stage.press("k<Enter>").unwrap();
    assert!(
        stage
            .text()
            .contains("kst-29628-904 is not in the library: https://"),
        "{}",
        stage.text()
    );
    stage.press("yl").unwrap();
    assert!(stage.copied.last().unwrap().ends_with("kst-29628-904.html"));
    stage.press("gg<Enter>").unwrap();
    assert!(
        stage.text().contains("De korpsleiding werft"),
        "{}",
        stage.text()
    );
}

#[test]
fn hits_come_strongest_or_newest_first() {
    let folder = Folder::new();
    let mut stage = folder.open((100, 30));
    stage.press("/melden | korpsleiding<Enter>").unwrap();
    let order = |screen: &str| -> Vec<usize> {
        ["Derde brief", "Tweede brief", "Eerste brief"]
            .iter()
            .map(|title| screen.rfind(title).unwrap())
            .collect()
    };
    assert!(order(&stage.text()).is_sorted(), "{}", stage.text());
    stage.press("<Esc>/korps<Enter>").unwrap();
    // The word itself before a part of a longer one, though that letter is older.
    let screen = stage.text();
    assert!(screen.contains("2 hits in 2 letters"), "{screen}");
    stage.press("r").unwrap();
    assert!(
        stage.text().contains("the newest letter first"),
        "{}",
        stage.text()
    );
    stage.press("r").unwrap();
    assert!(
        stage.text().contains("the strongest hits first"),
        "{}",
        stage.text()
    );
}

#[test]
fn what_changes_in_the_folder_is_taken_up_and_told() {
    let folder = Folder::new();
    let mut stage = folder.open((100, 30));
    stage.press("<Enter>").unwrap();
    folder.write(
        "kst-29628-904.txt",
        "Vierde brief",
        "6 juni 2022",
        "Agenten delen foto’s.",
    );
    stage.happen(Msg::Changed);
    assert!(stage.text().contains("1 letter is new"), "{}", stage.text());
    std::fs::remove_file(folder.0.join("brieven/kst-29628-903.txt")).unwrap();
    stage.happen(Msg::Changed);
    let screen = stage.text();
    assert!(
        screen.contains("no longer in the library") && screen.contains("1 is gone"),
        "{screen}"
    );
    // What one was reading stays until one goes elsewhere.
    assert!(screen.contains("melden korpsen"), "{screen}");
    stage.press("S").unwrap();
    let shelf = stage.text();
    assert!(
        shelf.contains("Vierde brief") && !shelf.contains("Derde brief"),
        "{shelf}"
    );
}

#[test]
fn a_letter_that_came_after_the_last_search_opens() {
    let folder = Folder::new();
    let mut stage = folder.open((100, 30));
    stage.press("/agenten<Enter><Esc>").unwrap();
    folder.write(
        "kst-29628-904.txt",
        "Vierde brief",
        "6 juni 2022",
        "Nu ook te paard.",
    );
    stage.happen(Msg::Changed);
    stage.press("Sgg<Enter>").unwrap();
    assert!(stage.text().contains("Nu ook te paard"), "{}", stage.text());
}

#[cfg(feature = "pictures")]
#[test]
fn the_printed_page_of_a_letter_of_the_library_is_shown() {
    let folder = Folder::new();
    let made = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/made/bruggen.pdf");
    std::fs::copy(made, folder.0.join("brieven/bruggen.pdf")).unwrap();
    let mut stage = folder.open((100, 30));
    stage.press("fbruggen<Enter>P").unwrap();
    assert!(stage.text().contains("Printed page 1"), "{}", stage.text());
    // A letter that has no pages says so.
    stage.press("PS<Esc>Sgg<Enter>P").unwrap();
    assert!(
        stage.text().contains("no printed pages"),
        "{}",
        stage.text()
    );
}

#[test]
fn a_word_that_the_list_must_break_has_a_hyphen_there() {
    let folder = Folder::new();
    let words = "Over zorgverzekeringsmaatschappijen is veel te zeggen.";
    folder.write("lang.txt", "Lange woorden", "7 juli 2021", words);
    let mut stage = folder.open((80, 24));
    stage
        .press("/zorgverzekeringsmaatschappijen<Enter>")
        .unwrap();
    let text = stage.text();
    assert!(
        text.lines()
            .any(|row| row.contains("…zorg") && row.contains("-│")),
        "{text}"
    );
}

#[test]
fn the_smallest_shelf_has_a_letter() {
    let folder = Folder::new();
    let stage = folder.open((10, 3));
    assert!(stage.text().contains("Derde"), "{}", stage.text());
}

#[test]
fn every_size_of_screen_has_a_shelf_and_hits() {
    let folder = Folder::new();
    for size in [(80, 24), (120, 40), (200, 50), (40, 12), (10, 3), (1, 1)] {
        let mut stage = folder.open(size);
        stage
            .press("j/agenten<Down><Enter>sTjj<Esc>Djj<Esc>S<Esc>")
            .unwrap();
        let _ = stage.text();
    }
}

#[test]
fn the_way_back_from_a_hit_in_another_letter_leads_to_where_the_search_began() {
    let folder = Folder::new();
    let mut stage = folder.open((100, 24));
    stage.press("f2019<Enter><Enter>}").unwrap();
    let point = stage.model.reader.point;
    let key = stage.model.letter.key;
    stage.press("/EncroChat<Enter>").unwrap();
    assert_ne!(stage.model.letter.key, key);
    stage.press("<BS>").unwrap();
    assert_eq!(
        (stage.model.letter.key, stage.model.reader.point),
        (key, point)
    );
}

#[test]
fn what_is_asked_of_a_row_is_of_the_letter_or_paper_on_it() {
    let folder = Folder::new();
    folder.write(
        "kst-29628-904.txt",
        "Vierde brief",
        "6 juni 2018",
        "Eerder (Kamerstuk 29 628, nr. 850) was dat anders.",
    );
    let mut stage = folder.open((100, 24));
    // The letter that lies behind the shelf is another.
    stage
        .press("f2019<Enter><Enter>S<Esc>f2020<Enter>O")
        .unwrap();
    assert!(
        stage.text().contains("1 hit in 1 letter"),
        "{}",
        stage.text()
    );
    assert!(stage.text().contains("Derde brief"), "{}", stage.text());
    // And of a paper that the library does not have.
    stage.press("SD").unwrap();
    let row = stage
        .text()
        .lines()
        .position(|row| row.contains("-850"))
        .unwrap();
    let chosen = stage
        .text()
        .lines()
        .position(|row| row.contains('▸'))
        .unwrap();
    let keys = if row < chosen { "k" } else { "j" };
    stage.press(&keys.repeat(row.abs_diff(chosen))).unwrap();
    stage.press("O").unwrap();
    assert!(stage.text().contains("Vierde brief"), "{}", stage.text());
}
