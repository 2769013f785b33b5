//! A letter that changes under the reader, or arrives late.

use std::fmt::Write as _;

use ratatui::crossterm::event::Event;
use voetnoot::config::Overrides;
use voetnoot::index::Index;
use voetnoot::open::Source;
use voetnoot::tui::effect::Effect;
use voetnoot::tui::key::Key;
use voetnoot::tui::model::Msg;
use voetnoot::tui::stage::Stage;

use crate::support::stage::{arrives, stage_of};

/// The words of the paragraph being read.
fn words(stage: &Stage) -> String {
    let document = &stage.model.letter.document;
    let paragraph = document.paragraph(stage.model.reader.point).unwrap();
    paragraph.text.as_str().to_owned()
}

#[test]
fn a_letter_read_again_keeps_place_query_and_marks() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("read-again");
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("brief.txt");
    let letter = |extra: &str| {
        let mut text = extra.to_owned();
        for number in 1..40 {
            let _ = write!(
                text,
                "Alinea {number} gaat over de politie en over zaak {number}.\n\n"
            );
        }
        text
    };
    std::fs::write(&path, letter("")).unwrap();
    let overrides = Overrides {
        lang: Some("en".into()),
        ..Overrides::default()
    };
    let mut stage = voetnoot::tui::stage(Source::File(path.clone()), &overrides, (80, 24));
    stage.press("/\"zaak 20\"<Enter>ma").unwrap();
    let before = words(&stage);
    std::fs::write(
        &path,
        letter("Vooraf staat nu een nieuwe alinea.\n\nEn nog een.\n\n"),
    )
    .unwrap();
    stage.press("R").unwrap();
    assert_eq!(words(&stage), before);
    assert_eq!(stage.model.search.stops(), 1, "the query is answered anew");
    stage.press("gg'a").unwrap();
    assert_eq!(words(&stage), before);
    std::fs::remove_file(&path).unwrap();
    stage.press("R").unwrap();
    assert!(stage.model.status.as_ref().unwrap().wrong);
    assert_eq!(words(&stage), before, "what was read stays");
}

#[test]
fn a_letter_that_arrives_while_a_query_is_typed_moves_what_escape_returns_to() {
    let letter = |before: usize| {
        let mut text = "Vooraf. ".repeat(5) + "\n\n";
        text = text.repeat(before);
        for number in 1..30 {
            let _ = write!(text, "Alinea {number} gaat over zaak {number}.\n\n");
        }
        text
    };
    let mut stage = stage_of(&letter(0), (80, 24));
    stage.press("/\"zaak 20\"<Enter>").unwrap();
    let before = words(&stage);
    stage.press("/zaak").unwrap();
    arrives(&mut stage, &letter(9), true);
    stage.press("<Esc>").unwrap();
    assert_eq!(words(&stage), before);
    assert_eq!(
        stage.model.search.query.as_ref().unwrap().text,
        "\"zaak 20\""
    );
    assert_eq!(
        stage.model.search.stops(),
        1,
        "and its hits are those of the new text"
    );
}

#[test]
fn an_answer_that_comes_once_more_after_a_reload_moves_nobody_away() {
    let text: String = (1..60).fold(String::new(), |mut text, number| {
        let _ = write!(text, "Alinea {number} gaat over zaak {number}.\n\n");
        text
    });
    let mut stage = stage_of(&text, (80, 24));
    stage.press("/\"zaak 40\"<Enter>").unwrap();
    let document = stage.model.letter.document.clone();
    let edition = stage.model.letter.edition + 1;
    // What a worker would do in the meantime is done by hand, after the keys.
    let mut happen = |msg| voetnoot::tui::update::update(&mut stage.model, msg);
    let opened = Msg::Opened {
        document: document.clone(),
        whole: true,
        edition,
    };
    happen(opened);
    for key in Key::parse_sequence("gg").unwrap() {
        happen(Msg::Input(Event::Key(key.to_event())));
    }
    let asked = happen(Msg::Indexed(edition));
    let [Effect::Search(query)] = &asked[..] else {
        panic!("the query is asked anew: {asked:?}");
    };
    let index = Index::new(document, &|| false).unwrap();
    let answer = index.search(query, &|| false).unwrap();
    happen(Msg::Found(edition, Box::new(answer)));
    assert_eq!(stage.model.search.stops(), 1);
    assert!(stage.text().contains("Alinea 1 gaat"), "{}", stage.text());
    stage.press("n").unwrap();
    assert!(stage.text().contains("Alinea 40 gaat"), "{}", stage.text());
}
