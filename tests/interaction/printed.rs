//! The printed page of a PDF, over the text and beside it.

use std::path::{Path, PathBuf};

use ratatui::buffer::Buffer;
use ratatui::style::Color;
use voetnoot::ingest::Options;
use voetnoot::ingest::pdf::drawing::{Drawing, Size, draw};
use voetnoot::tui::display::{Display, Way};
use voetnoot::tui::model::Msg;
use voetnoot::tui::printed::News;
use voetnoot::tui::stage::Stage;
use voetnoot::tui::theme::Depth;

use crate::pointing::{drag, mouse};
use crate::support::stage::{stage, stage_of_file};

fn made(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/made")
        .join(name)
}

/// A PDF of two pages on a screen with colours.
fn opened(size: (u16, u16)) -> Stage {
    let mut stage = stage_of_file(&made("bruggen.pdf"), size);
    stage.model.theme = voetnoot::tui::load_theme("terminal", Depth::True).0;
    stage
}

/// How bright each half of the picture's cells is, row by row: the picture itself.
fn pixels(buffer: &Buffer) -> Vec<Vec<u8>> {
    let bright = |colour: Color| match colour {
        Color::Rgb(red, ..) => Some(red),
        _ => None,
    };
    let area = buffer.area;
    let mut rows = Vec::new();
    for y in area.top()..area.bottom() {
        let cells = (area.left()..area.right()).map(|x| &buffer[(x, y)]);
        let halves = cells.filter_map(|cell| {
            let (text, ground) = (bright(cell.fg)?, bright(cell.bg)?);
            match cell.symbol() {
                "▀" => Some((text, ground)),
                "▄" => Some((ground, text)),
                " " => Some((ground, ground)),
                _ => None,
            }
        });
        let (upper, lower): (Vec<u8>, Vec<u8>) = halves.unzip();
        if !upper.is_empty() {
            rows.push(upper);
            rows.push(lower);
        }
    }
    rows
}

fn drawing(name: &str, page: usize) -> Result<Drawing, String> {
    let bytes = std::fs::read(made(name)).unwrap();
    let size = Size {
        width: 600,
        scale: f32::INFINITY,
    };
    draw(&bytes, page, size, &Options::default())
}

#[test]
fn the_page_comes_over_the_text_and_goes_again_without_moving_anything() {
    let mut stage = opened((80, 24));
    stage.press("jj").unwrap();
    let before = stage.frame();
    stage.press("P").unwrap();
    assert!(stage.text().contains("Printed page 1"), "{}", stage.text());
    let shown = pixels(&stage.frame().0);
    assert!(shown.len() > 20, "{} rows", shown.len());
    let (mut paper, mut ink) = (0, 0);
    for &pixel in shown.iter().flatten() {
        paper += usize::from(pixel > 240);
        ink += usize::from(pixel < 230);
    }
    assert!(paper > 2 * ink && ink > 50, "paper {paper}, ink {ink}");
    for back in ["P", "<Esc>"] {
        stage.press(back).unwrap();
        assert_eq!(stage.frame(), before, "after {back}");
        stage.press("P").unwrap();
        assert_eq!(pixels(&stage.frame().0), shown, "the same page again");
    }
}

#[test]
fn the_page_follows_wherever_one_goes() {
    let mut stage = opened((80, 24));
    stage.press("P").unwrap();
    let first = pixels(&stage.frame().0);
    stage.press("]]").unwrap();
    let second = pixels(&stage.frame().0);
    assert_ne!(first, second, "another part of the same page");
    stage.press("j").unwrap();
    let further = pixels(&stage.frame().0);
    assert_ne!(further, second, "a row further down");
    stage.press("kj").unwrap();
    assert_eq!(pixels(&stage.frame().0), further, "up and down again");
    stage.press(")").unwrap();
    assert!(stage.text().contains("Printed page 2"), "{}", stage.text());
    assert_ne!(pixels(&stage.frame().0), second);
    stage.press("/geïnspecteerd<Enter>").unwrap();
    assert!(stage.text().contains("Printed page 1"), "{}", stage.text());
    stage.press("/planning<Enter>n").unwrap();
    let (stops, here) = (stage.model.search.stops(), stage.model.reader.point);
    assert!(stops > 1);
    stage.press("<Esc>").unwrap();
    assert_eq!(stage.model.reader.point, here, "back at the same words");
    assert_eq!(
        stage.model.search.stops(),
        stops,
        "Esc takes one thing away"
    );
}

