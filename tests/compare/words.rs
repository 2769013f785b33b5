//! The words that differ in a changed paragraph.

use voetnoot::compare::words::differences;

use crate::made::marked;

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    let pairs = expected.iter();
    pairs
        .map(|(old, new)| ((*old).to_owned(), (*new).to_owned()))
        .collect()
}

#[test]
fn a_changed_word_is_marked_and_nothing_else() {
    let old = "De korpschef heeft in het voorjaar 120 aspiranten laten beginnen.";
    let new = "De korpschef heeft in het najaar 120 aspiranten laten beginnen.";
    assert_eq!(marked(old, new), pairs(&[("voorjaar", "najaar")]));
}

#[test]
fn a_number_differs_as_a_whole() {
    let old = "Het budget bedraagt € 1.250.000 per eenheid, en daarmee 2,5 procent meer.";
    let new = "Het budget bedraagt € 1.275.000 per eenheid, en daarmee 4,5 procent meer.";
    let expected = pairs(&[("1.250.000", "1.275.000"), ("2,5", "4,5")]);
    assert_eq!(marked(old, new), expected);
}

#[test]
fn signs_and_capitals_count() {
    let old = "Dit is volgens de Inspectie op tijd gelukt.";
    let new = "Dit is, volgens de inspectie, op tijd gelukt!";
    let expected = pairs(&[("", ","), ("Inspectie", "inspectie,"), (".", "!")]);
    assert_eq!(marked(old, new), expected);
}

#[test]
fn words_put_in_and_taken_out_have_their_space_with_them() {
    let short = "De werving van agenten verloopt volgens planning.";
    let long = "De werving van nieuwe agenten verloopt volgens planning.";
    assert_eq!(marked(short, long), pairs(&[("", "nieuwe ")]));
    assert_eq!(marked(long, short), pairs(&[("nieuwe ", "")]));
}

#[test]
fn a_stray_word_in_what_was_rewritten_is_not_kept() {
    let old = "Ik deel die zorg, omdat wijkagenten te vaak worden ingezet voor de noodhulp elders, en informeer uw Kamer over dit knelpunt.";
    let new = "Ik deel die zorg, nu uit onderzoek blijkt dat het aantal de norm niet haalt, en informeer uw Kamer over dit knelpunt.";
    let marked = marked(old, new);
    assert_eq!(marked.len(), 1, "{marked:?}");
    assert!(marked[0].0.starts_with("omdat"), "{marked:?}");
}

#[test]
fn nothing_differs_in_equal_texts_and_all_in_those_with_nothing_in_common() {
    assert_eq!(differences("", ""), []);
    assert!(differences("Ja.", "Ja.").iter().all(|stretch| stretch.same));
    let all = differences("Ja", "Nee hoor");
    assert_eq!(all.len(), 1);
    assert_eq!((all[0].old.clone(), all[0].new.clone()), (0..2, 0..8));
}
