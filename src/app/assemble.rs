//! A job from its parts.

use std::sync::Arc;

use chrono_tz::Tz;

use super::sources::Connected;
use crate::config::JobConfig;
use crate::mapping::Mapping;
use crate::pipeline::{Account, Job};

/// The job of a configuration.
pub(super) fn assemble(
    job: &JobConfig,
    mapping: Mapping,
    (source, account): (Connected, Arc<Account>),
    zone: Tz,
) -> Job {
    Job {
        name: job.name.clone(),
        ledger_name: job.job.clone(),
        mapping,
        source: source.reader,
        writer: source.writer,
        dialect: source.dialect,
        files: source.files,
        account,
        is_prompt: job.is_prompt(),
        begin: job.begin,
        zone,
        lease_life: source.lease_life,
        batch_records: job.batch_records,
        batch_bytes: job.batch_bytes,
        retry: job.retry,
        waits_for: Vec::new(),
        shares_keys: false,
    }
}
