//! `[web]`: where the status page is served, and who may see it.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;

use super::{Secret, secret};
use crate::document::{Fields, Node, Problem};
use crate::language::text;

/// Where the status page is served where nothing is said.
const LISTEN: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 8700);

/// The status page.
#[derive(Clone, Debug)]
pub struct WebConfig {
    /// Its address; `None`: it is not served.
    pub listen: Option<SocketAddr>,
    /// What a browser or a collector of metrics must know; always there on an address that others can reach.
    pub token: Option<Secret>,
}

impl Default for WebConfig {
    fn default() -> Self {
        Self {
            listen: Some(LISTEN),
            token: None,
        }
    }
}

/// Reads the table; what is wrong with it is a problem, and the page is not served then.
pub(super) fn read(root: &Node, folder: &Path, problems: &mut Vec<Problem>) -> WebConfig {
    let Some(node) = root.get("web") else {
        return WebConfig::default();
    };
    let before = problems.len();
    let Some(mut fields) = Fields::of(node, "[web]", problems) else {
        return WebConfig {
            listen: None,
            token: None,
        };
    };
    let listen = listen(&mut fields);
    let token = secret::secret(&mut fields, "token", "token_file", folder);
    if let Some(address) = listen.filter(|address| !address.ip().is_loopback())
        && token.is_none()
    {
        let at = fields.at();
        let message = text!("config-web-open", address = address.to_string());
        fields.problem(Problem::at(at, message).hint(text!("config-web-open-hint")));
    }
    if token
        .as_ref()
        .is_some_and(|token| token.expose().len() < 16)
    {
        let at = fields.at();
        let problem = Problem::at(at, text!("config-web-token"));
        fields.problem(problem.hint(text!("config-web-token-hint")));
    }
    fields.finish();
    WebConfig {
        listen: listen.filter(|_| problems.len() == before),
        token,
    }
}

/// The address; `off` for none.
fn listen(fields: &mut Fields<'_>) -> Option<SocketAddr> {
    if fields.node("listen").is_none() {
        return Some(LISTEN);
    }
    let (text, at) = fields.text("listen")?;
    if text == "off" {
        return None;
    }
    let parsed = text.parse().ok();
    if parsed.is_none() {
        let problem = Problem::at(at.clone(), text!("config-web-listen", text = text));
        fields.problem(problem.hint(text!("config-web-listen-hint")));
    }
    parsed
}
