//! Commands over a folder of letters: counts, lists, and what is said of what cannot be read.

use std::fs;
use std::path::PathBuf;

use serde_json::Value;

use crate::program::{assert_has, command, folder, json, message, run, text};

/// The letters beside these tests.
const MADE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/made");

/// A folder of two letters of which one cites the other.
fn archive(name: &str) -> PathBuf {
    let folder = folder(&format!("library-{name}"));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("2020")).unwrap();
    fs::write(
        folder.join("2020/kst-29628-948.txt"),
        "Datum 3 maart 2020\nBetreft Werving\n\nGeachte voorzitter,\n\nDe werving van agenten loopt goed.\n",
    )
    .unwrap();
    fs::write(
        folder.join("kst-29628-957.txt"),
        "Datum 4 april 2021\nBetreft Toezicht\n\nGeachte voorzitter,\n\nZie Kamerstuk 29 628, nr. 948 en Kamerstuk 29 628, nr. 901 over agenten.\n",
    )
    .unwrap();
    folder
}

fn at(folder: &std::path::Path) -> &str {
    folder.to_str().unwrap()
}

#[test]
fn a_folder_is_searched_and_counted_as_a_whole() {
    let archive = archive("search");
    let found = json(&["search", "agenten", at(&archive), "--json"]);
    assert_has(&found, &["format", "query", "totals", "facets", "hits"]);
    let totals = &found["totals"];
    assert_eq!(totals["occurrences"], 2);
    assert_eq!(totals["passages"], 2);
    assert_eq!(totals["letters"], 2);
    // Of equally strong hits the newest letter comes first.
    let letters = found["hits"].as_array().unwrap().iter();
    let letters: Vec<&str> = letters.map(|hit| hit["letter"].as_str().unwrap()).collect();
    assert!(letters[0].ends_with("kst-29628-957.txt"), "{letters:?}");
    assert!(letters[1].ends_with("kst-29628-948.txt"), "{letters:?}");
    let times = found["facets"]["times"].as_array().unwrap();
    assert_eq!(times.first().unwrap()["name"], "2020-03");
    assert_eq!(times.last().unwrap()["name"], "2021-04");
    assert_eq!(times.len(), 14);
    let one = run(&["search", "agenten date:2020", at(&archive)]);
    assert_eq!(text(&one).lines().count(), 1, "{}", text(&one));
    let none = run(&["search", "fietspad", at(&archive)]);
    assert_eq!(none.status.code(), Some(1));
}

/// Three letters of two dossiers: one has more letters, the other more hits.
fn spread_archive(name: &str) -> PathBuf {
    let archive = archive(name);
    fs::write(
        archive.join("kst-31015-12.txt"),
        "Datum 5 mei 2018\nBetreft Toezicht\n\nGeachte voorzitter,\n\nAgenten, agenten en agenten over toezicht.\n",
    )
    .unwrap();
    archive
}

#[test]
fn names_come_in_the_order_of_their_hits() {
    let archive = spread_archive("spread");
    let found = json(&["search", "agenten", at(&archive), "--json"]);
    let dossiers = found["facets"]["dossiers"].as_array().unwrap();
    let told: Vec<_> = dossiers
        .iter()
        .map(|bar| (bar["name"].as_str().unwrap(), bar["hits"].as_u64().unwrap()))
        .collect();
    assert_eq!(told, [("31015", 3), ("29628", 2)]);
    assert_eq!(dossiers[1]["letters"], 2);
    assert!(found.get("against").is_none());
}

