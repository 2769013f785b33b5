//! What a publisher says of a paper in names and values, in a page's head or in a file beside the paper (`metadata.xml`).
//!
//! Names as officielebekendmakingen.nl writes them: `OVERHEIDop`, Dublin Core, and the same as elements (OWMS). It must not know the paper.

use crate::document::Facts;
use crate::ingest::limits::Limits;
use crate::ingest::xml::{attribute, name, parse, words};

/// What names and values say of a paper. Of several values of a name the first counts.
pub(super) fn facts(values: &[(String, String)]) -> Facts {
    let first = |wanted: &[&str]| {
        wanted.iter().find_map(|name| {
            let mut all = values.iter();
            let (_, value) = all.find(|(own, _)| own.eq_ignore_ascii_case(name))?;
            let value = crate::safe::line(value.trim());
            (!value.is_empty()).then_some(value)
        })
    };
    Facts {
        date: first(&["DCTERMS.issued", "DC.date", "DCTERMS.date"]),
        sender: first(&["OVERHEIDop.indiener", "DC.creator", "DCTERMS.creator"]),
        subject: first(&[
            "OVERHEIDop.documenttitel",
            "OVERHEIDop.dossiertitel",
            "DC.title",
            "DCTERMS.title",
        ]),
        // A paper of several dossiers is filed under the first.
        dossier: first(&["OVERHEIDop.dossiernummer"])
            .map(|dossier| dossier.split(';').next().unwrap_or_default().to_owned()),
        number: first(&["OVERHEIDop.ondernummer", "OVERHEIDop.vraagnummer"]),
    }
}

/// What a file of metadata says; nothing where it is none.
pub(super) fn of_file(text: &str, limits: &Limits) -> Facts {
    let Ok(tree) = parse(text, "the metadata", limits) else {
        return Facts::default();
    };
    let values = tree.descendants().filter_map(|node| {
        if let (Some(name), Some(content)) = (attribute(node, "name"), attribute(node, "content")) {
            return Some((name.to_owned(), content.to_owned()));
        }
        let space = node.tag_name().namespace()?;
        let family = match () {
            () if space.contains("purl.org/dc/terms") => "DCTERMS",
            () if space.contains("overheid") => "OVERHEIDop",
            () => return None,
        };
        Some((format!("{family}.{}", name(node)), words(node)))
    });
    facts(&values.collect::<Vec<_>>())
}
