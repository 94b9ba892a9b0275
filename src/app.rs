//! Wiring: from a configuration to jobs that can run.

mod absent;
mod account;
mod assemble;
mod host;
mod sources;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use tokio::sync::OnceCell;
use tokio_util::sync::CancellationToken;

use crate::clock::Clock;
use crate::config::{AskedJob, Config, JobConfig, SourceConfig};
use crate::document::{Problem, Problems};
use crate::language::text;
use crate::ledger::{Ledger, LedgerError};
use crate::mapping;
use crate::metrics::Metrics;
use crate::pipeline::{Account, Context, Job, shared_flags};
use crate::report::CommandError;
use crate::source::Param;
use crate::troubles::Troubles;
use assemble::assemble;
use sources::Connected;

use host::holder;

pub use host::host;
pub(crate) use sources::source_settings;

/// A configuration, made ready: the jobs that can run, and the problems of those that cannot.
pub struct App {
    /// The configuration.
    pub config: Config,
    /// The jobs that can run, in the order of the file.
    pub jobs: Vec<Arc<Job>>,
    /// The accounts, by the platform's name.
    pub accounts: BTreeMap<String, Arc<Account>>,
    /// The jobs that are not started, and why.
    pub blocked: BTreeMap<String, String>,
    /// All problems, file by file.
    pub problems: Vec<Problems>,
    clock: Clock,
    /// The ledger, once it was opened.
    ledger: OnceCell<Ledger>,
}

impl App {
    /// Reads the configuration and every mapping it names. Connects to nothing.
    ///
    /// # Errors
    /// The problems, when nothing can be started at all.
    pub fn load(path: &Path, clock: Clock) -> Result<Self, CommandError> {
        let loaded = crate::config::load(path).map_err(|problems| CommandError::Problems {
            files: vec![problems],
            hint: text!("config-app-nothing-started"),
        })?;
        let mut app = Self {
            config: loaded.config,
            jobs: Vec::new(),
            accounts: BTreeMap::new(),
            blocked: loaded.blocked,
            problems: Vec::new(),
            clock,
            ledger: OnceCell::new(),
        };
        if !loaded.problems.is_empty() {
            app.problems.push(loaded.problems);
        }
        app.wire(&loaded.asked);
        Ok(app)
    }

    /// The time, by the clock that everything here goes by.
    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    fn wire(&mut self, asked: &[AskedJob]) {
        let mut sources = BTreeMap::new();
        for source in self.config.sources.clone().values() {
            match Connected::to(source) {
                Ok(connected) => drop(sources.insert(source.name.clone(), connected)),
                Err(error) => self.general(&error),
            }
        }
        for platform in self.config.platforms.clone().values() {
            match account::open(platform, self.config.timezone, self.clock.clone()) {
                Ok(account) => drop(
                    self.accounts
                        .insert(platform.name.clone(), Arc::new(account)),
                ),
                Err(error) => self.general(&text!(
                    "config-app-platform",
                    name = &platform.name,
                    error = error.to_string()
                )),
            }
        }
        let mut jobs = Vec::new();
        for job in self.config.jobs.clone() {
            let (Some(source), Some(account)) =
                (sources.get(&job.source), self.accounts.get(&job.platform))
            else {
                self.blocked.insert(job.name, text!("config-app-unusable"));
                continue;
            };
            match mapping::Mapping::load(&job.mapping, &self.mapping_context(&job)) {
                Ok(mapping) => {
                    let connected = (source.clone(), account.clone());
                    jobs.push(assemble(&job, mapping, connected, self.config.timezone));
                }
                Err(problems) => self.block(&job, problems),
            }
        }
        self.jobs = absent::tied(jobs, asked, &self.accounts);
        self.block_rivals();
    }

    /// Two jobs that write the same flag hide rows from each other.
    fn block_rivals(&mut self) {
        for (job, rival) in shared_flags(&self.jobs) {
            if !self.blocked.contains_key(&rival) {
                self.general(&text!("config-app-same-flag", job = &job, rival = &rival));
            }
            self.blocked
                .insert(job, text!("config-app-rival", rival = rival));
        }
        let blocked = &self.blocked;
        self.jobs.retain(|job| !blocked.contains_key(&job.name));
    }

    /// Notes the problems of a job's mapping; those of a mapping that several jobs share are shown once.
    fn block(&mut self, job: &JobConfig, problems: Problems) {
        self.blocked
            .insert(job.name.clone(), text!("config-app-mapping"));
        let text = problems.to_string();
        if !self.problems.iter().any(|known| known.to_string() == text) {
            self.problems.push(problems);
        }
    }

