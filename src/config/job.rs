//! `[jobs.NAME]`: a mapping, a source, a platform, and when.

use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::NaiveDate;

use super::values::{bounded, duration_of, required_text};
use crate::document::{Entry, Fields, Item, Node, Problem, nearest, quantity};
use crate::language::text;
use crate::pipeline::Retry;
use crate::schedule::{Cron, Schedule};
use crate::source::Begin;
use crate::sql::Dialect;

/// A job at one platform.
#[derive(Clone, Debug)]
pub struct JobConfig {
    /// Its name; for each of several platforms, `NAME@PLATFORM`.
    pub name: String,
    /// Its name without the platform.
    pub job: String,
    /// The mapping's file.
    pub mapping: PathBuf,
    /// The source's name.
    pub source: String,
    /// The platform's name.
    pub platform: String,
    /// When it runs by itself.
    pub schedule: Option<Schedule>,
    /// A PostgreSQL channel whose notifications wake it.
    pub wake: Option<String>,
    /// Where a first run begins.
    pub begin: Begin,
    /// Most records of a batch.
    pub batch_records: usize,
    /// Most bytes of a batch.
    pub batch_bytes: usize,
    /// When to try again.
    pub retry: Retry,
}

impl JobConfig {
    /// Whether its changes are sent at once: it is woken by notifications, or looks more than once a second.
    pub fn is_prompt(&self) -> bool {
        let often = matches!(&self.schedule, Some(Schedule::Every(every)) if every.as_secs() == 0);
        often || self.wake.is_some()
    }
}

/// The largest batch that is ever sent.
const MOST_RECORDS: i64 = 1000;

/// Reads a job: one for each of its platforms.
pub(super) fn read(
    entry: &Entry,
    root: &Node,
    mappings: &Path,
    problems: &mut Vec<Problem>,
) -> Option<Vec<JobConfig>> {
    let before = problems.len();
    let mut fields = Fields::of(&entry.value, &format!("[jobs.{}]", entry.key), problems)?;
    let mapping = required_text(&mut fields, "mapping");
    let source = required_text(&mut fields, "source");
    let platforms = platforms(&mut fields);
    named(&mut fields, "source", "sources", root);
    named(&mut fields, "platform", "platforms", root);
    let schedule = schedule(&mut fields);
    let wake = wake(&mut fields, root);
    let begin = begin(&mut fields);
    let (batch_records, batch_bytes) = batch(&mut fields)?;
    let retry = retry(&mut fields)?;
    fields.finish();
    if problems.len() > before {
        return None;
    }
    let platforms = platforms?;
    let single = platforms.len() == 1;
    let (mapping, source, begin) = (mapping?, source?, begin?);
    let jobs = platforms.into_iter().map(|platform| JobConfig {
        name: if single {
            entry.key.clone()
        } else {
            format!("{}@{platform}", entry.key)
        },
        job: entry.key.clone(),
        mapping: mappings.join(format!("{mapping}.toml")),
        source: source.clone(),
        platform,
        schedule: schedule.clone(),
        wake: wake.clone(),
        begin,
        batch_records,
        batch_bytes,
        retry,
    });
    Some(jobs.collect())
}

fn platforms(fields: &mut Fields<'_>) -> Option<Vec<String>> {
    fields.require("platform");
    let (names, at) = fields.texts("platform")?;
    let names: Vec<String> = names.into_iter().map(|(name, _)| name.to_owned()).collect();
    let twice = (1..names.len()).any(|i| names[..i].contains(&names[i]));
    if names.is_empty() || twice {
        let message = if twice {
            text!("config-platform-twice")
        } else {
            text!("config-platform-none")
        };
        fields.problem(Problem::at(at.clone(), message));
        return None;
    }
    Some(names)
}

/// What a job names must be there.
fn named(fields: &mut Fields<'_>, key: &'static str, table: &str, root: &Node) {
    let known = || {
        root.get(table)
            .map(Node::entries)
            .unwrap_or_default()
            .iter()
            .map(|entry| entry.key.as_str())
    };
    let Some((names, _)) = fields.texts(key) else {
        return;
    };
    for (name, at) in names {
        if !known().any(|known| known == name) {
            let message = match key {
                "source" => text!("config-no-source", name = name),
                _ => text!("config-no-platform", name = name),
            };
            let problem = Problem::at(at.clone(), message);
            let problem = match nearest(name, known()) {
                None => problem.hint(text!("config-add-table", table = table, name = name)),
                near => problem.did_you_mean(near),
            };
            fields.problem(problem);
        }
    }
}

fn schedule(fields: &mut Fields<'_>) -> Option<Schedule> {
    let cron = fields.text("schedule");
    let every = fields.text("every");
    match (cron, every) {
        (Some(_), Some((_, at))) => {
            fields.problem(
                Problem::at(at.clone(), text!("config-schedule-and-every"))
                    .hint(text!("config-keep-one")),
            );
            None
        }
        (Some((text, at)), None) => {
            let cron = Cron::parse(text);
            if let Err(wrong) = &cron {
                let problem = Problem::at(at.clone(), format!("`schedule`: {wrong}"));
                fields.problem(problem.hint(text!("config-schedule-fields")));
            }
            cron.ok().map(Schedule::Cron)
        }
        (None, Some((text, at))) => match quantity::duration(text) {
            Ok(every) if !every.is_zero() => Some(Schedule::Every(every)),
            Ok(_) => {
                fields.problem(Problem::at(
                    at.clone(),
                    text!("config-zero-duration", key = "every"),
                ));
                None
            }
            Err(message) => {
                fields.problem(Problem::at(at.clone(), format!("`every`: {message}")));
                None
            }
        },
        (None, None) => None,
    }
}

