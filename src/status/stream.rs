//! How far a stream is: how long ago it was read to its end, and which missing ids it waits for.

use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::language::text;
use crate::ledger::{RouteView, StoredPosition};
use crate::source::{Gap, Holder, Position, Span, Stream};
use crate::sql::Dialect;
use crate::time::Timestamp;

/// How far a stream is.
#[derive(Debug, Serialize)]
pub struct StreamStatus {
    /// Its table, or its name.
    pub table: String,
    /// How far it was read, in its own words.
    pub watermark: Option<String>,
    /// How many seconds old the newest change may be that was not taken in: since the stream was last read to its end, or,
    /// in the middle of it, since the last change that was taken in; `None` where that is not known.
    pub lag_s: Option<i64>,
    /// The missing ids that it waits for.
    pub gaps: Vec<GapStatus>,
}

/// Missing ids.
#[derive(Debug, Serialize)]
pub struct GapStatus {
    /// `1041`, or `1041..1043`.
    pub ids: String,
    /// When they were first missed.
    pub since: Timestamp,
    /// The transactions that are waited for, as far as they are seen.
    pub waits_for: Vec<Writer>,
    /// When they are given up if nothing is seen of them; `None` while a writer is.
    pub gives_up: Option<Timestamp>,
    /// All of it in a sentence.
    pub text: String,
}

/// A transaction's session.
#[derive(Clone, Debug, Serialize)]
pub struct Writer {
    /// The server's number of it.
    pub pid: Option<u64>,
    /// Who it belongs to.
    pub user: Option<String>,
}

impl StreamStatus {
    /// A stream as it stands in the ledger.
    pub(super) fn of(
        stream: &Stream,
        dialect: Dialect,
        stored: Option<&StoredPosition>,
        route: Option<&RouteView>,
        now: i64,
    ) -> Self {
        let position = stored.and_then(|stored| serde_json::from_str(&stored.position).ok());
        let lag = stored.zip(position.as_ref()).zip(route);
        let lag = lag.and_then(|((stored, position), route)| since(stored, position, route));
        Self {
            table: stream.name.clone(),
            watermark: position.as_ref().and_then(Position::watermark),
            lag_s: lag.map(|since| ((now - since) / 1000).max(0)),
            gaps: match &position {
                Some(Position::Log(at)) => gaps(&at.gaps, dialect, now),
                _ => Vec::new(),
            },
        }
    }
}

/// Since when there may be changes that were not taken in, in milliseconds since 1970.
fn since(stored: &StoredPosition, position: &Position, route: &RouteView) -> Option<i64> {
    if !position.is_at_end() {
        return position.reached().map(|at| at.timestamp_millis());
    }
    // A run that nothing stopped has read every stream to its end, whether or not that moved the stream.
    let looked = route.last_run.filter(|_| route.error.is_none());
    Some(stored.moved_at.max(looked.unwrap_or_default()))
}

fn gaps(gaps: &[Gap], dialect: Dialect, now: i64) -> Vec<GapStatus> {
    let of = |gap| move |span| GapStatus::of(gap, span, dialect, now);
    gaps.iter()
        .flat_map(|gap| gap.spans.iter().map(of(gap)))
        .collect()
}

impl GapStatus {
    fn of(gap: &Gap, span: &Span, dialect: Dialect, now: i64) -> Self {
        let time = |at: DateTime<Utc>| Timestamp(at.timestamp_millis());
        let age = age((now - gap.since.timestamp_millis()) / 1000);
        let ids = span.to_string();
        let mut text = waits_for(&ids, &gap.holders, dialect, age);
        let gives_up = gap.gives_up.map(time);
        if let Some(at) = &gives_up {
            let until = text!("status-gap-until", at = at.to_string());
            text = format!("{text}; {until}");
        }
        let writer = |holder: &Holder| Writer {
            pid: holder.pid,
            user: holder.user.clone(),
        };
        Self {
            ids,
            since: time(gap.since),
            waits_for: gap.holders.iter().map(writer).collect(),
            gives_up,
            text,
        }
    }
}

/// What missing ids wait for. A transaction's age counts from when we first saw it.
fn waits_for(ids: &str, holders: &[Holder], dialect: Dialect, age: String) -> String {
    match (holders, dialect) {
        ([], Dialect::Postgres) => text!("status-gap-prepared", ids = ids, age = age),
        ([], _) => text!("status-gap-unseen", ids = ids, age = age),
        ([one], Dialect::Postgres) => {
            let session = session(one);
            text!("status-gap-one", ids = ids, age = age, session = session)
        }
        // Not the transactions are asked there, but whether anything shows: see `log_writers.sql`.
        ([one], _) => {
            let session = session(one);
            text!(
                "status-gap-perhaps",
                ids = ids,
                age = age,
                session = session
            )
        }
        (many, _) => {
            let sessions: Vec<String> = many.iter().take(3).map(session).collect();
            let more = if many.len() > 3 { "; .." } else { "" };
            text!(
                "status-gap-many",
                ids = ids,
                count = many.len().to_string(),
                age = age,
                sessions = sessions.join("; ") + more,
            )
        }
    }
}

/// A transaction for a person.
fn session(holder: &Holder) -> String {
    let user = holder.user.clone();
    let user = user.unwrap_or_else(|| text!("status-no-user"));
    match holder.pid {
        Some(pid) => text!("status-session", user = user, pid = pid.to_string()),
        None => holder.transaction.clone(),
    }
}

/// A stretch of time for a person.
fn age(seconds: i64) -> String {
    match seconds {
        ..120 => text!("status-seconds", count = seconds.max(0).to_string()),
        120..7200 => text!("status-minutes", count = (seconds / 60).to_string()),
        _ => text!("status-hours", count = (seconds / 3600).to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(holders: &[&str], dialect: Dialect, gives_up: bool) -> String {
        let since = DateTime::from_timestamp(1_772_323_200, 0).unwrap();
        let gap = Gap {
            spans: vec!["1041".to_owned().try_into().unwrap()],
            since,
            holders: holders
                .iter()
                .map(|h| Holder::from((*h).to_owned()))
                .collect(),
            quiet_since: gives_up.then_some(since),
            gives_up: gives_up.then(|| since + chrono::TimeDelta::hours(1)),
        };
        gaps(&[gap], dialect, 1_772_323_200_000 + 14 * 60_000)
            .remove(0)
            .text
    }

    #[test]
    fn a_gap_says_what_it_waits_for() {
        let texts = [
            told(&["5/9 4711 app"], Dialect::Postgres, false),
            told(
                &["5/9 1 a", "6/9 2 b", "7/9 3 c", "8/9 4 d"],
                Dialect::Postgres,
                false,
            ),
            told(&[], Dialect::Postgres, false),
            told(&["421 7 app"], Dialect::MySql, false),
            told(&[], Dialect::MySql, true),
        ];
        insta::assert_snapshot!(texts.join("\n"), @r"
        gap 1041 waits for a transaction open for 14 min (user app, pid 4711)
        gap 1041 waits for one of 4 transactions open for 14 min (user a, pid 1; user b, pid 2; user c, pid 3; ..)
        gap 1041 waits for a prepared transaction, or is read from a standby, for 14 min
        gap 1041 waits for a writer, perhaps the transaction open for 14 min (user app, pid 7)
        gap 1041 waits for a writer that cannot be seen, for 14 min; given up at 2026-03-01T09:00:00+08:00 if nothing comes
        ");
    }
}
