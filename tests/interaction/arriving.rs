//! What of a library comes after something else: counts after hits, letters while others are read in, places and marks of those read before.

use voetnoot::document::place::Place;
use voetnoot::index::Totals;
use voetnoot::index::findings::Order;
use voetnoot::index::query::Query;
use voetnoot::tui::action::Action;
use voetnoot::tui::effect::Effect;
use voetnoot::tui::importing::Import;
use voetnoot::tui::librarian::Job;
use voetnoot::tui::library::News;
use voetnoot::tui::model::Msg;
use voetnoot::tui::shown::{Arrived, Found};
use voetnoot::tui::update::{act, update};

use crate::library::{Folder, rows_with};

/// Where there is very much to count, the first hits come before the counts.
#[test]
fn the_first_hits_are_there_before_it_is_counted_and_stay_where_they_are() {
    let folder = Folder::new();
    let mut stage = folder.open((100, 30));
    stage.press("/agenten").unwrap();
    let counted = stage.model.library.as_ref().unwrap().found.clone().unwrap();
    let first = Arrived {
        card: stage
            .model
            .library
            .as_ref()
            .unwrap()
            .edition
            .card(counted.hits[0].hit.letter),
        document: stage.model.letter.document.clone(),
        answer: stage.model.search.answer.clone(),
        paragraph: Some(counted.hits[0].hit.hit.paragraph),
    };
    let uncounted = Found {
        counted: false,
        totals: Totals::default(),
        first: Some(first),
        ..counted.clone()
    };
    stage.model.library.as_mut().unwrap().forget();
    let effects = update(
        &mut stage.model,
        Msg::Library(News::Found(Box::new(uncounted))),
    );
    let screen = stage.text();
    assert!(screen.contains("counting…"), "{screen}");
    assert!(!screen.contains("hits in"), "{screen}");
    assert!(rows_with(&screen, "Tweede brief").len() >= 2, "{screen}");
    let query = counted.query.clone();
    let asked = Effect::Library(Job::Count(query, Order::Relevance));
    assert!(effects.contains(&asked), "{effects:?}");
    // Who goes on meanwhile breaks the counting off, and it begins again once the letter is there.
    stage.press("<Down>").unwrap();
    let screen = stage.text();
    assert!(screen.contains("3 hits in 2 letters"), "{screen}");
    assert!(screen.contains("Passages 2/2"), "{screen}");
    assert!(screen.contains("De korpsleiding werft agenten"), "{screen}");
}

/// What takes seconds to find is not said to be absent meanwhile.
#[test]
fn what_takes_long_to_find_is_awaited_rather_than_missing() {
    let folder = Folder::new();
    let mut stage = folder.open((100, 30));
    stage.press("//xyz").unwrap();
    assert!(stage.text().contains("No hits"), "{}", stage.text());
    let typed = Query::new("/agent(en)?/", true);
    stage.model.search.query = Some(typed.clone());
    let awaited = || Msg::Library(News::Found(Box::new(Found::not_yet(typed.clone()))));
    let effects = update(&mut stage.model, awaited());
    let screen = stage.text();
    assert_eq!(rows_with(&screen, "counting…").len(), 2, "{screen}");
    assert!(!screen.contains("No hits"), "{screen}");
    let count = Effect::Library(Job::Count(typed.clone(), Order::Relevance));
    assert_eq!(effects.last(), Some(&count), "{effects:?}");
    // Once it is found, the first letter is shown, and what stands stays while it is looked for anew.
    stage.happen(awaited());
    let screen = stage.text();
    assert!(screen.contains("3 hits in 2 letters"), "{screen}");
    assert!(screen.contains("Passages 1/2"), "{screen}");
    let effects = update(&mut stage.model, awaited());
    assert_eq!(effects, [count]);
    assert_eq!(stage.text(), screen);
}

/// Nobody waits for what is no longer asked: both cores would work on for seconds.
#[test]
fn what_is_no_longer_asked_is_no_longer_looked_for() {
    let folder = Folder::new();
    let keys = [
        Action::PromptCancel,
        Action::PromptClear,
        Action::PromptDeleteWord,
        Action::PromptScopeNext,
    ];
    for action in keys {
        let mut stage = folder.open((100, 30));
        stage.press("/agenten").unwrap();
        let effects = act(&mut stage.model, action, None);
        let first = effects.first();
        assert_eq!(first, Some(&Effect::StopSearch), "{action:?} {effects:?}");
    }
    // Once it stands, it is Esc in the text that takes it away.
    let mut stage = folder.open((100, 30));
    stage.press("/agenten<Enter>").unwrap();
    let effects = act(&mut stage.model, Action::Cancel, None);
    assert_eq!(effects, [Effect::StopSearch]);
}

#[test]
fn marks_and_the_place_of_a_letter_are_there_when_it_is_opened_again() {
    let folder = Folder::new();
    let mut stage = folder.open((100, 12));
    stage.press("<Enter>Gma").unwrap();
    let place = stage.model.reader.point;
    assert_ne!(place, Place::default());
    stage.press("Sj<Enter>").unwrap();
    assert!(stage.text().contains("Agenten melden"), "{}", stage.text());
    // A mark of another letter is none of this one.
    stage.press("'a").unwrap();
    assert!(stage.text().contains("not set"), "{}", stage.text());
    stage.press("Sk<Enter>").unwrap();
    let screen = stage.text();
    assert!(screen.contains("goes on where you left off"), "{screen}");
    stage.press("<BS>").unwrap();
    assert_eq!(stage.model.reader.point, place);
    stage.press("gg'a").unwrap();
    assert_eq!(stage.model.reader.point, place);
}

#[test]
fn what_is_found_before_all_is_read_in_says_so() {
    let folder = Folder::new();
    let mut stage = folder.open((100, 30));
    stage.press("/agenten").unwrap();
    assert!(!stage.text().contains("so far"), "{}", stage.text());
    stage.model.library.as_mut().unwrap().import = Import::Runs;
    assert!(
        stage.text().contains("3 hits in 2 letters so far"),
        "{}",
        stage.text()
    );
}

#[test]
fn a_letter_whose_file_is_changed_is_read_again_at_the_same_words() {
    let folder = Folder::new();
    let mut stage = folder.open((100, 30));
    stage.press("<Enter>").unwrap();
    let screen = stage.text();
    assert!(screen.contains("melden korpsen"), "{screen}");
    stage.press("}ma}").unwrap();
    let before = stage.model.reader.point;
    folder.write(
        "kst-29628-903.txt",
        "Derde brief",
        "5 mei 2021",
        "Een alinea vooraf.\n\nZoals toegezegd (Kamerstuk 29 628, nr. 902) melden korpsen nu zelf, ook aan agenten.",
    );
    stage.happen(Msg::Changed);
    let screen = stage.text();
    assert!(screen.contains("Een alinea vooraf"), "{screen}");
    assert!(screen.contains("read again"), "{screen}");
    assert!(!screen.contains("no longer in the library"), "{screen}");
    let after = stage.model.reader.point;
    assert_eq!(after.paragraph, before.paragraph + 1);
    let letter = &stage.model.letter;
    let library = stage.model.library.as_ref().unwrap();
    let key = letter.key.unwrap();
    assert!(library.edition.place(&key).is_some());
    assert!(library.opened.holds(&key), "it was read before it changed");
    // It is no other letter that one came from.
    assert!(library.before() != Some(key));
    stage.press("/aan agenten<Enter>").unwrap();
    assert!(stage.text().contains("in 1 letter"), "{}", stage.text());
}
