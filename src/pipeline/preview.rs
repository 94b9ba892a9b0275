//! Preview: what would be sent, without sending it and without touching any state.

use super::batch::requests;
use super::dictionaries::have_dictionaries;
use super::expand::{Expanded, expand};
use super::files::{Unread, load_to_show};
use super::intake::failed;
use super::narrow::Reader;
use super::prepare::{Found, Refusal, prepare};
use super::run_once::Stop;
use super::{Context, Job};
use crate::platform::{Preview, Record};
use crate::source::{Begin, Key, Stream};

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
    pub record: Option<Result<Record, Refusal>>,
}

/// Reads and maps the rows of `keys`, or of the first `limit` keys of the job's first stream, as a run does.
///
/// # Errors
/// What would stop a run, in the same sentence.
pub async fn preview(
    job: &Job,
    context: &Context,
    keys: &[String],
    limit: u32,
) -> Result<Previewing, String> {
    let records = async {
        let asked = match keys {
            [] => first_keys(job, &Begin::All, limit).await?,
            keys => Expanded::of_keys(keys.iter().cloned().map(Key::from).collect()),
        };
        let read = read(job, context, asked).await?;
        Ok(with_files(job, read).await)
    };
    let records: Result<_, Stop> = records.await;
    let records = records.map_err(|stop| stop.to_string())?;
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

/// Reads the rows of some keys and maps them; photos and attachments are not read.
pub(super) async fn read(
    job: &Job,
    Context { ledger, clock, .. }: &Context,
    asked: Expanded,
) -> Result<Vec<PreviewedRecord>, Stop> {
    let mut read = Vec::new();
    if !asked.keys.is_empty() {
        have_dictionaries(job, ledger, clock.now_ms()).await?;
        let mut reader = Reader::Site(job.source.as_ref());
        let prepared = prepare(job, ledger, &mut reader, asked.keys).await?;
        read.extend(prepared.found.into_iter().map(PreviewedRecord::from));
    }
    let unexpanded = asked.unexpanded.into_iter();
    read.extend(unexpanded.map(|change| PreviewedRecord {
        record: Some(Err(Refusal::new(change.code(), change.message))),
        key: change.key,
    }));
    Ok(read)
}

impl From<(Key, Found)> for PreviewedRecord {
    fn from((key, found): (Key, Found)) -> Self {
        Self {
            key: key.as_str().to_owned(),
            record: match found {
                Found::Record { record, .. } => Some(Ok(*record)),
                Found::Refused { refusal, .. } => Some(Err(refusal)),
                Found::NoRow => None,
            },
        }
    }
}

/// Records with their photos and attachments, as they would be sent.
async fn with_files(job: &Job, mut read: Vec<PreviewedRecord>) -> Vec<PreviewedRecord> {
    for previewed in &mut read {
        let Some(Ok(record)) = &mut previewed.record else {
            continue;
        };
        let refusal = match load_to_show(job, record).await {
            Ok(()) => continue,
            Err(Unread::Never(rejection)) => rejection.into(),
            Err(Unread::Now(message)) => Refusal::new("file", message),
        };
        previewed.record = Some(Err(refusal));
    }
    read
}

/// What changed keys lead to.
async fn lead(job: &Job, stream: &Stream, changed: &[Key]) -> Result<Expanded, Stop> {
    let mut reader = Reader::Site(job.source.as_ref());
    let expanded = expand(job, stream, &mut reader, changed).await;
    expanded.map_err(|error| failed(job, stream, error))
}

/// So many changes are read at once, and so many times, for keys that the stream's condition means.
const CHANGES: u32 = 1000;
const PAGES: usize = 50;

/// The first record keys of the job's first stream, from where it begins.
pub(super) async fn first_keys(job: &Job, begin: &Begin, limit: u32) -> Result<Expanded, Stop> {
    let Some(stream) = job.mapping.streams.first() else {
        return Ok(Expanded::default());
    };
    let unread = |error| failed(job, stream, error);
    let most = limit as usize;
    let position = job.source.begin(stream, begin).await;
    let mut position = position.map_err(unread)?;
    let mut changed: Vec<Key> = Vec::new();
    for _ in 0..PAGES {
        let page = job.source.page(stream, &position, limit.max(CHANGES)).await;
        let page = page.map_err(unread)?;
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
    lead(job, stream, &changed).await
}
