//! Leases: one process works on a route at a time.

use std::time::{Duration, Instant};

use sqlx::AnyConnection;

use super::retry::retried;
use super::rows::{clip, column, count};
use super::{Fenced, Lease, Ledger, LedgerError};

/// The answer to asking for a lease.
#[derive(Clone, Debug)]
pub enum Acquired {
    /// It is ours.
    Granted(Lease),
    /// Somebody else holds it.
    Held {
        /// Who: host, process and start.
        holder: String,
        /// Until when, by the ledger database's clock (ms).
        until: i64,
        /// It is a backfill's, which gives it back in a moment, and lets whoever asked for it have it first.
        brief: bool,
    },
}

/// The lease row of a route, locked.
struct Held {
    holder: String,
    fence: i64,
    until: i64,
    /// How long it was granted for (ms).
    span: i64,
    /// It ended later than that from now: it was written before the clock was put back.
    is_ahead: bool,
    /// It is a backfill's.
    brief: bool,
    /// Until then somebody waits for it whom a backfill lets pass.
    wanted: i64,
    /// The ledger database's own time.
    now: i64,
}

/// For how long somebody who found a lease held by a backfill is let pass (ms). Whoever still waits asks again.
const WANTED: i64 = 1000;

impl Ledger {
    /// Asks for the lease of `route` for `ttl`. A lease that ran out, by the ledger database's clock, is taken over with a higher fence.
    ///
    /// It is not given twice to the same holder: a holder that asks again is refused as any other.
    pub async fn acquire(
        &self,
        route: i64,
        holder: &str,
        ttl: Duration,
    ) -> Result<Acquired, LedgerError> {
        retried(|| self.acquire_once(route, holder, ttl, false)).await
    }

    /// The same for a moment's work of a backfill, which lets others pass.
    pub async fn acquire_briefly(
        &self,
        route: i64,
        holder: &str,
        ttl: Duration,
    ) -> Result<Acquired, LedgerError> {
        retried(|| self.acquire_once(route, holder, ttl, true)).await
    }

    async fn acquire_once(
        &self,
        route: i64,
        holder: &str,
        ttl: Duration,
        brief: bool,
    ) -> Result<Acquired, LedgerError> {
        // Taken before the database is asked, so that our deadline comes before the row's.
        let deadline = Instant::now() + ttl;
        let mut transaction = self.begin().await?;
        let held = self.lock_lease(&mut transaction, route).await?;
        if held.until > held.now || (brief && held.wanted > held.now) {
            if held.brief && !brief && held.wanted < held.now + WANTED / 2 {
                self.want_lease(&mut transaction, route, held.now + WANTED)
                    .await?;
            }
            if held.is_ahead {
                self.take_lease(&mut transaction, route, &held).await?;
            }
            transaction.commit().await?;
            return Ok(Acquired::Held {
                holder: held.holder,
                until: held.until,
                brief: held.brief,
            });
        }
        let fence = held.fence + 1;
        let taken = Held {
            holder: holder.to_owned(),
            fence,
            until: held.now + row_time(ttl),
            span: row_time(ttl),
            is_ahead: false,
            brief,
            wanted: 0,
            now: held.now,
        };
        self.take_lease(&mut transaction, route, &taken).await?;
        transaction.commit().await?;
        Ok(Acquired::Granted(Lease {
            route,
            fence,
            deadline,
        }))
    }

    /// Prolongs a lease for another `ttl` from now.
    pub async fn renew(&self, lease: &Lease, ttl: Duration) -> Result<Fenced<Lease>, LedgerError> {
        retried(|| self.renew_once(lease, ttl)).await
    }

