//! What became of every key of a range of times: what the site changed, beside what the ledger knows of it.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, NaiveDateTime, Utc};
use serde::Serialize;
use sha2::{Digest as _, Sha256};
use thiserror::Error;

use super::expand::{Expanded, expand};
use super::narrow::Reader;
use super::prepare::{Found, Refusal, prepare};
use super::run_once::{PAGE, Stop};
use super::{Context, Job};
use crate::language::text;
use crate::ledger::{LedgerError, RouteView, Standing, State, Unexpanded, key_fault};
use crate::source::{Key, Page, Position, RangePosition, SourceError, Stream};

/// How many rows are read at a time of keys that the ledger does not know.
const ROWS: usize = 100;

/// A key of the range.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Audited {
    /// The key.
    pub key: String,
    /// When it was changed, first of all in the range; `None` where the change was seen in another table.
    pub at: Option<DateTime<Utc>>,
    /// A state of the ledger; or `ignored` (no row, and never delivered), `unread` (changed after the last run), `unknown`.
    pub state: &'static str,
    /// The upload that delivered it.
    pub upload: Option<String>,
    /// The platform's code, or ours.
    pub code: Option<String>,
    /// What is wrong.
    pub message: Option<String>,
    /// Whether all is well with it.
    pub is_well: bool,
}

/// How many keys of the range are in each state. `keys` is the sum of the others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct AuditSums {
    /// All keys.
    pub keys: u64,
    /// Stored by the platform.
    pub delivered: u64,
    /// No row, and never delivered.
    pub ignored: u64,
    /// To be sent.
    pub waiting: u64,
    /// Refused.
    pub rejected: u64,
    /// Too old.
    pub expired: u64,
    /// Waiting for another record.
    pub held: u64,
    /// Row gone.
    pub gone: u64,
    /// Dismissed by a person.
    pub dismissed: u64,
    /// Delivered, and another key was stored as the same record since.
    pub overwritten: u64,
    /// Not records: changes whose record is not known.
    pub unexpanded: u64,
    /// Changed after the last run.
    pub unread: u64,
    /// Never taken in, or let go since.
    pub unknown: u64,
    /// Of all these, those that a person may have to look at.
    #[serde(skip)]
    pub unwell: u64,
}

