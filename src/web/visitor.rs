//! Who looks, in which language, and the frame of every page.

use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use askama::Template;
use axum::extract::{ConnectInfo, FromRequestParts, Query};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};

use super::Site;
use crate::language::{Language, Words};
use crate::ledger::{Actor, LedgerError};
use crate::pipeline::Job;
use crate::time::Timestamp;

/// The cookie of a browser that knows the token.
pub(super) const SESSION: &str = "shangbao_session";

/// The cookie that remembers a chosen language.
const CHOSEN: &str = "shangbao_language";

/// What may be said of a form that was just sent, by the texts' names.
const DONE: [&str; 5] = [
    "done-retry",
    "done-dismiss",
    "done-pause",
    "done-resume",
    "done-nothing",
];

/// Who looks at a page.
pub(super) struct Visitor {
    site: Arc<Site>,
    pub(super) words: &'static Words,
    /// Chosen just now, and to be remembered.
    chosen: Option<Language>,
    /// What follows the path, by name.
    query: BTreeMap<String, String>,
    path: String,
    from: Option<SocketAddr>,
    has_session: bool,
}

impl FromRequestParts<Arc<Site>> for Visitor {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(
        parts: &mut Parts,
        site: &Arc<Site>,
    ) -> Result<Self, Self::Rejection> {
        let query = Query::<BTreeMap<String, String>>::try_from_uri(&parts.uri);
        let query = query.map(|query| query.0).unwrap_or_default();
        let headers = &parts.headers;
        let chosen = query.get("lang").and_then(|tag| Language::of_tag(tag));
        let remembered = || cookie(headers, CHOSEN).and_then(Language::of_tag);
        let wished = || {
            let header = headers.get(header::ACCEPT_LANGUAGE)?;
            Language::of_header(header.to_str().ok()?)
        };
        let language = chosen.or_else(remembered).or_else(wished);
        let from = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        Ok(Self {
            site: site.clone(),
            words: Words::of(language.unwrap_or(Language::English)),
            chosen,
            query,
            path: parts.uri.path().to_owned(),
            from: from.map(|from| from.0),
            has_session: cookie(headers, SESSION).is_some(),
        })
    }
}

impl Visitor {
    /// What follows the path under this name; empty where there is nothing.
    pub(super) fn asked(&self, name: &str) -> &str {
        self.query.get(name).map_or("", String::as_str)
    }

    /// The frame of a page; the title is a text's name.
    pub(super) fn frame(&self, title: &str) -> Frame {
        let done = DONE.iter().find(|known| **known == self.asked("done"));
        Frame {
            title: self.words.say(title),
            words: self.words,
            languages: Language::ALL.map(|language| self.switch_to(language)),
            notice: done.map(|done| self.words.say(done)),
            seal: self.site.seal.clone(),
            refresh: None,
            now: self.site.context.clock.now_ms(),
        }
    }

    fn switch_to(&self, language: Language) -> Switch {
        let kept = self
            .query
            .iter()
            .filter(|(name, _)| !["lang", "done"].contains(&name.as_str()));
        let mut pairs: Vec<(&str, &str)> = kept
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        pairs.push(("lang", language.tag()));
        Switch {
            tag: language.tag(),
            name: language.name(),
            link: format!("{}?{}", self.path, encoded(&pairs)),
            current: language == self.words.language,
        }
    }

    /// A page, as it goes out.
    pub(super) fn page(&self, status: StatusCode, page: &impl Template) -> Response {
        let Ok(text) = page.render() else {
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        };
        let mut response = (status, Html(text)).into_response();
        let cookie = self.chosen.map(|language| {
            let tag = language.tag();
            format!("{CHOSEN}={tag}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax")
        });
        if let Some(Ok(cookie)) = cookie.as_deref().map(HeaderValue::from_str) {
            response.headers_mut().insert(header::SET_COOKIE, cookie);
        }
        response
    }

    /// What is said instead of a page; the text is a text's name.
    pub(super) fn refuse(&self, status: StatusCode, text: &str) -> Response {
        self.refuse_saying(status, self.words.say(text))
    }

    /// The same in these words.
    pub(super) fn refuse_saying(&self, status: StatusCode, text: String) -> Response {
        let frame = self.frame("refused-title");
        self.page(status, &Refused { frame, text })
    }

    /// The state database does not do its part.
    pub(super) fn no_ledger(&self, error: &LedgerError) -> Response {
        let error = self.words.retell(&error.to_string());
        let text = self.words.with("ledger-silent", "error", error);
        self.refuse_saying(StatusCode::SERVICE_UNAVAILABLE, text)
    }

    /// What is not there.
    pub(super) fn missing(&self) -> Response {
        self.refuse(StatusCode::NOT_FOUND, "no-such-page")
    }

    /// The job of this name.
    pub(super) fn job(&self, name: &str) -> Option<Arc<Job>> {
        let mut jobs = self.site.app.jobs.iter();
        jobs.find(|job| job.name == name).cloned()
    }

    /// Where they look from.
    pub(super) fn address(&self) -> IpAddr {
        let unknown = IpAddr::from([0, 0, 0, 0]);
        self.from.map_or(unknown, |from| from.ip())
    }

    /// Who decides, as the history keeps it.
    pub(super) fn actor(&self) -> Actor {
        let from = self.from.map(|from| from.ip().to_string());
        Actor {
            user: if self.has_session {
                "web-by-token"
            } else {
                "web"
            }
            .into(),
            host: from.unwrap_or_default(),
        }
    }
}

/// What stands around every page.
pub(super) struct Frame {
    pub(super) words: &'static Words,
    pub(super) title: String,
    pub(super) languages: [Switch; 2],
    /// What is said of the form that was just sent.
    pub(super) notice: Option<String>,
    /// Stands in every form.
    pub(super) seal: String,
    /// After so many seconds the page is asked for again.
    pub(super) refresh: Option<u32>,
    pub(super) now: i64,
}

/// A link to the same page in another language.
pub(super) struct Switch {
    pub(super) tag: &'static str,
    pub(super) name: &'static str,
    pub(super) link: String,
    pub(super) current: bool,
}

impl Frame {
    /// A moment (ms) as a page shows it: Beijing's date and time, without the zone.
    pub(super) fn clock(&self, at: impl Borrow<i64>) -> String {
        let text = Timestamp(*at.borrow()).to_string();
        text.get(..19).unwrap_or_default().replace('T', " ")
    }

    /// How long ago a moment (ms) was.
    pub(super) fn ago(&self, at: impl Borrow<i64>) -> String {
        let age = self.words.age((self.now - at.borrow()) / 1000);
        self.words.with("ago", "age", age)
    }
}

#[derive(Template)]
#[template(path = "refused.html")]
struct Refused {
    frame: Frame,
    text: String,
}

/// Names and values as a link has them.
pub(super) fn encoded(pairs: &[(&str, &str)]) -> String {
    let byte = |byte: u8| match byte {
        b'-' | b'_' | b'.' => char::from(byte).to_string(),
        byte if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
        other => format!("%{other:02X}"),
    };
    let text = |text: &str| text.bytes().map(byte).collect::<String>();
    let pair = |(name, value): &(&str, &str)| format!("{name}={}", text(value));
    pairs.iter().map(pair).collect::<Vec<_>>().join("&")
}

/// A cookie's value.
pub(super) fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let lines = headers.get_all(header::COOKIE).into_iter();
    let mut pairs = lines
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'));
    pairs.find_map(|pair| pair.trim().strip_prefix(name)?.strip_prefix('='))
}

/// Any other address.
pub(super) async fn not_found(visitor: Visitor) -> Response {
    visitor.missing()
}
