//! `citations` and `cited-by` over a library: what its letters cite, what of it is missing, and who cites a paper.
//!
//! It must not know how citations are found.

use std::io::Write;
use std::path::PathBuf;

use anyhow::Context as _;
use clap::Args;
use serde::Serialize;

use crate::cli::show::print_json;
use crate::cli::{Outcome, library, search};
use crate::config::Overrides;
use crate::library::Edition;
use crate::library::cited::{Cited, address, named, query_for};

/// Who cites a paper.
#[derive(Debug, Args)]
pub(super) struct CitedBy {
    /// The paper: by its id (kst-29628-984), its address, or as letters cite it; a whole dossier: 29628
    id: String,
    /// The letters: files or folders
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Print no more passages than this; the counts stay whole
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// As JSON
    #[arg(long)]
    json: bool,
}

/// The papers cited, as JSON.
#[derive(Serialize)]
struct Papers {
    format: u32,
    citations: Vec<Paper>,
}

/// A paper that is cited.
#[derive(Serialize)]
struct Paper {
    id: String,
    letters: usize,
    passages: usize,
    /// Where the library has it.
    letter: Option<String>,
    title: Option<String>,
    url: Option<String>,
}

/// Prints every paper that the letters of a library cite, the most cited first; `missing`: those it does not have.
pub(super) fn citations(
    folder: PathBuf,
    (missing, as_json): (bool, bool),
    overrides: &Overrides,
    out: &mut impl Write,
) -> anyhow::Result<Outcome> {
    let library = library::open(&[folder], overrides)?;
    library::freshen(&library)?;
    let edition = library.edition();
    let mut cited = edition.cited()?;
    // No library has pages of the web.
    let is_page = |paper: &Cited| paper.id.contains("://");
    cited.retain(|paper| !missing || paper.letter.is_none() && !is_page(paper));
    cited.sort_by(|a, b| b.letters.cmp(&a.letters).then_with(|| a.id.cmp(&b.id)));
    let papers: Vec<Paper> = cited
        .into_iter()
        .map(|paper| told(&edition, paper))
        .collect();
    let outcome = if papers.is_empty() {
        Outcome::Nothing
    } else {
        Outcome::Done
    };
    if as_json {
        let papers = Papers {
            format: 1,
            citations: papers,
        };
        print_json(&papers, out)?;
        return Ok(outcome);
    }
    for paper in papers {
        let title = paper.title.as_deref().unwrap_or("not in the library");
        let url = paper.url.unwrap_or_default();
        writeln!(out, "{}\t{}\t{title}\t{url}", paper.id, paper.letters)?;
    }
    Ok(outcome)
}

fn told(edition: &Edition, paper: Cited) -> Paper {
    let known = paper.letter.map(|letter| edition.card(letter));
    let path = known.as_ref().map(|known| known.path.to_string_lossy());
    Paper {
        letter: path.map(|path| crate::safe::line(&path)),
        title: known.map(|known| known.card.title),
        url: address(&paper.id),
        letters: paper.letters,
        passages: paper.passages,
        id: paper.id,
    }
}

/// Prints every place that cites a paper.
pub(super) fn by(
    asked: CitedBy,
    overrides: &Overrides,
    out: &mut impl Write,
) -> anyhow::Result<Outcome> {
    let id = named(&asked.id).with_context(|| {
        let told = match asked.id.trim() {
            "" => "an empty word",
            told => told,
        };
        format!(
            "{told} names no paper; such as kst-29628-984, \"Kamerstuk 29 628, nr. 984\", or a dossier: 29628"
        )
    })?;
    let search = search::Search::of(query_for(&id), asked.files, asked.limit, asked.json);
    search::run(&search, overrides, out)
}
