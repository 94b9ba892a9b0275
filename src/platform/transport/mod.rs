//! HTTP: the only place that speaks it.

mod certificate;
mod response;

use std::error::Error as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HeaderValue};
use reqwest::{Client, ClientBuilder, Proxy, Url, redirect, retry};
use secrecy::{ExposeSecret, SecretString};
use thiserror::Error;

use super::{Fault, FaultKind};
use crate::language::text;

pub(super) use response::Response;

/// Connecting gets half of the time-out, and never more than this: what is slower is not there.
const CONNECT_LIMIT: Duration = Duration::from_secs(10);
/// Servers close idle connections after 20 s and more; a request on one that just closed would be lost.
const IDLE: Duration = Duration::from_secs(15);

/// How requests leave for a platform.
#[derive(Clone, Debug)]
pub struct HttpSettings {
    /// Longest a request may take, connection included. Connecting may take half of it, 10 s at most.
    pub timeout: Duration,
    /// A proxy's URL; those of the environment are ignored.
    pub proxy: Option<String>,
    /// The local address to go out from.
    pub bind: Option<std::net::IpAddr>,
    /// Certificates (PEM) to trust besides the system's.
    pub ca_file: Option<PathBuf>,
}

/// Why a way out could not be set up.
#[derive(Debug, Error)]
pub enum TransportError {
    /// A setting that cannot be used.
    #[error("`{setting}`: {message}")]
    Setting {
        /// The setting's name.
        setting: &'static str,
        /// What is wrong with it.
        message: String,
    },
}

/// A way out to one platform. Redirects are not followed: for these platforms one means "log in".
#[derive(Debug)]
pub(super) struct Transport {
    client: Client,
    base: String,
}

impl Transport {
    /// A way out to `url`. Connects to nothing yet.
    ///
    /// # Errors
    /// A setting that cannot be used.
    pub(super) fn new(url: &str, http: &HttpSettings) -> Result<Self, TransportError> {
        let base = base(url)?;
        certificate::install_provider();
        let mut builder = Client::builder()
            .no_proxy()
            // Some gateways compare names of headers by their letters: they are written as the documents have them.
            .http1_title_case_headers()
            .redirect(redirect::Policy::none())
            .retry(retry::never())
            .timeout(http.timeout)
            .connect_timeout(CONNECT_LIMIT.min(http.timeout / 2))
            .pool_idle_timeout(IDLE)
            .local_address(http.bind)
            .user_agent(concat!("shangbao/", env!("CARGO_PKG_VERSION")));
        if let Some(proxy) = &http.proxy {
            let proxy =
                Proxy::all(proxy).map_err(|_| setting("proxy", text!("platform-not-proxy")))?;
            builder = builder.proxy(proxy);
        }
        let encrypted = [Some(&base), http.proxy.as_ref()]
            .into_iter()
            .flatten()
            .any(|url| !url.to_ascii_lowercase().starts_with("http://"));
        let client = trusting(builder, http.ca_file.as_deref(), encrypted)?
            .build()
            .map_err(|error| setting("url", text!("platform-unusable", error = cause(&error))))?;
        Ok(Self { client, base })
    }

    /// The platform's address, normalised and without a slash at its end.
    pub(super) fn base(&self) -> &str {
        &self.base
    }

    /// The full URL of a path that starts with a slash, with its query where it has one.
    pub(super) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    /// Posts JSON and reads the answer, whatever its status. Sends at most once.
    ///
    /// # Errors
    /// No answer, or one that broke off or is too long.
    pub(super) async fn post_json(
        &self,
        path: &str,
        authorization: Option<&SecretString>,
        body: String,
    ) -> Result<Response, Fault> {
        let body = body.into_bytes();
        self.post(path, authorization, "application/json", body)
            .await
    }

    /// Posts a body and reads the answer, whatever its status. Sends at most once.
    ///
    /// # Errors
    /// No answer, or one that broke off or is too long.
    pub(super) async fn post(
        &self,
        path: &str,
        authorization: Option<&SecretString>,
        content_type: &str,
        body: Vec<u8>,
    ) -> Result<Response, Fault> {
        let mut request = self
            .client
            .post(self.url(path))
            .header(CONTENT_TYPE, content_type);
        if let Some(secret) = authorization {
            request = request.header(AUTHORIZATION, sensitive(secret)?);
        }
        let answer = request.body(body).send().await;
        let answer = answer.map_err(|error| self.fault(&error))?;
        Response::read(answer)
            .await
            .map_err(|error| error.fault(&self.base))
    }