/// Why there is no answer.
#[derive(Debug, Error)]
pub enum Unaudited {
    /// No stream of the job says when a row was changed.
    #[error("{}", text!("pipeline-no-times"))]
    NoTimes,
    /// The site's database gave no answer.
    #[error("{}", text!("pipeline-stream-unread", stream = .stream.as_str(), error = .error.to_string()))]
    Source {
        /// The stream.
        stream: String,
        /// What it said.
        error: SourceError,
    },
    /// The rows of keys cannot be read, for a reason that would stop a run.
    #[error("{0}")]
    Unread(String),
    /// The state database failed.
    #[error("{0}")]
    Ledger(#[from] LedgerError),
}

/// Tells what became of each key that was changed from `from` on and before `to` (in the source's zone), each once, and
/// how many there are of each state. Reads only. A key costs some 32 bytes of memory until the end.
///
/// # Errors
/// What stood in the way; nothing is told of the rest of the range then.
pub async fn audit(
    job: &Job,
    context: &Context,
    (from, to): (NaiveDateTime, NaiveDateTime),
    tell: &mut (dyn FnMut(Audited) + Send),
) -> Result<AuditSums, Unaudited> {
    let timed = |stream: &&Stream| stream.time_column().is_some();
    let mut streams = job.mapping.streams.iter().filter(timed).peekable();
    if streams.peek().is_none() {
        return Err(Unaudited::NoTimes);
    }
    let ledger = &context.ledger;
    let route = ledger.find_route(&job.ledger_name, &job.account.id).await?;
    let (mut seen, mut sums) = (Seen::default(), AuditSums::default());
    for stream in streams {
        let failed = |error| Unaudited::Source {
            stream: stream.name.clone(),
            error,
        };
        let mut position = Position::Range(RangePosition {
            from,
            to,
            ..RangePosition::default()
        });
        while !position.is_at_end() {
            let page = job.source.page(stream, &position, PAGE).await;
            let page = page.map_err(failed)?;
            let (mut keys, mut unexpanded) = keys(job, stream, &page).await.map_err(failed)?;
            keys.retain(|(key, _)| seen.is_new(key));
            unexpanded.retain(|change| {
                seen.is_new(&Key::from(format!("{}\0{}", stream.name, change.key)))
            });
            let judged = judge(job, context, route.as_ref(), keys).await?;
            for audited in judged.into_iter().chain(unexpanded) {
                sums.count(&audited);
                tell(audited);
            }
            position = page.position;
        }
    }
    Ok(sums)
}

/// Keys, each with the time of its change.
type Timed = Vec<(Key, Option<DateTime<Utc>>)>;

/// The record keys of a page; and its changes whose record is not known.
async fn keys(
    job: &Job,
    stream: &Stream,
    page: &Page,
) -> Result<(Timed, Vec<Audited>), SourceError> {
    if stream.expand.is_none() {
        let unkept = Expanded::of_keys(page.keys.clone()).unexpanded;
        let keys = std::iter::zip(page.keys.clone(), page.times.clone());
        let keys = keys.filter(|(key, _)| key_fault(key.as_str()).is_none());
        let unkept = unkept.into_iter().map(Audited::from);
        return Ok((keys.collect(), unkept.collect()));
    }
    let mut reader = Reader::Site(job.source.as_ref());
    let expanded = expand(job, stream, &mut reader, &page.keys).await?;
    let keys = expanded.keys.into_iter().map(|key| (key, None));
    let unexpanded = expanded.unexpanded.into_iter().map(Audited::from);
    Ok((keys.collect(), unexpanded.collect()))
}

impl From<Unexpanded> for Audited {
    fn from(change: Unexpanded) -> Self {
        Self {
            at: None,
            state: State::Unexpanded.word(),
            upload: None,
            code: Some(change.code().to_owned()),
            key: change.key,
            message: Some(change.message),
            is_well: false,
        }
    }
}

/// What became of keys.
async fn judge(
    job: &Job,
    context: &Context,
    route: Option<&RouteView>,
    keys: Vec<(Key, Option<DateTime<Utc>>)>,
) -> Result<Vec<Audited>, Unaudited> {
    let names: Vec<&str> = keys.iter().map(|(key, _)| key.as_str()).collect();
    let standings = match route {
        Some(route) => context.ledger.standings(route.id, &names).await?,
        None => Default::default(),
    };
    let unknown = keys.iter().map(|(key, _)| key);
    let unknown = unknown.filter(|key| !standings.contains_key(key.as_str()));
    let mut without = without(job, context, unknown.cloned().collect()).await?;
    let last_run = route.and_then(|route| route.last_run);
    let audited = keys.into_iter().map(|(key, at)| {
        let unread = at.is_some_and(|at| last_run.is_none_or(|run| at.timestamp_millis() > run));
        let without = without.remove(&key);
        let standing = standings.get(key.as_str());
        Audited {
            at,
            ..Audited::of(key.as_str(), standing, unread, without)
        }
    });
    Ok(audited.collect())
}

/// Why a key is without a record.
enum Without {
    Row,
    Record(Refusal),
}

/// Which of these keys have no record, as a run would find them.
async fn without(
    job: &Job,
    context: &Context,
    keys: Vec<Key>,
) -> Result<HashMap<Key, Without>, Unaudited> {
    let mut without = HashMap::new();
    for keys in keys.chunks(ROWS) {
        let mut reader = Reader::Site(job.source.as_ref());
        let prepared = prepare(job, &context.ledger, &mut reader, keys.to_vec()).await?;
        without.extend(
            prepared
                .found
                .into_iter()
                .filter_map(|(key, found)| match found {
                    Found::Record { .. } => None,
                    Found::Refused { refusal, .. } => Some((key, Without::Record(refusal))),
                    Found::NoRow => Some((key, Without::Row)),
                }),
        );
    }
    Ok(without)
}

impl From<Stop> for Unaudited {
    fn from(stop: Stop) -> Self {
        match stop {
            Stop::Ledger(error) => Self::Ledger(error),
            stop => Self::Unread(stop.to_string()),
        }
    }
}

impl Audited {
    /// A key: by what the ledger knows of it, else by what the site holds for it.
    fn of(key: &str, standing: Option<&Standing>, unread: bool, without: Option<Without>) -> Self {
        let (state, is_well) = match (standing, &without) {
            _ if unread => ("unread", false),
            (None, Some(Without::Row)) => ("ignored", true),
            (None, _) => ("unknown", false),
            (Some(standing), _) => match standing.state {
                State::Delivered | State::Dismissed => (standing.state.word(), true),
                State::Gone => (standing.state.word(), !standing.failure),
                state => (state.word(), false),
            },
        };
        let (code, message) = match (standing, without) {
            (Some(standing), _) => (standing.code.clone(), standing.message.clone()),
            (None, Some(Without::Record(refusal))) => {
                (Some(refusal.code.to_owned()), Some(refusal.to_string()))
            }
            (None, _) => (None, None),
        };
        Self {
            key: key.to_owned(),
            at: None,
            state,
            upload: standing.and_then(|standing| standing.upload.clone()),
            code,
            message,
            is_well,
        }
    }
}

impl AuditSums {
    fn count(&mut self, audited: &Audited) {
        let place = match audited.state {
            "delivered" => &mut self.delivered,
            "ignored" => &mut self.ignored,
            "waiting" => &mut self.waiting,
            "rejected" => &mut self.rejected,
            "expired" => &mut self.expired,
            "held" => &mut self.held,
            "gone" => &mut self.gone,
            "dismissed" => &mut self.dismissed,
            "overwritten" => &mut self.overwritten,
            "unexpanded" => &mut self.unexpanded,
            "unread" => &mut self.unread,
            _ => &mut self.unknown,
        };
        *place += 1;
        self.keys += 1;
        self.unwell += u64::from(!audited.is_well);
    }
}

/// Which keys were met already, by half of a hash each: a range may hold millions.
#[derive(Default)]
struct Seen(HashSet<[u8; 16]>);

impl Seen {
    fn is_new(&mut self, key: &Key) -> bool {
        let mut half = [0; 16];
        half.copy_from_slice(&Sha256::digest(key.as_str())[..16]);
        self.0.insert(half)
    }
}
