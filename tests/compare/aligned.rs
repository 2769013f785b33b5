//! Which sections, paragraphs and notes are taken for each other.

use voetnoot::compare::compare;
use voetnoot::document::Document;

use crate::made::{letter, shown};

const CAPACITY: &str = "De bezetting van de basisteams is in alle eenheden op orde gebracht, met uitzondering van de kleinste.";
const RECRUITING: &str = "Voor de werving van aspiranten loopt een campagne die zich richt op jongeren met een technische opleiding.";
const EQUIPMENT: &str =
    "Het nieuwe uniform wordt vanaf de zomer per district uitgereikt en vervangt dat van voorheen.";
const VEHICLES: &str = "Van de dienstvoertuigen rijdt een kwart elektrisch; laadpalen volgen zodra het net dat toelaat.";
const TRAINING: &str = "De Politieacademie verkort het onderwijs voor zijinstromers zonder aan de eindtermen te tornen.";

#[test]
fn headings_match_without_their_numbers_and_years() {
    for (old, new) in [
        ("2. Werving in 2031", "§3 Werving in 2032"),
        ("Stand van zaken 2031-1", "4.2 Stand van zaken 2031-2"),
        ("B. Ondermijning", "IV. Ondermijning"),
        ("Begroting 2031/32", "Begroting 2032/33"),
    ] {
        let (old, new) = (
            letter(&["# Inleiding", CAPACITY, &format!("# {old}"), EQUIPMENT]),
            letter(&[&format!("# {new}"), VEHICLES]),
        );
        let expected = [
            "[(0) None]",
            "- Inleiding",
            "- De bezetting van",
            "[(1) (0)]",
        ];
        assert_eq!(shown(&old, &new)[..4], expected);
    }
    let (old, new) = (
        letter(&["# Vraag 12", EQUIPMENT]),
        letter(&["# Vraag 13", VEHICLES]),
    );
    assert_eq!(compare(&old, &new).sections.len(), 2);
}

#[test]
fn a_renamed_section_is_known_by_what_it_says() {
    let old = letter(&[
        "# Personeel",
        CAPACITY,
        RECRUITING,
        "# Materieel",
        EQUIPMENT,
    ]);
    let new = letter(&[
        "# Bezetting en instroom",
        CAPACITY,
        RECRUITING,
        "# Materieel",
        EQUIPMENT,
    ]);
    let expected = [
        "[(0) (0)]",
        "~ Bezetting en instroom",
        "= De bezetting van",
        "= Voor de werving",
        "[(1) (1)]",
        "= Materieel",
        "= Het nieuwe uniform",
    ];
    assert_eq!(shown(&old, &new), expected);
}

#[test]
fn a_section_that_moved_is_found_again() {
    let old = letter(&[
        "# Opleiding",
        TRAINING,
        "# Bezetting",
        CAPACITY,
        RECRUITING,
        "# Materieel",
        EQUIPMENT,
        VEHICLES,
    ]);
    let new = letter(&[
        "# Bezetting",
        CAPACITY,
        RECRUITING,
        "# Materieel",
        EQUIPMENT,
        VEHICLES,
        "# Opleiding",
        TRAINING,
    ]);
    let expected = [
        "[(1) (0)]",
        "= Bezetting",
        "= De bezetting van",
        "= Voor de werving",
        "[(2) (1)]",
        "= Materieel",
        "= Het nieuwe uniform",
        "= Van de dienstvoertuigen",
        ">[(0) (2)]",
        "= Opleiding",
        "= De Politieacademie verkort",
    ];
    assert_eq!(shown(&old, &new), expected);
}

#[test]
fn headings_that_repeat_are_told_apart_by_order_and_text() {
    let old = letter(&[
        "# Inleiding",
        CAPACITY,
        "# Conclusie",
        RECRUITING,
        "# Inleiding",
        EQUIPMENT,
        "# Conclusie",
        VEHICLES,
    ]);
    let new = letter(&["# Inleiding", EQUIPMENT, "# Conclusie", VEHICLES]);
    let expected = [
        "[(0) None]",
        "- Inleiding",
        "- De bezetting van",
        "[(1) None]",
        "- Conclusie",
        "- Voor de werving",
        "[(2) (0)]",
        "= Inleiding",
        "= Het nieuwe uniform",
        "[(3) (1)]",
        "= Conclusie",
        "= Van de dienstvoertuigen",
    ];
    assert_eq!(shown(&old, &new), expected);
}

