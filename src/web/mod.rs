//! The status page, and what monitoring asks.
//!
//! | file | what it is |
//! |---|---|
//! | `connections` | who is connected: few at once, none for long in silence |
//! | `guard`, `guesses` | who may see it: hosts, token, wrong tokens, and what a browser is told to refuse |
//! | `visitor` | who looks, in which language, and the frame of every page |
//! | `posted` | a form that was sent from one of our own pages |
//! | `home`, `plot` | `/`: is all well? |
//! | `failures` | `/jobs/JOB/failures`: what did not arrive, and why |
//! | `record` | `/jobs/JOB/record`: one record |
//! | `decide`, `pauses` | what people decide: retry, dismiss, pause, resume |
//! | `login` | the token, once for a browser |
//! | `metrics`, `health` | `/metrics`, `/healthz`, `/readyz` |
//!
//! Every page works without a script, and every decision is a form that is posted and answered by a redirect.

mod connections;
mod decide;
mod failures;
mod guard;
mod guesses;
mod health;
mod home;
mod login;
mod metrics;
mod pauses;
mod plot;
mod posted;
mod record;
mod visitor;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::header;
use axum::middleware::from_fn_with_state;
use axum::response::IntoResponse;
use axum::routing::{get, post};
use tokio::net::TcpListener;
use tokio_util::task::AbortOnDropHandle;
use tracing::{info, warn};

use crate::app::App;
use crate::pipeline::Context;

/// How long until an address that is in use is tried again.
const AGAIN: Duration = Duration::from_secs(10);

/// Bytes of a form that are read at most.
const FORM: usize = 64 << 10;

/// What all pages share.
struct Site {
    app: Arc<App>,
    context: Context,
    /// Stands in every form of this process: who cannot read our pages cannot post.
    seal: String,
    guesses: guesses::Guesses,
}

/// Serves the page where `[web]` says, beside the jobs; `None` where it is not to be served. An address that cannot be had
/// is asked for again and again, and holds up nothing. Dropped, it ends.
pub fn start(app: Arc<App>, context: Context) -> Option<AbortOnDropHandle<()>> {
    let address = app.config.web.listen?;
    let task = async move {
        let listener = listen(address).await;
        serve(app, context, listener).await;
    };
    Some(AbortOnDropHandle::new(tokio::spawn(task)))
}

async fn listen(address: SocketAddr) -> TcpListener {
    let mut told = false;
    loop {
        match TcpListener::bind(address).await {
            Ok(listener) => return listener,
            Err(error) if !told => {
                warn!(
                    %address, %error,
                    "the status page is not there yet, and is tried again; jobs run all the same. Where another shangbao runs \
                     on this host, give one of them another `listen` in [web]"
                );
                told = true;
            }
            Err(_) => {}
        }
        tokio::time::sleep(AGAIN).await;
    }
}

/// Serves the page to whoever connects, until it is dropped.
pub async fn serve(app: Arc<App>, context: Context, listener: TcpListener) {
    if let Ok(address) = listener.local_addr() {
        info!("status page at http://{address}/");
    }
    let site = Arc::new(Site {
        app,
        context,
        seal: uuid::Uuid::new_v4().simple().to_string(),
        guesses: guesses::Guesses::default(),
    });
    connections::serve(listener, routes(site)).await;
}

fn routes(site: Arc<Site>) -> Router {
    let pages = Router::new()
        .route("/", get(home::show))
        .route("/search", post(record::search))
        .route("/jobs/{job}/failures", get(failures::show))
        .route("/jobs/{job}/record", get(record::show))
        .route("/jobs/{job}/retry", post(decide::retry))
        .route(
            "/jobs/{job}/dismiss",
            get(decide::ask).post(decide::dismiss),
        )
        .route(
            "/pause/{what}/{name}",
            get(pauses::ask_pause).post(pauses::pause),
        )
        .route(
            "/resume/{what}/{name}",
            get(pauses::ask_resume).post(pauses::resume),
        )
        .route("/metrics", get(metrics::show))
        .route_layer(from_fn_with_state(site.clone(), guard::admitted));
    Router::new()
        .merge(pages)
        .route("/login", get(login::ask).post(login::log_in))
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .route("/style.css", get(style))
        .route("/icon.svg", get(icon))
        .fallback(visitor::not_found)
        .layer(from_fn_with_state(site.clone(), guard::guarded))
        .layer(DefaultBodyLimit::max(FORM))
        .with_state(site)
}

async fn style() -> impl IntoResponse {
    let kind = [(header::CONTENT_TYPE, "text/css; charset=utf-8")];
    (kind, include_str!("../../templates/style.css"))
}

async fn icon() -> impl IntoResponse {
    let kind = [(header::CONTENT_TYPE, "image/svg+xml")];
    (kind, include_str!("../../templates/icon.svg"))
}
