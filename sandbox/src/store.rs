//! What the platform took, and what it saw.

use std::collections::{BTreeMap, HashSet};
use std::net::IpAddr;
use std::sync::{Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::{Map, Value};

use super::endpoint::Endpoint;
use super::hazchem::Upload;

/// A record as it was sent: its fields by name.
pub type Content = Map<String, Value>;

/// What the platform took, and what it saw, since the server started.
#[derive(Debug, Default)]
pub struct Store(Mutex<Held>);

#[derive(Debug, Default)]
struct Held {
    /// All contents an id had, the newest last.
    records: BTreeMap<Upload, BTreeMap<String, Vec<Content>>>,
    requests: Vec<RequestSeen>,
    data_ids: HashSet<String>,
    counts: Counts,
}

/// One request, as it was handled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RequestSeen {
    /// Its path.
    pub path: &'static str,
    /// The address that it came from.
    pub from: IpAddr,
    /// When it was handled, by the sandbox's clock.
    pub at: DateTime<Utc>,
    /// How many records it held, as far as it could be read.
    pub records: usize,
    /// Their ids, in the order of the request, as far as they could be read.
    pub ids: Vec<String>,
    /// What became of it.
    pub outcome: Outcome,
    /// The scripted fault that took the request or spoilt its answer.
    pub fault: Option<&'static str>,
    /// The answer's body, before a fault cut or lost it.
    pub answer: String,
}

/// What became of a request. Whether the client heard of it is another matter: see [`RequestSeen::fault`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// A login gave out a token.
    LoggedIn,
    /// A login was refused.
    LoginRefused,
    /// A dictionary was given out.
    Answered,
    /// No valid token; nothing was looked at.
    Unauthorized,
    /// A fault took the request; nothing was stored.
    Faulted,
    /// The whole request was refused; nothing was stored.
    Refused {
        /// Why, as answered.
        reason: String,
    },
    /// Each record was judged by itself.
    Taken {
        /// How many were stored.
        stored: usize,
        /// How many were refused.
        failed: usize,
    },
}

/// What was counted since the server started; all there is where it only answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Logins that gave out a token.
    pub logins: u64,
    /// Uploads seen, whatever became of them.
    pub uploads: u64,
    /// Bytes of their bodies.
    pub bytes: u64,
    /// Records stored; the same record sent twice counts twice.
    pub stored: u64,
    /// Records refused by themselves.
    pub failed: u64,
    /// Alarms stored whose permit was not known then. The document does not forbid them.
    pub unknown_tickets: u64,
}

impl Store {
    /// The records of an upload by id, each with its newest content.
    pub fn records(&self, upload: Upload) -> BTreeMap<String, Content> {
        let held = self.lock();
        let contents = held.records.get(&upload).into_iter().flatten();
        contents
            .filter_map(|(id, contents)| Some((id.clone(), contents.last()?.clone())))
            .collect()
    }

    /// The contents a record had, in the order they were stored; none for an unknown id.
    pub fn history(&self, upload: Upload, id: &str) -> Vec<Content> {
        let held = self.lock();
        let contents = held.records.get(&upload).and_then(|ids| ids.get(id));
        contents.cloned().unwrap_or_default()
    }

    /// Every request, logins too, in the order they were handled.
    pub fn requests(&self) -> Vec<RequestSeen> {
        self.lock().requests.clone()
    }

    /// What was counted.
    pub fn counts(&self) -> Counts {
        self.lock().counts
    }

    /// How many logins gave out a token.
    pub fn logins(&self) -> u64 {
        self.counts().logins
    }

    /// Remembers a request.
    pub(super) fn note(&self, request: RequestSeen, bytes: usize) {
        let mut held = self.lock();
        match request.outcome {
            Outcome::LoggedIn => held.counts.logins += 1,
            Outcome::Taken { stored, failed } => {
                held.counts.stored += stored as u64;
                held.counts.failed += failed as u64;
            }
            _ => {}
        }
        let mut endpoints = Endpoint::all().filter(|endpoint| endpoint.is_upload());
        if endpoints.any(|endpoint| endpoint.path() == request.path) {
            held.counts.uploads += 1;
            held.counts.bytes += bytes as u64;
        }
        held.requests.push(request);
    }

    /// Counts an upload that is not kept.
    pub(super) fn count(&self, records: usize, bytes: usize) {
        let counts = &mut self.lock().counts;
        counts.uploads += 1;
        counts.bytes += bytes as u64;
        counts.stored += records as u64;
    }

    /// Whether this `dataId` was never seen before; from now on it was.
    pub(super) fn first_time(&self, data_id: &str) -> bool {
        self.lock().data_ids.insert(data_id.to_ascii_lowercase())
    }

    /// Stores records by their id, in one go.
    pub(super) fn put(&self, upload: Upload, records: Vec<(String, Content)>) {
        let mut held = self.lock();
        for (id, content) in records {
            if let Some(ticket) = content.get("ticket_id").and_then(Value::as_str) {
                let tickets = held.records.get(&Upload::WorkTicket);
                if !tickets.is_some_and(|tickets| tickets.contains_key(ticket)) {
                    held.counts.unknown_tickets += 1;
                }
            }
            let contents = held.records.entry(upload).or_default();
            contents.entry(id).or_default().push(content);
        }
    }

    fn lock(&self) -> MutexGuard<'_, Held> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
