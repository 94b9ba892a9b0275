//! The configuration as the program needs it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono_tz::Tz;

use super::values::{duration_of, required_text, timezone_of};
use super::{
    AskedJob, JobConfig, PlatformConfig, Secret, SourceConfig, WebConfig, address, job, platform,
    source, web,
};
use crate::document::{Entry, Fields, Node, Problem, Problems};
use crate::language::text;
use crate::pipeline::Keep;

/// A configuration.
#[derive(Clone, Debug)]
pub struct Config {
    /// The file.
    pub path: PathBuf,
    /// Its folder: relative paths start here.
    pub folder: PathBuf,
    /// The zone of the platforms, and of times without one.
    pub timezone: Tz,
    /// Where the mappings lie.
    pub mappings: PathBuf,
    /// Where the state lies.
    pub state: StateConfig,
    /// The sources without problems, by name.
    pub sources: BTreeMap<String, SourceConfig>,
    /// The platforms without problems, by name.
    pub platforms: BTreeMap<String, PlatformConfig>,
    /// The jobs without problems, in the order of the file.
    pub jobs: Vec<JobConfig>,
    /// Where the status page is served.
    pub web: WebConfig,
}

/// `[state]`: where the state lies.
#[derive(Clone, Debug)]
pub struct StateConfig {
    /// The state database's URL.
    pub url: Secret,
    /// How long what is settled is kept there.
    pub keep: Keep,
}

/// A configuration, and what is wrong with it.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// What can start.
    pub config: Config,
    /// All problems of the file.
    pub problems: Problems,
    /// The jobs that cannot start, and why.
    pub blocked: BTreeMap<String, String>,
    /// Every job that the file asks for.
    pub asked: Vec<AskedJob>,
}

/// Reads the merged tree.
///
/// # Errors
/// All problems, when the general part is wrong: then nothing can start.
pub(super) fn resolve(
    path: &Path,
    root: &Node,
    mut problems: Problems,
) -> Result<Loaded, Problems> {
    let parent = path
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty());
    let folder = std::path::absolute(parent.unwrap_or(Path::new(".")))
        .unwrap_or_else(|_| PathBuf::from("."));
    let mut found = Vec::new();
    let general = general(root, &folder, &mut found);
    let (timezone, mappings, state) = match general {
        Some(general) if found.is_empty() => general,
        _ => {
            problems.extend(found);
            return Err(problems);
        }
    };
    let config = Config {
        path: path.to_owned(),
        folder,
        timezone,
        mappings,
        state,
        sources: BTreeMap::new(),
        platforms: BTreeMap::new(),
        jobs: Vec::new(),
        web: WebConfig::default(),
    };
    let mut loaded = Loaded {
        config,
        problems,
        blocked: BTreeMap::new(),
        asked: Vec::new(),
    };
    loaded.read_tables(root, &mut found);
    loaded.problems.extend(found);
    Ok(loaded)
}

impl Loaded {
    fn read_tables(&mut self, root: &Node, problems: &mut Vec<Problem>) {
        let config = &mut self.config;
        config.web = web::read(root, &config.folder, problems);
        for entry in tables(root, "sources", problems) {
            let read = source::read(entry, &config.folder, config.timezone, problems);
            config
                .sources
                .extend(read.map(|source| (source.name.clone(), source)));
        }
        for entry in tables(root, "platforms", problems) {
            let read = platform::read(entry, &config.folder, problems);
            config
                .platforms
                .extend(read.map(|platform| (platform.name.clone(), platform)));
        }
        for entry in tables(root, "jobs", problems) {
            let asked = AskedJob::of(entry, root, &self.config.mappings);
            self.asked.push(asked);
            match job::read(entry, root, &self.config.mappings, problems) {
                Some(jobs) => jobs.into_iter().for_each(|job| self.place(job)),
                None => drop(
                    self.blocked
                        .insert(entry.key.clone(), text!("config-job-blocked")),
                ),
            }
        }
    }

    /// A job can start when its source and its platform can be used.
    fn place(&mut self, job: JobConfig) {
        let (source, platform) = (job.source.as_str(), job.platform.as_str());
        let why = if !self.config.sources.contains_key(source) {
            text!("config-source-blocked", name = source)
        } else if !self.config.platforms.contains_key(platform) {
            text!("config-platform-blocked", name = platform)
        } else {
            self.config.jobs.push(job);
            return;
        };
        self.blocked.insert(job.name, why);
    }
}

/// The general part: without it nothing can start.
fn general(
    root: &Node,
    folder: &Path,
    problems: &mut Vec<Problem>,
) -> Option<(Tz, PathBuf, StateConfig)> {
    let mut fields = Fields::of(root, &text!("config-whole"), problems)?;
    let timezone = timezone_of(&mut fields, "timezone");
    let mappings = required_text(&mut fields, "mappings");
    for table in ["state", "sources", "platforms", "jobs", "web"] {
        fields.node(table);
    }
    fields.finish();
    let mut state = Fields::of(root.get("state")?, "[state]", problems)?;
    let url = address::address(&mut state, "[state]", folder);
    let keep = keep(&mut state);
    state.finish();
    Some((
        timezone?,
        folder.join(mappings?),
        StateConfig {
            url: source::absolute(url?, folder),
            keep,
        },
    ))
}

/// The entries of a table of tables; names are letters, digits, `_` and `-`.
fn tables<'a>(
    root: &'a Node,
    table: &str,
    problems: &mut Vec<Problem>,
) -> impl Iterator<Item = &'a Entry> + use<'a> {
    let entries = root.get(table).map(Node::entries).unwrap_or_default();
    for entry in entries {
        let plain = entry
            .key
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-');
        if !plain {
            problems.push(Problem::at(
                entry.at.clone(),
                text!("config-name-letters", table = table),
            ));
        }
    }
    entries.iter()
}

const DAY: Duration = Duration::from_secs(86_400);

/// The least for each. Delivered keys must outlast every look back at what was changed, or they would be sent again.
const LEAST: [(&str, u32); 2] = [("history", 1), ("delivered", 30)];

/// Reads the table. Without it everything is kept.
fn keep(state: &mut Fields<'_>) -> Keep {
    let Some(node) = state.node("keep") else {
        return Keep::default();
    };
    let Some(mut fields) = Fields::of(node, &text!("config-keep-table"), state.problems()) else {
        return Keep::default();
    };
    let [history, delivered] = LEAST.map(|(key, days)| {
        fields.node(key)?;
        let kept = duration_of(&mut fields, key, DAY)?;
        if kept < DAY * days {
            let message = text!("config-keep-least", key = key, days = days.to_string());
            let problem = Problem::at(fields.at(), message);
            fields.problem(problem);
        }
        Some(kept)
    });
    fields.finish();
    Keep { history, delivered }
}
