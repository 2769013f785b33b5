//! `SQLite` FTS5 over the passages of letters, without their text: by words with the prefix index that its documentation
//! recommends, or by trigrams.
//!
//! It must not know where passages come from.

use std::path::Path;

use rusqlite::Connection;

/// How many passages a letter may have.
const TO_A_LETTER: i64 = 1 << 20;
/// How many hits are shown.
const SHOWN: usize = 10;
/// Letters that a trigram has: what is shorter finds nothing.
const TRIGRAM: usize = 3;

/// How the table cuts passages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cut {
    /// Into words, with all beginnings of one to four letters kept.
    Words,
    /// Into all runs of three letters, which find parts of words.
    Trigrams,
}

impl Cut {
    fn options(self) -> &'static str {
        match self {
            Self::Words => "tokenize='unicode61 remove_diacritics 2', prefix='1 2 3 4'",
            Self::Trigrams => "tokenize='trigram remove_diacritics 1'",
        }
    }
}

/// Passages to be searched.
#[derive(Debug)]
pub(crate) struct Passages {
    database: Connection,
    cut: Cut,
}

/// What one key is answered with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Answer {
    /// How many passages match.
    pub(crate) passages: u64,
    /// How many letters they are in.
    pub(crate) letters: u64,
    /// The first of them to be shown, the newest letter first: letter, and place of the passage in it.
    pub(crate) newest: Vec<(u64, u64)>,
}

impl Passages {
    /// Indexes passages in memory. See [`Passages::build`].
    pub(crate) fn in_memory(
        cut: Cut,
        passages: impl Iterator<Item = (u64, impl AsRef<str>)>,
    ) -> Self {
        let database = Connection::open_in_memory().expect("SQLite opens in memory");
        fill(&database, cut, passages);
        Self { database, cut }
    }

    /// Indexes passages in a file that is not there yet. Each comes with its letter's number; the newest letter has the
    /// highest, and a letter's passages follow each other.
    pub(crate) fn build(
        path: &Path,
        cut: Cut,
        passages: impl Iterator<Item = (u64, impl AsRef<str>)>,
    ) {
        let database = Connection::open(path).expect("the file can be made");
        // A bench that is broken off starts again: nothing has to survive it.
        database
            .execute_batch("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;")
            .expect("these settings exist");
        fill(&database, cut, passages);
    }

    /// Opens what was built.
    pub(crate) fn open(path: &Path, cut: Cut) -> Self {
        let database = Connection::open(path).expect("the file was built");
        database
            .execute_batch("PRAGMA mmap_size=17179869184; PRAGMA cache_size=-262144;")
            .expect("these settings exist");
        Self { database, cut }
    }

    /// How many passages match what was typed.
    pub(crate) fn count(&self, typed: &str) -> u64 {
        let Some(expression) = expression(typed, self.cut) else {
            return 0;
        };
        self.database
            .prepare_cached("SELECT count(*) FROM passages WHERE passages MATCH ?1")
            .expect("the statement is valid")
            .query_row([expression], |row| row.get::<_, i64>(0))
            .expect("a count is one row") as u64
    }

    /// What a reader is shown at one key: how many passages and letters match, and the newest. `None`: so little is
    /// typed that this table cannot answer.
    pub(crate) fn keystroke(&self, typed: &str) -> Option<Answer> {
        let expression = expression(typed, self.cut)?;
        // One pass tells all three; counting letters by DISTINCT would need a second and a table of its own.
        let mut select = self
            .database
            .prepare_cached(
                "SELECT rowid FROM passages WHERE passages MATCH ?1 ORDER BY rowid DESC",
            )
            .expect("the statement is valid");
        let mut rows = select.query([expression]).expect("the query is valid");
        let (mut answer, mut last) = (Answer::default(), None);
        while let Some(row) = rows.next().expect("the table is whole") {
            let place: i64 = row.get(0).expect("a row has its number");
            let letter = place / TO_A_LETTER;
            answer.passages += 1;
            answer.letters += u64::from(last != Some(letter));
            last = Some(letter);
            if answer.newest.len() < SHOWN {
                let within = place % TO_A_LETTER;
                answer.newest.push((letter as u64, within as u64));
            }
        }
        Some(answer)
    }
}

fn fill(database: &Connection, cut: Cut, passages: impl Iterator<Item = (u64, impl AsRef<str>)>) {
    let table = format!(
        "CREATE VIRTUAL TABLE passages USING fts5(text, {}, content='')",
        cut.options()
    );
    database
        .execute_batch(&format!("BEGIN; {table};"))
        .expect("this SQLite has FTS5");
    let mut insert = database
        .prepare("INSERT INTO passages(rowid, text) VALUES (?1, ?2)")
        .expect("the statement is valid");
    let (mut before, mut within) = (None, 0);
    for (letter, text) in passages {
        within = if before == Some(letter) {
            within + 1
        } else {
            0
        };
        before = Some(letter);
        insert
            .execute((letter as i64 * TO_A_LETTER + within, text.as_ref()))
            .expect("a row can be added");
    }
    drop(insert);
    database
        .execute_batch("INSERT INTO passages(passages) VALUES('optimize'); COMMIT;")
        .expect("FTS5 can merge its index");
}

/// What was typed in FTS5's language: all words, the last perhaps unfinished, or a phrase in quotes.
fn expression(typed: &str, cut: Cut) -> Option<String> {
    let (words, closed) = match typed.strip_prefix('"') {
        Some(phrase) => (
            vec![phrase.trim_end_matches('"')],
            phrase.ends_with(['"', ' ']),
        ),
        None => (typed.split_whitespace().collect(), typed.ends_with(' ')),
    };
    let long_enough = |word: &&str| match cut {
        Cut::Words => word.contains(char::is_alphanumeric),
        Cut::Trigrams => word.trim().chars().count() >= TRIGRAM,
    };
    let words: Vec<String> = words
        .into_iter()
        .filter(long_enough)
        .map(|word| format!("\"{}\"", word.trim().replace('"', "\"\"")))
        .collect();
    let open = cut == Cut::Words && !closed;
    (!words.is_empty()).then(|| words.join(" ") + if open { "*" } else { "" })
}
