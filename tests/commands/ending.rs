//! Exit codes, and what is said of what cannot be read.

use std::fs;
use std::process::Command;

use crate::program::*;

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
fn options_stand_before_or_behind_a_sub_command() {
    for arguments in [&["--lang", "nl", "keys"][..], &["keys", "--lang", "nl"]] {
        let output = run(arguments);
        assert!(text(&output).starts_with("Bewegen"), "{arguments:?}");
    }
    let output = run(&["--encoding", "utf-8", "outline"]);
    assert_eq!(output.status.code(), Some(0), "{}", message(&output));
}

#[test]
fn what_cannot_be_meant_is_told_with_what_can() {
    for (arguments, told) in [
        (&["shwo"][..], "did you mean `voetnoot show`?"),
        (&["letter.txt", "show"], "behind the sub-command"),
        (&["--plain", "show"], "behind `show`"),
        (&["--frame", "80x24", "notes"], "for the reader"),
        (&["--no-mouse", "notes"], "for the reader"),
        (
            &["gone.txt"],
            "cannot open gone.txt: No such file or directory\n",
        ),
    ] {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(message(&output).contains(told), "{}", message(&output));
    }
}

#[test]
fn a_line_of_hits_says_why_it_matches() {
    for (query, told) in [
        ("corupptie", "≈[corruptie]"),
        ("motie", "~[moties]"),
        ("motie", " [motie]-Özütok"),
    ] {
        let output = run(&["search", query]);
        assert!(text(&output).contains(told), "{query}: {}", text(&output));
    }
}

#[test]
fn a_query_that_asks_for_what_cannot_be_says_so() {
    for (query, code, told) in [
        ("in:xyz motie", 0, "in:xyz is no place"),
        ("p:9", 1, "there is no page 9"),
        ("§9", 1, "there is no section 9"),
        ("/[/", 2, "/[/ is no regular expression"),
    ] {
        let output = run(&["search", query]);
        assert_eq!(output.status.code(), Some(code), "{query}");
        assert!(
            message(&output).contains(told),
            "{query}: {}",
            message(&output)
        );
    }
}

#[test]
fn a_page_of_html_is_parsed_apart_and_shown() {
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/formats/paper.html");
    let output = run(&["show", page]);
    let told = String::from_utf8(output.stdout).unwrap();
    assert!(told.contains("trage bruggen?[1][2]"), "{told}");
    assert!(told.contains("[1] De Bode, 3 januari 2024"), "{told}");
}

/// A PDF whose second page unpacks to a quarter of a gigabyte of instructions.
const BOMB: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/tests/hostile/bomb-on-page-2.pdf"
);

#[test]
fn a_pdf_that_unpacks_without_end_is_survived_with_the_pages_before() {
    let output = run(&["check", BOMB]);
    let told = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(
        told.contains("page 2 could not be read: its parser"),
        "{told}"
    );
    let output = run(&["show", BOMB]);
    let told = String::from_utf8(output.stdout).unwrap();
    assert!(told.contains("De eerste pagina is een brief."), "{told}");
}

#[test]
fn what_a_publisher_says_beside_a_paper_is_told_where_the_paper_says_nothing() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("beside");
    std::fs::create_dir_all(&folder).unwrap();
    let paper = folder.join("kst-12345-6.xml");
    let text = "<kamerstuk><stuk><datumtekst><datum>3 mei 2024</datum></datumtekst><al>Een alinea.</al></stuk></kamerstuk>";
    std::fs::write(&paper, text).unwrap();
    let told = |name: &str, identifier: &str| {
        let metadata = format!(
            "<metadata_gegevens><metadata name=\"DC.identifier\" content=\"{identifier}\"/>\
             <metadata name=\"OVERHEIDop.dossiernummer\" content=\"12345\"/>\
             <metadata name=\"DCTERMS.issued\" content=\"2024-05-01\"/></metadata_gegevens>"
        );
        let beside = folder.join(name);
        std::fs::write(&beside, metadata).unwrap();
        let output = run(&["show", "--json", paper.to_str().unwrap()]);
        std::fs::remove_file(&beside).unwrap();
        let told: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        told["facts"].clone()
    };
    let facts = told("kst-12345-6.metadata.xml", "kst-12345-6");
    assert_eq!(facts["dossier"], "12345");
    assert_eq!(
        facts["date"], "3 mei 2024",
        "the paper's own word comes first"
    );
    assert_eq!(told("metadata.xml", "kst-12345-6")["dossier"], "12345");
    let others = told("metadata.xml", "kst-99999-1");
    assert!(others["dossier"].is_null(), "another paper's: {others}");
}

#[test]
fn where_there_are_no_pages_a_place_is_told_by_section_and_paragraph() {
    let letter = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/made/bruggen.docx");
    let output = run(&["notes", letter]);
    let told = String::from_utf8(output.stdout).unwrap();
    let rows: Vec<&str> = told.lines().collect();
    assert!(rows[0].contains("¶1") && !rows[0].contains('§'), "{told}");
    assert!(
        told.contains("§1\n") || told.contains("§1)"),
        "a mark in a heading: {told}"
    );
    assert!(told.contains("§2 ¶1"), "{told}");
}
