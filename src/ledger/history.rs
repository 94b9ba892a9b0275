//! All that happened to a record.

use std::collections::HashMap;

use serde::Serialize;
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use super::rows::{attempts, column, count, json, state};
use super::{Actor, Ledger, LedgerError, State};

/// Something that happened to a record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Event {
    /// When.
    pub at: i64,
    /// `seen` (for the first time), `changed`, `sent`; then what became of it: `delivered`, `unchanged`, `ignored`, `gone`,
    /// `rejected`, `expired`, `held`, `again`; or a person's decision: `retry`, `resend`, `dismiss`, `forget`.
    pub what: String,
    /// The stream that saw it, or the field to blame.
    pub subject: Option<String>,
    /// The platform's code, or ours.
    pub code: Option<String>,
    /// The platform's words, what is wrong, or why a person decided so.
    pub message: Option<String>,
    /// When it is tried again.
    pub next_at: Option<i64>,
    /// The request that was sent.
    pub request: Option<RequestView>,
    /// Who decided.
    pub by: Option<Actor>,
}

impl Event {
    /// What comes first of what happened at the same time.
    fn rank(&self) -> u8 {
        match self.what.as_str() {
            "seen" => 0,
            "changed" => 1,
            "sent" => 2,
            _ => 3,
        }
    }
}

/// A request as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestView {
    /// How many records it carried.
    pub records: u64,
    /// SHA-256 of its body; `None` while no answer is known, or where nothing went out.
    pub body: Option<String>,
    /// hazchem: the `dataId`; construction platform: timestamp and signature.
    pub reference: Option<String>,
    /// When it ended; `None` while no answer is known.
    pub answered_at: Option<i64>,
}

/// How a record stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Present {
    /// Its key.
    pub key: String,
    /// Its state.
    pub state: State,
    /// It is due for a look only: nothing says that it changed.
    pub suspect: bool,
    /// The target field, where one is to blame.
    pub field: Option<String>,
    /// The platform's code, or ours.
    pub code: Option<String>,
    /// What is wrong.
    pub message: Option<String>,
    /// How often it failed since it last changed.
    pub attempts: u32,
    /// When it is due.
    pub due_at: Option<i64>,
    /// Until when its request may be open.
    pub flight_until: Option<i64>,
    /// Of a held one, when it is tried again by itself.
    pub again_at: Option<i64>,
    /// Since when it is in its state.
    pub since: i64,
    /// The upload that delivered it.
    pub upload: Option<String>,
    /// Whether a record whose row is gone is listed as a failure.
    pub failure: bool,
}

/// All that happened to a record, oldest first, and how it stands; without a standing it is not known (any more).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    /// What happened.
    pub events: Vec<Event>,
    /// How it stands.
    pub now: Option<Present>,
}

/// What happened in an hour.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hour {
    /// When it began.
    pub at: i64,
    /// How many records the platform stored.
    pub delivered: u64,
    /// How many were rejected, expired, or found gone.
    pub failed: u64,
}

/// Something that happened, as the statement unfolds it.
#[derive(Debug, Default, Serialize)]
pub(super) struct Happened<'a> {
    pub(super) record_key: &'a str,
    pub(super) what: &'static str,
    /// When, where that is not now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) at: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) subject: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) code: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) detail: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) next_at: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) request: Option<i64>,
}

