//! What is remembered: watermarks, deliveries, leases, pauses, people's decisions.
//!
//! One implementation for SQLite, PostgreSQL and MariaDB/MySQL; the SQL lies in `sql/<dialect>/`, one statement a
//! file. Times are milliseconds since 1970-01-01 UTC, given by the caller; only leases go by the ledger database's own clock.
//!
//! Every function is one transaction, done again where it lost against another one: what returns an error was not done.
//!
//! The rules that keep a record from being lost or stale (each was found by search, and the model test searches them again):
//! - every sighting of a key raises its version; a settlement counts only where the version is still the one that was read;
//! - [`Ledger::depart`] clears the digests of a batch before its request goes out; only a settled delivery sets one;
//! - one request of a key is open at a time: a key in flight is not due until it is settled or must be dead;
//! - [`Ledger::intake`], [`Ledger::depart`] and [`Ledger::settle`] check the lease's fence in their transaction, with the lease row locked;
//! - a stream's position moves by compare-and-set, in the same transaction as the keys it passed.

mod accounts;
mod aliases;
mod backfill_keys;
mod backfills;
mod deadlines;
mod decide_unexpanded;
mod decisions;
mod deliveries;
mod dictionaries;
mod error;
mod file;
mod history;
mod hosts;
mod intake;
mod lease;
mod line;
mod migrations;
mod open;
mod pace;
mod pauses;
mod private;
mod projects;
mod prune;
mod reasons;
mod requests;
mod retry;
mod routes;
mod rows;
mod server;
mod settle;
mod sharers;
mod stand_in;
mod statements;
mod streams;
mod ties;
mod transaction;
mod unexpanded;
mod views;

use std::sync::Arc;
use std::time::Instant;

use sqlx::AnyPool;

pub use accounts::Moved;
pub use aliases::{Alias, Called};
pub use backfills::{Backfill, BackfillOrder};
pub use deadlines::{Closing, Deadline};
pub use decisions::{Actor, Decision, Selection};
pub use deliveries::{Departure, Due, PROBE, State};
pub use dictionaries::StoredDictionary;
pub use error::LedgerError;
pub use history::{Event, History, Hour, Present, RequestView};
pub use hosts::SetBack;
pub use intake::{Doubt, Intake, IntakeOutcome, Round};
pub use lease::Acquired;
pub use pace::Turn;
pub use pauses::{Pause, Scope};
pub use private::{Exposure, exposures};
pub use projects::{PROJECT, Project, RefusedProject};
pub use reasons::Reason;
pub use requests::Answered;
pub use routes::{Route, RouteView};
pub use settle::{Hold, Outcome, Settlement};
pub use sharers::{Overwritten, Sharer, Sharers};
pub use stand_in::{is_stand_in, key_fault, stand_in};
pub use streams::{StoredPosition, StreamDecision};
pub use ties::{Bond, Facts, Known, Needed};
pub use unexpanded::{Unexpanded, UnexpandedView};
pub use views::{Arrival, Counts, Failure, Standing};

use statements::Statements;

/// The ledger's database.
#[derive(Clone, Debug)]
pub struct Ledger {
    pool: AnyPool,
    sql: &'static Statements,
    /// Goes into the hashes that stand for records.
    salt: String,
    /// Of SQLite, the file.
    file: Option<Arc<file::StateFile>>,
}

/// The right to work on a route, until `deadline` at the least.
#[derive(Clone, Debug)]
pub struct Lease {
    /// The route.
    pub route: i64,
    /// Grows with every new holder; every write of this holder carries it.
    pub fence: i64,
    /// No request may be open beyond this moment (counted from before the lease was asked for, so it never outlives the row).
    pub deadline: Instant,
}

/// The result of a write that checks the fence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fenced<T> {
    /// Done.
    Done(T),
    /// The lease is somebody else's by now; what was asked for was not done.
    Refused,
}
