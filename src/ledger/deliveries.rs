//! Deliveries: the state of one key of one job at one account.

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
}

/// A page of keys to take in, with the position behind it.
#[derive(Clone, Copy, Debug)]
pub struct Intake<'a> {
    /// The stream's name.
    pub stream: &'a str,
    /// The version of the position the page was read from; `None` when there was none.
    pub expected: Option<i64>,
    /// The position behind the page, as JSON.
    pub position: &'a str,
    /// The record keys, each once.
    pub keys: &'a [&'a str],
    /// Whether the keys only may have changed: such a key becomes due for a look, and keeps its state until its content is seen to differ.
    pub candidates: bool,
    /// Now.
    pub now: i64,
}

/// What became of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IntakeOutcome {
    /// Taken in; the position's new version.
    Taken {
        /// For the next page's `expected`.
        version: i64,
    },
    /// Somebody else moved the stream meanwhile: the page is thrown away.
    Moved,
    /// The lease is lost.
    Refused,
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
    /// It is due only for a look: nothing says that it changed.
    pub suspect: bool,
    /// The digest of the content the platform is known to have.
    pub digest: Option<String>,
    /// The digest of the SQL row that was last tried.
    pub tried: Option<String>,
    /// Whether the platform ever stored it, or may have.
    pub reached: bool,
    /// How often it failed since it last changed.
    pub attempts: u32,
    /// Since when it is due; with the key, the place in the order of [`Ledger::due`].
    pub due_at: i64,
}

/// A key that is about to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Departure {
    /// The key.
    pub key: String,
    /// The digest of the SQL row it was made of.
    pub tried: String,
}

impl Ledger {
    /// Takes a page of keys in and moves the stream's position, in one transaction.
    pub async fn intake(
        &self,
        lease: &Lease,
        page: Intake<'_>,
    ) -> Result<IntakeOutcome, LedgerError> {
        let _ = (lease, page);
        unimplemented!()
    }

    /// The next at most `limit` keys that are due at `now` and not in flight, by (due_at, key), behind `after`.
    pub async fn due(
        &self,
        route: i64,
        after: Option<(i64, &str)>,
        now: i64,
        limit: u32,
    ) -> Result<Vec<Due>, LedgerError> {
        let _ = (route, after, now, limit);
        unimplemented!()
    }

    /// Clears the digests of the keys and marks them as in flight until `until` at the latest: to be called before their request goes out.
    pub async fn depart(
        &self,
        lease: &Lease,
        keys: &[Departure],
        until: i64,
    ) -> Result<Fenced<()>, LedgerError> {
        let _ = (lease, keys, until);
        unimplemented!()
    }

    /// A key that the platform is known to have, other than those in `except`, with its digest: the newest.
    pub async fn known_good(
        &self,
        route: i64,
        except: &[&str],
    ) -> Result<Option<(String, String)>, LedgerError> {
        let _ = (route, except);
        unimplemented!()
    }
}
