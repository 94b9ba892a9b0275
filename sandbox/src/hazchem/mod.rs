//! The hazchem platform (数字危化 特殊作业) by its interface document.

mod check;
mod envelope;
mod file;
mod files;
mod form;
mod login;
mod rules;
mod sentence;
mod sink;
mod tokens;
mod upload;
mod wording;

use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{ConnectInfo, State};
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::post;

use super::connection::Cut;
use super::service::Service;

pub(super) use files::Files;
pub(super) use rules::LOGIN_PATH;
pub use rules::Upload;
pub(super) use tokens::Tokens;
pub use wording::Wording;

/// The platform.
pub(super) fn routes() -> Router<Arc<Service>> {
    let others = login_route().route(Upload::TicketFile.path(), post(take_file));
    Upload::JSON.iter().fold(others, |router, &upload| {
        router.route(
            upload.path(),
            post(
                async move |State(service): State<Arc<Service>>,
                            ConnectInfo(cut): ConnectInfo<Cut>,
                            headers: HeaderMap,
                            body: Bytes| {
                    upload::take(&service, upload, &cut, &headers, &body).await
                },
            ),
        )
    })
}

/// The platform, with uploads that are only counted.
pub(super) fn sink_routes() -> Router<Arc<Service>> {
    Upload::JSON.iter().fold(login_route(), |router, &upload| {
        router.route(
            upload.path(),
            post(
                async move |State(service): State<Arc<Service>>, body: Bytes| {
                    sink::take(&service, upload, &body)
                },
            ),
        )
    })
}

fn login_route() -> Router<Arc<Service>> {
    Router::new().route(LOGIN_PATH, post(log_in))
}

async fn log_in(
    State(service): State<Arc<Service>>,
    ConnectInfo(cut): ConnectInfo<Cut>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    login::take(&service, &cut, &headers, &body).await
}

async fn take_file(
    State(service): State<Arc<Service>>,
    ConnectInfo(cut): ConnectInfo<Cut>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    file::take(&service, &cut, &headers, body).await
}

/// Whether the body is announced as JSON; a charset may follow.
fn is_json(headers: &HeaderMap) -> bool {
    let value = headers.get("content-type").and_then(|v| v.to_str().ok());
    let kind = value.and_then(|value| value.split(';').next());
    kind.is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"))
}
