//! Two letters on the screen: how one gets there and away again, and what is shown of them.

use ratatui::buffer::Cell;
use ratatui::style::Modifier;
use voetnoot::tui::compare::comparer::{Letter, News, Other, Wanted};
use voetnoot::tui::model::Msg;
use voetnoot::tui::stage::Stage;

use crate::half_years::{Folder, NEW, has, here, is_open};
use crate::support::stage::stage_of_file;

#[test]
fn a_file_is_compared_with_the_letter_that_is_open() {
    let folder = Folder::new();
    let stage = folder.compared((80, 40));
    let text = stage.text();
    let head: Vec<&str> = text.lines().take(3).collect();
    assert!(
        head[0].starts_with(" - Halfjaarbericht politie 2031-1")
            && head[0].ends_with("3 juni 2031"),
        "{text}"
    );
    assert!(
        head[1].starts_with(" + Halfjaarbericht politie 2031-2")
            && head[1].ends_with("9 december 2031"),
        "{text}"
    );
    assert!(
        head[2].contains("~4 changed · +1 new · -1 gone · =7 the same"),
        "{text}"
    );
    has(&stage, "change 1 of 6");
    has(
        &stage,
        " ~ n.1 Kamerstukken II 2030/31, 29 628, nr. 911 957.",
    );
    has(&stage, " ~ Corruptie raakt het hart");
    has(&stage, " - Het bureau Veiligheid");
    has(&stage, " + De nieuwe meldkamer");
    has(&stage, " = 1 passage the same · Voor de werving");
    // Of a section in which nothing differs its heading is enough.
    assert!(!text.contains("laadpalen"), "{text}");
    assert!(here(&stage).contains("Met deze brief"), "{text}");
}

#[test]
fn letters_stand_side_by_side_where_there_is_room() {
    let folder = Folder::new();
    let stage = folder.compared((120, 40));
    let text = stage.text();
    let row = text
        .lines()
        .find(|row| row.contains("Corruptie raakt"))
        .unwrap();
    let (left, right) = row.split_once('│').unwrap();
    assert!(
        left.starts_with(" ~ Corruptie raakt") && right.starts_with(" Corruptie raakt"),
        "{text}"
    );
    let row = text.lines().find(|row| row.contains("Het bureau")).unwrap();
    assert!(row.trim_end().ends_with('│'), "{text}");
    let row = text
        .lines()
        .find(|row| row.contains("De nieuwe meldkamer"))
        .unwrap();
    assert!(row.split_once('│').unwrap().0.trim() == "+", "{text}");
    assert!(
        text.lines().next().unwrap().contains("3 juni 2031"),
        "{text}"
    );
}

#[test]
fn words_that_differ_have_a_form_of_their_own_and_signs_where_there_are_no_colours() {
    let folder = Folder::new();
    let stage = folder.compared((80, 40));
    let (buffer, _) = stage.frame();
    let forms = |wanted: Modifier| -> String {
        let cells = buffer.content.iter();
        let cells = cells.filter(|cell| cell.modifier.contains(wanted));
        cells.map(Cell::symbol).collect()
    };
    let struck = forms(Modifier::CROSSED_OUT);
    assert!(
        struck.contains("eerste") && struck.contains("vermoeden"),
        "{struck}"
    );
    assert!(
        !struck.contains("tweede") && !struck.contains("bureau"),
        "{struck}"
    );
    assert!(forms(Modifier::UNDERLINED).contains("signaal"));
    for (theme, ascii) in [("mono", false), ("terminal", true)] {
        for size in [(80, 40), (120, 40)] {
            let mut stage = folder.compared(size);
            stage.model.theme = voetnoot::tui::load_theme(theme, stage.model.theme.depth()).0;
            stage.model.ascii = ascii;
            has(&stage, "[-vermoeden-]");
            has(&stage, "{+signaal+}");
            if ascii {
                assert!(stage.text().is_ascii(), "{}", stage.text());
            }
        }
    }
}

