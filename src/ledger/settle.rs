//! Settling: what became of keys, written in bulk.

use sqlx::AnyConnection;

use super::line::Line;
use super::retry::retried;
use super::rows::json;
use super::{Answered, Bond, Fenced, Lease, Ledger, LedgerError, Needed, Overwritten, Project};

/// What became of one key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settlement {
    /// The key.
    pub key: String,
    /// The version whose row was read.
    pub version: i64,
    /// The request that carried it, where one did.
    pub request: Option<i64>,
    /// What became of it.
    pub outcome: Outcome,
}

/// What became of a key that was worked on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The platform stored it.
    Delivered {
        /// Digest of the record.
        digest: String,
        /// Digest of the SQL row.
        tried: String,
        /// The upload's id (`dataId`).
        upload: String,
        /// What that means for other records of the account, where the target has ties to others.
        bond: Option<Bond>,
    },
    /// The platform has this content already; nothing was sent.
    Unchanged {
        /// Digest of the SQL row.
        tried: String,
    },
    /// A suspect whose content is what was last tried: it stays what it was.
    Same,
    /// No row, and the platform never had it: it is forgotten.
    Ignored,
    /// No row, though the platform has it.
    Gone {
        /// Whether it is listed as a failure.
        failure: bool,
    },
    /// No row, and a person dismissed that: it stays so.
    Dismissed,
    /// Refused, by the mapping or by the platform.
    Rejected {
        /// Digest of the SQL row; `None` when the row could not be read.
        tried: Option<String>,
        /// The target field, where one is to blame.
        field: Option<String>,
        /// The platform's code, or ours (`mapping`, `sql`, `rows`).
        code: String,
        /// What is wrong, without the value.
        message: String,
        /// Its project, where the refusal may mean all of it.
        project: Option<Project>,
    },
    /// Too old for the platform: it can never be sent.
    Expired {
        /// Digest of the SQL row.
        tried: String,
        /// The target field that says when it was.
        field: &'static str,
        /// What is wrong, without the value.
        message: String,
    },
    /// To be sent later.
    Held(Hold),
    /// To be tried again.
    Again {
        /// When, at the earliest.
        at: i64,
        /// Where no answer came, and the platform may still apply the request: when that must be dead. The key stays in
        /// flight until then.
        open_until: Option<i64>,
        /// How often it failed by now.
        attempts: u32,
        /// What the platform answered.
        code: String,
        /// In its words.
        message: String,
    },
}

/// Why a record is to be sent later: when the record it needs is delivered, when its time has come, or when the platform
/// may know what it needs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hold {
    /// Digest of the SQL row.
    pub tried: String,
    /// The target field, where one is to blame.
    pub field: Option<&'static str>,
    /// The platform's code, or ours (`needs`, `early`, `project`).
    pub code: String,
    /// What it waits for, without a value.
    pub message: String,
    /// When it is tried again by itself; where `None`, only `needed` lets it go, and where that has been delivered
    /// meanwhile the key waits instead.
    pub at: Option<i64>,
    /// How often it failed by now.
    pub attempts: u32,
    /// The record whose delivery lets it go.
    pub needed: Option<Needed>,
    /// What stands for the record itself, where that decides about other keys while it is held.
    pub record: Option<String>,
}

impl Ledger {
    /// Writes the outcomes in one transaction, each only where its key's version is still the one named:
    /// - the version still stands: state, digest and the rest as the outcome says;
    /// - only candidates came since: the same, and the key is due for a look;
    /// - a change came since: the key keeps its state (waiting, or what a person decided), its digest stays cleared, and it is due.
    ///
    /// In every case the key's flight ends, but for [`Outcome::Again`] with `open_until`.
    /// When the fence refuses, nothing of this is written; the keys are set waiting instead, with a cleared digest and a raised version.
    pub async fn settle(
        &self,
        lease: &Lease,
        settlements: &[Settlement],
        now: i64,
    ) -> Result<Fenced<()>, LedgerError> {
        let settled = self.settle_answered(lease, None, settlements, now).await?;
        Ok(match settled {
            Fenced::Done(_) => Fenced::Done(()),
            Fenced::Refused => Fenced::Refused,
        })
    }

