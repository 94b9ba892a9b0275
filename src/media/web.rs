//! Files of allowed hosts.

use std::sync::Arc;
use std::time::Duration;

use reqwest::{Client, Url, redirect, retry};

use super::{LARGEST, MediaError};
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
    pub(super) async fn read(&self, address: &str) -> Result<Vec<u8>, MediaError> {
        let url = self.address(address).ok_or(MediaError::NoAddress)?;
        if !is_allowed(&self.hosts, &url) {
            return Err(MediaError::HostNotAllowed);
        }
        let response = self.client.get(url).send().await;
        let mut response = response.map_err(|error| unreachable(&error))?;
        let status = response.status().as_u16();
        if status != 200 {
            return Err(MediaError::Status(status));
        }
        let mut content = Vec::new();
        while let Some(chunk) = response
            .chunk()
            .await
            .map_err(|error| unreachable(&error))?
        {
            if content.len() + chunk.len() > LARGEST {
                return Err(MediaError::TooLarge);
            }
            content.extend_from_slice(&chunk);
        }
        Ok(content)
    }
}

impl Web {
    /// The address that is asked for what a column holds: a whole address, or a path behind that of `base_url`.
    fn address(&self, text: &str) -> Option<Url> {
        let text = text.trim().replace('\\', "/");
        if let Some((start, rest)) = whole(&text) {
            return below(Url::parse(start).ok()?, "", rest);
        }
        let base = self.base.as_ref()?;
        // `//host/path`; where that is the name of no host, somebody wrote a slash too many.
        let host = text
            .strip_prefix("//")
            .and_then(|rest| rest.split('/').next());
        if host.is_some_and(|host| host.contains(['.', ':']))
            && let Ok(url) = base.join(&text)
        {
            let (start, rest) = split_host(url.scheme().len() + 3, url.as_str());
            return below(Url::parse(start).ok()?, "", rest);
        }
        let prefix = base.path().trim_end_matches('/');
        let path = text.trim_start_matches('/');
        // A path that begins with that of `base_url` is whole already.
        let is_whole = format!("/{path}").starts_with(&format!("{prefix}/"));
        let prefix = if is_whole { "" } else { prefix };
        below(base.clone(), prefix, path)
    }

    /// The address that is asked, for a person to see; without what is secret in it.
    pub(super) fn shown(&self, text: &str) -> Option<String> {
        let mut url = self.address(text)?;
        let _ = url.set_username("");
        let _ = url.set_password(None);
        Some(url.into())
    }
}

/// The scheme and host of a whole address, and the rest.
fn whole(text: &str) -> Option<(&str, &str)> {
    let (scheme, _) = text.split_once("://")?;
    let is_scheme = !scheme.is_empty() && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric());
    is_scheme.then(|| split_host(scheme.len() + 3, text))
}

/// An address cut behind its host, which begins at `host`.
fn split_host(host: usize, text: &str) -> (&str, &str) {
    let behind = text.get(host..).unwrap_or_default();
    let end = behind
        .find(['/', '?', '#'])
        .map_or(text.len(), |at| host + at);
    text.split_at(end)
}

/// The address of a file below a path of a host. What stands in its name is part of the name: `#`, blanks, Chinese, a `%` that
/// encodes nothing, and a `?` that no `name=value` follows. What is encoded already stays.
fn below(mut url: Url, prefix: &str, rest: &str) -> Option<Url> {
    let (path, query) = match rest.split_once('?') {
        Some((path, query)) if query.contains('=') => (path, Some(query)),
        _ => (rest, None),
    };
    let path = path.trim_start_matches('/');
    url.set_path(&format!("{prefix}/{}", encoded(path)));
    // `set_path` leaves `..` out; nobody means a folder above the host.
    url.set_query(query.map(encoded).as_deref());
    url.set_fragment(None);
    Some(url)
}

/// A text in which each `%` that encodes nothing is encoded.
fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, character) in text.char_indices() {
        out.push(character);
        let two = text.as_bytes().get(at + 1..at + 3);
        let encodes = two.is_some_and(|two| two.iter().all(u8::is_ascii_hexdigit));
        if character == '%' && !encodes {
            out.push_str("25");
        }
    }
    out
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
fn unreachable(error: &reqwest::Error) -> MediaError {
    let what = match (error.is_connect(), error.is_timeout()) {
        (_, true) => text!("media-host-late"),
        (true, false) => text!("media-host-refuses"),
        (false, false) => text!("media-host-lost"),
    };
    MediaError::Unreachable(what)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(base: &str, text: &str) -> String {
        let base = Some(base).filter(|base| !base.is_empty());
        let web = Web::new(base, &["h2:81".to_owned()]).unwrap();
        web.shown(text).unwrap_or_else(|| "-".to_owned())
    }

    #[test]
    fn prefix_and_path_are_put_together() {
        for (base, text, address) in [
            (
                "http://h/prod-api",
                "/profile/a.jpg",
                "http://h/prod-api/profile/a.jpg",
            ),
            (
                "http://h/prod-api/",
                "/profile/a.jpg",
                "http://h/prod-api/profile/a.jpg",
            ),
            (
                "http://h/prod-api",
                "2026/a.jpg",
                "http://h/prod-api/2026/a.jpg",
            ),
            (
                "http://h/prod-api",
                "//profile/a.jpg",
                "http://h/prod-api/profile/a.jpg",
            ),
            (
                "http://h/prod-api",
                "/prod-api/profile/a.jpg",
                "http://h/prod-api/profile/a.jpg",
            ),
            (
                "http://h/prod-api",
                "/prod-api2/a.jpg",
                "http://h/prod-api/prod-api2/a.jpg",
            ),
            ("http://h:8080", "2026/a.jpg", "http://h:8080/2026/a.jpg"),
            ("http://h/a", "//h2:81/x.jpg", "http://h2:81/x.jpg"),
            ("http://h/a", "http://h2:81/x.jpg", "http://h2:81/x.jpg"),
            (
                "http://h/a",
                r"\2026\张三.jpg",
                "http://h/a/2026/%E5%BC%A0%E4%B8%89.jpg",
            ),
            ("http://u:secret@h/a", "x.jpg", "http://h/a/x.jpg"),
            ("", "x.jpg", "-"),
            ("", "http://h", "http://h/"),
        ] {
            assert_eq!(asked(base, text), address, "{base} {text}");
        }
    }

    #[test]
    fn names_are_encoded_once() {
        for (text, address) in [
            ("张三#1.jpg", "%E5%BC%A0%E4%B8%89%231.jpg"),
            ("a b.jpg", "a%20b.jpg"),
            ("why?.jpg", "why%3F.jpg"),
            ("100%.jpg", "100%25.jpg"),
            ("50%off 1.jpg", "50%25off%201.jpg"),
            ("%E5%BC%A0.jpg", "%E5%BC%A0.jpg"),
            ("a%20b%23.jpg", "a%20b%23.jpg"),
            ("a+b&c=d;e.jpg", "a+b&c=d;e.jpg"),
            (
                "get?file=张三#1.jpg&x=1",
                "get?file=%E5%BC%A0%E4%B8%89%231.jpg&x=1",
            ),
            ("get?file=%E5%BC%A0.jpg", "get?file=%E5%BC%A0.jpg"),
        ] {
            for (base, before) in [("http://h/p", ""), ("", "http://h/p/")] {
                let found = asked(base, &format!("{before}{text}"));
                assert_eq!(found, format!("http://h/p/{address}"), "{text}");
            }
        }
    }
}
