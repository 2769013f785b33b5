//! `voetnoot search`: hits as lines or as JSON.
//!
//! It must not know how hits are found.

use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::bail;
use clap::{Args, ValueEnum};
use serde::Serialize;

use crate::catalogue::Texts;
use crate::cli::against::{Against, Sums, Table};
use crate::cli::{Outcome, letter, library, report, report_error};
use crate::config::{Overrides, Settings};
use crate::document::place::Place;
use crate::document::{Document, Kind};
use crate::index::excerpt::excerpt;
use crate::index::findings::{Findings, LetterAt, Order};
use crate::index::query::{Query, Scope};
use crate::index::remark::Remark;
use crate::index::{Answer, Hit, Index, Mark, Totals};
use crate::library::Edition;
use crate::library::facets::Facets;
use crate::words::pattern::Tier;

/// What to search for, and in what.
#[derive(Debug, Args)]
pub(super) struct Search {
    /// The query, in the language of the reader's prompt
    #[arg(allow_hyphen_values = true)]
    query: String,
    /// The letters: files, folders of letters, or - for standard input
    files: Vec<PathBuf>,
    /// The last word is unfinished, as while typing in the reader
    #[arg(long)]
    typing: bool,
    /// Print no more passages than this, each with all its hits; the counts stay whole
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// Where to search: notes, text, headings
    #[arg(long = "in", value_delimiter = ',', value_name = "PLACES")]
    places: Vec<Where>,
    /// In folders of letters: count another query beside this one, over years or months, kinds, senders and dossiers
    #[arg(long, value_name = "QUERY", allow_hyphen_values = true)]
    against: Option<String>,
    /// As JSON
    #[arg(long)]
    json: bool,
}

impl Search {
    /// A search for everything that a query means.
    pub(super) fn of(query: String, files: Vec<PathBuf>, limit: Option<usize>, json: bool) -> Self {
        Self {
            query,
            files,
            typing: false,
            limit,
            places: Vec::new(),
            against: None,
            json,
        }
    }
}

/// Where a passage stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ValueEnum)]
#[serde(rename_all = "lowercase")]
enum Where {
    Text,
    #[serde(rename = "note")]
    Notes,
    #[serde(rename = "heading")]
    Headings,
}

/// The whole answer as JSON.
#[derive(Serialize)]
struct Found<'a> {
    format: u32,
    query: &'a str,
    totals: Sums,
    /// Of folders: whether all their letters could be searched.
    #[serde(skip_serializing_if = "Option::is_none")]
    complete: Option<bool>,
    /// Of folders: how what was found spreads over time, senders, dossiers and kinds.
    #[serde(skip_serializing_if = "Option::is_none")]
    facets: Option<Facets>,
    /// The same of the second query, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    against: Option<Against>,
    hits: Vec<Passage>,
}

/// A hit as JSON.
#[derive(Serialize)]
struct Passage {
    letter: String,
    #[serde(rename = "where")]
    place: Where,
    note: Option<String>,
    section: Option<String>,
    page: Option<usize>,
    paragraph: u32,
    text: String,
    tier: Tier,
    marks: Vec<[usize; 2]>,
    refs: Vec<String>,
}

/// Searches each letter; says what was found.
pub(super) fn run(
    search: &Search,
    overrides: &Overrides,
    out: &mut impl Write,
) -> anyhow::Result<Outcome> {
    let files: Vec<Option<PathBuf>> = if search.files.is_empty() {
        vec![None]
    } else {
        search.files.iter().cloned().map(Some).collect()
    };
    let (folders, files): (Vec<_>, Vec<_>) = files
        .into_iter()
        .partition(|file| file.as_ref().is_some_and(|path| path.is_dir()));
    let folders: Vec<PathBuf> = folders.into_iter().flatten().collect();
    if search.against.is_some() {
        if folders.is_empty() || !files.is_empty() {
            bail!("--against counts in folders of letters, and these are none");
        }
        if scopes(&search.places).len() > 1 {
            bail!("--against counts in one place: name one with --in, or none");
        }
    }
    let settings = Settings::load(overrides).0;
    let mut all = All {
        search,
        texts: Texts::of(settings.lang),
        ascii: settings.ascii,
        many: files.len() > 1 || !folders.is_empty(),
        totals: Totals::default(),
        letters: 0,
        room: search.limit.unwrap_or(usize::MAX),
        passages: Vec::new(),
        facets: None,
        against: None,
        complete: None,
        failed: false,
    };
    if !folders.is_empty() {
        let library = library::open(&folders, overrides)?;
        all.complete = Some(library::freshen(&library)?);
        all.search_library(&library.edition(), out)?;
    }
    for file in files {
        match letter::read(file, overrides) {
            Ok(document) => all.search_letter(&Arc::new(document), out)?,
            Err(error) if all.many => {
                all.failed = true;
                report_error(&error);
            }
            Err(error) => return Err(error),
        }
    }
    all.finish(out)
}

