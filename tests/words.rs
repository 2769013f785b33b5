//! What a word is, and when a typed word means it.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test may fail at any line, and says what it measured"
)]

use proptest::prelude::*;
use voetnoot::words::lexeme::{Lexeme, fold};
use voetnoot::words::pattern::{Extent, Pattern, Tier};
use voetnoot::words::tokens::tokens;
use voetnoot::words::{openings, typing};

/// The terms of a text with their positions, joined ones marked by `+`.
fn cut(text: &str) -> String {
    let shown = |token: &voetnoot::words::tokens::Token| {
        format!(
            "{}{}@{}",
            if token.joined { "+" } else { "" },
            token.term,
            token.position
        )
    };
    tokens(text).iter().map(shown).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_text_is_cut_into_words_numbers_and_joined_words() {
    let cases = [
        ("Voor u ligt", "Voor@0 u@1 ligt@2"),
        ("collega’s en programma's", "collegas@0 en@1 programmas@2"),
        (
            "‘Politie voor Iedereen’, de",
            "Politie@0 voor@1 Iedereen@2 de@3",
        ),
        ("29.628 nr. 948", "29.628@0 nr@1 948@2"),
        ("29 628, nr. 9", "29.628@0 nr@1 9@2"),
        ("29\u{a0}628", "29.628@0"),
        ("2020 35.164 nr. 9", "2020@0 35.164@1 nr@2 9@3"),
        ("13 oktober 2020", "13@0 oktober@1 2020@2"),
        ("in 2020 984 agenten", "in@0 2020@1 984@2 agenten@3"),
        ("2019-2020", "2019@0 2020@1"),
        ("1,92% van € 1.175,50", "1,92@0 van@1 1.175,50@2"),
        ("de G4 en CO2", "de@0 G4@1 en@2 CO2@3"),
        (
            "politie-externen’ toe",
            "politie@0 externen@1 +politie-externen@0 toe@2",
        ),
        (
            "EncroChat-onderzoek",
            "EncroChat@0 onderzoek@1 +EncroChat-onderzoek@0",
        ),
        (
            "integriteits-, autorisatie- en screeningsbeleid",
            "integriteits@0 autorisatie@1 en@2 screeningsbeleid@3 +integriteits~screeningsbeleid@0 +autorisatie~screeningsbeleid@1",
        ),
        (
            "wet- of regelgeving.",
            "wet@0 of@1 regelgeving@2 +wet~regelgeving@0",
        ),
        ("een- . Nieuw", "een@0 Nieuw@1"),
        ("", ""),
    ];
    for (text, terms) in cases {
        assert_eq!(cut(text), terms, "{text}");
    }
}

fn judge(typed: &str, extent: Extent, term: &str) -> Option<Tier> {
    let joined = term.contains(['-', '~']);
    Pattern::new(typed, extent).judge(&Lexeme::new(term, joined))
}

#[test]
fn a_part_of_a_compound_is_told_from_what_only_looks_like_one() {
    let cases = [
        ("leiding", "leidinggevenden", Some(Tier::Part)),
        ("kinder", "kinderrechter", Some(Tier::Part)),
        ("stuk", "hoofdstuk", Some(Tier::Part)),
        ("plan", "aanvalsplannen", Some(Tier::Part)),
        ("gezin", "gezinssysteem", Some(Tier::Part)),
        ("vraag", "Kamervragen", Some(Tier::Part)),
        ("brief", "Kamerbrieven", Some(Tier::Part)),
        ("organisaties", "politieorganisatie", Some(Tier::Part)),
        ("even", "geschreven", None),
        ("acht", "kustwacht", None),
        ("echt", "mensenrechten", None),
        ("uiting", "aansluiting", None),
        ("oord", "beantwoord", None),
        ("laat", "stortplaats", None),
        ("gesteld", "voorstel", None),
        ("lijkt", "wekelijks", None),
        ("heden", "omstandigheden", None),
    ];
    for (typed, term, tier) in cases {
        let pattern = Pattern::new(typed, Extent::Whole);
        assert_eq!(
            pattern.judge(&Lexeme::new(term, false)),
            tier,
            "{typed} → {term}"
        );
    }
}

#[test]
fn a_finished_word_means_what_readers_expect() {
    let cases = [
        ("politie", "politie", Some(Tier::Exact)),
        ("politie", "Politie", Some(Tier::Folded)),
        ("ozutok", "Özütok", Some(Tier::Folded)),
        ("29628", "29.628", Some(Tier::Folded)),
        ("628", "29.628", Some(Tier::Part)),
        ("28", "29.628", None),
        ("4", "G4", None),
        ("4", "984", None),
        ("motie", "moties", Some(Tier::Form)),
        ("brieven", "brief", Some(Tier::Form)),
        ("capaciteit", "politiecapaciteit", Some(Tier::Part)),
        ("leiding", "korpsleiding", Some(Tier::Part)),
        ("korps", "korpsleiding", Some(Tier::Part)),
        ("schendingen", "integriteitsschendingen", Some(Tier::Part)),
        ("maatregelen", "coronamaatregelen", Some(Tier::Part)),
        ("chat", "EncroChat", Some(Tier::Part)),
        ("leden", "geleden", None),
        ("motie", "promotie", None),
        ("motie", "emotie", None),
        ("motie", "locomotief", None),
        ("politie", "politiek", None),
        ("antwoord", "verantwoord", None),
        ("OM", "OM", Some(Tier::Exact)),
        ("OM", "om", None),
        ("OM", "Om", None),
        ("om", "OM", Some(Tier::Folded)),
        ("E", "een", None),
        ("politieexternen", "politie-externen", Some(Tier::Part)),
        (
            "integriteitsbeleid",
            "integriteits~screeningsbeleid",
            Some(Tier::Part),
        ),
        (
            "integriteitsleid",
            "integriteits~screeningsbeleid",
            Some(Tier::Part),
        ),
        ("integriteitsfeest", "integriteits~screeningsbeleid", None),
    ];
    for (typed, term, tier) in cases {
        assert_eq!(judge(typed, Extent::Whole, term), tier, "{typed} → {term}");
    }
}

#[test]
fn an_unfinished_word_means_what_begins_so() {
    let cases = [
        ("e", "een", Some(Tier::Prefix)),
        ("E", "een", Some(Tier::Prefix)),
        ("encro", "EncroChat", Some(Tier::Prefix)),
        ("2962", "29.628", Some(Tier::Prefix)),
        ("capaci", "politiecapaciteit", Some(Tier::Part)),
        ("capa", "politiecapaciteit", Some(Tier::Part)),
        ("cap", "politiecapaciteit", None),
        ("cha", "EncroChat", Some(Tier::Part)),
        ("CO", "CODIS", Some(Tier::Prefix)),
        ("CO", "concreet", None),
        ("politieex", "politie-externen", Some(Tier::Part)),
        ("polit", "politie-externen", None),
    ];
    for (typed, term, tier) in cases {
        assert_eq!(judge(typed, Extent::Open, term), tier, "{typed}… → {term}");
    }
    for (typed, term, tier) in [
        ("zorg", "zorg", Some(Tier::Exact)),
        ("zorg", "Zorgen", Some(Tier::Prefix)),
        ("zorg", "jeugdzorg", None),
        ("begin", "begonnen", None),
        ("maatregel", "Maatregelen", Some(Tier::Prefix)),
        ("29", "29.628", Some(Tier::Prefix)),
        ("628", "29.628", None),
    ] {
        assert_eq!(judge(typed, Extent::Begun, term), tier, "{typed}* → {term}");
    }
    assert_eq!(
        judge("Politie", Extent::Verbatim, "Politie"),
        Some(Tier::Exact)
    );
    assert_eq!(judge("Politie", Extent::Verbatim, "politie"), None);
}

#[test]
fn typing_errors_are_few_and_never_in_numbers() {
    let errors = |typed: &str, term: &str| {
        Pattern::new(typed, Extent::Whole).typing_errors(&Lexeme::new(term, false))
    };
    assert_eq!(errors("korpsleding", "korpsleiding"), Some(1));
    assert_eq!(errors("EncroChta", "EncroChat"), Some(1));
    assert_eq!(errors("discrimnatei", "discriminatie"), Some(2));
    assert_eq!(errors("motei", "motie"), Some(1));
    assert_eq!(errors("brif", "brief"), None, "four letters are too few");
    assert_eq!(errors("948", "984"), None);
    assert_eq!(errors("stikstof", "strikt"), None);
    assert_eq!(
        errors("bolitie", "politie"),
        None,
        "the first letter is right"
    );
    let open = Pattern::new("korpslied", Extent::Open);
    assert_eq!(
        open.typing_errors(&Lexeme::new("korpsleiding", false)),
        Some(1)
    );
}

/// Optimal string alignment as it is defined, the fewest over the beginnings of the other word if it may go on.
fn alignment(typed: &str, other: &str, open: bool) -> usize {
    fn errors(one: &[u8], other: &[u8]) -> usize {
        let ([first, rest @ ..], [letter, behind @ ..]) = (one, other) else {
            return one.len() + other.len();
        };
        let change = errors(rest, behind) + usize::from(first != letter);
        let fewest = change
            .min(errors(rest, other) + 1)
            .min(errors(one, behind) + 1);
        match (rest, behind) {
            ([next, rest @ ..], [after, behind @ ..]) if first == after && next == letter => {
                fewest.min(errors(rest, behind) + 1)
            }
            _ => fewest,
        }
    }
    let ends = if open {
        0..=other.len()
    } else {
        other.len()..=other.len()
    };
    let ends = ends.map(|end| errors(typed.as_bytes(), &other.as_bytes()[..end]));
    ends.min().unwrap_or(0)
}

fn written() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[a-zA-Z ,.'’-]{0,60}",
        2 => "([a-z]{1,6}[- ,.]|[0-9]{1,4}[ .,-]){0,12}",
        1 => any::<String>(),
        1 => "[a-zéëïöüĳÖİßﬁ\u{301}\u{ad} -]{0,30}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn tokens_lie_in_order_within_the_text(text in written()) {
        let mut last = 0;
        for token in tokens(&text) {
            prop_assert!(text.get(token.range.clone()).is_some());
            prop_assert!(!token.range.is_empty() && !token.term.is_empty());
            if !token.joined {
                prop_assert!(token.range.start >= last);
                last = token.range.end;
            }
        }
    }

    #[test]
    fn every_token_typed_as_it_is_means_itself(text in written()) {
        for token in tokens(&text).into_iter().filter(|token| !token.joined) {
            let lexeme = Lexeme::new(&token.term, false);
            if lexeme.folded.is_empty() {
                continue;
            }
            for extent in [Extent::Whole, Extent::Open, Extent::Begun, Extent::Verbatim] {
                prop_assert_eq!(Pattern::new(&token.term, extent).judge(&lexeme), Some(Tier::Exact));
            }
            // What is typed is cut by the same rules.
            let again: Vec<String> = tokens(&token.term).into_iter().filter(|t| !t.joined).map(|t| t.term).collect();
            prop_assert_eq!(again, vec![token.term.clone()]);
        }
    }

    #[test]
    fn every_beginning_of_a_word_means_it(word in "[a-z]{1,14}") {
        let lexeme = Lexeme::new(&word, false);
        for end in 1..=word.len() {
            let tier = Pattern::new(&word[..end], Extent::Open).judge(&lexeme);
            prop_assert!(tier.is_some_and(|tier| tier <= Tier::Prefix));
        }
    }

    #[test]
    fn typing_errors_are_those_of_the_textbook(typed in "[abc]{0,5}", others in prop::collection::vec("[abc]{0,6}", 1..5)) {
        for open in [false, true] {
            // Read after each other, words share what they begin with.
            let mut errors = typing::Errors::new(&typed, 2, open);
            let mut before = String::new();
            for other in &others {
                let shared = before.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
                errors.keep(shared);
                before = other.chars().take(shared).collect();
                for letter in other.chars().skip(shared) {
                    before.push(letter);
                    if !errors.read(letter) {
                        break;
                    }
                }
                let wanted = alignment(&typed, other, open);
                let wanted = Some(wanted).filter(|&errors| errors <= 2);
                prop_assert_eq!(errors.errors(), wanted, "{} {}", typed, other);
                prop_assert_eq!(typing::errors(&typed, other, 2, open), wanted);
            }
        }
    }

    #[test]
    fn how_words_open_tells_which_begin_so(word in "[a-zé0-9]{1,6}", begun in "[a-z0-9]{1,4}") {
        let folded = fold(&word);
        let openings = openings::beginning(&begun);
        let opens = openings.bytes.contains(&openings::opening(&word, &folded));
        prop_assert!(opens || !folded.starts_with(&begun));
        prop_assert!(!(openings.all && opens) || folded.starts_with(&begun), "{} {}", folded, begun);
    }

    #[test]
    fn anything_can_be_held_against_anything(typed in any::<String>(), term in any::<String>()) {
        for extent in [Extent::Whole, Extent::Open, Extent::Begun, Extent::Verbatim] {
            let pattern = Pattern::new(&typed, extent);
            for joined in [false, true] {
                let lexeme = Lexeme::new(&term, joined);
                let _ = pattern.judge(&lexeme);
                let _ = pattern.typing_errors(&lexeme);
            }
        }
    }

    #[test]
    fn folding_twice_is_folding_once(text in any::<String>()) {
        let once = fold(&text);
        prop_assert_eq!(fold(&once), once);
    }
}