    /// The same, with what was answered to the request that it comes of; the keys whose content was overwritten by it.
    pub async fn settle_answered(
        &self,
        lease: &Lease,
        answered: Option<&Answered>,
        settlements: &[Settlement],
        now: i64,
    ) -> Result<Fenced<Vec<Overwritten>>, LedgerError> {
        let lines: Vec<Line<'_>> = settlements.iter().map(Line::of).collect();
        retried(|| self.settle_once(lease, answered, &lines, now)).await
    }

    async fn settle_once(
        &self,
        lease: &Lease,
        answered: Option<&Answered>,
        lines: &[Line<'_>],
        now: i64,
    ) -> Result<Fenced<Vec<Overwritten>>, LedgerError> {
        let route = lease.route;
        let mut transaction = self.begin().await?;
        let holds = self.fence_holds(&mut transaction, lease).await?;
        if let Some(answered) = answered {
            let mine = |line: &&Line<'_>| line.request == Some(answered.request);
            let settled = if holds {
                lines.iter().filter(mine).count()
            } else {
                0
            };
            self.note_answer(&mut transaction, answered, settled, now)
                .await?;
        }
        if !holds {
            let refused = self.sql.settle_refused;
            self.bulk(&mut transaction, refused, &json(lines)?, route, now)
                .await?;
            transaction.commit().await?;
            return Ok(Fenced::Refused);
        }
        let overwritten = match self.lock_ties(&mut transaction, route, lines).await? {
            None => {
                self.write(&mut transaction, route, lines, now).await?;
                Vec::new()
            }
            Some(account) => {
                let looked = self.look_again(&mut transaction, &account, lines, now);
                let lines = looked.await?;
                self.write(&mut transaction, route, &lines, now).await?;
                let at = (account.as_str(), route);
                self.follow(&mut transaction, at, &lines, now).await?
            }
        };
        transaction.commit().await?;
        Ok(Fenced::Done(overwritten))
    }

    async fn write(
        &self,
        connection: &mut AnyConnection,
        route: i64,
        lines: &[Line<'_>],
        now: i64,
    ) -> Result<(), LedgerError> {
        let mut settled = 0;
        for (outcome, statement) in [
            ("delivered", self.sql.settle_delivered),
            ("unchanged", self.sql.settle_unchanged),
            ("same", self.sql.settle_same),
            ("gone", self.sql.settle_gone),
            ("dismissed", self.sql.settle_dismissed),
            ("rejected", self.sql.settle_rejected),
            ("expired", self.sql.settle_rejected),
            ("held", self.sql.settle_held),
            ("again", self.sql.settle_again),
        ] {
            if let Some(list) = lines_of(lines, outcome)? {
                let bulk = self.bulk(&mut *connection, statement, &list, route, now);
                settled += bulk.await?;
            }
        }
        if let Some(list) = lines_of(lines, "ignored")? {
            settled += self.forget(&mut *connection, &list, route).await?;
        }
        // Each of these leaves out what changed since; this one takes just that.
        if settled < lines.len() as u64 {
            let superseded = self.sql.settle_superseded;
            self.bulk(&mut *connection, superseded, &json(lines)?, route, now)
                .await?;
        }
        let events: Vec<_> = lines.iter().filter_map(Line::event).collect();
        self.note_events(connection, route, &events, now).await
    }

    async fn forget(
        &self,
        connection: &mut AnyConnection,
        list: &str,
        route: i64,
    ) -> Result<u64, LedgerError> {
        let forgotten = sqlx::query(self.sql.settle_ignored)
            .bind(list)
            .bind(route)
            .execute(connection)
            .await?;
        Ok(forgotten.rows_affected())
    }
}

/// The JSON list of the lines with this outcome, if there is one.
fn lines_of(lines: &[Line<'_>], outcome: &str) -> Result<Option<String>, LedgerError> {
    let some: Vec<&Line<'_>> = lines
        .iter()
        .filter(|line| line.outcome == outcome)
        .collect();
    (!some.is_empty()).then(|| json(&some)).transpose()
}