#[test]
fn two_queries_are_counted_beside_each_other() {
    let archive = spread_archive("against");
    let folder = at(&archive);
    let found = json(&[
        "search",
        "werving",
        folder,
        "--against",
        "toezicht",
        "--json",
    ]);
    assert_has(
        &found,
        &["format", "query", "totals", "facets", "against", "hits"],
    );
    let against = &found["against"];
    assert_has(against, &["query", "totals", "facets"]);
    assert_eq!(against["query"], "toezicht");
    // What it says of each is what it says of it alone.
    let alone = json(&["search", "toezicht", folder, "--json"]);
    assert_eq!(against["totals"], alone["totals"]);
    let alone = json(&["search", "werving", folder, "--json"]);
    assert_eq!(found["totals"], alone["totals"]);
    assert_eq!(found["hits"], alone["hits"]);
    // Both have the same names in the same order, those that only the other has too.
    for group in ["times", "senders", "dossiers", "kinds"] {
        let names = |facets: &Value| -> Vec<Value> {
            let bars = facets[group].as_array().unwrap().iter();
            bars.map(|bar| bar["name"].clone()).collect()
        };
        assert_eq!(
            names(&found["facets"]),
            names(&against["facets"]),
            "{group}"
        );
    }
    let times = found["facets"]["times"].as_array().unwrap();
    let years: Vec<&str> = times
        .iter()
        .map(|bar| bar["name"].as_str().unwrap())
        .collect();
    assert_eq!(years, ["2018", "2019", "2020"]);
    assert_eq!(times[2]["hits"], 1);
    assert_eq!(against["facets"]["times"][2]["hits"], 0);
    assert_eq!(against["facets"]["times"][0]["hits"], 1);
}

#[test]
fn two_queries_are_compared_as_a_table_with_bars() {
    let archive = spread_archive("table");
    let told = run(&["search", "agenten", at(&archive), "--against", "toezicht"]);
    let rows: Vec<&str> = text(&told).lines().collect();
    assert_eq!(rows[0], "██ agenten: 5 hits in 3 letters");
    assert!(rows[1].starts_with("▒▒ toezicht: "), "{rows:?}");
    let year = rows
        .iter()
        .position(|row| row.starts_with("  2018 "))
        .unwrap();
    assert!(rows[year].ends_with(&"█".repeat(40)), "{rows:?}");
    assert!(rows[year + 1].ends_with("▒"), "{rows:?}");
    // The hits themselves are not what one compares.
    assert!(!text(&told).contains("[agenten]"), "{rows:?}");
    let ascii = run(&[
        "--ascii",
        "search",
        "agenten",
        at(&archive),
        "--against",
        "-x",
    ]);
    assert!(text(&ascii).is_ascii() && text(&ascii).contains("#####"));
    // One that finds nothing is told beside one that does.
    let none = run(&["search", "fietspad", at(&archive), "--against", "toezicht"]);
    assert_eq!(none.status.code(), Some(0), "{}", text(&none));
    let none = run(&["search", "fietspad", at(&archive), "--against", "zeppelin"]);
    assert_eq!(none.status.code(), Some(1));
    // Of one letter there is nothing to spread over.
    let one = run(&["search", "agenten", "--against", "toezicht"]);
    assert_eq!(one.status.code(), Some(2));
    assert!(
        message(&one).contains("folders of letters"),
        "{}",
        message(&one)
    );
}

#[test]
fn a_limit_cuts_what_is_told_of_a_folder_but_no_count() {
    let archive = archive("limit");
    let found = json(&["search", "agenten", at(&archive), "--json", "--limit", "1"]);
    assert_eq!(found["hits"].as_array().unwrap().len(), 1);
    assert_eq!(found["totals"]["passages"], 2);
}

#[test]
fn an_import_says_what_is_new_and_what_could_not_be_read() {
    let archive = archive("import");
    fs::write(archive.join("leeg.txt"), "").unwrap();
    let done = json(&["import", at(&archive), "--json"]);
    assert_has(
        &done,
        &[
            "format",
            "folders",
            "index",
            "letters",
            "passages",
            "added",
            "gone",
            "unreadable",
        ],
    );
    assert_eq!(done["letters"], 2);
    let unreadable = done["unreadable"].as_array().unwrap();
    assert_eq!(unreadable.len(), 1);
    assert!(
        unreadable[0]["file"]
            .as_str()
            .unwrap()
            .ends_with("leeg.txt")
    );
    assert!(
        unreadable[0]["reason"]
            .as_str()
            .unwrap()
            .contains("no text")
    );
    let again = json(&["import", at(&archive), "--json"]);
    assert_eq!(
        (&again["added"], &again["gone"]),
        (&Value::from(0), &Value::from(0))
    );
    let status = json(&["status", at(&archive), "--json"]);
    assert_eq!(status["letters"], 2);
    assert!(status.get("added").is_none());
}

