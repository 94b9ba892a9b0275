//! `/healthz` and `/readyz`: a word for who watches over processes. They tell nothing else, and need no token.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::http::StatusCode;

use super::Site;
use super::visitor::Visitor;

/// How long the ledger may take.
const PATIENCE: Duration = Duration::from_secs(5);

/// The process is alive.
pub(super) async fn alive() -> &'static str {
    "ok\n"
}

/// The ledger can be read and written, and the service has not been asked to stop.
pub(super) async fn ready(State(site): State<Arc<Site>>, visitor: Visitor) -> (StatusCode, String) {
    if site.context.stop.is_cancelled() {
        return (StatusCode::SERVICE_UNAVAILABLE, "stopping\n".into());
    }
    if let Some(reason) = site.context.troubles.of_state() {
        let why = visitor.words.retell(&reason) + "\n";
        return (StatusCode::SERVICE_UNAVAILABLE, why);
    }
    match tokio::time::timeout(PATIENCE, site.context.ledger.pauses()).await {
        Ok(Ok(_)) => (StatusCode::OK, "ok\n".into()),
        _ => {
            let why = visitor.words.say("not-ready") + "\n";
            (StatusCode::SERVICE_UNAVAILABLE, why)
        }
    }
}