#[test]
fn the_page_is_scrolled_to_its_foot_and_on_to_the_next() {
    let mut stage = opened((80, 24));
    stage.press("P").unwrap();
    let here = stage.model.reader.point;
    let mut seen = vec![pixels(&stage.frame().0)];
    while !stage.text().contains("Printed page 2") {
        stage.press("j").unwrap();
        seen.push(pixels(&stage.frame().0));
        assert!(seen.len() < 100, "the page has an end");
    }
    seen.pop();
    assert!(seen.len() > 5, "{} rows", seen.len());
    assert!(seen.windows(2).all(|pair| pair[0] != pair[1]));
    stage.press("k").unwrap();
    assert_eq!(pixels(&stage.frame().0), seen[seen.len() - 1], "the foot");
    assert!(stage.text().contains("p. 1/2"), "{}", stage.text());
    stage.press("100k").unwrap();
    stage.press("P").unwrap();
    assert_eq!(stage.model.reader.point, here, "the page's first words");
    // Also where the text does not fill the screen.
    let mut stage = opened((80, 60));
    stage.press("PG").unwrap();
    let last = pixels(&stage.frame().0);
    stage.press("P").unwrap();
    stage.press("P").unwrap();
    assert_eq!(pixels(&stage.frame().0), last, "as it was left");
}

#[test]
fn the_mouse_on_the_page_scrolls_it_and_touches_nothing_below() {
    use ratatui::crossterm::event::MouseEventKind;
    let mut stage = opened((80, 24));
    stage.press("P").unwrap();
    let before = (stage.model.reader.clone(), stage.model.focus);
    for (column, row) in [(40, 5), (50, 9), (30, 20), (60, 3)] {
        drag(&mut stage, (column, row), (column + 4, row + 1));
    }
    assert_eq!((stage.model.reader.clone(), stage.model.focus), before);
    let seen = pixels(&stage.frame().0);
    mouse(&mut stage, MouseEventKind::ScrollDown, (40, 5));
    assert_ne!(pixels(&stage.frame().0), seen);
    mouse(&mut stage, MouseEventKind::ScrollUp, (40, 5));
    assert_eq!(pixels(&stage.frame().0), seen);
    // Selecting is for what is seen.
    stage.press("v").unwrap();
    assert!(!stage.model.printed.shown && stage.model.reader.selection.is_some());
}

#[test]
fn on_a_wide_screen_a_letter_without_notes_has_its_page_beside_it_too() {
    let mut stage = stage_of_file(&made("kolommen.pdf"), (200, 50));
    assert!(!stage.model.letter.document.notes.is_empty());
    stage.model.settings.show_notes = false;
    stage.model.theme = voetnoot::tui::load_theme("terminal", Depth::True).0;
    stage.press("P").unwrap();
    let document = stage.model.letter.document.clone();
    let text = stage.text();
    let first: Vec<&str> = document.paragraphs[0].text.split(' ').take(4).collect();
    assert!(text.contains(&first.join(" ")), "{text}");
    assert!(text.contains("Printed page 1"), "{text}");
    assert!(!pixels(&stage.frame().0).is_empty());
}

#[test]
fn the_page_stands_beside_the_text_where_the_notes_have_room_for_it() {
    let mut stage = opened((200, 50));
    stage.press("P").unwrap();
    let text = stage.text();
    assert!(text.contains("Met deze brief bericht ik"), "{text}");
    assert!(text.contains("Printed page 1"), "{text}");
    let seen = pixels(&stage.frame().0);
    assert!(seen.len() > 60, "{} rows", seen.len());
    stage.press("F").unwrap();
    assert!(
        pixels(&stage.frame().0).is_empty(),
        "who reads a note sees it"
    );
    stage.press("<Esc>").unwrap();
    assert_eq!(pixels(&stage.frame().0).len(), seen.len());
    stage.press("h").unwrap();
    assert!(pixels(&stage.frame().0).is_empty(), "a list lies over it");
}

#[test]
fn every_size_of_screen_shows_a_page_or_a_word_about_it() {
    let mut stage = opened((80, 24));
    stage.press("P").unwrap();
    for size in [
        (200, 50),
        (120, 40),
        (72, 12),
        (40, 12),
        (30, 8),
        (10, 3),
        (3, 2),
        (1, 1),
    ] {
        stage.happen(Msg::Input(ratatui::crossterm::event::Event::Resize(
            size.0, size.1,
        )));
        stage.press("j").unwrap();
        let frame = stage.frame().0;
        assert!(size.1 < 3 || !pixels(&frame).is_empty(), "{size:?}");
        // Where panes have names, this one is whole.
        let named = size.0 < 40 || size.1 < 12 || stage.text().contains("layout only ");
        assert!(named, "{size:?}: {}", stage.text());
    }
}

