//! A settings file as a flat list of rows, each with its line, so that any mistake can be shown where it was made.
//!
//! It must not know what the settings mean.

use std::fmt;

use toml::de::{DeTable, DeValue};

/// Where a value comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// It comes with the program.
    BuiltIn,
    /// How the user left it the last time.
    State,
    /// A line of a file; lines count from 1.
    File(String, usize),
    /// An environment variable.
    Environment(String),
    /// The command line.
    CommandLine,
}

impl fmt::Display for Origin {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BuiltIn => out.write_str("built in"),
            Self::State => out.write_str("as you left it"),
            Self::File(file, line) => write!(out, "{file}:{line}"),
            Self::Environment(name) => write!(out, "environment {name}"),
            Self::CommandLine => out.write_str("command line"),
        }
    }
}

/// Something wrong in the user's settings: where, what, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// The file.
    pub file: String,
    /// The line, from 1; 0 when it concerns the whole file.
    pub line: usize,
    /// What is wrong and what would be right.
    pub message: String,
}

impl Mistake {
    /// In few words, for a row of the screen: the file by its last name.
    #[must_use]
    pub fn short(&self) -> String {
        let name = self.file.rsplit('/').next().unwrap_or(&self.file);
        let file = name.to_owned();
        Self {
            file,
            ..self.clone()
        }
        .to_string()
    }

    /// A mistake in a value.
    #[must_use]
    pub fn new(origin: &Origin, message: String) -> Self {
        match origin {
            Origin::File(file, line) => Self {
                file: file.clone(),
                line: *line,
                message,
            },
            other => Self {
                file: other.to_string(),
                line: 0,
                message,
            },
        }
    }
}

/// Safe to show: settings may come from anyone.
impl fmt::Display for Mistake {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let told = match self.line {
            0 => format!("{}: {}", self.file, self.message),
            line => format!("{}:{line}: {}", self.file, self.message),
        };
        out.write_str(&crate::safe::line(&told))
    }
}

/// One row of a file.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Its name, with the names of the tables it stands in: `read.line_down`.
    pub key: String,
    /// Where it stands.
    pub origin: Origin,
    /// What it says.
    pub value: toml::Value,
}

impl Entry {
    /// A mistake in this row.
    #[must_use]
    pub fn mistake(&self, message: String) -> Mistake {
        Mistake::new(&self.origin, message)
    }

    /// Its value as a list of texts; a single text is a list of one.
    #[must_use]
    pub fn strings(&self) -> Option<Vec<String>> {
        match &self.value {
            toml::Value::String(text) => Some(vec![text.clone()]),
            toml::Value::Array(values) => values
                .iter()
                .map(|value| value.as_str().map(str::to_owned))
                .collect(),
            _ => None,
        }
    }
}

/// A file's rows in the order written, and what is wrong with the file itself.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table {
    /// Its rows.
    pub entries: Vec<Entry>,
    /// What is no TOML.
    pub mistakes: Vec<Mistake>,
}

impl Table {
    /// Reads a file's text; what can be understood is, whatever else is wrong.
    #[must_use]
    pub fn parse(file: &str, text: &str) -> Self {
        let (root, errors) = DeTable::parse_recoverable(text);
        let line_of = |byte: usize| {
            let above = text.get(..byte).unwrap_or(text);
            above.matches('\n').count() + 1
        };
        let mistakes = errors
            .into_iter()
            .map(|error| Mistake {
                file: file.to_owned(),
                line: error.span().map_or(0, |span| line_of(span.start)),
                message: format!("this is not TOML: {}", error.message()),
            })
            .collect();
        let mut table = Self {
            entries: Vec::new(),
            mistakes,
        };
        let mut rows: Vec<(usize, String, &DeValue<'_>)> = Vec::new();
        flatten("", root.get_ref(), &mut rows);
        rows.sort_by_key(|&(byte, ..)| byte);
        let (mut line, mut counted) = (1, 0);
        for (byte, key, value) in rows {
            line += text.get(counted..byte).unwrap_or("").matches('\n').count();
            counted = byte;
            if let Some(value) = plain(value) {
                table.entries.push(Entry {
                    key,
                    origin: Origin::File(file.to_owned(), line),
                    value,
                });
            }
        }
        table
    }
}

/// Settings are at most three tables deep; what lies deeper is nobody's.
fn flatten<'t>(
    path: &str,
    table: &'t DeTable<'_>,
    rows: &mut Vec<(usize, String, &'t DeValue<'t>)>,
) {
    for (name, value) in table {
        let key = if path.is_empty() {
            name.get_ref().to_string()
        } else {
            format!("{path}.{}", name.get_ref())
        };
        match value.get_ref() {
            DeValue::Table(inner) if key.matches('.').count() < 3 => flatten(&key, inner, rows),
            other => rows.push((name.span().start, key, other)),
        }
    }
}

/// A value of the kinds that settings have.
fn plain(value: &DeValue<'_>) -> Option<toml::Value> {
    match value {
        DeValue::String(text) => Some(toml::Value::String(text.to_string())),
        DeValue::Boolean(flag) => Some(toml::Value::Boolean(*flag)),
        DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix())
            .ok()
            .map(toml::Value::Integer),
        DeValue::Array(values) => values
            .iter()
            .map(|value| plain(value.get_ref()))
            .collect::<Option<Vec<_>>>()
            .map(toml::Value::Array),
        DeValue::Float(number) => number.as_str().parse().ok().map(toml::Value::Float),
        DeValue::Datetime(_) | DeValue::Table(_) => None,
    }
}

/// What to say of an unknown name: the nearest known one, or all of them if they are few.
#[must_use]
pub fn unknown<'n>(kind: &str, name: &str, known: impl Iterator<Item = &'n str>) -> String {
    let known: Vec<&str> = known.collect();
    let nearest = known.iter().min_by_key(|other| distance(name, other));
    match nearest.filter(|other| distance(name, other) <= name.chars().count().div_ceil(3)) {
        Some(other) => format!("there is no {kind} `{name}`; did you mean `{other}`?"),
        None if known.len() <= 20 => format!(
            "there is no {kind} `{name}`; there are {}",
            known.join(", ")
        ),
        None => format!("there is no {kind} `{name}`; the built-in file lists all"),
    }
}

/// Letters to change, add or take away to make one name of another.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, letter) in one.chars().enumerate() {
        let mut before = row[0];
        row[0] = at + 1;
        for (column, &wanted) in other.iter().enumerate() {
            let change = before + usize::from(letter != wanted);
            before = row[column + 1];
            row[column + 1] = change.min(before + 1).min(row[column] + 1);
        }
    }
    row[other.len()]
}