#[test]
fn enter_reads_the_letter_there_and_the_comparison_is_found_again_as_it_was() {
    let folder = Folder::new();
    let mut stage = folder.compared((80, 24));
    stage.press("]]]]}").unwrap();
    assert!(here(&stage).contains("Corruptie raakt"), "{}", stage.text());
    let left = stage.text();
    stage.press("<Enter>").unwrap();
    assert!(!is_open(&stage));
    let point = stage.model.reader.point;
    let document = stage.model.letter.document.clone();
    assert!(
        document
            .paragraph(point)
            .unwrap()
            .text
            .contains("Corruptie raakt")
    );
    stage.press("C").unwrap();
    assert_eq!(stage.text(), left);
    // Help lies over it and goes again.
    stage.press("h").unwrap();
    has(&stage, "next change");
    stage.press("<Esc>").unwrap();
    assert_eq!(stage.text(), left);
    // A note is read where it is cited.
    stage.press("]c]c]c]c<Enter>").unwrap();
    assert!(!is_open(&stage), "{}", stage.text());
    assert_eq!(stage.model.notes.current, Some(0));
    // What only the older letter has is not open here.
    stage.press("C[c[c").unwrap();
    assert!(here(&stage).contains("Het bureau"), "{}", stage.text());
    stage.press("<Enter>").unwrap();
    assert!(is_open(&stage));
    // The screen breaks it wherever the name is long.
    let said = &stage.model.status.as_ref().unwrap().text;
    assert!(said.contains("oud.txt only"), "{said}");
}

#[test]
fn backspace_leads_back_to_the_comparison_that_one_read_from() {
    let folder = Folder::new();
    for size in [(80, 24), (40, 12), (30, 8)] {
        let mut stage = folder.compared(size);
        stage.press("]c]c").unwrap();
        let left = stage.text();
        stage.press("<Enter>").unwrap();
        assert!(!is_open(&stage));
        has(&stage, "the comparison");
        stage.press("<BS>").unwrap();
        assert_eq!(stage.text(), left, "{size:?}");
    }
    let mut stage = folder.compared((80, 24));
    stage.press("<Esc>").unwrap();
    let before = stage.model.reader.point;
    stage.press("C]c]c").unwrap();
    let left = stage.text();
    // What is gone to since is gone back from first.
    stage.press("<Enter>").unwrap();
    let read = stage.model.reader.point.paragraph;
    stage.press("<Tab><Enter><BS>").unwrap();
    assert!(!is_open(&stage));
    stage.press("G").unwrap();
    assert!(!stage.text().contains("the comparison"), "{}", stage.text());
    stage.press("<BS><BS>").unwrap();
    while !is_open(&stage) {
        assert!(stage.model.status.is_none(), "{}", stage.text());
        stage.press("<BS>").unwrap();
    }
    assert_eq!(stage.text(), left);
    // Where one read, and before that where one was before the comparison.
    stage.press("<Esc>").unwrap();
    assert_eq!(stage.model.reader.point.paragraph, read);
    stage.press("<BS>").unwrap();
    assert!(!is_open(&stage));
    assert_eq!(stage.model.reader.point, before);
    stage.press("<BS>").unwrap();
    has(&stage, "no earlier place");
    // The keys are told.
    stage.press("C").unwrap();
    stage.press("<Enter>").unwrap();
    has(&stage, "Backspace to the comparison");
}

#[test]
fn one_comes_back_to_where_one_was() {
    let folder = Folder::new();
    for leave in ["<Esc>", "q", "<BS>"] {
        let mut stage = stage_of_file(&folder.path("nieuw.txt"), (80, 24));
        stage.press("/corruptie<Enter>n").unwrap();
        let before = stage.text();
        folder.compare(&mut stage, "oud.txt");
        assert!(is_open(&stage), "{}", stage.text());
        stage.press(&format!("jj]c{leave}")).unwrap();
        assert_eq!(stage.text(), before, "after {leave}");
        assert!(!stage.ended);
    }
}

#[test]
fn on_the_shelf_the_letter_chosen_is_compared_with_the_one_that_is_open() {
    let folder = Folder::new();
    let mut stage = folder.library((80, 24));
    // Nothing is open yet.
    stage.press("C").unwrap();
    has(&stage, "no letter is open");
    stage.press("j<Enter>").unwrap();
    has(&stage, "tweede halfjaar");
    stage.press("SC").unwrap();
    has(&stage, "that is this letter");
    stage.press("jC").unwrap();
    assert!(is_open(&stage), "{}", stage.text());
    has(&stage, "~4 changed");
    // Back to the shelf, where one was.
    stage.press("<Esc>").unwrap();
    has(&stage, "Library: 3 letters");
    assert!(here(&stage).contains("2031-1"), "{}", stage.text());
}

