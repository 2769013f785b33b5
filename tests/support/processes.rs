//! What Linux tells of other processes, in `/proc`.

use std::fs;
use std::path::{Path, PathBuf};

use rustix::process::Pid;

/// Processor time a process used: clock ticks, hundredths of a second on Linux. `None` where `/proc` does not tell.
pub(crate) fn ticks(process: Pid) -> Option<u64> {
    let told = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // The second field is the program's name in parentheses; of the rest, the twelfth and thirteenth are wanted.
    let fields: Vec<&str> = told.rsplit_once(')')?.1.split_whitespace().collect();
    let user: u64 = fields.get(11)?.parse().ok()?;
    let system: u64 = fields.get(12)?.parse().ok()?;
    Some(user + system)
}

/// The state letter of a process: `T` is stopped. `None` where `/proc` does not tell.
pub(crate) fn state(process: Pid) -> Option<char> {
    let told = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    told.rsplit_once(')')?.1.trim_start().chars().next()
}

/// The processes of a session, by its leader; none where `/proc` does not tell.
pub(crate) fn processes_of(leader: Pid) -> impl Iterator<Item = PathBuf> {
    let leader = leader.to_string();
    let folders = fs::read_dir("/proc").into_iter().flatten().flatten();
    folders.map(|folder| folder.path()).filter(move |folder| {
        fs::read_to_string(folder.join("stat")).is_ok_and(|told| {
            let fields = told.rsplit_once(')').map_or("", |(_, fields)| fields);
            fields.split_whitespace().nth(3) == Some(&leader)
        })
    })
}

/// Whether any thread of a process runs, is about to, or waits for a disk.
pub(crate) fn runs(process: &Path) -> bool {
    let threads = fs::read_dir(process.join("task")).into_iter().flatten();
    threads.flatten().any(|thread| {
        fs::read_to_string(thread.path().join("stat")).is_ok_and(|told| {
            let state = told.rsplit_once(')').map(|(_, fields)| fields.trim_start());
            state.is_some_and(|state| state.starts_with(['R', 'D']))
        })
    })
}