    async fn renew_once(&self, lease: &Lease, ttl: Duration) -> Result<Fenced<Lease>, LedgerError> {
        let deadline = Instant::now() + ttl;
        let mut transaction = self.begin().await?;
        let held = self.lock_lease(&mut transaction, lease.route).await?;
        if held.fence != lease.fence {
            transaction.rollback().await?;
            return Ok(Fenced::Refused);
        }
        // A shorter time than was asked for before must not let a request outlive the row.
        let until = held.until.max(held.now + row_time(ttl));
        let prolonged = Held {
            until,
            span: until - held.now,
            ..held
        };
        self.take_lease(&mut transaction, lease.route, &prolonged)
            .await?;
        transaction.commit().await?;
        Ok(Fenced::Done(Lease {
            deadline: deadline.max(lease.deadline),
            ..*lease
        }))
    }

    /// Gives a lease back, if it still is ours: to be called only when none of its requests is open any more.
    pub async fn release(&self, lease: &Lease) -> Result<(), LedgerError> {
        retried(async || {
            sqlx::query(self.sql.lease_release)
                .bind(lease.route)
                .bind(lease.fence)
                .execute(&self.pool)
                .await?;
            Ok(())
        })
        .await
    }

    /// Locks the lease row until the transaction ends, and says whether `lease` still is the newest.
    pub(super) async fn fence_holds(
        &self,
        connection: &mut AnyConnection,
        lease: &Lease,
    ) -> Result<bool, LedgerError> {
        let held = self.lock_lease(connection, lease.route).await?;
        Ok(held.fence == lease.fence)
    }

    /// Locks the lease row of a route until the transaction ends: whoever writes deliveries does so first.
    pub(super) async fn lock_route(
        &self,
        connection: &mut AnyConnection,
        route: i64,
    ) -> Result<(), LedgerError> {
        self.lock_lease(connection, route).await.map(|_| ())
    }

    /// Locks the lease row of a route until the transaction ends; who holds the lease, and until when, if anybody does.
    pub(super) async fn holder(
        &self,
        connection: &mut AnyConnection,
        route: i64,
    ) -> Result<Option<(String, i64)>, LedgerError> {
        let held = self.lock_lease(connection, route).await?;
        Ok((held.until > held.now).then_some((held.holder, held.until)))
    }

    async fn lock_lease(
        &self,
        connection: &mut AnyConnection,
        route: i64,
    ) -> Result<Held, LedgerError> {
        let row = sqlx::query(self.sql.lease_lock)
            .bind(route)
            .fetch_one(connection)
            .await?;
        let (until, span): (i64, i64) = (column(&row, "until_ms")?, column(&row, "span_ms")?);
        let (now, wanted): (i64, i64) = (column(&row, "now_ms")?, column(&row, "wanted_ms")?);
        // Its holder's requests are dead after that time at the latest, whenever it was written.
        let is_ahead = span > 0 && until > now.saturating_add(span);
        Ok(Held {
            holder: column(&row, "holder")?,
            fence: column(&row, "fence")?,
            until: if is_ahead { now + span } else { until },
            span,
            is_ahead,
            brief: count(&row, "brief")? == 1,
            wanted: if wanted > now + WANTED { 0 } else { wanted },
            now,
        })
    }

    async fn take_lease(
        &self,
        connection: &mut AnyConnection,
        route: i64,
        taken: &Held,
    ) -> Result<(), LedgerError> {
        sqlx::query(self.sql.lease_take)
            .bind(clip(&taken.holder, 500))
            .bind(taken.fence)
            .bind(taken.until)
            .bind(taken.span)
            .bind(i64::from(taken.brief))
            .bind(taken.wanted)
            .bind(route)
            .execute(connection)
            .await?;
        Ok(())
    }

    async fn want_lease(
        &self,
        connection: &mut AnyConnection,
        route: i64,
        until: i64,
    ) -> Result<(), LedgerError> {
        sqlx::query(self.sql.lease_want)
            .bind(until)
            .bind(route)
            .execute(connection)
            .await?;
        Ok(())
    }
}

/// How long the row of a lease lives (ms): longer than the lease by what two clocks may run apart meanwhile, and by the
/// fraction of a millisecond that the database leaves out.
fn row_time(ttl: Duration) -> i64 {
    let time = i64::try_from(ttl.as_millis()).unwrap_or(i64::MAX / 4);
    time + time / 1000 + 5
}
