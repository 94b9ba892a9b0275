//! `[sources.NAME]`: a site's database.

use std::path::Path;
use std::time::Duration;

use chrono_tz::Tz;

use super::values::{bounded, duration_of, timezone_of};
use super::{Secret, address};
use crate::document::{Entry, Fields, Problem};
use crate::language::text;
use crate::media;
use crate::source::Charset;
use crate::sql::Dialect;

/// What names the account that writes flags.
const WRITER: [&str; 5] = [
    "writer_url",
    "writer_url_file",
    "writer_user",
    "writer_password",
    "writer_password_file",
];

/// A site's database.
#[derive(Clone, Debug)]
pub struct SourceConfig {
    /// Its name.
    pub name: String,
    /// Its URL; a relative SQLite path has been joined to the configuration's folder.
    pub url: Secret,
    /// The URL for an account that may update flags, where flags are written back.
    pub writer_url: Option<Secret>,
    /// What it speaks.
    pub dialect: Dialect,
    /// The zone of times without one.
    pub timezone: Tz,
    /// Most connections held at once.
    pub max_connections: u32,
    /// How texts are read.
    pub charset: Charset,
    /// Longest a statement may run.
    pub statement_timeout: Duration,
    /// Where the photos and attachments are that its columns name.
    pub files: media::Settings,
}

pub(super) fn read(
    entry: &Entry,
    folder: &Path,
    timezone: Tz,
    problems: &mut Vec<Problem>,
) -> Option<SourceConfig> {
    let table = format!("[sources.{}]", entry.key);
    let mut fields = Fields::of(&entry.value, &table, problems)?;
    let url = address::address(&mut fields, &table, folder);
    let timezone = timezone_of(&mut fields, "timezone").or(Some(timezone));
    let max_connections = bounded(&mut fields, "max_connections", 4, 1..=100);
    let statement_timeout = duration_of(&mut fields, "statement_timeout", Duration::from_secs(30));
    let dialect = url.as_ref().and_then(|url| Dialect::of_url(url.expose()));
    let has_writer = WRITER.iter().any(|name| fields.node(name).is_some());
    let writer_url = address::writer(&mut fields, &table, url.as_ref(), folder);
    let of_writer = writer_url.as_ref().map(|url| Dialect::of_url(url.expose()));
    if dialect.is_some() && of_writer.is_some_and(|of_writer| of_writer != dialect) {
        let message = text!("config-writer-elsewhere", name = entry.key.as_str());
        fields.problem(Problem::at(fields.at(), message));
    }
    let charset = charset(&mut fields);
    let files = files(&mut fields, folder);
    fields.finish();
    // Without its writer a source would be read, and its flags never be written.
    if has_writer && writer_url.is_none() {
        return None;
    }
    Some(SourceConfig {
        name: entry.key.clone(),
        url: absolute(url?, folder),
        writer_url: writer_url.map(|url| absolute(url, folder)),
        dialect: dialect?,
        timezone: timezone?,
        charset: charset?,
        max_connections: u32::try_from(max_connections?).ok()?,
        statement_timeout: statement_timeout?,
        files,
    })
}

/// `files`: where photos and attachments are.
fn files(fields: &mut Fields<'_>, folder: &Path) -> media::Settings {
    let Some(mut files) = fields
        .node("files")
        .and_then(|node| Fields::of(node, "`files`", fields.problems()))
    else {
        return media::Settings::default();
    };
    let text = |(text, _): (&str, _)| text.to_owned();
    let root = files.text("root").map(|(path, _)| folder.join(path));
    let strip = files.text("strip");
    if let (Some((_, at)), None) = (strip, &root) {
        files.problem(Problem::at((*at).clone(), text!("config-strip-alone")));
    }
    let settings = media::Settings {
        root,
        strip: strip.map(|(text, _)| text.to_owned()),
        base_url: files.text("base_url").map(text),
        allowed_hosts: files
            .texts("allowed_hosts")
            .map(|(hosts, _)| hosts.into_iter().map(text).collect())
            .unwrap_or_default(),
    };
    files.finish();
    settings
}

fn charset(fields: &mut Fields<'_>) -> Option<Charset> {
    let Some((name, at)) = fields.text("charset") else {
        return Some(Charset::default());
    };
    let charset = Charset::of_name(name);
    if charset.is_none() {
        let problem = Problem::at(at.clone(), text!("config-charset-unknown"));
        fields.problem(problem.hint(text!("config-known", names = "utf8, gbk")));
    }
    charset
}

/// The URL with a relative SQLite path joined to `folder`.
pub(super) fn absolute(url: Secret, folder: &Path) -> Secret {
    let text = url.expose();
    let Some(path) = text.strip_prefix("sqlite:") else {
        return url;
    };
    let path = path.strip_prefix("//").unwrap_or(path);
    if path.starts_with('/') || path.starts_with(":memory:") {
        return url;
    }
    format!("sqlite://{}/{path}", folder.display())
        .as_str()
        .into()
}
