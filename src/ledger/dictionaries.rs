//! What the platforms of accounts say of themselves: their dictionaries, and their clocks.

use super::rows::column;
use super::{Ledger, LedgerError};

/// A dictionary as it was fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredDictionary {
    /// When.
    pub fetched_at: i64,
    /// Its entries, as the JSON that was kept.
    pub entries: String,
}

impl Ledger {
    /// A dictionary of an account, once it was fetched.
    pub async fn dictionary(
        &self,
        account: &str,
        name: &str,
    ) -> Result<Option<StoredDictionary>, LedgerError> {
        let row = sqlx::query(self.sql.dictionary_find)
            .bind(account)
            .bind(name)
            .fetch_optional(&self.pool)
            .await?;
        let stored = row.map(|row| {
            Ok(StoredDictionary {
                fetched_at: column(&row, "fetched_at")?,
                entries: column(&row, "entries")?,
            })
        });
        stored.transpose()
    }

    /// Keeps a dictionary that was fetched now, in the place of what was kept before.
    pub async fn keep_dictionary(
        &self,
        account: &str,
        name: &str,
        stored: &StoredDictionary,
    ) -> Result<(), LedgerError> {
        sqlx::query(self.sql.dictionary_keep)
            .bind(account)
            .bind(name)
            .bind(stored.fetched_at)
            .bind(stored.entries.as_str())
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    /// By how many seconds the clock of an account's platform was ahead of ours, when we last heard of it.
    pub async fn clock_offset(&self, account: &str) -> Result<Option<i64>, LedgerError> {
        let row = sqlx::query(self.sql.clock_find)
            .bind(account)
            .fetch_optional(&self.pool)
            .await?;
        row.map(|row| column(&row, "ahead_s")).transpose()
    }

    /// Notes by how many seconds the clock of an account's platform is ahead of ours.
    pub async fn note_clock(
        &self,
        account: &str,
        ahead_s: i64,
        now: i64,
    ) -> Result<(), LedgerError> {
        sqlx::query(self.sql.clock_keep)
            .bind(account)
            .bind(ahead_s)
            .bind(now)
            .execute(&self.pool)
            .await?;
        Ok(())
    }
}
