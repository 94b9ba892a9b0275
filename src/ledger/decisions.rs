//! What people decide on records.

use sqlx::AnyConnection;

use super::retry::retried;
use super::rows::{clip, column, keys as json_of_keys};
use super::{Ledger, LedgerError};

/// Who decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// User name.
    pub user: String,
    /// Host name.
    pub host: String,
}

/// What is decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Read, map and send again.
    Retry {
        /// Also when the platform has this content already.
        resend: bool,
    },
    /// It need not be sent.
    Dismiss {
        /// Why.
        reason: String,
    },
    /// It counts as never delivered: it is sent anew, whatever the platform has.
    Forget {
        /// Why.
        reason: String,
    },
}

/// Which records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Selection {
    /// These keys, whatever their state.
    Keys(Vec<String>),
    /// Every key that is rejected, expired or gone (as a failure).
    Failed,
}

impl Ledger {
    /// Carries a decision out and keeps it in the history; returns the keys it was carried out on.
    /// A key that the ledger does not know is taken in by a retry, and left out by the others.
    /// A key in flight is not sent a second time before its request is settled or must be dead.
    pub async fn decide(
        &self,
        route: i64,
        selection: &Selection,
        decision: &Decision,
        actor: &Actor,
        now: i64,
    ) -> Result<Vec<String>, LedgerError> {
        retried(|| self.decide_once(route, selection, decision, actor, now)).await
    }

    async fn decide_once(
        &self,
        route: i64,
        selection: &Selection,
        decision: &Decision,
        actor: &Actor,
        now: i64,
    ) -> Result<Vec<String>, LedgerError> {
        let mut transaction = self.begin().await?;
        self.lock_route(&mut transaction, route).await?;
        let keys = self
            .selected(&mut transaction, route, selection, decision)
            .await?;
        let list = json_of_keys(&keys)?;
        let more = self
            .decide_unexpanded(&mut transaction, route, selection, decision, (actor, now))
            .await?;
        let (what, detail) = self
            .carry_out(&mut transaction, route, &list, decision, now)
            .await?;
        sqlx::query(self.sql.history_records)
            .bind(route)
            .bind(now)
            .bind(what)
            .bind(detail)
            .bind(clip(&actor.user, 200))
            .bind(clip(&actor.host, 300))
            .bind(list)
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
        Ok([keys, more].concat())
    }

    /// The keys that a decision is carried out on. A key that is not known can be sent, but not dismissed or forgotten.
    async fn selected(
        &self,
        connection: &mut AnyConnection,
        route: i64,
        selection: &Selection,
        decision: &Decision,
    ) -> Result<Vec<String>, LedgerError> {
        let rows = match (selection, decision) {
            (Selection::Keys(keys), Decision::Retry { .. }) => {
                let mut keys = keys.clone();
                keys.sort();
                keys.dedup();
                let apart = self.unexpanded_of(&mut *connection, route, &keys).await?;
                let known = match apart.is_empty() {
                    true => Vec::new(),
                    false => self.known_keys(&mut *connection, route, &keys).await?,
                };
                // The key of a change without a known record is no record's, but for one that is known by the same.
                let is_apart = |key: &String| apart.iter().any(|(_, changed)| changed == key);
                keys.retain(|key| !is_apart(key) || known.contains(key));
                return Ok(keys);
            }
            (Selection::Keys(keys), Decision::Dismiss { .. } | Decision::Forget { .. }) => {
                return self.known_keys(connection, route, keys).await;
            }
            (Selection::Failed, _) => {
                sqlx::query(self.sql.failed_keys)
                    .bind(route)
                    .fetch_all(connection)
                    .await?
            }
        };
        rows.iter().map(|row| column(row, "record_key")).collect()
    }

    /// Those of these keys that are known, each once, in order.
    async fn known_keys(
        &self,
        connection: &mut AnyConnection,
        route: i64,
        keys: &[String],
    ) -> Result<Vec<String>, LedgerError> {
        let rows = sqlx::query(self.sql.known_keys)
            .bind(json_of_keys(keys)?)
            .bind(route)
            .fetch_all(connection)
            .await?;
        let mut known: Vec<String> = Vec::with_capacity(rows.len());
        for row in &rows {
            known.push(column(row, "record_key")?);
        }
        known.dedup();
        Ok(known)
    }

    /// Writes the decision; its name and detail for the history.
    async fn carry_out(
        &self,
        connection: &mut AnyConnection,
        route: i64,
        keys: &str,
        decision: &Decision,
        now: i64,
    ) -> Result<(&'static str, Option<String>), LedgerError> {
        match decision {
            Decision::Retry { resend } => {
                sqlx::query(self.sql.decide_retry)
                    .bind(keys)
                    .bind(route)
                    .bind(now)
                    .bind(i64::from(*resend))
                    .execute(connection)
                    .await?;
                Ok((if *resend { "resend" } else { "retry" }, None))
            }
            Decision::Dismiss { reason } => {
                let reason = clip(reason, 2000);
                sqlx::query(self.sql.decide_dismiss)
                    .bind(keys)
                    .bind(route)
                    .bind(now)
                    .bind(reason.as_str())
                    .execute(connection)
                    .await?;
                Ok(("dismiss", Some(reason)))
            }
            Decision::Forget { reason } => {
                sqlx::query(self.sql.decide_forget)
                    .bind(keys)
                    .bind(route)
                    .bind(now)
                    .execute(connection)
                    .await?;
                Ok(("forget", Some(clip(reason, 2000))))
            }
        }
    }
}
