//! A service that runs in the test's own process, on the bed's clock.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use shangbao::app::App;
use shangbao::pipeline::Context;
use shangbao::service;
use tokio::task::JoinHandle;

use crate::bed::{Bed, permit};

/// How long a condition is waited for.
const PATIENCE: Duration = Duration::from_secs(60);

/// A running service. Dropped without [`Running::stop`], it ends as if it was killed.
pub(crate) struct Running {
    context: Context,
    task: JoinHandle<()>,
}

impl Running {
    /// Starts the bed's jobs.
    pub(crate) async fn start(bed: &Bed) -> Self {
        let (app, context) = bed.app().await;
        Self::of(app, context)
    }

    /// Starts the jobs of an application.
    pub(super) fn of(app: App, context: Context) -> Self {
        let serving = context.clone();
        let task = tokio::spawn(async move {
            let jobs: Vec<Arc<_>> = app.jobs.clone();
            service::serve(&app, &jobs, &serving).await.unwrap();
        });
        Self { context, task }
    }

    /// Asks it to stop, and waits until it has.
    pub(crate) async fn stop(self) {
        self.context.stop.cancel();
        self.task.await.unwrap();
    }
}

/// Waits until something holds.
pub(crate) async fn until<F: Future<Output = bool>>(what: &str, holds: impl Fn() -> F) {
    let waited = tokio::time::Instant::now();
    while !holds().await {
        assert!(waited.elapsed() < PATIENCE, "waited in vain until {what}");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

/// Waits until the platform holds this permit.
pub(crate) async fn arrives(bed: &Bed, id: i64) {
    let record = format!("DH-{id}");
    until(&format!("{record} arrives"), async || {
        bed.platform().contains_key(&record)
    })
    .await;
}

/// Saves a permit, and gives a service that does not run the job time enough to show that it does.
pub(super) async fn stays_away(bed: &Bed, id: i64) {
    bed.save(&[permit(id)]).await;
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert!(!bed.platform().contains_key(&format!("DH-{id}")));
}
