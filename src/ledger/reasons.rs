//! Why records did not arrive: by reason, and page by page.

use sqlx::any::AnyRow;

use super::rows::{column, count, state};
use super::unexpanded::code;
use super::views::failure_of_row;
use super::{Failure, Ledger, LedgerError, State};

/// A reason for which records of a route did not arrive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// Their state.
    pub state: State,
    /// The platform's code, or ours.
    pub code: Option<String>,
    /// The target field, where one is to blame.
    pub field: Option<String>,
    /// How many records.
    pub keys: u64,
    /// The words of one of them.
    pub message: Option<String>,
    /// Since when the oldest of them failed.
    pub since: i64,
}

impl Ledger {
    /// Why records of a route did not arrive (rejected, expired, held, gone as a failure), the most frequent reason first.
    pub async fn reasons(&self, route: i64) -> Result<Vec<Reason>, LedgerError> {
        let rows = sqlx::query(self.sql.reasons)
            .bind(route)
            .fetch_all(&self.pool)
            .await?;
        let reason = |row: &AnyRow| {
            Ok(Reason {
                state: state(row)?,
                code: column(row, "code")?,
                field: column(row, "field")?,
                keys: count(row, "keys_in_state")?,
                message: column(row, "message")?,
                since: column(row, "since")?,
            })
        };
        let mut reasons: Vec<Reason> = rows
            .iter()
            .map(reason)
            .collect::<Result<_, LedgerError>>()?;
        if let Some(oldest) = self.unexpanded(route, 1).await?.pop() {
            reasons.push(Reason {
                state: State::Unexpanded,
                code: Some(code(&oldest.key).into()),
                field: None,
                keys: self.count_unexpanded(route).await?,
                message: Some(oldest.message),
                since: oldest.since,
            });
        }
        Ok(reasons)
    }

    /// At most `most` failures, oldest first (changes without a known record: all before those, or none): those of one state and code (`""` for none), or all; behind `after`, the time
    /// and key of the last one seen.
    pub async fn failures_page(
        &self,
        route: i64,
        of: Option<(State, &str)>,
        after: Option<(i64, &str)>,
        most: u32,
    ) -> Result<Vec<Failure>, LedgerError> {
        let (state, code) = of.map_or(("", ""), |(state, code)| (state.word(), code));
        let mut failures = Vec::new();
        if after.is_none() && of.is_none_or(|(state, _)| state == State::Unexpanded) {
            let changes = self.unexpanded(route, most).await?;
            failures.extend(changes.into_iter().map(Failure::from));
        }
        let (since, key) = after.unwrap_or((i64::MIN, ""));
        let rows = sqlx::query(self.sql.failures_page)
            .bind(route)
            .bind(i64::from(of.is_none()))
            .bind(state)
            .bind(code)
            .bind(since)
            .bind(since)
            .bind(key)
            .bind(i64::from(most))
            .fetch_all(&self.pool)
            .await?;
        for row in &rows {
            failures.push(failure_of_row(row)?);
        }
        Ok(failures)
    }
}
