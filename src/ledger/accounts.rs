//! Accounts: what was learnt at one goes on at another, where a person says that both are the same.

use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use super::retry::retried;
use super::rows::{clip, column, count};
use super::{Actor, Ledger, LedgerError, Scope};
use crate::language::text;

/// What a route is called for the moment in which two change places.
const ASIDE: &str = "moving";

/// What became of moving an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Moved {
    /// Done, for so many jobs.
    Done {
        /// How many.
        jobs: usize,
    },
    /// No job ever ran at the old account.
    NothingThere,
    /// A job knows records at the new account already.
    Occupied {
        /// The job.
        job: String,
    },
    /// A job is being run at one of them.
    Leased {
        /// The job.
        job: String,
        /// By whom.
        holder: String,
        /// Until when, by the ledger database's clock (ms).
        until: i64,
    },
}

/// A route of one of the two accounts.
struct Place {
    id: i64,
    job: String,
    is_old: bool,
    knows_keys: bool,
}

impl Ledger {
    /// The accounts that any job ever ran at, in the order of their names.
    pub async fn accounts(&self) -> Result<Vec<String>, LedgerError> {
        let rows = sqlx::query(self.sql.accounts).fetch_all(&self.pool).await?;
        rows.iter().map(|row| column(row, "account")).collect()
    }

    /// Makes all that is known at the account `old` known at `new`: positions, deliveries, facts, dictionaries and a
    /// pause. Keeps that in the history. Where a job ran at both, what little it had at `new` is at `old` afterwards.
    pub async fn move_account(
        &self,
        (old, new): (&str, &str),
        reason: &str,
        actor: &Actor,
        now: i64,
    ) -> Result<Moved, LedgerError> {
        retried(|| self.move_account_once((old, new), reason, actor, now)).await
    }

    async fn move_account_once(
        &self,
        (old, new): (&str, &str),
        reason: &str,
        actor: &Actor,
        now: i64,
    ) -> Result<Moved, LedgerError> {
        // Before the transaction: what it reads first has to be a lock, so that what it reads afterwards is the newest.
        let rows = sqlx::query(self.sql.account_routes)
            .bind(old)
            .bind(new)
            .fetch_all(&self.pool)
            .await?;
        let mut transaction = self.begin().await?;
        let places = self.lock_places(&mut transaction, &rows, (old, new));
        let places = match places.await? {
            Ok(places) => places,
            Err(refusal) => {
                transaction.rollback().await?;
                return Ok(refusal);
            }
        };
        let mut jobs = 0;
        for place in places.iter().filter(|place| place.is_old) {
            let is_twin = |other: &&Place| !other.is_old && other.job == place.job;
            let twin = places.iter().find(is_twin).map(|twin| twin.id);
            self.trade(&mut transaction, place.id, twin, (old, new))
                .await?;
            sqlx::query(self.sql.history_subject)
                .bind(place.id)
                .bind(now)
                .bind("account move")
                .bind(clip(new, 500))
                .bind(clip(
                    &text!("ledger-moved", reason = reason, old = old),
                    4000,
                ))
                .bind(clip(&actor.user, 200))
                .bind(clip(&actor.host, 300))
                .execute(&mut *transaction)
                .await?;
            jobs += 1;
        }
        self.move_belongings(&mut transaction, old, new).await?;
        transaction.commit().await?;
        Ok(Moved::Done { jobs })
    }

    /// The routes of both accounts, locked; or why nothing is moved.
    async fn lock_places(
        &self,
        connection: &mut AnyConnection,
        rows: &[AnyRow],
        (old, new): (&str, &str),
    ) -> Result<Result<Vec<Place>, Moved>, LedgerError> {
        for row in rows {
            if let Some((holder, until)) = self.holder(connection, column(row, "id")?).await? {
                let job = column(row, "job")?;
                return Ok(Err(Moved::Leased { job, holder, until }));
            }
        }
        let rows = sqlx::query(self.sql.account_routes)
            .bind(old)
            .bind(new)
            .fetch_all(connection)
            .await?;
        let place = |row: &AnyRow| {
            Ok(Place {
                id: column(row, "id")?,
                job: column(row, "job")?,
                is_old: column::<String>(row, "account")? == old,
                knows_keys: count(row, "knows_keys")? == 1,
            })
        };
        let places: Vec<Place> = rows.iter().map(place).collect::<Result<_, LedgerError>>()?;
        let is_occupied = |place: &&Place| !place.is_old && place.knows_keys;
        if let Some(Place { job, .. }) = places.iter().find(is_occupied) {
            return Ok(Err(Moved::Occupied { job: job.clone() }));
        }
        if !places.iter().any(|place| place.is_old) {
            return Ok(Err(Moved::NothingThere));
        }
        Ok(Ok(places))
    }

    /// A route of the old account becomes the new one's; the one that its job has there becomes the old one's.
    async fn trade(
        &self,
        connection: &mut AnyConnection,
        route: i64,
        twin: Option<i64>,
        (old, new): (&str, &str),
    ) -> Result<(), LedgerError> {
        let aside = twin.map(|twin| (ASIDE, twin));
        let back = twin.map(|twin| (old, twin));
        for (account, id) in aside.into_iter().chain([(new, route)]).chain(back) {
            sqlx::query(self.sql.route_move)
                .bind(account)
                .bind(id)
                .execute(&mut *connection)
                .await?;
        }
        Ok(())
    }

    /// The dictionaries change places; a pause of the old account becomes the new one's, where that has none.
    async fn move_belongings(
        &self,
        connection: &mut AnyConnection,
        old: &str,
        new: &str,
    ) -> Result<(), LedgerError> {
        for (to, from) in [(ASIDE, new), (new, old), (old, ASIDE)] {
            sqlx::query(self.sql.dictionary_move)
                .bind(to)
                .bind(from)
                .execute(&mut *connection)
                .await?;
        }
        let paused = self.find_pause(&mut *connection, Scope::Platform, new);
        if paused.await?.is_none() {
            sqlx::query(self.sql.pause_move)
                .bind(new)
                .bind(old)
                .execute(connection)
                .await?;
        }
        Ok(())
    }
}
