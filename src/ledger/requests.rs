//! Requests: what was sent, and what was answered; a row each, so that a platform's operators can be asked.

use sqlx::AnyConnection;

use super::retry::retried;
use super::rows::clip;
use super::{Ledger, LedgerError};

/// What is known of a request after it ended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answered {
    /// The request, as [`Ledger::depart`] named it.
    pub request: i64,
    /// How many records it carried.
    pub records: usize,
    /// SHA-256 of the body that was sent; empty where nothing went out.
    pub body: String,
    /// What the platform's operators can look it up by.
    pub reference: String,
    /// The platform's code, or ours for a request that failed.
    pub code: String,
    /// The platform's words, without personal data; or how it failed.
    pub message: String,
}

impl Ledger {
    /// Notes what was answered to a request that settles none of its records.
    pub async fn answered(&self, answered: &Answered, now: i64) -> Result<(), LedgerError> {
        retried(async || {
            let mut connection = self.pool.acquire().await?;
            self.note_answer(&mut connection, answered, 0, now).await
        })
        .await
    }

    /// Notes a request for these keys (JSON) that is about to be made; its name.
    pub(super) async fn note_request(
        &self,
        connection: &mut AnyConnection,
        route: i64,
        (keys, records): (&str, usize),
        now: i64,
    ) -> Result<i64, LedgerError> {
        let (_, low) = uuid::Uuid::new_v4().as_u64_pair();
        let id = i64::try_from(low >> 1).unwrap_or_default();
        sqlx::query(self.sql.request_insert)
            .bind(id)
            .bind(route)
            .bind(now)
            .bind(records as i64)
            .bind(keys)
            .execute(connection)
            .await?;
        Ok(id)
    }

    /// Notes the answer. Where `settled` of its records have a line in the history that names the request, and that is
    /// all of them, it need not name them any more.
    pub(super) async fn note_answer(
        &self,
        connection: &mut AnyConnection,
        answered: &Answered,
        settled: usize,
        now: i64,
    ) -> Result<(), LedgerError> {
        let named = i64::from(settled < answered.records);
        let text = |text: &str, most| (!text.is_empty()).then(|| clip(text, most));
        sqlx::query(self.sql.request_answered)
            .bind(text(&answered.body, 100))
            .bind(text(&answered.reference, 200))
            .bind(now)
            .bind(text(&answered.code, 200))
            .bind(text(&answered.message, 2000))
            .bind(named)
            .bind(named)
            .bind(answered.request)
            .execute(connection)
            .await?;
        Ok(())
    }
}
