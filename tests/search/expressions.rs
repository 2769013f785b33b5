//! Expressions between slashes: the index tells where they can match, and only the texts whether they do.

use proptest::prelude::*;
use regex::RegexBuilder;
use voetnoot::document::Kind;

use crate::asking::{ask, index};
use crate::letters;

/// Words with what is folded, dropped or joined in the index, and one so long that it is cut there.
fn words() -> Vec<String> {
    let words = [
        "de",
        "veiligheid",
        "Veiligheidsraad",
        "onveilig",
        "coëfficiënt",
        "coe\u{308}fficie\u{308}nt",
        "collega’s",
        "politie-externen",
        "in- en uitvoer",
        "Straße",
        "ſtraf",
        "\u{212a}amer",
        "Kamerstuk",
        "29 628",
        "ﬁets",
        "e\u{301}\u{301}n",
        "b2b",
        "EncroChat",
    ];
    let long = format!("{}veilig", "ab".repeat(600));
    words.map(str::to_owned).into_iter().chain([long]).collect()
}

const EXPRESSIONS: [&str; 24] = [
    "veilig",
    "veilig[a-z]+",
    "Veilig",
    "(on)?veilig(heid)?",
    "kamer(stuk|brief)",
    "kamer|straf",
    "co.ffici.nt",
    "coëfficiënt",
    "collega.s",
    "collegas",
    "politie-ext",
    "in- en uit",
    "stra(ss|ß)e",
    "straf",
    r"\bde\b",
    "iets",
    "b2b",
    r"\d{2} \d{3}",
    "e.n",
    "(?i)ENCRO",
    "encro(chat){1,2}",
    ".*",
    "kamer.*veilig",
    "x",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn an_expression_finds_every_match_and_nothing_else(
        texts in prop::collection::vec(prop::collection::vec(prop::sample::select(words()), 0..6), 1..8),
    ) {
        let texts: Vec<String> = texts.iter().map(|words| words.join(" ")).collect();
        let paragraphs = texts.iter().map(|text| (Kind::Body, text.clone()));
        let document = letters::of(paragraphs.collect());
        let index = index(&document);
        let matches = |expression: &str| -> Vec<usize> {
            let small = !expression.contains(char::is_uppercase);
            let regex = RegexBuilder::new(expression).case_insensitive(small).build().unwrap();
            let of = |text: &String| regex.find_iter(text).filter(|found| !found.is_empty()).count();
            texts.iter().map(of).collect()
        };
        let all: Vec<Vec<usize>> = EXPRESSIONS.iter().map(|&expression| matches(expression)).collect();
        let hits = |query: &str| -> Vec<(u32, u32)> {
            let answer = ask(&index, query, false);
            answer.hits.iter().map(|hit| (hit.paragraph, hit.occurrences)).collect()
        };
        let numbered = |counts: &[usize]| -> Vec<(u32, u32)> {
            let hits = counts.iter().zip(0..).map(|(&count, passage)| (passage, count as u32));
            hits.filter(|&(_, count)| count > 0).collect()
        };
        for (expression, counts) in EXPRESSIONS.iter().zip(&all) {
            prop_assert_eq!(hits(&format!("/{expression}/")), numbered(counts), "{}", expression);
        }
        for (one, other) in [(1, 4), (3, 5), (13, 21), (22, 0)] {
            let (first, second) = (EXPRESSIONS[one], EXPRESSIONS[other]);
            let passages = |holds: &dyn Fn(usize, usize) -> bool| -> Vec<u32> {
                let pairs = all[one].iter().zip(&all[other]).zip(0..);
                let held = pairs.filter(|((a, b), _)| holds(**a, **b));
                held.map(|(_, passage)| passage).collect()
            };
            let found = |query: String| -> Vec<u32> { hits(&query).iter().map(|hit| hit.0).collect() };
            let both = passages(&|a, b| a > 0 && b > 0);
            prop_assert_eq!(found(format!("/{first}/ /{second}/")), both);
            let either = passages(&|a, b| a > 0 || b > 0);
            prop_assert_eq!(found(format!("/{first}/ | /{second}/")), either);
            let alone = passages(&|a, b| a > 0 && b == 0);
            prop_assert_eq!(found(format!("/{first}/ -/{second}/")), alone);
        }
    }
}
