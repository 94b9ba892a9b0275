//! What the program counts of itself for `/metrics`, since it was started.

use std::time::Duration;

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};

/// The upper bounds of the classes of an upload's time (s): platforms answer in 0.1 s to half a minute.
const CLASSES: [f64; 11] = [0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0];

/// The counts; a clone counts for all.
#[derive(Clone, Debug)]
pub struct Metrics {
    deliveries: Family<Delivery, Counter>,
    requests: Family<Request, Histogram, fn() -> Histogram>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Delivery {
    job: String,
    outcome: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Request {
    platform: String,
    target: &'static str,
}

impl Default for Metrics {
    fn default() -> Self {
        Self {
            deliveries: Family::default(),
            requests: Family::new_with_constructor(|| Histogram::new(CLASSES)),
        }
    }
}

impl Metrics {
    /// A key of a job was worked on, and this became of it.
    pub fn outcome(&self, job: &str, outcome: &'static str) {
        let job = job.to_owned();
        self.deliveries
            .get_or_create(&Delivery { job, outcome })
            .inc();
    }

    /// An upload was made, whatever its answer was.
    pub fn request(&self, platform: &str, target: &'static str, took: Duration) {
        let platform = platform.to_owned();
        self.requests
            .get_or_create(&Request { platform, target })
            .observe(took.as_secs_f64());
    }

    /// Adds the counts to what is told.
    pub fn register(&self, registry: &mut Registry) {
        registry.register(
            "shangbao_deliveries",
            "Keys that were worked on since the start, by what became of them",
            self.deliveries.clone(),
        );
        registry.register_with_unit(
            "shangbao_request_duration",
            "How long uploads took, with logins made for them",
            Unit::Seconds,
            self.requests.clone(),
        );
    }
}
