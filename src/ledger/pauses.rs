//! Pauses of platforms and jobs.

use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use super::retry::retried;
use super::rows::{clip, column};
use super::{Actor, Ledger, LedgerError};
use crate::language::text;

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
    /// The service paused it for an outage, and tries again then; every other pause waits for a person.
    pub until: Option<i64>,
}

impl Ledger {
    /// Notes a pause. One that is there already stays as it is, but for that of an outage: it gives way.
    pub async fn pause(&self, pause: &Pause) -> Result<(), LedgerError> {
        retried(|| self.pause_once(pause)).await
    }

    async fn pause_once(&self, pause: &Pause) -> Result<(), LedgerError> {
        let mut transaction = self.begin().await?;
        let there = self
            .find_pause(&mut transaction, pause.scope, &pause.name)
            .await?;
        if there.as_ref().is_some_and(|there| there.until.is_some()) {
            sqlx::query(self.sql.pause_lapse)
                .bind(pause.scope.word())
                .bind(pause.name.as_str())
                .execute(&mut *transaction)
                .await?;
        }
        if there.is_none_or(|there| there.until.is_some()) {
            sqlx::query(self.sql.pause_insert)
                .bind(pause.scope.word())
                .bind(pause.name.as_str())
                .bind(clip(&pause.reason, 2000))
                .bind(pause.since)
                .bind(pause.by.as_deref())
                .bind(pause.configuration.as_deref())
                .bind(pause.until)
                .execute(&mut *transaction)
                .await?;
        }
        transaction.commit().await
    }

    /// Lifts the pause of an outage that is over; no other.
    pub async fn outage_over(&self, account: &str) -> Result<(), LedgerError> {
        retried(async || {
            sqlx::query(self.sql.pause_lapse)
                .bind(Scope::Platform.word())
                .bind(account)
                .execute(&self.pool)
                .await?;
            Ok(())
        })
        .await
    }

    /// Lifts a pause and keeps why, by whom, and what it was, in the history; whether there was one.
    pub async fn resume(
        &self,
        scope: Scope,
        name: &str,
        reason: &str,
        actor: &Actor,
        now: i64,
    ) -> Result<bool, LedgerError> {
        retried(|| self.resume_once(scope, name, reason, actor, now)).await
    }

    async fn resume_once(
        &self,
        scope: Scope,
        name: &str,
        reason: &str,
        actor: &Actor,
        now: i64,
    ) -> Result<bool, LedgerError> {
        let mut transaction = self.begin().await?;
        let Some(pause) = self.find_pause(&mut transaction, scope, name).await? else {
            transaction.rollback().await?;
            return Ok(false);
        };
        sqlx::query(self.sql.pause_delete)
            .bind(scope.word())
            .bind(name)
            .execute(&mut *transaction)
            .await?;
        sqlx::query(self.sql.history_subject)
            .bind(None::<i64>)
            .bind(now)
            .bind(format!("resume {}", scope.word()))
            .bind(name)
            .bind(clip(
                &text!("ledger-resumed", reason = reason, pause = pause.reason),
                4000,
            ))
            .bind(clip(&actor.user, 200))
            .bind(clip(&actor.host, 300))
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
        Ok(true)
    }

    pub(super) async fn find_pause(
        &self,
        connection: &mut AnyConnection,
        scope: Scope,
        name: &str,
    ) -> Result<Option<Pause>, LedgerError> {
        let row = sqlx::query(self.sql.pause_find)
            .bind(scope.word())
            .bind(name)
            .fetch_optional(connection)
            .await?;
        row.as_ref().map(pause_of_row).transpose()
    }

    /// All pauses.
    pub async fn pauses(&self) -> Result<Vec<Pause>, LedgerError> {
        sqlx::query(self.sql.pauses)
            .fetch_all(&self.pool)
            .await?
            .iter()
            .map(pause_of_row)
            .collect()
    }
}

fn pause_of_row(row: &AnyRow) -> Result<Pause, LedgerError> {
    let scope: String = column(row, "scope")?;
    Ok(Pause {
        scope: Scope::of_word(&scope).ok_or(LedgerError::Unknown {
            column: "scope",
            value: scope,
        })?,
        name: column(row, "name")?,
        reason: column(row, "reason")?,
        since: column(row, "since")?,
        by: column(row, "by_whom")?,
        configuration: column(row, "configuration")?,
        until: column(row, "until_ms")?,
    })
}

impl Scope {
    /// Its word in the tables.
    fn word(self) -> &'static str {
        match self {
            Self::Platform => "platform",
            Self::Job => "job",
        }
    }

    /// The scope of a word.
    fn of_word(word: &str) -> Option<Self> {
        [Self::Platform, Self::Job]
            .into_iter()
            .find(|scope| scope.word() == word)
    }
}
