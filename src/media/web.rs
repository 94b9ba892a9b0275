//! Files of allowed hosts.

use std::sync::Arc;
use std::time::Duration;

use reqwest::{Client, Url, redirect, retry};

use super::{LARGEST, Unusable};
use crate::language::text;

/// Longest a file may take to come.
const TIMEOUT: Duration = Duration::from_secs(20);
/// Longest a connection may take to be made.
const CONNECT: Duration = Duration::from_secs(5);
/// Most redirects that are followed.
const REDIRECTS: usize = 5;

/// Files that are asked for by HTTP.
#[derive(Debug)]
pub(super) struct Web {
    client: Client,
    base: Option<Url>,
    hosts: Arc<[String]>,
}

impl Web {
    /// Files of `hosts` (`host` for any port, or `host:port`), and of `base`, where relative addresses start.
    ///
    /// # Errors
    /// What is wrong with the settings.
    pub(super) fn new(base: Option<&str>, hosts: &[String]) -> Result<Self, String> {
        let wrong = || text!("media-base-url");
        let base = match base {
            None => None,
            Some(text) => Some(
                Url::parse(text)
                    .ok()
                    .filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
                    .ok_or_else(wrong)?,
            ),
        };
        let mut hosts: Vec<String> = hosts.iter().map(|host| host.to_lowercase()).collect();
        hosts.extend(base.as_ref().map(|base| names(base).1));
        let hosts: Arc<[String]> = hosts.into();
        // An error means that another client has installed one: that serves as well.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let allowed = hosts.clone();
        let policy = redirect::Policy::custom(move |attempt| {
            let near = attempt.previous().len() <= REDIRECTS;
            if near && is_allowed(&allowed, attempt.url()) {
                attempt.follow()
            } else {
                attempt.stop()
            }
        });
        let client = Client::builder()
            .no_proxy()
            .redirect(policy)
            .retry(retry::never())
            .timeout(TIMEOUT)
            .connect_timeout(CONNECT)
            .user_agent(concat!("shangbao/", env!("CARGO_PKG_VERSION")))
            .build()
            .map_err(|_| text!("media-no-certificates"))?;
        Ok(Self {
            client,
            base,
            hosts,
        })
    }

    /// The file at `address`.
    ///
    /// # Errors
    /// Why there is none.
    pub(super) async fn read(&self, address: &str) -> Result<Vec<u8>, Unusable> {
        let url = match &self.base {
            Some(base) => base.join(address),
            None => Url::parse(address),
        };
        let url = url.map_err(|_| Unusable::NoAddress)?;
        if !is_allowed(&self.hosts, &url) {
            return Err(Unusable::HostNotAllowed);
        }
        let response = self.client.get(url).send().await;
        let mut response = response.map_err(|error| unreachable(&error))?;
        let status = response.status().as_u16();
        if status != 200 {
            return Err(Unusable::Status(status));
        }
        let mut content = Vec::new();
        while let Some(chunk) = response
            .chunk()
            .await
            .map_err(|error| unreachable(&error))?
        {
            if content.len() + chunk.len() > LARGEST {
                return Err(Unusable::TooLarge);
            }
            content.extend_from_slice(&chunk);
        }
        Ok(content)
    }
}

fn is_allowed(hosts: &[String], url: &Url) -> bool {
    let (host, with_port) = names(url);
    matches!(url.scheme(), "http" | "https")
        && hosts
            .iter()
            .any(|allowed| *allowed == host || *allowed == with_port)
}

/// The host of an address: alone, and with its port.
fn names(url: &Url) -> (String, String) {
    let host = url.host_str().unwrap_or_default().to_lowercase();
    let port = url.port_or_known_default().unwrap_or_default();
    let with_port = format!("{host}:{port}");
    (host, with_port)
}

/// What stood in the way; reqwest's own text would name the address.
fn unreachable(error: &reqwest::Error) -> Unusable {
    let what = match (error.is_connect(), error.is_timeout()) {
        (_, true) => text!("media-host-late"),
        (true, false) => text!("media-host-refuses"),
        (false, false) => text!("media-host-lost"),
    };
    Unusable::Unreachable(what)
}
