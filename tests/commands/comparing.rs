//! Two letters compared: the lines, the JSON, the exit code.

use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;

use serde_json::Value;

use crate::program::*;

const OLD: &str = "\
Met deze brief informeer ik uw Kamer over de bezetting en het materieel van de politie.

1. Bezetting in 2031

De werving van wijkagenten verloopt volgens planning.1 In elke eenheid zijn de vacatures voor het einde van het voorjaar vervuld.

De korpschef beziet of de norm voor het platteland nog voldoet.

2. Materieel

Het nieuwe uniform wordt vanaf de zomer per district uitgereikt.

1 Kamerstuk 29 628, nr. 911.
";

const NEW: &str = "\
Met deze brief informeer ik uw Kamer over de bezetting en het materieel van de politie.

1. Bezetting in 2032

De werving van wijkagenten verloopt volgens planning.1 In elke eenheid zijn de vacatures voor het einde van het najaar vervuld.

2. Materieel

Het nieuwe uniform wordt vanaf de zomer per district uitgereikt.

Over de dienstvoertuigen volgt een afzonderlijke brief.

1 Kamerstuk 29 628, nr. 911.
";

/// Both letters, written once: a test that wrote them while another has them read would empty them under its hands.
fn letters() -> (PathBuf, PathBuf) {
    static WRITTEN: LazyLock<(PathBuf, PathBuf)> = LazyLock::new(|| {
        let folder = folder("comparing");
        let (old, new) = (folder.join("voorjaar.txt"), folder.join("najaar.txt"));
        fs::write(&old, OLD).unwrap();
        fs::write(&new, NEW).unwrap();
        (old, new)
    });
    WRITTEN.clone()
}

#[test]
fn what_differs_is_printed_by_section_with_its_words_marked() {
    let (old, new) = letters();
    let output = run(&["compare", old.to_str().unwrap(), new.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0), "{}", message(&output));
    let printed = text(&output);
    for line in [
        "4 same, 2 changed, 1 new, 1 gone",
        "== 1. Bezetting in [-2031-]{+2032+}: 1 same, 2 changed, 1 gone",
        "~ §1 ¶1 -> §1 ¶1: De werving van wijkagenten verloopt volgens planning. In elke eenheid zijn de vacatures voor het einde van het [-voorjaar-]{+najaar+} vervuld.",
        "- §1 ¶2: De korpschef beziet of de norm voor het platteland nog voldoet.",
        "== 2. Materieel: 2 same, 1 new",
        "+ §2 ¶2: Over de dienstvoertuigen volgt een afzonderlijke brief.",
    ] {
        assert!(
            printed.lines().any(|printed| printed == line),
            "no {line:?} in\n{printed}"
        );
    }
    assert!(!printed.contains("uniform"), "{printed}");
    assert!(!printed.contains("nr. 911"), "{printed}");
}

#[test]
fn the_comparison_as_json_has_every_promised_field_and_loses_nothing() {
    let (old, new) = letters();
    let arguments = [
        "compare",
        old.to_str().unwrap(),
        new.to_str().unwrap(),
        "--json",
    ];
    let told = json(&arguments);
    assert_eq!(told["format"], 1);
    assert_eq!(told["query"], Value::Null);
    assert_has(
        &told,
        &["old", "new", "totals", "sections", "passages", "query"],
    );
    assert_has(&told["old"], &["source", "title"]);
    assert_has(&told["totals"], &["same", "changed", "new", "gone"]);
    assert_has(
        &told["sections"][0],
        &["old", "new", "same", "changed", "gone"],
    );
    let passages = told["passages"].as_array().unwrap();
    assert_eq!(passages.len(), 8);
    for passage in passages {
        assert_has(passage, &["change", "old", "new", "words", "section"]);
        let words = passage["words"].as_array().unwrap();
        assert_eq!(!words.is_empty(), passage["change"] == "changed");
        if words.is_empty() {
            continue;
        }
        for (side, other) in [("old", "new"), ("new", "gone")] {
            let text: String = words
                .iter()
                .filter(|word| word[0] != other)
                .map(|word| word[1].as_str().unwrap())
                .collect();
            assert_eq!(passage[side]["text"], text);
            assert_has(&passage[side], &["paragraph", "page", "text"]);
        }
    }
    let moved: Vec<&Value> = passages.iter().filter(|one| one["moved"] == true).collect();
    assert!(moved.is_empty(), "{moved:?}");
}

#[test]
fn one_query_is_counted_in_both() {
    let (old, new) = letters();
    let (old, new) = (old.to_str().unwrap(), new.to_str().unwrap());
    let told = json(&["compare", old, new, "--json", "--query", "korpschef"]);
    assert_eq!(told["query"]["text"], "korpschef");
    assert_eq!(told["query"]["old"]["occurrences"], 1);
    assert_eq!(told["query"]["new"]["occurrences"], 0);
    let output = run(&["compare", old, new, "--query", "korpschef"]);
    let line = "korpschef: 1 in 1 passages -> 0 in 0 passages";
    assert!(text(&output).contains(line), "{}", text(&output));
}

#[test]
fn only_an_error_is_told_by_the_exit_code() {
    let (old, new) = letters();
    let (old, new) = (old.to_str().unwrap(), new.to_str().unwrap());
    for (arguments, code) in [
        (&["compare", old, old][..], 0),
        (&["compare", old, new][..], 0),
        (&["compare", old, new, "--query", "xyzzyplugh"][..], 0),
        (&["compare", old, new, "--query", "/(/"][..], 2),
        (&["compare", old, "/nonexistent/letter.txt"][..], 2),
        (&["compare", old][..], 2),
        (&["compare", "-", "-"][..], 2),
    ] {
        let output = run(arguments);
        let told = message(&output);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {told}");
        assert_eq!(code == 2, !told.is_empty(), "{arguments:?}: {told}");
    }
    let output = run_with(&["compare", "-", new], OLD.as_bytes());
    assert_eq!(output.status.code(), Some(0), "{}", message(&output));
    assert!(text(&output).contains("[-voorjaar-]{+najaar+}"));
}

#[test]
fn the_letter_is_the_same_as_itself() {
    let letter = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/data/halfjaarbericht-politie-2020-2.txt"
    );
    let told = json(&["compare", letter, letter, "--json"]);
    let totals = &told["totals"];
    assert_eq!(
        totals["same"],
        told["passages"].as_array().unwrap().len() as u64
    );
    assert_eq!(totals["changed"], 0);
    assert_eq!(totals["new"], 0);
    assert_eq!(totals["gone"], 0);
}
