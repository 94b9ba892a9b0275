//! Intake, deliver, send, settle: the one flow that joins source, mapping, platform and ledger.
//!
//! [`run_once`] is the story; each step is a file:
//!
//! | file | step |
//! |---|---|
//! | `run_once` | one pass of a job until nothing is due |
//! | `stop` | what ends a run before everything is done |
//! | `due_streams` | streams with a schedule of their own: when they were read, and which are due |
//! | `standing` | what stands in the way of a job over its passes |
//! | `shift` | passes one after another, under one lease |
//! | `waves` | several jobs, each once |
//! | `intake` | changed keys become due in the ledger, and the watermark moves, in one transaction |
//! | `expand` | from changed keys to record keys, where they differ |
//! | `deliver` | due keys become records, or settlements that need no request |
//! | `item` | a record that is due to be sent |
//! | `prepare` | keys become records, refusals, or nothing: the one reader of the site's rows, for every command |
//! | `narrow` | a statement that a key breaks is asked for fewer keys, until that one stands alone |
//! | `sorted` | rows are sorted to the keys that were asked for |
//! | `gate` | what stands between a record and its sending: other records, facts, times |
//! | `project` | projects that the platform refuses whole: one record at a time tries |
//! | `superiors` | records that name another of their target as the one above them |
//! | `ties` | which jobs' records hold which |
//! | `identities` | which records keys stand for, as their rows are now |
//! | `shared`, `spared` | records that several keys stand for |
//! | `deadline` | until when a record that was not sent may be sent |
//! | `lookups`, `dictionaries` | what rows alone do not know: dictionaries, facts |
//! | `page` | how many keys are looked up at a time |
//! | `farewell` | records whose row is no more, where the mapping says what to report of them |
//! | `batch` | records are cut into batches |
//! | `files` | photos and attachments are read, just before their batch is sent |
//! | `upload` | a batch is sent, split where its answer asks for it, and settled |
//! | `outcome` | what became of records that were sent, written and counted |
//! | `pace` | uploads of an account that must keep apart in time |
//! | `halving` | which part of a batch to send next, until the culprits stand alone |
//! | `fault`, `probe` | whether a failed request was the platform's fault or a record's |
//! | `policy` | what an answer means for a record: the only place that decides to try again |
//! | `pause` | a platform or job that is left alone until a person acts |
//! | `tenure` | the lease, kept for as long as a request may take |
//! | `write_back` | flags of the site are written for what the platform has |
//! | `clock_back` | times that the clock made wrong, where it was put back |
//! | `rivals` | jobs that would hide rows from each other |
//! | `rewind` | what a person decides on a stream |
//! | `trial` | what the rows of a first run would become |
//! | `backfill` | a range of records, looked at once more |
//! | `report` | what a run did |
//! | `retention` | what is old and settled is dropped from the ledger |
//! | `audit` | what became of every key of a range of times |

mod audit;
mod backfill;
mod batch;
mod clock_back;
mod deadline;
mod deliver;
mod dictionaries;
mod due_streams;
mod expand;
mod farewell;
mod fault;
mod files;
mod gate;
mod halving;
mod identities;
mod intake;
mod item;
mod lookups;
mod narrow;
mod outcome;
mod pace;
mod page;
mod pause;
mod policy;
mod prepare;
mod preview;
mod probe;
mod project;
mod report;
mod retention;
mod rewind;
mod rivals;
mod run_once;
mod shared;
mod shift;
mod sorted;
mod spared;
mod standing;
mod stop;
mod superiors;
mod tenure;
mod ties;
mod trial;
mod upload;
mod waves;
mod write_back;

use std::sync::Arc;
use std::time::Duration;

use chrono_tz::Tz;
use tokio::sync::Semaphore;
use tokio_util::sync::CancellationToken;

pub use audit::{AuditSums, Audited, Unaudited, audit};
pub use backfill::{BackfillRequest, Progress, Range, Survey, backfill, survey};
pub use clock_back::{mend_times, show_host};
pub use dictionaries::{KeptDictionary, NoDictionary, dictionary, kept as kept_dictionary};
pub use gate::CLOSE;
pub use identities::identities;
pub use pause::held_up;
pub use policy::Retry;
pub use prepare::Refusal;
pub use preview::{PreviewedRecord, Previewing, preview};
pub use report::{RunReport, Step, Steps};
pub use retention::{Keep, keep_pruning, prune};
pub use rewind::{Undecided, rewind, skip_gap};
pub use rivals::shared_flags;
pub use run_once::run_once;
pub use shift::{Pass, Shift};
pub use ties::{Absent, tie};
pub use trial::{Trial, trial};
pub use waves::{Orders, run_jobs};

