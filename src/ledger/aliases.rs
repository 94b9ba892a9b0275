//! Other names of records: a company is also called by its social credit code, by the companies below it.

use std::collections::HashMap;

use serde::Serialize;

use super::rows::{column, json, state};
use super::{Ledger, LedgerError, State};

/// A key, and the other name ([`Ledger::record`]) of its record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Alias {
    /// The key.
    #[serde(rename = "record_key")]
    pub key: String,
    /// The name.
    pub alias: String,
    /// That of the record that it names as the one above it.
    pub above: Option<String>,
}

/// How records stand that are called by another name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Called {
    /// The platform has one of them.
    pub reached: bool,
    /// One of them has yet to be sent, or waits to be: it may arrive by itself or once a person acts.
    pub is_expected: bool,
    /// The other name of the one above it.
    pub above: Option<String>,
}

impl Ledger {
    /// Notes by what other names the records of these keys are called. What is noted is found only for keys that are known.
    pub async fn note_aliases(&self, route: i64, names: &[Alias]) -> Result<(), LedgerError> {
        if names.is_empty() {
            return Ok(());
        }
        sqlx::query(self.sql.alias_note)
            .bind(json(names)?)
            .bind(route)
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    /// How the records of `account` stand that are called by these names; a name that none has is left out.
    pub async fn called(
        &self,
        account: &str,
        names: &[&str],
    ) -> Result<HashMap<String, Called>, LedgerError> {
        let mut found: HashMap<String, Called> = HashMap::new();
        if names.is_empty() {
            return Ok(found);
        }
        let rows = sqlx::query(self.sql.aliases)
            .bind(json(names)?)
            .bind(account)
            .fetch_all(&self.pool)
            .await?;
        for row in &rows {
            let called = found.entry(column(row, "alias")?).or_default();
            called.above = called.above.take().or(column(row, "above")?);
            called.reached |= column::<String>(row, "reached")? == "yes";
            called.is_expected |= matches!(
                state(row)?,
                State::Waiting | State::Held | State::Rejected | State::Overwritten
            );
        }
        Ok(found)
    }
}
