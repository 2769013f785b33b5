//! The index is a cache: whatever happens to it, the letters are found again, and whoever writes does so alone.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use voetnoot::library::Found as Opened;
use voetnoot::tui::changes::watch_library;

use super::shelved::{Shelved, files};
use super::{check, letter};

fn with_letters() -> Shelved {
    let mut shelved = Shelved::new();
    for name in 0..5_u8 {
        let file = PathBuf::from(format!("brief-{name}.txt"));
        shelved.write(&file, &letter(&[name, name + 5, name + 10, 17]));
    }
    shelved.sync();
    shelved
}

#[test]
fn a_file_of_the_index_that_is_cut_emptied_flipped_or_gone_makes_it_anew() {
    let names: Vec<PathBuf> = {
        let shelved = with_letters();
        files(&shelved.index())
    };
    for nth in 0..names.len() {
        for harm in 0..4 {
            let mut shelved = with_letters();
            let all = files(&shelved.index());
            let path = &all[nth.min(all.len() - 1)];
            let mut bytes = fs::read(path).unwrap();
            if bytes.is_empty() || path.extension().is_some_and(|end| end == "lock") {
                continue;
            }
            // Removed first: what is open keeps what it has.
            fs::remove_file(path).unwrap();
            match harm {
                0 => fs::write(path, &bytes[..bytes.len() / 2]).unwrap(),
                1 => fs::write(path, b"").unwrap(),
                2 => {
                    let middle = bytes.len() / 2;
                    bytes[middle] ^= 0x10;
                    fs::write(path, &bytes).unwrap();
                }
                _ => {}
            }
            shelved.reopen();
            shelved.sync();
            check(&shelved);
        }
    }
}

#[test]
fn an_index_of_another_version_is_made_anew_and_that_is_said() {
    let mut shelved = with_letters();
    let list = shelved.index().join("library.json");
    let text = fs::read_to_string(&list).unwrap();
    let rules = text
        .lines()
        .find(|line| line.contains("\"rules\""))
        .unwrap();
    fs::write(
        &list,
        text.replace(rules, "  \"rules\": \"voetnoot 0.0.1\","),
    )
    .unwrap();
    shelved.reopen();
    let Opened::Unusable(why) = &shelved.opened else {
        panic!("{:?}", shelved.opened);
    };
    assert!(why.contains("another version"), "{why}");
    assert_eq!(shelved.letters(), 0);
    shelved.sync();
    check(&shelved);
}

#[test]
fn what_a_run_that_was_cut_short_left_is_swept_away() {
    let mut shelved = with_letters();
    let left = shelved.index().join("volume-1-0");
    fs::create_dir_all(&left).unwrap();
    fs::write(left.join("half"), b"half").unwrap();
    shelved.write(&PathBuf::from("nieuw.txt"), &letter(&[3]));
    shelved.sync();
    assert!(!left.exists());
    check(&shelved);
}

#[test]
fn who_comes_second_reads_what_is_there_and_sees_what_the_first_adds() {
    let mut first = with_letters();
    let reading = voetnoot::library::Reading {
        max_bytes: 1 << 24,
        ..Default::default()
    };
    let cache = first.index().parent().unwrap().parent().unwrap().to_owned();
    let (second, _) = voetnoot::library::Library::open(&[first.folder()], &cache, reading).unwrap();
    assert_eq!(second.edition().newest().len(), 5);
    let lock = fs::File::create(first.index().join("lock")).unwrap();
    lock.try_lock().unwrap();
    assert!(first.report().busy);
    drop(lock);
    first.write(&PathBuf::from("nieuw.txt"), &letter(&[3]));
    first.sync();
    second.refresh();
    assert_eq!(second.edition().newest().len(), 6);
}

#[test]
fn many_small_imports_are_merged_and_still_find_everything() {
    let mut shelved = Shelved::new();
    for name in 0..14_u8 {
        let file = PathBuf::from(format!("brief-{name}.txt"));
        shelved.write(&file, &letter(&[name, name + 1, name + 9]));
        shelved.sync();
    }
    let volumes = fs::read_dir(shelved.index()).unwrap();
    let volumes = volumes.filter(|entry| entry.as_ref().unwrap().path().is_dir());
    assert!(volumes.count() <= 5);
    check(&shelved);
}

#[test]
fn a_folder_that_is_out_of_reach_keeps_its_letters() {
    let mut shelved = with_letters();
    let away = shelved.folder().with_file_name("weg");
    fs::rename(shelved.folder(), &away).unwrap();
    let report = shelved.report();
    assert_eq!(report.unreached, [shelved.folder()]);
    assert_eq!((report.gone, shelved.letters()), (0, 5));
    fs::rename(&away, shelved.folder()).unwrap();
    shelved.delete(&PathBuf::from("brief-0.txt"));
    assert_eq!((shelved.report().gone, shelved.letters()), (1, 4));
    check(&shelved);
}

/// Who watches the index for what others write is not woken by looking for letters oneself.
#[test]
fn looking_for_letters_where_nothing_changed_is_no_change() {
    let mut shelved = with_letters();
    let list = shelved.index().join("library.json");
    let changes = Arc::new(AtomicUsize::new(0));
    let counted = changes.clone();
    let tell = move || {
        counted.fetch_add(1, Ordering::SeqCst);
    };
    let watched = watch_library(&[shelved.folder()], &list, tell).unwrap();
    for _ in 0..3 {
        shelved.sync();
    }
    thread::sleep(Duration::from_millis(600));
    assert_eq!(changes.load(Ordering::SeqCst), 0, "nothing was written");
    shelved.write(&PathBuf::from("nieuw.txt"), &letter(&[3]));
    let until = Instant::now() + Duration::from_secs(10);
    while changes.load(Ordering::SeqCst) == 0 && Instant::now() < until {
        thread::sleep(Duration::from_millis(20));
    }
    assert!(changes.load(Ordering::SeqCst) > 0, "a letter came");
    drop(watched);
}