#[test]
fn what_is_gone_stands_where_it_stood_and_before_what_is_new_there() {
    let old = letter(&[TRAINING, CAPACITY, RECRUITING, EQUIPMENT]);
    let new = letter(&[CAPACITY, VEHICLES, EQUIPMENT, "Hoogachtend,"]);
    let expected = [
        "[(0) (0)]",
        "- De Politieacademie verkort",
        "= De bezetting van",
        "- Voor de werving",
        "+ Van de dienstvoertuigen",
        "= Het nieuwe uniform",
        "+ Hoogachtend,",
    ];
    assert_eq!(shown(&old, &new), expected);
}

#[test]
fn a_reworded_paragraph_is_changed_and_another_on_the_same_matter_is_not() {
    let reworded = "Voor de werving van zijinstromers liep tot de zomer een campagne die zich richtte op vakmensen met een technische opleiding.";
    let another = "Over de werving van vrijwilligers bericht de korpschef uw Kamer na overleg met de vakbonden van de politie.";
    let old = letter(&[CAPACITY, RECRUITING]);
    let expected = ["[(0) (0)]", "= De bezetting van", "~ Voor de werving"];
    assert_eq!(shown(&old, &letter(&[CAPACITY, reworded])), expected);
    let expected = [
        "[(0) (0)]",
        "= De bezetting van",
        "- Voor de werving",
        "+ Over de werving",
    ];
    assert_eq!(shown(&old, &letter(&[CAPACITY, another])), expected);
}

#[test]
fn a_paragraph_that_went_to_another_section_stands_there_as_moved() {
    let old = letter(&[
        "# Bezetting",
        CAPACITY,
        RECRUITING,
        "# Materieel",
        EQUIPMENT,
    ]);
    let new = letter(&[
        "# Bezetting",
        CAPACITY,
        "# Materieel",
        EQUIPMENT,
        RECRUITING,
    ]);
    let expected = [
        "[(0) (0)]",
        "= Bezetting",
        "= De bezetting van",
        "[(1) (1)]",
        "= Materieel",
        "= Het nieuwe uniform",
        ">= Voor de werving",
    ];
    assert_eq!(shown(&old, &new), expected);
    let totals = compare(&old, &new).totals;
    assert_eq!((totals.same, totals.moved, totals.gone), (5, 1, 0));
}

#[test]
fn short_lines_are_not_followed_to_other_places() {
    let old = letter(&[
        "# Bezetting",
        CAPACITY,
        "Stand per 1 mei:",
        "# Materieel",
        EQUIPMENT,
    ]);
    let new = letter(&[
        "# Bezetting",
        CAPACITY,
        "# Materieel",
        EQUIPMENT,
        "Stand per 1 mei:",
    ]);
    let totals = compare(&old, &new).totals;
    assert_eq!((totals.moved, totals.new, totals.gone), (0, 1, 1));
}

#[test]
fn paragraphs_that_exchange_places_are_one_in_order_and_one_moved() {
    let old = letter(&[CAPACITY, RECRUITING, EQUIPMENT]);
    let new = letter(&[RECRUITING, CAPACITY, EQUIPMENT]);
    let totals = compare(&old, &new).totals;
    assert_eq!((totals.same, totals.moved), (3, 1));
}

#[test]
fn notes_are_held_against_notes_whatever_their_numbers() {
    let old = letter(&[
        CAPACITY,
        "^1 Aanhangsel Handelingen II 2030/31, nr. 1412.",
        RECRUITING,
    ]);
    let new = letter(&[
        CAPACITY,
        "^1 Zie ook het jaarverslag van de politie.",
        RECRUITING,
        "^2 Aanhangsel Handelingen II 2030/31, nr. 1412.",
    ]);
    let expected = [
        "[(0) (0)]",
        "= De bezetting van",
        "= Voor de werving",
        "+ Zie ook het",
        "= Aanhangsel Handelingen II",
    ];
    assert_eq!(shown(&old, &new), expected);
    // The same words as a note and as text are not one paragraph.
    let old = letter(&[CAPACITY, &format!("^1 {EQUIPMENT}")]);
    let new = letter(&[CAPACITY, EQUIPMENT]);
    let totals = compare(&old, &new).totals;
    assert_eq!((totals.same, totals.new, totals.gone), (1, 1, 1));
}