fn wake(fields: &mut Fields<'_>, root: &Node) -> Option<String> {
    let (channel, at) = fields.text("wake")?;
    let source = fields
        .text("source")
        .and_then(|(source, _)| root.get("sources")?.get(source)?.get("url"));
    if let Some(Node {
        item: Item::Text(url),
        ..
    }) = source
        && Dialect::of_url(url).is_some_and(|dialect| dialect != Dialect::Postgres)
    {
        let problem = Problem::at(at.clone(), text!("config-wake-not-postgres"));
        fields.problem(problem.hint(text!("config-wake-instead")));
    }
    let plain = channel
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || c == '_')
        && !channel.is_empty()
        && channel.len() < 64;
    if !plain {
        fields.problem(Problem::at(at.clone(), text!("config-wake-name")));
    }
    plain.then(|| channel.to_owned())
}

fn begin(fields: &mut Fields<'_>) -> Option<Begin> {
    let Some(node) = fields.node("begin") else {
        return Some(Begin::All);
    };
    let text = match &node.item {
        Item::Text(text) | Item::Datetime(text) => text.as_str(),
        _ => "",
    };
    let begin = match text {
        "all" => Some(Begin::All),
        "now" => Some(Begin::Now),
        day => NaiveDate::parse_from_str(day, "%Y-%m-%d")
            .ok()
            .map(|day| Begin::Time(day.into())),
    };
    if begin.is_none() {
        fields.problem(Problem::at(node.at.clone(), text!("config-begin")));
    }
    begin
}

fn batch(fields: &mut Fields<'_>) -> Option<(usize, usize)> {
    let default = (100, 2 << 20);
    let Some(node) = fields.node("batch") else {
        return Some(default);
    };
    let mut batch = Fields::of(node, "`batch`", fields.problems())?;
    let records = bounded(&mut batch, "records", 100, 1..=MOST_RECORDS);
    let bytes = match batch.text("bytes") {
        None => Some(default.1),
        Some((text, at)) => match quantity::bytes(text) {
            Ok(bytes) if bytes >= 4096 => Some(bytes),
            Ok(_) => {
                batch.problem(Problem::at(at.clone(), text!("config-batch-bytes")));
                None
            }
            Err(message) => {
                batch.problem(Problem::at(at.clone(), format!("`bytes`: {message}")));
                None
            }
        },
    };
    batch.finish();
    // The problem is noted: any value will do.
    let records = records.and_then(|records| usize::try_from(records).ok());
    Some((records.unwrap_or(default.0), bytes.unwrap_or(default.1)))
}

fn retry(fields: &mut Fields<'_>) -> Option<Retry> {
    let default = Retry {
        first: Duration::from_secs(30),
        most: Duration::from_secs(3600),
        attempts: 20,
    };
    let Some(node) = fields.node("retry") else {
        return Some(default);
    };
    let mut retry = Fields::of(node, "`retry`", fields.problems())?;
    let first = duration_of(&mut retry, "first", default.first).unwrap_or(default.first);
    let most = duration_of(&mut retry, "most", default.most).unwrap_or(default.most);
    let attempts = bounded(&mut retry, "attempts", 20, 1..=1000).unwrap_or(20);
    if most < first {
        let problem = Problem::at(retry.at(), text!("config-retry-most"));
        retry.problem(problem);
    }
    retry.finish();
    Some(Retry {
        first,
        most,
        attempts: u32::try_from(attempts).unwrap_or(default.attempts),
    })
}

/// What a table under `[jobs]` asks for, whether or not the job can start.
#[derive(Clone, Debug)]
pub struct AskedJob {
    /// The table's name.
    pub job: String,
    /// The mapping's file; `None` where the table does not say.
    pub mapping: Option<PathBuf>,
    /// The platforms; `None` where the table names none, or one that the configuration does not have.
    pub platforms: Option<Vec<String>>,
}

impl AskedJob {
    /// Reads as much of a job as its table says, in silence: its problems are told where it is read in full.
    pub(super) fn of(entry: &Entry, root: &Node, mappings: &Path) -> Self {
        let mapping = entry.value.get("mapping").and_then(Node::as_text);
        let is_known = |name: &&str| {
            root.get("platforms")
                .is_some_and(|all| all.get(name).is_some())
        };
        let platforms = entry.value.get("platform").map(|node| match &node.item {
            Item::Array(nodes) => nodes.iter().map(Node::as_text).collect(),
            _ => vec![node.as_text()],
        });
        let platforms = platforms.filter(|names| !names.is_empty());
        Self {
            job: entry.key.clone(),
            mapping: mapping.map(|mapping| mappings.join(format!("{mapping}.toml"))),
            platforms: platforms.and_then(|names| {
                let known = names
                    .into_iter()
                    .map(|name| name.filter(is_known).map(str::to_owned));
                known.collect()
            }),
        }
    }
}
