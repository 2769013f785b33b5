//! Which part of a page is the letter, and what the page says of it in its head.
//!
//! It must not know what the letter says.

use crate::document::Facts;
use crate::ingest::html::elements::{Element, Tree};

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
    let named = |class: &str| ["sr-only", "visually-hidden"].contains(&class);
    matches!(
        element.name.as_str(),
        "nav" | "footer" | "aside" | "form" | "dialog" | "button" | "textarea"
    ) || matches!(
        element.attribute("role"),
        Some("navigation" | "banner" | "contentinfo" | "search" | "complementary")
    ) || element.attribute("hidden").is_some()
        || element.attribute("aria-hidden") == Some("true")
        || element.attribute("style").is_some_and(hides)
        || element
            .attribute("class")
            .is_some_and(|classes| classes.split_whitespace().any(named))
}

/// What the page's head says of the letter, as the publisher of official papers writes it (`OVERHEIDop`, Dublin Core).
pub(super) fn facts(tree: &Tree) -> Facts {
    let meta = |wanted: &[&str]| {
        wanted.iter().find_map(|name| {
            let mut all = (0..tree.len()).map(|at| tree.get(at));
            let found = all.find(|element| {
                element.name == "meta"
                    && element
                        .attribute("name")
                        .is_some_and(|own| own.eq_ignore_ascii_case(name))
            })?;
            let content = crate::safe::line(found.attribute("content")?.trim());
            (!content.is_empty()).then_some(content)
        })
    };
    Facts {
        date: meta(&["DCTERMS.issued", "DC.date", "DCTERMS.date"]),
        sender: meta(&["OVERHEIDop.indiener", "DC.creator", "DCTERMS.creator"]),
        subject: meta(&[
            "OVERHEIDop.documenttitel",
            "OVERHEIDop.dossiertitel",
            "DC.title",
            "DCTERMS.title",
        ]),
        dossier: meta(&["OVERHEIDop.dossiernummer"])
            .map(|dossier| dossier.split(';').next().unwrap_or_default().to_owned()),
        number: meta(&["OVERHEIDop.ondernummer", "OVERHEIDop.vraagnummer"]),
    }
}
