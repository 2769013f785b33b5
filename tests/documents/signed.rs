//! Who signs a letter, in the ways that letters are signed.

use voetnoot::ingest::{Options, read};

fn sender(signed: &str) -> Option<String> {
    let letter = format!(
        "Geachte voorzitter,\n\nMet deze brief informeer ik uw Kamer over de voortgang van het programma, zoals\n\
         toegezegd in het debat van 12 maart 2024.\n\nHoogachtend,\n\n{signed}\n"
    );
    let document = read(letter.as_bytes(), "brief.txt", &Options::default()).unwrap();
    let name = signed.lines().last().unwrap();
    let is_heading = |paragraph: &voetnoot::document::Paragraph| {
        matches!(paragraph.kind, voetnoot::document::Kind::Heading(_))
    };
    let mut named = document
        .paragraphs
        .iter()
        .filter(|paragraph| paragraph.text == name);
    assert!(!named.any(is_heading), "{signed}");
    document.facts.sender
}

#[test]
fn an_office_and_the_name_below_it_are_who_signs() {
    for (signed, expected) in [
        (
            "De minister van Defensie,\n\nRuben Brekelmans",
            "De minister van Defensie, Ruben Brekelmans",
        ),
        (
            "De Minister van Financiën,\n\nS.A.M. Kaag",
            "De Minister van Financiën, S.A.M. Kaag",
        ),
        (
            "De minister van Justitie en Veiligheid,\n\nDavid van Weel",
            "De minister van Justitie en Veiligheid, David van Weel",
        ),
        (
            "De minister van Volksgezondheid,\nWelzijn en Sport,\n\nErnst Kuipers",
            "De minister van Volksgezondheid, Welzijn en Sport, Ernst Kuipers",
        ),
        (
            "de minister van Klimaat,\n\nR.A.A. Jetten",
            "de minister van Klimaat, R.A.A. Jetten",
        ),
        (
            "De minister van Financiën,\n\nE. Heinen\n\nDe minister van Sociale Zaken,\n\nY.J. van Hijum",
            "De minister van Financiën, E. Heinen",
        ),
        (
            "De Minister van Buitenlandse\nZaken,\n\nH.G.J. Bruins Slot",
            "De Minister van Buitenlandse Zaken, H.G.J. Bruins Slot",
        ),
    ] {
        assert_eq!(sender(signed).as_deref(), Some(expected));
    }
}