    fn general(&mut self, message: &str) {
        let mut problems = Problems::of_file(&self.config.path, "");
        problems.push(Problem::general(message));
        self.problems.push(problems);
    }

    fn mapping_context(&self, job: &JobConfig) -> mapping::Context {
        let platform = &self.config.platforms[&job.platform];
        let params = platform.params.clone();
        self.surroundings(
            &self.config.sources[&job.source],
            platform.kind.name(),
            params,
        )
    }

    fn surroundings(
        &self,
        source: &SourceConfig,
        kind: &'static str,
        params: BTreeMap<String, Param>,
    ) -> mapping::Context {
        mapping::Context {
            dialect: source.dialect,
            source_timezone: source.timezone,
            timezone: self.config.timezone,
            kind,
            params,
            files: source.files.clone(),
        }
    }

    /// What a mapping that is drafted from a source is for: any platform of a kind, with the params that all of them have.
    pub fn draft_context(&self, source: &SourceConfig, kind: &'static str) -> mapping::Context {
        let platforms = self.config.platforms.values();
        let mut params = platforms
            .filter(|platform| platform.kind.name() == kind)
            .map(|platform| platform.params.clone());
        let first = params.next().unwrap_or_default();
        let shared = params.fold(first, |mut shared, other| {
            shared.retain(|name, _| other.contains_key(name));
            shared
        });
        self.surroundings(source, kind, shared)
    }

    /// Opens the ledger, and brings its tables up to date.
    ///
    /// # Errors
    /// When the state database cannot be used.
    pub async fn context(&self) -> Result<Context, CommandError> {
        let url = self.config.state.url.expose();
        let opened = self.ledger.get_or_try_init(|| Ledger::open(url)).await;
        let ledger = opened.map_err(|error| CommandError::CouldNotWork {
            message: error.to_string(),
            hint: match error {
                LedgerError::Damaged { .. } => text!("config-app-state-damaged"),
                _ => text!("config-app-state"),
            },
        })?;
        Ok(Context {
            ledger: ledger.clone(),
            clock: self.clock.clone(),
            holder: holder(),
            stop: CancellationToken::new(),
            metrics: Metrics::default(),
            troubles: Troubles::default(),
        })
    }

    /// Closes the ledger, where it was opened.
    pub async fn close(&self) {
        if let Some(ledger) = self.ledger.get() {
            ledger.close().await;
        }
    }

    /// The jobs of these names (with or without `@platform`), or all when none is named; what is blocked is left out.
    ///
    /// # Errors
    /// A name that no job has.
    pub fn select(&self, names: &[String]) -> Result<Vec<Arc<Job>>, CommandError> {
        for name in names {
            let is = |job: &str| job == name || job.split('@').next() == Some(name);
            let known = self.jobs.iter().map(|job| job.name.as_str());
            if !known
                .clone()
                .chain(self.blocked.keys().map(String::as_str))
                .any(is)
            {
                return Err(unknown_job(name, known));
            }
        }
        let wanted = |job: &&Arc<Job>| {
            names.is_empty() || names.contains(&job.name) || names.contains(&job.ledger_name)
        };
        Ok(self.jobs.iter().filter(wanted).cloned().collect())
    }

    /// The one job of this name.
    ///
    /// # Errors
    /// When there is none, when it has problems, or when it runs for several platforms and the name does not say which.
    pub fn job(&self, name: &str) -> Result<Arc<Job>, CommandError> {
        let mut jobs = self.select(std::slice::from_ref(&name.to_owned()))?;
        match (jobs.pop(), jobs.pop()) {
            (Some(job), None) => Ok(job),
            (Some(one), Some(other)) => Err(CommandError::Usage {
                message: text!("config-app-several", job = name),
                hint: text!(
                    "config-app-several-hint",
                    one = &other.name,
                    other = &one.name
                ),
            }),
            (None, _) => Err(CommandError::Problems {
                files: self.problems.clone(),
                hint: text!("config-app-blocked", job = name),
            }),
        }
    }
}

fn unknown_job<'a>(name: &str, known: impl Iterator<Item = &'a str> + Clone) -> CommandError {
    let hint = match crate::document::nearest(name, known.clone()) {
        Some(near) => text!("cli-did-you-mean", near = near),
        None => text!(
            "config-app-jobs",
            names = known.collect::<Vec<_>>().join(", ")
        ),
    };
    CommandError::Usage {
        message: text!("config-app-no-job", job = name),
        hint,
    }
}
