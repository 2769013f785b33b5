//! Official XML: what a paper is called and who signed it, notes in its head, and paragraphs that only look like headings.

use voetnoot::document::{Document, Kind};
use voetnoot::ingest::{Options, read};

/// A paper of a dossier called Politie, with metadata, a note at its title, a text and who signed.
fn paper(metadata: &str, text: &str, signed: &str) -> Document {
    let paper = format!(
        "<officiele-publicatie><metadata>{metadata}</metadata><kamerstuk><dossier><dossiernummer>\
         <dossiernr>29 628</dossiernr></dossiernummer><titel>Politie</titel></dossier><stuk>\
         <stuknr>Nr. <ondernummer>948</ondernummer></stuknr><titel>BRIEF VAN DE MINISTER\
         <noot><noot.nr>1</noot.nr><noot.al>In verband met een herdruk.</noot.al></noot></titel>\
         <algemeen><vrije-tekst><tekst>{text}</tekst><tekst-sluiting>{signed}</tekst-sluiting>\
         </vrije-tekst></algemeen></stuk></kamerstuk></officiele-publicatie>"
    );
    read(paper.as_bytes(), "paper.xml", &Options::default()).unwrap()
}

const SIGNED: &str = "<ondertekening><plaats>Den Haag</plaats><functie>De Minister van Justitie,</functie>\
    <naam><voornaam>A.</voornaam><achternaam>de Vries</achternaam></naam></ondertekening>\
    <ondertekening><functie>De Minister voor Rechtsbescherming,</functie>\
    <naam><achternaam>Jansen</achternaam></naam></ondertekening>";

#[test]
fn a_paper_has_its_own_title_its_date_and_who_signed_first() {
    let own = "<meta name=\"OVERHEIDop.documenttitel\" content=\"Brief over de wijkagent\"/>\
        <meta name=\"DCTERMS.issued\" content=\"2020-06-02\"/>";
    let text = "<al>Den Haag, 29 mei 2020</al><al>Hierbij stuur ik het bericht.</al>";
    let document = paper(own, text, SIGNED);
    let facts = &document.facts;
    assert_eq!(facts.subject.as_deref(), Some("Brief over de wijkagent"));
    assert_eq!(facts.date.as_deref(), Some("29 mei 2020"));
    assert_eq!(
        facts.sender.as_deref(),
        Some("De Minister van Justitie, A. de Vries")
    );
    let document = paper("", "<al>Hierbij stuur ik het bericht.</al>", "");
    assert_eq!(document.facts.subject.as_deref(), Some("Politie"));
}

#[test]
fn nothing_of_a_head_or_a_signature_is_lost_or_told_twice() {
    let document = paper("", "<al>Hierbij stuur ik het bericht.</al>", SIGNED);
    assert_eq!(document.note_text(0), "In verband met een herdruk.");
    let texts: Vec<&str> = document.paragraphs[..document.text_len() as usize]
        .iter()
        .map(|paragraph| paragraph.text.as_str())
        .collect();
    assert_eq!(
        texts,
        [
            "Hierbij stuur ik het bericht.",
            "Den Haag De Minister van Justitie, A. de Vries",
            "De Minister voor Rechtsbescherming, Jansen",
        ]
    );
}

#[test]
fn a_bold_line_is_a_heading_and_a_member_keeps_its_number() {
    let text = "<al><nadruk type=\"vet\">Stand van zaken</nadruk></al><al>Het loopt.</al>\
        <lid><lidnr>1.</lidnr><al>De minister besluit.</al></lid>\
        <al><nadruk type=\"vet\">Dit is een zin.</nadruk></al>\
        <al>Zie noot.<noot><noot.nr>2</noot.nr><noot.al>Zie:</noot.al><noot.lijst><li><li.nr>a.</li.nr>\
        <al>het rapport.</al></li></noot.lijst></noot></al>";
    let document = paper("", text, "");
    let told: Vec<(bool, &str)> = document.paragraphs[..document.text_len() as usize]
        .iter()
        .map(|paragraph| {
            (
                matches!(paragraph.kind, Kind::Heading(_)),
                paragraph.text.as_str(),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            (true, "Stand van zaken"),
            (false, "Het loopt."),
            (false, "1. De minister besluit."),
            (false, "Dit is een zin."),
            (false, "Zie noot."),
        ]
    );
    assert_eq!(document.note_text(1), "Zie: a. het rapport.");
    assert_eq!(document.notes[1].paragraphs.len(), 2);
}
