//! Login and tokens (sections 一, 5 and 二, 1).

use axum::http::HeaderMap;
use axum::response::Response;
use serde_json::Value;

use super::super::connection::Cut;
use super::super::endpoint::Endpoint;
use super::super::exchange::Reply;
use super::super::fault::{Effect, Stage};
use super::super::said::{LOGGED_IN, WRONG_PASSWORD};
use super::super::service::Service;
use super::super::store::{Outcome, RequestSeen};
use super::super::words::Words;
use super::{LOGIN_PATH, is_json};

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