#[test]
fn in_the_text_the_likely_letter_is_chosen_first() {
    let folder = Folder::new();
    let mut stage = folder.library((80, 24));
    // Of the same name and a half-year older, though another letter is nearer in time.
    stage.press("j<Enter>C").unwrap();
    has(&stage, "compare with which letter?");
    stage.happen(Msg::Changed);
    has(&stage, "compare with which letter?");
    assert!(here(&stage).contains("2031-1"), "{}", stage.text());
    stage.press("<Enter>").unwrap();
    assert!(is_open(&stage), "{}", stage.text());
    stage.press("<Esc>").unwrap();
    has(&stage, "tweede halfjaar");
    // Who went from one letter to another has both in mind.
    stage.press("Sgg<Enter>").unwrap();
    has(&stage, "De dijken zijn hoog");
    stage.press("C").unwrap();
    assert!(here(&stage).contains("2031-2"), "{}", stage.text());
    stage.press("C").unwrap();
    assert!(is_open(&stage), "{}", stage.text());
    has(&stage, "+ Dijken");
    // In a comparison another letter can be chosen, or not.
    stage.press("C<Esc>").unwrap();
    has(&stage, "+ Dijken");
    stage.press("CG<Enter>").unwrap();
    has(&stage, "- Halfjaarbericht politie 2031-1");
}

#[test]
fn a_library_opens_either_letter_at_the_paragraph() {
    let folder = Folder::new();
    let mut stage = folder.library((80, 24));
    stage.press("j<Enter>SjC").unwrap();
    stage.press("]]]]}}").unwrap();
    assert!(here(&stage).contains("Het bureau"), "{}", stage.text());
    let left = stage.text();
    stage.press("<Enter>").unwrap();
    assert!(!is_open(&stage));
    let paragraph = |stage: &Stage| {
        let point = stage.model.reader.point;
        stage
            .model
            .letter
            .document
            .paragraph(point)
            .unwrap()
            .text
            .clone()
    };
    assert!(paragraph(&stage).contains("Het bureau"), "{}", stage.text());
    // The comparison is there still, whichever of its letters is open.
    stage.press("C").unwrap();
    assert_eq!(stage.text(), left);
    stage.press("]c<Enter>").unwrap();
    assert!(
        paragraph(&stage).contains("De nieuwe meldkamer"),
        "{}",
        stage.text()
    );
    has(&stage, "to the comparison");
    stage.press("<BS>").unwrap();
    assert!(is_open(&stage));
    assert!(
        here(&stage).contains("De nieuwe meldkamer"),
        "{}",
        stage.text()
    );
    // Before the comparison lies the letter that was open then.
    stage.press("<Esc><BS>").unwrap();
    assert!(paragraph(&stage).contains("Het bureau"), "{}", stage.text());
    // A letter in between is gone back from first.
    stage.press("C<Enter>Sgg<Enter>").unwrap();
    has(&stage, "De dijken zijn hoog");
    stage.press("<BS>").unwrap();
    assert!(!is_open(&stage));
    stage.press("<BS>").unwrap();
    assert!(is_open(&stage), "{}", stage.text());
}

#[test]
fn a_letter_that_is_read_again_is_compared_again() {
    let folder = Folder::new();
    let mut stage = folder.compared((80, 40));
    stage.press("]]]]}").unwrap();
    folder.write("nieuw.txt", &NEW.replace("elk signaal", "ieder teken"));
    stage.happen(Msg::Changed);
    assert!(is_open(&stage));
    has(&stage, "ieder teken");
    assert!(here(&stage).contains("Corruptie raakt"), "{}", stage.text());
}

