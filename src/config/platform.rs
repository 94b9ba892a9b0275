//! `[platforms.NAME]`: an account at an authority.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::values::{bounded, duration_of};
use super::{CwrConfig, HazchemConfig, cwr, hazchem};
use crate::document::{Entry, Fields, Item, Problem, nearest};
use crate::language::text;
use crate::source::Param;

/// An account at an authority.
#[derive(Clone, Debug)]
pub struct PlatformConfig {
    /// Its name.
    pub name: String,
    /// The platform's address.
    pub url: String,
    /// Requests in flight.
    pub concurrency: usize,
    /// Longest a request may take.
    pub timeout: Duration,
    /// A proxy's URL.
    pub proxy: Option<String>,
    /// The local address to go out from.
    pub bind: Option<IpAddr>,
    /// Certificates to trust besides the system's.
    pub ca_file: Option<PathBuf>,
    /// Values for `{ param = ".." }` in fields and `:name` in SQL.
    pub params: BTreeMap<String, Param>,
    /// What it is besides.
    pub kind: PlatformKind,
}

/// The kinds of platforms, each with its own settings.
#[derive(Clone, Debug)]
pub enum PlatformKind {
    /// The hazchem platform.
    Hazchem(HazchemConfig),
    /// The construction platform.
    Cwr(CwrConfig),
}

/// Reads what a kind has of its own.
type Read = fn(&mut Fields<'_>, &Path) -> Option<PlatformKind>;

/// The kinds there are.
const KINDS: &[(&str, Read)] = &[
    ("hazchem", |fields, folder| {
        hazchem::read(fields, folder).map(PlatformKind::Hazchem)
    }),
    ("cwr", |fields, folder| {
        cwr::read(fields, folder).map(PlatformKind::Cwr)
    }),
];

impl PlatformKind {
    /// Its name in the configuration and before the point of a target's name.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Hazchem(_) => "hazchem",
            Self::Cwr(_) => "cwr",
        }
    }
}

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
    // Each kind has options of its own: without one, what they are cannot be judged.
    let read = kind(&mut fields)?;
    let url = address(&mut fields);
    let kind = read(&mut fields, folder);
    let concurrency = bounded(&mut fields, "concurrency", 2, 1..=32);
    let timeout = duration_of(&mut fields, "timeout", Duration::from_secs(30));
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
        concurrency: usize::try_from(concurrency?).ok()?,
        timeout: timeout?,
        proxy,
        bind,
        ca_file,
        params,
        kind: kind?,
    })
}

fn kind(fields: &mut Fields<'_>) -> Option<Read> {
    fields.require("kind");
    let (kind, at) = fields.text("kind")?;
    let known = || KINDS.iter().map(|(name, _)| *name);
    if let Some((_, read)) = KINDS.iter().find(|(name, _)| *name == kind) {
        return Some(*read);
    }
    let mut problem = Problem::at(at.clone(), text!("config-no-kind", kind = kind));
    problem = match nearest(kind, known()) {
        None => {
            let names = known().collect::<Vec<_>>().join(", ");
            problem.hint(text!("config-known", names = names))
        }
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
    let problem = Problem::at(at.clone(), text!("config-url"));
    fields.problem(problem);
    None
}

fn local_address(fields: &mut Fields<'_>) -> Option<IpAddr> {
    let (text, at) = fields.text("bind")?;
    let parsed = text.parse();
    if parsed.is_err() {
        let problem = Problem::at(at.clone(), text!("config-bind"));
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
                let name = entry.key.as_str();
                let message = text!("config-param", name = name, kind = other.kind());
                fields.problem(Problem::at(entry.value.at.clone(), message));
                continue;
            }
        };
        if entry.key == "keys" {
            fields.problem(Problem::at(entry.at.clone(), text!("config-param-keys")));
        }
        params.insert(entry.key.clone(), param);
    }
    params
}
