//! Work beside the screen: a worker that answers only the newest request, and threads for what is done once.
//!
//! A panic in a job ends the job, never the program. It must not know what the jobs are.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

/// Tells a running job whether a newer one has come.
#[derive(Debug, Clone)]
pub struct Ticket {
    number: u64,
    newest: Arc<AtomicU64>,
}

impl Ticket {
    /// Whether a newer job waits: then this one's answer is not wanted any more.
    #[must_use]
    pub fn is_stale(&self) -> bool {
        self.newest.load(Ordering::Relaxed) != self.number
    }
}

/// What worker and owner share: the job that waits, if any, and whether the worker is to end.
#[derive(Debug)]
struct Desk<Job> {
    waiting: Mutex<Waiting<Job>>,
    bell: Condvar,
}

/// A thread that always does the newest job: one that waits is replaced, one that runs is told.
#[derive(Debug)]
pub struct Worker<Job> {
    desk: Arc<Desk<Job>>,
    newest: Arc<AtomicU64>,
}

impl<Job: Send + 'static> Worker<Job> {
    /// Starts a worker that does jobs with `work`; `failed` hears of a job's panic.
    #[must_use]
    pub fn spawn(
        name: &str,
        mut work: impl FnMut(Job, &Ticket) + Send + 'static,
        failed: impl Fn(String) + Send + 'static,
    ) -> Self {
        let desk = Arc::new(Desk {
            waiting: Mutex::new((None, false)),
            bell: Condvar::new(),
        });
        let newest = Arc::new(AtomicU64::new(0));
        let worker = Self {
            desk: desk.clone(),
            newest: newest.clone(),
        };
        spawn(name, move || {
            while let Some((number, job)) = desk.next() {
                let ticket = Ticket {
                    number,
                    newest: newest.clone(),
                };
                if let Err(panic) = catch_unwind(AssertUnwindSafe(|| work(job, &ticket))) {
                    failed(words_of(&*panic));
                }
            }
        });
        worker
    }

    /// Hands in a job; whatever was handed in before is not wanted any more.
    pub fn submit(&self, job: Job) {
        let number = self.newest.fetch_add(1, Ordering::Relaxed) + 1;
        self.desk.waiting().0 = Some((number, job));
        self.desk.bell.notify_one();
    }

    /// Whatever was handed in is not wanted any more, and nothing is in its place.
    pub fn drop_jobs(&self) {
        self.newest.fetch_add(1, Ordering::Relaxed);
        self.desk.waiting().0 = None;
    }
}

/// The job that waits, if any, and whether the worker is to end.
type Waiting<Job> = (Option<(u64, Job)>, bool);

impl<Job> Desk<Job> {
    fn waiting(&self) -> MutexGuard<'_, Waiting<Job>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Sleeps until there is a job; `None`: the worker is to end.
    fn next(&self) -> Option<(u64, Job)> {
        let mut waiting = self.waiting();
        loop {
            if waiting.1 {
                return None;
            }
            if let Some(job) = waiting.0.take() {
                return Some(job);
            }
            waiting = self
                .bell
                .wait(waiting)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }
}

impl<Job> Drop for Worker<Job> {
    fn drop(&mut self) {
        self.newest.fetch_add(1, Ordering::Relaxed);
        self.desk.waiting().1 = true;
        self.desk.bell.notify_one();
    }
}

/// Does something once on a thread of its own; `failed` hears of its panic.
pub fn spawn_once(
    name: &str,
    work: impl FnOnce() + Send + 'static,
    failed: impl FnOnce(String) + Send + 'static,
) {
    spawn(name, move || {
        if let Err(panic) = catch_unwind(AssertUnwindSafe(work)) {
            failed(words_of(&*panic));
        }
    });
}

/// A thread that makes itself ready for work that is not known yet.
#[derive(Debug)]
pub struct Beforehand {
    hand: Sender<Box<dyn FnOnce() + Send>>,
}

impl Beforehand {
    /// Starts it with what makes it ready; `failed` hears of a panic. It ends when it is dropped without having been given work.
    #[must_use]
    pub fn spawn(name: &str, ready: fn(), failed: impl FnOnce(String) + Send + 'static) -> Self {
        let (hand, work) = channel::<Box<dyn FnOnce() + Send>>();
        let wait = move || {
            ready();
            if let Ok(work) = work.recv() {
                work();
            }
        };
        spawn_once(name, wait, failed);
        Self { hand }
    }

    /// Has it do its work.
    pub fn start(self, work: impl FnOnce() + Send + 'static) {
        // Nobody takes it only where making it ready failed, which was told.
        let _ = self.hand.send(Box::new(work));
    }
}

/// A thread with a name, for whoever looks at the program from outside. Without threads to be had the program cannot go on.
fn spawn(name: &str, work: impl FnOnce() + Send + 'static) {
    thread::Builder::new()
        .name(name.to_owned())
        .spawn(work)
        .expect("the system gives a program its few threads");
}

/// What a panic said.
fn words_of(panic: &(dyn Any + Send)) -> String {
    let words = panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied());
    crate::safe::line(words.unwrap_or("something went wrong inside the program"))
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::{Ticket, Worker};

    #[test]
    fn a_job_that_is_dropped_is_told_so_and_the_next_one_is_done() {
        let (say, told) = channel();
        let (go, on) = channel();
        let work = move |job: u32, ticket: &Ticket| {
            say.send((job, false)).unwrap();
            on.recv().unwrap();
            say.send((job, ticket.is_stale())).unwrap();
        };
        let worker = Worker::spawn("jobs", work, |panic| panic!("{panic}"));
        worker.submit(1);
        assert_eq!(told.recv(), Ok((1, false)));
        worker.submit(2);
        worker.drop_jobs();
        go.send(()).unwrap();
        assert_eq!(told.recv(), Ok((1, true)));
        worker.submit(3);
        assert_eq!(told.recv(), Ok((3, false)));
        go.send(()).unwrap();
        assert_eq!(told.recv(), Ok((3, false)));
    }
}
