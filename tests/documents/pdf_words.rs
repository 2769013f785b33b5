//! Words of PDFs that are broken over two lines behind parts that may or may not keep a hyphen.

use crate::pdf_made::sole;

#[test]
fn parts_that_may_keep_their_hyphen_do_so_only_where_words_are_written_so() {
    for (first, second, joined) in [
        ("pro-", "cent", "procent"),
        ("pro-", "gramma", "programma"),
        ("ex-", "tra", "extra"),
        ("ex-", "pertise", "expertise"),
        ("ex-", "ministers", "ex-ministers"),
        ("oud-", "heid", "oudheid"),
        ("oud-", "wethouder", "oud-wethouder"),
        ("niet-", "tegenstaande", "niettegenstaande"),
        ("niet-", "westerse", "niet-westerse"),
        ("anti-", "discriminatie", "antidiscriminatie"),
        ("anti-", "inflatoire", "anti-inflatoire"),
        ("vice-", "voorzitter", "vice-voorzitter"),
        ("IJssel-", "meer", "IJsselmeer"),
        ("EU-", "lidstaten", "EU-lidstaten"),
    ] {
        let text = sole(&[
            &format!("In de brief die uw Kamer in het voorjaar heeft gekregen, staat {first}"),
            &format!("{second} zoals het in de wet is bedoeld, en zo blijft dat ook."),
        ]);
        assert!(text.contains(&format!("staat {joined} zoals")), "{text}");
    }
}

#[test]
fn of_a_name_with_a_capital_within_the_letter_tells() {
    let text = sole(&[
        "De fractie van GroenLinks heeft gevraagd of dat kan, en de leden van Groen-",
        "Links wachten nu op het antwoord dat daarop komt in een volgende brief.",
    ]);
    assert!(text.contains("leden van GroenLinks wachten"), "{text}");
}
