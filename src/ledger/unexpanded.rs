//! Changes whose key breaks the stream's `expand`, and such whose key the state cannot hold: nobody knows which records they belong to.
//! Each is kept by itself and told as a failure of its own. Where `expand` broke it is asked again until its records are known; a person
//! may dismiss it.

use serde::Serialize;
use sha2::{Digest as _, Sha256};
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use super::is_stand_in;
use super::retry::retried;
use super::rows::{attempts, clip, column, count, json, keys as json_of_keys};
use super::{Fenced, Intake, Lease, Ledger, LedgerError};

/// A change whose key breaks `expand`, or cannot be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unexpanded {
    /// The changed key, or what stands for it.
    pub key: String,
    /// What the site's database says, values masked.
    pub message: String,
}

impl Unexpanded {
    /// What kind of failure it is: of the key itself, or of `expand`.
    pub fn code(&self) -> &'static str {
        code(&self.key)
    }
}

/// The same of a key that is kept.
pub(super) fn code(key: &str) -> &'static str {
    match is_stand_in(key) {
        true => "key",
        false => "expand",
    }
}

/// The same, as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnexpandedView {
    /// Its name in the ledger.
    pub id: String,
    /// The stream that saw the change.
    pub stream: String,
    /// The changed key.
    pub key: String,
    /// What the site's database said last.
    pub message: String,
    /// How often it was asked.
    pub attempts: u32,
    /// When it is asked again.
    pub due_at: i64,
    /// Since when it is known.
    pub since: i64,
}

/// As the statement unfolds it.
#[derive(Serialize)]
struct Line<'a> {
    id: String,
    stream: &'a str,
    changed_key: &'a str,
    message: String,
}

impl Ledger {
    /// Within the intake of a page: keeps the changes that broke `expand`.
    pub(super) async fn note_unexpanded(
        &self,
        connection: &mut AnyConnection,
        route: i64,
        page: Intake<'_>,
    ) -> Result<(), LedgerError> {
        if page.unexpanded.is_empty() {
            return Ok(());
        }
        let keys: Vec<&str> = page.unexpanded.iter().map(|one| one.key.as_str()).collect();
        json_of_keys(&keys)?;
        let lines = page.unexpanded.iter().map(|one| Line {
            id: name(route, page.stream, &one.key),
            stream: page.stream,
            changed_key: &one.key,
            message: clip(&one.message, 2000),
        });
        let lines: Vec<Line<'_>> = lines.collect();
        sqlx::query(self.sql.unexpanded_note)
            .bind(json(&lines)?)
            .bind(route)
            .bind(page.now)
            .bind(page.asked_again)
            .execute(connection)
            .await?;
        Ok(())
    }

    /// Keeps changes that a backfill met and whose records are not known; they are asked again at once.
    pub async fn keep_unexpanded(
        &self,
        route: i64,
        stream: &str,
        changes: &[Unexpanded],
        now: i64,
    ) -> Result<(), LedgerError> {
        let page = Intake {
            stream,
            unexpanded: changes,
            asked_again: now,
            now,
            ..Intake::default()
        };
        retried(async || {
            let mut transaction = self.begin().await?;
            self.note_unexpanded(&mut transaction, route, page).await?;
            transaction.commit().await
        })
        .await
    }

    /// Changes of a route that are due to be asked again, at most so many. One that is due after `latest` was put off by a clock that
    /// was put back since.
    pub async fn unexpanded_due(
        &self,
        route: i64,
        (now, latest): (i64, i64),
        most: u32,
    ) -> Result<Vec<UnexpandedView>, LedgerError> {
        sqlx::query(self.sql.unexpanded_due)
            .bind(route)
            .bind(now)
            .bind(latest)
            .bind(i64::from(most))
            .fetch_all(&self.pool)
            .await?
            .iter()
            .map(view)
            .collect()
    }

    /// Changes of a route whose records are not known, oldest first, at most so many.
    pub async fn unexpanded(
        &self,
        route: i64,
        most: u32,
    ) -> Result<Vec<UnexpandedView>, LedgerError> {
        sqlx::query(self.sql.unexpanded)
            .bind(route)
            .bind(i64::from(most))
            .fetch_all(&self.pool)
            .await?
            .iter()
            .map(view)
            .collect()
    }

    /// How many changes of a route have no known record.
    pub async fn count_unexpanded(&self, route: i64) -> Result<u64, LedgerError> {
        let row = sqlx::query(self.sql.unexpanded_count)
            .bind(route)
            .fetch_one(&self.pool)
            .await?;
        count(&row, "changes")
    }

    /// A change broke `expand` once more, and is asked again at `due_at`.
    pub async fn unexpanded_again(
        &self,
        lease: &Lease,
        change: &UnexpandedView,
        message: &str,
        due_at: i64,
    ) -> Result<Fenced<()>, LedgerError> {
        let message = clip(message, 2000);
        retried(async || {
            let mut transaction = self.begin().await?;
            if !self.fence_holds(&mut transaction, lease).await? {
                transaction.rollback().await?;
                return Ok(Fenced::Refused);
            }
            sqlx::query(self.sql.unexpanded_again)
                .bind(message.as_str())
                .bind(due_at)
                .bind(change.id.as_str())
                .execute(&mut *transaction)
                .await?;
            transaction.commit().await?;
            Ok(Fenced::Done(()))
        })
        .await
    }

    /// The records of a change are known: they are taken in as changed, and the change is kept no longer; in its place those of
    /// the records whose keys cannot be kept.
    pub async fn expanded(
        &self,
        lease: &Lease,
        change: &UnexpandedView,
        records: &[&str],
        unkept: &[Unexpanded],
        now: i64,
    ) -> Result<Fenced<()>, LedgerError> {
        let list = json_of_keys(records)?;
        let page = Intake {
            stream: &change.stream,
            keys: records,
            unexpanded: unkept,
            asked_again: now,
            now,
            ..Intake::default()
        };
        retried(async || {
            let mut transaction = self.begin().await?;
            if !self.fence_holds(&mut transaction, lease).await? {
                transaction.rollback().await?;
                return Ok(Fenced::Refused);
            }
            if !records.is_empty() {
                self.take_in(&mut transaction, lease.route, page, &list)
                    .await?;
            }
            self.drop_unexpanded(&mut transaction, &change.id).await?;
            self.note_unexpanded(&mut transaction, lease.route, page)
                .await?;
            transaction.commit().await?;
            Ok(Fenced::Done(()))
        })
        .await
    }

    /// Keeps a change no longer.
    pub(super) async fn drop_unexpanded(
        &self,
        connection: &mut AnyConnection,
        id: &str,
    ) -> Result<(), LedgerError> {
        sqlx::query(self.sql.unexpanded_done)
            .bind(id)
            .execute(connection)
            .await?;
        Ok(())
    }
}

/// What names a change in the ledger.
fn name(route: i64, stream: &str, key: &str) -> String {
    let mut hasher = Sha256::new();
    hasher.update(route.to_le_bytes());
    hasher.update((stream.len() as u64).to_le_bytes());
    hasher.update(stream);
    hasher.update(key);
    hex::encode(&hasher.finalize()[..16])
}

fn view(row: &AnyRow) -> Result<UnexpandedView, LedgerError> {
    Ok(UnexpandedView {
        id: column(row, "id")?,
        stream: column(row, "stream")?,
        key: column(row, "changed_key")?,
        message: column(row, "message")?,
        attempts: attempts(row)?,
        due_at: column(row, "due_at")?,
        since: column(row, "since")?,
    })
}
