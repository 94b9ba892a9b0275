//! Preview: what would be sent, without sending it and without touching any state.

use super::batch::requests;
use super::dictionaries::dictionary;
use super::files::{Unread, load_to_show};
use super::lookups::lookups;
use super::{Context, Job};
use crate::ledger::Ledger;
use crate::mapping::Rejection;
use crate::platform::{Preview, Record};
use crate::source::{Begin, Key, SourceError};

/// What a preview found.
pub struct Previewing {
    /// Each key that was looked at.
    pub records: Vec<PreviewedRecord>,
    /// The requests of those that became records.
    pub requests: Vec<Preview>,
}

/// A key, and what its row becomes.
pub struct PreviewedRecord {
    /// The key.
    pub key: String,
    /// The record, or why there is none; `None` where the SQL returns no row.
    pub record: Option<Result<Record, Rejection>>,
}

/// Reads and maps the rows of `keys`, or of the first `limit` keys of the job's first stream.
///
/// # Errors
/// What the source or the mapping says instead, in one sentence.
pub async fn preview(
    job: &Job,
    Context { ledger, clock, .. }: &Context,
    keys: &[String],
    limit: u32,
) -> Result<Previewing, String> {
    let keys = match keys {
        [] => first_keys(job, &Begin::All, limit)
            .await
            .map_err(|error| error.to_string())?,
        keys => keys.iter().cloned().map(Key::from).collect(),
    };
    let records = if keys.is_empty() {
        Vec::new()
    } else {
        look_at(job, ledger, keys, clock.now_ms()).await?
    };
    Ok(Previewing::of(job, records))
}

impl Previewing {
    /// With what would go out for these.
    pub fn of(job: &Job, records: Vec<PreviewedRecord>) -> Self {
        let target = job.mapping.target;
        let sent = records
            .iter()
            .filter_map(|previewed| previewed.record.as_ref()?.as_ref().ok())
            .collect();
        let requests = requests(target, sent)
            .iter()
            .map(|batch| job.account.platform.preview(target, batch))
            .collect();
        Self { records, requests }
    }
}

async fn look_at(
    job: &Job,
    ledger: &Ledger,
    keys: Vec<Key>,
    now: i64,
) -> Result<Vec<PreviewedRecord>, String> {
    let mut looked = Vec::with_capacity(keys.len());
    for (key, record) in read(job, ledger, keys, now).await? {
        let record = match record {
            Some(Ok(record)) => Some(with_files(job, record).await?),
            other => other,
        };
        looked.push(PreviewedRecord {
            record,
            key: key.as_str().to_owned(),
        });
    }
    Ok(looked)
}

/// A key, and what its row becomes; `None` where the SQL returns no row.
type Read = (Key, Option<Result<Record, Rejection>>);

/// Reads the rows of some keys and maps them; photos and attachments are not read.
pub(super) async fn read(
    job: &Job,
    ledger: &Ledger,
    keys: Vec<Key>,
    now: i64,
) -> Result<Vec<Read>, String> {
    let rows = job
        .source
        .rows(&job.mapping.rows, &keys)
        .await
        .map_err(|error| error.to_string())?;
    let bound = job.mapping.bind(&rows.columns).map_err(|problems| {
        let texts: Vec<String> = problems.iter().map(ToString::to_string).collect();
        texts.join("; ")
    })?;
    for name in job.mapping.dictionaries() {
        let found = dictionary(&job.account, ledger, name, now, false).await;
        found.map_err(|missing| format!("{name}: {}", missing.message()))?;
    }
    let lookups = lookups(job, ledger, &bound, &rows.rows)
        .await
        .map_err(|error| error.to_string())?;
    let mapped = keys.into_iter().map(|key| {
        let row = rows
            .rows
            .iter()
            .find(|row| bound.key(row).as_ref() == Some(&key));
        let record = row.map(|row| bound.apply(row, &lookups));
        (key, record)
    });
    Ok(mapped.collect())
}

/// A record with its photos and attachments, as it would be sent.
async fn with_files(job: &Job, mut record: Record) -> Result<Result<Record, Rejection>, String> {
    match load_to_show(job, &mut record).await {
        Ok(()) => Ok(Ok(record)),
        Err(Unread::Never(rejection)) => Ok(Err(rejection)),
        Err(Unread::Now(message)) => Err(message),
    }
}

/// So many changes are read at once, and so many times, for keys that the stream's condition means.
const CHANGES: u32 = 1000;
const PAGES: usize = 50;

/// The first record keys of the job's first stream, from where it begins.
pub(super) async fn first_keys(
    job: &Job,
    begin: &Begin,
    limit: u32,
) -> Result<Vec<Key>, SourceError> {
    let Some(stream) = job.mapping.streams.first() else {
        return Ok(Vec::new());
    };
    let most = limit as usize;
    let mut position = job.source.begin(stream, begin).await?;
    let mut changed: Vec<Key> = Vec::new();
    for _ in 0..PAGES {
        let page = job
            .source
            .page(stream, &position, limit.max(CHANGES))
            .await?;
        for key in page.keys {
            if changed.len() < most && !changed.contains(&key) {
                changed.push(key);
            }
        }
        if page.end || changed.len() >= most {
            break;
        }
        position = page.position;
    }
    let Some(query) = &stream.expand else {
        return Ok(changed);
    };
    if changed.is_empty() {
        return Ok(Vec::new());
    }
    let rows = job.source.rows(query, &changed).await?;
    let columns = job.mapping.key.len();
    let keys = rows.rows.iter().filter_map(|row| {
        let parts: Option<Vec<String>> = row
            .iter()
            .take(columns)
            .map(|value| value.key_text())
            .collect();
        parts.map(Key::of_parts)
    });
    Ok(keys.collect())
}
