//! Makes small letters, and shows a comparison in a form that is easy to read in a test.

use voetnoot::compare::{Change, Comparison, compare};
use voetnoot::document::builder::Builder;
use voetnoot::document::passage::Passage;
use voetnoot::document::{Document, Kind};

/// A line of a letter: `# ` begins a heading, `^4 ` note 4, which the paragraph before it cites; all else is text.
pub(crate) fn letter(lines: &[&str]) -> Document {
    let mut builder = Builder::new("letter");
    builder.page(None);
    let mut notes = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let cited = lines[at + 1..]
            .iter()
            .map_while(|next| next.strip_prefix('^'));
        if let Some(note) = line.strip_prefix('^') {
            notes.push(note.split_once(' ').unwrap());
        } else {
            let (kind, text) = match line.strip_prefix("# ") {
                Some(title) => (Kind::Heading(1), title),
                None => (Kind::Body, *line),
            };
            let marks = cited.map(|note| {
                let label = note.split_once(' ').unwrap().0;
                (text.len(), label.to_owned())
            });
            let passage = Passage {
                marks: marks.collect(),
                ..plain(text)
            };
            builder.push(kind, passage);
        }
    }
    for (label, text) in notes {
        builder.note(label, vec![plain(text)]);
    }
    builder.finish()
}

fn plain(text: &str) -> Passage {
    Passage {
        text: text.to_owned(),
        ..Passage::default()
    }
}

/// A row a line: `=`, `~`, `+` or `-`, `>` before it if it moved, and how its text begins; sections apart by a line of their own.
pub(crate) fn shown(old: &Document, new: &Document) -> Vec<String> {
    let comparison = compare(old, new);
    let mut lines = Vec::new();
    for section in &comparison.sections {
        let moved = if section.moved { ">" } else { "" };
        lines.push(format!("{moved}[{:?} {:?}]", section.old, section.new).replace("Some", ""));
        for row in comparison.rows_of(section) {
            let sign = match row.change {
                Change::Same => '=',
                Change::Changed => '~',
                Change::New => '+',
                Change::Gone => '-',
            };
            let moved = if row.moved { ">" } else { "" };
            let old = row.old.map(|at| &old.paragraphs[at as usize].text);
            let new = row.new.map(|at| &new.paragraphs[at as usize].text);
            let text: Vec<&str> = new.or(old).unwrap().split(' ').take(3).collect();
            lines.push(format!("{moved}{sign} {}", text.join(" ")));
        }
    }
    lines
}

/// What is gone and what is new in the only changed row of two letters.
pub(crate) fn marked(old: &str, new: &str) -> Vec<(String, String)> {
    let comparison: Comparison = compare(&letter(&[old]), &letter(&[new]));
    let [row] = &comparison.rows[..] else {
        panic!("not one row: {:?}", comparison.rows);
    };
    let differing = row.words.iter().filter(|stretch| !stretch.same);
    differing
        .map(|stretch| {
            (
                old[stretch.old.clone()].to_owned(),
                new[stretch.new.clone()].to_owned(),
            )
        })
        .collect()
}