#[test]
fn each_terminal_gets_the_picture_in_its_own_way() {
    let ways = [
        ("_Gi=31;OK", Way::Kitty, "\u{1b}_Gq=2,i="),
        ("[?62;4;22c", Way::Sixel, "\u{1b}P"),
    ];
    for (answer, way, sequence) in ways {
        let mut stage = opened((80, 24));
        stage.press("P").unwrap();
        for report in ["[6;20;10t", "]11;rgb:0/0/0", answer] {
            stage.happen(Msg::Printed(News::Report(report.to_owned())));
        }
        assert_eq!(stage.model.printed.display.unwrap().way, way);
        let (buffer, _) = stage.frame();
        let holds = |cell: &ratatui::buffer::Cell| cell.symbol().contains(sequence);
        let with = buffer.content.iter().filter(|cell| holds(cell)).count();
        assert_eq!(with, 1, "{way:?}: one cell holds all of it");
        stage.press("P").unwrap();
        assert!(!stage.frame().0.content.iter().any(holds));
    }
}

#[test]
fn what_a_terminal_says_unasked_or_wrongly_changes_nothing() {
    let mut display = Display::default();
    for report in [
        "_Gi=31;ENOTSUPPORTED:",
        "_Gi=32;EINVAL:",
        "[6;0;0t",
        "[6;9999;9999t",
        "[6;x;yt",
        "[?4c",
        "[?c",
        "",
        "[6;",
        "[8;24;80t",
    ] {
        display.hear(report);
        assert_eq!(display, Display::default(), "{report}");
    }
    let mut stage = stage((80, 24));
    let before = stage.frame();
    stage.happen(Msg::Printed(News::Report("_Gi=31;OK".to_owned())));
    assert_eq!(stage.frame(), before);
}

#[test]
fn a_letter_without_printed_pages_says_so() {
    let mut stage = stage((80, 24));
    let before = stage.frame().0;
    stage.press("P").unwrap();
    let said = stage.model.status.clone().unwrap();
    assert!(said.wrong && said.text.contains("PDF"), "{}", said.text);
    stage.press("<Esc>").unwrap();
    assert_eq!(stage.frame().0, before);
    let mut stage = stage_of_file(&made("bruggen.md"), (80, 24));
    stage.press("P").unwrap();
    assert!(stage.model.status.as_ref().unwrap().wrong);
}

#[test]
fn without_colours_it_is_said_that_there_are_no_pictures() {
    let mut stage = opened((80, 24));
    stage.model.theme = voetnoot::tui::load_theme("mono", Depth::None).0;
    stage.press("P").unwrap();
    assert!(
        stage.text().contains("shows no pictures"),
        "{}",
        stage.text()
    );
    assert!(pixels(&stage.frame().0).is_empty());
}

#[test]
fn a_text_is_found_on_its_page_by_its_letters() {
    let page = drawing("bruggen.pdf", 0).unwrap();
    assert_eq!(page.pixels.len() as u32, page.width * page.height * 3);
    assert_eq!(page.width, 600);
    assert!(
        page.height == 776,
        "as wide as 8.5 is to 11: {}",
        page.height
    );
    let rows: Vec<u32> = [
        "Met deze brief bericht ik uw Kamer",
        "De provincies hebben hun eigen programma’s opgesteld en delen die",
        "Stand van het onderhoud",
        "de tunnels onder de rivier.",
    ]
    .iter()
    .map(|text| {
        page.place_of(text)
            .unwrap_or_else(|| panic!("{text}: {:?}", page.writing))
            .1
    })
    .collect();
    assert!(rows.is_sorted() && rows[0] < rows[3], "{rows:?}");
    // Where the row is, there is print.
    for row in rows {
        let line = page.width as usize * 3;
        let band = &page.pixels[row as usize * line..(row as usize + 12) * line];
        assert!(band.iter().any(|&part| part < 100), "row {row}");
    }
    assert_eq!(
        page.place_of("Hiervan staat geen woord op deze bladzijde"),
        None
    );
    assert_eq!(page.place_of(""), None);
    assert_eq!(page.place_of("…"), None);
}

#[test]
fn a_page_that_is_not_there_is_an_error() {
    assert!(drawing("bruggen.pdf", 2).is_err());
    assert!(drawing("bruggen.md", 0).is_err());
}

#[test]
fn an_encrypted_letter_is_drawn_with_its_password() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/hostile/locked.pdf");
    let bytes = std::fs::read(path).unwrap();
    let size = Size {
        width: 100,
        scale: 1.0,
    };
    let with = |password: &str| Options {
        password: Some(password.to_owned()),
        ..Options::default()
    };
    assert!(draw(&bytes, 0, size, &with("fout")).is_err());
    assert_eq!(draw(&bytes, 0, size, &with("geheim")).unwrap().width, 100);
}
