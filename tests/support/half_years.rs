//! Two letters of one sender, half a year apart, and a third: in a folder, opened as a library or one by one.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use voetnoot::config::Overrides;
use voetnoot::library::{Library, Reading};
use voetnoot::tui::model::Over;
use voetnoot::tui::stage::Stage;

use crate::support::stage::stage_of_file;

/// The half-year's letter, and what it said half a year before, by the words that stand in their place.
pub(crate) const NEW: &str = "Datum 9 december 2031
Betreft Halfjaarbericht politie 2031-2

Geachte voorzitter,

Met deze brief informeer ik uw Kamer over de voortgang bij de politie in het tweede halfjaar.

Bezetting

De bezetting van de basisteams is in alle eenheden op orde gebracht, ook in de kleinste.

Voor de werving van aspiranten loopt een campagne die zich richt op jongeren met een technische opleiding.

Integriteit

Corruptie raakt het hart van de politie; de korpschef onderzoekt elk signaal van corruptie.1

De nieuwe meldkamer registreert corruptie en andere schendingen sinds de zomer apart.

Materieel

Van de dienstvoertuigen rijdt een kwart elektrisch; laadpalen volgen zodra het net dat toelaat.

Hoogachtend,

1 Kamerstukken II 2030/31, 29 628, nr. 957.
";

pub(crate) fn old() -> String {
    NEW.replace("9 december", "3 juni")
        .replace("2031-2", "2031-1")
        .replace("tweede", "eerste")
        .replace("ook in", "met uitzondering van")
        .replace("signaal", "vermoeden")
        .replace(
            "De nieuwe meldkamer registreert corruptie en andere schendingen sinds de zomer apart.",
            "Het bureau Veiligheid deed twaalf onderzoeken.",
        )
        .replace("nr. 957", "nr. 911")
}

/// A folder with both letters and a third, gone with it.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new() -> Self {
        static MADE: AtomicU32 = AtomicU32::new(0);
        let nth = MADE.fetch_add(1, Ordering::Relaxed);
        let name = format!("compare-{}-{nth}", std::process::id());
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(folder.join("brieven")).unwrap();
        let folder = Self(folder);
        folder.write("oud.txt", &old());
        folder.write("nieuw.txt", NEW);
        folder.write(
            "ander.txt",
            "Datum 1 maart 2032\nBetreft Dijken\n\nGeachte voorzitter,\n\nDe dijken zijn hoog genoeg, zegt het waterschap.\n",
        );
        folder
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.join("brieven").join(name)
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        std::fs::write(self.path(name), text).unwrap();
    }

    pub(crate) fn library(&self, size: (u16, u16)) -> Stage {
        let reading = Reading {
            max_bytes: 1 << 20,
            ..Reading::default()
        };
        let folders = [self.0.join("brieven")];
        let (library, _) = Library::open(&folders, &self.0.join("cache"), reading).unwrap();
        let overrides = Overrides {
            lang: Some("en".into()),
            theme: Some("terminal".into()),
            ascii: Some(false),
            ..Overrides::default()
        };
        voetnoot::tui::stage(Arc::new(library), &overrides, size)
    }

    /// The newer letter as a file, compared with the older.
    pub(crate) fn compared(&self, size: (u16, u16)) -> Stage {
        self.compared_with("nieuw.txt", "oud.txt", size)
    }

    pub(crate) fn compared_with(&self, own: &str, other: &str, size: (u16, u16)) -> Stage {
        let mut stage = stage_of_file(&self.path(own), size);
        self.compare(&mut stage, other);
        stage
    }

    /// Compares the letter that is open with another one of the folder.
    pub(crate) fn compare(&self, stage: &mut Stage, other: &str) {
        let command = format!(":compare {}<Enter>", self.path(other).display());
        stage.press(&command.replace(' ', "<Space>")).unwrap();
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

pub(crate) fn is_open(stage: &Stage) -> bool {
    matches!(stage.model.over, Some(Over::Compare))
}

/// The row of the screen that one is at.
pub(crate) fn here(stage: &Stage) -> String {
    let text = stage.text();
    let row = text.lines().find(|row| row.starts_with('▸'));
    row.unwrap_or_else(|| panic!("one is nowhere:\n{text}"))
        .to_owned()
}

pub(crate) fn has(stage: &Stage, words: &str) {
    let text = stage.text();
    assert!(text.contains(words), "{words:?} is not there:\n{text}");
}
