//! `/metrics`: names and units by the conventions of Prometheus, in the OpenMetrics text form.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::info::Info;
use prometheus_client::registry::{Registry, Unit};

use super::Site;
use crate::pipeline::Context;
use crate::status::{JobStatus, Status, gather};

const KIND: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// Everything that is measured.
pub(super) async fn show(State(site): State<Arc<Site>>) -> Response {
    let status = gather(&site.app, &site.context).await;
    if let Err(error) = &status {
        site.context.troubles.state_failed(error.to_string());
    }
    let mut registry = Registry::default();
    let version = Info::new([("version", env!("CARGO_PKG_VERSION"))]);
    registry.register("shangbao_build", "Which program this is", version);
    site.context.metrics.register(&mut registry);
    state(&mut registry, &site.context);
    match &status {
        Ok(status) => {
            jobs(&mut registry, status);
            platforms(&mut registry, status);
        }
        // What this process knows by itself is told all the same.
        Err(_) => unread(&mut registry, &site),
    }
    let mut text = String::new();
    match encode(&mut text, &registry) {
        Ok(()) => ([(header::CONTENT_TYPE, KIND)], text).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// Of a state that cannot be read: that no job can work.
fn unread(registry: &mut Registry, site: &Site) {
    let stopped = Family::<OfJob, Gauge>::default();
    for job in &site.app.jobs {
        let job = job.name.clone();
        stopped.get_or_create(&OfJob { job }).set(1);
    }
    register_stopped(registry, stopped);
}

fn register_stopped(registry: &mut Registry, stopped: Family<OfJob, Gauge>) {
    registry.register(
        "shangbao_job_stopped",
        "1: its last run was stopped by an error, or it is paused",
        stopped,
    );
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct OfJob {
    job: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct InState {
    job: String,
    state: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct OfStream {
    job: String,
    stream: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct OfPlatform {
    platform: String,
}

/// What is told of jobs.
#[derive(Default)]
struct OfJobs {
    waiting: Family<OfJob, Gauge>,
    stopped: Family<OfJob, Gauge>,
    ended: Family<OfJob, Gauge>,
    records: Family<InState, Gauge>,
    lag: Family<OfStream, Gauge>,
}

fn jobs(registry: &mut Registry, status: &Status) {
    let told = OfJobs::default();
    status.jobs.iter().for_each(|job| told.tell(job));
    registry.register(
        "shangbao_waiting",
        "Keys that wait to be sent",
        told.waiting,
    );
    registry.register(
        "shangbao_records",
        "Keys by what became of them",
        told.records,
    );
    register_stopped(registry, told.stopped);
    registry.register_with_unit(
        "shangbao_last_run_timestamp",
        "When a run last ended, since 1970",
        Unit::Seconds,
        told.ended,
    );
    registry.register_with_unit(
        "shangbao_lag",
        "How old the newest change may be that was not taken in",
        Unit::Seconds,
        told.lag,
    );
}

impl OfJobs {
    fn tell(&self, status: &JobStatus) {
        let job = || status.job.clone();
        let of_job = OfJob { job: job() };
        let counts = &status.counts;
        let stopped = status.error.is_some() || status.paused.is_some();
        self.waiting
            .get_or_create(&of_job)
            .set(whole(counts.waiting));
        self.stopped.get_or_create(&of_job).set(stopped.into());
        if let Some(at) = status.last_run {
            self.ended.get_or_create(&of_job).set(at.0 / 1000);
        }
        let states = [
            ("delivered", counts.delivered),
            ("rejected", counts.rejected),
            ("expired", counts.expired),
            ("held", counts.held),
            ("gone", counts.gone),
            ("dismissed", counts.dismissed),
            ("overwritten", counts.overwritten),
            ("unexpanded", counts.unexpanded),
        ];
        for (state, count) in states {
            let of_state = InState { job: job(), state };
            self.records.get_or_create(&of_state).set(whole(count));
        }
        for stream in &status.streams {
            let of_stream = OfStream {
                job: job(),
                stream: stream.table.clone(),
            };
            if let Some(age) = stream.lag_s {
                self.lag.get_or_create(&of_stream).set(age);
            }
        }
    }
}

fn state(registry: &mut Registry, context: &Context) {
    let unwritten = Gauge::<i64>::default();
    unwritten.set(context.troubles.of_state().is_some().into());
    registry.register(
        "shangbao_state_unwritten",
        "1: the state cannot be written, its disk is full or fails",
        unwritten,
    );
}

fn platforms(registry: &mut Registry, status: &Status) {
    let paused = Family::<OfPlatform, Gauge>::default();
    let queue = Family::<OfPlatform, Gauge>::default();
    for platform in &status.platforms {
        let of_platform = OfPlatform {
            platform: platform.name.clone(),
        };
        paused
            .get_or_create(&of_platform)
            .set(platform.paused.into());
        queue.get_or_create(&of_platform).set(whole(platform.queue));
    }
    registry.register(
        "shangbao_platform_paused",
        "1: nothing is sent to it",
        paused,
    );
    registry.register("shangbao_queue", "Uploads that wait for their turn", queue);
}

fn whole(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
