//! The reader without a terminal, on the embedded letter or on a text of the test's own.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use ratatui::style::{Color, Modifier};
use voetnoot::config::Overrides;
use voetnoot::open::Source;
use voetnoot::tui::model::Msg;
use voetnoot::tui::stage::Stage;

/// Settings that do not depend on the machine.
fn overrides() -> Overrides {
    Overrides {
        lang: Some("en".into()),
        theme: Some("terminal".into()),
        ascii: Some(false),
        ..Overrides::default()
    }
}

/// The embedded letter on a screen of a size.
pub(crate) fn stage(size: (u16, u16)) -> Stage {
    voetnoot::tui::stage(Source::Embedded, &overrides(), size)
}

/// A text on a screen of a size.
#[allow(dead_code, reason = "not every test crate needs it")]
pub(crate) fn stage_of(text: &str, size: (u16, u16)) -> Stage {
    voetnoot::tui::stage(
        Source::Text {
            name: "test.txt".into(),
            text: text.to_owned(),
        },
        &overrides(),
        size,
    )
}

/// Another text comes in for the letter on a screen, or its beginning.
#[allow(dead_code, reason = "not every test crate needs it")]
pub(crate) fn arrives(stage: &mut Stage, text: &str, whole: bool) {
    let document = stage_of(text, (80, 24)).model.letter.document;
    let edition = stage.model.letter.edition + 1;
    stage.happen(Msg::Opened {
        document,
        whole,
        edition,
    });
}

/// A file on a screen of a size.
#[allow(dead_code, reason = "not every test crate needs it")]
pub(crate) fn stage_of_file(path: &Path, size: (u16, u16)) -> Stage {
    voetnoot::tui::stage(Source::File(path.to_owned()), &overrides(), size)
}

/// The frame, then a plane of letters that stand for styles, then what the letters mean.
#[allow(dead_code, reason = "not every test crate needs it")]
pub(crate) fn styles(stage: &Stage) -> String {
    let (buffer, cursor) = stage.frame();
    let mut names: BTreeMap<String, char> = BTreeMap::new();
    let mut plane = String::new();
    for y in buffer.area.top()..buffer.area.bottom() {
        let mut row = String::new();
        for x in buffer.area.left()..buffer.area.right() {
            let cell = &buffer[(x, y)];
            let mut style = String::new();
            if cell.fg != Color::Reset {
                let _ = write!(style, "{} ", cell.fg);
            }
            if cell.bg != Color::Reset {
                let _ = write!(style, "on {} ", cell.bg);
            }
            if cell.modifier != Modifier::empty() {
                let _ = write!(style, "{:?}", cell.modifier);
            }
            let next = (b'a' + names.len() as u8) as char;
            row.push(if style.is_empty() {
                '.'
            } else {
                *names.entry(style).or_insert(next)
            });
        }
        plane.push_str(row.trim_end_matches('.'));
        plane.push('\n');
    }
    let mut text = stage.text();
    let _ = writeln!(text, "--- styles\n{plane}---");
    let mut legend: Vec<_> = names.into_iter().collect();
    legend.sort_by_key(|&(_, letter)| letter);
    for (style, letter) in legend {
        let _ = writeln!(text, "{letter} {}", style.trim());
    }
    let _ = writeln!(text, "cursor {cursor:?}");
    text
}
