//! `[platforms.NAME]`: an account at an authority.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::Secret;
use super::resolve::{bounded, duration_of, required_text};
use super::secret::required_secret;
use crate::document::{Entry, Fields, Item, Problem, nearest};
use crate::source::Param;

/// An account at an authority.
#[derive(Clone, Debug)]
pub struct PlatformConfig {
    /// Its name.
    pub name: String,
    /// The platform's address.
    pub url: String,
    /// User name.
    pub username: String,
    /// Password.
    pub password: Secret,
    /// The password already is Base64.
    pub password_encoded: bool,
    /// `Authorization: Bearer <token>`; `false` for the raw token.
    pub bearer: bool,
    /// The envelope's `systemName`.
    pub system_name: String,
    /// The envelope's `areaCode`.
    pub area_code: String,
    /// Requests in flight.
    pub concurrency: usize,
    /// Longest a request may take.
    pub timeout: Duration,
    /// How far apart paced uploads are, where the target's own pace is not wanted.
    pub pace: Option<Duration>,
    /// A proxy's URL.
    pub proxy: Option<String>,
    /// The local address to go out from.
    pub bind: Option<IpAddr>,
    /// Certificates to trust besides the system's.
    pub ca_file: Option<PathBuf>,
    /// Values for `{ param = ".." }` in fields and `:name` in SQL.
    pub params: BTreeMap<String, Param>,
}

/// The kinds of platforms there are.
const KINDS: &[&str] = &["hazchem"];

pub(super) fn read(
    entry: &Entry,
    folder: &Path,
    problems: &mut Vec<Problem>,
) -> Option<PlatformConfig> {
    let before = problems.len();
    let mut fields = Fields::of(
        &entry.value,
        &format!("[platforms.{}]", entry.key),
        problems,
    )?;
    let Some(()) = kind(&mut fields) else {
        // Another kind has other options: what they are cannot be judged.
        return None;
    };
    let url = address(&mut fields);
    let username = required_text(&mut fields, "username");
    let password = required_secret(&mut fields, "password", "password_file", folder);
    let password_encoded = fields
        .bool("password_encoded")
        .is_some_and(|(value, _)| value);
    let bearer = fields.bool("bearer").is_none_or(|(value, _)| value);
    let system_name = required_text(&mut fields, "system_name");
    let area_code = required_text(&mut fields, "area_code");
    let concurrency = bounded(&mut fields, "concurrency", 2, 1..=32);
    let timeout = duration_of(&mut fields, "timeout", Duration::from_secs(30));
    let pace = fields.node("pace").is_some();
    let pace = pace.then(|| duration_of(&mut fields, "pace", Duration::ZERO));
    let proxy = fields.text("proxy").map(|(text, _)| text.to_owned());
    let bind = local_address(&mut fields);
    let ca_file = fields.text("ca_file").map(|(path, _)| folder.join(path));
    let params = params(&mut fields);
    fields.finish();
    if problems.len() > before {
        return None;
    }
    Some(PlatformConfig {
        name: entry.key.clone(),
        url: url?,
        username: username?,
        password: password?,
        password_encoded,
        bearer,
        system_name: system_name?,
        area_code: area_code?,
        concurrency: usize::try_from(concurrency?).ok()?,
        timeout: timeout?,
        pace: pace.flatten(),
        proxy,
        bind,
        ca_file,
        params,
    })
}

fn kind(fields: &mut Fields<'_>) -> Option<()> {
    fields.require("kind");
    let (kind, at) = fields.text("kind")?;
    if KINDS.contains(&kind) {
        return Some(());
    }
    if kind == "cwr" {
        let message = "this version does not know platforms of kind `cwr` yet";
        fields.problem(Problem::at(at.clone(), message));
        return None;
    }
    let mut problem = Problem::at(at.clone(), format!("there is no platform of kind `{kind}`"));
    problem = match nearest(kind, KINDS.iter().copied()) {
        None => problem.hint(format!("known: {}", KINDS.join(", "))),
        near => problem.did_you_mean(near),
    };
    fields.problem(problem);
    None
}

fn address(fields: &mut Fields<'_>) -> Option<String> {
    fields.require("url");
    let (url, at) = fields.text("url")?;
    let rest = url
        .strip_prefix("http://")
        .or_else(|| url.strip_prefix("https://"));
    if rest.is_some_and(|rest| !rest.is_empty() && !rest.contains(char::is_whitespace)) {
        return Some(url.to_owned());
    }
    let problem = Problem::at(
        at.clone(),
        "`url` must be an address that starts with http:// or https://",
    );
    fields.problem(problem);
    None
}

fn local_address(fields: &mut Fields<'_>) -> Option<IpAddr> {
    let (text, at) = fields.text("bind")?;
    let parsed = text.parse();
    if parsed.is_err() {
        let problem = Problem::at(
            at.clone(),
            "`bind` must be an address of this host, such as 10.1.2.3",
        );
        fields.problem(problem);
    }
    parsed.ok()
}

fn params(fields: &mut Fields<'_>) -> BTreeMap<String, Param> {
    let mut params = BTreeMap::new();
    let Some((entries, _)) = fields.table("params") else {
        return params;
    };
    for entry in entries {
        let param = match &entry.value.item {
            Item::Text(text) => Param::Text(text.clone()),
            Item::Integer(number) => Param::Integer(*number),
            other => {
                let message = format!(
                    "param `{}` must be text or a whole number, not {}",
                    entry.key,
                    other.kind()
                );
                fields.problem(Problem::at(entry.value.at.clone(), message));
                continue;
            }
        };
        if entry.key == "keys" {
            fields.problem(Problem::at(
                entry.at.clone(),
                "a param may not be called `keys`: `:keys` stands for the record keys",
            ));
        }
        params.insert(entry.key.clone(), param);
    }
    params
}
