//! `GET /_sandbox/..`: what the platform took and saw, for people who try it by hand.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::exchange::LOGIN_PAGE;
use super::hazchem::Upload;
use super::service::Service;

/// Texts that are longer are photos.
const LONG: usize = 400;

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

/// What is held under this name: the records of a hazchem upload by id, or what the construction platform has
/// of each project.
fn held(service: &Service, kind: &str) -> Option<Value> {
    let roster = &service.roster;
    let projects = || service.account.projects.iter();
    let held = match kind {
        "companies" => by_project(projects(), |project| roster.companies(project)),
        "workers" => by_project(projects(), |project| roster.workers(project)),
        "passages" => by_project(projects(), |project| roster.passages(project)),
        kind => json!(service.store.records(Upload::by_name(kind)?)),
    };
    Some(shortened(held))
}

fn by_project<'a, T: Serialize>(
    projects: impl Iterator<Item = &'a String>,
    look: impl Fn(&str) -> T,
) -> Value {
    projects
        .map(|project| (project.clone(), json!(look(project))))
        .collect::<serde_json::Map<_, _>>()
        .into()
}

/// Photos are only told by their length.
fn shortened(value: Value) -> Value {
    match value {
        Value::String(text) if text.len() > LONG => format!("({} characters)", text.len()).into(),
        Value::Array(list) => list.into_iter().map(shortened).collect(),
        Value::Object(fields) => {
            let fields = fields.into_iter();
            let fields = fields.map(|(name, value)| (name, shortened(value)));
            fields.collect::<serde_json::Map<_, _>>().into()
        }
        other => other,
    }
}

/// `?kind=workTicket`: what is held under one name; without it, under each.
async fn records(State(service): State<Arc<Service>>, Query(asked): Query<Asked>) -> Response {
    let kinds = Upload::ALL.iter().map(|upload| upload.name());
    let kinds: Vec<&str> = kinds.chain(["companies", "workers", "passages"]).collect();
    let Some(kind) = asked.kind else {
        let all = kinds.into_iter().map(|kind| (kind, held(&service, kind)));
        return Json(all.collect::<BTreeMap<_, _>>()).into_response();
    };
    match held(&service, &kind) {
        Some(held) => Json(held).into_response(),
        None => {
            let message = format!("there is no such kind: write {}", kinds.join(", "));
            (StatusCode::BAD_REQUEST, message + "\n").into_response()
        }
    }
}

async fn requests(State(service): State<Arc<Service>>) -> Response {
    Json(service.store.requests()).into_response()
}

async fn counts(State(service): State<Arc<Service>>) -> Response {
    Json(service.store.counts()).into_response()
}