#[test]
fn citations_are_resolved_and_those_that_are_missing_are_told() {
    let archive = archive("cited");
    let all = json(&["citations", at(&archive), "--json"]);
    let all = all["citations"].as_array().unwrap();
    let ids: Vec<&str> = all
        .iter()
        .map(|paper| paper["id"].as_str().unwrap())
        .collect();
    assert_eq!(ids, ["kst-29628-901", "kst-29628-948"]);
    assert_eq!(all[1]["title"], "Werving");
    assert!(all[0]["title"].is_null());
    assert!(all[0]["url"].as_str().unwrap().contains("kst-29628-901"));
    let missing = run(&["citations", at(&archive), "--missing"]);
    assert!(
        text(&missing).starts_with("kst-29628-901\t1\tnot in the library"),
        "{}",
        text(&missing)
    );
    assert_eq!(text(&missing).lines().count(), 1);
    for id in ["kst-29628-948", "29628-948", "29628"] {
        let by = json(&["cited-by", id, at(&archive), "--json"]);
        assert_eq!(by["totals"]["letters"], 1, "{id}");
        assert!(
            by["hits"][0]["letter"]
                .as_str()
                .unwrap()
                .ends_with("kst-29628-957.txt")
        );
    }
    assert_eq!(
        run(&["cited-by", "kst-29628-1", at(&archive)])
            .status
            .code(),
        Some(1)
    );
}

#[test]
fn an_import_that_is_killed_at_any_moment_can_be_gone_on_from() {
    const LETTERS: usize = 400;
    let archive = folder("library-killed");
    let _ = fs::remove_dir_all(&archive);
    fs::create_dir_all(&archive).unwrap();
    for nth in 0..LETTERS {
        let words = "De politie werft agenten voor de wijk, en de wijk vraagt om meer. "
            .repeat(nth % 7 + 1);
        let text = format!(
            "Geachte voorzitter,\n\nBrief {nth}. {words}\n\nMet deze brief informeer ik uw Kamer.\n"
        );
        fs::write(archive.join(format!("brief-{nth}.txt")), text).unwrap();
    }
    for after in [1, 3, 8, 15, 25, 40, 60, 90] {
        let mut import = command(&["import", at(&archive)])
            .stdout(std::process::Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(std::time::Duration::from_millis(after));
        let _ = import.kill();
        import.wait().unwrap();
        // Whatever is there can be looked at.
        let status = run(&["status", at(&archive), "--json"]);
        assert!(status.status.code().unwrap() < 2, "{}", message(&status));
    }
    let found = json(&["search", "wijk", at(&archive), "--json", "--limit", "0"]);
    assert_eq!(found["totals"]["letters"], LETTERS);
    let marked: usize = (0..LETTERS).map(|nth| 2 * (nth % 7 + 1)).sum();
    assert_eq!(found["totals"]["occurrences"], marked);
    let index = json(&["status", at(&archive), "--json"])["index"]
        .as_str()
        .unwrap()
        .to_owned();
    // What the killed left is gone: the list, the lock, what was read, and the volumes.
    let left = fs::read_dir(index).unwrap().count();
    assert!(left <= 8, "{left} entries are left");
}

#[test]
fn a_folder_that_is_none_is_told_with_its_name() {
    for arguments in [&["import", "nergens"][..], &["status", "nergens"]] {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(2));
        assert!(message(&output).contains("nergens"), "{}", message(&output));
    }
    let archive = archive("none");
    let file = archive.join("kst-29628-957.txt");
    let output = run(&["import", at(&file)]);
    assert!(
        message(&output).contains("is a file"),
        "{}",
        message(&output)
    );
}

#[test]
fn where_the_cache_cannot_be_written_the_index_is_kept_elsewhere_and_that_is_said() {
    let archive = archive("elsewhere");
    let file = archive.join("kst-29628-957.txt");
    let temporary = folder("library-temporary");
    fs::remove_dir_all(&temporary).unwrap();
    fs::create_dir_all(&temporary).unwrap();
    let mut search = command(&["search", "agenten", at(&archive)]);
    // A file where a folder is wanted stops even who may do anything.
    search
        .env("XDG_CACHE_HOME", &file)
        .env("TMPDIR", &temporary);
    let output = search.output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", message(&output));
    assert_eq!(text(&output).lines().count(), 2);
    assert!(
        message(&output).contains("is kept in"),
        "{}",
        message(&output)
    );
}

