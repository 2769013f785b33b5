//! Brackets in queries: what stands in them holds in one of its ways, and what is found and marked is what brute force says.

use proptest::prelude::*;
use voetnoot::index::remark::Remark;

use crate::asking::{ask, checked, index};
use crate::brute::{Ask, Brute, Marks, unite};
use crate::letters;
use crate::random::{one_ask, paragraphs, typed};

/// Of each group one way holds; a group without brackets has one way.
type Groups = Vec<Vec<Ask>>;

fn groups() -> impl Strategy<Value = Groups> {
    prop::collection::vec(prop::collection::vec(one_ask(), 1..4), 1..4)
}

/// `(a | b) "c d" (-e | f*)`.
fn written(groups: &Groups) -> String {
    let groups = groups.iter().map(|ways| {
        let ways: Vec<String> = ways
            .iter()
            .map(|way| typed(std::slice::from_ref(way)))
            .collect();
        match ways.as_slice() {
            [way] => way.clone(),
            ways => format!("({})", ways.join("|")),
        }
    });
    groups.collect::<Vec<_>>().join(" ")
}

/// Every choice of one way from each group.
fn choices(groups: &Groups) -> Vec<Vec<Ask>> {
    groups.iter().fold(vec![Vec::new()], |chosen, ways| {
        let each = chosen.iter();
        each.flat_map(|before| {
            ways.iter().map(|way| {
                let mut choice = before.clone();
                choice.push(way.clone());
                choice
            })
        })
        .collect()
    })
}

/// What one of some choices finds.
fn either(brute: &Brute, choices: &[Vec<Ask>]) -> Vec<Option<Marks>> {
    let mut found: Vec<Option<Marks>> = Vec::new();
    for choice in choices {
        let more = brute.search(choice);
        found.resize(more.len(), None);
        for (passage, more) in found.iter_mut().zip(more) {
            match (passage, more) {
                (Some(marks), Some(more)) => marks.extend(more),
                (passage @ None, more) => *passage = more,
                (Some(_), None) => {}
            }
        }
    }
    for marks in found.iter_mut().flatten() {
        unite(marks);
    }
    found
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn groups_find_what_brute_force_finds(
        paragraphs in paragraphs(),
        queries in prop::collection::vec(groups(), 8),
    ) {
        let document = letters::of(paragraphs);
        let (index, brute) = (index(&document), Brute::new(&document));
        for groups in queries {
            let text = written(&groups);
            let answer = ask(&index, &text, false);
            prop_assert_eq!(&answer.remarks, &[]);
            let found = checked(&answer, &document);
            prop_assert_eq!(found, either(&brute, &choices(&groups)), "{}", text);
        }
    }
}

/// Queries, and the same without brackets.
const SAME: [(&str, &str); 14] = [
    ("(motie | brief) politie", "motie politie | brief politie"),
    ("politie (motie | brief)", "politie motie | politie brief"),
    ("(a | de) (in | op)", "a in | a op | de in | de op"),
    (
        "((motie | brief) de | politie)",
        "motie de | brief de | politie",
    ),
    (
        "(motie | (brief | (politie))) de",
        "motie de | brief de | politie de",
    ),
    ("de -(motie | brief)", "de -motie -brief"),
    ("politie -(de het)", "politie -de | politie -het"),
    ("de -(motie -brief)", "de -motie | de brief"),
    ("de (in:notes | p:1)", "de in:notes | de p:1"),
    ("motie -(in:notes)", "motie -in:notes"),
    (
        "(\"de politie\" | /kamer(brief|stuk)/) de",
        "\"de politie\" de | /kamer(brief|stuk)/ de",
    ),
    // Brackets that hold no alternatives are a text's own, and so are those within words.
    ("politie (corruptie)", "politie corruptie"),
    ("agent(en|es)", "\"agent en\" | es"),
    // What is empty asks for nothing.
    ("(|) motie ( | )", "motie"),
];

#[test]
fn brackets_only_write_shorter_what_can_be_written_without() {
    let letter = letters::letter();
    let index = index(&letter);
    for (with, without) in SAME {
        let found = checked(&ask(&index, with, false), &letter);
        assert_eq!(
            found,
            checked(&ask(&index, without, false), &letter),
            "{with}"
        );
    }
    let found = |text: &str| ask(&index, text, false).totals.passages;
    assert!(found("(motie | brief) politie") > 0);
    assert!(found("(motie | brief) politie") < found("motie | brief politie"));
}

#[test]
fn brackets_may_be_half_typed() {
    let letter = letters::letter();
    let index = index(&letter);
    let whole = "de (corruptie | (screening \"van de\" | motie)) -(politie | OM)";
    for (end, _) in whole.char_indices() {
        checked(&ask(&index, &whole[..end], true), &letter);
    }
    let totals = |text: &str| ask(&index, text, true).totals;
    assert_eq!(
        totals("de (screening | corrupti"),
        totals("de (screening | corruptie)")
    );
    assert_eq!(totals("de -(corruptie | pol"), totals("de "));
}

#[test]
fn what_is_too_much_is_left_out_and_said() {
    let letter = letters::letter();
    let index = index(&letter);
    let deep = "(".repeat(499) + "de | het";
    let ways = "(a | b | c | d) (e | f | g) de | (h | i) (j | k) (l | m) (n | o) (p | q)";
    let words = "de ".repeat(33);
    for text in [&deep, ways, &words] {
        for typing in [true, false] {
            let answer = ask(&index, text, typing);
            checked(&answer, &letter);
            assert_eq!(answer.remarks, [Remark::TooLong], "{text}");
        }
    }
    assert_eq!(ask(&index, &"de ".repeat(32), false).remarks, []);
}