#[test]
fn notes_of_one_form_that_cite_different_papers_are_different_notes() {
    let notes = |numbers: [u32; 3]| -> Document {
        let notes = numbers
            .map(|number| format!("^{number} Kamerstukken II 2030/31, 29 628, nr. {number}."));
        letter(&[
            CAPACITY, &notes[0], RECRUITING, &notes[1], EQUIPMENT, &notes[2],
        ])
    };
    let totals = compare(&notes([911, 934, 957]), &notes([934, 988, 990])).totals;
    assert_eq!(
        (totals.same, totals.changed, totals.new, totals.gone),
        (4, 0, 2, 2)
    );
}

#[test]
fn a_short_note_that_keeps_its_place_and_label_and_most_words_is_changed() {
    let cites =
        |label: u32, number: u32| format!("^{label} Kamerstukken 2019-2020, 29.628 nr. {number}.");
    let lines = |notes: &[String]| {
        let texts = [CAPACITY, RECRUITING, EQUIPMENT, VEHICLES];
        let both = texts.into_iter().zip(notes);
        let lines: Vec<&str> = both.flat_map(|(text, note)| [text, note]).collect();
        letter(&lines)
    };
    let old = lines(&[cites(1, 975), cites(2, 980), cites(3, 990)]);
    let new = lines(&[cites(1, 1001), cites(2, 980), cites(3, 1010)]);
    let totals = compare(&old, &new).totals;
    assert_eq!(
        (totals.same, totals.changed, totals.new, totals.gone),
        (4, 2, 0, 0)
    );
    let mirrored = compare(&new, &old).totals;
    assert_eq!((mirrored.changed, mirrored.new, mirrored.gone), (2, 0, 0));
    // A note that went to another number is known by what it cites, before labels have a say.
    let new = lines(&[cites(1, 1001), cites(2, 975), cites(3, 980), cites(4, 990)]);
    let totals = compare(&old, &new).totals;
    assert_eq!((totals.changed, totals.new, totals.gone), (0, 2, 0));
    // Another label, another place among the others, or other words: another note.
    let new = lines(&[cites(4, 1001), cites(2, 980), cites(3, 990)]);
    let totals = compare(&old, &new).totals;
    assert_eq!((totals.changed, totals.new, totals.gone), (0, 1, 1));
    let new = lines(&[cites(2, 980), cites(1, 1001), cites(3, 990)]);
    let totals = compare(&old, &new).totals;
    assert_eq!((totals.changed, totals.new, totals.gone), (0, 1, 1));
    let other = "^1 Aanhangsel Handelingen II 2020-2021, nr. 12.".to_owned();
    let totals = compare(&old, &lines(&[other, cites(2, 980), cites(3, 990)])).totals;
    assert_eq!((totals.changed, totals.new, totals.gone), (0, 1, 1));
}

#[test]
fn a_letter_without_headings_is_found_in_one_with_headings() {
    let old = letter(&[CAPACITY, RECRUITING, EQUIPMENT, VEHICLES]);
    let new = letter(&[
        "# Bezetting",
        CAPACITY,
        RECRUITING,
        "# Materieel",
        EQUIPMENT,
        VEHICLES,
    ]);
    let totals = compare(&old, &new).totals;
    assert_eq!((totals.same, totals.new, totals.gone), (4, 2, 0));
}

#[test]
fn letters_of_nothing_and_of_notes_alone_are_compared() {
    let nothing = Document::default();
    assert_eq!(compare(&nothing, &nothing).rows, []);
    let notes = letter(&["^1 Zie het jaarverslag."]);
    assert_eq!(compare(&nothing, &notes).totals.new, 1);
    assert_eq!(compare(&notes, &notes).totals.same, 1);
    let text = letter(&[CAPACITY]);
    assert_eq!(compare(&notes, &text).rows.len(), 2);
}
