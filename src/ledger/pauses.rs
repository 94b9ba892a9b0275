//! Pauses of platforms and jobs.

use super::{Actor, Ledger, LedgerError};

/// What is paused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// A platform, by its account.
    Platform,
    /// A job, by its name.
    Job,
}

/// A pause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pause {
    /// What is paused.
    pub scope: Scope,
    /// The account or the job.
    pub name: String,
    /// Why.
    pub reason: String,
    /// Since when.
    pub since: i64,
    /// Who paused it; `None` when the program did.
    pub by: Option<String>,
    /// What the configuration was when the program paused it: another one lifts the pause.
    pub configuration: Option<String>,
}

impl Ledger {
    /// Notes a pause; one that is there already stays as it is.
    pub async fn pause(&self, pause: &Pause) -> Result<(), LedgerError> {
        let _ = pause;
        unimplemented!()
    }

    /// Lifts a pause; whether there was one.
    pub async fn resume(
        &self,
        scope: Scope,
        name: &str,
        actor: &Actor,
        now: i64,
    ) -> Result<bool, LedgerError> {
        let _ = (scope, name, actor, now);
        unimplemented!()
    }

    /// All pauses.
    pub async fn pauses(&self) -> Result<Vec<Pause>, LedgerError> {
        unimplemented!()
    }
}
