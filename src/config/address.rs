//! Where a database is: `url`, or its parts beside or instead of it.

use std::path::Path;

use super::Secret;
use super::secret::secret;
use super::values::bounded;
use crate::database::{Parts, Wrong, wrong};
use crate::document::{Fields, Place, Problem};
use crate::language::text;
use crate::sql::Dialect;

/// What `kind` may be, and how the URL begins that it stands for.
const KINDS: [&str; 3] = ["postgres", "mysql", "mariadb"];

/// The URL under `url` or `url_file`, with `user`, `password`, `password_file`, `host`, `port` and `database` written into it;
/// or made of these and `kind` alone. `table` names the table in messages.
pub(super) fn address(fields: &mut Fields<'_>, table: &str, folder: &Path) -> Option<Secret> {
    let url = secret(fields, "url", "url_file", folder);
    let file = fields.node("url_file").is_some();
    let written = fields.node("url").map(|node| node.at.clone());
    let at = written.clone().unwrap_or_else(|| fields.at());
    let before = fields.problems().len();
    let kind = kind(fields);
    let parts = parts(fields, folder);
    if fields.problems().len() > before {
        return None;
    }
    // The state's default gives way to parts.
    let default = written == Some(Place::Nowhere) && (kind.is_some() || !parts.is_empty());
    let base = match (url.filter(|_| !default), kind) {
        (Some(url), _) => url,
        (None, _) if file || (written.is_some() && !default) => return None,
        (None, Some(kind)) => format!("{kind}://").as_str().into(),
        (None, None) if parts.is_empty() => {
            fields.require("url");
            return None;
        }
        (None, None) => {
            let kinds = KINDS.join(", ");
            let message = text!("config-address-kind", table = table);
            let hint = text!("config-known", names = kinds);
            fields.problem(Problem::at(at, message).hint(hint));
            return None;
        }
    };
    let of_kind = kind.and_then(|kind| Dialect::of_url(&format!("{kind}:")));
    if of_kind.is_some_and(|dialect| Dialect::of_url(base.expose()) != Some(dialect)) {
        fields.problem(Problem::at(
            at,
            text!("config-address-other", table = table),
        ));
        return None;
    }
    let whole = match parts.write_into(base.expose()) {
        Ok(whole) => whole,
        Err(part) => {
            let message = text!("config-address-twice", table = table, part = part);
            fields.problem(Problem::at(at, message).hint(text!("config-address-twice-hint")));
            return None;
        }
    };
    usable(fields, table, "url", &at, whole.as_str().into())
}

/// The URL under another key, whole.
fn whole(
    fields: &mut Fields<'_>,
    table: &str,
    (key, key_file): (&'static str, &'static str),
    folder: &Path,
) -> Option<Secret> {
    let url = secret(fields, key, key_file, folder)?;
    let at = fields.node(key).map(|node| node.at.clone());
    let at = at.unwrap_or_else(|| fields.at());
    usable(fields, table, key, &at, url)
}

/// Where flags are written: `writer_url`, or the source's own URL for the account of `writer_user`, `writer_password` or
/// `writer_password_file`.
pub(super) fn writer(
    fields: &mut Fields<'_>,
    table: &str,
    own: Option<&Secret>,
    folder: &Path,
) -> Option<Secret> {
    let (key, key_file) = ("writer_url", "writer_url_file");
    let is_whole = fields.node(key).is_some() || fields.node(key_file).is_some();
    let names = ["writer_user", "writer_password", "writer_password_file"];
    let Some(first) = names.into_iter().find(|name| fields.node(name).is_some()) else {
        return whole(fields, table, (key, key_file), folder);
    };
    let at = fields.node(first).map(|node| node.at.clone());
    let at = at.unwrap_or_else(|| fields.at());
    let user = fields.text(names[0]).map(|(user, _)| user.to_owned());
    let password = secret(fields, names[1], names[2], folder);
    let has_user = user.is_some();
    let parts = Parts {
        user,
        password: password.map(|password| password.expose().to_owned()),
        ..Parts::default()
    };
    // What is wrong with the source's own URL is told there.
    let own = own?.expose();
    let url = parts.of_other(own).filter(|_| has_user && !is_whole);
    if url.is_none() {
        let message = text!("config-writer-login", table = table, part = first);
        fields.problem(Problem::at(at, message).hint(text!("config-writer-login-hint")));
        return None;
    }
    usable(fields, table, names[0], &at, url?.as_str().into())
}

/// The URL, unless something is wrong with it.
fn usable(
    fields: &mut Fields<'_>,
    table: &str,
    key: &str,
    at: &Place,
    url: Secret,
) -> Option<Secret> {
    let Some(Wrong { message, hint }) = wrong(url.expose()) else {
        return Some(url);
    };
    let message = text!("config-address", table = table, key = key, reason = message);
    let problem = Problem::at(at.clone(), message);
    let problem = match hint {
        Some(hint) => problem.hint(hint),
        None => problem.hint(text!("config-source-url-hint")),
    };
    fields.problem(problem);
    None
}

fn kind<'a>(fields: &mut Fields<'a>) -> Option<&'a str> {
    let (kind, at) = fields.text("kind")?;
    if KINDS.contains(&kind) {
        return Some(kind);
    }
    let problem = Problem::at(at.clone(), text!("config-address-no-kind", kind = kind));
    fields.problem(problem.among(kind, &KINDS));
    None
}

fn parts(fields: &mut Fields<'_>, folder: &Path) -> Parts {
    let text = |(text, _): (&str, _)| text.to_owned();
    let password = secret(fields, "password", "password_file", folder);
    let port = fields
        .node("port")
        .and_then(|_| bounded(fields, "port", 0, 1..=65_535));
    Parts {
        user: fields.text("user").map(text),
        password: password.map(|password| password.expose().to_owned()),
        host: fields.text("host").map(text),
        port: port.and_then(|port| u16::try_from(port).ok()),
        database: fields.text("database").map(text),
    }
}
