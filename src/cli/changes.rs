//! `changes`: the statements of a change log, for a DBA to apply.

use clap::{Args, ValueEnum};

use super::output::say;
use crate::config::duration;
use crate::language::text;
use crate::report::{CommandError, Exit};
use crate::sql::{Dialect, fill};

/// Options of `changes`.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    table: String,
    #[arg(long, value_enum)]
    dialect: Spoken,
    #[arg(long, required = true, value_delimiter = ',', value_name = "COLUMN")]
    key: Vec<String>,
    #[arg(long, default_value = "change_log", value_name = "TABLE")]
    log: String,
    #[arg(long, value_name = "CHANNEL")]
    notify: Option<String>,
    #[arg(long, default_value = "30d", value_name = "SPAN")]
    keep: String,
}

/// The SQL of a database, as typed.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Spoken {
    Postgres,
    #[value(alias = "mariadb")]
    Mysql,
    Sqlite,
}

impl From<Spoken> for Dialect {
    fn from(spoken: Spoken) -> Self {
        match spoken {
            Spoken::Postgres => Self::Postgres,
            Spoken::Mysql => Self::MySql,
            Spoken::Sqlite => Self::Sqlite,
        }
    }
}

/// The texts of one dialect.
struct Texts {
    /// All statements.
    capture: &'static str,
    /// A key of one column.
    text: &'static str,
    /// One column of a key of several.
    part: &'static str,
    /// A key of several columns.
    list: &'static str,
}

macro_rules! texts {
    ($folder:literal) => {
        Texts {
            capture: include_str!(concat!("../../sql/", $folder, "/capture.sql")),
            text: include_str!(concat!("../../sql/", $folder, "/capture_text.sql")),
            part: include_str!(concat!("../../sql/", $folder, "/capture_part.sql")),
            list: include_str!(concat!("../../sql/", $folder, "/capture_list.sql")),
        }
    };
}

impl Texts {
    fn of(dialect: Dialect) -> Self {
        match dialect {
            Dialect::Postgres => texts!("postgres"),
            Dialect::MySql => texts!("mysql"),
            Dialect::Sqlite => texts!("sqlite"),
        }
    }

    /// The key of a row as the ledger keeps it; `row` is what stands before its columns.
    fn key(&self, row: &str, columns: &[String]) -> String {
        let columns: Vec<String> = columns
            .iter()
            .map(|column| format!("{row}{column}"))
            .collect();
        if let [only] = columns.as_slice() {
            return fill(self.text.trim_end(), &[("column", only)]);
        }
        let part = |column: &String| fill(self.part.trim_end(), &[("column", column)]);
        let parts: Vec<String> = columns.iter().map(part).collect();
        let missing: Vec<String> = columns
            .iter()
            .map(|column| format!("{column} IS NULL"))
            .collect();
        fill(
            self.list.trim_end(),
            &[
                ("parts", &parts.join(", ")),
                ("missing", &missing.join(" OR ")),
            ],
        )
    }
}

pub(super) fn run(options: Arguments) -> Result<Exit, CommandError> {
    say!("{}", statements(&options)?.trim_end());
    Ok(Exit::Done)
}

fn statements(options: &Arguments) -> Result<String, CommandError> {
    let dialect = Dialect::from(options.dialect);
    let (schema, name) = table("TABLE", &options.table, dialect)?;
    let (log_schema, log_name) = table("--log", &options.log, dialect)?;
    // Beside its table unless it says so: triggers look for it there, whatever the DBA's session has chosen.
    let log_schema = if log_schema.is_empty() {
        schema
    } else {
        log_schema
    };
    let log = format!("{log_schema}{log_name}");
    for column in &options.key {
        plain("--key", column)?;
    }
    if options.table.eq_ignore_ascii_case(&log) {
        return Err(usage(
            text!("cli-changes-own-log"),
            text!("cli-changes-own-log-hint"),
        ));
    }
    let texts = Texts::of(dialect);
    let channel = channel(options.notify.as_deref(), dialect)?;
    Ok(fill(
        texts.capture,
        &[
            ("table", &options.table),
            ("schema", schema),
            ("name", name),
            ("log", &log),
            ("log_name", log_name),
            ("old_key", &texts.key("OLD.", &options.key)),
            ("new_key", &texts.key("NEW.", &options.key)),
            ("row_key", &texts.key("", &options.key)),
            ("notify", if channel.is_some() { "" } else { "-- " }),
            ("channel", channel.unwrap_or("changed")),
            ("keep", &span(&options.keep)?),
        ],
    ))
}

/// The channel to notify.
fn channel(channel: Option<&str>, dialect: Dialect) -> Result<Option<&str>, CommandError> {
    match channel {
        Some(_) if dialect != Dialect::Postgres => Err(usage(
            text!("cli-changes-notify"),
            text!("cli-changes-notify-hint"),
        )),
        Some(channel) => plain("--notify", channel).map(|()| Some(channel)),
        None => Ok(None),
    }
}

/// A table's schema with its point, and its name.
fn table<'a>(
    what: &str,
    text: &'a str,
    dialect: Dialect,
) -> Result<(&'a str, &'a str), CommandError> {
    let at = text.find('.').map_or(0, |point| point + 1);
    let (schema, name) = text.split_at(at);
    plain(what, name)?;
    match schema.strip_suffix('.') {
        None => Ok((schema, name)),
        Some(_) if dialect == Dialect::Sqlite => Err(usage(
            text!("cli-changes-no-schema", what = what, text = text),
            text!("cli-changes-no-schema-hint", name = name),
        )),
        Some(plain_schema) => plain(what, plain_schema).map(|()| (schema, name)),
    }
}

/// Longest name that leaves room for what triggers and indexes add to it: databases end names at 63 bytes.
const MOST_BYTES: usize = 63 - "shangbao__insert".len();

/// Refuses what is no plain name: the statements hold names as they are typed.
fn plain(what: &str, name: &str) -> Result<(), CommandError> {
    let sound = name.chars().all(|c| c.is_alphanumeric() || c == '_')
        && name.chars().next().is_some_and(|first| !first.is_numeric());
    if !sound {
        return Err(usage(
            text!("cli-changes-no-name", what = what, name = name),
            text!("cli-changes-no-name-hint"),
        ));
    }
    if name.len() > MOST_BYTES {
        return Err(usage(
            text!(
                "cli-changes-long-name",
                what = what,
                name = name,
                most = MOST_BYTES
            ),
            text!("cli-changes-long-name-hint"),
        ));
    }
    Ok(())
}

/// A time span in SQL's words.
fn span(text: &str) -> Result<String, CommandError> {
    let hint = || text!("cli-changes-keep-hint");
    let seconds = duration(text)
        .map_err(|message| usage(text!("cli-changes-keep", message = message), hint()))?
        .as_secs();
    match seconds / 3600 {
        hours if hours == 0 || seconds % 3600 != 0 => {
            Err(usage(text!("cli-changes-keep-hours", text = text), hint()))
        }
        hours if hours % 24 == 0 => Ok(format!("{} day", hours / 24)),
        hours => Ok(format!("{hours} hour")),
    }
}

fn usage(message: String, hint: String) -> CommandError {
    CommandError::Usage { message, hint }
}