use crate::clock::Clock;
use crate::ledger::Ledger;
use crate::mapping::Mapping;
use crate::media::Files;
use crate::metrics::Metrics;
use crate::platform::Platform;
use crate::platform::cwr::Cwr;
use crate::platform::field::FactSource;
use crate::source::{Begin, ChangeSource, Writer};
use crate::sql::Dialect;
use crate::troubles::Troubles;

/// A job that can run: a mapping, a source and an account.
pub struct Job {
    /// Name as shown: `work_ticket`, or `work_ticket@NAME` where it runs for several platforms.
    pub name: String,
    /// Name in the ledger, without the platform.
    pub ledger_name: String,
    /// Rows to records.
    pub mapping: Mapping,
    /// Where rows come from.
    pub source: Arc<dyn ChangeSource>,
    /// What writes flags back there, if they are.
    pub writer: Option<Arc<Writer>>,
    /// The SQL that is spoken there.
    pub dialect: Dialect,
    /// Where the photos and attachments are that rows name.
    pub files: Arc<Files>,
    /// Where records go.
    pub account: Arc<Account>,
    /// Its changes are sent at once: it is woken by notifications, or looks more than once a second.
    pub is_prompt: bool,
    /// Where a first run begins.
    pub begin: Begin,
    /// The zone of the schedules of its streams.
    pub zone: Tz,
    /// How long its lease lives. Should the process die while nothing is sent, others wait for no longer.
    pub lease_life: Duration,
    /// Most records of a batch.
    pub batch_records: usize,
    /// Most bytes of a batch's body.
    pub batch_bytes: usize,
    /// When to try again.
    pub retry: Retry,
    /// The targets whose records hold those of this job until they are delivered: the configuration has a job for each at the account.
    pub waits_for: Vec<&'static str>,
    /// Its keys are those of the job whose records its own take away: of the workers who leave, say.
    pub shares_keys: bool,
}

impl Job {
    /// Whether what is known of a record decides how it is sent, or must be kept beside what a reply says.
    fn keeps_facts(&self) -> bool {
        let facts = self.mapping.target.facts;
        facts
            .iter()
            .any(|rule| rule.fixed || rule.from == FactSource::Reply)
    }
}

/// An account at an authority, shared by its jobs.
pub struct Account {
    /// Name of the platform in the configuration.
    pub name: String,
    /// Which account it is: what deliveries belong to.
    pub id: String,
    /// A few digits that change when its settings do.
    pub configuration: String,
    /// The client.
    pub platform: Arc<dyn Platform>,
    /// The same client, where it is the construction platform's: it has dictionaries.
    pub cwr: Option<Arc<Cwr>>,
    /// Requests in flight, over all jobs.
    pub slots: Arc<Semaphore>,
    /// How many of them there may be.
    pub concurrency: usize,
    /// Longest one request may take.
    pub timeout: Duration,
    /// The zone of the platform's times.
    pub zone: Tz,
    /// How far apart its paced uploads are, where the target's own pace is not wanted.
    pub pace: Option<Duration>,
    /// How old what is sent may be, for targets with a `window`.
    pub window: Option<Duration>,
}

impl Account {
    /// How far the platform's clock is known to be ahead of this host's (ms).
    pub fn ahead_ms(&self) -> i64 {
        let offset = self.cwr.as_ref().and_then(|client| client.clock_offset());
        offset.map_or(0, |offset| offset.num_milliseconds())
    }

    /// The time after which an upload must be dead: it may log in (or introduce itself), be refused,
    /// do so anew and send again.
    pub fn longest_upload(&self) -> Duration {
        self.timeout * 4
    }
}

/// What every run needs.
#[derive(Clone)]
pub struct Context {
    /// What is remembered.
    pub ledger: Ledger,
    /// The time.
    pub clock: Clock,
    /// Who works here: host, process, start.
    pub holder: String,
    /// Asks every run to end soon: what is in flight is settled, nothing new is sent.
    pub stop: CancellationToken,
    /// Counts what happens.
    pub metrics: Metrics,
    /// What could not be written to the ledger.
    pub troubles: Troubles,
}