    fn fault(&self, error: &reqwest::Error) -> Fault {
        let url = self.base.as_str();
        let (kind, message) = match (error.is_connect(), error.is_timeout()) {
            (true, true) => (
                FaultKind::TimedOut,
                text!("platform-no-connection-in-time", url = url),
            ),
            (true, false) => (
                FaultKind::Connect,
                certificate::told(error, url).unwrap_or_else(|| unconnected(error, url)),
            ),
            (false, true) => (
                FaultKind::TimedOut,
                text!("platform-no-answer-in-time", url = url),
            ),
            (false, false) => (
                FaultKind::Lost,
                text!("platform-connection-lost", url = url, cause = cause(error)),
            ),
        };
        Fault::new(kind, message, !error.is_connect())
    }
}

/// What an error holds that says that a host's name is not known: the standard library has no kind for that.
const UNRESOLVED: &str = "lookup address";

/// Why there is no connection. The error says nothing of whether it was to the platform or to a proxy.
fn unconnected(error: &reqwest::Error, url: &str) -> String {
    let mut next: Option<&(dyn std::error::Error + 'static)> = error.source();
    while let Some(error) = next {
        match error.downcast_ref::<std::io::Error>() {
            Some(error) if error.kind() == std::io::ErrorKind::ConnectionRefused => {
                return text!("platform-refused", url = url);
            }
            Some(error) if error.to_string().contains(UNRESOLVED) => {
                return text!("platform-no-name", url = url, cause = error.to_string());
            }
            _ => next = error.source(),
        }
    }
    text!("platform-no-connection", url = url, cause = cause(error))
}

/// What lies at the bottom of an error. reqwest's own text would name the URL.
fn cause(error: &reqwest::Error) -> String {
    let mut deepest = match error.source() {
        Some(source) => source,
        None => return text!("platform-no-cause"),
    };
    while let Some(source) = deepest.source() {
        deepest = source;
    }
    deepest.to_string()
}

fn base(url: &str) -> Result<String, TransportError> {
    let wrong = || setting("url", text!("platform-not-address"));
    let parsed = Url::parse(url).map_err(|_| wrong())?;
    if !matches!(parsed.scheme(), "http" | "https") || !parsed.has_host() {
        return Err(wrong());
    }
    if parsed.query().is_some() || parsed.fragment().is_some() {
        return Err(setting("url", text!("platform-address-query")));
    }
    if !parsed.username().is_empty() || parsed.password().is_some() {
        return Err(setting("url", text!("platform-address-user")));
    }
    Ok(parsed.as_str().trim_end_matches('/').to_owned())
}

/// Sets what certificates are trusted. Where nothing is encrypted the system's are left alone: they take
/// time to load, and a small host may have none.
fn trusting(
    builder: ClientBuilder,
    ca_file: Option<&Path>,
    encrypted: bool,
) -> Result<ClientBuilder, TransportError> {
    let Some(path) = ca_file else {
        return Ok(match encrypted {
            true => builder,
            false => builder.tls_certs_only([]),
        });
    };
    let unread = |error: std::io::Error| {
        let message = text!("platform-file-unread", error = error.to_string());
        setting("ca_file", message)
    };
    let pem = std::fs::read(path).map_err(unread)?;
    let config = certificate::trusting(&pem)
        .ok_or_else(|| setting("ca_file", text!("platform-no-certificate")))?;
    Ok(builder.tls_backend_preconfigured(config))
}

fn sensitive(secret: &SecretString) -> Result<HeaderValue, Fault> {
    let mut value = HeaderValue::from_str(secret.expose_secret())
        .map_err(|_| Fault::new(FaultKind::Unreadable, text!("platform-bad-token"), false))?;
    value.set_sensitive(true);
    Ok(value)
}

fn setting(setting: &'static str, message: String) -> TransportError {
    TransportError::Setting { setting, message }
}
