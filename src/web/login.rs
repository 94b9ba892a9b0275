//! The token, once for a browser.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};

use super::Site;
use super::posted::Posted;
use super::visitor::{Frame, SESSION, Visitor};

#[derive(Template)]
#[template(path = "login.html")]
struct Login {
    frame: Frame,
    wrong: bool,
}

/// Asks for the token.
pub(super) async fn ask(visitor: Visitor) -> Response {
    let frame = visitor.frame("login-title");
    visitor.page(
        StatusCode::OK,
        &Login {
            frame,
            wrong: false,
        },
    )
}

/// Takes the token.
pub(super) async fn log_in(State(site): State<Arc<Site>>, posted: Posted) -> Response {
    if let Some(refused) = site.refuse_guess(&posted.visitor) {
        return refused;
    }
    let given = posted.field("token").trim();
    let Some(session) = site.session_for(given, &posted.visitor) else {
        let frame = posted.visitor.frame("login-title");
        let page = Login { frame, wrong: true };
        return posted.visitor.page(StatusCode::FORBIDDEN, &page);
    };
    // Without `Secure`: a site's own network often has no TLS.
    let cookie = format!("{SESSION}={session}; Path=/; Max-Age=2592000; HttpOnly; SameSite=Strict");
    ([(header::SET_COOKIE, cookie)], Redirect::to("/")).into_response()
}
