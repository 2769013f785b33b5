//! A library in a folder of its own, with an index beside it, to change and to damage.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use voetnoot::index::findings::Order;
use voetnoot::index::query::Query;
use voetnoot::library::{Found as Opened, Library, Outcome, Reading, Report};

use super::oracle::{Found, told};

/// Counts the folders made.
static MADE: AtomicU32 = AtomicU32::new(0);

/// A library, its letters and its index.
pub(crate) struct Shelved {
    root: PathBuf,
    library: Library,
    /// How it was found when it was opened last.
    pub(crate) opened: Opened,
}

impl Shelved {
    pub(crate) fn new() -> Self {
        let nth = MADE.fetch_add(1, Ordering::Relaxed);
        let root =
            std::env::temp_dir().join(format!("voetnoot-library-{}-{nth}", std::process::id()));
        let _ = fs::remove_dir_all(&root);
        fs::create_dir_all(root.join("brieven/map0")).unwrap();
        fs::create_dir_all(root.join("brieven/map1")).unwrap();
        let (library, opened) = open(&root);
        Self {
            root,
            library,
            opened,
        }
    }

    /// Where its letters are.
    pub(crate) fn folder(&self) -> PathBuf {
        self.root.join("brieven")
    }

    /// Where its index is.
    pub(crate) fn index(&self) -> PathBuf {
        self.library.place().to_owned()
    }

    pub(crate) fn write(&self, file: &Path, text: &str) {
        self.write_bytes(file, text.as_bytes());
    }

    pub(crate) fn write_bytes(&self, file: &Path, bytes: &[u8]) {
        let path = self.folder().join(file);
        fs::write(&path, bytes).unwrap();
        // Two writes within one tick of the clock are two all the same.
        let nth = u64::from(MADE.fetch_add(1, Ordering::Relaxed));
        let time =
            std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000 + nth);
        fs::File::options()
            .write(true)
            .open(&path)
            .unwrap()
            .set_modified(time)
            .unwrap();
    }

    pub(crate) fn rename(&self, from: &Path, to: &Path) {
        let _ = fs::rename(self.folder().join(from), self.folder().join(to));
    }

    pub(crate) fn copy(&self, from: &Path, to: &Path) {
        if from != to {
            let _ = fs::copy(self.folder().join(from), self.folder().join(to));
        }
    }

    pub(crate) fn delete(&self, file: &Path) {
        let _ = fs::remove_file(self.folder().join(file));
    }

    pub(crate) fn link(&self, to: &Path, from: &Path) {
        std::os::unix::fs::symlink(to, self.folder().join(from)).unwrap();
    }

    pub(crate) fn socket(&self, file: &Path) {
        UnixListener::bind(self.folder().join(file)).unwrap();
    }

    pub(crate) fn sync(&mut self) {
        let report = self.report();
        assert!(!report.busy && !report.cancelled);
    }

    pub(crate) fn report(&mut self) -> Report {
        self.library.sync(&|_| {}, &AtomicBool::new(false)).unwrap()
    }

    pub(crate) fn reopen(&mut self) {
        (self.library, self.opened) = open(&self.root);
    }

    /// Cuts a file of the index short, empties it, or takes it away; as no program may do while the index is open.
    pub(crate) fn damage(&mut self, which: u8) {
        let files = files(&self.index());
        if files.is_empty() {
            return;
        }
        let path = &files[usize::from(which) / 3 % files.len()];
        // What is open must not be cut under the feet of who reads it.
        let bytes = fs::read(path).unwrap();
        fs::remove_file(path).unwrap();
        match which % 3 {
            0 => fs::write(path, &bytes[..bytes.len() / 2]).unwrap(),
            1 => fs::write(path, b"").unwrap(),
            _ => {}
        }
        self.reopen();
    }

    pub(crate) fn letters(&self) -> usize {
        self.library.edition().newest().len()
    }

    pub(crate) fn paths(&self) -> Vec<PathBuf> {
        let edition = self.library.edition();
        let letters = edition.newest().iter();
        letters.map(|&letter| edition.card(letter).path).collect()
    }

    /// The files that could not be read, by name, and why.
    pub(crate) fn refused(&self) -> BTreeMap<String, String> {
        let edition = self.library.edition();
        let files = edition.files().iter();
        files
            .filter_map(|seen| match &seen.found {
                Outcome::Refused(why) => {
                    let name = seen.path.file_name().unwrap().to_str().unwrap();
                    Some((name.to_owned(), why.clone()))
                }
                Outcome::Letter(_) => None,
            })
            .collect()
    }

    pub(crate) fn search(&self, typed: &str) -> Found {
        let edition = self.library.edition();
        let findings = edition.search(&Query::new(typed, true), &|| false).unwrap();
        let hits = findings.hits(Order::Relevance, edition.newest(), (0, usize::MAX));
        assert_eq!(hits.len(), findings.totals.passages, "{typed:?}");
        assert!(
            hits.windows(2)
                .all(|two| two[0].hit.tier <= two[1].hit.tier),
            "{typed:?}: the strongest come first"
        );
        let mut passages = BTreeSet::new();
        for hit in hits {
            let document = edition.document(hit.letter).unwrap();
            let answer = findings.answer(hit.letter, &document);
            let marks = answer.marker.marks(&document, hit.hit.paragraph);
            let text = document.paragraphs[hit.hit.paragraph as usize].text.clone();
            passages.insert((text, told(&marks)));
        }
        Found {
            passages,
            totals: findings.totals,
            letters: findings.letters,
        }
    }
}

impl Shelved {
    /// Lists the words of the newest letters by themselves.
    pub(crate) fn list_newest(&self) {
        let edition = self.library.edition();
        edition.list_newest();
        assert!(edition.has_listed_newest());
    }

    /// The first hits, found at a first look, are those of the whole search. How often there was something to be seen at it.
    pub(crate) fn check_foremost(&self, typed: &str) -> usize {
        let edition = self.library.edition();
        let query = Query::new(typed, true);
        let findings = edition.search(&query, &|| false).unwrap();
        let mut looks = 0;
        for order in [Order::Relevance, Order::Newest] {
            for count in [1, 3, 1_000] {
                let wanted = findings.hits(order, edition.newest(), (0, count));
                if let Some(first) = edition.foremost(&query, order, count, &|| false) {
                    assert_eq!(first.hits, wanted, "{typed:?} {order:?}");
                    looks += 1;
                    for hit in first.hits {
                        let document = edition.document(hit.letter).unwrap();
                        assert_eq!(
                            first.findings.marks(hit, &document),
                            findings.marks(hit, &document),
                            "{typed:?}"
                        );
                    }
                }
            }
        }
        looks
    }
}

impl Drop for Shelved {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.root);
    }
}

fn open(root: &Path) -> (Library, Opened) {
    let reading = Reading {
        max_bytes: 1 << 24,
        ..Reading::default()
    };
    Library::open(&[root.join("brieven")], &root.join("cache"), reading).unwrap()
}

/// Every file below a folder, in order.
pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}
