//! Which words are one and the same to a reader who searches, measured on lists of pairs.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test may fail at any line, and says what it measured"
)]

use frostem::Algorithm;
use proptest::prelude::*;
use voetnoot::words::forms::{self, Forms};

/// Forms of one word.
const PAIRS: &str = include_str!("words/pairs.txt");
/// Words that only look alike.
const LOOKALIKES: &str = include_str!("words/lookalikes.txt");

fn pairs(list: &str) -> Vec<(&str, &str)> {
    list.lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(' '))
        .collect()
}

/// The shares, in percent, of the pairs and of the look-alikes of which whoever types the first finds the second, and a line that says so.
fn measure(name: &str, finds: impl Fn(&str, &str) -> bool) -> (f64, f64, String) {
    let (same, other) = (pairs(PAIRS), pairs(LOOKALIKES));
    let united = |pairs: &[(&str, &str)]| {
        let united = pairs.iter().filter(|(one, other)| finds(one, other));
        united.count()
    };
    let (found, mistaken) = (united(&same), united(&other));
    let share = |part: usize, whole: usize| 100.0 * part as f64 / whole as f64;
    let (right, wrong) = (share(found, same.len()), share(mistaken, other.len()));
    let line = format!(
        "{name:<26} {found:>4} of {} pairs ({right:>5.1} %)  {mistaken:>4} of {} look-alikes ({wrong:>4.1} %)",
        same.len(),
        other.len(),
    );
    (right, wrong, line)
}

/// Whether a typed word asks for another.
fn finds(typed: &str, other: &str) -> bool {
    forms::stems(typed).contains(&forms::stem(other))
}

#[test]
fn nearly_all_forms_are_united_and_nearly_no_look_alikes() {
    assert!(pairs(PAIRS).len() >= 400 && pairs(LOOKALIKES).len() >= 350);
    for (name, algorithm) in [
        ("Snowball, Kraaij-Pohlmann", Algorithm::Dutch),
        ("Snowball, Porter", Algorithm::DutchPorter),
    ] {
        let stemmer = frostem::Stemmer::new(algorithm);
        println!(
            "{}",
            measure(name, |one, other| stemmer.stem(one) == stemmer.stem(other)).2
        );
    }
    let rules = Forms::from_table("");
    println!(
        "{}",
        measure("rules without the table", |one, other| rules.stem(one)
            == rules.stem(other))
        .2
    );
    let (found, mistaken, line) = measure("rules and table", finds);
    println!("{line}");
    for (list, wanted) in [(PAIRS, true), (LOOKALIKES, false)] {
        for (one, other) in pairs(list) {
            if finds(one, other) != wanted {
                println!(
                    "    {one} {other}: {:?} {}",
                    forms::stems(one),
                    forms::stem(other)
                );
            }
        }
    }
    assert!(found >= 95.0, "{found} % of the pairs are united");
    assert!(
        mistaken <= 1.0,
        "{mistaken} % of the look-alikes are united"
    );
}

#[test]
fn a_participle_in_eerd_is_found_by_its_verb_and_finds_only_itself() {
    for participle in ["geïnformeerd", "geinformeerd", "geïnformeerde"] {
        for form in ["informeren", "informeer", "informeert", "informeerde"] {
            assert!(finds(form, participle), "{form} {participle}");
            assert!(!finds(participle, form), "{participle} {form}");
        }
        assert!(finds(participle, "geïnformeerde"), "{participle}");
    }
    assert!(finds("evalueren", "geëvalueerd") && finds("nasynchroniseren", "nagesynchroniseerd"));
    assert!(!finds("geeft", "eft"));
}

#[test]
fn degrees_are_forms_of_their_adjective_and_people_are_not() {
    for (adjective, degrees) in [
        ("laat", ["later", "latere"].as_slice()),
        ("dik", &["dikker", "dikkere", "dikst"]),
        ("duur", &["duurder", "duurdere", "duurst"]),
        ("serieus", &["serieuzer", "serieuzere", "serieust"]),
        ("concreet", &["concreter", "concretere", "concreetst"]),
        ("uitgebreid", &["uitgebreider", "uitgebreidere"]),
    ] {
        for degree in degrees {
            assert_eq!(forms::stem(degree), forms::stem(adjective), "{degree}");
        }
    }
    for (person, other) in [
        ("werker", "werk"),
        ("bestuurder", "bestuur"),
        ("rechter", "recht"),
        ("speler", "spel"),
        ("minister", "ministerie"),
    ] {
        assert_ne!(forms::stem(person), forms::stem(other), "{person}");
    }
}

#[test]
fn accents_apostrophes_and_ligatures_make_no_difference() {
    for (one, other) in [
        ("financiële", "financieel"),
        ("financiele", "financiële"),
        ("reële", "reëel"),
        ("bacteriën", "bacterien"),
        ("risico's", "risicos"),
        ("risico’s", "risico"),
        ("ĳzer", "ijzer"),
    ] {
        assert_eq!(forms::stem(one), forms::stem(other), "{one} {other}");
    }
}

#[test]
fn the_last_part_of_a_compound_has_its_own_plural() {
    for (one, other) in [
        ("kamerlid", "kamerleden"),
        ("binnenstad", "binnensteden"),
        ("schoolkind", "schoolkinderen"),
        ("encrochat-onderzoek", "encrochat-onderzoeken"),
        ("voorschrijven", "voorgeschreven"),
        ("voorbereiden", "voorbereid"),
    ] {
        assert_eq!(forms::stem(one), forms::stem(other), "{one} {other}");
    }
    assert_ne!(forms::stem("kamerlid"), forms::stem("raadslid"));
    assert_ne!(forms::stem("encrochat-onderzoek"), forms::stem("onderzoek"));
}

#[test]
fn numbers_and_other_scripts_stay_as_they_are() {
    for word in ["29.628", "g4", "2020d21246", "полиция", "", "s", "en-", "-"] {
        assert_eq!(forms::stem(word), word);
    }
}

#[test]
fn every_row_of_the_table_is_one_family() {
    let table = include_str!("../data/stems.txt");
    let rows = table
        .lines()
        .filter(|line| !line.starts_with(['#', '!', '+', '>']) && !line.is_empty());
    let mut broken = Vec::new();
    for row in rows {
        let words = row
            .split([' ', ':'])
            .filter(|word| !word.is_empty() && !word.starts_with(['=', '-', '~']));
        let stems: Vec<String> = words.map(forms::stem).collect();
        if stems.windows(2).any(|two| two[0] != two[1]) {
            broken.push(format!("{row}: {stems:?}"));
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_text_has_a_stem(word in "\\PC{0,40}") {
        prop_assert_eq!(forms::stem(&word), forms::stem(&word));
    }

    #[test]
    fn every_word_has_a_stem_without_accents(word in "(ge|aange|ver|be)?[a-zëïé]{0,12}(en|e|s|t|de|ten|heden|tje|ieën|eerd)?") {
        let stem = forms::stem(&word);
        prop_assert!(stem.is_ascii());
        prop_assert_eq!(stem.is_empty(), word.is_empty());
    }
}
