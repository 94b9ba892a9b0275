//! `/healthz` and `/readyz`: a word for who watches over processes. They tell nothing else, and need no token.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::http::StatusCode;

use super::Site;

/// How long the ledger may take.
const PATIENCE: Duration = Duration::from_secs(5);

/// The process is alive.
pub(super) async fn alive() -> &'static str {
    "ok\n"
}

/// The ledger can be reached, and the service has not been asked to stop.
pub(super) async fn ready(State(site): State<Arc<Site>>) -> (StatusCode, &'static str) {
    let not = |why| (StatusCode::SERVICE_UNAVAILABLE, why);
    if site.context.stop.is_cancelled() {
        return not("stopping\n");
    }
    match tokio::time::timeout(PATIENCE, site.context.ledger.pauses()).await {
        Ok(Ok(_)) => (StatusCode::OK, "ok\n"),
        _ => not("the state database does not answer\n"),
    }
}
