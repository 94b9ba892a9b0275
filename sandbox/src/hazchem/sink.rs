//! Uploads that are answered and counted, and nothing else: what a client's speed is measured against.

use std::borrow::Cow;

use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::super::exchange::Reply;
use super::super::said::TAKEN;
use super::super::service::Service;
use super::rules::Upload;
use super::sentence::{Tally, outcome};

/// Only the ids are looked at; all else is skipped over without a copy.
#[derive(Deserialize)]
struct Ids<'a> {
    #[serde(borrow)]
    data: Vec<Id<'a>>,
}

#[derive(Deserialize)]
struct Id<'a> {
    #[serde(borrow)]
    id: Cow<'a, str>,
}

/// Answers that all records were stored.
pub(super) fn take(service: &Service, upload: Upload, body: &[u8]) -> Response {
    let drawn = service.faults.none();
    let Ok(ids) = serde_json::from_slice::<Ids<'_>>(body) else {
        return Reply::refused("请求体无法读取", drawn.words).into_response();
    };
    service.store.count(ids.data.len(), body.len());
    let tally = Tally {
        stored: ids.data.into_iter().map(|id| id.id.into_owned()).collect(),
        failed: Vec::new(),
    };
    let data = outcome(upload, &tally, &drawn);
    let data = |mark: &str| (mark == "data").then(|| data.clone());
    Reply::filled(TAKEN, drawn.words, &data).into_response()
}
