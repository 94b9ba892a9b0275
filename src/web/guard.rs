//! Who may see it, and what a browser is told to refuse.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use sha2::{Digest, Sha256};

use super::Site;
use super::visitor::{SESSION, Visitor, cookie};
use crate::config::Secret;

/// What a browser is told with every answer: nothing from elsewhere, no scripts at all, in nobody's frame.
const RULES: [(&str, &str); 5] = [
    (
        "content-security-policy",
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    ("x-frame-options", "DENY"),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    ("cache-control", "no-store"),
];

/// Lets in only who calls us by a name of ours.
///
/// Without a token only the names of the loopback count: a page elsewhere that lets its own name lead here (DNS rebinding)
/// is turned away. With a token any name will do, for a session's cookie belongs to one name.
pub(super) async fn guarded(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    request: Request,
    next: Next,
) -> Response {
    let known = site.token().is_some() || is_loopback_name(host(request.headers()));
    let mut response = if known {
        next.run(request).await
    } else {
        let why = visitor.words.say("unknown-name") + "\n";
        (StatusCode::MISDIRECTED_REQUEST, why).into_response()
    };
    for (name, rule) in RULES {
        response
            .headers_mut()
            .insert(name, HeaderValue::from_static(rule));
    }
    response
}

/// Lets in only who knows the token, where there is one: by `Authorization: Bearer`, or by the cookie of a login.
pub(super) async fn admitted(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    request: Request,
    next: Next,
) -> Response {
    let Some(token) = site.token() else {
        return next.run(request).await;
    };
    let headers = request.headers();
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let bearer = text(header::AUTHORIZATION).and_then(|value| value.strip_prefix("Bearer "));
    let session_there = cookie(headers, SESSION);
    if let Some(given) = bearer.or(session_there) {
        if let Some(refused) = site.refuse_guess(&visitor) {
            return refused;
        }
        if session_there.is_some_and(|given| given == session(token))
            || bearer.is_some_and(|given| is_token(given, token))
        {
            site.guesses.forgive(visitor.address());
            return next.run(request).await;
        }
        let given = Sha256::digest(given).into();
        site.guesses.note(visitor.address(), given);
    }
    let is_browser = text(header::ACCEPT).is_some_and(|accept| accept.contains("text/html"));
    if is_browser {
        return Redirect::to("/login").into_response();
    }
    let challenge = [(header::WWW_AUTHENTICATE, "Bearer")];
    let why = visitor.words.say("token-needed") + "\n";
    (StatusCode::UNAUTHORIZED, challenge, why).into_response()
}

impl Site {
    fn token(&self) -> Option<&Secret> {
        self.app.config.web.token.as_ref()
    }

    /// The session of who knows the token; `None` for a wrong one, or where there is none to know.
    pub(super) fn session_for(&self, given: &str, visitor: &Visitor) -> Option<String> {
        let token = self.token()?;
        if is_token(given, token) {
            self.guesses.forgive(visitor.address());
            return Some(session(token));
        }
        let given = Sha256::digest(given).into();
        self.guesses.note(visitor.address(), given);
        None
    }

    /// What is answered to an address that has guessed too often, whatever it shows.
    pub(super) fn refuse_guess(&self, visitor: &Visitor) -> Option<Response> {
        let wait = self.guesses.wait(visitor.address())?;
        let seconds = (wait.as_secs() + 1).to_string();
        let text = visitor
            .words
            .with("too-many-guesses", "seconds", seconds.clone());
        let mut response = visitor.refuse_saying(StatusCode::TOO_MANY_REQUESTS, text);
        if let Ok(value) = HeaderValue::from_str(&seconds) {
            response.headers_mut().insert(header::RETRY_AFTER, value);
        }
        Some(response)
    }
}

/// Compared by digests, so that the time it takes tells nothing.
fn is_token(given: &str, token: &Secret) -> bool {
    Sha256::digest(given) == Sha256::digest(token.expose())
}

/// What a session's cookie holds: not the token, and worth nothing for making it out.
fn session(token: &Secret) -> String {
    hex::encode(Sha256::digest(format!(
        "shangbao session {}",
        token.expose()
    )))
}

/// The name and port that a request was sent to.
pub(super) fn host(headers: &HeaderMap) -> &str {
    let host = headers.get(header::HOST);
    host.and_then(|host| host.to_str().ok()).unwrap_or_default()
}

/// Whatever its port: a tunnel may have another one.
fn is_loopback_name(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    ["127.0.0.1", "localhost", "[::1]"]
        .iter()
        .any(|known| name.eq_ignore_ascii_case(known))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_the_loopback_are_ours() {
        for ours in [
            "127.0.0.1:8700",
            "localhost",
            "LOCALHOST:9",
            "[::1]:8700",
            "[::1]",
        ] {
            assert!(is_loopback_name(ours), "{ours}");
        }
        let others = [
            "",
            "evil.example",
            "127.0.0.1.evil.example:8700",
            "10.0.0.1:8700",
            "localhost.evil",
        ];
        for other in others {
            assert!(!is_loopback_name(other), "{other}");
        }
    }

    #[test]
    fn a_session_is_not_the_token_and_changes_with_it() {
        let token: Secret = "0123456789abcdef".into();
        let other = session(&"another-token-16".into());
        assert!(!session(&token).contains(token.expose()) && session(&token) != other);
        assert!(is_token("0123456789abcdef", &token));
        assert!(!is_token("0123456789abcde", &token));
    }
}
