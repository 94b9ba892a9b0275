//! A form that was sent from one of our own pages.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Form;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;

use super::Site;
use super::guard::host;
use super::visitor::Visitor;

/// What was filled in, and by whom. It exists only where the form came from a page of this process: it holds the seal, and
/// the browser names no other origin.
pub(super) struct Posted {
    pub(super) visitor: Visitor,
    fields: BTreeMap<String, String>,
}

impl Posted {
    /// A field as it was sent; empty where there is none.
    pub(super) fn field(&self, name: &str) -> &str {
        self.fields.get(name).map_or("", String::as_str)
    }

    /// The reason that was given; `None` for a blank one.
    pub(super) fn reason(&self) -> Option<&str> {
        let reason = self.field("reason").trim();
        (!reason.is_empty()).then_some(reason)
    }
}

impl FromRequest<Arc<Site>> for Posted {
    type Rejection = Response;

    async fn from_request(request: Request, site: &Arc<Site>) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        let Ok(visitor) = Visitor::from_request_parts(&mut parts, site).await;
        let own = is_own(&parts.headers);
        let request = Request::from_parts(parts, body);
        match Form::<BTreeMap<String, String>>::from_request(request, site).await {
            Ok(Form(fields)) if own && fields.get("seal") == Some(&site.seal) => {
                Ok(Self { visitor, fields })
            }
            _ => Err(visitor.refuse(StatusCode::FORBIDDEN, "not-our-form")),
        }
    }
}

/// Whether the form stood on a page of ours, as far as the browser says.
fn is_own(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    let origin = text(header::ORIGIN.as_str()).is_none_or(|origin| {
        let name = origin.split_once("://").map(|(_, name)| name);
        name.is_some_and(|name| name.eq_ignore_ascii_case(host(headers)))
    });
    origin && text("sec-fetch-site").is_none_or(|site| site == "same-origin")
}