/// A search in several places, and what it has found so far.
struct All<'a> {
    search: &'a Search,
    texts: Arc<Texts>,
    /// Only characters of ASCII for signs.
    ascii: bool,
    /// Whether there are several letters, so that each hit needs its letter's name.
    many: bool,
    totals: Totals,
    /// Letters with a hit.
    letters: usize,
    /// How many hits may still be told.
    room: usize,
    passages: Vec<Passage>,
    facets: Option<Facets>,
    against: Option<Against>,
    /// Of folders: whether all their letters could be searched.
    complete: Option<bool>,
    /// Whether something could not be done; what, has been told.
    failed: bool,
}

impl All<'_> {
    /// Searches one letter.
    fn search_letter(
        &mut self,
        document: &Arc<Document>,
        out: &mut impl Write,
    ) -> anyhow::Result<()> {
        let answers = answers(self.search, document);
        self.failed |= remark(&answers, &self.texts);
        let mut hits: Vec<(&Answer, Hit)> = Vec::new();
        self.letters += usize::from(answers.iter().any(|answer| !answer.hits.is_empty()));
        for answer in &answers {
            self.totals += answer.totals;
            hits.extend(answer.hits.iter().map(|hit| (answer, *hit)));
        }
        hits.sort_by_key(|(_, hit)| document.reading_order(Place::start(hit.paragraph)));
        hits.truncate(self.room);
        self.room -= hits.len();
        for (answer, hit) in hits {
            let marks = answer.marker.marks(document, hit.paragraph);
            self.tell(document, (hit, &marks), out)?;
        }
        Ok(())
    }

    /// Searches all letters of a library.
    fn search_library(&mut self, edition: &Edition, out: &mut impl Write) -> anyhow::Result<()> {
        let scopes = scopes(&self.search.places).into_iter();
        let findings =
            scopes.filter_map(|scope| edition.search(&query(self.search, scope), &|| false));
        let findings: Vec<Findings> = findings.collect();
        let mut letters: Vec<LetterAt> = Vec::new();
        // Of a search in several places, each place has its own.
        if let [one] = findings.as_slice() {
            if let Some(against) = &self.search.against {
                self.compare(edition, (one, against), out)?;
            } else if self.search.json {
                self.facets = Facets::of(edition, one, &|| false);
            }
        }
        if let Some(first) = findings.first() {
            self.failed |= tell_remarks(&first.remarks, &self.texts);
        }
        for found in &findings {
            self.totals += found.totals;
            letters.extend(found.letters_found());
            // Who compares asks how much there is, and sees that.
            let told = match self.search.against {
                Some(_) if !self.search.json => 0,
                _ => self.room,
            };
            for hit in found.hits(Order::Relevance, edition.newest(), (0, told)) {
                self.room -= 1;
                let Some(document) = edition.document(hit.letter) else {
                    let path = edition.card(hit.letter).path;
                    let path = crate::safe::line(&path.to_string_lossy());
                    report(&format!("{path} has changed since it was imported"));
                    self.failed = true;
                    continue;
                };
                let marks = found.marks(hit, &document);
                self.tell(&document, (hit.hit, &marks), out)?;
            }
        }
        letters.sort_unstable();
        letters.dedup();
        self.letters += letters.len();
        Ok(())
    }

    /// Prints the JSON, if that is wanted; says what came of it all.
    fn finish(self, out: &mut impl Write) -> anyhow::Result<Outcome> {
        let All {
            search,
            totals,
            letters,
            passages,
            facets,
            against,
            complete,
            failed,
            ..
        } = self;
        let found = totals.passages > 0 || against.as_ref().is_some_and(Against::found);
        if search.json {
            let found = Found {
                format: 1,
                query: &search.query,
                totals: Sums { totals, letters },
                complete,
                facets,
                against,
                hits: passages,
            };
            serde_json::to_writer_pretty(&mut *out, &found)?;
            writeln!(out)?;
        }
        Ok(match found {
            _ if failed || complete == Some(false) => Outcome::Failed,
            false => Outcome::Nothing,
            true => Outcome::Done,
        })
    }

    /// Counts a second query beside what was found, and prints both unless they are for the JSON.
    fn compare(
        &mut self,
        edition: &Edition,
        (found, against): (&Findings, &str),
        out: &mut impl Write,
    ) -> anyhow::Result<()> {
        let query = Query {
            text: against.to_owned(),
            ..found.query.clone()
        };
        let both = edition.search(&query, &|| false).and_then(|other| {
            let facets = Facets::of_each(edition, [found, &other], &|| false)?;
            Some((other, facets))
        });
        let Some((other, [first, second])) = both else {
            return Ok(());
        };
        self.failed |= tell_remarks(&other.remarks, &self.texts);
        let against = Against::new(&other, second);
        if !self.search.json {
            let (texts, ascii) = (&*self.texts, self.ascii);
            Table { texts, ascii }.print((found, &first), &against, out)?;
        }
        (self.facets, self.against) = (Some(first), Some(against));
        Ok(())
    }

    /// Prints a hit, or keeps it for the JSON.
    fn tell(
        &mut self,
        document: &Document,
        (hit, marks): (Hit, &[Mark]),
        out: &mut impl Write,
    ) -> anyhow::Result<()> {
        if self.search.json {
            self.passages.push(passage(document, hit, marks));
            return Ok(());
        }
        print(document, (hit, marks), self.many, out)
    }
}