#[test]
fn what_cannot_be_compared_is_told() {
    let folder = Folder::new();
    let stage = folder.compared_with("nieuw.txt", "weg.txt", (80, 24));
    assert!(!is_open(&stage));
    has(&stage, "cannot open");
    // Alone it asks for a file.
    let mut stage = stage_of_file(&folder.path("nieuw.txt"), (80, 24));
    stage.press("C").unwrap();
    has(&stage, ":compare");
    stage.press("<Esc>]c").unwrap();
    has(&stage, "no comparison is open");
    let stage = folder.compared_with("nieuw.txt", "nieuw.txt", (80, 24));
    assert!(is_open(&stage));
    has(&stage, "nothing differs");
    // A name alone is that of a file beside the letter.
    let mut stage = stage_of_file(&folder.path("nieuw.txt"), (80, 24));
    stage.press(":compare<Space>oud.txt<Enter>").unwrap();
    assert!(is_open(&stage), "{}", stage.text());
}

#[test]
fn what_moved_is_told_with_where_it_stood_and_pages_are_gone_to_by_their_numbers() {
    let folder = Folder::new();
    let moved = "Voor de werving van aspiranten loopt een campagne die zich richt op jongeren met een technische opleiding.";
    let text = NEW.replace(&format!("{moved}\n\n"), "");
    let text = text.replace("\nHoogachtend", &format!("\n{moved}\n\nHoogachtend"));
    folder.write("nieuw.txt", &text);
    let mut stage = folder.compared((80, 40));
    has(&stage, "»1 moved");
    has(&stage, " » moved here from “Bezetting”");
    has(&stage, " » Voor de werving");
    stage.model.ascii = true;
    has(&stage, " m moved here from \"Bezetting\"");
    // This letter has no pages, so a number means nothing.
    stage.press("gg2G").unwrap();
    assert!(stage.model.status.is_none(), "{}", stage.text());
    let end = stage.model.compare.point();
    stage.press("ggG").unwrap();
    assert_eq!(stage.model.compare.point(), end);
    let text = NEW.replace("Integriteit\n", "\u{c}Integriteit\n");
    folder.write("nieuw.txt", &text);
    let mut stage = folder.compared((80, 40));
    stage.press("2G").unwrap();
    assert!(here(&stage).contains("Integriteit"), "{}", stage.text());
    stage.press("9G").unwrap();
    has(&stage, "there is no page 9");
}

#[test]
fn an_answer_to_what_is_no_longer_asked_is_not_shown() {
    let folder = Folder::new();
    let mut stage = folder.compared((80, 40));
    let before = stage.text();
    let wanted = Wanted {
        own: Letter {
            document: stage.model.letter.document.clone(),
            key: None,
        },
        other: Other::File("another.txt".into()),
        turned: false,
    };
    stage.happen(Msg::Compare(News::Failed(wanted, "too late".to_owned())));
    assert_eq!(stage.text(), before);
    // What was sought is sought still when one comes back.
    stage.press("/corruptie<Enter><Esc>").unwrap();
    assert!(!is_open(&stage));
    stage.press("C").unwrap();
    has(&stage, "2 in the older, 3 in the newer");
}

#[test]
fn a_letter_that_cannot_be_had_leaves_the_comparison_that_is_open() {
    let folder = Folder::new();
    let mut stage = folder.compared((80, 40));
    folder.compare(&mut stage, "weg.txt");
    assert!(is_open(&stage));
    let status = stage.model.status.as_ref().unwrap();
    assert!(status.wrong && status.text.contains("weg.txt"));
    stage.press("/corruptie<Enter>").unwrap();
    has(&stage, "1/2 · 2 in the older, 3 in the newer");
    stage.press("r").unwrap();
    has(&stage, "r swaps");
}

#[test]
fn what_was_sought_in_a_comparison_is_marked_in_the_letter_one_reads() {
    let folder = Folder::new();
    let mut stage = folder.compared((80, 40));
    stage.press("/corruptie<Enter>").unwrap();
    assert!(here(&stage).contains("Corruptie raakt"), "{}", stage.text());
    stage.press("<Enter>").unwrap();
    assert!(!is_open(&stage));
    has(&stage, "▸ Corruptie raakt het hart");
    has(&stage, "/corruptie");
    has(&stage, "1/3 hits in 2 passages");
    // One is where the comparison was, and `n` goes on from there.
    let place = stage.model.reader.point;
    stage.press("n").unwrap();
    assert_ne!(stage.model.reader.point, place);
    stage.press("<BS>").unwrap();
    assert!(is_open(&stage));
    has(&stage, "1/2 · 2 in the older, 3 in the newer");
}
