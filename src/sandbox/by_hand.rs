//! `GET /_sandbox/..`: what the platform took and saw, for people who try it by hand.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use serde::Deserialize;

use super::exchange::LOGIN_PAGE;
use super::hazchem::Upload;
use super::server::Service;

/// The pages for people, and the login page that a redirect leads to.
pub(super) fn routes() -> Router<Arc<Service>> {
    Router::new()
        .route("/login", get(async || Html(LOGIN_PAGE)))
        .route("/_sandbox/records", get(records))
        .route("/_sandbox/requests", get(requests))
        .route("/_sandbox/counts", get(counts))
}

#[derive(Deserialize)]
struct Asked {
    kind: Option<String>,
}

/// `?kind=workTicket`: the records of one upload by id; without it, of each upload by its name.
async fn records(State(service): State<Arc<Service>>, Query(asked): Query<Asked>) -> Response {
    match asked.kind.as_deref() {
        None => {
            let all: BTreeMap<_, _> = Upload::ALL
                .iter()
                .map(|upload| (upload.name(), service.store.records(*upload)))
                .collect();
            Json(all).into_response()
        }
        Some(kind) => match Upload::by_name(kind) {
            Some(upload) => Json(service.store.records(upload)).into_response(),
            None => (
                StatusCode::BAD_REQUEST,
                "there is no such kind: write workTicket, gasAlarm or departureAlarm\n",
            )
                .into_response(),
        },
    }
}

async fn requests(State(service): State<Arc<Service>>) -> Response {
    Json(service.store.requests()).into_response()
}

async fn counts(State(service): State<Arc<Service>>) -> Response {
    Json(service.store.counts()).into_response()
}
