//! Until when records may be sent, for platforms that take nothing older than their window.

use serde::Serialize;
use sqlx::any::AnyRow;

use super::retry::retried;
use super::rows::{column, json};
use super::{Ledger, LedgerError};

/// A record that was not sent, and may be sent until then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Deadline {
    /// The key.
    #[serde(rename = "record_key")]
    pub key: String,
    /// When the platform takes it no more, by this host's clock.
    pub closes_at: i64,
}

/// A record whose time is nearly over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closing {
    /// Where it belongs.
    pub route: i64,
    /// What is to be sent until when.
    pub deadline: Deadline,
}

impl Ledger {
    /// Notes until when these records of a route may be sent, and forgets what is over.
    pub async fn note_deadlines(
        &self,
        route: i64,
        deadlines: &[Deadline],
        now: i64,
    ) -> Result<(), LedgerError> {
        let list = json(deadlines)?;
        retried(async || {
            let mut transaction = self.begin().await?;
            sqlx::query(self.sql.deadline_drop)
                .bind(now)
                .execute(&mut *transaction)
                .await?;
            sqlx::query(self.sql.deadline_note)
                .bind(list.as_str())
                .bind(route)
                .execute(&mut *transaction)
                .await?;
            transaction.commit().await
        })
        .await
    }

    /// The records that still wait, or are held, and can be sent only until a time from `from` to before `until`; what has
    /// least time left first, at most `most`.
    pub async fn closing(
        &self,
        from: i64,
        until: i64,
        most: u32,
    ) -> Result<Vec<Closing>, LedgerError> {
        let rows = sqlx::query(self.sql.deadlines)
            .bind(from)
            .bind(until)
            .bind(i64::from(most))
            .fetch_all(&self.pool)
            .await?;
        let closing = |row: &AnyRow| {
            Ok(Closing {
                route: column(row, "route")?,
                deadline: Deadline {
                    key: column(row, "record_key")?,
                    closes_at: column(row, "closes_at")?,
                },
            })
        };
        rows.iter().map(closing).collect()
    }
}
