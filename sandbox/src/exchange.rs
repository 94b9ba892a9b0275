//! A reply on its way out, and how it goes wrong.

use axum::body::{Body, Bytes};
use axum::http::{HeaderName, StatusCode, header};
use axum::response::{IntoResponse, Response};
use futures_util::stream::{self, StreamExt};
use serde_json::{Value, json};

use super::active_faults::Drawn;
use super::connection::Cut;
use super::fault::Effect;
use super::said::{BROKEN, BUSY, FORBIDDEN, INVALID, REFUSED, TAKEN, UNAUTHORIZED, WRONG_PASSWORD};
use super::template::fill;
use super::words::Words;

/// The page that a site's browser is sent to; a client that is not logged in may get it too.
pub(super) const LOGIN_PAGE: &str = "<!DOCTYPE html><html><head><title>登录</title></head>\
<body><form action=\"/login\" method=\"post\">用户名 <input name=\"username\"> 密码 <input name=\"password\" type=\"password\"></form></body></html>";

const GATEWAY_PAGE: &str = "<html><head><title>502 Bad Gateway</title></head>\
<body><center><h1>502 Bad Gateway</h1></center><hr><center>nginx</center></body></html>";

/// A reply, before a fault spoils it.
#[derive(Clone, Debug)]
pub(super) struct Reply {
    status: StatusCode,
    content_type: &'static str,
    header: Option<(HeaderName, String)>,
    /// In UTF-8, but for a mistaken charset.
    body: Vec<u8>,
}

impl Reply {
    /// HTTP 200 with this JSON.
    pub(super) fn object(body: &Value) -> Self {
        Self {
            status: StatusCode::OK,
            content_type: "application/json;charset=UTF-8",
            header: None,
            body: body.to_string().into_bytes(),
        }
    }

    /// One of these forms, filled in.
    pub(super) fn filled(
        forms: &[&str],
        words: Words,
        value: &dyn Fn(&str) -> Option<Value>,
    ) -> Self {
        Self::object(&fill(words.of(forms), value))
    }

    /// One of these forms, which have nothing to fill in.
    pub(super) fn said(forms: &[&str], words: Words) -> Self {
        Self::filled(forms, words, &|_| None)
    }

    /// The whole request is refused.
    pub(super) fn refused(reason: &str, words: Words) -> Self {
        Self::filled(REFUSED, words, &|_| Some(reason.into()))
    }

    /// A page.
    fn html(status: StatusCode, page: &str) -> Self {
        Self {
            status,
            content_type: "text/html;charset=UTF-8",
            header: None,
            body: page.as_bytes().to_vec(),
        }
    }

    fn text(text: &str) -> Self {
        Self {
            content_type: "text/plain;charset=UTF-8",
            ..Self::html(StatusCode::OK, text)
        }
    }

    fn status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    /// The answer of a fault that takes the request, for all that can be answered.
    pub(super) fn of_fault(effect: &Effect, words: Words) -> Self {
        match effect {
            Effect::UnauthorizedHttp | Effect::HeaderCase => {
                Self::said(UNAUTHORIZED, words).status(StatusCode::UNAUTHORIZED)
            }
            Effect::UnauthorizedText => {
                let mut body = fill(words.of(UNAUTHORIZED), &|_| None);
                body["code"] = "401".into();
                Self::object(&body)
            }
            Effect::UnauthorizedBody | Effect::ExpireTokens => Self::said(UNAUTHORIZED, words),
            Effect::Forbidden => Self::said(FORBIDDEN, words),
            Effect::WrongPassword => Self::said(WRONG_PASSWORD, words),
            Effect::Redirect => Self {
                header: Some((header::LOCATION, "/login".to_owned())),
                ..Self::text("").status(StatusCode::FOUND)
            },
            Effect::Html => Self::html(StatusCode::OK, LOGIN_PAGE),
            Effect::Http502Html => Self::html(StatusCode::BAD_GATEWAY, GATEWAY_PAGE),
            Effect::Body500 => Self::said(BROKEN, words),
            Effect::Busy => Self::text(words.of(BUSY)),
            Effect::BusyJson => {
                Self::object(&json!({ "code": 500, "msg": words.of(BUSY), "data": null }))
            }
            Effect::TooMany(seconds) => Self {
                header: Some((header::RETRY_AFTER, seconds.to_string())),
                ..Self::text(words.of(BUSY)).status(StatusCode::TOO_MANY_REQUESTS)
            },
            Effect::RefuseBatchWith(_) => Self::refused(words.of(INVALID), words),
            _ => Self::said(BROKEN, words).status(StatusCode::INTERNAL_SERVER_ERROR),
        }
    }

    /// Its body, for people.
    pub(super) fn body(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// Sends the reply: late, damaged or not at all where a fault says so.
    pub(super) async fn send(self, drawn: &Drawn, cut: &Cut) -> Response {
        if let Some(delay) = drawn.delay {
            tokio::time::sleep(delay).await;
        }
        match drawn.taken.as_ref().map(|(_, effect)| effect) {
            Some(Effect::DropBefore | Effect::DropAfterAccept) => {
                cut.off();
                self.into_response()
            }
            Some(Effect::Truncated) => self.into_half(),
            _ => self.into_response(),
        }
    }

    /// The reply as it leaves, if it leaves: in other words where a fault says so, behind a gateway, in a mistaken
    /// charset.
    pub(super) fn bent(mut self, drawn: &Drawn) -> Self {
        match drawn.taken {
            Some((_, Effect::EmptyData)) => {
                self = Self::filled(TAKEN, drawn.words, &|_| Some(Value::Null));
            }
            Some((_, Effect::Garbage)) => return Self::text("\u{1}{{code: 2"),
            _ => {}
        }
        if let Some(status) = drawn.status {
            self.status = status;
        }
        if let Some(gateway) = drawn.gateway
            && let Ok(text) = std::str::from_utf8(&self.body)
        {
            let (body, content_type) = gateway.rewrite(text);
            self.body = body.into_bytes();
            self.content_type = content_type.unwrap_or(self.content_type);
        }
        if let Some(charset) = drawn.charset
            && let Ok(text) = std::str::from_utf8(&self.body)
        {
            (self.body, self.content_type) = charset.encode(text);
        }
        self
    }

    /// The head and half of the body, then the end of the connection.
    fn into_half(self) -> Response {
        let whole = self.body.len();
        let half = Bytes::from(self.body.clone()).slice(..whole / 2);
        let end = stream::once(async {
            // The half that was given out leaves while this waits its turn.
            tokio::task::yield_now().await;
            Err(std::io::Error::from(std::io::ErrorKind::UnexpectedEof))
        });
        let body = Body::from_stream(stream::iter([Ok(half)]).chain(end));
        let head = [(header::CONTENT_LENGTH, whole.to_string())];
        (head, self.with_body(body)).into_response()
    }

    fn with_body(self, body: Body) -> Response {
        let head = [(header::CONTENT_TYPE, self.content_type)];
        let mut response = (self.status, head, body).into_response();
        if let Some((name, value)) = self.header
            && let Ok(value) = value.parse()
        {
            response.headers_mut().insert(name, value);
        }
        response
    }
}

impl IntoResponse for Reply {
    fn into_response(mut self) -> Response {
        let body = Body::from(std::mem::take(&mut self.body));
        self.with_body(body)
    }
}