/// One answer for everything, or one for each place asked for.
fn answers(search: &Search, document: &Arc<Document>) -> Vec<Answer> {
    let index = Index::new(document.clone(), &|| false);
    let answers = index.iter().flat_map(|index| {
        let scopes = scopes(&search.places).into_iter();
        scopes.filter_map(|scope| index.search(&query(search, scope), &|| false))
    });
    answers.collect()
}

/// Tells what could not be asked as typed. Whether that is an error, as in grep: an expression that is none.
pub(super) fn remark(answers: &[Answer], texts: &Texts) -> bool {
    tell_remarks(
        answers.first().map_or(&[][..], |answer| &answer.remarks),
        texts,
    )
}

fn tell_remarks(remarks: &[Remark], texts: &Texts) -> bool {
    for remark in remarks {
        report(&texts.remark(remark));
    }
    remarks
        .iter()
        .any(|remark| matches!(remark, Remark::NoExpression(_)))
}

fn query(search: &Search, scope: Scope) -> Query {
    Query {
        text: search.query.clone(),
        typing: search.typing,
        scope,
    }
}

/// One search for everything, or one for each place asked for.
fn scopes(places: &[Where]) -> Vec<Scope> {
    let all = [Where::Text, Where::Notes, Where::Headings]
        .iter()
        .all(|place| places.contains(place));
    if places.is_empty() || all {
        return vec![Scope::All];
    }
    let mut scopes: Vec<Scope> = Vec::new();
    for place in places {
        let scope = match place {
            Where::Text => Scope::Text,
            Where::Notes => Scope::Notes,
            Where::Headings => Scope::Headings,
        };
        if !scopes.contains(&scope) {
            scopes.push(scope);
        }
    }
    scopes
}

fn passage(document: &Document, hit: Hit, marks: &[Mark]) -> Passage {
    let place = Place::start(hit.paragraph);
    let paragraph = &document.paragraphs[hit.paragraph as usize];
    let note = document
        .note_of(place)
        .map(|note| document.notes[note as usize].label.clone());
    let first = Place {
        paragraph: hit.paragraph,
        byte: marks.first().map_or(0, |mark| mark.range.start as u32),
    };
    let refs = paragraph
        .note_refs
        .iter()
        .map(|mark| document.notes[mark.note as usize].label.clone());
    Passage {
        letter: document.source.clone(),
        place: match paragraph.kind {
            Kind::Note(_) => Where::Notes,
            Kind::Heading(_) => Where::Headings,
            _ => Where::Text,
        },
        note,
        section: document
            .sections
            .get(document.section_of(place))
            .and_then(|section| section.title.clone()),
        page: document.page_of(first).map(|page| page + 1),
        paragraph: hit.paragraph,
        text: paragraph.text.clone(),
        tier: hit.tier,
        marks: marks
            .iter()
            .map(|mark| [mark.range.start, mark.range.end])
            .collect(),
        refs: refs.collect(),
    }
}

/// Columns of an excerpt on a line of output.
const EXCERPT: usize = 100;

/// A line a marked place: where it stands, and the words around it with the match between brackets; before them why it matches, where
/// it is not literal: `~` another form, `+` a part, `≈` a typing error.
fn print(
    document: &Document,
    (hit, marks): (Hit, &[Mark]),
    named: bool,
    out: &mut impl Write,
) -> anyhow::Result<()> {
    let text = &document.paragraphs[hit.paragraph as usize].text;
    let place = Place::start(hit.paragraph);
    for nth in 0..marks.len().max(1) {
        if named {
            write!(out, "{}: ", document.source)?;
        }
        let at = Place {
            byte: marks.get(nth).map_or(0, |mark| mark.range.start as u32),
            ..place
        };
        let page = document.locator(at);
        let note = document
            .note_of(place)
            .map(|note| format!(", note {}", document.notes[note as usize].label));
        write!(out, "{page}{}: ", note.unwrap_or_default())?;
        let excerpt = excerpt(text, marks, nth, EXCERPT);
        let mut from = 0;
        for mark in &excerpt.marks {
            let before = &excerpt.text[from..mark.range.start];
            let sign = mark.tier.sign(false).unwrap_or_default();
            write!(out, "{before}{sign}[{}]", &excerpt.text[mark.range.clone()])?;
            from = mark.range.end;
        }
        writeln!(out, "{}", &excerpt.text[from..])?;
    }
    Ok(())
}
