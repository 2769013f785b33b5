//! Which parts of a Word file hold what: the relations between them, as the package says.
//!
//! It must not know what stands in the parts.

use std::collections::HashMap;

use crate::ingest::ReadError;
use crate::ingest::archive::Archive;
use crate::ingest::xml::{attribute, name, parse};

/// A part's relations: id to kind and target.
#[derive(Debug, Default)]
pub(super) struct Relations {
    by_id: HashMap<String, (String, String)>,
    folder: String,
}

impl Relations {
    /// The relations of a part; of the package itself where the name is empty.
    pub(super) fn of(archive: &mut Archive<'_>, part: &str) -> Result<Self, ReadError> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let separator = if folder.is_empty() { "" } else { "/" };
        let path = format!("{folder}{separator}_rels/{file}.rels");
        let mut relations = Self {
            folder: folder.to_owned(),
            ..Self::default()
        };
        let Some(text) = archive.text(&path)? else {
            return Ok(relations);
        };
        let tree = parse(&text, &path, &archive.limits)?;
        for node in tree
            .descendants()
            .filter(|node| name(*node) == "Relationship")
        {
            let get = |of: &str| attribute(node, of).unwrap_or_default().to_owned();
            let kind = get("Type");
            let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
            relations.by_id.insert(get("Id"), (kind, get("Target")));
        }
        Ok(relations)
    }

    /// The address that an id leads to.
    pub(super) fn address(&self, id: &str) -> Option<String> {
        let (_, target) = self.by_id.get(id)?;
        Some(crate::safe::line(target))
    }

    /// The paths of the parts of a kind, in the order of their names.
    pub(super) fn parts(&self, kind: &str) -> Vec<String> {
        let of_kind = self.by_id.values().filter(|(of, _)| of == kind);
        let mut paths: Vec<String> = of_kind
            .map(|(_, target)| match target.strip_prefix('/') {
                Some(absolute) => absolute.to_owned(),
                None if self.folder.is_empty() => target.clone(),
                None => format!("{}/{target}", self.folder),
            })
            .collect();
        paths.sort_unstable();
        paths
    }
}
