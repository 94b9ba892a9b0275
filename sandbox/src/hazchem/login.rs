//! Login and tokens (sections 一, 5 and 二, 1).

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use axum::http::{HeaderMap, header};
use axum::response::Response;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::Value;

use super::super::endpoint::Endpoint;
use super::super::exchange::Reply;
use super::super::fault::{Effect, Stage};
use super::super::line::Cut;
use super::super::said::{LOGGED_IN, WRONG_PASSWORD};
use super::super::server::Service;
use super::super::store::{Outcome, RequestSeen};
use super::super::words::Words;
use super::{LOGIN_PATH, is_json};

/// token的有限期为 30 分钟.
const VALID: TimeDelta = TimeDelta::minutes(30);

/// Tokens given out, with the time of their birth. An older one stays valid beside a newer one.
#[derive(Default)]
pub(crate) struct Tokens(Mutex<HashMap<String, DateTime<Utc>>>);

impl Tokens {
    /// Ends every token.
    pub(crate) fn expire(&self) {
        self.lock().clear();
    }

    /// Gives out a token that looks like the document's: 32 bytes in Base64.
    fn give(&self, now: DateTime<Utc>) -> String {
        let bytes: [u8; 32] = std::array::from_fn(|_| fastrand::u8(..));
        let token = BASE64_STANDARD.encode(bytes);
        self.lock().insert(token.clone(), now);
        token
    }

    /// Whether the request carries a valid token, as `Authorization: Bearer TOKEN`.
    pub(super) fn admit(&self, headers: &HeaderMap, now: DateTime<Utc>) -> bool {
        let header = headers.get(header::AUTHORIZATION);
        let value = header.and_then(|value| value.to_str().ok());
        let token = value.and_then(|value| value.strip_prefix("Bearer "));
        let tokens = self.lock();
        token
            .and_then(|token| tokens.get(token))
            .is_some_and(|born| now - *born < VALID)
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, DateTime<Utc>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Answers a login.
pub(super) async fn take(
    service: &Service,
    cut: &Cut,
    headers: &HeaderMap,
    body: &[u8],
) -> Response {
    let drawn = service.faults.draw(Endpoint::Login, &[], cut);
    let (reply, outcome) = match &drawn.taken {
        Some((_, effect)) if effect.stage() == Stage::Instead => {
            let outcome = match effect {
                Effect::WrongPassword => Outcome::LoginRefused,
                _ => Outcome::Faulted,
            };
            (Reply::of_fault(effect, drawn.words), outcome)
        }
        _ => log_in(service, headers, body, drawn.words),
    };
    let seen = RequestSeen {
        path: LOGIN_PATH,
        from: cut.from(),
        at: service.now(),
        records: 0,
        ids: Vec::new(),
        outcome,
        fault: None,
        answer: String::new(),
    };
    service.answer(seen, body.len(), (reply, drawn), cut).await
}

fn log_in(service: &Service, headers: &HeaderMap, body: &[u8], words: Words) -> (Reply, Outcome) {
    if !is_json(headers) {
        let reason = "Content-Type须为application/json";
        return (Reply::refused(reason, words), Outcome::LoginRefused);
    }
    let body: Value = serde_json::from_slice(body).unwrap_or_default();
    if body["username"] != *service.username || body["password"] != *service.password_base64 {
        return (Reply::said(WRONG_PASSWORD, words), Outcome::LoginRefused);
    }
    let token = service.tokens.give(service.now());
    let value = |mark: &str| match mark {
        "username" => Some(service.username.as_str().into()),
        _ => Some(token.as_str().into()),
    };
    (Reply::filled(LOGGED_IN, words, &value), Outcome::LoggedIn)
}
