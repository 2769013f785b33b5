//! What is printed for a person: the letter in its forms, a frame, the program about itself; all of it harmless.

use std::collections::BTreeSet;
use std::fs;

use crate::program::*;

/// A letter with parts whose notes begin again, and signs that Markdown and HTML would act on.
const PARTS: &str = include_str!("../letters/annexes.txt");

#[test]
fn names_and_letters_cannot_act_on_the_terminal() {
    use std::os::unix::ffi::OsStrExt as _;
    let hostile = b"a\x1b]0;owned\x07\x1b[2Jb\xff.txt";
    let letter = folder("hostile").join(std::ffi::OsStr::from_bytes(hostile));
    fs::write(
        &letter,
        "Woord \u{1b}[31mrood\u{9b}1m \u{202e}om\u{200b}.\u{7} Einde.\n",
    )
    .unwrap();
    let missing = folder("hostile").join(std::ffi::OsStr::from_bytes(b"\x1b[2Jmissing\xff"));
    for file in [&letter, &missing] {
        for arguments in [
            &["show"][..],
            &["--plain"][..],
            &["show", "--json"][..],
            &["show", "--markdown"][..],
            &["show", "--html"][..],
            &["outline"][..],
            &["check"][..],
            &["search", "rood"][..],
            &["search", "rood", "--json"][..],
            &["--frame", "80x24"][..],
        ] {
            let output = command(arguments).arg(file).output().unwrap();
            for told in [&output.stdout, &output.stderr] {
                let told = String::from_utf8_lossy(told);
                let bad: Vec<char> = told
                    .chars()
                    .filter(|c| {
                        c.is_control() && *c != '\n' || matches!(c, '\u{202e}' | '\u{200b}')
                    })
                    .collect();
                assert!(bad.is_empty(), "{arguments:?} {bad:?}: {told}");
            }
        }
    }
}

#[test]
fn nothing_of_a_letter_acts_in_a_web_page_or_in_markdown() {
    let letter = folder("markup").join("markup.txt");
    fs::write(
        &letter,
        "<script>alert(1)</script> & <b>vet</b> 'q' \"r\".\n\n1. eerste\n\n- tweede *ster* _lijn_ [x](y) `code` # kop\n",
    )
    .unwrap();
    let file = letter.to_str().unwrap();
    let page = run(&["show", "--html", file]);
    let page = text(&page);
    assert!(
        !page.contains("<script>") && !page.contains("<b>vet"),
        "{page}"
    );
    assert!(page.contains("&lt;script&gt;"), "{page}");
    let markdown = run(&["show", "--markdown", file]);
    let markdown = text(&markdown);
    for sign in [
        "\\<script\\>",
        "\\*ster\\*",
        "\\_lijn\\_",
        "\\[x\\]",
        "\\`code\\`",
    ] {
        assert!(markdown.contains(sign), "{sign} in {markdown}");
    }
}

#[test]
fn notes_that_begin_again_keep_links_of_their_own() {
    let letter = folder("parts").join("annexes.txt");
    fs::write(&letter, PARTS).unwrap();
    let file = letter.to_str().unwrap();
    let page = run(&["show", "--html", file]);
    let ids: Vec<&str> = text(&page)
        .split("id=\"note-")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap())
        .collect();
    let different: BTreeSet<&&str> = ids.iter().collect();
    assert!(ids.len() > 1);
    assert_eq!(different.len(), ids.len(), "{ids:?}");
    for link in text(&page).split("href=\"#note-").skip(1) {
        let link = link.split('"').next().unwrap();
        assert!(different.contains(&link), "{link} leads nowhere");
    }
    let markdown = run(&["show", "--markdown", file]);
    let mut names: Vec<&str> = text(&markdown)
        .lines()
        .filter_map(|line| line.strip_prefix("[^")?.split_once("]:"))
        .map(|(name, _)| name)
        .collect();
    let count = names.len();
    names.dedup();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), count);
}

#[test]
fn plain_text_has_every_word_of_the_letter_and_notes_behind_their_paragraphs() {
    let output = run(&["show"]);
    let plain = text(&output);
    let samenleving = plain.find("groepen in de samenleving").unwrap();
    let note = plain.find("29.628 nr. 948").unwrap();
    let next = plain.find("Uitgangspunt van").unwrap();
    assert!(samenleving < note && note < next);
    let piped = run(&[]);
    assert_eq!(text(&piped), plain, "no terminal means the same");
    assert_eq!(text(&run(&["--plain"])), plain);
}

