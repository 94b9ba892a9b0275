//! Deliveries: the state of one key of one job at one account.

use serde::Serialize;
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use super::history::Happened;
use super::retry::retried;
use super::rows::{attempts, column, count, json, state};
use super::{Fenced, Lease, Ledger, LedgerError};

/// What became of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// To be sent, now or when its back-off ends.
    Waiting,
    /// Stored by the platform.
    Delivered,
    /// Refused, by the mapping or by the platform: a person must act.
    Rejected,
    /// Too old for the platform.
    Expired,
    /// What it depends on is not there yet.
    Held,
    /// Delivered, and its row is no more.
    Gone,
    /// A person decided that it need not be sent.
    Dismissed,
    /// It was delivered; since then another key was stored as the same record, whose content is there instead.
    Overwritten,
    /// Not a record: a change whose record is not known, because its key breaks the stream's `expand`.
    Unexpanded,
}

/// A key that is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// The key.
    pub key: String,
    /// The version that is read: a settlement names it.
    pub version: i64,
    /// Its state.
    pub state: State,
    /// It is due only for a look: nothing says that it changed. Never true of a waiting key.
    pub suspect: bool,
    /// The digest of the content the platform is known to have.
    pub digest: Option<String>,
    /// The digest of the SQL row that was last tried.
    pub tried: Option<String>,
    /// Whether the platform ever stored it, or may have.
    pub reached: bool,
    /// The record that it stood for when it was last sent ([`Ledger::record`]).
    pub record: Option<String>,
    /// When it was first seen.
    pub first_at: Option<i64>,
    /// A person dismissed that its row is gone: that stands until the row is back.
    pub let_be: bool,
    /// How often it failed since it last changed; 0 for a suspect, which is sent only because it changed.
    pub attempts: u32,
    /// Since when it is in its state.
    pub since: i64,
    /// Since when it is due; with the key, the place in the order of [`Ledger::due`].
    pub due_at: i64,
}

/// The code of a key that waits because the platform was tested with it and did not work.
pub const PROBE: &str = "probe";

/// What `failure` says of a key without a row, of which a person dismissed that.
const LET_BE: u64 = 2;

/// A key that is about to be sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Departure {
    /// The key.
    #[serde(rename = "record_key")]
    pub key: String,
    /// The digest of the SQL row it was made of.
    pub tried: String,
    /// What stands for the record ([`Ledger::record`]).
    pub record: Option<String>,
    /// When it was seen again, where only its content says that it changed.
    #[serde(skip)]
    pub seen: Option<i64>,
}

impl Ledger {
    /// The next at most `limit` keys that are due at `now` and not in flight, by (due_at, key), behind `after`.
    pub async fn due(
        &self,
        route: i64,
        after: Option<(i64, &str)>,
        now: i64,
        limit: u32,
    ) -> Result<Vec<Due>, LedgerError> {
        // Behind nothing: before every time there is.
        let (after_due, after_key) = after.unwrap_or((i64::MIN, ""));
        sqlx::query(self.sql.due)
            .bind(route)
            .bind(now)
            .bind(now)
            .bind(after_due)
            .bind(after_due)
            .bind(after_key)
            .bind(i64::from(limit))
            .fetch_all(&self.pool)
            .await?
            .iter()
            .map(due_of_row)
            .collect()
    }

    /// Clears the digests of the keys and marks them as in flight until `until` at the latest: to be called before
    /// their request goes out; the request's name. Should nobody settle them, they are due again then.
    ///
    /// A key that a person dismissed since it was read stays dismissed.
    pub async fn depart(
        &self,
        lease: &Lease,
        keys: &[Departure],
        now: i64,
        until: i64,
    ) -> Result<Fenced<i64>, LedgerError> {
        let list = json(keys)?;
        retried(|| self.depart_once(lease, (keys, &list), now, until)).await
    }

    async fn depart_once(
        &self,
        lease: &Lease,
        (keys, list): (&[Departure], &str),
        now: i64,
        until: i64,
    ) -> Result<Fenced<i64>, LedgerError> {
        let mut transaction = self.begin().await?;
        if !self.fence_holds(&mut transaction, lease).await? {
            transaction.rollback().await?;
            return Ok(Fenced::Refused);
        }
        self.bulk(&mut transaction, self.sql.depart, list, lease.route, until)
            .await?;
        let request = self.note_departure(&mut transaction, lease.route, keys, now);
        let request = request.await?;
        transaction.commit().await?;
        Ok(Fenced::Done(request))
    }

