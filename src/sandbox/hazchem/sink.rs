//! Uploads that are answered and counted, and nothing else: what a client's speed is measured against.

use std::borrow::Cow;

use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::Value;

use super::super::draw::Drawn;
use super::super::exchange::Reply;
use super::super::server::Service;
use super::rules::Upload;
use super::sentence::{Tally, sentence};

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
    let Ok(ids) = serde_json::from_slice::<Ids<'_>>(body) else {
        return Reply::refused("请求体无法读取").into_response();
    };
    service.store.count(ids.data.len(), body.len());
    let tally = Tally {
        stored: ids.data.into_iter().map(|id| id.id.into_owned()).collect(),
        failed: Vec::new(),
    };
    let text = sentence(upload, &tally, &Drawn::default());
    Reply::json(200, "请求成功", Value::String(text)).into_response()
}