#[test]
fn a_frame_is_printed_without_a_terminal() {
    let output = run(&["--keys", "/encro<enter>", "--frame", "80x24"]);
    assert_eq!(output.status.code(), Some(0), "{}", message(&output));
    let frame = text(&output);
    assert_eq!(frame.lines().count(), 24);
    assert!(frame.contains("EncroChat-onderzoek"), "{frame}");
    assert!(frame.contains("1/1"), "{frame}");
    for wrong in ["80", "80x", "x24", "0x5", "axb"] {
        assert_eq!(run(&["--frame", wrong]).status.code(), Some(2), "{wrong}");
    }
    let unknown = run(&["--keys", "<nokey>", "--frame", "80x24"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(message(&unknown).contains("nokey"), "{}", message(&unknown));
}

#[test]
fn what_the_program_knows_of_itself_is_printed() {
    for (arguments, wanted) in [
        (&["keys"][..], "next_hit"),
        (&["config"][..], "theme"),
        (&["themes"][..], "contrast"),
        (&["completions", "bash"][..], "voetnoot"),
        (&["completions", "fish"][..], "voetnoot"),
        (&["man"][..], ".TH"),
    ] {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        assert!(text(&output).contains(wanted), "{arguments:?}");
    }
    assert_eq!(
        json(&["themes", "--json"])["themes"]
            .as_array()
            .unwrap()
            .len(),
        5
    );
    let keys = json(&["keys", "--json"]);
    let next = keys["keys"]
        .as_array()
        .unwrap()
        .iter()
        .find(|row| row["action"] == "next_hit");
    assert_eq!(next.unwrap()["keys"][0], "n");
    assert!(
        json(&["config", "--json"])["settings"]
            .as_array()
            .unwrap()
            .len()
            > 5
    );
}

#[test]
fn nothing_in_settings_acts_on_the_terminal() {
    let home = folder("hostile-settings");
    let own = home.join("voetnoot");
    fs::create_dir_all(own.join("themes")).unwrap();
    let hostile = "\"\\u001b]0;owned\\u0007\\u009b31m\\u202e\" = 3\n";
    for file in ["config.toml", "keys.toml", "themes/terminal.toml"] {
        fs::write(own.join(file), hostile).unwrap();
    }
    for arguments in [
        &["--plain"][..],
        &["config"],
        &["config", "--json"],
        &["keys"],
        &["keys", "--json"],
        &["search", "politie"],
    ] {
        let output = command(arguments)
            .env("XDG_CONFIG_HOME", &home)
            .output()
            .unwrap();
        for told in [text(&output), message(&output)] {
            let acts = |c: char| c.is_control() && c != '\n' || c == '\u{202e}';
            assert!(!told.contains(acts), "{arguments:?}: {told:?}");
        }
    }
}

#[test]
fn tables_and_lists_are_tables_and_lists_in_the_forms_that_have_them() {
    let letter = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/made/bruggen.docx");
    let markdown = run(&["show", "--markdown", letter]);
    let markdown = text(&markdown);
    let table = "\n\n| Jaar | Geïnspecteerd | Hersteld |\n| --- | --- | --- |\n| 2021 | 198 | 22[^8] |\n| 2022 | 214 | 31 |\n\n";
    assert!(markdown.contains(table), "{markdown}");
    let list = "\n\n- de klapbruggen in het noorden[^9];\n- de draaibruggen langs het kanaal;\n- de tunnels onder de rivier[^10].\n\n";
    assert!(markdown.contains(list), "{markdown}");
    let page = run(&["show", "--html", letter]);
    let page = text(&page);
    for row in [
        "<td>Jaar</td><td>Geïnspecteerd</td><td>Hersteld</td></tr>",
        "<td>31</td></tr>\n</table>",
    ] {
        assert!(page.contains(row), "{page}");
    }
    assert_eq!(page.matches("<table>").count(), 1);
    let numbered = folder("points").join("points.html");
    fs::write(
        &numbered,
        "<html><body><p>Brief.</p><ol><li>eerste</li><li>tweede</li></ol></body></html>",
    )
    .unwrap();
    let markdown = run(&["show", "--markdown", numbered.to_str().unwrap()]);
    assert!(
        text(&markdown).contains("\n\n1. eerste\n2. tweede\n"),
        "{}",
        text(&markdown)
    );
}

#[test]
fn what_is_printed_for_people_is_in_their_language() {
    for (lang, opening, cited) in [
        ("nl", "(Inleiding)", "aangehaald op p. 1"),
        ("en", "(Opening)", "cited on p. 1"),
    ] {
        let outline = run(&["outline", "--lang", lang]);
        assert!(text(&outline).contains(opening), "{}", text(&outline));
        let notes = run(&["notes", "--lang", lang]);
        assert!(text(&notes).contains(cited), "{}", text(&notes));
    }
}

#[test]
fn what_is_in_doubt_is_said_in_the_readers_language_and_to_programs_in_one() {
    let letter = folder("doubt").join("brief.txt");
    std::fs::write(
        &letter,
        "Geachte voorzitter,\n\nDit staat in de brief.² Daarna kwam er antwoord.\n",
    )
    .unwrap();
    let letter = letter.to_str().unwrap();
    let dutch = run(&["check", letter, "--lang", "nl"]);
    assert!(
        text(&dutch).contains("eindigt misschien op een verwijzing"),
        "{}",
        text(&dutch)
    );
    let english = run(&["check", letter, "--lang", "en"]);
    assert!(
        text(&english).contains("may end in a note mark"),
        "{}",
        text(&english)
    );
    let told = json(&["check", letter, "--json", "--lang", "nl"]);
    let message = told["warnings"][0]["message"].as_str().unwrap();
    assert!(message.contains("may end in a note mark"), "{message}");
}
