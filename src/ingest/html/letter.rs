//! Which part of a page is the letter, and what the page says of it in its head.
//!
//! It must not know what the letter says.

use crate::document::Facts;
use crate::ingest::html::elements::{Element, Tree};
use crate::ingest::metadata;

/// Names by which pages call the part that is read, the surest first.
const MAIN_IDS: [&str; 5] = ["broodtekst", "main", "main-content", "content", "inhoud"];

/// The element that holds the letter: what the page calls its main part; else all of it.
pub(super) fn root(tree: &Tree) -> Option<usize> {
    let find = |wanted: &dyn Fn(&Element) -> bool| (0..tree.len()).find(|&at| wanted(tree.get(at)));
    let by_id = |id: &&str| find(&|element| element.attribute("id") == Some(*id));
    let articles = (0..tree.len()).filter(|&at| tree.name(at) == "article");
    find(&|element| element.name == "main" || element.attribute("role") == Some("main"))
        .or_else(|| MAIN_IDS.iter().find_map(by_id))
        .or_else(|| Some(articles.clone().next()?).filter(|_| articles.clone().count() == 1))
        .or_else(|| find(&|element| element.name == "body"))
        .filter(|&root| !tree.words(root).is_empty())
        .or_else(|| find(&|element| element.name == "body"))
}

/// Whether an element stands beside the letter though it lies within it: ways to other pages, forms, what is not shown.
pub(super) fn is_beside(element: &Element) -> bool {
    let hides = |style: &str| {
        let style: String = style.split_whitespace().collect();
        style.contains("display:none") || style.contains("visibility:hidden")
    };
    let named =
        |class: &str| ["sr-only", "visually-hidden", "mw-editsection", "noprint"].contains(&class);
    matches!(
        element.name.as_str(),
        "nav" | "footer" | "form" | "dialog" | "button" | "textarea"
    ) || matches!(
        element.attribute("role"),
        Some("navigation" | "banner" | "contentinfo" | "search")
    ) || element.attribute("hidden").is_some()
        || element.attribute("aria-hidden") == Some("true")
        || element.attribute("style").is_some_and(hides)
        || element
            .attribute("class")
            .is_some_and(|classes| classes.split_whitespace().any(named))
}

/// What the page's head says of the letter, as publishers of official papers write it.
pub(super) fn facts(tree: &Tree) -> Facts {
    let metas = (0..tree.len()).map(|at| tree.get(at));
    let values = metas
        .filter(|element| element.name == "meta")
        .filter_map(|meta| {
            let (name, content) = (meta.attribute("name")?, meta.attribute("content")?);
            Some((name.to_owned(), content.to_owned()))
        });
    let told = metadata::facts(&values.collect::<Vec<_>>());
    Facts {
        subject: told.subject.or_else(|| title(tree)),
        ..told
    }
}

/// What the page is called: by its one great heading, else by its title.
fn title(tree: &Tree) -> Option<String> {
    let named = |name: &str| -> Vec<usize> {
        let all = 0..tree.len();
        all.filter(|&at| tree.name(at) == name && !tree.words(at).is_empty())
            .collect()
    };
    let found = match named("h1").as_slice() {
        [one] => Some(*one),
        _ => named("title").first().copied(),
    };
    found.map(|at| crate::safe::line(&tree.words(at)))
}