    /// Notes a request for these keys, and that those changed of which only their content says so.
    async fn note_departure(
        &self,
        connection: &mut AnyConnection,
        route: i64,
        keys: &[Departure],
        now: i64,
    ) -> Result<i64, LedgerError> {
        let changes = keys.iter().filter_map(|departure| {
            departure.seen.map(|at| Happened {
                record_key: &departure.key,
                what: "changed",
                at: Some(at),
                ..Happened::default()
            })
        });
        let changes: Vec<Happened<'_>> = changes.collect();
        self.note_events(&mut *connection, route, &changes, now)
            .await?;
        let names: Vec<&str> = keys.iter().map(|key| key.key.as_str()).collect();
        self.note_request(connection, route, (&json(&names)?, names.len()), now)
            .await
    }

    /// A bulk statement that unfolds `list` (JSON) for a route at a time; how many rows it wrote.
    pub(super) async fn bulk(
        &self,
        connection: &mut AnyConnection,
        statement: &'static str,
        list: &str,
        route: i64,
        time: i64,
    ) -> Result<u64, LedgerError> {
        let written = sqlx::query(statement)
            .bind(list)
            .bind(route)
            .bind(time)
            .execute(connection)
            .await?;
        Ok(written.rows_affected())
    }

    /// A key of the route to test the platform with, neither due nor in flight: one that did so before and waits since
    /// (its code is [`PROBE`]), else the newest that the platform is known to have, else any in back-off.
    pub async fn witness(&self, route: i64, now: i64) -> Result<Option<Due>, LedgerError> {
        sqlx::query(self.sql.witness)
            .bind(route)
            .bind(now)
            .bind(now)
            .bind(route)
            .bind(now)
            .fetch_optional(&self.pool)
            .await?
            .as_ref()
            .map(due_of_row)
            .transpose()
    }

    /// Like [`Ledger::depart`] for a key that [`Ledger::witness`] named: only where its version still is `version`, and
    /// it is neither due at `now` nor in flight; `None` where that was not so.
    pub async fn borrow(
        &self,
        lease: &Lease,
        key: &Departure,
        version: i64,
        now: i64,
        until: i64,
    ) -> Result<Fenced<Option<i64>>, LedgerError> {
        retried(|| self.borrow_once(lease, key, version, now, until)).await
    }

    async fn borrow_once(
        &self,
        lease: &Lease,
        key: &Departure,
        version: i64,
        now: i64,
        until: i64,
    ) -> Result<Fenced<Option<i64>>, LedgerError> {
        let mut transaction = self.begin().await?;
        if !self.fence_holds(&mut transaction, lease).await? {
            transaction.rollback().await?;
            return Ok(Fenced::Refused);
        }
        let marked = sqlx::query(self.sql.borrow)
            .bind(now)
            .bind(key.tried.as_str())
            .bind(until)
            .bind(until)
            .bind(lease.route)
            .bind(key.key.as_str())
            .bind(version)
            .bind(now)
            .bind(now)
            .execute(&mut *transaction)
            .await?;
        let mut request = None;
        if marked.rows_affected() == 1 {
            let keys = std::slice::from_ref(key);
            let noted = self.note_departure(&mut transaction, lease.route, keys, now);
            request = Some(noted.await?);
        }
        transaction.commit().await?;
        Ok(Fenced::Done(request))
    }
}

pub(super) fn due_of_row(row: &AnyRow) -> Result<Due, LedgerError> {
    Ok(Due {
        key: column(row, "record_key")?,
        version: column(row, "version")?,
        state: state(row)?,
        suspect: count(row, "suspect")? == 1,
        digest: column(row, "digest")?,
        tried: column(row, "tried")?,
        reached: column::<String>(row, "reached")? != "never",
        record: column(row, "record")?,
        first_at: column(row, "first_at")?,
        let_be: count(row, "failure")? == LET_BE,
        attempts: attempts(row)?,
        since: column(row, "since")?,
        due_at: column(row, "due_at")?,
    })
}
