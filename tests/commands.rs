//! Command in, output out: what the program prints without a screen, its exit codes, and what it says of files it cannot read.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test may fail at any line, and says what it measured"
)]

use std::collections::BTreeSet;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

const PROGRAM: &str = env!("CARGO_BIN_EXE_voetnoot");

/// A letter with parts whose notes begin again, and signs that Markdown and HTML would act on.
const PARTS: &str = include_str!("letters/annexes.txt");

/// A folder of a test's own.
fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("commands-{name}"));
    fs::create_dir_all(&path).unwrap();
    path
}

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(PROGRAM);
    let nowhere = folder("nowhere");
    command
        .args(arguments)
        .env_clear()
        .env("HOME", &nowhere)
        .env("XDG_CONFIG_HOME", &nowhere)
        .env("XDG_STATE_HOME", &nowhere)
        .env("LANG", "C.UTF-8")
        .stdin(Stdio::null());
    command
}

fn run(arguments: &[&str]) -> Output {
    command(arguments).output().unwrap()
}

/// Runs with something on standard input.
fn run_with(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = command(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    let feeder = std::thread::spawn(move || {
        // The program may have seen enough before the end.
        let _ = stdin.write_all(&input);
    });
    let output = child.wait_with_output().unwrap();
    feeder.join().unwrap();
    output
}

fn text(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

fn message(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

fn json(arguments: &[&str]) -> Value {
    let output = run(arguments);
    assert!(output.status.code().unwrap() < 2, "{}", message(&output));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn keys(value: &Value) -> BTreeSet<&str> {
    value
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect()
}

#[track_caller]
fn assert_has(value: &Value, wanted: &[&str]) {
    let found = keys(value);
    for key in wanted {
        assert!(found.contains(key), "no {key} among {found:?}");
    }
}

#[test]
fn the_letter_as_json_has_every_promised_field() {
    let letter = json(&["show", "--json"]);
    assert_eq!(letter["format"], 1);
    assert_has(
        &letter,
        &[
            "source",
            "title",
            "facts",
            "pages",
            "sections",
            "paragraphs",
            "notes",
            "citations",
            "warnings",
        ],
    );
    assert_has(
        &letter["facts"],
        &["date", "sender", "subject", "dossier", "number"],
    );
    assert_has(&letter["pages"][0], &["number", "label"]);
    assert_has(
        &letter["sections"][0],
        &["title", "level", "page", "paragraphs"],
    );
    assert_has(
        &letter["paragraphs"][0],
        &["kind", "text", "pages", "section", "note", "refs"],
    );
    assert_has(&letter["notes"][0], &["label", "text", "page", "refs"]);
    assert_has(
        &letter["notes"][0]["refs"][0],
        &["paragraph", "at", "page", "sentence"],
    );
    assert_eq!(letter["pages"].as_array().unwrap().len(), 3);
    assert_eq!(letter["sections"][0]["title"], Value::Null);
    assert_eq!(letter["sections"].as_array().unwrap().len(), 3);
    assert_eq!(letter["notes"].as_array().unwrap().len(), 6);
    let bodies = letter["paragraphs"].as_array().unwrap().iter();
    assert_eq!(
        bodies
            .filter(|paragraph| paragraph["kind"] == "body")
            .count(),
        10
    );
}

#[test]
fn sections_and_pages_of_the_json_cover_all_paragraphs() {
    let letter = json(&["show", "--json"]);
    let mut next = 0;
    for section in letter["sections"].as_array().unwrap() {
        assert_eq!(section["paragraphs"][0], next);
        next = section["paragraphs"][1].as_u64().unwrap();
    }
    let paragraphs = letter["paragraphs"].as_array().unwrap();
    let texts = paragraphs
        .iter()
        .filter(|paragraph| paragraph["kind"] != "note")
        .count();
    assert_eq!(next, texts as u64);
    for paragraph in paragraphs {
        let (first, last) = (
            paragraph["pages"][0].as_u64(),
            paragraph["pages"][1].as_u64(),
        );
        assert!(
            first >= Some(1) && first <= last && last <= Some(3),
            "{paragraph}"
        );
    }
}

#[test]
fn marks_in_the_json_stand_behind_the_words_they_belong_to() {
    let letter = json(&["show", "--json"]);
    let mut behind = Vec::new();
    for note in letter["notes"].as_array().unwrap() {
        let place = &note["refs"][0];
        let at = place["at"].as_u64().unwrap() as usize;
        let paragraph = &letter["paragraphs"][place["paragraph"].as_u64().unwrap() as usize];
        let text = paragraph["text"].as_str().unwrap();
        let sentence = place["sentence"].as_str().unwrap();
        assert!(text.contains(sentence), "{sentence}");
        let back = paragraph["refs"].as_array().unwrap();
        assert!(
            back.iter()
                .any(|mark| mark["note"] == note["label"] && mark["at"] == at)
        );
        let word = text[..at].trim_end_matches('.').rsplit(' ').next().unwrap();
        behind.push(word.to_owned());
    }
    assert_eq!(
        behind,
        [
            "samenleving",
            "Vakmanschap",
            "betrokken",
            "onderzoeken",
            "profileren",
            "bracht"
        ]
    );
}

#[test]
fn search_as_json_counts_every_marked_place() {
    let found = json(&["search", "corruptie", "--json"]);
    assert_eq!(found["format"], 1);
    assert_eq!(found["query"], "corruptie");
    let totals = &found["totals"];
    assert_eq!(totals["passages"], 4);
    assert_eq!(totals["occurrences"], 5);
    assert_eq!(totals["text"], 5);
    assert_eq!(totals["notes"], 0);
    assert_eq!(totals["headings"], 0);
    let mut marks = 0;
    for hit in found["hits"].as_array().unwrap() {
        assert_has(
            hit,
            &[
                "letter",
                "where",
                "note",
                "section",
                "page",
                "paragraph",
                "text",
                "tier",
                "marks",
                "refs",
            ],
        );
        let text = hit["text"].as_str().unwrap();
        for mark in hit["marks"].as_array().unwrap() {
            let range = mark[0].as_u64().unwrap() as usize..mark[1].as_u64().unwrap() as usize;
            assert_eq!(text[range].to_lowercase(), "corruptie");
            marks += 1;
        }
    }
    assert_eq!(marks, 5);
}

#[test]
fn search_says_why_a_passage_matches() {
    for (query, tier) in [
        ("korpsleiding", "exact"),
        ("ozutok", "folded"),
        ("brieven", "form"),
        ("leiding", "part"),
        ("korpslijding", "typo"),
    ] {
        let found = json(&["search", query, "--json"]);
        assert_eq!(found["hits"][0]["tier"], tier, "{query}");
    }
    assert_eq!(
        json(&["search", "integrit", "--typing", "--json"])["hits"][0]["tier"],
        "prefix"
    );
}

#[test]
fn places_are_searched_in_reading_order_whatever_order_they_are_named_in() {
    let one = json(&["search", "motie", "--in", "notes,text", "--json"]);
    let other = json(&["search", "motie", "--in", "text,notes", "--json"]);
    let all = json(&["search", "motie", "--json"]);
    assert_eq!(one["hits"], other["hits"]);
    assert_eq!(one["hits"], all["hits"], "no heading has the word");
    let wheres: BTreeSet<&str> = one["hits"]
        .as_array()
        .unwrap()
        .iter()
        .map(|hit| hit["where"].as_str().unwrap())
        .collect();
    assert_eq!(wheres, BTreeSet::from(["note", "text"]));
    let headings = json(&["search", "politie", "--in", "headings", "--json"]);
    assert_eq!(headings["totals"]["text"], 0);
    assert_eq!(
        headings["totals"]["headings"],
        headings["totals"]["occurrences"]
    );
}

#[test]
fn a_limit_cuts_hits_but_not_counts() {
    let found = json(&["search", "politie", "--limit", "2", "--json"]);
    let all = json(&["search", "politie", "--json"]);
    assert_eq!(found["hits"].as_array().unwrap().len(), 2);
    assert_eq!(found["totals"], all["totals"]);
    assert_eq!(found["hits"][0], all["hits"][0]);
}

#[test]
fn exit_codes_are_those_of_grep() {
    for (arguments, code) in [
        (&["show"][..], 0),
        (&["search", "EncroChat"][..], 0),
        (&["search", "xyzzyplugh"][..], 1),
        (&["search", "\"half"][..], 0),
        (&["check"][..], 0),
        (&["--version"][..], 0),
        (&["--help"][..], 0),
        (&["show", "/nonexistent/letter.txt"][..], 2),
        (&["search", "x", "/nonexistent/letter.txt"][..], 2),
        (&["--no-such-option"][..], 2),
        (&["show", "--encoding", "klingon"][..], 2),
    ] {
        let output = run(arguments);
        assert_eq!(
            output.status.code(),
            Some(code),
            "{arguments:?}: {}",
            message(&output)
        );
        assert_eq!(
            code == 2,
            !output.stderr.is_empty(),
            "{arguments:?}: {}",
            message(&output)
        );
    }
}

#[test]
fn doubts_are_told_by_check_with_exit_code_one() {
    let letter = folder("check").join("marks.txt");
    fs::write(
        &letter,
        "De motie2 is aangenomen.1 Dat is alles.\n\n1 Kamerstuk 29 628, nr. 9.\n",
    )
    .unwrap();
    let output = run(&["check", letter.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1), "{}", text(&output));
    assert!(text(&output).contains("motie"), "{}", text(&output));
    let told = json(&["check", letter.to_str().unwrap(), "--json"]);
    assert_has(&told["warnings"][0], &["kind", "message", "page"]);
}

#[test]
fn one_unreadable_letter_does_not_hide_the_others() {
    let letter = folder("several").join("brief.txt");
    fs::write(&letter, "De minister schrijft een brief.\n").unwrap();
    let output = run(&[
        "search",
        "brief",
        "/nonexistent/a.txt",
        letter.to_str().unwrap(),
    ]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output).contains("een [brief]"), "{}", text(&output));
    assert!(message(&output).contains("/nonexistent/a.txt"));
}

#[test]
fn a_letter_is_read_from_standard_input() {
    let output = run_with(&["search", "kamer", "-"], "Aan de Kamer.\n".as_bytes());
    assert_eq!(output.status.code(), Some(0));
    assert!(text(&output).contains("[Kamer]"), "{}", text(&output));
    let output = run_with(&["--plain", "-"], "Aan de Kamer.\n".as_bytes());
    assert!(text(&output).contains("Aan de Kamer."));
}

#[test]
fn a_closed_pipe_is_no_error() {
    for arguments in [
        &["show"][..],
        &["show", "--json"][..],
        &["search", "de"][..],
        &["man"][..],
    ] {
        let mut child = command(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(message(&output), "", "{arguments:?}");
        assert!(
            matches!(output.status.code(), Some(0 | 1)),
            "{arguments:?}: {:?}",
            output.status
        );
    }
}

#[test]
fn what_is_no_letter_is_told_with_its_name_and_a_remedy() {
    let place = folder("no-letters");
    let large = place.join("large.txt");
    fs::write(&large, "woord ".repeat(300_000)).unwrap();
    let empty = place.join("empty.txt");
    fs::write(&empty, "").unwrap();
    let cases: &[(&[&str], &str)] = &[
        (&["show", place.to_str().unwrap()], "folder"),
        (&["show", "/dev/zero"], "device"),
        (
            &["show", "--max-size", "1", large.to_str().unwrap()],
            "--max-size",
        ),
        (&["show", empty.to_str().unwrap()], "no text"),
        (&["show", PROGRAM], "plain text"),
        (
            &["show", "--encoding", "klingon", large.to_str().unwrap()],
            "utf-8",
        ),
    ];
    for (arguments, remedy) in cases {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let message = message(&output);
        let name = arguments.last().unwrap();
        assert!(
            message.contains(name) && message.contains(remedy),
            "{arguments:?}: {message}"
        );
        assert_eq!(message.trim_end().lines().count(), 1, "{message}");
        assert!(output.stdout.is_empty());
    }
}

#[test]
fn a_pipe_that_never_speaks_is_not_waited_for() {
    let pipe = folder("pipe").join(format!("fifo-{}", std::process::id()));
    assert!(
        Command::new("mkfifo")
            .arg(&pipe)
            .status()
            .unwrap()
            .success()
    );
    let output = run(&["show", pipe.to_str().unwrap()]);
    fs::remove_file(&pipe).unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(message(&output).contains("pipe"), "{}", message(&output));
}

#[test]
fn an_endless_input_ends_at_the_largest_size() {
    let output = run_with(
        &["show", "--max-size", "1", "-"],
        &b"woord ".repeat(400_000),
    );
    assert_eq!(output.status.code(), Some(2));
    assert!(message(&output).contains("1 MiB"), "{}", message(&output));
}

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
fn lists_name_page_note_and_address() {
    let notes = run(&["notes"]);
    assert_eq!(text(&notes).lines().count(), 6);
    assert!(
        text(&notes)
            .lines()
            .all(|line| line.contains("cited on p. "))
    );
    let citations = run(&["citations"]);
    assert_eq!(text(&citations).lines().count(), 6);
    assert!(text(&citations).contains("kst-35164-11"));
    let outline = run(&["outline"]);
    assert_eq!(text(&outline).lines().count(), 3);
    let json = json(&["citations", "--json"]);
    assert_has(
        &json["citations"][0],
        &["id", "kind", "text", "where", "note", "page", "url"],
    );
}
