//! A letter that does not open at once: it is encrypted, or long.

use voetnoot::config::Overrides;
use voetnoot::open::Source;
use voetnoot::tui::model::Msg;
use voetnoot::tui::stage::Stage;

use crate::support::stage::{arrives, stage_of};

fn locked(size: (u16, u16)) -> Stage {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/hostile/locked.pdf");
    let overrides = Overrides {
        lang: Some("en".into()),
        ..Overrides::default()
    };
    voetnoot::tui::stage(Source::File(path.into()), &overrides, size)
}

/// The row that asks and answers.
fn status(stage: &Stage) -> String {
    let text = stage.text();
    let rows: Vec<&str> = text.lines().collect();
    rows[rows.len() - 2].to_owned()
}

#[test]
fn an_encrypted_letter_asks_for_its_password_until_it_opens() {
    let mut stage = locked((120, 24));
    assert!(
        status(&stage).ends_with("locked.pdf is encrypted; its password:"),
        "{}",
        status(&stage)
    );
    stage.press("fout").unwrap();
    assert!(
        status(&stage).ends_with("its password: ••••"),
        "{}",
        status(&stage)
    );
    assert!(!stage.text().contains("fout"));
    assert!(!format!("{:?}", stage.model.over).contains("fout"));
    stage.press("<Enter>").unwrap();
    assert!(
        status(&stage).contains("this does not open"),
        "{}",
        status(&stage)
    );
    stage.press("gehein<BS>m<Enter>").unwrap();
    assert!(
        stage.text().contains("De eerste pagina is een brief."),
        "{}",
        stage.text()
    );
    assert!(stage.model.over.is_none());
    stage.press("R").unwrap();
    assert!(
        stage.text().contains("De eerste pagina is een brief."),
        "read again without being asked"
    );
}

#[test]
fn the_question_goes_when_what_comes_in_needs_no_password() {
    let mut stage = locked((80, 24));
    arrives(&mut stage, "Een brief zonder slot.\n", true);
    assert!(stage.model.over.is_none());
    assert!(stage.text().contains("Een brief zonder slot."));
}

#[test]
fn whoever_has_no_password_leaves_with_escape() {
    let mut stage = locked((40, 12));
    assert!(status(&stage).contains("password:"), "{}", stage.text());
    stage.press("q<Up><Left>").unwrap();
    assert!(!stage.ended, "every character may be in a password");
    stage.press("<Enter>").unwrap();
    assert!(
        status(&stage).contains("not this one; password:"),
        "{}",
        stage.text()
    );
    stage.press("<Esc>").unwrap();
    assert!(stage.ended);
}

#[test]
fn a_frame_of_an_encrypted_letter_is_an_error() {
    let source =
        Source::File(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/hostile/locked.pdf").into());
    let error = voetnoot::tui::frame(source, &Overrides::default(), "", (80, 24)).unwrap_err();
    assert!(error.to_string().contains("--password"), "{error}");
}

#[test]
fn the_beginning_of_what_is_read_again_does_not_replace_the_whole() {
    let whole = "Een alinea.\n\n".repeat(50);
    let mut stage = stage_of(&whole, (80, 24));
    stage.press("G").unwrap();
    let before = stage.model.reader.point;
    arrives(&mut stage, "Een alinea.\n", false);
    assert_eq!(stage.model.reader.point, before);
    assert_eq!(stage.model.letter.document.text_len(), 50);
    stage.happen(Msg::PagesRead(20, 60));
    assert!(
        status(&stage).contains("page 20 of 60"),
        "{}",
        status(&stage)
    );
}

#[test]
fn a_page_that_has_not_come_in_yet_is_told_from_one_that_is_not_there() {
    let mut stage = stage_of("Een bladzijde.\n\u{c}Nog een bladzijde.\n", (80, 24));
    stage.press("9G").unwrap();
    assert!(
        status(&stage).contains("there is no page 9"),
        "{}",
        status(&stage)
    );
    stage.model.letter.whole = false;
    stage.press("9G").unwrap();
    assert!(
        status(&stage).contains("page 9 has not come in yet"),
        "{}",
        status(&stage)
    );
}
