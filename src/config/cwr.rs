//! What a platform of kind `cwr` is besides its address.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use super::Secret;
use super::secret::required_secret;
use super::values::{duration_of, required_text};
use crate::document::{Entry, Fields, Item, Node, Problem, nearest};
use crate::language::text;
use crate::platform::closed;
use crate::platform::cwr::{Versions, functions};

/// The settings of an account at the construction platform.
#[derive(Clone, Debug)]
pub struct CwrConfig {
    /// The account.
    pub api_key: String,
    /// What signs.
    pub api_secret: Secret,
    /// The third-party system's number.
    pub client_serial: String,
    /// The version of each function.
    pub api_version: Versions,
    /// How old a gate passage may be.
    pub passage_window: Duration,
}

/// The bureau's notice of 2019.
const WINDOW: Duration = Duration::from_secs(2 * 3600);

pub(super) fn read(fields: &mut Fields<'_>, folder: &Path) -> Option<CwrConfig> {
    let api_key = required_text(fields, "api_key");
    let api_secret = required_secret(fields, "api_secret", "api_secret_file", folder);
    let client_serial = required_text(fields, "client_serial");
    let api_version = versions(fields);
    let passage_window = duration_of(fields, "passage_window", WINDOW);
    Some(CwrConfig {
        api_key: api_key?,
        api_secret: api_secret?,
        client_serial: client_serial?,
        api_version: api_version?,
        passage_window: passage_window?,
    })
}

/// A version for all functions, or a table by function.
fn versions(fields: &mut Fields<'_>) -> Option<Versions> {
    let Some(Node { item, at }) = fields.node("api_version") else {
        return Some(Versions::default());
    };
    match item {
        Item::Text(all) if !all.trim().is_empty() => Some(Versions::all(all.trim().to_owned())),
        Item::Table(entries) => by_function(fields, entries).map(Versions::by_function),
        _ => {
            let problem = Problem::at(at.clone(), text!("config-version-not-text"));
            fields.problem(problem.hint(text!("config-version-table")));
            None
        }
    }
}

fn by_function(fields: &mut Fields<'_>, entries: &[Entry]) -> Option<BTreeMap<String, String>> {
    let mut versions = BTreeMap::new();
    for entry in entries {
        let message = match &entry.value.item {
            _ if !functions().any(|function| function == entry.key) => {
                text!("config-no-function", function = entry.key.as_str())
            }
            Item::Text(version) if !version.trim().is_empty() => {
                versions.insert(entry.key.clone(), version.trim().to_owned());
                continue;
            }
            _ => text!("config-function-version-not-text"),
        };
        let problem = Problem::at(entry.at.clone(), message);
        fields.problem(match closed(&entry.key) {
            Some(closed) => problem.hint(closed.said()),
            None => {
                let near = nearest(&entry.key, functions());
                problem.did_you_mean(near.filter(|near| *near != entry.key))
            }
        });
    }
    (versions.len() == entries.len()).then_some(versions)
}
