//! What stands in the way and could not be written to the state, because the state itself does not work: kept in this process, and
//! shown beside what the state says.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The troubles of this process; a clone is the same.
#[derive(Clone, Debug, Default)]
pub struct Troubles(Arc<Mutex<Kept>>);

#[derive(Debug, Default)]
struct Kept {
    /// Why the state cannot be written.
    state: Option<String>,
    /// Why jobs stopped, where that could not be written.
    jobs: BTreeMap<String, String>,
}

impl Troubles {
    /// The state cannot be read or written.
    pub fn state_failed(&self, reason: String) {
        self.kept().state = Some(reason);
    }

    /// The state was written.
    pub fn state_works(&self) {
        self.kept().state = None;
    }

    /// Why the state cannot be written, if it cannot.
    pub fn of_state(&self) -> Option<String> {
        self.kept().state.clone()
    }

    /// A job was stopped, and that could not be written.
    pub fn job_stopped(&self, job: &str, reason: String) {
        self.kept().jobs.insert(job.to_owned(), reason);
    }

    /// How the last run of a job ended was written.
    pub fn job_written(&self, job: &str) {
        self.kept().jobs.remove(job);
    }

    /// Why a job was stopped, where that could not be written.
    pub fn of_job(&self, job: &str) -> Option<String> {
        self.kept().jobs.get(job).cloned()
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
