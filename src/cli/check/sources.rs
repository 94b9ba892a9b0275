//! What `check` says of the way to the sources.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Finding;
use crate::app::{App, source_settings};
use crate::language::text;
use crate::pipeline::Job;
use crate::source::reached;

/// The sources of these jobs of which there is something to say.
pub(super) async fn look(app: &App, jobs: &[Arc<Job>]) -> Vec<Finding> {
    // By name, with whether a job listens to its notifications.
    let mut sources: BTreeMap<&str, bool> = BTreeMap::new();
    for config in &app.config.jobs {
        if jobs.iter().any(|job| job.name == config.name) {
            *sources.entry(&config.source).or_default() |= config.wake.is_some();
        }
    }
    let mut findings = Vec::new();
    for (name, listens) in sources {
        let Some(source) = app.config.sources.get(name) else {
            continue;
        };
        let notes = reached(&source_settings(source), source.dialect, listens).await;
        if !notes.is_empty() {
            findings.push(Finding {
                name: format!("source {name}"),
                title: text!("cli-check-title-source", source = name),
                notes,
                ..Finding::default()
            });
        }
    }
    findings
}
