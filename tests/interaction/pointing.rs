//! The mouse, and the panes that mouse and keys rearrange.

use ratatui::crossterm::event::{Event, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use voetnoot::tui::model::{Focus, Msg};
use voetnoot::tui::stage::Stage;

use crate::shelf_seen::head;
use crate::support::stage::stage;

/// The first cell of a text on the screen.
pub(crate) fn cell_of(stage: &Stage, wanted: &str) -> (u16, u16) {
    let text = stage.text();
    let found = text.lines().enumerate().find_map(|(row, line)| {
        let byte = line.find(wanted)?;
        Some((line[..byte].chars().count() as u16, row as u16))
    });
    found.unwrap_or_else(|| panic!("{wanted:?} is not on the screen:\n{text}"))
}

pub(crate) fn mouse(stage: &mut Stage, kind: MouseEventKind, (column, row): (u16, u16)) {
    stage.happen(Msg::Input(Event::Mouse(MouseEvent {
        kind,
        column,
        row,
        modifiers: KeyModifiers::NONE,
    })));
}

pub(crate) fn click(stage: &mut Stage, cell: (u16, u16)) {
    mouse(stage, MouseEventKind::Down(MouseButton::Left), cell);
    mouse(stage, MouseEventKind::Up(MouseButton::Left), cell);
}

pub(crate) fn drag(stage: &mut Stage, from: (u16, u16), to: (u16, u16)) {
    mouse(stage, MouseEventKind::Down(MouseButton::Left), from);
    mouse(stage, MouseEventKind::Drag(MouseButton::Left), to);
    mouse(stage, MouseEventKind::Up(MouseButton::Left), to);
}

#[test]
fn a_click_on_a_mark_goes_to_its_note_and_a_click_on_the_note_back() {
    let mut stage = stage((120, 40));
    stage.press("]]").unwrap();
    let mark = cell_of(&stage, "¹");
    click(&mut stage, mark);
    assert_eq!(
        (stage.model.focus, stage.model.notes.current),
        (Focus::Notes, Some(0))
    );
    let point = stage.model.reader.point;
    stage.press("<Esc>jj").unwrap();
    let note = cell_of(&stage, "29.628 nr. 948");
    click(&mut stage, note);
    assert_eq!(
        stage.model.reader.point, point,
        "the text is at the note's mark"
    );
}

#[test]
fn clicks_in_the_lists_move_the_text() {
    let mut stage = stage((120, 40));
    let (x, y) = cell_of(&stage, "Een integere");
    click(&mut stage, (x, y));
    assert!(head(&stage).contains("› Een integere"), "{}", stage.text());
    stage.press("gg/corruptie<Enter>").unwrap();
    let hits = stage.model.panes.hits.unwrap();
    let text = stage.text();
    let row = text
        .lines()
        .enumerate()
        .filter(|(row, line)| *row as u16 > hits.y && line.contains("p.3"))
        .map(|(row, _)| row as u16)
        .next()
        .unwrap();
    click(&mut stage, (3, row));
    let (place, _) = stage.model.search.current_mark().unwrap();
    assert_eq!(stage.model.letter.document.page_label(place), Some("3"));
}

#[test]
fn the_wheel_scrolls_the_pane_under_it_and_leaves_the_keys_where_they_are() {
    let mut stage = stage((80, 24));
    stage.press("/politie<Enter>").unwrap();
    let (top, hits_top) = (stage.model.reader.top, stage.model.hits.top);
    let hits = stage.model.panes.hits.unwrap();
    mouse(
        &mut stage,
        MouseEventKind::ScrollDown,
        (hits.x + 2, hits.y + 2),
    );
    assert_eq!(stage.model.reader.top, top);
    assert!(stage.model.hits.top > hits_top);
    assert_eq!(stage.model.focus, Focus::Text);
    let text = stage.model.panes.text;
    mouse(
        &mut stage,
        MouseEventKind::ScrollDown,
        (text.x + 9, text.y + 2),
    );
    assert_ne!(stage.model.reader.top, top);
}

#[test]
fn dragging_selects_words_that_can_be_copied() {
    let mut stage = stage((120, 40));
    let (x, y) = cell_of(&stage, "Voor u ligt");
    drag(&mut stage, (x, y), (x + 6, y));
    assert!(stage.model.reader.selection.is_some());
    stage.press("y").unwrap();
    let copy = stage.copied.last().unwrap().clone();
    let text = stage.text();
    let row: String = text
        .lines()
        .nth(usize::from(y))
        .unwrap()
        .chars()
        .skip(usize::from(x))
        .take(copy.chars().count())
        .collect();
    assert_eq!(copy, row);
}

#[test]
fn panes_are_resized_by_dragging_the_line_between_them() {
    for size in [(100, 30), (180, 50)] {
        let mut stage = stage(size);
        let side = stage.model.panes.sections.unwrap();
        drag(&mut stage, (side.right(), side.y + 1), (32, 5));
        assert_eq!(stage.model.panes.sections.unwrap().width, 32, "{size:?}");
        let hits = stage.model.panes.hits.unwrap();
        drag(&mut stage, (4, hits.y - 1), (4, hits.y + 4));
        assert_eq!(stage.model.panes.hits.unwrap().y, hits.y + 5, "{size:?}");
        let notes = stage.model.panes.notes.unwrap();
        if size.0 < 150 {
            drag(&mut stage, (60, notes.y - 1), (60, notes.y - 4));
            assert_eq!(stage.model.panes.notes.unwrap().height, notes.height + 3);
        } else {
            drag(&mut stage, (notes.x - 1, 20), (notes.x - 6, 20));
            assert_eq!(stage.model.panes.notes.unwrap().width, notes.width + 5);
        }
        assert_eq!(
            stage.model.reader.selection, None,
            "an edge that is dragged selects nothing"
        );
        drag(&mut stage, (32, 5), (0, 5));
        let least = stage.model.panes.sections.unwrap().width;
        assert!(
            least >= 12,
            "a pane keeps a width it can be read at: {least}"
        );
    }
}

#[test]
fn panes_are_resized_and_hidden_by_keys() {
    let mut stage = stage((100, 30));
    let before = stage.model.panes.clone();
    stage.press("3+").unwrap();
    let height = |stage: &Stage| stage.model.panes.notes.unwrap().height;
    // More than they could ever take by themselves, not only more than on this screen.
    let most = voetnoot::tui::foot::most_in(before.shared.unwrap());
    assert!(most > before.notes.unwrap().height);
    assert_eq!(height(&stage), most + 3);
    stage.press("2-").unwrap();
    assert_eq!(height(&stage), most + 1);
    stage.press("99+").unwrap();
    let most = height(&stage);
    stage.press("-").unwrap();
    assert_eq!(height(&stage), most - 1, "one step back is seen at once");
    stage.press("t2+").unwrap();
    assert_eq!(
        stage.model.panes.sections.unwrap().height,
        before.sections.unwrap().height + 2
    );
    stage.press("<Esc>g.").unwrap();
    assert_eq!(
        stage.model.panes.sections.unwrap().width,
        before.sections.unwrap().width + 2
    );
    stage.press("g3").unwrap();
    assert_eq!(stage.model.panes.notes, None);
    stage.press("g1g2").unwrap();
    assert_eq!(stage.model.panes.text.width, 100);
    stage.press("t").unwrap();
    assert!(
        stage.model.panes.sections.is_some(),
        "a hidden pane still opens as a drawer"
    );
}
