//! A reply on its way out, and how it goes wrong.

use axum::body::{Body, Bytes};
use axum::http::{HeaderName, StatusCode, header};
use axum::response::{IntoResponse, Response};
use futures_util::stream::{self, StreamExt};
use serde_json::{Value, json};

use super::draw::Drawn;
use super::fault::Effect;
use super::line::Cut;

/// The page that a site's browser is sent to; a client that is not logged in may get it too.
pub(super) const LOGIN_PAGE: &str = "<!DOCTYPE html><html><head><title>登录</title></head>\
<body><form action=\"/login\" method=\"post\">用户名 <input name=\"username\"> 密码 <input name=\"password\" type=\"password\"></form></body></html>";

const GATEWAY_PAGE: &str = "<html><head><title>502 Bad Gateway</title></head>\
<body><center><h1>502 Bad Gateway</h1></center><hr><center>nginx</center></body></html>";

const BUSY: &str = "操作频繁";

/// A reply, before a fault spoils it.
#[derive(Clone, Debug)]
pub(super) struct Reply {
    status: StatusCode,
    content_type: &'static str,
    header: Option<(HeaderName, String)>,
    body: String,
}

impl Reply {
    /// HTTP 200 with the platform's three fields.
    pub(super) fn json(code: u64, msg: &str, data: Value) -> Self {
        Self::object(&json!({ "code": code, "msg": msg, "data": data }))
    }

    /// HTTP 200 with this JSON.
    pub(super) fn object(body: &Value) -> Self {
        Self {
            status: StatusCode::OK,
            content_type: "application/json;charset=UTF-8",
            header: None,
            body: body.to_string(),
        }
    }

    /// A page.
    pub(super) fn html(status: StatusCode, page: &str) -> Self {
        Self {
            status,
            content_type: "text/html;charset=UTF-8",
            header: None,
            body: page.to_owned(),
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

    /// No valid token.
    pub(super) fn unauthorized() -> Self {
        Self::json(401, "认证失败", Value::Null)
    }

    /// The whole request is refused.
    pub(super) fn refused(reason: &str) -> Self {
        Self::json(400, reason, Value::Null)
    }

    /// Name or password is wrong.
    pub(super) fn wrong_password() -> Self {
        Self::json(500, "用户名或密码错误", Value::Null)
    }

    /// The answer of a fault that takes the request, for all that can be answered.
    pub(super) fn of_fault(effect: &Effect) -> Self {
        match effect {
            Effect::UnauthorizedHttp => Self::unauthorized().status(StatusCode::UNAUTHORIZED),
            Effect::UnauthorizedText => {
                Self::object(&json!({ "code": "401", "msg": "认证失败", "data": null }))
            }
            Effect::UnauthorizedBody | Effect::ExpireTokens => Self::unauthorized(),
            Effect::WrongPassword => Self::wrong_password(),
            Effect::Redirect => Self {
                header: Some((header::LOCATION, "/login".to_owned())),
                ..Self::text("").status(StatusCode::FOUND)
            },
            Effect::Html => Self::html(StatusCode::OK, LOGIN_PAGE),
            Effect::Http502Html => Self::html(StatusCode::BAD_GATEWAY, GATEWAY_PAGE),
            Effect::Body500 => Self::json(500, "系统异常", Value::Null),
            Effect::Busy => Self::text(BUSY),
            Effect::BusyJson => Self::json(500, BUSY, Value::Null),
            Effect::TooMany(seconds) => Self {
                header: Some((header::RETRY_AFTER, seconds.to_string())),
                ..Self::text(BUSY).status(StatusCode::TOO_MANY_REQUESTS)
            },
            Effect::RefuseBatchWith(_) => Self::refused("数据校验失败"),
            _ => Self::json(500, "系统异常", Value::Null).status(StatusCode::INTERNAL_SERVER_ERROR),
        }
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
            Some(Effect::Garbage) => Self::text("\u{1}{{code: 2").into_response(),
            Some(Effect::EmptyData) => Self::json(200, "请求成功", Value::Null).into_response(),
            _ => self.into_response(),
        }
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
