//! What stands in the way of a job: the errors of its steps, each until that step was tried again and worked.

use std::collections::BTreeMap;

use super::Job;
use super::report::{RunReport, Step};
use super::shift::Pass;

/// What stopped steps of a job that were not tried since, or failed again.
#[derive(Debug, Default)]
pub(super) struct Standing(BTreeMap<Step, String>);

impl Standing {
    /// A pass ended: an error of a step that it did not try stands on.
    pub(super) fn after(&mut self, job: &Job, pass: &Pass, report: &RunReport) {
        let streams = &job.mapping.streams;
        let was_tried = |step: &Step| match step {
            Step::Stream(name) => {
                let at = streams.iter().position(|stream| stream.name == *name);
                let read = pass.streams.as_ref().zip(at);
                read.is_none_or(|(list, at)| list.contains(&at))
            }
            Step::Work => report.steps.asked,
        };
        self.0.retain(|step, _| !was_tried(step));
        self.0.extend(report.steps.failed.clone());
    }

    /// All of it in a sentence; `None` where nothing stands in the way.
    pub(super) fn error(&self) -> Option<String> {
        let errors: Vec<&str> = self.0.values().map(String::as_str).collect();
        (!errors.is_empty()).then(|| errors.join("; "))
    }
}