impl Ledger {
    /// Writes down what happened.
    pub(super) async fn note_events(
        &self,
        connection: &mut AnyConnection,
        route: i64,
        events: &[Happened<'_>],
        now: i64,
    ) -> Result<(), LedgerError> {
        if events.is_empty() {
            return Ok(());
        }
        let statement = self.sql.history_events;
        let list = json(events)?;
        let written = self.bulk(connection, statement, &list, route, now);
        written.await.map(|_| ())
    }

    /// All that is kept of what happened to a key of a route.
    pub async fn history(&self, route: i64, key: &str) -> Result<History, LedgerError> {
        let state = sqlx::query(self.sql.history_state)
            .bind(route)
            .bind(key)
            .fetch_optional(&self.pool)
            .await?;
        let mut events = Vec::new();
        if let Some(row) = &state {
            events.extend(first_seen(row)?);
        }
        let requests = sqlx::query(self.sql.requests_of_key)
            .bind(route)
            .bind(key)
            .bind(route)
            .bind(key)
            .fetch_all(&self.pool)
            .await?;
        for row in &requests {
            events.push(sent(row)?);
        }
        let lines = sqlx::query(self.sql.history_of_key)
            .bind(route)
            .bind(key)
            .fetch_all(&self.pool)
            .await?;
        for row in &lines {
            events.push(line(row)?);
        }
        events.sort_by_key(|event| (event.at, event.rank()));
        Ok(History {
            events,
            now: state.as_ref().map(present).transpose()?,
        })
    }

    /// The keys of a route whose last request carried `record` ([`Ledger::record`]).
    pub async fn keys_of_record(
        &self,
        route: i64,
        record: &str,
    ) -> Result<Vec<String>, LedgerError> {
        let rows = sqlx::query(self.sql.history_record)
            .bind(route)
            .bind(record)
            .fetch_all(&self.pool)
            .await?;
        rows.iter().map(|row| column(row, "record_key")).collect()
    }

    /// What happened in each hour from `from` on, over all jobs; hours in which nothing did are left out.
    pub async fn hours(&self, from: i64) -> Result<Vec<Hour>, LedgerError> {
        let rows = sqlx::query(self.sql.history_hours)
            .bind(from)
            .fetch_all(&self.pool)
            .await?;
        let mut hours: HashMap<i64, Hour> = HashMap::new();
        for row in &rows {
            let at = column::<i64>(row, "hour")? * 3_600_000;
            let lines = count(row, "happened")?;
            let hour = hours.entry(at).or_insert_with(|| Hour {
                at,
                ..Hour::default()
            });
            match column::<String>(row, "what")?.as_str() {
                "delivered" => hour.delivered += lines,
                "rejected" | "expired" | "gone" => hour.failed += lines,
                _ => {}
            }
        }
        let mut hours: Vec<Hour> = hours.into_values().collect();
        hours.retain(|hour| hour.delivered + hour.failed > 0);
        hours.sort_by_key(|hour| hour.at);
        Ok(hours)
    }
}

fn first_seen(row: &AnyRow) -> Result<Option<Event>, LedgerError> {
    let at: Option<i64> = column(row, "first_at")?;
    let stream = column(row, "first_in")?;
    Ok(at.map(|at| Event {
        at,
        what: "seen".to_owned(),
        subject: stream,
        ..Event::default()
    }))
}

fn sent(row: &AnyRow) -> Result<Event, LedgerError> {
    Ok(Event {
        at: column(row, "at")?,
        what: "sent".to_owned(),
        code: column(row, "code")?,
        message: column(row, "message")?,
        request: Some(RequestView {
            records: count(row, "records")?,
            body: column(row, "body")?,
            reference: column(row, "reference")?,
            answered_at: column(row, "answered_at")?,
        }),
        ..Event::default()
    })
}

fn line(row: &AnyRow) -> Result<Event, LedgerError> {
    let user: String = column(row, "by_user")?;
    let host = column(row, "by_host")?;
    Ok(Event {
        at: column(row, "at")?,
        what: column(row, "what")?,
        subject: column(row, "subject")?,
        code: column(row, "code")?,
        message: column(row, "detail")?,
        next_at: column(row, "next_at")?,
        request: None,
        by: (!user.is_empty()).then_some(Actor { user, host }),
    })
}

fn present(row: &AnyRow) -> Result<Present, LedgerError> {
    Ok(Present {
        key: column(row, "record_key")?,
        state: state(row)?,
        suspect: count(row, "suspect")? == 1,
        field: column(row, "field")?,
        code: column(row, "code")?,
        message: column(row, "message")?,
        attempts: attempts(row)?,
        due_at: column(row, "due_at")?,
        flight_until: column(row, "flight_until")?,
        again_at: column(row, "again_at")?,
        since: column(row, "since")?,
        upload: column(row, "upload")?,
        failure: count(row, "failure")? == 1,
    })
}
