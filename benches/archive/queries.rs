//! What readers type into the search of an archive, key by key.
//!
//! It must not know what answers.

/// Queries as readers type them: names without accents, numbers in every spelling, parts of compounds, phrases.
const TYPED: &[&str] = &[
    "encrochat",
    "motie Özütok",
    "motie ozutok",
    "29 628",
    "29.628",
    "29628 948",
    "in de samenleving",
    "\"in de samenleving\"",
    "capaciteit",
    "motie",
    "politie",
    "politiecapaciteit",
    "capaciteit politie regio",
    "corruptie",
    "integriteit",
    "integriteitsonderzoek",
    "samenleving",
    "onderzoek",
    "onderzoek naar de aanpak",
    "discriminatie",
    "screening",
    "kamer",
    "netwerk",
    "organisatie",
    "georganiseerde criminaliteit",
    "informeer uw kamer",
    "maatregelen",
    "maatregel",
    "toezegging",
    "gemeenten en provincies",
    "de",
    "van de politie",
    "een",
    "en",
    "het kabinet",
    "zzz",
    "AIVD",
    "OM",
    "codis",
    "zilvermeeuw",
    "politie-externen",
    "financiele gevolgen",
    "cooperatie",
    "efficientie",
    "privacy van burgers",
    "stikstof natuur",
    "veiligheid op scholen",
    "verkeersveiligheid",
    "woningmarkt",
    "jeugdzorg",
    "korpsleiding",
    "12,5%",
    "2019",
    "hulp aan slachtoffers",
    "bestrijding van ondermijning",
    "het toezicht op de uitvoering",
    "uitvoering gegeven aan de toezegging",
    "rapport van de inspectie",
];

/// Every state of the prompt while the queries are typed one after the other.
pub(crate) fn keystrokes() -> Vec<String> {
    TYPED
        .iter()
        .flat_map(|typed| {
            let ends = typed
                .char_indices()
                .map(|(at, letter)| at + letter.len_utf8());
            ends.map(|end| typed[..end].to_owned())
        })
        .collect()
}
