//! Jobs that would hide rows from each other.

use std::sync::Arc;

use super::Job;
use crate::source::Stream;

/// Jobs that would write the same flag of the same rows, each with another one that does: each would hide rows from the other.
pub fn shared_flags(jobs: &[Arc<Job>]) -> Vec<(String, String)> {
    let flags = |job: &Arc<Job>| -> Vec<(String, String, Option<String>)> {
        let streams = job.mapping.streams.iter();
        let of = |stream: &Stream| {
            let column = stream.flag.as_ref()?.column.clone();
            Some((stream.table.clone(), column, stream.filter.clone()))
        };
        streams.filter_map(of).collect()
    };
    let same_writer = |one: &Arc<Job>, other: &Arc<Job>| match (&one.writer, &other.writer) {
        (Some(one), Some(other)) => Arc::ptr_eq(one, other),
        _ => false,
    };
    let rival = |job: &Arc<Job>| {
        let own = flags(job);
        let others = jobs.iter().filter(|other| other.name != job.name);
        let shares = |other: &&Arc<Job>| {
            same_writer(job, other) && flags(other).iter().any(|flag| own.contains(flag))
        };
        others.clone().find(shares).map(|other| other.name.clone())
    };
    let shared = jobs
        .iter()
        .filter_map(|job| Some((job.name.clone(), rival(job)?)));
    shared.collect()
}
