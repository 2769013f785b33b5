//! The house rules that no compiler knows: layers, sizes of files, what every module says of itself.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test may fail at any line, and says what it measured"
)]

use std::fs;
use std::path::{Path, PathBuf};

/// Layers from the bottom up. A module may import what stands in a lower layer, and its own.
const LAYERS: &[&[&str]] = &[
    &["safe", "words", "citation"],
    &["document"],
    &["ingest", "index", "layout", "compare"],
    &["export", "config", "catalogue", "open"],
    &["library"],
    &["tui", "cli"],
];

/// Crates that only one module may name.
const OWNED: &[(&str, &[&str])] = &[
    ("ratatui", &["tui"]),
    ("crossterm", &["tui"]),
    ("tantivy", &["index"]),
    ("clap", &["cli", "main"]),
    ("similar", &["compare"]),
    ("encoding_rs", &["ingest"]),
    ("hayro_interpret", &["ingest"]),
    ("hayro", &["ingest"]),
    ("ratatui_image", &["tui"]),
    ("roxmltree", &["ingest"]),
    ("pulldown_cmark", &["ingest"]),
    ("zip", &["ingest"]),
    ("std::fs", &["open", "config", "library", "tui", "main"]),
    ("std::thread", &["index", "library", "tui"]),
];

/// Lines a file may have.
const LONGEST: usize = 500;

/// The program's own files with their text.
fn sources() -> Vec<(PathBuf, String)> {
    sources_in(&["src"])
}

/// The program's files, its tests' and its benches'.
fn all_sources() -> Vec<(PathBuf, String)> {
    sources_in(&["src", "tests", "benches"])
}

fn sources_in(folders: &[&str]) -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    let mut folders: Vec<PathBuf> = folders.iter().map(|folder| root.join(folder)).collect();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                found.push((path, text));
            }
        }
    }
    found.sort();
    assert!(found.len() > 20, "the sources were not found");
    found
}

/// The module below `src` that a file belongs to: `document` for `src/document/place.rs`.
fn module(path: &Path) -> String {
    let below = path
        .strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join("src"))
        .unwrap();
    let first = below
        .components()
        .next()
        .unwrap()
        .as_os_str()
        .to_str()
        .unwrap();
    first.trim_end_matches(".rs").to_owned()
}

fn layer(module: &str) -> usize {
    LAYERS
        .iter()
        .position(|layer| layer.contains(&module))
        .unwrap_or(LAYERS.len())
}

/// A file's code without its comment lines.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines()
        .enumerate()
        .filter(|(_, line)| !line.trim_start().starts_with("//"))
        .map(|(at, line)| (at + 1, line))
}

#[test]
fn imports_point_downward_only() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let own = module(&path);
        if own == "lib" || own == "main" {
            continue;
        }
        assert!(
            layer(&own) < LAYERS.len(),
            "{own} stands in no layer: add it to LAYERS"
        );
        for (line, code) in code(&text) {
            for (at, _) in code.match_indices("crate::") {
                let named: String = code[at + 7..]
                    .chars()
                    .take_while(|c| c.is_alphanumeric() || *c == '_')
                    .collect();
                let inside_layer = LAYERS[layer(&own)].contains(&named.as_str());
                let siblings = inside_layer && named != own && (1..=2).contains(&layer(&own));
                if !named.is_empty() && named != own && (layer(&named) > layer(&own) || siblings) {
                    wrong.push(format!("{}:{line}: {own} imports {named}", path.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_foreign_crate_is_named_where_it_belongs() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let own = module(&path);
        for (line, code) in code(&text) {
            for (name, owners) in OWNED {
                if code.contains(&format!("{name}::")) && !owners.contains(&own.as_str()) {
                    wrong.push(format!("{}:{line}: {own} names {name}", path.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_module_says_what_it_is_for() {
    for (path, text) in all_sources() {
        assert!(
            text.starts_with("//! "),
            "{} does not open with what it is for",
            path.display()
        );
    }
}

#[test]
fn files_stay_short() {
    for (path, text) in all_sources() {
        let lines = text.lines().count();
        assert!(
            lines <= LONGEST,
            "{} has {lines} lines; split it by what it shows or does",
            path.display()
        );
    }
}

#[test]
fn nothing_half_done_is_left() {
    let words = ["todo!(", "unimplemented!(", "dbg!(", "TODO", "FIXME", "XXX"];
    for (path, text) in sources() {
        for word in words {
            assert!(!text.contains(word), "{} contains {word}", path.display());
        }
    }
}

#[test]
fn no_module_has_a_name_that_says_nothing() {
    for (path, _) in all_sources() {
        let stem = path.file_stem().unwrap().to_str().unwrap();
        assert!(
            ![
                "utils", "util", "helper", "helpers", "manager", "common", "misc"
            ]
            .contains(&stem),
            "{} has a name that says nothing",
            path.display()
        );
    }
}

#[test]
fn the_terminal_is_never_cleared_by_asking_it_and_the_program_exits_in_one_place() {
    for (path, text) in sources() {
        for (line, code) in code(&text) {
            assert!(
                !code.contains("unsafe "),
                "{}:{line}: unsafe",
                path.display()
            );
            assert!(
                !code.contains("terminal.clear("),
                "{}:{line}: Terminal::clear",
                path.display()
            );
            assert!(
                !code.contains("process::exit")
                    || ["main", "tui"].contains(&module(&path).as_str()),
                "{}:{line}: process::exit",
                path.display()
            );
        }
    }
}