#[test]
fn an_index_that_cannot_be_brought_up_to_date_is_used_as_it_is() {
    let archive = archive("unwritable");
    let index = json(&["import", at(&archive), "--json"])["index"]
        .as_str()
        .unwrap()
        .to_owned();
    let lock = PathBuf::from(index).join("lock");
    fs::remove_file(&lock).unwrap();
    fs::create_dir(&lock).unwrap();
    let output = run(&["search", "agenten", at(&archive)]);
    assert_eq!(output.status.code(), Some(0), "{}", message(&output));
    assert_eq!(text(&output).lines().count(), 2);
    assert!(
        message(&output).contains("cannot write the index"),
        "{}",
        message(&output)
    );
    // Who asks for nothing but that is told that it failed.
    let output = run(&["import", at(&archive)]);
    assert_eq!(output.status.code(), Some(2));
    fs::remove_dir(&lock).unwrap();
}

#[test]
fn the_readme_shows_a_library_as_the_program_draws_it() {
    let frame = run(&[
        MADE,
        "--frame",
        "80x24",
        "--keys",
        "/gemeente",
        "--theme",
        "terminal",
        "--lang",
        "en",
    ]);
    let readme = include_str!("../../README.md");
    assert!(
        readme.contains(&format!("```\n{}```", text(&frame))),
        "the README shows another frame than this:\n{}{}",
        text(&frame),
        message(&frame)
    );
}

#[test]
fn an_index_that_does_not_hold_all_letters_yet_says_so() {
    let archive = archive("partial");
    let done = json(&["import", at(&archive), "--json"]);
    assert_eq!(done["complete"], true);
    let list = PathBuf::from(done["index"].as_str().unwrap()).join("library.json");
    let told = fs::read_to_string(&list).unwrap();
    fs::write(
        &list,
        told.replace("\"complete\": true", "\"complete\": false"),
    )
    .unwrap();
    let status = run(&["status", at(&archive)]);
    assert!(
        text(&status).contains("not all letters have been read"),
        "{}",
        text(&status)
    );
    assert_eq!(json(&["status", at(&archive), "--json"])["complete"], false);
    assert_eq!(
        json(&["search", "agenten", at(&archive), "--json"])["complete"],
        true
    );
}

#[test]
fn a_paper_is_named_as_people_write_it() {
    let archive = archive("named");
    for name in [
        "kst-29628-948",
        "29628-948",
        "kst-29628-948.html",
        "https://zoek.officielebekendmakingen.nl/kst-29628-948.html",
        "Kamerstukken II 2019-2020, 29 628, nr. 948",
        "29 628, nr. 948",
    ] {
        let found = json(&["cited-by", name, at(&archive), "--json"]);
        assert_eq!(found["totals"]["passages"], 1, "{name}");
    }
    let refused = run(&["cited-by", "de vorige brief 2", at(&archive)]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(
        message(&refused).contains("names no paper"),
        "{}",
        message(&refused)
    );
}

/// A bar counts letters of one sender, and so must the filter that it becomes.
#[test]
fn a_filter_with_the_sign_of_the_exact_word_is_of_that_sender_only() {
    let archive = archive("exact");
    for (name, signed) in [("a", "A. Jansen"), ("b", "A. Jansen-de Boer")] {
        let letter = format!(
            "Geachte voorzitter,\n\nDe agenten rijden weer.\n\nDe minister van Justitie,\n\n{signed}\n"
        );
        fs::write(archive.join(format!("{name}.txt")), letter).unwrap();
    }
    let letters =
        |query: &str| json(&["search", query, at(&archive), "--json"])["totals"]["letters"].clone();
    assert_eq!(letters("from:jansen agenten"), 2);
    assert_eq!(letters("=from:jansen agenten"), 0);
    assert_eq!(
        letters("=from:\"De minister van Justitie, A. Jansen\" agenten"),
        1
    );
    assert_eq!(
        letters("from:\"De minister van Justitie, A. Jansen\" agenten"),
        2
    );
}
